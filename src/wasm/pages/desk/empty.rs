//! What is said where there is nothing to show, and what to do about it.

use super::look::{self, Looking};
use super::{Desk, Msg};
use crate::desk::List;
use crate::wasm::pages::app::To;
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

/// Instead of rows.
pub(super) fn view(desk: &Desk, looking: &Looking, to: &To<Msg>) -> Option<El> {
    let queue = looking.queue.as_ref()?;
    if !queue.rows.is_empty() || looking.turning {
        return None;
    }
    let none_at_all = queue.lists.iter().all(|list| list.cases == 0);
    let said = div("notice").key("empty");
    if desk.brands == Some(0) {
        let options = el("a")
            .own_link("options.html#brands")
            .text(words::t("desk_none_brand_do"));
        return Some(
            said.add(p("", &words::t("desk_none_brand")))
                .add(el("p").add(options)),
        );
    }
    if none_at_all {
        return Some(said.add(p("", &words::t("desk_none_yet"))));
    }
    if looking.is_narrow() {
        let clear = button("")
            .text(words::t("desk_clear"))
            .click(to, Msg::Queue(look::Msg::Clear));
        return Some(
            said.add(p("", &words::t("desk_none_found")))
                .add(div("row").add(clear)),
        );
    }
    Some(said.add(p("", &words::t(nothing_on(looking.part.list)))))
}

const fn nothing_on(list: List) -> &'static str {
    match list {
        List::Next => "desk_none_next",
        List::Mine => "desk_none_mine",
        List::Colleagues => "desk_none_colleagues",
        List::Waiting => "desk_none_waiting",
        List::Escalated => "desk_none_escalated",
        List::Snoozed => "desk_none_snoozed",
        List::Handled => "desk_none_handled",
    }
}
