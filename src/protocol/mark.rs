//! What the page shows on one post.

use serde::{Deserialize, Serialize};

use crate::post::{Millis, PostKey};
use crate::protocol::{MentionMark, State};
use crate::triage::heat::{Input, Level};
use crate::triage::{Intent, Lang, Scores};

/// What the page shows on one post. Offsets count UTF-16 code units of the text that the page sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// [`RawPost::key`](crate::site::RawPost::key), given back.
    pub key: String,
    /// The post's name for good.
    pub post: PostKey,
    /// The brand's name.
    pub brand: String,
    /// What the post wants, after corrections.
    pub intent: Intent,
    /// The model's scores.
    pub scores: Scores,
    /// 0 can wait, 1 today, 2 now.
    pub urgency: u8,
    /// The language that the post was taken for.
    pub lang: Lang,
    /// Whether that language is judged: if not, there is no mark on the page, and the frame says so.
    pub judged: bool,
    /// When the post was written.
    pub time: Option<Millis>,
    /// Only the beginning of the post was seen.
    pub provisional: bool,
    /// After a second look: what the first look alone had said.
    pub first_look: Option<Intent>,
    /// How much breach of expectation it voices, 0 to 1.
    pub grievance: f32,
    /// Why nobody has to answer; `None` where somebody has to.
    pub no_reply: Option<NoReplyMark>,
    /// What it is about, the strongest first; at most three.
    pub topics: Vec<TopicMark>,
    /// How soon it should be answered.
    pub heat: HeatMark,
    /// Until when this holds: then time alone changes the heat.
    pub until: Option<Millis>,
    /// Who is meant, and where the text says so (`None`: the post replies to the brand).
    pub mention: MentionMark,
    /// The parts that decided, at most four.
    pub reasons: Vec<ReasonMark>,
    /// What the team did.
    pub state: State,
}

/// A part of the post that decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ReasonMark {
    /// Where.
    pub span: [u32; 2],
    /// The words themselves.
    pub words: String,
    /// Kind of sign: the key of its words in `_locales` is `why_<code>`.
    pub code: String,
    /// In English, for want of a translation.
    pub why: String,
    /// Log-odds.
    pub weight: f32,
}

/// A topic of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TopicMark {
    /// The key of its words in `_locales` is `topic_<code>`.
    pub code: String,
    /// Its name, in English or as the lead wrote it.
    pub name: String,
    /// The words that say so.
    pub words: Vec<String>,
    /// Taken over from the conversation.
    pub inherited: bool,
}

/// Why nobody has to answer a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct NoReplyMark {
    /// The key of its words in `_locales` is `why_<code>`.
    pub code: String,
    /// In English, for want of a translation.
    pub why: String,
    /// The post's words that say so; may be empty.
    pub words: String,
}

/// How soon a post should be answered, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct HeatMark {
    /// 0 to 1: orders the queue.
    pub value: f32,
    /// In a word.
    pub level: Level,
    /// What it is made of, the most first.
    pub inputs: Vec<HeatInput>,
}

/// A part of the heat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct HeatInput {
    /// Which.
    pub input: Input,
    /// Its share.
    pub points: f32,
    /// The post's words that say so; may be empty.
    pub words: String,
}
