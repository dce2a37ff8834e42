//! Tokens of a post: words, numbers, mentions, hashtags, cashtags, links, emoji, punctuation.
//!
//! ```
//! use handrail::text::token::{Kind, tokens};
//! let text = "@LarkspurCare isn't working!! #fail https://t.co/abc…";
//! let kinds: Vec<_> = tokens(text).map(|t| (t.kind, t.span.slice(text))).collect();
//! assert_eq!(kinds[0], (Kind::Mention, "@LarkspurCare"));
//! assert_eq!(kinds[1], (Kind::Word, "isn't"));
//! assert_eq!(kinds[3], (Kind::Punctuation, "!!"));
//! assert_eq!(kinds[5], (Kind::Link, "https://t.co/abc"));
//! ```

use crate::span::Span;
use crate::text::fold::is_invisible;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters, with apostrophes and hyphens inside. In Chinese, Japanese and Korean one character.
    Word,
    /// Digits, with separators and letters inside ("14:30", "4G", "8XKQ2" is a number too).
    Number,
    /// `@handle`
    Mention,
    /// `#tag`
    Hashtag,
    /// `$TAG`
    Cashtag,
    /// `https://…`, `www.…`
    Link,
    /// One emoji as a reader sees it, with its modifiers and joiners.
    Emoji,
    /// A run of the same punctuation mark.
    Punctuation,
}

/// One token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the text.
    pub span: Span,
}

/// The tokens of `text`, in order; white space and invisible characters are between them.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let skipped = rest.find(|c: char| !c.is_whitespace() && !is_invisible(c))?;
        let start = at + skipped;
        let (kind, len) = first_token(text.get(start..)?, text.get(..start)?);
        at = start + len;
        Some(Token {
            kind,
            span: Span::new(start, at),
        })
    })
}

/// Kind and length in bytes of the token at the start of `rest`, which is not empty.
fn first_token(rest: &str, before: &str) -> (Kind, usize) {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else {
        return (Kind::Punctuation, 0);
    };
    let free = !before.chars().next_back().is_some_and(is_word_char);
    if free && let Some(len) = link_len(rest) {
        return (Kind::Link, len);
    }
    let tagged = match first {
        '@' | '＠' if free => Some((
            Kind::Mention,
            run(chars.as_str(), |c| {
                c.is_ascii_alphanumeric() || c == '_' || c == '.'
            }),
        )),
        '#' | '＃' if free => Some((
            Kind::Hashtag,
            run(chars.as_str(), |c| is_word_char(c) || c == '_'),
        )),
        '$' if free => Some((
            Kind::Cashtag,
            run(chars.as_str(), |c| c.is_ascii_alphabetic()),
        )),
        _ => None,
    };
    if let Some((kind, body)) = tagged
        && body > 0
    {
        let token = rest.get(..first.len_utf8() + body).unwrap_or(rest);
        // A full stop after a handle ends the sentence; inside it belongs to handles of other sites.
        return (
            kind,
            token.trim_end_matches('.').len().max(first.len_utf8()),
        );
    }
    if is_ideographic(first) {
        return (Kind::Word, first.len_utf8());
    }
    if first.is_ascii_digit() || first.is_numeric() {
        return (
            Kind::Number,
            joined(rest, |c| c.is_alphanumeric() && !is_ideographic(c), ".,:/-"),
        );
    }
    if is_word_char(first) {
        return (
            Kind::Word,
            joined(rest, |c| is_word_char(c) && !is_ideographic(c), "'’-"),
        );
    }
    if is_emoji(first) {
        return (Kind::Emoji, emoji_len(rest));
    }
    (Kind::Punctuation, run(rest, |c| c == first))
}

/// Length of the longest prefix of `text` whose characters all satisfy `keep`.
fn run(text: &str, keep: impl Fn(char) -> bool) -> usize {
    text.find(|c| !keep(c)).unwrap_or(text.len())
}

/// As [`run`], where a character of `joints` is kept between two that satisfy `keep`; invisible ones are kept.
fn joined(text: &str, keep: impl Fn(char) -> bool, joints: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if keep(c) {
            end = at + c.len_utf8();
        } else if is_invisible(c)
            || (joints.contains(c) && chars.peek().is_some_and(|&(_, next)| keep(next)))
        {
            continue;
        } else {
            break;
        }
    }
    end
}

/// Length of the link at the start of `text`, without the ellipsis or punctuation that follows it.
fn link_len(text: &str) -> Option<usize> {
    let starts = |prefix: &str| {
        text.get(..prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    if !(starts("https://") || starts("http://") || starts("www.")) {
        return None;
    }
    let end = run(text, |c| {
        !c.is_whitespace() && !matches!(c, '…' | '"' | '<' | '>' | '”' | '“') && !is_ideographic(c)
    });
    let link = text
        .get(..end)?
        .trim_end_matches(['.', ',', '!', '?', ')', ';', ':', '\'']);
    (link.len() > "https://".len()).then_some(link.len())
}

/// Letters and marks that form words, in any script.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

/// Scripts that are written without spaces between words.
#[must_use]
pub const fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{e00}'..='\u{e7f}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{2fa1f}')
}

/// Pictographs and the characters that start an emoji (Unicode emoji-data, ranges simplified).
const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b05}'..='\u{2b55}' | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{23ff}' | '\u{25aa}'..='\u{25fe}' | '\u{203c}' | '\u{2049}' | '\u{2934}' | '\u{2935}' | '\u{3030}' | '\u{303d}')
}

/// Length of the emoji at the start of `text` with its skin tone, joiners, selectors, or the second half of a flag.
fn emoji_len(text: &str) -> usize {
    let mut end = 0;
    let mut joined = true;
    let mut flag = false;
    for (at, c) in text.char_indices() {
        let regional = matches!(c, '\u{1f1e6}'..='\u{1f1ff}');
        let modifier = matches!(c, '\u{1f3fb}'..='\u{1f3ff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{20e3}' | '\u{e0020}'..='\u{e007f}');
        if c == '\u{200d}' {
            joined = true;
        } else if modifier && at > 0 {
            joined = false;
        } else if (joined && is_emoji(c)) || (flag && regional) {
            flag = regional && !flag;
            joined = false;
        } else {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text).map(|token| token.span.slice(text)).collect()
    }

    #[test]
    fn splits_what_people_write() {
        for (text, expected) in [
            ("can’t log-in", vec!["can’t", "log-in"]),
            ("wait,what...", vec!["wait", ",", "what", "..."]),
            (
                "mail me@example.org",
                vec!["mail", "me", "@", "example", ".", "org"],
            ),
            ("👨‍👩‍👧👍🏽🇬🇧🇫🇷ok", vec!["👨‍👩‍👧", "👍🏽", "🇬🇧", "🇫🇷", "ok"]),
            ("at 14:30, $9.99", vec!["at", "14:30", ",", "$", "9.99"]),
            ("日本 ok", vec!["日", "本", "ok"]),
            (
                "see www.example.org/a?b=1.",
                vec!["see", "www.example.org/a?b=1", "."],
            ),
            ("Thanks @ann.", vec!["Thanks", "@ann", "."]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_never_empty_and_on_boundaries(text in "\\PC{0,80}") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= last && token.span.end > token.span.start);
                prop_assert!(text.get(token.span.start..token.span.end).is_some());
                last = token.span.end;
            }
        }
    }
}
