//! Personal data of the customer in our reply, where all can read it.

use super::find::{Kind, Owner, is_same_number, mails, phones, plain};
use super::read::Read;
use super::{Check, Finding};

#[derive(Debug)]
pub(super) struct PersonalData;

impl Check for PersonalData {
    fn code(&self) -> &'static str {
        "personal_data"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let (text, out) = (reply.out.text, reply.out);
        let post = out.post.unwrap_or_default();
        let mut found = plain(text, out);
        let theirs = phones(post);
        for phone in phones(text) {
            let number = phone.span.slice(text);
            let known = theirs
                .iter()
                .any(|own| is_same_number(own.span.slice(post), number));
            let listed = phone.is_public(text, out) || phone.is_direct(text, out);
            let taken = found.iter().any(|(_, span)| span.overlaps(phone.span));
            if !listed && !taken && (known || phone.owner == Owner::Customer) {
                found.push((Kind::Phone, phone.span));
            }
        }
        let theirs = mails(post);
        for mail in mails(text) {
            let known = theirs.iter().any(|own| own.address == mail.address);
            if known && !mail.is_ours(out) || mail.is_customers(text, out) {
                found.push((Kind::Mail, mail.span));
            }
        }
        found.sort_by_key(|(_, span)| *span);
        let kind = found.first()?.0;
        Some(Finding::holds(found.iter().map(|(_, span)| *span).collect()).with(kind.code()))
    }
}
