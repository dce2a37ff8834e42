//! One line out: the verdict as JSON.

use handrail::brand::{Mention, Profile};
use handrail::conversation::Placed;
use handrail::triage::{Lang, Scores, Triage, Verdict};
use serde::Serialize;
use serde_json::{Value, json};

/// One line out.
#[derive(Serialize)]
pub(super) struct Answer {
    id: Value,
    mention: Option<Value>,
    intent: &'static str,
    scores: Scores,
    urgency: u8,
    grievance: f32,
    needs_reply: bool,
    no_reply: Option<&'static str>,
    topics: Vec<String>,
    heat: f32,
    heat_level: handrail::triage::heat::Level,
    heat_inputs: Vec<Share>,
    lang: Lang,
    judged: bool,
    provisional: bool,
    second_look: bool,
    reasons: Vec<Why>,
}

/// A part of the heat.
#[derive(Serialize)]
struct Share {
    input: &'static str,
    points: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct Why {
    span: [usize; 2],
    why: &'static str,
    weight: f32,
}

impl Answer {
    pub(super) fn new(
        id: Value,
        text: &str,
        placed: &Placed,
        profile: &Profile,
        triage: &Triage,
    ) -> Self {
        let verdict = &placed.verdict;
        let mention = placed.mention.as_ref();
        Self {
            id,
            mention: mention.and_then(|mention| self::mention(mention, profile, text)),
            intent: verdict.intent.name(),
            scores: scores(&verdict.scores),
            urgency: verdict.urgency,
            grievance: rounded(verdict.grievance),
            needs_reply: verdict.needs_reply,
            no_reply: verdict.no_reply.map(|reason| reason.why),
            topics: codes(verdict, triage),
            heat: verdict.heat.value(),
            heat_level: verdict.heat.level(),
            heat_inputs: verdict
                .heat
                .parts()
                .iter()
                .map(|part| Share {
                    input: part.input.name(),
                    points: part.points,
                    span: part.span.map(|span| span.to_chars(text)),
                })
                .collect(),
            lang: verdict.lang,
            judged: verdict.judged,
            provisional: verdict.provisional,
            second_look: verdict.first_look.is_some(),
            reasons: reasons(verdict, text),
        }
    }
}

fn codes(verdict: &Verdict, triage: &Triage) -> Vec<String> {
    let topics = verdict.topics.iter();
    topics
        .filter_map(|about| Some(triage.topic(about.topic)?.code.clone()))
        .collect()
}

/// The brand that is meant, with the place in the text where the text says so.
pub(crate) fn mention(mention: &Mention, profile: &Profile, text: &str) -> Option<Value> {
    let brand = profile.brands.get(mention.brand)?;
    let span = mention.span.map(|span| span.to_chars(text));
    Some(json!({"brand": brand.name, "span": span, "by": mention.by, "why": mention.why(text)}))
}

/// Four places: more would only be noise to read.
fn rounded(value: f32) -> f32 {
    (value * 1e4).round() / 1e4
}

fn scores(scores: &Scores) -> Scores {
    Scores {
        complaint: rounded(scores.complaint),
        question: rounded(scores.question),
        suggestion: rounded(scores.suggestion),
        praise: rounded(scores.praise),
        other: rounded(scores.other),
    }
}

fn reasons(verdict: &Verdict, text: &str) -> Vec<Why> {
    verdict
        .reasons
        .iter()
        .map(|reason| Why {
            span: reason.span.to_chars(text),
            why: reason.why,
            weight: rounded(reason.weight),
        })
        .collect()
}
