//! Importing articles: files in, in steps; the finished index out.
//!
//! This is a machine of its own beside the engine, so that reading Markdown and building an index are a module that is
//! loaded only while somebody imports. It keeps nothing: the index goes to the store, and the engine loads it there.

use serde_bytes::ByteBuf;

use crate::engine::library::library;
use crate::engine::{Outcome, failed};
use crate::knowledge::{Index, SourceFile};
use crate::post::Millis;
use crate::problem::Problem;
use crate::protocol::{Effect, Request, Response, StoredRecord};

/// The most an import may hold, in bytes of text.
const MAX_IMPORT: usize = 256 << 20;

/// Takes the requests of an import, from [`Request::ImportBegin`] to [`Request::ImportCommit`].
#[derive(Debug, Default)]
pub struct Importer {
    import: Option<Import>,
}

/// An import under way.
#[derive(Debug)]
struct Import {
    source: String,
    base_url: String,
    files: Vec<SourceFile>,
    bytes: usize,
}

impl Importer {
    /// Handles one request at the moment `now`. Requests that belong to no import are refused.
    pub fn handle(&mut self, request: Request, now: Millis) -> Outcome {
        match request {
            Request::ImportBegin { source, base_url } => self.begin(source, &base_url).into(),
            Request::ImportFiles { files } => self.files(files).into(),
            Request::ImportCommit => self.commit(now),
            Request::ImportCancel => self.cancel().into(),
            _ => failed("import.other", "This is no part of an import.", "type").into(),
        }
    }

    fn begin(&mut self, source: String, base_url: &str) -> Response {
        let base_url = base_url.trim().to_owned();
        if !(base_url.is_empty()
            || base_url.starts_with("https://")
            || base_url.starts_with("http://"))
        {
            return failed(
                "import.base_url",
                "The public address must begin with https://. Leave it empty if articles name their own.",
                "baseUrl",
            );
        }
        self.import = Some(Import {
            source,
            base_url,
            files: Vec::new(),
            bytes: 0,
        });
        received(0)
    }

    fn files(&mut self, files: Vec<SourceFile>) -> Response {
        let Some(import) = &mut self.import else {
            return import_lost();
        };
        import.bytes += files.iter().map(|file| file.text.len()).sum::<usize>();
        import.files.extend(files);
        let count = import.files.len();
        if import.bytes > MAX_IMPORT {
            self.import = None;
            return failed(
                "import.large",
                "These articles are larger than 256 MB together. Import fewer folders at a time.",
                "files",
            );
        }
        received(count)
    }

    fn commit(&mut self, now: Millis) -> Outcome {
        let Some(import) = self.import.take() else {
            return import_lost().into();
        };
        let received = import.files.len();
        let (index, problems) = Index::build(&import.source, &import.base_url, &import.files, now);
        if index.contents().articles.is_empty() {
            return none_found(received, problems).into();
        }
        let bytes = index.to_bytes();
        let articles = Some(library(&index, bytes.len()));
        Outcome {
            response: Response::Import {
                received,
                problems,
                articles,
            },
            effects: vec![Effect::Put {
                record: StoredRecord::Knowledge,
                bytes: Some(ByteBuf::from(bytes)),
            }],
        }
    }

    fn cancel(&mut self) -> Response {
        self.import = None;
        received(0)
    }
}

fn received(count: usize) -> Response {
    Response::Import {
        received: count,
        problems: Vec::new(),
        articles: None,
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
        "There is no Markdown file (.md) here."
    } else {
        "None of the files is an article. The articles you had are kept."
    };
    problems.insert(0, Problem::error("import.none", "", message));
    Response::Import {
        received,
        problems,
        articles: None,
    }
}
