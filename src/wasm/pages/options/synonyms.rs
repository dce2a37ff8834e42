//! The lead's own synonyms: a line a group, checked while typing.

use gloo::timers::callback::Timeout;

use super::form;
use crate::problem::Problem;
use crate::protocol::{Failure, Request, Response};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

/// What the engine says of them.
#[derive(Clone)]
pub(super) struct Checked {
    text: String,
    problems: Vec<Problem>,
    saved: bool,
}

#[derive(Clone)]
pub(super) enum Msg {
    Got(Result<Checked, Failure>),
    Typed(String),
    Check,
    Checked(u32, Result<Checked, Failure>),
    Save,
    Saved(Result<Checked, Failure>),
    Discard,
}

/// The editor's state.
#[derive(Default)]
pub(super) struct Synonyms {
    typed: String,
    /// What the engine has; `None`: not known yet.
    saved: Option<String>,
    problems: Vec<Problem>,
    saving: bool,
    said: (String, bool),
    checked: u32,
    wait: Option<Timeout>,
}

impl Synonyms {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Got(send(Request::Synonyms).await) });
        Self::default()
    }

    /// Whether something typed is not saved.
    pub(super) fn is_changed(&self) -> bool {
        self.saved
            .as_ref()
            .is_some_and(|saved| *saved != self.typed)
    }

    fn is_wrong(&self) -> bool {
        self.problems.iter().any(|problem| problem.fatal)
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Got(Ok(got)) => self.fill(got),
            Msg::Got(Err(failure)) => self.said = (words::failure(&failure), true),
            Msg::Typed(typed) => {
                self.typed = typed;
                self.checked += 1;
                let to = to.clone();
                self.wait = Some(Timeout::new(200, move || to.send(Msg::Check)));
            }
            Msg::Check => {
                let (number, text) = (self.checked, self.typed.clone());
                to.later(async move {
                    Msg::Checked(number, send(Request::CheckSynonyms { text }).await)
                });
            }
            Msg::Checked(number, Ok(checked)) => {
                if number == self.checked {
                    self.problems = checked.problems;
                }
            }
            Msg::Checked(_, Err(failure)) => self.said = (words::failure(&failure), true),
            Msg::Save => {
                if self.saving {
                    return;
                }
                self.saving = true;
                self.said = (words::t("options_saving"), false);
                let text = self.typed.clone();
                to.later(async { Msg::Saved(send(Request::SaveSynonyms { text }).await) });
            }
            Msg::Saved(answer) => self.kept(answer),
            Msg::Discard => {
                self.typed = self.saved.clone().unwrap_or_default();
                self.problems.clear();
                self.said = (words::t("options_discarded"), false);
            }
        }
    }

    fn fill(&mut self, got: Checked) {
        self.typed.clone_from(&got.text);
        self.saved = Some(got.text);
        self.problems = got.problems;
    }

    fn kept(&mut self, answer: Result<Checked, Failure>) {
        self.saving = false;
        match answer {
            Ok(checked) if checked.saved => {
                self.fill(checked);
                self.said = (words::t("bases_synonyms_saved"), false);
            }
            Ok(checked) => {
                self.problems = checked.problems;
                self.said = (words::t("options_not_saved"), true);
            }
            Err(failure) => self.said = (words::failure(&failure), true),
        }
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let changed = self.is_changed();
        let control = el("textarea")
            .class("code")
            .attr(
                "rows",
                (self.typed.lines().count() + 2).clamp(3, 14).to_string(),
            )
            .attr("dir", "auto")
            .attr("spellcheck", "false")
            .attr("placeholder", words::t("bases_synonyms_example"))
            .value(&*self.typed)
            .input(to, Msg::Typed);
        let field = div("field")
            .add(
                el("label")
                    .attr("for", "synonyms")
                    .text(words::t("bases_synonyms")),
            )
            .add(
                control
                    .attr("id", "synonyms")
                    .attr("aria-describedby", "synonyms-about")
                    .attr(
                        "aria-invalid",
                        if self.is_wrong() { "true" } else { "false" },
                    ),
            )
            .add(
                div("about-field")
                    .attr("id", "synonyms-about")
                    .add(p("hint", &words::t("bases_synonyms_hint")))
                    // Each with its line.
                    .maybe(parts::problems(&self.problems)),
            );
        let save = button("primary")
            .key("save")
            .flag("disabled", !changed || self.is_wrong() || self.saving)
            .text(words::t("bases_save_synonyms"))
            .click(to, Msg::Save);
        let discard = changed.then(|| {
            button("")
                .key("discard")
                .text(words::t("options_discard"))
                .click(to, Msg::Discard)
        });
        div("synonyms").key("synonyms").add(field).add(
            div("row save-bar")
                .add(save)
                .maybe(discard)
                .add(form::said(&self.said.0, self.said.1)),
        )
    }
}

async fn send(request: Request) -> Result<Checked, Failure> {
    match ask(request).await? {
        Response::Synonyms {
            text,
            problems,
            saved,
        } => Ok(Checked {
            text,
            problems,
            saved,
        }),
        other => unexpected(other),
    }
}
