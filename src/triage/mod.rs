//! What a post wants and how urgent it is, with reasons.
//!
//! ```
//! use handrail::triage::{Intent, Triage};
//! let triage = Triage::from_bytes(include_bytes!("./weights.bin"))?;
//! let text = "@LarkspurCare still no internet, this is the third day";
//! let verdict = triage.judge(text);
//! assert_eq!(verdict.intent, Intent::Complaint);
//! assert!(verdict.urgency >= 1);
//! assert!(!verdict.reasons.is_empty());
//! # Ok::<(), handrail::triage::WeightsError>(())
//! ```

pub mod cues;
mod explanation;
pub mod features;
pub mod heat;
pub mod languages;
pub mod learning;
pub mod lists;
mod parts;
mod reading;
mod reasons;
pub mod second;
mod shape;
mod signs;
pub mod topics;
pub mod weights;

pub use explanation::{Explanation, Pull};
pub use languages::{Lang, Languages, LanguagesError};
pub use reading::{Reading, Word};
pub use reasons::codes;
pub use signs::{About, NoReply, SILENT, is_cut};
pub use weights::WeightsError;

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::span::Span;
use crate::triage::cues::Cues;
use crate::triage::features::Features;
use crate::triage::heat::{Heat, Signs};
use crate::triage::learning::{Lean, Learnt};
use crate::triage::lists::Lists;
use crate::triage::topics::{Topic, TopicFile, Topics};
use crate::triage::weights::{OUTPUTS, Weights};

/// Where the outputs that are no intents stand.
const REPLY: usize = weights::INTENTS + 2;
const GRIEVANCE: usize = weights::INTENTS + 3;

/// What the writer wants (the labelling guide's five intents).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
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
    #[default]
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// The intent that won.
    pub intent: Intent,
    /// Every intent's probability.
    pub scores: Scores,
    /// 0 can wait, 1 today, 2 now.
    pub urgency: u8,
    /// How likely the post voices a breach of expectation, not merely reports a fault: 0 to 1. The sense of the
    /// published complaint sets (Preotiuc-Pietro et al. 2019), narrower than our complaint.
    pub grievance: f32,
    /// Whether an agent has to answer: not thanks, "sent a DM", chatter.
    pub needs_reply: bool,
    /// At most four, the strongest first.
    pub reasons: Vec<Reason>,
    /// Why nobody has to answer; none where somebody has to.
    pub no_reply: Option<NoReply>,
    /// What it is about: at most three, the strongest first.
    pub topics: Vec<About>,
    /// What its words say of heat.
    pub signs: Signs,
    /// How soon it should be answered. What is known beyond the text is added by [`Verdict::warm`].
    pub heat: Heat,
    /// The site cut the text off: what is not seen may change the verdict.
    pub provisional: bool,
    /// The language that the post was taken for.
    pub lang: Lang,
    /// Whether Handrail judges that language. If not, nothing is claimed: other, all scores 0.
    pub judged: bool,
    /// Where the sentence encoder has been heard too: what the first look alone had said.
    pub first_look: Option<Intent>,
}

/// The shipped model, ready to judge, with the team's topics.
#[derive(Debug)]
pub struct Triage {
    weights: Weights,
    cues: Cues,
    topics: Topics,
    /// The files of the topics that come with Handrail.
    ours: Vec<(&'static str, &'static str)>,
    pub(crate) languages: Option<Languages>,
}

impl Triage {
    /// Reads a weights file.
    ///
    /// # Errors
    /// When the file is of another kind, another version, cut short or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsError> {
        Ok(Self::with(Weights::from_bytes(bytes)?, Lists::built_in()))
    }

    fn with(weights: Weights, lists: Lists) -> Self {
        let cues = Cues::of(&lists.cues);
        Self {
            weights,
            topics: Topics::of(&lists.topics, &[], &cues).0,
            ours: lists.topics,
            cues,
            languages: None,
        }
    }

    /// Takes what is known of languages besides English (`languages.bin`). Until then every post in Latin letters is
    /// judged as English.
    ///
    /// # Errors
    /// When the file is of another kind, another version, cut short or changed. What was known before stays.
    pub fn set_languages(&mut self, bytes: &[u8]) -> Result<(), LanguagesError> {
        self.languages = Some(Languages::from_bytes(bytes)?);
        Ok(())
    }

    /// Takes the team's own topics beside those that come with Handrail, and says what is wrong with them; what is
    /// sound is used.
    pub fn set_topics(&mut self, own: &[TopicFile]) -> Vec<Problem> {
        let (topics, problems) = Topics::of(&self.ours, own, &self.cues);
        self.topics = topics;
        problems
    }

    /// What is wrong with these topics, while those in use stay.
    #[must_use]
    pub fn check_topics(&self, own: &[TopicFile]) -> Vec<Problem> {
        Topics::of(&self.ours, own, &self.cues).1
    }

    /// The topic of that index.
    #[must_use]
    pub fn topic(&self, topic: usize) -> Option<&Topic> {
        self.topics.get(topic)
    }

    /// What a text is about, without judging it.
    #[must_use]
    pub fn topics_in(&self, text: &str) -> Vec<About> {
        self.about(&Features::without_hashes(text, &self.cues), None)
    }

    /// Judges one text by its language. Any text gets an answer; of one beyond all posts' length the beginning is read.
    #[must_use]
    pub fn judge(&self, text: &str) -> Verdict {
        self.judge_in(text, Lang::English, None)
    }

    /// The same, with what the team taught about the brand that the text means.
    #[must_use]
    pub fn judge_learnt(&self, text: &str, learnt: Option<&Learnt>) -> Verdict {
        self.judge_in(text, Lang::English, learnt)
    }

    /// The same, where a text too short to tell its language is taken for `usual`: the site's own guess. What the team
    /// taught of intents is of English words and counts in English alone.
    #[must_use]
    pub fn judge_in(&self, text: &str, usual: Lang, learnt: Option<&Learnt>) -> Verdict {
        let lang = self.language(text, usual);
        if lang == Lang::English {
            return self.judge_english(text, learnt);
        }
        let judge = self.languages.as_ref().and_then(|all| all.judge_of(lang));
        let Some(judge) = judge else {
            return languages::not_judged(lang, text);
        };
        let (mut verdict, features) = judge.verdict(text, &self.cues);
        self.settle(&mut verdict, &features, None);
        verdict
    }

    /// The language of a text; where it does not tell, `usual` if that is judged, else English.
    #[must_use]
    pub fn language(&self, text: &str, usual: Lang) -> Lang {
        let all = self.languages.as_ref();
        let judged = all.is_some_and(|all| all.judge_of(usual).is_some());
        let usual = if judged { usual } else { Lang::English };
        languages::identify(all, text, usual)
    }

    /// The English model's verdict.
    fn judge_english(&self, text: &str, learnt: Option<&Learnt>) -> Verdict {
        let features = Features::new(text, &self.cues);
        self.verdict(text, &features, self.outputs(&features), learnt)
    }

    /// The verdict that these log-odds mean, and what the team taught.
    fn verdict(
        &self,
        text: &str,
        features: &Features,
        outputs: [f32; OUTPUTS],
        learnt: Option<&Learnt>,
    ) -> Verdict {
        let lean = self.lean(features, &outputs, learnt);
        let (winner, chances) = leant(outputs, lean.as_ref());
        let mut verdict = Verdict {
            intent: winner,
            scores: Scores::from_all(chances),
            urgency: self.urgency(winner, &outputs),
            grievance: sigmoid(outputs[GRIEVANCE]),
            needs_reply: sigmoid(outputs[REPLY]) >= 0.5,
            reasons: self.reasons(
                text,
                features,
                (winner, &chances),
                learnt.zip(lean.as_ref()),
            ),
            provisional: is_cut(text),
            lang: Lang::English,
            judged: true,
            ..Verdict::default()
        };
        if lean.is_some() {
            verdict.follow(self::winner(&outputs));
        }
        self.settle(&mut verdict, features, learnt);
        verdict
    }

    /// What each output of the model says of these features, as log-odds.
    #[must_use]
    fn outputs(&self, features: &Features) -> [f32; OUTPUTS] {
        let mut sums = [0.0f32; OUTPUTS];
        for feature in &features.all {
            if let Some(row) = self.weights.rows.get(feature.row as usize) {
                for (sum, &step) in sums.iter_mut().zip(row) {
                    *sum += feature.value * f32::from(step);
                }
            }
        }
        let mut outputs = self.weights.bias;
        for ((output, sum), scale) in outputs.iter_mut().zip(sums).zip(self.weights.scale) {
            *output += sum * scale;
        }
        outputs
    }

    /// The thresholds are ordered: what is not urgent at all is not very urgent. Praise and ideas can wait, however
    /// excited.
    fn urgency(&self, intent: Intent, outputs: &[f32; OUTPUTS]) -> u8 {
        if matches!(intent, Intent::Praise | Intent::Suggestion) {
            return 0;
        }
        let [_, _, _, _, _, one, two, ..] = *outputs;
        let [today, now] = self.weights.urgent;
        match (sigmoid(one) >= today, sigmoid(two) >= now) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => 2,
        }
    }
}

impl Scores {
    /// The score of one intent.
    #[must_use]
    pub const fn of(&self, intent: Intent) -> f32 {
        match intent {
            Intent::Complaint => self.complaint,
            Intent::Question => self.question,
            Intent::Suggestion => self.suggestion,
            Intent::Praise => self.praise,
            Intent::Other => self.other,
        }
    }

    /// From the probabilities in the order of [`Intent::ALL`].
    fn from_all([complaint, suggestion, question, praise, other]: [f32; 5]) -> Self {
        Self {
            complaint,
            question,
            suggestion,
            praise,
            other,
        }
    }
}

/// The likeliest intent, and the probability of each in the order of [`Intent::ALL`].
fn winner(outputs: &[f32; OUTPUTS]) -> (Intent, [f32; 5]) {
    let [a, b, c, d, e, ..] = *outputs;
    let chances = softmax([a, b, c, d, e]);
    let mut best = (Intent::Other, 0.0);
    for (intent, &chance) in Intent::ALL.into_iter().zip(&chances) {
        if chance > best.1 {
            best = (intent, chance);
        }
    }
    (best.0, chances)
}

/// The likeliest intent after what was learnt, and the probability of each.
fn leant(mut outputs: [f32; OUTPUTS], lean: Option<&Lean>) -> (Intent, [f32; 5]) {
    for (output, lean) in outputs
        .iter_mut()
        .zip(lean.map_or([0.0; 5], |lean| lean.intents))
    {
        *output += lean;
    }
    winner(&outputs)
}

/// Probabilities from log-odds.
fn softmax(logits: [f32; 5]) -> [f32; 5] {
    let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let chances = logits.map(|logit| (logit - top).exp());
    let sum: f32 = chances.iter().sum();
    chances.map(|chance| chance / sum)
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
