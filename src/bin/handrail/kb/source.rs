//! Where articles come from: a folder, a zip file, JSON lines, or one Markdown file.

use std::fs;
use std::io::{Read, stdin};
use std::path::Path;

use handrail::knowledge::SourceFile;
use handrail::knowledge::archive::{self, Limits};
use handrail::problem::Problem;

use crate::failure::Failure;

/// The most bytes that JSON lines may unpack to.
const MAX_UNPACKED: u64 = 1 << 30;
/// A larger file is no article; it is not even read.
const MAX_ARTICLE: u64 = 2 << 20;

/// What a source holds.
#[derive(Debug, Default)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) files: Vec<SourceFile>,
    pub(crate) problems: Vec<Problem>,
}

/// Reads the source at `path`; `-` is JSON lines on standard input.
pub(crate) fn read(path: &str) -> Result<Source, Failure> {
    let mut source = Source::default();
    let (name, bytes) = if path == "-" {
        let mut bytes = Vec::new();
        stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::file("standard input", &error))?;
        ("standard input", bytes)
    } else {
        let file = Path::new(path);
        let name = file.file_name().and_then(|name| name.to_str());
        source.name = name.unwrap_or(path).to_owned();
        if file.is_dir() {
            source.folder(file, "")?;
            return Ok(source);
        }
        let bytes = fs::read(file).map_err(|error| Failure::file(path, &error))?;
        (path, bytes)
    };
    source.file(name, bytes);
    Ok(source)
}

impl Source {
    fn file(&mut self, name: &str, bytes: Vec<u8>) {
        let (files, problems) = if bytes.starts_with(b"PK") {
            archive::unzip(&bytes, &Limits::default())
        } else if bytes.starts_with(&[0x1f, 0x8b]) {
            match archive::gunzip(&bytes, MAX_UNPACKED) {
                Ok(bytes) => archive::json_lines(name, &bytes),
                Err(problem) => (Vec::new(), vec![problem]),
            }
        } else if is_article(name) {
            return self.article(self.name.clone(), bytes);
        } else {
            archive::json_lines(name, &bytes)
        };
        self.files = files;
        self.problems = problems
            .into_iter()
            .map(|problem| within(name, problem))
            .collect();
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
            Ok(bytes) => self.article(path, bytes),
            Err(error) => {
                let message = format!("This file cannot be read ({error}). Check who may read it.");
                self.problems
                    .push(Problem::error("file.read", path, message));
            }
        }
    }

    fn article(&mut self, path: String, bytes: Vec<u8>) {
        match String::from_utf8(bytes) {
            Ok(text) => self.files.push(SourceFile { path, text }),
            Err(error) => {
                let good = error
                    .as_bytes()
                    .iter()
                    .take(error.utf8_error().valid_up_to());
                let line = 1 + good.filter(|&&byte| byte == b'\n').count();
                let message = "This file is not UTF-8. Save it as UTF-8.";
                let path = format!("{path}:{line}");
                self.problems
                    .push(Problem::error("article.encoding", path, message));
            }
        }
    }
}

fn is_article(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".md") || name.ends_with(".markdown")
}

/// Problems of an archive name its entry; here the archive is named before it.
fn within(name: &str, mut problem: Problem) -> Problem {
    if problem.path.is_empty() {
        name.clone_into(&mut problem.path);
    } else if !problem.path.starts_with(name) {
        problem.path = format!("{name}: {}", problem.path);
    }
    problem
}
