//! `cargo xtask pages`: saved pages of a site, read by the real extension in a real browser.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::browsers::Which;
use crate::{build, npm, shell};

/// Compares what the extension reads on each page of `folder` with what is known to be there.
pub(crate) fn pages(folder: &Path, which: Which, replay: u32) -> Result<()> {
    let folder = std::path::absolute(folder)?;
    if !folder.is_dir() {
        bail!("{} is not a folder", folder.display());
    }
    build::build(which, false)?;
    let mut wrong = Vec::new();
    for &browser in which.browsers() {
        let mut node = npm::node();
        node.arg("tests/browser/saved.mjs")
            .arg(&folder)
            .args(["--browser", browser.name()])
            .args(["--replay", &replay.to_string()])
            .env(browser.variable(), browser.ready()?);
        if let Err(error) = shell::run_aloud(&mut node).context(browser.name()) {
            wrong.push(format!("{error:#}"));
        }
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("; "));
    }
    Ok(())
}
