//! How the section of knowledge bases looks: where files are dropped, the bases, and the way to another one.

use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event};

use super::super::files::{self, Dropped};
use super::super::{form, import};
use super::{Bases, Ended, Msg, Running, edit_view};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

impl Bases {
    pub(in crate::wasm::pages::options) fn view(&self, to: &To<Msg>) -> El {
        let here = self.said.about.is_empty() || self.find(&self.said.about).is_none();
        let said = if here { &*self.said.words } else { "" };
        form::section(
            "articles",
            &words::t("options_articles"),
            &words::t("options_articles_intro"),
        )
        .add(self.drop_zone(to))
        .maybe(self.running.as_ref().map(|running| progress(running, to)))
        .add(div("row").key("said").add(form::said(said, self.said.bad)))
        .maybe(
            self.failure
                .as_ref()
                .map(|failure| parts::failed(&words::failure(failure)).key("failed")),
        )
        .maybe(self.ended.as_ref().and_then(left_out))
        .maybe(self.stand(to))
        .add(self.another(to))
        .add(self.synonyms.view(&to.map(Msg::Synonyms)))
    }

    fn stand(&self, to: &To<Msg>) -> Option<El> {
        let bases = self.bases.as_ref()?;
        if bases.is_empty() {
            let none = p("", &words::t("options_no_articles"));
            return Some(div("notice").key("none").add(none));
        }
        let cards = bases.iter().map(|state| self.card(state, to));
        Some(div("cards").key("bases").all(cards))
    }

    /// Files of any kind: they make a base, or replace what the base of their name has.
    fn drop_zone(&self, to: &To<Msg>) -> El {
        let busy = self.running.is_some();
        let pick = |field: El, name: &str, class: &str| {
            let to = to.clone();
            files::chooser(
                class,
                field.flag("disabled", busy).on("change", move |event| {
                    to.send(Msg::Picked(None, files::chosen(event)));
                }),
            )
            .text(words::t(name))
        };
        let folder = pick(
            el("input").flag("webkitdirectory", true),
            "options_choose_folder",
            "button primary",
        );
        let some = pick(
            el("input")
                .attr("accept", import::accepts_any())
                .flag("multiple", true),
            "options_choose_files",
            "button",
        );
        let (over, leave, drop) = (to.clone(), to.clone(), to.clone());
        div(if self.over { "drop over" } else { "drop" })
            .key("source")
            .on("dragover", move |event| {
                event.prevent_default();
                over.send(Msg::Over(true));
            })
            .on("dragleave", move |_| leave.send(Msg::Over(false)))
            .on("drop", move |event| {
                event.prevent_default();
                take_drop(event, &drop);
            })
            .maybe(self.first_address(to))
            .add(
                div("row")
                    .add(folder)
                    .add(some)
                    .add(span("hint", &words::t("options_or_drop"))),
            )
            .add(p("hint", &words::t("bases_drop_hint")))
    }

    /// The one thing that files often do not say; later it is set with the base.
    fn first_address(&self, to: &To<Msg>) -> Option<El> {
        let none = self.bases.as_ref().is_none_or(Vec::is_empty);
        none.then(|| {
            let field = el("input")
                .attr("type", "url")
                .attr("inputmode", "url")
                .attr("spellcheck", "false")
                .attr("placeholder", "https://help.example.com/")
                .value(&*self.base_url)
                .input(to, Msg::BaseUrl);
            form::field(
                "base-url",
                &words::t("options_base_url"),
                &words::t("options_base_url_hint"),
                field,
                &[],
            )
        })
    }

    /// The form, or the kinds of bases that can be added.
    fn another(&self, to: &To<Msg>) -> El {
        if let Some(edit) = &self.edit {
            return edit.view(&self.brands, &to.map(Msg::Edit));
        }
        el("details")
            .class("add-base")
            .key("add-base")
            .add(el("summary").text(words::t("bases_add")))
            .add(edit_view::kinds(to, Msg::New))
    }
}

fn take_drop(event: &Event, to: &To<Msg>) {
    let data = event
        .dyn_ref::<DragEvent>()
        .and_then(DragEvent::data_transfer);
    match data.map(|data| Dropped::of(&data)) {
        Some(dropped) => to.later(async { Msg::Picked(None, dropped.files().await) }),
        None => to.send(Msg::Over(false)),
    }
}

fn progress(running: &Running, to: &To<Msg>) -> El {
    let key = if running.done >= running.all {
        "options_indexing"
    } else {
        "options_reading"
    };
    let numbers = [running.done, running.all].map(words::whole);
    let words = words::with(key, &numbers.each_ref().map(String::as_str));
    div("progress")
        .key("progress")
        .add(el("label").attr("for", "progress").text(words))
        .add(bar(running.done, running.all).attr("id", "progress"))
        .add(
            button("")
                .text(words::t("pages_cancel"))
                .click(to, Msg::Cancel),
        )
}

/// A bar of progress.
pub(super) fn bar(done: usize, all: usize) -> El {
    el("progress")
        .attr("max", all.max(1).to_string())
        .attr("value", done.min(all).to_string())
}

/// What was left out of the files, and why.
fn left_out(ended: &Ended) -> Option<El> {
    let others =
        (ended.others > 0).then(|| p("hint", &words::count("options_others", ended.others)));
    let problems = parts::problems(&ended.problems);
    let title = (!ended.problems.is_empty())
        .then(|| el("h3").text(words::count("options_skipped", ended.problems.len())));
    (others.is_some() || problems.is_some()).then(|| {
        div("report")
            .key("report")
            .maybe(title)
            .maybe(problems)
            .maybe(others)
    })
}
