//! Corrections as a file to hand on: JSON lines, one correction each, with the rows of its lesson and without any text.
//!
//! ```
//! use handrail::desk::{Act, Correction, Event, from_lines, to_lines};
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
//! let file = to_lines([&event].map(Correction::of).into_iter().flatten());
//! assert_eq!(from_lines(&file), Ok(vec![event]));
//! ```

use serde::{Deserialize, Serialize};

use crate::desk::{Act, Event};
use crate::post::{Millis, PostKey};
use crate::problem::Problem;
use crate::triage::Intent;
use crate::triage::learning::{Lesson, VERSION};

/// The most a file may hold, in corrections.
const MOST: usize = 20_000;
/// The longest id, post key or topic, in bytes.
const LONGEST: usize = 200;

/// A correction in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Correction {
    /// The event's id.
    pub id: String,
    /// Its post.
    pub post: PostKey,
    /// When it was made.
    pub at: Millis,
    /// `intent:other`, `topic:billing` (`topic:billing:outage`, where another was shown), or `us:no`.
    pub says: String,
    /// The lesson, packed.
    pub lesson: String,
}

impl Correction {
    /// Of an event that teaches.
    #[must_use]
    pub fn of(event: &Event) -> Option<Self> {
        let (says, lesson) = match &event.act {
            Act::Corrected { intent, lesson } => (format!("intent:{}", intent.name()), lesson),
            Act::Topic { topic, was, lesson } => {
                let was = was
                    .as_ref()
                    .map(|was| format!(":{was}"))
                    .unwrap_or_default();
                (format!("topic:{topic}{was}"), lesson)
            }
            Act::NotUs { lesson } => ("us:no".to_owned(), lesson),
            Act::Handled
            | Act::Claimed
            | Act::TakenOver { .. }
            | Act::Linked { .. }
            | Act::Used { .. }
            | Act::Flagged { .. }
            | Act::Pinned { .. }
            | Act::Promised { .. }
            | Act::PromiseKept { .. }
            | Act::Released { .. }
            | Act::Forgotten { .. }
            | Act::Case { .. }
            | Act::Shift { .. }
            | Act::Undone { .. } => return None,
        };
        Some(Self {
            id: event.id.clone(),
            post: event.post.clone(),
            at: event.at,
            says,
            lesson: lesson.clone()?.into(),
        })
    }

    /// The event again, if all of it can be used.
    #[must_use]
    pub fn event(self) -> Option<Event> {
        let lesson = Some(Lesson::from(self.lesson)).filter(Lesson::is_sound);
        lesson.as_ref()?;
        let short = |text: &str| !text.is_empty() && text.len() <= LONGEST;
        let act = match self.says.split_once(':')? {
            ("intent", name) => Act::Corrected {
                intent: Intent::ALL
                    .into_iter()
                    .find(|intent| intent.name() == name)?,
                lesson,
            },
            ("topic", topics) if short(topics) => {
                let (topic, was) = topics.split_once(':').unwrap_or((topics, ""));
                Act::Topic {
                    topic: topic.to_owned(),
                    was: (!was.is_empty()).then(|| was.to_owned()),
                    lesson,
                }
            }
            ("us", "no") => Act::NotUs { lesson },
            _ => return None,
        };
        let (id, post, at) = (self.id, self.post, self.at);
        (short(&id) && short(&post)).then_some(Event { id, post, at, act })
    }
}

/// The file of these corrections, in their order.
#[must_use]
pub fn to_lines(corrections: impl IntoIterator<Item = Correction>) -> String {
    let mut file = String::new();
    for correction in corrections {
        // Plain data always serialises.
        file.push_str(&serde_json::to_string(&correction).unwrap_or_default());
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
    for (number, line) in file.lines().enumerate() {
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() {
            continue;
        }
        let fault = |code, message: String| Problem::error(code, (number + 1).to_string(), message);
        if events.len() == MOST {
            let message = format!("The file holds more than {MOST} corrections. Part it.");
            return Err(fault("learn.many", message));
        }
        let read = serde_json::from_str::<Correction>(line).ok();
        let version = read
            .as_ref()
            .map_or(VERSION, |read| Lesson::version_of(&read.lesson));
        if version != VERSION {
            let message = format!(
                "Learnt by another version of Handrail ({version}; this one learns in version {VERSION}). Nothing was changed. Bring both to the same version and export it again."
            );
            return Err(fault("learn.version", message));
        }
        events.push(read.and_then(Correction::event).ok_or_else(|| {
            let message = "This is no correction. Nothing was changed. Choose a file that Handrail exported, or export it again.";
            fault("learn.line", message.to_owned())
        })?);
    }
    if events.is_empty() {
        let message = "There are no corrections in this file. Choose one that Handrail exported.";
        return Err(Problem::error("learn.none", "", message));
    }
    Ok(events)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        r#"{"id":"a","post":"x:1","at":5,"says":"intent:other","lesson":"1|0 0 0 0 0|1 5||L"}"#;

    #[test]
    fn each_kind_comes_back() {
        for says in [
            "intent:praise",
            "topic:billing",
            "topic:billing:outage",
            "us:no",
        ] {
            let line = GOOD.replace("intent:other", says);
            let events = from_lines(&line).unwrap();
            let again = to_lines(events.iter().filter_map(Correction::of));
            assert_eq!(again.trim(), line);
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        assert_eq!(
            from_lines(&format!("\u{feff}\n{GOOD}\r\n\n"))
                .unwrap()
                .len(),
            1
        );
        for (line, code, path) in [
            (String::new(), "learn.none", ""),
            (format!("{GOOD}\nnot JSON"), "learn.line", "2"),
            (format!("{GOOD}\n{{}}"), "learn.line", "2"),
            (GOOD.replace("\"1|", "\"2|"), "learn.version", "1"),
            (GOOD.replace("\"1|", "\"|"), "learn.version", "1"),
            (GOOD.replace("|1 5|", "|5 1|"), "learn.line", "1"),
            (GOOD.replace("|1 5|", "|1 4096|"), "learn.line", "1"),
            (GOOD.replace("|1 5|", "|1 -5|"), "learn.line", "1"),
            (GOOD.replace("|0 0 0 0 0|", "|0 0|"), "learn.line", "1"),
            (GOOD.replace("other", "rant"), "learn.line", "1"),
            (GOOD.replace("intent:other", "topic:"), "learn.line", "1"),
            (GOOD.replace("\"a\"", "\"\""), "learn.line", "1"),
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
