//! How hours and private ways look: a card for each brand.

use super::{Forms, Msg, Place, Ways};
use crate::hours::{Line, names};
use crate::problem::Problem;
use crate::protocol::{Stand, WaysState};
use crate::reply::way::form::BrandForm;
use crate::wasm::pages::app::To;
use crate::wasm::pages::clock;
use crate::wasm::pages::options::form;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// The list of time zones that the fields offer.
pub(super) const ZONES: &str = "zones";

impl Ways {
    pub(in crate::wasm::pages::options) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "hours",
            &words::t("options_hours"),
            &words::t("options_hours_intro"),
        );
        if let Some(failure) = &self.kept.failure {
            return section.add(parts::failed(&words::failure(failure)));
        }
        let Forms(forms) = &self.kept.typed;
        let none = self.kept.is_loaded() && forms.is_empty();
        let cards = forms.iter().enumerate();
        let zones = names().map(|name| el("option").attr("value", name));
        section
            .maybe(none.then(|| p("hint", &words::t("ways_no_brand"))))
            .add(el("datalist").key(ZONES).attr("id", ZONES).all(zones))
            .add(div("cards").all(cards.map(|(at, form)| self.brand(at, form, to))))
            .add(self.kept.bar(&to.map(Msg::Kept)))
    }

    fn brand(&self, at: usize, form: &BrandForm, to: &To<Msg>) -> El {
        let state = self.state(&form.brand);
        let now = state.and_then(|(_, state)| state.answers);
        let gone = !self.brands.contains(&form.brand);
        let remove = gone.then(|| {
            button("quiet")
                .attr(
                    "aria-label",
                    words::with("ways_remove_brand_named", &[&form.brand]),
                )
                .add(icon(Icon::Remove))
                .text(words::t("options_remove_brand"))
                .click(to, Msg::RemoveBrand(at))
        });
        let path = state.map(|(number, _)| format!("ways[{number}]"));
        let general = path.as_deref().map(|path| self.exactly(path));
        let outdated = state.is_some_and(|(_, state)| state.outdated);
        let place = Place {
            brand: at,
            way: None,
        };
        let lines = state.map(|(_, state)| state.lines.as_slice());
        let lines = lines.filter(|_| form.has_hours()).unwrap_or_default();
        el("fieldset")
            .class("card brand-form")
            .key(form.brand.clone())
            .attr("aria-label", &*form.brand)
            .add(
                div("head")
                    .add(el("h3").theirs(&*form.brand))
                    .maybe(now.map(|now| stand(now, words::now())))
                    .maybe(remove),
            )
            .maybe(gone.then(|| p("hint warn-line", &words::t("ways_brand_gone"))))
            .maybe(general.and_then(parts::problems))
            .add(self.hours(place, &form.hours, lines, to))
            .maybe(outdated.then(|| p("hint warn-line", &words::t("ways_outdated"))))
            .maybe(state.and_then(|(_, state)| self.profile_text(form, state, to)))
            .add(self.ways_of(at, form, to))
    }

    /// Problems of this very place.
    fn exactly(&self, path: &str) -> Vec<&Problem> {
        let problems = self.kept.problems.iter();
        problems.filter(|problem| problem.path == path).collect()
    }

    /// The hours for the account's profile, to be copied.
    fn profile_text(&self, form: &BrandForm, state: &WaysState, to: &To<Msg>) -> Option<El> {
        let text = profile_text(&state.lines, &form.hours.zone)?;
        let changed = self.kept.is_changed();
        let said = self.copied.as_ref().filter(|(of, ..)| *of == form.brand);
        let (said, bad) = said.map_or(("", false), |(_, words, bad)| (words.as_str(), *bad));
        let copied = form.copied.as_ref();
        let stale = copied.filter(|_| state.stale).map(|copied| {
            div("notice")
                .key("stale")
                .add(p(
                    "",
                    &words::with("ways_stale", &[&words::moment(copied.at)]),
                ))
                .add(el("q").theirs(&copied.text))
        });
        let copy = button("")
            .attr("aria-label", words::with("ways_copy_named", &[&form.brand]))
            .flag("disabled", changed)
            .add(icon(Icon::Copy))
            .text(words::t("pages_copy"))
            .click(to, Msg::Copy(form.brand.clone(), text.clone()));
        Some(
            div("profile-text")
                .key("profile-text")
                .add(el("h4").text(words::t("ways_profile")))
                .add(p("hint", &words::t("ways_profile_hint")))
                .maybe(stale)
                .add(p("draft-text", &text))
                .add(
                    div("row")
                        .add(copy)
                        .maybe(changed.then(|| span("hint", &words::t("ways_save_first"))))
                        .add(form::said(said, bad)),
                ),
        )
    }
}

/// "We answer Mon–Fri 9:00 AM–5:00 PM (Europe/London)."; `None` where nobody ever does.
fn profile_text(lines: &[Line], zone: &str) -> Option<String> {
    let open = lines.iter().filter(|line| !line.open.is_empty());
    let open: Vec<String> = open
        .map(|line| {
            let times = clock::times(&line.open);
            format!("{} {times}", clock::days(line.from, line.to))
        })
        .collect();
    (!open.is_empty()).then(|| {
        let zone = zone.trim().replace('_', " ");
        words::with("ways_profile_text", &[&open.join("; "), &zone])
    })
}

/// How hours stand now, in words.
pub(super) fn stand(stand: Stand, now: i64) -> El {
    let (class, which, words) = match stand {
        Stand {
            open: true,
            until: Some(until),
        } => (
            "good",
            Icon::Check,
            until_words("ways_open_until", until, now),
        ),
        Stand { open: true, .. } => ("good", Icon::Check, words::t("ways_open")),
        Stand {
            until: Some(until), ..
        } => ("shut", Icon::Close, until_words("ways_opens", until, now)),
        Stand { .. } => ("shut", Icon::Close, words::t("ways_shut")),
    };
    span(&format!("stand {class}"), "")
        .key("stand")
        .add(icon(which))
        .text(words)
}

fn until_words(key: &str, until: i64, now: i64) -> String {
    words::with(key, &[&words::moment(until), &clock::away(until, now)])
}
