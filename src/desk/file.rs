//! Corrections as a file to hand on: JSON lines, one event each, with the rows of the lesson and without any text.
//!
//! ```
//! use handrail::desk::{Act, Event, from_lines, to_lines};
//! use handrail::triage::Intent;
//! use handrail::triage::learning::{Lesson, Sample, VERSION};
//! let lesson = Lesson {
//!     version: VERSION,
//!     brand: "Larkspur".into(),
//!     model: [-9, -480, -320, -610, -290],
//!     sample: Sample { words: vec![17, 1204], cues: vec![] },
//! };
//! let act = Act::Corrected { intent: Intent::Other, lesson: Some(lesson) };
//! let event = Event { id: "a1".into(), post: "x:1".into(), at: 1_700_000_000_000, act };
//! let file = to_lines([&event]);
//! assert_eq!(from_lines(&file), Ok(vec![event]));
//! ```

use crate::desk::Event;
use crate::problem::Problem;
use crate::triage::learning::{Label, VERSION};

/// The most a file may hold, in corrections.
const MOST: usize = 20_000;
/// The longest id, post key or topic, in bytes.
const LONGEST: usize = 200;

/// The file of these events, in their order.
#[must_use]
pub fn to_lines<'a>(events: impl IntoIterator<Item = &'a Event>) -> String {
    let mut file = String::new();
    for event in events {
        // Plain data always serialises.
        file.push_str(&serde_json::to_string(event).unwrap_or_default());
        file.push('\n');
    }
    file
}

/// Reads a file whole, or not at all. Blank lines are passed over.
///
/// # Errors
/// Names the first line that is no correction, or one of another version of Handrail.
pub fn from_lines(file: &str) -> Result<Vec<Event>, Problem> {
    let mut events = Vec::new();
    for (line, number) in file.lines().zip(1usize..) {
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() {
            continue;
        }
        if events.len() == MOST {
            let message = format!("The file holds more than {MOST} corrections. Part it.");
            return Err(Problem::error("learn.many", number.to_string(), message));
        }
        events.push(event(line, number)?);
    }
    if events.is_empty() {
        let message = "There are no corrections in this file. Choose one that Handrail exported.";
        return Err(Problem::error("learn.none", "", message));
    }
    Ok(events)
}

fn event(line: &str, number: usize) -> Result<Event, Problem> {
    let place = number.to_string();
    // Another version may say other things altogether: what it is comes before what it says.
    let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
    let version = value
        .pointer("/act/lesson/version")
        .and_then(serde_json::Value::as_u64);
    if let Some(version) = version.filter(|&version| version != u64::from(VERSION)) {
        let message = format!(
            "Line {number}: this was learnt by another version of Handrail ({version}; this one learns in version {VERSION}). Nothing was changed. Bring both to the same version and export it again."
        );
        return Err(Problem::error("learn.version", place, message));
    }
    let event = serde_json::from_value::<Event>(value)
        .ok()
        .filter(is_correction);
    event.ok_or_else(|| {
        let message = format!(
            "Line {number} is no correction. Nothing was changed. Choose a file that Handrail exported, or export it again."
        );
        Problem::error("learn.line", place, message)
    })
}

/// Whether an event from outside is a correction that can be learnt from.
#[must_use]
pub fn is_correction(event: &Event) -> bool {
    let short = |text: &str| !text.is_empty() && text.len() <= LONGEST;
    let Some(taught) = event.act.taught() else {
        return false;
    };
    let label = match taught.label {
        Label::Topic { topic, was } => short(topic) && was.is_none_or(short),
        Label::Intent(_) | Label::NotUs => true,
    };
    label && short(&event.id) && short(&event.post) && taught.lesson.is_sound()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"id":"a","post":"x:1","at":5,"act":{"type":"corrected","intent":"other","lesson":{"version":1,"brand":"L","model":[0,0,0,0,0],"sample":{"words":[1,5],"cues":[]}}}}"#;

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        assert_eq!(from_lines(GOOD).unwrap().len(), 1);
        assert_eq!(
            from_lines(&format!("\u{feff}\n{GOOD}\r\n\n"))
                .unwrap()
                .len(),
            1
        );
        for (line, code, path) in [
            ("".to_owned(), "learn.none", ""),
            (format!("{GOOD}\nnot JSON"), "learn.line", "2"),
            (format!("{GOOD}\n{{}}"), "learn.line", "2"),
            (
                GOOD.replace("\"version\":1", "\"version\":2"),
                "learn.version",
                "1",
            ),
            (GOOD.replace("[1,5]", "[5,1]"), "learn.line", "1"),
            (GOOD.replace("[1,5]", "[1,4096]"), "learn.line", "1"),
            (GOOD.replace("[1,5]", "[1,-5]"), "learn.line", "1"),
            (GOOD.replace("\"other\"", "\"rant\""), "learn.line", "1"),
            (GOOD.replace("\"a\"", "\"\""), "learn.line", "1"),
            (
                r#"{"id":"a","post":"x:1","at":5,"act":{"type":"handled"}}"#.to_owned(),
                "learn.line",
                "1",
            ),
        ] {
            let problem = from_lines(&line).unwrap_err();
            assert_eq!(
                (problem.code.as_str(), problem.path.as_str()),
                (code, path),
                "{line}"
            );
            assert!(problem.fatal);
        }
    }

    #[test]
    fn a_file_is_bounded() {
        let many = format!("{GOOD}\n").repeat(MOST + 1);
        assert_eq!(from_lines(&many).unwrap_err().code, "learn.many");
    }
}
