//! The house's rules, held against the code: who may import whom, what the core may not touch, how long a file may be.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Modules from the ground up; one may import those of lower layers, and itself.
const LAYERS: &[&[&str]] = &[
    &["post", "span", "problem"],
    &["text"],
    &["site", "brand", "hours"],
    &["triage", "knowledge", "chord", "team"],
    &["reply", "desk", "conversation", "encoder"],
    &["protocol"],
    &["engine"],
    &["wasm"],
];

/// The longest a source file may be, in lines: one idea fits.
const MAX_LINES: usize = 400;

#[test]
fn imports_run_one_way() {
    let layer = |module: &str| LAYERS.iter().position(|layer| layer.contains(&module));
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("src"), &["rs"]) {
        let module = module_of(&path);
        if module == "lib" || module == "bin" {
            continue;
        }
        let own = layer(&module)
            .unwrap_or_else(|| panic!("{} belongs to no layer: name it in LAYERS", path.display()));
        for (line, code) in code_lines(&text) {
            for used in code.split("crate::").skip(1) {
                let used: String = used
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                let Some(other) = layer(&used) else { continue };
                if used != module && other >= own {
                    wrong.push(format!(
                        "{}:{line}: {module} may not import {used}",
                        path.display()
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports run from the ground up only:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_core_has_no_clock_no_files_no_network_and_no_chance() {
    const BANNED: &[&str] = &[
        "std::fs",
        "std::net",
        "std::io",
        "std::env",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant",
        "use rand",
        "static mut",
        "OnceLock",
        "LazyLock",
        "thread_local",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("src"), &["rs"]) {
        if matches!(module_of(&path).as_str(), "bin" | "wasm") {
            continue;
        }
        for (line, code) in code_lines(&text) {
            for name in BANNED.iter().filter(|name| code.contains(**name)) {
                // Archives are read through crates that want a reader, here over bytes in memory.
                let in_memory = path.ends_with("knowledge/archive.rs") && *name == "std::io";
                if !in_memory {
                    wrong.push(format!("{}:{line}: {name}", path.display()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "the core is pure; pass it in as an argument:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn browser_types_are_named_in_one_module_only() {
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("src"), &["rs"]) {
        if module_of(&path) == "wasm" {
            continue;
        }
        for (line, code) in code_lines(&text) {
            if ["web_sys", "js_sys", "wasm_bindgen", "gloo"]
                .iter()
                .any(|name| code.contains(name))
            {
                wrong.push(format!("{}:{line}", path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "browser types belong to src/wasm:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn files_stay_short() {
    let mut long = Vec::new();
    for folder in ["src", "extension", "www", "tests"] {
        for (path, text) in sources(&root().join(folder), &["rs", "ts", "tsx", "mjs", "css"]) {
            let lines = text.lines().count();
            if lines > MAX_LINES {
                long.push(format!("{}: {lines} lines", path.display()));
            }
        }
    }
    assert!(
        long.is_empty(),
        "part these by idea (at most {MAX_LINES} lines):\n{}",
        long.join("\n")
    );
}

#[test]
fn the_content_script_knows_no_site() {
    let words = ["twitter", "x.com", "data-testid", "bsky", "mastodon"];
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("extension/content"), &["ts"]) {
        for (line, code) in code_lines(&text) {
            if words.iter().any(|word| code.to_lowercase().contains(word)) {
                wrong.push(format!("{}:{line}: {}", path.display(), code.trim()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "sites are data (src/site/*.toml):\n{}",
        wrong.join("\n")
    );
}

/// What is asked of servers is written down before it is sent: there is one way out.
#[test]
fn requests_leave_by_one_door() {
    let (door, own) = (
        Path::new("background/network.ts"),
        ["chrome.runtime.getURL(", "fetch(here("],
    );
    let ways = [
        "fetch(",
        "XMLHttpRequest",
        "WebSocket(",
        "sendBeacon",
        "EventSource(",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("extension"), &["ts"]) {
        for (line, code) in code_lines(&text) {
            let asks = ways.iter().any(|way| code.contains(way));
            // A method of that name, and the extension's own files.
            let none = own.iter().any(|own| code.contains(own))
                || code.contains(".fetch(")
                || code.contains("async fetch(");
            if asks && !none && !path.ends_with(door) {
                wrong.push(format!("{}:{line}: {}", path.display(), code.trim()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "ask servers by background/network.ts:\n{}",
        wrong.join("\n")
    );
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` with one of the endings, and its text.
fn sources(folder: &Path, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return found;
    };
    for entry in entries.map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(sources(&entry, endings));
        } else if endings
            .iter()
            .any(|ending| entry.extension().is_some_and(|own| own == *ending))
        {
            found.push((entry.clone(), fs::read_to_string(&entry).unwrap()));
        }
    }
    found
}

/// `src/brand/matcher.rs` is of module `brand`, `src/post.rs` of `post`.
fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    inside
        .iter()
        .next()
        .unwrap()
        .to_str()
        .unwrap()
        .trim_end_matches(".rs")
        .to_owned()
}

/// Lines of code with their numbers: comments and unit tests are left out.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..end].lines().zip(1..);
    lines
        .map(|(code, line)| (line, code))
        .filter(|(_, code)| !code.trim_start().starts_with("//"))
}
