//! What becomes of a case.

use super::*;
use crate::desk::{Act, Desk, Event};
use crate::triage::Intent;
use proptest::prelude::*;

const HOUR: Millis = 3_600_000;

fn sight(case: &str, author: &str, time: Millis) -> Sight {
    Sight {
        case: case.into(),
        brand: "Larkspur".into(),
        author: author.into(),
        time,
        intent: Intent::Complaint,
        waits: true,
        ..Sight::default()
    }
}

fn seen(sight: Sight) -> Act {
    Act::Case {
        step: Step::Seen {
            sight: Box::new(sight),
        },
    }
}

fn step(step: Step) -> Act {
    Act::Case { step }
}

fn undone(event: &str) -> Act {
    Act::Undone {
        event: event.into(),
    }
}

#[derive(Default)]
struct Told {
    desk: Desk,
    count: usize,
}

impl Told {
    fn add(&mut self, post: &str, at: Millis, act: Act) -> String {
        self.count += 1;
        let id = format!("e{:03}", self.count);
        self.desk.add(Event {
            id: id.clone(),
            post: post.into(),
            at,
            act,
        });
        id
    }

    fn sees(&mut self, post: &str, author: &str, time: Millis, hangs_on: &[&str]) -> String {
        let post = post.to_owned();
        let mut sight = sight("", author, time);
        let hangs_on: Vec<PostKey> = hangs_on.iter().map(|&key| key.to_owned()).collect();
        sight.case = self.desk.place(Placing {
            post: &post,
            sight: &sight,
            hangs_on: &hangs_on,
        });
        let case = sight.case.clone();
        self.add(&post, time, seen(sight));
        case
    }

    fn case(&self, post: &str) -> &Case {
        self.desk.case(post).unwrap()
    }
}

#[test]
fn a_burst_of_one_person_is_one_case_and_another_persons_is_another() {
    let mut told = Told::default();
    assert_eq!(told.sees("x:1", "maya", 0, &[]), "x:1");
    assert_eq!(told.sees("x:2", "maya", HOUR, &[]), "x:1");
    assert_eq!(told.sees("x:3", "hugo", HOUR, &[]), "x:3");
    // An earlier post that is seen later belongs to it too.
    assert_eq!(told.sees("x:0", "maya", -HOUR, &[]), "x:1");
    assert_eq!(told.case("x:2").posts, ["x:0", "x:1", "x:2"]);
    assert_eq!(told.case("x:1").awaiting, Some(-HOUR));
    assert_eq!(told.desk.open_cases().count(), 2);
}

#[test]
fn what_is_written_a_week_later_is_another_case_unless_it_hangs_on_the_first() {
    let mut told = Told::default();
    told.sees("x:1", "maya", 0, &[]);
    assert_eq!(told.sees("x:2", "maya", 200 * HOUR, &[]), "x:2");
    assert_eq!(told.sees("x:3", "maya", 300 * HOUR, &["x:1"]), "x:1");
    // Somebody else in the same thread has a case of their own.
    assert_eq!(told.sees("x:4", "hugo", 301 * HOUR, &["x:1"]), "x:4");
}

#[test]
fn handling_one_post_handles_the_case_and_a_later_post_opens_it_again() {
    let mut told = Told::default();
    told.sees("x:1", "maya", 0, &[]);
    told.sees("x:2", "maya", HOUR, &[]);
    let handled = told.add("x:2", 2 * HOUR, Act::Handled);
    assert_eq!(told.case("x:1").status, Status::Handled);
    assert_eq!(
        told.desk.record("x:1").handled,
        Some((handled.clone(), 2 * HOUR))
    );
    told.sees("x:3", "maya", 3 * HOUR, &["x:1"]);
    assert_eq!(told.case("x:1").status, Status::Reopened);
    // What was handled stays so; the new post waits.
    assert!(told.desk.record("x:1").handled.is_some());
    assert!(told.desk.record("x:3").handled.is_none());
    // Taken back, everything waits.
    told.add("x:2", 4 * HOUR, undone(&handled));
    assert_eq!(told.case("x:1").status, Status::Seen);
    assert!(told.desk.record("x:1").handled.is_none());
}

#[test]
fn a_post_that_nobody_had_seen_when_the_case_was_handled_waits_unless_it_is_older_than_what_was_known()
 {
    let mut told = Told::default();
    told.sees("x:2", "maya", 2 * HOUR, &[]);
    told.add("x:2", 9 * HOUR, Act::Handled);
    let mut late = |post: &str, time| {
        let post = post.to_owned();
        let mut sight = sight("x:2", "maya", time);
        sight.case = "x:2".into();
        told.add(&post, 10 * HOUR, seen(sight));
        (
            told.case("x:2").status,
            told.desk.record(&post).handled.is_some(),
        )
    };
    // Written before what was answered: it went with it.
    assert_eq!(late("x:1", HOUR), (Status::Handled, true));
    // Written after it, and before the agent was done: nobody knew.
    assert_eq!(late("x:3", 3 * HOUR), (Status::Reopened, false));
    assert_eq!(told.case("x:2").stretches[1].opened, 3 * HOUR);
    assert!(told.desk.record("x:2").handled.is_some());
}

#[test]
fn each_state_is_reached_and_each_is_taken_back() {
    for (act, status) in [
        (Act::Claimed, Status::Claimed),
        (step(Step::Waiting), Status::Waiting),
        (
            step(Step::Escalated {
                to: "network".into(),
            }),
            Status::Escalated,
        ),
        (Act::Handled, Status::Handled),
        (step(Step::NoReply), Status::Handled),
        (Act::NotUs { lesson: None }, Status::Handled),
    ] {
        let mut told = Told::default();
        told.sees("x:1", "maya", 0, &[]);
        assert_eq!(told.case("x:1").status, Status::Seen);
        let id = told.add("x:1", HOUR, act.clone());
        assert_eq!(told.case("x:1").status, status, "{act:?}");
        told.add("x:1", 2 * HOUR, undone(&id));
        assert_eq!(told.case("x:1").status, Status::Seen, "{act:?}");
    }
}

#[test]
fn a_customer_who_writes_ends_the_waiting_and_the_snooze() {
    let mut told = Told::default();
    told.sees("x:1", "maya", 0, &[]);
    told.add("x:1", HOUR, Act::Claimed);
    told.add("x:1", 2 * HOUR, step(Step::Waiting));
    let until = 90 * HOUR;
    let reason = "asked for the serial number".to_owned();
    told.add("x:1", 2 * HOUR, step(Step::Snoozed { until, reason }));
    assert!(told.case("x:1").is_snoozed(3 * HOUR));
    assert!(!told.case("x:1").is_snoozed(until));
    told.sees("x:2", "maya", 4 * HOUR, &["x:1"]);
    assert_eq!(told.case("x:1").status, Status::Claimed);
    assert!(!told.case("x:1").is_snoozed(5 * HOUR));
    assert_eq!(told.case("x:1").awaiting, Some(4 * HOUR));
}

#[test]
fn a_post_can_be_taken_out_of_a_case_and_put_back() {
    let mut told = Told::default();
    told.sees("x:1", "maya", 0, &[]);
    told.sees("x:2", "maya", HOUR, &[]);
    let apart = Step::Apart { case: "x:2".into() };
    let apart = told.add("x:2", 2 * HOUR, step(apart));
    assert_eq!(told.case("x:1").posts, ["x:1"]);
    assert_eq!(told.case("x:2").posts, ["x:2"]);
    assert_eq!(told.desk.open_cases().count(), 2);
    told.add("x:2", 3 * HOUR, undone(&apart));
    assert_eq!(told.case("x:2").posts, ["x:1", "x:2"]);
    assert_eq!(told.desk.open_cases().count(), 1);
}

#[test]
fn one_post_that_is_not_about_us_leaves_the_rest_of_the_case() {
    let mut told = Told::default();
    told.sees("x:1", "maya", 0, &[]);
    told.sees("x:2", "maya", HOUR, &[]);
    told.add("x:1", 2 * HOUR, Act::NotUs { lesson: None });
    assert!(told.case("x:1").is_open());
    assert_eq!(told.case("x:1").awaiting, Some(HOUR));
    told.add("x:2", 3 * HOUR, Act::NotUs { lesson: None });
    let closed = told.case("x:1").stretches[0].closed;
    assert_eq!(closed, Some((3 * HOUR, How::NotUs)));
}

#[test]
fn what_nobody_has_to_answer_is_kept_and_is_no_work() {
    let mut told = Told::default();
    let mut praise = sight("x:1", "maya", 0);
    praise.waits = false;
    told.add("x:1", 0, seen(praise));
    assert!(!told.case("x:1").is_open());
    assert_eq!(told.desk.cases().count(), 1);
    // An agent who says that it complains makes it work.
    let corrected = Act::Corrected {
        intent: Intent::Complaint,
        lesson: None,
    };
    told.add("x:1", HOUR, corrected);
    assert!(told.case("x:1").is_open());
}

#[test]
fn an_answer_that_was_not_seen_is_not_claimed_to_be_missing() {
    let mut told = Told::default();
    let mut seen_with_replies = sight("x:1", "maya", 0);
    seen_with_replies.replies = 2;
    told.add("x:1", 0, seen(seen_with_replies));
    assert!(told.case("x:1").may_be_answered());
    let replied = Step::Replied {
        at: HOUR,
        human: true,
    };
    told.add("x:1", 2 * HOUR, step(replied));
    assert!(!told.case("x:1").may_be_answered());
    assert_eq!(told.case("x:1").stretches[0].replied, Some(HOUR));
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let act = prop_oneof![
        (0i64..5, 1u8..4, prop::bool::ANY).prop_map(|(time, case, waits)| {
            let mut sight = sight(&format!("x:{case}"), "maya", time);
            sight.waits = waits;
            seen(sight)
        }),
        Just(Act::Handled),
        Just(Act::Claimed),
        Just(Act::NotUs { lesson: None }),
        Just(step(Step::Waiting)),
        Just(step(Step::NoReply)),
        Just(step(Step::Reopened)),
        (0i64..5).prop_map(|at| step(Step::Replied { at, human: true })),
        (0i64..9).prop_map(|until| step(Step::Snoozed {
            until,
            reason: String::new()
        })),
        "x:[123]".prop_map(|case| step(Step::Apart { case })),
        "[0-9]".prop_map(|event| Act::Undone { event }),
    ];
    prop::collection::vec(("x:[123]", 0i64..5, act), 0..10).prop_map(|events| {
        let numbered = events.into_iter().enumerate();
        let event = |(id, (post, at, act)): (usize, (String, i64, Act))| Event {
            id: id.to_string(),
            post,
            at,
            act,
        };
        numbered.map(event).collect()
    })
}

fn known(desk: &Desk) -> Vec<(PostKey, Option<Case>, crate::desk::Record)> {
    let posts = ["x:1", "x:2", "x:3"].into_iter();
    let of = |post: &str| (post.to_owned(), desk.case(post).cloned(), desk.record(post));
    posts.map(of).collect()
}

proptest! {
    #[test]
    fn cases_are_the_same_whatever_the_order(events in events(), seed in any::<u64>()) {
        let mut one = Desk::default();
        one.restore(events.clone());
        let mut shuffled = [events.clone(), events.clone()].concat();
        let len = shuffled.len().max(1) as u64;
        for i in 0..shuffled.len() {
            shuffled.swap(i, ((seed >> (i % 32)) % len) as usize);
        }
        let mut other = Desk::default();
        for event in shuffled {
            other.add(event);
        }
        prop_assert_eq!(known(&one), known(&other));
        prop_assert_eq!(one.open_cases().count(), other.open_cases().count());
    }

    #[test]
    fn a_snapshot_and_the_events_after_it_are_all_of_them(events in events(), cut in 0usize..10) {
        let mut whole = Desk::default();
        whole.restore(events.clone());
        let (before, after) = events.split_at(cut.min(events.len()));
        let mut first = Desk::default();
        first.restore(before.to_vec());
        let mut second = Desk::from_snapshot(&first.snapshot()).unwrap();
        for event in after {
            let until = events.iter().take_while(|other| *other != event);
            loop {
                let lacking = second.lacks(event);
                if lacking.is_empty() {
                    break;
                }
                for post in lacking {
                    let of = until.clone().filter(|other| other.post == post);
                    second.take(&post, of.cloned().collect());
                }
            }
            second.add(event.clone());
        }
        prop_assert_eq!(known(&whole), known(&second));
        prop_assert_eq!(whole.len(), second.len());
    }
}

#[test]
fn a_snapshot_of_another_form_or_a_damaged_one_is_refused() {
    let mut told = Told::default();
    told.sees("x:1", "maya", 0, &[]);
    let mut bytes = told.desk.snapshot();
    assert!(Desk::from_snapshot(&bytes).is_ok());
    assert!(Desk::from_snapshot(&bytes[..bytes.len() / 2]).is_err());
    bytes[0] = 200;
    let error = Desk::from_snapshot(&bytes).unwrap_err();
    assert!(error.to_string().contains("form 200"));
    assert!(Desk::from_snapshot(&[]).is_err());
}
