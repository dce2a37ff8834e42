//! What a playbook says to an invented customer: each wording, and what the agent is asked first.

use crate::reply::{Draft, Field, FieldKind};
use crate::wasm::pages::view::{El, div, el, p, span};
use crate::wasm::pages::words;

/// The wordings of one playbook, in their order.
pub(super) fn view(wordings: &[&Draft]) -> El {
    let card = div("card pad preview")
        .attr("role", "group")
        .attr("aria-label", words::t("options_preview"))
        .add(el("h3").text(words::t("options_preview")));
    if wordings.is_empty() {
        return card.add(p("hint", &words::t("options_no_preview")));
    }
    let several = wordings.len() > 1;
    let items = wordings.iter().map(|draft| wording(draft, several));
    card.add(el("ol").class("wordings").all(items))
}

fn wording(draft: &Draft, several: bool) -> El {
    let number = words::whole(draft.wording + 1);
    let title = several.then(|| el("h4").text(words::with("options_wording", &[&number])));
    let asked = (!draft.fields.is_empty()).then(|| {
        div("asked").add(p("hint", &words::t("options_asked"))).add(
            el("dl")
                .class("variables")
                .all(draft.fields.iter().map(question)),
        )
    });
    el("li")
        .key(draft.wording.to_string())
        .maybe(title)
        .maybe(asked)
        .add(el("p").class("draft-text").theirs(&draft.text))
}

/// A question, and how it is answered.
fn question(field: &Field) -> El {
    el("div")
        .add(el("dt").theirs(&field.label))
        .add(el("dd").add(span("", &answered(&field.kind))))
}

fn answered(kind: &FieldKind) -> String {
    match kind {
        FieldKind::Text { usual } if usual.is_empty() => words::t("options_asks_text"),
        FieldKind::Text { usual } => words::with("options_asks_text_first", &[usual]),
        FieldKind::Menu { options } => words::with("options_asks_menu", &[&options.join(" | ")]),
        FieldKind::Date { on: Some(on), .. } => words::with("options_asks_date_first", &[on]),
        FieldKind::Date { ahead: None, .. } => words::t("options_asks_date"),
        FieldKind::Date {
            ahead: Some(days), ..
        } => match days {
            0 => words::t("options_asks_date_today"),
            days => words::count(
                "options_asks_date_ahead",
                usize::try_from(*days).unwrap_or(usize::MAX),
            ),
        },
        FieldKind::Toggle { text } => words::with("options_asks_toggle", &[text]),
    }
}
