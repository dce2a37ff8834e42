//! Corrections as the engine takes them: from a page, from the options, from a file.

use super::*;
use crate::desk::brand_key;
use crate::protocol::{Lessons, Seen};
use crate::triage::learning::MOST_LESSONS;

const CORRECTED: &str = "Larkspur crash landing killed my squad again, terrible";
const ALIKE: &str = "@LarkspurCare terrible crash landing, killed my whole squad";
const ELSEWHERE: &str = "@MeadowRail terrible crash landing, killed my whole squad";

/// An engine with two brands.
fn two() -> Engine {
    let mut engine = engine();
    let mut profile = larkspur();
    profile.brands.push(Brand {
        name: "Meadow Rail".into(),
        handles: vec!["@MeadowRail".into()],
        ..Brand::default()
    });
    engine.handle(Request::SaveProfile { profile }, NOW);
    engine
}

/// An agent's correction of a post on a page.
fn correct(id: &str, post_id: u64, text: &str, act: Act) -> Request {
    Request::Act {
        event: Event {
            id: id.into(),
            post: format!("x:{post_id}"),
            at: NOW,
            act,
        },
        seen: Some(Seen {
            site: "x".into(),
            post: post(post_id, "a", text),
            brand: "Larkspur".into(),
        }),
    }
}

fn other() -> Act {
    Act::Corrected {
        intent: Intent::Other,
        lesson: None,
    }
}

fn not_us() -> Act {
    Act::NotUs { lesson: None }
}

fn seen(engine: &mut Engine) -> Vec<Mark> {
    let posts = [CORRECTED, ALIKE, ELSEWHERE, COMPLAINT]
        .into_iter()
        .zip(1..);
    marks(
        engine,
        posts
            .map(|(text, id)| post(id, &format!("example_{id}"), text))
            .collect(),
    )
}

fn lessons(engine: &mut Engine, brand: &str) -> Lessons {
    let request = Request::Lessons {
        brand: brand.into(),
    };
    match engine.handle(request, NOW).response {
        Response::Lessons { lessons } => lessons,
        other => panic!("{other:?}"),
    }
}

fn file(engine: &mut Engine) -> String {
    let request = Request::LessonsFile {
        brand: "LARKSPUR".into(),
    };
    match engine.handle(request, NOW).response {
        Response::LessonsFile { file } => file,
        other => panic!("{other:?}"),
    }
}

fn take(engine: &mut Engine, brand: &str, file: &str, keep: bool) -> Outcome {
    let request = Request::TakeLessons {
        brand: brand.into(),
        file: file.into(),
        keep,
    };
    engine.handle(request, NOW)
}

fn taken(new: usize, known: usize, kept: bool) -> Response {
    let from = None;
    Response::Taken {
        new,
        known,
        from,
        kept,
    }
}

#[test]
fn a_correction_changes_its_like_at_once_and_no_other_brand() {
    let mut engine = two();
    let before = seen(&mut engine);
    let outcome = engine.handle(correct("c1", 1, CORRECTED, other()), NOW);
    assert!(matches!(
        outcome.effects[..],
        [Effect::Append { .. }, Effect::Tell { .. }, Effect::Again]
    ));
    let after = seen(&mut engine);
    assert_eq!(after[0].intent, Intent::Other);
    assert!(after[1].scores.complaint < before[1].scores.complaint * 0.8);
    assert_eq!(after[2], before[2], "another brand's");
    assert_eq!(after[3].intent, before[3].intent, "unlike it");
    engine.handle(
        event("u1", "x:1", Act::Undone { event: "c1".into() }),
        NOW + 1,
    );
    assert_eq!(seen(&mut engine), before);
}

#[test]
fn what_is_kept_of_a_corrected_post_holds_no_text() {
    let mut engine = two();
    let outcome = engine.handle(correct("c1", 1, CORRECTED, other()), NOW);
    let kept = format!("{:?}", outcome.effects);
    for word in CORRECTED
        .split_whitespace()
        .filter(|word| *word != "Larkspur")
    {
        assert!(!kept.contains(word), "{word}: {kept}");
    }
    assert_eq!(lessons(&mut engine, "LARKSPUR").count, 1);
}

#[test]
fn an_engine_rebuilt_from_the_log_has_learnt_the_same() {
    let mut engine = two();
    let mut log = Vec::new();
    for request in [
        correct("c1", 1, CORRECTED, other()),
        correct("c2", 2, ALIKE, other()),
        correct("c3", 9, "Larkspur terrible weather for the squad", not_us()),
    ] {
        for effect in engine.handle(request, NOW).effects {
            if let Effect::Append { event } = effect {
                log.push(event);
            }
        }
    }
    let mut again = two();
    log.reverse();
    again.restore(log);
    assert_eq!(seen(&mut engine), seen(&mut again));
}

#[test]
fn not_us_hides_the_post_until_it_is_taken_back_but_never_one_to_the_account() {
    let mut engine = two();
    let before = seen(&mut engine);
    engine.handle(correct("c1", 1, CORRECTED, not_us()), NOW);
    let after = seen(&mut engine);
    assert!(after.iter().all(|mark| mark.post != "x:1"));
    assert!(
        after.iter().any(|mark| mark.post == "x:2"),
        "addressed by its account"
    );
    engine.handle(
        event("u1", "x:1", Act::Undone { event: "c1".into() }),
        NOW + 1,
    );
    assert_eq!(seen(&mut engine), before);
}

#[test]
fn all_is_forgotten_and_that_too_can_be_taken_back() {
    let mut engine = two();
    let before = seen(&mut engine);
    engine.handle(correct("c1", 1, CORRECTED, other()), NOW);
    let taught = seen(&mut engine);
    let forget = |id: &str, act| Request::Act {
        event: Event {
            id: id.into(),
            post: brand_key("Larkspur"),
            at: NOW + 1,
            act,
        },
        seen: None,
    };
    engine.handle(
        forget(
            "f1",
            Act::Forgotten {
                brand: "Larkspur".into(),
            },
        ),
        NOW,
    );
    let forgot = seen(&mut engine);
    assert_eq!(forgot[0].intent, Intent::Other, "a corrected post stays so");
    assert_eq!(forgot[1..], before[1..]);
    let stands = lessons(&mut engine, "Larkspur");
    assert_eq!(
        (stands.count, stands.forgotten),
        (0, Some(("f1".into(), NOW + 1)))
    );
    engine.handle(forget("f2", Act::Undone { event: "f1".into() }), NOW);
    assert_eq!(seen(&mut engine), taught);
}

#[test]
fn a_file_brings_a_colleague_to_the_same_verdicts() {
    let mut engine = two();
    engine.handle(correct("c1", 1, CORRECTED, other()), NOW);
    engine.handle(
        correct("c2", 5, "Larkspur squad killed my crash helmet", other()),
        NOW,
    );
    let file = file(&mut engine);
    let mut colleague = two();
    let counted = take(&mut colleague, "larkspur", &file, false);
    assert_eq!(
        (counted.response, counted.effects.len()),
        (taken(2, 0, false), 0)
    );
    let kept = take(&mut colleague, "larkspur", &file.repeat(2), true);
    assert_eq!((kept.response, kept.effects.len()), (taken(2, 2, true), 3));
    assert_eq!(seen(&mut colleague), seen(&mut engine));
    let again = take(&mut colleague, "larkspur", &file, true);
    assert_eq!(
        (again.response, again.effects.len()),
        (taken(0, 2, true), 0)
    );
}

#[test]
fn a_file_about_another_brand_teaches_the_one_it_is_given_to() {
    let mut engine = two();
    engine.handle(correct("c1", 1, CORRECTED, other()), NOW);
    let before = seen(&mut engine);
    let file = file(&mut engine);
    let outcome = take(&mut engine, "Meadow Rail", &file, true);
    let from = Some("Larkspur".to_owned());
    assert_eq!(
        outcome.response,
        Response::Taken {
            new: 1,
            known: 0,
            from,
            kept: true
        }
    );
    let after = seen(&mut engine);
    assert!(after[2].scores.complaint < before[2].scores.complaint * 0.8);
    assert_eq!(after[1], before[1], "the brand it came from");
    assert_eq!(
        take(&mut engine, "Meadow Rail", &file, true).effects.len(),
        0,
        "once"
    );
}

#[test]
fn a_file_with_one_wrong_correction_changes_nothing() {
    let mut engine = two();
    engine.handle(correct("c1", 1, CORRECTED, other()), NOW);
    let good = file(&mut engine);
    let mut colleague = two();
    let before = seen(&mut colleague);
    for (wrong, code) in [
        (good.replace("\"1|", "\"9|"), "learn.version"),
        (good.replace("intent:other", "intent:rant"), "learn.line"),
    ] {
        let outcome = take(&mut colleague, "Larkspur", &format!("{good}{wrong}"), true);
        assert!(
            matches!(&outcome.response, Response::Failed { error } if error.code == code && error.path == "2"),
            "{:?}",
            outcome.response
        );
        assert_eq!(
            (outcome.effects.len(), seen(&mut colleague)),
            (0, before.clone())
        );
    }
}

#[test]
fn of_ten_thousand_corrections_the_newest_count_and_all_are_there() {
    let mut engine = two();
    let before = seen(&mut engine);
    let lesson = engine.triage.lesson("Larkspur", CORRECTED);
    engine.restore((0..10_000).map(|at| Event {
        id: format!("c{at}"),
        post: format!("x:{}", at + 100),
        at,
        act: Act::Corrected {
            intent: Intent::Other,
            lesson: Some(lesson.clone()),
        },
    }));
    let stands = lessons(&mut engine, "Larkspur");
    assert_eq!(
        (stands.count, stands.beyond, stands.newest.len()),
        (10_000, 10_000 - MOST_LESSONS, 50)
    );
    let after = seen(&mut engine);
    assert!(after[1].scores.complaint < before[1].scores.complaint);
    assert_eq!(after[2], before[2], "another brand's");
}
