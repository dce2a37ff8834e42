//! What is read from a file, and what is said of one that is none.

use super::super::{article, markdown, passage};
use super::*;

/// Passages of an article, each with its way ("Heading > Heading: text").
fn passages(text: &str) -> Vec<String> {
    let (article, problems) = article::read(&file("a.md", text).into(), "");
    assert_eq!(problems, [], "{text}");
    let article = article.unwrap();
    let way = |mut at: Option<usize>| {
        let mut way = String::new();
        while let Some(heading) = at {
            let heading = &article.headings[heading];
            way = format!("{} > {way}", heading.text);
            at = heading.parent;
        }
        way
    };
    article
        .passages
        .iter()
        .map(|passage| way(passage.heading) + &passage.text)
        .collect()
}

#[test]
fn markdown_becomes_plain_passages() {
    for (text, expected) in [
        ("# T\n\nOne.\n\nTwo.", vec!["One.\n\nTwo."]),
        ("# T\r\n\r\nOne\r\ntwo.\r\n", vec!["One two."]),
        (
            "\u{feff}# T\n\n*One* **two** ~~three~~ `four`.",
            vec!["One two three four."],
        ),
        (
            "# T\n\nSee [the page](https://help.example/x) <https://a.example>.",
            vec!["See the page https://a.example."],
        ),
        (
            "# T\n\n![a red light](x.png) means no.",
            vec!["a red light means no."],
        ),
        (
            "# T\n\n- one\n- two\n  - deep\n    1. deeper\n- three",
            vec!["- one\n- two\n  - deep\n    1. deeper\n- three"],
        ),
        (
            "# T\n\n3. three\n4. four\n\n   still four",
            vec!["3. three\n4. four\nstill four"],
        ),
        (
            "# T\n\n| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |",
            vec!["A | B\n1 | 2\n3 | 4"],
        ),
        (
            "# T\n\nRun:\n\n```sh\nping  -c 1\n\n  done\n```\n",
            vec!["Run:\n\nping  -c 1\n\n  done"],
        ),
        (
            "# T\n\n<div><b>bold</b><br>line</div>\n\nend",
            vec!["bold\nline\n\nend"],
        ),
        (
            "# T\n\na <b>b</b> <script>alert(1)</script> c <!-- d -->",
            vec!["a b c"],
        ),
        (
            "# T\n\n<script>\nalert(1)\n</script>\n\nshown",
            vec!["shown"],
        ),
        ("# T\n\n> quoted\n\nafter", vec!["quoted\n\nafter"]),
        ("# T\n\n- [x] done\n- [ ] open", vec!["- done\n- open"]),
        (
            "# T\n\n## الفاتورة\n\nادفع الفاتورة.",
            vec!["الفاتورة > ادفع الفاتورة."],
        ),
        (
            "# T\n\nルータの\n電源を切る。",
            vec!["ルータの電源を切る。"],
        ),
        (
            "# T\n\n## A {#anchor}\n\na\n\n### B\n\nb\n\n## C\n\nc",
            vec!["A > a", "A > B > b", "C > c"],
        ),
        ("No heading at all.", vec!["No heading at all."]),
        ("# Only a title", vec!["Only a title"]),
        (
            "one  \ntwo\\\nthree &amp; four",
            vec!["one\ntwo\nthree & four"],
        ),
    ] {
        assert_eq!(passages(text), expected, "{text}");
    }
}

#[test]
fn passages_are_short_and_nothing_is_lost() {
    let sentence = "The router blinks in three colours and each has its meaning. ";
    let long = sentence.repeat(60);
    let list: String = (0..200).map(|n| format!("- item number {n}\n")).collect();
    let wide = "電源を切って十秒待つ。".repeat(60);
    for text in [
        long.clone(),
        list,
        wide,
        "word ".repeat(900),
        format!("# T\n\n> {long}"),
    ] {
        let body = passage::cut(&markdown::blocks(&text), None);
        assert!(body.passages.len() > 2);
        for passage in &body.passages {
            assert!(passage::words(&passage.text) <= 140, "{}", passage.text);
        }
        let all: String = body
            .passages
            .iter()
            .map(|passage| passage.text.as_str())
            .collect();
        let bare = |text: &str| text.replace([' ', '\n', '>', '#', 'T'], "");
        assert_eq!(bare(&all), bare(&text));
    }
}

#[test]
fn front_matter_says_what_an_article_is() {
    let text = "\u{feff}---\r\ntitle: \"Refunds: how\"\r\nurl: https://help.example/refunds\r\nupdated: 2024-05-01\r\n\
                tags: [money back, \"bill\"]\r\nlang: de\r\nother:\r\n  nested: x\r\n---\r\n# Heading\r\n\r\nText.\r\n";
    let (article, problems) = article::read(&file("a.md", text).into(), "https://base.example");
    assert_eq!(problems, []);
    let article = article.unwrap();
    assert_eq!(article.title, "Refunds: how");
    assert_eq!(article.url.as_deref(), Some("https://help.example/refunds"));
    assert_eq!(article.updated.as_deref(), Some("2024-05-01"));
    assert_eq!(article.keywords, ["money back", "bill"]);
    assert_eq!(article.lang, super::words::Lang::German);
    assert_eq!(article.headings[0].text, "Heading");
}

#[test]
fn titles_come_from_front_matter_then_heading_then_file_name() {
    for (text, expected) in [
        ("---\ntitle: Front\n---\n# Heading\n\nText.", "Front"),
        ("Intro.\n\n## Heading\n\nText.", "Heading"),
        ("# A `code` *title*\n\nText.", "A code title"),
        ("Only text.", "how to pay"),
    ] {
        let (article, _) = article::read(&file("billing/how-to_pay.md", text).into(), "");
        assert_eq!(article.unwrap().title, expected);
    }
}

#[test]
fn faults_name_file_and_line_and_the_rest_goes_on() {
    let files = [
        file("good.md", "# Good\n\nText."),
        file("empty.md", " \n\n"),
        file("comment.md", "<!-- nothing -->"),
        file("binary.md", "ok\nPNG\0\0"),
        file("large.md", &"x".repeat(article::MAX_BYTES + 1)),
        file(
            "script.md",
            "---\ntitle: T\nurl: javascript:alert(1)\n---\nText.",
        ),
        file("line.md", "---\ntitle: T\nno colon here\n---\nText."),
        file("good.md", "# Another\n\nText."),
        file("", "# Nameless\n\nText."),
    ];
    let (index, problems) = build(&files);
    let found: Vec<(&str, &str, bool)> = problems
        .iter()
        .map(|problem| (problem.code.as_str(), problem.path.as_str(), problem.fatal))
        .collect();
    assert_eq!(
        found,
        [
            ("article.empty", "empty.md:1", true),
            ("article.empty", "comment.md:1", true),
            ("article.binary", "binary.md:2", true),
            ("article.large", "large.md:1", true),
            ("article.url", "script.md:3", false),
            ("article.front.line", "line.md:3", false),
            ("article.twice", "good.md:1", true),
            ("article.path", "", true),
        ]
    );
    let titles: Vec<String> = index
        .contents()
        .articles
        .into_iter()
        .map(|(title, _)| title)
        .collect();
    assert_eq!(titles, ["Good", "T", "T"]);
    // A refused address is not replaced by one that nobody wrote.
    assert_eq!(index.contents().articles[1].1, None);
}

#[test]
fn a_bad_public_address_is_named_and_not_used() {
    let (index, problems) =
        Index::build("x", "javascript:alert(1)", &[file("a.md", "# A\n\nB.")], 0);
    assert_eq!(problems[0].code, "import.base_url");
    assert_eq!(index.contents().articles, [("A".into(), None)]);
}

#[test]
fn an_import_carries_over_what_is_the_same_and_says_what_changed() {
    let document = |path: &str, text: &str| Document::from(file(path, text));
    let mut build = Build::new("", None);
    for (path, text) in [
        (
            "a.md",
            "---\ntags: one\n---\n# Red light\n\n## Router\n\nPull the plug.",
        ),
        ("b.md", "# Refund\n\nWe pay back."),
        ("c.md", "# Gone\n\nSoon."),
    ] {
        build.add(&document(path, text));
    }
    let mut first = build.finish("help", 1).index;
    let vector = |x: f32| std::array::from_fn(|at| if at == 0 { x } else { 0.01 });
    for (number, _) in first.unread(9) {
        first.give(number, &vector(1.0));
    }
    let before = first.search("router plug", 1);
    let mut build = Build::new("", Some(first));
    assert!(build.same("a.md") && !build.same("a.md") && !build.same("z.md"));
    build.add(&document("b.md", "# Refund\n\nWe pay back at once."));
    build.add(&document("d.md", "# New\n\nArticle."));
    let built = build.finish("help", 2);
    let expected = Changes {
        new: 1,
        changed: 1,
        same: 1,
        gone: 1,
    };
    assert_eq!(built.changes, expected);
    assert_eq!(built.index.search("router plug", 1), before);
    // The title that is new, its passage, and the passage that changed.
    let texts: Vec<String> = built
        .index
        .unread(9)
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    assert_eq!(texts, ["New", "We pay back at once.", "Article."]);
}

#[test]
fn translations_are_one_article_in_the_language_of_who_asks() {
    let document = |path: &str, lang: &str, title: &str, text: &str| Document {
        path: path.into(),
        group: Some("refund".into()),
        lang: Some(lang.into()),
        title: Some(title.into()),
        body: Body::Markdown(text.into()),
        ..Document::default()
    };
    let documents = [
        document(
            "en",
            "en-US",
            "Getting a refund",
            "Larkspur pays a refund within five days.",
        ),
        document(
            "es",
            "es",
            "Pedir un reembolso",
            "Larkspur paga el reembolso en cinco días.",
        ),
        document(
            "fr",
            "fr",
            "Obtenir un remboursement",
            "Larkspur rembourse sous cinq jours.",
        ),
    ];
    let (index, problems) = Index::build_with("help", "", documents, 0, |_| {});
    assert_eq!(problems, []);
    let ask = |post: &str, lang: &str| {
        let hits = index.find(&Ask {
            post,
            lang: Some(lang),
            usual: Some("en"),
            top: 5,
            ..Ask::default()
        });
        assert_eq!(hits.len(), 1, "{post}: translations are one article");
        (hits[0].title.clone(), hits[0].other_language)
    };
    assert_eq!(
        ask("refund please", "en"),
        ("Getting a refund".into(), false)
    );
    assert_eq!(
        ask("quiero un reembolso", "es"),
        ("Pedir un reembolso".into(), false)
    );
    // "Larkspur" and "refund" are all that is said: the customer's language is shown all the same.
    assert_eq!(
        ask("Larkspur refund", "fr"),
        ("Obtenir un remboursement".into(), false)
    );
    assert_eq!(
        ask("Larkspur refund", "it"),
        ("Getting a refund".into(), true)
    );
}
