//! What the desk's page shows: the queue, a case, the hand-over.

use serde::{Deserialize, Serialize};

use crate::desk::{
    Clock, ClockLevel, Clocks, Event, Excerpt, Figures, How, List, Retention, Status, Target,
    Targets, Why,
};
use crate::post::{Millis, PostKey};
use crate::problem::Problem;
use crate::protocol::{OpenPromise, Owner};
use crate::team::AgentId;
use crate::triage::Intent;

/// What is asked of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum DeskAsked {
    /// A part of the queue.
    Queue {
        /// Which.
        part: QueueAsked,
    },
    /// Everything about the case of a post.
    Case {
        /// The post.
        post: PostKey,
    },
    /// What the next shift has to know.
    HandOver,
    /// Take what was seen of cases whose events were not at hand ([`super::Effect::NoteCases`]).
    Note,
    /// How soon customers are to hear.
    Targets,
    /// What is wrong with these?
    CheckTargets {
        /// As typed.
        targets: Targets,
    },
    /// Keep these, if nothing fatal is wrong with them.
    SaveTargets {
        /// As typed.
        targets: Targets,
    },
    /// How long words and names are kept.
    Retention,
    /// Keep them for so long.
    SaveRetention {
        /// How long.
        keep: Retention,
    },
    /// Remove for good.
    Erase {
        /// What.
        what: Erased,
        /// Whether to do it; else it is only counted.
        now: bool,
    },
}

/// What is removed for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum Erased {
    /// Everything about a person, by their handle.
    Author {
        /// With or without `@`.
        handle: String,
    },
    /// Every case with which nothing happened since a moment.
    Before {
        /// The moment.
        at: Millis,
    },
    /// All cases.
    All,
}

/// What the desk answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum DeskAnswer {
    /// For [`DeskAsked::Queue`].
    Queue {
        /// The part.
        queue: Box<Queue>,
    },
    /// For [`DeskAsked::Case`].
    Case {
        /// All of it.
        detail: Box<CaseDetail>,
    },
    /// For [`DeskAsked::HandOver`].
    HandOver {
        /// All of it.
        page: Box<HandOver>,
    },
    /// For [`DeskAsked::Note`].
    Noted {},
    /// The targets, and what is wrong with them.
    Targets {
        /// The targets.
        targets: Targets,
        /// Problems, by field.
        problems: Vec<Problem>,
        /// Whether they are kept.
        saved: bool,
    },
    /// How long words and names are kept.
    Retention {
        /// How long.
        keep: Retention,
    },
    /// For [`DeskAsked::Erase`].
    Erased {
        /// How many cases.
        cases: usize,
        /// Whether it was done.
        done: bool,
    },
}

impl Default for DeskAnswer {
    fn default() -> Self {
        Self::Noted {}
    }
}

/// Which part of the queue is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct QueueAsked {
    /// The list.
    pub list: List,
    /// Of that brand alone; empty for all.
    pub brand: String,
    /// Of that topic (its code) alone; empty for all.
    pub topic: String,
    /// Words that begin so stand in the post, or in who wrote it.
    pub search: String,
    /// How many rows to leave out at the beginning.
    pub from: usize,
    /// How many rows at most.
    pub most: usize,
}

/// A part of the queue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Queue {
    /// In order: the first is to be done first.
    pub rows: Vec<CaseRow>,
    /// How many there are in all.
    pub total: usize,
    /// How many cases each list has, whatever is searched for.
    pub lists: Vec<ListCount>,
    /// The brands that have cases.
    pub brands: Vec<String>,
    /// The topics of open cases, those with the most cases first.
    pub topics: Vec<Issue>,
    /// Promises that are still to be kept, and how many of them are overdue.
    pub promises: [usize; 2],
    /// The event that began the shift under way, and when.
    pub shift: Option<(String, Millis)>,
}

/// How many cases a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ListCount {
    /// Which.
    pub list: List,
    /// How many.
    pub cases: usize,
}

/// A topic that open cases are about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Issue {
    /// The key of its words in `_locales` is `topic_<code>`.
    pub code: String,
    /// Its name, in English or as the lead wrote it.
    pub name: String,
    /// How many open cases.
    pub cases: usize,
}

/// A case in the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct CaseRow {
    /// Its name.
    pub case: PostKey,
    /// The post to answer: the last that the customer wrote. Acts belong to it.
    pub post: PostKey,
    /// What is kept of that post; none once it was removed.
    pub excerpt: Option<Excerpt>,
    /// Where that post is to be read, whatever was removed.
    pub url: Option<String>,
    /// The brand's name.
    pub brand: String,
    /// What it wants.
    pub intent: Intent,
    /// 0 can wait, 1 today, 2 now.
    pub urgency: u8,
    /// What it is about.
    pub topic: Option<Issue>,
    /// How many posts.
    pub posts: usize,
    /// Where it stands.
    pub status: Status,
    /// How it ended.
    pub how: Option<How>,
    /// When the customer wrote the first post that nobody has answered.
    pub awaiting: Option<Millis>,
    /// The last thing that happened.
    pub last: Millis,
    /// The worst of its clocks.
    pub level: ClockLevel,
    /// The clock that is over first.
    pub clock: Option<Clock>,
    /// Why it stands where it stands, the strongest first.
    pub why: Vec<Why>,
    /// The event that took it, and when.
    pub claimed: Option<(String, Millis)>,
    /// Who sees to it, as the team has agreed; nobody where there is no team.
    pub owner: Option<Owner>,
    /// To whom it was escalated.
    pub escalated: Option<String>,
    /// Until when it is put off, and why.
    pub snoozed: Option<(Millis, String)>,
    /// How many notes it has.
    pub notes: u32,
    /// The page counts replies of which none was seen here.
    pub may_be_answered: bool,
}

/// Everything about one case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct CaseDetail {
    /// As in the queue.
    pub row: CaseRow,
    /// The customer's posts, from old to new, with what is kept of each.
    pub posts: Vec<(PostKey, Option<Excerpt>)>,
    /// What was done, from new to old, without what was taken back.
    pub history: Vec<Event>,
    /// All clocks.
    pub clocks: Clocks,
    /// How soon it was to be.
    pub target: Target,
    /// What was used to answer it last.
    pub used: UsedInCase,
    /// What colleagues are called who did something with it.
    pub colleagues: Vec<(AgentId, String)>,
}

/// What was used to answer a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(default)]
pub struct UsedInCase {
    /// Title and address of the article that was linked; its name in the base where the base is not at hand.
    pub article: Option<(String, Option<String>)>,
    /// What the playbook is called.
    pub playbook: Option<String>,
}

/// For whoever comes next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct HandOver {
    /// Cases that are taken here and not done.
    pub claimed: Vec<CaseRow>,
    /// Cases that cannot wait: late, red or heated, and nobody's.
    pub heated: Vec<CaseRow>,
    /// Promises that are still to be kept.
    pub promises: Vec<OpenPromise>,
    /// What several customers have written about and is not done.
    pub issues: Vec<Issue>,
    /// What was done in this shift, or today.
    pub figures: Figures,
    /// Since when that counts.
    pub since: Millis,
}
