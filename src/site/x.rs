//! X (x.com, twitter.com): from the fields of `x.toml` to a post.

use crate::post::{Author, Post, PostKey};
use crate::site::{Length, RawPost, Site};
use crate::text::moment;

/// X, formerly Twitter.
#[derive(Debug)]
pub(super) struct X;

impl Site for X {
    fn name(&self) -> &'static str {
        "x"
    }

    fn post_key(&self, key: &str) -> Option<PostKey> {
        self::key(key)
    }

    fn address(&self, id: &str) -> Option<String> {
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        is_id.then(|| format!("https://x.com/i/status/{id}"))
    }

    fn length(&self) -> Option<Length> {
        Length::read(include_str!("x_length.txt"))
    }

    fn normalize(&self, raw: &RawPost) -> Option<Post> {
        let permalink = raw.field("permalink").and_then(Permalink::parse)?;
        let handle = raw
            .field("author")
            .and_then(handle)
            .unwrap_or(permalink.handle);
        let fields = |name: &str| raw.field(name).map(str::to_owned);
        Some(Post {
            key: format!("x:{}", permalink.id),
            url: Some(format!("https://x.com/{handle}/status/{}", permalink.id)),
            author: Author {
                handle: handle.to_owned(),
                name: fields("name").unwrap_or_default().trim().to_owned(),
            },
            text: fields("text").unwrap_or_default(),
            time: raw.field("time").and_then(moment::parse),
            // X's own codes for "only media" and "too short to tell" are no language.
            lang: fields("lang").filter(|lang| !lang.starts_with('q') && lang != "und"),
            replying_to: raw.list("replyingTo").filter_map(handle_owned).collect(),
            quoted: fields("quoted"),
            truncated: raw.flag("truncated") || is_translation(raw),
            promoted: raw.flag("promoted"),
            repost: raw.flag("repost"),
            reach: raw.reach(),
            parent: None,
            above: raw.field("above").and_then(key),
            thread: raw.field("thread").and_then(key),
        })
    }
}

/// Whether the page shows a translation: it offers to go back to the original, and the text is in the visitor's language.
/// With the same button beside a text in another language it only offers to translate.
fn is_translation(raw: &RawPost) -> bool {
    let primary = |name| raw.field(name).and_then(|lang| lang.split('-').next());
    let (Some(shown), Some(page)) = (primary("lang"), primary("pageLang")) else {
        return false;
    };
    raw.flag("translation") && shown.eq_ignore_ascii_case(page)
}

/// The name of the post with that number, which is the terminal's own name for it.
fn key(id: &str) -> Option<PostKey> {
    let digits = (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| format!("x:{id}"))
}

/// Owner and number of a post, from its address.
struct Permalink<'a> {
    handle: &'a str,
    id: &'a str,
}

impl<'a> Permalink<'a> {
    /// Reads `/handle/status/123`, with or without a host before it and `/photo/1` or a query behind it.
    fn parse(address: &'a str) -> Option<Self> {
        let (before, after) = address.split_once("/status/")?;
        let id = after.get(
            ..after
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(after.len()),
        )?;
        let handle = before.rsplit('/').next()?;
        (!id.is_empty() && id.len() <= 20).then_some(Self {
            handle: self::handle(handle)?,
            id,
        })
    }
}

/// The handle in `/handle`, `@handle` or `handle`, if it can be one (letters, digits, `_`, at most 20).
fn handle(path: &str) -> Option<&str> {
    let path = path.split_once("://").map_or(path, |(_, rest)| {
        rest.split_once('/').map_or("", |(_, path)| path)
    });
    let name = path
        .trim_start_matches(['/', '@'])
        .split(['/', '?', '#'])
        .next()?;
    let fits = !name.is_empty()
        && name.len() <= 20
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    fits.then_some(name)
}

fn handle_owned(path: &str) -> Option<String> {
    handle(path).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::raw;

    #[test]
    fn reads_owner_and_number_from_every_form_of_link() {
        for address in [
            "/example_ann/status/123",
            "https://x.com/example_ann/status/123/photo/1",
            "/example_ann/status/123?s=20",
        ] {
            let post = X.normalize(&raw("", &[("permalink", address)])).unwrap();
            assert_eq!(
                (post.key.as_str(), post.author.handle.as_str()),
                ("x:123", "example_ann"),
                "{address}"
            );
        }
    }

    #[test]
    fn a_post_without_a_number_is_none() {
        for address in [
            "",
            "/example_ann",
            "/example_ann/status/",
            "/status/12",
            "/a b/status/12",
            "javascript:/x/status/1x",
        ] {
            let post = X.normalize(&raw("", &[("permalink", address)]));
            assert!(post.is_none() || post.unwrap().key == "x:1", "{address}");
        }
    }

    #[test]
    fn a_key_has_an_address() {
        let address = crate::site::address;
        assert_eq!(
            address("x:12").as_deref(),
            Some("https://x.com/i/status/12")
        );
        for key in ["x:", "x:1/../2", "x:1?a", "y:1", "brand:Larkspur", ""] {
            assert_eq!(address(key), None, "{key}");
        }
    }

    #[test]
    fn codes_for_no_language_are_dropped() {
        let lang = |code| {
            X.normalize(&raw("", &[("permalink", "/a/status/1"), ("lang", code)]))
                .unwrap()
                .lang
        };
        assert_eq!(
            (lang("qme"), lang("und"), lang("pt")),
            (None, None, Some("pt".to_owned()))
        );
    }

    #[test]
    fn a_translation_is_not_what_was_written() {
        let cut = |lang: &str, page: &str, offered: bool| {
            let fields = [
                ("permalink", "/a/status/1"),
                ("lang", lang),
                ("pageLang", page),
            ];
            let mut raw = raw("", &fields);
            raw.flags.extend(offered.then(|| "translation".to_owned()));
            X.normalize(&raw).unwrap().truncated
        };
        assert!(cut("en", "en-GB", true));
        assert!(!cut("ja", "en", true), "it is only offered");
        assert!(!cut("en", "en", false));
        assert!(!cut("", "en", true));
    }

    #[test]
    fn an_edited_post_is_known_by_its_own_number() {
        // The label leads to the post's earlier forms, which have numbers of their own.
        let post = X.normalize(&raw("", &[("permalink", "/ann/status/124/history")]));
        assert_eq!(post.unwrap().key, "x:124");
    }

    #[test]
    fn a_placeholder_for_a_post_that_is_gone_is_none() {
        let gone = raw("", &[("name", "Withheld"), ("text", "This post is gone.")]);
        assert_eq!(X.normalize(&gone), None);
    }

    #[test]
    fn everything_that_the_table_reads_is_understood() {
        let names = crate::site::tests::names(include_str!("x.toml"), X.name());
        assert_eq!(
            names,
            "author lang name pageLang permalink quoted replies reposts text time; replyingTo; promoted repost translation truncated verified"
        );
    }

    #[test]
    fn a_post_is_made_of_what_the_table_reads() {
        let mut raw = raw(
            "",
            &[
                ("permalink", "/example_ann/status/123/history"),
                ("author", "/example_ann"),
                ("name", "Ann \u{1f33b}"),
                ("text", "Two\nlines"),
                ("quoted", "Another's words"),
                ("replies", "1,247 Replies. Reply"),
                ("reposts", "Repost"),
                ("above", "122"),
                ("thread", "12/../3"),
            ],
        );
        // A link where the page has one, the bare words where a post is only previewed.
        raw.lists.insert(
            "replyingTo".into(),
            vec!["/LarkspurCare".into(), "@example_bob".into()],
        );
        raw.flags = vec!["truncated".into(), "repost".into(), "verified".into()];
        let post = X.normalize(&raw).unwrap();
        assert_eq!(post.key, "x:123");
        assert_eq!(post.author.handle, "example_ann");
        assert_eq!(post.replying_to, ["LarkspurCare", "example_bob"]);
        assert_eq!(post.quoted.as_deref(), Some("Another's words"));
        assert_eq!(
            (post.truncated, post.promoted, post.repost),
            (true, false, true)
        );
        assert_eq!(
            (post.reach.verified, post.reach.replies, post.reach.reposts),
            (true, 1247, 0)
        );
        assert_eq!((post.above.as_deref(), post.thread), (Some("x:122"), None));
    }
}
