//! Reads a brands file.

use std::path::Path;

use handrail::brand::Profile;
use handrail::problem::Problem;
use toml::de::{DeTable, DeValue};

use crate::failure::Failure;

const REMEDY: &str = "A brands file holds [[brand]] tables with name, handles, names, nicknames, exclude, ambiguous, certain and trade.";

/// The brands of the file; warnings go to standard error.
pub(crate) fn read(path: &Path) -> Result<Profile, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read(path).map_err(|error| Failure::file(&name, &error))?;
    let text = String::from_utf8(text).map_err(|error| {
        let line = error
            .as_bytes()
            .iter()
            .take(error.utf8_error().valid_up_to())
            .filter(|&&byte| byte == b'\n')
            .count()
            + 1;
        Failure::Message(format!(
            "{name}:{line}: this is not UTF-8. Save the file as UTF-8."
        ))
    })?;
    let (profile, problems) = parse(&name, &text)?;
    for problem in problems {
        eprintln!("handrail: {problem}");
    }
    Ok(profile)
}

/// The profile and its warnings, each at `file:line: field`.
fn parse(name: &str, text: &str) -> Result<(Profile, Vec<Problem>), Failure> {
    let profile: Profile = toml::from_str(text).map_err(|error| {
        let line = line_of(text, error.span().map_or(0, |span| span.start));
        let message = error.message().trim_end_matches('.');
        Failure::Message(format!("{name}:{line}: {message}. {REMEDY}"))
    })?;
    let mut problems = profile.check();
    for problem in &mut problems {
        problem.path = match place(text, &problem.path) {
            Some(at) => format!("{name}:{}: {}", line_of(text, at), problem.path),
            None => format!("{name}: {}", problem.path),
        };
    }
    if problems.iter().any(|problem| problem.fatal) {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        return Err(Failure::Message(lines.join("\nhandrail: ")));
    }
    Ok((profile, problems))
}

/// Where the value named by a path such as `brand[0].handles[1]` starts; where its parent does, if it is missing.
fn place(text: &str, path: &str) -> Option<usize> {
    let table = DeTable::parse(text).ok()?;
    let mut at = None;
    let mut here: Option<&DeValue<'_>> = None;
    for step in path.split(['.', '[']) {
        let next = match step.strip_suffix(']') {
            Some(index) => here?.as_array()?.get(index.parse::<usize>().ok()?),
            None => match here {
                None => table.get_ref().get(step),
                Some(value) => value.as_table()?.get(step),
            },
        };
        let Some(next) = next else { break };
        at = Some(next.span().start);
        here = Some(next.get_ref());
    }
    at
}

/// The line of a byte, counted from one.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(text: &str) -> String {
        match parse("brands.toml", text) {
            Err(Failure::Message(message)) => message,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_good_file_is_read() {
        let text = "[[brand]]\nname = \"Larkspur\"\nhandles = [\"@LarkspurCare\"]\n";
        let (profile, problems) = parse("brands.toml", text).unwrap();
        assert_eq!(profile.brands.len(), 1);
        assert_eq!(problems, []);
    }

    #[test]
    fn faults_name_file_line_field_and_remedy() {
        for (text, expected) in [
            ("[[brand]]\nname = \"A", "brands.toml:2: "),
            (
                "[[brand]]\nname = \"Larkspur\"\nhandle = \"x\"",
                "brands.toml:3: unknown field `handle`",
            ),
            (
                "[[brand]]\nname = \"Larkspur\"\n\nhandles = [\n  \"ok\",\n  \"not ok\",\n]",
                "brands.toml:6: brand[0].handles[1]: “not ok” cannot be an account",
            ),
            (
                "\n[[brand]]\nhandles = [\"a\"]",
                "brands.toml:2: brand[0].name: The brand has no name. Type",
            ),
            (
                "[[brand]]\nname = 3",
                "brands.toml:2: invalid type: integer `3`, expected a string",
            ),
        ] {
            let message = failure(text);
            assert!(message.starts_with(expected), "{message}");
        }
    }
}
