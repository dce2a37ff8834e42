//! A web page: what it says of itself, and the text that it is there for.
//!
//! What counts as the text is found by `dom_smoothie`, inside of the page's `main` (or only `article`) if it names one.
//! It is given a tidied page: closed as it opened, without what is hidden, a few attributes a tag, two hundred elements
//! deep at most, and without tags that only change the look, which its parser may otherwise be made to repeat without
//! end.

use dom_smoothie::{Config, Readability};

use crate::knowledge::markup::{Piece, Pieces, Tag, decoded, one_line};
use crumbs::Crumbs;
use region::Region;

mod crumbs;
mod region;

/// A larger page is not searched for its text; it is taken whole.
const MAX_ELEMENTS: usize = 10_000;
/// Of a part that the page itself calls its text, at least so many hundredths stay.
const AT_LEAST: usize = 50;
/// The longest block of data (JSON-LD) that is read, in bytes.
const MAX_DATA: usize = 512 << 10;

/// A page, read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) title: Option<String>,
    pub(super) lang: Option<String>,
    /// The address that it says it goes by.
    pub(super) canonical: Option<String>,
    /// When it was last changed.
    pub(super) updated: Option<String>,
    /// It asks not to be found by searches.
    pub(super) noindex: bool,
    pub(super) breadcrumb: Vec<String>,
    /// Addresses of its translations, itself among them.
    pub(super) alternates: Vec<String>,
    /// Its text, as HTML.
    pub(super) body: String,
}

/// Reads a page.
pub(super) fn read(html: &str) -> Page {
    let mut head = Head::default();
    let mut title = false;
    for piece in Pieces::of(html) {
        match piece {
            Piece::Open(tag) => {
                title = tag.name == "title";
                head.data = tag.name == "script" && tag.is("type", "application/ld+json");
                head.tag(&tag);
            }
            Piece::Text(text) if title && head.title.is_none() => {
                head.title = Some(one_line(&decoded(text))).filter(|title| !title.is_empty());
            }
            Piece::Raw(raw) if head.data && raw.len() <= MAX_DATA => {
                if let Ok(data) = serde_json::from_str(raw) {
                    head.crumbs.data(&data);
                }
            }
            Piece::Text(_) | Piece::Raw(_) | Piece::Close(_) => title = false,
        }
    }
    let mut region = Region::read(html, head.named_part());
    let title = region.heading.clone().or(head.social).or(head.title);
    let data = head.crumbs;
    let breadcrumb = data.way.or(region.crumbs.way.take()).unwrap_or_default();
    Page {
        breadcrumb: crumbs::above(breadcrumb, title.as_deref()),
        title,
        lang: head.lang,
        canonical: head.canonical,
        updated: head.updated.or(data.updated),
        noindex: head.noindex,
        alternates: head.alternates,
        body: main_text(region),
    }
}

/// Whether a word of robots' (`<meta name="robots">`, `X-Robots-Tag`) forbids to find a page by searches.
pub(super) fn forbids_index(words: &str) -> bool {
    words.to_lowercase().split(',').any(|word| {
        let (whom, word) = word.split_once(':').unwrap_or(("", word));
        matches!(whom.trim(), "" | super::robots::AGENT)
            && matches!(word.trim(), "noindex" | "none")
    })
}

/// What the tags of a page say of it.
#[derive(Debug, Default)]
struct Head {
    title: Option<String>,
    /// The title for links to it.
    social: Option<String>,
    lang: Option<String>,
    canonical: Option<String>,
    updated: Option<String>,
    noindex: bool,
    alternates: Vec<String>,
    /// How many elements there are that call themselves the text.
    mains: usize,
    articles: usize,
    /// Inside of a block of data.
    data: bool,
    crumbs: Crumbs,
}

impl Head {
    fn tag(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "html" if self.lang.is_none() => self.lang = tag.value("lang").filter(|l| is_lang(l)),
            "main" => self.mains += 1,
            "article" => self.articles += 1,
            "meta" => self.meta(tag),
            "link" => self.link(tag),
            _ if tag.is("role", "main") => self.mains += 1,
            _ => {}
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let Some(content) = tag.value("content") else {
            return;
        };
        let name = tag.value("name").or_else(|| tag.value("property"));
        let name = name.or_else(|| tag.value("itemprop")).unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "robots" | super::robots::AGENT => self.noindex |= forbids_index(&content),
            "article:modified_time" | "og:updated_time" | "datemodified" => {
                self.updated.get_or_insert(content);
            }
            "og:title" if !content.is_empty() => {
                self.social.get_or_insert(one_line(&content));
            }
            _ => {}
        }
    }

    fn link(&mut self, tag: &Tag) {
        let Some(href) = tag.value("href").filter(|href| !href.is_empty()) else {
            return;
        };
        let rel = tag.value("rel").unwrap_or_default().to_ascii_lowercase();
        let is = |word| rel.split_ascii_whitespace().any(|own| own == word);
        if is("canonical") {
            self.canonical.get_or_insert(href);
        } else if is("alternate") && tag.value("hreflang").is_some() && self.alternates.len() < 200
        {
            self.alternates.push(href);
        }
    }

    /// The element that the page itself calls its text, if there is one and only one.
    fn named_part(&self) -> Option<&'static str> {
        match (self.mains, self.articles) {
            (1, _) => Some("main"),
            (_, 1) => Some("article"),
            _ => None,
        }
    }
}

fn is_lang(lang: &str) -> bool {
    (2..=35).contains(&lang.len())
        && lang
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

/// The text that the page is there for. What is found must be most of a part that the page names itself.
fn main_text(region: Region) -> String {
    if region.elements > MAX_ELEMENTS {
        return region.html;
    }
    let config = Config {
        disable_json_ld: true,
        // Help articles are short: the default takes whatever is shorter than 500 for a failure.
        char_threshold: 100,
        ..Config::default()
    };
    let page = format!("<html><body>{}</body></html>", region.html);
    let found = Readability::new(page, None, Some(config)).and_then(|mut page| page.parse());
    match found {
        Ok(found) if !region.named || found.length * 100 >= region.letters * AT_LEAST => {
            found.content.to_string()
        }
        _ => region.html,
    }
}
