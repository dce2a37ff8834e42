//! From the pieces of a draft and the agent's answers to the text that is sent.
//!
//! ```
//! use handrail::post::Author;
//! use handrail::reply::{Answers, Occasion, TemplateFile, Templates, fill};
//! let text = "---\nname: Visit\nask.day: date\n---\nHi {{first_name}}, we come on {{ask.day}}.";
//! let file = TemplateFile { path: "visit.md".into(), text: text.into(), own: false };
//! let (playbooks, problems) = Templates::new(&[file], &[]);
//! assert!(problems.is_empty());
//! let author = Author { handle: "example_user".into(), name: "Maya Example".into() };
//! let draft = playbooks.drafts(&Occasion::of(&author, "when do you come?")).remove(0);
//! assert_eq!(draft.text, "Hi Maya, we come on [day].");
//! assert!(fill(&draft, &Answers::new()).is_err());
//! let answers = Answers::from([("day".into(), "2026-12-05".into())]);
//! assert_eq!(fill(&draft, &answers).unwrap(), "Hi Maya, we come on 5 December.");
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::reply::date::Date;
use crate::reply::{Draft, Field, FieldKind, Piece};

/// The agent's answers by the fields' names: a text, one of a menu's options, a day such as `2026-12-24`, `on` or `off`.
pub type Answers = BTreeMap<String, String>;

/// The longest answer that is taken, in characters.
const LONGEST: usize = 2_000;

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Fault {
    /// There is none, and the text needs one.
    Empty,
    /// None of the menu's options.
    Option,
    /// No day that a calendar has.
    Date,
}

/// A question without an answer that can be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Unanswered {
    /// The field's name.
    pub field: String,
    /// What is wrong.
    pub fault: Fault,
}

/// The text of a draft with these answers.
///
/// # Errors
/// The questions that are not answered, in the order of the fields: a text is never made with a hole in it.
pub fn fill(draft: &Draft, answers: &Answers) -> Result<String, Vec<Unanswered>> {
    if draft.fields.is_empty() {
        return Ok(draft.text.clone());
    }
    let said = |field: &Field| said(field, answers.get(&field.name), &draft.lang);
    let mut writer = Writer::new(&draft.fields, &said);
    writer.write(&draft.pieces);
    let mut faults = writer.faults;
    faults.sort_by_key(|fault| {
        draft
            .fields
            .iter()
            .position(|field| field.name == fault.field)
    });
    faults.dedup();
    if faults.is_empty() {
        return Ok(finished(&writer.out));
    }
    Err(faults)
}

/// The text with these answers as it is so far: what still lacks one is shown by its label in square brackets.
#[must_use]
pub fn preview(draft: &Draft, answers: &Answers) -> String {
    let missing = match fill(draft, answers) {
        Ok(text) => return text,
        Err(missing) => missing,
    };
    let said = |field: &Field| {
        if missing.iter().any(|one| one.field == field.name) {
            return Ok(Some(format!("[{}]", field.label)));
        }
        said(field, answers.get(&field.name), &draft.lang)
    };
    let mut writer = Writer::new(&draft.fields, &said);
    writer.write(&draft.pieces);
    finished(&writer.out)
}

/// The text as it would be: what is asked is shown by its label.
pub(super) fn sample(pieces: &[Piece], fields: &[Field]) -> String {
    let said = |field: &Field| {
        Ok(match &field.kind {
            FieldKind::Text { usual } if !usual.is_empty() => Some(plain(usual)),
            FieldKind::Toggle { .. } => None,
            FieldKind::Menu { options } => Some(format!("[{}]", options.join(" / "))),
            FieldKind::Text { .. } | FieldKind::Date { .. } => Some(format!("[{}]", field.label)),
        })
    };
    let mut writer = Writer::new(fields, &said);
    writer.write(pieces);
    finished(&writer.out)
}

/// What an answer says; `None` where nothing is to be said.
fn said(field: &Field, answer: Option<&String>, lang: &str) -> Result<Option<String>, Fault> {
    let answer = answer.map_or("", |answer| answer.trim());
    match &field.kind {
        FieldKind::Toggle { text } => Ok((answer == "on").then(|| text.clone())),
        _ if answer.is_empty() => Ok(None),
        FieldKind::Text { .. } => Ok(Some(plain(answer))),
        FieldKind::Menu { options } if options.iter().any(|option| option == answer) => {
            Ok(Some(answer.to_owned()))
        }
        FieldKind::Menu { .. } => Err(Fault::Option),
        FieldKind::Date { .. } => match Date::parse(answer) {
            Some(date) => Ok(Some(date.said(lang))),
            None => Err(Fault::Date),
        },
    }
}

/// A value on one line, without characters that steer how others are shown.
pub(super) fn plain(value: &str) -> String {
    let steers = |c: &char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let chars = value.chars().filter(|c| !steers(c)).take(LONGEST);
    let spaced: String = chars
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` without space round it, with a capital at its beginning, which a missing name may have taken away.
fn finished(text: &str) -> String {
    let text = text.trim();
    let first_word = text.split_whitespace().next().unwrap_or_default();
    if first_word.contains("://") {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

type Said<'a> = &'a dyn Fn(&Field) -> Result<Option<String>, Fault>;

/// Writes pieces one after the other, and leaves no hole where one is left out.
struct Writer<'a> {
    fields: &'a [Field],
    said: Said<'a>,
    out: String,
    /// Something was left out right before.
    gap: bool,
    faults: Vec<Unanswered>,
}

impl<'a> Writer<'a> {
    fn new(fields: &'a [Field], said: Said<'a>) -> Self {
        Self {
            fields,
            said,
            out: String::new(),
            gap: false,
            faults: Vec::new(),
        }
    }

    fn write(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text { text } => self.text(text),
                Piece::Value { text } => self.value(text),
                Piece::Gap { name } => self.leave_out(*name),
                Piece::Ask { field, otherwise } => self.ask(field, otherwise.as_deref()),
                Piece::Optional { pieces } if self.is_answered(pieces) => self.write(pieces),
                Piece::Optional { .. } => self.leave_out(false),
            }
        }
    }

    fn text(&mut self, text: &str) {
        let mut text = text;
        if self.out.is_empty() {
            text = text.trim_start_matches([' ', ',', '\n']);
        }
        if self.gap && !text.is_empty() {
            if self.out.ends_with('\n') {
                text = text.strip_prefix('\n').unwrap_or(text);
            }
            if self.out.ends_with(char::is_whitespace) {
                text = text.trim_start_matches(' ');
            }
            if text.starts_with(['.', ',', '!', '?', ';', ':']) {
                self.out.truncate(self.out.trim_end_matches(' ').len());
            }
            self.gap = false;
        }
        self.out.push_str(text);
    }

    fn value(&mut self, value: &str) {
        self.gap = false;
        self.out.push_str(value);
    }

    /// Without a name `Hi {{first_name}},` is "Hi," and `Thanks, {{first_name}}.` is "Thanks.".
    fn leave_out(&mut self, name: bool) {
        if name {
            self.out
                .truncate(self.out.trim_end_matches([' ', ',']).len());
        }
        self.gap = true;
    }

    fn ask(&mut self, name: &str, otherwise: Option<&str>) {
        match (self.answer(name), otherwise) {
            (Ok(Some(said)), _) => self.value(&said),
            (Ok(None), Some(otherwise)) => self.text(otherwise),
            (Ok(None), None) if self.is_toggle(name) => self.leave_out(false),
            (Ok(None), None) => self.fault(name, Fault::Empty),
            (Err(fault), _) => self.fault(name, fault),
        }
    }

    fn fault(&mut self, name: &str, fault: Fault) {
        let field = name.to_owned();
        self.faults.push(Unanswered { field, fault });
    }

    fn field(&self, name: &str) -> Option<&'a Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    fn answer(&self, name: &str) -> Result<Option<String>, Fault> {
        let field = self.field(name).ok_or(Fault::Empty)?;
        (self.said)(field)
    }

    fn is_toggle(&self, name: &str) -> bool {
        let kind = self.field(name).map(|field| &field.kind);
        matches!(kind, Some(FieldKind::Toggle { .. }))
    }

    /// Whether nothing in an optional part lacks an answer. A wrong answer is no missing one: it is to be told.
    fn is_answered(&self, pieces: &[Piece]) -> bool {
        pieces.iter().all(|piece| match piece {
            Piece::Ask { field, otherwise } => {
                otherwise.is_some() || self.answer(field) != Ok(None)
            }
            _ => true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(name: &str, value: &str) -> Field {
        Field::parse(name, value).unwrap()
    }

    fn text(text: &str) -> Piece {
        Piece::Text { text: text.into() }
    }

    fn ask(field: &str, otherwise: Option<&str>) -> Piece {
        let otherwise = otherwise.map(str::to_owned);
        Piece::Ask {
            field: field.into(),
            otherwise,
        }
    }

    fn draft() -> Draft {
        let optional = vec![
            text("Your order "),
            ask("order", None),
            text(" is "),
            ask("state", None),
            text("."),
        ];
        Draft {
            fields: vec![
                field("sorry", "toggle We are sorry."),
                field("order", "text Order number"),
                field("state", "menu late | lost"),
                field("day", "date Day of the visit"),
            ],
            pieces: vec![
                text("Hi. "),
                ask("sorry", None),
                text(" "),
                Piece::Optional { pieces: optional },
                text(" We come on "),
                ask("day", Some("a day that suits you")),
                text("!"),
            ],
            ..Draft::default()
        }
    }

    fn filled(answers: &[(&str, &str)]) -> Result<String, Vec<(String, Fault)>> {
        let answers = answers.iter().map(|&(a, b)| (a.to_owned(), b.to_owned()));
        let faults = |faults: Vec<Unanswered>| {
            faults
                .into_iter()
                .map(|one| (one.field, one.fault))
                .collect()
        };
        fill(&draft(), &answers.collect()).map_err(faults)
    }

    #[test]
    fn what_is_not_answered_leaves_no_hole() {
        for (answers, expected) in [
            (vec![], "Hi. We come on a day that suits you!"),
            (
                vec![("sorry", "on")],
                "Hi. We are sorry. We come on a day that suits you!",
            ),
            (
                vec![("order", "7"), ("state", "late"), ("day", "2026-12-05")],
                "Hi. Your order 7 is late. We come on 5 December!",
            ),
            (vec![("order", "7")], "Hi. We come on a day that suits you!"),
            (
                vec![("order", " "), ("state", "lost"), ("sorry", "off")],
                "Hi. We come on a day that suits you!",
            ),
        ] {
            assert_eq!(filled(&answers), Ok(expected.to_owned()), "{answers:?}");
        }
    }

    #[test]
    fn a_wrong_answer_is_told_not_said() {
        let fault = |field: &str, fault| (field.to_owned(), fault);
        assert_eq!(
            filled(&[("day", "2026-02-30"), ("state", "eaten"), ("order", "7")]),
            Err(vec![
                fault("state", Fault::Option),
                fault("day", Fault::Date)
            ])
        );
        let needs = Draft {
            pieces: vec![ask("order", None)],
            ..draft()
        };
        assert_eq!(
            fill(&needs, &Answers::new()).unwrap_err()[0].fault,
            Fault::Empty
        );
    }

    #[test]
    fn answers_are_only_text() {
        let answer = "{{first_name}} [[x]]\n\u{202e}<b>";
        let expected =
            "Hi. Your order {{first_name}} [[x]] <b> is late. We come on a day that suits you!";
        assert_eq!(
            filled(&[("order", answer), ("state", "late")]),
            Ok(expected.to_owned())
        );
    }

    #[test]
    fn the_sample_shows_what_is_asked() {
        let draft = draft();
        assert_eq!(
            sample(&draft.pieces, &draft.fields),
            "Hi. Your order [Order number] is [late / lost]. We come on [Day of the visit]!"
        );
    }

    proptest! {
        #[test]
        fn any_answer_is_survived(answers in prop::collection::btree_map("sorry|order|state|day|x", "\\PC{0,20}", 0..4)) {
            let _ = fill(&draft(), &answers);
        }
    }
}
