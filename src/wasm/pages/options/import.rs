//! The import of articles: read here, unpacked here, sent to the engine in pieces, put in the place of the old ones whole.

use std::cell::Cell;
use std::rc::Rc;

use super::articles::Msg;
use super::files::{self, Picked};
use crate::knowledge::SourceFile;
use crate::knowledge::archive::{Limits, unzip};
use crate::problem::Problem;
use crate::protocol::{Failure, Library, Request, Response};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::words;

/// How much text goes in one message, in bytes.
const PIECE: usize = 512 << 10;

/// How an import ended.
#[derive(Clone)]
pub(super) struct Report {
    pub(super) library: Option<Library>,
    pub(super) problems: Vec<Problem>,
    /// Files that are no Markdown.
    pub(super) others: usize,
}

/// What is to be imported.
pub(super) struct Import {
    pub(super) picked: Vec<Picked>,
    pub(super) base_url: String,
    pub(super) cancelled: Rc<Cell<bool>>,
}

/// What was read from the person's files.
struct Read {
    source: String,
    files: Vec<SourceFile>,
    problems: Vec<Problem>,
    others: usize,
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
    pub(super) async fn run(self, to: To<Msg>) -> Msg {
        let read = self.read(&to).await;
        let mut answer = self.send(&read, &to).await;
        // The background was restarted in the middle: it knows nothing of the pieces it had.
        if matches!(&answer, Err(Stop::Failed(failure)) if failure.code == "import.lost") {
            answer = self.send(&read, &to).await;
        }
        match answer {
            Ok((library, mut problems)) => {
                problems.extend(read.problems);
                Msg::Imported(Ok(Some(Report {
                    library,
                    problems,
                    others: read.others,
                })))
            }
            Err(stop) => {
                // Best effort: the next import begins anew anyway.
                let _ = ask(Request::ImportCancel).await;
                match stop {
                    Stop::Cancelled => Msg::Imported(Ok(None)),
                    Stop::Failed(failure) => Msg::Imported(Err(failure)),
                }
            }
        }
    }

    async fn read(&self, to: &To<Msg>) -> Read {
        let mut read = Read {
            source: source_of(&self.picked),
            files: Vec::new(),
            problems: Vec::new(),
            others: 0,
        };
        for (at, picked) in self.picked.iter().enumerate() {
            if self.cancelled.get() {
                break;
            }
            if at % 50 == 0 {
                to.send(Msg::Reading(at, self.picked.len()));
            }
            read.take(picked).await;
        }
        read
    }

    async fn send(
        &self,
        read: &Read,
        to: &To<Msg>,
    ) -> Result<(Option<Library>, Vec<Problem>), Stop> {
        step(Request::ImportBegin {
            source: read.source.clone(),
            base_url: self.base_url.clone(),
        })
        .await?;
        let mut sent = 0;
        for piece in pieces(&read.files) {
            if self.cancelled.get() {
                return Err(Stop::Cancelled);
            }
            to.send(Msg::Sending(sent, read.files.len()));
            sent += piece.len();
            step(Request::ImportFiles {
                files: piece.to_vec(),
            })
            .await?;
        }
        if self.cancelled.get() {
            return Err(Stop::Cancelled);
        }
        to.send(Msg::Sending(sent, read.files.len()));
        Ok(step(Request::ImportCommit).await?)
    }
}

impl Read {
    async fn take(&mut self, picked: &Picked) {
        let path = inside(&picked.path);
        let name = path.to_lowercase();
        if name.ends_with(".zip") {
            match files::bytes(&picked.file).await {
                Some(bytes) => {
                    let (files, problems) = unzip(&bytes, &Limits::default());
                    self.files.extend(files);
                    // Problems of the archive itself name no path; the person has to know which file it was.
                    self.problems
                        .extend(problems.into_iter().map(|mut problem| {
                            if problem.path.is_empty() {
                                problem.path = path.to_owned();
                            }
                            problem
                        }));
                }
                None => self.problems.push(unreadable(path)),
            }
        } else if name.ends_with(".md") || name.ends_with(".markdown") {
            match files::text(&picked.file).await {
                Some(text) => self.files.push(SourceFile {
                    path: path.to_owned(),
                    text,
                }),
                None => self.problems.push(unreadable(path)),
            }
        } else {
            self.others += 1;
        }
    }
}

async fn step(request: Request) -> Result<(Option<Library>, Vec<Problem>), Failure> {
    match ask(request).await? {
        Response::Import {
            articles, problems, ..
        } => Ok((articles, problems)),
        other => unexpected(other),
    }
}

fn unreadable(path: &str) -> Problem {
    Problem::error(
        "file.unreadable",
        path,
        "The browser could not read this file. See whether it is still there and may be read, then import again.",
    )
}

/// The path within the chosen folder.
fn inside(path: &str) -> &str {
    path.split_once('/').map_or(path, |(_, inside)| inside)
}

/// What the source is called: the folder, or the one file, or how many files.
fn source_of(picked: &[Picked]) -> String {
    let first = picked.first().map(|picked| picked.path.as_str());
    match first.and_then(|path| path.split_once('/')) {
        Some((folder, _)) => folder.to_owned(),
        None if picked.len() > 1 => words::count("options_files", picked.len()),
        None => first.unwrap_or_default().to_owned(),
    }
}

/// Cuts the files into pieces of bounded size; a file larger than that goes alone.
fn pieces(files: &[SourceFile]) -> Vec<&[SourceFile]> {
    let mut pieces = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, file) in files.iter().enumerate() {
        if size > 0 && size + file.text.len() > PIECE {
            pieces.extend(files.get(start..at));
            (start, size) = (at, 0);
        }
        size += file.text.len() + file.path.len();
    }
    pieces.extend(files.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}
