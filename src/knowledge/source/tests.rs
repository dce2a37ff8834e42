//! Tests of the sources by their fixtures.

use proptest::prelude::*;

use super::{
    Answer, Ask, BodyKind, Mapping, Reading, SOURCES, Settings, read_anything, read_files,
};
use crate::knowledge::{Document, Index};

mod fetching;
mod import;
mod web;

macro_rules! fixture {
    ($name:literal) => {
        &include_bytes!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/sources/",
            $name
        ))[..]
    };
}
pub(super) use fixture;

fn csv(mapping: Mapping) -> Settings {
    Settings::Csv { mapping }
}

fn json(mapping: Mapping) -> Settings {
    Settings::Json { mapping }
}

pub(super) fn zendesk() -> Settings {
    Settings::Zendesk {
        address: "https://help.larkspur.example/hc/en-us".into(),
        locales: Vec::new(),
    }
}

pub(super) fn site() -> Settings {
    Settings::Site {
        address: "https://help.larkspur.example/sitemap.xml".into(),
        pages: Vec::new(),
    }
}

pub(super) fn feed() -> Settings {
    Settings::Feed {
        address: "https://status.larkspur.example/feed".into(),
    }
}

fn read(settings: &Settings, step: &str, url: &str, body: &[u8]) -> Reading {
    let ask = Ask {
        url: url.into(),
        step: step.into(),
        about: "en-us".into(),
        ..Ask::default()
    };
    settings.source().read(
        settings,
        &Answer {
            ask: &ask,
            url,
            content_type: None,
            robots: None,
            body,
        },
    )
}

/// An article as a search would show its passages.
fn shown(document: &Document) -> String {
    let (index, problems) = Index::build_with("", "", [document.clone()], 0, |_| {});
    assert_eq!(problems, [], "{document:?}");
    let blocks = match &document.body {
        crate::knowledge::Body::Html(html) => crate::knowledge::html::blocks(html),
        crate::knowledge::Body::Markdown(text) => crate::knowledge::markdown::blocks(text),
    };
    assert_eq!(index.contents().articles.len(), 1);
    blocks
        .iter()
        .map(|block| match block {
            crate::knowledge::markdown::Block::Heading { level, text } => {
                format!("{} {text}", "#".repeat(usize::from(*level)))
            }
            crate::knowledge::markdown::Block::Text { text, .. } => text.clone(),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn codes(reading: &[crate::problem::Problem]) -> Vec<String> {
    reading
        .iter()
        .map(|problem| format!("{} {}", problem.code, problem.path))
        .collect()
}

#[test]
fn kinds_are_those_of_the_settings() {
    let all = [
        Settings::Files {},
        csv(Mapping::default()),
        json(Mapping::default()),
        zendesk(),
        site(),
        feed(),
    ];
    let kinds: Vec<&str> = all.iter().map(Settings::kind).collect();
    let registered: Vec<&str> = SOURCES.iter().map(|source| source.kind()).collect();
    assert_eq!(kinds, registered);
    for settings in all {
        let written = serde_json::to_string(&settings).unwrap();
        assert!(
            written.contains(&format!("\"kind\":\"{}\"", settings.kind())),
            "{written}"
        );
        assert_eq!(
            serde_json::from_str::<Settings>(&written).unwrap(),
            settings
        );
        assert_eq!(settings.check(), [], "{written}");
    }
}

#[test]
fn faults_of_settings_are_named_by_their_fields() {
    let settings = |json: &str| serde_json::from_str::<Settings>(json).unwrap();
    for (given, expected) in [
        (
            r#"{"kind":"feed","address":"http://help.larkspur.example"}"#,
            vec!["source.address address"],
        ),
        (r#"{"kind":"site"}"#, vec!["source.address address"]),
        (
            r#"{"kind":"site","pages":["https://a.example","nonsense"]}"#,
            vec!["source.address pages[1]"],
        ),
        (
            r#"{"kind":"zendesk","address":"","locales":["en-us","../x"]}"#,
            vec!["source.address address", "source.locale locales[1]"],
        ),
    ] {
        assert_eq!(codes(&settings(given).check()), expected, "{given}");
    }
    assert_eq!(zendesk().hosts(), ["https://help.larkspur.example"]);
    let pages = r#"{"kind":"site","pages":["https://b.example/x","https://a.example:8443/","https://b.example/y"]}"#;
    assert_eq!(
        settings(pages).hosts(),
        ["https://a.example:8443", "https://b.example"]
    );
    assert!(csv(Mapping::default()).hosts().is_empty());
}

#[test]
fn files_are_markdown_fragments_and_whole_pages() {
    let files = vec![
        (
            "red-light.md".into(),
            fixture!("files/red-light.md").to_vec(),
        ),
        (
            "fragment.htm".into(),
            fixture!("files/fragment.htm").to_vec(),
        ),
        (
            "move.html".into(),
            fixture!("files/saved-page.html").to_vec(),
        ),
        ("picture.png".into(), b"\x89PNG".to_vec()),
        ("latin.md".into(), b"# Caf\xe9".to_vec()),
    ];
    let (documents, problems) = read_files(&Settings::Files {}, files);
    assert_eq!(codes(&problems), ["article.encoding latin.md:1"]);
    assert_eq!(documents.len(), 3);
    assert_eq!(
        shown(&documents[1]),
        "# Change your plan\nOpen Account, then Plan.\n1. Choose a plan\n2. Press Save\n  - It begins with the next bill\nPlan | Price\nSmall | 9 €\nline one\n  line two"
    );
    let page = &documents[2];
    assert_eq!(page.title.as_deref(), Some("Move house with Larkspur"));
    assert_eq!(page.lang.as_deref(), Some("en-GB"));
    assert_eq!(
        page.url.as_deref(),
        Some("https://help.larkspur.example/en/move")
    );
    let text = shown(page);
    assert!(
        text.contains("four weeks") && text.contains("both places"),
        "{text}"
    );
    assert!(
        !text.contains("cables") && !text.contains("Cookies") && !text.contains("Shop"),
        "{text}"
    );
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns() {
    let files = vec![("help.csv".into(), fixture!("csv/help.csv").to_vec())];
    let (documents, problems) = read_files(&csv(Mapping::default()), files);
    assert_eq!(problems, []);
    let paths: Vec<&str> = documents.iter().map(|d| d.path.as_str()).collect();
    assert_eq!(paths, ["101/en", "101/de", "102"]);
    let groups: Vec<Option<&str>> = documents.iter().map(|d| d.group.as_deref()).collect();
    assert_eq!(groups, [Some("101"), Some("101"), None]);
    let first = &documents[0];
    assert_eq!(first.breadcrumb, ["Internet", "Router"]);
    assert_eq!(first.keywords, ["router", "light"]);
    assert_eq!(first.updated.as_deref(), Some("2026-03-01"));
    assert_eq!(
        first.body.text(),
        "Pull the plug;\nwait ten seconds, put it back."
    );
    assert_eq!(
        shown(&documents[1]),
        "Stecker ziehen.\nZehn Sekunden warten."
    );
    assert_eq!(
        documents[2].body.text(),
        "Look for \"extra data\" on page two."
    );
}

#[test]
fn a_column_that_is_not_there_is_named_with_those_that_are() {
    let table = || vec![("x.csv".into(), fixture!("csv/plain.csv").to_vec())];
    let mapping = |title: &str, body: &str| Mapping {
        title: Some(title.into()),
        body: Some(body.into()),
        body_kind: Some(BodyKind::Markdown),
        ..Mapping::default()
    };
    let (documents, problems) = read_files(&csv(mapping("Frage-Text", "antwort_text")), table());
    assert_eq!(problems, []);
    assert_eq!(
        documents[0].title.as_deref(),
        Some("Wo ist meine Rechnung?")
    );
    let (documents, problems) = read_files(&csv(mapping("Titel", "antwort_text")), table());
    assert!(documents.is_empty());
    assert_eq!(codes(&problems), ["source.column mapping.title"]);
    assert!(
        problems[0].message.contains("“frage_text”, “antwort_text”"),
        "{problems:?}"
    );
    let (_, problems) = read_files(&csv(Mapping::default()), table());
    assert_eq!(codes(&problems), ["source.column mapping.body"]);
    let (_, problems) = read_files(&csv(Mapping::default()), vec![("e.csv".into(), Vec::new())]);
    assert_eq!(codes(&problems), ["csv.table e.csv"]);
    let latin = b"title,text\nCaf\xe9,Da\n".to_vec();
    let (documents, problems) = read_files(&csv(Mapping::default()), vec![("l.csv".into(), latin)]);
    assert_eq!(codes(&problems), ["source.encoding l.csv"]);
    assert_eq!(documents[0].title.as_deref(), Some("Café"));
}

#[test]
fn json_is_an_array_an_object_with_one_or_lines() {
    let one = |name: &str, bytes: &[u8], mapping: Mapping| {
        read_files(&json(mapping), vec![(name.to_owned(), bytes.to_vec())])
    };
    let mapping = Mapping {
        title: Some("fields.headline".into()),
        ..Mapping::default()
    };
    let (documents, problems) = one("a.json", fixture!("json/array.json"), mapping);
    assert_eq!(codes(&problems), ["json.object a.json[1]"]);
    assert_eq!(documents[0].title.as_deref(), Some("Pay by card"));
    assert_eq!(
        (documents[0].path.as_str(), documents[0].keywords.len()),
        ("7", 2)
    );
    assert_eq!(shown(&documents[1]), "Ask for it.");
    let (documents, problems) = one("w.json", fixture!("json/wrapped.json"), Mapping::default());
    assert_eq!(problems, []);
    assert_eq!(documents[0].path, "pay");
    assert_eq!(documents[0].lang.as_deref(), Some("en"));
    let (documents, problems) = one("l.jsonl", fixture!("json/lines.jsonl"), Mapping::default());
    assert_eq!(codes(&problems), ["jsonl.line l.jsonl:2"]);
    assert_eq!(documents.len(), 2);
    assert_eq!(shown(&documents[1]), "# B\nText of b.");
    for (bytes, expected) in [
        (&b"[1, 2"[..], "json.damaged x"),
        (b"3", "json.objects x"),
        (b"", "json.empty x"),
        (b"[{\"a\": 1}]", "source.column mapping.body"),
    ] {
        let (documents, problems) = one("x", bytes, Mapping::default());
        assert!(documents.is_empty());
        assert_eq!(codes(&problems), [expected]);
    }
}

/// Every fixture, with the settings and the step that it is for.
pub(super) fn everything() -> Vec<(Settings, &'static str, &'static [u8])> {
    vec![
        (Settings::Files {}, "", fixture!("files/fragment.htm")),
        (Settings::Files {}, "", fixture!("files/saved-page.html")),
        (csv(Mapping::default()), "", fixture!("csv/help.csv")),
        (json(Mapping::default()), "", fixture!("json/array.json")),
        (json(Mapping::default()), "", fixture!("json/lines.jsonl")),
        (zendesk(), "articles", fixture!("zendesk/en-us.json")),
        (zendesk(), "locales", fixture!("zendesk/locales.json")),
        (site(), "map", fixture!("site/sitemap-en.xml")),
        (site(), "page", fixture!("site/red-light.html")),
        (site(), "page", fixture!("site/plans.html")),
        (feed(), "feed", fixture!("feed/rss.xml")),
        (feed(), "feed", fixture!("feed/atom.xml")),
    ]
}

#[test]
fn fixtures_are_read_by_what_the_fuzz_targets_call() {
    for (settings, step, bytes) in everything() {
        let reading = read_anything(
            &settings,
            step,
            "https://help.larkspur.example/x.html",
            bytes,
        );
        let any = !reading.documents.is_empty() || !reading.asks.is_empty();
        assert!(any || settings.kind() == "json", "{}", settings.kind());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for (settings, step, _) in everything() {
            let _ = read_anything(&settings, step, "https://help.larkspur.example/x.html", &bytes);
        }
    }

    #[test]
    fn damaged_answers_do_no_harm(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        cut in any::<prop::sample::Index>(),
        twice in any::<bool>(),
    ) {
        let all = everything();
        let (settings, step, bytes) = which.get(&all);
        let mut bytes = bytes.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(1 + cut.index(2 * bytes.len()));
        if twice {
            bytes.extend_from_within(..);
        }
        let reading = read_anything(settings, step, "https://help.larkspur.example/x.html", &bytes);
        prop_assert!(reading.documents.len() <= 20 && reading.asks.len() <= 40);
        for document in reading.documents {
            let _ = Index::build_with("", "", [document], 0, |_| {});
        }
    }
}
