//! Playbooks as the frame and the options ask for them.

use super::articles::assist;
use super::store::Store;
use super::*;
use crate::protocol::Assist;
use crate::reply::{Draft, FieldKind, ReplySettings, TemplateFile};

const REFUND: &str = "---\nname: Refund\nwhen: complaint\ntopics: refund\nask.day: date = +3\n---\n\
    Hi {{first_name}}, by {{ask.day}}.[[ {{status}}]]\n===\n{{first_name}}, on {{ask.day}}.";
const PLAIN: &str = "---\nname: Sorry\nwhen: complaint\n---\nSorry, {{first_name}}.";

fn kept() -> (Store, Engine) {
    let (mut store, mut engine) = (Store::default(), engine());
    let profile = larkspur();
    store.ask(&mut engine, Request::SaveProfile { profile });
    let file = |path: &str, text: &str| TemplateFile {
        path: path.into(),
        text: text.into(),
        own: false,
    };
    let templates = vec![file("plain.md", PLAIN), file("refund.md", REFUND)];
    let response = store.ask(&mut engine, Request::SaveTemplates { templates });
    assert!(
        matches!(&response, Response::Templates { saved: true, problems, .. } if problems.is_empty()),
        "{response:?}"
    );
    (store, engine)
}

fn set(store: &mut Store, engine: &mut Engine, sign_off: &str, status_link: &str) -> bool {
    let settings = ReplySettings {
        sign_off: sign_off.into(),
        status_link: status_link.into(),
        ..ReplySettings::default()
    };
    match store.ask(engine, Request::SaveReplySettings { settings }) {
        Response::ReplySettings { saved, .. } => saved,
        other => panic!("{other:?}"),
    }
}

fn find(store: &mut Store, engine: &mut Engine, typed: &str) -> Vec<Draft> {
    let request = Request::FindReplies {
        site: "x".into(),
        post: post(1, "a", COMPLAINT),
        around: vec![],
        vector: vec![],
        typed: typed.into(),
    };
    match store.ask(engine, request) {
        Response::Replies { drafts } => drafts,
        other => panic!("{other:?}"),
    }
}

fn refund(store: &mut Store, engine: &mut Engine) -> Box<Assist> {
    let text = "@LarkspurCare still waiting for my refund, this is a joke";
    assist(store, engine, text, vec![])
}

#[test]
fn a_draft_brings_what_it_asks_and_the_agents_settings() {
    let (mut store, mut engine) = kept();
    assert!(set(
        &mut store,
        &mut engine,
        " ^AB ",
        "https://status.example"
    ));
    // The background is killed and comes back.
    let mut engine = store.woken();
    let drafts = refund(&mut store, &mut engine).drafts;
    assert_eq!(drafts.len(), 2);
    assert_eq!(drafts[0].template, "refund.md");
    assert!(matches!(
        drafts[0].fields[0].kind,
        FieldKind::Date { ahead: Some(3), .. }
    ));
    let answers = [("day".to_owned(), "2026-12-05".to_owned())].into();
    let text = crate::reply::fill(&drafts[0], &answers).unwrap();
    let possible = [
        "Hi Maya, by 5 December. https://status.example ^AB",
        "Maya, on 5 December. ^AB",
    ];
    assert!(possible.contains(&text.as_str()), "{text}");
    assert_eq!(drafts[1].text, "Sorry, Maya. ^AB");
}

#[test]
fn settings_with_a_fault_are_not_kept() {
    let (mut store, mut engine) = kept();
    assert!(!set(&mut store, &mut engine, "", "javascript:alert(1)"));
    let response = store.ask(&mut engine, Request::ReplySettings);
    let settings = ReplySettings::default();
    assert!(matches!(response, Response::ReplySettings { settings: kept, .. } if kept == settings));
}

#[test]
fn an_agent_finds_what_does_not_fit_too() {
    let (mut store, mut engine) = kept();
    let found = find(&mut store, &mut engine, "/refnud");
    assert_eq!(found[0].template, "refund.md");
    assert_eq!(find(&mut store, &mut engine, "").len(), 2);
    assert!(find(&mut store, &mut engine, "nothing like it").is_empty());
}

#[test]
fn the_next_customer_reads_another_wording_and_uses_are_counted() {
    let (mut store, mut engine) = kept();
    let mut last = None;
    for number in 0..4 {
        let draft = refund(&mut store, &mut engine).drafts.remove(0);
        assert_ne!(Some(draft.wording), last);
        last = Some(draft.wording);
        let act = Act::Used {
            playbook: draft.template,
            wording: draft.wording,
        };
        let event = Event {
            id: format!("e{number}"),
            post: format!("x:{number}"),
            at: NOW + number,
            act,
        };
        store.ask(&mut engine, Request::Act { event, seen: None });
    }
    match store.ask(&mut engine, Request::Templates) {
        Response::Templates { used, .. } => assert_eq!(used, [("refund.md".to_owned(), 4)]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_topic_that_is_not_there_is_told_and_the_playbook_works() {
    let (mut store, mut engine) = kept();
    let templates = vec![TemplateFile {
        path: "a.md".into(),
        text: PLAIN.replace("when:", "topics: parking\nwhen:"),
        own: false,
    }];
    match store.ask(&mut engine, Request::SaveTemplates { templates }) {
        Response::Templates {
            problems, saved, ..
        } => {
            assert!(saved);
            assert_eq!(
                (problems[0].code.as_str(), problems[0].path.as_str()),
                ("template.topics", "a.md:3")
            );
        }
        other => panic!("{other:?}"),
    }
}
