//! What a lead has appended to the links that agents send, so that the web site's own statistics can tell them apart.
//!
//! It is of the form `name=value&name=value`. A value may have `{topic}`, `{brand}` and `{base}` in it, and nothing
//! else is ever filled in: a link must not carry who the customer is, or which post it answers.
//!
//! ```
//! use handrail::knowledge::campaign::{check, link};
//! let campaign = "utm_source=x&utm_campaign=care-{topic}";
//! assert!(check(campaign).is_empty());
//! assert_eq!(
//!     link("https://help.example/refunds?lang=en#how", campaign, &[("topic", "refund")]),
//!     "https://help.example/refunds?lang=en&utm_source=x&utm_campaign=care-refund#how"
//! );
//! ```

use url::form_urlencoded;

use super::links::is_web;
use crate::problem::Problem;

/// What can be filled in.
pub const PLACEHOLDERS: [&str; 3] = ["topic", "brand", "base"];
/// The longest that all of it may be, in letters.
const LONGEST: usize = 300;
/// Words in placeholders that ask for something about a person, or for what leads to one.
const PERSONAL: &[&str] = &[
    "account", "address", "agent", "author", "customer", "email", "event", "first", "follower",
    "handle", "id", "key", "last", "mail", "mention", "name", "number", "person", "phone", "post",
    "profile", "reply", "screen", "text", "time", "tweet", "url", "user",
];

/// A piece of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
    Text(&'a str),
    Placeholder(&'a str),
    /// A bracket that has no other.
    Stray,
}

/// What is wrong with the parameters; nothing with none at all.
#[must_use]
pub fn check(campaign: &str) -> Vec<Problem> {
    let campaign = campaign.trim();
    let mut problems = Vec::new();
    if campaign.chars().count() > LONGEST {
        problems.push(wrong(
            "long",
            format!(
                "This is longer than {LONGEST} letters, and some sites cut such links. Shorten it."
            ),
        ));
        return problems;
    }
    let mut names: Vec<&str> = Vec::new();
    for field in fields(campaign) {
        let Some((name, value)) = field.split_once('=').filter(|(name, _)| !name.is_empty()) else {
            problems.push(wrong(
                "form",
                format!("“{field}” is not of the form “name=value”. Write it like utm_source=x&utm_campaign={{topic}}."),
            ));
            continue;
        };
        check_name(name, &names, &mut problems);
        names.push(name);
        check_value(name, value, &mut problems);
    }
    problems
}

fn check_name(name: &str, before: &[&str], problems: &mut Vec<Problem>) {
    if let Some(odd) = name.chars().find(|&c| !is_unreserved(c)) {
        problems.push(wrong(
            "letter",
            format!("“{odd}” cannot stand in the name “{name}”. Use letters without accents, digits and - . _ ~ only."),
        ));
    }
    if before.contains(&name) {
        problems.push(wrong(
            "twice",
            format!("“{name}” is there twice. Remove one of them."),
        ));
    }
}

fn check_value(name: &str, value: &str, problems: &mut Vec<Problem>) {
    if value.is_empty() {
        problems.push(wrong(
            "empty",
            format!("“{name}” has no value. Write one after the =, or remove it."),
        ));
    }
    for part in parts(value) {
        let problem = match part {
            Part::Placeholder(named) if PLACEHOLDERS.contains(&named) => continue,
            Part::Placeholder(named) if is_personal(named) => wrong(
                "personal",
                format!(
                    "“{{{named}}}” would tell everyone who sees the link who the customer is, or which post it answers. Remove it; {{topic}}, {{brand}} and {{base}} are safe."
                ),
            ),
            Part::Placeholder(named) => wrong(
                "placeholder",
                format!("There is no “{{{named}}}”. Use {{topic}}, {{brand}} or {{base}}."),
            ),
            Part::Stray => wrong(
                "bracket",
                format!("A bracket in “{value}” has no other. Write placeholders like {{topic}}."),
            ),
            Part::Text(text) => match text.chars().find(|&c| !is_unreserved(c)) {
                None => continue,
                Some(odd) => wrong(
                    "letter",
                    format!(
                        "“{odd}” cannot stand in the value of “{name}”. Use letters without accents, digits and - . _ ~ only."
                    ),
                ),
            },
        };
        problems.push(problem);
    }
}

/// The address with the parameters: those that it has already stay as they are, those of which a placeholder has
/// nothing to say are left out. Where the parameters are wrong, or the address is none of the web, it stays as it is.
#[must_use]
pub fn link(url: &str, campaign: &str, values: &[(&str, &str)]) -> String {
    if !is_web(url) || !check(campaign).is_empty() {
        return url.to_owned();
    }
    let (page, fragment) = match url.find('#') {
        Some(at) => url.split_at(at),
        None => (url, ""),
    };
    let query = page.split_once('?').map_or("", |(_, query)| query);
    let has: Vec<_> = form_urlencoded::parse(query.as_bytes())
        .map(|(name, _)| name)
        .collect();
    let mut linked = page.to_owned();
    for (name, value) in fields(campaign.trim()).filter_map(|field| field.split_once('=')) {
        let Some(value) = filled(value, values) else {
            continue;
        };
        if has.iter().any(|other| other == name) {
            continue;
        }
        match (linked.contains('?'), linked.ends_with(['?', '&'])) {
            (false, _) => linked.push('?'),
            (true, false) => linked.push('&'),
            (true, true) => {}
        }
        linked.push_str(name);
        linked.push('=');
        linked.push_str(&value);
    }
    linked.push_str(fragment);
    linked
}

/// A value with its placeholders filled in; `None` where one has nothing to say.
fn filled(value: &str, values: &[(&str, &str)]) -> Option<String> {
    let mut filled = String::new();
    for part in parts(value) {
        match part {
            Part::Text(text) => filled.push_str(text),
            Part::Placeholder(named) => {
                let (_, known) = values.iter().find(|(name, _)| *name == named)?;
                let known = known.trim();
                if known.is_empty() {
                    return None;
                }
                encode(known, &mut filled);
            }
            Part::Stray => return None,
        }
    }
    Some(filled)
}

/// Percent-encodes everything that is not unreserved (RFC 3986, section 2.3).
fn encode(text: &str, into: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |nibble: u8| HEX.get(usize::from(nibble)).map_or('0', |&hex| hex.into());
    for byte in text.bytes() {
        let c = char::from(byte);
        if is_unreserved(c) {
            into.push(c);
        } else {
            into.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
}

fn fields(campaign: &str) -> impl Iterator<Item = &str> {
    campaign.split('&').filter(move |_| !campaign.is_empty())
}

fn parts(value: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once(['{', '}']) {
        parts.push(Part::Text(before));
        let opened = rest
            .get(before.len()..)
            .is_some_and(|at| at.starts_with('{'));
        match after
            .split_once('}')
            .filter(|(name, _)| opened && !name.contains('{'))
        {
            Some((name, after)) => {
                parts.push(Part::Placeholder(name));
                rest = after;
            }
            None => {
                parts.push(Part::Stray);
                rest = after;
            }
        }
    }
    parts.push(Part::Text(rest));
    parts.retain(|part| *part != Part::Text(""));
    parts
}

fn is_personal(placeholder: &str) -> bool {
    let lower = placeholder.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|word| PERSONAL.iter().any(|personal| word.starts_with(personal)))
}

const fn is_unreserved(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~')
}

fn wrong(code: &str, message: String) -> Problem {
    Problem::error(&format!("campaign.{code}"), "campaign", message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_wrong_is_named() {
        for (campaign, expected) in [
            ("", &[][..]),
            ("  ", &[]),
            ("utm_source=x&utm_campaign=care-{topic}.{brand}~{base}", &[]),
            ("utm_source", &["campaign.form"]),
            ("=x", &["campaign.form"]),
            ("a=1&", &["campaign.form"]),
            ("?a=1", &["campaign.letter"]),
            ("a=", &["campaign.empty"]),
            ("a=1&a=2", &["campaign.twice"]),
            ("a=b c", &["campaign.letter"]),
            ("a=1#b", &["campaign.letter"]),
            ("a=%41", &["campaign.letter"]),
            ("a=1=2", &["campaign.letter"]),
            ("größe=1", &["campaign.letter"]),
            ("a={topic", &["campaign.bracket"]),
            ("a=topic}", &["campaign.bracket"]),
            ("a={{topic}}", &["campaign.bracket", "campaign.bracket"]),
            ("a={weather}", &["campaign.placeholder"]),
            ("a={}", &["campaign.placeholder"]),
            ("a={author}", &["campaign.personal"]),
            (
                "a={handle}&b={post}",
                &["campaign.personal", "campaign.personal"],
            ),
            ("a={name}", &["campaign.personal"]),
            ("a={first_name}", &["campaign.personal"]),
            ("a={User-ID}", &["campaign.personal"]),
            ("{topic}=a", &["campaign.letter"]),
        ] {
            let problems = check(campaign);
            let codes: Vec<&str> = problems
                .iter()
                .map(|problem| problem.code.as_str())
                .collect();
            assert_eq!(codes, expected, "{campaign}");
            assert!(problems.iter().all(|problem| problem.fatal));
        }
        let long = format!("a={}", "b".repeat(LONGEST));
        assert_eq!(check(&long).first().unwrap().code, "campaign.long");
    }

    #[test]
    fn parameters_stand_before_the_fragment() {
        let values = [("topic", "refund"), ("brand", "Lark & Spür"), ("base", "")];
        for (url, campaign, expected) in [
            ("https://h.example/a", "s=x", "https://h.example/a?s=x"),
            ("https://h.example/a?", "s=x", "https://h.example/a?s=x"),
            (
                "https://h.example/a?b=1&",
                "s=x",
                "https://h.example/a?b=1&s=x",
            ),
            (
                "https://h.example/a#/b?c=1",
                "s=x",
                "https://h.example/a?s=x#/b?c=1",
            ),
            (
                "https://h.example/a?s=y",
                "s=x&t={topic}",
                "https://h.example/a?s=y&t=refund",
            ),
            (
                "https://h.example/a?%73=y",
                "s=x",
                "https://h.example/a?%73=y",
            ),
            (
                "https://h.example/",
                "b={brand}",
                "https://h.example/?b=Lark%20%26%20Sp%C3%BCr",
            ),
            (
                "https://h.example/",
                "b={base}&t=x-{topic}",
                "https://h.example/?t=x-refund",
            ),
            ("https://h.example/", "a={author}", "https://h.example/"),
            ("javascript:alert(1)", "s=x", "javascript:alert(1)"),
            ("mailto:care@h.example", "s=x", "mailto:care@h.example"),
            ("", "s=x", ""),
        ] {
            assert_eq!(link(url, campaign, &values), expected, "{url} {campaign}");
        }
    }

    proptest! {
        #[test]
        fn any_parameters_are_checked(campaign in "\\PC{0,40}|[a-c=&{}topic.]{0,30}") {
            let _ = check(&campaign);
            let _ = link("https://h.example/", &campaign, &[("topic", "a")]);
        }

        #[test]
        fn only_parameters_are_added(
            path in "[a-z/]{0,6}", query in "(\\?[a-d=&%]{0,8})?", fragment in "(#[a-z/?&]{0,6})?", topic in "\\PC{0,8}",
        ) {
            let url = format!("https://h.example/{path}{query}{fragment}");
            let campaign = "a=1&b=x-{topic}";
            let linked = link(&url, campaign, &[("topic", &topic)]);
            let start = format!("https://h.example/{path}{query}");
            prop_assert!(linked.starts_with(&start));
            prop_assert!(linked.ends_with(&fragment));
            prop_assert_eq!(link(&linked, campaign, &[("topic", &topic)]), linked.clone(), "a second time adds nothing");
            let added = &linked[start.len()..linked.len() - fragment.len()];
            prop_assert!(added.chars().all(|c| is_unreserved(c) || "?&=%".contains(c)));
        }
    }
}
