//! Which language a post is in, and complaint or not in those besides English.
//!
//! ```
//! use handrail::triage::{Intent, Lang, Triage};
//! let mut triage = Triage::from_bytes(include_bytes!("./weights.bin"))?;
//! triage.set_languages(include_bytes!("./languages.bin"))?;
//! let verdict = triage.judge("@LarkspurCare me habéis cobrado dos veces y nadie contesta");
//! assert_eq!((verdict.lang, verdict.intent), (Lang::Spanish, Intent::Complaint));
//! let verdict = triage.judge("@LarkspurCare mijn bestelling is nog steeds niet aangekomen");
//! assert_eq!((verdict.lang, verdict.judged), (Lang::Dutch, false));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A language is one file in `data/` and a line in [`Lang`]'s list. The file holds fields, among them examples that the
//! tests try; for a language that is judged its cues; and posts that we wrote. The program carries none of it: training
//! turns all into `languages.bin`.

pub mod file;
pub mod identify;
pub mod judge;
mod lang;
pub mod letters;
pub mod phrases;
mod script;

pub use file::LanguagesError;
pub use lang::Lang;

use crate::triage::cues::{Cues, FILES};
use crate::triage::features::Features;
use crate::triage::reasons::{Pulls, typical};
use crate::triage::{Intent, Reason, Scores, Verdict, is_cut};
use crate::triage::{parts, sigmoid};
use identify::Identifier;
use judge::Judge;
use phrases::EMPTY;

/// Everything that was trained for languages. Immutable.
#[derive(Clone, Debug, PartialEq)]
pub struct Languages {
    /// CRC-32 of the files it was trained on: notices a stale model.
    pub digest: u32,
    /// Tells languages in Latin letters apart.
    pub identifier: Identifier,
    /// One for each language judged besides English.
    pub judges: Vec<Judge>,
}

/// The language of `text`; `usual` where it does not tell (see [`identify`]).
#[must_use]
pub fn identify(languages: Option<&Languages>, text: &str, usual: Lang) -> Lang {
    identify::identify(languages.map(|all| &all.identifier), text, usual)
}

/// Cues of a harm that is near: stuck, locked out, defrauded, in danger, about to leave.
const URGENT: &[&str] = &[
    "stuck",
    "now",
    "fraud",
    "safety",
    "legal",
    "vulnerable",
    "churn",
];

impl Languages {
    /// The judge of `lang`; none where posts in it are not judged by what was trained here.
    #[must_use]
    pub fn judge_of(&self, lang: Lang) -> Option<&Judge> {
        self.judges.iter().find(|judge| judge.lang == lang)
    }
}

/// The verdict on a post in a language that is not judged: nothing is claimed.
pub(super) fn not_judged(lang: Lang, text: &str) -> Verdict {
    Verdict {
        lang,
        provisional: is_cut(text),
        ..Verdict::default()
    }
}

/// Cues of somebody who wants to know.
const ASKS: &[&str] = &["asks", "howto", "help"];

/// A complaint wants an answer today, and now where a cue says that harm is near.
fn urgency(intent: Intent, features: &Features) -> u8 {
    if intent != Intent::Complaint {
        return 0;
    }
    1 + u8::from(has(features, URGENT))
}

/// Whether the writer wants to know something.
fn asks(features: &Features) -> bool {
    has(features, ASKS)
        || features
            .reading
            .words()
            .last()
            .is_some_and(|word| features.reading.form(word).starts_with('?'))
}

/// Whether one of these cues was found.
fn has(features: &Features, codes: &[&str]) -> bool {
    features.found.iter().any(|found| {
        FILES
            .get(found.cue)
            .is_some_and(|(code, _)| codes.contains(code))
    })
}

impl Judge {
    /// The verdict on a text, complaint or other, and what was seen of it. Scores are those of the two alone.
    pub(super) fn verdict(&self, text: &str, cues: &Cues) -> (Verdict, Features) {
        let features = judge::features(self.lang, &self.phrases, text);
        let odds = self.log_odds(&features);
        let complaint = sigmoid(odds);
        let intent = if odds >= 0.0 {
            Intent::Complaint
        } else {
            Intent::Other
        };
        let verdict = Verdict {
            intent,
            scores: Scores {
                complaint,
                other: 1.0 - complaint,
                ..Scores::default()
            },
            urgency: urgency(intent, &features),
            // No set tells a reproach from a mere report in these languages.
            grievance: complaint,
            needs_reply: intent == Intent::Complaint || asks(&features),
            reasons: self.reasons(text, &features, intent, cues),
            provisional: is_cut(text),
            lang: self.lang,
            judged: true,
            ..Verdict::default()
        };
        (verdict, features)
    }

    /// What was seen of a text, and how far each part pulls towards `intent`.
    pub(super) fn inside(&self, text: &str, intent: Intent) -> (Features, Pulls) {
        let features = judge::features(self.lang, &self.phrases, text);
        let sign = if intent == Intent::Complaint {
            1.0
        } else {
            -1.0
        };
        let pulls = self.pulls(&features, sign);
        (features, pulls)
    }

    /// The parts of the post that moved the score towards `intent`, the strongest first.
    fn reasons(&self, text: &str, features: &Features, intent: Intent, cues: &Cues) -> Vec<Reason> {
        let sign = if intent == Intent::Complaint {
            1.0
        } else {
            -1.0
        };
        let odds = |text: &str| {
            let features = judge::features(self.lang, &self.phrases, text);
            sign * self.log_odds(&features)
        };
        let parts = parts::telling(
            features,
            &self.pulls(features, sign),
            &|form| self.phrases.is(form, EMPTY),
            (text, sign * self.log_odds(features)),
            &odds,
        );
        parts
            .iter()
            .map(|part| {
                let cue = part
                    .cue
                    .and_then(|at| cues.all().get(features.found.get(at)?.cue));
                let (code, why) = cue.map_or_else(|| typical(intent), |cue| (cue.code, cue.why));
                Reason {
                    span: parts::span(features, part),
                    code,
                    why,
                    weight: part.weight,
                }
            })
            .collect()
    }

    /// How far each part pulls towards a complaint, or away from it.
    fn pulls(&self, features: &Features, sign: f32) -> Pulls {
        let mut pulls = Pulls::none(features);
        for feature in &features.all {
            pulls.add(feature.owner, sign * self.pull(feature));
        }
        pulls
    }
}
