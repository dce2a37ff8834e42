//! What is missing: complaints and questions without an article.

use super::articles::{BILL, ROUTER};
use super::store::Store;
use super::*;

fn observe(store: &mut Store, engine: &mut Engine, posts: Vec<RawPost>) {
    let request = Request::Observe {
        site: "x".into(),
        posts,
        shown: vec![],
    };
    store.ask(engine, request);
}

#[test]
fn a_complaint_without_an_article_is_a_gap_and_one_with_an_article_is_none() {
    let (mut store, mut engine) = (Store::default(), engine());
    store.add_files(&mut engine, "help", &[ROUTER, BILL]);
    let texts = [
        "@LarkspurCare my parcel with the new phone never arrived, this is a disgrace",
        "@LarkspurCare the parcel with my phone has never arrived, still waiting, awful",
        "@LarkspurCare my internet is down again, I switched the router off and on, and nobody answers",
    ];
    for (id, text) in (1..).zip(texts) {
        observe(&mut store, &mut engine, vec![post(id, "a", text)]);
    }
    let asked: Vec<(String, String)> = store
        .told
        .iter()
        .filter_map(|effect| match effect {
            Effect::Understand { posts } => Some(posts.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    assert_eq!(asked.len(), 3);
    assert!(!asked[0].1.contains('@'), "{}", asked[0].1);
    for (post, text) in asked {
        let vector = vec![];
        store.ask(&mut engine, Request::Meant { post, text, vector });
    }
    let mut woken = store.woken();
    let Response::Gaps {
        gaps,
        first_line,
        seen,
    } = store.ask(&mut woken, Request::Gaps)
    else {
        panic!("no gaps")
    };
    assert_eq!(seen, [3, 1]);
    let [gap] = &gaps[..] else { panic!("{gaps:?}") };
    assert_eq!((gap.count, gap.brand.as_str()), (2, "Larkspur"));
    assert!(gap.name.contains("parcel"), "{}", gap.name);
    assert!(first_line.len() > 5);
    let Response::DraftArticle { draft } = store.ask(
        &mut woken,
        Request::DraftArticle {
            gap: gap.id.clone(),
        },
    ) else {
        panic!("no draft")
    };
    assert!(draft.file.ends_with(".md") && draft.markdown.starts_with("---\n"));
    store.ask(
        &mut woken,
        Request::DismissGap {
            gap: gap.id.clone(),
        },
    );
    let Response::Gaps { gaps, .. } = store.ask(&mut store.woken(), Request::Gaps) else {
        panic!("no gaps")
    };
    assert_eq!(gaps, []);
}

#[test]
fn the_first_line_check_reads_the_whole_article_for_a_number_to_call() {
    let (mut store, mut engine) = (Store::default(), engine());
    let many = "The refund is paid to the card or account that you paid with, within five days. "
        .repeat(12);
    let text = format!("# Refund\n\n{many}\n\n## More\n\nOr call us on +44 20 7946 0000.");
    store.add_files(&mut engine, "help", &[("refund.md", &text)]);
    let Response::Gaps { first_line, .. } = store.ask(&mut engine, Request::Gaps) else {
        panic!("no check")
    };
    let refund = first_line
        .iter()
        .find(|line| line.topic.0 == "refund")
        .unwrap();
    assert_eq!(refund.article.as_deref(), Some("Refund"));
    assert_eq!(
        refund.hand_off.as_deref(),
        Some("call us on +44 20 7946 0000")
    );
}

#[test]
fn the_first_line_check_finds_an_article_by_the_topics_own_phrases() {
    let (mut store, mut engine) = (Store::default(), engine());
    let files = [(
        "leave.md",
        "# How to cancel your contract\n\nWrite to us a month before.",
    )];
    store.add_files(&mut engine, "help", &files);
    let Response::Gaps { first_line, .. } = store.ask(&mut engine, Request::Gaps) else {
        panic!("no check")
    };
    let article = |code: &str| {
        let line = first_line.iter().find(|line| line.topic.0 == code);
        line.and_then(|line| line.article.clone())
    };
    assert_eq!(
        article("cancel").as_deref(),
        Some("How to cancel your contract")
    );
    assert_eq!(article("outage"), None);
}
