//! The team: who sees to which post, agreed upon with nothing between the browsers but a store that compares and sets.
//!
//! Everything here is pure: [`Replica`] is told what the store says and what the agent wants, and says what is to be written or
//! read. Order comes from the store's revisions; clocks decide nothing but when a claim has lapsed, each browser's own from the
//! moment at which it saw (or sent) the claim, so that clocks may differ by any amount.

pub mod accounts;
mod claim;
#[cfg(test)]
mod model;
mod replica;

pub use claim::{AgentId, Claim, ClaimError, LONGEST, Over, Revision, Stage};
pub use replica::{Answer, Do, Kept, Replica, View, Wish};
