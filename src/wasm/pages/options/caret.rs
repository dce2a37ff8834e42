//! To a line of a text field.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use crate::wasm::pages::app::document;

/// Puts the focus on the field of this id and selects a line of it, counted from 1.
pub(super) fn to_line(id: &str, line: usize) {
    let found = document().and_then(|document| document.get_element_by_id(id));
    let Some(field) = found.and_then(|found| found.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return;
    };
    let text = field.value();
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let before: u32 = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(units)
        .sum();
    let length = text
        .split('\n')
        .nth(line.saturating_sub(1))
        .map_or(0, units);
    let _ = field.focus();
    let _ = field.set_selection_range(before, before.saturating_add(length));
}
