//! What a playbook asks before its draft is put anywhere: a form below the draft, and the text as it will be.

use super::place::Of;
use super::{Frame, Msg};
use crate::reply::{Answers, Draft, Fault, Field, FieldKind, Unanswered, fill, preview};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::parts::{Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, is_checked, p, span};
use crate::wasm::pages::words;

/// What happens in the form.
#[derive(Clone)]
pub(super) enum Prompt {
    Answer(String, String),
    Insert,
    Copy,
    Leave,
}

/// A draft whose questions are being answered.
pub(super) struct Prompting {
    draft: Draft,
    /// Where it stands among the drafts.
    at: usize,
    answers: Answers,
    /// The agent wanted to go on once: what is missing is told from then on.
    tried: bool,
}

impl Prompting {
    fn filled(&self) -> Result<String, Vec<Unanswered>> {
        fill(&self.draft, &self.answers)
    }

    /// Whether the text needs an answer to this.
    fn needs(&self, field: &Field) -> bool {
        let mut answers = self.answers.clone();
        answers.remove(&field.name);
        fill(&self.draft, &answers)
            .err()
            .is_some_and(|faults| faults.iter().any(|fault| fault.field == field.name))
    }
}

impl Frame {
    /// The form, if its draft is on the screen.
    pub(super) fn prompting(&self) -> Option<&Prompting> {
        let is_shown = |prompting: &&Prompting| {
            let mut drafts = self.drafts().iter();
            drafts.any(|draft| draft.template == prompting.draft.template)
        };
        self.prompting.as_ref().filter(is_shown)
    }

    /// Opens the form of a draft; one that is open already keeps its answers.
    pub(super) fn prompt(&mut self, draft: Draft, at: usize) {
        // The drafts stay as they are while one is being filled in.
        self.took_draft = true;
        if self
            .prompting
            .as_ref()
            .is_none_or(|prompting| prompting.draft != draft)
        {
            let answers = draft.fields.iter().filter_map(at_first).collect();
            self.prompting = Some(Prompting {
                draft,
                at,
                answers,
                tried: false,
            });
        }
        focus(id(0));
    }

    pub(super) fn prompted(&mut self, what: Prompt, to: &To<Msg>) {
        let Some(prompting) = &mut self.prompting else {
            return;
        };
        match what {
            Prompt::Answer(field, answer) => {
                prompting.answers.insert(field, answer);
            }
            Prompt::Insert => {
                if let Some((text, of)) = prompting.finish() {
                    self.put(text, of, false);
                }
            }
            Prompt::Copy => {
                if let Some((text, of)) = prompting.finish() {
                    self.copy_used(text, of, to);
                }
            }
            Prompt::Leave => {
                focus(super::drafts::place_id(prompting.at));
                self.prompting = None;
            }
        }
    }
}

impl Prompting {
    /// The text, or the focus on the first question that lacks an answer.
    fn finish(&mut self) -> Option<(String, Of)> {
        match self.filled() {
            Ok(text) => Some((text, Of::draft(&self.draft))),
            Err(faults) => {
                self.tried = true;
                let first = faults.first().map(|fault| &fault.field);
                let mut fields = self.draft.fields.iter();
                focus(id(fields
                    .position(|field| Some(&field.name) == first)
                    .unwrap_or_default()));
                None
            }
        }
    }
}

/// What is answered already when the form opens.
fn at_first(field: &Field) -> Option<(String, String)> {
    let answer = match &field.kind {
        FieldKind::Text { usual } => usual.clone(),
        FieldKind::Date { on: Some(on), .. } => on.clone(),
        FieldKind::Date {
            ahead: Some(ahead), ..
        } => words::day_ahead(*ahead),
        FieldKind::Date { .. } | FieldKind::Menu { .. } | FieldKind::Toggle { .. } => return None,
    };
    (!answer.is_empty()).then(|| (field.name.clone(), answer))
}

fn id(at: usize) -> String {
    format!("ask-{at}")
}

/// The form of a draft, if it is this one's that is open.
pub(super) fn draw(frame: &Frame, draft: &Draft, to: &To<Msg>) -> Option<El> {
    let prompting = frame
        .prompting()
        .filter(|prompting| prompting.draft.template == draft.template)?;
    let submit = to.clone();
    let faults = prompting.filled().err().unwrap_or_default();
    let fields = prompting
        .draft
        .fields
        .iter()
        .enumerate()
        .map(|(at, field)| {
            let fault = faults.iter().find(|fault| fault.field == field.name);
            let fault = fault.filter(|_| prompting.tried).map(|fault| fault.fault);
            question(prompting, at, field, fault, to)
        });
    let insert = el("button")
        .attr("type", "submit")
        .class("primary")
        .add(icon(Icon::Place))
        .text(words::t("frame_place"));
    let copy = button("")
        .add(icon(Icon::Copy))
        .text(words::t("pages_copy"))
        .click(to, Msg::Prompt(Prompt::Copy));
    let leave = button("")
        .attr("aria-keyshortcuts", "Escape")
        .text(words::t("pages_cancel"))
        .click(to, Msg::Prompt(Prompt::Leave));
    Some(
        el("form")
            .class("ask-form")
            .key("ask-form")
            // What is wrong is said here, in the agent's language.
            .attr("novalidate", "")
            .attr("aria-label", words::with("frame_ask", &[&draft.name]))
            .on("submit", move |event| {
                event.prevent_default();
                submit.send(Msg::Prompt(Prompt::Insert));
            })
            .all(fields)
            .add(div("row").add(insert).add(copy).add(leave)),
    )
}

/// The text as it is so far, while the form of this draft is open.
pub(super) fn text_so_far(frame: &Frame, draft: &Draft) -> Option<String> {
    frame
        .prompting()
        .filter(|prompting| prompting.draft.template == draft.template)
        .map(|prompting| preview(&prompting.draft, &prompting.answers))
}

fn question(
    prompting: &Prompting,
    at: usize,
    field: &Field,
    fault: Option<Fault>,
    to: &To<Msg>,
) -> El {
    let answer = prompting.answers.get(&field.name).cloned();
    let answer = answer.unwrap_or_default();
    let told = format!("ask-{at}-fault");
    let control = control(field, &answer, to)
        .attr("id", id(at))
        .attr("aria-describedby", &*told)
        .attr(
            "aria-invalid",
            if fault.is_some() { "true" } else { "false" },
        );
    let said = fault.map_or(String::new(), |fault| {
        words::t(match fault {
            Fault::Empty => "frame_ask_empty",
            Fault::Option => "frame_ask_option",
            Fault::Date => "frame_ask_date",
        })
    });
    let said = p("fault", &said).attr("id", &*told);
    let question = div("ask-field").key(field.name.clone());
    if let FieldKind::Toggle { text } = &field.kind {
        let label = el("label").class("tick").add(control);
        return question.add(label.add(span("", "").theirs(text))).add(said);
    }
    let required = prompting.needs(field);
    let optional = (!required).then(|| span("hint", &words::t("frame_ask_optional")));
    question
        .add(
            el("label")
                .attr("for", id(at))
                .add(el("bdi").text(&field.label))
                .text(" ")
                .maybe(optional),
        )
        .add(control.attr("aria-required", if required { "true" } else { "false" }))
        .add(said)
}

fn control(field: &Field, answer: &str, to: &To<Msg>) -> El {
    let name = field.name.clone();
    let answered = move |answer: String| Msg::Prompt(Prompt::Answer(name.clone(), answer));
    match &field.kind {
        FieldKind::Text { .. } => el("input")
            .attr("type", "text")
            .attr("dir", "auto")
            .attr("autocomplete", "off")
            .value(answer)
            .input(to, answered),
        FieldKind::Date { .. } => el("input")
            .attr("type", "date")
            .value(answer)
            .input(to, answered),
        FieldKind::Menu { options } => {
            let choose = el("option")
                .attr("value", "")
                .text(words::t("frame_ask_choose"));
            let options = options
                .iter()
                .map(|option| el("option").attr("value", option).theirs(option));
            el("select")
                .add(choose)
                .all(options)
                .value(answer)
                .input(to, answered)
        }
        FieldKind::Toggle { .. } => {
            let to = to.clone();
            el("input")
                .attr("type", "checkbox")
                .checked(answer == "on")
                .on("change", move |event| {
                    let answer = if is_checked(event) { "on" } else { "off" };
                    to.send(answered(answer.to_owned()));
                })
        }
    }
}
