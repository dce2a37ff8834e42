//! What happened to a case, in words, from new to old.

use crate::desk::{Act, Event, Step, by_colleague};
use crate::post::Millis;
use crate::protocol::CaseDetail;
use crate::wasm::pages::view::{El, el, p, span};
use crate::wasm::pages::words;

/// The notes of a case, the newest first; nothing where there are none.
pub(super) fn notes(events: &[Event]) -> Option<El> {
    let notes: Vec<El> = events
        .iter()
        .filter_map(|event| match &event.act {
            Act::Case {
                step: Step::Noted { text },
            } => Some(note(event, text)),
            _ => None,
        })
        .collect();
    (!notes.is_empty()).then(|| {
        el("section")
            .key("notes")
            .attr("aria-labelledby", "notes")
            .add(
                el("h3")
                    .attr("id", "notes")
                    .text(words::t("desk_case_notes")),
            )
            .add(el("ul").class("notes").all(notes))
    })
}

fn note(event: &Event, text: &str) -> El {
    el("li")
        .class("card")
        .key(&*event.id)
        .add(el("p").class("note").theirs(text))
        .add(p("hint", &words::moment(event.at)))
}

/// All that happened.
pub(super) fn view(detail: &CaseDetail) -> El {
    el("section")
        .key("history")
        .attr("aria-labelledby", "history")
        .add(
            el("h3")
                .attr("id", "history")
                .text(words::t("desk_history")),
        )
        .add(el("ul").class("history").all(items(detail)))
}

fn items(detail: &CaseDetail) -> Vec<El> {
    let events = &detail.history;
    let mut items = Vec::new();
    for (at, event) in events.iter().enumerate() {
        // A post is judged anew whenever it is seen: what counts is when it was written.
        let seen_before = is_seen(event)
            && events
                .iter()
                .skip(at + 1)
                .any(|older| older.post == event.post && is_seen(older));
        if seen_before {
            continue;
        }
        let Some((what, theirs, at)) = said(event) else {
            continue;
        };
        let by = by_colleague(&event.id).and_then(|agent| {
            let found = detail.colleagues.iter().find(|(known, _)| known == agent);
            found.map(|(_, name)| el("bdi").theirs(name.clone()))
        });
        let quoted = theirs.filter(|words| !words.trim().is_empty());
        items.push(
            el("li")
                .key(&*event.id)
                .add(span("", &what))
                .maybe(by)
                .maybe(quoted.map(|words| el("q").theirs(words)))
                .add(span("age", &words::moment(at))),
        );
    }
    items
}

const fn is_seen(event: &Event) -> bool {
    matches!(
        event.act,
        Act::Case {
            step: Step::Seen { .. }
        }
    )
}

/// What happened, words of people about it, and when.
fn said(event: &Event) -> Option<(String, Option<&str>, Millis)> {
    let plain = |key: &str| Some((words::t(key), None, event.at));
    match &event.act {
        Act::Handled => plain("desk_past_handled"),
        Act::Claimed => plain("desk_past_claimed"),
        Act::TakenOver { why } => {
            let why = words::t(&format!("desk_over_{}", why.name()));
            let said = words::with("desk_past_taken_over", &[&why]);
            Some((said, None, event.at))
        }
        Act::NotUs { .. } => plain("desk_past_not_us"),
        Act::Corrected { intent, .. } => {
            let intent = words::intent(*intent);
            Some((
                words::with("desk_past_corrected", &[&intent]),
                None,
                event.at,
            ))
        }
        Act::Topic { topic, .. } => {
            let topic = words::topic(topic, topic);
            Some((words::with("desk_past_topic", &[&topic]), None, event.at))
        }
        Act::Linked { .. } => plain("desk_past_linked"),
        Act::Used { .. } => plain("desk_past_used"),
        Act::Promised { words: ours, .. } => {
            Some((words::t("desk_past_promised"), Some(ours), event.at))
        }
        Act::PromiseKept { .. } => plain("desk_past_promise_kept"),
        Act::Released { .. } => plain("desk_past_released"),
        Act::Case { step } => step_said(step, event.at),
        Act::Flagged { .. }
        | Act::Pinned { .. }
        | Act::Forgotten { .. }
        | Act::Shift { .. }
        | Act::Undone { .. } => None,
    }
}

fn step_said(step: &Step, at: Millis) -> Option<(String, Option<&str>, Millis)> {
    let plain = |key: &str, at| Some((words::t(key), None, at));
    match step {
        Step::Seen { sight } => plain("desk_past_wrote", sight.time),
        Step::Replied { at, human: true } => plain("desk_past_replied", *at),
        Step::Replied { at, human: false } => plain("desk_past_machine", *at),
        Step::NoReply => plain("desk_past_no_reply", at),
        Step::Reopened => plain("desk_past_reopened", at),
        Step::Waiting => plain("desk_past_waiting", at),
        Step::Escalated { to } => Some((words::t("desk_past_escalated"), Some(to), at)),
        Step::Snoozed { until, reason } => {
            let until = words::moment(*until);
            Some((
                words::with("desk_past_snoozed", &[&until]),
                Some(reason),
                at,
            ))
        }
        Step::Noted { .. } => plain("desk_past_noted", at),
        Step::Apart { .. } => plain("desk_past_apart", at),
    }
}
