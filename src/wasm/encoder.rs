//! The sentence encoder as its worker sees it.

use wasm_bindgen::prelude::*;

use crate::encoder::{Encoder, EncoderError};

/// The encoder, ready to read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Second {
    encoder: Encoder,
}

#[wasm_bindgen]
impl Second {
    /// An encoder with these weights (`encoder.bin` of the package), and what triage adds (`adapter.bin`).
    ///
    /// # Errors
    /// When a file cannot be used, or the two do not belong together.
    #[wasm_bindgen(constructor)]
    pub fn new(base: &[u8], adapter: &[u8]) -> Result<Second, JsError> {
        Ok(Self {
            encoder: Encoder::from_bytes(base, adapter).map_err(|error| told(&error))?,
        })
    }

    /// What a post wants: log-odds in the order of the linear weights' outputs.
    #[must_use]
    pub fn judge(&self, post: &str) -> Vec<f32> {
        self.encoder.judge(post).to_vec()
    }

    /// The published embedding of a text, of length 1.
    #[must_use]
    pub fn embed(&self, text: &str) -> Vec<f32> {
        self.encoder.embed(text).to_vec()
    }
}

fn told(error: &EncoderError) -> JsError {
    JsError::new(&error.to_string())
}
