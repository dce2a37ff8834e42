//! `encoder.bin`: the published weights of all-MiniLM-L6-v2 in whole numbers, with its vocabulary.
//!
//! Magic, then little-endian: format version (u16), CRC-32 of all that follows (u32), length of all that follows
//! (u32), length of the vocabulary (u32), the vocabulary, then the tensors in the order of [`Base::read`]: a matrix is
//! a scale (f32) and `width` steps (i8) for each row, a vector is f32.
//!
//! A step is a whole number from -127 to 127; a weight is its step times the scale of its row.

use crate::triage::weights::crc32;

/// Numbers that stand for one token.
pub const WIDTH: usize = 384;
/// Numbers inside a layer's second half.
pub const INNER: usize = 1536;
/// Layers.
pub const LAYERS: usize = 6;
/// Attention heads a layer.
pub const HEADS: usize = 12;
/// Positions that are kept: a longer text is cut.
pub const POSITIONS: usize = 256;
/// Pieces of the vocabulary.
pub const PIECES: usize = 30_522;

const MAGIC: &[u8; 8] = b"HANDENCO";
const FORMAT: u16 = 1;
const HEAD: usize = 8 + 2 + 4 + 4;

/// Why an encoder file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Another kind of file.
    #[error("this is not an encoder file; make it again with `cargo xtask build`")]
    Magic,
    /// Written by another version of Handrail.
    #[error(
        "the encoder file has format {found}, and this program reads format {FORMAT}; make it again with `cargo xtask build`"
    )]
    Version {
        /// The format of the file.
        found: u16,
    },
    /// The end is missing, or there is more than there should be.
    #[error(
        "the encoder file has {found} bytes where {expected} were written; make it again with `cargo xtask build`"
    )]
    Length {
        /// Bytes that there are.
        found: usize,
        /// Bytes that there should be.
        expected: usize,
    },
    /// Some bytes are not those that were written.
    #[error(
        "the encoder file was changed after it was written (its checksum differs); make it again with `cargo xtask build`"
    )]
    Changed,
    /// Whole, but not of the shape that this program knows.
    #[error(
        "the encoder file holds another model than this program runs; make it again with `cargo xtask build`"
    )]
    Shape,
}

/// A matrix in whole numbers: one scale a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// What one step of a row is worth.
    pub scale: Vec<f32>,
    /// Row after row.
    pub steps: Vec<i8>,
    /// Numbers a row.
    pub width: usize,
}

impl Rows {
    /// Quantises rows of `width` numbers: the largest of each row becomes 127 steps.
    #[must_use]
    pub fn quantised(weights: &[f32], width: usize) -> Self {
        let (mut scale, mut steps) = (Vec::new(), Vec::with_capacity(weights.len()));
        for row in weights.chunks_exact(width.max(1)) {
            let largest = row
                .iter()
                .fold(0.0f32, |largest, weight| largest.max(weight.abs()));
            let step = largest / 127.0;
            scale.push(step);
            #[allow(clippy::cast_possible_truncation)]
            // within ±127 by the choice of the scale, and `as` saturates
            steps.extend(row.iter().map(|weight| {
                if step > 0.0 {
                    (weight / step).round() as i8
                } else {
                    0
                }
            }));
        }
        Self {
            scale,
            steps,
            width,
        }
    }

    /// The numbers of one row; none where there is no such row.
    pub fn row(&self, at: usize) -> impl Iterator<Item = f32> + '_ {
        let scale = self.scale.get(at).copied().unwrap_or_default();
        let begin = at.saturating_mul(self.width);
        let steps = self
            .steps
            .get(begin..begin.saturating_add(self.width))
            .unwrap_or_default();
        steps.iter().map(move |&step| scale * f32::from(step))
    }

    /// All numbers, row after row.
    #[must_use]
    pub fn all(&self) -> Vec<f32> {
        (0..self.scale.len()).flat_map(|at| self.row(at)).collect()
    }

    pub(super) fn write(&self, body: &mut Vec<u8>) {
        body.extend(self.scale.iter().flat_map(|scale| scale.to_le_bytes()));
        body.extend(self.steps.iter().flat_map(|step| step.to_le_bytes()));
    }

    pub(super) fn read(reader: &mut Reader<'_>, rows: usize, width: usize) -> Option<Self> {
        let scale = reader.numbers(rows)?;
        let steps = reader.bytes(rows.checked_mul(width)?)?;
        Some(Self {
            scale,
            steps: steps
                .iter()
                .map(|&byte| i8::from_le_bytes([byte]))
                .collect(),
            width,
        })
    }
}

/// A linear map: rows and a number to add to each output.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// One row an output.
    pub rows: Rows,
    /// Added to each output.
    pub bias: Vec<f32>,
}

/// What a layer norm stretches and adds.
#[derive(Clone, Debug, PartialEq)]
pub struct Norm {
    /// Times.
    pub gain: Vec<f32>,
    /// Plus.
    pub bias: Vec<f32>,
}

/// One layer of the transformer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Query, key, value, output of the attention, up, down: in the order of [`shapes`].
    pub maps: [Map; 6],
    /// After the attention, and after the second half.
    pub norms: [Norm; 2],
}

/// Outputs and inputs of a layer's six maps: query, key, value, attention's output, up, down.
#[must_use]
pub const fn shapes() -> [(usize, usize); 6] {
    [
        (WIDTH, WIDTH),
        (WIDTH, WIDTH),
        (WIDTH, WIDTH),
        (WIDTH, WIDTH),
        (INNER, WIDTH),
        (WIDTH, INNER),
    ]
}

/// The published model, quantised.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    /// One piece a line.
    pub vocabulary: String,
    /// A row for each piece.
    pub pieces: Rows,
    /// A row for each position, the one kind of text that there is added.
    pub positions: Rows,
    /// After the sum of both.
    pub norm: Norm,
    /// From the text upwards.
    pub layers: Vec<Layer>,
}

impl Base {
    /// The file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let length = u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX);
        body.extend(length.to_le_bytes());
        body.extend(self.vocabulary.as_bytes());
        self.pieces.write(&mut body);
        self.positions.write(&mut body);
        let vector = |numbers: &[f32], body: &mut Vec<u8>| {
            body.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        };
        vector(&self.norm.gain, &mut body);
        vector(&self.norm.bias, &mut body);
        for layer in &self.layers {
            for map in &layer.maps {
                map.rows.write(&mut body);
                vector(&map.bias, &mut body);
            }
            for norm in &layer.norms {
                vector(&norm.gain, &mut body);
                vector(&norm.bias, &mut body);
            }
        }
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
        let length = reader.number()? as usize;
        let vocabulary = String::from_utf8(reader.bytes(length)?.to_vec()).ok()?;
        let pieces = Rows::read(reader, PIECES, WIDTH)?;
        let positions = Rows::read(reader, POSITIONS, WIDTH)?;
        let norm = Norm::read(reader)?;
        let layers = (0..LAYERS)
            .map(|_| Layer::read(reader))
            .collect::<Option<_>>()?;
        reader.0.is_empty().then_some(Self {
            vocabulary,
            pieces,
            positions,
            norm,
            layers,
        })
    }
}

impl Layer {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut maps = Vec::new();
        for (outputs, inputs) in shapes() {
            let rows = Rows::read(reader, outputs, inputs)?;
            maps.push(Map {
                rows,
                bias: reader.numbers(outputs)?,
            });
        }
        let norms = [Norm::read(reader)?, Norm::read(reader)?];
        Some(Self {
            maps: maps.try_into().ok()?,
            norms,
        })
    }
}

impl Norm {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            gain: reader.numbers(WIDTH)?,
            bias: reader.numbers(WIDTH)?,
        })
    }
}

/// A body with magic, version, checksum and length before it.
pub(super) fn sealed(magic: [u8; 8], format: u16, body: &[u8]) -> Vec<u8> {
    let mut file = magic.to_vec();
    file.extend(format.to_le_bytes());
    file.extend(crc32(&[body]).to_le_bytes());
    file.extend(u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
    file.extend(body);
    file
}

/// The body of a file, checked.
pub(super) fn opened(bytes: &[u8], magic: [u8; 8], format: u16) -> Result<&[u8], FileError> {
    let mut head = Reader(bytes.strip_prefix(&magic).ok_or(FileError::Magic)?);
    let short = |expected| FileError::Length {
        found: bytes.len(),
        expected,
    };
    let found = head.take().map(u16::from_le_bytes).ok_or(short(HEAD))?;
    if found != format {
        return Err(FileError::Version { found });
    }
    let crc = head.number().ok_or(short(HEAD))?;
    let length = head.number().ok_or(short(HEAD))? as usize;
    if head.0.len() != length {
        return Err(short(HEAD.saturating_add(length)));
    }
    if crc32(&[head.0]) != crc {
        return Err(FileError::Changed);
    }
    Ok(head.0)
}

/// The checksum that an encoder file says it has.
#[must_use]
pub fn checksum(bytes: &[u8]) -> Option<u32> {
    let mut after = Reader(bytes.get(8 + 2..)?);
    after.number()
}

/// Reads little-endian numbers off the front.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub(super) fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Finite numbers.
    pub(super) fn numbers(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.bytes(count.checked_mul(4)?)?;
        let (fours, _) = bytes.as_chunks::<4>();
        let numbers: Vec<f32> = fours.iter().map(|four| f32::from_le_bytes(*four)).collect();
        numbers
            .iter()
            .all(|number| number.is_finite())
            .then_some(numbers)
    }
}
