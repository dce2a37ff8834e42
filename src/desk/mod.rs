//! What the team did with posts: events, the marks they add up to, and what there is to learn from them.

mod articles;
mod event;
mod file;
mod lessons;
mod playbooks;
mod record;

pub use articles::OfArticle;
pub use event::{Act, Event, article_key, brand_key};
pub use file::{Correction, from_lines, to_lines};
pub use lessons::Kept;
pub use record::{Desk, Record};
