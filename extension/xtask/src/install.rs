//! Programs that the tests need besides Rust and Node: taken from the system's packages where that may be done.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::shell::{self, Step};

/// Names another program to use as the team's server, and tells the browser tests which.
pub(crate) const NATS: &str = "HANDRAIL_NATS";

/// The team's server.
pub(crate) fn nats() -> Result<PathBuf> {
    let find = || match std::env::var_os(NATS) {
        Some(path) => Some(PathBuf::from(path)).filter(|path| path.is_file()),
        None => shell::which("nats-server"),
    };
    if let Some(path) = find() {
        return Ok(path);
    }
    install("nats-server", NATS, &["nats-server"])?;
    match find() {
        Some(path) => Ok(path),
        None => bail!("nats-server did not bring nats-server"),
    }
}

/// Installs packages; `variable` names what can be set instead.
pub(crate) fn install(name: &str, variable: &str, packages: &[&str]) -> Result<()> {
    let remedy = format!("apt-get install --yes {}", packages.join(" "));
    if shell::which("apt-get").is_none() {
        bail!("There is no {name}. Install it, or name it in {variable}.");
    }
    if !is_root() {
        bail!("There is no {name}. Type: sudo {remedy}");
    }
    let step = Step::new(format!("Installing {name}"));
    let apt = |args: &[&str]| {
        shell::run(
            shell::command("apt-get")
                .args(["--quiet", "--quiet"])
                .args(args)
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    };
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())?;
    step.done("");
    Ok(())
}

/// Whether programs may be installed without asking.
fn is_root() -> bool {
    shell::run(shell::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
