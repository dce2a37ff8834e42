//! What the parts weigh, and what they may.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::browsers::Browser;
use crate::{build, package, stage};

/// One thing weighed.
struct Part {
    what: &'static str,
    path: PathBuf,
    /// The most it may weigh, in bytes.
    raw: usize,
    /// The most it may weigh compressed.
    gzip: usize,
}

/// Prints every part's weight; fails if one is above its budget.
pub(crate) fn check() -> Result<()> {
    package::zips()?;
    let mut heavy = Vec::new();
    println!("  part                      raw   budget     gzip   budget");
    for part in parts() {
        // A machine that cannot fetch the encoder's weights packs none.
        if part.path.starts_with(second()) && !part.path.is_file() {
            println!("  {:<18} skipped: not in the package", part.what);
            continue;
        }
        let bytes = stage::read(&part.path)?;
        let (raw, gzip) = (bytes.len(), gzip(&bytes)?);
        println!(
            "  {:<18} {:>10} {:>8} {:>8} {:>8}",
            part.what,
            kilo(raw),
            kilo(part.raw),
            kilo(gzip),
            kilo(part.gzip)
        );
        if raw > part.raw || gzip > part.gzip {
            heavy.push(part.what);
        }
    }
    if !heavy.is_empty() {
        bail!("above the budget: {}", heavy.join(", "));
    }
    Ok(())
}

/// The folder of the second look in the package.
fn second() -> PathBuf {
    build::folder(Browser::Chromium).join("second")
}

fn parts() -> Vec<Part> {
    let file = |path: &str| build::folder(Browser::Chromium).join(path);
    let part = |what, path, raw: usize, gzip: usize| Part {
        what,
        path,
        raw: raw * 1000,
        gzip: gzip * 1000,
    };
    vec![
        // A fifth of it reads and writes messages; cases, clocks and the queue brought 530 kB (150 kB gzip),
        // the set-up as a file 108 kB (46 kB gzip), the team 230 kB (70 kB gzip).
        part("engine", file("background/engine_bg.wasm"), 4_000, 1_400),
        part(
            "importer",
            file("background/importer_bg.wasm"),
            2_600,
            1_100,
        ),
        part("frame and panel", file("pages/frame_bg.wasm"), 730, 275),
        // The desk is in it: 200 kB (75 kB gzip) more than the options alone, and a module less to build and to load.
        part(
            "options and desk",
            file("pages/options_bg.wasm"),
            1_290,
            480,
        ),
        // Together at most 1.5 MB.
        part("weights", file("background/weights.bin"), 1050, 1050),
        part("languages", file("background/languages.bin"), 450, 450),
        part("ordinary words", file("background/words.txt"), 250, 100),
        part("cues and topics", file("background/lists.txt"), 150, 60),
        // Together at most 25 MB.
        part("encoder", file("second/encoder_bg.wasm"), 300, 150),
        part("its weights", file("second/encoder.bin"), 23_000, 22_000),
        part("its adapter", file("second/adapter.bin"), 800, 800),
        part(
            "background script",
            file("background/background.js"),
            315,
            92,
        ),
        // The tables of all sites are in it, 6 to 7 kB each.
        part("content script", file("content/content.js"), 90, 30),
        part(
            "chromium zip",
            package::zip_path(Browser::Chromium),
            26_000,
            26_000,
        ),
        part(
            "firefox zip",
            package::zip_path(Browser::Firefox),
            26_000,
            26_000,
        ),
    ]
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a size for reading, to a tenth of a kilobyte"
)]
fn kilo(bytes: usize) -> String {
    format!("{:.1} kB", bytes as f64 / 1000.0)
}
