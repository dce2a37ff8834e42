//! Heat: how soon a post should be answered, as points that add up and can each be shown.
//!
//! | input | points | why |
//! | --- | --- | --- |
//! | severity | 0.30 × grievance | how much breach of expectation the post voices (Jin and Aletras 2021 order complaints so) |
//! | urgent | 0.10 today, 0.25 now | the model's urgency, as the labelling guide defines it |
//! | safety | 0.25 | harm, law, fraud: the guide's "harm is near" |
//! | churn | 0.15 | says they are leaving |
//! | stuck | 0.15 | cannot go on right now: on the road, locked out, without service |
//! | money | 0.10 | money taken or owed |
//! | vulnerable | 0.10 | a child, an old or ill person is named |
//! | repeated | 0.05 said in words, 0.05 for each other unanswered post; at most 0.15 | the guide's "repeated unanswered contact" |
//! | unanswered | 0.05 after 1 hour, 0.10 after 2, 0.15 after 24 | customers expect an answer within 2 hours and take 24 for a failure (Forrester, about 2010); half the time warns |
//! | reach | 0.02 for each power of ten of the audience, at most 0.08; 0.02 if verified | who reads along |
//!
//! The audience is a tenth of the followers, and ten for each reply and repost. Heat is the sum, at most 1; from
//! [`WARM`] on a post is warm, from [`HOT`] on hot. The points were set by hand so that no single input makes a post
//! hot and any three strong ones do. A post that needs no reply has no heat, and praise and suggestions none but what
//! their circumstances give, for a fault named in praise is no fault.
//!
//! ```
//! use handrail::triage::heat::{Circumstances, Heat, Input, Level, Stance};
//! let stance = Stance { urgency: 2, grievance: 0.8, ..Stance::default() };
//! let signs = [(Input::Safety, None)].into_iter().collect();
//! let heat = Heat::of(&stance, &signs, &Circumstances::default());
//! assert_eq!(heat.level(), Level::Hot);
//! assert_eq!(heat.parts()[0].points, 0.25);
//! ```

use serde::{Deserialize, Serialize};

use crate::post::{Millis, Reach};
use crate::span::Span;
use crate::triage::Intent;

/// From this heat on a post is warm.
pub const WARM: f32 = 0.30;
/// From this heat on a post is hot.
pub const HOT: f32 = 0.55;

const HOUR: Millis = 3_600_000;
/// Hours without an answer, and what they count.
const UNANSWERED: [(Millis, f32); 3] = [(24 * HOUR, 0.15), (2 * HOUR, 0.10), (HOUR, 0.05)];

/// What heat is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Input {
    /// How much breach of expectation is voiced.
    Severity,
    /// The model's urgency.
    Urgent,
    /// Harm, law, fraud.
    Safety,
    /// Says they are leaving.
    Churn,
    /// Cannot go on right now.
    Stuck,
    /// Money taken or owed.
    Money,
    /// A vulnerable person.
    Vulnerable,
    /// Not the first time.
    Repeated,
    /// How long nobody has answered.
    Unanswered,
    /// Who reads along.
    Reach,
}

impl Input {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Severity,
        Self::Urgent,
        Self::Safety,
        Self::Churn,
        Self::Stuck,
        Self::Money,
        Self::Vulnerable,
        Self::Repeated,
        Self::Unanswered,
        Self::Reach,
    ];

    /// The name used in files and messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Severity => "severity",
            Self::Urgent => "urgent",
            Self::Safety => "safety",
            Self::Churn => "churn",
            Self::Stuck => "stuck",
            Self::Money => "money",
            Self::Vulnerable => "vulnerable",
            Self::Repeated => "repeated",
            Self::Unanswered => "unanswered",
            Self::Reach => "reach",
        }
    }

    /// The input that a cue speaks for, if any.
    #[must_use]
    pub fn of_cue(code: &str) -> Option<Self> {
        match code {
            "safety" | "legal" | "fraud" => Some(Self::Safety),
            "vulnerable" => Some(Self::Vulnerable),
            "churn" => Some(Self::Churn),
            "stuck" | "now" | "outage" => Some(Self::Stuck),
            "money" => Some(Self::Money),
            "again" | "tried" | "ignored" => Some(Self::Repeated),
            _ => None,
        }
    }

    /// What a sign of it in the text counts.
    const fn said(self) -> f32 {
        match self {
            Self::Safety => 0.25,
            Self::Churn | Self::Stuck => 0.15,
            Self::Money | Self::Vulnerable => 0.10,
            Self::Repeated => 0.05,
            Self::Severity | Self::Urgent | Self::Unanswered | Self::Reach => 0.0,
        }
    }
}

/// What the text says that heat is made of: each input once, with the first words that say so, where words do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs(Vec<(Input, Option<Span>)>);

impl Signs {
    /// Adds a sign, unless there is one of that input.
    pub fn add(&mut self, input: Input, span: Option<Span>) {
        if !self.has(input) {
            self.0.push((input, span));
        }
    }

    /// Whether there is a sign of that input.
    #[must_use]
    pub fn has(&self, input: Input) -> bool {
        self.get(input).is_some()
    }

    /// The words of the input's sign, if there is one.
    #[must_use]
    pub fn get(&self, input: Input) -> Option<Option<Span>> {
        let found = self.0.iter().find(|(own, _)| *own == input);
        found.map(|(_, span)| *span)
    }
}

impl FromIterator<(Input, Option<Span>)> for Signs {
    fn from_iter<I: IntoIterator<Item = (Input, Option<Span>)>>(signs: I) -> Self {
        let mut all = Self::default();
        for (input, span) in signs {
            all.add(input, span);
        }
        all
    }
}

/// What the verdict says of the post.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stance {
    /// The intent, after corrections.
    pub intent: Intent,
    /// 0 can wait, 1 today, 2 now.
    pub urgency: u8,
    /// How much breach of expectation is voiced, 0 to 1.
    pub grievance: f32,
    /// Whether somebody has to answer.
    pub needs_reply: bool,
}

impl Default for Stance {
    fn default() -> Self {
        Self {
            intent: Intent::Complaint,
            urgency: 0,
            grievance: 0.0,
            needs_reply: true,
        }
    }
}

/// What is known beyond the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Other posts by the same person to the same brand that nobody has answered.
    pub repeated: usize,
    /// When the earliest of them, or this one, was written.
    pub since: Option<Millis>,
    /// The moment at which it is judged.
    pub now: Option<Millis>,
    /// Who reads along.
    pub reach: Reach,
}

/// One input and what it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Which.
    pub input: Input,
    /// Its share of the heat.
    pub points: f32,
    /// The words that say so, where words do.
    pub span: Option<Span>,
}

/// A heat in a word.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Can wait for its turn.
    #[default]
    Cool,
    /// Before the others.
    Warm,
    /// First.
    Hot,
}

/// How soon a post should be answered, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heat {
    parts: Vec<Part>,
}

impl Heat {
    /// The heat of a post.
    #[must_use]
    pub fn of(stance: &Stance, signs: &Signs, around: &Circumstances) -> Self {
        let mut heat = Self::default();
        if !stance.needs_reply {
            return heat;
        }
        if !matches!(stance.intent, Intent::Praise | Intent::Suggestion) {
            heat.add(
                Input::Severity,
                0.30 * stance.grievance.clamp(0.0, 1.0),
                None,
            );
            let urgent = [0.0, 0.10, 0.25];
            let urgent = urgent.get(usize::from(stance.urgency)).copied();
            heat.add(Input::Urgent, urgent.unwrap_or(0.25), None);
            for &(input, span) in signs
                .0
                .iter()
                .filter(|(input, _)| *input != Input::Repeated)
            {
                heat.add(input, input.said(), span);
            }
        }
        heat.add_repeated(signs.get(Input::Repeated), around.repeated);
        heat.add(Input::Unanswered, unanswered(around), None);
        heat.add(Input::Reach, reach(&around.reach), None);
        heat.parts.sort_by(|a, b| {
            let order = b.points.total_cmp(&a.points);
            order.then(a.input.cmp(&b.input))
        });
        heat
    }

    fn add_repeated(&mut self, said: Option<Option<Span>>, others: usize) {
        let words = if said.is_some() {
            Input::Repeated.said()
        } else {
            0.0
        };
        #[expect(clippy::cast_precision_loss, reason = "at most three count")]
        let posts = others.min(3) as f32 * 0.05;
        let span = said.flatten();
        self.add(Input::Repeated, (words + posts).min(0.15), span);
    }

    /// Points are kept to the hundredth, as they are shown: what is seen adds up.
    fn add(&mut self, input: Input, points: f32, span: Option<Span>) {
        let points = (points * 100.0).round() / 100.0;
        if points > 0.0 {
            self.parts.push(Part {
                input,
                points,
                span,
            });
        }
    }

    /// The sum of all inputs, from 0 to 1.
    #[must_use]
    pub fn value(&self) -> f32 {
        let sum: f32 = self.parts.iter().map(|part| part.points).sum();
        ((sum * 100.0).round() / 100.0).clamp(0.0, 1.0) + 0.0
    }

    /// In a word.
    #[must_use]
    pub fn level(&self) -> Level {
        let value = self.value();
        if value >= HOT {
            Level::Hot
        } else if value >= WARM {
            Level::Warm
        } else {
            Level::Cool
        }
    }

    /// Its inputs, those that count most first.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }
}

/// What the time without an answer counts.
fn unanswered(around: &Circumstances) -> f32 {
    let (Some(since), Some(now)) = (around.since, around.now) else {
        return 0.0;
    };
    let waited = now.saturating_sub(since);
    let step = UNANSWERED.iter().find(|(after, _)| waited >= *after);
    step.map_or(0.0, |(_, points)| *points)
}

/// When time alone will next change the heat of a post that waits `since` then.
#[must_use]
pub fn changes_at(since: Millis, now: Millis) -> Option<Millis> {
    let moments = UNANSWERED
        .iter()
        .map(|(after, _)| since.saturating_add(*after));
    moments.filter(|moment| *moment > now).min()
}

fn reach(reach: &Reach) -> f32 {
    let passed_on = reach.replies.saturating_add(reach.reposts);
    let audience = passed_on
        .saturating_mul(10)
        .saturating_add(reach.followers.unwrap_or(0) / 10);
    #[expect(clippy::cast_precision_loss, reason = "a power of ten below 20")]
    let powers = audience.checked_ilog10().unwrap_or(0) as f32;
    let verified = if reach.verified { 0.02 } else { 0.0 };
    (powers * 0.02).min(0.08) + verified
}

#[cfg(test)]
mod tests;
