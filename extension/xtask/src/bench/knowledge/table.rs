//! The figures: a row for each thing measured, a column for us and for each of the others.

use serde_json::{Map, Value, json};

/// What is to be reached.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    /// At least this.
    Least(f64),
    /// At most this.
    Most(f64),
}

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    /// A share of 1.
    Share,
    /// Milliseconds; the others' are also told in times of ours.
    Millis,
    /// Millions of bytes.
    Mega,
    /// How many times as long as we another takes.
    Times,
}

/// One thing measured.
#[derive(Debug)]
pub(super) struct Row {
    what: String,
    unit: Unit,
    target: Option<Target>,
    ours: Option<f64>,
    others: Vec<(String, f64)>,
}

impl Row {
    pub(super) fn new(what: &str, unit: Unit, ours: Option<f64>) -> Self {
        Self {
            what: what.into(),
            unit,
            target: None,
            ours,
            others: Vec::new(),
        }
    }

    pub(super) fn target(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }

    /// What another does; nothing where it was not measured.
    pub(super) fn beside(mut self, name: &str, figure: Option<f64>) -> Self {
        self.others
            .extend(figure.map(|figure| (name.to_owned(), figure)));
        self
    }

    fn number(&self, figure: f64) -> String {
        match self.unit {
            Unit::Share => format!("{figure:.3}"),
            Unit::Millis if figure < 10.0 => format!("{figure:.2} ms"),
            Unit::Millis if figure < 10_000.0 => format!("{figure:.0} ms"),
            Unit::Millis => format!("{:.1} s", figure / 1000.0),
            Unit::Mega => format!("{figure:.0} MB"),
            Unit::Times => format!("×{figure:.1}"),
        }
    }

    fn wanted(&self) -> String {
        match self.target {
            Some(Target::Least(least)) => format!("≥ {}", self.number(least)),
            Some(Target::Most(most)) => format!("≤ {}", self.number(most)),
            None => String::new(),
        }
    }

    /// Whether the target is reached; nothing where there is none, or no figure.
    fn reached(&self) -> Option<bool> {
        let ours = self.ours?;
        Some(match self.target? {
            Target::Least(least) => ours >= least,
            Target::Most(most) => ours <= most,
        })
    }

    fn other(&self, name: &str) -> String {
        let Some((_, figure)) = self.others.iter().find(|(other, _)| other == name) else {
            return String::new();
        };
        match self.ours {
            Some(ours) if self.unit != Unit::Share && ours > 0.0 => {
                format!("{} ×{:.1}", self.number(*figure), figure / ours)
            }
            _ => self.number(*figure),
        }
    }

    fn json(&self) -> Value {
        let others: Map<String, Value> = self
            .others
            .iter()
            .map(|(name, figure)| (name.clone(), json!(figure)))
            .collect();
        let unit = match self.unit {
            Unit::Share => "share",
            Unit::Millis => "ms",
            Unit::Mega => "MB",
            Unit::Times => "times",
        };
        let target = match self.target {
            Some(Target::Least(least)) => json!({ "least": least }),
            Some(Target::Most(most)) => json!({ "most": most }),
            None => Value::Null,
        };
        json!({
            "what": self.what, "unit": unit, "target": target, "ours": self.ours, "reached": self.reached(),
            "others": others,
        })
    }
}

/// Everything measured, in groups, with what must be known to read it.
#[derive(Debug, Default)]
pub(super) struct Table {
    groups: Vec<(String, Vec<Row>)>,
    notes: Vec<String>,
}

impl Table {
    pub(super) fn group(&mut self, title: &str, rows: Vec<Row>) {
        self.groups.push((title.into(), rows));
    }

    pub(super) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// As a person reads it.
    pub(super) fn print(&self) {
        for (title, rows) in &self.groups {
            let mut names: Vec<&str> = Vec::new();
            for (name, _) in rows.iter().flat_map(|row| &row.others) {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
            let wide = |name: &str| name.len().max(14) + 2;
            let heads = names.iter().map(|name| format!("{name:>0$}", wide(name)));
            println!(
                "\n  {title:<44} {:>10} {:>10}   {}",
                "target",
                "ours",
                heads.collect::<String>()
            );
            for row in rows {
                let ours = row
                    .ours
                    .map_or_else(|| "–".into(), |figure| row.number(figure));
                let sign = match row.reached() {
                    Some(true) => '✓',
                    Some(false) => '✗',
                    None => ' ',
                };
                let cells = names
                    .iter()
                    .map(|name| format!("{:>1$}", row.other(name), wide(name)));
                println!(
                    "    {:<42} {:>10} {ours:>10} {sign} {}",
                    row.what,
                    row.wanted(),
                    cells.collect::<String>()
                );
            }
        }
        println!();
        for note in &self.notes {
            println!("  {note}");
        }
    }

    /// All of it, for programs.
    pub(super) fn json(&self) -> Value {
        let groups: Vec<Value> = self
            .groups
            .iter()
            .map(|(title, rows)| {
                json!({ "title": title, "rows": rows.iter().map(Row::json).collect::<Vec<_>>() })
            })
            .collect();
        json!({ "groups": groups, "notes": self.notes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_times_of_ours() {
        let row = Row::new("a query", Unit::Millis, Some(2.0))
            .target(Target::Most(2.0))
            .beside("lunr", Some(15.0))
            .beside("orama", None);
        assert_eq!(row.other("lunr"), "15 ms ×7.5");
        assert_eq!(row.other("orama"), "");
        assert_eq!(
            (row.wanted(), row.reached()),
            ("≤ 2.00 ms".into(), Some(true))
        );
    }
}
