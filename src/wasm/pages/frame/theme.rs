//! The frame looks like the page it stands in, not like the system: a dark page may stand in a light system.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::wasm::pages::app::document;

/// Follows the page: dark or light, and its background where that is a plain colour.
pub(super) fn follow(dark: bool, background: &str) {
    let root = document().and_then(|document| document.document_element());
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let _ = root.set_attribute("data-theme", if dark { "dark" } else { "light" });
    let style = root.style();
    let _ = if is_colour(background) {
        style.set_property("--page", background)
    } else {
        style.remove_property("--page").map(drop)
    };
}

/// `rgb(21, 32, 43)`, as browsers write a computed colour; nothing see-through, nothing else.
fn is_colour(text: &str) -> bool {
    text.strip_prefix("rgb(")
        .and_then(|rest| rest.strip_suffix(')'))
        .is_some_and(|rest| {
            rest.chars()
                .all(|c| c.is_ascii_digit() || c == ',' || c == ' ')
        })
}
