//! `cargo xtask pages`: saved pages of a site, read by the real extension in a real browser.

use std::path::Path;

use anyhow::{Result, bail};

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
