//! What Handrail reads, keeps and sends, in plain words; its version and permissions.

use super::form;
use crate::wasm::pages::chrome;
use crate::wasm::pages::view::{El, el, p};
use crate::wasm::pages::words;

/// The section.
pub(super) fn view() -> El {
    let facts = [
        ("options_reads", "options_reads_what"),
        ("options_keeps", "options_keeps_what"),
        ("options_sends", "options_sends_what"),
        ("options_never", "options_never_what"),
        ("options_permissions", "options_permissions_what"),
    ];
    let facts = facts.into_iter().map(|(name, what)| {
        el("div")
            .add(el("dt").text(words::t(name)))
            .add(el("dd").text(words::t(what)))
    });
    form::section("about", &words::t("options_about"), "")
        .add(el("dl").class("facts-list").all(facts))
        .add(p(
            "hint",
            &words::with("options_version", &[&chrome::version()]),
        ))
}
