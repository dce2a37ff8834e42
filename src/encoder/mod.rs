//! A second look at a post: the sentence encoder all-MiniLM-L6-v2, in a module of its own.
//!
//! It reads a post in milliseconds where [`triage`](crate::triage) needs microseconds, so it is asked for the uncertain
//! ones. Its answer is nine log-odds in the order of the linear weights; what becomes of them, triage says.
//!
//! The model is the published one (Apache-2.0), in whole numbers ([`file`]). What was learnt for triage is an
//! [`adapter`] beside it, so that `Encoder::embed` gives the published embedding.

pub mod adapter;
pub mod curves;
pub mod file;
mod linear;
mod model;
mod prepare;
mod run;
mod turn;
pub mod wordpiece;

pub use file::FileError;
pub use prepare::prepare;
pub use run::{Encoder, EncoderError};

/// The pieces of a post that are read: a longer one is judged by its beginning.
pub const POST: usize = 96;

/// The pieces of an article's passage that are read: what most passages of the knowledge base are shorter than.
pub const PASSAGE: usize = 192;

#[cfg(test)]
mod tests;
