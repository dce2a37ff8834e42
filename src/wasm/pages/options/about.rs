//! What Handrail reads, keeps and sends, in plain words; its version, permissions and keys.

use super::form;
use crate::wasm::pages::chrome::{self, Command};
use crate::wasm::pages::view::{El, el, p, span};
use crate::wasm::pages::words;

/// The section.
pub(super) fn view(commands: &[Command]) -> El {
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
    let keys = commands
        .iter()
        .filter(|command| !command.description.is_empty())
        .map(|command| {
            let key = if command.shortcut.is_empty() {
                span("hint", &words::t("panel_no_key"))
            } else {
                el("kbd").text(&*command.shortcut)
            };
            el("div")
                .key(command.name.clone())
                .add(el("dt").text(&*command.description))
                .add(el("dd").add(key))
        });
    form::section("about", &words::t("options_about"), "")
        .add(el("dl").class("facts-list").all(facts))
        .add(el("h3").text(words::t("panel_keys")))
        .add(el("dl").class("pairs").all(keys))
        .add(p(
            "hint",
            &words::with("options_version", &[&chrome::version()]),
        ))
}
