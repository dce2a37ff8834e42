//! [`Response`] as [`read_tagged`](super::chrome::read_tagged) reads it. The compiler holds the two against each other.

use serde::{Deserialize, Serialize};

use crate::brand::Profile;
use crate::post::Millis;
use crate::problem::Problem;
use crate::protocol::{
    ArticleDraft, ArticleLine, Assist, BaseState, Checked, DeskAnswer, Failure, FirstLine, Gap,
    ImportProgress, ImportReport, ImportStep, Lessons, Mark, NicknameSeen, OpenPromise, Response,
    SetupAnswer, State, StoredRecord, Suggestion, TeamStands, WaysState,
};
use crate::reply::check::Policy;
use crate::reply::rewrite::RewriteSettings;
use crate::reply::way::BrandWays;
use crate::reply::{Draft, ReplySettings, TemplateFile};
use crate::triage::topics::TopicFile;

/// A response that was read.
#[derive(Deserialize)]
pub(super) struct Read(#[serde(with = "Wire")] pub(super) Response);

/// Nobody writes one here: writing has to name every variant, so that the compiler misses one that is not read. Braces
/// even where nothing is inside: the tag is, and a unit would be refused.
#[derive(Serialize, Deserialize)]
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
    Team {
        team: TeamStands,
    },
    Lessons {
        lessons: Lessons,
    },
    LessonsFile {
        file: String,
    },
    Taken {
        new: usize,
        known: usize,
        from: Option<String>,
        kept: bool,
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
        used: Vec<(String, usize)>,
    },
    Checked {
        checked: Box<Checked>,
    },
    Sent {
        promises: usize,
    },
    Checks {
        policy: Policy,
        problems: Vec<Problem>,
        saved: bool,
    },
    Replies {
        drafts: Vec<Draft>,
    },
    ReplySettings {
        settings: ReplySettings,
        problems: Vec<Problem>,
        saved: bool,
    },
    Rewriting {
        settings: RewriteSettings,
        problems: Vec<Problem>,
        saved: bool,
    },
    Topics {
        topics: Vec<TopicFile>,
        problems: Vec<Problem>,
        saved: bool,
        built_in: Vec<(String, String)>,
    },
    Bases {
        bases: Vec<BaseState>,
        problems: Vec<Problem>,
    },
    BaseArticles {
        articles: Vec<ArticleLine>,
        all: usize,
    },
    Import {
        received: usize,
        problems: Vec<Problem>,
        report: Option<ImportReport>,
    },
    ImportStep {
        step: ImportStep,
        progress: ImportProgress,
    },
    Unread {
        base: String,
        imported: Millis,
        numbers: Vec<usize>,
        texts: Vec<String>,
        read: [usize; 2],
    },
    Found {
        articles: Vec<Suggestion>,
        meaning: String,
        by_meaning: bool,
    },
    Synonyms {
        text: String,
        problems: Vec<Problem>,
        saved: bool,
    },
    Noted {},
    Gaps {
        gaps: Vec<Gap>,
        first_line: Vec<FirstLine>,
        seen: [usize; 2],
    },
    DraftArticle {
        draft: ArticleDraft,
    },
    LinksDue {
        urls: Vec<String>,
    },
    Ways {
        ways: Vec<BrandWays>,
        problems: Vec<Problem>,
        states: Vec<WaysState>,
        saved: bool,
    },
    Holidays {
        special: String,
        new: usize,
        problems: Vec<Problem>,
    },
    Promises {
        promises: Vec<OpenPromise>,
    },
    Desk {
        // The frame and the toolbar's panel ask for nothing of the kind: 120 kB that they need not carry.
        #[cfg_attr(not(feature = "options"), serde(skip))]
        answer: DeskAnswer,
    },
    Setup {
        #[cfg_attr(not(feature = "options"), serde(skip))]
        answer: SetupAnswer,
    },
    Status {
        brands: usize,
        articles: usize,
        ways: usize,
        handled: usize,
    },
    Refined {},
    Need {
        records: Vec<StoredRecord>,
    },
    Failed {
        error: Failure,
    },
}
