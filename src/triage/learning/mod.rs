//! Learning from corrections: a small layer for each brand on top of the frozen model.
//!
//! ```
//! use handrail::triage::learning::{Label, Learnt, Taught};
//! use handrail::triage::{Intent, Triage};
//! let triage = Triage::from_bytes(include_bytes!("../weights.bin"))?;
//! let text = "@LarkspurGames the crash landing killed my whole squad, I am dead";
//! let lesson = triage.lesson("Larkspur Games", text);
//! let label = Label::Intent(Intent::Other);
//! let learnt = Learnt::new(["Larkspur Games"], &[Taught { label, lesson: &lesson }]);
//! let before = triage.judge(text).scores.complaint;
//! assert!(triage.judge_learnt(text, Some(&learnt)).scores.complaint < before);
//! # Ok::<(), handrail::triage::WeightsError>(())
//! ```
//!
//! A correction is remembered as a [`Lesson`]: which rows of a small table the post touches, and what the model said of
//! it. No text. A row stands for about a dozen common words and for any number of pairs at once, so that a lesson can
//! be kept, exported and imported where the post itself may not.
//!
//! What is learnt ([`Learnt`]) is computed anew from all lessons of a brand, sorted, and from nothing else: taking a
//! correction back leaves exactly what would be there without it. It is the most likely table under a normal prior
//! (logistic regression, L2, on top of the model's own log-odds), fitted to what the agents said with the trust
//! [`TRUST`]: one wrong click moves little but its own like, and agreement adds up.

mod fit;
mod learnt;
mod lesson;
mod sample;

pub(super) use learnt::Lean;
pub use learnt::{Learnt, Taught};
pub use lesson::Lesson;
pub use sample::Sample;
pub(super) use sample::Touch;

use crate::triage::Intent;

/// Changes whenever the same post gives another [`Sample`]: lessons of another version teach nothing.
pub const VERSION: u16 = 1;
/// Rows of a brand's table.
pub const ROWS: usize = 1 << 12;
/// The most rows of one lesson; of longer posts the beginning counts.
pub const MOST_ROWS: usize = 400;
/// How many lessons of a brand count, the newest.
pub const MOST_LESSONS: usize = 2_000;

/// How far a lesson is believed; the rest stays with the model. Chosen with [`REACH`], [`CUES`] and [`VERDICT`] by pretending that
/// the trades of the training sets are brands.
const TRUST: f32 = 0.8;
/// Variance of the prior: how far one lesson reaches.
const REACH: f32 = 12.0;
/// How loud a post's cues are beside its words.
const CUES: f32 = 0.5;
/// How loud the model's own chances are: with brands of which it is often wrong the same way, that is learnt first.
const VERDICT: f32 = 0.4;
/// The most that anything learnt moves log-odds.
const MOST: f32 = 4.0;

/// What an agent says of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label<'a> {
    /// It wants this.
    Intent(Intent),
    /// It is about this topic, and not about the one that was shown.
    Topic {
        /// The topic's code.
        topic: &'a str,
        /// The code that was shown, if any was.
        was: Option<&'a str>,
    },
    /// The name in it means somebody else.
    NotUs,
}
