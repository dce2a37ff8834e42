//! Nicknames that were seen near complaints: the lead adds or dismisses each, and may take the last one back.

use super::form;
use crate::brand::{Decision, Guise, Profile};
use crate::protocol::{Failure, NicknameSeen, Request, Response};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::parts::{Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// A brand's name, a nickname, and what becomes of it.
#[derive(Clone, PartialEq)]
pub(super) struct Choice {
    pub(super) brand: String,
    pub(super) form: String,
    pub(super) decision: Decision,
}

/// What waits, and the profile as the engine has it.
type Stand = (Vec<NicknameSeen>, Profile);

#[derive(Clone)]
pub(super) enum Msg {
    Got(Result<Stand, Failure>),
    Decide(Choice),
    Decided(Choice, Result<Stand, Failure>),
}

/// The lists' state.
#[derive(Default)]
pub(super) struct Nicknames {
    seen: Vec<NicknameSeen>,
    /// What was decided last on this visit.
    last: Option<Choice>,
    /// What went wrong, and at which brand.
    failure: Option<(String, Failure)>,
    deciding: bool,
}

async fn asked(request: Request) -> Result<Stand, Failure> {
    match ask(request).await {
        Ok(Response::Nicknames { seen, profile }) => Ok((seen, profile)),
        Ok(other) => unexpected(other),
        Err(failure) => Err(failure),
    }
}

impl Nicknames {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Got(asked(Request::Nicknames).await) });
        Self::default()
    }

    /// Gives what the profile is now, where a decision changed it.
    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) -> Option<(Choice, Profile)> {
        match msg {
            Msg::Got(Ok((seen, _))) => self.seen = seen,
            Msg::Got(Err(failure)) => self.failure = Some((String::new(), failure)),
            Msg::Decide(choice) if !self.deciding => {
                self.deciding = true;
                let request = Request::DecideNickname {
                    brand: choice.brand.clone(),
                    form: choice.form.clone(),
                    decision: choice.decision,
                };
                to.later(async move { Msg::Decided(choice, asked(request).await) });
            }
            Msg::Decide(_) => {}
            Msg::Decided(choice, answer) => {
                self.deciding = false;
                match answer {
                    Ok((seen, profile)) => {
                        self.seen = seen;
                        self.failure = None;
                        self.last = Some(choice.clone());
                        // The buttons that were pressed are gone: whoever works by keys goes on from here.
                        focus("nickname-next");
                        return Some((choice, profile));
                    }
                    Err(failure) => self.failure = Some((choice.brand, failure)),
                }
            }
        }
        None
    }

    /// The list of one brand.
    pub(super) fn view(&self, at: usize, brand: &str, to: &To<Msg>) -> El {
        let heading = format!("nicknames-seen-{at}");
        let seen: Vec<El> = self
            .seen
            .iter()
            .filter(|seen| seen.brand == brand)
            .map(|seen| item(seen, to))
            .collect();
        let none = seen
            .is_empty()
            .then(|| p("hint", &words::t("options_nicknames_seen_none")));
        div("nicknames-seen")
            .key("nicknames-seen")
            .attr("role", "group")
            .attr("aria-labelledby", &*heading)
            .add(
                el("h4")
                    .attr("id", &*heading)
                    .text(words::t("options_nicknames_seen")),
            )
            .maybe(none)
            .maybe((!seen.is_empty()).then(|| el("ul").all(seen)))
            .add(self.last_decision(brand, to))
    }

    /// What was decided last, with the way back.
    fn last_decision(&self, brand: &str, to: &To<Msg>) -> El {
        let row = div("row").key("last");
        if let Some((_, failure)) = self
            .failure
            .as_ref()
            .filter(|(at, _)| at.is_empty() || at == brand)
        {
            return row.add(form::said(&words::failure(failure), true));
        }
        let Some(last) = self.last.as_ref().filter(|last| last.brand == brand) else {
            return row.add(form::said("", false));
        };
        let key = match last.decision {
            Decision::Added => "options_nickname_added",
            Decision::Dismissed => "options_nickname_dismissed",
            Decision::Open => "options_nickname_back",
        };
        let undo = (last.decision != Decision::Open).then(|| {
            let back = Choice {
                decision: Decision::Open,
                ..last.clone()
            };
            button("")
                .key("undo")
                .attr("id", "nickname-next")
                .add(icon(Icon::Undo))
                .text(words::t("options_nickname_undo"))
                .click(to, Msg::Decide(back))
        });
        row.add(form::said(&words::with(key, &[&last.form]), false))
            .maybe(undo)
    }
}

/// One nickname, with where it was seen.
fn item(seen: &NicknameSeen, to: &To<Msg>) -> El {
    let choose = |decision: Decision| {
        Msg::Decide(Choice {
            brand: seen.brand.clone(),
            form: seen.form.clone(),
            decision,
        })
    };
    let count = usize::try_from(seen.count).unwrap_or(usize::MAX);
    let examples = seen
        .examples
        .iter()
        .map(|example| el("li").add(el("q").theirs(example)));
    el("li")
        .key(&*seen.form)
        .add(
            div("row")
                .add(el("strong").theirs(&seen.form))
                .add(span("hint", &words::t(guise(seen.guise))))
                .add(span("hint", &words::count("options_nickname_count", count))),
        )
        .add(el("ul").class("examples").all(examples))
        .add(
            div("row")
                .add(
                    button("")
                        .attr(
                            "aria-label",
                            words::with("options_nickname_add_named", &[&seen.form]),
                        )
                        .add(icon(Icon::Plus))
                        .text(words::t("options_nickname_add"))
                        .click(to, choose(Decision::Added)),
                )
                .add(
                    button("quiet")
                        .attr(
                            "aria-label",
                            words::with("options_nickname_dismiss_named", &[&seen.form]),
                        )
                        .add(icon(Icon::Close))
                        .text(words::t("options_nickname_dismiss"))
                        .click(to, choose(Decision::Dismissed)),
                ),
        )
}

fn guise(guise: Guise) -> &'static str {
    match guise {
        Guise::Misspelling => "options_guise_misspelling",
        Guise::LookAlike => "options_guise_lookalike",
        Guise::Blend => "options_guise_blend",
        Guise::Hashtag => "options_guise_hashtag",
        Guise::Account => "options_guise_account",
    }
}
