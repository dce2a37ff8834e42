//! Everything that is kept in this browser, as a file: for whoever asks what is known of them, and for whoever leaves.

use crate::protocol::Failure;
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{Held as Part, held};
use crate::wasm::pages::offer;
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

use super::form;

#[derive(Clone)]
pub(super) enum Msg {
    Begin,
    Came(Result<Part, Failure>),
    Stop,
}

/// How far it is.
#[derive(Default)]
pub(super) struct Held {
    /// What came so far; `None` while nothing is asked for.
    parts: Option<Vec<String>>,
    share: f64,
    said: (String, bool),
}

impl Held {
    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Begin => {
                self.parts = Some(Vec::new());
                self.share = 0.0;
                self.said = Default::default();
                to.later(async { Msg::Came(held(None).await) });
            }
            Msg::Stop => {
                self.parts = None;
                self.said = (words::t("held_stopped"), false);
            }
            Msg::Came(Ok(part)) => self.take(part, to),
            Msg::Came(Err(failure)) => {
                self.parts = None;
                self.said = (words::failure(&failure), true);
            }
        }
    }

    fn take(&mut self, part: Part, to: &To<Msg>) {
        // Somebody stopped it.
        let Some(parts) = &mut self.parts else { return };
        parts.push(part.text);
        self.share = part.share;
        if part.next.is_some() {
            to.later(async { Msg::Came(held(part.next).await) });
            return;
        }
        let day = words::exact(words::now());
        let day = day.split('T').next().unwrap_or_default();
        offer::parts(&format!("handrail-everything-{day}.jsonl"), parts);
        self.parts = None;
        self.said = (words::t("held_done"), false);
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let under_way = self.parts.is_some();
        let begin = button("")
            .flag("disabled", under_way)
            .text(words::t("held_export"))
            .click(to, Msg::Begin);
        let bar = under_way.then(|| {
            el("progress")
                .attr("max", "1")
                .attr("value", format!("{:.3}", self.share))
                .attr("aria-label", words::t("held_progress"))
        });
        let stop = under_way.then(|| {
            button("")
                .text(words::t("pages_cancel"))
                .click(to, Msg::Stop)
        });
        div("erasing")
            .key("held")
            .add(el("h3").text(words::t("held_title")))
            .add(p("hint", &words::t("held_hint")))
            .add(
                div("row")
                    .add(begin)
                    .maybe(bar)
                    .maybe(stop)
                    .add(form::said(&self.said.0, self.said.1)),
            )
    }
}
