//! What the team did with posts: events, the marks they add up to, what was promised, and what
//! there is to learn from them.

mod articles;
mod event;
mod file;
mod lessons;
mod playbooks;
mod promises;
mod record;

pub use articles::OfArticle;
pub use event::{Act, Event, PROMISE, article_key, brand_key};
pub use file::{Correction, from_lines, to_lines};
pub use lessons::Kept;
pub use promises::Promise;
pub use record::{Desk, Record};
