//! How the section about sites' tables from elsewhere looks.

use super::form::{self, SaveBar};
use super::site_data::{Msg, SiteData};
use crate::site::update::{SERIAL, day_of};
use crate::text::moment;
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::SiteDataState;
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

impl SiteData {
    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "site-data",
            &words::t("site_data_title"),
            &words::t("site_data_intro"),
        );
        if let Some(failure) = &self.failure {
            return section.add(parts::failed(&words::failure(failure)));
        }
        // What is typed before it is known how things stand would be lost.
        let Some(state) = &self.state else {
            return section;
        };
        section
            .add(in_use(state))
            .add(self.fields(to))
            .add(self.sent())
            .add(self.bar(state, to))
    }

    fn fields(&self, to: &To<Msg>) -> El {
        let problems = |place| form::problems_at(&self.problems, place);
        let url = form::line(&self.typed.url, to, Msg::Url)
            .attr("inputmode", "url")
            .attr("placeholder", "https://files.example/handrail-sites.json");
        let key = form::line(&self.typed.key, to, Msg::Key);
        div("columns")
            .key("fields")
            .add(form::field(
                "site-data-url",
                &words::t("site_data_url"),
                &words::t("site_data_url_hint"),
                url,
                &problems("url"),
            ))
            .add(form::field(
                "site-data-key",
                &words::t("site_data_key"),
                &words::t("site_data_key_hint"),
                key,
                &problems("key"),
            ))
    }

    /// What is asked for and what goes with it, in plain words.
    fn sent(&self) -> El {
        let what = match self.host() {
            Some(host) => words::with("site_data_sent", &[&host]),
            None => words::t("site_data_off"),
        };
        div("notice")
            .key("sent")
            .add(el("h3").text(words::t("site_data_sent_title")))
            .add(p("", &what))
            .add(p("", &words::t("site_data_may")))
    }

    fn bar(&self, state: &SiteDataState, to: &To<Msg>) -> El {
        let can = !self.busy && !self.is_changed();
        let fetch = (!state.url.is_empty()).then(|| {
            button("")
                .key("fetch")
                .attr("id", "site-data-fetch")
                .flag("disabled", !can)
                .text(words::t("site_data_fetch"))
                .click(to, Msg::Fetch)
        });
        let back = (state.serial > 0).then(|| {
            button("")
                .key("back")
                .attr("id", "site-data-back")
                .flag("disabled", !can)
                .text(words::t("site_data_back"))
                .click(to, Msg::Back)
        });
        SaveBar {
            changed: self.is_changed(),
            wrong: self.problems.iter().any(|problem| problem.fatal),
            saving: self.busy,
            said: &self.said,
            save: "rewrite_save",
        }
        .view(
            to,
            Msg::Save,
            Msg::Discard,
            fetch.into_iter().chain(back).collect(),
        )
    }
}

/// Which tables are in use, and what came of the last look for newer ones.
fn in_use(state: &SiteDataState) -> El {
    let (key, serial) = if state.serial > 0 {
        ("site_data_updated", state.serial)
    } else {
        ("site_data_shipped", SERIAL)
    };
    let day = day_of(serial).map(moment::date).unwrap_or_default();
    let number = words::whole(usize::from(u8::try_from(serial % 100).unwrap_or_default()));
    let last = state.last.as_ref().map(|last| {
        let at = words::moment(last.at);
        let key = if last.problems.is_empty() {
            "site_data_last_good"
        } else {
            "site_data_last_bad"
        };
        p("", &words::with(key, &[&at]))
    });
    let wrong = state
        .last
        .as_ref()
        .and_then(|last| parts::problems(&last.problems));
    let refused = state.refused.as_ref().map(|refused| {
        let parts = [&*refused.site, &*refused.what];
        parts::failed(&words::with("site_data_refused", &parts))
    });
    div("")
        .key("in-use")
        .add(el("h3").text(words::t("site_data_in_use")))
        .add(p("", &words::with(key, &[&day, &number])).attr("id", "site-data-in-use"))
        .maybe(last)
        .maybe(wrong)
        .maybe(refused)
}
