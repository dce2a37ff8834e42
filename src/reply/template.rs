//! One template file: its head, its wordings, its variables; checked when it is read.

use crate::problem::Problem;
use crate::reply::TemplateFile;
use crate::text::front_matter::{Fault, FrontMatter};
use crate::triage::Intent;

/// What can be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variable {
    FirstName,
    Issue,
    Article,
    Link,
    Brand,
}

impl Variable {
    const ALL: [(&'static str, Self); 5] = [
        ("first_name", Self::FirstName),
        ("issue", Self::Issue),
        ("article", Self::Article),
        ("link", Self::Link),
        ("brand", Self::Brand),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, variable)| *variable)
    }
}

/// A piece of a wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Variable(Variable),
}

/// A template that can be used.
#[derive(Clone, Debug)]
pub(super) struct Template {
    pub(super) path: String,
    pub(super) name: String,
    /// Intents that it answers.
    pub(super) when: Vec<Intent>,
    /// The same reply in other words; at least one.
    pub(super) wordings: Vec<Vec<Part>>,
}

impl Template {
    /// Reads a file; `None` where a problem is fatal.
    pub(super) fn parse(file: &TemplateFile, problems: &mut Vec<Problem>) -> Option<Self> {
        let place = |line: usize| format!("{}:{line}", file.path);
        let known = problems.len();
        let head = FrontMatter::parse(&file.text);
        for fault in &head.faults {
            problems.push(Problem::error(
                "template.head",
                place(fault.line()),
                fault.to_string(),
            ));
        }
        if head.faults.contains(&Fault::Unclosed) {
            return None;
        }
        let mut when = Vec::new();
        for word in head.list("when") {
            match Intent::ALL.into_iter().find(|intent| intent.name() == word) {
                Some(intent) => when.push(intent),
                None => {
                    let line = head.field("when").map_or(1, |field| field.line);
                    let message = format!(
                        "“{word}” is no intent. Use complaint, question, suggestion, praise or other."
                    );
                    problems.push(Problem::error("template.when", place(line), message));
                }
            }
        }
        let Some(name) = head.value("name") else {
            problems.push(Problem::error(
                "template.name",
                place(1),
                "The template has no name. Add a line `name: …` between the two lines of ---.",
            ));
            return None;
        };
        let wordings = wordings(head.body, head.body_line, &file.path, problems);
        if wordings.is_empty() {
            problems.push(Problem::error(
                "template.empty",
                place(head.body_line),
                "There is no text below the head. Write the reply there.",
            ));
        }
        let usable = !problems.iter().skip(known).any(|problem| problem.fatal);
        // Without `when` a template answers everything.
        let when = if when.is_empty() {
            Intent::ALL.to_vec()
        } else {
            when
        };
        usable.then(|| Self {
            path: file.path.clone(),
            name: name.to_owned(),
            when,
            wordings,
        })
    }
}

/// The wordings of a body, parted by lines of `===`.
fn wordings(
    body: &str,
    first_line: usize,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Vec<Vec<Part>> {
    let mut wordings = Vec::new();
    let mut text = String::new();
    let mut start = first_line;
    for (line, number) in body.lines().chain(["==="]).zip(first_line..) {
        if line.trim().len() >= 3 && line.trim().chars().all(|c| c == '=') {
            if !text.trim().is_empty() {
                wordings.push(parts(text.trim_end(), start, path, problems));
            }
            text.clear();
            start = number + 1;
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    wordings
}

/// Parts a wording into text and variables.
fn parts(wording: &str, first_line: usize, path: &str, problems: &mut Vec<Problem>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut line = first_line;
    // Blank lines above a wording are only layout.
    let trimmed = wording.trim_start();
    line += wording
        .get(..wording.len() - trimmed.len())
        .unwrap_or_default()
        .matches('\n')
        .count();
    let mut rest = trimmed;
    while let Some((before, after)) = rest.split_once("{{") {
        parts.push(Part::Text(before.to_owned()));
        line += before.matches('\n').count();
        let place = format!("{path}:{line}");
        let Some((name, after)) = after
            .split_once("}}")
            .filter(|(name, _)| !name.contains('\n'))
        else {
            problems.push(Problem::error(
                "template.unclosed",
                place,
                "A variable starts with {{ and never ends. Close it with }}.",
            ));
            return parts;
        };
        match Variable::named(name.trim()) {
            Some(variable) => parts.push(Part::Variable(variable)),
            None => {
                let known: Vec<&str> = Variable::ALL.iter().map(|(name, _)| *name).collect();
                let message = format!(
                    "There is no variable “{}”. Use one of: {}.",
                    name.trim(),
                    known.join(", ")
                );
                problems.push(Problem::error("template.variable", place, message));
            }
        }
        rest = after;
    }
    parts.push(Part::Text(rest.to_owned()));
    parts
}
