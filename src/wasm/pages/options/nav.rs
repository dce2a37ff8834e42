//! The links to the sections, and which of them is being read.

use std::cell::Cell;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::Msg;
use crate::wasm::pages::app::{To, document};
use crate::wasm::pages::view::{El, el, span};
use crate::wasm::pages::words;

/// A section: where it is, the key of its name, and whether something in it is unsaved.
pub(super) type Section = (&'static str, &'static str, bool);

/// So far below the window's top a section's beginning counts as read, in pixels.
const READ: f64 = 140.0;

/// Tells which section is read whenever it is another one.
pub(super) fn watch(ids: Vec<&'static str>, to: &To<Msg>) -> Option<EventListener> {
    let window = web_sys::window()?;
    let to = to.clone();
    let last = Cell::new("");
    Some(EventListener::new(&window, "scroll", move |_| {
        if let Some(here) = here(&ids)
            && last.replace(here) != here
        {
            to.send(Msg::Here(here));
        }
    }))
}

/// The last section whose beginning was reached.
fn here(ids: &[&'static str]) -> Option<&'static str> {
    let document = document()?;
    let line = web_sys::window()?.scroll_y().ok()? + READ;
    let reached = |id: &str| {
        let section = document.get_element_by_id(id)?.dyn_into::<HtmlElement>();
        Some(f64::from(section.ok()?.offset_top()) <= line)
    };
    let read = ids.iter().rfind(|id| reached(id) == Some(true));
    read.or(ids.first()).copied()
}

/// Brings the link of the section that is read into view, where the links are one line that scrolls.
pub(super) fn show() {
    wasm_bindgen_futures::spawn_local(async {
        let find = |selector: &str| -> Option<HtmlElement> {
            let found = document()?.query_selector(selector).ok()?;
            found?.dyn_into().ok()
        };
        if let (Some(line), Some(link)) = (find("nav ul"), find("nav [aria-current]")) {
            let room = line.client_width() - link.offset_width();
            line.set_scroll_left(link.offset_left() - line.offset_left() - room / 2);
        }
    });
}

/// The links.
pub(super) fn draw(sections: impl IntoIterator<Item = Section>, here: &str) -> El {
    let links = sections.into_iter().map(|(id, key, changed)| {
        let link = el("a").attr("href", format!("#{id}")).text(words::t(key));
        let link = if id == here {
            link.attr("aria-current", "true")
        } else {
            link
        };
        let unsaved = words::t("options_unsaved");
        let mark = changed.then(|| {
            span("unsaved", "•")
                .attr("role", "img")
                .attr("aria-label", &*unsaved)
                .attr("title", &*unsaved)
        });
        el("li").add(link.maybe(mark))
    });
    el("nav")
        .attr("aria-label", words::t("options_sections"))
        .add(el("ul").all(links))
}
