//! The switch for the second look: kept in the browser's own storage, where the background reads it.

use super::form;
use crate::wasm::pages::app::To;
use crate::wasm::pages::storage::{keep, kept};
use crate::wasm::pages::view::{El, div, p};
use crate::wasm::pages::words;

/// The name it is kept under; `background/second.ts` knows it too.
const KEY: &str = "secondLook";

/// What happens in the section.
#[derive(Clone, Copy)]
pub(super) enum Msg {
    /// How the switch stands.
    Is(bool),
    /// It was pressed.
    Turn,
}

/// The section.
pub(super) struct SecondLook {
    on: bool,
}

impl SecondLook {
    /// On, until the storage says otherwise.
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Is(read().await) });
        Self { on: true }
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Is(on) => self.on = on,
            Msg::Turn => {
                let on = !self.on;
                to.later(async move {
                    keep(KEY, &on.into()).await;
                    Msg::Is(read().await)
                });
            }
        }
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        form::section(
            "second",
            &words::t("options_second"),
            &words::t("options_second_intro"),
        )
        .add(
            div("row").add(
                form::switch(self.on, &words::t("options_second"), to, Msg::Turn)
                    .attr("id", "second-switch"),
            ),
        )
        .add(p("hint", &words::t("options_second_hint")))
    }
}

async fn read() -> bool {
    kept(KEY).await.and_then(|on| on.as_bool()).unwrap_or(true)
}
