//! What the assist frame shows of one post.

use serde::{Deserialize, Serialize};

use crate::post::Millis;
use crate::protocol::{Mark, State, Suggestion};
use crate::reply::Draft;
use crate::reply::check::Speaker;
use crate::reply::way::{ClosedWay, OpenWay};

/// Everything the assist frame shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Assist {
    /// Why the post is marked; `None` if it is not about a brand.
    pub mark: Option<Mark>,
    /// What the team did with the post, marked or not.
    pub state: State,
    /// The author's display name and handle.
    pub author: crate::post::Author,
    /// What the customer is by the lead's list, such as `VIP`.
    pub tier: Option<String>,
    /// What was said in the thread so far, the newest last.
    pub thread: Vec<SaidBefore>,
    /// Which of that answers the post already.
    pub answered: Option<usize>,
    /// The text that spans count in.
    pub text: String,
    /// Best first; none where nothing is good enough.
    pub articles: Vec<Suggestion>,
    /// Three, ready to send.
    pub drafts: Vec<Draft>,
    /// The brand's private ways where somebody is there now.
    pub ways: Vec<OpenWay>,
    /// Those where nobody is, and when they open.
    pub closed_ways: Vec<ClosedWay>,
    /// Whether any article was ever imported.
    pub has_articles: bool,
    /// What the sentence encoder should read for better articles ([`crate::protocol::Request::Assist::vector`]); empty
    /// where that would change nothing.
    pub meaning: String,
    /// Whether the articles were chosen by their meaning too.
    pub by_meaning: bool,
}

/// Something that was said in a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SaidBefore {
    /// By whom.
    pub who: Speaker,
    /// Their handle, without `@`; empty where it was sent from this browser and is not on the page.
    pub handle: String,
    /// The words.
    pub text: String,
    /// When, where that is known.
    pub at: Option<Millis>,
}
