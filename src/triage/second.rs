//! The second speed: what the sentence encoder says of an uncertain post joins what the linear model said.
//!
//! Both give log-odds of the same nine outputs; their mean is judged as the linear model's own are. The encoder itself
//! is not here: it may be absent, and then the first verdict stands.

use crate::span::Span;
use crate::triage::features::Features;
use crate::triage::learning::Learnt;
use crate::triage::weights::{INTENTS, OUTPUTS};
use crate::triage::{Intent, Lang, Scores, Triage, Verdict, leant};

/// How much of the mean is the encoder's. On posts to brands that neither model had seen (`cargo xtask train --encoder
/// --folds 2 --only 0`) shares of 0, .35, .5, .65 and 1 gave .790, .842, .857, .858 and .843 for complaint or not.
pub const SHARE: f32 = 0.65;
/// From which chance the mean says "urgent today" and "urgent now". On the same posts .4 and .15 agreed best, with an
/// earlier training .6 and .15: between the two, set by hand.
const URGENT: [f32; 2] = [0.5, 0.15];
/// A verdict whose intent is less likely than this gets a second look. A look is cheap enough to be generous.
pub const SURE: f32 = 0.95;

impl Triage {
    /// What the linear model says of each output, as log-odds, in the order of the weights.
    #[must_use]
    pub fn log_odds(&self, text: &str) -> [f32; OUTPUTS] {
        self.outputs(&Features::new(text, &self.cues))
    }

    /// The verdict that these log-odds alone mean, without reasons: for measuring.
    #[must_use]
    pub fn verdict_of(&self, outputs: &[f32; OUTPUTS]) -> Verdict {
        self.verdict("", &Features::new("", &self.cues), *outputs, None)
    }

    /// Judges one English text again, with the encoder's log-odds of it; others as [`Triage::judge_in`] does. What is no
    /// number says nothing.
    #[must_use]
    pub fn refine(
        &self,
        text: &str,
        usual: Lang,
        learnt: Option<&Learnt>,
        second: &[f32; OUTPUTS],
    ) -> Verdict {
        if self.language(text, usual) != Lang::English {
            return self.judge_in(text, usual, learnt);
        }
        let features = Features::new(text, &self.cues);
        let first = self.outputs(&features);
        let mut both = mixed(&first, second, SHARE);
        // Moved, so that the weights' own thresholds stand where those of the mean do.
        let thresholds = self.weights.urgent.into_iter().zip(URGENT);
        for (output, (theirs, ours)) in both.iter_mut().skip(INTENTS).zip(thresholds) {
            *output += logit(theirs) - logit(ours);
        }
        let sound = both.iter().all(|output| output.is_finite());
        let outputs = if sound { both } else { first };
        let mut verdict = self.verdict(text, &features, outputs, learnt);
        verdict.first_look = sound.then(|| {
            let lean = self.lean(&features, &first, learnt);
            leant(first, lean.as_ref()).0
        });
        verdict
    }

    /// Whether a text speaks less for the intent when its reason is left out: `second` is what the encoder said of the
    /// whole, `rest` is what is left with what the encoder said of that.
    #[must_use]
    pub fn is_reason(
        &self,
        intent: Intent,
        whole: (&str, &[f32; OUTPUTS]),
        rest: (&str, &[f32; OUTPUTS]),
    ) -> bool {
        let score = |(text, second): (&str, &[f32; OUTPUTS])| {
            self.refine(text, Lang::English, None, second)
                .scores
                .of(intent)
        };
        score(rest) < score(whole)
    }
}

impl Verdict {
    /// What is left of a text without the first reason, and where that stood: after a second look it is for the encoder
    /// to say whether it was one ([`Triage::is_reason`]). The first look has tried its own reasons itself.
    #[must_use]
    pub fn without_first_reason(&self, text: &str) -> Option<(Span, String)> {
        self.first_look?;
        let span = self.reasons.first()?.span;
        let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
        Some((span, format!("{before}{after}")))
    }

    /// Whether a second look is possible and worth its time.
    #[must_use]
    pub fn wants_second_look(&self) -> bool {
        self.judged && self.lang == Lang::English && self.scores.is_uncertain()
    }
}

impl Scores {
    /// Whether a second look is worth its time.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        Intent::ALL.iter().all(|&intent| self.of(intent) < SURE)
    }
}

/// The log-odds of a chance.
fn logit(chance: f32) -> f32 {
    (chance / (1.0 - chance)).ln()
}

/// The mean of two models' log-odds, of which the second has that share.
#[must_use]
pub fn mixed(first: &[f32; OUTPUTS], second: &[f32; OUTPUTS], share: f32) -> [f32; OUTPUTS] {
    let mut mean = *first;
    for (mean, second) in mean.iter_mut().zip(second) {
        *mean += share * (second - *mean);
    }
    mean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triage() -> Triage {
        Triage::from_bytes(include_bytes!("weights.bin")).unwrap()
    }

    #[test]
    fn a_second_look_can_change_the_verdict_and_only_so_far() {
        let triage = triage();
        let text = "@LarkspurCare well that was something";
        let mut second = [0.0; OUTPUTS];
        second[0] = 9.0;
        let verdict = triage.refine(text, Lang::English, None, &second);
        assert_eq!(verdict.intent, Intent::Complaint);
        assert!(verdict.scores.complaint > triage.judge(text).scores.complaint);
        second[0] = f32::NAN;
        assert_eq!(
            triage.refine(text, Lang::English, None, &second),
            triage.judge(text)
        );
    }

    #[test]
    fn the_same_log_odds_say_the_same() {
        let triage = triage();
        let text = "@LarkspurCare is your shop open on Sunday?";
        let (again, first) = (
            triage.refine(text, Lang::English, None, &triage.log_odds(text)),
            triage.judge(text),
        );
        assert_eq!(again.intent, first.intent);
        assert!((again.scores.question - first.scores.question).abs() < 1e-5);
    }

    #[test]
    fn a_clear_post_needs_no_second_look() {
        let triage = triage();
        assert!(
            !triage
                .judge(
                    "@LarkspurCare my internet is down again, third day, nobody answers. Fix it!"
                )
                .scores
                .is_uncertain()
        );
    }
}
