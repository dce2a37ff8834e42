//! `robots.txt` (RFC 9309): what a site asks programs to leave alone, and how slowly to go.
//!
//! A reader of our own: `robotxt` needs a newer Rust than ours, `robotstxt` had its last release in 2021 and knows no
//! delay, `texting_robots` brings `regex`; and none of them has rules that can be kept between two pages.

use serde::{Deserialize, Serialize};

use crate::post::Millis;

/// The name that a site may address us by.
pub(super) const AGENT: &str = "handrail";
/// What is read of a file, in bytes; the standard asks for 500 KiB at least.
const MOST: usize = 500 << 10;
/// The most rules that are kept.
const MAX_RULES: usize = 2_000;
/// The longest pattern that is compared.
const MAX_PATTERN: usize = 500;
/// The longest delay that a site can ask for.
const MAX_DELAY: Millis = 30_000;

/// What a site asks of us.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Robots {
    rules: Vec<Rule>,
    /// How long to wait from one page to the next.
    pub(super) delay: Option<Millis>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Rule {
    allow: bool,
    pattern: String,
}

impl Robots {
    /// Reads a file: the group for us, else the group for all.
    pub(super) fn read(text: &str) -> Self {
        let mut end = text.len().min(MOST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = text.get(..end).unwrap_or_default();
        let (mut ours, mut all) = (None, None);
        let mut group = Group::default();
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let (key, value) = (key.trim().trim_start_matches('\u{feff}'), value.trim());
            if key.eq_ignore_ascii_case("user-agent") {
                group.name(value);
                continue;
            }
            group.named = false;
            if group.ours {
                add(ours.get_or_insert_default(), key, value);
            }
            if group.all {
                add(all.get_or_insert_default(), key, value);
            }
        }
        ours.or(all).unwrap_or_default()
    }

    /// A site that cannot say what it asks is left alone.
    pub(super) fn nothing() -> Self {
        let rule = Rule {
            allow: false,
            pattern: "/".into(),
        };
        Self {
            rules: vec![rule],
            delay: None,
        }
    }

    /// Whether the page with this path and query may be read: the longest rule that fits decides, and for two as long
    /// the friendlier one.
    pub(super) fn allows(&self, path: &str) -> bool {
        self.rules
            .iter()
            .filter(|rule| fits(&rule.pattern, path))
            .max_by_key(|rule| (rule.pattern.len(), rule.allow))
            .is_none_or(|rule| rule.allow)
    }
}

/// Whom the lines that are being read are for.
#[derive(Default)]
struct Group {
    ours: bool,
    all: bool,
    /// Whether the line before named somebody too.
    named: bool,
}

impl Group {
    fn name(&mut self, value: &str) {
        if !self.named {
            *self = Self::default();
        }
        self.named = true;
        let token: String = value
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        self.ours |= token.eq_ignore_ascii_case(AGENT);
        self.all |= value == "*";
    }
}

fn add(robots: &mut Robots, key: &str, value: &str) {
    let allow = key.eq_ignore_ascii_case("allow");
    if allow || key.eq_ignore_ascii_case("disallow") {
        if !value.is_empty() && value.len() <= MAX_PATTERN && robots.rules.len() < MAX_RULES {
            robots.rules.push(Rule {
                allow,
                pattern: value.to_owned(),
            });
        }
    } else if key.eq_ignore_ascii_case("crawl-delay")
        && let Ok(seconds) = value.parse::<f64>()
        && seconds.is_finite()
    {
        let millis = (seconds * 1_000.0).clamp(0.0, 30_000.0);
        #[expect(clippy::cast_possible_truncation, reason = "clamped above")]
        let millis = millis as Millis;
        robots.delay = Some(millis.min(MAX_DELAY));
    }
}

/// Whether the pattern (`*` is any text, `$` at its end the end) fits the beginning of the path. Greedy from the left,
/// without going back further than to the last star: as long as pattern times path at worst.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut ended = !pattern.contains('*');
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() && whole {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = rest.get(at + part.len()..).unwrap_or_default();
        ended = false;
    }
    !whole || !ended || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        let robots = Robots::read(
            "User-agent: *\nDisallow: /private\nAllow: /private/help\nDisallow: /*.pdf$\nDisallow: /a*b*c\n",
        );
        for (path, allowed) in [
            ("/", true),
            ("/private", false),
            ("/private/help/x", true),
            ("/x.pdf", false),
            ("/x.pdf?y", true),
            ("/axxbyyc/z", false),
            ("/acb", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
    }

    #[test]
    fn our_own_group_replaces_the_one_for_all() {
        let text = "user-agent: other\nDisallow: /\n\nUSER-AGENT: Handrail/1.0\nuser-agent: third\nDisallow: /ours # so\nCrawl-delay: 2.5\n\nUser-agent: *\nDisallow: /all\nCrawl-delay: 900";
        let robots = Robots::read(text);
        assert!(robots.allows("/all") && !robots.allows("/ours/x"));
        assert_eq!(robots.delay, Some(2_500));
        let robots = Robots::read("User-agent: *\nCrawl-delay: 900\nDisallow:");
        assert!(robots.allows("/x"));
        assert_eq!(robots.delay, Some(30_000));
    }

    #[test]
    fn the_end_of_a_path_is_told_by_a_dollar() {
        for (pattern, path, expected) in [
            ("/a$", "/a", true),
            ("/a$", "/ab", false),
            ("/a*$", "/ab", true),
            ("*/b$", "/a/b/b", true),
            ("/*", "/", true),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn anything_is_read() {
        assert!(Robots::read("").allows("/"));
        assert!(Robots::read("<html>Not found</html>").allows("/"));
        assert!(!Robots::nothing().allows("/x"));
        assert!(
            Robots::read(&"Disallow: /\n".repeat(100_000))
                .rules
                .is_empty()
        );
        assert!(
            Robots::read(&format!(
                "user-agent:*\n{}",
                "Disallow: /*a*b*c*d\n".repeat(100_000)
            ))
            .rules
            .len()
                <= MAX_RULES
        );
    }
}
