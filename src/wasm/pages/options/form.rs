//! What the sections of the options are made of: fields with their problems, and questions before something is lost.

use crate::problem::Problem;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// A labelled field with a hint, and what is wrong with it right below.
pub(super) fn field(id: &str, label: &str, hint: &str, control: El, problems: &[&Problem]) -> El {
    let about = format!("{id}-about");
    let invalid = problems.iter().any(|problem| problem.fatal);
    let control = control
        .attr("id", id)
        .attr("aria-describedby", &*about)
        .attr("aria-invalid", if invalid { "true" } else { "false" });
    let about = div("about-field")
        .attr("id", &*about)
        .maybe((!hint.is_empty()).then(|| p("hint", hint)))
        .maybe((!problems.is_empty()).then(|| {
            el("ul")
                .class("problems")
                .all(problems.iter().map(|problem| parts::problem_item(problem)))
        }));
    div("field")
        .key(id)
        .add(el("label").attr("for", id).text(label))
        .add(control)
        .add(about)
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

/// What happened last, heard when it changes.
pub(super) fn said(words: &str, bad: bool) -> El {
    span(if bad { "said bad" } else { "said" }, words)
        .key("said")
        .attr("role", "status")
        .attr("aria-live", "polite")
}
