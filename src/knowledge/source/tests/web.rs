//! What is read of a help center, a site and a feed.

use proptest::prelude::*;

use super::{codes, feed, fixture, read, shown, site, zendesk};

#[test]
fn a_help_center_gives_articles_in_their_sections_and_languages() {
    let url = "https://help.larkspur.example/api/v2/help_center/en-us/articles.json";
    let reading = read(&zendesk(), "locales", url, fixture!("zendesk/locales.json"));
    let asked: Vec<&str> = reading.asks.iter().map(|ask| ask.about.as_str()).collect();
    assert_eq!(asked, ["de", "en-us"]);
    let reading = read(&zendesk(), "articles", url, fixture!("zendesk/en-us.json"));
    assert_eq!(
        codes(&reading.problems),
        [format!("zendesk.article {url} articles[2]")]
    );
    let [article] = reading.documents.as_slice() else {
        panic!("{:?}", reading.documents)
    };
    assert_eq!(article.path, "articles/360001/en-us");
    assert_eq!(article.group.as_deref(), Some("articles/360001"));
    assert_eq!(article.breadcrumb, ["Internet", "Devices", "Router"]);
    assert_eq!(article.keywords, ["router", "outage"]);
    assert_eq!(
        shown(article),
        "Pull the plug, wait ten seconds and put it back."
    );
    // Its next page is on the host that was set, whatever name it gives itself.
    assert!(
        reading.asks[0]
            .url
            .starts_with("https://help.larkspur.example/api/v2/help_center/en-us/articles.json?")
    );
    let reading = read(&zendesk(), "articles", url, fixture!("zendesk/de.json"));
    assert_eq!(
        reading.documents[0].group.as_deref(),
        Some("articles/360001")
    );
    assert!(reading.asks.is_empty());
    let half = &fixture!("zendesk/en-us.json")[..700];
    assert!(read(&zendesk(), "articles", url, half).half.is_some());
    let reading = read(&zendesk(), "articles", url, b"<!doctype html><p>Log in");
    assert_eq!(codes(&reading.problems), [format!("zendesk.answer {url}")]);
}

#[test]
fn a_site_is_read_from_its_sitemap() {
    let base = "https://help.larkspur.example/sitemap.xml";
    let reading = read(&site(), "map", base, fixture!("site/index.xml"));
    assert_eq!(
        reading.asks[0].url,
        "https://help.larkspur.example/sitemap-en.xml"
    );
    let reading = read(&site(), "map", base, fixture!("site/sitemap-en.xml"));
    assert_eq!(reading.problems, []);
    assert_eq!(reading.asks.len(), 5);
    assert_eq!(reading.asks[0].updated.as_deref(), Some("2026-03-01"));
    assert_eq!(
        reading.asks[0].about,
        "https://help.larkspur.example/de/rot"
    );
    assert_eq!(
        reading.asks[1].url,
        "https://help.larkspur.example/en/plans"
    );
    let half = &fixture!("site/sitemap-en.xml")[..600];
    let reading = read(&site(), "map", base, half);
    assert!(
        reading.half.is_some() && !reading.asks.is_empty(),
        "{reading:?}"
    );
    let reading = read(
        &site(),
        "map",
        base,
        b"# ours\nhttps://help.larkspur.example/a\n\n/b\n",
    );
    assert_eq!(reading.asks.len(), 2);
    let reading = read(
        &site(),
        "map",
        base,
        b"<html><body><p>Not found</p></body></html>",
    );
    assert_eq!(codes(&reading.problems), [format!("site.sitemap {base}")]);
}

#[test]
fn of_a_page_its_text_is_read_and_what_it_says_of_itself() {
    let url = "https://help.larkspur.example/en/red-light?x=1";
    let reading = read(&site(), "page", url, fixture!("site/red-light.html"));
    assert_eq!(reading.problems, []);
    let page = &reading.documents[0];
    assert_eq!(page.path, "https://help.larkspur.example/en/red-light");
    assert_eq!(page.title.as_deref(), Some("The router shows a red light"));
    assert_eq!(
        page.group.as_deref(),
        Some("https://help.larkspur.example/de/rot")
    );
    assert_eq!(page.updated.as_deref(), Some("2026-03-02T09:00:00Z"));
    assert_eq!(page.breadcrumb, ["Router & Wi-Fi"]);
    let text = shown(page);
    assert!(
        text.contains("1. Pull the plug.") && text.contains("## Start it again"),
        "{text}"
    );
    for beside in ["cookies", "Related", "decoration", "Search", "Imprint"] {
        assert!(!text.contains(beside), "{beside} in {text}");
    }
    let url = "https://help.larkspur.example/en/plans";
    let reading = read(&site(), "page", url, fixture!("site/plans.html"));
    let page = &reading.documents[0];
    assert_eq!(page.breadcrumb, ["Account"]);
    assert_eq!(page.title.as_deref(), Some("Change your plan"));
    let text = shown(page);
    assert!(
        text.contains("once a month") && text.contains("the old one stays"),
        "{text}"
    );
    assert!(
        !text.contains("Phones") && !text.contains("Privacy"),
        "{text}"
    );
    let reading = read(&site(), "page", url, fixture!("site/hidden.html"));
    assert_eq!(codes(&reading.problems), [format!("site.noindex {url}")]);
    assert!(reading.documents.is_empty());
}

#[test]
fn feeds_are_rss_or_atom() {
    let url = "https://status.larkspur.example/feed";
    let reading = read(&feed(), "feed", url, fixture!("feed/rss.xml"));
    assert_eq!(codes(&reading.problems), [format!("feed.entry {url} [1]")]);
    let item = &reading.documents[0];
    assert_eq!(item.path, "outage-1");
    assert_eq!(
        item.url.as_deref(),
        Some("https://status.larkspur.example/1")
    );
    assert_eq!(item.title.as_deref(), Some("Outage in the north & west"));
    assert_eq!(item.lang.as_deref(), Some("en"));
    assert_eq!(item.keywords, ["Internet"]);
    assert_eq!(shown(item), "No line since nine. We are on it.");
    assert_eq!(
        reading.asks[0].url,
        "https://status.larkspur.example/feed?page=2"
    );
    let reading = read(&feed(), "feed", url, fixture!("feed/atom.xml"));
    assert_eq!(reading.problems, []);
    let entry = &reading.documents[0];
    assert_eq!(entry.path, "tag:larkspur.example,2026:1");
    assert_eq!(
        entry.url.as_deref(),
        Some("https://status.larkspur.example/de/1")
    );
    assert_eq!(entry.title.as_deref(), Some("Rechnung & Zahlung"));
    assert_eq!(entry.lang.as_deref(), Some("de"));
    assert_eq!(shown(entry), "Unter Konto < Rechnung.");
    let reading = read(&feed(), "feed", url, b"<html><p>x</p></html>");
    assert_eq!(codes(&reading.problems), [format!("feed.other {url}")]);
}

#[test]
fn pages_that_are_made_to_be_slow_are_not() {
    let deep = "<div class=content>".repeat(190);
    for html in [
        format!("{deep}{}", "word, and more ".repeat(20_000)),
        format!(
            "{deep}{}",
            "<p>word, and more, and then some of it</p>".repeat(4_000)
        ),
        "<ul><li>".repeat(500_000),
        "<font a=1><p>".repeat(100_000),
        "<section><h2>a</h2>".repeat(100_000),
        "<a href=x>y".repeat(9_000),
        format!("<a {}>y", "x=1 ".repeat(1_000_000)),
        "<nav class=breadcrumb>".repeat(100_000),
        "<table>x".repeat(9_000),
    ] {
        let page = crate::knowledge::source::page::read(&html);
        assert!(page.body.len() <= 2 * html.len() + 100);
    }
}

#[test]
fn text_without_any_element_around_it_is_read() {
    let url = "https://help.larkspur.example/a";
    let reading = read(&site(), "page", url, b"Call us.<br>We are there.");
    assert_eq!(shown(&reading.documents[0]), "Call us.\nWe are there.");
}

#[test]
fn what_a_fault_quotes_is_short() {
    let url = "https://help.larkspur.example/x";
    let long = format!(
        "{{\"articles\": [{{\"id\": \"{}\u{202e}\"}}]}}",
        "x".repeat(10_000)
    );
    let reading = read(&zendesk(), "articles", url, long.as_bytes());
    assert!(
        reading.problems[0].message.len() < 400,
        "{:?}",
        reading.problems
    );
    let text = b"<feed><entry><id>1</id><content>1 &lt; 2 &amp;amp; <![CDATA[<b>]]></content></entry></feed>";
    let reading = read(&feed(), "feed", url, text);
    assert_eq!(shown(&reading.documents[0]), "1 < 2 &amp; <b>");
}

/// Pieces that pages are made of, put together by chance.
const PIECES: [&str; 34] = [
    "<p>",
    "</p>",
    "<div class=content>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<h1>",
    "<h2>",
    "</h2>",
    "<a href='/x'>",
    "</a>",
    "<br>",
    "<main>",
    "</main>",
    "<article>",
    "<nav aria-label=breadcrumb>",
    "</nav>",
    "<section hidden>",
    "<title>",
    "<script>",
    "</script>",
    "<form>",
    "<select><option>",
    "<svg><p>",
    "<template>",
    "A sentence, and more of it, so that it counts. ",
    "&eacute;&#x202e;&bogus;",
    "<pre>\n x",
    "<!--",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_soup_is_read(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..80)) {
        let html = pieces.concat();
        let page = crate::knowledge::source::page::read(&html);
        prop_assert!(page.body.len() <= 3 * html.len() + 200);
        let _ = crate::knowledge::html::blocks(&page.body);
    }
}
