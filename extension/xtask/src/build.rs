//! Putting the packages together: `target/extension/{chromium,firefox}`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use handrail::site::update::SERIAL;
use handrail::triage::lists::Lists;
use serde_json::{Value, json};

use crate::browsers::{Browser, Which};
use crate::shell::{self, Step};
use crate::stage::{self, Files};
use crate::{bundle, encoder, locales, manifest, npm, site_data, wasm};

/// Builds the extension for the browsers asked for.
pub(crate) fn build(which: Which, dev: bool) -> Result<()> {
    npm::ready()?;
    wasm::ready()?;
    wasm::build_all(dev)?;
    let step = Step::new("Packing the extension");
    let sites = manifest::sites()?;
    site_data::tables(&sites)?;
    stage::write(
        &shell::target("generated/sites.json"),
        &serde_json::to_vec_pretty(&json!({ "serial": SERIAL, "tables": sites }))?,
    )?;
    let common = common(dev)?;
    let patterns = manifest::patterns(&sites)?;
    let source: Value = serde_json::from_slice(&stage::read(&extension().join("manifest.json"))?)
        .context("extension/manifest.json is not JSON")?;
    for &browser in which.browsers() {
        let mut files = common.clone();
        let manifest = manifest::derive(&source, browser, &patterns)?;
        files.insert(
            "manifest.json".into(),
            serde_json::to_vec_pretty(&manifest)?,
        );
        stage::write_all(&folder(browser), &files)?;
    }
    step.done("target/extension");
    Ok(())
}

/// Where a browser's unpacked extension is.
pub(crate) fn folder(browser: Browser) -> PathBuf {
    shell::target("extension").join(browser.name())
}

fn extension() -> PathBuf {
    shell::root().join("extension")
}

/// Everything but the manifest.
fn common(dev: bool) -> Result<Files> {
    let scripts = shell::target(if dev { "bundles/dev" } else { "bundles/small" });
    bundle::bundle(&scripts, dev)?;
    let mut files = locales::merge(&extension().join("_locales"))?;
    take(&mut files, &scripts, "", |_| true)?;
    take(&mut files, &extension().join("icons"), "icons/", |_| true)?;
    take(&mut files, &extension().join("pages"), "pages/", |name| {
        name.ends_with(".html") || name.ends_with(".css")
    })?;
    for (path, source) in [
        ("background/engine_bg.wasm", wasm::ENGINE.file(dev)),
        ("background/importer_bg.wasm", wasm::IMPORTER.file(dev)),
        ("second/encoder_bg.wasm", wasm::ENCODER.file(dev)),
        ("managed.json", extension().join("managed.json")),
        ("second/page.html", extension().join("second/page.html")),
        ("pages/frame_bg.wasm", wasm::FRAME.file(dev)),
        ("pages/options_bg.wasm", wasm::OPTIONS.file(dev)),
        (
            "background/weights.bin",
            shell::root().join("src/triage/weights.bin"),
        ),
        (
            "background/words.txt",
            shell::root().join("src/brand/words.txt"),
        ),
        (
            "background/languages.bin",
            shell::root().join("src/triage/languages.bin"),
        ),
    ] {
        files.insert(path.into(), stage::read(&source)?);
    }
    let lists = Lists::built_in().pack();
    files.insert("background/lists.txt".into(), lists.into_bytes());
    if let Some(weights) = encoder::if_possible() {
        files.insert("second/encoder.bin".into(), weights);
        let adapter = shell::root().join("src/encoder/adapter.bin");
        files.insert("second/adapter.bin".into(), stage::read(&adapter)?);
    }
    Ok(files)
}

/// Takes the files of `folder` that are `wanted` to `prefix`.
fn take(
    files: &mut Files,
    folder: &Path,
    prefix: &str,
    wanted: impl Fn(&str) -> bool,
) -> Result<()> {
    for path in stage::list(folder)? {
        let name = stage::relative(folder, &path);
        if wanted(&name) {
            files.insert(format!("{prefix}{name}"), stage::read(&path)?);
        }
    }
    Ok(())
}
