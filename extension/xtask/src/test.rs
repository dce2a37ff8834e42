//! Everything that must hold, in one command: `cargo xtask test [FILTER] [--whole]`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::browsers::{Browser, Which};
use crate::shell::{self, Said, Step};
use crate::{build, install, npm, package, size, stage, wasm};

/// How many tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Tally {
    const ONE: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
    };

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// What of a check's tests is wanted.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    /// Those with this in their name.
    filter: Option<&'a str>,
    /// Every case in every browser; see `tests/browser/harness/browsers.mjs`.
    whole: bool,
}

/// One check: its name, and how it goes.
type Check = (&'static str, fn(Wanted<'_>) -> Result<Tally>);

/// From quick to slow.
const CHECKS: &[Check] = &[
    ("rustfmt", |_| {
        passes(shell::cargo().args(["fmt", "--all", "--check"]))
    }),
    ("clippy", |_| clippy(&["--workspace", "--all-targets"])),
    ("clippy wasm", |_| {
        clippy_wasm("background,importer,frame,options,encoder")
    }),
    ("cargo test", cargo_test),
    ("build", |_| {
        build::build(Which::Both, false).map(|()| Tally::ONE)
    }),
    ("types", types),
    ("content", content_tests),
    ("size", |_| size::check().map(|()| Tally::ONE)),
    ("web-ext lint", |_| package::lint().map(|_| Tally::ONE)),
    ("browser", browser_tests),
];

/// Runs the checks whose names hold `filter`; if there are none, the tests and specs whose names do.
pub(crate) fn test(filter: Option<&str>, whole: bool) -> Result<()> {
    npm::ready()?;
    wasm::ready()?;
    let named: Vec<&Check> = CHECKS
        .iter()
        .filter(|(name, _)| filter.is_none_or(|filter| name.contains(filter)))
        .collect();
    let (checks, within) = if named.is_empty() {
        let tests = ["cargo test", "build", "content", "browser"];
        let checks = CHECKS.iter().filter(|(name, _)| tests.contains(name));
        (checks.collect(), filter)
    } else {
        (with_build(named), None)
    };
    let mut total = Tally::default();
    for (name, check) in checks {
        let filter = within;
        total.add(one(name, *check, Wanted { filter, whole }));
    }
    println!("\n{total}");
    if total.failed > 0 {
        bail!("{} failed", total.failed);
    }
    Ok(())
}

/// What looks at the packages needs them built.
fn with_build(mut checks: Vec<&Check>) -> Vec<&Check> {
    let needs = ["types", "content", "size", "web-ext lint", "browser"];
    let built = checks.iter().any(|(name, _)| *name == "build");
    if !built && checks.iter().any(|(name, _)| needs.contains(name)) {
        checks.splice(0..0, CHECKS.iter().filter(|(name, _)| *name == "build"));
    }
    checks
}

fn one(name: &str, check: fn(Wanted<'_>) -> Result<Tally>, wanted: Wanted<'_>) -> Tally {
    let step = Step::new(name);
    match check(wanted) {
        Ok(tally) => {
            let sign = if tally.failed == 0 {
                Step::done
            } else {
                Step::failed
            };
            sign(step, &tally.to_string());
            tally
        }
        Err(error) => {
            step.failed("");
            shell::complain(&error);
            Tally {
                failed: 1,
                ..Tally::default()
            }
        }
    }
}

/// A program whose good end is one test passed.
fn passes(command: &mut Command) -> Result<Tally> {
    shell::run(command).map(|_| Tally::ONE)
}

fn clippy(args: &[&str]) -> Result<Tally> {
    passes(
        shell::cargo()
            .args(["clippy", "--quiet"])
            .args(args)
            .args(["--", "--deny", "warnings"]),
    )
}

fn clippy_wasm(feature: &str) -> Result<Tally> {
    clippy(&[
        "--package",
        "handrail",
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
        "--features",
        feature,
    ])
}

/// Three projects, since each runs in a world of its own: the extension, the practice site, the browser tests.
fn types(_: Wanted<'_>) -> Result<Tally> {
    let mut total = Tally::default();
    for project in [".", "www", "tests/browser"] {
        total.add(passes(npm::tool("tsc").args([
            "--noEmit",
            "--project",
            project,
        ]))?);
    }
    Ok(total)
}

fn cargo_test(wanted: Wanted<'_>) -> Result<Tally> {
    let said = shell::ask(
        shell::cargo()
            .args(["test", "--quiet", "--workspace", "--no-fail-fast"])
            .args(wanted.filter),
    )?;
    judged(&said, cargo_tally(&said.out))
}

/// Adds up the lines `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
fn cargo_tally(out: &str) -> Tally {
    let mut total = Tally::default();
    for line in out.lines().filter(|line| line.starts_with("test result:")) {
        let count = |name: &str| {
            line.split([';', '.'])
                .find_map(|part| part.trim().strip_suffix(name)?.trim().parse().ok())
                .unwrap_or(0)
        };
        total.add(Tally {
            passed: count("passed"),
            failed: count("failed"),
            skipped: count("ignored"),
        });
    }
    total
}

/// Runs the tests of what the content script and the background are made of.
fn content_tests(wanted: Wanted<'_>) -> Result<Tally> {
    let files = files("tests/content", ".test.ts", wanted)?;
    if files.is_empty() {
        return Ok(Tally::default());
    }
    let out = shell::target("tests");
    shell::run(
        npm::esbuild()?
            .args(&files)
            .args([
                "--bundle",
                "--platform=node",
                "--format=esm",
                "--packages=external",
                "--sourcemap=inline",
                "--out-extension:.js=.mjs",
                "--log-level=warning",
                "--outbase=.",
            ])
            .arg(format!("--outdir={}", out.display())),
    )?;
    let bundled = files.iter().map(|file| {
        out.join(file.strip_suffix(".ts").unwrap_or(file))
            .with_extension("test.mjs")
    });
    node_tests(npm::node().arg("--enable-source-maps"), bundled)
}

/// Runs the specs, in both browsers.
fn browser_tests(wanted: Wanted<'_>) -> Result<Tally> {
    let files = files("tests/browser", ".spec.mjs", wanted)?;
    if files.is_empty() {
        return Ok(Tally::default());
    }
    let mut node = npm::node();
    // Each file starts its own browsers, which wait for each other half of the time: three at once keep two processors
    // busy.
    node.arg("--test-concurrency=3");
    // Built once for all of them.
    let site = shell::target("tests/www");
    shell::run(npm::node().arg("www/build.mjs").arg(&site))?;
    node.env("HANDRAIL_WWW", site);
    if wanted.whole {
        node.env("HANDRAIL_WHOLE", "1");
    }
    for browser in [Browser::Chromium, Browser::Firefox] {
        node.env(browser.variable(), browser.ready()?);
    }
    node.env(install::NATS, install::nats()?);
    node.env("HANDRAIL_PROGRAM", program()?);
    node_tests(&mut node, files.iter().map(Into::into))
}

/// The `handrail` program, which makes the team's server ready.
fn program() -> Result<PathBuf> {
    shell::run(shell::cargo().args(["build", "--quiet", "--bin", "handrail"]))?;
    Ok(shell::target("debug/handrail"))
}

/// The files of a folder that end so and are wanted.
fn files(folder: &str, ending: &str, wanted: Wanted<'_>) -> Result<Vec<String>> {
    let root = shell::root();
    let all = stage::list(&root.join(folder))?;
    let names = all.iter().map(|path| stage::relative(&root, path));
    Ok(names
        .filter(|name| name.ends_with(ending))
        .filter(|name| wanted.filter.is_none_or(|filter| name.contains(filter)))
        .collect())
}

/// Runs files under Node's own test runner.
fn node_tests(node: &mut Command, files: impl Iterator<Item = PathBuf>) -> Result<Tally> {
    let node = node.args(["--test", "--test-reporter=spec"]).args(files);
    let mut said = shell::ask(node)?;
    let tally = spec_tally(&said.out);
    for (name, seconds) in slowest(&said.out) {
        println!("    {seconds:5.0} s  {name}");
    }
    said.out = failures(&said.out).to_owned();
    judged(&said, tally)
}

/// Adds up the last lines of Node's report: `ℹ pass 3`.
fn spec_tally(out: &str) -> Tally {
    let count = |name: &str| {
        out.lines()
            .rev()
            .find_map(|line| {
                line.strip_prefix(&format!("ℹ {name} "))?
                    .trim()
                    .parse()
                    .ok()
            })
            .unwrap_or(0)
    };
    Tally {
        passed: count("pass"),
        failed: count("fail") + count("cancelled"),
        skipped: count("skipped") + count("todo"),
    }
}

/// The suites that took longest, of those that took over half a minute: `✔ rows in firefox (16275.6ms)`.
fn slowest(out: &str) -> Vec<(&str, f64)> {
    const LONG: f64 = 30.0;
    let mut suites: Vec<(&str, f64)> = out
        .lines()
        .filter_map(|line| {
            let (name, time) = line.strip_prefix("✔ ")?.rsplit_once(" (")?;
            let millis: f64 = time.strip_suffix("ms)")?.parse().ok()?;
            Some((name, millis / 1000.0))
        })
        .filter(|(_, seconds)| *seconds > LONG)
        .collect();
    suites.sort_by(|one, other| other.1.total_cmp(&one.1));
    suites.truncate(12);
    suites
}

/// The part of Node's report that matters when a test has failed.
fn failures(out: &str) -> &str {
    out.split_once("✖ failing tests:")
        .map_or(out, |(_, failures)| failures.trim())
}

/// The tally of tests that ran; what they said is shown if one failed, and a run that broke off is a failure too.
fn judged(said: &Said, mut tally: Tally) -> Result<Tally> {
    if !said.success {
        if tally.failed == 0 {
            tally.failed = 1;
        }
        eprintln!("{}", said.all());
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_cargo_and_node_say() {
        let cargo = "running 2 tests\n..\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
            test result: FAILED. 3 passed; 4 failed; 0 ignored; 0 measured; 9 filtered out\n";
        let expected = Tally {
            passed: 5,
            failed: 4,
            skipped: 1,
        };
        assert_eq!(cargo_tally(cargo), expected);
        let spec = "✔ a\nℹ pass 5\nℹ fail 3\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n\n✖ failing tests:\n\n✖ b\n";
        assert_eq!(spec_tally(spec), expected);
        assert_eq!(failures(spec), "✖ b");
        let timed =
            "✔ a in firefox (31000.5ms)\n✔ b (90000ms)\n✔ c (500ms)\n  ✔ inside (99000ms)\n";
        assert_eq!(slowest(timed), [("b", 90.0), ("a in firefox", 31.0005)]);
    }

    #[test]
    fn a_run_that_breaks_off_has_failed() {
        let said = Said {
            success: false,
            out: String::new(),
            err: String::new(),
        };
        assert_eq!(judged(&said, Tally::default()).unwrap().failed, 1);
    }
}
