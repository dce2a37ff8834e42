//! The import of files: read here, sent in pieces, put in the place of the base's old articles whole. What is in the
//! files only the importer knows.

use std::cell::Cell;
use std::rc::Rc;

use super::bases::Msg;
use super::files::{self, Picked};
use crate::knowledge::source::Settings;
use crate::problem::Problem;
use crate::protocol::{Base, Failure, ImportReport, RawFile, Request, Response};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{ask, send_files, unexpected};
use crate::wasm::pages::words;

/// How much goes in one message, in bytes; a larger file goes alone.
const PIECE: f64 = (512 << 10) as f64;
/// Chromium passes no message larger than 64 MB, and bytes grow by a third on the way.
const LARGEST: f64 = (44 << 20) as f64;

/// Endings of the files that each kind of base reads.
const ARTICLES: [&str; 5] = [".md", ".markdown", ".html", ".htm", ".zip"];
const TABLES: [&str; 3] = [".csv", ".tsv", ".txt"];
const JSON: [&str; 3] = [".json", ".jsonl", ".ndjson"];

/// What is to be imported.
pub(super) struct Import {
    pub(super) base: Base,
    /// Whether the base is made for these files: it goes again if nothing of them can be read.
    pub(super) new: bool,
    pub(super) picked: Vec<Picked>,
    pub(super) cancelled: Rc<Cell<bool>>,
}

/// How an import ended.
#[derive(Clone, Default)]
pub(super) struct Ended {
    /// `None` where there was nothing to keep.
    pub(super) report: Option<ImportReport>,
    pub(super) problems: Vec<Problem>,
    /// Files of another kind.
    pub(super) others: usize,
}

/// Why an import stopped.
enum Stop {
    Cancelled,
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Import {
    /// Runs it to its end; progress is told on the way.
    pub(super) async fn run(mut self, to: To<Msg>) -> Msg {
        let id = self.base.id.clone();
        let (wanted, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.picked)
            .into_iter()
            .partition(|picked| reads(&self.base.source, &picked.path));
        self.picked = wanted;
        let ended = self.all(&to).await;
        let kept = matches!(&ended, Ok(ended) if ended.report.is_some());
        if !kept {
            // Best effort: the next import begins anew anyway.
            let _ = ask(Request::ImportCancel).await;
            if self.new {
                let _ = ask(Request::RemoveBase { id: id.clone() }).await;
            }
        }
        Msg::Imported(
            id,
            match ended {
                Ok(ended) => Ok(Some(Ended {
                    others: others.len(),
                    ..ended
                })),
                Err(Stop::Cancelled) => Ok(None),
                Err(Stop::Failed(failure)) => Err(failure),
            },
        )
    }

    async fn all(&self, to: &To<Msg>) -> Result<Ended, Stop> {
        if self.picked.is_empty() {
            return Ok(Ended::default());
        }
        if self.new {
            keep(self.base.clone()).await?;
        }
        match self.send(to).await {
            // The background was restarted in the middle: it knows nothing of the pieces it had.
            Err(Stop::Failed(failure)) if failure.code == "import.lost" => self.send(to).await,
            ended => ended,
        }
    }

    async fn send(&self, to: &To<Msg>) -> Result<Ended, Stop> {
        let base = self.base.clone();
        step(ask(Request::ImportBegin { base }).await)?;
        let mut unread = Vec::new();
        let mut piece = Piece::default();
        for (at, picked) in self.picked.iter().enumerate() {
            if self.cancelled.get() {
                return Err(Stop::Cancelled);
            }
            if at % 50 == 0 || picked.file.size() > PIECE {
                to.send(Msg::Reading(at, self.picked.len()));
            }
            if piece.size > 0.0 && piece.size + picked.file.size() > PIECE {
                piece.send().await?;
            }
            match read(picked).await {
                Ok(file) => piece.add(file, picked.file.size()),
                Err(problem) => unread.push(problem),
            }
        }
        piece.send().await?;
        if self.cancelled.get() {
            return Err(Stop::Cancelled);
        }
        to.send(Msg::Reading(self.picked.len(), self.picked.len()));
        let mut ended = step(ask(Request::ImportCommit).await)?;
        // What the report says stands at the base.
        if ended.report.is_some() {
            ended.problems.clear();
        }
        ended.problems.extend(unread);
        Ok(ended)
    }
}

/// Files that go in one message.
#[derive(Default)]
struct Piece {
    files: Vec<RawFile>,
    size: f64,
}

impl Piece {
    fn add(&mut self, file: RawFile, size: f64) {
        self.files.push(file);
        self.size += size;
    }

    async fn send(&mut self) -> Result<(), Failure> {
        self.size = 0.0;
        let files = std::mem::take(&mut self.files);
        if !files.is_empty() {
            step(send_files(files).await)?;
        }
        Ok(())
    }
}

/// A file with its bytes, or why there are none.
async fn read(picked: &Picked) -> Result<RawFile, Problem> {
    let path = inside(&picked.path).to_owned();
    if picked.file.size() > LARGEST {
        let message = "This file is larger than 44 MB. Cut it into several, or unpack it and choose the folder.";
        return Err(Problem::error("file.large", path, message));
    }
    match files::bytes(&picked.file).await {
        Some(bytes) => Ok(RawFile { path, bytes }),
        None => Err(Problem::error(
            "file.unreadable",
            path,
            "The browser could not read this file. See whether it is still there and may be read, then import again.",
        )),
    }
}

fn step(answer: Result<Response, Failure>) -> Result<Ended, Failure> {
    match answer? {
        Response::Import {
            report, problems, ..
        } => Ok(Ended {
            report,
            problems,
            others: 0,
        }),
        other => unexpected(other),
    }
}

/// Keeps the base that the files are for.
async fn keep(base: Base) -> Result<(), Failure> {
    match ask(Request::SaveBase { base }).await? {
        Response::Bases { problems, .. } => {
            match problems.into_iter().find(|problem| problem.fatal) {
                None => Ok(()),
                Some(problem) => Err(Failure {
                    code: problem.code,
                    message: problem.message,
                    path: problem.path,
                }),
            }
        }
        other => unexpected(other),
    }
}

fn ends(path: &str, endings: &[&str]) -> bool {
    let path = path.to_lowercase();
    endings.iter().any(|ending| path.ends_with(ending))
}

/// Whether a base of this kind reads a file of this name.
fn reads(source: &Settings, path: &str) -> bool {
    match source {
        Settings::Csv { .. } => ends(path, &TABLES),
        Settings::Json { .. } => ends(path, &JSON),
        _ => ends(path, &ARTICLES),
    }
}

/// What the file dialogue offers for a base of this kind.
pub(super) fn accepts(source: &Settings) -> String {
    let endings: &[&str] = match source {
        Settings::Csv { .. } => &TABLES,
        Settings::Json { .. } => &JSON,
        _ => &ARTICLES,
    };
    endings.join(",")
}

/// What the drop zone's file dialogue offers: articles, tables, JSON.
pub(super) fn accepts_any() -> String {
    [&ARTICLES[..], &TABLES[..2], &JSON[..]].concat().join(",")
}

/// The kind of base that these files make: a table or JSON if they are nothing else.
pub(super) fn source_for(picked: &[Picked]) -> Settings {
    let all = |endings: &[&str]| picked.iter().all(|picked| ends(&picked.path, endings));
    if all(&[".csv", ".tsv"]) {
        Settings::Csv {
            mapping: Default::default(),
        }
    } else if all(&JSON) {
        Settings::Json {
            mapping: Default::default(),
        }
    } else {
        Settings::Files {}
    }
}

/// The path within the chosen folder.
fn inside(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, inside)| inside)
}

/// What the files are called together: their folder, or the one file; `None` for several files without a folder.
pub(super) fn name_of(picked: &[Picked]) -> Option<String> {
    let first = picked.first()?.path.as_str();
    match first.split_once('/') {
        Some((folder, _)) => Some(folder.to_owned()),
        None if picked.len() > 1 => None,
        None => Some(first.to_owned()),
    }
}

/// A name for several files without a folder.
pub(super) fn unnamed(count: usize) -> String {
    words::count("options_files", count)
}
