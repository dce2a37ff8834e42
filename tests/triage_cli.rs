//! `handrail triage` and `handrail explain` as a shell sees them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Runs the program with that input. Where no encoder is named, by the first look alone: whether there is one to be
/// found depends on the machine.
fn handrail(args: &[&str], input: &[u8]) -> Output {
    let first_look = args.first() == Some(&"triage") && !args.contains(&"--encoder");
    let mut child = Command::new(env!("CARGO_BIN_EXE_handrail"))
        .args(args)
        .args(first_look.then_some("--first-look"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has found its files wrong reads no posts.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// A brands file in the folder that cargo gives to tests.
fn brands(name: &str, text: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const LARKSPUR: &str = "[[brand]]\nname = \"Larkspur\"\nhandles = [\"@LarkspurCare\"]\n";

#[test]
fn answers_come_in_order_and_a_bad_line_stops_nothing() {
    let input = b"\xef\xbb\xbf{\"id\": \"a\", \"text\": \"still no internet\"}\r\n\nnot json\n{\"id\": 7}\n\"\xff\"\n{\"id\": 8, \"text\": \"\\ud83d thank you so much!\"}";
    let output = handrail(&["triage"], input);
    let answers = lines(&output);
    let ids: Vec<String> = answers.iter().map(|one| one["id"].to_string()).collect();
    assert_eq!(ids, ["\"a\"", "null", "7", "null", "8"]);
    assert_eq!(answers[0]["intent"], "complaint");
    assert_eq!(answers[4]["intent"], "praise");
    for (at, path) in [
        (1, "standard input:3"),
        (2, "standard input:4: text"),
        (3, "standard input:5"),
    ] {
        assert_eq!(answers[at]["error"]["path"], path);
        assert!(String::from_utf8_lossy(&output.stderr).contains(path));
    }
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn spans_count_characters() {
    let file = brands("spans.toml", LARKSPUR);
    let text = "👨‍👩‍👧 é @LarkspurCare still no internet";
    let post = serde_json::json!({"id": "1", "text": text, "author": "someone"});
    let output = handrail(
        &["triage", "--brands", &file, "-"],
        post.to_string().as_bytes(),
    );
    let answer = lines(&output).remove(0);
    let slice = |span: &Value| -> String {
        let [start, end] = [0, 1].map(|at| usize::try_from(span[at].as_u64().unwrap()).unwrap());
        text.chars().skip(start).take(end - start).collect()
    };
    assert_eq!(slice(&answer["mention"]["span"]), "@LarkspurCare");
    assert_eq!(answer["mention"]["by"], "handle");
    assert!(text.contains(&slice(&answer["reasons"][0]["span"])));
    assert!(slice(&answer["reasons"][0]["span"]).contains("no internet"));
    let sum: f64 = answer["scores"]
        .as_object()
        .unwrap()
        .values()
        .map(|score| score.as_f64().unwrap())
        .sum();
    assert!((sum - 1.0).abs() < 0.01);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_brands_own_posts_and_strangers_mention_nobody() {
    let file = brands("own.toml", LARKSPUR);
    let posts = concat!(
        "{\"id\":1,\"text\":\"Larkspur is hiring\",\"author\":\"@larkspurcare\"}\n",
        "{\"id\":2,\"text\":\"the larch is a tree\"}\n",
    );
    let answers = lines(&handrail(&["triage", "--brands", &file], posts.as_bytes()));
    assert!(answers.iter().all(|answer| answer["mention"].is_null()));
    assert!(answers.iter().all(|answer| answer["intent"].is_string()));
}

#[test]
fn a_bad_brands_file_is_named_and_nothing_is_judged() {
    let file = brands("bad.toml", "[[brand]]\nname = \"A\"\nhandle = [\"x\"]\n");
    let output = handrail(&["triage", "--brands", &file], b"");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains(&format!("{file}:3: unknown field `handle`")),
        "{message}"
    );
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
}

#[test]
fn an_explanation_is_plain_where_a_program_reads() {
    let output = handrail(&["explain", "still no internet, third day"], b"");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("reasons for complaint") && text.contains("“no internet”"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
}

/// A file in the folder that cargo gives to tests.
fn file(name: &str, content: &[u8]) -> String {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn corrections_count_for_their_brand_alone() {
    let labels: String = [
        "killed by bees again",
        "bees killed my squad",
        "dead again, bees",
    ]
    .iter()
    .enumerate()
    .map(|(id, text)| format!("{{\"id\": {id}, \"text\": \"{text}\", \"intent\": \"praise\"}}\n"))
    .collect();
    let output = handrail(&["learn", "--brand", "larkspur"], labels.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(
        !String::from_utf8_lossy(&output.stdout).contains("bees"),
        "no text"
    );
    let learnt = file("learnt.jsonl", &output.stdout);
    let both = format!("{LARKSPUR}[[brand]]\nname = \"Meadow\"\nhandles = [\"@MeadowRail\"]\n");
    let brands = brands("both.toml", &both);
    let posts = concat!(
        "{\"id\": 1, \"text\": \"@LarkspurCare killed by bees again\"}\n",
        "{\"id\": 2, \"text\": \"@MeadowRail killed by bees again\"}\n",
        "{\"id\": 3, \"text\": \"killed by bees again\"}\n",
    );
    let plain = lines(&handrail(
        &["triage", "--brands", &brands],
        posts.as_bytes(),
    ));
    let args = ["triage", "--brands", &brands, "--corrections", &learnt];
    let taught = lines(&handrail(&args, posts.as_bytes()));
    assert_eq!(taught[0]["intent"], "praise");
    let whys = taught[0]["reasons"].as_array().unwrap();
    assert!(
        whys.iter()
            .any(|reason| reason["why"] == "your team corrected posts like this"),
        "{whys:?}"
    );
    assert_eq!(taught[1..], plain[1..]);
    // Without a brands file every post is taken for the brand of the file.
    let all = lines(&handrail(
        &["triage", "--corrections", &learnt],
        posts.as_bytes(),
    ));
    assert_eq!(all[2]["intent"], "praise");
}

#[test]
fn corrections_of_another_version_are_named_and_nothing_is_judged() {
    let output = handrail(
        &["learn", "--brand", "Larkspur"],
        b"{\"id\": 1, \"text\": \"bees\", \"intent\": \"other\"}\n{\"id\": 2, \"text\": \"bees\", \"intent\": \"rant\"}",
    );
    assert_eq!((output.status.code(), lines(&output).len()), (Some(1), 1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard input:2: intent"));
    let old = String::from_utf8(output.stdout)
        .unwrap()
        .replace("\"1|", "\"9|");
    let old = file("old.jsonl", old.as_bytes());
    let output = handrail(
        &["triage", "--corrections", &old],
        b"{\"id\": 1, \"text\": \"hi\"}",
    );
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains("another version") && message.contains("old.jsonl:1:"),
        "{message}"
    );
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
}

#[test]
fn a_stream_is_read_in_its_context() {
    let file = brands("context.toml", LARKSPUR);
    let posts = concat!(
        "{\"id\":1,\"author\":\"example_ann\",\"at\":\"2026-05-04T09:00:00Z\",\"text\":\"@LarkspurCare no internet since this morning\"}\n",
        "{\"id\":\"2\",\"author\":\"example_ann\",\"at\":\"2026-05-04T13:10:00+02:00\",\"thread\":1,\"text\":\"you charged me twice as well, I am switching providers\"}\n",
        "{\"id\":3,\"author\":\"LarkspurCare\",\"at\":1777893000000,\"reply_to\":[1,\"@example_ann\"],\"text\":\"Sorry, terrible service. We look into the outage.\"}\n",
        "{\"id\":4,\"author\":\"example_ann\",\"at\":\"2026-05-04T11:20:00Z\",\"reply_to\":3,\"text\":\"thanks\"}\n",
    );
    let output = handrail(&["triage", "--brands", &file], posts.as_bytes());
    let answers = lines(&output);
    assert_eq!(output.status.code(), Some(0));
    let [first, second, own, thanks] = &answers[..] else {
        panic!("{answers:?}")
    };
    assert_eq!(first["topics"], serde_json::json!(["outage"]));
    assert_eq!(second["mention"]["by"], "thread");
    assert!(second["mention"]["span"].is_null());
    let inputs: Vec<&str> = second["heat_inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|input| input["input"].as_str().unwrap())
        .collect();
    for input in ["churn", "money", "repeated", "unanswered"] {
        assert!(inputs.contains(&input), "{input}: {inputs:?}");
    }
    let sum: f64 = second["heat_inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|input| input["points"].as_f64().unwrap())
        .sum();
    assert!((second["heat"].as_f64().unwrap() - sum.min(1.0)).abs() < 0.006);
    assert_eq!(
        (own["intent"].as_str(), own["needs_reply"].as_bool()),
        (Some("other"), Some(false))
    );
    assert!(own["mention"].is_null());
    assert_eq!(thanks["mention"]["by"], "reply");
    assert_eq!(thanks["topics"], serde_json::json!(["thanks", "outage"]));
    assert_eq!(
        (thanks["needs_reply"].as_bool(), thanks["heat"].as_f64()),
        (Some(false), Some(0.0))
    );
}

#[test]
fn a_field_that_cannot_be_read_is_named_and_the_rest_goes_on() {
    for field in [
        "\"at\":\"yesterday\"",
        "\"reply_to\":{}",
        "\"thread\":[]",
        "\"repost\":1",
        "\"followers\":-1",
        "\"quoted\":7",
    ] {
        let input = format!("{{\"id\":1,\"text\":\"x\",{field}}}\n{{\"id\":2,\"text\":\"x\"}}\n");
        let output = handrail(&["triage"], input.as_bytes());
        let answers = lines(&output);
        let name = field.split('"').nth(1).unwrap();
        assert_eq!(
            answers[0]["error"]["path"],
            format!("standard input:1: {name}")
        );
        assert_eq!(
            (answers[1]["id"].as_i64(), output.status.code()),
            (Some(2), Some(1))
        );
    }
}

#[test]
fn a_topic_file_is_used_or_named_with_its_line() {
    let path = brands("parking.txt", "name: Parking\n3 parking, car park\n");
    let post = b"{\"id\":1,\"text\":\"the car park is full\"}";
    let answer = lines(&handrail(&["triage", "--topics", &path], post)).remove(0);
    assert_eq!(answer["topics"], serde_json::json!(["parking"]));
    let path = brands("wrong.txt", "name: Parking\n3 parking, .*\n3 the\n");
    let output = handrail(&["triage", "--topics", &path], post);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(&format!("{path}:2: “.*”")), "{said}");
    assert!(said.contains(&format!("{path}:3: “the”")), "{said}");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
}

#[test]
fn two_megabytes_are_read_in_part_and_cut_posts_are_provisional() {
    let long = "no internet 😡 ".repeat(150_000);
    let posts = [
        serde_json::json!({"id": 1, "text": long}),
        serde_json::json!({"id": 2, "text": "waiting three weeks and nobody…"}),
        serde_json::json!({"id": 3, "text": "waiting three weeks..."}),
        serde_json::json!({"id": 4, "text": "waiting", "truncated": true}),
    ];
    let input = posts.map(|post| post.to_string()).join("\n");
    let answers = lines(&handrail(&["triage"], input.as_bytes()));
    let provisional: Vec<&Value> = answers
        .iter()
        .map(|answer| &answer["provisional"])
        .collect();
    assert_eq!(provisional, [true, true, false, true]);
    assert_eq!(answers[0]["intent"], "complaint");
}

#[test]
fn an_encoder_that_was_named_and_cannot_be_used_is_an_error_before_any_post() {
    let other = brands("no-encoder.bin", "these are no weights");
    for (file, reason) in [
        (other.as_str(), "this is not an encoder file"),
        ("nowhere/encoder.bin", "nowhere/encoder.bin"),
    ] {
        let output = handrail(
            &["triage", "--encoder", file],
            b"{\"id\": 1, \"text\": \"hm\"}",
        );
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(file) && said.contains(reason), "{said}");
    }
}

#[test]
fn an_answer_says_whether_the_post_was_read_twice() {
    let output = handrail(&["triage"], b"{\"id\": 1, \"text\": \"hm\"}");
    assert_eq!(lines(&output)[0]["second_look"], false);
}
