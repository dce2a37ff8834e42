//! How long a customer has waited, and until when it is in time.
//!
//! | clock | from | to |
//! | --- | --- | --- |
//! | first response | the customer's first post (or the one that opened the case again) | the first reply in public by a person |
//! | next response | the first post that followed the last reply | the reply to it |
//! | resolution | as the first response | handled; it stands still while the next word is the customer's |
//!
//! All count open time. Notes and a machine's posts stop none. What ended with "nobody has to answer" or "not us" has no
//! response that could be late.

mod targets;
#[cfg(test)]
mod tests;
mod typed;

use serde::{Deserialize, Serialize};

pub use targets::{Target, TargetRule, Targets};
pub use typed::{read_time, time_text};

use crate::desk::case::{Case, Status, Stretch};
use crate::hours::Calendar;
use crate::post::Millis;

/// How a clock stands.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum ClockLevel {
    /// There is time.
    #[default]
    Fine,
    /// Half of the time is over, or what the lead says.
    Warn,
    /// It is late.
    Breach,
    /// A day has passed.
    Red,
}

/// A clock of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Clock {
    /// When it began.
    pub since: Millis,
    /// From when on there is little time; `None` where the desk does not open again within ten years.
    pub warn: Option<Millis>,
    /// The last moment that is in time.
    pub due: Option<Millis>,
    /// From when on it is red.
    pub red: Option<Millis>,
    /// When it stopped.
    pub done: Option<Millis>,
    /// Stands still: the next word is the customer's.
    pub paused: bool,
}

impl Clock {
    /// How it stands at a moment, or stood when it stopped.
    #[must_use]
    pub fn level(&self, now: Millis) -> ClockLevel {
        let at = self.done.unwrap_or(now);
        let past = |moment: Option<Millis>| moment.is_some_and(|moment| at > moment);
        if self.paused {
            ClockLevel::Fine
        } else if past(self.red) {
            ClockLevel::Red
        } else if past(self.due) {
            ClockLevel::Breach
        } else if self.warn.is_some_and(|warn| at >= warn) {
            ClockLevel::Warn
        } else {
            ClockLevel::Fine
        }
    }

    /// Whether it runs.
    #[must_use]
    pub const fn runs(&self) -> bool {
        self.done.is_none() && !self.paused
    }
}

/// The clocks of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Clocks {
    /// Until the first reply.
    pub first: Option<Clock>,
    /// Until the reply to a later post; there is one only while that waits.
    pub next: Option<Clock>,
    /// Until nothing is left to do.
    pub resolution: Option<Clock>,
}

impl Clocks {
    /// Of the stretch of a case that goes on, or was the last. Without hours all time is open.
    #[must_use]
    pub fn of(case: &Case, target: &Target, targets: &Targets, hours: Option<&Calendar>) -> Self {
        let Some(stretch) = case.stretch() else {
            return Self::default();
        };
        let with = Reckoning {
            target,
            targets,
            hours,
            waiting: case.status == Status::Waiting,
        };
        Self {
            first: with.first(stretch),
            next: with.next(case, stretch),
            resolution: Some(with.resolution(stretch)),
        }
    }

    /// The one that runs and is over first.
    #[must_use]
    pub fn nearest(&self) -> Option<&Clock> {
        let all = [&self.first, &self.next, &self.resolution];
        let running = all.into_iter().flatten().filter(|clock| clock.runs());
        running.min_by_key(|clock| (clock.due.unwrap_or(Millis::MAX), clock.since))
    }

    /// The worst of those that run.
    #[must_use]
    pub fn level(&self, now: Millis) -> ClockLevel {
        let all = [&self.first, &self.next, &self.resolution];
        let running = all.into_iter().flatten().filter(|clock| clock.runs());
        running
            .map(|clock| clock.level(now))
            .max()
            .unwrap_or_default()
    }
}

struct Reckoning<'a> {
    target: &'a Target,
    targets: &'a Targets,
    hours: Option<&'a Calendar>,
    waiting: bool,
}

impl Reckoning<'_> {
    fn first(&self, stretch: &Stretch) -> Option<Clock> {
        let closed = stretch.closed;
        if stretch.replied.is_none() && closed.is_some_and(|(_, how)| !how.counts()) {
            return None;
        }
        let mut clock = self.clock(stretch.opened, self.target.first, true);
        // What is handled waits no more, whether a reply in public was seen or not.
        clock.done = stretch.replied.or(closed.map(|(at, _)| at));
        clock.paused = self.waiting && clock.done.is_none();
        Some(clock)
    }

    fn next(&self, case: &Case, stretch: &Stretch) -> Option<Clock> {
        let since = case.awaiting?;
        stretch.replied?;
        Some(self.clock(since, self.target.next, true))
    }

    fn resolution(&self, stretch: &Stretch) -> Clock {
        let stood = stretch
            .paused
            .iter()
            .filter_map(|(from, to)| Some((*from, (*to)?)));
        let stood: Millis = stood.map(|(from, to)| self.open_time(from, to)).sum();
        let span = self.target.resolution.saturating_add(stood);
        let mut clock = self.clock(stretch.opened, span, false);
        // What stood still before half of the time was over moves the warning too.
        let half = self.share(self.target.resolution).saturating_add(stood);
        clock.warn = self.add(stretch.opened, half);
        clock.done = stretch.closed.map(|(at, _)| at);
        clock.paused = self.waiting && clock.done.is_none();
        clock
    }

    fn clock(&self, since: Millis, span: Millis, reply: bool) -> Clock {
        Clock {
            since,
            warn: self.add(since, self.share(span)),
            due: self.add(since, span),
            red: reply.then(|| since.saturating_add(self.targets.red)),
            done: None,
            paused: false,
        }
    }

    fn share(&self, span: Millis) -> Millis {
        span / 100 * Millis::from(self.targets.warn)
    }

    fn add(&self, since: Millis, span: Millis) -> Option<Millis> {
        match self.hours {
            Some(hours) => hours.add_open_time(since, span),
            None => Some(since.saturating_add(span)),
        }
    }

    fn open_time(&self, from: Millis, to: Millis) -> Millis {
        match self.hours {
            Some(hours) => hours.open_time_between(from, to),
            None => (to - from).max(0),
        }
    }
}
