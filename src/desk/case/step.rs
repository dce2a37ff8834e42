//! What happens to a case, as it is written into the log.

use serde::{Deserialize, Serialize};

use crate::post::{Millis, PostKey};
use crate::triage::Intent;

/// The most letters that are kept of a note or a reason.
pub const NOTE: usize = 1_000;

/// A step in the life of a case. An event with one belongs to a post of that case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// A customer's post was on the screen. Written by the engine; where it is written again, the last one counts.
    Seen {
        /// What it was.
        sight: Box<Sight>,
    },
    /// The brand answered in public: sent from here, or seen in the thread.
    Replied {
        /// When the reply was written.
        at: Millis,
        /// Whether a person wrote it: a machine's reply is no response.
        human: bool,
    },
    /// Nobody has to answer.
    NoReply,
    /// There is something left to do after all.
    Reopened,
    /// The next word is the customer's.
    Waiting,
    /// Somebody behind the first responder has to see to it.
    Escalated {
        /// To whom, in the team's own words; may be empty.
        to: String,
    },
    /// Put off.
    Snoozed {
        /// Until when.
        until: Millis,
        /// Why.
        reason: String,
    },
    /// A remark for colleagues; it is never a reply.
    Noted {
        /// What.
        text: String,
    },
    /// The post belongs to another case, or begins its own (named by the post).
    Apart {
        /// The case.
        case: PostKey,
    },
}

/// A customer's post as a case remembers it: no words and no name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Sight {
    /// The case it belongs to, named by its first post.
    pub case: PostKey,
    /// The brand's name.
    pub brand: String,
    /// Stands for the person: the same for all of their posts in this browser, and nothing outside it.
    pub author: String,
    /// When it was written.
    pub time: Millis,
    /// What it wants.
    pub intent: Intent,
    /// 0 can wait, 1 today, 2 now.
    pub urgency: u8,
    /// The code of its topic.
    pub topic: Option<String>,
    /// How soon it should be answered, by its words and reach; from 0 to 100.
    pub heat: u8,
    /// Whether somebody has to answer.
    pub waits: bool,
    /// The author's followers, where the page says so.
    pub followers: Option<u64>,
    /// Replies that the page counts below it, whoever wrote them.
    pub replies: u64,
}

impl Step {
    /// The step with no more of our words than is kept.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        if let Self::Escalated { to: text }
        | Self::Snoozed { reason: text, .. }
        | Self::Noted { text } = &mut self
            && let Some((end, _)) = text.char_indices().nth(NOTE)
        {
            text.truncate(end);
        }
        self
    }
}
