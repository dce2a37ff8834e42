//! The knowledge base as the lead sees it. How it is made: [`crate::engine::Importer`].

use crate::engine::{Engine, Knowledge, Outcome};
use crate::knowledge::Index;
use crate::protocol::{Effect, Library, Response, StoredRecord};

impl Engine {
    pub(super) fn articles(&self) -> Response {
        match &self.knowledge {
            Knowledge::NotLoaded => Response::Need {
                record: StoredRecord::Knowledge,
            },
            Knowledge::None => Response::Articles { articles: None },
            Knowledge::Loaded { index, bytes } => Response::Articles {
                articles: Some(library(index, *bytes)),
            },
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

/// How the knowledge base of `bytes` bytes stands.
pub(super) fn library(index: &Index, bytes: usize) -> Library {
    let contents = index.contents();
    Library {
        source: contents.source,
        imported: contents.built,
        articles: contents.articles.len(),
        passages: contents.passages,
        bytes,
        titles: contents.articles,
    }
}
