//! A site's table, as strictly as it can be said: what a file from elsewhere may put in the place of a table that came with
//! Handrail. It has no hosts: where Handrail runs is decided by the package alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::pattern::{self, Fault};
use crate::problem::Problem;

/// The longest selector, in bytes.
const LONGEST_SELECTOR: usize = 500;
/// So many looks at what an element holds a selector may ask for: they are dear.
const MOST_HAS: usize = 4;
/// The longest list, and the most rules of a field.
const MOST: usize = 16;
/// The longest list of the site's own keys.
const MOST_KEYS: usize = 80;
/// The longest word: a name, a key, what goes before a name in an attribute.
const LONGEST_WORD: usize = 60;
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
/// What may be read of an element besides its text, and `data-…`. What a person types is in none of them.
const ATTRIBUTES: &[&str] = &[
    "href",
    "datetime",
    "lang",
    "alt",
    "title",
    "aria-label",
    "dir",
    "role",
];

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

/// What was found so far.
struct Found(Vec<Problem>);

impl Found {
    fn add(&mut self, code: &str, place: impl Into<String>, message: &str) {
        self.0.push(Problem::error(code, place, message));
    }

    fn empty(&mut self, place: &str) {
        self.add("sites.empty", place, "Something has to be named here.");
    }

    fn count(&mut self, place: &str, count: usize, most: usize) {
        if count > most {
            self.add("sites.many", place, "Too much is named here.");
        }
    }

    fn known<'a>(&mut self, place: &str, known: &[&str], names: impl Iterator<Item = &'a String>) {
        for name in names.filter(|name| !known.contains(&name.as_str())) {
            let name: String = name.chars().take(LONGEST_WORD).collect();
            self.add(
                "sites.field",
                format!("{place}.{name}"),
                "This version of Handrail does not know this name.",
            );
        }
    }

    fn words(&mut self, place: &str, words: &[String], most: usize) {
        self.count(place, words.len(), most);
        for (at, word) in words.iter().enumerate().take(most) {
            self.word(&format!("{place}[{at}]"), word);
        }
    }

    fn word(&mut self, place: &str, word: &str) {
        if word.is_empty() {
            self.empty(place);
        } else if word.len() > LONGEST_WORD || word.contains(char::is_control) {
            self.add("sites.many", place, "This is too long.");
        }
    }

    fn one_of(&mut self, place: &str, select: Option<&str>, around: Option<&str>) {
        match (select, around) {
            (Some(selector), None) | (None, Some(selector)) => self.selector(place, selector),
            _ => self.empty(place),
        }
    }

    fn selectors(&mut self, place: &str, selectors: &[String], needed: bool) {
        if needed && selectors.is_empty() {
            self.empty(place);
        }
        self.count(place, selectors.len(), MOST);
        for (at, selector) in selectors.iter().enumerate().take(MOST) {
            self.selector(&format!("{place}[{at}]"), selector);
        }
    }

    fn selector(&mut self, place: &str, selector: &str) {
        if !is_selector(selector) {
            self.add("sites.selector", place, "This is no selector that a table may have: it is empty, too long, open at its end, or has a sign that no selector needs.");
        }
    }

    fn pattern(&mut self, place: &str, pattern: &str, groups: usize) {
        let (code, message) = match pattern::check(pattern, groups) {
            Ok(()) => return,
            Err(Fault::Long) => ("sites.pattern.long", "This pattern is empty or too long."),
            Err(Fault::Syntax) => (
                "sites.pattern.syntax",
                "This pattern has a sign that tables may not use.",
            ),
            Err(Fault::Slow) => (
                "sites.pattern.slow",
                "This pattern could hang a page: two of its repetitions fit the same text.",
            ),
            Err(Fault::Groups) => (
                "sites.pattern.groups",
                "This pattern has to take one part in parentheses, or none where only the whole counts.",
            ),
        };
        self.add(code, place, message);
    }
}

/// Whether an attribute may be read.
fn is_attribute(name: &str) -> bool {
    let data = name.strip_prefix("data-").is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    });
    name.len() <= LONGEST_WORD && (data || ATTRIBUTES.contains(&name))
}

/// Whether a selector is closed in itself and has nothing that belongs into a style sheet only. Whether the browser takes
/// it, the content script tries before it uses the table.
fn is_selector(selector: &str) -> bool {
    if selector.trim().is_empty()
        || selector.len() > LONGEST_SELECTOR
        || selector.matches(":has(").count() > MOST_HAS
        || selector.contains("/*")
    {
        return false;
    }
    let mut open = Vec::new();
    let mut quote = None;
    for c in selector.chars() {
        if c.is_control() || matches!(c, '{' | '}' | ';' | '<' | '\\') {
            return false;
        }
        match (quote, c) {
            (Some(mark), c) => quote = (c != mark).then_some(mark),
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => open.push(')'),
            (None, '[') => open.push(']'),
            (None, ')' | ']') if open.pop() != Some(c) => return false,
            (None, _) => {}
        }
    }
    quote.is_none() && open.is_empty()
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
