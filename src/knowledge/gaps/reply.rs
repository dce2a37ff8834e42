//! What the team replied, as an article may take it up: without whom it was said to, and without "send us a DM".

use super::{Kept, clean};
use crate::post::Millis;
use crate::text::fold::fold;

/// The most letters that are kept of a reply.
const LETTERS: usize = 500;
/// The newest replies of a group that are weighed.
const NEWEST: usize = 3;
/// An answer has at least so many words.
const LEAST: usize = 5;

/// How a reply begins; a first name may follow.
const GREETINGS: &[&str] = &[
    "hi there",
    "hello there",
    "hey there",
    "good morning",
    "good afternoon",
    "good evening",
    "buenos dias",
    "buenas tardes",
    "guten tag",
    "hi",
    "hiya",
    "hello",
    "hey",
    "dear",
    "hola",
    "bonjour",
    "bonsoir",
    "salut",
    "hallo",
    "ciao",
    "ola",
];
/// What sends a customer elsewhere, or only says sorry: no part of an answer.
const ELSEWHERE: &[&str] = &[
    " dm",
    " dms",
    " dm'd",
    " pm us",
    " direct message",
    " private message",
    " message us",
    " drop us",
    " inbox",
    " sorry",
    " apolog",
    " thanks for reaching",
    " thank you for reaching",
    " get in touch",
    " pop us",
    " send us",
    " share your",
    " confirm your",
    " mensaje directo",
    " mensaje privado",
    " por md",
    " lo siento",
    " lo sentimos",
    " disculpa",
    " message prive",
    " en mp",
    " en dm",
    " desole",
    " direktnachricht",
    " per dn",
    " tut uns leid",
    " entschuldig",
];

/// A reply as it is kept: cleaned, without the greeting and the signature, at most [`LETTERS`] long.
pub(super) fn clean(text: &str) -> String {
    let clean = clean::text(text);
    let body = unsigned(ungreeted(&clean));
    let end = body
        .char_indices()
        .nth(LETTERS)
        .map_or(body.len(), |(at, _)| at);
    body.get(..end).unwrap_or_default().trim_end().to_owned()
}

/// The longest answer among the newest replies to these posts; `None` where all only send the customer elsewhere.
pub(super) fn best(posts: &[&Kept]) -> Option<String> {
    let mut replies: Vec<&(Millis, String)> = posts
        .iter()
        .filter_map(|kept| kept.reply.as_ref())
        .collect();
    replies.sort_unstable_by(|a, b| b.cmp(a));
    let answers = replies
        .into_iter()
        .take(NEWEST)
        .filter_map(|(_, reply)| answer(reply));
    // Of equals the newest.
    answers.reduce(|best, other| {
        if other.len() > best.len() {
            other
        } else {
            best
        }
    })
}

/// The sentences that answer.
fn answer(reply: &str) -> Option<String> {
    let kept: Vec<&str> = sentences(reply)
        .into_iter()
        .filter(|sentence| {
            let folded = format!(" {}", fold(sentence));
            let mut elsewhere = ELSEWHERE.iter().filter_map(|words| {
                let at = folded.find(words)?;
                let after = folded.get(at + words.len()..)?.chars().next();
                // " dm" is no beginning of a longer word.
                Some(words.len() > 4 || !after.is_some_and(char::is_alphanumeric))
            });
            !elsewhere.any(|is_it| is_it)
        })
        .collect();
    let words: usize = kept
        .iter()
        .map(|sentence| sentence.split_whitespace().count())
        .sum();
    (words >= LEAST).then(|| kept.concat().trim().to_owned())
}

/// With what stands between them.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c == '\n' || (c == ' ' && matches!(before, '.' | '!' | '?' | '…')) {
            sentences.extend(text.get(start..at + 1));
            start = at + 1;
        }
        before = c;
    }
    sentences.extend(text.get(start..));
    sentences
}

/// Without "Hi Anna,".
fn ungreeted(text: &str) -> &str {
    let folded = fold(text);
    let greets = GREETINGS.iter().find(|greeting| {
        let rest = folded.strip_prefix(**greeting);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\''))
    });
    let Some(greeting) = greets else {
        return text;
    };
    let words = greeting.split(' ').count();
    let mut rest = text;
    let mut ended = false;
    for _ in 0..words {
        (rest, ended) = after_word(rest);
    }
    // At most two words written large are a name, if a mark ends it.
    let mut named = rest;
    for _ in 0..2 {
        if ended || !named.starts_with(char::is_uppercase) {
            break;
        }
        (named, ended) = after_word(named);
        if ended {
            rest = named;
        }
    }
    rest
}

/// What follows the first word, and whether a mark ends that.
fn after_word(text: &str) -> (&str, bool) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (
        rest.trim_start(),
        word.ends_with([',', '!', '.', '-', '–', ':']),
    )
}

/// Without "^AB" or "- Sam" at the end.
fn unsigned(text: &str) -> &str {
    let text = text.trim_end();
    let Some(at) = text.rfind(['^', '–', '-', '~', '/', '\n']) else {
        return text;
    };
    let (body, sign) = text.split_at(at);
    let name = sign.trim_start_matches(|c: char| !c.is_alphanumeric());
    let apart =
        body.is_empty() || body.ends_with(char::is_whitespace) || sign.starts_with(['^', '\n']);
    let short = name.split_whitespace().count() <= 1 && name.chars().count() <= 12;
    let signs = apart && short && !name.is_empty() && name.chars().all(char::is_alphabetic);
    if signs { body.trim_end() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reply_is_kept_without_whom_it_was_said_to() {
        for (reply, expected) in [
            (
                "@ann Hi Ann, pull the plug for ten seconds. ^SK",
                "pull the plug for ten seconds.",
            ),
            ("Hello! Pull the plug. - Sam", "Pull the plug."),
            ("Hi there Ann Lee! Pull the plug", "Pull the plug"),
            ("Hi Press the button twice", "Press the button twice"),
            ("Hidden settings help", "Hidden settings help"),
            ("Good morning, press it\n\nSam", "press it"),
            (
                "See https://larkspur.example/x or call 020 7946 0000",
                "See or call",
            ),
            ("It is a plug-in", "It is a plug-in"),
        ] {
            assert_eq!(clean(reply), expected, "{reply}");
        }
        assert_eq!(clean(&"a b ".repeat(400)).chars().count(), LETTERS - 1);
    }

    #[test]
    fn what_only_sends_the_customer_elsewhere_is_no_answer() {
        for (reply, expected) in [
            (
                "Sorry to hear that! Please DM us your account number.",
                None,
            ),
            ("We have sent you a direct message.", None),
            ("Oh no.", None),
            (
                "Sorry about that. Pull the plug for ten seconds, then wait. DM us if it stays red.",
                Some("Pull the plug for ten seconds, then wait."),
            ),
            (
                "The admin page lists all of your dmx devices.",
                Some("The admin page lists all of your dmx devices."),
            ),
        ] {
            assert_eq!(answer(reply).as_deref(), expected, "{reply}");
        }
    }

    proptest! {
        #[test]
        fn any_reply_is_kept_short(reply in "\\PC{0,80}|(Hi |[A-Z][a-z]{1,4}[,. ]|\\^AB|\n| - ){0,9}") {
            let kept = clean(&reply);
            prop_assert!(kept.chars().count() <= LETTERS && !kept.contains('@'));
            let _ = answer(&kept);
        }
    }
}
