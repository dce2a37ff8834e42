//! A set to measure on: a CSV file by the names of its columns.

use std::path::Path;

use anyhow::{Context, Result};

/// A file of rows, by the names of its columns.
pub(super) struct Table {
    columns: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let mut reader =
            csv::Reader::from_path(path).with_context(|| path.display().to_string())?;
        let columns = reader.headers()?.iter().map(str::to_owned).collect();
        let rows = reader.records().collect::<Result<_, _>>();
        let rows = rows.with_context(|| path.display().to_string())?;
        Ok(Self { columns, rows })
    }

    /// The rows of which `keep` says so, given a field by the name of its column.
    pub(super) fn only(mut self, keep: impl Fn(&dyn Fn(&str) -> String) -> bool) -> Self {
        let columns = self.columns.clone();
        self.rows.retain(|row| {
            keep(&|name| {
                let at = columns.iter().position(|column| column == name);
                at.and_then(|at| row.get(at)).unwrap_or_default().to_owned()
            })
        });
        self
    }

    pub(super) fn column(&self, name: &str) -> Vec<String> {
        let at = self.columns.iter().position(|column| column == name);
        let field = |row| -> Option<&str> { csv::StringRecord::get(row, at?) };
        self.rows
            .iter()
            .map(|row| field(row).unwrap_or_default().to_owned())
            .collect()
    }
}
