//! Who rewrites drafts: kept like the other settings. The engine itself rewrites nothing and asks nobody.

use crate::engine::settings::put;
use crate::engine::{Engine, Outcome};
use crate::protocol::{Effect, Response, StoredRecord};
use crate::reply::rewrite::RewriteSettings;

impl Engine {
    /// Keeps settings, if nothing is wrong with them.
    pub(super) fn save_rewriting(&mut self, settings: &RewriteSettings) -> Outcome {
        let settings = settings.trimmed();
        let response = rewriting(settings.clone(), settings.check().is_empty());
        let mut outcome = Outcome::from(response);
        if matches!(outcome.response, Response::Rewriting { saved: true, .. }) {
            outcome.effects = vec![put(StoredRecord::Rewriting, &settings), Effect::Again];
            self.rewriting = settings;
        }
        outcome
    }
}

pub(super) fn rewriting(settings: RewriteSettings, saved: bool) -> Response {
    Response::Rewriting {
        problems: settings.check(),
        settings,
        saved,
    }
}
