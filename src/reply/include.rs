//! Shared pieces: `{{> closing}}` says what `closing.md` says. What cannot be followed is found when files are read.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::Problem;
use crate::reply::ask::Field;
use crate::reply::body::{Include, Part, all};
use crate::reply::playbook::Playbook;

/// The most parts of a playbook with all that it takes in.
const MOST_PARTS: usize = 2_000;

/// The playbook that an include means: its path, with or without `.md`.
pub(super) fn find<'a>(playbooks: &'a [Playbook], path: &str) -> Option<&'a Playbook> {
    let named = |name: &str| playbooks.iter().find(|playbook| playbook.path == name);
    named(path).or_else(|| named(&format!("{path}.md")))
}

fn includes(playbook: &Playbook) -> impl Iterator<Item = &Include> {
    let parts = playbook.wordings.iter().flat_map(|wording| all(wording));
    parts.filter_map(|part| match part {
        Part::Include(include) => Some(include),
        _ => None,
    })
}

/// Drops the playbooks whose pieces cannot be followed; those that are left can be, to the end.
pub(super) fn check(mut playbooks: Vec<Playbook>, problems: &mut Vec<Problem>) -> Vec<Playbook> {
    let mut wrong: BTreeSet<String> = loops(&playbooks, problems);
    // What takes in a file that is dropped is dropped too, and so on.
    loop {
        playbooks.retain(|playbook| !wrong.contains(&playbook.path));
        let known = &playbooks;
        let missing = known.iter().flat_map(|playbook| {
            let lost = includes(playbook).filter(|include| find(known, &include.path).is_none());
            lost.map(|include| (playbook.path.clone(), include.clone()))
        });
        let missing: Vec<(String, Include)> = missing.collect();
        if missing.is_empty() {
            break;
        }
        for (path, include) in missing {
            let message = format!(
                "There is no file “{}” that can be used here. Add it, correct it, or name another.",
                include.path
            );
            let place = format!("{path}:{}", include.line);
            problems.push(Problem::error("template.include", place, message));
            wrong.insert(path);
        }
    }
    let sizes = sizes(&playbooks);
    let known = playbooks.clone();
    let before = playbooks.len();
    playbooks.retain_mut(|playbook| {
        if sizes
            .get(&playbook.path)
            .is_none_or(|size| *size > MOST_PARTS)
        {
            let message =
                "With all pieces that it takes in, this is longer than any reply. Take some out.";
            problems.push(Problem::error(
                "template.long",
                playbook.path.clone(),
                message,
            ));
            return false;
        }
        take_questions(playbook, &known, problems)
    });
    // Others may take in what was just dropped.
    if playbooks.len() < before {
        return check(playbooks, problems);
    }
    playbooks
}

/// The files that take themselves in, by way of others or not.
fn loops(playbooks: &[Playbook], problems: &mut Vec<Problem>) -> BTreeSet<String> {
    let mut wrong = BTreeSet::new();
    for playbook in playbooks {
        for include in includes(playbook) {
            let Some(way) = way(playbooks, &include.path, &playbook.path) else {
                continue;
            };
            let message = format!(
                "This goes round in a circle: {} → {}. Take one of these lines out.",
                playbook.path,
                way.join(" → ")
            );
            let place = format!("{}:{}", playbook.path, include.line);
            problems.push(Problem::error("template.loop", place, message));
            wrong.insert(playbook.path.clone());
        }
    }
    wrong
}

/// The shortest way along includes from one file to another, both named.
fn way(playbooks: &[Playbook], from: &str, to: &str) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut ways: Vec<Vec<String>> = vec![vec![find(playbooks, from)?.path.clone()]];
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            let Some(last) = way.last() else { continue };
            if last == to {
                return Some(way);
            }
            if !seen.insert(last.clone()) {
                continue;
            }
            let next = find(playbooks, last).into_iter().flat_map(includes);
            for include in next {
                if let Some(next) = find(playbooks, &include.path) {
                    longer.push([way.clone(), vec![next.path.clone()]].concat());
                }
            }
        }
        ways = longer;
    }
    None
}

/// How many parts each has with all that it takes in: a few files can take each other in to millions.
fn sizes(playbooks: &[Playbook]) -> BTreeMap<String, usize> {
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    // Without loops each round settles one more level, until all are settled.
    while let Some((path, size)) = playbooks
        .iter()
        .filter(|playbook| !sizes.contains_key(&playbook.path))
        .find_map(|playbook| {
            let own: usize = playbook
                .wordings
                .iter()
                .map(|wording| all(wording).len())
                .sum();
            let mut size = own;
            for include in includes(playbook) {
                let piece = find(playbooks, &include.path)?;
                size = size.saturating_add(*sizes.get(&piece.path)?);
            }
            Some((playbook.path.clone(), size))
        })
    {
        sizes.insert(path, size);
    }
    sizes
}

/// Asks what the pieces ask too; `false` where two ask different things under one name.
fn take_questions(playbook: &mut Playbook, all: &[Playbook], problems: &mut Vec<Problem>) -> bool {
    let mut waiting: Vec<Include> = includes(playbook).cloned().collect();
    let mut seen = BTreeSet::new();
    let mut right = true;
    while let Some(include) = waiting.pop() {
        let Some(piece) = find(all, &include.path).filter(|piece| seen.insert(&piece.path)) else {
            continue;
        };
        for field in &piece.fields {
            right &= take(playbook, field, &include, problems);
        }
        // What the piece takes in is named by the line that took in the piece.
        waiting.extend(includes(piece).map(|inner| Include {
            path: inner.path.clone(),
            line: include.line,
        }));
    }
    right
}

fn take(playbook: &mut Playbook, field: &Field, by: &Include, problems: &mut Vec<Problem>) -> bool {
    match playbook.fields.iter().find(|own| own.name == field.name) {
        Some(own) if own == field => true,
        Some(_) => {
            let message = format!(
                "“ask.{}” is asked here and in “{}” in two ways. Rename one.",
                field.name, by.path
            );
            let place = format!("{}:{}", playbook.path, by.line);
            problems.push(Problem::error("template.ask", place, message));
            false
        }
        None => {
            playbook.fields.push(field.clone());
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::TemplateFile;

    fn check_all(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let mut problems = Vec::new();
        let read = |(path, body): &(&str, &str)| {
            let file = TemplateFile {
                path: (*path).into(),
                text: format!("---\nname: N\n{body}"),
                own: false,
            };
            Playbook::parse(&file, &[], &mut Vec::new())
        };
        let playbooks = check(files.iter().filter_map(read).collect(), &mut problems);
        let problems = problems.iter().map(|p| format!("{} {}", p.path, p.code));
        (
            playbooks
                .into_iter()
                .map(|playbook| playbook.path)
                .collect(),
            problems.collect(),
        )
    }

    #[test]
    fn a_loop_is_found_and_named_and_the_rest_is_used() {
        let files = [
            ("a.md", "---\nx {{> b}}"),
            ("b.md", "---\n\ny [[{{> c.md}} {{link}}]]"),
            ("c.md", "---\n{{> a}}"),
            ("d.md", "---\n{{> a}}"),
            ("e.md", "---\n{{> e}}"),
            ("f.md", "---\n{{> g}} {{> g}}"),
            ("g.md", "---\nwell"),
        ];
        let (left, problems) = check_all(&files);
        assert_eq!(left, ["f.md", "g.md"]);
        assert_eq!(
            problems,
            [
                "a.md:4 template.loop",
                "b.md:5 template.loop",
                "c.md:4 template.loop",
                "e.md:4 template.loop",
                "d.md:4 template.include"
            ]
        );
    }

    #[test]
    fn pieces_that_grow_without_end_are_refused() {
        let mut files: Vec<(String, String)> = (0..30)
            .map(|at| {
                (
                    format!("{at}"),
                    format!("---\n{{{{> {0}}}}} {{{{> {0}}}}}", at + 1),
                )
            })
            .collect();
        files.push(("30".into(), "---\nx".into()));
        let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (&**a, &**b)).collect();
        let (left, problems) = check_all(&files);
        assert!((3..15).contains(&left.len()), "{left:?}");
        assert!(
            problems
                .iter()
                .all(|problem| problem.ends_with("template.long"))
        );
    }

    #[test]
    fn what_a_piece_asks_is_asked() {
        let date = "ask.day: date\n---\n{{ask.day}} {{> b}}";
        let files = [("a", date), ("b", "ask.day: text\n---\n{{ask.day}}")];
        let (left, problems) = check_all(&files);
        assert_eq!(
            (left, problems),
            (vec!["b".to_owned()], vec!["a:5 template.ask".to_owned()])
        );
    }
}
