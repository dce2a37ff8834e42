//! The body of a playbook: wordings parted by lines of `===`, each of text, variables, shared pieces and optional parts.
//!
//! | written | means |
//! | --- | --- |
//! | `{{link}}` | a variable ([`Variable`]); without a value the wording is not offered |
//! | `{{first_name\|there}}` | with what is said where it has no value |
//! | `{{ask.date}}` | the agent's answer |
//! | `{{> closing}}` | the wording of another file |
//! | `[[ Steps: {{link}} ]]` | left out where something in it has no value |

use crate::problem::Problem;

/// How deep `[[` may stand in `[[`.
const DEPTH: usize = 3;

/// What can be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variable {
    FirstName,
    Issue,
    Article,
    Link,
    Brand,
    Status,
    Private,
    Phone,
    Chat,
    SignOff,
}

impl Variable {
    pub(super) const ALL: [(&'static str, Self); 10] = [
        ("first_name", Self::FirstName),
        ("issue", Self::Issue),
        ("article", Self::Article),
        ("link", Self::Link),
        ("brand", Self::Brand),
        ("status", Self::Status),
        ("private", Self::Private),
        ("phone", Self::Phone),
        ("chat", Self::Chat),
        ("sign_off", Self::SignOff),
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
    /// What is said where it has no value.
    Variable(Variable, Option<String>),
    /// A question's name, and what is said without an answer.
    Ask(String, Option<String>),
    Include(Include),
    Optional(Vec<Part>),
}

/// Another file's text is said here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Include {
    /// The file's path, as it is written here.
    pub(super) path: String,
    /// Line in this file, from 1.
    pub(super) line: usize,
}

/// Every part of some parts, those in optional parts too.
pub(super) fn all(parts: &[Part]) -> Vec<&Part> {
    let mut found = Vec::new();
    for part in parts {
        found.push(part);
        if let Part::Optional(inside) = part {
            found.extend(all(inside));
        }
    }
    found
}

/// The wordings of a body.
pub(super) fn wordings(
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
                wordings.push(parts(&text, start, path, problems));
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

fn parts(wording: &str, first_line: usize, path: &str, problems: &mut Vec<Problem>) -> Vec<Part> {
    // Blank lines above a wording are only layout.
    let trimmed = wording.trim_start();
    let above = wording.get(..wording.len() - trimmed.len());
    let mut reader = Reader {
        line: first_line + above.unwrap_or_default().matches('\n').count(),
        open: Vec::new(),
        parts: Vec::new(),
        path,
        problems,
    };
    reader.read(trimmed.trim_end());
    reader.parts
}

/// Reads one wording from its beginning to its end.
struct Reader<'a> {
    line: usize,
    /// What stands before each `[[` that is not closed yet, and its line.
    open: Vec<(Vec<Part>, usize)>,
    parts: Vec<Part>,
    path: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn read(&mut self, wording: &str) {
        let mut rest = wording;
        while let Some((before, sign, after)) = next_sign(rest) {
            self.text(before);
            rest = match sign {
                "{{" => {
                    let Some((name, after)) = after
                        .split_once("}}")
                        .filter(|(name, _)| !name.contains('\n'))
                    else {
                        self.problem(
                            "template.unclosed",
                            self.line,
                            "A variable starts with {{ and never ends. Close it with }}.",
                        );
                        return;
                    };
                    self.braces(name.trim());
                    after
                }
                "[[" => {
                    self.open();
                    after
                }
                _ => {
                    self.close();
                    after
                }
            };
        }
        self.text(rest);
        while let Some((before, line)) = self.open.pop() {
            let inside = all(&self.parts);
            let words = inside.iter().find_map(|part| match part {
                Part::Text(text) => text.split_whitespace().next(),
                _ => None,
            });
            let message = format!(
                "[[ before “{}” begins a part that may be left out, and nothing ends it. Close it with ]], or take the [[ out.",
                words.unwrap_or("…")
            );
            self.problem("template.unclosed", line, message);
            self.parts = before;
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((before, _)) = text.split_once("}}") {
            let line = self.line + before.matches('\n').count();
            let message = "}} ends a variable that never began. Put {{ before it, or take it out.";
            self.problem("template.unclosed", line, message);
        }
        self.line += text.matches('\n').count();
        if !text.is_empty() {
            self.parts.push(Part::Text(text.to_owned()));
        }
    }

    fn open(&mut self) {
        if self.open.len() == DEPTH {
            let message =
                format!("[[ stands in more than {DEPTH} other [[. Take some of them out.");
            self.problem("template.nested", self.line, message);
        }
        self.open.push((std::mem::take(&mut self.parts), self.line));
    }

    fn close(&mut self) {
        let Some((before, line)) = self.open.pop() else {
            let message = "]] ends a part that never began. Put [[ before it, or take it out.";
            return self.problem("template.unclosed", self.line, message);
        };
        let inside = std::mem::replace(&mut self.parts, before);
        if all(&inside)
            .iter()
            .all(|part| matches!(part, Part::Text(_)))
        {
            let message = "There is no variable between [[ and ]], so this part is always said. Take the brackets out.";
            let place = format!("{}:{line}", self.path);
            self.problems
                .push(Problem::warning("template.always", place, message));
        }
        self.parts.push(Part::Optional(inside));
    }

    /// What stands between `{{` and `}}`.
    fn braces(&mut self, inside: &str) {
        if let Some(path) = inside.strip_prefix('>') {
            self.parts.push(Part::Include(Include {
                path: path.trim().to_owned(),
                line: self.line,
            }));
            return;
        }
        if inside.contains(['[', ']', '{', '}']) {
            let message = format!(
                "“{inside}” has brackets in it, and customers would read them. Take them out."
            );
            return self.problem("template.brackets", self.line, message);
        }
        let (name, otherwise) = match inside.split_once('|') {
            Some((name, otherwise)) => (name.trim(), Some(otherwise.trim().to_owned())),
            None => (inside, None),
        };
        if let Some(field) = name.strip_prefix("ask.") {
            let field = field.trim().to_lowercase().replace(['-', ' '], "_");
            self.parts.push(Part::Ask(field, otherwise));
        } else if let Some(variable) = Variable::named(name) {
            self.parts.push(Part::Variable(variable, otherwise));
        } else {
            let known: Vec<&str> = Variable::ALL.iter().map(|(name, _)| *name).collect();
            let message = format!(
                "There is no variable “{name}”. Use one of: {}.",
                known.join(", ")
            );
            self.problem("template.variable", self.line, message);
        }
    }

    fn problem(&mut self, code: &str, line: usize, message: impl Into<String>) {
        let place = format!("{}:{line}", self.path);
        self.problems.push(Problem::error(code, place, message));
    }
}

/// The first of the signs that mean something: what stands before it, it, and what comes after it.
fn next_sign(text: &str) -> Option<(&str, &str, &str)> {
    let first = |sign: &'static str| text.find(sign).map(|at| (at, sign));
    let (at, sign) = ["{{", "[[", "]]"].into_iter().filter_map(first).min()?;
    Some((text.get(..at)?, sign, text.get(at + sign.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(body: &str) -> (Vec<Vec<Part>>, Vec<String>) {
        let mut problems = Vec::new();
        let wordings = wordings(body, 1, "p", &mut problems);
        let problems = problems.iter().map(|p| format!("{} {}", p.path, p.code));
        (wordings, problems.collect())
    }

    #[test]
    fn a_wording_is_read_into_its_parts() {
        let text = |text: &str| Part::Text(text.into());
        let (wordings, problems) = read(
            "\nHi {{ first_name | there }}[[, see {{link}}]].\n{{> end}}\n===\n{{ask.Day-One}}",
        );
        assert_eq!(problems, Vec::<String>::new());
        let include = Include {
            path: "end".into(),
            line: 3,
        };
        let first = vec![
            text("Hi "),
            Part::Variable(Variable::FirstName, Some("there".into())),
            Part::Optional(vec![text(", see "), Part::Variable(Variable::Link, None)]),
            text(".\n"),
            Part::Include(include),
        ];
        assert_eq!(wordings, [first, vec![Part::Ask("day_one".into(), None)]]);
    }

    #[test]
    fn what_never_ends_is_named_by_its_line() {
        for (body, expected) in [
            ("a\n[[b {{link}}\nc", "p:2 template.unclosed"),
            ("a\nb ]] c", "p:2 template.unclosed"),
            ("a\n\n{{link", "p:3 template.unclosed"),
            ("a {{lnik}}", "p:1 template.variable"),
            ("a\n\nb [[ c", "p:3 template.unclosed"),
            (
                "a [[ {{link}}\n===\nb ]]",
                "p:1 template.unclosed p:3 template.unclosed",
            ),
            ("a\n{{first_name}} }}", "p:2 template.unclosed"),
            ("{{link|[[ here}}", "p:1 template.brackets"),
            ("[[always]]", "p:1 template.always"),
            ("[[[[[[[[{{link}}]]]]]]]]", "p:1 template.nested"),
        ] {
            assert_eq!(read(body).1.join(" "), expected, "{body}");
        }
    }

    proptest! {
        #[test]
        fn any_body_is_read(body in "(\\{\\{|\\}\\}|\\[\\[|\\]\\]|===\n|link|>|\\||\n|\\PC){0,20}") {
            read(&body);
        }
    }
}
