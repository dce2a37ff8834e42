//! Every site that Handrail knows has pages to be tried on: `tests/fixtures/sites/NAME/*.html`, each with what is on it beside.
//! The spec `saved` reads them with the real content script; this says which site has none.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Pages are small, and no page of the real site is one.
const MOST: u64 = 200_000;
/// So many posts are little enough to have been written by hand, and enough to tell one from another.
const FEWEST: usize = 3;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sites")
}

/// Names of the files in a folder that end so, without the ending.
fn files(folder: &Path, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names
        .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
        .collect();
    names.sort();
    names
}

/// What is wrong with a page's list of posts.
fn faults(page: &str, html: &str, posts: &str) -> Vec<String> {
    let posts: Vec<Value> = match serde_json::from_str(posts) {
        Ok(posts) => posts,
        Err(error) => return vec![format!("{page}.posts.json is no list: {error}")],
    };
    let mut faults = Vec::new();
    if posts.len() < FEWEST {
        faults.push(format!("{page} has fewer than {FEWEST} posts"));
    }
    for post in &posts {
        let text = |name: &str| post[name].as_str();
        let (Some(id), Some(handle), Some(_)) = (text("id"), text("handle"), text("text")) else {
            faults.push(format!("{page}: a post lacks id, handle or text: {post}"));
            continue;
        };
        // On a Mastodon page the account is told by its name alone: the server is where the page is from.
        let name = handle.split('@').next().unwrap_or_default();
        for part in [id, name] {
            if part.is_empty() || !html.to_lowercase().contains(&part.to_lowercase()) {
                faults.push(format!("{page}: {part:?} is nowhere on the page"));
            }
        }
    }
    faults
}

#[test]
fn every_site_has_pages_to_be_tried_on() {
    let looks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/saved/sites.mjs");
    let looks = fs::read_to_string(looks).unwrap();
    let mut wrong = Vec::new();
    for site in handrail::site::NAMES {
        if !looks.contains(&format!("table: '{site}'")) {
            wrong.push(format!(
                "{site} is not in tests/browser/saved/sites.mjs: no browser reads its pages"
            ));
        }
        let pages = files(&folder().join(site), ".html");
        if pages.is_empty() {
            wrong.push(format!(
                "{site} has none: put a page with invented posts into tests/fixtures/sites/{site}, as its README.md says"
            ));
        }
        for page in pages {
            let path = folder().join(site).join(format!("{page}.html"));
            let name = format!("{site}/{page}");
            if fs::metadata(&path).unwrap().len() > MOST {
                wrong.push(format!("{name}.html is larger than {MOST} bytes"));
            }
            let html = fs::read_to_string(&path).unwrap();
            match fs::read_to_string(path.with_extension("posts.json")) {
                Ok(posts) => wrong.extend(faults(&name, &html, &posts)),
                Err(_) => wrong.push(format!("{name}.html has no {page}.posts.json beside it")),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "the sites' fixtures are not as they must be:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn no_fixtures_are_left_of_a_site_that_is_gone() {
    let entries = fs::read_dir(folder()).unwrap();
    let names: Vec<String> = entries
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .filter(|name| !handrail::site::NAMES.contains(&name.as_str()))
        .collect();
    assert!(names.is_empty(), "no site is called {names:?}");
}

#[test]
fn a_list_of_posts_that_does_not_fit_its_page_is_found() {
    let html = r#"<a href="/ann/1">Ann</a><a href="/bob/2"></a><a href="/kit/3"></a>"#;
    let post = |id: &str, handle: &str| format!(r#"{{"id":{id:?},"handle":{handle:?},"text":""}}"#);
    let list = |posts: &[String]| format!("[{}]", posts.join(","));
    let right = [post("1", "Ann"), post("2", "bob"), post("3", "kit")];
    assert!(faults("p", html, &list(&right)).is_empty());
    for (posts, fault) in [
        ("{}".to_owned(), "is no list"),
        (list(&right[..2]), "fewer than"),
        (
            list(&[right[0].clone(), right[1].clone(), post("9", "kit")]),
            "\"9\" is nowhere",
        ),
        (
            list(&[right[0].clone(), right[1].clone(), r#"{"id":"3"}"#.into()]),
            "lacks id",
        ),
    ] {
        let found = faults("p", html, &posts);
        assert!(
            found.iter().any(|one| one.contains(fault)),
            "{fault}: {found:?}"
        );
    }
}
