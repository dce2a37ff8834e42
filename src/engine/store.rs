//! What the engine is rebuilt from: the log of events and the records.

use crate::desk::Event;
use crate::engine::{Engine, ways};
use crate::protocol::{Failure, StoredRecord};

impl Engine {
    /// Takes events from the log, in any order.
    pub fn restore(&mut self, events: impl IntoIterator<Item = Event>) {
        let before = self.desk.len();
        self.desk.restore(events);
        self.cases.restored(self.desk.len() - before);
        self.unlearnt = true;
        self.sending.known.forget();
    }

    /// The posts whose events are to be loaded before these can be taken.
    #[must_use]
    pub fn lacks(&self, events: &[Event]) -> Vec<String> {
        let lacking = events.iter().flat_map(|event| self.desk.lacks(event));
        lacking
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// Takes a stored record; `None` where the store has none.
    ///
    /// # Errors
    /// When the record cannot be read. What the engine had stays.
    pub fn load(&mut self, record: &StoredRecord, bytes: Option<&[u8]>) -> Result<(), Failure> {
        self.sending.known.forget();
        match record {
            StoredRecord::Profile => self.set_profile(json(record, bytes)?),
            StoredRecord::Templates => self.playbooks.set_team(json(record, bytes)?),
            StoredRecord::OwnTemplates => self.playbooks.add_own(json(record, bytes)?),
            StoredRecord::Meanings => {
                let bytes = bytes.unwrap_or_default();
                self.playbooks.ready.take_meanings(bytes);
            }
            StoredRecord::Rewriting => self.rewriting = json(record, bytes)?,
            StoredRecord::Replies => self.set_reply_settings(json(record, bytes)?),
            StoredRecord::Checks => self.sending.policy = json(record, bytes)?,
            StoredRecord::Sent => self.sending.sent = json(record, bytes)?,
            StoredRecord::Nicknames => self.nicknames = json(record, bytes)?,
            StoredRecord::Topics => self.set_topics(json(record, bytes)?),
            StoredRecord::Bases => self.library.bases = json(record, bytes)?,
            StoredRecord::Synonyms => {
                let text = String::from_utf8_lossy(bytes.unwrap_or_default());
                self.library.set_synonyms(text.into_owned());
            }
            StoredRecord::Desk
            | StoredRecord::Targets
            | StoredRecord::Retention
            | StoredRecord::Erased
            | StoredRecord::Salt
            | StoredRecord::Events(_)
            | StoredRecord::Excerpt(_)
            | StoredRecord::AllExcerpts => self.load_desk(record, bytes)?,
            StoredRecord::Team => self.team.load(record, bytes)?,
            StoredRecord::Managed => self.take_managed(bytes),
            StoredRecord::Ways => self.ways = ways::Ways::new(json(record, bytes)?),
            StoredRecord::Base(id) => self
                .library
                .load(id, bytes)
                .map_err(|error| damaged(record, &error))?,
            StoredRecord::Sense(id, part) => self.library.load_sense(id, *part, bytes),
            StoredRecord::Report(id) => {
                self.library.load_report(id, json(record, bytes)?);
            }
            StoredRecord::Gaps => self.gaps = json(record, bytes)?,
            StoredRecord::Links => self.links = json(record, bytes)?,
            // The importer's, and names of several.
            StoredRecord::AllSense(_)
            | StoredRecord::Known(_)
            | StoredRecord::Import
            | StoredRecord::Imported(_)
            | StoredRecord::AllImported => {}
        }
        Ok(())
    }
}

/// A record of JSON; the default where the store has none.
pub(super) fn json<T: serde::de::DeserializeOwned + Default>(
    record: &StoredRecord,
    bytes: Option<&[u8]>,
) -> Result<T, Failure> {
    let value = bytes.map(serde_json::from_slice).transpose();
    let value = value.map_err(|error| damaged(record, &error.to_string()))?;
    Ok(value.unwrap_or_default())
}

pub(super) fn damaged(record: &StoredRecord, message: &str) -> Failure {
    Failure {
        code: "store.damaged".into(),
        message: message.to_owned(),
        path: record.to_string(),
    }
}
