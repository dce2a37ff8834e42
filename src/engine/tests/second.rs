//! The second look at uncertain posts.

use super::*;
use crate::protocol::{Effect, Look, Uncertain};
use crate::triage::weights::OUTPUTS;

const UNCERTAIN: &str = "@LarkspurCare well, that was quite something";

fn observed(engine: &mut Engine, text: &str) -> (Mark, Vec<Uncertain>) {
    let posts = vec![post(1, "example_ann", text)];
    let site = "x".into();
    let outcome = engine.handle(
        Request::Observe {
            site,
            posts,
            shown: Vec::new(),
        },
        NOW,
    );
    let due = outcome.effects.into_iter().flat_map(|effect| match effect {
        Effect::LookTwice { posts } => posts,
        // A sure complaint is looked up in the knowledge base; playbooks are to be read.
        Effect::Understand { .. } | Effect::ReadOn => Vec::new(),
        other => panic!("{other:?}"),
    });
    let due = due.collect();
    match outcome.response {
        Response::Marks { mut marks, .. } => (marks.remove(0), due),
        other => panic!("{other:?}"),
    }
}

fn refine(engine: &mut Engine, asked: &Uncertain, outputs: Vec<f32>) -> Vec<Effect> {
    let Uncertain {
        post,
        text,
        whole,
        cut,
    } = asked.clone();
    let look = Look {
        post,
        text,
        whole,
        cut,
        outputs,
    };
    engine.handle(Request::Refine { look }, NOW).effects
}

fn complaint() -> Vec<f32> {
    let mut outputs = vec![0.0; OUTPUTS];
    outputs[0] = 20.0;
    outputs
}

#[test]
fn nobody_is_asked_where_there_is_no_encoder() {
    let mut engine = engine();
    assert!(observed(&mut engine, UNCERTAIN).1.is_empty());
}

#[test]
fn an_uncertain_post_is_looked_at_once_and_corrected_in_place() {
    let mut engine = engine();
    engine.look_twice(true);
    let (first, due) = observed(&mut engine, UNCERTAIN);
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].text, UNCERTAIN);
    assert!(
        observed(&mut engine, UNCERTAIN).1.is_empty(),
        "it was asked"
    );
    let effects = refine(&mut engine, &due[0], complaint());
    assert_eq!(
        effects,
        [Effect::LookAgain {
            post: first.post.clone()
        }]
    );
    let (second, due) = observed(&mut engine, UNCERTAIN);
    assert!(due.iter().all(|asked| asked.cut), "the whole was read");
    assert_eq!(second.intent, Intent::Complaint);
    assert!(second.scores.complaint > first.scores.complaint);
    assert_eq!(
        observed(
            &mut engine,
            "@LarkspurCare hm, that was quite something else"
        )
        .1
        .len(),
        1
    );
}

#[test]
fn a_sure_post_and_a_corrected_one_are_left_alone() {
    let mut engine = engine();
    engine.look_twice(true);
    assert!(observed(&mut engine, COMPLAINT).1.is_empty());
    let (intent, lesson) = (Intent::Praise, None);
    engine.handle(event("1", "x:1", Act::Corrected { intent, lesson }), NOW);
    assert!(observed(&mut engine, UNCERTAIN).1.is_empty());
}

#[test]
fn a_look_that_failed_leaves_the_first_verdict() {
    let mut engine = engine();
    engine.look_twice(true);
    let (first, due) = observed(&mut engine, UNCERTAIN);
    refine(&mut engine, &due[0], Vec::new());
    assert_eq!(observed(&mut engine, UNCERTAIN), (first, Vec::new()));
    let unknown = Uncertain {
        post: "x:none".into(),
        ..due[0].clone()
    };
    assert!(refine(&mut engine, &unknown, complaint()).is_empty());
}

#[test]
fn switched_off_the_first_verdict_stands() {
    let mut engine = engine();
    engine.look_twice(true);
    let (first, due) = observed(&mut engine, UNCERTAIN);
    refine(&mut engine, &due[0], complaint());
    engine.look_twice(false);
    assert_eq!(observed(&mut engine, UNCERTAIN), (first, Vec::new()));
}

#[test]
fn what_is_shown_as_a_reason_is_one_to_the_encoder_too() {
    let text = "@LarkspurCare hm, the engineer was late again or so my nan says";
    for (rest, stays) in [(-20.0, true), (30.0, false)] {
        let mut engine = engine();
        engine.look_twice(true);
        let (_, due) = observed(&mut engine, text);
        assert_eq!(due.len(), 1, "uncertain");
        refine(&mut engine, &due[0], complaint());
        let (shown, due) = observed(&mut engine, text);
        let first = shown.reasons[0].clone();
        let [asked] = due.as_slice() else {
            panic!("the first reason is tried: {due:?}");
        };
        assert!(asked.cut && !asked.text.contains(&first.words));
        let mut outputs = vec![0.0; OUTPUTS];
        outputs[0] = rest;
        let effects = refine(&mut engine, asked, outputs);
        assert_eq!(effects.is_empty(), stays);
        let (after, due) = observed(&mut engine, text);
        assert_eq!(after.reasons.first() == Some(&first), stays);
        assert!(due.iter().all(|asked| !stays && asked.cut), "tried once");
    }
}

#[test]
fn a_post_that_one_tab_shows_cut_off_and_another_whole_is_read_once_each() {
    let mut engine = engine();
    engine.look_twice(true);
    let cut_off = "@LarkspurCare well, that was quite";
    for text in [UNCERTAIN, cut_off] {
        let (_, due) = observed(&mut engine, text);
        refine(&mut engine, &due[0], complaint());
    }
    for text in [UNCERTAIN, cut_off, UNCERTAIN] {
        let (_, due) = observed(&mut engine, text);
        assert!(due.iter().all(|asked| asked.cut), "{text}: read already");
    }
}
