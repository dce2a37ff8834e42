//! The help articles: imported from a folder, a zip or files; replaced whole; listed; removed.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event};

use super::files::{self, Dropped, Picked};
use super::form;
use super::import::{Import, Report};
use crate::protocol::{Failure, Library, Request, Response};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// How many titles are listed before one has to ask for more.
const LISTED: usize = 200;

#[derive(Clone)]
pub(super) enum Msg {
    Got(Result<Option<Library>, Failure>),
    BaseUrl(String),
    Picked(Vec<Picked>),
    Over(bool),
    Reading(usize, usize),
    Sending(usize, usize),
    Imported(Result<Option<Report>, Failure>),
    Cancel,
    AskRemove,
    KeepAfterAll,
    Remove,
    Removed(Result<(), Failure>),
    ListAll,
}

/// An import on its way.
struct Running {
    cancelled: Rc<Cell<bool>>,
    /// Whether files are sent (else read), how many, of how many.
    sending: bool,
    done: usize,
    all: usize,
}

/// The section's state.
#[derive(Default)]
pub(super) struct Articles {
    /// What the engine has; the outer `None`: not known yet.
    pub(super) library: Option<Option<Library>>,
    base_url: String,
    running: Option<Running>,
    report: Option<Report>,
    failure: Option<Failure>,
    said: (String, bool),
    asking: bool,
    over: bool,
    list_all: bool,
}

impl Articles {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async {
            Msg::Got(match ask(Request::Articles).await {
                Ok(Response::Articles { articles }) => Ok(articles),
                Ok(other) => unexpected(other),
                Err(failure) => Err(failure),
            })
        });
        Self::default()
    }

    pub(super) fn is_importing(&self) -> bool {
        self.running.is_some()
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Got(Ok(library)) => self.library = Some(library),
            Msg::Got(Err(failure)) => self.failure = Some(failure),
            Msg::BaseUrl(typed) => self.base_url = typed,
            Msg::Over(over) => self.over = over,
            Msg::Picked(picked) => self.import(picked, to),
            Msg::Reading(done, all) => self.progress(false, done, all),
            Msg::Sending(done, all) => self.progress(true, done, all),
            Msg::Imported(ended) => self.imported(ended),
            Msg::Cancel => {
                if let Some(running) = &self.running {
                    running.cancelled.set(true);
                }
                self.said = (words::t("options_cancelling"), false);
            }
            Msg::AskRemove => {
                self.asking = true;
                focus("yes");
            }
            Msg::KeepAfterAll => self.asking = false,
            Msg::Remove => {
                self.asking = false;
                to.later(async {
                    Msg::Removed(match ask(Request::RemoveArticles).await {
                        Ok(Response::Articles { .. }) => Ok(()),
                        Ok(other) => unexpected(other),
                        Err(failure) => Err(failure),
                    })
                });
            }
            Msg::Removed(Ok(())) => {
                self.library = Some(None);
                self.report = None;
                self.said = (words::t("options_articles_removed"), false);
            }
            Msg::Removed(Err(failure)) => self.said = (words::failure(&failure), true),
            Msg::ListAll => self.list_all = true,
        }
    }

    fn progress(&mut self, sending: bool, done: usize, all: usize) {
        if let Some(running) = &mut self.running {
            (running.sending, running.done, running.all) = (sending, done, all);
        }
    }

    fn import(&mut self, picked: Vec<Picked>, to: &To<Msg>) {
        self.over = false;
        if picked.is_empty() || self.running.is_some() {
            return;
        }
        let cancelled = Rc::new(Cell::new(false));
        self.running = Some(Running {
            cancelled: Rc::clone(&cancelled),
            sending: false,
            done: 0,
            all: picked.len(),
        });
        self.report = None;
        self.failure = None;
        self.said = (words::t("options_importing"), false);
        let import = Import {
            picked,
            base_url: self.base_url.trim().to_owned(),
            cancelled,
        };
        to.later(import.run(to.clone()));
    }

    fn imported(&mut self, ended: Result<Option<Report>, Failure>) {
        self.running = None;
        match ended {
            Ok(Some(report)) => {
                self.said = match &report.library {
                    Some(library) => (words::count("options_imported", library.articles), false),
                    None => (words::t("options_import_nothing"), true),
                };
                if report.library.is_some() {
                    self.library = Some(report.library.clone());
                }
                self.report = Some(report);
            }
            Ok(None) => self.said = (words::t("options_import_cancelled"), false),
            Err(failure) => {
                self.said = (words::t("options_import_failed"), true);
                self.failure = Some(failure);
            }
        }
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        form::section(
            "articles",
            &words::t("options_articles"),
            &words::t("options_articles_intro"),
        )
        .maybe(
            self.library
                .as_ref()
                .map(|library| self.stand(library.as_ref(), to)),
        )
        .add(self.source(to))
        .maybe(self.running.as_ref().map(|running| progress(running, to)))
        .add(div("row").add(form::said(&self.said.0, self.said.1)))
        .maybe(
            self.failure
                .as_ref()
                .map(|failure| parts::failed(&words::failure(failure))),
        )
        .maybe(self.report.as_ref().and_then(report))
    }

    /// Where articles come from.
    fn source(&self, to: &To<Msg>) -> El {
        let busy = self.running.is_some();
        let pick = |field: El, name: &str, class: &str| {
            let to = to.clone();
            files::chooser(
                class,
                field.flag("disabled", busy).on("change", move |event| {
                    to.send(Msg::Picked(files::chosen(event)));
                }),
            )
            .text(words::t(name))
        };
        let folder = pick(
            el("input").flag("webkitdirectory", true),
            "options_choose_folder",
            "button primary",
        );
        let zip_or_files = pick(
            el("input")
                .attr("accept", ".zip,.md,.markdown")
                .flag("multiple", true),
            "options_choose_files",
            "button",
        );
        let base_url = el("input")
            .attr("type", "url")
            .attr("inputmode", "url")
            .attr("spellcheck", "false")
            .attr("placeholder", "https://help.example.com/")
            .value(&*self.base_url)
            .input(to, Msg::BaseUrl);
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
            .add(form::field(
                "base-url",
                &words::t("options_base_url"),
                &words::t("options_base_url_hint"),
                base_url,
                &[],
            ))
            .add(
                div("row")
                    .add(folder)
                    .add(zip_or_files)
                    .add(span("hint", &words::t("options_or_drop"))),
            )
    }

    /// What is there now.
    fn stand(&self, library: Option<&Library>, to: &To<Msg>) -> El {
        let Some(library) = library else {
            return div("notice")
                .key("stand")
                .add(p("", &words::t("options_no_articles")));
        };
        let remove = button("quiet")
            .add(icon(Icon::Remove))
            .text(words::t("options_remove_articles"))
            .click(to, Msg::AskRemove);
        let about = div("head")
            .add(
                div("")
                    .add(el("h3").theirs(&library.source))
                    .add(p("hint", &facts(library))),
            )
            .add(remove);
        div("card pad")
            .key("stand")
            .add(about)
            .maybe(self.asking.then(|| {
                form::question(
                    to,
                    &words::t("options_remove_articles_ask"),
                    (&words::t("options_remove_articles_yes"), Msg::Remove),
                    Msg::KeepAfterAll,
                )
            }))
            .add(self.titles(library, to))
    }

    fn titles(&self, library: &Library, to: &To<Msg>) -> El {
        let most = if self.list_all { usize::MAX } else { LISTED };
        let titles = library.titles.iter().take(most).map(|(title, url)| {
            let title = match url {
                Some(url) => el("a").link(url).theirs(title),
                None => el("span").theirs(title),
            };
            el("li").add(title)
        });
        let more = (library.titles.len() > most).then(|| {
            button("quiet")
                .text(words::t("options_list_all"))
                .click(to, Msg::ListAll)
        });
        el("details")
            .add(el("summary").text(words::t("options_titles")))
            .add(el("ol").class("titles").all(titles))
            .maybe(more)
    }
}

fn take_drop(event: &Event, to: &To<Msg>) {
    let data = event
        .dyn_ref::<DragEvent>()
        .and_then(DragEvent::data_transfer);
    match data.map(|data| Dropped::of(&data)) {
        Some(dropped) => to.later(async { Msg::Picked(dropped.files().await) }),
        None => to.send(Msg::Over(false)),
    }
}

/// "120 articles, 480 passages, imported on …".
fn facts(library: &Library) -> String {
    words::with(
        "options_facts",
        &[
            &words::count("options_articles_count", library.articles),
            &words::count("options_passages_count", library.passages),
            &words::moment(library.imported),
        ],
    )
}

fn progress(running: &Running, to: &To<Msg>) -> El {
    let key = match running.sending {
        false => "options_reading",
        true if running.done >= running.all => "options_indexing",
        true => "options_sending",
    };
    #[expect(clippy::cast_precision_loss, reason = "counts of files")]
    let (done, all) = (running.done as f64, running.all as f64);
    let words = words::with(key, &[&words::number(done), &words::number(all)]);
    div("progress")
        .key("progress")
        .add(el("label").attr("for", "progress").text(words))
        .add(
            el("progress")
                .attr("id", "progress")
                .attr("max", running.all.max(1).to_string())
                .attr("value", running.done.to_string()),
        )
        .add(
            button("")
                .text(words::t("pages_cancel"))
                .click(to, Msg::Cancel),
        )
}

/// What was left out, and why.
fn report(report: &Report) -> Option<El> {
    let others =
        (report.others > 0).then(|| p("hint", &words::count("options_others", report.others)));
    let problems = parts::problems(&report.problems);
    let title = (!report.problems.is_empty())
        .then(|| el("h3").text(words::count("options_skipped", report.problems.len())));
    (others.is_some() || problems.is_some()).then(|| {
        div("report")
            .key("report")
            .maybe(title)
            .maybe(problems)
            .maybe(others)
    })
}
