//! Which posts the page shows in full; the rest is dimmed there. Kept in the browser's own storage, which the pages follow.

use super::Msg;
use crate::wasm::pages::app::To;
use crate::wasm::pages::storage::{keep, kept as stored};
use crate::wasm::pages::view::{El, el, span};
use crate::wasm::pages::words;

/// The name it is kept under; `content/filter.ts` knows it and the choices too.
const KEY: &str = "filter";
const CHOICES: [&str; 3] = ["all", "waiting", "mine"];

/// The choice that is kept: all, until there is one.
pub(super) async fn kept() -> &'static str {
    let kept = stored(KEY).await.and_then(|kept| kept.as_string());
    let known = CHOICES
        .into_iter()
        .find(|one| Some(*one) == kept.as_deref());
    known.unwrap_or("all")
}

pub(super) fn view(chosen: &'static str, to: &To<Msg>) -> El {
    let choices = CHOICES.into_iter().map(|choice| {
        let to = to.clone();
        let field = el("input")
            .attr("type", "radio")
            .attr("name", "filter")
            .attr("value", choice)
            .checked(choice == chosen)
            .on("change", move |_| {
                to.later(async move {
                    keep(KEY, &choice.into()).await;
                    Msg::Filter(kept().await)
                });
            });
        el("label")
            .class("tick")
            .key(choice)
            .add(field)
            .add(span("", &words::t(&format!("filter_{choice}"))))
    });
    el("section").add(
        el("fieldset")
            .class("ticks")
            .add(el("legend").text(words::t("panel_filter")))
            .all(choices),
    )
}
