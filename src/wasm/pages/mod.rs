//! The extension's own pages, drawn by Rust: the assist frame, the options, the desk and the toolbar's panel.
//!
//! Each page is a state, messages that change it, and a view of it ([`app::Page`]); [`view`] brings the view into the
//! document. Nothing here decides anything about a post: the background's engine is asked.

#![expect(
    unreachable_pub,
    reason = "wasm-bindgen exports public functions only; JavaScript is what reaches them"
)]
#![cfg_attr(
    not(all(feature = "frame", feature = "options")),
    allow(dead_code, reason = "what the pages share is not all needed by each")
)]

use wasm_bindgen::prelude::*;

mod acts;
mod app;
mod chrome;
mod clipboard;
mod clock;
#[cfg(feature = "options")]
mod desk;
#[cfg(feature = "frame")]
mod frame;
mod keys;
mod offer;
#[cfg(feature = "options")]
mod options;
#[cfg(feature = "frame")]
mod panel;
mod parts;
mod rewriter;
mod standing;
mod storage;
#[cfg(feature = "options")]
mod told;
mod verdict;
mod view;
mod wire;
mod words;

/// Draws the assist frame. `early` are the messages that came before this module was ready.
#[cfg(feature = "frame")]
#[wasm_bindgen]
pub fn start_frame(early: Vec<web_sys::MessageEvent>) {
    frame::start(early);
}

/// Draws the options.
#[cfg(feature = "options")]
#[wasm_bindgen]
pub fn start_options() {
    options::start();
}

/// Draws the desk. It shares the options' module: one build fewer, and both are opened by the same people.
#[cfg(feature = "options")]
#[wasm_bindgen]
pub fn start_desk() {
    desk::start();
}

/// Draws the toolbar's panel.
#[cfg(feature = "frame")]
#[wasm_bindgen]
pub fn start_panel() {
    panel::start();
}
