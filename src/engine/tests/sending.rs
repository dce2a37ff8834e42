//! Replies around a send: what the checks say, what is recorded, what was promised.

use super::store::Store;
use super::*;
use crate::protocol::{Checked, ReplyText};
use crate::reply::check::{Policy, Severity};

fn reply(text: &str) -> ReplyText {
    ReplyText {
        site: "x".into(),
        post: Some(post(1, "example_maya", COMPLAINT)),
        around: vec![],
        text: text.into(),
        since: Some(NOW),
    }
}

fn checked(store: &mut Store, engine: &mut Engine, reply: ReplyText) -> Checked {
    match store.ask(engine, Request::CheckReply { reply }) {
        Response::Checked { checked } => *checked,
        other => panic!("{other:?}"),
    }
}

fn holds(checked: &Checked) -> Vec<&str> {
    let findings = checked.findings.iter();
    let holds = findings.filter(|found| found.severity == Severity::Holds);
    holds.map(|found| found.check.as_str()).collect()
}

fn sent(store: &mut Store, engine: &mut Engine, id: &str, text: &str) -> usize {
    let request = Request::ReplySent {
        id: id.into(),
        at: NOW,
        reply: reply(text),
    };
    match store.ask(engine, request) {
        Response::Sent { promises } => promises,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_reply_is_checked_with_its_place_its_length_and_its_promises() {
    let (mut store, mut engine) = (Store::default(), engine());
    let text = "👍 Hi [name], we'll call you today.";
    let found = checked(&mut store, &mut engine, reply(text));
    assert_eq!(holds(&found), ["placeholder"]);
    assert_eq!(found.findings[0].words, "[name]");
    // An emoji is two units in UTF-16.
    assert_eq!(found.findings[0].spans, [[6, 12]]);
    assert_eq!((found.max, found.over_from), (280, None));
    assert_eq!(found.promises.len(), 1);
    let long = "We are sorry about the line in your street. ".repeat(8);
    let found = checked(&mut store, &mut engine, reply(&long));
    assert!(found.over_from.is_some() && found.parts.len() > 1);
    assert!(holds(&found).contains(&"too_long"));
}

#[test]
fn an_answer_by_the_brand_after_the_agent_looked_holds() {
    let (mut store, mut engine) = (Store::default(), engine());
    let mut answer = post(2, "larkspurcare", "Hi Maya, is the light red or green?");
    answer
        .fields
        .insert("time".into(), "2023-11-14T22:20:00Z".into());
    answer.fields.insert("above".into(), "1".into());
    let mut late = reply("Hi Maya, could you restart the router?");
    late.around = vec![answer];
    let found = checked(&mut store, &mut engine, late.clone());
    assert!(holds(&found).contains(&"answered"), "{found:?}");
    late.since = Some(NOW + 3_600_000);
    let found = checked(&mut store, &mut engine, late);
    assert!(!holds(&found).contains(&"answered"), "{found:?}");
}

#[test]
fn what_was_sent_is_known_after_a_restart_and_kept_once() {
    let (mut store, mut engine) = (Store::default(), engine());
    let text =
        "Hi Maya, the cabinet in your street is being mended right now, we'll call you today.";
    assert_eq!(sent(&mut store, &mut engine, "s1", text), 1);
    assert_eq!(sent(&mut store, &mut engine, "s1", text), 1);
    let mut woken = store.woken();
    let Response::Promises { promises } = store.ask(&mut woken, Request::Promises) else {
        panic!("no promises")
    };
    assert_eq!(promises.len(), 1);
    assert_eq!(promises[0].what, "call");
    let mut other = reply(&text.replace("Maya", "Hugo"));
    other.post = Some(post(7, "example_hugo", COMPLAINT));
    let found = checked(&mut store, &mut woken, other);
    assert!(holds(&found).contains(&"repeated"), "{found:?}");
}

#[test]
fn a_reply_that_was_let_go_is_recorded_with_the_checks_that_held_it() {
    let (mut store, mut engine) = (Store::default(), engine());
    let request = Request::ReplyReleased {
        id: "r1".into(),
        at: NOW,
        reply: reply("Hi [name], try again."),
    };
    let outcome = engine.handle(request, NOW);
    let recorded = outcome.effects.iter().any(|effect| {
        matches!(effect, Effect::Append { event } if event.act == Act::Released { checks: vec!["placeholder".into()] })
    });
    assert!(recorded, "{:?}", outcome.effects);
    // No mark changes by it.
    let found = checked(&mut store, &mut engine, reply("Hi Maya, try again."));
    assert!(holds(&found).is_empty());
}

#[test]
fn the_leads_rules_are_kept_whole_or_not_at_all() {
    let (mut store, mut engine) = (Store::default(), engine());
    let save = |pattern: &str| Request::SaveChecks {
        policy: Policy {
            order_patterns: vec![pattern.into()],
            off: vec!["placeholder".into()],
            ..Policy::default()
        },
    };
    let refused = store.ask(&mut engine, save("#"));
    assert!(matches!(refused, Response::Checks { saved: false, .. }));
    let kept = store.ask(&mut engine, save("LB-######"));
    assert!(matches!(kept, Response::Checks { saved: true, .. }));
    let mut woken = store.woken();
    let found = checked(
        &mut store,
        &mut woken,
        reply("Hi [name], your order LB-482213 left today."),
    );
    assert_eq!(holds(&found), ["personal_data"]);
}

#[test]
fn rewriting_is_off_until_settings_without_a_fault_are_kept() {
    use crate::reply::rewrite::{RewriteSettings, Rewriter};
    let (mut store, mut engine) = (Store::default(), engine());
    let known = |store: &mut Store, engine: &mut Engine| match store.ask(engine, Request::Rewriting)
    {
        Response::Rewriting { settings, .. } => settings,
        other => panic!("{other:?}"),
    };
    assert_eq!(known(&mut store, &mut engine).by, Rewriter::Off);
    let settings = |url: &str| RewriteSettings {
        by: Rewriter::Endpoint,
        url: url.into(),
        model: "small".into(),
        ..RewriteSettings::default()
    };
    let save = |url: &str| Request::SaveRewriting {
        settings: settings(url),
    };
    let refused = store.ask(&mut engine, save("http://models.example"));
    assert!(matches!(refused, Response::Rewriting { saved: false, .. }));
    assert_eq!(known(&mut store, &mut engine).by, Rewriter::Off);
    let kept = store.ask(&mut engine, save("https://models.example/v1/"));
    assert!(matches!(kept, Response::Rewriting { saved: true, .. }));
    let mut woken = store.woken();
    assert_eq!(
        known(&mut store, &mut woken),
        settings("https://models.example/v1")
    );
}
