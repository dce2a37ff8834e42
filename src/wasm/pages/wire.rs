//! [`Response`] as [`read_tagged`](super::chrome::read_tagged) reads it. The compiler holds the two against each other.

use serde::Deserialize;

use crate::brand::Profile;
use crate::problem::Problem;
use crate::protocol::{
    Assist, Failure, Library, Mark, NicknameSeen, Response, State, StoredRecord, Suggestion,
};
use crate::reply::{Draft, TemplateFile};
use crate::triage::topics::TopicFile;

/// A response that was read.
#[derive(Deserialize)]
pub(super) struct Read(#[serde(with = "Wire")] pub(super) Response);

#[derive(Deserialize)]
#[serde(
    remote = "Response",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
enum Wire {
    Marks {
        marks: Vec<Mark>,
        unread: Vec<String>,
        again: Vec<String>,
    },
    Assist {
        assist: Box<Assist>,
    },
    Kept {
        state: State,
    },
    Profile {
        profile: Profile,
        problems: Vec<Problem>,
        saved: bool,
    },
    Nicknames {
        seen: Vec<NicknameSeen>,
        profile: Profile,
    },
    Templates {
        templates: Vec<TemplateFile>,
        problems: Vec<Problem>,
        previews: Vec<Draft>,
        saved: bool,
        built_in: bool,
    },
    Topics {
        topics: Vec<TopicFile>,
        problems: Vec<Problem>,
        saved: bool,
        built_in: Vec<(String, String)>,
    },
    Articles {
        articles: Option<Library>,
    },
    Import {
        received: usize,
        problems: Vec<Problem>,
        articles: Option<Library>,
    },
    Found {
        articles: Vec<Suggestion>,
    },
    Status {
        brands: usize,
        articles: usize,
        handled: usize,
    },
    Need {
        record: StoredRecord,
    },
    Failed {
        error: Failure,
    },
}
