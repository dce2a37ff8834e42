//! The browsers: which there are, where they lie, and how to get them.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::{install, shell};

/// A browser that Handrail is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Browser {
    /// Chromium, Chrome, Edge.
    Chromium,
    /// Firefox.
    Firefox,
}

/// One browser, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Which {
    /// Chromium, Chrome, Edge.
    Chromium,
    /// Firefox.
    Firefox,
    /// Both.
    Both,
}

impl Which {
    /// As a list.
    pub(crate) fn browsers(self) -> &'static [Browser] {
        match self {
            Self::Chromium => &[Browser::Chromium],
            Self::Firefox => &[Browser::Firefox],
            Self::Both => &[Browser::Chromium, Browser::Firefox],
        }
    }
}

impl Browser {
    /// Its name in paths and arguments.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The variable that names another program to use, and that tells the browser tests which.
    pub(crate) const fn variable(self) -> &'static str {
        match self {
            Self::Chromium => "HANDRAIL_CHROMIUM",
            Self::Firefox => "HANDRAIL_FIREFOX",
        }
    }

    const fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-browser", "google-chrome"],
            Self::Firefox => &["firefox-esr", "firefox"],
        }
    }

    /// Where it lies.
    fn find(self) -> Option<PathBuf> {
        if let Some(path) = std::env::var_os(self.variable()) {
            return Some(PathBuf::from(path)).filter(|path| path.is_file());
        }
        self.programs().iter().find_map(|name| shell::which(name))
    }

    /// Where it lies; it is installed where that may be done.
    pub(crate) fn ready(self) -> Result<PathBuf> {
        if let Some(path) = self.find() {
            return Ok(path);
        }
        let packages: &[&str] = match self {
            Self::Chromium => &["chromium", "fonts-noto-core", "fonts-noto-color-emoji"],
            Self::Firefox => &["firefox-esr", "fonts-noto-core", "fonts-noto-color-emoji"],
        };
        install::install(self.name(), self.variable(), packages)?;
        match self.find() {
            Some(path) => Ok(path),
            None => bail!("{} did not bring {}", packages.join(" "), self.name()),
        }
    }
}
