//! `cargo xtask`: builds, demonstrates, tests, measures and packages Handrail.
//!
//! ```text
//! cargo xtask demo       see it work
//! cargo xtask test       everything that must hold
//! cargo xtask build      target/extension/{chromium,firefox}
//! ```
//!
//! Whatever is missing (the wasm32 target, npm packages) is installed; what cannot be is named with its remedy.
#![allow(clippy::print_stdout, reason = "a program for the terminal")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod browsers;
mod build;
mod bundle;
mod demo;
mod encoder;
mod install;
mod locales;
mod manifest;
mod new_site;
mod npm;
mod package;
mod pages;
mod shell;
mod site_data;
mod size;
mod stage;
mod test;
mod train;
mod wasm;
mod zones;

use browsers::{Browser, Which};

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about)]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the extension into target/extension/.
    Build {
        /// For which browser.
        #[arg(long, default_value = "both")]
        browser: Which,
        /// Quick and readable: no wasm-opt, no minifying, source maps.
        #[arg(long)]
        dev: bool,
    },
    /// Open a browser with the extension on a practice timeline.
    Demo {
        /// In which browser.
        #[arg(long, default_value = "chromium")]
        browser: Browser,
        /// Without a window.
        #[arg(long)]
        headless: bool,
        /// Write pictures into this folder, then end.
        #[arg(long, value_name = "DIR")]
        screenshot: Option<PathBuf>,
    },
    /// Check everything: form, lints, types, tests, sizes, and both browsers.
    Test {
        /// Only checks, tests or browser specs with this in their name.
        filter: Option<String>,
        /// Every case in every browser: a usual run lets the cases of long tables take turns.
        #[arg(long)]
        whole: bool,
    },
    /// Print what the packages weigh; fail above the budget.
    Size,
    /// Make the zips for the stores, and check them as the stores do.
    Package,
    /// Serve saved pages of a site as that site, and compare what the extension reads with what is known.
    Pages {
        /// A folder with x/*.html and x/*.posts.json.
        dir: PathBuf,
        /// In which browser; both if not said.
        #[arg(long, default_value = "both")]
        browser: Which,
        /// Then move, remove, re-add and re-use rows so many times on each page.
        #[arg(long, value_name = "N", default_value_t = 0)]
        replay: u32,
        /// Instead, change each page so many times as the site's next version may, and look whether the posts are found.
        #[arg(long, value_name = "N", default_value_t = 0)]
        drill: u32,
    },
    /// Make the table of time zones anew, from the database that Cargo.lock names.
    Zones,
    /// Write the skeleton of a site into src/site, and say what is left to do.
    NewSite {
        /// The site's short name: small letters and digits.
        name: String,
    },
    /// Publish sites' tables without a release: make a key, sign what `src/site` says.
    SiteData {
        #[command(subcommand)]
        what: site_data::What,
    },
    /// Train the model that ships.
    Train(train::Args),
    /// Measure.
    Bench {
        /// What; everything if not said.
        what: Vec<bench::What>,
        /// With triage: write the model card (`src/triage/MODEL_CARD.md`) from the figures.
        #[arg(long)]
        card: bool,
        /// With scroll, knowledge, reply, frame and desk: measure the modules as they are, without building them.
        #[arg(long)]
        as_built: bool,
    },
}

fn main() -> ExitCode {
    let done = match Args::parse().task {
        Task::Build { browser, dev } => build::build(browser, dev),
        Task::Demo {
            browser,
            headless,
            screenshot,
        } => demo::demo(browser, headless, screenshot),
        Task::Test { filter, whole } => test::test(filter.as_deref(), whole),
        Task::Size => build::build(Which::Both, false).and_then(|()| size::check()),
        Task::Package => package::package(),
        Task::Pages {
            dir,
            browser,
            replay,
            drill,
        } => pages::pages(&dir, browser, replay, drill),
        Task::Zones => zones::write(),
        Task::NewSite { name } => new_site::new_site(&name),
        Task::SiteData { what } => site_data::site_data(&what),
        Task::Train(args) => train::run(&args),
        Task::Bench {
            what,
            card,
            as_built,
        } => bench::bench(&what, card, as_built),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            shell::complain(&error);
            ExitCode::FAILURE
        }
    }
}
