//! What the engine answers.

use serde::{Deserialize, Serialize};

use crate::brand::Profile;
use crate::post::Millis;
use crate::problem::Problem;
use crate::protocol::{
    ArticleDraft, ArticleLine, Assist, BaseState, Checked, DeskAnswer, Failure, FirstLine, Gap,
    ImportProgress, ImportReport, ImportStep, Lessons, Mark, NicknameSeen, OpenPromise,
    SetupAnswer, State, StoredRecord, Suggestion, TeamStands, WaysState,
};
use crate::reply::check::Policy;
use crate::reply::rewrite::RewriteSettings;
use crate::reply::way::BrandWays;
use crate::reply::{Draft, ReplySettings, TemplateFile};
use crate::triage::topics::TopicFile;

/// What the engine answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Response {
    /// Marks for the posts of [`super::Request::Observe`] that are about a brand; the others get none.
    Marks {
        /// In the order of the posts.
        marks: Vec<Mark>,
        /// Keys of posts that could not be read (no permalink, no text).
        unread: Vec<String>,
        /// Keys of posts on the page to be sent (again): not known, or read differently now that these are known.
        again: Vec<String>,
    },
    /// For the assist frame.
    Assist {
        /// All of it.
        assist: Box<Assist>,
    },
    /// How the team stands.
    Team {
        /// That.
        team: TeamStands,
    },
    /// The act is kept (once the effects are done).
    Kept {
        /// What is known of the post now.
        state: State,
    },
    /// How the corrections stand that were made about a brand.
    Lessons {
        /// All about them.
        lessons: Lessons,
    },
    /// For [`super::Request::LessonsFile`].
    LessonsFile {
        /// JSON lines.
        file: String,
    },
    /// For [`super::Request::TakeLessons`].
    Taken {
        /// How many are new.
        new: usize,
        /// How many were here already.
        known: usize,
        /// The brand that they were made for, if it has another name.
        from: Option<String>,
        /// Whether they are kept.
        kept: bool,
    },
    /// The profile, and what is wrong with it.
    Profile {
        /// The profile.
        profile: Profile,
        /// Problems, by field.
        problems: Vec<Problem>,
        /// Whether it is kept.
        saved: bool,
    },
    /// Nicknames that were seen.
    Nicknames {
        /// The most seen first.
        seen: Vec<NicknameSeen>,
        /// The profile as it stands now.
        profile: Profile,
    },
    /// The templates, and what is wrong with them.
    Templates {
        /// The files.
        templates: Vec<TemplateFile>,
        /// Problems, by file and line.
        problems: Vec<Problem>,
        /// A sample of each wording of each, filled in with an invented customer.
        previews: Vec<Draft>,
        /// Whether they are kept.
        saved: bool,
        /// Whether these are the ones that come with Handrail.
        built_in: bool,
        /// For each file's path that was used, for how many posts.
        used: Vec<(String, usize)>,
    },
    /// What the checks say of a reply.
    Checked {
        /// All of it.
        checked: Box<Checked>,
    },
    /// A reply that was sent is noted.
    Sent {
        /// What it promises.
        promises: usize,
    },
    /// The lead's rules for the checks.
    Checks {
        /// As asked about, or as kept.
        policy: Policy,
        /// What is wrong with them.
        problems: Vec<Problem>,
        /// Whether they are the ones in use.
        saved: bool,
    },
    /// For [`super::Request::FindReplies`].
    Replies {
        /// Best first; at most eight.
        drafts: Vec<Draft>,
    },
    /// What fills the sign-off and so on in drafts.
    ReplySettings {
        /// The settings.
        settings: ReplySettings,
        /// What is wrong with them, by field.
        problems: Vec<Problem>,
        /// Whether they are kept.
        saved: bool,
    },
    /// Who rewrites drafts, if anybody does.
    Rewriting {
        /// The settings.
        settings: RewriteSettings,
        /// What is wrong with them, by field.
        problems: Vec<Problem>,
        /// Whether they are kept.
        saved: bool,
    },
    /// The team's own topics, and what is wrong with them.
    Topics {
        /// The files.
        topics: Vec<TopicFile>,
        /// Problems, by file and line.
        problems: Vec<Problem>,
        /// Whether they are kept.
        saved: bool,
        /// Code and name of every topic that comes with Handrail.
        built_in: Vec<(String, String)>,
    },
    /// How the knowledge bases stand.
    Bases {
        /// In the order of their setting up.
        bases: Vec<BaseState>,
        /// What is wrong with the one that was to be kept.
        problems: Vec<Problem>,
    },
    /// For [`super::Request::BaseArticles`].
    BaseArticles {
        /// The first 500.
        articles: Vec<ArticleLine>,
        /// How many there are in all.
        all: usize,
    },
    /// How an import stands, or ended.
    Import {
        /// Files or articles received so far.
        received: usize,
        /// Problems so far, by file.
        problems: Vec<Problem>,
        /// How it went, after [`super::Request::ImportCommit`]; `None` where there was nothing to keep.
        report: Option<ImportReport>,
    },
    /// For [`super::Request::ImportNext`].
    ImportStep {
        /// What to do.
        step: ImportStep,
        /// How it goes.
        progress: ImportProgress,
    },
    /// For [`super::Request::Unread`]; also after [`super::Request::Read`], with what is left.
    Unread {
        /// The knowledge base's id; empty where all is read.
        base: String,
        /// When it was imported.
        imported: Millis,
        /// The numbers of the texts.
        numbers: Vec<usize>,
        /// The texts.
        texts: Vec<String>,
        /// How many are read, of how many.
        read: [usize; 2],
    },
    /// Articles for the agent's words.
    Found {
        /// Best first.
        articles: Vec<Suggestion>,
        /// What the sentence encoder should read for better ones; empty where that would change nothing.
        meaning: String,
        /// Whether they were chosen by their meaning too.
        by_meaning: bool,
    },
    /// The lead's own synonyms, and what is wrong with them.
    Synonyms {
        /// A line a group.
        text: String,
        /// By line.
        problems: Vec<Problem>,
        /// Whether they are kept.
        saved: bool,
    },
    /// It is noted.
    Noted,
    /// What is missing.
    Gaps {
        /// The most pressing first.
        gaps: Vec<Gap>,
        /// Every topic.
        first_line: Vec<FirstLine>,
        /// Complaints and questions that were looked at, and those of them that had an article.
        seen: [usize; 2],
    },
    /// For [`super::Request::DraftArticle`].
    DraftArticle {
        /// It.
        draft: ArticleDraft,
    },
    /// For [`super::Request::LinksDue`].
    LinksDue {
        /// The addresses.
        urls: Vec<String>,
    },
    /// The hours and private ways of the brands, and what is wrong with them.
    Ways {
        /// As typed.
        ways: Vec<BrandWays>,
        /// Problems, by brand and field.
        problems: Vec<Problem>,
        /// How each of them stands, in the same order.
        states: Vec<WaysState>,
        /// Whether they are kept.
        saved: bool,
    },
    /// For [`super::Request::ImportHolidays`].
    Holidays {
        /// All dates, those that were typed first.
        special: String,
        /// How many are new.
        new: usize,
        /// What could not be read, by line of the file.
        problems: Vec<Problem>,
    },
    /// For [`super::Request::Promises`].
    Promises {
        /// The one that is due first comes first.
        promises: Vec<OpenPromise>,
    },
    /// For [`super::Request::Desk`].
    Desk {
        /// What was asked for.
        answer: DeskAnswer,
    },
    /// For [`super::Request::Setup`].
    Setup {
        /// What was asked for.
        answer: SetupAnswer,
    },
    /// For the panel.
    Status {
        /// How many brands are set up.
        brands: usize,
        /// Articles in the knowledge base.
        articles: usize,
        /// Private ways of all brands.
        ways: usize,
        /// Posts that are handled.
        handled: usize,
    },
    /// The second look is taken in.
    Refined,
    /// Stored records must be loaded first: load them and ask again.
    Need {
        /// Their names; one that ends in `*` means all that begin so.
        records: Vec<StoredRecord>,
    },
    /// The request could not be met.
    Failed {
        /// Why and what to do.
        error: Failure,
    },
}
