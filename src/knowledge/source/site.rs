//! The pages of a site: those that its sitemap names, or those that a lead names. It follows no links.

use super::settings::{Settings, check_address};
use super::{Answer, Ask, Reading, Source, address, charset, page, sitemap};
use crate::knowledge::archive;
use crate::knowledge::{Body, Document};
use crate::problem::Problem;

const MAP: &str = "map";
const PAGE: &str = "page";
/// Lists of sitemaps within lists of sitemaps.
const MAX_DEPTH: usize = 3;
/// The largest unpacked sitemap, in bytes.
const MAX_MAP: u64 = 50 << 20;

/// Sites.
#[derive(Debug)]
pub(super) struct Site;

impl Source for Site {
    fn kind(&self) -> &'static str {
        "site"
    }

    fn check(&self, settings: &Settings) -> Vec<Problem> {
        let Settings::Site { address, pages } = settings else {
            return Vec::new();
        };
        let mut problems = Vec::new();
        if pages.is_empty() || !address.trim().is_empty() {
            problems.extend(check_address("address", address));
        }
        for (at, page) in pages.iter().enumerate() {
            problems.extend(check_address(&format!("pages[{at}]"), page));
        }
        problems
    }

    fn start(&self, settings: &Settings) -> Vec<Ask> {
        let Settings::Site { address, pages } = settings else {
            return Vec::new();
        };
        let map = address::given(address).ok().map(|url| ask_map(url, 0));
        let pages = pages.iter().filter_map(|page| address::given(page).ok());
        map.into_iter()
            .chain(pages.map(|url| Ask {
                url,
                step: PAGE.into(),
                page: true,
                ..Ask::default()
            }))
            .collect()
    }

    fn read(&self, _settings: &Settings, answer: &Answer) -> Reading {
        if answer.ask.step == MAP {
            map(answer)
        } else {
            page(answer)
        }
    }

    fn crawls(&self) -> bool {
        true
    }
}

fn ask_map(url: String, depth: usize) -> Ask {
    Ask {
        url,
        step: MAP.into(),
        about: depth.to_string(),
        ..Ask::default()
    }
}

fn map(answer: &Answer) -> Reading {
    let mut reading = Reading::default();
    let unpacked;
    let bytes = if answer.body.starts_with(&[0x1f, 0x8b]) {
        match archive::gunzip(answer.body, MAX_MAP) {
            Ok(bytes) => unpacked = bytes,
            Err(problem) if problem.code == "gzip.damaged" => {
                reading.half = Some(problem.message);
                return reading;
            }
            Err(problem) => {
                reading.skip(&problem.code, answer.url, problem.message);
                return reading;
            }
        }
        unpacked.as_slice()
    } else {
        answer.body
    };
    let (text, _) = charset::text(bytes, answer.content_type);
    let map = sitemap::read(&text);
    if map.other && map.half.is_none() || text.trim().is_empty() {
        let message = "This is no sitemap and no list of addresses. A site's robots.txt often names its sitemap.";
        reading.skip("site.sitemap", answer.url, message);
        return reading;
    }
    let depth = answer.ask.about.parse().unwrap_or(0);
    if depth >= MAX_DEPTH && !map.maps.is_empty() {
        let message =
            "Lists of sitemaps are nested too deeply here; those in this one are left out.";
        reading.skip("site.depth", answer.url, message);
    } else {
        let maps = map.maps.into_iter();
        reading.asks.extend(maps.map(|url| ask_map(url, depth + 1)));
    }
    reading.asks.extend(map.pages.into_iter().map(|entry| Ask {
        about: group(&entry.url, answer.url, &entry.alternates).unwrap_or_default(),
        url: entry.url,
        step: PAGE.into(),
        updated: entry.updated,
        page: true,
        part: 0,
    }));
    reading.half = map.half;
    reading
}

/// What a page has in common with its translations: the first of all their addresses, which each of them names.
fn group(own: &str, base: &str, alternates: &[String]) -> Option<String> {
    let mut all: Vec<String> = alternates
        .iter()
        .map(String::as_str)
        .chain([own])
        .filter_map(|url| address::canonical(url, Some(base)))
        .collect();
    all.sort();
    all.dedup();
    (all.len() > 1).then(|| all.into_iter().next()).flatten()
}

fn page(answer: &Answer) -> Reading {
    let mut reading = Reading::default();
    let kind = answer.content_type.unwrap_or("text/html").to_lowercase();
    let head = answer.body.trim_ascii_start();
    if !(kind.contains("html") || kind.starts_with("text/plain") && head.starts_with(b"<")) {
        let message = "This is no web page (HTML). Take it off the list.";
        reading.skip("site.type", answer.url, message);
        return reading;
    }
    let (text, broken) = charset::text(answer.body, answer.content_type);
    if broken {
        let message = "Some letters of this page cannot be read: it is not in the encoding that it says. They are shown as �.";
        reading.warn("source.encoding", answer.url, message);
    }
    let page = page::read(&text);
    let forbidden = answer.robots.is_some_and(page::forbids_index);
    if page.noindex || forbidden {
        let message = "The page asks not to be found by searches (noindex), so it is left out.";
        reading.warn("site.noindex", answer.url, message);
        return reading;
    }
    if page.body.trim().is_empty() {
        let message = "There is no text on this page: it may be made by scripts, which are not run. Use the site's feed or its help centre's own interface.";
        reading.skip("site.empty", answer.url, message);
        return reading;
    }
    let path = canonical(answer.url, page.canonical.as_deref());
    let about = Some(answer.ask.about.clone()).filter(|about| !about.is_empty());
    reading.add(Document {
        group: group(&path, answer.url, &page.alternates).or(about),
        url: Some(path.clone()),
        title: page.title,
        lang: page.lang,
        updated: page.updated.or_else(|| answer.ask.updated.clone()),
        breadcrumb: page.breadcrumb,
        keywords: Vec::new(),
        body: Body::Html(page.body),
        path,
    });
    reading
}

/// The address that a page goes by. Its own word counts on its own host, and not if it sends everybody to the front.
fn canonical(url: &str, said: Option<&str>) -> String {
    said.and_then(|said| address::canonical(said, Some(url)))
        .filter(|said| address::origin(said) == address::origin(url))
        .filter(|said| address::path_and_query(said) != "/")
        .unwrap_or_else(|| url.to_owned())
}
