//! A source file to an article: title, address, language, headings, passages; or the reason why it is none.

use super::document::{Body, Document};
use super::passage::{self, Heading, Passage};
use super::words::Lang;
use super::{front, html, markdown};
use crate::problem::Problem;

/// The largest article, in bytes. A help article is a thousandth of it.
pub(super) const MAX_BYTES: usize = 2 << 20;
/// Endings of file names that say "this is Markdown".
pub(super) const ENDINGS: [&str; 2] = [".md", ".markdown"];

/// An article, read.
#[derive(Debug)]
pub(super) struct Article {
    pub(super) path: String,
    /// What its translations have in common; its own path where there are none.
    pub(super) group: String,
    /// [`Document::fingerprint`].
    pub(super) fingerprint: u64,
    pub(super) title: String,
    pub(super) url: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) lang: Lang,
    /// The language as its source names it; empty where it does not.
    pub(super) tag: String,
    /// Categories above the article.
    pub(super) breadcrumb: Vec<String>,
    pub(super) keywords: Vec<String>,
    pub(super) headings: Vec<Heading>,
    pub(super) passages: Vec<Passage>,
}

/// Reads one document. `base_url` is empty or was accepted by [`check_url`].
pub(super) fn read(document: &Document, base_url: &str) -> (Option<Article>, Vec<Problem>) {
    if let Some(problem) = no_article(document) {
        return (None, vec![problem]);
    }
    let path = &document.path;
    let mut front = front::read(document);
    let mut problems = std::mem::take(&mut front.problems);
    let blocks = match document.body {
        Body::Markdown(_) => markdown::blocks(front.body),
        Body::Html(_) => html::blocks(front.body),
    };
    let mut body = passage::cut(&blocks, front.title.as_deref());
    if body.passages.is_empty() && front.title.is_none() && body.first_heading.is_none() {
        problems.push(empty(path));
        return (None, problems);
    }
    let title = front
        .title
        .or(body.first_heading)
        .unwrap_or_else(|| name_of(path));
    if body.passages.is_empty() {
        // A title and an address may be all there is to say ("Status page").
        body.passages.push(Passage {
            text: title.clone(),
            heading: None,
        });
    }
    let url = match front.url {
        None if !front.url_refused && !base_url.is_empty() => Some(joined(base_url, path)),
        url => url,
    };
    let article = Article {
        path: path.clone(),
        group: document.group.clone().unwrap_or_else(|| path.clone()),
        fingerprint: document.fingerprint(),
        title,
        url,
        updated: front.updated,
        lang: front.lang.as_deref().map_or(Lang::English, Lang::named),
        tag: front.lang.unwrap_or_default(),
        breadcrumb: document.breadcrumb.clone(),
        keywords: front.keywords,
        headings: body.headings,
        passages: body.passages,
    };
    (Some(article), problems)
}

/// What is plainly no article, before any of it is read.
fn no_article(document: &Document) -> Option<Problem> {
    let path = &document.path;
    let text = document.body.text();
    if path.is_empty() {
        return Some(Problem::error(
            "article.path",
            "",
            "An article has no path. Give each a path of its own, such as “billing/refunds.md”.",
        ));
    }
    if text.len() > MAX_BYTES {
        return Some(Problem::error(
            "article.large",
            format!("{path}:1"),
            "This file is larger than 2 MB. Cut it into articles.",
        ));
    }
    if let Some(at) = text.find('\0') {
        let line = 1 + text.bytes().take(at).filter(|&b| b == b'\n').count();
        return Some(Problem::error(
            "article.binary",
            format!("{path}:{line}"),
            "This file is not text. Articles are Markdown, saved as UTF-8.",
        ));
    }
    text.trim().is_empty().then(|| empty(path))
}

fn empty(path: &str) -> Problem {
    Problem::error(
        "article.empty",
        format!("{path}:1"),
        "This file has no text. Write the article, or remove the file.",
    )
}

/// The name of a file as a title: `billing/how-to_pay.md` is "how to pay".
fn name_of(path: &str) -> String {
    let name = without_ending(path)
        .rsplit('/')
        .next()
        .unwrap_or(path)
        .replace(['-', '_'], " ");
    let name = name.trim();
    if name.is_empty() { path } else { name }.to_owned()
}

/// The path without `.md` or `.markdown`.
fn without_ending(path: &str) -> &str {
    ENDINGS
        .iter()
        .find_map(|ending| {
            let at = path.len().checked_sub(ending.len())?;
            let (stem, tail) = path.split_at_checked(at)?;
            (tail.eq_ignore_ascii_case(ending) && !stem.is_empty() && !stem.ends_with('/'))
                .then_some(stem)
        })
        .unwrap_or(path)
}

/// The public address of the file at `path`.
fn joined(base_url: &str, path: &str) -> String {
    let mut url = base_url.trim_end_matches('/').to_owned();
    for segment in without_ending(path).split('/') {
        url.push('/');
        for byte in segment.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                url.push(char::from(byte));
            } else {
                url.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    url
}

/// The address as it may be shown and sent to customers.
///
/// # Errors
/// What is wrong with it, as the end of a sentence that begins with "The address".
pub(super) fn check_url(url: &str) -> Result<String, &'static str> {
    let url = url.trim();
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        let (head, rest) = url.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    let Some(rest) = rest else {
        return Err("is not one of the web");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() {
        return Err("names no site");
    }
    if host.contains('@') {
        return Err("holds a user name, which hides where it leads");
    }
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\^`{|}".contains(c);
    if url.contains(odd) || url.contains(crate::text::fold::is_invisible) {
        return Err("holds spaces or characters that no address has");
    }
    Ok(url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_joined_without_ending_and_encoded() {
        for (base, path, expected) in [
            (
                "https://help.example/",
                "a/b.md",
                "https://help.example/a/b",
            ),
            (
                "https://help.example/en",
                "é x.markdown",
                "https://help.example/en/%C3%A9%20x",
            ),
            (
                "https://help.example",
                "a/index.MD",
                "https://help.example/a/index",
            ),
            ("https://help.example", "faq", "https://help.example/faq"),
            (
                "https://help.example",
                "a?b#c.md",
                "https://help.example/a%3Fb%23c",
            ),
        ] {
            assert_eq!(joined(base, path), expected);
        }
    }

    #[test]
    fn only_addresses_of_the_web_pass() {
        for good in ["https://help.example/a?b=1#c", "HTTP://help.example"] {
            assert_eq!(check_url(good).as_deref(), Ok(good));
        }
        for bad in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "data:text/html,x",
            "//help.example",
            "help.example",
            "https://",
            "https:///path",
            "https://bank.example@evil.example/",
            "https://a b",
            "https://a\u{202e}b",
            "https://a\"b",
        ] {
            assert!(check_url(bad).is_err(), "{bad}");
        }
    }
}
