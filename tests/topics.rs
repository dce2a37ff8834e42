//! The topics that come with Handrail: each file is registered, and has its words.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use handrail::triage::topics::{FILES, name_of};

#[test]
fn every_file_is_registered() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/triage/topics");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".txt").map(str::to_owned)
        })
        .collect();
    files.sort();
    let mut registered: Vec<&str> = FILES.iter().map(|(code, _)| *code).collect();
    registered.sort_unstable();
    assert_eq!(files, registered);
}

#[test]
fn every_topic_has_its_words() {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/extension/_locales/en/topics.json"
    );
    let messages: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    for &(code, text) in FILES {
        let words = &messages[format!("topic_{code}")]["message"];
        assert_eq!(*words, *name_of(text, code), "{code}");
    }
    assert_eq!(messages.as_object().unwrap().len(), FILES.len());
}
