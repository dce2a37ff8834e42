//! What a post is before anybody reads its words: the brand's own, an advertisement, passed on, a bare quote.

use crate::post::Post;
use crate::text::token::{Kind as Token, tokens};

/// What a post is, whatever it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Somebody says something.
    Plain,
    /// By one of the brand's accounts.
    Own,
    /// Paid for.
    Advert,
    /// Another's post, passed on.
    Repost,
    /// Another's post, with nothing said about it.
    Quote,
}

impl Kind {
    /// The code of the reason why nobody needs to answer; none for a plain post.
    #[must_use]
    pub const fn silence(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Own => Some("own"),
            Self::Advert => Some("advert"),
            Self::Repost => Some("repost"),
            Self::Quote => Some("quote"),
        }
    }
}

/// What `post` is; `own` if one of the brand's accounts wrote it.
#[must_use]
pub fn kind(post: &Post, own: bool) -> Kind {
    if own {
        Kind::Own
    } else if post.promoted {
        Kind::Advert
    } else if post.repost || is_passed_on(&post.text) {
        Kind::Repost
    } else if (post.quoted.is_some() && says_nothing(&post.text)) || is_quotation(&post.text) {
        Kind::Quote
    } else {
        Kind::Plain
    }
}

/// `RT @somebody: …`, as posts were passed on by hand.
fn is_passed_on(text: &str) -> bool {
    let rest = text.trim_start();
    let rest = rest
        .strip_prefix("RT ")
        .or_else(|| rest.strip_prefix("rt "));
    rest.is_some_and(|rest| rest.trim_start().starts_with('@'))
}

/// `"@somebody: …"` and nothing else but handles and links, as posts were quoted by hand.
fn is_quotation(text: &str) -> bool {
    let trimmed = text.trim();
    let Some(inner) = trimmed.strip_prefix(['"', '“', '«']) else {
        return false;
    };
    let Some((quoted, after)) = inner.rsplit_once(['"', '”', '»']) else {
        return false;
    };
    quoted.trim_start().starts_with('@') && says_nothing(after)
}

/// Words that point at a post and say nothing about it.
const POINTING: &[&str] = &["this", "look", "see", "lol", "haha", "wow", "omg", "rt"];

/// Whether a text is handles, links, emoji and marks, and at most a word that points.
fn says_nothing(text: &str) -> bool {
    let mut words = tokens(text)
        .filter(|token| matches!(token.kind, Token::Word | Token::Number | Token::Hashtag));
    let first = words.next();
    let pointing = first
        .is_none_or(|token| POINTING.contains(&token.span.slice(text).to_lowercase().as_str()));
    pointing && words.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_what_the_page_shows() {
        let plain = |text: &str| Post {
            text: text.into(),
            ..Post::default()
        };
        let quoting = |text: &str| Post {
            quoted: Some("my internet is down".into()),
            ..plain(text)
        };
        for (post, expected) in [
            (plain("my internet is down"), Kind::Plain),
            (plain("RT @example_ann: my internet is down"), Kind::Repost),
            (plain("  rt @example_ann my internet is down"), Kind::Repost),
            (plain("RT if you agree @LarkspurCare"), Kind::Plain),
            (plain("ART @example_ann"), Kind::Plain),
            (
                plain("“@example_ann: my internet is down” @LarkspurCare"),
                Kind::Quote,
            ),
            (
                plain("\"@example_ann: no signal\" same here, all day"),
                Kind::Plain,
            ),
            (
                plain("\"your call is important to us\" @LarkspurCare"),
                Kind::Plain,
            ),
            (plain("\"unclosed @LarkspurCare"), Kind::Plain),
            (quoting(""), Kind::Quote),
            (quoting("@LarkspurCare 👀 https://x.example/1"), Kind::Quote),
            (quoting("This."), Kind::Quote),
            (quoting("Unacceptable."), Kind::Plain),
            (quoting("same here @LarkspurCare"), Kind::Plain),
        ] {
            assert_eq!(kind(&post, false), expected, "{post:?}");
        }
        let advert = Post {
            promoted: true,
            ..plain("x")
        };
        assert_eq!(kind(&advert, false), Kind::Advert);
        assert_eq!(kind(&advert, true), Kind::Own);
        let passed = Post {
            repost: true,
            ..plain("x")
        };
        assert_eq!(kind(&passed, false), Kind::Repost);
    }
}
