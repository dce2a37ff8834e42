//! The second speed: what the sentence encoder says of an uncertain post joins what the linear model said.
//!
//! Both give log-odds of the same nine outputs; their mean is judged as the linear model's own are. The encoder itself
//! is not here: it may be absent, and then the first verdict stands.

use crate::triage::features::Features;
use crate::triage::learning::Learnt;
use crate::triage::weights::OUTPUTS;
use crate::triage::{Intent, Lang, Scores, Triage, Verdict};

/// How much of the mean is the encoder's: set by hand, not yet chosen by cross-validation
/// (`cargo xtask train --encoder --folds 4`).
pub const SHARE: f32 = 0.65;
/// A verdict whose intent is less likely than this gets a second look; set by hand.
const SURE: f32 = 0.9;

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
        let both = mixed(&first, second, SHARE);
        let sound = both.iter().all(|output| output.is_finite());
        self.verdict(text, &features, if sound { both } else { first }, learnt)
    }
}

impl Scores {
    /// Whether a second look is worth its time.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        Intent::ALL.iter().all(|&intent| self.of(intent) < SURE)
    }
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
