//! How long a reply's check takes at a key, in the engine's Wasm; and how long the assist frame takes to open.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::browsers::{Browser, Which};
use crate::shell::{Step, run, target};
use crate::{build, npm};

/// The most that a key may wait, in milliseconds, 95 times of 100; and the frame's opening.
const KEY: f64 = 5.0;
const OPENING: f64 = 50.0;

/// A line of `tests/benches/reply.mjs`.
#[derive(Deserialize)]
struct Asked {
    name: String,
    calls: usize,
    /// Milliseconds.
    p50: f64,
    p95: f64,
    /// Of them the processor's, which other programs do not lengthen.
    busy50: f64,
    busy95: f64,
}

/// What `tests/benches/frame.mjs` prints.
#[derive(Deserialize)]
struct Opened {
    browser: String,
    openings: usize,
    /// Milliseconds from the key to what there is to say.
    p50: f64,
    p95: f64,
    /// The page's first opening, which makes the frame.
    first: f64,
}

/// Prints what a key waits; with `as_built` in the modules as they are.
pub(crate) fn keys(as_built: bool) -> Result<()> {
    if !as_built {
        build::build(Which::Chromium, false)?;
    }
    let step = Step::new("checking a reply key by key");
    let out = run(npm::node()
        .arg("tests/benches/reply.mjs")
        .arg(target("generated"))
        .arg(build::folder(Browser::Chromium)))?;
    step.done("");
    for line in out.lines().filter(|line| line.contains("\"p95\"")) {
        let asked: Asked = serde_json::from_str(line).with_context(|| line.to_owned())?;
        println!(
            "  {:<24} {:>5} calls, p50 {:>6.2} ms, p95 {:>6.2} ms; of the processor {:>6.2} and {:>6.2}",
            asked.name, asked.calls, asked.p50, asked.p95, asked.busy50, asked.busy95
        );
    }
    println!("  a key may wait {KEY} ms (p95)");
    Ok(())
}

/// Prints how long the frame takes to open, a line for each browser.
pub(crate) fn openings(as_built: bool) -> Result<()> {
    if !as_built {
        build::build(Which::Both, false)?;
    }
    for browser in ["chromium", "firefox"] {
        let step = Step::new(format!("Opening the frame in {browser}"));
        let out = run(npm::node().args(["tests/benches/frame.mjs", browser]))?;
        step.done("");
        let line = out.lines().last().unwrap_or_default();
        let opened: Opened = serde_json::from_str(line).with_context(|| out.clone())?;
        println!(
            "  {}: {} openings, p50 {:.1} ms, p95 {:.1} ms; the page's first {:.1} ms",
            opened.browser, opened.openings, opened.p50, opened.p95, opened.first
        );
    }
    println!("  an opening may take {OPENING} ms (p95)");
    Ok(())
}
