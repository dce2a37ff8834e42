//! The lead's settings: the brand profile and the templates. Checked whole, kept whole or not at all.

use serde::Serialize;
use serde_bytes::ByteBuf;

use crate::brand::{Matcher, Profile};
use crate::engine::{Engine, Outcome};
use crate::problem::Problem;
use crate::protocol::{Effect, Response, StoredRecord};
use crate::reply::{TemplateFile, Templates};

impl Engine {
    pub(super) fn set_profile(&mut self, profile: Profile) {
        self.matcher = Matcher::new(&profile, &self.words);
        self.profile = profile;
        self.unlearnt = true;
        // Brands are known by their index.
        self.conversations.clear();
    }

    pub(super) fn set_templates(&mut self, files: Vec<TemplateFile>) {
        self.templates = if files.is_empty() {
            Templates::new(&Templates::built_in(), &[]).0
        } else {
            Templates::new(&files, &[]).0
        };
        self.template_files = files;
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

    pub(super) fn templates_response(&self, files: Vec<TemplateFile>, saved: bool) -> Response {
        let built_in = files.is_empty();
        let templates = if built_in {
            Templates::built_in()
        } else {
            files
        };
        let (compiled, problems) = self.checked(&templates);
        Response::Templates {
            templates,
            problems,
            previews: compiled.previews(&self.reply_settings.sign_off),
            saved,
            built_in,
            used: self.desk.playbooks_used(),
        }
    }

    /// Playbooks, and what is wrong with them by the topics that there are now.
    fn checked(&self, files: &[TemplateFile]) -> (Templates, Vec<Problem>) {
        let topics: Vec<&str> = self.all_topics().map(|topic| &*topic.code).collect();
        Templates::new(files, &topics)
    }

    pub(super) fn save_templates(&mut self, files: Vec<TemplateFile>) -> Outcome {
        if any_fatal(&self.checked(&files).1) {
            return self.templates_response(files, false).into();
        }
        let effects = vec![put(StoredRecord::Templates, &files), Effect::Again];
        self.set_templates(files.clone());
        Outcome {
            response: self.templates_response(files, true),
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
