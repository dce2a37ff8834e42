//! `adapter.bin`: what triage adds to the published model. The model itself stays as it is, for article search.
//!
//! A turn beside a linear map takes its inputs through a few numbers to its outputs (`LoRA`, Hu et al. 2021); a head
//! reads nine log-odds off the mean of the last layer. `cargo xtask train --encoder` makes it.
//!
//! Magic, version, checksum and length as in [`super::file`]; then the first layer with turns (u8), numbers in
//! between (u8), the checksum of the encoder file that it was trained on (u32), for each layer and map its two
//! matrices, in whole numbers, then the head's rows and biases (f32).

use super::file::{FileError, LAYERS, Reader, Rows, WIDTH, opened, sealed, shapes};
use crate::triage::weights::OUTPUTS;

const MAGIC: &[u8; 8] = b"HANDADAP";
const FORMAT: u16 = 1;

/// An adapter as written: plain numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Turns {
    /// The first layer that is turned.
    pub first: usize,
    /// Numbers between inputs and outputs.
    pub rank: usize,
    /// Checksum of the encoder file.
    pub base: u32,
    /// For each layer from the first and each of its six maps: rank rows of inputs, and rank rows of outputs.
    pub turns: Vec<[Rows; 2]>,
    /// A row for each output.
    pub head: Vec<f32>,
    /// A number for each output.
    pub bias: [f32; OUTPUTS],
}

impl Turns {
    /// The file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let small = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
        let mut body = vec![small(self.first), small(self.rank)];
        body.extend(self.base.to_le_bytes());
        for matrix in self.turns.iter().flatten() {
            matrix.write(&mut body);
        }
        let numbers = self.head.iter().chain(&self.bias);
        body.extend(numbers.flat_map(|number| number.to_le_bytes()));
        sealed(*MAGIC, FORMAT, &body)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When the file is of another kind, version or shape, cut short or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FileError> {
        Self::read(&mut Reader(opened(bytes, *MAGIC, FORMAT)?)).ok_or(FileError::Shape)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let [first, rank] = reader.take::<2>()?.map(usize::from);
        let base = reader.number()?;
        let mut turns = Vec::new();
        for _ in first..LAYERS {
            for (outputs, inputs) in shapes() {
                turns.push([
                    Rows::read(reader, rank, inputs)?,
                    Rows::read(reader, rank, outputs)?,
                ]);
            }
        }
        let head = reader.numbers(OUTPUTS * WIDTH)?;
        let bias = reader.numbers(OUTPUTS)?.try_into().ok()?;
        let whole = reader.0.is_empty() && rank > 0;
        whole.then_some(Self {
            first,
            rank,
            base,
            turns,
            head,
            bias,
        })
    }
}
