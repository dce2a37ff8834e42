//! Measuring: one module for each thing measured.

mod checks;
mod desk;
mod kill;
mod knowledge;
mod learning;
mod length;
mod page;
mod recorded;
mod replies;
mod reply;
mod scroll;
mod speed;
mod team;
mod triage;

use anyhow::Result;
use clap::ValueEnum;

use crate::browsers::Which;
use crate::{build, size};

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// What the parts weigh.
    Size,
    /// How long a post and a query take, beside others.
    Speed,
    /// How long a post waits for its mark.
    Page,
    /// What a scroll through thousands of posts costs the page.
    Scroll,
    /// Which articles are found, and how fast, beside others.
    Knowledge,
    /// How well and how fast posts are judged.
    Triage,
    /// What a hundred corrections of a brand are worth.
    Learning,
    /// Whether posts are as long as X's own counter says, and how fast both are.
    Length,
    /// Which playbook comes first, by words and by what posts mean.
    Replies,
    /// What the checks before sending hold back, and what they catch.
    Checks,
    /// How long a key waits for a reply's check, in Wasm.
    Reply,
    /// How long the assist frame takes to open, in both browsers.
    Frame,
    /// How long a desk with a million events takes, in both browsers.
    Desk,
    /// Whether acts are kept while background and browser are killed, in both browsers.
    Kill,
    /// Whether a post is one agent's, whatever happens to the team's servers, and how long that takes.
    Team,
    /// How soon what an agent does is seen, in recorded work at its true pace.
    Recorded,
}

/// Measures what is asked for; everything if nothing is named. With `card`, triage's model card is written; with
/// `as_built`, scrolling, article search, replies, the frame, the desk, kills and recorded work are measured in the modules as they are.
pub(crate) fn bench(what: &[What], card: bool, as_built: bool) -> Result<()> {
    let what = if what.is_empty() {
        What::value_variants()
    } else {
        what
    };
    for one in what {
        match one {
            What::Page => page::run_all()?,
            What::Scroll => scroll::run_all(as_built)?,
            What::Knowledge => knowledge::run(as_built)?,
            What::Speed => speed::run_all()?,
            What::Triage => triage::run(card)?,
            What::Learning => learning::run()?,
            What::Length => length::run()?,
            What::Replies => replies::run()?,
            What::Checks => checks::run()?,
            What::Reply => reply::keys(as_built)?,
            What::Frame => reply::openings(as_built)?,
            What::Desk => desk::run_all(as_built)?,
            What::Kill => kill::run_all(as_built)?,
            What::Team => team::run_all(as_built)?,
            What::Recorded => recorded::run_all(as_built)?,
            What::Size => build::build(Which::Both, false).and_then(|()| size::check())?,
        }
    }
    Ok(())
}
