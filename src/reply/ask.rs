//! What a playbook asks the agent before its text is put anywhere: `ask.date: date Day of the visit = tomorrow`.

use serde::{Deserialize, Serialize};

use crate::reply::date::Date;

/// The most options of a menu.
const OPTIONS: usize = 30;

/// A question to the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Field {
    /// Names it among the answers: `date` for `ask.date`.
    pub name: String,
    /// What the agent is shown; the name where the file says nothing.
    pub label: String,
    /// How it is answered.
    pub kind: FieldKind,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum FieldKind {
    /// In the agent's words.
    Text {
        /// What stands there at first; may be empty.
        usual: String,
    },
    /// By one of these.
    Menu {
        /// Two at least.
        options: Vec<String>,
    },
    /// By a day, `2026-12-24`.
    Date {
        /// The day at first.
        on: Option<String>,
        /// Or so many days from today at first.
        ahead: Option<u32>,
    },
    /// By `on` or `off`; off at first.
    Toggle {
        /// What is said where it is on.
        text: String,
    },
}

impl Field {
    /// Reads the value of `ask.<name>`.
    ///
    /// # Errors
    /// What is wrong and what to do.
    pub(super) fn parse(name: &str, value: &str) -> Result<Self, String> {
        let (kind, rest) = value.split_once(char::is_whitespace).unwrap_or((value, ""));
        let rest = rest.trim();
        let (label, usual) = match kind {
            "text" | "date" => rest
                .rsplit_once('=')
                .map_or((rest, ""), |(label, usual)| (label.trim(), usual.trim())),
            _ => ("", ""),
        };
        let kind = match kind {
            "text" => FieldKind::Text {
                usual: usual.to_owned(),
            },
            "menu" => menu(name, rest)?,
            "date" => date(name, usual)?,
            "toggle" if rest.is_empty() => {
                return Err(format!(
                    "The toggle “{name}” has no text. Write what is said where it is on: `ask.{name}: toggle We are sorry.`"
                ));
            }
            "toggle" => FieldKind::Toggle {
                text: rest.to_owned(),
            },
            other => {
                return Err(format!(
                    "“{other}” is no kind of question. Use text, menu, date or toggle."
                ));
            }
        };
        let label = if label.is_empty() { name } else { label };
        Ok(Self {
            name: name.to_owned(),
            label: label.to_owned(),
            kind,
        })
    }
}

fn menu(name: &str, rest: &str) -> Result<FieldKind, String> {
    let options = rest.split('|').map(str::trim);
    let mut options: Vec<String> = options.map(str::to_owned).collect();
    options.retain(|option| !option.is_empty());
    if (2..=OPTIONS).contains(&options.len()) {
        return Ok(FieldKind::Menu { options });
    }
    Err(format!(
        "The menu “{name}” needs 2 to {OPTIONS} options. Part them with |: `ask.{name}: menu late | lost`."
    ))
}

fn date(name: &str, usual: &str) -> Result<FieldKind, String> {
    let ahead = match usual {
        "" => None,
        "today" => Some(0),
        "tomorrow" => Some(1),
        _ => match usual.strip_prefix('+').map(str::parse) {
            Some(Ok(days @ 0..=3650)) => Some(days),
            _ if Date::parse(usual).is_some() => {
                return Ok(FieldKind::Date {
                    on: Some(usual.to_owned()),
                    ahead: None,
                });
            }
            _ => {
                return Err(format!(
                    "“{usual}” is no day for “{name}”. Use today, tomorrow, +3 or a day such as 2026-12-24."
                ));
            }
        },
    };
    Ok(FieldKind::Date { on: None, ahead })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_with_its_label_and_what_stands_there_at_first() {
        let read = |value: &str| Field::parse("x", value).map(|field| (field.label, field.kind));
        let date = |on: Option<&str>, ahead| FieldKind::Date {
            on: on.map(str::to_owned),
            ahead,
        };
        for (value, label, kind) in [
            ("date", "x", date(None, None)),
            (
                "date Day of the visit = tomorrow",
                "Day of the visit",
                date(None, Some(1)),
            ),
            ("date = +3", "x", date(None, Some(3))),
            ("date = 2028-02-29", "x", date(Some("2028-02-29"), None)),
            (
                "text Order number",
                "Order number",
                FieldKind::Text {
                    usual: String::new(),
                },
            ),
            (
                "text = an hour",
                "x",
                FieldKind::Text {
                    usual: "an hour".into(),
                },
            ),
            (
                "menu late | lost |broken",
                "x",
                FieldKind::Menu {
                    options: vec!["late".into(), "lost".into(), "broken".into()],
                },
            ),
            (
                "toggle We are sorry.",
                "x",
                FieldKind::Toggle {
                    text: "We are sorry.".into(),
                },
            ),
        ] {
            assert_eq!(read(value), Ok((label.to_owned(), kind)), "{value}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_a_remedy() {
        for (value, says) in [
            ("date = 2026-02-30", "no day"),
            ("date = soon", "no day"),
            ("date = +99999", "no day"),
            ("menu late", "2 to 30 options"),
            ("toggle", "has no text"),
            ("number", "no kind of question"),
            ("", "no kind of question"),
        ] {
            let said = Field::parse("x", value).unwrap_err();
            assert!(said.contains(says), "{value}: {said}");
        }
    }
}
