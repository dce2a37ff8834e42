//! Files and zip files.
#![no_main]

use handrail::knowledge::source::{Settings, read_anything};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let settings: Settings = serde_json::from_str(r#"{"kind": "files"}"#).unwrap();
    for step in [""] {
        let _ = read_anything(&settings, step, "help.html", bytes);
    }
});
