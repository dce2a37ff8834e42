//! How soon customers are to hear, and the clocks that follow from it.

use crate::desk::{Case, Clocks, Target, Targets};
use crate::engine::queue::answer;
use crate::engine::settings::{any_fatal, put};
use crate::engine::{Engine, Outcome};
use crate::post::PostKey;
use crate::protocol::{DeskAnswer, Response, StoredRecord};

impl Engine {
    pub(super) fn save_targets(&mut self, typed: Targets) -> Outcome {
        if any_fatal(&typed.check()) {
            return targets(typed, false).into();
        }
        self.cases.targets = typed.clone();
        self.cases.clocks.clear();
        Outcome {
            effects: vec![put(StoredRecord::Targets, &typed)],
            response: targets(typed, true),
        }
    }

    /// How soon a case was to be answered and settled.
    pub(super) fn target(&self, case: &Case) -> Target {
        let sight = &case.sight;
        let topic = sight.topic.as_deref();
        self.cases.targets.of(&case.brand, topic, sight.urgency)
    }

    pub(super) fn reckon(&self, case: &Case) -> Clocks {
        let hours = self.ways.calendar(&case.brand);
        Clocks::of(case, &self.target(case), &self.cases.targets, hours)
    }

    /// Reckons the clocks of open cases that changed.
    pub(super) fn wind(&mut self) {
        let open = self.desk.open_cases();
        let due = open.filter(|(key, _)| !self.cases.clocks.contains_key(*key));
        let due: Vec<(PostKey, Clocks)> = due
            .map(|(key, case)| (key.clone(), self.reckon(case)))
            .collect();
        self.cases.clocks.extend(due);
    }
}

/// Targets, and what is wrong with them.
pub(super) fn targets(targets: Targets, saved: bool) -> Response {
    answer(DeskAnswer::Targets {
        problems: targets.check(),
        targets,
        saved,
    })
}
