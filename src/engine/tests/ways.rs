//! Hours, private ways and promises, over restarts of the background.

use super::store::Store;
use super::*;
use crate::hours::{Typed, When};
use crate::protocol::{OpenPromise, Stand};
use crate::reply::way::{BrandWays, Way, WayKind};

/// Tuesday, 14 November 2023, 22:13 in London.
const LATE: Millis = NOW;
const HOUR: Millis = 3_600_000;

fn hours(week: &str) -> Option<Typed> {
    Some(Typed {
        zone: "Europe/London".into(),
        week: week.into(),
        special: String::new(),
    })
}

fn ways(week: &str) -> Vec<BrandWays> {
    let phone = Way {
        kind: WayKind::Phone,
        to: "0800 123456".into(),
        hours: hours("Mon-Fri 9-17"),
        ..Way::default()
    };
    let message = Way {
        to: "1234567890".into(),
        ..Way::default()
    };
    vec![BrandWays {
        brand: "Larkspur".into(),
        hours: hours(week),
        ways: vec![phone, message],
        copied: None,
    }]
}

fn assist(engine: &mut Engine, text: &str) -> crate::protocol::Assist {
    let request = Request::Assist {
        site: "x".into(),
        post: post(1, "example_maya", text),
        around: vec![],
        vector: vec![],
    };
    match engine.handle(request, LATE).response {
        Response::Assist { assist } => *assist,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_ways_that_are_open_stand_beside_the_drafts_also_after_a_restart() {
    let mut store = Store::default();
    let mut first = engine();
    store.ask(
        &mut first,
        Request::SaveProfile {
            profile: larkspur(),
        },
    );
    let ways = ways("Mon-Fri 9-17");
    let saved = store.ask(&mut first, Request::SaveWays { ways });
    assert!(matches!(saved, Response::Ways { saved: true, .. }));
    for mut engine in [first, store.woken()] {
        let assist = assist(&mut engine, COMPLAINT);
        let open: Vec<_> = assist.ways.iter().map(|way| way.text.as_str()).collect();
        let link = "https://x.com/messages/compose?recipient_id=1234567890";
        assert_eq!(open, [link]);
        let next = crate::text::moment::parse("2023-11-15T09:00Z");
        assert_eq!(assist.closed_ways[0].opens, next);
        assert_eq!(assist.closed_ways[0].kind, WayKind::Phone);
    }
}

#[test]
fn a_page_learns_how_the_hours_and_each_way_stand_now() {
    let mut engine = engine();
    let ways = ways("Mon-Fri 9-23");
    let checked = engine.handle(Request::CheckWays { ways }, LATE).response;
    let Response::Ways { states, .. } = checked else {
        panic!("another answer");
    };
    let at = crate::text::moment::parse;
    let stand = |open, until| Stand { open, until };
    let now: Vec<Stand> = states[0].ways.iter().map(|way| way.now).collect();
    assert_eq!(
        states[0].answers,
        Some(stand(true, at("2023-11-14T23:00Z")))
    );
    assert_eq!(
        now,
        [stand(false, at("2023-11-15T09:00Z")), stand(true, None)]
    );
    assert_eq!(states[0].ways[0].lines.len(), 2);
    assert!(states[0].ways[1].lines.is_empty());
}

#[test]
fn ways_with_a_fault_are_not_kept() {
    let mut engine = engine();
    let mut wrong = ways("Mon-Fri 9-");
    wrong[0].ways[0].to = "call us".into();
    let outcome = engine.handle(Request::SaveWays { ways: wrong }, NOW);
    let Response::Ways {
        problems, saved, ..
    } = outcome.response
    else {
        panic!("another answer");
    };
    let paths: Vec<_> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(paths, ["ways[0].hours.week:1:11", "ways[0].way[0].to"]);
    assert!(!saved && outcome.effects.is_empty());
    let kept = engine.handle(Request::Ways, NOW).response;
    assert!(matches!(kept, Response::Ways { ways, .. } if ways.is_empty()));
}

fn stale(response: &Response) -> bool {
    match response {
        Response::Ways { states, .. } => states[0].stale,
        other => panic!("{other:?}"),
    }
}

#[test]
fn hours_that_changed_since_they_were_copied_are_told() {
    let mut store = Store::default();
    let mut first = engine();
    let copied = |text: &str| Request::HoursCopied {
        brand: "larkspur".into(),
        text: text.into(),
    };
    let none = store.ask(&mut first, copied("Mon-Fri 9-17"));
    assert!(matches!(none, Response::Failed { error } if error.code == "way.hours.none"));
    let save = |week: &str| Request::SaveWays { ways: ways(week) };
    assert!(!stale(&store.ask(&mut first, save("Mon-Fri 9-17"))));
    assert!(!stale(&store.ask(&mut first, copied("Mon-Fri 9-17"))));
    // The page that saves knows nothing of the copy.
    assert!(stale(&store.ask(&mut first, save("Mon-Fri 9-18"))));
    let mut woken = store.woken();
    let Response::Ways { ways, .. } = store.ask(&mut woken, Request::Ways) else {
        panic!("another answer");
    };
    let copied = ways[0].copied.as_ref().unwrap();
    assert_eq!((copied.text.as_str(), copied.at), ("Mon-Fri 9-17", NOW));
    assert!(!stale(&store.ask(&mut woken, save("Mon-Fri 9am-5pm"))));
}

#[test]
fn a_calendar_file_adds_dates_to_those_that_are_typed() {
    let event = |day: &str| format!("BEGIN:VEVENT\nSUMMARY:Holiday\nDTSTART:{day}\nEND:VEVENT\n");
    let file = [
        "BEGIN:VCALENDAR\n",
        &event("20231225"),
        &event("20231226"),
        &event("20200101"),
    ]
    .concat();
    let mut typed = hours("24/7").unwrap();
    typed.special = "2023-12-25 9-13 By hand\n".into();
    let request = Request::ImportHolidays { file, hours: typed };
    let Response::Holidays {
        special,
        new,
        problems,
    } = Importer::default().handle(request, NOW).response
    else {
        panic!("another answer");
    };
    assert_eq!(
        special,
        "2023-12-25 9-13 By hand\n2023-12-26 closed Holiday"
    );
    assert_eq!((new, problems), (1, vec![]));
}

fn promises(engine: &mut Engine) -> Vec<OpenPromise> {
    match engine.handle(Request::Promises, NOW).response {
        Response::Promises { promises } => promises,
        other => panic!("{other:?}"),
    }
}

#[test]
fn promises_survive_a_restart_and_are_kept_once() {
    let mut first = engine();
    let words = "We'll call you. ".repeat(20);
    let promised = |due: Millis, words: &str| Act::Promised {
        what: "call".into(),
        words: words.into(),
        due,
    };
    let mut log = Vec::new();
    let mut ask = |engine: &mut Engine, request: Request| {
        for effect in engine.handle(request, NOW).effects {
            if let Effect::Append { event } = effect {
                log.push(event);
            }
        }
    };
    ask(&mut first, event("a", "x:1", promised(NOW + HOUR, &words)));
    ask(
        &mut first,
        event("b", "x:2", promised(NOW - HOUR, "By noon.")),
    );
    // Sent again, because the background was killed before it answered.
    ask(&mut first, event("a", "x:1", promised(NOW + HOUR, &words)));
    let kept = Act::PromiseKept { event: "b".into() };
    let open = promises(&mut first);
    let found: Vec<_> = open
        .iter()
        .map(|one| (one.event.as_str(), one.overdue))
        .collect();
    assert_eq!(found, [("b", true), ("a", false)]);
    assert_eq!(open[0].url.as_deref(), Some("https://x.com/i/status/2"));
    assert_eq!(open[1].words.chars().count(), 120);

    ask(&mut first, event("c", "x:2", kept.clone()));
    ask(&mut first, event("d", "x:2", kept));
    let undone = Act::Undone { event: "a".into() };
    ask(&mut first, event("e", "x:1", undone));
    assert!(promises(&mut first).is_empty());
    assert_eq!(log.len(), 5);
    let mut woken = engine();
    woken.restore(log.iter().cloned());
    assert!(promises(&mut woken).is_empty());
    let mut before = engine();
    before.restore(log.into_iter().filter(|event| event.id.as_str() < "c"));
    assert_eq!(promises(&mut before), open);
}

#[test]
fn a_promise_is_due_by_the_brand_s_own_hours() {
    let mut engine = engine();
    let tomorrow = |engine: &Engine| engine.promise_due("LARKSPUR", When::Tomorrow, LATE);
    let at = |text: &str| crate::text::moment::parse(text).unwrap();
    assert_eq!(tomorrow(&engine), at("2023-11-16T00:00Z"));
    let ways = ways("Mon-Fri 9-17");
    engine.handle(Request::SaveWays { ways }, NOW);
    assert_eq!(tomorrow(&engine), at("2023-11-15T17:00Z"));
}
