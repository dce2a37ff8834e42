//! What was learnt about one brand: small tables, computed from its lessons.

use crate::triage::features::Features;
use crate::triage::learning::fit::{self, Example, Table, View};
use crate::triage::learning::sample::{self, rows_of_name, touches};
use crate::triage::learning::{Label, Lesson, MOST, MOST_LESSONS, Sample, Touch};
use crate::triage::weights::OUTPUTS;
use crate::triage::{Intent, Reading, Triage, Verdict, softmax, winner};

/// Log-odds that a name means the brand, before anything is learnt: a post is hidden only if it is much like one, or
/// like several, of which an agent said so.
const US: f32 = 1.0;
/// Log-odds of a topic that was shown, and against one that was not.
const TOPIC: f32 = 1.0;
/// A choice that is none: with this log-odds it never counts.
const NEVER: f32 = -30.0;

/// A lesson, and what was said.
#[derive(Clone, Debug)]
pub struct Taught<'a> {
    /// What the agent said.
    pub label: Label<'a>,
    /// Of which post.
    pub lesson: &'a Lesson,
}

/// What was learnt about one brand. Immutable: computed anew when a correction comes or goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learnt {
    intents: Option<Table>,
    /// For each topic that was ever named; what counts is the first number less the second.
    topics: Vec<(String, Table)>,
    us: Option<Table>,
    /// Rows of the brand's own names: they stand in every post and tell nothing.
    hidden: Vec<u16>,
}

/// How far what was learnt leans a verdict.
pub(in crate::triage) struct Lean {
    pub(in crate::triage) intents: [f32; 5],
    touches: Vec<(Touch, [f32; 5])>,
}

impl Learnt {
    /// Learns from the newest [`MOST_LESSONS`] of the lessons, which are sorted from old to new. Those of another
    /// version teach nothing. `names` are the brand's own.
    #[must_use]
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>, taught: &[Taught<'_>]) -> Self {
        let hidden = names
            .into_iter()
            .flat_map(|name| rows_of_name(&Reading::new(name)))
            .collect();
        let mut learnt = Self {
            hidden,
            ..Self::default()
        };
        let sound = taught.iter().filter(|taught| taught.lesson.is_sound());
        let mut newest: Vec<&Taught<'_>> = sound.rev().take(MOST_LESSONS).collect();
        newest.reverse();
        learnt.intents = learnt.fit_intents(&newest);
        learnt.topics = learnt.fit_topics(&newest);
        learnt.us = learnt.fit_us(&newest);
        learnt
    }

    /// Whether nothing was learnt.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.intents.is_none() && self.topics.is_empty() && self.us.is_none()
    }

    fn fit_intents(&self, taught: &[&Taught<'_>]) -> Option<Table> {
        let examples: Vec<Example<'_>> = taught
            .iter()
            .filter_map(|taught| {
                let Label::Intent(intent) = taught.label else {
                    return None;
                };
                let offset = taught.lesson.model.map(|log| f32::from(log) / 100.0);
                Some(Example {
                    view: View {
                        sample: &taught.lesson.sample,
                        chances: softmax(offset),
                        hidden: &self.hidden,
                    },
                    offset,
                    said: Intent::ALL.into_iter().position(|other| other == intent)?,
                })
            })
            .collect();
        (!examples.is_empty()).then(|| fit::fit(&examples))
    }

    fn fit_topics(&self, taught: &[&Taught<'_>]) -> Vec<(String, Table)> {
        let corrected = taught.iter().filter_map(|taught| match taught.label {
            Label::Topic { topic, was } => Some((topic, was, &taught.lesson.sample)),
            Label::Intent(_) | Label::NotUs => None,
        });
        let corrected: Vec<_> = corrected.collect();
        let mut topics: Vec<&str> = corrected
            .iter()
            .flat_map(|(topic, was, _)| [Some(*topic), *was])
            .flatten()
            .collect();
        topics.sort_unstable();
        topics.dedup();
        let fit = |code: &str| {
            let examples: Vec<Example<'_>> = corrected
                .iter()
                .filter_map(|&(topic, was, sample)| {
                    let is_it = topic == code;
                    let offset = if is_it { -TOPIC } else { TOPIC };
                    (is_it || was == Some(code)).then(|| self.yes_no(sample, offset, is_it))
                })
                .collect();
            (code.to_owned(), fit::fit(&examples))
        };
        topics.into_iter().map(fit).collect()
    }

    /// Whoever corrected what a post wants, or its topic, said by it that the post is the brand's.
    fn fit_us(&self, taught: &[&Taught<'_>]) -> Option<Table> {
        let is_us = |taught: &Taught<'_>| taught.label != Label::NotUs;
        if taught.iter().all(|taught| is_us(taught)) {
            return None;
        }
        let examples: Vec<Example<'_>> = taught
            .iter()
            .map(|taught| self.yes_no(&taught.lesson.sample, US, is_us(taught)))
            .collect();
        Some(fit::fit(&examples))
    }

    /// A question with two answers, as the first two of five.
    fn yes_no<'a>(&'a self, sample: &'a Sample, offset: f32, yes: bool) -> Example<'a> {
        Example {
            view: self.view(sample),
            offset: [offset, 0.0, NEVER, NEVER, NEVER],
            said: usize::from(!yes),
        }
    }

    fn view<'a>(&'a self, sample: &'a Sample) -> View<'a> {
        View {
            sample,
            chances: [0.0; 5],
            hidden: &self.hidden,
        }
    }

    fn table_says(&self, table: &Table, sample: &Sample) -> f32 {
        let [yes, no, ..] = self.view(sample).sum(table);
        (yes - no).clamp(-MOST, MOST)
    }

    fn lean(&self, features: &Features, chances: [f32; 5], triage: &Triage) -> Option<Lean> {
        let table = self.intents.as_ref()?;
        let touches = touches(features, &triage.cues);
        let sample = Sample::new(&touches);
        let view = View {
            chances,
            ..self.view(&sample)
        };
        let [word, cue] = view.values();
        let mut intents = view.sum_of_verdict(table);
        let touches = touches
            .into_iter()
            .filter(|touch| touch.words == 0 || !self.hidden.contains(&touch.row))
            .filter_map(|touch| {
                let value = if touch.words == 0 { cue } else { word };
                let pull = table
                    .get(usize::from(touch.row))?
                    .map(|weight| weight * value);
                intents = fit::add(intents, pull);
                Some((touch, pull))
            })
            .collect();
        let intents = intents.map(|lean| lean.clamp(-MOST, MOST));
        Some(Lean { intents, touches })
    }
}

impl Lean {
    /// How far each touch pulls along a direction of the five.
    pub(in crate::triage) fn pulls(
        &self,
        direction: [f32; 5],
    ) -> impl Iterator<Item = (Touch, f32)> + '_ {
        self.touches.iter().map(move |(touch, pull)| {
            let along = pull.iter().zip(direction).map(|(a, b)| a * b).sum();
            (*touch, along)
        })
    }
}

impl Verdict {
    /// The model's other answers follow where corrections led: no complaint, no grievance; nothing wanted, no hurry.
    pub(in crate::triage) fn follow(&mut self, (before, chances): (Intent, [f32; 5])) {
        let [complaint, ..] = chances;
        self.grievance *= (self.scores.complaint / complaint.max(1e-6)).min(1.0);
        if self.intent != before {
            self.needs_reply = matches!(self.intent, Intent::Complaint | Intent::Question);
            if !self.needs_reply {
                self.urgency = 0;
            }
        }
    }
}

impl Triage {
    /// What is to be remembered of a post about a brand when an agent corrects its verdict.
    #[must_use]
    pub fn lesson(&self, brand: &str, text: &str) -> Lesson {
        let features = Features::new(text, &self.cues);
        let (_, chances) = winner(&self.outputs(&features));
        #[allow(clippy::cast_possible_truncation)] // between -1400 and 0
        let model = chances.map(|chance| (chance.max(1e-6).ln() * 100.0).round() as i16);
        Lesson {
            version: super::VERSION,
            brand: brand.to_owned(),
            model,
            sample: Sample::new(&sample::touches(&features, &self.cues)),
        }
    }

    pub(in crate::triage) fn lean(
        &self,
        features: &Features,
        outputs: &[f32; OUTPUTS],
        learnt: Option<&Learnt>,
    ) -> Option<Lean> {
        learnt?.lean(features, winner(outputs).1, self)
    }

    /// Whether a name in `text` still means the brand, after what was learnt. To be asked of names alone: an account
    /// that is addressed is always meant.
    #[must_use]
    pub fn is_us(&self, text: &str, learnt: &Learnt) -> bool {
        learnt.us.as_ref().is_none_or(|table| {
            let sample = Sample::new(&touches(&Features::new(text, &self.cues), &self.cues));
            US + learnt.table_says(table, &sample) >= 0.0
        })
    }

    /// How far what was learnt moves the log-odds of topics, by code; empty where no topic was ever corrected.
    #[must_use]
    pub fn topics_learnt<'a>(
        &self,
        features: &Features,
        learnt: &'a Learnt,
    ) -> Vec<(&'a str, f32)> {
        if learnt.topics.is_empty() {
            return Vec::new();
        }
        let sample = Sample::new(&touches(features, &self.cues));
        let topics = learnt.topics.iter();
        topics
            .map(|(topic, table)| (topic.as_str(), learnt.table_says(table, &sample)))
            .collect()
    }
}
