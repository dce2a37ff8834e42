//! "Try it": would this post be marked, and why?

use std::collections::BTreeMap;

use super::form;
use crate::protocol::{Failure, Mark, Request, Response};
use crate::site::RawPost;
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, div, el, p};
use crate::wasm::pages::words;

/// What came of a try: the mark, none, or a failure.
type Tried = Result<Option<Box<Mark>>, Failure>;

#[derive(Clone)]
pub(super) enum Msg {
    Typed(String),
    Try,
    Tried(String, Tried),
}

/// The box's state.
#[derive(Default)]
pub(super) struct Tryout {
    typed: String,
    /// For which text, and what came of it.
    tried: Option<(String, Tried)>,
}

/// A post by nobody, as a page would show it.
fn post(text: &str) -> RawPost {
    let fields = [
        ("permalink", "/someone/status/1"),
        ("author", "/someone"),
        ("name", "Someone"),
        ("text", text),
    ];
    RawPost {
        key: "try".to_owned(),
        fields: fields
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into_iter()
            .collect::<BTreeMap<_, _>>(),
        ..RawPost::default()
    }
}

impl Tryout {
    /// Whether a post was tried.
    pub(super) const fn is_tried(&self) -> bool {
        self.tried.is_some()
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Typed(typed) => self.typed = typed,
            Msg::Try => {
                let text = self.typed.trim().to_owned();
                if text.is_empty() {
                    self.tried = None;
                    return;
                }
                to.later(async move {
                    let request = Request::Observe {
                        site: "x".to_owned(),
                        posts: vec![post(&text)],
                        shown: Vec::new(),
                    };
                    let answer = match ask(request).await {
                        Ok(Response::Marks { marks, .. }) => {
                            Ok(marks.into_iter().next().map(Box::new))
                        }
                        Ok(other) => unexpected(other),
                        Err(failure) => Err(failure),
                    };
                    Msg::Tried(text, answer)
                });
            }
            Msg::Tried(text, answer) => self.tried = Some((text, answer)),
        }
    }

    pub(super) fn view(&self, changed: bool, to: &To<Msg>) -> El {
        let control = el("textarea")
            .attr("rows", "3")
            .attr("dir", "auto")
            .attr("placeholder", words::t("options_try_example"))
            .value(&*self.typed)
            .input(to, Msg::Typed);
        let submit = to.clone();
        let hint = if changed {
            "options_try_unsaved"
        } else {
            "options_try_hint"
        };
        el("form")
            .class("try")
            .key("try")
            .on("submit", move |event| {
                event.prevent_default();
                submit.send(Msg::Try);
            })
            .add(form::field(
                "try-text",
                &words::t("options_try"),
                &words::t(hint),
                control,
                &[],
            ))
            .add(
                div("row").add(
                    el("button")
                        .attr("type", "submit")
                        .text(words::t("options_try_now")),
                ),
            )
            .add(
                div("tried").attr("role", "status").maybe(
                    self.tried
                        .as_ref()
                        .map(|(text, answer)| result(text, answer)),
                ),
            )
    }
}

fn result(text: &str, answer: &Tried) -> El {
    match answer {
        Err(failure) => parts::failed(&words::failure(failure)),
        Ok(None) => div("notice").add(p("", &words::t("options_try_unmarked"))),
        Ok(Some(mark)) => div("notice good")
            .add(
                div("row")
                    .add(parts::badge(mark.intent))
                    .add(el("strong").theirs(&mark.brand))
                    .maybe(parts::urgency(mark.urgency)),
            )
            .add(parts::post_text(mark, text))
            .add(parts::reasons(mark)),
    }
}
