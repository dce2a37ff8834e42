//! What may happen next.

use proptest::prelude::*;

use super::{AGENTS, KEYS};
use crate::post::Millis;
use crate::team::claim::Over;
use crate::team::replica::{LEASE, Wish};

/// One thing that happens; `usize`s choose among what there is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Wish(usize, usize, Wish),
    /// The store gets a writing that is on its way, and its answer sets out.
    Arrive(usize),
    /// A writing never arrives.
    Vanish(usize),
    /// An answer comes back.
    Answered(usize),
    /// An answer never comes, and the agent waits no longer for any.
    Silence(usize),
    /// A reading is made.
    Read(usize),
    /// An agent hears of the next change.
    Hear(usize),
    Offline(usize),
    Online(usize),
    /// The browser is closed and opened: it knows what was kept.
    Restart(usize),
    Renew(usize),
    Wait(Millis),
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let wish = prop_oneof![
        3 => Just(Wish::Claim),
        1 => Just(Wish::Take(Over::Urgent)),
        2 => Just(Wish::Release),
        2 => Just(Wish::Handle),
        1 => Just(Wish::Reopen),
    ];
    let any = 0..64_usize;
    prop_oneof![
        4 => (0..AGENTS, 0..KEYS, wish).prop_map(|(agent, key, wish)| Step::Wish(agent, key, wish)),
        6 => any.clone().prop_map(Step::Arrive),
        1 => any.clone().prop_map(Step::Vanish),
        5 => any.clone().prop_map(Step::Answered),
        2 => any.clone().prop_map(Step::Silence),
        5 => any.clone().prop_map(Step::Read),
        6 => (0..AGENTS).prop_map(Step::Hear),
        1 => (0..AGENTS).prop_map(Step::Offline),
        2 => (0..AGENTS).prop_map(Step::Online),
        1 => (0..AGENTS).prop_map(Step::Restart),
        2 => (0..AGENTS).prop_map(Step::Renew),
        3 => (1..LEASE / 2).prop_map(Step::Wait),
    ]
}
