//! Nicknames that are seen: counted, kept, decided and taken back.

use super::*;
use crate::brand::{Decision, Guise, Words};
use crate::protocol::NicknameSeen;

fn seen(engine: &mut Engine) -> Vec<NicknameSeen> {
    match engine.handle(Request::Nicknames, NOW).response {
        Response::Nicknames { seen, .. } => seen,
        other => panic!("{other:?}"),
    }
}

fn decide(engine: &mut Engine, decision: Decision) -> Outcome {
    let (brand, form) = ("Larkspur".into(), "larkcrap".into());
    engine.handle(
        Request::DecideNickname {
            brand,
            form,
            decision,
        },
        NOW,
    )
}

fn observe(engine: &mut Engine, id: u64, author: &str, text: &str) -> Vec<Effect> {
    let posts = vec![post(id, author, text)];
    engine
        .handle(
            Request::Observe {
                site: "x".into(),
                posts,
                shown: Vec::new(),
            },
            NOW,
        )
        .effects
}

const CRAP: &str =
    "Larkcrap internet has been down for three days and nobody answers 😡 worst company ever";

fn noticing() -> Engine {
    engine().with_words(Words::new(include_bytes!("../../brand/words.txt").to_vec()))
}

#[test]
fn a_mangled_name_in_a_complaint_is_proposed_and_never_matched_by_itself() {
    let mut engine = noticing();
    let effects = observe(&mut engine, 1, "example_ann", CRAP);
    assert!(matches!(
        effects[..],
        [Effect::Put {
            record: StoredRecord::Nicknames,
            ..
        }]
    ));
    assert_eq!(
        observe(&mut engine, 1, "example_ann", CRAP),
        [],
        "one post counts once"
    );
    observe(&mut engine, 2, "example_hugo", CRAP);
    observe(&mut engine, 3, "LarkspurCare", CRAP);
    observe(
        &mut engine,
        4,
        "example_ines",
        "the larkcrap festival was lovely, thank you all",
    );
    let expected = NicknameSeen {
        brand: "Larkspur".into(),
        form: "larkcrap".into(),
        guise: Guise::Blend,
        count: 2,
        examples: vec![CRAP.into(), CRAP.into()],
    };
    assert_eq!(seen(&mut engine), [expected]);
    assert_eq!(marks(&mut engine, vec![post(5, "a", CRAP)]), []);
}

#[test]
fn what_is_added_is_matched_until_it_is_taken_back() {
    let mut engine = noticing();
    observe(&mut engine, 1, "a", CRAP);
    let added = decide(&mut engine, Decision::Added);
    assert_eq!(
        added.effects.len(),
        3,
        "both records, and every page looks again"
    );
    assert_eq!(seen(&mut engine), []);
    assert_eq!(
        marks(&mut engine, vec![post(5, "a", CRAP)])[0].mention.by,
        By::Nickname
    );
    decide(&mut engine, Decision::Open);
    assert_eq!(seen(&mut engine).len(), 1);
    assert_eq!(engine.profile, larkspur());
}

#[test]
fn what_is_dismissed_does_not_come_back_not_even_after_a_restart() {
    let mut engine = noticing();
    observe(&mut engine, 1, "a", CRAP);
    let Effect::Put { bytes, .. } = decide(&mut engine, Decision::Dismissed).effects.remove(0)
    else {
        panic!("nothing was kept")
    };
    let mut woken = noticing();
    let bytes = bytes.unwrap();
    woken
        .load(&StoredRecord::Nicknames, Some(bytes.as_slice()))
        .unwrap();
    assert_eq!(observe(&mut woken, 9, "b", CRAP), []);
    assert_eq!(seen(&mut woken), []);
}

#[test]
fn an_unknown_nickname_is_named_and_nothing_is_kept() {
    let outcome = decide(&mut noticing(), Decision::Added);
    assert!(
        matches!(outcome.response, Response::Failed { error } if error.code == "nickname.unknown")
    );
    assert_eq!(outcome.effects, []);
}
