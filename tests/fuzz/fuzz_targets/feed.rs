//! Feeds.
#![no_main]

use handrail::knowledge::source::{Settings, read_anything};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let settings: Settings = serde_json::from_str(r#"{"kind": "feed", "address": "https://help.larkspur.example/feed"}"#).unwrap();
    for step in ["feed"] {
        let _ = read_anything(&settings, step, "https://help.larkspur.example/feed", bytes);
    }
});
