//! The reply is in another language than the customer's.

use super::read::Read;
use super::{Check, Finding};
use crate::text::token::Kind;
use crate::triage::Lang;
use crate::triage::languages::identify;

/// The fewest words of a reply whose language is told.
const FEWEST: usize = 5;

#[derive(Debug)]
pub(super) struct WrongLanguage;

impl Check for WrongLanguage {
    fn code(&self) -> &'static str {
        "wrong_language"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let out = reply.out;
        let languages = out.languages?;
        let tagged = Lang::from_tag(out.lang.unwrap_or_default());
        // The site's tag is a guess too: where it and the post disagree nothing is held.
        let theirs = match (out.post, tagged) {
            (None, tagged) => tagged,
            (Some(post), Lang::Unknown) => identify(Some(languages), post, Lang::English),
            (Some(post), tagged) => identify(Some(languages), post, tagged),
        };
        let words = reply
            .words
            .0
            .iter()
            .filter(|word| word.kind == Kind::Word && word.text.len() > 1);
        if theirs == Lang::Unknown
            || (tagged != Lang::Unknown && theirs != tagged)
            || words.count() < FEWEST
        {
            return None;
        }
        let ours = identify(Some(languages), out.text, theirs);
        let differs = ours != theirs && ours != Lang::Unknown;
        differs.then(|| {
            Finding::holds(Vec::new())
                .with(ours.code())
                .with(theirs.code())
        })
    }
}
