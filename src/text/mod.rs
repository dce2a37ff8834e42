//! Reading text: folding (what counts as the same letter) and tokens (words, handles, links, emoji).

pub mod address;
pub mod base64;
pub mod fold;
pub mod front_matter;
pub mod moment;
pub mod token;
