//! A site's table, as strictly as it can be said: what a file from elsewhere may put in the place of a table that came with
//! Handrail. It has no hosts: where Handrail runs is decided by the package alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::found::{Found, MOST, is_attribute};
use crate::problem::Problem;

/// The longest list of the site's own keys.
const MOST_KEYS: usize = 80;
/// What a normaliser reads, and what it cannot do without.
const FIELDS: &[&str] = &[
    "permalink",
    "author",
    "name",
    "text",
    "time",
    "lang",
    "quoted",
    "replies",
    "reposts",
    "pageLang",
];
const NEEDED: &[&str] = &["permalink", "author", "text"];
const LISTS: &[&str] = &["replyingTo"];
const FLAGS: &[&str] = &[
    "truncated",
    "translation",
    "translated",
    "promoted",
    "repost",
    "verified",
];
/// The content script's editors, `extension/content/editors/`.
const EDITORS: &[&str] = &["draft", "lexical", "prosemirror", "textarea"];

type Selectors = Vec<String>;

/// One site's table. Its parts are explained in `x.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteTable {
    /// The site, one of [`super::NAMES`].
    pub name: String,
    page: Page,
    fields: BTreeMap<String, Vec<Rule>>,
    votes: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<Rule>>,
    flags: BTreeMap<String, Vec<Flag>>,
    parts: Parts,
    composer: Composer,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    column: Selectors,
    dialog: Selectors,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unseen: Selectors,
    row: Selectors,
    post: Selectors,
    otherwise: Selectors,
    quoted: Selectors,
    signs: Selectors,
    media: Selectors,
    attributes: Vec<String>,
    id: String,
    conversation: String,
    end: Selectors,
    keys: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    #[serde(skip_serializing_if = "Option::is_none")]
    select: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    around: Option<String>,
    take: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outside: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    quoted: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    loose: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Flag {
    #[serde(skip_serializing_if = "Option::is_none")]
    select: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    around: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    avatar: Selectors,
    header: Selectors,
    body: Selectors,
    permalink: Selectors,
    buttons: Selectors,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Composer {
    kind: String,
    editor: Selectors,
    line: Selectors,
    root: Selectors,
    address: String,
    reply: Selectors,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    whom: Selectors,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<String>,
    send: Selectors,
    send_keys: Vec<String>,
    counter: Selectors,
}

impl SiteTable {
    /// What is wrong with it, each with its place: `x.page.post[1]`.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut found = Found(Vec::new());
        // A name that is no site's may be anything, and long.
        let Some(name) = super::NAMES.iter().find(|name| **name == self.name) else {
            found.add(
                "sites.name",
                "name",
                "The file has a table for a site that this version of Handrail does not know.",
            );
            return found.0;
        };
        self.page.check(&format!("{name}.page"), &mut found);
        self.rules(name, &mut found);
        self.votes(name, &mut found);
        self.flags(name, &mut found);
        self.parts.check(&format!("{name}.parts"), &mut found);
        self.composer.check(&format!("{name}.composer"), &mut found);
        found.0
    }

    fn rules(&self, name: &str, found: &mut Found) {
        for (part, known, rules) in [
            ("fields", FIELDS, &self.fields),
            ("lists", LISTS, &self.lists),
        ] {
            found.known(&format!("{name}.{part}"), known, rules.keys());
            for (field, rules) in rules
                .iter()
                .filter(|(field, _)| known.contains(&field.as_str()))
            {
                let place = format!("{name}.{part}.{field}");
                found.count(&place, rules.len(), MOST);
                for (at, rule) in rules.iter().enumerate().take(MOST) {
                    rule.check(&format!("{place}[{at}]"), found);
                }
            }
        }
        for field in NEEDED {
            if self.fields.get(*field).is_none_or(Vec::is_empty) {
                found.empty(&format!("{name}.fields.{field}"));
            }
        }
    }

    fn votes(&self, name: &str, found: &mut Found) {
        let place = format!("{name}.votes");
        found.known(&place, FIELDS, self.votes.keys());
        for (field, pattern) in &self.votes {
            if FIELDS.contains(&field.as_str()) {
                found.pattern(&format!("{place}.{field}"), pattern, 1);
            }
        }
    }

    fn flags(&self, name: &str, found: &mut Found) {
        let place = format!("{name}.flags");
        found.known(&place, FLAGS, self.flags.keys());
        for (flag, ways) in self
            .flags
            .iter()
            .filter(|(flag, _)| FLAGS.contains(&flag.as_str()))
        {
            let place = format!("{place}.{flag}");
            found.count(&place, ways.len(), MOST);
            for (at, way) in ways.iter().enumerate().take(MOST) {
                found.one_of(
                    &format!("{place}[{at}]"),
                    way.select.as_deref(),
                    way.around.as_deref(),
                );
            }
        }
    }
}

impl Page {
    fn check(&self, place: &str, found: &mut Found) {
        for (name, selectors, needed) in [
            ("column", &self.column, true),
            ("dialog", &self.dialog, false),
            ("unseen", &self.unseen, false),
            ("row", &self.row, true),
            ("post", &self.post, true),
            ("otherwise", &self.otherwise, false),
            ("quoted", &self.quoted, false),
            ("signs", &self.signs, true),
            ("media", &self.media, true),
            ("end", &self.end, false),
        ] {
            found.selectors(&format!("{place}.{name}"), selectors, needed);
        }
        found.count(&format!("{place}.attributes"), self.attributes.len(), MOST);
        for (at, name) in self.attributes.iter().enumerate().take(MOST) {
            if !is_attribute(name) {
                found.add(
                    "sites.attribute",
                    format!("{place}.attributes[{at}]"),
                    "This attribute is none that a table may name.",
                );
            }
        }
        found.pattern(&format!("{place}.id"), &self.id, 1);
        found.pattern(&format!("{place}.conversation"), &self.conversation, 1);
        found.words(&format!("{place}.keys"), &self.keys, MOST_KEYS);
    }
}

impl Rule {
    fn check(&self, place: &str, found: &mut Found) {
        if self.select.is_none() && self.around.is_none() {
            found.empty(place);
        }
        for (name, selector) in [
            ("select", &self.select),
            ("around", &self.around),
            ("outside", &self.outside),
        ] {
            if let Some(selector) = selector {
                found.selector(&format!("{place}.{name}"), selector);
            }
        }
        let taken = matches!(self.take.as_str(), "text" | "address")
            || self.take.strip_prefix('@').is_some_and(is_attribute);
        if !taken {
            found.add(
                "sites.attribute",
                format!("{place}.take"),
                "This attribute is none that a table may name.",
            );
        }
        if let Some(after) = &self.after {
            found.word(&format!("{place}.after"), after);
        }
        if let Some(words) = &self.words {
            found.pattern(&format!("{place}.words"), words, 0);
        }
    }
}

impl Parts {
    fn check(&self, place: &str, found: &mut Found) {
        for (name, selectors) in [
            ("avatar", &self.avatar),
            ("header", &self.header),
            ("body", &self.body),
            ("permalink", &self.permalink),
            ("buttons", &self.buttons),
        ] {
            found.selectors(&format!("{place}.{name}"), selectors, true);
        }
    }
}

impl Composer {
    fn check(&self, place: &str, found: &mut Found) {
        if !EDITORS.contains(&self.kind.as_str()) {
            found.add(
                "sites.field",
                format!("{place}.kind"),
                "This version of Handrail does not know this kind of composer.",
            );
        }
        for (name, selectors, needed) in [
            ("editor", &self.editor, true),
            ("line", &self.line, false),
            ("root", &self.root, true),
            ("reply", &self.reply, true),
            ("whom", &self.whom, false),
            ("send", &self.send, true),
            ("counter", &self.counter, false),
        ] {
            found.selectors(&format!("{place}.{name}"), selectors, needed);
        }
        found.pattern(&format!("{place}.address"), &self.address, 1);
        if let Some(given) = &self.given {
            found.pattern(&format!("{place}.given"), given, 0);
        }
        found.words(&format!("{place}.sendKeys"), &self.send_keys, MOST);
        if self.send_keys.is_empty() {
            found.empty(&format!("{place}.sendKeys"));
        }
    }
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
