//! What the background does, without a browser: a store of records that an engine and an importer share.

use std::collections::BTreeMap;

use super::*;
use crate::knowledge::source::Settings;
use crate::protocol::{Base, RawFile};

/// The background's store.
#[derive(Debug, Default)]
pub(super) struct Store {
    pub(super) records: BTreeMap<String, Vec<u8>>,
    /// Effects that inform.
    pub(super) told: Vec<Effect>,
}

impl Store {
    /// Asks the engine as the background does: loads what is needed, keeps what is to be kept.
    #[expect(clippy::needless_pass_by_value, reason = "a request is handed over")]
    pub(super) fn ask(&mut self, engine: &mut Engine, request: Request) -> Response {
        let mut outcome = engine.handle(request.clone(), NOW);
        while let Response::Need { records } = &outcome.response {
            self.load(records, |record, bytes| engine.load(record, bytes).unwrap());
            outcome = engine.handle(request.clone(), NOW);
        }
        self.keep(&outcome.effects);
        outcome.response
    }

    /// The same for the importer; the engine loads what it made.
    #[expect(clippy::needless_pass_by_value, reason = "a request is handed over")]
    pub(super) fn import(
        &mut self,
        importer: &mut Importer,
        engine: &mut Engine,
        request: Request,
    ) -> Response {
        let mut outcome = importer.handle(request.clone(), NOW);
        while let Response::Need { records } = &outcome.response {
            self.load(records, |record, bytes| {
                importer.load(record, bytes).unwrap();
            });
            outcome = importer.handle(request.clone(), NOW);
        }
        self.keep(&outcome.effects);
        for effect in &outcome.effects {
            if let Effect::Put { record, bytes } = effect {
                engine
                    .load(record, bytes.as_deref().map(Vec::as_slice))
                    .unwrap();
            }
        }
        outcome.response
    }

    fn load(&self, records: &[StoredRecord], mut each: impl FnMut(&StoredRecord, Option<&[u8]>)) {
        for record in records {
            let name = record.to_string();
            if let Some(begin) = name.strip_suffix('*') {
                for (name, bytes) in self
                    .records
                    .iter()
                    .filter(|(name, _)| name.starts_with(begin))
                {
                    each(&name.clone().try_into().unwrap(), Some(bytes));
                }
                each(record, None);
            } else {
                each(record, self.records.get(&name).map(Vec::as_slice));
            }
        }
    }

    fn keep(&mut self, effects: &[Effect]) {
        for effect in effects {
            let Effect::Put { record, bytes } = effect else {
                self.told.push(effect.clone());
                continue;
            };
            let name = record.to_string();
            match (name.strip_suffix('*'), bytes) {
                (Some(begin), _) => self.records.retain(|name, _| !name.starts_with(begin)),
                (None, Some(bytes)) => {
                    self.records.insert(name, bytes.to_vec());
                }
                (None, None) => {
                    self.records.remove(&name);
                }
            }
        }
    }

    /// An engine as it is after the background was killed.
    pub(super) fn woken(&self) -> Engine {
        let mut engine = Engine::new(WEIGHTS).unwrap();
        for record in [
            StoredRecord::Profile,
            StoredRecord::Templates,
            StoredRecord::OwnTemplates,
            StoredRecord::Meanings,
            StoredRecord::Replies,
            StoredRecord::Rewriting,
            StoredRecord::Checks,
            StoredRecord::Sent,
            StoredRecord::Bases,
            StoredRecord::Ways,
            StoredRecord::Synonyms,
            StoredRecord::Gaps,
            StoredRecord::Links,
            StoredRecord::Targets,
            StoredRecord::Retention,
        ] {
            let bytes = self.records.get(&record.to_string());
            engine.load(&record, bytes.map(Vec::as_slice)).unwrap();
        }
        engine.restore(self.told.iter().filter_map(|effect| match effect {
            Effect::Append { event } => Some(event.clone()),
            _ => None,
        }));
        engine
    }

    /// Sets a base of files up and imports these.
    pub(super) fn add_files(
        &mut self,
        engine: &mut Engine,
        id: &str,
        files: &[(&str, &str)],
    ) -> Response {
        let base = base(id, Settings::Files {});
        self.ask(engine, Request::SaveBase { base: base.clone() });
        let mut importer = Importer::default();
        let files = files
            .iter()
            .map(|(path, text)| RawFile {
                path: (*path).into(),
                bytes: text.as_bytes().to_vec(),
            })
            .collect();
        self.import(&mut importer, engine, Request::ImportBegin { base });
        self.import(&mut importer, engine, Request::ImportFiles { files });
        self.import(&mut importer, engine, Request::ImportCommit)
    }
}

/// A base of any brand.
pub(super) fn base(id: &str, source: Settings) -> Base {
    Base {
        id: id.into(),
        name: format!("Help {id}"),
        brands: Vec::new(),
        source,
        base_url: "https://help.example".into(),
        lang: "en".into(),
        campaign: String::new(),
    }
}
