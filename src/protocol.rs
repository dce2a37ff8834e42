//! Messages between the background's engine and everything else, declared once: TypeScript gets these types by tsify.
//!
//! A new message is one variant of [`Request`] and, where it answers something new, one of [`Response`].

mod article;
mod assist;
mod brand;
mod desk;
mod knowledge;
mod learning;
mod mark;
mod record;
mod reply;
mod request;
mod response;
mod second;
mod setup;
mod team;
mod ways;

pub use crate::knowledge::ArticleRef;
pub use article::Suggestion;
pub use assist::{Assist, SaidBefore};
pub use brand::{MentionMark, NicknameSeen, SenseMark};
pub use desk::{
    CaseDetail, CaseRow, DeskAnswer, DeskAsked, Erased, HandOver, Issue, ListCount, Queue,
    QueueAsked, UsedInCase,
};
pub use knowledge::{
    ArticleDraft, ArticleLine, Base, BaseState, FirstLine, Gap, ImportAnswer, ImportProgress,
    ImportReport, ImportStep, RawFile, Standing,
};
pub use learning::{Lessons, Seen};
pub use mark::{HeatInput, HeatMark, Mark, NoReplyMark, ReasonMark, TopicMark};
pub use record::StoredRecord;
pub use reply::{Checked, FoundInReply, ReplyText};
pub use request::Request;
pub use response::Response;
pub use second::{Look, Uncertain};
pub use setup::{Days, Part, PartRead, ProfileFile, SetupAnswer, SetupAsked};
pub use team::{Owner, TeamAsked, TeamEntry, TeamStands, TeamWork};
pub use ways::{OpenPromise, Stand, WayState, WaysState};

use serde::{Deserialize, Serialize};

use crate::desk::Event;
use crate::post::{Millis, PostKey};
use crate::team::Over;
use crate::triage::Intent;

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
        /// Which; a name that ends in `*` means all that begin so, and these are removed.
        record: StoredRecord,
        /// Its new content; `None` removes it.
        #[cfg_attr(target_arch = "wasm32", tsify(type = "Uint8Array | null"))]
        bytes: Option<serde_bytes::ByteBuf>,
    },
    /// Remove every event of these posts from the log.
    Erase {
        /// The posts.
        posts: Vec<PostKey>,
    },
    /// Something was seen of cases whose events are not at hand: ask [`DeskAsked::Note`] when there is time.
    NoteCases,
    /// Tell every page: this post's state changed.
    Tell {
        /// The state.
        state: State,
    },
    /// Do something at the team's server, once all that is to be kept is kept; then tell what became of it.
    Team {
        /// What.
        work: TeamWork,
    },
    /// Tell every page: a post that this agent wanted is a colleague's.
    Lost {
        /// The post.
        post: PostKey,
        /// What the colleague is called, where that is known.
        to: Option<String>,
        /// Why, where it was taken from this agent; else the colleague came first.
        over: Option<Over>,
    },
    /// Tell every page: look at your posts again (profile or templates changed).
    Again,
    /// Let the sentence encoder read these posts when there is time; nothing waits for it.
    LookTwice {
        /// Posts whose verdict is uncertain.
        posts: Vec<Uncertain>,
    },
    /// Let the sentence encoder read these complaints and questions when there is time, and say what they mean
    /// ([`Request::Meant`]); without an encoder that is said at once, with no vector.
    Understand {
        /// The posts and their texts.
        posts: Vec<(PostKey, String)>,
    },
    /// There are texts for the sentence encoder ([`Request::Unread`]).
    ReadOn,
    /// Articles are about to be suggested whose addresses were not looked at for a day ([`Request::LinksDue`]).
    CheckLinks,
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
    /// The event that took it (to undo it), and when. It is always one of this browser.
    pub claimed: Option<(String, Millis)>,
    /// Who sees to it or to another post of its case, as the team has agreed; nobody where there is no team.
    pub owner: Option<Owner>,
    /// The colleague who handled it, where it was one.
    pub handled_by: Option<String>,
    /// The event that corrected it (to undo it), and to what.
    pub corrected: Option<(String, Intent)>,
    /// The event that named its topic (to undo it), and which.
    pub topic: Option<(String, String)>,
    /// The event that said that it is not about the brand (to undo it).
    pub not_us: Option<String>,
}
