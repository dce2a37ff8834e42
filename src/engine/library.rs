//! The knowledge base's life: imported in steps, replaced whole.

use serde_bytes::ByteBuf;

use crate::engine::{Engine, Knowledge, Outcome, failed};
use crate::knowledge::{Index, SourceFile};
use crate::post::Millis;
use crate::problem::Problem;
use crate::protocol::{Effect, Library, Response, StoredRecord};

/// The most an import may hold, in bytes of text.
const MAX_IMPORT: usize = 256 << 20;

/// An import under way.
#[derive(Debug)]
pub(super) struct Import {
    source: String,
    base_url: String,
    files: Vec<SourceFile>,
    bytes: usize,
}

impl Engine {
    pub(super) fn articles(&self) -> Response {
        match &self.knowledge {
            Knowledge::NotLoaded => Response::Need {
                record: StoredRecord::Knowledge,
            },
            Knowledge::None => Response::Articles { articles: None },
            Knowledge::Loaded(index) => Response::Articles {
                articles: Some(library(index, None)),
            },
        }
    }

    pub(super) fn import_begin(&mut self, source: String, base_url: &str) -> Response {
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
        Response::Import {
            received: 0,
            problems: Vec::new(),
            articles: None,
        }
    }

    pub(super) fn import_files(&mut self, files: Vec<SourceFile>) -> Response {
        let Some(import) = &mut self.import else {
            return import_lost();
        };
        import.bytes += files.iter().map(|file| file.text.len()).sum::<usize>();
        import.files.extend(files);
        let received = import.files.len();
        if import.bytes > MAX_IMPORT {
            self.import = None;
            return failed(
                "import.large",
                "These articles are larger than 256 MB together. Import fewer folders at a time.",
                "files",
            );
        }
        Response::Import {
            received,
            problems: Vec::new(),
            articles: None,
        }
    }

    pub(super) fn import_commit(&mut self, now: Millis) -> Outcome {
        let Some(import) = self.import.take() else {
            return import_lost().into();
        };
        let received = import.files.len();
        let (index, problems) = Index::build(&import.source, &import.base_url, &import.files, now);
        if index.contents().articles.is_empty() {
            return none_found(received, problems).into();
        }
        let bytes = index.to_bytes();
        let articles = Some(library(&index, Some(bytes.len())));
        self.knowledge = Knowledge::Loaded(Box::new(index));
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

    pub(super) fn import_cancel(&mut self) -> Response {
        self.import = None;
        Response::Import {
            received: 0,
            problems: Vec::new(),
            articles: None,
        }
    }

    pub(super) fn remove_articles(&mut self) -> Outcome {
        self.knowledge = Knowledge::None;
        Outcome {
            response: Response::Articles { articles: None },
            effects: vec![Effect::Put {
                record: StoredRecord::Knowledge,
                bytes: None,
            }],
        }
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

fn library(index: &Index, bytes: Option<usize>) -> Library {
    let contents = index.contents();
    Library {
        source: contents.source,
        imported: contents.built,
        articles: contents.articles.len(),
        passages: contents.passages,
        bytes: bytes.unwrap_or_else(|| index.to_bytes().len()),
        titles: contents.articles,
    }
}
