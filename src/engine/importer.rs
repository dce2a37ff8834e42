//! Importing articles into a knowledge base: files or answers of servers in, in steps; the finished index out.
//!
//! This is a machine of its own beside the engine, so that reading articles and building an index are a module that is
//! loaded only while somebody imports. It keeps nothing: what it needs is loaded, what it makes goes to the store, and
//! the engine loads it there. An import from the web is kept after each step, so that it goes on wherever it was killed.

mod holidays;
mod web;

use std::collections::BTreeMap;

use serde_bytes::ByteBuf;

use crate::engine::settings::put;
use crate::engine::{Outcome, failed};
use crate::knowledge::source::{Known, read_files};
use crate::knowledge::{Build, Index};
use crate::post::Millis;
use crate::problem::Problem;
use crate::protocol::{
    Base, Effect, Failure, ImportReport, RawFile, Request, Response, StoredRecord,
};
use holidays::holidays;
use web::Web;

/// The most an import may hold, in bytes of files.
const MAX_IMPORT: usize = 256 << 20;
/// The most problems that are kept with an import's report.
const MAX_TOLD: usize = 200;

/// Takes the requests of an import, from [`Request::ImportBegin`] to [`Request::ImportCommit`].
#[derive(Debug, Default)]
pub struct Importer {
    /// What was asked for by [`Response::Need`].
    stored: Stored,
    import: Option<Import>,
}

/// What the store has, as far as it was loaded.
#[derive(Debug, Default)]
struct Stored {
    /// The base that this belongs to.
    base: Option<String>,
    old: Option<Index>,
    known: BTreeMap<String, Known>,
    /// An import from the web under way.
    web: Option<Web>,
    /// What it has brought, if that was loaded.
    brought: Option<BTreeMap<usize, Vec<u8>>>,
}

/// An import under way.
#[derive(Debug)]
struct Import {
    base: Base,
    build: Build,
    known: BTreeMap<String, Known>,
    web: Option<Web>,
    /// Files that came.
    received: usize,
    bytes: usize,
    problems: Vec<Problem>,
}

impl Importer {
    /// Takes a stored record that [`Response::Need`] named.
    ///
    /// # Errors
    /// Never for an old index that cannot be read: then all is imported anew.
    pub fn load(&mut self, record: &StoredRecord, bytes: Option<&[u8]>) -> Result<(), Failure> {
        let stored = &mut self.stored;
        match (record, bytes) {
            (StoredRecord::Base(_), Some(bytes)) => stored.old = Index::from_bytes(bytes).ok(),
            (StoredRecord::Sense(_, part), Some(bytes)) => {
                if let Some(old) = &mut stored.old {
                    old.take_part(*part, bytes);
                }
            }
            (StoredRecord::Known(_), Some(bytes)) => {
                stored.known = serde_json::from_slice(bytes).unwrap_or_default();
            }
            (StoredRecord::Import, Some(bytes)) => stored.web = serde_json::from_slice(bytes).ok(),
            (StoredRecord::AllImported, None) => {
                stored.brought.get_or_insert_default();
            }
            (StoredRecord::Imported(part), Some(bytes)) => {
                let brought = stored.brought.get_or_insert_default();
                brought.insert(*part, bytes.to_vec());
            }
            _ => {}
        }
        Ok(())
    }

    /// Handles one request at the moment `now`. Requests that belong to no import are refused.
    pub fn handle(&mut self, request: Request, now: Millis) -> Outcome {
        match request {
            Request::ImportBegin { base } => self.begin(base),
            Request::ImportFiles { files } => self.files(files).into(),
            Request::ImportNext => self.next(now),
            Request::ImportTake { answer } => self.take(answer, now),
            Request::ImportCommit => self.commit(now),
            Request::ImportCancel => self.cancel(),
            Request::ImportHolidays { file, hours } => holidays(&file, &hours, now).into(),
            _ => failed("import.other", "This is no part of an import.", "type").into(),
        }
    }

    fn begin(&mut self, base: Base) -> Outcome {
        let id = &base.id;
        if self.stored.base.as_ref() != Some(id) {
            self.stored = Stored {
                base: Some(id.clone()),
                ..Stored::default()
            };
            return Response::Need {
                records: vec![
                    StoredRecord::Base(id.clone()),
                    StoredRecord::AllSense(id.clone()),
                    StoredRecord::Known(id.clone()),
                    StoredRecord::Import,
                ],
            }
            .into();
        }
        let stored = std::mem::take(&mut self.stored);
        let web = if base.source.hosts().is_empty() {
            None
        } else {
            match Web::resumed_or_new(&base, stored.web, stored.known) {
                Ok(web) => Some(web),
                Err(problems) => return none_found(0, problems).into(),
            }
        };
        let effects = web.iter().flat_map(Web::begun).collect();
        self.import = Some(Import {
            build: Build::new(&base.base_url, stored.old),
            base,
            known: BTreeMap::new(),
            web,
            received: 0,
            bytes: 0,
            problems: Vec::new(),
        });
        Outcome {
            response: received(0),
            effects,
        }
    }

    fn files(&mut self, files: Vec<RawFile>) -> Response {
        // An import from the web may have been begun meanwhile: files do not belong into it.
        let Some(import) = self.import.as_mut().filter(|import| import.web.is_none()) else {
            return import_lost();
        };
        import.bytes += files.iter().map(|file| file.bytes.len()).sum::<usize>();
        import.received += files.len();
        if import.bytes > MAX_IMPORT {
            self.import = None;
            return failed(
                "import.large",
                "These articles are larger than 256 MB together. Import fewer folders at a time.",
                "files",
            );
        }
        let files = files
            .into_iter()
            .map(|file| (file.path, file.bytes))
            .collect();
        let (documents, problems) = read_files(&import.base.source, files);
        import.problems.extend(problems);
        for document in &documents {
            import.build.add(document);
        }
        received(import.received)
    }

    fn commit(&mut self, now: Millis) -> Outcome {
        let Some(import) = &mut self.import else {
            return import_lost().into();
        };
        if let Some(web) = &import.web {
            let Some(brought) = self.stored.brought.take() else {
                let records = vec![StoredRecord::AllImported];
                return Response::Need { records }.into();
            };
            web.finish(&brought, &mut import.build, &mut import.known);
            import.problems.extend(web.problems());
        }
        self.import
            .take()
            .map_or_else(|| import_lost().into(), |import| import.commit(now))
    }

    fn cancel(&mut self) -> Outcome {
        let web = self.import.take().and_then(|import| import.web);
        let gone = [StoredRecord::Import, StoredRecord::AllImported];
        let gone = gone.map(|record| Effect::Put {
            record,
            bytes: None,
        });
        Outcome {
            response: received(0),
            effects: web.map_or_else(Vec::new, |_| gone.into()),
        }
    }
}

impl Import {
    fn commit(self, now: Millis) -> Outcome {
        let Self {
            base,
            build,
            known,
            web,
            received,
            mut problems,
            ..
        } = self;
        let built = build.finish(&base.name, now);
        problems.extend(built.problems);
        if built.index.contents().articles.is_empty() {
            return none_found(received, problems).into();
        }
        let report = ImportReport {
            at: now,
            new: built.changes.new,
            changed: built.changes.changed,
            same: built.changes.same,
            gone: built.changes.gone,
            skipped_all: problems.len(),
            partial: web.as_ref().is_some_and(Web::is_partial),
            skipped: problems.iter().take(MAX_TOLD).cloned().collect(),
        };
        let id = base.id;
        let gone = |record| Effect::Put {
            record,
            bytes: None,
        };
        let mut effects = vec![
            Effect::Put {
                record: StoredRecord::Base(id.clone()),
                bytes: Some(ByteBuf::from(built.index.to_bytes())),
            },
            // They are in the file itself now.
            gone(StoredRecord::AllSense(id.clone())),
            put(StoredRecord::Report(id.clone()), &report),
        ];
        if web.is_some() {
            effects.push(put(StoredRecord::Known(id), &known));
            effects.push(gone(StoredRecord::Import));
            effects.push(gone(StoredRecord::AllImported));
        }
        effects.extend([Effect::Again, Effect::ReadOn]);
        Outcome {
            response: Response::Import {
                received,
                problems,
                report: Some(report),
            },
            effects,
        }
    }
}

fn received(count: usize) -> Response {
    Response::Import {
        received: count,
        problems: Vec::new(),
        report: None,
    }
}

/// The background was restarted in the middle: nothing is half-imported, the sender starts again.
fn import_lost() -> Response {
    failed(
        "import.lost",
        "The import was interrupted before it was complete, and nothing was changed. Start it again.",
        "files",
    )
}

/// Nothing to keep: the old knowledge base stays.
fn none_found(received: usize, mut problems: Vec<Problem>) -> Response {
    let message = if received == 0 {
        "There is no article here. Articles are files that end in .md or .html, rows of a table, or pages on the web."
    } else {
        "None of the files is an article. The articles you had are kept."
    };
    problems.insert(0, Problem::error("import.none", "", message));
    Response::Import {
        received,
        problems,
        report: None,
    }
}
