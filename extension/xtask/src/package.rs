//! The zips for the stores: the same files give the same bytes.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::browsers::{Browser, Which};
use crate::shell::{self, Step};
use crate::stage::{self, Files};
use crate::{build, npm, size};

/// Builds both packages and checks them as the stores do.
pub(crate) fn package() -> Result<()> {
    build::build(Which::Both, false)?;
    zips()?;
    lint()?;
    size::check()
}

/// Writes a zip of each built package.
pub(crate) fn zips() -> Result<()> {
    for &browser in Which::Both.browsers() {
        let folder = build::folder(browser);
        let mut files = Files::new();
        for path in stage::list(&folder)? {
            files.insert(stage::relative(&folder, &path), stage::read(&path)?);
        }
        stage::write(&zip_path(browser), &zip(&files)?)?;
    }
    Ok(())
}

/// Where a browser's zip is.
pub(crate) fn zip_path(browser: Browser) -> PathBuf {
    shell::target("extension").join(format!(
        "handrail-{}-{}.zip",
        browser.name(),
        env!("CARGO_PKG_VERSION")
    ))
}

/// Files in the order of their names, all of 1 January 1980, the first day that a zip can name.
fn zip(files: &Files) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Looks at the Firefox package as addons.mozilla.org does: errors fail, warnings are shown. Gives their number.
pub(crate) fn lint() -> Result<usize> {
    let step = Step::new("Checking the package as addons.mozilla.org does");
    let said = shell::ask(
        npm::tool("web-ext")
            .args(["lint", "--output", "json", "--source-dir"])
            .arg(build::folder(Browser::Firefox)),
    )?;
    let report: Value = serde_json::from_str(said.out.trim())
        .with_context(|| format!("web-ext lint gave no report:\n{}", said.all()))?;
    let findings = |kind: &str| {
        report
            .get(kind)
            .and_then(Value::as_array)
            .map(|list| list.iter().map(finding).collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let (errors, warnings) = (findings("errors"), findings("warnings"));
    step.done(&format!(
        "{} errors, {} warnings",
        errors.len(),
        warnings.len()
    ));
    for warning in &warnings {
        println!("  warning: {warning}");
    }
    if !errors.is_empty() {
        bail!("web-ext lint found errors:\n  {}", errors.join("\n  "));
    }
    Ok(warnings.len())
}

fn finding(finding: &Value) -> String {
    let text = |name: &str| {
        finding
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    format!("{} {}: {}", text("file"), text("code"), text("message"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_zip() {
        let files: Files = [("b.txt", "two"), ("a.txt", "one")]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into();
        let first = zip(&files).unwrap();
        assert_eq!(first, zip(&files).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(first)).unwrap();
        let names: Vec<String> = (0..archive.len())
            .map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned())
            .collect();
        assert_eq!(names, ["a.txt", "b.txt"]);
    }
}
