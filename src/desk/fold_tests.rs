//! Events add up to the same, whatever the order in which they come.

use std::collections::HashSet;

use super::*;
use crate::desk::Act;
use crate::desk::article_key;
use crate::knowledge::ArticleRef;
use crate::triage::Intent;
use crate::triage::learning::{self, Lesson, Sample};
use proptest::prelude::*;

fn lesson(row: u16) -> Lesson {
    Lesson {
        version: learning::VERSION,
        brand: "Larkspur".into(),
        model: [0; 5],
        sample: Sample {
            words: vec![row],
            cues: vec![],
        },
    }
}

fn article() -> ArticleRef {
    ArticleRef {
        base: "help".into(),
        group: "refunds".into(),
    }
}

fn event() -> impl Strategy<Value = Event> {
    let topic = || "refund|billing";
    let act = prop_oneof![
        Just(Act::Handled),
        Just(Act::Claimed),
        Just(Act::Corrected {
            intent: Intent::Question,
            lesson: Some(lesson(3)),
        }),
        (0u16..4).prop_map(|row| Act::NotUs {
            lesson: Some(lesson(row))
        }),
        Just(Act::Forgotten {
            brand: "Larkspur".into()
        }),
        "[a-f]".prop_map(|event| Act::Undone { event }),
        prop::option::of(topic()).prop_map(|topic| Act::Linked {
            article: article(),
            topic
        }),
        "[a-c]?".prop_map(|note| Act::Flagged {
            article: article(),
            note
        }),
        ("p|q", 0usize..3).prop_map(|(playbook, wording)| Act::Used { playbook, wording }),
        topic().prop_map(|topic| Act::Pinned {
            article: article(),
            topic
        }),
        (0i64..4).prop_map(|due| Act::Promised {
            what: "call".into(),
            words: "We will call you.".into(),
            due
        }),
        "[a-f]".prop_map(|event| Act::PromiseKept { event }),
    ];
    let post = prop_oneof!["x:[12]", Just(article_key(&article()))];
    ("[a-f]", post, 0i64..4, act).prop_map(|(id, post, at, act)| Event { id, post, at, act })
}

proptest! {
    #[test]
    fn order_and_repetition_change_nothing(events in prop::collection::vec(event(), 0..12), seed in any::<u64>()) {
        // One id is one event: keep the first of each.
        let mut ids = HashSet::new();
        let events: Vec<Event> = events.into_iter().filter(|event| ids.insert(event.id.clone())).collect();
        let mut shuffled = [events.clone(), events.clone()].concat();
        let len = shuffled.len().max(1) as u64;
        for i in 0..shuffled.len() {
            shuffled.swap(i, ((seed >> (i % 32)) % len) as usize);
        }
        let fold = |events: Vec<Event>| {
            let mut desk = Desk::default();
            events.into_iter().for_each(|event| { desk.add(event); });
            let taught: Vec<_> = desk.lessons("larkspur").into_iter().map(|kept| (kept.id.to_owned(), kept.act.clone())).collect();
            let articles = (desk.article(&article(), Some("refund")), desk.pinned_to("refund"), desk.flagged());
            let used = (desk.playbooks_used(), desk.wordings_used());
            (desk.record("x:1"), desk.record("x:2"), desk.len(), taught, articles, used, desk.promises())
        };
        prop_assert_eq!(fold(events), fold(shuffled));
    }
}

#[test]
fn handling_again_after_an_undo_holds() {
    let mut desk = Desk::default();
    for (id, at, act) in [
        ("a", 1, Act::Handled),
        ("b", 2, Act::Undone { event: "a".into() }),
        ("c", 3, Act::Handled),
    ] {
        desk.add(Event {
            id: id.into(),
            post: "x:1".into(),
            at,
            act,
        });
    }
    assert_eq!(desk.record("x:1").handled, Some(("c".to_owned(), 3)));
}

#[test]
fn a_claim_stands_beside_the_rest_and_is_taken_back_alone() {
    let mut desk = Desk::default();
    let mut add = |id: &str, at, act| {
        desk.add(Event {
            id: id.into(),
            post: "x:1".into(),
            at,
            act,
        });
        desk.record("x:1")
    };
    let claimed = Some(("a".to_owned(), 1));
    assert_eq!(add("a", 1, Act::Claimed).claimed, claimed);
    let handled = add("b", 2, Act::Handled);
    assert_eq!(handled.claimed, claimed);
    assert!(handled.handled.is_some());
    let back = add("c", 3, Act::Undone { event: "a".into() });
    assert_eq!(back.claimed, None);
    assert!(back.handled.is_some());
    // Taken anew, it stands again.
    let again = add("d", 4, Act::Claimed);
    assert_eq!(again.claimed, Some(("d".to_owned(), 4)));
}
