//! Articles from the web: goes through an import to its end, and keeps it beside the output meanwhile.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, IsTerminal, Seek, SeekFrom, Write, stderr};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use handrail::knowledge::source::{Found, Import, Known, Next, Settings, address};
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};

use super::build::write_whole;
use super::http::Client;
use super::source::Source;
use crate::failure::Failure;

/// The import is written down after each answer while it is small, and after so many bytes for an answer later.
const BYTES_AN_ANSWER: usize = 64 << 10;

/// Fetches all articles of a source.
///
/// With `old`, the output is there from an earlier import, and only what has changed is fetched.
pub(super) fn read(
    settings: Settings,
    output: &Path,
    resume: bool,
    old: bool,
) -> Result<Source, Failure> {
    let mut kept = match resume.then(|| Kept::load(output, &settings)).transpose()? {
        Some(Some(kept)) => kept,
        _ => Kept::begin(
            output,
            settings,
            if old { known(output) } else { BTreeMap::new() },
        )?,
    };
    let hosts = kept.import.settings().hosts();
    let mut clock = Clock::new(hosts.iter().all(|host| address::is_loopback(host)));
    let client = Client::new(hosts.clone());
    let bar = bar();
    loop {
        match kept.import.next(clock.now()) {
            Next::Done => break,
            Next::Wait { until } => clock.wait(until),
            Next::Fetch(fetch) => {
                let answer = client.fetch(&fetch);
                let found = kept.import.take(answer, clock.now());
                kept.keep(&found)?;
                let report = kept.import.report();
                bar.set_message(format!(
                    "{} articles, {} pages fetched, {} to go",
                    report.articles, report.fetched, report.left
                ));
                bar.tick();
            }
        }
    }
    bar.finish_and_clear();
    kept.save()?;
    let report = kept.import.report();
    let listed = report.skipped.len();
    let mut source = Source {
        name: hosts.first().cloned().unwrap_or_default(),
        unlisted: report.kinds.values().sum::<usize>().saturating_sub(listed),
        problems: report.skipped,
        ..Source::default()
    };
    kept.bring(&mut source)?;
    if report.partial {
        // Nobody can say whether these are gone.
        source.same.extend(kept.import.missing());
    }
    let before = kept.import.known();
    let same = source.same.iter();
    let same = same.filter_map(|path| Some((path.clone(), before.get(path)?.clone())));
    source.known.extend(same);
    Ok(source)
}

/// Keeps what to remember for the next time, and removes what was kept of an import that is complete.
pub(super) fn finish(output: &Path, source: &Source) -> Result<(), Failure> {
    if !source.known.is_empty() {
        let place = beside(output, KNOWN);
        let bytes = serde_json::to_vec(&source.known).map_err(std::io::Error::from);
        bytes
            .and_then(|bytes| write_whole(&place, &bytes))
            .map_err(|error| Failure::file(&place.display().to_string(), &error))?;
    }
    for ending in [STATE, ARTICLES] {
        // Where nothing was kept there is nothing to remove.
        let _ = fs::remove_file(beside(output, ending));
    }
    Ok(())
}

/// What the last import left to be remembered; nothing is remembered where that cannot be read.
fn known(output: &Path) -> BTreeMap<String, Known> {
    let bytes = fs::read(beside(output, KNOWN)).ok();
    let known = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    known.unwrap_or_default()
}

const STATE: &str = ".import";
const ARTICLES: &str = ".import.articles";
/// What lets the next import fetch only what has changed.
const KNOWN: &str = ".known";

fn beside(output: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(output.file_name().unwrap_or_default());
    name.push(ending);
    output.with_file_name(name)
}

/// An import that outlives this program: its state in one file, written anew, and its articles in another, appended.
#[derive(Debug)]
struct Kept {
    import: Import,
    state: PathBuf,
    place: PathBuf,
    articles: File,
    /// Bytes of articles that belong to the state.
    len: u64,
    /// Answers since it was written down.
    answers: usize,
    /// How large it was then.
    size: usize,
}

/// The state as it is written down.
#[derive(Serialize, Deserialize)]
struct State {
    /// Bytes of articles that belong to it: what follows came later and will come again.
    len: u64,
    import: Import,
}

impl Kept {
    fn begin(
        output: &Path,
        settings: Settings,
        known: BTreeMap<String, Known>,
    ) -> Result<Self, Failure> {
        if beside(output, STATE).exists() {
            eprintln!(
                "handrail: An import that was ended here is begun anew; --resume would go on with it."
            );
        }
        let import = Import::new(settings, known).map_err(|problems| {
            let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Failure::Message(all.join("\n"))
        })?;
        Self::open(output, State { len: 0, import })
    }

    /// What an earlier run left; nothing if it left nothing, or was about another source.
    fn load(output: &Path, settings: &Settings) -> Result<Option<Self>, Failure> {
        let place = beside(output, STATE);
        let Ok(bytes) = fs::read(&place) else {
            return Ok(None);
        };
        let Ok(state) = serde_json::from_slice::<State>(&bytes) else {
            return Err(Failure::Message(format!(
                "{}: This is no import that can be gone on with. Start again without --resume.",
                place.display()
            )));
        };
        if state.import.settings() != settings {
            return Err(Failure::Message(format!(
                "{}: The import that was ended here was of another source. Start again without --resume.",
                place.display()
            )));
        }
        Self::open(output, state).map(Some)
    }

    fn open(output: &Path, state: State) -> Result<Self, Failure> {
        let place = beside(output, ARTICLES);
        let failed = |error: &std::io::Error| Failure::file(&place.display().to_string(), error);
        let mut articles = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&place)
            .map_err(|error| failed(&error))?;
        articles
            .set_len(state.len)
            .and_then(|()| articles.seek(SeekFrom::End(0)))
            .map_err(|error| failed(&error))?;
        Ok(Self {
            import: state.import,
            state: beside(output, STATE),
            place,
            articles,
            len: state.len,
            answers: 0,
            size: 0,
        })
    }

    /// Keeps what an answer brought, and now and then the import itself.
    fn keep(&mut self, found: &[Found]) -> Result<(), Failure> {
        let mut out = BufWriter::new(&self.articles);
        let written = found.iter().try_for_each(|found| {
            serde_json::to_writer(&mut out, found).map_err(std::io::Error::from)?;
            out.write_all(b"\n")
        });
        let written = written.and_then(|()| out.flush());
        drop(out);
        written.map_err(|error| self.failed(&error))?;
        self.answers += 1;
        if self.answers * BYTES_AN_ANSWER >= self.size {
            self.save()?;
        }
        Ok(())
    }

    fn save(&mut self) -> Result<(), Failure> {
        let len = self.articles.sync_data().and_then(|()| {
            let metadata = self.articles.metadata()?;
            Ok(metadata.len())
        });
        self.len = len.map_err(|error| self.failed(&error))?;
        let state = State {
            len: self.len,
            import: self.import.clone(),
        };
        let bytes = serde_json::to_vec(&state).map_err(std::io::Error::from);
        let written = bytes.and_then(|bytes| {
            self.size = bytes.len();
            write_whole(&self.state, &bytes)
        });
        self.answers = 0;
        let name = self.state.display().to_string();
        written.map_err(|error| Failure::file(&name, &error))
    }

    /// Hands over what came.
    fn bring(&mut self, source: &mut Source) -> Result<(), Failure> {
        let read = self.articles.seek(SeekFrom::Start(0));
        read.map_err(|error| self.failed(&error))?;
        for line in BufReader::new(&self.articles).lines() {
            let line = line.map_err(|error| self.failed(&error))?;
            match serde_json::from_str(&line) {
                Ok(Found::New { document, known }) => {
                    source.known.insert(document.path.clone(), known);
                    source.documents.push(*document);
                }
                Ok(Found::Same { path }) => source.same.push(path),
                // A line that was cut off belongs to an answer that came again.
                Err(_) => {}
            }
        }
        Ok(())
    }

    fn failed(&self, error: &std::io::Error) -> Failure {
        Failure::file(&self.place.display().to_string(), error)
    }
}

/// The moment, and waiting for a later one. A server on this very machine needs no politeness: there, time is skipped.
#[derive(Debug)]
struct Clock {
    skips: bool,
    skipped: i64,
}

impl Clock {
    const fn new(skips: bool) -> Self {
        Self { skips, skipped: 0 }
    }

    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let millis = since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(0));
        millis.saturating_add(self.skipped)
    }

    fn wait(&mut self, until: i64) {
        let millis = until.saturating_sub(self.now()).max(0);
        if self.skips {
            self.skipped = self.skipped.saturating_add(millis);
        } else {
            std::thread::sleep(Duration::from_millis(millis.unsigned_abs()));
        }
    }
}

/// A line of progress only where a person watches.
fn bar() -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {msg}  {elapsed}")
        .unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::new_spinner().with_style(style)
}
