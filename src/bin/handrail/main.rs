//! The `handrail` program: the core from a shell.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

mod corrections;
mod explain;
mod failure;
mod input;
mod kb;
mod learn;
mod profile;
mod second;
mod team;
mod triage;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;

/// Customer care inside the timeline, from a shell: what the extension thinks, for many posts at once.
#[derive(Debug, Parser)]
#[command(name = "handrail", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Triage(triage::Args),
    Explain(explain::Args),
    Learn(learn::Args),
    Kb(kb::Args),
    Team(team::Args),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Triage(args) => triage::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Learn(args) => learn::run(&args),
        Command::Kb(args) => kb::run(&args),
        Command::Team(args) => team::run(&args),
    };
    match outcome {
        Ok(code) => code,
        // Whoever read our output has seen enough (`| head`).
        Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Message(message)) => {
            eprintln!("handrail: {message}");
            ExitCode::FAILURE
        }
    }
}
