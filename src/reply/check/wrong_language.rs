//! The reply is in another language than the customer's.

use super::read::Read;
use super::{Check, Finding};
use crate::text::token::{Kind, tokens};
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
        // The site's tag is a guess too: where it and the post disagree, or the post has hardly a word, nothing is held.
        let theirs = match (out.post, tagged) {
            (None, tagged) => tagged,
            (Some(post), Lang::Unknown) => identify(Some(languages), post, Lang::English),
            (Some(post), tagged) => identify(Some(languages), post, tagged),
        };
        let scripts = |post: &str| is_beyond_latin(post) && is_beyond_latin(out.text);
        if out
            .post
            .is_some_and(|post| !has_words(post) || scripts(post))
        {
            return None;
        }
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

/// Whether a post has words enough to tell its language: names of devices and codes are none. Where no letter has a
/// small form, few words say enough.
fn has_words(post: &str) -> bool {
    let words = tokens(post).filter(|token| token.kind == Kind::Word);
    let small = |word: &str| word.chars().count() > 1 && word.chars().all(|c| !c.is_uppercase());
    let cased = post.chars().filter(|c| !c.is_ascii()).count() < post.len() / 4;
    let small = words.filter(|token| !cased || small(token.span.slice(post)));
    small.count() >= FEWEST - 1
}

/// Whether a text has some letters of other scripts than Latin. A reply that has them as the post does is taken to be
/// in its language: links and names in Latin letters would hide it.
fn is_beyond_latin(text: &str) -> bool {
    let letters = text.chars().filter(|c| *c > '\u{36f}' && c.is_alphabetic());
    letters.take(FEWEST).count() == FEWEST
}
