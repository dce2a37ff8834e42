//! Bluesky (bsky.app): from the fields of `bluesky.toml` to a post.

use crate::post::{Author, Millis, Post, PostKey};
use crate::site::{Length, RawPost, Site, read};

/// Bluesky.
#[derive(Debug)]
pub(super) struct Bluesky;

impl Site for Bluesky {
    fn name(&self) -> &'static str {
        "bluesky"
    }

    fn post_key(&self, key: &str) -> Option<PostKey> {
        let (owner, record) = key.split_once("/post/")?;
        let fits = is_owner(owner) && is_record(record);
        fits.then(|| format!("bluesky:{owner}/{record}"))
    }

    fn address(&self, id: &str) -> Option<String> {
        let (owner, record) = id.split_once('/')?;
        let fits = is_owner(owner) && is_record(record);
        fits.then(|| format!("https://bsky.app/profile/{owner}/post/{record}"))
    }

    fn length(&self) -> Option<Length> {
        Length::read(include_str!("bluesky_length.txt"))
    }

    /// Two signs must agree on who wrote a post: the page's name for it and its address. A page that is being drawn anew
    /// shows one post under the address of another.
    fn normalize(&self, raw: &RawPost) -> Option<Post> {
        let (owner, record) = permalink(raw.field("permalink")?)?;
        let said = raw.field("author").filter(|handle| is_owner(handle));
        let handle = match said {
            Some(handle) if owner.starts_with("did:") || handle.eq_ignore_ascii_case(owner) => {
                handle
            }
            Some(_) => return None,
            None => owner,
        };
        let fields = |name: &str| raw.field(name).map(str::to_owned);
        let key = |name: &str| raw.field(name).and_then(|key| self.post_key(key));
        Some(Post {
            key: format!("bluesky:{owner}/{record}"),
            url: Some(format!("https://bsky.app/profile/{owner}/post/{record}")),
            author: Author {
                handle: handle.to_owned(),
                name: raw.field("name").map(read::name).unwrap_or_default(),
            },
            text: fields("text").unwrap_or_default(),
            time: moment(record),
            lang: None,
            replying_to: raw
                .list("replyingTo")
                .filter_map(|path| path.strip_prefix("/profile/"))
                .filter(|handle| is_owner(handle))
                .map(str::to_owned)
                .collect(),
            quoted: fields("quoted"),
            truncated: false,
            promoted: false,
            repost: raw.flag("repost"),
            reach: raw.reach(),
            parent: None,
            above: key("above"),
            thread: key("thread"),
        })
    }
}

/// Owner and record key in `/profile/OWNER/post/RECORD`, whatever stands before and behind it.
fn permalink(address: &str) -> Option<(&str, &str)> {
    let (_, rest) = address.split_once("/profile/")?;
    let (owner, rest) = rest.split_once("/post/")?;
    let record = rest.split(['/', '?', '#']).next()?;
    (is_owner(owner) && is_record(record)).then_some((owner, record))
}

/// Whether this can be a handle (a host's name) or a DID.
fn is_owner(owner: &str) -> bool {
    let of_it = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '_' | '%');
    (4..=253).contains(&owner.len()) && owner.contains(['.', ':']) && owner.chars().all(of_it)
}

/// Whether this can be a record key (AT Protocol, "Record Key").
fn is_record(record: &str) -> bool {
    let of_it = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~');
    (1..=64).contains(&record.len()) && record.chars().all(of_it)
}

/// When a record was made, which its key tells: 13 characters of 5 bits, microseconds since 1970 and ten bits of chance
/// (AT Protocol, "Timestamp Identifiers"). The page shows the moment in the visitor's language only.
fn moment(record: &str) -> Option<Millis> {
    const DIGITS: &str = "234567abcdefghijklmnopqrstuvwxyz";
    /// 2022: the network is no older.
    const FIRST: Millis = 1_640_995_200_000;
    if record.len() != 13 {
        return None;
    }
    let mut number = 0_i64;
    for c in record.chars() {
        let digit = i64::try_from(DIGITS.find(c)?).ok()?;
        number = number.checked_mul(32)?.checked_add(digit)?;
    }
    let millis = (number >> 10) / 1_000;
    (millis >= FIRST).then_some(millis)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::raw;
    use proptest::prelude::*;

    #[test]
    fn reads_owner_and_record_from_every_form_of_link() {
        for address in [
            "/profile/ann.example.com/post/3laaaaaaaaa2a",
            "https://bsky.app/profile/ann.example.com/post/3laaaaaaaaa2a?ref=1",
            "/profile/ann.example.com/post/3laaaaaaaaa2a/reposted-by",
        ] {
            let post = Bluesky
                .normalize(&raw("", &[("permalink", address)]))
                .unwrap();
            assert_eq!(post.key, "bluesky:ann.example.com/3laaaaaaaaa2a");
            assert_eq!(post.author.handle, "ann.example.com");
            let address = crate::site::address(&post.key);
            assert_eq!(address, post.url);
        }
        for address in ["", "/profile/ann", "/profile/a b/post/3l", "/post/3l"] {
            assert_eq!(Bluesky.normalize(&raw("", &[("permalink", address)])), None);
        }
    }

    #[test]
    fn a_post_under_the_address_of_another_writer_is_none() {
        let of = |author| {
            let permalink = ("permalink", "/profile/ann.example.com/post/3laaaaaaaaa2a");
            Bluesky.normalize(&raw("", &[permalink, ("author", author)]))
        };
        assert_eq!(of("bob.example.com"), None);
        assert!(of("ANN.example.com").is_some());
        let did = ("permalink", "/profile/did:plc:abc234/post/3laaaaaaaaa2a");
        let post = Bluesky.normalize(&raw("", &[did, ("author", "ann.example.com")]));
        assert_eq!(post.unwrap().author.handle, "ann.example.com");
    }

    #[test]
    fn a_record_key_tells_its_moment() {
        // Known from the protocol's own description of the form: zero, and a day in 2024.
        assert_eq!(moment("2222222222222"), None);
        let key = |micros: i64| {
            let number = micros << 10;
            let digits = "234567abcdefghijklmnopqrstuvwxyz".as_bytes();
            let digit =
                |at: i64| char::from(digits[usize::try_from(number >> (5 * at) & 31).unwrap()]);
            (0..13).rev().map(digit).collect::<String>()
        };
        assert_eq!(moment(&key(1_730_000_000_123_456)), Some(1_730_000_000_123));
        assert_eq!(moment("self"), None);
    }

    #[test]
    fn everything_that_the_table_reads_is_understood() {
        let names = crate::site::tests::names(include_str!("bluesky.toml"), Bluesky.name());
        assert_eq!(
            names,
            "author name permalink quoted replies reposts text; replyingTo; repost"
        );
    }

    proptest! {
        #[test]
        fn any_address_is_survived(address in "(/profile/|post|/|\\.|a|did:|\\PC){0,12}", key in "\\PC{0,20}") {
            let post = Bluesky.normalize(&raw("", &[("permalink", &address), ("above", &key)]));
            prop_assert!(post.is_none_or(|post| crate::site::address(&post.key).is_some()));
        }
    }
}
