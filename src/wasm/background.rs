//! The engine as the background script sees it.

use wasm_bindgen::prelude::*;

use crate::brand::Words;
use crate::desk::Event;
use crate::engine::Engine;
use crate::protocol::StoredRecord;
use crate::triage::Triage;
use crate::triage::lists::Lists;
use crate::wasm::door;

/// The engine. One instance, all state through it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Core {
    engine: Engine,
}

#[wasm_bindgen]
impl Core {
    /// An engine with these weights, cues and topics, and ordinary words (`weights.bin`, `lists.txt` and `words.txt` of
    /// the package).
    ///
    /// # Errors
    /// When they cannot be used, or do not belong together.
    #[wasm_bindgen(constructor)]
    pub fn new(weights: &[u8], lists: String, words: Vec<u8>) -> Result<Core, JsError> {
        // An instance has one engine for as long as it lives, and cues are named by this text.
        let lists = Lists::parse(Box::leak(lists.into_boxed_str()))?;
        let engine = Engine::with(Triage::new(weights, lists)?);
        Ok(Self {
            engine: engine.with_words(Words::new(words)),
        })
    }

    /// Takes what is known of languages besides English (`languages.bin` of the package).
    ///
    /// # Errors
    /// When the file cannot be used; English is judged as before.
    pub fn languages(&mut self, bytes: &[u8]) -> Result<(), JsError> {
        Ok(self.engine.set_languages(bytes)?)
    }

    /// Takes the event log, as stored.
    ///
    /// # Errors
    /// When an entry is no event.
    pub fn restore(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Event[]")] events: JsValue,
    ) -> Result<(), JsError> {
        let events: Vec<Event> = serde_wasm_bindgen::from_value(events)?;
        self.engine.restore(events);
        Ok(())
    }

    /// The posts whose events are needed before these can be taken ([`crate::desk::Desk::lacks`]). Asked until there are none.
    ///
    /// # Errors
    /// When an entry is no event.
    pub fn lacks(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Event[]")] events: JsValue,
    ) -> Result<Vec<String>, JsError> {
        let events: Vec<Event> = serde_wasm_bindgen::from_value(events)?;
        Ok(self.engine.lacks(&events))
    }

    /// Takes a stored record; nothing where the store has none.
    ///
    /// # Errors
    /// When the record is damaged; what the engine had stays.
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
        self.engine
            .load(&record, bytes.as_deref())
            .map_err(|failure| JsError::new(&failure.message))
    }

    /// Says whether uncertain posts get a second look.
    #[wasm_bindgen(js_name = lookTwice)]
    pub fn look_twice(&mut self, on: bool) {
        self.engine.look_twice(on);
    }

    /// How likely it is that a text complains, by the linear model alone: for measuring how long that takes.
    #[must_use]
    pub fn judge(&self, text: &str) -> f32 {
        self.engine.triage().judge(text).scores.complaint
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
            self.engine.handle(request, now)
        })
    }
}
