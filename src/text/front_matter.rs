//! The head of a Markdown file: `key: value` lines between two lines of `---`.
//!
//! One form for articles and templates, so that a lead learns it once. It is the common part of what other programs
//! write: no nesting, no types; quotes round a value and square brackets round a list are taken off.
//!
//! ```
//! use handrail::text::front_matter::FrontMatter;
//! let file = FrontMatter::parse("---\ntitle: \"Slow wifi\"\ntags: [wifi, router]\n---\nMove the router.").unwrap();
//! assert_eq!(file.value("title"), Some("Slow wifi"));
//! assert_eq!(file.list("tags"), ["wifi", "router"]);
//! assert_eq!(file.body, "Move the router.");
//! assert_eq!(file.body_line, 5);
//! ```

/// One `key: value` line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// Left of the colon, as written.
    pub key: &'a str,
    /// Right of it, without quotes round the whole.
    pub value: &'a str,
    /// Line in the file, from 1.
    pub line: usize,
}

/// A file's head and body. A file without a head is all body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    /// In the file's order.
    pub fields: Vec<Field<'a>>,
    /// What follows the head.
    pub body: &'a str,
    /// Line at which the body starts, from 1.
    pub body_line: usize,
}

/// A head that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontMatterError {
    /// The head's last line is missing.
    #[error(
        "the head that starts with --- on line {line} never ends: add a line of --- after its last field"
    )]
    Unclosed {
        /// Where the head starts.
        line: usize,
    },
    /// A line of the head is no field.
    #[error(
        "line {line} of the head is not of the form `key: value`: add a colon, or remove the line"
    )]
    Field {
        /// Which line of the file.
        line: usize,
    },
}

impl FrontMatterError {
    /// Line in the file, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        match self {
            Self::Unclosed { line } | Self::Field { line } => *line,
        }
    }
}

impl<'a> FrontMatter<'a> {
    /// Reads `text`. A byte-order mark is passed over; lines may end in CR LF.
    ///
    /// # Errors
    /// When the head does not end, or one of its lines is no field.
    pub fn parse(text: &'a str) -> Result<Self, FrontMatterError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = text.split_inclusive('\n').zip(1..);
        let mut at = match lines.next() {
            Some((first, _)) if first.trim_end() == "---" => first.len(),
            _ => {
                return Ok(Self {
                    fields: Vec::new(),
                    body: text,
                    body_line: 1,
                });
            }
        };
        let mut fields: Vec<Field<'a>> = Vec::new();
        for (raw, line) in lines {
            at += raw.len();
            let content = raw.trim();
            if content == "---" || content == "..." {
                return Ok(Self {
                    fields,
                    body: text.get(at..).unwrap_or_default(),
                    body_line: line + 1,
                });
            }
            // Blank lines, comments, and the indented rest of a nested value, which is not ours to read.
            if content.is_empty()
                || content.starts_with('#')
                || content.starts_with("- ")
                || raw.starts_with([' ', '\t'])
            {
                continue;
            }
            let (key, value) = content
                .split_once(':')
                .ok_or(FrontMatterError::Field { line })?;
            fields.push(Field {
                key: key.trim(),
                value: unquoted(value),
                line,
            });
        }
        Err(FrontMatterError::Unclosed { line: 1 })
    }

    /// The field called `key`, whatever its case.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<Field<'a>> {
        self.fields
            .iter()
            .copied()
            .find(|field| field.key.eq_ignore_ascii_case(key))
    }

    /// Its value, if it has one.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&'a str> {
        self.field(key)
            .map(|field| field.value)
            .filter(|value| !value.is_empty())
    }

    /// Its value as a list: parted by commas, or by spaces where there is no comma.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<&'a str> {
        let value = self
            .value(key)
            .unwrap_or_default()
            .trim_start_matches('[')
            .trim_end_matches(']');
        let parts: Vec<&str> = if value.contains(',') {
            value.split(',').collect()
        } else {
            value.split_whitespace().collect()
        };
        parts
            .into_iter()
            .map(unquoted)
            .filter(|part| !part.is_empty())
            .collect()
    }
}

/// A value without white space and one pair of quotes round it.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inside = |quote| {
        value
            .strip_prefix(quote)
            .and_then(|rest: &str| rest.strip_suffix(quote))
    };
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_other_programs_write() {
        let text = "\u{feff}---\r\ntitle: 'A: b'\r\n# a comment\r\ntags:\r\n  - one\r\nurl: https://help.example/a?b=c:d\r\n---\r\n\r\nBody";
        let file = FrontMatter::parse(text).unwrap();
        assert_eq!(file.value("Title"), Some("A: b"));
        assert_eq!(file.value("tags"), None);
        assert_eq!(file.value("url"), Some("https://help.example/a?b=c:d"));
        assert_eq!((file.body, file.body_line), ("\r\nBody", 8));
    }

    #[test]
    fn a_rule_in_the_text_is_no_head() {
        let file = FrontMatter::parse("Title\n---\nkey: value\n---\n").unwrap();
        assert!(file.fields.is_empty() && file.body_line == 1);
    }

    #[test]
    fn a_broken_head_is_named_by_line() {
        assert_eq!(
            FrontMatter::parse("---\ntitle: x\nbody").unwrap_err(),
            FrontMatterError::Field { line: 3 }
        );
        assert_eq!(
            FrontMatter::parse("---\ntitle: x\n").unwrap_err(),
            FrontMatterError::Unclosed { line: 1 }
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(---\n)?(\\PC{0,12}\n){0,6}") {
            if let Ok(file) = FrontMatter::parse(&text) {
                prop_assert!(text.ends_with(file.body));
            }
        }
    }
}
