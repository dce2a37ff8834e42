//! What an article's front matter says. Tolerant: what cannot be read is named by its line, and the article stays.

use super::article::check_url;
use crate::problem::Problem;
use crate::text::front_matter::{Fault, FrontMatter};

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
    let head = FrontMatter::parse(text);
    let place = |line: usize| format!("{path}:{line}");
    let value = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| head.value(key))
            .map(str::to_owned)
    };
    let list = |key: &str| head.list(key).into_iter().map(str::to_owned);
    let mut front = Front {
        title: value(&["title"]),
        updated: value(&["updated", "last_updated", "lastmod", "date"]),
        lang: value(&["lang", "language"]),
        keywords: list("tags").chain(list("keywords")).collect(),
        body: head.body,
        problems: head
            .faults
            .iter()
            .map(|fault| Problem::warning(code(*fault), place(fault.line()), fault.to_string()))
            .collect(),
        ..Front::default()
    };
    if let Some(field) = head.field("url") {
        match check_url(field.value) {
            Ok(url) => front.url = Some(url),
            Err(fault) => {
                front.url_refused = true;
                front.problems.push(Problem::warning(
                    "article.url",
                    place(field.line),
                    format!("The address {fault}. Write one that begins with https://. The article is kept without an address."),
                ));
            }
        }
    }
    front
}

const fn code(fault: Fault) -> &'static str {
    match fault {
        Fault::Unclosed => "article.front.open",
        Fault::Field(_) => "article.front.line",
    }
}
