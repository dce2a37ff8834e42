//! What the frame says was said so far.

use super::store::Store;
use super::*;
use crate::protocol::{Assist, ReplyText};
use crate::reply::check::Speaker;

/// A post of the thread of post 1, so many minutes later.
fn said(id: u64, author: &str, text: &str, minutes: u64, above: &str) -> RawPost {
    let mut raw = post(id, author, text);
    let time = format!("2023-11-14T22:{minutes:02}:00Z");
    for (field, value) in [("time", time.as_str()), ("above", above), ("thread", "1")] {
        raw.fields.insert(field.into(), value.into());
    }
    raw
}

fn shown(store: &mut Store, engine: &mut Engine, post: RawPost, around: Vec<RawPost>) -> Assist {
    let (site, vector) = ("x".into(), vec![]);
    let request = Request::Assist {
        site,
        post,
        around,
        vector,
    };
    match store.ask(engine, request) {
        Response::Assist { assist } => *assist,
        other => panic!("{other:?}"),
    }
}

fn lines(assist: &Assist) -> Vec<(Speaker, &str)> {
    let lines = assist.thread.iter();
    lines.map(|said| (said.who, said.handle.as_str())).collect()
}

#[test]
fn who_said_what_is_told_and_an_answer_by_the_brand_is_known() {
    let (mut store, mut engine) = (Store::default(), engine());
    let first = || said(1, "example_maya", COMPLAINT, 0, "");
    let mut to_ida = said(5, "example_hugo", "same for you?", 11, "4");
    let named = vec!["/example_ida".to_owned()];
    to_ida.lists.insert("replyingTo".into(), named);
    let page = || {
        vec![
            to_ida.clone(),
            said(4, "example_maya", "Red, since Monday.", 9, "3"),
            said(3, "larkspurcare", "Hi Maya, is the light red?", 5, "1"),
            said(6, "example_ben", "Same here in Elm Road.", 12, "5"),
            post(9, "example_zoe", "Something else altogether"),
        ]
    };
    let assist = shown(&mut store, &mut engine, first(), page());
    // Hugo talks to somebody else.
    let expected = [
        (Speaker::Us, "larkspurcare"),
        (Speaker::Customer, "example_maya"),
        (Speaker::Another, "example_ben"),
    ];
    assert_eq!(lines(&assist), expected);
    assert_eq!(assist.answered, Some(0));

    // What she said after that is not answered, though the brand was there before.
    let mut around = page();
    around[1] = first();
    let follow_up = said(
        4,
        "example_maya",
        "@LarkspurCare red, since Monday.",
        9,
        "3",
    );
    let assist = shown(&mut store, &mut engine, follow_up, around);
    assert_eq!(
        lines(&assist)[..2],
        [
            (Speaker::Customer, "example_maya"),
            (Speaker::Us, "larkspurcare")
        ]
    );
    assert_eq!(assist.answered, None);
}

#[test]
fn what_was_sent_from_here_counts_where_the_page_does_not_show_it() {
    let (mut store, mut engine) = (Store::default(), engine());
    let text = "Hi Maya, is the light on it red?";
    let first = post(1, "example_maya", COMPLAINT);
    let reply = ReplyText {
        site: "x".into(),
        post: Some(first.clone()),
        around: vec![],
        text: text.into(),
        since: Some(NOW),
    };
    let (id, at) = ("s1".to_owned(), NOW);
    store.ask(&mut engine, Request::ReplySent { id, at, reply });
    let assist = shown(&mut store, &mut engine, first.clone(), vec![]);
    assert_eq!(lines(&assist), [(Speaker::Us, "")]);
    assert_eq!(assist.answered, Some(0));
    // By now the page shows it.
    let own = said(3, "LarkspurCare", text, 13, "1");
    let assist = shown(&mut store, &mut engine, first, vec![own]);
    assert_eq!(lines(&assist), [(Speaker::Us, "LarkspurCare")]);
}
