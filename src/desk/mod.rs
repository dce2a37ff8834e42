//! What the team did with posts: events, and the marks they add up to.

mod event;
mod record;

pub use event::{Act, Event};
pub use record::{Desk, Record};
