//! Copying, also where the site's permission policy keeps the clipboard from frames.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

use super::app::document;

/// Puts text on the clipboard; `false` if the browser does not let us.
pub(super) async fn copy(text: String) -> bool {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // Insecure pages have no clipboard at all; ours always are secure, but nothing may throw here.
    if let Some(clipboard) = clipboard.filter(|clipboard| clipboard.is_object())
        && JsFuture::from(clipboard.write_text(&text)).await.is_ok()
    {
        return true;
    }
    by_selection(&text).unwrap_or(false)
}

/// The old way: select a text and copy the selection.
fn by_selection(text: &str) -> Option<bool> {
    let document = document()?;
    let focused = document.active_element();
    let body = document.body()?;
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_value(text);
    field.set_class_name("hidden");
    body.append_child(&field).ok()?;
    field.select();
    let copied = document
        .dyn_into::<HtmlDocument>()
        .ok()?
        .exec_command("copy")
        .unwrap_or(false);
    field.remove();
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
        let _ = focused.focus();
    }
    Some(copied)
}
