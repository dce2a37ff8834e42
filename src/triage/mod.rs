//! What a post wants and how urgent it is, with reasons.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// What the writer wants (the labelling guide's five intents).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Intent {
    /// Something breached the writer's expectation, or a fault needs fixing.
    Complaint,
    /// Asks for information or help, with nothing breached.
    Question,
    /// Proposes or wishes for a change.
    Suggestion,
    /// Thanks, satisfaction.
    Praise,
    /// Everything else.
    Other,
}

impl Intent {
    /// All five, in the order in which one beats the next where several apply.
    pub const ALL: [Self; 5] = [
        Self::Complaint,
        Self::Suggestion,
        Self::Question,
        Self::Praise,
        Self::Other,
    ];

    /// The name used in files and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Complaint => "complaint",
            Self::Question => "question",
            Self::Suggestion => "suggestion",
            Self::Praise => "praise",
            Self::Other => "other",
        }
    }
}

/// How likely each intent is; the five add up to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Scores {
    /// Probability of a complaint.
    pub complaint: f32,
    /// Probability of a question.
    pub question: f32,
    /// Probability of a suggestion.
    pub suggestion: f32,
    /// Probability of praise.
    pub praise: f32,
    /// Probability of anything else.
    pub other: f32,
}

/// One part of the post that decided, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The part of the post.
    pub span: Span,
    /// Which kind of sign this is: the key of its words in `_locales` is `why_<code>`.
    pub code: &'static str,
    /// The same in English, a few words ("still no answer").
    pub why: &'static str,
    /// How much it moved the score of the intent that won (log-odds); more is stronger.
    pub weight: f32,
}

/// What Handrail thinks of one post.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The intent that won.
    pub intent: Intent,
    /// Every intent's probability.
    pub scores: Scores,
    /// 0 can wait, 1 today, 2 now.
    pub urgency: u8,
    /// At most four, the strongest first.
    pub reasons: Vec<Reason>,
}

/// The shipped model, ready to judge.
#[derive(Debug)]
pub struct Triage {}

/// Why weights cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// Not a weights file at all.
    #[error("this is not a weights file; train it again with `cargo xtask train`")]
    Magic,
}

impl Triage {
    /// Reads a weights file.
    ///
    /// # Errors
    /// When the file is of another kind, another version, cut short or changed.
    pub fn from_bytes(_bytes: &[u8]) -> Result<Self, WeightsError> {
        Ok(Self {})
    }

    /// Judges one text.
    #[must_use]
    pub fn judge(&self, _text: &str) -> Verdict {
        Verdict {
            intent: Intent::Other,
            scores: Scores::default(),
            urgency: 0,
            reasons: Vec::new(),
        }
    }
}
