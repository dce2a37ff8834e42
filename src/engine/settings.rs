//! The lead's settings: the brand profile. Checked whole, kept whole or not at all.

use serde::Serialize;
use serde_bytes::ByteBuf;

use crate::brand::{Matcher, Profile};
use crate::engine::{Engine, Outcome};
use crate::problem::Problem;
use crate::protocol::{Effect, Response, StoredRecord};

impl Engine {
    pub(super) fn set_profile(&mut self, profile: Profile) {
        self.matcher = Matcher::new(&profile, &self.words);
        self.profile = profile;
        self.unlearnt = true;
        // Brands are known by their index.
        self.conversations.clear();
    }

    pub(super) fn profile_response(&self, profile: Profile, saved: bool) -> Response {
        let problems = profile.check();
        Response::Profile {
            profile,
            problems,
            saved,
        }
    }

    pub(super) fn save_profile(&mut self, profile: Profile) -> Outcome {
        if any_fatal(&profile.check()) {
            return self.profile_response(profile, false).into();
        }
        let effects = vec![put(StoredRecord::Profile, &profile), Effect::Again];
        self.set_profile(profile.clone());
        Outcome {
            response: self.profile_response(profile, true),
            effects,
        }
    }
}

pub(super) fn any_fatal(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.fatal)
}

/// Keeps `value` as JSON. Plain data always serialises; were it not so, the record would be removed, not half-written.
pub(super) fn put(record: StoredRecord, value: &impl Serialize) -> Effect {
    Effect::Put {
        record,
        bytes: serde_json::to_vec(value).ok().map(ByteBuf::from),
    }
}
