//! A topic's file: fields, then lines of points and phrases, in any order.
//!
//! ```text
//! name: Parking
//! yes: nowhere to park at your Fernhill shop
//! no: a walk in the park
//!
//! 3 parking, car park, parking ticket
//! 2 park, cue:money
//! -4 walk in the park, theme park
//! ```
//!
//! Lines that begin with `#` are notes. `cue:CODE` counts where that cue is found. `^add` counts where a sentence begins
//! with it, or with "please" or the account's name before it.

use crate::triage::Reading;

/// One phrase and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// As it is written.
    pub(super) source: String,
    /// As posts are read, with a space at either end.
    pub(super) line: String,
    /// Counts only where a sentence begins.
    pub(super) begins: bool,
    /// What it counts; below zero it speaks against the topic.
    pub(super) points: i32,
    /// Line in the file, from 1.
    pub(super) at: usize,
}

impl Phrase {
    /// The cue that it names, if it names one.
    pub(super) fn cue(&self) -> Option<&str> {
        self.source.strip_prefix("cue:").map(str::trim)
    }
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    pub(super) name: String,
    pub(super) alone: bool,
    pub(super) phrases: Vec<Phrase>,
    /// Posts with their line: those that have the topic, and those that do not.
    pub(super) examples: Vec<(bool, String, usize)>,
}

/// A line that says nothing that we understand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No field and no points.
    Line,
    /// A field that there is not.
    Field(String),
    /// `alone` is neither yes nor no.
    Alone(String),
    /// Points that are no whole number from -9 to 9, or nought.
    Points(String),
}

/// The most points that a phrase may count, for or against.
const MAX_POINTS: i32 = 9;

/// Reads a file; lines with a fault are left out, and are named with their number. `code` is its name if it has none.
pub(super) fn parse(text: &str, code: &str) -> (Parsed, Vec<(usize, Fault)>) {
    let mut parsed = Parsed {
        name: code.to_owned(),
        alone: true,
        ..Parsed::default()
    };
    let mut faults = Vec::new();
    for (line, at) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let read = match line.split_once(char::is_whitespace) {
            Some((points, phrases)) if points.starts_with(is_points) => {
                parsed.phrases(points, phrases, at)
            }
            _ => parsed.field(line, at),
        };
        faults.extend(read.err().map(|fault| (at, fault)));
    }
    (parsed, faults)
}

fn is_points(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '+')
}

impl Parsed {
    fn phrases(&mut self, points: &str, phrases: &str, at: usize) -> Result<(), Fault> {
        let points: i32 = points
            .parse()
            .ok()
            .filter(|points: &i32| *points != 0 && points.abs() <= MAX_POINTS)
            .ok_or_else(|| Fault::Points(points.to_owned()))?;
        self.phrases.extend(phrases.split(',').map(|phrase| {
            let source = phrase.trim();
            let begins = source.strip_prefix('^');
            Phrase {
                source: source.to_owned(),
                line: Reading::new(begins.unwrap_or(source)).line().to_owned(),
                begins: begins.is_some(),
                points,
                at,
            }
        }));
        Ok(())
    }

    fn field(&mut self, line: &str, at: usize) -> Result<(), Fault> {
        let (name, value) = line.split_once(':').ok_or(Fault::Line)?;
        let value = value.trim();
        match name.trim() {
            "name" => value.clone_into(&mut self.name),
            "alone" => {
                self.alone = match value {
                    "yes" => true,
                    "no" => false,
                    _ => return Err(Fault::Alone(value.to_owned())),
                }
            }
            "yes" => self.examples.push((true, value.to_owned(), at)),
            "no" => self.examples.push((false, value.to_owned(), at)),
            other => return Err(Fault::Field(other.to_owned())),
        }
        Ok(())
    }
}
