//! Events: the agent's acts, append-only.

use serde::{Deserialize, Serialize};

use crate::desk::Step;
use crate::knowledge::ArticleRef;
use crate::post::{Millis, PostKey};
use crate::team::Over;
use crate::triage::Intent;
use crate::triage::learning::{Label, Lesson, Taught};

/// Where the events about the agent's own work belong.
pub const SHIFT: &str = "shift";
/// The most letters that are kept of a promise's words.
pub const PROMISE: usize = 120;

/// Before the ids of events that are a colleague's.
const COLLEAGUES: &str = "team:";

/// The id of the event that a colleague's writing at the team's server is here; however often it is heard, it is the same.
#[must_use]
pub fn colleagues_event(agent: &str, op: &str) -> String {
    format!("{COLLEAGUES}{agent}:{op}")
}

/// Whose event this is, if it is a colleague's.
#[must_use]
pub fn by_colleague(id: &str) -> Option<&str> {
    let (agent, _) = id.strip_prefix(COLLEAGUES)?.split_once(':')?;
    Some(agent)
}

/// Something an agent did with a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Act {
    /// Nothing is left to do.
    Handled,
    /// Whoever works in this browser has taken the post and will see to it.
    Claimed,
    /// Taken from the colleague who saw to it.
    TakenOver {
        /// Why.
        why: Over,
    },
    /// The intent shown is wrong; it is this one.
    Corrected {
        /// What the agent says it is.
        intent: Intent,
        /// What is learnt from it. The engine adds it before the event is kept; without it only this post is corrected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "string"))]
        lesson: Option<Lesson>,
    },
    /// The post is about another topic.
    Topic {
        /// The code of the topic that the agent says.
        topic: String,
        /// The code that was shown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        was: Option<String>,
        /// As in [`Act::Corrected`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "string"))]
        lesson: Option<Lesson>,
    },
    /// The name in the post means somebody else.
    NotUs {
        /// As in [`Act::Corrected`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "string"))]
        lesson: Option<Lesson>,
    },
    /// The article's link was copied, or put into the reply. Belongs to the post.
    Linked {
        /// The article.
        article: ArticleRef,
        /// The code of the post's topic, if it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        topic: Option<String>,
    },
    /// A playbook's draft was put into the reply, or copied. Belongs to the post.
    Used {
        /// The playbook's path.
        playbook: String,
        /// Which of its wordings, from 0: the next customer reads another one.
        #[serde(default)]
        wording: usize,
    },
    /// The article is wrong or outdated. Belongs to [`article_key`].
    Flagged {
        /// The article.
        article: ArticleRef,
        /// What is wrong with it; may be empty.
        note: String,
    },
    /// The article is the one for a topic. Belongs to [`article_key`].
    Pinned {
        /// The article.
        article: ArticleRef,
        /// The topic's code.
        topic: String,
    },
    /// What was sent promises something to the customer. Belongs to the post that was answered.
    Promised {
        /// What, as a short code, such as `call`.
        what: String,
        /// Our own words, [`PROMISE`] letters at most.
        words: String,
        /// The last moment at which it is still kept.
        due: Millis,
    },
    /// A promise was kept.
    PromiseKept {
        /// The id of the event that made it, of the same post.
        event: String,
    },
    /// A reply was sent although checks held it. Belongs to the post that was answered.
    Released {
        /// The checks' codes.
        checks: Vec<String>,
    },
    /// All that was learnt about a brand until now no longer counts. Belongs to [`brand_key`].
    Forgotten {
        /// The brand's name.
        brand: String,
    },
    /// A step in the life of the post's case.
    Case {
        /// Which.
        step: Step,
    },
    /// The agent begins or ends work. Belongs to [`SHIFT`].
    Shift {
        /// Whether it begins.
        begins: bool,
    },
    /// An earlier event of the same post is taken back.
    Undone {
        /// That event's id.
        event: String,
    },
}

impl Act {
    /// The act with no more of our words than is kept.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        if let Self::Promised { what, words, .. } = &mut self {
            for text in [what, words] {
                if let Some((end, _)) = text.char_indices().nth(PROMISE) {
                    text.truncate(end);
                }
            }
        }
        match self {
            Self::Case { step } => Self::Case {
                step: step.bounded(),
            },
            act => act,
        }
    }

    /// Where what is learnt from this act belongs, if it is a correction.
    pub fn lesson_mut(&mut self) -> Option<&mut Option<Lesson>> {
        match self {
            Self::Corrected { lesson, .. }
            | Self::Topic { lesson, .. }
            | Self::NotUs { lesson } => Some(lesson),
            Self::Handled
            | Self::Claimed
            | Self::TakenOver { .. }
            | Self::Linked { .. }
            | Self::Used { .. }
            | Self::Flagged { .. }
            | Self::Pinned { .. }
            | Self::Promised { .. }
            | Self::PromiseKept { .. }
            | Self::Released { .. }
            | Self::Forgotten { .. }
            | Self::Case { .. }
            | Self::Shift { .. }
            | Self::Undone { .. } => None,
        }
    }

    /// What the act teaches.
    #[must_use]
    pub fn taught(&self) -> Option<Taught<'_>> {
        let (label, lesson) = match self {
            Self::Corrected { intent, lesson } => (Label::Intent(*intent), lesson),
            Self::Topic { topic, was, lesson } => (
                Label::Topic {
                    topic,
                    was: was.as_deref(),
                },
                lesson,
            ),
            Self::NotUs { lesson } => (Label::NotUs, lesson),
            Self::Handled
            | Self::Claimed
            | Self::TakenOver { .. }
            | Self::Linked { .. }
            | Self::Used { .. }
            | Self::Flagged { .. }
            | Self::Pinned { .. }
            | Self::Promised { .. }
            | Self::PromiseKept { .. }
            | Self::Released { .. }
            | Self::Forgotten { .. }
            | Self::Case { .. }
            | Self::Shift { .. }
            | Self::Undone { .. } => return None,
        };
        let lesson = lesson.as_ref()?;
        Some(Taught { label, lesson })
    }
}

/// One act, kept for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Event {
    /// Made once where the act happens; sending the event twice changes nothing.
    pub id: String,
    /// The post.
    pub post: PostKey,
    /// When, by that browser's clock. Orders events; equal moments are ordered by id.
    pub at: Millis,
    /// What.
    pub act: Act,
}

/// Whether events of this name are a post's, and not a brand's, an article's or the agent's own.
#[must_use]
pub fn is_post(key: &str) -> bool {
    key != SHIFT && !key.starts_with("brand:") && !key.starts_with("article:")
}

/// Names a brand where an event is about no single post.
#[must_use]
pub fn brand_key(brand: &str) -> PostKey {
    format!("brand:{brand}")
}

/// Names an article where an event is about no single post.
#[must_use]
pub fn article_key(article: &ArticleRef) -> PostKey {
    format!("article:{}:{}", article.base, article.group)
}
