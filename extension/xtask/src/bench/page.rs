//! How long a post waits for its mark on a real page, and how much of the page's main thread that takes.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::browsers::Which;
use crate::shell::{Step, run};
use crate::{build, npm};

/// What `tests/benches/page.mjs` prints.
#[derive(Deserialize)]
struct Measured {
    browser: String,
    posts: usize,
    /// Milliseconds from a post's arrival to its mark.
    p50: f64,
    p95: f64,
    /// Milliseconds of the main thread for a batch of 20; only Chromium tells.
    busy: Option<f64>,
}

/// Prints a line for each browser.
pub(crate) fn run_all() -> Result<()> {
    build::build(Which::Both, false)?;
    for browser in ["chromium", "firefox"] {
        let step = Step::new(format!("Measuring the page in {browser}"));
        let out = run(npm::node().args(["tests/benches/page.mjs", browser]))?;
        step.done("");
        let line = out.lines().last().unwrap_or_default();
        let measured: Measured = serde_json::from_str(line).with_context(|| out.clone())?;
        println!(
            "  {}: {} posts, from arrival to mark p50 {:.1} ms, p95 {:.1} ms{}",
            measured.browser,
            measured.posts,
            measured.p50,
            measured.p95,
            measured.busy.map_or_else(String::new, |busy| format!(
                "; main thread {busy:.1} ms a batch of 20"
            )),
        );
    }
    Ok(())
}
