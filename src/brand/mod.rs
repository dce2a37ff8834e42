//! The brand profile, and who is meant by a post.

mod file;
mod matcher;
mod profile;

pub use matcher::{By, Matcher, Mention};
pub use profile::{Brand, Profile};
