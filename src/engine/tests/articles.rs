//! Articles: imported, kept, suggested.

use super::*;
use crate::knowledge::SourceFile;

/// Imports as the background does: the importer's index goes to the store, and the engine loads it from there.
fn import(engine: &mut Engine, files: &[(&str, &str)]) -> Outcome {
    let mut importer = Importer::default();
    let base_url = "https://help.example".into();
    importer.handle(
        Request::ImportBegin {
            source: "help".into(),
            base_url,
        },
        NOW,
    );
    let files = files
        .iter()
        .map(|(path, text)| SourceFile {
            path: (*path).into(),
            text: (*text).into(),
        })
        .collect();
    importer.handle(Request::ImportFiles { files }, NOW);
    let outcome = importer.handle(Request::ImportCommit, NOW);
    if let [Effect::Put { record, bytes }] = &outcome.effects[..] {
        engine
            .load(*record, bytes.as_deref().map(Vec::as_slice))
            .unwrap();
    }
    outcome
}

const ROUTER: (&str, &str) = (
    "router.md",
    "# Restart your router\n\nIf your internet is down, switch the router off, wait one minute, and switch it on again.",
);
const BILL: (&str, &str) = (
    "bill.md",
    "# Read your bill\n\nThe bill shows what was charged for each month.",
);

#[test]
fn the_frame_gets_reasons_an_article_and_three_drafts_that_link_it() {
    let mut engine = engine();
    let outcome = import(&mut engine, &[ROUTER, BILL]);
    assert!(matches!(
        outcome.effects[..],
        [Effect::Put {
            record: StoredRecord::Knowledge,
            bytes: Some(_)
        }]
    ));
    let text = "@LarkspurCare my internet is down again, I switched the router off and on, and nobody answers";
    let request = Request::Assist {
        site: "x".into(),
        post: post(1, "a", text),
        around: vec![],
    };
    let Response::Assist { assist } = engine.handle(request, NOW).response else {
        panic!("no assist")
    };
    assert_eq!(assist.articles[0].title, "Restart your router");
    assert_eq!(
        assist.articles[0].url.as_deref(),
        Some("https://help.example/router")
    );
    assert_eq!(assist.drafts.len(), 3);
    assert!(
        assist.drafts[0].text.contains("Maya")
            && assist.drafts[0]
                .text
                .contains("https://help.example/router")
    );
    assert!(!assist.mark.unwrap().reasons.is_empty());
}

#[test]
fn a_knowledge_base_comes_back_from_the_store() {
    let outcome = import(&mut engine(), &[ROUTER]);
    let [
        Effect::Put {
            bytes: Some(bytes), ..
        },
    ] = &outcome.effects[..]
    else {
        panic!("nothing kept")
    };
    let mut woken = Engine::new(WEIGHTS).unwrap();
    let search = || Request::Search {
        query: "router".into(),
    };
    assert_eq!(
        woken.handle(search(), NOW).response,
        Response::Need {
            record: StoredRecord::Knowledge
        }
    );
    woken.load(StoredRecord::Knowledge, Some(bytes)).unwrap();
    assert!(
        matches!(woken.handle(search(), NOW).response, Response::Found { articles } if articles.len() == 1)
    );
}

#[test]
fn an_import_without_articles_keeps_the_old_ones() {
    let mut engine = engine();
    import(&mut engine, &[ROUTER]);
    let outcome = import(&mut engine, &[("empty.md", "")]);
    assert!(
        matches!(&outcome.response, Response::Import { articles: None, problems, .. } if problems[0].code == "import.none")
    );
    assert_eq!(outcome.effects, []);
    let Response::Articles { articles } = engine.handle(Request::Articles, NOW).response else {
        panic!("no list")
    };
    assert_eq!(articles.unwrap().articles, 1);
}

#[test]
fn an_import_that_lost_its_beginning_changes_nothing() {
    let outcome = Importer::default().handle(Request::ImportCommit, NOW);
    assert!(matches!(&outcome.response, Response::Failed { error } if error.code == "import.lost"));
    assert_eq!(outcome.effects, []);
}
