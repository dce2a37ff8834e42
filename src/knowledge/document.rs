//! A document: an article as its source gives it, in one language, before it is read.

use serde::{Deserialize, Serialize};

use super::SourceFile;

/// One article of a source, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Names it within its source, for good: a file's path, a page's address, `articles/360001/en-us`.
    pub path: String,
    /// What its translations have in common; `None` where the source knows of none.
    #[serde(default)]
    pub group: Option<String>,
    /// Where customers can read it.
    #[serde(default)]
    pub url: Option<String>,
    /// Its title, if the source says it apart from the text.
    #[serde(default)]
    pub title: Option<String>,
    /// Its language as a tag (BCP 47), such as `pt-BR`.
    #[serde(default)]
    pub lang: Option<String>,
    /// When it was last changed, as the source writes it.
    #[serde(default)]
    pub updated: Option<String>,
    /// Categories and sections above it, outermost first.
    #[serde(default)]
    pub breadcrumb: Vec<String>,
    /// Labels and tags.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The text itself.
    pub body: Body,
}

/// An article's text, as its source writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "text", rename_all = "camelCase")]
pub enum Body {
    /// Markdown, optionally with front matter, which counts where the document itself is silent.
    Markdown(String),
    /// HTML of the article alone, without a page around it. It is only ever read as text.
    Html(String),
}

impl Default for Body {
    fn default() -> Self {
        Self::Markdown(String::new())
    }
}

impl Body {
    /// What its source wrote.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Markdown(text) | Self::Html(text) => text,
        }
    }
}

impl Document {
    /// A number that changes with anything in it: whether the article has to be read anew.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let option = |text: &Option<String>| text.clone().unwrap_or_default();
        let kind = match self.body {
            Body::Markdown(_) => "markdown",
            Body::Html(_) => "html",
        };
        let short = [
            option(&self.group),
            option(&self.url),
            option(&self.title),
            option(&self.lang),
            option(&self.updated),
            self.breadcrumb.join("\u{1f}"),
            self.keywords.join("\u{1f}"),
            kind.to_owned(),
        ];
        let mut hash = Fnv::default();
        for part in short.iter().map(String::as_str).chain([self.body.text()]) {
            hash.add(part.as_bytes());
            hash.add(&[0xff]);
        }
        hash.0
    }
}

impl From<SourceFile> for Document {
    fn from(SourceFile { path, text }: SourceFile) -> Self {
        let ending = path.rsplit('.').next().unwrap_or_default();
        let html = ["html", "htm"]
            .iter()
            .any(|html| ending.eq_ignore_ascii_case(html));
        let body = if html {
            Body::Html(text)
        } else {
            Body::Markdown(text)
        };
        Self {
            path,
            body,
            ..Self::default()
        }
    }
}

/// FNV-1a with 64 bits: the same everywhere and for good, and nobody gains by a collision.
#[derive(Debug)]
pub(super) struct Fnv(pub(super) u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
