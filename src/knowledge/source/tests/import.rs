//! The import, against servers that are only made up: every answer is a table's row, and time passes as it is told.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{feed, fixture, site, zendesk};
use crate::knowledge::source::{Fetched, Found, Import, Known, Next, Report, Settings};
use crate::post::Millis;

pub(super) const HOST: &str = "https://help.larkspur.example";

/// Answers by address; of several the next one each time, and the last one for good.
#[derive(Clone, Default)]
pub(super) struct Web {
    pub(super) answers: BTreeMap<String, Vec<Result<Fetched, String>>>,
    /// What was fetched, and when.
    pub(super) log: Vec<(String, Millis)>,
}

impl Web {
    pub(super) fn put(mut self, url: &str, status: u16, body: &[u8]) -> Self {
        let url = if url.starts_with('/') {
            format!("{HOST}{url}")
        } else {
            url.to_owned()
        };
        let fetched = Fetched {
            url: url.clone(),
            final_url: url.clone(),
            status,
            body: body.to_vec(),
            ..Fetched::default()
        };
        self.answers.entry(url).or_default().push(Ok(fetched));
        self
    }

    pub(super) fn with(mut self, change: impl FnOnce(&mut Fetched)) -> Self {
        // The one that was put last cannot be known from the map, so it is found by its address in `change`.
        let mut fetched = Fetched::default();
        change(&mut fetched);
        let list = self.answers.entry(fetched.url.clone()).or_default();
        if fetched.final_url.is_empty() {
            fetched.final_url.clone_from(&fetched.url);
        }
        list.push(Ok(fetched));
        self
    }

    pub(super) fn error(mut self, path: &str) -> Self {
        let url = format!("{HOST}{path}");
        self.answers
            .entry(url)
            .or_default()
            .push(Err("no network".into()));
        self
    }

    fn get(&mut self, url: &str, now: Millis) -> Result<Fetched, String> {
        self.log.push((url.to_owned(), now));
        match self.answers.get_mut(url) {
            Some(list) if list.len() > 1 => list.remove(0),
            Some(list) => list[0].clone(),
            None => Ok(Fetched {
                url: url.to_owned(),
                final_url: url.to_owned(),
                status: 404,
                ..Fetched::default()
            }),
        }
    }

    pub(super) fn fetched(&self) -> Vec<&str> {
        self.log
            .iter()
            .map(|(url, _)| url.trim_start_matches(HOST))
            .collect()
    }
}

/// Goes through an import; written down and read again before every step that `killed` says.
pub(super) fn go(
    settings: Settings,
    known: BTreeMap<String, Known>,
    web: &mut Web,
    mut killed: impl FnMut() -> bool,
) -> (Vec<Found>, Report, Import) {
    let mut import = Import::new(settings, known).unwrap();
    let mut now = 1_000_000;
    let mut found = Vec::new();
    for _ in 0..5_000 {
        if killed() {
            let bytes = serde_json::to_vec(&import).unwrap();
            import = serde_json::from_slice(&bytes).unwrap();
        }
        match import.next(now) {
            Next::Done => return (found, import.report(), import),
            Next::Wait { until } => {
                assert!(until > now);
                now = until;
            }
            Next::Fetch(fetch) => {
                if killed() {
                    // Killed while fetching: the same is asked for again.
                    let bytes = serde_json::to_vec(&import).unwrap();
                    import = serde_json::from_slice(&bytes).unwrap();
                    assert_eq!(import.next(now), Next::Fetch(fetch.clone()));
                }
                let mut answer = web.get(&fetch.url, now);
                if let Ok(fetched) = &mut answer {
                    let same = fetched.etag.is_some() && fetched.etag == fetch.etag;
                    if same {
                        fetched.status = 304;
                        fetched.body.clear();
                    }
                    fetched.cut = fetched.body.len() > fetch.most;
                }
                found.extend(import.take(answer, now));
            }
        }
    }
    panic!("it never ends: {:?}", import.report());
}

pub(super) fn run(settings: Settings, web: &mut Web) -> (Vec<String>, Report) {
    let (found, report, _) = go(settings, BTreeMap::new(), web, || false);
    (names(&found), report)
}

pub(super) fn names(found: &[Found]) -> Vec<String> {
    found
        .iter()
        .map(|found| match found {
            Found::New { document, .. } => document.path.trim_start_matches(HOST).to_owned(),
            Found::Same { path } => format!("same {}", path.trim_start_matches(HOST)),
        })
        .collect()
}

pub(super) fn codes(report: &Report) -> Vec<String> {
    let code = |problem: &crate::problem::Problem| {
        format!("{} {}", problem.code, problem.path.trim_start_matches(HOST))
    };
    report.skipped.iter().map(code).collect()
}

pub(super) fn pages(list: &[&str]) -> Settings {
    Settings::Site {
        address: String::new(),
        pages: list.iter().map(|path| format!("{HOST}{path}")).collect(),
    }
}

pub(super) fn page(text: &str) -> Vec<u8> {
    format!("<html><body><main><h1>{text}</h1><p>The text of {text}, long enough.</p></main></body></html>").into_bytes()
}

/// The fixtures' site.
fn larkspur() -> Web {
    Web::default()
        .put("/robots.txt", 200, fixture!("site/robots.txt"))
        .put("/sitemap.xml", 200, fixture!("site/index.xml"))
        .put("/sitemap-en.xml", 200, fixture!("site/sitemap-en.xml"))
        .put("/en/red-light", 200, fixture!("site/red-light.html"))
        .put("/en/plans", 200, fixture!("site/plans.html"))
        .put("/en/hidden", 200, fixture!("site/hidden.html"))
}

#[test]
fn a_site_is_read_as_its_robots_ask() {
    let mut web = larkspur();
    let (found, report) = run(site(), &mut web);
    assert_eq!(found, ["/en/red-light", "/en/plans"]);
    assert_eq!(
        web.fetched(),
        [
            "/robots.txt",
            "/sitemap.xml",
            "/sitemap-en.xml",
            "/en/red-light",
            "/en/plans",
            "/en/hidden"
        ]
    );
    // One page in two seconds, as it asks.
    let gaps: Vec<Millis> = web
        .log
        .windows(2)
        .skip(1)
        .map(|two| two[1].1 - two[0].1)
        .collect();
    assert!(gaps.iter().all(|gap| *gap == 2_000), "{gaps:?}");
    assert_eq!(
        codes(&report),
        [
            "source.host https://shop.larkspur.example/x",
            "source.robots /private/x",
            "site.noindex /en/hidden"
        ]
    );
    assert_eq!(
        (report.articles, report.same, report.left, report.partial),
        (2, 0, 0, false)
    );
}

#[test]
fn an_import_that_is_killed_at_any_moment_finds_the_same() {
    let (expected, report) = run(site(), &mut larkspur());
    let mut web = larkspur();
    let (found, killed, _) = go(site(), BTreeMap::new(), &mut web, || true);
    assert_eq!((names(&found), killed), (expected, report));
}

pub(super) fn known(found: &[Found]) -> BTreeMap<String, Known> {
    let new = found.iter().filter_map(|found| match found {
        Found::New { document, known } => Some((document.path.clone(), known.clone())),
        Found::Same { .. } => None,
    });
    new.collect()
}

#[test]
fn what_has_not_changed_is_not_fetched_or_not_sent_again() {
    let tagged = |web: Web| {
        web.with(|fetched| {
            fetched.url = format!("{HOST}/en/plans");
            fetched.status = 200;
            fetched.etag = Some("\"7\"".into());
            fetched.body = fixture!("site/plans.html").to_vec();
        })
    };
    let mut web = larkspur();
    web.answers.remove(&format!("{HOST}/en/plans"));
    let (found, _, _) = go(site(), BTreeMap::new(), &mut tagged(web.clone()), || false);
    let known = known(&found);
    assert_eq!(known.len(), 2);
    let mut web = tagged(web);
    let (found, report, import) = go(site(), known.clone(), &mut web, || false);
    // The one by its date in the sitemap, the other by its tag.
    assert_eq!(names(&found), ["same /en/red-light", "same /en/plans"]);
    assert!(!web.fetched().contains(&"/en/red-light"));
    assert_eq!((report.articles, report.same), (0, 2));
    assert_eq!(import.missing(), [""; 0]);
    // Gone from the sitemap: missing.
    let mut web = larkspur().put("/sitemap.xml", 200, b"");
    web.answers.insert(
        format!("{HOST}/sitemap.xml"),
        vec![Ok(Fetched {
            url: format!("{HOST}/sitemap.xml"),
            status: 200,
            body: format!("{HOST}/en/plans\n").into_bytes(),
            ..Fetched::default()
        })],
    );
    let (found, report, import) = go(site(), known, &mut web, || false);
    assert_eq!(names(&found), ["same /en/plans"]);
    assert_eq!(import.missing(), [format!("{HOST}/en/red-light")]);
    assert!(!report.partial);
}

fn api(rest: &str) -> String {
    format!("/api/v2/help_center/{rest}")
}

#[test]
fn a_help_center_is_read_in_all_its_languages() {
    let first = "articles.json?include=sections,categories&per_page=100";
    let half = &fixture!("zendesk/en-us.json")[..900];
    let mut web = Web::default()
        .put(&api("locales.json"), 200, fixture!("zendesk/locales.json"))
        .put(
            &api(&format!("de/{first}")),
            200,
            fixture!("zendesk/de.json"),
        )
        .put(&api(&format!("en-us/{first}")), 200, half)
        .put(
            &api(&format!("en-us/{first}")),
            200,
            fixture!("zendesk/en-us.json"),
        )
        .put(
            &api("en-us/articles.json?include=sections%2Ccategories&page=2&per_page=100"),
            200,
            fixture!("zendesk/en-us-2.json"),
        );
    let again = web.clone();
    let (found, report, _) = go(zendesk(), BTreeMap::new(), &mut web, || false);
    assert_eq!(
        names(&found),
        [
            "articles/360001/de",
            "articles/360001/en-us",
            "articles/360003/en-us"
        ]
    );
    assert!(
        codes(&report)
            .iter()
            .all(|code| code.starts_with("zendesk.article")),
        "{report:?}"
    );
    // Unchanged articles are as they were, without being read again.
    let (found, _, _) = go(zendesk(), known(&found), &mut again.clone(), || false);
    assert!(
        names(&found).iter().all(|name| name.starts_with("same ")),
        "{found:?}"
    );
    // A page that stays half costs its own articles and no others.
    let mut web = again;
    web.answers
        .get_mut(&format!("{HOST}{}", api(&format!("en-us/{first}"))))
        .unwrap()
        .truncate(1);
    let (found, report) = run(zendesk(), &mut web);
    assert_eq!(found, ["articles/360001/de"]);
    assert!(
        report.partial && codes(&report)[0].starts_with("source.half"),
        "{report:?}"
    );
}

#[test]
fn a_feed_that_never_ends_is_ended() {
    let item = |at: usize| {
        format!("<item><guid>g{at}</guid><title>T</title><description>D</description></item>")
    };
    let part = |at: usize, guid: usize| {
        let next = format!(
            "<a:link xmlns:a='x' rel='next' href='/feed?page={}'/>",
            at + 1
        );
        format!("<rss><channel>{next}{}</channel></rss>", item(guid)).into_bytes()
    };
    let address = "https://status.larkspur.example/feed";
    for (same, parts) in [(false, 100), (true, 2)] {
        let mut web = Web::default().put(address, 200, &part(0, 0));
        for at in 1..200 {
            let guid = if same { 0 } else { at };
            web = web.put(&format!("{address}?page={at}"), 200, &part(at, guid));
        }
        let (found, report) = run(feed(), &mut web);
        assert_eq!(web.log.len(), parts);
        assert_eq!(found.len(), if same { 1 } else { parts });
        assert_eq!(report.skipped.len(), usize::from(!same));
    }
}

#[test]
fn an_answer_that_nobody_waits_for_is_passed_over() {
    let mut import = Import::new(feed(), BTreeMap::new()).unwrap();
    let stray = Fetched {
        url: "https://evil.example/".into(),
        status: 200,
        ..Fetched::default()
    };
    assert_eq!(import.take(Ok(stray.clone()), 0), []);
    let before = import.next(0);
    assert_eq!(import.take(Ok(stray), 0), []);
    assert_eq!(import.next(0), before);
    assert_eq!(import.report().fetched, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn killed_anywhere_it_goes_on_the_same(
        kills in prop::collection::vec(any::<bool>(), 1..60),
        statuses in prop::collection::vec(prop::sample::select(vec![200u16, 200, 200, 304, 404, 429, 500, 301]), 1..40),
        bytes in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let web = || {
            let mut web = larkspur();
            for (at, status) in statuses.iter().enumerate() {
                let paths = ["/robots.txt", "/sitemap.xml", "/sitemap-en.xml", "/en/plans", "/en/red-light"];
                let path = format!("{HOST}{}", paths[at % paths.len()]);
                let body = if at % 7 == 3 { bytes.clone() } else { page("X") };
                let list = web.answers.get_mut(&path).unwrap();
                let fetched = Fetched { url: path.clone(), status: *status, body, ..Fetched::default() };
                list.insert(0, Ok(fetched));
            }
            web
        };
        let (found, report, _) = go(site(), BTreeMap::new(), &mut web(), || false);
        let mut at = 0;
        let (again, killed, _) = go(site(), BTreeMap::new(), &mut web(), || {
            at += 1;
            kills[at % kills.len()]
        });
        prop_assert_eq!(found, again);
        prop_assert_eq!(report, killed);
    }
}
