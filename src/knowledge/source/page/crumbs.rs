//! The way to a page from its site's front: from the data that a page carries (`BreadcrumbList`), or from the line of
//! links that it shows.

use serde_json::Value;

use crate::knowledge::markup::{Tag, decoded, one_line};

/// The longest way.
const MAX_STEPS: usize = 10;
/// How deep data is searched.
const MAX_DEPTH: usize = 12;

/// A way being collected.
#[derive(Debug, Default)]
pub(super) struct Crumbs {
    pub(super) way: Option<Vec<String>>,
    /// When the page was last changed, as its data says.
    pub(super) updated: Option<String>,
    step: String,
    /// The step under way is the site's front.
    front: bool,
}

impl Crumbs {
    /// Takes the way and the date from a block of data.
    pub(super) fn data(&mut self, data: &Value) {
        self.search(data, 0);
    }

    fn search(&mut self, data: &Value, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        match data {
            Value::Array(list) => list.iter().for_each(|data| self.search(data, depth + 1)),
            Value::Object(object) => {
                let list = object.get("itemListElement").and_then(Value::as_array);
                if let (true, Some(list)) = (is_type(data, "BreadcrumbList"), list) {
                    self.way.get_or_insert_with(|| listed(list));
                }
                if let Some(Value::String(updated)) = object.get("dateModified") {
                    self.updated.get_or_insert_with(|| updated.clone());
                }
                for inner in ["@graph", "breadcrumb", "mainEntity"] {
                    if let Some(data) = object.get(inner) {
                        self.search(data, depth + 1);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// A line of links begins; of several on a page the first one counts.
    pub(super) fn begin(&mut self) {
        self.end_step();
    }

    pub(super) fn open(&mut self, tag: &Tag) {
        if matches!(tag.name.as_str(), "li" | "a") {
            self.end_step();
        }
        if tag.name == "a" {
            let href = tag.value("href").unwrap_or_default();
            self.front = is_front(&href);
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        if matches!(name, "li" | "a" | "ol" | "ul" | "nav" | "div") {
            self.end_step();
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.step.len() < 1_000 {
            self.step.push_str(&decoded(text));
        }
    }

    fn end_step(&mut self) {
        let step = one_line(&std::mem::take(&mut self.step));
        let step = step.trim_matches(|c: char| !c.is_alphanumeric() && !"()!?%\"“”".contains(c));
        let front = std::mem::take(&mut self.front);
        let way = self.way.get_or_insert_default();
        if !step.is_empty()
            && !front
            && way.len() < MAX_STEPS
            && way.last().is_none_or(|last| last != step)
        {
            way.push(step.to_owned());
        }
    }
}

/// The steps above the page itself.
pub(super) fn above(mut way: Vec<String>, title: Option<&str>) -> Vec<String> {
    if way.last().map(String::as_str) == title {
        way.pop();
    }
    way
}

/// Whether the element is a line of links that shows the way.
pub(super) fn is_way(tag: &Tag) -> bool {
    let says = |name| {
        tag.value(name)
            .is_some_and(|value| value.to_lowercase().contains("breadcrumb"))
    };
    matches!(tag.name.as_str(), "nav" | "ol" | "ul" | "div")
        && (says("aria-label") || says("class") || says("id"))
}

fn is_type(data: &Value, name: &str) -> bool {
    match data.get("@type") {
        Some(Value::String(own)) => own == name,
        Some(Value::Array(own)) => own.iter().any(|own| own == name),
        _ => false,
    }
}

fn listed(list: &[Value]) -> Vec<String> {
    let mut steps: Vec<(u64, String)> = Vec::new();
    for (at, data) in list.iter().enumerate().take(MAX_STEPS) {
        let item = data.get("item");
        let name = data.get("name").or_else(|| item?.get("name"));
        let url = item.and_then(|item| item.as_str().or_else(|| item.get("@id")?.as_str()));
        let Some(name) = name.and_then(Value::as_str) else {
            continue;
        };
        let position = data.get("position").and_then(|position| {
            position
                .as_u64()
                .or_else(|| position.as_str()?.parse().ok())
        });
        let name = one_line(&decoded(name));
        if !name.is_empty() && !url.is_some_and(is_front) {
            steps.push((position.unwrap_or(at as u64), name));
        }
    }
    steps.sort_by_key(|(position, _)| *position);
    steps.into_iter().map(|(_, name)| name).collect()
}

/// Whether an address is that of a site's front.
fn is_front(url: &str) -> bool {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => match url.strip_prefix('/') {
            Some(path) => path,
            None => return false,
        },
    };
    path.is_empty()
}
