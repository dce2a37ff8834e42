//! TypeScript to the few files that the package holds.

use std::path::Path;

use anyhow::Result;

use crate::{npm, shell};

/// A script of the package.
struct Entry {
    /// Where it begins, in the project.
    source: &'static str,
    /// Its path in the package.
    output: &'static str,
    /// How browsers load it.
    format: &'static str,
}

const ENTRIES: &[Entry] = &[
    Entry {
        source: "extension/background/main.ts",
        output: "background/background.js",
        format: "esm",
    },
    Entry {
        source: "extension/second/page.ts",
        output: "second/page.js",
        format: "esm",
    },
    Entry {
        source: "extension/second/worker.ts",
        output: "second/worker.js",
        format: "esm",
    },
    Entry {
        source: "extension/content/main.ts",
        output: "content/content.js",
        format: "iife",
    },
    Entry {
        source: "extension/content/first.ts",
        output: "content/first.js",
        format: "iife",
    },
    Entry {
        source: "extension/pages/frame.ts",
        output: "pages/frame.js",
        format: "esm",
    },
    Entry {
        source: "extension/pages/options.ts",
        output: "pages/options.js",
        format: "esm",
    },
    Entry {
        source: "extension/pages/desk.ts",
        output: "pages/desk.js",
        format: "esm",
    },
    Entry {
        source: "extension/pages/panel.ts",
        output: "pages/panel.js",
        format: "esm",
    },
];

/// Bundles every script into `folder`.
pub(crate) fn bundle(folder: &Path, dev: bool) -> Result<()> {
    for entry in ENTRIES {
        let source = shell::root().join(entry.source);
        let mut esbuild = npm::esbuild()?;
        esbuild.arg(&source).args([
            "--bundle",
            "--target=chrome120,firefox140",
            "--charset=utf8",
            "--legal-comments=none",
            "--log-level=warning",
        ]);
        esbuild.arg(format!("--format={}", entry.format));
        esbuild.arg(format!("--outfile={}", folder.join(entry.output).display()));
        esbuild.arg(if dev {
            "--sourcemap=inline"
        } else {
            "--minify"
        });
        shell::run(&mut esbuild)?;
    }
    Ok(())
}
