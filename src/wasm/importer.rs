//! The importer as the background script sees it.

use wasm_bindgen::prelude::*;

use crate::engine::Importer;
use crate::wasm::door;

/// Takes the requests of an import.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Imports {
    importer: Importer,
}

#[wasm_bindgen]
impl Imports {
    /// Nothing is under way yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Handles one request at the moment `now` (milliseconds since 1970).
    ///
    /// # Errors
    /// When the request is of another version of the extension.
    #[wasm_bindgen(unchecked_return_type = "Handled")]
    pub fn handle(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Request")] request: JsValue,
        now: f64,
    ) -> Result<JsValue, JsError> {
        door::pass(request, now, |request, now| {
            self.importer.handle(request, now)
        })
    }
}
