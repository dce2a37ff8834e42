//! The pipeline as the background drives it.

mod articles;
mod cases;
mod context;
mod disk;
mod gaps;
mod known;
mod learning;
mod nicknames;
mod playbooks;
mod replies;
mod second;
mod sending;
mod setup;
mod standing;
mod store;
mod team;
mod thread;
mod ways;

use super::*;
use crate::brand::{Brand, By};
use crate::desk::{Act, Event};
use crate::protocol::{Mark, StoredRecord};
use crate::site::RawPost;
use crate::triage::Intent;

const WEIGHTS: &[u8] = include_bytes!("../triage/weights.bin");
const NOW: Millis = 1_700_000_000_000;

fn larkspur() -> Profile {
    let list = |terms: &[&str]| terms.iter().map(|&term| term.to_owned()).collect();
    Profile {
        brands: vec![Brand {
            name: "Larkspur".into(),
            handles: list(&["@LarkspurCare"]),
            nicknames: list(&["Larkslow"]),
            ..Brand::default()
        }],
    }
}

/// An engine as it wakes up with nothing in store but a brand.
fn engine() -> Engine {
    let mut engine = Engine::new(WEIGHTS).unwrap();
    let outcome = engine.handle(
        Request::SaveProfile {
            profile: larkspur(),
        },
        NOW,
    );
    assert!(matches!(
        outcome.response,
        Response::Profile { saved: true, .. }
    ));
    engine
}

fn post(id: u64, author: &str, text: &str) -> RawPost {
    let permalink = format!("/{author}/status/{id}");
    let fields = [
        ("permalink", permalink.as_str()),
        ("author", author),
        ("name", "Maya Example"),
        ("text", text),
    ];
    RawPost {
        key: permalink.clone(),
        fields: fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        ..RawPost::default()
    }
}

fn marks(engine: &mut Engine, posts: Vec<RawPost>) -> Vec<Mark> {
    match engine
        .handle(
            Request::Observe {
                site: "x".into(),
                posts,
                shown: vec![],
            },
            NOW,
        )
        .response
    {
        Response::Marks { marks, .. } => marks,
        other => panic!("{other:?}"),
    }
}

fn event(id: &str, post: &str, act: Act) -> Request {
    Request::Act {
        event: Event {
            id: id.into(),
            post: post.into(),
            at: NOW,
            act,
        },
        seen: None,
    }
}

const COMPLAINT: &str =
    "@LarkspurCare my internet has been down for three days and nobody answers 😡";

#[test]
fn marks_what_is_about_the_brand_and_leaves_the_rest_alone() {
    let mut replies = post(4, "example_ann", "still nothing");
    replies
        .lists
        .insert("replyingTo".into(), vec!["/LarkspurCare".into()]);
    let mut advert = post(5, "example_shop", "Larkspur routers at half price");
    advert.flags.push("promoted".into());
    let posts = vec![
        post(1, "example_maya", COMPLAINT),
        post(2, "example_hugo", "First tomatoes of the year"),
        post(3, "LarkspurCare", "@example_maya sorry, Larkspur is on it"),
        replies,
        advert,
    ];
    let marks = marks(&mut engine(), posts);
    let found: Vec<_> = marks
        .iter()
        .map(|mark| (mark.post.as_str(), mark.mention.by))
        .collect();
    assert_eq!(found, [("x:1", By::Handle), ("x:4", By::Reply)]);
    assert_eq!(marks[0].intent, Intent::Complaint);
    assert!(!marks[0].reasons.is_empty());
}

#[test]
fn offsets_count_as_the_page_counts() {
    let text = format!("👨‍👩‍👧 é {COMPLAINT}");
    let mark = &marks(&mut engine(), vec![post(1, "a", &text)])[0];
    let units: Vec<u16> = text.encode_utf16().collect();
    let words =
        |[start, end]: [u32; 2]| String::from_utf16(&units[start as usize..end as usize]).unwrap();
    assert_eq!(words(mark.mention.span.unwrap()), "@LarkspurCare");
    for reason in &mark.reasons {
        assert_eq!(words(reason.span), reason.words);
    }
}

#[test]
fn a_post_without_an_address_is_named_as_unread() {
    let mut nameless = post(1, "a", "Larkspur");
    nameless.fields.remove("permalink");
    let response = engine()
        .handle(
            Request::Observe {
                site: "x".into(),
                posts: vec![nameless],
                shown: vec![],
            },
            NOW,
        )
        .response;
    assert_eq!(
        response,
        Response::Marks {
            marks: vec![],
            unread: vec!["/a/status/1".into()],
            again: vec![]
        }
    );
}

#[test]
fn an_act_is_kept_once_however_often_it_is_sent() {
    let mut engine = engine();
    let first = engine.handle(event("e1", "x:1", Act::Handled), NOW);
    assert_eq!(first.effects.len(), 2);
    assert!(
        matches!(first.effects[0], Effect::Append { .. }),
        "durable before anybody is told"
    );
    let again = engine.handle(event("e1", "x:1", Act::Handled), NOW);
    assert_eq!(again.response, first.response);
    assert!(
        matches!(again.effects[..], [Effect::Tell { .. }]),
        "told again, for pages that the first telling did not reach; not kept again"
    );
}

#[test]
fn undo_takes_back_and_the_model_speaks_again() {
    let mut engine = engine();
    engine.handle(
        event(
            "e1",
            "x:1",
            Act::Corrected {
                intent: Intent::Question,
                lesson: None,
            },
        ),
        NOW,
    );
    let corrected = &marks(&mut engine, vec![post(1, "a", COMPLAINT)])[0];
    assert_eq!(
        (corrected.intent, corrected.reasons.len()),
        (Intent::Question, 0)
    );
    engine.handle(
        event("e2", "x:1", Act::Undone { event: "e1".into() }),
        NOW + 1,
    );
    assert_eq!(
        marks(&mut engine, vec![post(1, "a", COMPLAINT)])[0].intent,
        Intent::Complaint
    );
}

#[test]
fn a_claim_is_on_the_mark_until_it_is_taken_back() {
    let mut engine = engine();
    let claimed = |engine: &mut Engine| {
        let [mark] = &marks(engine, vec![post(1, "a", COMPLAINT)])[..] else {
            panic!("one mark");
        };
        (mark.intent, mark.state.claimed.clone())
    };
    engine.handle(event("e1", "x:1", Act::Claimed), NOW);
    let (intent, by) = claimed(&mut engine);
    assert_eq!(intent, Intent::Complaint);
    assert_eq!(by.as_ref().map(|(event, _)| event.as_str()), Some("e1"));
    engine.handle(
        event("e2", "x:1", Act::Undone { event: "e1".into() }),
        NOW + 1,
    );
    assert_eq!(claimed(&mut engine), (Intent::Complaint, None));
}

#[test]
fn an_engine_rebuilt_from_the_log_knows_the_same() {
    let mut before = engine();
    let mut log = Vec::new();
    let mut records = Vec::new();
    for request in [
        event("e1", "x:1", Act::Handled),
        event(
            "e2",
            "x:2",
            Act::Corrected {
                intent: Intent::Other,
                lesson: None,
            },
        ),
        event("e3", "x:1", Act::Undone { event: "e1".into() }),
        event("e4", "x:1", Act::Handled),
        event("e5", "x:2", Act::Claimed),
        Request::SaveProfile {
            profile: larkspur(),
        },
    ] {
        for effect in before.handle(request, NOW).effects {
            match effect {
                Effect::Append { event } => log.push(event),
                Effect::Put { record, bytes } => records.push((record, bytes)),
                Effect::Tell { .. }
                | Effect::Erase { .. }
                | Effect::NoteCases
                | Effect::Again
                | Effect::LookTwice { .. }
                | Effect::Understand { .. }
                | Effect::ReadOn
                | Effect::CheckLinks
                | Effect::LookAgain { .. }
                | Effect::Team { .. }
                | Effect::Lost { .. } => {}
            }
        }
    }
    let mut after = Engine::new(WEIGHTS).unwrap();
    log.reverse();
    after.restore(log);
    for (record, bytes) in records {
        after
            .load(&record, bytes.as_deref().map(Vec::as_slice))
            .unwrap();
    }
    let posts = || vec![post(1, "a", COMPLAINT), post(2, "a", COMPLAINT)];
    assert_eq!(marks(&mut before, posts()), marks(&mut after, posts()));
}

#[test]
fn a_profile_with_a_fault_is_not_kept() {
    let mut engine = engine();
    let mut profile = larkspur();
    profile.brands[0].name.clear();
    let outcome = engine.handle(Request::SaveProfile { profile }, NOW);
    assert!(
        matches!(&outcome.response, Response::Profile { saved: false, problems, .. } if problems[0].path == "brand[0].name")
    );
    assert_eq!((outcome.effects, &engine.profile), (vec![], &larkspur()));
}

#[test]
fn a_damaged_record_is_named_and_what_was_there_stays() {
    let mut engine = engine();
    for record in [
        StoredRecord::Profile,
        StoredRecord::Templates,
        StoredRecord::Bases,
        StoredRecord::Base("help".into()),
    ] {
        assert_eq!(
            engine.load(&record, Some(b"\xff{")).unwrap_err().code,
            "store.damaged"
        );
    }
    assert_eq!(engine.profile, larkspur());
}

#[test]
fn hostile_posts_are_answered_like_any_other() {
    let long = "Larkspur ".repeat(25_000 / 9);
    for text in [
        "<script>alert(1)</script> Larkspur",
        "Larkspur javascript:alert(1)",
        "Larkspur \u{202e}\u{200f}gnihtyna\u{202c}",
        "\u{200b}\u{200b}Larkspur\u{feff}",
        "Larkspur 👩‍👩‍👧‍👦🏳️‍🌈\u{fffd}",
        "Larkspur \0\u{1}",
        &long,
    ] {
        let found = marks(&mut engine(), vec![post(1, "a", text)]);
        assert_eq!(
            found.len(),
            1,
            "{}",
            text.chars().take(40).collect::<String>()
        );
        assert_eq!(found[0].mention.words, "Larkspur");
    }
}
