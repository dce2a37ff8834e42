//! What the team and the web say of articles: flags, dead links, campaigns, choices and pins.

use super::articles::{BILL, ROUTER, assist, bases, found};
use super::store::{Store, base};
use super::*;
use crate::knowledge::source::Settings;

fn act(id: &str, post: String, act: Act) -> Request {
    Request::Act {
        event: Event {
            id: id.into(),
            post,
            at: NOW,
            act,
        },
        seen: None,
    }
}

#[test]
fn a_flagged_article_is_never_suggested_and_searched_for_it_says_so() {
    let (mut store, mut engine) = (Store::default(), engine());
    store.add_files(&mut engine, "help", &[ROUTER, BILL]);
    let text = "@LarkspurCare my internet is down again, I switched the router off and on, and nobody answers";
    let article = assist(&mut store, &mut engine, text, vec![]).articles[0]
        .article
        .clone();
    let key = crate::desk::article_key(&article);
    let note = "The button is gone".to_owned();
    store.ask(
        &mut engine,
        act(
            "f",
            key.clone(),
            Act::Flagged {
                article,
                note: note.clone(),
            },
        ),
    );
    assert!(
        assist(&mut store, &mut engine, text, vec![])
            .articles
            .is_empty()
    );
    let standing = &found(&mut store, &mut engine, "router")[0].standing;
    assert_eq!(standing.flag, Some(("f".into(), note)));
    store.ask(
        &mut engine,
        act("u", key, Act::Undone { event: "f".into() }),
    );
    assert_eq!(
        assist(&mut store, &mut engine, text, vec![]).articles.len(),
        1
    );
}

#[test]
fn an_article_whose_address_leads_nowhere_is_not_suggested() {
    let (mut store, mut engine) = (Store::default(), engine());
    store.add_files(&mut engine, "help", &[ROUTER]);
    let text = "@LarkspurCare my internet is down again, I switched the router off and on, and nobody answers";
    assert_eq!(
        assist(&mut store, &mut engine, text, vec![]).articles.len(),
        1
    );
    assert!(store.told.contains(&Effect::CheckLinks));
    let due = |store: &mut Store, engine: &mut Engine| {
        let base = String::new();
        match store.ask(engine, Request::LinksDue { base }) {
            Response::LinksDue { urls } => urls,
            other => panic!("{other:?}"),
        }
    };
    let urls = due(&mut store, &mut engine);
    assert_eq!(urls, ["https://help.example/router"]);
    let url = urls[0].clone();
    store.ask(&mut engine, Request::LinkSeen { url, status: 404 });
    let mut woken = store.woken();
    woken.handle(
        Request::SaveProfile {
            profile: larkspur(),
        },
        NOW,
    );
    assert!(
        assist(&mut store, &mut woken, text, vec![])
            .articles
            .is_empty()
    );
    assert_eq!(
        found(&mut store, &mut woken, "router")[0].standing.dead,
        Some((404, NOW))
    );
    assert_eq!(bases(&mut store, &mut woken)[0].dead, 1);
}

#[test]
fn links_carry_the_campaign_and_what_was_chosen_and_pinned_shows() {
    let (mut store, mut engine) = (Store::default(), engine());
    store.add_files(&mut engine, "help", &[ROUTER, BILL]);
    let mut set_up = base("help", Settings::Files {});
    set_up.campaign = "utm_source=x&utm_campaign={topic}".into();
    store.ask(
        &mut engine,
        Request::SaveBase {
            base: set_up.clone(),
        },
    );
    set_up.campaign = "who={author}".into();
    let answer = store.ask(&mut engine, Request::SaveBase { base: set_up });
    assert!(matches!(&answer, Response::Bases { problems, .. } if problems[0].path == "campaign"));
    let text = "@LarkspurCare no internet since yesterday, is there an outage? I switched the router off and on";
    let first = assist(&mut store, &mut engine, text, vec![]);
    let topic = first.mark.as_ref().unwrap().topics[0].clone();
    let router = &first.articles[0];
    let link = format!(
        "https://help.example/router?utm_source=x&utm_campaign={}",
        topic.code
    );
    assert_eq!(router.link.as_deref(), Some(link.as_str()));
    let linked = Act::Linked {
        article: router.article.clone(),
        topic: Some(topic.code.clone()),
    };
    store.ask(&mut engine, act("l", "x:7".into(), linked));
    store.ask(&mut engine, act("h", "x:7".into(), Act::Handled));
    let mut bill = router.article.clone();
    bill.group = "bill.md".into();
    let pinned = Act::Pinned {
        article: bill.clone(),
        topic: topic.code.clone(),
    };
    store.ask(
        &mut engine,
        act("p", crate::desk::article_key(&bill), pinned),
    );
    let articles = assist(&mut store, &mut engine, text, vec![]).articles;
    let shown: Vec<&str> = articles.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(shown, ["Read your bill", "Restart your router"]);
    assert_eq!(
        articles[0].standing.pinned,
        Some(("p".into(), topic.name.clone()))
    );
    let standing = &articles[1].standing;
    assert_eq!((standing.linked, standing.helped), (1, 1));
    assert_eq!(standing.chosen, Some((1, topic.name)));
}
