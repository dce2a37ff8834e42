//! What the sections of the options are made of: fields with their problems, and questions before something is lost.

use crate::problem::Problem;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// A labelled field with a hint, and what is wrong with it right below.
pub(super) fn field(id: &str, label: &str, hint: &str, control: El, problems: &[&Problem]) -> El {
    let invalid = problems.iter().any(|problem| problem.fatal);
    let items = problems.iter().map(|problem| parts::problem_item(problem));
    field_with(id, label, hint, control, invalid, items.collect())
}

/// The same, with what is wrong as items of a list.
pub(super) fn field_with(
    id: &str,
    label: &str,
    hint: &str,
    control: El,
    invalid: bool,
    problems: Vec<El>,
) -> El {
    let about = format!("{id}-about");
    let control = control
        .attr("id", id)
        .attr("aria-describedby", &*about)
        .attr("aria-invalid", if invalid { "true" } else { "false" });
    let about = div("about-field")
        .attr("id", &*about)
        .maybe((!hint.is_empty()).then(|| p("hint", hint)))
        .maybe((!problems.is_empty()).then(|| el("ul").class("problems").all(problems)));
    div("field")
        .key(id)
        .add(el("label").attr("for", id).text(label))
        .add(control)
        .add(about)
}

/// A field of several lines, as many as are typed and one more.
pub(super) fn lines<M: 'static>(
    typed: &str,
    to: &To<M>,
    message: impl Fn(String) -> M + 'static,
) -> El {
    let rows = (typed.lines().count() + 1).clamp(2, 12);
    el("textarea")
        .attr("rows", rows.to_string())
        .attr("dir", "auto")
        .attr("spellcheck", "false")
        .value(typed)
        .input(to, message)
}

/// A field of one line.
pub(super) fn line<M: 'static>(
    typed: &str,
    to: &To<M>,
    message: impl Fn(String) -> M + 'static,
) -> El {
    el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .value(typed)
        .input(to, message)
}

/// A switch.
pub(super) fn switch<M: Clone + 'static>(on: bool, name: &str, to: &To<M>, message: M) -> El {
    let words = if on { "options_on" } else { "options_off" };
    button("switch")
        .attr("role", "switch")
        .attr("aria-checked", if on { "true" } else { "false" })
        .attr("aria-label", name)
        .text(words::t(words))
        .click(to, message)
}

/// A section of the page.
pub(super) fn section(id: &str, title: &str, intro: &str) -> El {
    let heading = format!("{id}-title");
    el("section")
        .attr("id", id)
        .attr("aria-labelledby", &*heading)
        .attr("tabindex", "-1")
        .key(id)
        .add(el("h2").attr("id", &*heading).text(title))
        .maybe((!intro.is_empty()).then(|| p("intro", intro)))
}

/// A question before something is lost: the button that does it, and one that does not.
pub(super) fn question<M: Clone + 'static>(to: &To<M>, words: &str, yes: (&str, M), no: M) -> El {
    div("notice ask")
        .key("question")
        .attr("role", "alertdialog")
        .attr("aria-label", words)
        .add(p("", words))
        .add(
            div("row")
                .add(
                    button("danger")
                        .attr("id", "yes")
                        .text(yes.0)
                        .click(to, yes.1),
                )
                .add(button("").text(words::t("pages_cancel")).click(to, no)),
        )
}

/// The buttons below a form: one that keeps what is typed, one that takes it back.
pub(super) struct SaveBar<'a> {
    /// Whether anything is to be kept.
    pub(super) changed: bool,
    /// Whether it cannot be kept as it is.
    pub(super) wrong: bool,
    /// Whether it is on its way.
    pub(super) saving: bool,
    /// What happened last, and whether that is bad.
    pub(super) said: &'a (String, bool),
    /// Key of the words on the button.
    pub(super) save: &'a str,
}

impl SaveBar<'_> {
    /// The bar, with more buttons after these two.
    pub(super) fn view<M: Clone + 'static>(
        &self,
        to: &To<M>,
        save: M,
        discard: M,
        more: Vec<El>,
    ) -> El {
        let can = self.changed && !self.wrong && !self.saving;
        let save = button("primary")
            .key("save")
            .flag("disabled", !can)
            .text(words::t(self.save))
            .click(to, save);
        let discard = self.changed.then(|| {
            button("")
                .key("discard")
                .text(words::t("options_discard"))
                .click(to, discard)
        });
        let (said, bad) = if self.changed && self.wrong {
            (words::t("options_fix_first"), true)
        } else if self.changed && !self.saving && self.said.0.is_empty() {
            (words::t("options_unsaved"), false)
        } else {
            self.said.clone()
        };
        div("row save-bar")
            .add(save)
            .maybe(discard)
            .all(more)
            .add(self::said(&said, bad))
    }
}

/// The problems at a place of what is typed: a field, or an entry or line of it.
pub(super) fn problems_at<'a>(problems: &'a [Problem], place: &str) -> Vec<&'a Problem> {
    problems
        .iter()
        .filter(|problem| {
            let rest = problem.path.strip_prefix(place);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', ':', '.']))
        })
        .collect()
}

/// A problem with the number of its line, where its place has one: `FIELD:LINE`, `FIELD:LINE:COLUMN`.
pub(super) fn with_line(problem: &Problem) -> El {
    let line = problem.path.split(':').nth(1);
    let line = line.map(|line| el("code").text(words::with("options_line", &[line])));
    parts::problem_item(problem).maybe(line)
}

/// What happened last, heard when it changes.
pub(super) fn said(words: &str, bad: bool) -> El {
    span(if bad { "said bad" } else { "said" }, words)
        .key("said")
        .attr("role", "status")
        .attr("aria-live", "polite")
}
