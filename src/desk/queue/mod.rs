//! What to do next, and why.
//!
//! Cases whose time is over come first (red, late, little time), and within those the one with the most points: heat, how
//! much of the time is over, urgency, reach. The reasons that are shown are these points, the largest first; nothing else
//! moves a case.

mod search;

use serde::{Deserialize, Serialize};

pub use search::matches;

use crate::desk::case::{Case, Status};
use crate::desk::clock::{ClockLevel, Clocks};
use crate::post::{Millis, PostKey};

/// So many open cases of one topic are a known issue.
pub const KNOWN_ISSUE: usize = 3;

/// A list of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum List {
    /// Nobody's, or mine: what is to be done.
    #[default]
    Next,
    /// Taken here.
    Mine,
    /// Taken by colleagues; offered where there is a team.
    Colleagues,
    /// The next word is the customer's.
    Waiting,
    /// With those behind the first responder.
    Escalated,
    /// Put off.
    Snoozed,
    /// Nothing is left to do.
    Handled,
}

impl List {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Next,
        Self::Mine,
        Self::Colleagues,
        Self::Waiting,
        Self::Escalated,
        Self::Snoozed,
        Self::Handled,
    ];

    /// Whether a case is on the list at a moment; `theirs`: whether a colleague sees to it.
    #[must_use]
    pub fn has(self, case: &Case, theirs: bool, now: Millis) -> bool {
        let snoozed = case.is_snoozed(now);
        match self {
            Self::Handled => case.status == Status::Handled,
            Self::Snoozed => case.is_open() && snoozed,
            Self::Next => {
                let here = !matches!(case.status, Status::Waiting | Status::Escalated);
                case.is_open() && !snoozed && here && !theirs
            }
            Self::Mine => case.is_open() && !snoozed && case.claimed.is_some() && !theirs,
            Self::Colleagues => case.is_open() && theirs,
            Self::Waiting => case.is_open() && !snoozed && case.status == Status::Waiting,
            Self::Escalated => case.is_open() && !snoozed && case.status == Status::Escalated,
        }
    }
}

/// Why a case stands where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum Why {
    /// A day has passed.
    Red,
    /// The time is over.
    Late,
    /// Most of the time is over.
    Soon,
    /// It came back after it was handled.
    Reopened,
    /// The post is heated.
    Heated,
    /// It cannot wait.
    Urgent,
    /// Many read it.
    Reach,
    /// The same person has written several times.
    Again,
}

/// How a case ranks.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The worst clock.
    pub level: ClockLevel,
    /// Decides among cases of one level.
    pub points: f32,
    /// The reasons, the strongest first.
    pub why: Vec<Why>,
}

/// Followers from whom on many read a post.
const MANY: u64 = 10_000;

/// How a case ranks at a moment.
#[must_use]
pub fn rank(case: &Case, clocks: &Clocks, now: Millis) -> Ranked {
    let level = clocks.level(now);
    let mut points: Vec<(f32, Why)> = Vec::new();
    match level {
        ClockLevel::Red => points.push((3.0, Why::Red)),
        ClockLevel::Breach => points.push((2.0, Why::Late)),
        ClockLevel::Warn => points.push((1.0, Why::Soon)),
        ClockLevel::Fine => {}
    }
    let heat = f32::from(case.sight.heat) / 100.0;
    if heat >= 0.3 {
        points.push((heat, Why::Heated));
    }
    if case.sight.urgency == 2 {
        points.push((0.5, Why::Urgent));
    }
    if case.status == Status::Reopened {
        points.push((0.6, Why::Reopened));
    }
    if case.sight.followers.is_some_and(|count| count >= MANY) {
        points.push((0.3, Why::Reach));
    }
    if case.posts.len() > 1 {
        points.push((0.2, Why::Again));
    }
    let shown = points.iter().map(|(points, _)| points).sum::<f32>();
    let used = clocks
        .nearest()
        .map_or(0.0, |clock| used(clock.since, clock.due, now));
    let small = heat.min(0.3) + f32::from(case.sight.urgency) * 0.1;
    points.sort_by(|a, b| b.0.total_cmp(&a.0));
    Ranked {
        level,
        points: shown + used * 0.5 + small,
        why: points.into_iter().map(|(_, why)| why).collect(),
    }
}

/// The share of the time that is over, at most all of it.
fn used(since: Millis, due: Option<Millis>, now: Millis) -> f32 {
    let Some(due) = due else { return 0.0 };
    let whole = (due - since).max(1);
    let over = (now - since).clamp(0, whole);
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more")]
    let share = over as f32 / whole as f32;
    share
}

/// Orders two cases: what comes first is done first.
#[must_use]
pub fn order(a: (&Ranked, &Case, &PostKey), b: (&Ranked, &Case, &PostKey)) -> std::cmp::Ordering {
    let since = |case: &Case| case.awaiting.unwrap_or(case.last);
    (b.0.level.cmp(&a.0.level))
        .then_with(|| b.0.points.total_cmp(&a.0.points))
        .then_with(|| since(a.1).cmp(&since(b.1)))
        .then_with(|| a.2.cmp(b.2))
}
