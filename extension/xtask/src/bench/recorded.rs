//! Recorded work of agents at its true pace, in both browsers.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::browsers::Which;
use crate::shell::{Step, run};
use crate::{build, npm};

/// What `tests/benches/recorded.mjs` prints a recording; times in milliseconds.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    recording: String,
    acts: u64,
    act50: f64,
    act95: f64,
    act_max: f64,
    slowest: String,
    letter50: f64,
    letter95: f64,
    /// The browser may not tell.
    long: Option<u64>,
    longest: Option<f64>,
    heaps: [Option<f64>; 2],
}

/// Prints each browser's figures.
pub(crate) fn run_all(as_built: bool) -> Result<()> {
    if !as_built {
        build::build(Which::Both, false)?;
    }
    for browser in ["chromium", "firefox"] {
        let step = Step::new(format!("Ten minutes of recorded work in {browser}"));
        let out = run(npm::node().args(["tests/benches/recorded.mjs", browser]))?;
        step.done("");
        for line in out.lines().filter(|line| line.starts_with('{')) {
            let got: Measured = serde_json::from_str(line).with_context(|| out.clone())?;
            println!("  {browser}, {}", said(&got));
        }
    }
    Ok(())
}

fn said(got: &Measured) -> String {
    let long = match (got.long, got.longest) {
        (Some(long), Some(longest)) => {
            format!("; {long} tasks over 50 ms on the site's pages, the longest {longest:.0} ms")
        }
        _ => String::new(),
    };
    let heaps = match got.heaps {
        [Some(first), Some(last)] => {
            format!("; the timeline's heap holds {first:.1} MB at first, {last:.1} MB at last")
        }
        _ => String::new(),
    };
    format!(
        "{}, {} acts: seen after {:.0} ms (p95 {:.0}, at most {:.0}: {}); a letter takes {:.0} ms (p95 {:.0}){long}{heaps}",
        got.recording,
        got.acts,
        got.act50,
        got.act95,
        got.act_max,
        got.slowest,
        got.letter50,
        got.letter95,
    )
}
