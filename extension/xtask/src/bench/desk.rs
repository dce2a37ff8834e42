//! A desk with a million events in 50,000 cases, in both browsers.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::browsers::Which;
use crate::shell::{Step, run};
use crate::{build, npm};

/// What `tests/benches/desk.mjs` prints; times in milliseconds, memory in MB.
#[derive(Deserialize)]
struct Measured {
    events: u64,
    cases: u64,
    /// The whole log read.
    whole: f64,
    warm50: f64,
    warm95: f64,
    cold50: f64,
    cold95: f64,
    act50: f64,
    act95: f64,
    /// On a case that is at hand.
    again50: f64,
    again95: f64,
    /// What the browser alone needs.
    message50: f64,
    message95: f64,
    write50: f64,
    write95: f64,
    memory: f64,
    search50: f64,
    search95: f64,
}

/// Prints each browser's figures.
pub(crate) fn run_all(as_built: bool) -> Result<()> {
    if !as_built {
        build::build(Which::Both, false)?;
    }
    for browser in ["chromium", "firefox"] {
        let step = Step::new(format!("A large desk in {browser}"));
        let out = run(npm::node().args(["tests/benches/desk.mjs", browser]))?;
        step.done("");
        let line = out.lines().last().unwrap_or_default();
        let got: Measured = serde_json::from_str(line).with_context(|| out.clone())?;
        println!(
            "  {browser}, {} events, {} cases: the page opens in {:.0} ms (p95 {:.0}), with a background that was asleep in {:.0} ms ({:.0}); an act is kept in {:.1} ms ({:.1}), on a case that is at hand in {:.1} ({:.1}), where the browser alone needs {:.1} ({:.1}) for a message and {:.1} ({:.1}) for a write: {:.1} times both; a search takes {:.1} ms ({:.1}); without a snapshot the log is read in {:.1} s; the extension's process holds {:.0} MB",
            got.events,
            got.cases,
            got.warm50,
            got.warm95,
            got.cold50,
            got.cold95,
            got.act50,
            got.act95,
            got.again50,
            got.again95,
            got.message50,
            got.message95,
            got.write50,
            got.write95,
            got.again50 / (got.message50 + got.write50),
            got.search50,
            got.search95,
            got.whole / 1_000.0,
            got.memory,
        );
    }
    Ok(())
}
