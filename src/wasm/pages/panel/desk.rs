//! The way to the desk: the browser's side panel, which it opens only while a click lasts.

use js_sys::Promise;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::Msg;
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{plain, read};
use crate::wasm::pages::view::{El, button, el};
use crate::wasm::pages::words;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "windows"], js_name = getCurrent, catch)]
    async fn current_window() -> Result<JsValue, JsValue>;
    /// Chromium's. Not `async`: the browser must see the call while the click lasts.
    #[wasm_bindgen(js_namespace = ["chrome", "sidePanel"], js_name = open, catch)]
    fn open_side_panel(which: &JsValue) -> Result<Promise, JsValue>;
    /// Firefox's.
    #[wasm_bindgen(js_namespace = ["chrome", "sidebarAction"], js_name = open, catch)]
    fn open_sidebar() -> Result<Promise, JsValue>;
}

/// How the way to the desk stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Way {
    /// The window, known before the click: asking for it would outlast that.
    window: Option<i32>,
    /// The browser did not open it.
    pub(super) failed: bool,
}

/// The window of the panel.
pub(super) async fn window() -> Option<i32> {
    #[derive(Deserialize)]
    struct Window {
        id: i32,
    }
    read::<Window>(current_window().await.ok()?).map(|window| window.id)
}

impl Way {
    pub(super) fn of(window: Option<i32>) -> Self {
        Self {
            window,
            failed: false,
        }
    }

    /// Opens the desk. Called within the click.
    pub(super) fn open(self, to: &To<Msg>) {
        let asked = self.side_panel().or_else(|| open_sidebar().ok());
        to.later(async move {
            let opened = match asked {
                Some(asked) => JsFuture::from(asked).await.is_ok(),
                None => false,
            };
            if opened { Msg::Opened } else { Msg::NoDesk }
        });
    }

    fn side_panel(self) -> Option<Promise> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Which {
            window_id: i32,
        }
        let window_id = self.window?;
        open_side_panel(&plain(&Which { window_id }).ok()?).ok()
    }

    /// The button, or a link to the same page in a tab where the browser does not open it.
    pub(super) fn view(self, to: &To<Msg>) -> El {
        if self.failed {
            return el("a")
                .own_link("desk.html")
                .text(words::t("panel_desk_tab"));
        }
        button("primary")
            .text(words::t("panel_desk"))
            .click(to, Msg::Desk)
    }
}
