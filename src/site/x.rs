//! X (x.com, twitter.com): from the fields of `x.toml` to a post.

use crate::post::{Author, Millis, Post};
use crate::site::{RawPost, Site};

/// X, formerly Twitter.
#[derive(Debug)]
pub(super) struct X;

impl Site for X {
    fn name(&self) -> &'static str {
        "x"
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
            time: raw.field("time").and_then(iso_millis),
            // X's own codes for "only media" and "too short to tell" are no language.
            lang: fields("lang").filter(|lang| !lang.starts_with('q') && lang != "und"),
            replying_to: raw
                .lists
                .get("replyingTo")
                .into_iter()
                .flatten()
                .filter_map(|path| handle_owned(path))
                .collect(),
            quoted: fields("quoted"),
            truncated: raw.flag("truncated"),
            promoted: raw.flag("promoted"),
        })
    }
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

/// `2024-10-04T03:02:18.000Z` as milliseconds; only UTC, as X writes it.
fn iso_millis(time: &str) -> Option<Millis> {
    let (date, clock) = time.strip_suffix('Z')?.split_once('T')?;
    let mut date = date.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (date.next()?.ok()?, date.next()?.ok()?, date.next()?.ok()?);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut clock = clock.splitn(3, ':').map(str::parse::<i64>);
    let (hour, minute, second) = (
        clock.next()?.ok()?,
        clock.next()?.ok()?,
        clock.next()?.ok()?,
    );
    let millis: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    if !(1970..=9999).contains(&year)
        || !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
        || hour > 24
    {
        return None;
    }
    // Days from civil (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    let (y, m) = if month <= 2 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    let era = y / 400;
    let year_of_era = y - era * 400;
    let day_of_year = (153 * m + 2) / 5 + day - 1;
    let days = era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100
        + day_of_year
        - 719_468;
    Some(((days * 24 + hour) * 60 + minute) * 60_000 + second * 1_000 + millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(fields: &[(&str, &str)]) -> RawPost {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        RawPost {
            fields,
            ..RawPost::default()
        }
    }

    #[test]
    fn reads_owner_and_number_from_every_form_of_link() {
        for address in [
            "/example_ann/status/123",
            "https://x.com/example_ann/status/123/photo/1",
            "/example_ann/status/123?s=20",
        ] {
            let post = X.normalize(&raw(&[("permalink", address)])).unwrap();
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
            let post = X.normalize(&raw(&[("permalink", address)]));
            assert!(post.is_none() || post.unwrap().key == "x:1", "{address}");
        }
    }

    #[test]
    fn reads_the_time_to_the_millisecond() {
        assert_eq!(iso_millis("1970-01-01T00:00:00.000Z"), Some(0));
        assert_eq!(
            iso_millis("2024-10-04T03:02:18.000Z"),
            Some(1_728_010_938_000)
        );
        assert_eq!(
            iso_millis("2024-02-29T23:59:59.5Z"),
            Some(1_709_251_199_500)
        );
        for bad in [
            "",
            "yesterday",
            "2024-13-01T00:00:00Z",
            "2024-01-01T00:00:00+02:00",
            "9-9-9T9Z",
        ] {
            assert_eq!(iso_millis(bad), None, "{bad}");
        }
    }

    #[test]
    fn codes_for_no_language_are_dropped() {
        let lang = |code| {
            X.normalize(&raw(&[("permalink", "/a/status/1"), ("lang", code)]))
                .unwrap()
                .lang
        };
        assert_eq!(
            (lang("qme"), lang("und"), lang("pt")),
            (None, None, Some("pt".to_owned()))
        );
    }

    #[test]
    fn everything_that_the_table_reads_is_understood() {
        let table: toml::Table = include_str!("x.toml").parse().unwrap();
        let names = |part: &str| {
            let mut names: Vec<&str> = table[part]
                .as_table()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            names.sort_unstable();
            names
        };
        assert_eq!(table["name"].as_str(), Some(X.name()));
        assert_eq!(
            names("fields"),
            [
                "author",
                "lang",
                "name",
                "permalink",
                "quoted",
                "text",
                "time"
            ]
        );
        assert_eq!(names("lists"), ["replyingTo"]);
        assert_eq!(names("flags"), ["promoted", "repost", "truncated"]);
    }

    #[test]
    fn a_post_is_made_of_what_the_table_reads() {
        let mut raw = raw(&[
            ("permalink", "/example_ann/status/123/history"),
            ("author", "/example_ann"),
            ("name", "Ann \u{1f33b}"),
            ("text", "Two\nlines"),
            ("quoted", "Another's words"),
        ]);
        // A link where the page has one, the bare words where a post is only previewed.
        raw.lists.insert(
            "replyingTo".into(),
            vec!["/LarkspurCare".into(), "@example_bob".into()],
        );
        raw.flags = vec!["truncated".into(), "repost".into()];
        let post = X.normalize(&raw).unwrap();
        assert_eq!(post.key, "x:123");
        assert_eq!(post.author.handle, "example_ann");
        assert_eq!(post.replying_to, ["LarkspurCare", "example_bob"]);
        assert_eq!(post.quoted.as_deref(), Some("Another's words"));
        assert_eq!((post.truncated, post.promoted), (true, false));
    }
}
