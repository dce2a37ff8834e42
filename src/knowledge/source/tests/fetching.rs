//! What goes wrong while fetching, and what an import makes of it.

use std::collections::BTreeMap;

use super::import::{HOST, Web, codes, go, known, names, page, pages, run};
use super::{fixture, site};
use crate::knowledge::source::Fetched;
use crate::post::Millis;

#[test]
fn a_server_in_trouble_is_tried_again_and_then_named() {
    let list = ["/busy", "/ill", "/dead", "/gone", "/locked", "/good"];
    let mut web = Web::default()
        .with(|fetched| {
            fetched.url = format!("{HOST}/busy");
            fetched.status = 429;
            fetched.retry_after = Some("90".into());
        })
        .put("/busy", 200, &page("Busy"))
        .put("/ill", 503, b"")
        .error("/dead")
        .error("/dead")
        .put("/dead", 200, &page("Dead"))
        .put("/gone", 410, b"")
        .put("/locked", 403, b"")
        .put("/good", 200, &page("Good"));
    let (found, report) = run(pages(&list), &mut web);
    assert_eq!(found.len(), 3, "{found:?}");
    let times = |path: &str| -> Vec<Millis> {
        let url = format!("{HOST}{path}");
        web.log
            .iter()
            .filter(|(own, _)| *own == url)
            .map(|(_, at)| *at)
            .collect()
    };
    assert_eq!(times("/ill").len(), 3);
    assert_eq!(times("/gone").len(), 1);
    let busy = times("/busy");
    assert!(busy[1] - busy[0] >= 90_000, "{busy:?}");
    // Nobody is asked while the host wants to be left alone.
    let during = web
        .log
        .iter()
        .filter(|(_, at)| (busy[0] + 1..busy[0] + 90_000).contains(at));
    assert_eq!(during.count(), 0);
    let mut codes = codes(&report);
    codes.sort();
    assert_eq!(
        codes,
        [
            "source.gone /gone",
            "source.locked /locked",
            "source.server /ill"
        ]
    );
}

#[test]
fn what_fails_for_a_time_is_kept_as_it_was() {
    let (found, _, _) = go(
        pages(&["/a"]),
        BTreeMap::new(),
        &mut Web::default().put("/a", 200, &page("A")),
        || false,
    );
    let mut web = Web::default().put("/a", 500, b"");
    let (found, report, _) = go(pages(&["/a"]), known(&found), &mut web, || false);
    assert_eq!(names(&found), ["same /a"]);
    assert_eq!(codes(&report), ["source.server /a"]);
}

#[test]
fn without_robots_nothing_is_asked_and_with_broken_ones_nothing_is_read() {
    for (status, pages_read) in [(404, 1), (403, 1), (500, 0)] {
        let mut web = Web::default()
            .put("/robots.txt", status, b"")
            .put("/a", 200, &page("A"));
        let (found, report) = run(pages(&["/a"]), &mut web);
        assert_eq!(found.len(), pages_read, "{status} {:?}", codes(&report));
    }
    let robots = b"User-agent: handrail\nDisallow: /\nUser-agent: *\nAllow: /\n";
    let mut web = Web::default().put("/robots.txt", 200, robots);
    let (_, report) = run(pages(&["/a"]), &mut web);
    assert_eq!(codes(&report), ["source.robots /a"]);
    assert_eq!(web.fetched(), ["/robots.txt"]);
}

#[test]
fn two_addresses_of_one_page_are_one_article() {
    let list = ["/a?utm_source=x", "/a#top", "/a", "/b", "/c"];
    let canonical =
        b"<html><link rel=canonical href=/a><main><p>The text of A, long enough.</p></main></html>";
    let mut web = Web::default()
        .put("/a", 200, &page("A"))
        .with(|fetched| {
            fetched.url = format!("{HOST}/b");
            fetched.final_url = format!("{HOST}/a");
            fetched.status = 200;
            fetched.body = page("A");
        })
        .put("/c", 200, canonical);
    let (found, report) = run(pages(&list), &mut web);
    assert_eq!(found, ["/a"]);
    assert_eq!(report.skipped, []);
}

#[test]
fn redirections_to_other_hosts_large_pages_and_other_files_are_named() {
    let list = ["/away", "/large", "/pdf", "/empty"];
    let mut web = Web::default()
        .with(|fetched| {
            fetched.url = format!("{HOST}/away");
            fetched.final_url = "https://evil.example/".into();
            fetched.status = 200;
            fetched.body = page("Evil");
        })
        .put("/large", 200, &vec![b'a'; (5 << 20) + 1])
        .with(|fetched| {
            fetched.url = format!("{HOST}/pdf");
            fetched.status = 200;
            fetched.content_type = Some("application/pdf".into());
        })
        .put("/empty", 200, b"<html><script>app()</script></html>");
    let (found, report) = run(pages(&list), &mut web);
    assert_eq!(found, [""; 0]);
    assert_eq!(
        codes(&report),
        [
            "source.host https://evil.example/",
            "source.large /large",
            "site.type /pdf",
            "site.empty /empty"
        ]
    );
}

#[test]
fn what_was_half_behind_a_redirection_is_tried_again() {
    let moved = |body: &[u8]| {
        let body = body.to_vec();
        move |fetched: &mut Fetched| {
            fetched.url = format!("{HOST}/sitemap.xml");
            fetched.final_url = format!("{HOST}/maps/sitemap.xml");
            fetched.status = 200;
            fetched.body = body;
        }
    };
    let half = &fixture!("site/sitemap-en.xml")[..400];
    let mut web = Web::default()
        .with(moved(half))
        .with(moved(b"<urlset><url><loc>/a</loc></url></urlset>"))
        .put("/a", 200, &page("A"));
    let (found, report) = run(site(), &mut web);
    assert_eq!((found, codes(&report)), (vec!["/a".to_owned()], vec![]));
}
