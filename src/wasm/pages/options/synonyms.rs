//! The lead's own synonyms: a line a group, checked while typing.

use super::kept::{self, Answer, Check, Kept, Setting};
use crate::protocol::{Failure, Request, Response};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::unexpected;
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, div, el, p};
use crate::wasm::pages::words;

/// Groups as they are typed.
#[derive(Clone, Default)]
pub(super) struct Groups(String);

impl Setting for Groups {
    type More = ();
    const SAVED: &'static str = "bases_synonyms_saved";
    const SAVE: &'static str = "bases_save_synonyms";

    fn load() -> Request {
        Request::Synonyms
    }

    fn check(&self) -> Check {
        let text = self.0.clone();
        Check::Ask(Request::CheckSynonyms { text })
    }

    fn save(&self) -> Request {
        let text = self.0.clone();
        Request::SaveSynonyms { text }
    }

    fn read(response: Response) -> Result<Answer<Self>, Failure> {
        match response {
            Response::Synonyms {
                text,
                problems,
                saved,
            } => Ok(Answer {
                value: Self(text),
                problems,
                saved,
                more: (),
            }),
            other => unexpected(other),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

#[derive(Clone)]
pub(super) enum Msg {
    Typed(String),
    Kept(kept::Msg<Groups>),
}

/// The editor's state.
pub(super) struct Synonyms {
    kept: Kept<Groups>,
}

impl Synonyms {
    pub(super) fn new(to: &To<Msg>) -> Self {
        let kept = Kept::new(&to.map(Msg::Kept));
        Self { kept }
    }

    /// Whether something typed is not saved.
    pub(super) fn is_changed(&self) -> bool {
        self.kept.is_changed()
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        let to = to.map(Msg::Kept);
        match msg {
            Msg::Typed(typed) => self.kept.edit(&to, |groups| groups.0 = typed),
            Msg::Kept(msg) => self.kept.update(msg, &to),
        }
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let typed = &self.kept.typed.0;
        let wrong = self.kept.problems.iter().any(|problem| problem.fatal);
        let failure = self.kept.failure.as_ref();
        let control = el("textarea")
            .class("code")
            .attr("rows", (typed.lines().count() + 2).clamp(3, 14).to_string())
            .attr("dir", "auto")
            .attr("spellcheck", "false")
            .attr("placeholder", words::t("bases_synonyms_example"))
            .value(&**typed)
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
                    .attr("aria-invalid", if wrong { "true" } else { "false" }),
            )
            .add(
                div("about-field")
                    .attr("id", "synonyms-about")
                    .add(p("hint", &words::t("bases_synonyms_hint")))
                    // Each with its line.
                    .maybe(parts::problems(&self.kept.problems)),
            );
        div("synonyms")
            .key("synonyms")
            .maybe(failure.map(|failure| parts::failed(&words::failure(failure))))
            .add(field)
            .add(self.kept.bar(&to.map(Msg::Kept)))
    }
}
