//! Our own labels of rows of the training sets (`src/triage/labels/<set>.tsv`).
//!
//! A line is the row's number in its set, counted from 0, and a code: a letter for the intent (c complaint, q question,
//! s suggestion, p praise, o other), a digit for the urgency, and `r` or `n` where an agent has to answer against the
//! rule (the rule: complaints, questions and suggestions are answered, praise and the rest are not). The texts stay in
//! their sets. In a file that begins with `others: o0`, rows that are not listed have that code.

use std::collections::BTreeMap;

use anyhow::{Context, bail, ensure};
use handrail::triage::Intent;

use super::Sources;
use crate::shell;

/// What we say of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) intent: Intent,
    pub(crate) urgency: u8,
    pub(crate) reply: bool,
    set: Set,
}

/// The sets of which rows are labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Complaints,
    Feedback,
    Sentiment,
}

impl Label {
    /// The source's name, and how much one such row counts. Controls are posts to nobody in particular.
    pub(crate) const fn source(self, control: bool, sources: &Sources) -> (&'static str, f64) {
        match (self.set, control) {
            (Set::Complaints, false) => ("labelled", sources.labelled),
            (Set::Complaints, true) => ("controls", sources.controls),
            (Set::Feedback, _) => ("labelled_feedback", sources.labelled_feedback),
            (Set::Sentiment, _) => ("labelled_tweets", sources.labelled_tweets),
        }
    }

    fn read(code: &str, set: Set) -> anyhow::Result<Self> {
        let mut chars = code.chars();
        let intent = match chars.next() {
            Some('c') => Intent::Complaint,
            Some('q') => Intent::Question,
            Some('s') => Intent::Suggestion,
            Some('p') => Intent::Praise,
            Some('o') => Intent::Other,
            _ => bail!("a code begins with c, q, s, p or o, not {code:?}"),
        };
        let urgency = chars.next().and_then(|digit| digit.to_digit(10));
        let urgency = u8::try_from(urgency.context("an urgency comes second")?)?;
        ensure!(urgency <= 2, "urgency is 0, 1 or 2");
        let reply = match chars.as_str() {
            "r" => true,
            "n" => false,
            "" => !matches!(intent, Intent::Praise | Intent::Other),
            more => bail!("{more:?} after the urgency: only r or n may follow"),
        };
        Ok(Self {
            intent,
            urgency,
            reply,
            set,
        })
    }
}

/// All our labels, by set and row.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    sets: BTreeMap<&'static str, (BTreeMap<usize, Label>, Option<Label>)>,
}

impl Labels {
    /// Reads the files of labels.
    pub(crate) fn all() -> anyhow::Result<Self> {
        let folder = shell::root().join("src/triage/labels");
        let mut labels = Self::default();
        for (name, set) in [
            ("complaints.csv", Set::Complaints),
            ("feedback_en.csv", Set::Feedback),
            ("sentiment_en.csv", Set::Sentiment),
        ] {
            let path = folder.join(name).with_extension("tsv");
            let text =
                std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let read = read(&text, set).with_context(|| path.display().to_string())?;
            labels.sets.insert(name, read);
        }
        Ok(labels)
    }

    /// Our label of that row of the set.
    pub(crate) fn of(&self, file: &str, row: usize) -> Option<Label> {
        let (rows, others) = self.sets.get(file)?;
        rows.get(&row).copied().or(*others)
    }
}

fn read(text: &str, set: Set) -> anyhow::Result<(BTreeMap<usize, Label>, Option<Label>)> {
    let mut rows = BTreeMap::new();
    let mut others = None;
    for (line, number) in text.lines().zip(1..) {
        let place = || format!("line {number}");
        if let Some(code) = line.strip_prefix("others: ") {
            others = Some(Label::read(code, set).with_context(place)?);
            continue;
        }
        let (row, code) = line.split_once('\t').with_context(place)?;
        let label = Label::read(code, set).with_context(place)?;
        let before = rows.insert(row.parse().with_context(place)?, label);
        ensure!(
            before.is_none(),
            "{}: row {row} has a label already",
            place()
        );
    }
    Ok((rows, others))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_intent_urgency_and_reply() {
        let label = |code: &str| {
            Label::read(code, Set::Complaints)
                .map(|label| (label.intent.name(), label.urgency, label.reply))
                .ok()
        };
        assert_eq!(label("c2"), Some(("complaint", 2, true)));
        assert_eq!(label("c0n"), Some(("complaint", 0, false)));
        assert_eq!(label("o1r"), Some(("other", 1, true)));
        assert_eq!(label("p0"), Some(("praise", 0, false)));
        for wrong in ["", "x0", "c", "c3", "c1z"] {
            assert_eq!(label(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_row_is_labelled_once() {
        assert!(read("3\tc1\n3\to0\n", Set::Complaints).is_err());
        let (rows, others) = read("others: o0\n3\tc1\n", Set::Sentiment).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(others.map(|label| label.intent), Some(Intent::Other));
    }
}
