//! `cargo xtask pages`: saved pages of a site, read by the real extension in a real browser.

use std::path::Path;

use anyhow::{Result, bail};

use crate::browsers::Which;
use crate::{build, npm, shell};

/// Compares what the extension reads on each page of `folder` with what is known to be there; with `drill`, after so many
/// changes of each page.
pub(crate) fn pages(folder: &Path, which: Which, replay: u32, drill: u32) -> Result<()> {
    let folder = std::path::absolute(folder)?;
    if !folder.is_dir() {
        bail!("{} is not a folder", folder.display());
    }
    build::build(which, false)?;
    let mut wrong = Vec::new();
    for &browser in which.browsers() {
        let mut node = npm::node();
        let (script, option, times) = if drill > 0 {
            ("tests/browser/drill.mjs", "--times", drill)
        } else {
            ("tests/browser/saved.mjs", "--replay", replay)
        };
        node.arg(script)
            .arg(&folder)
            .args(["--browser", browser.name()])
            .args([option, &times.to_string()])
            .env(browser.variable(), browser.ready()?);
        if shell::run_aloud(&mut node).is_err() {
            wrong.push(browser.name());
        }
    }
    if !wrong.is_empty() {
        bail!(
            "not everything was as it should be in {}",
            wrong.join(" and ")
        );
    }
    Ok(())
}
