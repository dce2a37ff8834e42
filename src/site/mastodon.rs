//! Mastodon, on any server: from the fields of `mastodon.toml` to a post.

use crate::post::{Author, Post, PostKey};
use crate::site::{Length, RawPost, Site, read};
use crate::text::moment;

/// Mastodon. A server numbers posts itself, those of other servers too: a post's key is the server and its number there.
#[derive(Debug)]
pub(super) struct Mastodon;

impl Site for Mastodon {
    fn name(&self) -> &'static str {
        "mastodon"
    }

    fn post_key(&self, key: &str) -> Option<PostKey> {
        let (server, id) = parts(key)?;
        Some(format!("mastodon:{server}/{id}"))
    }

    /// By number alone: a server leads from there to the post.
    fn address(&self, id: &str) -> Option<String> {
        let (server, id) = parts(id)?;
        Some(format!("https://{server}/web/statuses/{id}"))
    }

    fn length(&self) -> Option<Length> {
        Length::read(include_str!("mastodon_length.txt"))
    }

    fn normalize(&self, raw: &RawPost) -> Option<Post> {
        let (server, id) = parts(&raw.key)?;
        let permalink = raw.field("permalink")?;
        let account = permalink.rsplit_once(&format!("/{id}"))?.0;
        let written_by = account_of(account, server)?;
        // The heading and the address must agree on who wrote it.
        let said = raw
            .field("author")
            .and_then(|path| account_of(path, server));
        if said
            .as_ref()
            .is_some_and(|said| !said.eq_ignore_ascii_case(&written_by))
        {
            return None;
        }
        let fields = |name: &str| raw.field(name).map(str::to_owned);
        let key = |name: &str| raw.field(name).and_then(|key| self.post_key(key));
        let path = account.rsplit('/').next().unwrap_or_default();
        Some(Post {
            key: format!("mastodon:{server}/{id}"),
            url: Some(format!("https://{server}/{path}/{id}")),
            author: Author {
                handle: written_by,
                name: raw.field("name").map(read::name).unwrap_or_default(),
            },
            text: fields("text").unwrap_or_default(),
            time: raw.field("time").and_then(moment::parse),
            lang: fields("lang"),
            replying_to: raw
                .list("replyingTo")
                .filter_map(|path| account_of(path, server))
                .collect(),
            quoted: fields("quoted"),
            truncated: raw.flag("truncated") || raw.flag("translated"),
            promoted: false,
            repost: raw.flag("repost"),
            reach: raw.reach(),
            parent: None,
            above: key("above"),
            thread: key("thread"),
        })
    }
}

/// Server and number in `social.example/123`.
fn parts(key: &str) -> Option<(&str, &str)> {
    let (server, id) = key.split_once('/')?;
    let is_id = (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    (is_server(server) && is_id).then_some((server, id))
}

/// Whether this can be a server's name, with a port or without.
fn is_server(host: &str) -> bool {
    let of_it = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    let is_name = host.contains('.') || host.split(':').next() == Some("localhost");
    (1..=253).contains(&host.len()) && is_name && host.chars().all(of_it)
}

/// The whole account in `/@ann`, `/@bob@other.example`, or a link to another server: `ann@social.example`.
fn account_of(path: &str, server: &str) -> Option<String> {
    let (host, path) = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?,
        None => (server, path.trim_start_matches('/')),
    };
    let account = path.split(['/', '?', '#']).next()?.strip_prefix('@')?;
    let (name, host) = account.split_once('@').unwrap_or((account, host));
    let of_it = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let fits = !name.is_empty() && name.len() <= 100 && name.chars().all(of_it) && is_server(host);
    fits.then(|| format!("{name}@{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::raw;
    use proptest::prelude::*;

    #[test]
    fn accounts_are_named_whole() {
        for (path, account) in [
            ("/@ann", "ann@social.example"),
            ("/@bob@other.example", "bob@other.example"),
            ("https://other.example/@bob", "bob@other.example"),
            ("https://social.example/@ann?x#y", "ann@social.example"),
        ] {
            let found = account_of(path, "social.example");
            assert_eq!(found.as_deref(), Some(account));
        }
        for path in ["", "/ann", "/@", "https://other.example", "/@a b"] {
            assert_eq!(account_of(path, "social.example"), None, "{path}");
        }
    }

    #[test]
    fn a_post_is_known_by_server_and_number() {
        let fields = [
            ("permalink", "/@bob@other.example/123"),
            ("author", "/@bob@other.example"),
            ("above", "social.example/122"),
            ("thread", "javascript:1/2"),
        ];
        let post = Mastodon
            .normalize(&raw("social.example/123", &fields))
            .unwrap();
        assert_eq!(post.key, "mastodon:social.example/123");
        assert_eq!(post.author.handle, "bob@other.example");
        assert_eq!(
            post.url.as_deref(),
            Some("https://social.example/@bob@other.example/123")
        );
        assert_eq!(post.above.as_deref(), Some("mastodon:social.example/122"));
        assert_eq!(post.thread, None);
        let other = [fields[0], ("author", "/@ann")];
        assert_eq!(Mastodon.normalize(&raw("social.example/123", &other)), None);
        assert_eq!(Mastodon.normalize(&raw("social.example/9", &fields)), None);
    }

    #[test]
    fn a_translation_is_not_what_was_written() {
        let mut raw = raw("social.example/1", &[("permalink", "/@ann/1")]);
        assert!(!Mastodon.normalize(&raw).unwrap().truncated);
        raw.flags.push("translated".into());
        assert!(Mastodon.normalize(&raw).unwrap().truncated);
    }

    #[test]
    fn everything_that_the_table_reads_is_understood() {
        let names = crate::site::tests::names(include_str!("mastodon.toml"), Mastodon.name());
        assert_eq!(
            names,
            "author lang name permalink quoted replies reposts text time; replyingTo; repost translated truncated"
        );
    }

    proptest! {
        #[test]
        fn any_address_is_survived(path in "(/|@|\\.|a|https://|1|\\PC){0,12}", key in "(a\\.b|/|1|\\PC){0,6}") {
            let post = Mastodon.normalize(&raw(&key, &[("permalink", &path)]));
            prop_assert!(post.is_none_or(|post| crate::site::address(&post.key).is_some()));
        }
    }
}
