//! One knowledge base: what it has, how the last import went, and what can be done with it.

use super::super::files;
use super::super::{form, import};
use super::edit::Kind;
use super::view::bar;
use super::{Bases, Msg, changes};
use crate::knowledge::source::Settings;
use crate::protocol::{Base, BaseState, ImportProgress, ImportReport};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

impl Bases {
    pub(super) fn card(&self, state: &BaseState, to: &To<Msg>) -> El {
        let base = &state.base;
        let id = &base.id;
        let title = format!("base-{id}-title");
        let listed = self.listing.as_ref().filter(|listing| listing.base == *id);
        let (said, bad) = if self.said.about == *id {
            (&*self.said.words, self.said.bad)
        } else {
            ("", false)
        };
        el("article")
            .class("card pad base")
            .key(id.clone())
            .attr("id", format!("base-{id}"))
            .attr("tabindex", "-1")
            .attr("aria-labelledby", &*title)
            .add(el("h3").attr("id", &*title).theirs(&base.name))
            .add(source(base))
            .add(p("hint", &facts(state)))
            .add(p("hint", &whose(base)))
            .maybe(reading(state))
            .maybe(faults(state))
            .maybe(state.report.as_ref().map(report))
            .add(self.buttons(state, listed.is_some(), &title, to))
            .maybe(hosts(state))
            .maybe(self.web.of(id).map(|progress| fetching(progress, to)))
            .maybe(self.refused(state))
            .maybe(self.looking(id))
            .maybe(self.question(base, to))
            .add(div("row").key("said").add(form::said(said, bad)))
            .maybe(listed.map(|listing| listing.view(&to.map(Msg::Listing))))
    }

    fn buttons(&self, state: &BaseState, listed: bool, title: &str, to: &To<Msg>) -> El {
        let id = &state.base.id;
        let about = |button: El| button.attr("aria-describedby", title.to_owned());
        let act = |which: Option<Icon>, key: &str, msg: Msg| {
            about(button("quiet"))
                .maybe(which.map(icon))
                .text(words::t(key))
                .click(to, msg)
        };
        let list = (state.articles > 0).then(|| {
            act(None, "bases_articles", Msg::List(id.clone()))
                .key("list")
                .attr("aria-expanded", if listed { "true" } else { "false" })
        });
        let links = (state.articles > 0)
            .then(|| act(None, "bases_check_links", Msg::CheckLinks(id.clone())).key("links"));
        div("row")
            .key("buttons")
            .all(self.import_buttons(state, title, to))
            .maybe(list)
            .maybe(links)
            .add(act(None, "bases_edit", Msg::Change(id.clone())).key("edit"))
            .add(
                act(
                    Some(Icon::Remove),
                    "bases_remove",
                    Msg::AskRemove(id.clone()),
                )
                .key("remove"),
            )
    }

    /// The way to its articles: files are picked, the web is fetched.
    fn import_buttons(&self, state: &BaseState, title: &str, to: &To<Msg>) -> Vec<El> {
        let id = &state.base.id;
        let fresh = state.imported == 0;
        if Kind::of(&state.base.source).is_web() {
            let stopped = self.web.of(id).map(|progress| progress.stopped);
            let key = match stopped {
                // The button that stops it is beside the bar.
                Some(false) => return Vec::new(),
                Some(true) => "bases_resume",
                None if fresh => "bases_import",
                None => "bases_update",
            };
            return vec![
                button(if fresh { "primary" } else { "" })
                    .key("update")
                    .attr("aria-describedby", title.to_owned())
                    .text(words::t(key))
                    .click(to, Msg::Update(id.clone())),
            ];
        }
        let pick = |field: El, key: &str| {
            let (to, id) = (to.clone(), id.clone());
            files::chooser(
                "button",
                field
                    .attr("aria-describedby", title.to_owned())
                    .flag("disabled", self.running.is_some())
                    .on("change", move |event| {
                        to.send(Msg::Picked(Some(id.clone()), files::chosen(event)));
                    }),
            )
            .key(key)
            .text(words::t(key))
        };
        let some = el("input")
            .attr("accept", import::accepts(&state.base.source))
            .flag("multiple", true);
        let folder = el("input").flag("webkitdirectory", true);
        let (folder_key, files_key) = if fresh {
            ("options_choose_folder", "bases_choose_files")
        } else {
            ("bases_again_folder", "bases_again_files")
        };
        match state.base.source {
            Settings::Files {} => vec![pick(folder, folder_key), pick(some, files_key)],
            _ => vec![pick(some, files_key)],
        }
    }

    /// The person did not let Handrail contact the servers: why it asks, and what to do.
    fn refused(&self, state: &BaseState) -> Option<El> {
        let refused = self.web.refused.as_ref()?;
        (*refused == state.base.id).then(|| {
            div("notice bad")
                .key("refused")
                .attr("role", "alert")
                .add(icon(Icon::Warning))
                .add(
                    p("", &words::t("bases_refused"))
                        .text(" ")
                        .add(span("", &words::t("bases_refused_do"))),
                )
        })
    }

    /// Its addresses are looked at.
    fn looking(&self, id: &str) -> Option<El> {
        let (_, done, all) = self.links.as_ref().filter(|(base, ..)| base == id)?;
        let numbers = [*done, *all].map(words::whole);
        let label = words::with("bases_links", &numbers.each_ref().map(String::as_str));
        Some(measured("links", &label, *done, *all))
    }

    fn question(&self, base: &Base, to: &To<Msg>) -> Option<El> {
        (self.asking.as_ref() == Some(&base.id)).then(|| {
            form::question(
                to,
                &words::with("bases_remove_ask", &[&base.name]),
                (&words::t("bases_remove_yes"), Msg::Remove(base.id.clone())),
                Msg::KeepAfterAll,
            )
        })
    }
}

/// Which kind of source, and where.
fn source(base: &Base) -> El {
    let kind = span("", &Kind::of(&base.source).words());
    let address = match &base.source {
        Settings::Zendesk { address, .. }
        | Settings::Site { address, .. }
        | Settings::Feed { address } => address.as_str(),
        _ => "",
    };
    let line = el("p").class("hint").add(kind);
    match &base.source {
        Settings::Site { pages, .. } if address.is_empty() => line
            .text(": ")
            .text(words::count("bases_pages_count", pages.len())),
        _ if address.is_empty() => line,
        _ => line.text(": ").add(el("a").link(address).theirs(address)),
    }
}

/// "120 articles, 480 passages, imported on …".
fn facts(state: &BaseState) -> String {
    if state.imported == 0 {
        return words::t(if Kind::of(&state.base.source).is_web() {
            "bases_empty_web"
        } else {
            "bases_empty_files"
        });
    }
    words::with(
        "options_facts",
        &[
            &words::count("options_articles_count", state.articles),
            &words::count("options_passages_count", state.passages),
            &words::moment(state.imported),
        ],
    )
}

/// The brands that it is for, its language, what is appended to links.
fn whose(base: &Base) -> String {
    let brands = if base.brands.is_empty() {
        words::t("bases_all_brands")
    } else {
        words::with("bases_for_brands", &[&base.brands.join(", ")])
    };
    let lang = (!base.lang.is_empty()).then(|| words::language(&base.lang));
    let campaign =
        (!base.campaign.is_empty()).then(|| words::with("bases_with_campaign", &[&base.campaign]));
    let parts: Vec<String> = [Some(brands), lang, campaign]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" · ")
}

/// How far the sentence encoder has come.
fn reading(state: &BaseState) -> Option<El> {
    let [done, all] = state.read;
    if all == 0 {
        return None;
    }
    if done >= all {
        return Some(
            el("p")
                .class("hint done-line")
                .key("reading")
                .add(icon(Icon::Check))
                .text(" ")
                .text(words::t("bases_read")),
        );
    }
    let numbers = [done, all].map(words::whole);
    let label = words::with("bases_reading", &numbers.each_ref().map(String::as_str));
    Some(measured("reading", &label, done, all))
}

/// A line of words with a bar.
fn measured(name: &str, label: &str, done: usize, all: usize) -> El {
    div("progress")
        .key(name)
        .add(span("hint", label))
        .add(bar(done, all).attr("aria-label", label))
}

/// Articles that somebody should look at.
fn faults(state: &BaseState) -> Option<El> {
    let fault = |count: usize, key: &str| {
        (count > 0).then(|| {
            el("li")
                .class("warning")
                .add(icon(Icon::Warning))
                .add(span("", &words::count(key, count)))
        })
    };
    (state.flagged + state.dead > 0).then(|| {
        el("ul")
            .class("standing")
            .key("faults")
            .maybe(fault(state.flagged, "bases_flagged"))
            .maybe(fault(state.dead, "bases_dead"))
    })
}

/// How the last import went.
fn report(report: &ImportReport) -> El {
    let partial = report
        .partial
        .then(|| p("hint warn-line", &words::t("bases_partial")));
    let skipped = (report.skipped_all > 0).then(|| {
        let first = (report.skipped.len() < report.skipped_all).then(|| {
            p(
                "hint",
                &words::count("bases_skipped_first", report.skipped.len()),
            )
        });
        el("details")
            .add(el("summary").text(words::count("bases_skipped", report.skipped_all)))
            .add(
                div("report")
                    .maybe(first)
                    .maybe(parts::problems(&report.skipped)),
            )
    });
    div("last-import")
        .key("last-import")
        .add(p(
            "hint",
            &words::with("bases_last_import", &[&changes(report)]),
        ))
        .maybe(partial)
        .maybe(skipped)
}

/// The servers that an import contacts.
fn hosts(state: &BaseState) -> Option<El> {
    (!state.hosts.is_empty()).then(|| {
        p(
            "hint",
            &words::with("bases_hosts", &[&state.hosts.join(", ")]),
        )
        .key("hosts")
    })
}

/// How the import from the web goes.
fn fetching(progress: &ImportProgress, to: &To<Msg>) -> El {
    let numbers = [
        progress.fetched,
        progress.articles,
        progress.left,
        progress.skipped,
    ]
    .map(words::whole);
    let label = if progress.stopped {
        "bases_fetch_stopped"
    } else {
        "bases_fetching"
    };
    let label = words::with(label, &numbers.each_ref().map(String::as_str));
    let (key, msg) = if progress.stopped {
        ("bases_discard", Msg::Discard)
    } else {
        ("bases_stop", Msg::Stop)
    };
    measured(
        "fetching",
        &label,
        progress.fetched,
        progress.fetched + progress.left,
    )
    .add(button("").text(words::t(key)).click(to, msg))
}
