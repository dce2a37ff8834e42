//! Messages between the background's engine and everything else, declared once: TypeScript gets these types by tsify.
//!
//! A new message is one variant of [`Request`] and, where it answers something new, one of [`Response`].

mod article;
mod assist;
mod brand;
mod learning;
mod mark;
mod second;

pub use article::{Library, Suggestion};
pub use assist::Assist;
pub use brand::{MentionMark, NicknameSeen, SenseMark};
pub use learning::{Lessons, Seen};
pub use mark::{HeatInput, HeatMark, Mark, NoReplyMark, ReasonMark, TopicMark};
pub use second::{Look, Uncertain};

use serde::{Deserialize, Serialize};

use crate::brand::{Decision, Profile};
use crate::desk::Event;
use crate::knowledge::SourceFile;
use crate::post::{Millis, PostKey};
use crate::problem::Problem;
use crate::reply::{Draft, TemplateFile};
use crate::site::RawPost;
use crate::triage::Intent;
use crate::triage::topics::TopicFile;

/// What is asked of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Request {
    /// Posts that the page shows: which are to be marked?
    Observe {
        /// The site's short name.
        site: String,
        /// One batch, in the page's order.
        posts: Vec<RawPost>,
        /// Keys of all posts on the page: those that the engine does not know are asked for.
        #[serde(default)]
        shown: Vec<String>,
    },
    /// Everything for the assist frame of one post.
    Assist {
        /// The site's short name.
        site: String,
        /// The post as the page shows it.
        post: RawPost,
        /// The other posts on the page, for its context.
        #[serde(default)]
        around: Vec<RawPost>,
    },
    /// Keep an act of the agent.
    Act {
        /// The act. Its id is made by the sender: sending again is safe.
        event: Event,
        /// The post, for a correction that others are to learn from.
        #[serde(default)]
        #[cfg_attr(target_arch = "wasm32", tsify(optional))]
        seen: Option<Seen>,
    },
    /// How the corrections stand that were made about a brand.
    Lessons {
        /// The brand's name.
        brand: String,
    },
    /// Those corrections as a file.
    LessonsFile {
        /// The brand's name.
        brand: String,
    },
    /// Take the corrections of a file: all, or none if one is wrong. Those that are here already count once.
    TakeLessons {
        /// The brand that they are to teach about.
        brand: String,
        /// JSON lines ([`crate::desk::from_lines`]).
        file: String,
        /// Whether to keep them; else they are only counted.
        keep: bool,
    },
    /// The brand profile.
    Profile,
    /// What is wrong with this profile?
    CheckProfile {
        /// The profile as typed.
        profile: Profile,
    },
    /// Keep this profile, if nothing fatal is wrong with it.
    SaveProfile {
        /// The profile as typed.
        profile: Profile,
    },
    /// Nicknames that were seen and wait for the lead.
    Nicknames,
    /// Add a nickname that was seen to its brand, dismiss it, or take that back.
    DecideNickname {
        /// The brand's name.
        brand: String,
        /// The nickname as it is listed.
        form: String,
        /// What becomes of it.
        decision: Decision,
    },
    /// The templates: the team's own, or those that come with Handrail.
    Templates,
    /// What is wrong with these templates, and what would they say?
    CheckTemplates {
        /// The files as typed.
        templates: Vec<TemplateFile>,
    },
    /// Keep these templates, if nothing fatal is wrong with them. None at all brings back the ones that come with Handrail.
    SaveTemplates {
        /// The files as typed.
        templates: Vec<TemplateFile>,
    },
    /// The team's own topics.
    Topics,
    /// What is wrong with these topics?
    CheckTopics {
        /// The files.
        topics: Vec<TopicFile>,
    },
    /// Keep these topics beside those that come with Handrail, if nothing fatal is wrong with them.
    SaveTopics {
        /// The files.
        topics: Vec<TopicFile>,
    },
    /// How the knowledge base stands.
    Articles,
    /// Start to import articles; nothing is changed until [`Request::ImportCommit`].
    ImportBegin {
        /// What the source is called (the folder's or file's name).
        source: String,
        /// Public address that article paths are appended to, where an article names none; may be empty.
        base_url: String,
    },
    /// Some of the files.
    ImportFiles {
        /// Any number, in any order.
        files: Vec<SourceFile>,
    },
    /// Build the index of everything sent since [`Request::ImportBegin`] and put it in the place of the old one.
    ImportCommit,
    /// Forget what was sent.
    ImportCancel,
    /// Remove the knowledge base.
    RemoveArticles,
    /// Search the knowledge base with the agent's own words.
    Search {
        /// The words.
        query: String,
    },
    /// How many posts are handled, and so on, for the panel.
    Status,
    /// What was seen at a second look that [`Effect::LookTwice`] asked for.
    Refine {
        /// It.
        look: Look,
    },
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Response {
    /// Marks for the posts of [`Request::Observe`] that are about a brand; the others get none.
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
    /// For [`Request::LessonsFile`].
    LessonsFile {
        /// JSON lines.
        file: String,
    },
    /// For [`Request::TakeLessons`].
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
        /// A sample of each, filled in with an invented customer.
        previews: Vec<Draft>,
        /// Whether they are kept.
        saved: bool,
        /// Whether these are the ones that come with Handrail.
        built_in: bool,
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
    /// How the knowledge base stands.
    Articles {
        /// `None` before the first import.
        articles: Option<Library>,
    },
    /// How an import stands, or ended.
    Import {
        /// Files received so far.
        received: usize,
        /// Problems so far, by file.
        problems: Vec<Problem>,
        /// The new state, after [`Request::ImportCommit`].
        articles: Option<Library>,
    },
    /// Articles for the agent's words.
    Found {
        /// Best first.
        articles: Vec<Suggestion>,
    },
    /// For the panel.
    Status {
        /// Whether a brand is set up.
        brands: usize,
        /// Articles in the knowledge base.
        articles: usize,
        /// Posts that are handled.
        handled: usize,
    },
    /// The second look is taken in.
    Refined,
    /// A stored record must be loaded first: load it into the engine and ask again.
    Need {
        /// Its name.
        record: StoredRecord,
    },
    /// The request could not be met.
    Failed {
        /// Why and what to do.
        error: Failure,
    },
}

/// Records that the background keeps for the engine, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum StoredRecord {
    /// [`Profile`] as JSON.
    Profile,
    /// `Vec<TemplateFile>` as JSON.
    Templates,
    /// `Vec<TopicFile>` as JSON.
    Topics,
    /// Nicknames that were seen, as JSON.
    Nicknames,
    /// The knowledge base's index, binary.
    Knowledge,
}

/// What the background must do, in order, before it passes the response on. If one fails, the engine is rebuilt from
/// the store and the sender gets the failure: nothing is half-kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Effect {
    /// Append to the log.
    Append {
        /// The event.
        event: Event,
    },
    /// Replace a record; an effect of its own.
    Put {
        /// Which.
        record: StoredRecord,
        /// Its new content; `None` removes it.
        #[cfg_attr(target_arch = "wasm32", tsify(type = "Uint8Array | null"))]
        bytes: Option<serde_bytes::ByteBuf>,
    },
    /// Tell every page: this post's state changed.
    Tell {
        /// The state.
        state: State,
    },
    /// Tell every page: look at your posts again (profile or templates changed).
    Again,
    /// Let the sentence encoder read these posts when there is time; nothing waits for it.
    LookTwice {
        /// Posts whose verdict is uncertain.
        posts: Vec<Uncertain>,
    },
    /// Tell every page: this post's verdict was refined.
    LookAgain {
        /// The post.
        post: PostKey,
    },
}

/// Why a request could not be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Failure {
    /// Stable name, such as `import.none`; the key of its words in `_locales` is `error_<code>` with `_` for `.`.
    pub code: String,
    /// What is wrong and what to do, in English.
    pub message: String,
    /// Where in the request, a record or a file; may be empty.
    pub path: String,
}

/// What the team did with a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct State {
    /// The post.
    pub post: PostKey,
    /// The event that marked it handled (to undo it), and when.
    pub handled: Option<(String, Millis)>,
    /// The event that corrected it (to undo it), and to what.
    pub corrected: Option<(String, Intent)>,
    /// The event that named its topic (to undo it), and which.
    pub topic: Option<(String, String)>,
    /// The event that said that it is not about the brand (to undo it).
    pub not_us: Option<String>,
}
