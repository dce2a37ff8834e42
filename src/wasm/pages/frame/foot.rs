//! The foot of the frame: what happened last, and what to do with the post.

use super::place::Of;
use super::update::done_last;
use super::{Frame, Msg, Step};
use crate::protocol::{Mark, State};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{Icon, icon, icon_button, kbd};
use crate::wasm::pages::view::{El, button, div, el};
use crate::wasm::pages::words;

impl Frame {
    pub(super) fn foot(&self, to: &To<Msg>) -> El {
        let class = if self.said.bad { "said bad" } else { "said" };
        el("footer")
            // Always there: only a live region that stays is heard when it changes.
            .add(
                el("p")
                    .class(class)
                    .attr("role", "status")
                    .attr("aria-live", "polite")
                    .text(&*self.said.words),
            )
            .maybe(self.occupied(to))
            .maybe(self.mark().map(|mark| self.correction(mark, to)))
            .add(self.actions(to))
    }

    /// The reply box has text: add below it?
    fn occupied(&self, to: &To<Msg>) -> Option<El> {
        let placing = self.placing.as_ref().filter(|placing| placing.occupied);
        placing.map(|placing| {
            let question = match placing.of {
                Of::Fix => "frame_occupied_fix",
                Of::Draft { .. } | Of::Link => "frame_occupied",
            };
            let add = button("primary")
                .attr("id", "add")
                .text(words::t("frame_add"))
                .click(to, Msg::Add);
            let cancel = button("")
                .text(words::t("pages_cancel"))
                .click(to, Msg::CancelAdd);
            div("notice ask")
                .key("occupied")
                .attr("role", "alertdialog")
                .attr("aria-labelledby", "occupied")
                .add(el("p").attr("id", "occupied").text(words::t(question)))
                .add(div("row").add(add).add(cancel))
        })
    }

    fn actions(&self, to: &To<Msg>) -> El {
        let mut row = div("actions").key("actions");
        if let Some(mark) = self.mark() {
            row = row.add(self.handled_button(mark, to));
            row = row.maybe(claim_button(mark, to));
        }
        // What was taken is given back by its own button.
        let more_than_taken =
            |state: &&State| state.claimed.as_ref().map(|(event, _)| event) != done_last(state);
        if self
            .state()
            .filter(more_than_taken)
            .and_then(done_last)
            .is_some()
        {
            row = row.add(
                button("")
                    .key("undo")
                    .attr("aria-keyshortcuts", "U")
                    .add(icon(Icon::Undo))
                    .text(words::t("frame_undo"))
                    .add(kbd("U"))
                    .click(to, Msg::Undo),
            );
        }
        let step = |which, name: &str, key: &str, step| {
            icon_button(which, &words::t(name))
                .attr("aria-keyshortcuts", key)
                .click(to, Msg::Step(step))
        };
        row.add(
            div("steps")
                .key("steps")
                .add(step(Icon::Up, "frame_previous", "K", Step::Previous))
                .add(step(Icon::Down, "frame_next", "J", Step::Next)),
        )
    }

    /// "Handled" only once it is kept; "Saving…" until then.
    fn handled_button(&self, mark: &Mark, to: &To<Msg>) -> El {
        let saving = self.saving().next();
        let handled = mark.state.handled.is_some();
        let trying = saving.is_some_and(|act| act.wait.is_none());
        let key = match (saving, handled) {
            (Some(act), _) if act.failures > 0 && !trying => "frame_save_again",
            (Some(_), _) => "frame_saving",
            (None, true) => "frame_is_handled",
            (None, false) => "frame_handled",
        };
        button(if handled { "done" } else { "primary" })
            .key("handled")
            .attr("aria-keyshortcuts", "H")
            .attr("aria-pressed", if handled { "true" } else { "false" })
            .attr(
                "aria-disabled",
                if trying || handled { "true" } else { "false" },
            )
            .add(icon(Icon::Check))
            .text(words::t(key))
            .add(kbd("H"))
            .click(to, Msg::Handle)
    }
}

/// "Take it", or "Mine", which gives it back. A handled post is nobody's to take, nor is a colleague's.
fn claim_button(mark: &Mark, to: &To<Msg>) -> Option<El> {
    let claimed = mark.state.claimed.is_some();
    let theirs = mark.state.owner.as_ref().is_some_and(|owner| !owner.mine);
    let open = mark.state.handled.is_none() && !theirs;
    open.then(|| {
        button(if claimed { "done" } else { "" })
            .key("claim")
            .attr("aria-keyshortcuts", "M")
            .attr("aria-pressed", if claimed { "true" } else { "false" })
            .text(words::t(if claimed { "frame_mine" } else { "frame_claim" }))
            .add(kbd("M"))
            .click(to, Msg::Claim)
    })
}
