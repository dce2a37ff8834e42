//! An agent's own work: when it began, and what was done in it.

use serde::{Deserialize, Serialize};

use crate::desk::{Act, Desk, SHIFT};
use crate::post::Millis;

/// What was done in a time, for the agent alone: no ranking is made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    /// Cases that were handled.
    pub handled: usize,
    /// First replies, from the customer's post on: half of them took no longer than this.
    pub first_median: Option<Millis>,
    /// Nine in ten took no longer than this.
    pub first_p90: Option<Millis>,
    /// How many first replies.
    pub first: usize,
}

impl Desk {
    /// When the shift under way began, with its event; `None` where none is.
    #[must_use]
    pub fn shift(&self) -> Option<(String, Millis)> {
        let (moment, act) = self.events(SHIFT).last()?;
        matches!(act, Act::Shift { begins: true }).then(|| (moment.1.clone(), moment.0))
    }
}

/// What was done since a moment.
#[must_use]
pub fn figures(desk: &Desk, since: Millis) -> Figures {
    let mut took = Vec::new();
    let mut handled = 0;
    for (_, case) in desk.cases() {
        if case.last < since {
            continue;
        }
        for stretch in &case.stretches {
            handled += usize::from(stretch.closed.is_some_and(|(at, _)| at >= since));
            let replied = stretch.replied.filter(|at| *at >= since);
            took.extend(replied.map(|at| at - stretch.opened));
        }
    }
    took.sort_unstable();
    let at = |percent: usize| {
        let place = (took.len() * percent).div_ceil(100).max(1) - 1;
        took.get(place).copied()
    };
    Figures {
        handled,
        first_median: at(50),
        first_p90: at(90),
        first: took.len(),
    }
}
