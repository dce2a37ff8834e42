//! The definitions and vectors of the field, each by its name.

use super::*;
use crate::desk::{Act, Case, Desk, Event, How, Sight, Step};
use crate::hours::{Hours, Typed};
use crate::text::moment::parse;

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;

fn at(text: &str) -> Millis {
    parse(text).unwrap()
}

fn hours(week: &str, special: &str) -> Calendar {
    let typed = Typed {
        zone: "Europe/London".into(),
        week: week.into(),
        special: special.into(),
    };
    let (hours, problems) = Hours::read(&typed);
    assert!(problems.is_empty(), "{problems:?}");
    hours.calendar()
}

fn seen(time: Millis) -> Act {
    let sight = Sight {
        case: "x:1".into(),
        brand: "Larkspur".into(),
        author: "a".into(),
        time,
        waits: true,
        ..Sight::default()
    };
    step(Step::Seen {
        sight: Box::new(sight),
    })
}

fn step(step: Step) -> Act {
    Act::Case { step }
}

fn replied(at: Millis) -> Act {
    step(Step::Replied { at, human: true })
}

/// A case of these acts; each customer's post is a post of its own.
fn case(acts: &[(Millis, Act)]) -> Case {
    let mut desk = Desk::default();
    let mut post = 0;
    for (number, (at, act)) in acts.iter().enumerate() {
        if matches!(
            act,
            Act::Case {
                step: Step::Seen { .. }
            }
        ) {
            post += 1;
        }
        desk.add(Event {
            id: format!("e{number:02}"),
            post: format!("x:{}", post.max(1)),
            at: *at,
            act: act.clone(),
        });
    }
    desk.case("x:1").unwrap().clone()
}

fn clocks(case: &Case, target: Target, hours: Option<&Calendar>) -> Clocks {
    Clocks::of(case, &target, &Targets::default(), hours)
}

fn first_in(span: Millis) -> Target {
    Target {
        first: span,
        ..Target::default()
    }
}

/// When the first reply to a post of that moment is due.
fn due(written: &str, span: Millis, hours: &Calendar) -> Millis {
    let case = case(&[(at(written), seen(at(written)))]);
    let first = clocks(&case, first_in(span), Some(hours)).first.unwrap();
    first.due.unwrap()
}

#[test]
fn chatwoot_13392_friday_1630_and_an_hour_is_monday_0930() {
    let hours = hours("Mon-Fri 9-17", "");
    assert_eq!(
        due("2026-01-16T16:30Z", HOUR, &hours),
        at("2026-01-19T09:30Z")
    );
}

#[test]
fn hootsuite_friday_1645_and_half_an_hour_is_monday_0915_and_late_at_0916() {
    let hours = hours("Mon-Fri 9-17", "");
    let written = at("2026-01-16T16:45Z");
    let case = case(&[(written, seen(written))]);
    let first = clocks(&case, first_in(30 * MINUTE), Some(&hours)).first;
    let first = first.unwrap();
    assert_eq!(first.due, Some(at("2026-01-19T09:15Z")));
    // The red line of a day on the wall is past already: it is told apart from the target.
    let target = Clock { red: None, ..first };
    assert_ne!(target.level(at("2026-01-19T09:15Z")), ClockLevel::Breach);
    assert_eq!(target.level(at("2026-01-19T09:16Z")), ClockLevel::Breach);
}

#[test]
fn glpi_22678_monday_1700_and_four_hours_is_tuesday_1100_warned_at_1000() {
    let hours = hours("Mon-Fri 8-18", "");
    let written = at("2026-01-19T17:00Z");
    let case = case(&[(written, seen(written))]);
    let targets = Targets {
        warn: 75,
        ..Targets::default()
    };
    let clocks = Clocks::of(&case, &first_in(4 * HOUR), &targets, Some(&hours));
    let first = clocks.first.unwrap();
    assert_eq!(first.due, Some(at("2026-01-20T11:00Z")));
    assert_eq!(first.warn, Some(at("2026-01-20T10:00Z")));
}

#[test]
fn chatwoot_14009_and_frappe_2212_a_split_day_does_not_count_its_lunch() {
    let hours = hours("Mon-Fri 8-12, 13:30-18", "");
    assert_eq!(
        due("2026-01-19T11:30Z", HOUR, &hours),
        at("2026-01-19T14:00Z")
    );
    assert_eq!(
        due("2026-01-19T17:45Z", HOUR, &hours),
        at("2026-01-20T08:45Z")
    );
}

#[test]
fn zammad_390_a_holiday_counts_nothing() {
    let hours = hours("Mon-Fri 9-17", "2026-12-25 closed Christmas Day");
    assert_eq!(
        due("2026-12-24T16:30Z", HOUR, &hours),
        at("2026-12-28T09:30Z")
    );
}

#[test]
fn zammad_4432_what_is_written_at_midnight_is_due_after_the_opening() {
    let hours = hours("Mon-Fri 9-17", "");
    assert_eq!(
        due("2026-01-20T00:00Z", HOUR, &hours),
        at("2026-01-20T10:00Z")
    );
}

#[test]
fn an_hour_that_is_left_out_or_comes_twice_is_counted_as_it_passes() {
    let hours = hours("Mon-Sun 0-24", "");
    assert_eq!(
        due("2026-03-29T00:30Z", HOUR, &hours),
        at("2026-03-29T01:30Z")
    );
    assert_eq!(
        due("2026-10-25T00:30Z", HOUR, &hours),
        at("2026-10-25T01:30Z")
    );
}

#[test]
fn chatwoot_12058_a_case_that_comes_back_counts_from_the_post_that_brings_it_back() {
    let (monday, saturday) = (at("2026-01-19T10:00Z"), at("2026-01-24T10:00Z"));
    let case = case(&[
        (monday, seen(monday)),
        (monday + MINUTE, replied(monday + MINUTE)),
        (monday + 2 * MINUTE, Act::Handled),
        (saturday, seen(saturday)),
        (saturday + 10 * MINUTE, replied(saturday + 10 * MINUTE)),
    ]);
    let first = clocks(&case, Target::default(), None).first.unwrap();
    assert_eq!(first.done.unwrap() - first.since, 10 * MINUTE);
    assert_eq!(case.stretches.len(), 2);
    let resolved = case.stretches[0].closed;
    assert_eq!(resolved, Some((monday + 2 * MINUTE, How::Resolved)));
    assert_eq!(case.stretches[1].closed, None);
}

#[test]
fn chatwoot_6409_a_machines_reply_is_no_response() {
    let written = at("2026-01-19T10:00Z");
    let machine = Step::Replied {
        at: written + 1_000,
        human: false,
    };
    let case = case(&[
        (written, seen(written)),
        (written + 1_000, step(machine)),
        (written + HOUR, replied(written + HOUR)),
    ]);
    let first = clocks(&case, Target::default(), None).first.unwrap();
    assert_eq!(first.done, Some(written + HOUR));
}

#[test]
fn dbt_zendesk_35_an_internal_note_is_no_reply() {
    let written = at("2026-01-19T10:00Z");
    let note = Step::Noted {
        text: "called them".into(),
    };
    let case = case(&[(written, seen(written)), (written + HOUR, step(note))]);
    let first = clocks(&case, Target::default(), None).first.unwrap();
    assert_eq!(first.done, None);
    assert_eq!(case.awaiting, Some(written));
}

#[test]
fn zammad_5177_a_later_post_does_not_overrule_the_first_response() {
    let written = at("2026-01-19T10:00Z");
    let case = case(&[
        (written, seen(written)),
        (written + HOUR, seen(written + HOUR)),
    ]);
    let first = clocks(&case, Target::default(), None).first.unwrap();
    assert_eq!(first.since, written);
    assert_eq!(first.due, Some(written + 2 * HOUR));
}

#[test]
fn several_posts_in_a_row_are_one_next_response_from_the_first() {
    let written = at("2026-01-19T10:00Z");
    let mut acts = vec![
        (written, seen(written)),
        (written + MINUTE, replied(written + MINUTE)),
        (written + HOUR, seen(written + HOUR)),
        (written + 2 * HOUR, seen(written + 2 * HOUR)),
    ];
    let next = clocks(&case(&acts), Target::default(), None).next.unwrap();
    assert_eq!(
        (next.since, next.due),
        (written + HOUR, Some(written + 3 * HOUR))
    );
    acts.push((written + 4 * HOUR, replied(written + 4 * HOUR)));
    let answered = case(&acts);
    assert_eq!(clocks(&answered, Target::default(), None).next, None);
    assert_eq!(
        answered.stretches[0].next,
        [(written + HOUR, written + 4 * HOUR)]
    );
}

#[test]
fn zammad_188_what_is_opened_again_by_hand_counts_from_there() {
    let written = at("2026-01-19T10:00Z");
    let case = case(&[
        (written, seen(written)),
        (written + MINUTE, Act::Handled),
        (written + 5 * HOUR, step(Step::Reopened)),
    ]);
    let first = clocks(&case, Target::default(), None).first.unwrap();
    assert_eq!(first.since, written + 5 * HOUR);
}

#[test]
fn resolution_stands_still_while_the_next_word_is_the_customers() {
    let written = at("2026-01-19T10:00Z");
    let target = Target {
        resolution: 8 * HOUR,
        ..Target::default()
    };
    let mut acts = vec![
        (written, seen(written)),
        (written + HOUR, replied(written + HOUR)),
        (written + HOUR, step(Step::Waiting)),
    ];
    let waiting = clocks(&case(&acts), target, None).resolution.unwrap();
    assert!(waiting.paused);
    assert_eq!(waiting.level(written + 100 * HOUR), ClockLevel::Fine);
    acts.push((written + 11 * HOUR, seen(written + 11 * HOUR)));
    let back = clocks(&case(&acts), target, None).resolution.unwrap();
    assert!(!back.paused);
    assert_eq!(back.due, Some(written + 18 * HOUR));
    assert_eq!(back.warn, Some(written + 14 * HOUR));
}

#[test]
fn what_stands_still_while_the_desk_is_closed_moves_nothing() {
    let hours = hours("Mon-Fri 9-17", "");
    let friday = at("2026-01-16T16:00Z");
    let monday = at("2026-01-19T09:00Z");
    let target = Target {
        resolution: 2 * HOUR,
        ..Target::default()
    };
    let case = case(&[
        (friday, seen(friday)),
        (friday + HOUR, step(Step::Waiting)),
        (monday, seen(monday)),
    ]);
    let resolution = clocks(&case, target, Some(&hours)).resolution.unwrap();
    assert_eq!(resolution.due, Some(monday + HOUR));
}

#[test]
fn it_warns_at_half_is_late_after_two_hours_and_red_after_a_day() {
    let written = at("2026-01-19T10:00Z");
    let case = case(&[(written, seen(written))]);
    let clocks = clocks(&case, Target::default(), None);
    for (after, level) in [
        (HOUR - 1, ClockLevel::Fine),
        (HOUR, ClockLevel::Warn),
        (2 * HOUR, ClockLevel::Warn),
        (2 * HOUR + 1, ClockLevel::Breach),
        (24 * HOUR, ClockLevel::Breach),
        (24 * HOUR + 1, ClockLevel::Red),
    ] {
        assert_eq!(clocks.level(written + after), level, "after {after} ms");
    }
}

#[test]
fn what_needed_no_answer_was_never_late() {
    let written = at("2026-01-19T10:00Z");
    for act in [step(Step::NoReply), Act::NotUs { lesson: None }] {
        let case = case(&[(written, seen(written)), (written + 50 * HOUR, act)]);
        assert_eq!(clocks(&case, Target::default(), None).first, None);
    }
}

#[test]
fn the_rule_that_says_the_most_counts() {
    let rule = |brand: &str, topic: &str, urgency, first| TargetRule {
        brand: brand.into(),
        topic: topic.into(),
        urgency,
        target: first_in(first),
    };
    let targets = Targets {
        rules: vec![
            rule("larkspur", "", None, 1),
            rule("", "outage", None, 2),
            rule("", "", Some(2), 3),
            rule("Larkspur", "", Some(2), 4),
            rule("", "", None, 5),
        ],
        ..Targets::default()
    };
    for (brand, topic, urgency, first) in [
        ("Larkspur", None, 0, 1),
        ("Larkspur", Some("outage"), 2, 2),
        ("Larkspur", Some("billing"), 2, 4),
        ("Tansy", Some("billing"), 2, 3),
        ("Tansy", None, 1, 5),
    ] {
        assert_eq!(
            targets.of(brand, topic, urgency).first,
            first,
            "{brand} {topic:?} {urgency}"
        );
    }
    assert_eq!(Targets::default().of("Tansy", None, 0), Target::default());
}

#[test]
fn targets_that_cannot_be_meant_are_named() {
    let mut targets = Targets {
        warn: 100,
        red: 48 * HOUR,
        rules: vec![TargetRule {
            urgency: Some(3),
            target: Target {
                first: 0,
                next: 25 * HOUR,
                resolution: 100 * HOUR,
            },
            ..TargetRule::default()
        }],
    };
    let problems = targets.check();
    let codes: Vec<(&str, &str, bool)> = problems
        .iter()
        .map(|one| (one.code.as_str(), one.path.as_str(), one.fatal))
        .collect();
    assert_eq!(
        codes,
        [
            ("target.warn", "warn", true),
            ("target.red", "red", false),
            ("target.short", "rules.0.first", true),
            ("target.long", "rules.0.next", false),
            ("target.urgency", "rules.0.urgency", true),
        ]
    );
    targets = Targets::default();
    assert!(targets.check().is_empty());
}
