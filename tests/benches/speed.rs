//! How long the native core takes: a post's triage, an article search. `cargo xtask bench speed` runs this beside the
//! same work in Wasm and in the npm packages that others would use, and prints all of it as one table.
//!
//! Arguments: a folder with `posts.json` and `queries.json` (lists of strings) and `articles.json` (list of
//! `{"path", "text"}`). Prints one JSON line a measurement: `{"name", "micros"}`, the median of many rounds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs
)]

use std::hint::black_box;
use std::time::Instant;

use handrail::brand::{Brand, Matcher, Profile, Words};
use handrail::knowledge::{Index, SourceFile};
use handrail::triage::Triage;

const WEIGHTS: &[u8] = include_bytes!("../../src/triage/weights.bin");
const WORDS: &[u8] = include_bytes!("../../src/brand/words.txt");
const ROUNDS: usize = 15;

fn main() {
    // `cargo bench` adds arguments of its own.
    let Some(folder) = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
    else {
        return println!("give a folder of inputs; `cargo xtask bench speed` makes one");
    };
    let read = |name: &str| {
        std::fs::read(format!("{folder}/{name}.json")).expect("inputs are written by xtask")
    };
    let posts: Vec<String> = serde_json::from_slice(&read("posts")).unwrap();
    let queries: Vec<String> = serde_json::from_slice(&read("queries")).unwrap();
    let articles: Vec<SourceFile> = serde_json::from_slice(&read("articles")).unwrap();

    let words = Words::new(WORDS.to_vec());
    let matcher = Matcher::new(&larkspur(), &words);
    report(
        "who is meant",
        per_item(&posts, |post| drop(black_box(matcher.find(post, &[])))),
    );
    report(
        "nicknames",
        per_item(&posts, |post| drop(black_box(matcher.candidates(post)))),
    );
    let triage = Triage::from_bytes(WEIGHTS).unwrap();
    report(
        "triage",
        per_item(&posts, |post| drop(black_box(triage.judge(post)))),
    );
    report(
        "start",
        per_item(&[()], |()| drop(black_box(Triage::from_bytes(WEIGHTS)))),
    );
    let (index, _) = Index::build("bench", "", &articles, 0);
    report(
        "search",
        per_item(&queries, |query| drop(black_box(index.search(query, 3)))),
    );
    let bytes = index.to_bytes();
    report(
        "load",
        per_item(&[()], |()| drop(black_box(Index::from_bytes(&bytes)))),
    );
}

/// A brand as teams have them: a name in two words and alone, one that is also a word, nicknames.
fn larkspur() -> Profile {
    let list = |terms: &[&str]| terms.iter().map(|&term| term.to_owned()).collect();
    let brand = Brand {
        name: "Larkspur Broadband".into(),
        handles: list(&["@LarkspurCare"]),
        names: list(&["Larkspur", "Delta"]),
        nicknames: list(&["Larkslow"]),
        exclude: list(&["larkspur flower"]),
        ..Brand::default()
    };
    Profile {
        brands: vec![brand],
    }
}

/// Median over the rounds of the mean time an item took, in microseconds.
fn per_item<T>(items: &[T], work: impl Fn(&T)) -> f64 {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            items.iter().for_each(&work);
            start.elapsed().as_secs_f64() * 1e6 / items.len().max(1) as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds.get(ROUNDS / 2).copied().unwrap_or_default()
}

fn report(name: &str, micros: f64) {
    println!("{}", serde_json::json!({ "name": name, "micros": micros }));
}
