//! Feeds: RSS 2.0 and Atom, and what they were before.

use super::settings::{Settings, check_address};
use super::xml::{self, Xml, value};
use super::{Answer, Ask, Reading, Source, address, charset, name};
use crate::knowledge::markup::{decoded, one_line};
use crate::knowledge::{Body, Document, html};
use crate::problem::Problem;

/// The most parts of one feed that are read.
const MAX_PARTS: usize = 100;

/// Feeds.
#[derive(Debug)]
pub(super) struct Feed;

impl Source for Feed {
    fn kind(&self) -> &'static str {
        "feed"
    }

    fn check(&self, settings: &Settings) -> Vec<Problem> {
        match settings {
            Settings::Feed { address } => check_address("address", address),
            _ => Vec::new(),
        }
    }

    fn start(&self, settings: &Settings) -> Vec<Ask> {
        let Settings::Feed { address } = settings else {
            return Vec::new();
        };
        let ask = |url| Ask {
            url,
            step: "feed".into(),
            ..Ask::default()
        };
        address::given(address).ok().map(ask).into_iter().collect()
    }

    fn read(&self, _settings: &Settings, answer: &Answer) -> Reading {
        let (text, _) = charset::text(answer.body, answer.content_type);
        let mut state = State::default();
        let mut reading = Reading {
            half: xml::read(&text, |path, event| state.event(path, event)),
            ..Reading::default()
        };
        if reading.half.is_none() && !state.is_feed {
            let message =
                "This is no feed (RSS or Atom). A page's feed is often linked at its foot.";
            reading.skip("feed.other", answer.url, message);
            return reading;
        }
        let lang = state.lang.as_deref().map(one_line);
        let lang = lang.filter(|lang| !lang.is_empty() && lang.len() <= 35);
        for (at, item) in state.items.into_iter().enumerate() {
            match document(item, answer.url, lang.clone()) {
                Some(document) => reading.add(document),
                None => {
                    let place = format!("{} [{at}]", answer.url);
                    let message = "This entry has neither an id nor an address, so it cannot be told from others. It is left out.";
                    reading.skip("feed.entry", place, message);
                }
            }
        }
        let Some(next) = state.next else {
            return reading;
        };
        if answer.ask.part + 1 >= MAX_PARTS {
            let message = "This feed goes on after 100 parts; what follows is left out.";
            reading.skip("source.endless", answer.url, message);
            return reading;
        }
        reading.asks.push(Ask {
            url: next,
            part: answer.ask.part + 1,
            ..answer.ask.clone()
        });
        reading
    }
}

/// An entry as it is written.
#[derive(Debug, Default)]
struct Item {
    id: String,
    link: String,
    title: String,
    /// The title is HTML, not text.
    marked: bool,
    /// What is being read is text, not HTML.
    plain: bool,
    updated: String,
    published: String,
    content: String,
    summary: String,
    categories: Vec<String>,
    lang: Option<String>,
}

/// The state of reading a feed.
#[derive(Debug, Default)]
struct State {
    is_feed: bool,
    lang: Option<String>,
    next: Option<String>,
    items: Vec<Item>,
    /// The entry under way.
    item: Option<Item>,
    /// Elements that are open inside of content in XHTML, which is written out again.
    inside: Option<usize>,
}

impl State {
    fn event(&mut self, path: &[String], event: Xml) {
        let name = path.last().map(String::as_str).unwrap_or_default();
        if path.len() == 1 {
            self.is_feed |= matches!(name, "rss" | "feed" | "RDF");
        }
        if let Some(depth) = self.inside {
            return self.xhtml(path, depth, event);
        }
        let entry = matches!(name, "item" | "entry");
        match event {
            Xml::Open(attributes) if entry && path.len() <= 3 => {
                self.item = Some(Item {
                    lang: value(&attributes, "lang").map(str::to_owned),
                    ..Item::default()
                });
            }
            Xml::Close if entry && path.len() <= 3 => self.items.extend(self.item.take()),
            Xml::Open(attributes) => self.open(path, name, &attributes),
            Xml::Text(text) => self.text(path, name, &text),
            Xml::Close => {}
        }
    }

    fn open(&mut self, path: &[String], name: &str, attributes: &[(String, String)]) {
        if name == "link"
            && let Some(href) = value(attributes, "href")
        {
            let rel = value(attributes, "rel").unwrap_or("alternate");
            match (&mut self.item, rel) {
                (Some(item), "alternate") if item.link.is_empty() => {
                    href.clone_into(&mut item.link);
                }
                (None, "next") => self.next = Some(href.to_owned()),
                _ => {}
            }
        }
        if name == "feed"
            && let Some(lang) = value(attributes, "lang")
        {
            self.lang = Some(lang.to_owned());
        }
        let Some(item) = &mut self.item else { return };
        let kind = value(attributes, "type").unwrap_or_default();
        match name {
            "title" => item.marked = kind == "html" || path.iter().any(|name| name == "item"),
            "category" => item
                .categories
                .extend(value(attributes, "term").map(str::to_owned)),
            "content" | "summary" if kind == "xhtml" => self.inside = Some(path.len()),
            "content" | "summary" => {
                let atom = path.first().is_some_and(|root| root == "feed");
                item.plain = atom && matches!(kind, "" | "text" | "text/plain");
            }
            _ => {}
        }
    }

    fn text(&mut self, path: &[String], name: &str, text: &str) {
        let Some(item) = &mut self.item else {
            if name == "language" && path.len() == 3 {
                self.lang.get_or_insert_default().push_str(text);
            }
            return;
        };
        // An entry's own fields, not those of its author or source.
        let parent = path.iter().rev().nth(1).map(String::as_str);
        if !matches!(parent, Some("item" | "entry")) {
            return;
        }
        match name {
            "id" | "guid" => item.id.push_str(text),
            "link" => item.link.push_str(text),
            "title" => item.title.push_str(text),
            "updated" | "modified" | "date" => item.updated.push_str(text),
            "pubDate" | "published" => item.published.push_str(text),
            "content" | "summary" if item.plain => {
                let text = escaped(text);
                let into = match name {
                    "content" => &mut item.content,
                    _ => &mut item.summary,
                };
                into.push_str(&text);
            }
            "content" | "encoded" => item.content.push_str(text),
            "summary" | "description" => item.summary.push_str(text),
            "category" => item.categories.push(text.trim().to_owned()),
            _ => {}
        }
    }

    /// Inside of content that is XHTML.
    fn xhtml(&mut self, path: &[String], depth: usize, event: Xml) {
        let name = path.last().map(String::as_str).unwrap_or_default();
        let Some(item) = &mut self.item else {
            self.inside = None;
            return;
        };
        match event {
            Xml::Close if path.len() <= depth => self.inside = None,
            Xml::Open(_) => item.content.push_str(&format!("<{name}>")),
            Xml::Close => item.content.push_str(&format!("</{name}>")),
            Xml::Text(text) => item.content.push_str(&escaped(&text)),
        }
    }
}

/// Text as HTML writes it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn document(item: Item, base: &str, lang: Option<String>) -> Option<Document> {
    let url = address::canonical(&item.link, Some(base));
    let url = url.or_else(|| address::canonical(&item.id, None));
    let id = name(&item.id);
    let path = if id.is_empty() { url.clone()? } else { id };
    let title = if item.marked {
        one_line(&html::text(&decoded(&item.title)))
    } else {
        one_line(&item.title)
    };
    let updated = [item.updated, item.published];
    let updated = updated.iter().map(|moment| one_line(moment));
    let body = if item.content.trim().is_empty() {
        item.summary
    } else {
        item.content
    };
    Some(Document {
        path,
        group: None,
        url,
        title: Some(title).filter(|title| !title.is_empty()),
        lang: item.lang.or(lang),
        updated: updated.into_iter().find(|moment| !moment.is_empty()),
        breadcrumb: Vec::new(),
        keywords: item
            .categories
            .into_iter()
            .filter(|category| !category.is_empty())
            .take(50)
            .collect(),
        body: Body::Html(body),
    })
}
