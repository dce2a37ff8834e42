//! Knowledge bases: set up, imported, kept, searched.

use super::store::{Store, base};
use super::*;
use crate::knowledge::source::{Fetched, Settings};
use crate::knowledge::{ArticleRef, WIDTH};
use crate::protocol::{Assist, BaseState, ImportAnswer, ImportStep, Suggestion};

pub(super) const ROUTER: (&str, &str) = (
    "router.md",
    "# Restart your router\n\nIf your internet is down, switch the router off, wait one minute, and switch it on again.",
);
pub(super) const BILL: (&str, &str) = (
    "bill.md",
    "# Read your bill\n\nThe bill shows what was charged for each month.",
);

pub(super) fn assist(
    store: &mut Store,
    engine: &mut Engine,
    text: &str,
    vector: Vec<f32>,
) -> Box<Assist> {
    let request = Request::Assist {
        site: "x".into(),
        post: post(1, "a", text),
        around: vec![],
        vector,
    };
    match store.ask(engine, request) {
        Response::Assist { assist } => assist,
        other => panic!("{other:?}"),
    }
}

pub(super) fn found(store: &mut Store, engine: &mut Engine, query: &str) -> Vec<Suggestion> {
    let request = Request::Search {
        query: query.into(),
        brand: String::new(),
        post: String::new(),
        vector: vec![],
    };
    match store.ask(engine, request) {
        Response::Found { articles, .. } => articles,
        other => panic!("{other:?}"),
    }
}

pub(super) fn bases(store: &mut Store, engine: &mut Engine) -> Vec<BaseState> {
    match store.ask(engine, Request::Bases) {
        Response::Bases { bases, .. } => bases,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_frame_gets_reasons_an_article_and_three_drafts_that_link_it() {
    let (mut store, mut engine) = (Store::default(), engine());
    let response = store.add_files(&mut engine, "help", &[ROUTER, BILL]);
    assert!(matches!(&response, Response::Import { report: Some(report), .. } if report.new == 2));
    let text = "@LarkspurCare my internet is down again, I switched the router off and on, and nobody answers";
    let assist = assist(&mut store, &mut engine, text, vec![]);
    let [article, ..] = &assist.articles[..] else {
        panic!("no article")
    };
    assert_eq!(article.title, "Restart your router");
    assert_eq!(article.url.as_deref(), Some("https://help.example/router"));
    assert_eq!(assist.drafts.len(), 3);
    let draft = &assist.drafts[0].text;
    assert!(draft.contains("Maya") && draft.contains("https://help.example/router"));
    assert!(!assist.mark.unwrap().reasons.is_empty());
}

#[test]
fn knowledge_bases_come_back_from_the_store_side_by_side() {
    let (mut store, mut engine) = (Store::default(), engine());
    store.add_files(&mut engine, "help", &[ROUTER]);
    store.add_files(&mut engine, "bills", &[BILL]);
    let mut woken = store.woken();
    let need = woken.handle(Request::Bases, NOW).response;
    assert!(matches!(need, Response::Need { records } if records.len() == 6));
    assert_eq!(
        found(&mut store, &mut woken, "router")[0].title,
        ROUTER.1[2..21]
    );
    let bill = &found(&mut store, &mut woken, "what is on my bill")[0];
    assert_eq!(bill.source.as_deref(), Some("Help bills"));
    store.ask(&mut woken, Request::RemoveBase { id: "bills".into() });
    assert!(found(&mut store, &mut woken, "bill").is_empty());
    let left: Vec<&String> = store
        .records
        .keys()
        .filter(|name| name.contains("bills"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn an_import_without_articles_keeps_the_old_ones() {
    let (mut store, mut engine) = (Store::default(), engine());
    store.add_files(&mut engine, "help", &[ROUTER]);
    let before = store.records.clone();
    let response = store.add_files(&mut engine, "help", &[("empty.md", "")]);
    assert!(
        matches!(&response, Response::Import { report: None, problems, .. } if problems[0].code == "import.none")
    );
    assert_eq!(store.records, before);
    assert_eq!(bases(&mut store, &mut engine)[0].articles, 1);
}

#[test]
fn an_import_that_lost_its_beginning_changes_nothing() {
    for request in [Request::ImportCommit, Request::ImportNext] {
        let outcome = Importer::default().handle(request, NOW);
        assert!(
            matches!(&outcome.response, Response::Failed { error } if error.code == "import.lost")
        );
        assert_eq!(outcome.effects, []);
    }
}

#[test]
fn a_damaged_base_is_named_and_the_others_go_on() {
    let (mut store, mut engine) = (Store::default(), engine());
    store.add_files(&mut engine, "help", &[ROUTER]);
    let mut bytes = store.records["base:help"].clone();
    bytes.truncate(40);
    let mut woken = store.woken();
    let fault = woken
        .load(&StoredRecord::Base("help".into()), Some(&bytes))
        .unwrap_err();
    assert_eq!(
        (fault.code.as_str(), fault.path.as_str()),
        ("store.damaged", "base:help")
    );
}

#[test]
fn a_base_with_faults_is_not_kept() {
    let (mut store, mut engine) = (Store::default(), engine());
    let mut wrong = base(
        "a b",
        Settings::Feed {
            address: "ftp://x".into(),
        },
    );
    wrong.name = " ".into();
    let Response::Bases { bases, problems } =
        store.ask(&mut engine, Request::SaveBase { base: wrong })
    else {
        panic!("no answer")
    };
    let mut paths: Vec<&str> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    paths.sort_unstable();
    assert_eq!(paths, ["id", "name", "source.address"]);
    assert!(bases.is_empty() && store.records.is_empty());
}

/// A vector that is alike to itself only.
fn vector(at: usize) -> [f32; WIDTH] {
    std::array::from_fn(|other| if other == at { 1.0 } else { 0.0 })
}

#[test]
fn the_encoder_reads_on_where_it_was_killed_and_then_meaning_decides() {
    let (mut store, mut engine) = (Store::default(), engine());
    store.add_files(&mut engine, "help", &[ROUTER, BILL]);
    assert!(store.told.contains(&Effect::ReadOn));
    let mut reads = 0;
    loop {
        // Killed after every text.
        let mut woken = store.woken();
        let unread = store.ask(&mut woken, Request::Unread { most: 1 });
        let Response::Unread {
            base,
            imported,
            numbers,
            texts,
            ..
        } = unread
        else {
            panic!("no answer")
        };
        let [text] = &texts[..] else { break };
        let about = usize::from(text.contains("bill"));
        let vectors = vector(about).to_vec();
        store.ask(
            &mut woken,
            Request::Read {
                base,
                imported,
                numbers,
                vectors,
            },
        );
        reads += 1;
    }
    assert_eq!(reads, 4);
    let mut woken = store.woken();
    assert_eq!(bases(&mut store, &mut woken)[0].read, [4, 4]);
    // No word of it is in an article.
    let text = "@LarkspurCare why did you take so much money from me";
    let first = assist(&mut store, &mut woken, text, vec![]);
    assert!(first.articles.is_empty() && !first.by_meaning);
    assert_eq!(first.meaning, "why did you take so much money from me");
    let second = assist(&mut store, &mut woken, text, vector(1).to_vec());
    assert_eq!(second.articles[0].title, "Read your bill");
    assert!(second.by_meaning && second.meaning.is_empty());
    // An import anew asks for nothing that was read before.
    store.add_files(&mut woken, "help", &[ROUTER, BILL]);
    assert_eq!(bases(&mut store, &mut woken)[0].read, [4, 4]);
}

#[test]
fn an_import_from_the_web_goes_on_wherever_it_is_killed() {
    let feed = "https://help.example/feed.xml";
    let item = |at: usize| {
        format!(
            "<item><title>Article {at}</title><link>https://help.example/{at}</link><description>&lt;p&gt;Text {at}&lt;/p&gt;</description></item>"
        )
    };
    let body = format!(
        "<rss version=\"2.0\"><channel><title>Help</title>{}{}</channel></rss>",
        item(1),
        item(2)
    );
    let (mut store, mut engine) = (Store::default(), engine());
    let base = base(
        "news",
        Settings::Feed {
            address: feed.into(),
        },
    );
    store.ask(&mut engine, Request::SaveBase { base: base.clone() });
    let begin = || Request::ImportBegin { base: base.clone() };
    let mut importer = Importer::default();
    store.import(&mut importer, &mut engine, begin());
    let mut steps = 0;
    loop {
        // Killed before every step.
        importer = Importer::default();
        store.import(&mut importer, &mut engine, begin());
        let next = store.import(&mut importer, &mut engine, Request::ImportNext);
        let Response::ImportStep { step, .. } = next else {
            panic!("{next:?}")
        };
        let fetch = match step {
            ImportStep::Fetch { fetch } => fetch,
            ImportStep::Done => break,
            ImportStep::Wait { .. } => panic!("nothing to wait for"),
        };
        let fetched = Fetched {
            url: fetch.url.clone(),
            final_url: fetch.url,
            status: 200,
            content_type: Some("application/rss+xml".into()),
            body: body.clone().into_bytes(),
            ..Fetched::default()
        };
        let answer = ImportAnswer::Came { fetched };
        store.import(&mut importer, &mut engine, Request::ImportTake { answer });
        steps += 1;
        assert!(steps < 10, "the import never ends");
    }
    let ended = store.import(&mut importer, &mut engine, Request::ImportCommit);
    assert!(matches!(&ended, Response::Import { report: Some(report), .. } if report.new == 2));
    assert!(store.records.keys().all(|name| !name.starts_with("import")));
    assert_eq!(
        found(&mut store, &mut engine, "article")[0].url.as_deref(),
        Some("https://help.example/1")
    );
}

#[test]
fn a_case_says_which_article_and_which_playbook_answered_it() {
    use super::disk::{Disk, written};
    let (mut engine, mut disk, mut store) = (engine(), Disk::default(), Store::default());
    store.add_files(&mut engine, "help", &[ROUTER]);
    store.ask(&mut engine, Request::Bases);
    let asked = written(1, "example_maya", COMPLAINT, NOW);
    disk.observe(&mut engine, vec![asked], NOW);
    let article = |group: &str| ArticleRef {
        base: "help".into(),
        group: group.into(),
    };
    let Response::BaseArticles { articles, .. } = store.ask(
        &mut engine,
        Request::BaseArticles {
            id: "help".into(),
            query: String::new(),
        },
    ) else {
        panic!();
    };
    let known = articles[0].clone();
    for (id, used) in [("a", article("gone")), ("b", known.article)] {
        let topic = None;
        let act = Act::Linked {
            article: used,
            topic,
        };
        disk.act(&mut engine, id, "x:1", NOW + 1 + i64::from(id == "b"), act);
        let used = disk.case(&mut engine, "x:1", NOW + 9).used;
        let title = if id == "a" {
            "gone"
        } else {
            known.title.as_str()
        };
        assert_eq!(used.article.unwrap().0, title);
    }
    let act = Act::Used {
        playbook: "nobody.md".into(),
        wording: 0,
    };
    disk.act(&mut engine, "c", "x:1", NOW + 3, act);
    let used = disk.case(&mut engine, "x:1", NOW + 9).used;
    assert_eq!(used.playbook.as_deref(), Some("nobody.md"));
}
