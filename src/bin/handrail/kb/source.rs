//! Articles on this machine: a folder, a zip file, a table, JSON, or one article; and lists of addresses.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, stdin};
use std::path::Path;

use handrail::knowledge::Document;
use handrail::knowledge::archive;
use handrail::knowledge::source::{BodyKind, Known, Mapping, Settings, read_files};
use handrail::problem::Problem;

use crate::failure::Failure;

/// The most bytes that a packed file may unpack to.
const MAX_UNPACKED: u64 = 1 << 30;
/// A larger file is no article; it is not even read.
const MAX_ARTICLE: u64 = 2 << 20;

/// What a source holds.
#[derive(Debug, Default)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) documents: Vec<Document>,
    /// Paths of articles that are as they were.
    pub(crate) same: Vec<String>,
    /// What to remember for the next import from the web.
    pub(crate) known: BTreeMap<String, Known>,
    pub(crate) problems: Vec<Problem>,
    /// Problems beyond those.
    pub(crate) unlisted: usize,
}

/// Whether a source is named by its address on the web.
pub(super) fn is_address(source: &str) -> bool {
    let lower = source.to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// Reads the source at `path`; `-` is JSON lines on standard input.
pub(super) fn read(path: &str, mapping: Mapping) -> Result<Source, Failure> {
    let file = Path::new(path);
    let mut source = Source {
        name: path.to_owned(),
        ..Source::default()
    };
    if path != "-" {
        let name = file.file_name().and_then(|name| name.to_str());
        name.unwrap_or(path).clone_into(&mut source.name);
        if file.is_dir() {
            source.folder(file, "")?;
            return Ok(source);
        }
    }
    let (place, bytes) = bytes(path)?;
    source.file(place, bytes, mapping);
    Ok(source)
}

/// What is in a file or on standard input, and how messages call it.
fn bytes(path: &str) -> Result<(&str, Vec<u8>), Failure> {
    if path == "-" {
        let mut bytes = Vec::new();
        stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::file("standard input", &error))?;
        return Ok(("standard input", bytes));
    }
    let bytes = fs::read(path).map_err(|error| Failure::file(path, &error))?;
    Ok((path, bytes))
}

/// The addresses in a list, one a line.
pub(super) fn addresses(path: &str) -> Result<Vec<String>, Failure> {
    let (place, bytes) = bytes(path)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::Message(format!("{place}: This list is not UTF-8.")))?;
    let lines = text.lines().map(str::trim);
    let lines: Vec<String> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect();
    if lines.is_empty() {
        let message = "There is no address in this list. Write one a line.";
        return Err(Failure::Message(format!("{place}: {message}")));
    }
    Ok(lines)
}

/// The columns as they are given on the command line.
pub(super) fn mapping(columns: &[String]) -> Result<Mapping, Failure> {
    let mut mapping = Mapping::default();
    for pair in columns {
        let (name, column) = pair.split_once('=').unwrap_or((pair, ""));
        let column = Some(column.trim().to_owned()).filter(|column| !column.is_empty());
        let field = match name.trim() {
            "id" => &mut mapping.id,
            "group" => &mut mapping.group,
            "title" => &mut mapping.title,
            "body" => &mut mapping.body,
            "url" => &mut mapping.url,
            "lang" => &mut mapping.lang,
            "updated" => &mut mapping.updated,
            "keywords" => &mut mapping.keywords,
            "breadcrumb" => &mut mapping.breadcrumb,
            "kind" => {
                mapping.body_kind = match column.as_deref() {
                    Some("html") => Some(BodyKind::Html),
                    Some("markdown") => Some(BodyKind::Markdown),
                    _ => {
                        return Err(Failure::Message(
                            "--columns: kind is markdown or html.".into(),
                        ));
                    }
                };
                continue;
            }
            other => {
                return Err(Failure::Message(format!(
                    "--columns: “{other}” is nothing that an article has. There are id, group, title, body, url, lang, updated, keywords, breadcrumb and kind."
                )));
            }
        };
        *field = column;
    }
    Ok(mapping)
}

impl Source {
    fn file(&mut self, place: &str, mut bytes: Vec<u8>, mapping: Mapping) {
        let mut name = place.to_lowercase();
        if bytes.starts_with(&[0x1f, 0x8b]) {
            match archive::gunzip(&bytes, MAX_UNPACKED) {
                Ok(unpacked) => bytes = unpacked,
                Err(problem) => return self.problems.push(within(place, problem)),
            }
            name = name.trim_end_matches(".gz").to_owned();
        }
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        let zip = bytes.starts_with(b"PK");
        let (settings, path) = if zip || is_article(&name) {
            let path = if zip { place } else { self.name.as_str() };
            (Settings::Files {}, path.to_owned())
        } else if ends(&[".csv", ".tsv"]) {
            (Settings::Csv { mapping }, place.to_owned())
        } else {
            (Settings::Json { mapping }, place.to_owned())
        };
        self.add(&settings, vec![(path, bytes)]);
    }

    fn add(&mut self, settings: &Settings, files: Vec<(String, Vec<u8>)>) {
        let (documents, problems) = read_files(settings, files);
        self.documents.extend(documents);
        self.problems.extend(problems);
    }

    /// Adds the articles of a folder and the folders in it, by name.
    fn folder(&mut self, folder: &Path, prefix: &str) -> Result<(), Failure> {
        let failed = |error: &std::io::Error| Failure::file(&folder.display().to_string(), error);
        let mut entries = fs::read_dir(folder)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|error| failed(&error))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            if shown.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{shown}");
            let kind = entry.file_type().map_err(|error| failed(&error))?;
            if kind.is_dir() {
                self.folder(&entry.path(), &format!("{path}/"))?;
            } else if is_article(&shown) {
                self.folder_file(
                    &entry.path(),
                    path,
                    kind.is_file() && name.to_str().is_some(),
                );
            }
        }
        Ok(())
    }

    fn folder_file(&mut self, file: &Path, path: String, plain: bool) {
        if !plain {
            let message = "This is a link, or its name is not UTF-8. Put the file itself here, with a plain name.";
            return self
                .problems
                .push(Problem::error("file.plain", path, message));
        }
        let large = fs::metadata(file).is_ok_and(|metadata| metadata.len() > MAX_ARTICLE);
        if large {
            let message = "This file is larger than 2 MB. Cut it into articles.";
            return self.problems.push(Problem::error(
                "article.large",
                format!("{path}:1"),
                message,
            ));
        }
        match fs::read(file) {
            Ok(bytes) => self.add(&Settings::Files {}, vec![(path, bytes)]),
            Err(error) => {
                let message = format!("This file cannot be read ({error}). Check who may read it.");
                self.problems
                    .push(Problem::error("file.read", path, message));
            }
        }
    }
}

fn is_article(name: &str) -> bool {
    let name = name.to_lowercase();
    [".md", ".markdown", ".html", ".htm"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// Problems of a packed file name nothing; here the file is named.
fn within(name: &str, mut problem: Problem) -> Problem {
    if problem.path.is_empty() {
        name.clone_into(&mut problem.path);
    }
    problem
}
