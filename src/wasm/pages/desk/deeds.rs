//! What the agent does with a case: each deed is one event, said aloud, and taken back by one more.

use super::{Desk, Msg};
use crate::desk::{Act, Event, List, SHIFT, Status, Step};
use crate::post::{Millis, PostKey};
use crate::protocol::{CaseRow, Failure};
use crate::team::Over;
use crate::wasm::pages::acts::keep;
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::random_id;
use crate::wasm::pages::words::{self, now};

/// So many deeds can be taken back, one after another.
const BACK: usize = 50;

/// Something to be done with the case at hand.
#[derive(Clone)]
pub(super) enum Deed {
    /// Taken, or given back.
    Claim,
    /// Taken from the colleague who sees to it.
    TakeOver(Over),
    /// Nothing is left to do, or there is after all.
    Handled,
    Waiting,
    NoReply,
    NotUs,
    Escalate(String),
    Snooze(Millis, String),
    Note(String),
    /// This post is no part of the case.
    Apart(PostKey),
    /// That event no longer counts: the case is in the queue again.
    Back(String),
    /// The shift begins or ends.
    Shift(bool),
}

/// A deed that was sent: what is said of it, and what takes it back.
#[derive(Clone)]
pub(super) struct Done {
    event: Event,
    said: String,
    back: Option<Act>,
    undoes: bool,
}

/// What was done here, and what is said of it.
#[derive(Default)]
pub(super) struct Log {
    /// What can be taken back, the last at the end.
    done: Vec<Done>,
    /// What was not kept.
    failed: Option<Done>,
    pub(super) said: String,
    pub(super) bad: bool,
}

impl Log {
    pub(super) fn say(&mut self, said: String, bad: bool) {
        self.said = said;
        self.bad = bad;
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    fn send(&mut self, done: Done, to: &To<Msg>) {
        self.failed = None;
        to.later(async move {
            let kept = keep(done.event.clone(), None).await.map(|_| ());
            Msg::Done(Box::new(done), kept)
        });
    }

    /// Takes the answer to a deed; whether it was kept.
    pub(super) fn done(&mut self, done: Done, answer: Result<(), Failure>) -> bool {
        if let Err(failure) = answer {
            self.say(words::failure(&failure), true);
            self.failed = Some(done);
            return false;
        }
        self.say(done.said.clone(), false);
        if !done.undoes {
            self.done.push(done);
            if self.done.len() > BACK {
                self.done.remove(0);
            }
        }
        true
    }

    /// Takes back what was done last.
    pub(super) fn undo(&mut self, to: &To<Msg>) {
        let Some(last) = self.done.pop() else {
            self.say(words::t("desk_nothing_to_undo"), false);
            return;
        };
        let act = last.back.unwrap_or(Act::Undone {
            event: last.event.id,
        });
        let undo = Done {
            event: event(last.event.post, act),
            said: words::t("desk_undone"),
            back: None,
            undoes: true,
        };
        self.send(undo, to);
    }

    /// Sends once more what was not kept: the same event, so that nothing is done twice.
    pub(super) fn again(&mut self, to: &To<Msg>) {
        if let Some(done) = self.failed.take() {
            self.send(done, to);
        }
    }
}

impl Desk {
    /// Does something with the case at hand.
    pub(super) fn act(&mut self, deed: Deed, to: &To<Msg>) {
        if let Deed::Shift(begins) = deed {
            let team = self.looking.lists().contains(&List::Colleagues);
            let said = words::t(match (begins, team) {
                (true, _) => "desk_shift_began",
                (false, true) => "desk_shift_ended_team",
                (false, false) => "desk_shift_ended",
            });
            let done = Done {
                event: event(SHIFT.to_owned(), Act::Shift { begins }),
                said,
                back: None,
                undoes: false,
            };
            self.log.send(done, to);
            return;
        }
        let Some(row) = self.current() else {
            self.log.say(words::t("desk_no_case"), false);
            return;
        };
        let done = done(deed, row);
        self.log.send(done, to);
    }
}

/// The event of a deed, with the words for it.
fn done(deed: Deed, row: &CaseRow) -> Done {
    let step = |step: Step| Act::Case { step };
    let mut post = row.post.clone();
    let mut back = None;
    let (act, key) = match deed {
        Deed::Claim => match &row.claimed {
            Some((event, _)) => {
                // What took something back cannot be taken back itself.
                back = Some(Act::Claimed);
                let event = event.clone();
                (Act::Undone { event }, "desk_did_give_back")
            }
            None => (Act::Claimed, "desk_did_take"),
        },
        Deed::TakeOver(why) => (Act::TakenOver { why }, "desk_did_take_over"),
        Deed::Handled if row.status == Status::Handled => (step(Step::Reopened), "desk_did_reopen"),
        Deed::Handled => (Act::Handled, "desk_did_handle"),
        Deed::Waiting => (step(Step::Waiting), "desk_did_wait"),
        Deed::NoReply => (step(Step::NoReply), "desk_did_no_reply"),
        Deed::NotUs => (Act::NotUs { lesson: None }, "desk_did_not_us"),
        Deed::Escalate(to) => (step(Step::Escalated { to }), "desk_did_escalate"),
        Deed::Snooze(until, reason) => (step(Step::Snoozed { until, reason }), "desk_did_snooze"),
        Deed::Note(text) => (step(Step::Noted { text }), "desk_did_note"),
        Deed::Apart(apart) => {
            post.clone_from(&apart);
            (step(Step::Apart { case: apart }), "desk_did_apart")
        }
        Deed::Back(event) => (Act::Undone { event }, "desk_did_back"),
        Deed::Shift(begins) => (Act::Shift { begins }, "desk_shift_began"),
    };
    Done {
        undoes: matches!(act, Act::Undone { .. }) && back.is_none(),
        event: event(post, act),
        said: words::with(key, &[&who(row)]),
        back,
    }
}

fn event(post: PostKey, act: Act) -> Event {
    Event {
        id: random_id(),
        post,
        at: now(),
        act,
    }
}

/// Who wrote, as it is said: by the handle, or by no name where it was removed.
pub(super) fn who(row: &CaseRow) -> String {
    match &row.excerpt {
        Some(kept) if !kept.handle.is_empty() => format!("@{}", kept.handle),
        _ => words::t("desk_somebody"),
    }
}
