//! What the background tells every open page of ours, unasked: how imports go, that a case has changed.

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::chrome::{read, read_tagged};
use crate::protocol::{Failure, ImportProgress, ImportReport};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
    fn add_listener(listener: &JsValue);
    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = removeListener)]
    fn remove_listener(listener: &JsValue);
}

/// What is told.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Told {
    /// The import from the web goes on; without progress it ended.
    Fetch {
        progress: Option<ImportProgress>,
        report: Option<ImportReport>,
        failure: Option<Failure>,
    },
    /// Something happened to a case.
    Desk {},
    /// What the organisation has set up is other now.
    Managed {},
    /// The sentence encoder reads a knowledge base.
    Reading { base: String, read: [usize; 2] },
    /// The addresses of a knowledge base are looked at.
    Links {
        base: String,
        done: usize,
        all: usize,
    },
}

/// Hears what is told until it is dropped.
pub(super) struct Hearing(Closure<dyn FnMut(JsValue)>);

impl Hearing {
    pub(super) fn new(hear: impl Fn(Told) + 'static) -> Self {
        #[derive(Deserialize)]
        struct Addressed {
            to: Option<String>,
        }
        let listener = Closure::new(move |message: JsValue| {
            // What the extension's other parts say to each other comes by here too.
            let addressed = read::<Addressed>(message.clone()).and_then(|message| message.to);
            if addressed.as_deref() == Some("pages")
                && let Some(told) = read_tagged(&message, "kind")
            {
                hear(told);
            }
        });
        add_listener(listener.as_ref());
        Self(listener)
    }
}

impl Drop for Hearing {
    fn drop(&mut self) {
        remove_listener(self.0.as_ref());
    }
}
