//! Files: Markdown and HTML, one by one or in a zip file.

use super::settings::Settings;
use super::{Reading, Source, charset, page};
use crate::knowledge::archive::{self, Limits};
use crate::knowledge::article::ENDINGS;
use crate::knowledge::{Body, Document, SourceFile};
use crate::problem::Problem;

/// A larger file is no article.
const MAX_ARTICLE: usize = 2 << 20;

/// Files.
#[derive(Debug)]
pub(super) struct Files;

impl Source for Files {
    fn kind(&self) -> &'static str {
        "files"
    }

    fn check(&self, _settings: &Settings) -> Vec<Problem> {
        Vec::new()
    }

    fn files(&self, _settings: &Settings, files: Vec<(String, Vec<u8>)>) -> Reading {
        let mut reading = Reading::default();
        for (path, bytes) in files {
            if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
                zip(&path, &bytes, &mut reading);
            } else if is_article(&path) {
                one(path, bytes, &mut reading);
            }
        }
        reading
    }
}

/// Whether the file's name says that it is an article.
#[must_use]
pub(super) fn is_article(path: &str) -> bool {
    let lower = path.to_lowercase();
    let endings = ENDINGS.iter().chain(&archive::HTML_ENDINGS);
    endings.into_iter().any(|ending| lower.ends_with(ending))
}

fn is_html(path: &str) -> bool {
    let lower = path.to_lowercase();
    archive::HTML_ENDINGS
        .iter()
        .any(|ending| lower.ends_with(ending))
}

fn zip(name: &str, bytes: &[u8], reading: &mut Reading) {
    let (files, problems) = archive::unzip(bytes, &Limits::default());
    for SourceFile { path, text } in files {
        if is_html(&path) {
            reading.add(html(path, text));
        } else {
            reading.add(SourceFile { path, text }.into());
        }
    }
    reading
        .problems
        .extend(problems.into_iter().map(|mut problem| {
            if problem.path.is_empty() {
                name.clone_into(&mut problem.path);
            } else {
                problem.path = format!("{name}: {}", problem.path);
            }
            problem
        }));
}

fn one(path: String, bytes: Vec<u8>, reading: &mut Reading) {
    if bytes.len() > MAX_ARTICLE {
        let place = format!("{path}:1");
        let message = "This file is larger than 2 MB. Cut it into articles.";
        return reading.skip("article.large", place, message);
    }
    if is_html(&path) {
        let (text, broken) = charset::text(&bytes, None);
        if broken {
            let message = "Some letters of this file cannot be read: it is not in the encoding that it says. Save it as UTF-8.";
            reading.warn("source.encoding", &path, message);
        }
        let text = text.into_owned();
        return reading.add(html(path, text));
    }
    match String::from_utf8(bytes) {
        Ok(text) => reading.add(SourceFile { path, text }.into()),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let good = error.as_bytes().iter().take(good);
            let line = 1 + good.filter(|&&byte| byte == b'\n').count();
            let message = "This file is not UTF-8. Save it as UTF-8.";
            reading.skip("article.encoding", format!("{path}:{line}"), message);
        }
    }
}

/// A file of HTML: a whole page, as a browser saves it, or the article alone.
fn html(path: String, text: String) -> Document {
    let mut end = text.len().min(4_096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or_default().to_ascii_lowercase();
    let whole = ["<html", "<body", "<!doctype", "<head"]
        .iter()
        .any(|tag| head.contains(tag));
    if !whole {
        return Document {
            path,
            body: Body::Html(text),
            ..Document::default()
        };
    }
    let page = page::read(&text);
    Document {
        path,
        url: page.canonical.filter(|url| url.starts_with("https://")),
        title: page.title,
        lang: page.lang,
        updated: page.updated,
        breadcrumb: page.breadcrumb,
        body: Body::Html(page.body),
        ..Document::default()
    }
}
