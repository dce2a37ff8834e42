//! The customer's own personal data in their public post: they should take it down, and be told where to write.

use super::find::{Kind, Owner, mails, phones, plain};
use super::read::Read;
use super::{Check, Finding};
use crate::triage::Lang;

/// The draft that asks to delete the post, by language; `{}` is the private way.
const DRAFTS: &[(Lang, &str, &str)] = &[
    (
        Lang::English,
        "For your own safety, please delete your post: it shows personal details. You can write to us in private here: {}",
        "For your own safety, please delete your post: it shows personal details. You can send them to us in a private message.",
    ),
    (
        Lang::Spanish,
        "Por tu seguridad, borra tu mensaje público: contiene datos personales. Puedes escribirnos en privado aquí: {}",
        "Por tu seguridad, borra tu mensaje público: contiene datos personales. Puedes enviárnoslos por mensaje privado.",
    ),
    (
        Lang::French,
        "Pour votre sécurité, supprimez votre message : il contient des données personnelles. Écrivez-nous en privé ici : {}",
        "Pour votre sécurité, supprimez votre message : il contient des données personnelles. Envoyez-les-nous en message privé.",
    ),
    (
        Lang::German,
        "Zu Ihrer Sicherheit: Bitte löschen Sie Ihren Beitrag, er enthält persönliche Daten. Privat erreichen Sie uns hier: {}",
        "Zu Ihrer Sicherheit: Bitte löschen Sie Ihren Beitrag, er enthält persönliche Daten. Schicken Sie uns diese als Direktnachricht.",
    ),
];

/// Words by which a reply asks for it already.
const ASKED: &[&str] = &[
    "delete/remove/hide * post/tweet/number/message/details/it/this/that/them",
    "take * down",
    "not post/share/tweet",
    "borra~/elimina~",
    "supprime~/effacez/retirez",
    "losche~/entferne~",
];

#[derive(Debug)]
pub(super) struct Exposed;

impl Check for Exposed {
    fn code(&self) -> &'static str {
        "exposed"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let out = reply.out;
        let post = out.post?;
        let plain = plain(post, out).first().map(|(kind, _)| *kind);
        let phone = || {
            let own = phones(post).into_iter().find(|phone| {
                phone.owner != Owner::Ours
                    && !phone.is_public(post, out)
                    && !phone.is_direct(post, out)
            });
            own.map(|_| Kind::Phone)
        };
        let mail = || {
            mails(post)
                .into_iter()
                .find(|mail| !mail.is_ours(out))
                .map(|_| Kind::Mail)
        };
        let kind = plain.or_else(phone).or_else(mail)?;
        if reply.words.any(ASKED).is_some() {
            return None;
        }
        let draft = draft(out.lang.unwrap_or("en"), &out.policy.private_way);
        Some(
            Finding::advises(Vec::new())
                .with(kind.code())
                .fixed("check_fix_ask_to_delete", draft),
        )
    }
}

fn draft(lang: &str, way: &str) -> String {
    let lang = Lang::from_tag(lang);
    let own = DRAFTS
        .iter()
        .find(|(own, ..)| *own == lang)
        .or(DRAFTS.first());
    let Some((_, with, without)) = own else {
        return String::new();
    };
    match way.trim() {
        "" => (*without).to_owned(),
        way => with.replace("{}", way),
    }
}
