//! Why: the parts of a post that moved the score of the intent that won.
//!
//! The model is linear, so the part that a word or cue plays is known exactly: its weights times its values, in the
//! direction that tells the winner from the rest. What is shown first is tried out as well: without it the score is
//! lower, or it is not shown.

use crate::triage::cues::Cues;
use crate::triage::features::{Features, Owner};
use crate::triage::learning::{Lean, Learnt};
use crate::triage::parts::{MOST, Part, span, telling};
use crate::triage::weights::OUTPUTS;
use crate::triage::{Intent, Reason, SILENT, Triage, leant, winner};

/// Words that carry no meaning alone: never a reason by themselves.
pub(super) const EMPTY: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have",
    "i", "im", "in", "is", "it", "its", "me", "of", "on", "or", "so", "that", "the", "their",
    "there", "they", "this", "to", "was", "we", "were", "will", "with", "you", "your", "s", "t",
];

/// How far each part of a post moves the winner's log-odds against the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pulls {
    /// For each word, all its own features and half of its pairs.
    pub(super) words: Vec<f32>,
    /// For each cue found.
    pub(super) cues: Vec<f32>,
    /// What belongs to no part: length, links, capitals.
    pub(super) post: f32,
    /// For each word, how much of its pull was learnt from corrections.
    learnt: Vec<f32>,
}

/// The code of a reason that agents taught, and its words.
pub(super) const LEARNT: (&str, &str) = ("learnt", "your team corrected posts like this");

impl Pulls {
    /// Nothing pulls yet.
    pub(super) fn none(features: &Features) -> Self {
        Self {
            words: vec![0.0; features.reading.words().len()],
            cues: vec![0.0; features.found.len()],
            post: 0.0,
            learnt: Vec::new(),
        }
    }

    /// Adds the pull of a feature to the part that it belongs to.
    pub(super) fn add(&mut self, owner: Owner, pull: f32) {
        let mut add = |at: u32, pull: f32| {
            if let Some(word) = self.words.get_mut(at as usize) {
                *word += pull;
            }
        };
        match owner {
            Owner::Word(at) => add(at, pull),
            Owner::Pair(at) => {
                add(at, pull / 2.0);
                add(at + 1, pull / 2.0);
            }
            Owner::Cue(at) => {
                if let Some(cue) = self.cues.get_mut(at as usize) {
                    *cue += pull;
                }
            }
            Owner::Post => self.post += pull,
        }
    }
}

impl Triage {
    /// How far each part of the post pulls towards `intent`, where the intents have those chances.
    pub(super) fn pulls(&self, features: &Features, intent: Intent, chances: &[f32; 5]) -> Pulls {
        let direction = self.direction(intent, chances);
        let mut pulls = Pulls::none(features);
        for feature in &features.all {
            let Some(row) = self.weights.rows.get(feature.row as usize) else {
                continue;
            };
            let along: f32 = row
                .iter()
                .zip(&direction)
                .map(|(&step, along)| f32::from(step) * along)
                .sum();
            pulls.add(feature.owner, feature.value * along);
        }
        pulls
    }

    /// The gradient of the winner's log-odds.
    fn direction(&self, intent: Intent, chances: &[f32; 5]) -> [f32; OUTPUTS] {
        let mut direction = [0.0; OUTPUTS];
        for ((along, scale), share) in direction
            .iter_mut()
            .zip(self.weights.scale)
            .zip(shares(intent, chances))
        {
            *along = scale * share;
        }
        direction
    }

    /// The reasons, the strongest first.
    pub(super) fn reasons(
        &self,
        text: &str,
        features: &Features,
        (intent, chances): (Intent, &[f32; 5]),
        taught: Option<(&Learnt, &Lean)>,
    ) -> Vec<Reason> {
        let mut pulls = self.pulls(features, intent, chances);
        if let Some((_, lean)) = taught {
            pulls.learn(features, lean, shares(intent, chances));
        }
        let learnt = taught.map(|(learnt, _)| learnt);
        let parts = telling(
            features,
            &pulls,
            &|form| EMPTY.contains(&form),
            (text, log_odds(intent, chances)),
            &|without| self.odds(without, intent, learnt),
        );
        let mut reasons: Vec<Reason> = parts
            .iter()
            .map(|part| self.reason(features, &pulls, part, intent))
            .collect();
        let told = reasons.iter().any(|reason| reason.code == LEARNT.0);
        if learnt.is_some() && !told && winner(&self.outputs(features)).0 != intent {
            // Corrections decided, many words a little each: the verdict must not pass for the model's own.
            reasons.truncate(MOST - 1);
            reasons.extend(
                pulls
                    .taught_most()
                    .map(|part| self.reason(features, &pulls, &part, intent)),
            );
        }
        reasons
    }

    /// The log-odds of `intent` for `text`.
    fn odds(&self, text: &str, intent: Intent, learnt: Option<&Learnt>) -> f32 {
        let features = Features::new(text, &self.cues);
        let outputs = self.outputs(&features);
        let lean = self.lean(&features, &outputs, learnt);
        let (_, chances) = leant(outputs, lean.as_ref());
        log_odds(intent, &chances)
    }

    fn reason(&self, features: &Features, pulls: &Pulls, part: &Part, intent: Intent) -> Reason {
        let cue = part
            .cue
            .and_then(|at| features.found.get(at))
            .and_then(|found| self.cues.all().get(found.cue));
        let (code, why) = if pulls.is_learnt(part) {
            LEARNT
        } else {
            cue.map_or_else(|| typical(intent), |cue| (cue.code, cue.why))
        };
        Reason {
            span: span(features, part),
            code,
            why,
            weight: part.weight,
        }
    }
}

impl Pulls {
    /// Adds what agents taught.
    fn learn(&mut self, features: &Features, lean: &Lean, direction: [f32; 5]) {
        self.learnt = vec![0.0; self.words.len()];
        for (touch, pull) in lean.pulls(direction) {
            let (words, each) = match features.found.get(touch.at) {
                Some(found) if touch.words == 0 => (found.first..found.end, 0.0),
                _ => (touch.at..touch.at + touch.words, 1.0),
            };
            if touch.words == 0
                && let Some(cue) = self.cues.get_mut(touch.at)
            {
                *cue += pull;
            }
            #[allow(clippy::cast_precision_loss)] // a few words
            let share = pull / words.len().max(1) as f32;
            for at in words {
                if let (Some(word), Some(learnt)) =
                    (self.words.get_mut(at), self.learnt.get_mut(at))
                {
                    *word += share * each;
                    *learnt += share;
                }
            }
        }
    }

    /// The word that what was learnt pulls most by.
    fn taught_most(&self) -> Option<Part> {
        let words = self.learnt.iter().copied().enumerate();
        let (first, weight) = words.max_by(|a, b| a.1.total_cmp(&b.1))?;
        Some(Part {
            first,
            end: first + 1,
            cue: None,
            weight,
        })
    }

    /// Whether most of what a part pulls was learnt.
    fn is_learnt(&self, part: &Part) -> bool {
        let learnt = self.learnt.get(part.first..part.end).unwrap_or_default();
        learnt.iter().sum::<f32>() > part.weight / 2.0
    }
}

/// The winner against the others, each as likely as it is among them.
fn shares(intent: Intent, chances: &[f32; 5]) -> [f32; 5] {
    let all = || Intent::ALL.into_iter().zip(chances);
    let rest: f32 = all()
        .filter(|(other, _)| *other != intent)
        .map(|(_, chance)| chance)
        .sum();
    let mut shares = [0.0; 5];
    for (share, (other, chance)) in shares.iter_mut().zip(all()) {
        *share = if other == intent {
            1.0
        } else {
            -chance / rest.max(1e-6)
        };
    }
    shares
}

/// Every code that a reason may have, with its words in English.
#[must_use]
pub fn codes() -> Vec<(&'static str, &'static str)> {
    let cues = Cues::new();
    let cues = cues.all().iter().map(|cue| (cue.code, cue.why));
    cues.chain(Intent::ALL.map(typical))
        .chain([LEARNT])
        .chain(SILENT)
        .collect()
}

/// Where no cue names the sign, it is a word that such posts have more often than others.
pub(super) const fn typical(intent: Intent) -> (&'static str, &'static str) {
    match intent {
        Intent::Complaint => ("typical_complaint", "typical of complaints"),
        Intent::Question => ("typical_question", "typical of questions"),
        Intent::Suggestion => ("typical_suggestion", "typical of suggestions"),
        Intent::Praise => ("typical_praise", "typical of praise"),
        Intent::Other => ("typical_other", "typical of other posts"),
    }
}

/// Log-odds of an intent with those chances; kept finite.
fn log_odds(intent: Intent, chances: &[f32; 5]) -> f32 {
    let (mut own, mut rest) = (0.0f32, 0.0f32);
    for (other, chance) in Intent::ALL.into_iter().zip(chances) {
        if other == intent {
            own += chance;
        } else {
            rest += chance;
        }
    }
    (own.max(1e-30) / rest.max(1e-30)).ln()
}
