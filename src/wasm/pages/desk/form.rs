//! What is asked before something is done: to whom, until when, which words.

use js_sys::Date;
use wasm_bindgen::JsValue;

use super::deeds::Deed;
use super::{Desk, Msg};
use crate::post::Millis;
use crate::team::Over;
use crate::wasm::pages::app::{self, To};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

const HOUR: Millis = 3_600_000;
/// When the morning begins, on this machine's clock.
const MORNING: u32 = 9;

/// A question that is open.
#[derive(Clone)]
pub(super) enum Form {
    Escalate(String),
    /// Why a case is taken from a colleague.
    TakeOver(Option<Over>),
    /// Day and time as the browser's field has them, and the reason.
    Snooze(String, String),
    Note(String),
}

impl Form {
    /// What comes of it; `None` while something is lacking.
    pub(super) fn deed(&self, now: Millis) -> Option<Deed> {
        match self {
            Self::Escalate(to) => Some(Deed::Escalate(to.trim().to_owned())),
            Self::TakeOver(why) => why.map(Deed::TakeOver),
            Self::Note(text) => {
                let text = text.trim();
                (!text.is_empty()).then(|| Deed::Note(text.to_owned()))
            }
            Self::Snooze(until, reason) => {
                let until = parse(until).filter(|until| *until > now)?;
                Some(Deed::Snooze(until, reason.trim().to_owned()))
            }
        }
    }

    const fn first_field(&self) -> &'static str {
        match self {
            Self::Escalate(_) => "ask-whom",
            Self::TakeOver(_) => "ask-why",
            Self::Snooze(..) => "ask-hour",
            Self::Note(_) => "ask-note",
        }
    }
}

impl Desk {
    /// Asks about the case at hand, which opens for that.
    pub(super) fn ask(&mut self, form: Option<Form>, to: &To<Msg>) {
        let Some(form) = form else {
            self.form = None;
            app::focus("case-title");
            return;
        };
        let Some(row) = self.current().cloned() else {
            self.log.say(words::t("desk_no_case"), false);
            return;
        };
        if self.opened.is_none() {
            self.open(&row, to);
        }
        app::focus(form.first_field());
        self.form = Some(form);
    }
}

/// A question without an answer yet.
pub(super) fn snooze() -> Form {
    Form::Snooze(field_of(tomorrow()), String::new())
}

/// The open question.
pub(super) fn view(form: &Form, now: Millis, to: &To<Msg>) -> El {
    let (title, fields) = match form {
        Form::Escalate(whom) => (
            "desk_ask_escalate",
            field(
                "ask-whom",
                "desk_ask_whom",
                line(whom).input(to, |whom| Msg::Typed(Form::Escalate(whom))),
            ),
        ),
        Form::TakeOver(why) => ("desk_ask_take_over", reasons(*why, to)),
        Form::Note(text) => (
            "desk_ask_note",
            field(
                "ask-note",
                "desk_ask_note_text",
                el("textarea")
                    .attr("rows", "3")
                    .attr("dir", "auto")
                    .attr("maxlength", crate::desk::NOTE.to_string())
                    .value(text)
                    .input(to, |text| Msg::Typed(Form::Note(text))),
            ),
        ),
        Form::Snooze(until, reason) => ("desk_ask_snooze", put_off(until, reason, now, to)),
    };
    let ready = form.deed(now).is_some();
    let send = to.clone();
    el("form")
        .class("ask card")
        .key("ask")
        .attr("aria-label", words::t(title))
        .on("submit", move |event| {
            event.prevent_default();
            send.send(Msg::Send);
        })
        .add(el("h3").text(words::t(title)))
        .add(fields)
        .add(
            div("row")
                .add(
                    el("button")
                        .attr("type", "submit")
                        .class("primary")
                        .flag("disabled", !ready)
                        .text(words::t(title)),
                )
                .add(
                    button("")
                        .text(words::t("pages_cancel"))
                        .click(to, Msg::Ask(None)),
                ),
        )
}

/// Why the case is taken: one of few reasons, which the colleague is told and the team keeps.
fn reasons(chosen: Option<Over>, to: &To<Msg>) -> El {
    let reasons = Over::ALL.into_iter().enumerate().map(|(at, over)| {
        let to = to.clone();
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "why")
            .checked(chosen == Some(over))
            .on("change", move |_| {
                to.send(Msg::Typed(Form::TakeOver(Some(over))));
            });
        let input = if at == 0 {
            input.attr("id", "ask-why")
        } else {
            input
        };
        el("label")
            .class("tick")
            .key(over.name())
            .add(input)
            .add(span("", &words::t(&format!("desk_over_{}", over.name()))))
    });
    el("fieldset")
        .class("fields")
        .add(el("legend").text(words::t("desk_ask_why")))
        .all(reasons)
}

fn put_off(until: &str, reason: &str, now: Millis, to: &To<Msg>) -> El {
    let soon = |id: &'static str, key: &str, at: Millis| {
        let reason = reason.trim().to_owned();
        let send = to.clone();
        button("")
            .attr("id", id)
            .text(words::t(key))
            .on("click", move |_| {
                let until = field_of(at);
                send.send(Msg::Typed(Form::Snooze(until, reason.clone())));
                send.send(Msg::Send);
            })
    };
    let (until, reason) = (until.to_owned(), reason.to_owned());
    let (same_reason, same_until) = (reason.clone(), until.clone());
    let late = parse(&until).is_none_or(|until| until <= now);
    div("fields")
        .add(field(
            "ask-reason",
            "desk_ask_reason",
            line(&reason).input(to, move |reason| {
                Msg::Typed(Form::Snooze(same_until.clone(), reason))
            }),
        ))
        .add(
            div("row")
                .add(soon("ask-hour", "desk_ask_hour", now + HOUR))
                .add(soon("ask-morning", "desk_ask_morning", tomorrow())),
        )
        .add(field(
            "ask-until",
            "desk_ask_until",
            el("input")
                .attr("type", "datetime-local")
                .value(&until)
                .input(to, move |until| {
                    Msg::Typed(Form::Snooze(until, same_reason.clone()))
                }),
        ))
        .maybe(late.then(|| p("hint", &words::t("desk_ask_late"))))
}

fn field(id: &'static str, label: &str, control: El) -> El {
    div("field")
        .key(id)
        .add(el("label").attr("for", id).text(words::t(label)))
        .add(control.attr("id", id))
}

fn line(typed: &str) -> El {
    el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .value(typed)
}

/// A moment of the browser's field for day and time, by this machine's clock.
fn parse(field: &str) -> Option<Millis> {
    let time = Date::parse(field);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a date in milliseconds fits"
    )]
    let at = time as Millis;
    time.is_finite().then_some(at)
}

/// A moment as that field has it, in the whole minute that follows.
fn field_of(at: Millis) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a date in milliseconds fits")]
    let date = Date::new(&JsValue::from_f64((at + 59_999) as f64));
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

fn tomorrow() -> Millis {
    let date = Date::new_0();
    date.set_date(date.get_date() + 1);
    date.set_hours(MORNING);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a date in milliseconds fits"
    )]
    let at = date.get_time() as Millis;
    at
}
