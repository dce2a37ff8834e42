//! `cargo xtask demo`: the extension at work on a practice timeline.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::browsers::{Browser, Which};
use crate::{build, npm, shell};

/// Builds, opens the stand-in site as x.com with the extension, and stays until the browser is closed; with a folder
/// for screenshots, takes them and ends.
pub(crate) fn demo(browser: Browser, headless: bool, screenshots: Option<PathBuf>) -> Result<()> {
    let which = match browser {
        Browser::Chromium => Which::Chromium,
        Browser::Firefox => Which::Firefox,
    };
    if !headless && !has_display() {
        bail!(
            "There is no display to open a window on. For pictures instead: cargo xtask demo --headless --screenshot target/pictures"
        );
    }
    let program = browser.ready()?;
    build::build(which, false)?;
    let mut node = npm::node();
    node.arg("tests/browser/demo.mjs")
        .args(["--browser", browser.name()])
        .env(browser.variable(), program);
    if headless {
        node.arg("--headless");
    }
    if let Some(folder) = screenshots {
        node.arg("--screenshot").arg(std::path::absolute(folder)?);
    }
    shell::run_aloud(&mut node)
}

/// Whether a window could be opened: always, but for a Unix without a desktop.
fn has_display() -> bool {
    cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
