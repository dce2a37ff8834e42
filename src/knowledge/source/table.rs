//! Rows of named columns to articles, for tables and JSON alike.

use std::collections::BTreeMap;

use super::settings::{BodyKind, Mapping};
use super::{Reading, name, shown};
use crate::knowledge::{Body, Document};
use crate::problem::Problem;

/// The most names of columns that a message tells.
const MAX_NAMED: usize = 30;

/// What columns are usually called, in lower case without anything but letters and digits.
const ID: &[&str] = &[
    "id",
    "path",
    "slug",
    "articleid",
    "key",
    "number",
    "externalid",
];
const GROUP: &[&str] = &["group", "groupid", "translationgroup", "translationof"];
const TITLE: &[&str] = &[
    "title",
    "name",
    "subject",
    "headline",
    "question",
    "heading",
    "titel",
    "titre",
    "titulo",
    "frage",
    "articletitle",
];
const BODY: &[&str] = &[
    "body",
    "text",
    "content",
    "answer",
    "html",
    "bodyhtml",
    "markdown",
    "article",
    "solution",
    "description",
    "antwort",
    "inhalt",
    "contenu",
    "contenido",
    "articlebody",
];
const URL: &[&str] = &[
    "url",
    "htmlurl",
    "link",
    "href",
    "permalink",
    "publicurl",
    "address",
];
const LANG: &[&str] = &[
    "lang",
    "language",
    "locale",
    "languagecode",
    "sprache",
    "langue",
];
const UPDATED: &[&str] = &[
    "updated",
    "updatedat",
    "modified",
    "modifiedat",
    "lastmodified",
    "lastupdated",
    "lastmod",
    "editedat",
    "date",
];
const KEYWORDS: &[&str] = &["keywords", "tags", "labels", "labelnames", "keyword"];
const BREADCRUMB: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "category",
    "section",
    "folder",
    "topic",
];

/// One row.
pub(super) trait Row {
    /// The text in a column; `None` where there is none.
    fn text(&self, column: &str) -> Option<String>;

    /// The texts in a column that holds several: parted at `separators`, if it does not part them itself.
    fn list(&self, column: &str, separators: &[char]) -> Vec<String>;
}

/// Which column is what, once the columns are known.
#[derive(Debug, Default)]
pub(super) struct Columns(Mapping);

impl Columns {
    /// Finds the columns: those that the mapping names, else those with usual names. `Err` names the mapping's fields
    /// whose column is missing.
    pub(super) fn find(mapping: &Mapping, names: &[String]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut column = |field: &str, named: &Option<String>, usual: &[&str]| {
            let Some(named) = named.as_deref().map(str::trim).filter(|n| !n.is_empty()) else {
                return guess(names, usual);
            };
            let found = names.iter().find(|name| name.as_str() == named);
            let found = found.or_else(|| names.iter().find(|name| plain(name) == plain(named)));
            if found.is_none() {
                problems.push(missing(field, named, names));
            }
            found.cloned()
        };
        let columns = Mapping {
            id: column("id", &mapping.id, ID),
            group: column("group", &mapping.group, GROUP),
            title: column("title", &mapping.title, TITLE),
            body: column("body", &mapping.body, BODY),
            url: column("url", &mapping.url, URL),
            lang: column("lang", &mapping.lang, LANG),
            updated: column("updated", &mapping.updated, UPDATED),
            keywords: column("keywords", &mapping.keywords, KEYWORDS),
            breadcrumb: column("breadcrumb", &mapping.breadcrumb, BREADCRUMB),
            body_kind: mapping.body_kind,
        };
        if problems.is_empty() && columns.body.is_none() {
            let message = format!(
                "No column is known to hold the articles' text. Say which one does; there are {}.",
                listed(names)
            );
            problems.push(Problem::error("source.column", "mapping.body", message));
        }
        if problems.is_empty() {
            Ok(Self(columns))
        } else {
            Err(problems)
        }
    }

    /// Reads rows, each with the place that problems name.
    pub(super) fn read(&self, rows: &[(String, &dyn Row)]) -> Reading {
        let mut reading = Reading::default();
        let ids = self.counted(rows);
        for (place, row) in rows {
            let mut document = self.document(*row);
            if document.body.text().trim().is_empty() && document.title.is_none() {
                reading.warn(
                    "source.row",
                    place,
                    "This row has neither a title nor a text and is left out. Fill it in, or take it out.",
                );
                continue;
            }
            // The same id in several languages: translations of one article.
            if ids.get(&document.path).is_some_and(|count| *count > 1)
                && let Some(lang) = &document.lang
            {
                let id = document.path.clone();
                document.path = format!("{id}/{lang}");
                document.group.get_or_insert(id);
            }
            if document.path.is_empty() {
                document.path.clone_from(place);
            }
            reading.add(document);
        }
        reading
    }

    /// How often each path is given.
    fn counted(&self, rows: &[(String, &dyn Row)]) -> BTreeMap<String, usize> {
        let mut ids = BTreeMap::new();
        for (_, row) in rows {
            *ids.entry(self.path(*row)).or_default() += 1;
        }
        ids
    }

    /// What names a row for good.
    fn path(&self, row: &dyn Row) -> String {
        [&self.0.id, &self.0.url, &self.0.title]
            .into_iter()
            .flatten()
            .find_map(|column| filled(row, column))
            .map_or_else(String::new, |text| name(&text))
    }

    fn document(&self, row: &dyn Row) -> Document {
        let text = |column: &Option<String>| filled(row, column.as_deref()?);
        let list = |column: &Option<String>, separators: &[char]| {
            let column = column.as_deref();
            column.map_or_else(Vec::new, |column| row.list(column, separators))
        };
        let body = self.0.body.as_deref().and_then(|column| row.text(column));
        let body = body.unwrap_or_default();
        let kind = self.0.body_kind.unwrap_or_else(|| kind_of(&body));
        Document {
            path: self.path(row),
            group: text(&self.0.group),
            url: text(&self.0.url),
            title: text(&self.0.title),
            lang: text(&self.0.lang),
            updated: text(&self.0.updated),
            breadcrumb: list(&self.0.breadcrumb, &['>', '›', '/']),
            keywords: list(&self.0.keywords, &[',', ';']),
            body: match kind {
                BodyKind::Markdown => Body::Markdown(body),
                BodyKind::Html => Body::Html(body),
            },
        }
    }
}

fn filled(row: &dyn Row, column: &str) -> Option<String> {
    let text = row.text(column)?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A text's parts, as a table writes them.
pub(super) fn parted(text: &str, separators: &[char]) -> Vec<String> {
    let parts = text.split(separators).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts.take(100).map(str::to_owned).collect()
}

/// The first column with one of the usual names, the most usual first.
fn guess(names: &[String], usual: &[&str]) -> Option<String> {
    usual
        .iter()
        .find_map(|usual| names.iter().find(|name| plain(name) == *usual))
        .cloned()
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a text is written in HTML: it has the closing tags of a paragraph, a list and the like.
fn kind_of(text: &str) -> BodyKind {
    let lower = text.to_ascii_lowercase();
    let tags = [
        "</p>", "</div>", "</li>", "</h1>", "</h2>", "</h3>", "</td>", "<br>", "<br/>", "<br />",
    ];
    if tags.iter().any(|tag| lower.contains(tag)) {
        BodyKind::Html
    } else {
        BodyKind::Markdown
    }
}

fn missing(field: &str, named: &str, names: &[String]) -> Problem {
    Problem::error(
        "source.column",
        format!("mapping.{field}"),
        format!(
            "There is no column “{}”. Choose one of those that there are: {}.",
            shown(named),
            listed(names)
        ),
    )
}

/// Names of columns, as many as a message can hold.
fn listed(names: &[String]) -> String {
    if names.is_empty() {
        return "none".into();
    }
    let short = |name: &String| format!("“{}”", shown(name));
    let mut list: Vec<String> = names.iter().take(MAX_NAMED).map(short).collect();
    if names.len() > MAX_NAMED {
        list.push(format!("and {} more", names.len() - MAX_NAMED));
    }
    list.join(", ")
}
