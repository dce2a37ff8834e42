//! How the section about rewriting looks.

use super::form;
use super::rewriting::{Msg, Rewriting, Tried};
use crate::reply::rewrite::Rewriter;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts;
use crate::wasm::pages::rewriter::{Model, changes};
use crate::wasm::pages::view::{El, button, div, el, is_checked, p, span};
use crate::wasm::pages::words;

impl Rewriting {
    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "rewriting",
            &words::t("rewrite_title"),
            &words::t("rewrite_intro"),
        );
        if let Some(failure) = &self.kept.failure {
            return section.add(parts::failed(&words::failure(failure)));
        }
        // What is typed before it is known how things stand would be lost.
        if !self.kept.is_loaded() {
            return section;
        }
        let by = self.kept.typed.by;
        section
            .add(self.who(to))
            .maybe((by == Rewriter::Browser).then(|| self.browser()))
            .maybe((by == Rewriter::Endpoint).then(|| self.endpoint(to)))
            .maybe((by != Rewriter::Off).then(|| self.sent()))
            .add(self.kept.bar(&to.map(Msg::Kept)))
            .maybe((by != Rewriter::Off).then(|| self.try_it(to)))
    }

    fn who(&self, to: &To<Msg>) -> El {
        let choices = [
            (Rewriter::Off, "rewrite_by_off"),
            (Rewriter::Browser, "rewrite_by_browser"),
            (Rewriter::Endpoint, "rewrite_by_endpoint"),
        ];
        let choices = choices.map(|(by, key)| {
            let to = to.clone();
            el("label")
                .class("tick")
                .key(key)
                .add(
                    el("input")
                        .attr("type", "radio")
                        .attr("name", "rewrite-by")
                        .attr("id", key)
                        .checked(self.kept.typed.by == by)
                        .on("change", move |event| {
                            if is_checked(event) {
                                to.send(Msg::By(by));
                            }
                        }),
                )
                .add(span("", &words::t(key)))
        });
        el("fieldset")
            .class("ticks")
            .key("who")
            .add(el("legend").text(words::t("rewrite_by")))
            .all(choices)
    }

    /// Whether the browser has a model at all.
    fn browser(&self) -> El {
        let key = match self.model {
            None => return div("").key("model"),
            Some(Model::None) => {
                return parts::failed(&words::t("error_rewrite_no_model")).key("model");
            }
            Some(Model::Later) => "rewrite_model_later",
            Some(Model::Ready) => "rewrite_model_ready",
        };
        p("hint", &words::t(key)).key("model")
    }

    fn endpoint(&self, to: &To<Msg>) -> El {
        let (typed, problems) = (&self.kept.typed, &self.kept.problems);
        let field = |id, label, hint, control, place| {
            let problems = form::problems_at(problems, place);
            form::field(id, &words::t(label), &words::t(hint), control, &problems)
        };
        let url = form::line(&typed.url, to, Msg::Url)
            .attr("inputmode", "url")
            .attr("placeholder", "https://models.example/v1");
        let model = form::line(&typed.model, to, Msg::Model);
        let key = el("input")
            .attr("type", "password")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .value(&*typed.key)
            .input(to, Msg::Key);
        let ticked = to.clone();
        let post = el("label")
            .class("tick")
            .add(
                el("input")
                    .attr("type", "checkbox")
                    .attr("id", "rewrite-post")
                    .checked(typed.send_post)
                    .on("change", move |event| {
                        ticked.send(Msg::SendPost(is_checked(event)));
                    }),
            )
            .add(span("", &words::t("rewrite_send_post")));
        div("endpoint")
            .key("endpoint")
            .add(
                div("columns")
                    .add(field(
                        "rewrite-url",
                        "rewrite_url",
                        "rewrite_url_hint",
                        url,
                        "url",
                    ))
                    .add(field(
                        "rewrite-model",
                        "rewrite_model",
                        "rewrite_model_hint",
                        model,
                        "model",
                    ))
                    .add(field(
                        "rewrite-key",
                        "rewrite_key",
                        "rewrite_key_hint",
                        key,
                        "key",
                    )),
            )
            .add(post)
    }

    /// What goes where, in plain words.
    fn sent(&self) -> El {
        let settings = self.kept.typed.trimmed();
        let host = settings.host().unwrap_or("…");
        let endpoint = settings.by == Rewriter::Endpoint;
        let what = if !endpoint {
            words::t("rewrite_sent_nothing")
        } else if settings.send_post {
            words::with("rewrite_sent_with_post", &[host])
        } else {
            words::with("rewrite_sent", &[host])
        };
        let key = (endpoint && !settings.key.is_empty())
            .then(|| el("p").text(words::with("rewrite_sent_key", &[host])));
        div("notice")
            .key("sent")
            .add(el("h3").text(words::t("rewrite_sent_title")))
            .add(p("", &what))
            .maybe(key)
    }

    fn try_it(&self, to: &To<Msg>) -> El {
        let draft = words::t("rewrite_try_draft");
        let came = match &self.tried {
            None => None,
            Some(Tried::Waiting(_)) => Some(p("hint", &words::t("rewrite_waiting"))),
            Some(Tried::Came(Ok(text))) => Some(changes(&draft, text)),
            Some(Tried::Came(Err(why))) => Some(parts::failed(why)),
        };
        let waits = matches!(self.tried, Some(Tried::Waiting(_)));
        let act = if waits {
            button("")
                .key("stop")
                .text(words::t("pages_cancel"))
                .click(to, Msg::StopTrying)
        } else {
            button("")
                .key("try")
                .flag("disabled", !self.can_try())
                .text(words::t("rewrite_try"))
                .click(to, Msg::Try)
        };
        div("try")
            .key("try-it")
            .add(el("h3").text(words::t("rewrite_try_title")))
            .add(el("p").class("draft-text").theirs(draft))
            .add(div("row").add(act).maybe(
                (!waits && !self.can_try()).then(|| span("hint", &words::t("rewrite_try_saved"))),
            ))
            .add(div("tried").attr("role", "status").key("tried").maybe(came))
    }
}
