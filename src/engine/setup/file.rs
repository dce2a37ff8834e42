//! A profile file as text, and what is in it.

use crate::problem::Problem;
use crate::protocol::{Part, ProfileFile};

/// The longest file that is read, in bytes. A team's playbooks are a few hundred thousand.
const LONGEST: usize = 4_000_000;

/// A file without parts.
pub(super) fn empty() -> ProfileFile {
    ProfileFile {
        handrail: ProfileFile::KIND.into(),
        version: ProfileFile::VERSION,
        ..ProfileFile::default()
    }
}

/// As text for people to read, too.
pub(super) fn write(file: &ProfileFile) -> String {
    // Plain data always serialises. Bytes first: what writes the records writes the file, so that the module has it once.
    let bytes = serde_json::to_vec(file).unwrap_or_default();
    let mut text = spaced(&String::from_utf8_lossy(&bytes));
    text.push('\n');
    text
}

/// JSON without spaces, over lines.
fn spaced(json: &str) -> String {
    let mut text = String::with_capacity(json.len() * 2);
    let (mut deep, mut in_text, mut escaped) = (0_usize, false, false);
    let mut before = ' ';
    for c in json.chars() {
        if in_text {
            text.push(c);
            in_text = escaped || c != '"';
            escaped = !escaped && c == '\\';
            before = c;
            continue;
        }
        let opens = matches!(before, '[' | '{');
        match c {
            '}' | ']' => {
                deep = deep.saturating_sub(1);
                if !opens {
                    line(&mut text, deep);
                }
            }
            _ if opens => line(&mut text, deep),
            _ => {}
        }
        text.push(c);
        match c {
            '"' => in_text = true,
            '[' | '{' => deep += 1,
            ',' => line(&mut text, deep),
            ':' => text.push(' '),
            _ => {}
        }
        before = c;
    }
    text
}

fn line(text: &mut String, deep: usize) {
    text.push('\n');
    for _ in 0..deep {
        text.push_str("  ");
    }
}

/// Reads one.
///
/// # Errors
/// Where it is none, with the place: `LINE:COLUMN`.
pub(super) fn read(text: &str) -> Result<ProfileFile, Problem> {
    let wrong = |code: &str, path: &str, message: String| Problem::error(code, path, message);
    if text.len() > LONGEST {
        let message = "A profile file has at most 4 MB. This is another file.";
        return Err(wrong("setup.huge", "", message.into()));
    }
    let file: ProfileFile =
        serde_json::from_slice(text.trim_start_matches('\u{feff}').as_bytes()).map_err(|error| {
            let path = format!("{}:{}", error.line(), error.column());
            let message =
                format!("This is no profile file, or it was changed by hand: {error}. Mend that place, or export it again.");
            wrong("setup.file", &path, message)
        })?;
    if file.handrail != ProfileFile::KIND {
        let message = "A profile file begins with \"handrail\": \"profile\". This is another file.";
        return Err(wrong("setup.kind", "handrail", message.into()));
    }
    if file.version > ProfileFile::VERSION {
        let message = "This file was written by a newer Handrail. Update Handrail here first, then import it.";
        return Err(wrong("setup.newer", "version", message.into()));
    }
    Ok(file)
}

/// How many entries a part has, where it is a list.
pub(super) fn entries(file: &ProfileFile, part: Part) -> Option<usize> {
    match part {
        Part::Brands => file.brands.as_ref().map(Vec::len),
        Part::Articles => file.articles.as_ref().map(Vec::len),
        Part::Synonyms => {
            let text = file.synonyms.as_deref();
            text.map(|text| text.lines().filter(|line| !line.trim().is_empty()).count())
        }
        Part::Playbooks => file.playbooks.as_ref().map(Vec::len),
        Part::Hours => file.hours.as_ref().map(Vec::len),
        Part::Topics => file.topics.as_ref().map(Vec::len),
        Part::Targets => file.targets.as_ref().map(|targets| targets.rules.len()),
        Part::Customers | Part::Checks | Part::Rewriting | Part::Retention => None,
    }
}

/// Whether both say the same of a part.
pub(super) fn is_same(file: &ProfileFile, other: &ProfileFile, part: Part) -> bool {
    match part {
        Part::Brands => file.brands == other.brands,
        Part::Articles => file.articles == other.articles,
        Part::Synonyms => file.synonyms == other.synonyms,
        Part::Playbooks => file.playbooks == other.playbooks,
        Part::Customers => file.customers == other.customers,
        Part::Hours => file.hours == other.hours,
        Part::Checks => file.checks == other.checks,
        Part::Rewriting => file.rewriting == other.rewriting,
        Part::Topics => file.topics == other.topics,
        Part::Targets => file.targets == other.targets,
        Part::Retention => file.retention == other.retention,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn a_file_is_spaced_as_people_space_it() {
        for json in [
            r#"{"a":[],"b":{},"c":[1,2],"d":{"e":"x,y:{\"}\\"},"f":null}"#,
            r#"[{"a":"[{"},"}]",true]"#,
            "7",
        ] {
            let value: Value = serde_json::from_str(json).unwrap();
            assert_eq!(spaced(json), serde_json::to_string_pretty(&value).unwrap());
        }
    }

    proptest! {
        #[test]
        fn spaces_change_nothing(text in "\\PC{0,20}", number in any::<i64>()) {
            let value = serde_json::json!({ "a": [text, { "b": number }], "c": [[], {}] });
            let json = value.to_string();
            let read: Value = serde_json::from_str(&spaced(&json)).unwrap();
            prop_assert_eq!(read, value);
        }
    }
}
