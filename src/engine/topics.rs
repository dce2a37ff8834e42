//! The team's own topics: checked whole, kept whole or not at all.

use crate::engine::settings::{any_fatal, put};
use crate::engine::{Engine, Outcome};
use crate::protocol::{Effect, Response, StoredRecord};
use crate::triage::topics::TopicFile;

impl Engine {
    pub(super) fn set_topics(&mut self, files: Vec<TopicFile>) {
        self.triage.set_topics(&files);
        self.topic_files = files;
        // Topics are known by their index.
        self.conversations.clear();
    }

    pub(super) fn topics_response(&self, topics: Vec<TopicFile>, saved: bool) -> Response {
        Response::Topics {
            problems: self.triage.check_topics(&topics),
            topics,
            saved,
            built_in: self.triage.built_in_topics(),
        }
    }

    pub(super) fn save_topics(&mut self, files: Vec<TopicFile>) -> Outcome {
        if any_fatal(&self.triage.check_topics(&files)) {
            return self.topics_response(files, false).into();
        }
        let effects = vec![put(StoredRecord::Topics, &files), Effect::Again];
        self.set_topics(files.clone());
        Outcome {
            response: self.topics_response(files, true),
            effects,
        }
    }
}
