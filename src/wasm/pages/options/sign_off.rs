//! What is set once for all replies: the sign-off, the page that says what is out of order, who is a VIP.

use super::form;
use super::kept::{self, Answer, Check, Kept, Setting};
use crate::protocol::{Failure, Request, Response};
use crate::reply::ReplySettings;
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::unexpected;
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, div};
use crate::wasm::pages::words;

impl Setting for ReplySettings {
    type More = ();
    const SAVED: &'static str = "options_sign_off_saved";
    const SAVE: &'static str = "options_sign_off_save";

    fn load() -> Request {
        Request::ReplySettings
    }

    fn check(&self) -> Check {
        // The rule is short, and the same that the engine has.
        Check::Found(ReplySettings::check(self))
    }

    fn save(&self) -> Request {
        let settings = self.clone();
        Request::SaveReplySettings { settings }
    }

    fn read(response: Response) -> Result<Answer<Self>, Failure> {
        match response {
            Response::ReplySettings {
                settings,
                problems,
                saved,
            } => Ok(Answer {
                value: settings,
                problems,
                saved,
                more: (),
            }),
            other => unexpected(other),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.trimmed() == other.trimmed()
    }
}

#[derive(Clone)]
pub(super) enum Msg {
    SignOff(String),
    StatusLink(String),
    Customers(String),
    Kept(kept::Msg<ReplySettings>),
}

/// The section's state.
pub(super) struct SignOff {
    pub(super) kept: Kept<ReplySettings>,
}

impl SignOff {
    pub(super) fn new(to: &To<Msg>) -> Self {
        let kept = Kept::new(&to.map(Msg::Kept));
        Self { kept }
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        let to = to.map(Msg::Kept);
        match msg {
            Msg::SignOff(typed) => self.kept.edit(&to, |settings| settings.sign_off = typed),
            Msg::StatusLink(typed) => self.kept.edit(&to, |settings| settings.status_link = typed),
            Msg::Customers(typed) => self.kept.edit(&to, |settings| settings.customers = typed),
            Msg::Kept(msg) => self.kept.update(msg, &to),
        }
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "sign-off",
            &words::t("options_sign_off"),
            &words::t("options_sign_off_intro"),
        );
        if let Some(failure) = &self.kept.failure {
            return section.add(parts::failed(&words::failure(failure)));
        }
        // What is typed before it is known how things stand would be lost.
        if !self.kept.is_loaded() {
            return section;
        }
        let (typed, problems) = (&self.kept.typed, &self.kept.problems);
        let sign_off = form::line(&typed.sign_off, to, Msg::SignOff)
            .attr("placeholder", words::t("options_sign_off_example"));
        let status = form::line(&typed.status_link, to, Msg::StatusLink)
            .attr("inputmode", "url")
            .attr("placeholder", words::t("options_status_link_example"));
        let customers = form::lines(&typed.customers, to, Msg::Customers)
            .attr("placeholder", "@example_ada VIP");
        let faults = form::problems_at(problems, "customers");
        section
            .add(
                div("columns")
                    .add(form::field(
                        "sign-off-text",
                        &words::t("options_sign_off_text"),
                        &words::t("options_sign_off_hint"),
                        sign_off,
                        &form::problems_at(problems, "signOff"),
                    ))
                    .add(form::field(
                        "status-link",
                        &words::t("options_status_link"),
                        &words::t("options_status_link_hint"),
                        status,
                        &form::problems_at(problems, "statusLink"),
                    )),
            )
            .add(form::field_with(
                "customers",
                &words::t("options_customers"),
                &words::t("options_customers_hint"),
                customers,
                !faults.is_empty(),
                faults.into_iter().map(form::with_line).collect(),
            ))
            .add(self.kept.bar(&to.map(Msg::Kept)))
    }
}
