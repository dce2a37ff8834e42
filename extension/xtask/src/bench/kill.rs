//! Acts that are kept while background and browser are killed at random moments, in both browsers.

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::browsers::Which;
use crate::shell::{Step, run};
use crate::{build, npm};

/// What `tests/benches/kill.mjs` prints.
#[derive(Deserialize)]
struct Measured {
    kills: u32,
    crashes: u32,
    sent: u32,
    confirmed: u32,
    lost: u32,
    doubled: u32,
    unanswered: u32,
    /// Posts that are handled: as the engine counts them, and as the log's events do.
    handled: u32,
    expected: u32,
}

/// Prints each browser's figures. An act that is lost or doubled is a failure.
pub(crate) fn run_all(as_built: bool) -> Result<()> {
    if !as_built {
        build::build(Which::Both, false)?;
    }
    for browser in ["chromium", "firefox"] {
        let step = Step::new(format!("Kills in {browser}"));
        let out = run(npm::node().args(["tests/benches/kill.mjs", browser]))?;
        step.done("");
        let line = out.lines().last().unwrap_or_default();
        let got: Measured = serde_json::from_str(line).with_context(|| out.clone())?;
        println!(
            "  {browser}: {} kills, {} of them the browser's; of {} acts {} were confirmed, of which {} are lost and {} doubled; {} were cut off before an answer; {} posts are handled, {} by the log",
            got.kills,
            got.crashes,
            got.sent,
            got.confirmed,
            got.lost,
            got.doubled,
            got.unanswered,
            got.handled,
            got.expected,
        );
        if got.lost + got.doubled > 0 || got.handled != got.expected {
            bail!("acts were lost or doubled in {browser}");
        }
    }
    Ok(())
}
