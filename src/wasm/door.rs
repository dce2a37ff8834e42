//! How requests come in and outcomes go out: plain objects, nulls, bytes as a `Uint8Array`.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::engine::Outcome;
use crate::post::Millis;
use crate::protocol::{Effect, Request, Response};

/// What handling a request gives: the response, and what must be done before it is passed on.
#[derive(Debug, Serialize, tsify::Tsify)]
pub(crate) struct Handled {
    response: Response,
    effects: Vec<Effect>,
}

/// Hands `request` to `handle` at the moment `now` (milliseconds since 1970), and its outcome back.
///
/// # Errors
/// When the request is of another version of the extension.
pub(super) fn pass(
    request: JsValue,
    now: f64,
    handle: impl FnOnce(Request, Millis) -> Outcome,
) -> Result<JsValue, JsError> {
    let request: Request = serde_wasm_bindgen::from_value(request)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a date in milliseconds fits"
    )]
    let outcome = handle(request, now as Millis);
    let handled = Handled {
        response: outcome.response,
        effects: outcome.effects,
    };
    let plain = serde_wasm_bindgen::Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_missing_as_null(true);
    Ok(handled.serialize(&plain)?)
}
