//! What the team did with posts: events, what they add up to for posts, cases, articles and promises, and what there is to
//! learn from them.

mod articles;
mod case;
mod clock;
mod event;
mod excerpt;
mod file;
mod fold;
mod lessons;
mod playbooks;
mod promises;
mod queue;
mod record;
mod shift;
mod snapshot;

pub use articles::OfArticle;
pub use case::{Case, How, NOTE, Placing, Sight, Status, Step, Stretch};
pub use clock::{Clock, ClockLevel, Clocks, Target, TargetRule, Targets, read_time, time_text};
pub use event::{
    Act, Event, PROMISE, SHIFT, article_key, brand_key, by_colleague, colleagues_event, is_post,
};
pub use excerpt::{Excerpt, Retention};
pub use file::{Correction, from_lines, to_lines};
pub use fold::Desk;
pub use lessons::Kept;
pub use promises::Promise;
pub use queue::{KNOWN_ISSUE, List, Ranked, Why, matches, order, rank};
pub use record::Record;
pub use shift::{Figures, figures};
pub use snapshot::SnapshotError;
