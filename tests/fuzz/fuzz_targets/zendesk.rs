//! Answers of a help center.
#![no_main]

use handrail::knowledge::source::{Settings, read_anything};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let settings: Settings = serde_json::from_str(r#"{"kind": "zendesk", "address": "https://help.larkspur.example"}"#).unwrap();
    for step in ["locales", "articles"] {
        let _ = read_anything(&settings, step, "https://help.larkspur.example/api/v2/help_center/locales.json", bytes);
    }
});
