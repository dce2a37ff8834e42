//! Sitemaps and pages.
#![no_main]

use handrail::knowledge::source::{Settings, read_anything};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let settings: Settings = serde_json::from_str(r#"{"kind": "site", "address": "https://help.larkspur.example/sitemap.xml"}"#).unwrap();
    for step in ["map", "page"] {
        let _ = read_anything(&settings, step, "https://help.larkspur.example/a", bytes);
    }
});
