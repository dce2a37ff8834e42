//! The browser's own storage, for what the content script or the background reads without the engine.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    async fn stored(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    async fn store(values: &JsValue) -> Result<JsValue, JsValue>;
}

/// What is kept under this name; nothing where nothing is, or where it cannot be read.
pub(super) async fn kept(key: &str) -> Option<JsValue> {
    let values = stored(key).await.ok()?;
    let value = Reflect::get(&values, &key.into()).ok()?;
    (!value.is_undefined()).then_some(value)
}

/// Keeps a value under this name. Where it cannot be kept, all stays as it is kept: whoever shows it reads it again.
pub(super) async fn keep(key: &str, value: &JsValue) {
    let values = Object::new();
    if Reflect::set(&values, &key.into(), value).is_ok() {
        let _ = store(&values).await;
    }
}
