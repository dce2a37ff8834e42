//! The importer as the background script sees it.

use wasm_bindgen::prelude::*;

use crate::engine::Importer;
use crate::post::Millis;
use crate::protocol::StoredRecord;
use crate::site::update::{self, Held, Update};
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

    /// Reads a file with sites' tables that is to be signed with `key`, at the moment `now` (milliseconds since 1970).
    /// `in_use` is the serial of the update in use (0: none); only later serials than `after` are taken. As JSON: `{"same":
    /// true}`, `{"serial": …, "sites": […]}` or `{"problems": […]}`.
    #[wasm_bindgen(js_name = readSites)]
    #[must_use]
    pub fn read_sites(file: &str, key: &str, in_use: u32, after: u32, now: f64) -> String {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a date in milliseconds fits"
        )]
        let read = update::read(file.as_bytes(), key, Held { in_use, after }, now as Millis);
        let text = match read {
            Ok(Update::Same) => Ok(r#"{"same":true}"#.to_owned()),
            Ok(Update::New { serial, sites }) => serde_json::to_string(&sites)
                .map(|sites| format!(r#"{{"serial":{serial},"sites":{sites}}}"#)),
            Err(problems) => serde_json::to_string(&problems)
                .map(|problems| format!(r#"{{"problems":{problems}}}"#)),
        };
        text.unwrap_or_default()
    }

    /// Takes a stored record that a request needs; nothing where the store has none.
    ///
    /// # Errors
    /// When no record has this name.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "JavaScript's bytes are copied in: they are ours to own"
    )]
    pub fn load(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "StoredRecord")] record: JsValue,
        bytes: Option<Vec<u8>>,
    ) -> Result<(), JsError> {
        let record: StoredRecord = serde_wasm_bindgen::from_value(record)?;
        self.importer
            .load(&record, bytes.as_deref())
            .map_err(|failure| JsError::new(&failure.message))
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
