//! Sitemaps, lists of sitemaps, and plain lists of addresses.

use super::xml::{self, Xml, value};

/// What a sitemap names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sitemap {
    pub(super) pages: Vec<Entry>,
    /// Other sitemaps.
    pub(super) maps: Vec<String>,
    /// Why it breaks off in the middle.
    pub(super) half: Option<String>,
    /// It is a document of another kind.
    pub(super) other: bool,
}

/// One page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) url: String,
    pub(super) updated: Option<String>,
    /// The page's other languages.
    pub(super) alternates: Vec<String>,
}

/// Reads a sitemap; text that is no XML is a list of addresses, one a line.
pub(super) fn read(text: &str) -> Sitemap {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('<') {
        return document(text);
    }
    let lines = text.lines().map(str::trim);
    let entry = |url: &str| Entry {
        url: url.to_owned(),
        ..Entry::default()
    };
    Sitemap {
        pages: lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(entry)
            .collect(),
        ..Sitemap::default()
    }
}

fn document(text: &str) -> Sitemap {
    let mut map = Sitemap::default();
    let mut entry = Entry::default();
    let mut root = None;
    map.half = xml::read(text, |path, event| {
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        if root.is_none() {
            root = names.first().map(|name| (*name).to_owned());
        }
        match (names.as_slice(), event) {
            ([_, "url" | "sitemap"], Xml::Open(_)) => entry = Entry::default(),
            ([_, "url" | "sitemap", "loc"], Xml::Text(text)) => entry.url.push_str(&text),
            ([_, "url" | "sitemap", "lastmod"], Xml::Text(text)) => {
                entry.updated.get_or_insert_default().push_str(&text);
            }
            ([_, "url", "link"], Xml::Open(attributes)) => {
                let alternate = value(&attributes, "rel") == Some("alternate");
                if let (true, Some(_), Some(url)) = (
                    alternate,
                    value(&attributes, "hreflang"),
                    value(&attributes, "href"),
                ) {
                    entry.alternates.push(url.to_owned());
                }
            }
            ([_, "url"], Xml::Close) => map.pages.extend(finished(&mut entry)),
            ([_, "sitemap"], Xml::Close) => {
                map.maps.extend(finished(&mut entry).map(|entry| entry.url));
            }
            _ => {}
        }
    });
    map.other = !matches!(root.as_deref(), Some("urlset" | "sitemapindex"));
    map
}

fn finished(entry: &mut Entry) -> Option<Entry> {
    let mut entry = std::mem::take(entry);
    entry.url = entry.url.trim().to_owned();
    entry.updated = entry.updated.map(|updated| updated.trim().to_owned());
    entry.updated = entry.updated.filter(|updated| !updated.is_empty());
    (!entry.url.is_empty()).then_some(entry)
}
