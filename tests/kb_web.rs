//! `handrail kb build` from the web, against a server of this test's own on this machine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;

use handrail::knowledge::source::{Fetched, Found, Import, Known, Next, Settings};
use server::{Reply, page, redirect, reply, serve};

mod server;

/// Where the knowledge base of a test goes, in an empty folder.
fn output(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("kb-web-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder.join("help.kb")
}

fn command(args: &[&str], output: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handrail"));
    command
        .args(["kb", "build"])
        .args(args)
        .arg("-o")
        .arg(output)
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn build(args: &[&str], output: &Path) -> Output {
    command(args, output).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn files(output: &Path) -> Vec<String> {
    let entries = fs::read_dir(output.parent().unwrap()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_site_in_every_kind_of_trouble_gives_what_can_be_had() {
    let (elsewhere, others) = serve(|_, _, _| reply(200, page("Elsewhere")));
    let (address, log) = serve(move |path, _, times| match (path, times) {
        ("/robots.txt", _) => reply(200, "User-agent: *\nDisallow: /private\nCrawl-delay: 30\n"),
        ("/sitemap.xml", _) => reply(
            200,
            [
                "good",
                "busy",
                "half",
                "half-once",
                "circle",
                "huge",
                "gone",
                "private",
                "away",
                "moved",
            ]
            .map(|p| format!("/{p}\n"))
            .concat(),
        ),
        ("/busy", 0) => Reply {
            headers: vec![("Retry-After", "100".into())],
            ..reply(429, "")
        },
        ("/half", _) | ("/half-once", 0) => Reply {
            length: Some(10_000),
            ..reply(200, page("Half"))
        },
        ("/circle", _) => redirect("/circle"),
        ("/huge", _) => reply(200, vec![b'x'; 6 << 20]),
        ("/gone", _) => reply(404, "nothing"),
        ("/away", _) => redirect(&elsewhere),
        ("/moved", _) => redirect("/new-place"),
        _ => reply(200, page(path)),
    });
    let file = output("trouble");
    let out = build(&[&format!("{address}/sitemap.xml")], &file);
    let (report, errors) = (text(&out.stdout), text(&out.stderr));
    assert_eq!(out.status.code(), Some(1), "{errors}");
    assert!(report.starts_with("4 articles, "), "{report}{errors}");
    for kind in [
        "2 source.network",
        "1 source.large",
        "1 source.gone",
        "1 source.robots",
        "1 source.host",
    ] {
        assert!(report.contains(kind), "{kind} in {report}{errors}");
    }
    for told in [
        "/half:",
        "/circle:",
        "redirects again and again",
        "/huge:",
        "/gone:",
        "/private:",
    ] {
        assert!(errors.contains(told), "{told} in {errors}");
    }
    let log = log.lock().unwrap();
    let times = |path: &str| log.iter().filter(|own| *own == path).count();
    assert_eq!(
        (
            times("/busy"),
            times("/half"),
            times("/gone"),
            times("/private")
        ),
        (2, 3, 1, 0)
    );
    assert!(
        others.lock().unwrap().is_empty(),
        "nobody asks a host that nobody named"
    );
    assert_eq!(files(&file), ["help.kb", "help.kb.known"]);
    let search = Command::new(env!("CARGO_BIN_EXE_handrail"))
        .args([
            "kb",
            "search",
            &file.display().to_string(),
            "--query",
            "moved or new place",
        ])
        .output()
        .unwrap();
    assert!(
        text(&search.stdout).contains("/new-place"),
        "{}",
        text(&search.stdout)
    );
}

#[test]
fn a_feed_a_list_and_a_help_center_are_read() {
    let (address, log) = serve(|path, _, _| {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sources");
        let fixture = |name: &str| reply(200, fs::read(fixtures.join(name)).unwrap());
        match path.split('?').next().unwrap() {
            "/feed" => {
                let page: usize = path
                    .split_once("page=")
                    .map_or(0, |(_, page)| page.parse().unwrap());
                let feed = format!(
                    "<rss><channel><a:link rel='next' href='/feed?page={}'/><item><guid>{page}</guid><title>Note {page}</title><description>Text {page}</description></item></channel></rss>",
                    page + 1
                );
                reply(200, feed)
            }
            "/api/v2/help_center/locales.json" => fixture("zendesk/locales.json"),
            "/api/v2/help_center/de/articles.json" => fixture("zendesk/de.json"),
            "/api/v2/help_center/en-us/articles.json" if path.contains("page=2") => {
                fixture("zendesk/en-us-2.json")
            }
            "/api/v2/help_center/en-us/articles.json" => fixture("zendesk/en-us.json"),
            "/robots.txt" => reply(404, ""),
            _ => reply(200, page(path)),
        }
    });
    let file = output("feed");
    let out = build(&["--feed", &format!("{address}/feed")], &file);
    assert!(
        text(&out.stdout).starts_with("100 articles, "),
        "{}",
        text(&out.stderr)
    );
    assert!(
        text(&out.stdout).contains("1 source.endless"),
        "{}",
        text(&out.stdout)
    );
    let out = build(&["--zendesk", &address], &file);
    assert!(
        text(&out.stdout).starts_with("3 articles, "),
        "{}",
        text(&out.stderr)
    );
    log.lock().unwrap().clear();
    let out = build(&["--zendesk", &address, "--locale", "de"], &file);
    assert!(
        text(&out.stdout).starts_with("1 articles, "),
        "{}",
        text(&out.stderr)
    );
    assert_eq!(log.lock().unwrap().len(), 1);
    let list = file.with_file_name("list.txt");
    fs::write(
        &list,
        format!("# pages\n{address}/a\n\n{address}/b\n{address}/a#top\n"),
    )
    .unwrap();
    let out = build(&["--urls", &list.display().to_string()], &file);
    assert!(
        text(&out.stdout).starts_with("2 articles, "),
        "{}",
        text(&out.stderr)
    );
    assert!(out.status.success());
}

#[test]
fn an_import_that_was_killed_goes_on() {
    let (reached, at_the_fifth) = mpsc::channel();
    let (go_on, held) = mpsc::channel::<()>();
    let (address, log) = serve(move |path, _, times| match (path, times) {
        ("/robots.txt", _) => reply(404, ""),
        ("/sitemap.xml", _) => reply(
            200,
            (0..10).map(|at| format!("/{at}\n")).collect::<String>(),
        ),
        ("/5", 0) => {
            reached.send(()).unwrap();
            held.recv().unwrap();
            reply(200, page("late"))
        }
        _ => reply(200, page(path)),
    });
    let file = output("killed");
    let source = format!("{address}/sitemap.xml");
    let mut child = command(&[&source], &file).spawn().unwrap();
    at_the_fifth.recv().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    go_on.send(()).unwrap();
    assert_eq!(files(&file), ["help.kb.import", "help.kb.import.articles"]);
    // Half a line that was being written when it ended.
    let articles = file.with_file_name("help.kb.import.articles");
    fs::OpenOptions::new()
        .append(true)
        .open(&articles)
        .unwrap()
        .write_all(b"{\"type\":\"new\"")
        .unwrap();
    let out = build(&["--feed", &source, "--resume"], &file);
    assert!(
        text(&out.stderr).contains("of another source"),
        "{}",
        text(&out.stderr)
    );
    let out = build(&[&source, "--resume"], &file);
    assert!(out.status.success(), "{}", text(&out.stderr));
    assert!(
        text(&out.stdout).starts_with("10 articles, "),
        "{}",
        text(&out.stdout)
    );
    assert_eq!(files(&file), ["help.kb", "help.kb.known"]);
    let log = log.lock().unwrap();
    let twice: Vec<&String> = log
        .iter()
        .filter(|path| log.iter().filter(|own| own == path).count() > 1)
        .collect();
    assert_eq!(twice, ["/5", "/5"], "{log:?}");
}

#[test]
fn what_cannot_be_asked_for_is_said() {
    let file = output("refused");
    for (args, told) in [
        (
            vec!["http://help.larkspur.example/sitemap.xml"],
            "not encrypted",
        ),
        (vec!["--feed", "nonsense"], "no address of the web"),
        (
            vec![
                "--zendesk",
                "https://help.larkspur.example",
                "--locale",
                "../x",
            ],
            "locales[0]",
        ),
        (vec!["--columns", "colour=Red", "x.csv"], "“colour”"),
        (vec![], "required"),
        (
            vec!["x.csv", "--feed", "https://help.larkspur.example"],
            "cannot be used with",
        ),
    ] {
        let out = build(&args, &file);
        assert!(!out.status.success());
        assert!(
            text(&out.stderr).contains(told),
            "{told} in {}",
            text(&out.stderr)
        );
    }
    assert_eq!(files(&file), [""; 0]);
}

/// Goes through an import with real requests and a clock of its own.
fn import(settings: &Settings, known: BTreeMap<String, Known>) -> Vec<Found> {
    let mut import = Import::new(settings.clone(), known).unwrap();
    let mut now = 0;
    let mut found = Vec::new();
    loop {
        match import.next(now) {
            Next::Done => return found,
            Next::Wait { until } => now = until,
            Next::Fetch(fetch) => {
                let mut request = ureq::get(&fetch.url)
                    .config()
                    .http_status_as_error(false)
                    .proxy(None)
                    .build();
                if let Some(etag) = &fetch.etag {
                    request = request.header("If-None-Match", etag);
                }
                let mut response = request.call().unwrap();
                let etag = response
                    .headers()
                    .get("etag")
                    .map(|etag| etag.to_str().unwrap().to_owned());
                let fetched = Fetched {
                    url: fetch.url.clone(),
                    final_url: fetch.url,
                    status: response.status().as_u16(),
                    etag,
                    body: response.body_mut().read_to_vec().unwrap(),
                    ..Fetched::default()
                };
                found.extend(import.take(Ok(fetched), now));
            }
        }
    }
}

#[test]
fn a_page_that_is_as_it_was_is_not_sent_again() {
    let (address, _) = serve(|path, headers, _| {
        let tagged = |tag: &str, body: Vec<u8>| {
            let asked = format!("if-none-match: {tag}");
            let same = headers.iter().any(|line| line.to_lowercase() == asked);
            Reply {
                headers: vec![("ETag", tag.to_owned())],
                ..if same {
                    reply(304, "")
                } else {
                    reply(200, body)
                }
            }
        };
        match path {
            "/robots.txt" => reply(404, ""),
            path => tagged("\"1\"", page(path)),
        }
    });
    let settings = Settings::Site {
        address: String::new(),
        pages: vec![format!("{address}/a"), format!("{address}/b")],
    };
    let found = import(&settings, BTreeMap::new());
    let known: BTreeMap<String, Known> = found
        .into_iter()
        .map(|found| match found {
            Found::New { document, known } => (document.path, known),
            Found::Same { .. } => panic!("nothing was known"),
        })
        .collect();
    assert_eq!(known.len(), 2);
    let found = import(&settings, known);
    assert!(
        found
            .iter()
            .all(|found| matches!(found, Found::Same { .. }))
            && found.len() == 2
    );
}
