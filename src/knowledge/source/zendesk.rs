//! A Zendesk help center, by its documented JSON: first its languages, then the articles of each, page by page, with
//! the sections and categories that they are in. Written against the documentation, not tried on a live account.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::settings::{Settings, check_address};
use super::{Answer, Ask, Reading, Source, address, brief};
use crate::knowledge::{Body, Document};
use crate::problem::Problem;

const API: &str = "/api/v2/help_center/";
const LOCALES: &str = "locales";
const ARTICLES: &str = "articles";
/// Sections within sections.
const MAX_SECTIONS: usize = 6;

/// Zendesk help centers.
#[derive(Debug)]
pub(super) struct Zendesk;

impl Source for Zendesk {
    fn kind(&self) -> &'static str {
        "zendesk"
    }

    fn check(&self, settings: &Settings) -> Vec<Problem> {
        let Settings::Zendesk { address, locales } = settings else {
            return Vec::new();
        };
        let mut problems = check_address("address", address);
        for (at, locale) in locales.iter().enumerate() {
            if !is_locale(locale) {
                let message = "This is no language as Zendesk names them. Write it like en-us.";
                let field = format!("locales[{at}]");
                problems.push(Problem::error("source.locale", field, message));
            }
        }
        problems
    }

    fn start(&self, settings: &Settings) -> Vec<Ask> {
        let Settings::Zendesk { address, locales } = settings else {
            return Vec::new();
        };
        let Some(host) = address::given(address)
            .ok()
            .and_then(|whole| address::origin(&whole))
        else {
            return Vec::new();
        };
        if locales.is_empty() {
            return vec![Ask {
                url: format!("{host}{API}locales.json"),
                step: LOCALES.into(),
                ..Ask::default()
            }];
        }
        let mut locales: Vec<String> = locales.iter().map(|l| l.to_lowercase()).collect();
        locales.sort();
        locales.dedup();
        locales
            .iter()
            .map(|locale| articles_in(&host, locale))
            .collect()
    }

    fn read(&self, _settings: &Settings, answer: &Answer) -> Reading {
        if answer.ask.step == LOCALES {
            locales(answer)
        } else {
            articles(answer)
        }
    }
}

fn is_locale(locale: &str) -> bool {
    (2..=20).contains(&locale.len())
        && locale
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn articles_in(host: &str, locale: &str) -> Ask {
    Ask {
        url: format!("{host}{API}{locale}/articles.json?include=sections,categories&per_page=100"),
        step: ARTICLES.into(),
        about: locale.to_owned(),
        ..Ask::default()
    }
}

/// Reads JSON; what is none may have been cut off on its way.
fn parsed<'a, T: Deserialize<'a>>(answer: &Answer<'a>, reading: &mut Reading) -> Option<T> {
    match serde_json::from_slice(answer.body) {
        Ok(parsed) => Some(parsed),
        Err(error) if error.is_data() => {
            let message = format!(
                "This is no answer of a help center ({}). Check the address.",
                brief(&error)
            );
            reading.skip("zendesk.answer", answer.url, message);
            None
        }
        Err(error) => {
            let html = answer.body.trim_ascii_start().starts_with(b"<");
            if html {
                let message =
                    "There is a page here where a help center has its articles. Check the address.";
                reading.skip("zendesk.answer", answer.url, message);
            } else {
                reading.half = Some(error.to_string());
            }
            None
        }
    }
}

#[derive(Deserialize)]
struct Locales {
    locales: Vec<String>,
}

fn locales(answer: &Answer) -> Reading {
    let mut reading = Reading::default();
    let Some(found) = parsed::<Locales>(answer, &mut reading) else {
        return reading;
    };
    let host = address::origin(answer.url).unwrap_or_default();
    let mut all: Vec<String> = found.locales.iter().map(|l| l.to_lowercase()).collect();
    all.retain(|locale| is_locale(locale));
    all.sort();
    all.dedup();
    reading.asks = all
        .iter()
        .map(|locale| articles_in(&host, locale))
        .collect();
    reading
}

/// A page of articles. Everything but the articles' ids may be missing.
#[derive(Deserialize)]
struct Page {
    articles: Vec<serde_json::Value>,
    #[serde(default)]
    sections: Vec<Named>,
    #[serde(default)]
    categories: Vec<Named>,
    #[serde(default)]
    next_page: Option<String>,
    #[serde(default)]
    links: Links,
    #[serde(default)]
    meta: Meta,
}

/// A section or category.
#[derive(Deserialize)]
struct Named {
    id: u64,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    category_id: Option<u64>,
    #[serde(default)]
    parent_section_id: Option<u64>,
}

#[derive(Default, Deserialize)]
struct Links {
    #[serde(default)]
    next: Option<String>,
}

#[derive(Default, Deserialize)]
struct Meta {
    #[serde(default)]
    has_more: Option<bool>,
}

#[derive(Deserialize)]
struct Article {
    id: u64,
    #[serde(default)]
    html_url: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    locale: Option<String>,
    #[serde(default)]
    draft: bool,
    #[serde(default)]
    label_names: Option<Vec<String>>,
    #[serde(default)]
    updated_at: Option<String>,
    #[serde(default)]
    section_id: Option<u64>,
}

fn articles(answer: &Answer) -> Reading {
    let mut reading = Reading::default();
    let Some(page) = parsed::<Page>(answer, &mut reading) else {
        return reading;
    };
    let sections: BTreeMap<u64, &Named> = page.sections.iter().map(|own| (own.id, own)).collect();
    let categories: BTreeMap<u64, &Named> =
        page.categories.iter().map(|own| (own.id, own)).collect();
    for (at, value) in page.articles.iter().enumerate() {
        match Article::deserialize(value) {
            Ok(article) if article.draft => {}
            Ok(article) => {
                let way = way(article.section_id, &sections, &categories);
                reading.add(document(article, way, &answer.ask.about));
            }
            Err(error) => {
                let place = format!("{} articles[{at}]", answer.url);
                let message = format!(
                    "This is no article as Zendesk writes them ({}). It is left out.",
                    brief(&error)
                );
                reading.skip("zendesk.article", place, message);
            }
        }
    }
    let more = page.meta.has_more.unwrap_or(true);
    let next = page.next_page.or(page.links.next.filter(|_| more));
    if let Some(next) = next {
        next_page(answer, &next, &mut reading);
    }
    reading
}

/// The next page, on the host that was set: a help center under its own name may call itself by the one at Zendesk.
fn next_page(answer: &Answer, next: &str, reading: &mut Reading) {
    let whole = address::canonical(next, Some(answer.url)).unwrap_or_default();
    let path = address::path_and_query(&whole);
    let host = address::origin(answer.url).unwrap_or_default();
    if !path.starts_with(API) {
        let message =
            "The help center names a next page that is none of its own; what follows is left out.";
        return reading.skip("zendesk.next", answer.url, message);
    }
    reading.asks.push(Ask {
        url: format!("{host}{path}"),
        part: answer.ask.part + 1,
        ..answer.ask.clone()
    });
}

fn document(article: Article, breadcrumb: Vec<String>, asked: &str) -> Document {
    let id = article.id;
    let locale = article.locale.map(|locale| locale.to_lowercase());
    let locale = locale
        .filter(|l| is_locale(l))
        .unwrap_or_else(|| asked.to_owned());
    let labels = article.label_names.unwrap_or_default().into_iter();
    let title = article.title.map(|title| title.trim().to_owned());
    Document {
        path: format!("articles/{id}/{locale}"),
        group: Some(format!("articles/{id}")),
        url: article.html_url,
        title: title.filter(|title| !title.is_empty()),
        lang: Some(locale),
        updated: article.updated_at,
        breadcrumb,
        keywords: labels.take(100).collect(),
        body: Body::Html(article.body.unwrap_or_default()),
    }
}

/// Category and sections above an article, outermost first.
fn way(
    section: Option<u64>,
    sections: &BTreeMap<u64, &Named>,
    categories: &BTreeMap<u64, &Named>,
) -> Vec<String> {
    let mut way = Vec::new();
    let mut category = None;
    let mut next = section;
    for _ in 0..MAX_SECTIONS {
        let Some(section) = next.and_then(|id| sections.get(&id)) else {
            break;
        };
        way.extend(section.name.clone());
        category = section.category_id.or(category);
        next = section.parent_section_id;
    }
    let category = category.and_then(|id| categories.get(&id));
    way.extend(category.and_then(|category| category.name.clone()));
    way.reverse();
    way
}
