//! A post as the model reads it: every token in one plain form, in a line of words with single spaces.
//!
//! ```
//! use handrail::triage::Reading;
//! let reading = Reading::new("@LarkspurCare it ISN'T working!!! 3rd time 👍🏽");
//! assert_eq!(reading.line(), " @ it isnt working !! 0rd time 👍 ");
//! ```

use crate::span::Span;
use crate::text::fold::fold;
use crate::text::token::{Kind, Token, tokens};

/// The most tokens that are read: five times what the longest post of any site holds.
const MAX_WORDS: usize = 8_192;
/// The most bytes of one plain form; longer "words" are noise.
const MAX_FORM: usize = 48;

/// One token in its plain form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// What the token is.
    pub kind: Kind,
    /// Where it stands in the post.
    pub source: Span,
    /// Where its plain form stands in the line.
    pub form: Span,
    /// Three capital letters or more and no small one.
    pub shouted: bool,
    /// A letter three times or more in a row ("sooo").
    pub stretched: bool,
}

/// A post as the model reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    line: String,
    words: Vec<Word>,
}

impl Reading {
    /// Reads `text`; what lies beyond [`MAX_WORDS`] tokens is left unread.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut line = String::with_capacity(text.len().min(1 << 16) + 16);
        line.push(' ');
        let mut words = Vec::with_capacity((text.len() / 4).min(MAX_WORDS));
        for token in tokens(text).take(MAX_WORDS) {
            let start = line.len();
            let body = token.span.slice(text);
            let stretched = push_form(token, body, &mut line);
            if line.len() == start {
                continue;
            }
            words.push(Word {
                kind: token.kind,
                source: token.span,
                form: Span::new(start, line.len()),
                shouted: matches!(token.kind, Kind::Word | Kind::Hashtag) && is_shouted(body),
                stretched,
            });
            line.push(' ');
        }
        Self { line, words }
    }

    /// The plain forms, each with a space before and after.
    #[must_use]
    pub fn line(&self) -> &str {
        &self.line
    }

    /// The tokens, in order.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The plain form of `word`.
    #[must_use]
    pub fn form(&self, word: &Word) -> &str {
        word.form.slice(&self.line)
    }
}

/// Appends the plain form of a token; says whether it was stretched.
fn push_form(token: Token, body: &str, line: &mut String) -> bool {
    match token.kind {
        Kind::Mention => line.push('@'),
        Kind::Link => line.push_str("://"),
        Kind::Cashtag => line.push('$'),
        Kind::Number => push_shape(body, line),
        Kind::Word | Kind::Hashtag => return push_letters(body, line),
        Kind::Emoji => {
            let skin = |c: &char| matches!(c, '\u{1f3fb}'..='\u{1f3ff}' | '\u{fe0e}' | '\u{fe0f}');
            line.extend(body.chars().filter(|c| !skin(c)).take(8));
        }
        Kind::Punctuation => push_mark(body, line),
    }
    false
}

/// Letters without case, accents, apostrophes and hyphens; runs of three or more shortened.
fn push_letters(body: &str, line: &mut String) -> bool {
    let start = line.len();
    let mut stretched = false;
    let mut push = |c: char| {
        if matches!(c, '\'' | '-' | '#' | '_') || line.len() - start >= MAX_FORM {
            return;
        }
        let tail = line.get(start..).unwrap_or_default();
        if c.is_alphabetic() && tail.chars().rev().take(2).filter(|&last| last == c).count() == 2 {
            stretched = true;
        } else {
            line.push(c);
        }
    };
    if body.is_ascii() {
        body.chars().for_each(|c| push(c.to_ascii_lowercase()));
    } else {
        fold(body).chars().for_each(&mut push);
    }
    // "sooo" is "so", where "goood" is "good".
    if stretched {
        let mut tail = line.get(start..).unwrap_or_default().chars().rev();
        if let (Some(last), Some(before)) = (tail.next(), tail.next())
            && last == before
        {
            line.pop();
        }
    }
    stretched
}

/// Digits as zeros (one for up to two, two for up to four, three for more), letters as they are: "14:30" is "0:0".
fn push_shape(body: &str, line: &mut String) {
    let mut digits = 0;
    let mut count = 0;
    for c in body.chars() {
        if c.is_numeric() {
            digits += 1;
            if !matches!(digits, 1 | 3 | 5) {
                continue;
            }
        } else {
            digits = 0;
        }
        count += 1;
        if count > 12 {
            break;
        }
        line.push(if c.is_numeric() {
            '0'
        } else {
            c.to_ascii_lowercase()
        });
    }
}

/// A run of marks as one, or two where it is longer.
fn push_mark(body: &str, line: &mut String) {
    let mut chars = body.chars();
    let first = match chars.next() {
        Some('…') => return line.push_str(".."),
        Some('\u{2018}' | '\u{2019}' | '`') => '\'',
        Some('\u{201c}' | '\u{201d}' | '«' | '»') => '"',
        Some('\u{2013}' | '\u{2014}') => '-',
        Some('？') => '?',
        Some('！') => '!',
        Some(c) => c,
        None => return,
    };
    line.push(first);
    if chars.next().is_some() {
        line.push(first);
    }
}

fn is_shouted(body: &str) -> bool {
    let mut capitals = 0;
    for c in body.chars() {
        if c.is_lowercase() {
            return false;
        }
        capitals += usize::from(c.is_uppercase());
    }
    capitals >= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_write() {
        for (text, expected) in [
            ("", " "),
            ("\u{200b}\u{200d}", " "),
            ("Sooooo gooood, Whyyyy", " so good , why "),
            ("can’t log-in", " cant login "),
            ("£1,400 at 14:30 order 88213", " £ 0,00 at 0:0 order 000 "),
            ("#LarkspurFail www.example.org/x", " larkspurfail :// "),
            ("what... ??? 😡😡", " what .. ?? 😡 😡 "),
            ("Ｈｅｌｐ", " help "),
        ] {
            assert_eq!(Reading::new(text).line(), expected, "{text}");
        }
    }

    #[test]
    fn a_huge_post_is_read_in_part() {
        assert!(Reading::new(&"word ".repeat(500_000)).words().len() <= MAX_WORDS);
        assert!(Reading::new(&"a".repeat(2 << 20)).line().len() < 100);
        assert!(Reading::new(&"ab".repeat(1 << 20)).line().len() < 100);
    }

    proptest! {
        #[test]
        fn every_word_has_a_form_and_a_source(text in "\\PC{0,80}") {
            let reading = Reading::new(&text);
            for word in reading.words() {
                prop_assert!(!reading.form(word).is_empty());
                prop_assert!(!word.source.slice(&text).is_empty());
                prop_assert_eq!(reading.line().get(word.form.end..word.form.end + 1), Some(" "));
            }
        }
    }
}
