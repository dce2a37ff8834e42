//! Where articles come from: one file a source behind [`Source`], and the import that fetches for those on the web.
//!
//! ```
//! use handrail::knowledge::source::{Settings, read_files};
//! let settings: Settings = serde_json::from_str(r#"{"kind": "csv"}"#).unwrap();
//! let table = "Title,Answer\nA red light,Pull the plug and wait.\n";
//! let (documents, problems) = read_files(&settings, vec![("help.csv".into(), table.into())]);
//! assert!(problems.is_empty());
//! assert_eq!(documents[0].title.as_deref(), Some("A red light"));
//! ```
//!
//! A source says what to fetch first ([`Source::start`]) and reads what came ([`Source::read`]); it fetches nothing,
//! remembers nothing and waits for nothing. [`Import`] does that for all of them, and does not fetch either: it says
//! what to fetch next, and whoever has a network does so. Adding a source is a file here, a line in [`SOURCES`], a kind
//! of [`Settings`] and a fixture (`tests/sources.rs` asks for it).

pub mod address;
mod charset;
mod csv;
mod feed;
mod fetch;
mod files;
mod import;
mod json;
mod page;
mod robots;
mod settings;
mod site;
mod sitemap;
mod table;
mod xml;
mod zendesk;

#[cfg(test)]
mod tests;

pub use fetch::{Fetch, Fetched, Found, Known, Next, Report};
pub use import::Import;
pub use settings::{BodyKind, Mapping, Settings};

use super::document::Document;
use crate::problem::Problem;

/// Every source there is.
pub const SOURCES: &[&dyn Source] = &[
    &files::Files,
    &csv::Csv,
    &json::Json,
    &zendesk::Zendesk,
    &site::Site,
    &feed::Feed,
];

/// A kind of source. It reads what it is given and is asked nothing twice; what it cannot read is a problem, never an
/// end. It is no place for state: an import may be killed between any two calls.
pub trait Source: Sync + std::fmt::Debug {
    /// As [`Settings`] call it.
    fn kind(&self) -> &'static str;

    /// What is wrong with the settings, by their fields.
    fn check(&self, settings: &Settings) -> Vec<Problem>;

    /// What to fetch first. A source of files fetches nothing.
    fn start(&self, _settings: &Settings) -> Vec<Ask> {
        Vec::new()
    }

    /// Reads one answer to an [`Ask`].
    fn read(&self, _settings: &Settings, _answer: &Answer) -> Reading {
        Reading::default()
    }

    /// Reads files: their paths and what is in them. A source on the web reads none.
    fn files(&self, _settings: &Settings, _files: Vec<(String, Vec<u8>)>) -> Reading {
        Reading::default()
    }

    /// Whether it goes from page to page by itself, so that `robots.txt` is asked before.
    fn crawls(&self) -> bool {
        false
    }
}

/// Something to fetch, and how to read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Ask {
    /// Its address; relative to where it was found.
    pub url: String,
    /// What it is, in the source's own words.
    pub step: String,
    /// What the source has to know again when it comes, such as a language.
    #[serde(default)]
    pub about: String,
    /// When it was last changed, as the list that names it says.
    #[serde(default)]
    pub updated: Option<String>,
    /// Whether it is one article's page: fetched only if it has changed, and no loss to the others if it fails.
    #[serde(default)]
    pub page: bool,
    /// How many parts of the same list came before it.
    #[serde(default)]
    pub part: usize,
}

/// What came.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// What was asked for.
    pub ask: &'a Ask,
    /// Where it was found in the end.
    pub url: &'a str,
    /// As the server calls it.
    pub content_type: Option<&'a str>,
    /// The server's word on what may be kept (`X-Robots-Tag`).
    pub robots: Option<&'a str>,
    /// Everything that came.
    pub body: &'a [u8],
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The articles in it.
    pub documents: Vec<Document>,
    /// What it leads to.
    pub asks: Vec<Ask>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// It breaks off in the middle: worth another try, and if that is no better, this is why.
    pub half: Option<String>,
}

impl Reading {
    /// Adds one article.
    fn add(&mut self, document: Document) {
        self.documents.push(document);
    }

    /// Adds something that cannot be used.
    fn skip(&mut self, code: &str, path: impl Into<String>, message: impl Into<String>) {
        self.problems.push(Problem::error(code, path, message));
    }

    /// Adds something worth knowing.
    fn warn(&mut self, code: &str, path: impl Into<String>, message: impl Into<String>) {
        self.problems.push(Problem::warning(code, path, message));
    }
}

/// What another program says of a fault, as it may stand in a message: it can quote a whole page.
fn brief(said: &impl std::fmt::Display) -> String {
    shown(&said.to_string())
}

/// Other people's text as it may stand in a message.
fn shown(text: &str) -> String {
    let odd = |c: char| c.is_control() || crate::text::fold::is_invisible(c);
    text.chars()
        .take(200)
        .map(|c| if odd(c) { '\u{fffd}' } else { c })
        .collect()
}

/// What names an article for good, if it is no longer than a name can be.
fn name(text: &str) -> String {
    let text = crate::knowledge::markup::one_line(text);
    text.chars().take(500).collect()
}

/// Reads files as the settings say: each with its path and its bytes.
#[must_use]
pub fn read_files(
    settings: &Settings,
    files: Vec<(String, Vec<u8>)>,
) -> (Vec<Document>, Vec<Problem>) {
    let problems = settings.check();
    if !problems.is_empty() {
        return (Vec::new(), problems);
    }
    let reading = settings.source().files(settings, files);
    (reading.documents, reading.problems)
}

/// What the fuzz targets and the tests feed: `bytes` as an answer to every step of every source, and as a file.
#[doc(hidden)]
#[must_use]
pub fn read_anything(settings: &Settings, step: &str, url: &str, bytes: &[u8]) -> Reading {
    let ask = Ask {
        url: url.to_owned(),
        step: step.to_owned(),
        about: "en-us".into(),
        ..Ask::default()
    };
    let answer = Answer {
        ask: &ask,
        url,
        content_type: None,
        robots: None,
        body: bytes,
    };
    let source = settings.source();
    let mut reading = source.read(settings, &answer);
    let files = source.files(settings, vec![(url.to_owned(), bytes.to_vec())]);
    reading.documents.extend(files.documents);
    reading.problems.extend(files.problems);
    reading
}
