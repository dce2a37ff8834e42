//! The team's server: the invitation that is pasted once, and how the connection stands.

use gloo::timers::callback::Timeout;

use super::form;
use crate::protocol::{Failure, TeamStands};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{TeamAsked, TeamJoined, TeamState, team};
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

/// How often it is looked how the connection stands, in milliseconds.
const LOOK: u32 = 3_000;

type Answered = Result<TeamState, Failure>;

#[derive(Clone)]
pub(super) enum Msg {
    Look,
    Got(Answered),
    Typed(String),
    Join,
    Joined(Answered),
    AskToLeave,
    Stay,
    Leave,
    Left(Answered),
}

/// The section's state.
pub(super) struct Team {
    /// `None`: not known yet.
    state: Option<TeamState>,
    typed: String,
    said: (String, bool),
    busy: bool,
    /// The person is asked whether to leave.
    leaving: bool,
    wait: Option<Timeout>,
}

impl Team {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Got(team(TeamAsked::State).await) });
        Self {
            state: None,
            typed: String::new(),
            said: Default::default(),
            busy: false,
            leaving: false,
            wait: None,
        }
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Look => to.later(async { Msg::Got(team(TeamAsked::State).await) }),
            Msg::Got(answer) => self.got(answer, to),
            Msg::Typed(typed) => {
                self.typed = typed;
                self.said = Default::default();
            }
            Msg::Join => {
                self.busy = true;
                self.said = (words::t("team_joining"), false);
                let invitation = self.typed.clone();
                to.later(async { Msg::Joined(team(TeamAsked::Join { invitation }).await) });
            }
            Msg::Joined(answer) => {
                self.busy = false;
                self.said = match &answer {
                    Ok(_) => Default::default(),
                    Err(failure) => (words::failure(failure), true),
                };
                if answer.is_ok() {
                    // Whoever reads it is that agent.
                    self.typed.clear();
                    self.got(answer, to);
                }
            }
            Msg::AskToLeave => self.leaving = true,
            Msg::Stay => self.leaving = false,
            Msg::Leave => {
                self.busy = true;
                to.later(async { Msg::Left(team(TeamAsked::Leave).await) });
            }
            Msg::Left(answer) => {
                self.busy = false;
                self.leaving = false;
                self.said = match &answer {
                    Ok(_) => (words::t("team_left"), false),
                    Err(failure) => (words::failure(failure), true),
                };
                self.got(answer, to);
            }
        }
    }

    fn got(&mut self, answer: Answered, to: &To<Msg>) {
        if let Ok(state) = answer {
            let joined = state.joined.is_some();
            self.state = Some(state);
            let to = to.clone();
            self.wait = joined.then(|| Timeout::new(LOOK, move || to.send(Msg::Look)));
        }
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section("team", &words::t("team_title"), &words::t("team_intro"));
        let Some(state) = &self.state else {
            return section;
        };
        match &state.joined {
            Some(joined) => section.add(self.connection(state, joined, to)),
            None => section.add(self.invitation(to)),
        }
    }

    fn invitation(&self, to: &To<Msg>) -> El {
        let typed = form::lines(&self.typed, to, Msg::Typed)
            .attr("placeholder", "handrail-team:…")
            .attr("autocomplete", "off");
        let (label, hint) = (
            words::t("team_invitation"),
            words::t("team_invitation_hint"),
        );
        let join = button("primary")
            .attr("id", "team-join")
            .flag("disabled", self.busy || self.typed.trim().is_empty())
            .text(words::t("team_join"))
            .click(to, Msg::Join);
        div("")
            .key("invitation")
            .add(form::field("team-invitation", &label, &hint, typed, &[]))
            .add(
                div("row")
                    .add(join)
                    .add(form::said(&self.said.0, self.said.1)),
            )
    }

    fn connection(&self, state: &TeamState, joined: &TeamJoined, to: &To<Msg>) -> El {
        let (key, parts) = if state.online {
            (
                "team_online",
                vec![words::number(state.delay.unwrap_or_default().round())],
            )
        } else {
            ("team_offline", Vec::new())
        };
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let servers = joined.servers.join(", ");
        let exchanged = state.exchanged.as_ref().map(|exchanged| {
            let number = |count: f64| words::number(count);
            let kilo = |bytes: f64| words::number((bytes / 1_000.0).ceil());
            p(
                "hint",
                &words::with(
                    "team_exchanged",
                    &[
                        &number(exchanged.sent),
                        &kilo(exchanged.sent_bytes),
                        &number(exchanged.received),
                        &kilo(exchanged.received_bytes),
                    ],
                ),
            )
        });
        let leave = if self.leaving {
            let yes = (words::t("team_leave"), Msg::Leave);
            form::question(to, &words::t("team_leave_sure"), (&yes.0, yes.1), Msg::Stay)
        } else {
            div("row").key("leave").add(
                button("")
                    .attr("id", "team-leave")
                    .flag("disabled", self.busy)
                    .text(words::t("team_leave"))
                    .click(to, Msg::AskToLeave),
            )
        };
        div("")
            .key("connection")
            .add(p(
                "",
                &words::with("team_joined", &[&joined.agent, &joined.brand, &servers]),
            ))
            .add(
                p("", &words::with(key, &parts))
                    .attr("id", "team-stands")
                    .attr("role", "status"),
            )
            .maybe(
                state
                    .trouble
                    .as_ref()
                    .filter(|_| !state.online)
                    .map(|trouble| parts::failed(&words::failure(trouble))),
            )
            .maybe(state.stands.as_ref().map(work))
            .maybe(exchanged)
            .add(el("p").class("hint").text(words::t("team_private")))
            .add(leave)
            .add(form::said(&self.said.0, self.said.1))
    }
}

/// Who sees to how many posts.
fn work(stands: &TeamStands) -> El {
    let mut said = vec![
        words::count("team_mine", stands.mine),
        words::count("team_theirs", stands.theirs),
    ];
    if stands.waiting > 0 {
        said.push(words::count("team_waiting", stands.waiting));
    }
    p("", &said.join(" "))
}
