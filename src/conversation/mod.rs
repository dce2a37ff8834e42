//! A post in its context: who wrote it to whom, what came before, and what the page merely passes on.
//!
//! Several posts by one person to one brand are read as one: nobody is asked twice, and the earliest that nobody has
//! answered counts. What is kept is bounded and is only what the page has shown; after the background was killed, the
//! page is asked for its posts again.

mod kind;
mod memory;
mod read;

pub use kind::{Kind, kind};
pub use memory::{Conversations, Facts};
pub use read::{Placed, Reader};
