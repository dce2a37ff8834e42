//! The inside of a verdict, for people who want to know.

use crate::span::Span;
use crate::triage::features::Features;
use crate::triage::reasons::Pulls;
use crate::triage::{Lang, Triage, Verdict, sigmoid, winner};

/// One part of a post and how far it pulls.
#[derive(Clone, Debug, PartialEq)]
pub struct Pull {
    /// The part of the post.
    pub span: Span,
    /// How the model reads it: its plain form, or a cue's code.
    pub read_as: String,
    /// How far it moves the log-odds of the intent that won; below zero it speaks against it.
    pub weight: f32,
}

/// A verdict and all that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What [`Triage::judge`] says.
    pub verdict: Verdict,
    /// Every word, in order.
    pub words: Vec<Pull>,
    /// Every cue found, in order.
    pub cues: Vec<Pull>,
    /// What belongs to no word: length, links, capitals.
    pub post: f32,
    /// Probability that the post wants an answer today, and that it wants one now; 0 where no model says so.
    pub urgent: [f32; 2],
    /// From which probability on each counts.
    pub thresholds: [f32; 2],
}

impl Triage {
    /// Judges one text and shows the inside.
    #[must_use]
    pub fn explain(&self, text: &str) -> Explanation {
        let verdict = self.judge(text);
        let judge = self.languages.as_ref();
        let judge = judge.and_then(|all| all.judge_of(verdict.lang));
        let (features, pulls, urgent) = match (judge, verdict.lang) {
            (Some(judge), _) => {
                let (features, pulls) = judge.inside(text, verdict.intent);
                (features, pulls, [0.0; 2])
            }
            (None, Lang::English) => {
                let features = Features::new(text, &self.cues);
                let outputs = self.outputs(&features);
                let (winner, chances) = winner(&outputs);
                let pulls = self.pulls(&features, winner, &chances);
                let [_, _, _, _, _, one, two, ..] = outputs;
                (features, pulls, [sigmoid(one), sigmoid(two)])
            }
            // Nothing was judged: there is no inside.
            (None, _) => {
                let features = Features::new("", &self.cues);
                let pulls = Pulls::none(&features);
                (features, pulls, [0.0; 2])
            }
        };
        let words = features.reading.words();
        let source = |first: usize, end: usize| {
            let start = words.get(first).map_or(0, |word| word.source.start);
            let end = end.checked_sub(1).and_then(|last| words.get(last));
            Span::new(start, end.map_or(start, |word| word.source.end))
        };
        Explanation {
            verdict,
            words: words
                .iter()
                .zip(&pulls.words)
                .map(|(word, &weight)| Pull {
                    span: word.source,
                    read_as: features.reading.form(word).to_owned(),
                    weight,
                })
                .collect(),
            cues: features
                .found
                .iter()
                .zip(&pulls.cues)
                .filter_map(|(found, &weight)| {
                    Some(Pull {
                        span: source(found.first, found.end),
                        read_as: self.cues.all().get(found.cue)?.code.to_owned(),
                        weight,
                    })
                })
                .collect(),
            post: pulls.post,
            urgent,
            thresholds: self.weights.urgent,
        }
    }
}
