//! What is wrong with a table: the pieces that its parts are checked by.

use super::pattern::{self, Fault};
use crate::problem::Problem;

/// The longest selector, in bytes.
const LONGEST_SELECTOR: usize = 500;
/// So many looks at what an element holds a selector may ask for: they are dear.
const MOST_HAS: usize = 4;
/// The longest list, and the most rules of a field.
pub(super) const MOST: usize = 16;
/// The longest word: a name, a key, what goes before a name in an attribute.
const LONGEST_WORD: usize = 60;
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

/// What was found so far.
pub(super) struct Found(pub(super) Vec<Problem>);

impl Found {
    pub(super) fn add(&mut self, code: &str, place: impl Into<String>, message: &str) {
        self.0.push(Problem::error(code, place, message));
    }

    pub(super) fn empty(&mut self, place: &str) {
        self.add("sites.empty", place, "Something has to be named here.");
    }

    pub(super) fn count(&mut self, place: &str, count: usize, most: usize) {
        if count > most {
            self.add("sites.many", place, "Too much is named here.");
        }
    }

    pub(super) fn known<'a>(
        &mut self,
        place: &str,
        known: &[&str],
        names: impl Iterator<Item = &'a String>,
    ) {
        for name in names.filter(|name| !known.contains(&name.as_str())) {
            let name: String = name.chars().take(LONGEST_WORD).collect();
            self.add(
                "sites.field",
                format!("{place}.{name}"),
                "This version of Handrail does not know this name.",
            );
        }
    }

    pub(super) fn words(&mut self, place: &str, words: &[String], most: usize) {
        self.count(place, words.len(), most);
        for (at, word) in words.iter().enumerate().take(most) {
            self.word(&format!("{place}[{at}]"), word);
        }
    }

    pub(super) fn word(&mut self, place: &str, word: &str) {
        if word.is_empty() {
            self.empty(place);
        } else if word.len() > LONGEST_WORD || word.contains(char::is_control) {
            self.add("sites.many", place, "This is too long.");
        }
    }

    pub(super) fn one_of(&mut self, place: &str, select: Option<&str>, around: Option<&str>) {
        match (select, around) {
            (Some(selector), None) | (None, Some(selector)) => self.selector(place, selector),
            _ => self.empty(place),
        }
    }

    pub(super) fn selectors(&mut self, place: &str, selectors: &[String], needed: bool) {
        if needed && selectors.is_empty() {
            self.empty(place);
        }
        self.count(place, selectors.len(), MOST);
        for (at, selector) in selectors.iter().enumerate().take(MOST) {
            self.selector(&format!("{place}[{at}]"), selector);
        }
    }

    pub(super) fn selector(&mut self, place: &str, selector: &str) {
        if !is_selector(selector) {
            self.add("sites.selector", place, "This is no selector that a table may have: it is empty, too long, open at its end, or has a sign that no selector needs.");
        }
    }

    pub(super) fn pattern(&mut self, place: &str, pattern: &str, groups: usize) {
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
pub(super) fn is_attribute(name: &str) -> bool {
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
pub(super) fn is_selector(selector: &str) -> bool {
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
