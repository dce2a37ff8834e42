//! An import from the web: what to fetch next, what came, and what is kept after each step.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::{Importer, import_lost};
use crate::engine::Outcome;
use crate::engine::settings::put;
use crate::knowledge::Build;
use crate::knowledge::source::{self, Fetched, Found, Known, Next};
use crate::post::Millis;
use crate::problem::Problem;
use crate::protocol::{
    Base, Effect, ImportAnswer, ImportProgress, ImportStep, Response, StoredRecord,
};

/// An import from the web under way, as it is kept.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Web {
    base: String,
    import: source::Import,
    /// How many records of articles there are.
    parts: usize,
    /// Whether it goes on from an earlier time.
    #[serde(skip)]
    resumed: bool,
}

impl Web {
    /// The import that was kept, if it is this base's and its source is still the same; else a new one.
    pub(super) fn resumed_or_new(
        base: &Base,
        kept: Option<Self>,
        known: BTreeMap<String, Known>,
    ) -> Result<Self, Vec<Problem>> {
        if let Some(kept) = kept
            && kept.base == base.id
            && *kept.import.settings() == base.source
        {
            return Ok(Self {
                resumed: true,
                ..kept
            });
        }
        Ok(Self {
            base: base.id.clone(),
            import: source::Import::new(base.source.clone(), known)?,
            parts: 0,
            resumed: false,
        })
    }

    /// What is kept before the first step: a new import leaves nothing of another.
    pub(super) fn begun(&self) -> Vec<Effect> {
        if self.resumed {
            return Vec::new();
        }
        let gone = Effect::Put {
            record: StoredRecord::AllImported,
            bytes: None,
        };
        vec![gone, put(StoredRecord::Import, self)]
    }

    fn take(&mut self, answer: ImportAnswer, now: Millis) -> Vec<Effect> {
        let answer: Result<Fetched, String> = match answer {
            ImportAnswer::Came { fetched } => Ok(fetched),
            ImportAnswer::Failed { message } => Err(message),
        };
        let found = self.import.take(answer, now);
        let mut effects = Vec::new();
        if !found.is_empty()
            && let Ok(bytes) = serde_json::to_vec(&found)
        {
            effects.push(Effect::Put {
                record: StoredRecord::Imported(self.parts),
                bytes: Some(ByteBuf::from(bytes)),
            });
            self.parts += 1;
        }
        effects.push(put(StoredRecord::Import, self));
        effects
    }

    fn step(&mut self, now: Millis) -> ImportStep {
        match self.import.next(now) {
            Next::Fetch(fetch) => ImportStep::Fetch { fetch },
            Next::Wait { until } => ImportStep::Wait { until },
            Next::Done => ImportStep::Done,
        }
    }

    fn progress(&self) -> ImportProgress {
        let report = self.import.report();
        ImportProgress {
            base: self.base.clone(),
            fetched: report.fetched,
            articles: report.articles + report.same,
            left: report.left,
            skipped: report.kinds.values().sum(),
            stopped: false,
        }
    }

    /// Whether a part of the source could not be read.
    pub(super) fn is_partial(&self) -> bool {
        self.import.report().partial
    }

    /// What was left out.
    pub(super) fn problems(&self) -> Vec<Problem> {
        self.import.report().skipped
    }

    /// Builds of what was brought; `known` is what to remember for the next time.
    pub(super) fn finish(
        &self,
        brought: &BTreeMap<usize, Vec<u8>>,
        build: &mut Build,
        known: &mut BTreeMap<String, Known>,
    ) {
        let remembered = self.import.known();
        let mut keep = |path: &str, build: &mut Build| {
            if build.same(path)
                && let Some(one) = remembered.get(path)
            {
                known.insert(path.to_owned(), one.clone());
            }
        };
        let mut new = Vec::new();
        // A part that was kept before a crash and again after it is there once: it has the same number.
        for bytes in brought.range(..self.parts).map(|(_, bytes)| bytes) {
            let found: Vec<Found> = serde_json::from_slice(bytes).unwrap_or_default();
            for found in found {
                match found {
                    Found::Same { path } => keep(&path, build),
                    Found::New { document, known } => {
                        build.add(&document);
                        new.push((document.path, known));
                    }
                }
            }
        }
        if self.is_partial() {
            // Nobody can say whether these are gone.
            for path in self.import.missing() {
                keep(&path, build);
            }
        }
        known.extend(new);
    }
}

impl Importer {
    pub(super) fn next(&mut self, now: Millis) -> Outcome {
        let Some(web) = self.import.as_mut().and_then(|import| import.web.as_mut()) else {
            return import_lost().into();
        };
        let step = web.step(now);
        Response::ImportStep {
            step,
            progress: web.progress(),
        }
        .into()
    }

    pub(super) fn take(&mut self, answer: ImportAnswer, now: Millis) -> Outcome {
        let Some(web) = self.import.as_mut().and_then(|import| import.web.as_mut()) else {
            return import_lost().into();
        };
        let effects = web.take(answer, now);
        let step = web.step(now);
        Outcome {
            response: Response::ImportStep {
                step,
                progress: web.progress(),
            },
            effects,
        }
    }
}
