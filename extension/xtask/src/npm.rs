//! Node and the npm packages.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{self, Step};
use crate::stage;

/// The oldest Node that every tool here runs on.
const OLDEST_NODE: u32 = 20;

/// A Node program.
pub(crate) fn node() -> Command {
    let mut command = shell::command("node");
    // Warnings about experiments of Node itself tell nobody here anything.
    command.env("NODE_NO_WARNINGS", "1");
    command
}

/// A program that came with the npm packages.
pub(crate) fn tool(name: &str) -> Command {
    shell::command(shell::root().join("node_modules/.bin").join(name))
}

/// The bundler itself: its Node wrapper would add its own stack to every message.
pub(crate) fn esbuild() -> Result<Command> {
    let builds = shell::root().join("node_modules/@esbuild");
    let program = fs::read_dir(&builds)
        .with_context(|| format!("cannot list {}", builds.display()))?
        .flatten()
        .flat_map(|build| ["bin/esbuild", "esbuild.exe"].map(|name| build.path().join(name)))
        .find(|program| program.is_file());
    match program {
        Some(program) => Ok(shell::command(program)),
        None => bail!("esbuild has no build for this machine. Remove node_modules and try again."),
    }
}

/// Sees to it that Node is there and `node_modules` is what `package-lock.json` says.
pub(crate) fn ready() -> Result<()> {
    check_node()?;
    let root = shell::root();
    let lock = stage::read(&root.join("package-lock.json"))?;
    let stamp = root.join("node_modules/.handrail-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let step = Step::new("Fetching npm packages");
    shell::run(shell::command("npm").args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))
    .context("The npm packages could not be installed; is the network there? Try: npm ci")?;
    stage::write(&stamp, &lock)?;
    step.done("");
    Ok(())
}

fn check_node() -> Result<()> {
    const REMEDY: &str = "Install Node.js 20 or newer with npm (https://nodejs.org)";
    for program in ["node", "npm"] {
        if shell::which(program).is_none() {
            bail!("{program} is not installed. {REMEDY}.");
        }
    }
    let version = shell::run(node().arg("--version"))?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok())
        .unwrap_or_default();
    if major < OLDEST_NODE {
        bail!("Node.js {} is too old. {REMEDY}.", version.trim());
    }
    Ok(())
}
