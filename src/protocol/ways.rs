//! What is said about hours, private ways and promises.

use serde::{Deserialize, Serialize};

use crate::hours::Line;
use crate::post::{Millis, PostKey};
use crate::reply::way::{ClosedWay, OpenWay};

/// How the hours and private ways of a brand stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct WaysState {
    /// The week's hours, for the account's profile; none where there are no hours.
    pub lines: Vec<Line>,
    /// Whether the hours are others than those that were copied last for the profile.
    pub stale: bool,
    /// Whether every holiday that is entered is past.
    pub outdated: bool,
    /// How the brand's own hours stand now; `None` where there are none.
    pub answers: Option<Stand>,
    /// Each of its ways, in the lead's order.
    pub ways: Vec<WayState>,
    /// The ways where somebody is there now.
    pub open: Vec<OpenWay>,
    /// The others.
    pub closed: Vec<ClosedWay>,
}

/// How a private way stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct WayState {
    /// Its own week's hours; none where somebody is always there.
    pub lines: Vec<Line>,
    /// How they stand now.
    pub now: Stand,
}

/// Whether somebody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Stand {
    /// Now.
    pub open: bool,
    /// When that changes next; `None` if it does not within a year.
    pub until: Option<Millis>,
}

/// A promise that is still to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct OpenPromise {
    /// The event that made it: for [`crate::desk::Act::PromiseKept`] or [`crate::desk::Act::Undone`].
    pub event: String,
    /// The post that was answered.
    pub post: PostKey,
    /// The post's address, where it is one of a site.
    pub url: Option<String>,
    /// What, as a short code.
    pub what: String,
    /// Our own words.
    pub words: String,
    /// When it was made.
    pub at: Millis,
    /// The last moment at which it is still kept.
    pub due: Millis,
    /// Whether that is past.
    pub overdue: bool,
}
