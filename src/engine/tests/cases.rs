//! From the page to the queue, and from the log back to it.

use super::disk::{Disk, desk, keys, list, written};
use super::*;
use crate::desk::{List, SHIFT, Step, Why, article_key};
use crate::hours::Typed;
use crate::knowledge::ArticleRef;
use crate::protocol::{DeskAnswer, DeskAsked, Erased, Queue, QueueAsked, ReplyText, StoredRecord};
use crate::reply::way::BrandWays;

const HOUR: Millis = 3_600_000;

#[test]
fn complaints_on_the_page_become_cases_the_one_that_waits_longest_first() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let posts = vec![
        written(1, "example_maya", COMPLAINT, NOW - HOUR / 2),
        written(2, "example_hugo", "First tomatoes of the year", NOW),
        written(
            3,
            "example_ann",
            "@LarkspurCare how do I change my address?",
            NOW - 5 * HOUR,
        ),
    ];
    disk.observe(&mut engine, posts, NOW);
    let queue = disk.queue(&mut engine, list(List::Next), NOW);
    assert_eq!(keys(&queue), ["x:3", "x:1"]);
    assert_eq!(queue.rows[0].why[0], Why::Late);
    let kept = queue.rows[0].excerpt.clone().unwrap();
    assert_eq!(
        (kept.handle.as_str(), kept.url.as_str()),
        ("example_ann", "https://x.com/example_ann/status/3")
    );
    assert_eq!(queue.total, 2);
    // What is looked at again is no other case.
    let again = vec![written(1, "example_maya", COMPLAINT, NOW - HOUR / 2)];
    let events = disk.log.len();
    disk.observe(&mut engine, again, NOW + HOUR);
    assert_eq!(disk.log.len(), events);
}

#[test]
fn nothing_of_a_persons_words_or_name_is_in_the_log() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let posts = vec![written(1, "example_maya", COMPLAINT, NOW)];
    disk.observe(&mut engine, posts, NOW);
    let log = serde_json::to_string(&disk.log).unwrap();
    for part in ["maya", "Maya", "internet", "LarkspurCare"] {
        assert!(!log.contains(part), "{part} in {log}");
    }
    // Another browser's salt makes another digest of the same person.
    let mut other = super::engine();
    other.load(&StoredRecord::Salt, Some(b"other")).unwrap();
    let mut second = Disk::default();
    second.observe(
        &mut other,
        vec![written(1, "example_maya", COMPLAINT, NOW)],
        NOW,
    );
    assert_ne!(log, serde_json::to_string(&second.log).unwrap());
}

#[test]
fn history_and_what_nobody_has_to_answer_are_no_work() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let posts = vec![
        written(1, "example_maya", COMPLAINT, NOW - 8 * 24 * HOUR),
        written(
            2,
            "example_ann",
            "@LarkspurCare thank you so much, works perfectly now!",
            NOW,
        ),
        post(3, "example_bea", COMPLAINT),
    ];
    disk.observe(&mut engine, posts, NOW);
    assert!(
        disk.queue(&mut engine, list(List::Next), NOW)
            .rows
            .is_empty()
    );
}

#[test]
fn the_brands_reply_in_the_thread_answers_the_case_and_is_learnt_late() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let customer = || written(1, "example_maya", COMPLAINT, NOW - 3 * HOUR);
    disk.observe(&mut engine, vec![customer()], NOW);
    let waits = disk.queue(&mut engine, list(List::Next), NOW);
    assert!(waits.rows[0].awaiting.is_some());
    let mut reply = written(
        2,
        "LarkspurCare",
        "Sorry to hear that! Which town?",
        NOW - 2 * HOUR,
    );
    reply.fields.insert("above".into(), "1".into());
    disk.observe(&mut engine, vec![customer(), reply], NOW);
    let detail = disk.case(&mut engine, "x:1", NOW);
    assert_eq!(detail.row.awaiting, None);
    assert_eq!(detail.clocks.first.unwrap().done, Some(NOW - 2 * HOUR));
}

#[test]
fn what_is_done_in_a_case_counts_for_all_of_its_posts_and_is_taken_back_on_any() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let posts = || {
        vec![
            written(1, "example_maya", COMPLAINT, NOW - HOUR),
            written(
                2,
                "example_maya",
                "@LarkspurCare still nothing, this is a joke",
                NOW - HOUR / 2,
            ),
        ]
    };
    disk.observe(&mut engine, posts(), NOW);
    assert_eq!(disk.queue(&mut engine, list(List::Next), NOW).rows.len(), 1);
    disk.act(&mut engine, "h", "x:2", NOW, Act::Handled);
    for mark in marks(&mut engine, posts()) {
        assert!(mark.state.handled.is_some(), "{}", mark.post);
    }
    disk.act(
        &mut engine,
        "u",
        "x:1",
        NOW + 1,
        Act::Undone { event: "h".into() },
    );
    for mark in marks(&mut engine, posts()) {
        assert_eq!(mark.state.handled, None, "{}", mark.post);
    }
}

#[test]
fn each_list_has_its_cases_and_a_search_finds_by_word_and_by_handle() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let people = [
        "example_ann",
        "example_bea",
        "example_cem",
        "example_dan",
        "example_eva",
    ];
    let posts = people
        .iter()
        .zip(1..)
        .map(|(author, id)| written(id, author, COMPLAINT, NOW));
    disk.observe(&mut engine, posts.collect(), NOW);
    let step = |step| Act::Case { step };
    let until = NOW + 5 * HOUR;
    for (post, act) in [
        ("x:1", Act::Claimed),
        ("x:2", step(Step::Waiting)),
        (
            "x:3",
            step(Step::Escalated {
                to: "network".into(),
            }),
        ),
        (
            "x:4",
            step(Step::Snoozed {
                until,
                reason: "an engineer comes at three".into(),
            }),
        ),
        ("x:5", Act::Handled),
    ] {
        disk.act(&mut engine, &format!("act {post}"), post, NOW, act);
    }
    for (which, cases) in [
        (List::Next, vec!["x:1"]),
        (List::Mine, vec!["x:1"]),
        (List::Waiting, vec!["x:2"]),
        (List::Escalated, vec!["x:3"]),
        (List::Snoozed, vec!["x:4"]),
        (List::Handled, vec!["x:5"]),
    ] {
        let queue = disk.queue(&mut engine, list(which), NOW);
        assert_eq!(keys(&queue), cases, "{which:?}");
        let counted = queue.lists.iter().find(|count| count.list == which);
        assert_eq!(counted.unwrap().cases, cases.len());
    }
    // Put off until five.
    assert_eq!(
        disk.queue(&mut engine, list(List::Next), until).rows.len(),
        2
    );
    for (search, found) in [
        ("internet days", 1),
        ("@example_ann", 1),
        ("ternet", 0),
        ("bea", 0),
    ] {
        let part = QueueAsked {
            search: search.into(),
            ..list(List::Next)
        };
        assert_eq!(disk.queue(&mut engine, part, NOW).total, found, "{search}");
    }
}

#[test]
fn the_queue_is_the_same_after_a_restart_from_the_log_and_from_a_snapshot() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let see = |id: u64| {
        let author = format!("example_{}", id % 7);
        let at = NOW + i64::try_from(id).unwrap() * 1_000;
        vec![written(id, &author, COMPLAINT, at)]
    };
    for (id, minute) in (1..40).zip(1..) {
        let now = NOW + HOUR + minute * 60_000;
        disk.observe(&mut engine, see(id), now);
        if id % 5 == 0 {
            let (event, post) = (format!("h{id}"), format!("x:{id}"));
            disk.act(&mut engine, &event, &post, now, Act::Handled);
        }
    }
    let now = NOW + 3 * HOUR;
    let whole = disk.queue(&mut engine, list(List::Next), now);
    assert_eq!(whole.rows.len(), 6);
    let mut read = disk.wake();
    assert_eq!(disk.queue(&mut read, list(List::Next), now), whole);

    let Effect::Put { bytes, .. } = engine.snapshot() else {
        panic!("a snapshot is a record");
    };
    disk.records
        .insert("desk".into(), bytes.unwrap().into_vec());
    let mut woken = disk.wake();
    assert_eq!(disk.queue(&mut woken, list(List::Next), now), whole);
    // Nothing of the log is at hand: what an act needs is read.
    disk.act(&mut woken, "again", "x:39", now, Act::Handled);
    disk.act(&mut engine, "again", "x:39", now, Act::Handled);
    disk.observe(&mut woken, see(46), now);
    disk.observe(&mut engine, see(46), now);
    let one = disk.queue(&mut woken, list(List::Next), now);
    assert_eq!(one, disk.queue(&mut engine, list(List::Next), now));
    let [one, other] = [&mut woken, &mut engine].map(|engine| disk.case(engine, "x:39", now));
    assert_eq!(one.history.len(), other.history.len());
}

#[test]
fn words_are_removed_days_after_the_case_and_everything_of_a_person_at_once() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let posts = vec![
        written(1, "example_maya", COMPLAINT, NOW),
        written(2, "example_hugo", COMPLAINT, NOW),
    ];
    disk.observe(&mut engine, posts, NOW);
    disk.act(&mut engine, "h", "x:1", NOW, Act::Handled);
    let later = NOW + 4 * 24 * HOUR;
    // Whatever is seen next.
    disk.observe(&mut engine, vec![], later);
    assert!(!disk.records.contains_key("excerpt:x:1"));
    assert!(disk.records.contains_key("excerpt:x:2"));
    let handled = disk.queue(&mut engine, list(List::Handled), later);
    assert_eq!(handled.rows[0].excerpt, None);

    let erase = |now| {
        let what = Erased::Author {
            handle: "@Example_Hugo".into(),
        };
        desk(DeskAsked::Erase { what, now })
    };
    let counted = disk.ask(&mut engine, erase(false), later);
    assert!(matches!(
        counted,
        Response::Desk {
            answer: DeskAnswer::Erased {
                cases: 1,
                done: false
            }
        }
    ));
    let reply = ReplyText {
        site: "x".into(),
        text: "We are on it.".into(),
        post: Some(written(2, "example_hugo", COMPLAINT, NOW)),
        ..ReplyText::default()
    };
    let (id, at) = ("r".into(), later);
    disk.ask(&mut engine, Request::ReplySent { id, at, reply }, later);
    disk.ask(&mut engine, erase(true), later);
    assert_eq!(disk.records["sent"], b"[]");
    assert!(disk.log.iter().all(|event| event.post != "x:2"));
    assert!(!disk.records.contains_key("excerpt:x:2"));
    let mut woken = disk.wake();
    assert!(
        disk.queue(&mut woken, list(List::Next), later)
            .rows
            .is_empty()
    );
}

#[test]
fn erasing_all_cases_leaves_what_was_said_of_articles_and_the_shift() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let posts = vec![written(1, "example_maya", COMPLAINT, NOW)];
    disk.observe(&mut engine, posts, NOW);
    let article = ArticleRef {
        base: "help".into(),
        group: "refunds".into(),
    };
    let flag = Act::Flagged {
        article: article.clone(),
        note: String::new(),
    };
    disk.act(&mut engine, "f", &article_key(&article), NOW, flag);
    disk.act(&mut engine, "s", SHIFT, NOW, Act::Shift { begins: true });
    let what = Erased::All;
    let erased = disk.ask(&mut engine, desk(DeskAsked::Erase { what, now: true }), NOW);
    assert!(matches!(
        erased,
        Response::Desk {
            answer: DeskAnswer::Erased { cases: 1, .. }
        }
    ));
    assert_eq!(engine.desk.flagged(), [article]);
    assert!(
        disk.queue(&mut engine, list(List::Next), NOW)
            .shift
            .is_some()
    );
    assert_eq!(disk.log.len(), 2);
}

#[test]
fn hours_that_are_saved_count_at_once() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let posts = vec![written(1, "example_maya", COMPLAINT, NOW)];
    disk.observe(&mut engine, posts, NOW);
    let due = |queue: &Queue| queue.rows[0].clock.unwrap().due.unwrap();
    let before = due(&disk.queue(&mut engine, list(List::Next), NOW));
    // NOW is a Tuesday evening.
    let ways = vec![BrandWays {
        brand: "Larkspur".into(),
        hours: Some(Typed {
            zone: "Europe/London".into(),
            week: "Mon-Fri 9-17".into(),
            special: String::new(),
        }),
        ..BrandWays::default()
    }];
    let saved = disk.ask(&mut engine, Request::SaveWays { ways }, NOW);
    assert!(
        matches!(saved, Response::Ways { saved: true, .. }),
        "{saved:?}"
    );
    assert!(due(&disk.queue(&mut engine, list(List::Next), NOW)) > before);
}

#[test]
fn a_post_of_which_only_the_beginning_is_shown_is_a_case_too() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let mut cut = written(1, "example_maya", COMPLAINT, NOW);
    cut.flags.push("truncated".into());
    disk.observe(&mut engine, vec![cut], NOW);
    assert_eq!(disk.queue(&mut engine, list(List::Next), NOW).total, 1);
}

#[test]
fn the_hand_over_has_what_is_taken_what_is_late_and_what_many_write_about() {
    let (mut engine, mut disk) = (engine(), Disk::default());
    let people = ["example_ann", "example_bea", "example_cem"];
    let posts = people
        .iter()
        .zip(1..)
        .map(|(author, id)| written(id, author, COMPLAINT, NOW - 3 * HOUR));
    disk.observe(&mut engine, posts.collect(), NOW);
    disk.act(
        &mut engine,
        "s",
        crate::desk::SHIFT,
        NOW,
        Act::Shift { begins: true },
    );
    disk.act(&mut engine, "c", "x:1", NOW, Act::Claimed);
    disk.act(&mut engine, "h", "x:2", NOW + 1, Act::Handled);
    let page = disk.hand_over(&mut engine, NOW + HOUR);
    assert_eq!(page.claimed.len(), 1);
    assert_eq!(
        page.heated
            .iter()
            .map(|row| row.case.as_str())
            .collect::<Vec<_>>(),
        ["x:3"]
    );
    assert_eq!((page.figures.handled, page.since), (1, NOW));
}
