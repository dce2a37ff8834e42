//! A table (CSV): one article a row, columns by their names in the first row.

use ::csv::{ReaderBuilder, StringRecord};

use super::charset;
use super::settings::{Mapping, Settings};
use super::table::{Columns, Row, parted};
use super::{Reading, Source, brief};
use crate::problem::Problem;

/// The most rows of one table.
const MAX_ROWS: usize = 100_000;

/// Tables.
#[derive(Debug)]
pub(super) struct Csv;

impl Source for Csv {
    fn kind(&self) -> &'static str {
        "csv"
    }

    fn check(&self, _settings: &Settings) -> Vec<Problem> {
        Vec::new()
    }

    fn files(&self, settings: &Settings, files: Vec<(String, Vec<u8>)>) -> Reading {
        let mut reading = Reading::default();
        let Settings::Csv { mapping } = settings else {
            return reading;
        };
        for (name, bytes) in files {
            table(&name, &bytes, mapping, &mut reading);
        }
        reading
    }
}

/// A row, with the names of its columns.
struct Cells<'a> {
    names: &'a [String],
    record: StringRecord,
}

impl Row for Cells<'_> {
    fn text(&self, column: &str) -> Option<String> {
        let at = self.names.iter().position(|name| name == column)?;
        self.record.get(at).map(str::to_owned)
    }

    fn list(&self, column: &str, separators: &[char]) -> Vec<String> {
        self.text(column)
            .map_or_else(Vec::new, |text| parted(&text, separators))
    }
}

fn table(name: &str, bytes: &[u8], mapping: &Mapping, reading: &mut Reading) {
    let (mut text, broken) = charset::text(bytes, None);
    if broken {
        // What spreadsheets write that do not write UTF-8.
        (text, _) = charset::text(bytes, Some("charset=windows-1252"));
        let message = "This table is not UTF-8 and was read as Windows-1252. Look at its accents and quotes, and save it as UTF-8 if they are wrong.";
        reading.warn("source.encoding", name, message);
    }
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(names) => names.iter().map(|name| name.trim().to_owned()).collect(),
        Err(error) => {
            let message = format!(
                "This is no table ({}). Save it as CSV in UTF-8.",
                brief(&error)
            );
            return reading.skip("csv.table", name, message);
        }
    };
    if names.iter().all(String::is_empty) {
        let message =
            "This table is empty. Its first row names the columns, such as title, body and url.";
        return reading.skip("csv.table", name, message);
    }
    let columns = match Columns::find(mapping, &names) {
        Ok(columns) => columns,
        Err(problems) => return reading.problems.extend(problems),
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        let Ok(record) = record else { continue };
        let line = record.position().map_or(0, ::csv::Position::line);
        let place = format!("{name}:{line}");
        if rows.len() == MAX_ROWS {
            let message = "This table has more than 100,000 rows; this one and all after it are left out. Split it.";
            reading.skip("csv.rows", place, message);
            break;
        }
        if record.len() > names.len() {
            let message = "This row has more cells than there are columns: a text with commas or line breaks needs quotes around it. It was read as far as there are columns.";
            reading.warn("csv.row", &place, message);
        }
        let names = names.as_slice();
        rows.push((place, Cells { names, record }));
    }
    let rows: Vec<(String, &dyn Row)> = rows
        .iter()
        .map(|(place, row)| (place.clone(), row as &dyn Row))
        .collect();
    let read = columns.read(&rows);
    reading.documents.extend(read.documents);
    reading.problems.extend(read.problems);
}

/// What parts the columns: the sign that the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        for (sign, count) in &mut counts {
            *count += usize::from(!quoted && *sign == byte);
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(sign, _)| *sign)
}
