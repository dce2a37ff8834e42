//! A scroll through 2,000 posts, and ten times as many, with the extension and without it.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::browsers::Which;
use crate::shell::{Step, run};
use crate::{build, npm};

/// How often 2,000 posts are scrolled through for what the page's memory holds.
const ROUNDS: &str = "10";

/// What `tests/benches/scroll.mjs` prints; times in milliseconds, heaps in megabytes.
#[derive(Deserialize)]
struct Measured {
    frames: usize,
    lost: usize,
    /// From arrival to mark.
    wait50: Option<f64>,
    wait95: Option<f64>,
    /// Our processor time on the main thread for 20 posts; only Chromium tells.
    batch50: Option<f64>,
    batch95: Option<f64>,
    longest: f64,
    /// Before the first scroll, and after each.
    heaps: Vec<Option<f64>>,
}

/// Prints both browsers' pairs, and Chromium's memory after 20,000 posts.
pub(crate) fn run_all(as_built: bool) -> Result<()> {
    if !as_built {
        build::build(Which::Both, false)?;
    }
    for browser in ["chromium", "firefox"] {
        let off = scroll(browser, "off", "1")?;
        let on = scroll(browser, "on", "1")?;
        println!(
            "  {browser}: frames lost {} of {} with Handrail, {} of {} without; from arrival to mark{}{}",
            on.lost,
            on.frames,
            off.lost,
            off.frames,
            times(on.wait50, on.wait95),
            on.batch50.map_or_else(String::new, |_| format!(
                "; ours for 20 posts{}, longest task {:.1} ms",
                times(on.batch50, on.batch95),
                on.longest
            )),
        );
    }
    let [off, on] = ["off", "on"].map(|which| scroll("chromium", which, ROUNDS));
    let [off, on] = [grown(&off?), grown(&on?)];
    println!(
        "  chromium's heap from 2,000 to 20,000 posts: {on:+.1} MB with Handrail, {off:+.1} MB without"
    );
    Ok(())
}

fn scroll(browser: &str, which: &str, rounds: &str) -> Result<Measured> {
    let step = Step::new(format!("Scrolling in {browser}, Handrail {which}"));
    let out = run(npm::node().args(["tests/benches/scroll.mjs", browser, which, rounds]))?;
    step.done("");
    let line = out.lines().last().unwrap_or_default();
    serde_json::from_str(line).with_context(|| out.clone())
}

fn times(half: Option<f64>, most: Option<f64>) -> String {
    match (half, most) {
        (Some(half), Some(most)) => format!(" p50 {half:.1} ms, p95 {most:.1} ms"),
        _ => String::new(),
    }
}

/// What came on top of the heap after the first 2,000 posts.
fn grown(measured: &Measured) -> f64 {
    let heap = |at: usize| {
        measured
            .heaps
            .get(at)
            .copied()
            .flatten()
            .unwrap_or_default()
    };
    heap(measured.heaps.len().saturating_sub(1)) - heap(1)
}
