//! The head of a Markdown file: `key: value` lines between two lines of `---`.
//!
//! One form for articles and templates, so that a lead learns it once. It is the common part of what other programs
//! write: no nesting, no types; quotes round a value and square brackets round a list are taken off.
//!
//! ```
//! use handrail::text::front_matter::FrontMatter;
//! let file = FrontMatter::parse("---\ntitle: \"Slow wifi\"\ntags: [wifi, router]\n---\nMove the router.");
//! assert_eq!(file.value("title"), Some("Slow wifi"));
//! assert_eq!(file.list("tags"), ["wifi", "router"]);
//! assert_eq!(file.body, "Move the router.");
//! assert_eq!(file.body_line, 5);
//! ```

/// One `key: value` line, or one `- value` line below a key without a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// Left of the colon, in lower case, `-` and space as `_`.
    pub key: String,
    /// Right of it, without quotes round the whole.
    pub value: &'a str,
    /// Line in the file, from 1.
    pub line: usize,
}

/// Something in the head that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The head's last line is missing: the whole file is taken as its body.
    #[error("The block at the top begins with “---” but does not end. Close it with a line “---”.")]
    Unclosed,
    /// This line of the file is no field.
    #[error("This line is not of the form “key: value”. Correct it, or remove it.")]
    Field(usize),
}

impl Fault {
    /// Line in the file, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        match self {
            Self::Unclosed => 1,
            Self::Field(line) => *line,
        }
    }
}

/// The most lines that a head may have: a file that opens with a rule is no head of ten thousand lines.
const MAX_LINES: usize = 200;

/// A file's head and body. A file without a head is all body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    /// In the file's order.
    pub fields: Vec<Field<'a>>,
    /// What could not be read; the rest was.
    pub faults: Vec<Fault>,
    /// What follows the head.
    pub body: &'a str,
    /// Line at which the body starts, from 1.
    pub body_line: usize,
}

impl<'a> FrontMatter<'a> {
    /// A file that is all body.
    #[must_use]
    pub const fn none(text: &'a str) -> Self {
        Self {
            fields: Vec::new(),
            faults: Vec::new(),
            body: text,
            body_line: 1,
        }
    }

    /// Reads `text`. A byte-order mark is passed over; lines may end in CR LF.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let none = Self::none(text);
        let mut lines = text.split_inclusive('\n').zip(1..);
        let mut at = match lines.next() {
            Some((first, _)) if first.trim_end() == "---" => first.len(),
            _ => return none,
        };
        let mut head = none.clone();
        for (raw, line) in lines.take(MAX_LINES) {
            at += raw.len();
            if matches!(raw.trim_end(), "---" | "...") {
                head.body = text.get(at..).unwrap_or_default();
                head.body_line = line + 1;
                return head;
            }
            head.read_line(raw, line);
        }
        // A rule above a text is no head; one with a field right below it is a head that never ends.
        let meant = head.fields.first().is_some_and(|field| field.line == 2);
        Self {
            faults: if meant {
                vec![Fault::Unclosed]
            } else {
                Vec::new()
            },
            ..none
        }
    }

    fn read_line(&mut self, raw: &'a str, line: usize) {
        let content = raw.trim();
        if let Some(item) = content.strip_prefix("- ") {
            let key = self.fields.last().map(|field| field.key.clone());
            self.fields.extend(key.map(|key| Field {
                key,
                value: unquoted(item),
                line,
            }));
        } else if content.is_empty() || content.starts_with('#') || raw.starts_with([' ', '\t']) {
            // Comments, and the indented rest of a nested value, which is not ours to read.
        } else if let Some((key, value)) = key_value(content) {
            self.fields.push(Field { key, value, line });
        } else {
            self.faults.push(Fault::Field(line));
        }
    }

    /// The field called `key` that has a value.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field<'a>> {
        self.fields
            .iter()
            .find(|field| field.key == key && !field.value.is_empty())
    }

    /// Its value, if it has one.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&'a str> {
        self.field(key).map(|field| field.value)
    }

    /// Its value as a list: `[a, b]` or `a, b` on one line, or a `- a` line each.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<&'a str> {
        let mut items = Vec::new();
        let mut lines = self.fields.iter().filter(|field| field.key == key);
        if let Some(first) = lines.next() {
            let inside = first.value.trim_start_matches('[').trim_end_matches(']');
            items.extend(inside.split(',').map(unquoted));
        }
        items.extend(lines.map(|field| field.value));
        items.retain(|item| !item.is_empty());
        items
    }
}

/// The key in lower case, and the value without quotes and comment.
fn key_value(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
    let key = key.trim();
    let spaced = value.is_empty() || value.starts_with([' ', '\t']);
    (spaced && !key.is_empty() && key.chars().all(plain))
        .then(|| (key.to_lowercase().replace(['-', ' '], "_"), unquoted(value)))
}

/// The value without quotes; a comment after it is dropped.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some((inside, _)) = value
            .strip_prefix(quote)
            .and_then(|rest| rest.split_once(quote))
        {
            return inside.trim();
        }
    }
    value
        .split_once(" #")
        .map_or(value, |(value, _)| value.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_other_programs_write() {
        let text = "\u{feff}---\r\nTitle: 'A: b' # note\r\n# a comment\r\ntags:\r\n  - one\r\n  - \"two, three\"\r\n\
                    url: https://help.example/a?b=c:d#e # note\r\nLast-Updated: 2026-01-02\r\n---\r\n\r\nBody";
        let file = FrontMatter::parse(text);
        assert_eq!(file.value("title"), Some("A: b"));
        assert_eq!(file.list("tags"), ["one", "two, three"]);
        assert_eq!(file.value("url"), Some("https://help.example/a?b=c:d#e"));
        assert_eq!(file.value("last_updated"), Some("2026-01-02"));
        assert_eq!(
            (file.body, file.body_line, file.faults),
            ("\r\nBody", 10, vec![])
        );
    }

    #[test]
    fn a_rule_in_the_text_is_no_head() {
        let file = FrontMatter::parse("Title\n---\nkey: value\n---\n");
        assert!(file.fields.is_empty() && file.body_line == 1);
        let file = FrontMatter::parse("---\n\nA text that opens with a rule\n");
        assert!(file.faults.is_empty() && file.body.starts_with("---"));
    }

    #[test]
    fn faults_are_named_by_line_and_the_rest_is_read() {
        let file = FrontMatter::parse("---\ntitle: x\nno colon\nurl:y\nlang: de\n---\nbody");
        let lines: Vec<usize> = file.faults.iter().map(Fault::line).collect();
        assert_eq!(
            (lines, file.value("lang"), file.body),
            (vec![3, 4], Some("de"), "body")
        );
        let file = FrontMatter::parse("---\ntitle: x\n\nbody");
        assert_eq!((file.faults, file.fields.len()), (vec![Fault::Unclosed], 0));
        assert!(file.body.ends_with("body"));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(---\n)?(\\PC{0,12}\n){0,6}") {
            prop_assert!(text.ends_with(FrontMatter::parse(&text).body));
        }
    }
}
