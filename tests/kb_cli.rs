//! `handrail kb` from a shell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/kb/larkspur");

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("kb-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn handrail(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_handrail"))
        .arg("kb")
        .args(args)
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that fails early may not read its input.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A knowledge base of the fixture's articles.
fn built(name: &str) -> String {
    let file = folder(name).join("help.kb").display().to_string();
    let out = handrail(
        &[
            "build",
            ARTICLES,
            "-o",
            &file,
            "--base-url",
            "https://help.example/",
        ],
        "",
    );
    assert!(out.status.success(), "{}", text(&out.stderr));
    file
}

#[test]
fn a_folder_is_built_and_searched_in_order() {
    let file = built("folder");
    let queries = "{\"id\": 7, \"query\": \"why is my first bill higher\"}\n\n{\"id\": \"b\", \"query\": \"red light on router\"}\n{\"id\": 9, \"query\": \"zzz\"}\n";
    let out = handrail(&["search", &file, "--top", "1"], queries);
    assert!(out.status.success(), "{}", text(&out.stderr));
    let lines: Vec<Value> = text(&out.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["id"], 7);
    assert_eq!(lines[0]["hits"][0]["article"], "billing/explained.md");
    assert_eq!(
        lines[0]["hits"][0]["url"],
        "https://help.example/billing/explained"
    );
    assert_eq!(lines[0]["hits"].as_array().unwrap().len(), 1);
    assert_eq!(lines[1]["id"], "b");
    assert_eq!(lines[1]["hits"][0]["title"], "The router shows a red light");
    assert!(lines[1]["hits"][0]["score"].as_f64().unwrap() > 0.0);
    assert!(
        lines[1]["hits"][0]["passage"]
            .as_str()
            .unwrap()
            .contains("ten seconds")
    );
    assert_eq!(lines[2]["hits"], Value::Array(vec![]));
}

#[test]
fn all_kinds_of_source_give_the_same_answers() {
    let folder = folder("kinds");
    let mut lines = String::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for path in ["README.md", "billing/explained.md", "red-light.markdown"] {
        let article = fs::read_to_string(format!("{ARTICLES}/{path}")).unwrap();
        zip.start_file(path, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(article.as_bytes()).unwrap();
        lines += &serde_json::json!({"path": path, "text": article}).to_string();
        lines += "\n";
    }
    fs::write(folder.join("help.zip"), zip.finish().unwrap().into_inner()).unwrap();
    fs::write(folder.join("help.jsonl"), &lines).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(lines.as_bytes()).unwrap();
    fs::write(folder.join("help.jsonl.gz"), gzip.finish().unwrap()).unwrap();
    let mut answers = Vec::new();
    for source in ["help.zip", "help.jsonl", "help.jsonl.gz", "-", ARTICLES] {
        let source = match source {
            "-" => "-".to_owned(),
            // An absolute path replaces the folder.
            other => folder.join(other).display().to_string(),
        };
        let file = folder.join("out.kb").display().to_string();
        let out = handrail(&["build", &source, "-o", &file], &lines);
        assert!(out.status.success(), "{source}: {}", text(&out.stderr));
        let out = handrail(
            &["search", &file],
            "{\"id\": 1, \"query\": \"red light on my bill\"}\n",
        );
        answers.push(text(&out.stdout).to_owned());
    }
    assert!(answers[0].contains("red-light.markdown"));
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:#?}"
    );
}

#[test]
fn a_bad_query_is_named_and_the_rest_goes_on() {
    let file = built("query");
    let queries = "{\"id\": 1, \"query\": \"bill\"}\nnonsense\n{\"id\": 3}\n{\"query\": \"bill\"}\n{\"id\": 5, \"query\": \"bill\"}\n";
    let out = handrail(&["search", &file], queries);
    assert_eq!(out.status.code(), Some(1));
    let lines: Vec<Value> = text(&out.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let failed: Vec<bool> = lines
        .iter()
        .map(|line| line.get("error").is_some())
        .collect();
    assert_eq!(failed, [false, true, true, true, false]);
    assert_eq!(lines[2]["id"], 3);
    let errors = text(&out.stderr);
    for place in [
        "standard input:2",
        "standard input:3: query",
        "standard input:4: id",
    ] {
        assert!(errors.contains(place), "{place} in {errors}");
    }
}

#[test]
fn problems_of_articles_are_named_and_the_rest_is_built() {
    let folder = folder("problems");
    let source = folder.join("articles");
    fs::create_dir(&source).unwrap();
    fs::write(source.join("good.md"), "# Good\n\nText.").unwrap();
    fs::write(source.join("empty.md"), "").unwrap();
    fs::write(source.join("latin.md"), b"# Caf\xe9").unwrap();
    fs::write(
        source.join("url.md"),
        "---\nurl: javascript:x\n---\n# Url\n\nText.",
    )
    .unwrap();
    let file = folder.join("out.kb").display().to_string();
    let out = handrail(&["build", &source.display().to_string(), "-o", &file], "");
    let errors = text(&out.stderr);
    for place in ["empty.md:1: ", "latin.md:1: ", "url.md:2: "] {
        assert!(errors.contains(place), "{place} in {errors}");
    }
    let report = text(&out.stdout);
    assert!(report.starts_with("2 articles, 2 passages, "), "{report}");
    assert!(report.contains("2 left out, 1 with a warning"), "{report}");
}

#[test]
fn nothing_is_half_written() {
    let folder = folder("whole");
    let file = folder.join("out.kb");
    fs::write(&file, "what was there").unwrap();
    let path = file.display().to_string();
    let out = handrail(
        &["build", "-", "-o", &path],
        "{\"path\": \"a.md\", \"text\": \"\"}\n",
    );
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains("nothing was written"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "what was there");
    let missing = folder.join("missing/out.kb").display().to_string();
    let out = handrail(&["build", ARTICLES, "-o", &missing], "");
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains(&missing));
    let left: Vec<_> = fs::read_dir(&folder).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_file_that_is_no_knowledge_base_is_said_to_be_none() {
    let file = folder("none").join("x.kb");
    let mut bytes = fs::read(built("damaged")).unwrap();
    fs::write(&file, "hello").unwrap();
    let path = file.display().to_string();
    let out = handrail(&["search", &path, "--query", "bill"], "");
    assert_eq!(out.status.code(), Some(1));
    assert!(
        text(&out.stderr).contains("not a knowledge base"),
        "{}",
        text(&out.stderr)
    );
    bytes.truncate(100);
    fs::write(&file, bytes).unwrap();
    let out = handrail(&["search", &path, "--query", "bill"], "");
    assert!(
        text(&out.stderr).contains("cut short"),
        "{}",
        text(&out.stderr)
    );
}

#[test]
fn a_person_reads_title_way_and_passage() {
    let out = handrail(&["search", &built("person"), "--query", "first bill"], "");
    let answer = text(&out.stdout);
    assert!(
        answer.starts_with("1. Your bill explained › The first bill\n"),
        "{answer}"
    );
    assert!(
        answer.contains("https://help.example/billing/explained"),
        "{answer}"
    );
    assert!(!answer.contains('\x1b'), "no colours in a pipe");
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let file = built("pipe");
    let queries = folder("pipe-queries").join("q.jsonl");
    fs::write(
        &queries,
        "{\"id\": 1, \"query\": \"router bill\"}\n".repeat(20_000),
    )
    .unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_handrail"))
        .args(["kb", "search", &file, &queries.display().to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success());
    assert_eq!(text(&out.stderr), "");
}
