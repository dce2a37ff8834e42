//! The brand profile, and who is meant by a post.

mod affixes;
mod check;
mod context;
mod file;
mod lexicon;
mod looks;
mod matcher;
mod mention;
mod nicknames;
mod profile;
mod proposals;
mod reading;
mod slips;
mod tags;
mod terms;
mod words;

#[cfg(test)]
mod tests;

pub use context::Sign;
pub use looks::looks_like;
pub use matcher::Matcher;
pub use mention::{By, Mention, Sense};
pub use nicknames::{Candidate, Guise};
pub use profile::{Brand, Profile};
pub use proposals::{Decision, EXAMPLES, Proposal, Proposals};
pub use words::{Also, Words};
