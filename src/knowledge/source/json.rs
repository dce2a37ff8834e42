//! JSON: an array of objects, an object that holds one, or an object a line; one article an object.

use serde_json::{Map, Value};

use super::charset;
use super::settings::{Mapping, Settings};
use super::table::{Columns, Row, parted};
use super::{Reading, Source, brief};
use crate::knowledge::{Document, SourceFile};
use crate::problem::Problem;

/// After this many bad lines and no good one, a file is not JSON lines at all.
const GIVE_UP: usize = 20;
/// Of so many objects the fields are taken together.
const LOOK_AT: usize = 200;
/// What a list of articles is usually called, should an object hold several lists.
const LISTS: [&str; 8] = [
    "articles",
    "items",
    "entries",
    "documents",
    "pages",
    "results",
    "data",
    "records",
];

/// JSON files.
#[derive(Debug)]
pub(super) struct Json;

impl Source for Json {
    fn kind(&self) -> &'static str {
        "json"
    }

    fn check(&self, _settings: &Settings) -> Vec<Problem> {
        Vec::new()
    }

    fn files(&self, settings: &Settings, files: Vec<(String, Vec<u8>)>) -> Reading {
        let mut reading = Reading::default();
        let Settings::Json { mapping } = settings else {
            return reading;
        };
        for (name, bytes) in files {
            let objects = objects(&name, &bytes, &mut reading);
            articles(&objects, mapping, &mut reading);
        }
        reading
    }
}

type Object = Map<String, Value>;

impl Row for Object {
    fn text(&self, column: &str) -> Option<String> {
        match field(self, column)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(is) => Some(is.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    fn list(&self, column: &str, separators: &[char]) -> Vec<String> {
        match field(self, column) {
            Some(Value::Array(parts)) => {
                let parts = parts.iter().filter_map(Value::as_str).map(str::trim);
                parts.take(100).map(str::to_owned).collect()
            }
            _ => self
                .text(column)
                .map_or_else(Vec::new, |text| parted(&text, separators)),
        }
    }
}

/// A field by its name, or by a way to it with points (`fields.title`).
fn field<'a>(object: &'a Object, column: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(column) {
        return Some(value);
    }
    let mut names = column.split('.');
    let mut value = object.get(names.next()?)?;
    for name in names {
        value = value.get(name)?;
    }
    Some(value)
}

/// The objects of a file, each with its place.
fn objects(name: &str, bytes: &[u8], reading: &mut Reading) -> Vec<(String, Object)> {
    let (text, broken) = charset::text(bytes, Some("charset=utf-8"));
    let text = text.trim();
    if text.is_empty() {
        let message = "This file is empty. Write the articles as JSON objects.";
        reading.skip("json.empty", name, message);
        return Vec::new();
    }
    // Several lines that are objects each are no JSON together.
    if !broken && let Ok(value) = serde_json::from_str::<Value>(text) {
        return whole(name, value, reading);
    }
    if text.starts_with('[') {
        let why = serde_json::from_str::<Value>(text).err();
        let why = why.map_or_else(|| "it is not UTF-8".into(), |error| brief(&error));
        let message = format!("This file is no JSON ({why}). Export it again.");
        reading.skip("json.damaged", name, message);
        return Vec::new();
    }
    lines(name, bytes, reading)
}

fn whole(name: &str, value: Value, reading: &mut Reading) -> Vec<(String, Object)> {
    let list = match value {
        Value::Array(list) => list,
        Value::Object(object) => match inner_list(&object) {
            Some(list) => list.clone(),
            None => return vec![(format!("{name}:1"), object)],
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let message = "This is JSON, but it holds no objects. Write one object an article.";
            reading.skip("json.objects", name, message);
            return Vec::new();
        }
    };
    let mut objects = Vec::new();
    for (at, value) in list.into_iter().enumerate() {
        let place = format!("{name}[{at}]");
        match value {
            Value::Object(object) => objects.push((place, object)),
            _ if objects.is_empty() && at >= GIVE_UP => break,
            _ => reading.skip(
                "json.object",
                place,
                "This is no object, so it is no article. Write one object an article.",
            ),
        }
    }
    objects
}

/// The list of objects that an object holds: the only one, else the one with a usual name.
fn inner_list(object: &Object) -> Option<&Vec<Value>> {
    let lists: Vec<(&String, &Vec<Value>)> = object
        .iter()
        .filter_map(|(name, value)| Some((name, value.as_array()?)))
        .filter(|(_, list)| list.first().is_some_and(Value::is_object))
        .collect();
    if let [(_, list)] = lists.as_slice() {
        return Some(list);
    }
    LISTS.iter().find_map(|usual| {
        let found = lists.iter().find(|(name, _)| name.as_str() == *usual);
        found.map(|(_, list)| *list)
    })
}

fn lines(name: &str, bytes: &[u8], reading: &mut Reading) -> Vec<(String, Object)> {
    let mut objects = Vec::new();
    let mut bad = 0;
    for (at, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if objects.is_empty() && bad >= GIVE_UP {
            break;
        }
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let place = format!("{name}:{}", at + 1);
        match serde_json::from_slice::<Object>(line) {
            Ok(object) => objects.push((place, object)),
            Err(error) => {
                bad += 1;
                reading.skip("jsonl.line", place, no_article(&brief(&error)));
            }
        }
    }
    objects
}

fn no_article(why: &str) -> String {
    format!(
        "This line is no article ({why}). Write {{\"path\": \"…\", \"text\": \"…\"}} on one line."
    )
}

fn articles(objects: &[(String, Object)], mapping: &Mapping, reading: &mut Reading) {
    let ours = *mapping == Mapping::default()
        && objects
            .iter()
            .any(|(_, object)| object.len() == 2 && file(object).is_some());
    if ours {
        for (place, object) in objects {
            match file(object) {
                Some(file) => reading.add(Document::from(file)),
                None => reading.skip("jsonl.line", place, no_article("path or text is missing")),
            }
        }
        return;
    }
    if objects.is_empty() {
        return;
    }
    let mut names: Vec<String> = Vec::new();
    for name in objects
        .iter()
        .take(LOOK_AT)
        .flat_map(|(_, object)| object.keys())
    {
        if !names.contains(name) && names.len() < LOOK_AT {
            names.push(name.clone());
        }
    }
    // A way into an object cannot be seen from the names, so it is taken as it is given.
    let inside = [
        &mapping.id,
        &mapping.group,
        &mapping.title,
        &mapping.body,
        &mapping.url,
        &mapping.lang,
        &mapping.updated,
        &mapping.keywords,
        &mapping.breadcrumb,
    ];
    for column in inside
        .into_iter()
        .flatten()
        .filter(|name| name.contains('.'))
    {
        let there = objects.iter().take(LOOK_AT);
        if there
            .clone()
            .any(|(_, object)| field(object, column).is_some())
        {
            names.push(column.clone());
        }
    }
    match Columns::find(mapping, &names) {
        Ok(columns) => {
            let rows: Vec<(String, &dyn Row)> = objects
                .iter()
                .map(|(place, object)| (place.clone(), object as &dyn Row))
                .collect();
            let read = columns.read(&rows);
            reading.documents.extend(read.documents);
            reading.problems.extend(read.problems);
        }
        Err(problems) => reading.problems.extend(problems),
    }
}

/// An object of the form `{"path", "text"}`.
fn file(object: &Object) -> Option<SourceFile> {
    let text = |name: &str| object.get(name)?.as_str().map(str::to_owned);
    Some(SourceFile {
        path: text("path")?,
        text: text("text")?,
    })
}
