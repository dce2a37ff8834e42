//! Folding: lower case, no accents, no invisible characters, full-width forms made narrow.
//!
//! Every folded byte remembers where it came from, so that a match in the folded text can be shown in the post.
//!
//! ```
//! use handrail::text::fold::Folded;
//! let folded = Folded::new("Café\u{200b}!");
//! assert_eq!(folded.text(), "cafe!");
//! assert_eq!(folded.source(handrail::span::Span::new(0, 4)).slice("Café\u{200b}!"), "Café");
//! ```

use crate::span::Span;

/// A folded text with the way back to its source.
#[derive(Clone, Debug)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, the span of the source character it came from.
    origin: Vec<Span>,
}

impl Folded {
    /// Folds `source`.
    #[must_use]
    pub fn new(source: &str) -> Self {
        let mut text = String::with_capacity(source.len());
        let mut origin = Vec::with_capacity(source.len());
        for (start, c) in source.char_indices() {
            let from = Span::new(start, start + c.len_utf8());
            fold_char(c, |folded| {
                text.push(folded);
                origin.extend(std::iter::repeat_n(from, folded.len_utf8()));
            });
        }
        Self { text, origin }
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part of the source that the folded `span` came from.
    #[must_use]
    pub fn source(&self, span: Span) -> Span {
        let end = span
            .end
            .checked_sub(1)
            .and_then(|last| self.origin.get(last));
        match (self.origin.get(span.start), end) {
            (Some(first), Some(last)) if !span.is_empty() => Span::new(first.start, last.end),
            (first, _) => {
                let at = first.or(self.origin.last()).map_or(0, |from| from.start);
                Span::new(at, at)
            }
        }
    }
}

/// The folded form of `source` alone, where no way back is needed.
#[must_use]
pub fn fold(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for c in source.chars() {
        fold_char(c, |folded| text.push(folded));
    }
    text
}

/// Gives the characters that `c` folds to: none, one, or a few (`ß` is `ss`).
fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        return push(c.to_ascii_lowercase());
    }
    if is_invisible(c) || is_combining(c) {
        return;
    }
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{ff07}' => return push('\''),
        '\u{201c}' | '\u{201d}' | '\u{201f}' => return push('"'),
        '\u{2010}'..='\u{2015}' => return push('-'),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => return push(' '),
        // Full-width forms stand 0xFEE0 above ASCII (Unicode block "Halfwidth and Fullwidth Forms").
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            return push(narrow.to_ascii_lowercase());
        }
        _ => {}
    }
    for lower in c.to_lowercase().filter(|&lower| !is_combining(lower)) {
        match unaccented(lower) {
            Some(plain) => plain.chars().for_each(&mut push),
            None => push(lower),
        }
    }
}

/// Characters that a reader does not see: zero width, directional, variation selectors, soft hyphen.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Accents written as characters of their own.
const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

/// Latin letters with an accent, lower case, by the plain form (Unicode blocks Latin-1 and Latin Extended-A).
const ACCENTED: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ("c", "çćĉċč"),
    ("d", "ďđð"),
    ("e", "èéêëēĕėęěẹẻẽếềểễệ"),
    ("g", "ĝğġģ"),
    ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįıǐịỉ"),
    ("j", "ĵ"),
    ("k", "ķ"),
    ("l", "ĺļľŀł"),
    ("n", "ñńņňŉ"),
    ("o", "òóôõöøōŏőơǒọỏốồổỗộớờởỡợ"),
    ("r", "ŕŗř"),
    ("s", "śŝşšș"),
    ("t", "ţťŧț"),
    ("u", "ùúûüũūŭůűųưǔụủứừửữự"),
    ("w", "ŵ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżž"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("ss", "ß"),
    ("th", "þ"),
];

/// The plain form of an accented lower-case letter.
fn unaccented(c: char) -> Option<&'static str> {
    // Everything in the table lies below U+1F00; a quick way out for all other scripts.
    if !matches!(c, '\u{df}'..='\u{21b}' | '\u{1ea0}'..='\u{1ef9}') {
        return None;
    }
    ACCENTED
        .iter()
        .find(|(_, accented)| accented.contains(c))
        .map(|(plain, _)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_readers_take_for_the_same() {
        for (source, expected) in [
            ("Ünïcödé", "unicode"),
            ("STRAẞE straße", "strasse strasse"),
            ("Ｌａｒｋ", "lark"),
            ("La\u{200b}rk\u{ad}spur", "larkspur"),
            ("can’t — “no”", "can't - \"no\""),
            ("e\u{301}te\u{301}", "ete"),
            ("İstanbul", "istanbul"),
            ("日本語", "日本語"),
            ("👍🏽", "👍🏽"),
        ] {
            assert_eq!(fold(source), expected, "{source}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn every_folded_span_has_a_source(text in "\\PC{0,60}", a in 0usize..80, b in 0usize..80) {
            let folded = Folded::new(&text);
            prop_assert_eq!(folded.text(), fold(&text));
            let source = folded.source(Span::new(a, b));
            prop_assert!(text.get(source.start..source.end).is_some());
        }
    }
}
