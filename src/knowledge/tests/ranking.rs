//! What is found, by invented articles and posts.

use super::*;

/// The first article found.
fn first(index: &Index, query: &str) -> String {
    index
        .search(query, 3)
        .first()
        .map(|hit| hit.article.clone())
        .unwrap_or_default()
}

#[test]
fn posts_find_the_article_that_answers() {
    let index = larkspur();
    for (post, expected) in [
        (
            "@LarkspurCare my internet is sooo slow every evening 😡",
            "internet/slow.md",
        ),
        (
            "why is there a RED LIGHT blinking on my router??",
            "internet/red-light.md",
        ),
        (
            "is there an outage in Elmfield? nothing works",
            "internet/outage.md",
        ),
        (
            "I want my money refunded, you charged me twice",
            "billing/refund.md",
        ),
        ("can't log in, forgot my pasword", "account/password.md"),
        (
            "moving to a new house next month, what about my router",
            "account/move.md",
        ),
        ("how do I terminate this contract", "account/cancel.md"),
        (
            "#SlowInternet again https://pic.example/x",
            "internet/slow.md",
        ),
        ("wi-fi speed", "internet/slow.md"),
        ("passwords", "account/password.md"),
    ] {
        assert_eq!(first(&index, post), expected, "{post}");
    }
}

#[test]
fn the_passage_that_answers_is_shown_with_its_way_and_the_words_marked() {
    let hit = &larkspur().search("slow at peak hours in the evening", 1)[0];
    assert_eq!(hit.title, "Slow internet");
    assert_eq!(hit.breadcrumb, ["At peak hours"]);
    assert!(hit.passage.starts_with("From seven"), "{}", hit.passage);
    let marked: Vec<&str> = hit
        .matches
        .iter()
        .map(|span| span.slice(&hit.passage))
        .collect();
    assert_eq!(marked, ["evening"]);
    assert!(hit.coverage > 0.9, "{}", hit.coverage);
}

#[test]
fn nothing_weak_is_suggested() {
    let index = larkspur();
    for (post, expected) in [
        (
            "@LarkspurCare the router shows a red light since this morning",
            Some("internet/red-light.md"),
        ),
        ("how can I reset my password?", Some("account/password.md")),
        ("please cancel my contract", Some("account/cancel.md")),
        ("what a lovely sunset over the harbour tonight", None),
        ("new month, new goals, new me", None),
        (
            "the house music festival was a blast, see you next month",
            None,
        ),
        ("@LarkspurCare hello??", None),
        ("", None),
    ] {
        let hits = index.suggest(post, 3);
        let found = hits.first().map(|hit| hit.article.as_str());
        assert_eq!(found, expected, "{post}");
    }
}

#[test]
fn manners_mentions_links_and_emoji_do_not_count() {
    let index = larkspur();
    let plain = index.search("reset password", 3);
    let chatty = index.search(
        "@someone hi guys, please please 🙏 reset password, thanks https://x.example #",
        3,
    );
    assert_eq!(plain, chatty);
}

#[test]
fn each_language_is_stemmed_by_its_own_rules() {
    let files = [
        file(
            "de.md",
            "---\nlang: de\n---\n# Vertrag kündigen\n\nKündigungen nehmen wir schriftlich an.",
        ),
        file(
            "fr.md",
            "---\nlang: fr\n---\n# Résilier un abonnement\n\nVous pouvez résilier l’abonnement à tout moment.",
        ),
        file(
            "ja.md",
            "---\nlang: ja\n---\n# ルータの電源\n\n電源を切って十秒待つ。",
        ),
        file(
            "en.md",
            "# Cancelling\n\nCancellations are taken in writing.",
        ),
    ];
    let (index, problems) = build(&files);
    assert_eq!(problems, []);
    for (query, expected) in [
        ("meine Kündigung", "de.md"),
        ("resilier mon abonnement", "fr.md"),
        ("電源が切れない", "ja.md"),
        ("I cancelled", "en.md"),
    ] {
        assert_eq!(first(&index, query), expected, "{query}");
    }
}

#[test]
fn hits_are_best_first_and_no_more_than_asked() {
    let index = larkspur();
    for top in 0..5 {
        let hits = index.search("router internet bill password", top);
        assert_eq!(hits.len(), top);
        assert!(hits.windows(2).all(|pair| pair[0].score >= pair[1].score));
    }
}
