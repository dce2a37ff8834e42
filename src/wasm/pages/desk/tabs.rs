//! Opening a post on its site: in its own tab where it is open already, else beside, or in the tab in front.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::wasm::pages::chrome::{plain, read};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = query, catch)]
    async fn query(which: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = getCurrent, catch)]
    async fn own_tab() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = create, catch)]
    async fn create(what: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = update, catch)]
    async fn update(tab: i32, what: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "windows"], js_name = update, catch)]
    async fn update_window(window: i32, what: &JsValue) -> Result<JsValue, JsValue>;
}

/// A tab; its address where we may know it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Tab {
    id: i32,
    window_id: i32,
    index: i32,
    url: Option<String>,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Which {
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    current_window: Option<bool>,
}

#[derive(Default, Serialize)]
struct Change<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    focused: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<i32>,
}

/// Shows the post at this address; whether the browser did.
pub(super) async fn open(url: &str, same: bool) -> bool {
    try_open(url, same).await.is_some()
}

async fn try_open(url: &str, same: bool) -> Option<()> {
    if let Some(tab) = tabs(Which::default())
        .await?
        .into_iter()
        .find(|tab| tab.url.as_deref().is_some_and(|at| is_at(at, url)))
    {
        let front = Change {
            active: Some(true),
            ..Change::default()
        };
        change(tab.id, &front).await?;
        let focused = Change {
            focused: Some(true),
            ..Change::default()
        };
        // Whoever cannot bring the window to the front has at least the tab in front of it.
        let _ = update_window(tab.window_id, &plain(&focused).ok()?).await;
        return Some(());
    }
    let front = Which {
        active: Some(true),
        current_window: Some(true),
    };
    let front = tabs(front).await?.into_iter().next();
    let own = own_tab().await.ok().filter(JsValue::is_object);
    let own = own.and_then(read::<Tab>).map(|tab| tab.id);
    match front {
        // The desk may stand in a tab itself: that one stays.
        Some(front) if same && own != Some(front.id) => {
            let there = Change {
                url: Some(url),
                ..Change::default()
            };
            change(front.id, &there).await
        }
        front => {
            let beside = Change {
                url: Some(url),
                index: front.map(|front| front.index + 1),
                ..Change::default()
            };
            create(&plain(&beside).ok()?).await.ok().map(drop)
        }
    }
}

async fn tabs(which: Which) -> Option<Vec<Tab>> {
    read(query(&plain(&which).ok()?).await.ok()?)
}

async fn change(tab: i32, what: &Change<'_>) -> Option<()> {
    update(tab, &plain(what).ok()?).await.ok().map(drop)
}

/// Whether a tab shows the post of an address: what follows it may differ.
fn is_at(tab: &str, url: &str) -> bool {
    tab.split(['?', '#']).next() == url.split(['?', '#']).next()
}
