//! Files that we give the person to keep.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::app::document;

/// Gives the person a file with this text.
pub(super) fn file(name: &str, text: &str) {
    let _ = try_offer(name, &Array::of1(&text.into()));
}

/// Gives the person a file with these texts, one after the other.
#[cfg(feature = "options")]
pub(super) fn parts(name: &str, texts: &[String]) {
    let texts = texts.iter().map(|text| JsValue::from_str(text));
    let _ = try_offer(name, &texts.collect());
}

fn try_offer(name: &str, texts: &Array) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(texts)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = document().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
