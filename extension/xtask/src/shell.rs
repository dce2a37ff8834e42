//! Running programs, and telling a person what is going on.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// A path within `target/`, where everything that is made goes.
pub(crate) fn target(path: &str) -> PathBuf {
    root().join("target").join(path)
}

/// A program to be started in the project's folder.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The cargo that started us, without what it set for us alone (or a nested build would be built anew each time).
pub(crate) fn cargo() -> Command {
    let mut command = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// What a program that ended said.
pub(crate) struct Said {
    /// Whether it ended well.
    pub(crate) success: bool,
    /// Its standard output.
    pub(crate) out: String,
    /// Its standard error.
    pub(crate) err: String,
}

impl Said {
    /// Everything it said.
    pub(crate) fn all(&self) -> String {
        [self.out.trim_end(), self.err.trim_end()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// Runs a program to its end, whether it succeeds or not.
pub(crate) fn ask(command: &mut Command) -> Result<Said> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", name(command)))?;
    Ok(Said {
        success: output.status.success(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

/// Runs a program that must succeed; its output is shown only if it does not.
pub(crate) fn run(command: &mut Command) -> Result<String> {
    let said = ask(command)?;
    if !said.success {
        bail!("{} failed:\n{}", line(command), said.all());
    }
    Ok(said.out)
}

/// Runs a program that must succeed and talks to the person itself.
pub(crate) fn run_aloud(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !status.success() {
        bail!("{} did not succeed", name(command));
    }
    Ok(())
}

/// Where a program lies, if it is installed.
pub(crate) fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

fn name(command: &Command) -> String {
    Path::new(command.get_program())
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn line(command: &Command) -> String {
    let mut line = name(command);
    for arg in command.get_args() {
        let _ = write!(line, " {}", arg.to_string_lossy());
    }
    line
}

/// Tells what went wrong, the innermost cause last.
pub(crate) fn complain(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}

/// The wheels that turn at present: several things may go on side by side.
static WHEELS: LazyLock<MultiProgress> = LazyLock::new(MultiProgress::new);

/// One thing that takes a while: a turning wheel on a terminal, a line when done.
pub(crate) struct Step {
    bar: ProgressBar,
    label: String,
    began: Instant,
}

impl Step {
    /// Begins; `label` says what is being done.
    pub(crate) fn new(label: impl Into<String>) -> Self {
        let label = label.into();
        let bar = if std::io::stderr().is_terminal() {
            let bar = WHEELS.add(ProgressBar::new_spinner());
            if let Ok(style) = ProgressStyle::with_template("  {spinner} {msg} {elapsed:.dim}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        } else {
            ProgressBar::hidden()
        };
        bar.set_message(label.clone());
        Self {
            bar,
            label,
            began: Instant::now(),
        }
    }

    /// Ends with a line; `note` may be empty.
    pub(crate) fn done(self, note: &str) {
        self.end("✓", note);
    }

    /// Ends with a line that says that it failed.
    pub(crate) fn failed(self, note: &str) {
        self.end("✗", note);
    }

    fn end(self, sign: &str, note: &str) {
        self.bar.finish_and_clear();
        let seconds = self.began.elapsed().as_secs_f32();
        let note = if note.is_empty() {
            String::new()
        } else {
            format!(": {note}")
        };
        let line = format!("  {sign} {}{note} ({seconds:.1} s)", self.label);
        WHEELS.suspend(|| eprintln!("{line}"));
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
