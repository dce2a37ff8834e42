//! What the background itself says, without the engine; `messages.ts` has the same in TypeScript.

use serde::{Deserialize, Serialize};

use crate::post::Millis;
use crate::problem::Problem;
use crate::protocol::{Failure, TeamStands};

/// How sites' tables from elsewhere stand; `SiteDataState` in `messages.ts` has the words.
#[derive(Clone, Deserialize)]
pub(in crate::wasm::pages) struct SiteDataState {
    pub(in crate::wasm::pages) url: String,
    pub(in crate::wasm::pages) key: String,
    pub(in crate::wasm::pages) serial: u32,
    pub(in crate::wasm::pages) last: Option<SiteDataLast>,
    pub(in crate::wasm::pages) refused: Option<SiteTableRefused>,
}

/// When the file was last asked for, and what was wrong with it.
#[derive(Clone, Deserialize)]
pub(in crate::wasm::pages) struct SiteDataLast {
    pub(in crate::wasm::pages) at: Millis,
    pub(in crate::wasm::pages) problems: Vec<Problem>,
}

/// An update that a page could not use.
#[derive(Clone, Deserialize)]
pub(in crate::wasm::pages) struct SiteTableRefused {
    pub(in crate::wasm::pages) site: String,
    pub(in crate::wasm::pages) what: String,
}

/// What is asked about sites' tables from elsewhere.
#[derive(Serialize)]
#[serde(tag = "kind")]
pub(in crate::wasm::pages) enum SiteDataAsked {
    #[serde(rename = "siteData")]
    State,
    #[serde(rename = "siteDataSave")]
    Save { url: String, key: String },
    #[serde(rename = "siteDataCheck")]
    Check,
    #[serde(rename = "siteDataBack")]
    Back,
}

/// How the team stands in this browser; `TeamState` in `messages.ts` has the words.
#[derive(Clone, Deserialize)]
pub(in crate::wasm::pages) struct TeamState {
    pub(in crate::wasm::pages) joined: Option<TeamJoined>,
    pub(in crate::wasm::pages) online: bool,
    pub(in crate::wasm::pages) delay: Option<f64>,
    pub(in crate::wasm::pages) exchanged: Option<Exchanged>,
    pub(in crate::wasm::pages) trouble: Option<Failure>,
    pub(in crate::wasm::pages) stands: Option<TeamStands>,
}

/// Whose invitation was taken.
#[derive(Clone, Deserialize)]
pub(in crate::wasm::pages) struct TeamJoined {
    pub(in crate::wasm::pages) agent: String,
    pub(in crate::wasm::pages) brand: String,
    pub(in crate::wasm::pages) servers: Vec<String>,
}

/// Messages and bytes since the connection was made.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::wasm::pages) struct Exchanged {
    pub(in crate::wasm::pages) sent: f64,
    pub(in crate::wasm::pages) received: f64,
    pub(in crate::wasm::pages) sent_bytes: f64,
    pub(in crate::wasm::pages) received_bytes: f64,
}

/// What is asked about the team's server.
#[derive(Serialize)]
#[serde(tag = "kind")]
pub(in crate::wasm::pages) enum TeamAsked {
    #[serde(rename = "team")]
    State,
    #[serde(rename = "teamJoin")]
    Join { invitation: String },
    #[serde(rename = "teamLeave")]
    Leave,
}

/// What was asked of servers; `NetworkLog` in `messages.ts` has the words.
#[derive(Clone, Deserialize)]
pub(in crate::wasm::pages) struct NetworkLog {
    pub(in crate::wasm::pages) since: Millis,
    pub(in crate::wasm::pages) servers: Vec<ServerAsked>,
    pub(in crate::wasm::pages) requests: Vec<Asking>,
}

/// What was asked of a server, to one end.
#[derive(Clone, Deserialize)]
pub(in crate::wasm::pages) struct ServerAsked {
    pub(in crate::wasm::pages) host: String,
    pub(in crate::wasm::pages) purpose: String,
    pub(in crate::wasm::pages) times: usize,
    pub(in crate::wasm::pages) bytes: usize,
    pub(in crate::wasm::pages) last: Millis,
}

/// One request.
#[derive(Clone, Deserialize)]
pub(in crate::wasm::pages) struct Asking {
    pub(in crate::wasm::pages) at: Millis,
    pub(in crate::wasm::pages) host: String,
    pub(in crate::wasm::pages) purpose: String,
    pub(in crate::wasm::pages) method: String,
    pub(in crate::wasm::pages) bytes: usize,
    pub(in crate::wasm::pages) status: Option<u16>,
}

/// A part of everything that is kept in this browser, as lines of JSON.
#[derive(Clone, Deserialize)]
pub(in crate::wasm::pages) struct Held {
    pub(in crate::wasm::pages) text: String,
    /// Where the next part begins; `None` after the last.
    pub(in crate::wasm::pages) next: Option<String>,
    /// How much of it there was by now, from 0 to 1.
    pub(in crate::wasm::pages) share: f64,
}
