//! What an article says of itself: its source's word, then its front matter's. Tolerant: what cannot be read is named by
//! its line, and the article stays.

use super::article::check_url;
use super::document::{Body, Document};
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

/// Reads what is said of a document.
pub(super) fn read(document: &Document) -> Front<'_> {
    let path = &document.path;
    let text = document.body.text();
    let head = match document.body {
        Body::Markdown(_) => FrontMatter::parse(text),
        Body::Html(_) => FrontMatter::none(text),
    };
    let place = |line: usize| format!("{path}:{line}");
    let value = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| head.value(key))
            .map(str::to_owned)
    };
    let list = |key: &str| head.list(key).into_iter().map(str::to_owned);
    let own = document.keywords.iter().cloned();
    let mut front = Front {
        title: document.title.clone().or_else(|| value(&["title"])),
        updated: document
            .updated
            .clone()
            .or_else(|| value(&["updated", "last_updated", "lastmod", "date"])),
        lang: document
            .lang
            .clone()
            .or_else(|| value(&["lang", "language"])),
        keywords: own.chain(list("tags")).chain(list("keywords")).collect(),
        body: head.body,
        problems: head
            .faults
            .iter()
            .map(|fault| Problem::warning(code(*fault), place(fault.line()), fault.to_string()))
            .collect(),
        ..Front::default()
    };
    let field = head.field("url").map(|field| (field.value, field.line));
    let given = document.url.as_deref().map(|url| (url, 1));
    if let Some((url, line)) = given.or(field) {
        match check_url(url) {
            Ok(url) => front.url = Some(url),
            Err(fault) => {
                front.url_refused = true;
                front.problems.push(Problem::warning(
                    "article.url",
                    place(line),
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
