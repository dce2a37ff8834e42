//! `handrail explain`: the inside of a verdict, for people.

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::failure::Failure;
use crate::profile;
use crate::triage::Judge;

/// Shows why a text is judged as it is.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The text of a post.
    text: String,
    /// A TOML file of [[brand]] tables, to see which brand is meant.
    #[arg(long, value_name = "FILE")]
    brands: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let brands = args.brands.as_deref().map(profile::read).transpose()?;
    let judge = Judge::new(brands.unwrap_or_default())?;
    let verdict = judge.triage.judge(&args.text);
    let mut out = stdout().lock();
    writeln!(out, "{}", args.text)?;
    writeln!(
        out,
        "intent   {}, urgency {}",
        verdict.intent.name(),
        verdict.urgency
    )?;
    if let Some(mention) = judge.mention(&args.text) {
        writeln!(out, "mention  {mention}")?;
    }
    for reason in &verdict.reasons {
        let words = reason.span.slice(&args.text);
        writeln!(out, "  {:+.2}  “{words}”  {}", reason.weight, reason.why)?;
    }
    Ok(ExitCode::SUCCESS)
}
