//! Front matter: the block of `key: value` lines between two `---` at the top of an article.
//!
//! Tolerant: unknown keys, nested blocks and comments are passed over; what cannot be read is named by its line, and
//! the article stays.

use super::article::check_url;
use crate::problem::Problem;

/// The most lines that a block may have: a file that opens with a rule is no block of ten thousand lines.
const MAX_LINES: usize = 200;

/// What the front matter says, and where the article itself begins.
#[derive(Debug, Default)]
pub(super) struct Front<'a> {
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    /// An address was given and refused: none is made up in its place.
    pub(super) url_refused: bool,
    pub(super) updated: Option<String>,
    pub(super) keywords: Vec<String>,
    pub(super) lang: Option<String>,
    pub(super) body: &'a str,
    pub(super) problems: Vec<Problem>,
}

/// Reads the front matter of the file called `path`.
pub(super) fn read<'a>(path: &str, text: &'a str) -> Front<'a> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut front = Front {
        body: text,
        ..Front::default()
    };
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return front;
    };
    let block: Vec<&str> = lines
        .take(MAX_LINES)
        .take_while(|line| !matches!(line.trim_end(), "---" | "..."))
        .collect();
    let taken = first.len() + block.iter().map(|line| line.len()).sum::<usize>();
    let rest = text.get(taken..).unwrap_or_default();
    if !(rest.starts_with("---") || rest.starts_with("...")) {
        if block.first().is_some_and(|line| key_value(line).is_some()) {
            front.problems.push(Problem::warning(
                "article.front.open",
                format!("{path}:1"),
                "The block at the top begins with “---” but does not end. Close it with a line “---”.",
            ));
        }
        return front;
    }
    front.body = rest.split_once('\n').map_or("", |(_, body)| body);
    front.read_block(path, &block);
    front
}

impl Front<'_> {
    fn read_block(&mut self, path: &str, block: &[&str]) {
        let mut list = false;
        for (at, line) in block.iter().enumerate() {
            // The first line of the file is the opening `---`.
            let place = format!("{path}:{}", at + 2);
            let bare = line.trim();
            if let Some(item) = bare.strip_prefix("- ").filter(|_| list) {
                self.keywords.extend(words(item));
            } else if bare.is_empty() || bare.starts_with('#') || line.starts_with([' ', '\t', '-'])
            {
                continue;
            } else if let Some((key, value)) = key_value(line) {
                list = matches!(key.as_str(), "tags" | "keywords") && value.is_empty();
                self.set(&key, value, place);
            } else {
                self.problems.push(Problem::warning(
                    "article.front.line",
                    place,
                    "This line is not of the form “key: value”. Correct it, or remove it.",
                ));
            }
        }
    }

    fn set(&mut self, key: &str, value: &str, place: String) {
        let text = || Some(value.to_owned()).filter(|value| !value.is_empty());
        match key {
            "title" => self.title = text(),
            "updated" | "last_updated" | "lastmod" => self.updated = text(),
            "date" if self.updated.is_none() => self.updated = text(),
            "lang" | "language" => self.lang = text(),
            "tags" | "keywords" => self.keywords.extend(words(value)),
            "url" if !value.is_empty() => match check_url(value) {
                Ok(url) => self.url = Some(url),
                Err(fault) => {
                    self.url_refused = true;
                    self.problems.push(Problem::warning(
                        "article.url",
                        place,
                        format!("The address {fault}. Write one that begins with https://. The article is kept without an address."),
                    ));
                }
            },
            _ => {}
        }
    }
}

/// The key in lower case and the value without quotes and comment.
fn key_value(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
    let key = key.trim();
    let spaced = value.trim().is_empty() || value.starts_with([' ', '\t']);
    (spaced && !key.is_empty() && key.chars().all(plain))
        .then(|| (key.to_lowercase().replace(['-', ' '], "_"), unquoted(value)))
}

/// The value without quotes; a comment after an unquoted value is dropped.
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

/// `[a, "b c"]` or `a, b c`.
fn words(list: &str) -> impl Iterator<Item = String> {
    list.trim()
        .trim_start_matches('[')
        .trim_end_matches(']')
        .split(',')
        .map(|word| unquoted(word).to_owned())
        .filter(|word| !word.is_empty())
}
