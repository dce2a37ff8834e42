//! What a post's words say beyond its intent: what it is about, what makes it pressing, why nobody needs to answer, and
//! whether the site cut it off.

use crate::span::Span;
use crate::text::token::{Kind, tokens};
use crate::triage::features::Features;
use crate::triage::heat::{Circumstances, Heat, Input, Signs, Stance};
use crate::triage::learning::Learnt;
use crate::triage::topics::Hit;
use crate::triage::{Intent, Scores, Triage, Verdict};

/// A topic of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Index of the topic: [`Triage::topic`] knows it.
    pub topic: usize,
    /// What its phrases add up to; nought where it is taken over from the conversation.
    pub points: i32,
    /// The words that say so.
    pub spans: Vec<Span>,
    /// Taken over from the conversation.
    pub inherited: bool,
}

/// Why nobody needs to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoReply {
    /// The key of its words in `_locales` is `why_<code>`.
    pub code: &'static str,
    /// The same in English, a few words.
    pub why: &'static str,
    /// The words that say so, where words do.
    pub span: Option<Span>,
}

/// Why a post needs no answer, though no cue says so.
pub const SILENT: [(&str, &str); 6] = [
    ("asks_nothing", "asks for nothing"),
    ("own", "written by the brand"),
    ("advert", "an advertisement"),
    ("repost", "passed on: the original counts"),
    ("quote", "only quotes another post"),
    ("corrected", "an agent said so"),
];

impl NoReply {
    /// A reason of [`SILENT`].
    #[must_use]
    pub fn named(code: &str) -> Self {
        let mut all = SILENT.into_iter();
        let (code, why) = all.find(|(known, _)| *known == code).unwrap_or(SILENT[0]);
        Self {
            code,
            why,
            span: None,
        }
    }
}

/// Cues by which a post says that it needs no answer, the plainest first.
const CLOSING: [&str; 5] = ["thanks", "sent", "resolved", "love", "chat"];

impl Triage {
    /// Adds to a verdict on the intent what else the words say.
    pub(super) fn settle(
        &self,
        verdict: &mut Verdict,
        features: &Features,
        learnt: Option<&Learnt>,
    ) {
        verdict.signs = self.signs(features);
        // Complaints and questions are answered, and where harm may be near somebody looks; of the rest the model says.
        verdict.needs_reply |= matches!(verdict.intent, Intent::Complaint | Intent::Question)
            || verdict.signs.has(Input::Safety);
        verdict.no_reply = (!verdict.needs_reply).then(|| self.silence(features));
        verdict.topics = self.about(features, learnt);
        verdict.warm(&Circumstances::default());
    }

    /// The post's topics, the strongest first, with what the team taught.
    pub(super) fn about(&self, features: &Features, learnt: Option<&Learnt>) -> Vec<About> {
        let taught = learnt.map(|learnt| self.topics_learnt(features, learnt));
        let taught = taught.unwrap_or_default();
        let hits = self
            .topics
            .find(&features.reading, &features.found, &taught);
        let about = |mut hit: Hit| {
            // A cue may be found in the very words of a phrase.
            hit.parts.dedup();
            About {
                topic: hit.topic,
                points: hit.points,
                spans: hit
                    .parts
                    .iter()
                    .map(|&(first, end)| source(features, first, end))
                    .collect(),
                inherited: false,
            }
        };
        hits.into_iter().map(about).collect()
    }

    /// Takes an agent's word for the topic: it stands in the place of the strongest.
    pub fn correct_topic(&self, verdict: &mut Verdict, code: &str) {
        let topics = self.topics.all();
        let Some(topic) = topics.iter().position(|topic| topic.code == code) else {
            return;
        };
        if verdict.topics.iter().any(|about| about.topic == topic) {
            verdict.topics.retain(|about| about.topic == topic);
            return;
        }
        if !verdict.topics.is_empty() {
            verdict.topics.remove(0);
        }
        let stated = About {
            topic,
            points: crate::triage::topics::LEAST,
            spans: Vec::new(),
            inherited: false,
        };
        verdict.topics.insert(0, stated);
    }

    /// What the cues say of heat: each input with the first words that say so.
    pub(super) fn signs(&self, features: &Features) -> Signs {
        let mut signs = Signs::default();
        for found in &features.found {
            let cue = self.cues.all().get(found.cue);
            if let Some(input) = cue.and_then(|cue| Input::of_cue(cue.code)) {
                let span = source(features, found.first, found.end);
                signs.add(input, Some(span));
            }
        }
        signs
    }

    /// Why nobody needs to answer a post of which that is so.
    pub(super) fn silence(&self, features: &Features) -> NoReply {
        let named = |code: &&str| {
            let cues = self.cues.all();
            let has = |found: &&crate::triage::cues::Found| {
                cues.get(found.cue).is_some_and(|cue| cue.code == *code)
            };
            let found = features.found.iter().find(has)?;
            let cue = cues.get(found.cue)?;
            Some(NoReply {
                code: cue.code,
                why: cue.why,
                span: Some(source(features, found.first, found.end)),
            })
        };
        CLOSING
            .iter()
            .find_map(named)
            .unwrap_or_else(|| NoReply::named("asks_nothing"))
    }
}

impl Verdict {
    /// The verdict on a post that nobody has to look at, whatever its words say.
    #[must_use]
    pub fn silent(reason: NoReply) -> Self {
        Self {
            intent: Intent::Other,
            scores: Scores {
                other: 1.0,
                ..Scores::default()
            },
            no_reply: Some(reason),
            judged: true,
            ..Self::default()
        }
    }

    /// Says anew how hot the post is, after the intent changed or with what is known beyond the text.
    pub fn warm(&mut self, around: &Circumstances) {
        let stance = Stance {
            intent: self.intent,
            urgency: self.urgency,
            grievance: self.grievance,
            needs_reply: self.needs_reply,
        };
        self.heat = Heat::of(&stance, &self.signs, around);
    }

    /// Takes an agent's word for the intent: reasons and urgency spoke for the model's.
    pub fn correct(&mut self, intent: Intent) {
        if intent == self.intent {
            return;
        }
        self.intent = intent;
        self.reasons.clear();
        self.needs_reply = !matches!(intent, Intent::Praise | Intent::Other);
        self.no_reply = (!self.needs_reply).then(|| NoReply::named("corrected"));
        if !self.needs_reply || intent == Intent::Suggestion {
            self.urgency = 0;
        }
    }
}

/// Whether the text ends as a site cuts it: in "…" right behind a word, perhaps with the link to the rest. An ellipsis
/// that a person types is three full stops, or stands alone, and the one behind a link belongs to the link.
#[must_use]
pub fn is_cut(text: &str) -> bool {
    let text = tail(text.trim_end());
    let last = tokens(text).last();
    let body = match last {
        Some(token) if token.kind == Kind::Link && token.span.slice(text).ends_with('…') => {
            return false;
        }
        Some(token) if token.kind == Kind::Link => text.get(..token.span.start).unwrap_or_default(),
        _ => text,
    };
    let Some(before) = body.trim_end().strip_suffix('…') else {
        return false;
    };
    // Shortened links are shown without their "https://".
    let last = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let behind_link = last.contains('/') || last.starts_with("www.");
    !behind_link && before.ends_with(char::is_alphanumeric)
}

/// The end of a text, where a cut would show.
fn tail(text: &str) -> &str {
    let start = (text.len().saturating_sub(400)..text.len()).find(|&at| text.is_char_boundary(at));
    start
        .and_then(|start| text.get(start..))
        .unwrap_or_default()
}

/// Where those words stand in the post.
fn source(features: &Features, first: usize, end: usize) -> Span {
    let words = features.reading.words();
    let start = words.get(first).map_or(0, |word| word.source.start);
    let last = end.checked_sub(1).and_then(|last| words.get(last));
    Span::new(start, last.map_or(start, |word| word.source.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_told_from_an_ellipsis() {
        for (text, cut) in [
            ("waiting three weeks and nobody…", true),
            ("waiting three weeks and nobody… https://t.co/Ab12", true),
            ("waiting three weeks and nobody…  ", true),
            ("well… what now", false),
            ("so tired of this...", false),
            ("really …", false),
            ("see larkspur.example/help/router…", false),
            ("what?…", false),
            ("…", false),
            ("", false),
        ] {
            assert_eq!(is_cut(text), cut, "{text}");
        }
    }
}
