//! What is kept of a reply between two keys, and when it is forgotten.

use proptest::prelude::*;

use super::*;
use crate::protocol::{Checked, ReplyText};
use crate::reply::check::Policy;

/// The checks of the policy's own, to see whether an answer was made anew: they are changed behind the engine's back.
fn all_off(engine: &mut Engine) {
    engine.sending.policy.off = vec!["placeholder".into()];
}

fn reply(text: &str) -> ReplyText {
    ReplyText {
        site: "x".into(),
        post: Some(post(1, "example_maya", COMPLAINT)),
        text: text.into(),
        since: Some(NOW),
        ..ReplyText::default()
    }
}

fn checked(engine: &mut Engine, reply: ReplyText, now: Millis) -> Checked {
    match engine.handle(Request::CheckReply { reply }, now).response {
        Response::Checked { checked } => *checked,
        other => panic!("{other:?}"),
    }
}

fn finds(checked: &Checked, check: &str) -> bool {
    checked.findings.iter().any(|found| found.check == check)
}

const HOLE: &str = "Hi [name], sorry that your line is down.";

#[test]
fn the_second_who_asks_is_answered_at_once_and_after_a_second_anew() {
    let mut engine = engine();
    assert!(finds(
        &checked(&mut engine, reply(HOLE), NOW),
        "placeholder"
    ));
    all_off(&mut engine);
    for (moment, again) in [(0, true), (999, true), (1_000, false), (-1, false)] {
        let said = checked(&mut engine, reply(HOLE), NOW + moment);
        assert_eq!(finds(&said, "placeholder"), again, "{moment}");
    }
}

#[test]
fn another_question_is_answered_anew() {
    let mut engine = engine();
    checked(&mut engine, reply(HOLE), NOW);
    all_off(&mut engine);
    let other_post = Some(post(2, "example_hugo", COMPLAINT));
    for other in [
        reply("Hi [name], sorry."),
        ReplyText {
            since: None,
            ..reply(HOLE)
        },
        ReplyText {
            around: vec![post(3, "example_hugo", "same here")],
            ..reply(HOLE)
        },
        ReplyText {
            post: other_post,
            ..reply(HOLE)
        },
        ReplyText {
            post: None,
            ..reply(HOLE)
        },
    ] {
        assert!(!finds(&checked(&mut engine, other, NOW), "placeholder"));
    }
}

/// A word of advice that depends on what the post is.
fn is_a_complaint(engine: &mut Engine) -> bool {
    let said = checked(engine, reply("Please restart the router."), NOW);
    finds(&said, "no_acknowledgement")
}

#[test]
fn an_agents_word_on_the_post_is_heard_at_the_next_key() {
    let mut engine = engine();
    assert!(is_a_complaint(&mut engine));
    let intent = Intent::Question;
    let correct = Act::Corrected {
        intent,
        lesson: None,
    };
    engine.handle(event("c1", "x:1", correct), NOW);
    assert!(!is_a_complaint(&mut engine));
    let undo = Act::Undone { event: "c1".into() };
    engine.handle(event("c2", "x:1", undo), NOW);
    assert!(is_a_complaint(&mut engine));
    // From another browser, by the log.
    let correct = Event {
        id: "c3".into(),
        post: "x:1".into(),
        at: NOW + 1,
        act: Act::Corrected {
            intent,
            lesson: None,
        },
    };
    engine.restore([correct]);
    assert!(!is_a_complaint(&mut engine));
}

#[test]
fn another_profile_is_heard_at_the_next_key() {
    let mut engine = engine();
    assert!(is_a_complaint(&mut engine));
    let mut profile = larkspur();
    profile.brands[0].name = "Delphinium".into();
    profile.brands[0].handles = vec!["@DelphiniumCare".into()];
    profile.brands[0].nicknames.clear();
    engine.handle(Request::SaveProfile { profile }, NOW);
    assert!(!is_a_complaint(&mut engine));
}

#[test]
fn other_rules_are_heard_at_the_next_key() {
    let mut engine = engine();
    let long = "We are sorry about the line in your street. ".repeat(8);
    let said = checked(&mut engine, reply(&long), NOW);
    assert_eq!((finds(&said, "too_long"), said.max), (true, 280));
    let policy = Policy {
        long_posts: true,
        ..Policy::default()
    };
    engine.handle(Request::SaveChecks { policy }, NOW);
    let said = checked(&mut engine, reply(&long), NOW);
    assert_eq!((finds(&said, "too_long"), said.max), (false, 25_000));
    let longer = "a".repeat(25_001);
    assert!(finds(
        &checked(&mut engine, reply(&longer), NOW),
        "too_long"
    ));
    let bytes = serde_json::to_vec(&Policy::default()).unwrap();
    engine.load(&StoredRecord::Checks, Some(&bytes)).unwrap();
    assert_eq!(checked(&mut engine, reply(&long), NOW).max, 280);
}

#[test]
fn what_was_sent_is_heard_at_the_next_key() {
    let mut engine = engine();
    let text =
        "The cabinet in your street is being mended right now, and your line is back by noon.";
    let other = ReplyText {
        post: Some(post(7, "example_hugo", COMPLAINT)),
        ..reply(text)
    };
    assert!(!finds(
        &checked(&mut engine, other.clone(), NOW),
        "repeated"
    ));
    let sent = Request::ReplySent {
        id: "s1".into(),
        at: NOW,
        reply: reply(text),
    };
    engine.handle(sent, NOW);
    assert!(finds(&checked(&mut engine, other, NOW), "repeated"));
}

#[test]
fn what_the_page_shows_of_the_conversation_is_heard_at_the_next_key() {
    let mut engine = engine();
    // Nothing in it says that it is about the brand.
    let own_words = COMPLAINT.trim_start_matches("@LarkspurCare ");
    let mut later = post(2, "example_maya", own_words);
    later.fields.insert("above".into(), "1".into());
    let asked = || ReplyText {
        post: Some(later.clone()),
        ..reply("Please restart the router.")
    };
    let before = checked(&mut engine, asked(), NOW);
    assert!(!finds(&before, "no_acknowledgement"));
    marks(&mut engine, vec![post(1, "example_maya", COMPLAINT)]);
    let after = checked(&mut engine, asked(), NOW);
    assert!(finds(&after, "no_acknowledgement"), "{after:?}");
}

#[test]
fn a_known_site_counts_by_its_own_rule() {
    use crate::reply::length::Rule;
    let length = crate::site::find("x").unwrap().length().unwrap();
    let (max, link) = (length.max, length.link);
    assert_eq!(Rule::Weighted { max, link }, Rule::X);
    let unknown = ReplyText {
        site: "nowhere".into(),
        post: None,
        ..reply(&"a".repeat(1_000))
    };
    let said = checked(&mut engine(), unknown, NOW);
    assert_eq!((said.max, finds(&said, "too_long")), (0, false));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn an_engine_that_keeps_says_what_one_says_that_forgets(
        keys in prop::collection::vec((0_usize..4, 0_usize..3, 0_i64..3_000), 1..12),
    ) {
        let texts = [HOLE, "We will call you today.", "Please restart the router.", ""];
        let us = post(3, "LarkspurCare", "@example_maya is the light red?");
        let pages = [vec![], vec![us.clone()], vec![us, post(4, "example_hugo", "same here, 2 days")]];
        let (mut keeping, mut forgetful) = (engine(), engine());
        let mut now = NOW;
        for (text, page, pause) in keys {
            now += pause;
            let asked = ReplyText { around: pages[page].clone(), ..reply(texts[text]) };
            forgetful.sending.known.forget();
            let expected = checked(&mut forgetful, asked.clone(), now);
            prop_assert_eq!(checked(&mut keeping, asked, now), expected);
        }
    }
}
