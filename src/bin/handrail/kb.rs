//! `handrail kb`: builds a knowledge base from articles, and searches it.

mod build;
mod http;
mod search;
mod sense;
mod source;
mod web;

use std::process::ExitCode;

use clap::Subcommand;

use crate::failure::Failure;

/// Articles: builds a knowledge base from them, and searches it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Search(search::Args),
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    match &args.command {
        Command::Build(args) => build::run(args),
        Command::Search(args) => search::run(args),
    }
}
