//! Context through the engine: what a page's posts say of each other, and what a killed background asks for again.

use super::*;
use crate::triage::heat::{Input, Level};
use crate::triage::topics::TopicFile;

fn at(mut post: RawPost, minute: u32) -> RawPost {
    let time = format!("2023-11-14T20:{minute:02}:00.000Z");
    post.fields.insert("time".into(), time);
    post.key = post.key.rsplit('/').next().unwrap().to_owned();
    post
}

fn observe(engine: &mut Engine, posts: &[RawPost], shown: &[&str]) -> (Vec<Mark>, Vec<String>) {
    let request = Request::Observe {
        site: "x".into(),
        posts: posts.to_vec(),
        shown: shown.iter().map(|&key| key.to_owned()).collect(),
    };
    match engine.handle(request, NOW).response {
        Response::Marks { marks, again, .. } => (marks, again),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_second_post_heats_the_first_and_asks_for_it_again() {
    let mut engine = engine();
    let first = at(post(1, "example_maya", COMPLAINT), 0);
    let second = at(
        post(2, "example_maya", "@LarkspurCare hello? still no internet"),
        5,
    );
    let (marks, again) = observe(&mut engine, std::slice::from_ref(&first), &["1"]);
    assert_eq!(again, Vec::<String>::new());
    let before = marks[0].heat.value;
    let (_, again) = observe(&mut engine, std::slice::from_ref(&second), &["1", "2"]);
    assert_eq!(again, ["1"]);
    let (marks, again) = observe(&mut engine, &[first], &["1", "2"]);
    assert_eq!(
        again,
        Vec::<String>::new(),
        "or the page would ask for ever"
    );
    assert!(marks[0].heat.value > before, "{:?}", marks[0].heat);
    assert!(
        marks[0]
            .heat
            .inputs
            .iter()
            .any(|part| part.input == Input::Repeated)
    );
}

#[test]
fn a_killed_background_asks_for_what_is_on_the_page() {
    let first = at(post(1, "example_maya", COMPLAINT), 0);
    let second = at(
        post(2, "example_maya", "@LarkspurCare hello? still no internet"),
        5,
    );
    let both = [first.clone(), second.clone()];
    let (before, _) = observe(&mut engine(), &both, &["1", "2"]);
    let mut rebuilt = engine();
    let (_, again) = observe(&mut rebuilt, &[second], &["1", "2", "not-a-post"]);
    assert_eq!(again, ["1"]);
    observe(&mut rebuilt, &[first], &["1", "2"]);
    let (after, _) = observe(&mut rebuilt, &both, &["1", "2"]);
    assert_eq!(before, after);
}

#[test]
fn the_frame_reads_a_post_among_the_others_of_the_page() {
    let mut engine = engine();
    let brand = at(
        post(1, "LarkspurCare", "Sorry for the outage in Fernhill"),
        0,
    );
    let mut reply = at(post(2, "example_ann", "third time this month, useless"), 5);
    reply.fields.insert("above".into(), "1".into());
    reply.fields.insert("thread".into(), "1".into());
    let request = Request::Assist {
        site: "x".into(),
        post: reply,
        around: vec![brand],
        vector: vec![],
    };
    let Response::Assist { assist } = engine.handle(request, NOW).response else {
        panic!()
    };
    let mark = assist.mark.unwrap();
    assert_eq!((mark.mention.by, mark.mention.span), (By::Reply, None));
    assert_eq!(mark.topics.len(), 1);
    assert_eq!(
        (mark.topics[0].code.as_str(), mark.topics[0].inherited),
        ("outage", true)
    );
}

#[test]
fn a_mark_says_until_when_its_heat_holds() {
    let mut engine = engine();
    let (marks, _) = observe(
        &mut engine,
        &[at(post(1, "example_maya", COMPLAINT), 0)],
        &[],
    );
    let mark = &marks[0];
    assert_eq!(mark.heat.level, Level::Hot);
    let waited = NOW - mark.time.unwrap();
    assert!((2 * 3_600_000..24 * 3_600_000).contains(&waited));
    assert_eq!(mark.until, Some(mark.time.unwrap() + 24 * 3_600_000));
    let (marks, _) = observe(
        &mut engine,
        &[at(post(2, "example_hugo", "@LarkspurCare thank you!"), 0)],
        &[],
    );
    assert_eq!((marks[0].until, marks[0].heat.inputs.len()), (None, 0));
    assert_eq!(marks[0].no_reply.as_ref().unwrap().code, "thanks");
}

#[test]
fn a_correction_warms_or_cools() {
    let mut engine = engine();
    let complaint = at(post(1, "example_maya", COMPLAINT), 0);
    let correct = |intent| {
        event(
            "e1",
            "x:1",
            Act::Corrected {
                intent,
                lesson: None,
            },
        )
    };
    engine.handle(correct(Intent::Other), NOW);
    let (marks, _) = observe(&mut engine, &[complaint], &[]);
    assert_eq!((marks[0].heat.value, marks[0].urgency), (0.0, 0));
    assert_eq!(marks[0].no_reply.as_ref().unwrap().code, "corrected");
}

#[test]
fn what_is_handled_waits_no_more() {
    let mut engine = engine();
    let first = at(post(1, "example_maya", COMPLAINT), 0);
    let second = at(
        post(2, "example_maya", "@LarkspurCare you charged me twice"),
        5,
    );
    let repeated = |engine: &mut Engine| {
        let (marks, _) = observe(engine, &[first.clone(), second.clone()], &[]);
        let mut inputs = marks[1].heat.inputs.iter();
        inputs.any(|part| part.input == Input::Repeated)
    };
    assert!(repeated(&mut engine));
    engine.handle(event("e1", "x:1", Act::Handled), NOW);
    assert!(!repeated(&mut engine));
}

#[test]
fn a_post_of_two_megabytes_gets_a_provisional_mark() {
    let text = format!("{COMPLAINT} {}", "no internet 😡 ".repeat(120_000));
    assert!(text.len() > 2_000_000);
    let (marks, _) = observe(&mut engine(), &[at(post(1, "example_maya", &text), 0)], &[]);
    assert!(marks[0].provisional);
    assert_eq!(marks[0].intent, Intent::Complaint);
}

fn parking() -> TopicFile {
    TopicFile {
        path: "parking.txt".into(),
        text: "name: Parking\n3 parking, car park".into(),
    }
}

#[test]
fn the_teams_topics_are_kept_whole_or_not_at_all() {
    let mut engine = engine();
    let text = "@LarkspurCare the car park at your Fernhill shop is full";
    let topics = |engine: &mut Engine| -> Vec<String> {
        let (marks, _) = observe(engine, &[at(post(1, "example_maya", text), 0)], &[]);
        marks[0]
            .topics
            .iter()
            .map(|topic| topic.name.clone())
            .collect()
    };
    assert!(!topics(&mut engine).contains(&"Parking".to_owned()));
    let outcome = engine.handle(
        Request::SaveTopics {
            topics: vec![parking()],
        },
        NOW,
    );
    assert!(matches!(
        outcome.response,
        Response::Topics { saved: true, .. }
    ));
    assert!(matches!(
        outcome.effects[..],
        [
            Effect::Put {
                record: StoredRecord::Topics,
                ..
            },
            Effect::Again
        ]
    ));
    assert!(topics(&mut engine).contains(&"Parking".to_owned()));

    let bad = TopicFile {
        text: "3 the".into(),
        ..parking()
    };
    let outcome = engine.handle(Request::SaveTopics { topics: vec![bad] }, NOW);
    let Response::Topics {
        saved, problems, ..
    } = outcome.response
    else {
        panic!()
    };
    assert_eq!((saved, problems[0].path.as_str()), (false, "parking.txt:1"));
    assert!(outcome.effects.is_empty());
    assert!(
        topics(&mut engine).contains(&"Parking".to_owned()),
        "the last good state stays"
    );
    assert!(engine.load(&StoredRecord::Topics, Some(b"{")).is_err());
    assert!(topics(&mut engine).contains(&"Parking".to_owned()));
}
