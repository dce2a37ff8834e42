//! The words of a reply, and phrases of ours found in them. Phrases are written by us alone and never come from outside.
//!
//! A phrase is words parted by spaces: `a/b` either, `a~` any word that begins so, `?a` perhaps, `*` up to four
//! others, `#` a number, `^` a sentence begins here. Case and accents do not count, "we'll" is "we will". No phrase
//! reaches over the end of a sentence.

use std::ops::Range;

use super::sentence;
use crate::span::Span;
use crate::text::fold::fold;
use crate::text::token::{Kind, tokens};

/// The end of a sentence, as a word.
pub(super) const END: &str = ".";
/// The most words that `*` stands for.
const GAP: usize = 4;
/// The most words of a reply that are read: longer ones than any site allows are cut.
const MOST: usize = 6_000;

/// One word of a reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded; [`END`] where a sentence ends.
    pub(super) text: String,
    /// Where it stands in the reply.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: Kind,
}

/// The words of a reply, in order.
#[derive(Clone, Debug)]
pub(super) struct Words(pub(super) Vec<Word>);

impl Words {
    pub(super) fn new(text: &str) -> Self {
        let mut words = Vec::new();
        let mut last = 0;
        for token in tokens(text).take(MOST) {
            let between = text.get(last..token.span.start).unwrap_or_default();
            last = token.span.end;
            let folded = fold(token.span.slice(text));
            let mut push = |text: &str| {
                words.push(Word {
                    text: text.to_owned(),
                    span: token.span,
                    kind: token.kind,
                });
            };
            if between.contains('\n') {
                push(END);
            }
            match token.kind {
                Kind::Punctuation if folded.starts_with(['.', '!', '?', ';', '…', '¿', '¡']) => {
                    push(END);
                }
                Kind::Punctuation => {}
                Kind::Word => split(&folded, push),
                _ => push(&folded),
            }
        }
        Self(words)
    }

    /// The word at `at`; nothing where there is none.
    pub(super) fn get(&self, at: usize) -> &str {
        self.0.get(at).map_or(END, |word| word.text.as_str())
    }

    /// Where in the reply the words of `range` stand.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let words = self.0.get(range).unwrap_or_default();
        sentence::whole(words.iter().map(|word| word.span))
    }

    /// The sentences, as ranges of words.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        sentence::sentences(self.0.len(), |at| self.get(at) == END)
    }

    /// The first place of the phrase.
    pub(super) fn find(&self, phrase: &str) -> Option<Range<usize>> {
        self.all(phrase).into_iter().next()
    }

    /// Whether one of the phrases stands in the reply, and where.
    pub(super) fn any(&self, phrases: &[&str]) -> Option<Range<usize>> {
        phrases.iter().find_map(|phrase| self.find(phrase))
    }

    /// Every place of every phrase, as spans of the reply.
    pub(super) fn spans(&self, phrases: &[&str]) -> Vec<Span> {
        let places = phrases.iter().flat_map(|phrase| self.all(phrase));
        apart(places.map(|range| self.span(range)).collect())
    }

    /// Every place of the phrase.
    pub(super) fn all(&self, phrase: &str) -> Vec<Range<usize>> {
        let found = |at: usize| Some(at..self.at(at, phrase)?);
        (0..self.0.len()).filter_map(found).collect()
    }

    /// The end of the phrase if it begins at `at`.
    pub(super) fn at(&self, at: usize, phrase: &str) -> Option<usize> {
        let (element, rest) = match phrase.split_once(' ') {
            Some((element, rest)) => (element, Some(rest)),
            None => (phrase, None),
        };
        let follow = |at: usize| rest.map_or(Some(at), |rest| self.at(at, rest));
        match element {
            "^" => {
                let begins = at.checked_sub(1).is_none_or(|before| {
                    let mention = |word: &Word| word.kind == Kind::Mention;
                    self.get(before) == END || self.0.get(before).is_some_and(mention)
                });
                begins.then(|| follow(at)).flatten()
            }
            "*" => (0..=GAP)
                .take_while(|gap| *gap == 0 || self.get(at + gap - 1) != END)
                .find_map(|gap| follow(at + gap)),
            _ => {
                let (optional, words) = match element.strip_prefix('?') {
                    Some(words) => (true, words),
                    None => (false, element),
                };
                let taken = if self.is(at, words) {
                    follow(at + 1)
                } else {
                    None
                };
                taken.or_else(|| if optional { follow(at) } else { None })
            }
        }
    }

    fn is(&self, at: usize, words: &str) -> bool {
        let own = self.get(at);
        if own == END {
            return false;
        }
        words.split('/').any(|word| match word.strip_suffix('~') {
            Some(stem) => own.starts_with(stem),
            None if word == "#" => own.starts_with(|c: char| c.is_ascii_digit()),
            None => own == word,
        })
    }
}

/// The spans in order; those that overlap become one.
pub(super) fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if last.overlaps(span) => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

/// Gives the parts of a folded word: "we'll" as "we will", "don't" as "do not", "rappelle-moi" as it is.
fn split(word: &str, mut push: impl FnMut(&str)) {
    match word {
        "won't" | "wont" => return ["will", "not"].into_iter().for_each(push),
        "can't" | "cannot" => return ["can", "not"].into_iter().for_each(push),
        "gonna" => return ["going", "to"].into_iter().for_each(push),
        "let's" => return ["let", "us"].into_iter().for_each(push),
        "dont" => return ["do", "not"].into_iter().for_each(push),
        "im" => return ["i", "am"].into_iter().for_each(push),
        "asap" => return "as soon as possible".split(' ').for_each(push),
        "email" | "emails" => return push("e-mail"),
        "emailed" => return push("e-mailed"),
        "d'ici" => return ["d'", "ici"].into_iter().for_each(push),
        _ => {}
    }
    const ENDINGS: &[(&str, &str)] = &[
        ("'ll", "will"),
        ("'re", "are"),
        ("'ve", "have"),
        ("n't", "not"),
        ("'m", "am"),
        ("'d", "would"),
        ("'s", "'s"),
    ];
    for (ending, full) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending)
            && !stem.is_empty()
        {
            push(stem);
            return push(full);
        }
    }
    push(word);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phrases_are_found_by_their_words() {
        for (text, phrase, expected) in [
            ("We’ll ring you!", "we will ring", Some("We’ll ring")),
            (
                "I will then ring you",
                "will * ring",
                Some("will then ring"),
            ),
            ("I will. Ring us", "will * ring", None),
            ("Sorry! Apologies.", "apolog~", Some("Apologies")),
            ("in 48 hours", "in ?about # hours", Some("in 48 hours")),
            ("Maya, thanks", "^ thanks", None),
            ("@example_user Thanks", "^ thanks", Some("Thanks")),
            ("Désolés pour", "desole/desoles", Some("Désolés")),
        ] {
            let words = Words::new(text);
            let found = words
                .find(phrase)
                .map(|range| words.span(range).slice(text));
            assert_eq!(found, expected, "{text}: {phrase}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_searched(text in "\\PC{0,80}|(we|'ll|ring| |\\.|7){0,12}") {
            let words = Words::new(&text);
            for phrase in ["we will * ring", "^ *", "?a ?b # ring~"] {
                for range in words.all(phrase) {
                    let span = words.span(range);
                    prop_assert!(text.get(span.start..span.end).is_some());
                }
            }
        }
    }
}
