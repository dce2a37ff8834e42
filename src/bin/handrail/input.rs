//! JSON lines in: one at a time, a fault in one does not stop the rest.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, stderr, stdin};

use handrail::problem::Problem;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

use crate::failure::Failure;

/// A line's number, and the line as a JSON value or what is wrong with it.
pub(crate) type Line = (usize, Result<Value, Problem>);

/// Lines of a file or of standard input, with their numbers.
pub(crate) struct Lines {
    name: String,
    reader: Box<dyn BufRead>,
    number: usize,
    /// Whether somebody may be waiting for each answer (the input is a pipe or a keyboard).
    pub(crate) live: bool,
    progress: ProgressBar,
}

impl Lines {
    /// Opens `path`; none, or `-`, is standard input.
    pub(crate) fn open(path: Option<&str>) -> Result<Self, Failure> {
        let Some(path) = path.filter(|&path| path != "-") else {
            return Ok(Self {
                name: "standard input".into(),
                reader: Box::new(stdin().lock()),
                number: 0,
                live: true,
                progress: ProgressBar::hidden(),
            });
        };
        let file = File::open(path).map_err(|error| Failure::file(path, &error))?;
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        Ok(Self {
            name: path.to_owned(),
            reader: Box::new(BufReader::with_capacity(1 << 16, file)),
            number: 0,
            live: false,
            progress: bar(size),
        })
    }

    /// The next line that is not blank, as a JSON value or what is wrong with it.
    pub(crate) fn next(&mut self) -> Result<Option<Line>, Failure> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = self
                .reader
                .read_until(b'\n', &mut line)
                .map_err(|error| Failure::file(&self.name, &error))?;
            if read == 0 {
                self.progress.finish_and_clear();
                return Ok(None);
            }
            self.number += 1;
            self.progress.inc(read as u64);
            let content = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&line);
            if !content.trim_ascii().is_empty() {
                let parsed =
                    parse(content).map_err(|(code, message)| self.fault(code, "", &message));
                return Ok(Some((self.number, parsed)));
            }
        }
    }

    /// A fault of the line read last.
    pub(crate) fn fault(&self, code: &str, field: &str, message: &str) -> Problem {
        let colon = if field.is_empty() { "" } else { ": " };
        let path = format!("{}:{}{colon}{field}", self.name, self.number);
        Problem::error(code, path, message)
    }

    /// Says on standard error what is wrong, around the progress bar.
    pub(crate) fn report(&self, problem: &Problem) {
        self.progress.suspend(|| eprintln!("handrail: {problem}"));
    }
}

/// A bar only where a person watches.
fn bar(size: u64) -> ProgressBar {
    if !stderr().is_terminal() || size == 0 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {percent:>3}%  {bytes_per_sec}  {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(size).with_style(style)
}

fn parse(line: &[u8]) -> Result<Value, (&'static str, String)> {
    let text = std::str::from_utf8(line).map_err(|error| {
        let message = format!(
            "This line is not UTF-8 (at byte {}). Save the file as UTF-8.",
            error.valid_up_to() + 1
        );
        ("line.encoding", message)
    })?;
    serde_json::from_str(text)
        .or_else(|error| serde_json::from_str(&without_lone_surrogates(text)).map_err(|_| error))
        .map_err(|error| {
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or_default();
            let message = format!(
                "This line is not JSON ({why}, column {}). Each line is one object.",
                error.column()
            );
            ("line.json", message)
        })
}

/// Pages hold half characters (a lone `\ud83d`), which no Rust string can: each becomes U+FFFD.
fn without_lone_surrogates(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let taken = match (unit(escape), escape.get(6..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                out.push('\u{fffd}');
                rest = escape.get(6..).unwrap_or_default();
                continue;
            }
            (Some(_), _) => 6,
            // The backslash and the character after it, whatever that is.
            (None, _) => 1 + escape.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (kept, after) = escape.split_at(taken);
        out.push_str(kept);
        rest = after;
    }
    out + rest
}

/// The UTF-16 unit of a `\uXXXX` at the start of `text`.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_characters_are_replaced_and_nothing_else_is() {
        for (json, expected) in [
            (r#"{"text":"a \ud83d b"}"#, "a \u{fffd} b"),
            (r#"{"text":"\ude00\ud83d"}"#, "\u{fffd}\u{fffd}"),
            (r#"{"text":"\ud83d\ude00 ok"}"#, "😀 ok"),
            (r#"{"text":"\\ud83d \ud83d"}"#, "\\ud83d \u{fffd}"),
        ] {
            assert_eq!(parse(json.as_bytes()).unwrap()["text"], expected, "{json}");
        }
    }

    #[test]
    fn what_is_not_json_is_named() {
        let (code, message) = parse(b"{\"id\": 1,").unwrap_err();
        assert_eq!(code, "line.json");
        assert!(message.contains("column 9"), "{message}");
        assert_eq!(parse(b"\"\xff\"").unwrap_err().0, "line.encoding");
    }
}
