//! The weights file: what `cargo xtask train` writes and [`Triage`](super::Triage) reads.
//!
//! Magic, then little-endian: format version (u16), CRC-32 of all that follows (u32), length of all that follows
//! (u32), feature version (u16), count of rows (u32), count of cues (u16), CRC-32 of the cues' codes (u32), CRC-32 of
//! the cues' files (u32), CRC-32 of the posts it was trained on (u32), then for each of the nine outputs its bias and
//! its scale (f32), the two urgency thresholds (f32), and a row of nine i8 for each feature.

use crate::triage::cues::{self, FILES};
use crate::triage::features;

/// The model's outputs: five intents, in the order of [`Intent::ALL`](super::Intent::ALL), which share one probability,
/// then four that each have their own: "urgency at least 1", "at least 2", "needs a reply", "voices a grievance".
pub const OUTPUTS: usize = INTENTS + 4;
/// How many of the outputs are intents.
pub const INTENTS: usize = 5;

const MAGIC: &[u8; 8] = b"HANDRAIL";
const FORMAT: u16 = 2;
/// Before what the checksum covers.
const HEAD: usize = 8 + 2 + 4 + 4;
/// Before the rows.
const FIELDS: usize = 2 + 4 + 2 + 4 * 3 + 2 * 4 * OUTPUTS + 2 * 4;

/// Why weights cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// Not a weights file at all.
    #[error("this is not a weights file; train it again with `cargo xtask train`")]
    Magic,
    /// Written by another version of Handrail.
    #[error(
        "the weights file has format {found}, and this program reads format {FORMAT}; train it again with `cargo xtask train`"
    )]
    Version {
        /// The format of the file.
        found: u16,
    },
    /// The end is missing, or there is more than there should be.
    #[error("the weights file has {found} bytes where {expected} were written; copy it again")]
    Length {
        /// Bytes that there are.
        found: usize,
        /// Bytes that there should be.
        expected: usize,
    },
    /// Some bytes are not those that were written.
    #[error(
        "the weights file was changed after it was written (its checksum differs); copy it again"
    )]
    Changed,
    /// Trained for other features or other cues than this program has.
    #[error(
        "the weights were trained for another version of the features or cues; train them with `cargo xtask train`"
    )]
    Stale,
}

/// A trained model.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// CRC-32 of the posts it was trained on: notices stale weights.
    pub posts: u32,
    /// CRC-32 of the cues' files it was trained with.
    pub cues: u32,
    /// Each output's bias.
    pub bias: [f32; OUTPUTS],
    /// What one step of a row's number is worth, for each output.
    pub scale: [f32; OUTPUTS],
    /// From which probability urgency counts as 1, and as 2.
    pub urgent: [f32; 2],
    /// One row for each feature.
    pub rows: Vec<[i8; OUTPUTS]>,
}

impl Weights {
    /// Quantises: each output's largest weight becomes 127 steps.
    #[must_use]
    pub fn quantised(
        bias: [f32; OUTPUTS],
        rows: &[[f32; OUTPUTS]],
        urgent: [f32; 2],
        posts: u32,
    ) -> Self {
        let mut scale = [0.0f32; OUTPUTS];
        for row in rows {
            for (scale, weight) in scale.iter_mut().zip(row) {
                *scale = scale.max(weight.abs() / 127.0);
            }
        }
        let rows = rows
            .iter()
            .map(|row| {
                let mut steps = [0i8; OUTPUTS];
                for ((step, weight), scale) in steps.iter_mut().zip(row).zip(scale) {
                    let exact = if scale > 0.0 { weight / scale } else { 0.0 };
                    #[allow(clippy::cast_possible_truncation)]
                    // within ±127 by the choice of scale, and `as` saturates
                    let rounded = exact.round() as i8;
                    *step = rounded;
                }
                steps
            })
            .collect();
        Self {
            posts,
            cues: cues_digest(),
            bias,
            scale,
            urgent,
            rows,
        }
    }

    /// The file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(FIELDS + self.rows.len() * OUTPUTS);
        body.extend(features::VERSION.to_le_bytes());
        body.extend(
            u32::try_from(self.rows.len())
                .unwrap_or(u32::MAX)
                .to_le_bytes(),
        );
        body.extend(u16::try_from(FILES.len()).unwrap_or(u16::MAX).to_le_bytes());
        for digest in [codes_digest(), self.cues, self.posts] {
            body.extend(digest.to_le_bytes());
        }
        for number in self.bias.iter().chain(&self.scale).chain(&self.urgent) {
            body.extend(number.to_le_bytes());
        }
        body.extend(
            self.rows
                .iter()
                .flatten()
                .flat_map(|step| step.to_le_bytes()),
        );
        let mut file = MAGIC.to_vec();
        file.extend(FORMAT.to_le_bytes());
        file.extend(crc32(&[&body]).to_le_bytes());
        file.extend(u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
        file.extend(body);
        file
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When the file is of another kind or version, cut short, changed, or trained for other features.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsError> {
        let mut head = Reader(bytes.strip_prefix(MAGIC).ok_or(WeightsError::Magic)?);
        let short = |expected| WeightsError::Length {
            found: bytes.len(),
            expected,
        };
        let format = head.u16().ok_or(short(HEAD))?;
        if format != FORMAT {
            return Err(WeightsError::Version { found: format });
        }
        let crc = head.u32().ok_or(short(HEAD))?;
        let length = head.u32().ok_or(short(HEAD))? as usize;
        let body = head.0;
        if body.len() != length {
            return Err(short(HEAD.saturating_add(length)));
        }
        if crc32(&[body]) != crc {
            return Err(WeightsError::Changed);
        }
        Self::from_body(body).ok_or(WeightsError::Stale)
    }

    /// What the checksum covers; none where it does not fit this program's features.
    fn from_body(body: &[u8]) -> Option<Self> {
        let mut reader = Reader(body);
        let fits = reader.u16()? == features::VERSION;
        let rows = reader.u32()? as usize;
        let fits =
            fits && usize::from(reader.u16()?) == FILES.len() && reader.u32()? == codes_digest();
        if !fits || rows != features::rows(FILES.len()) {
            return None;
        }
        let (cues, posts) = (reader.u32()?, reader.u32()?);
        let (bias, scale, urgent) = (reader.numbers()?, reader.numbers()?, reader.numbers()?);
        let (rows, rest) = reader.0.as_chunks::<OUTPUTS>();
        let whole = rest.is_empty() && rows.len() == features::rows(FILES.len());
        let rows = rows
            .iter()
            .map(|row| row.map(|byte| i8::from_le_bytes([byte])))
            .collect();
        whole.then_some(Self {
            posts,
            cues,
            bias,
            scale,
            urgent,
            rows,
        })
    }
}

/// Reads little-endian numbers off the front.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    /// The next so many bytes.
    pub(super) fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    /// Finite numbers.
    pub(super) fn numbers<const N: usize>(&mut self) -> Option<[f32; N]> {
        let mut numbers = [0.0; N];
        for number in &mut numbers {
            *number = self
                .take()
                .map(f32::from_le_bytes)
                .filter(|number| number.is_finite())?;
        }
        Some(numbers)
    }
}

/// Digest of which cues there are, in which order.
pub(super) fn codes_digest() -> u32 {
    let codes: Vec<&[u8]> = FILES
        .iter()
        .flat_map(|(code, _)| [code.as_bytes(), b"\n"])
        .collect();
    crc32(&codes)
}

/// Digest of all the cues' phrases, and of which count when negated. Their words and examples may change freely.
#[must_use]
pub fn cues_digest() -> u32 {
    cues_digest_of(FILES)
}

/// The same of these files (code and text).
#[must_use]
pub(super) fn cues_digest_of(files: &[(&str, &str)]) -> u32 {
    let negated = |line: &&str| line.starts_with("negated:");
    let files: Vec<&[u8]> = files
        .iter()
        .flat_map(|(_, file)| {
            let (fields, phrases) = cues::parts(file);
            let flag = fields.lines().find(negated).unwrap_or_default();
            [flag.as_bytes(), phrases.as_bytes()]
        })
        .collect();
    crc32(&files)
}

/// CRC-32 (ISO 3309) of the parts one after the other.
#[must_use]
pub fn crc32(parts: &[&[u8]]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0u32; 256];
        let mut byte = 0u32;
        while byte < 256 {
            let mut crc = byte;
            let mut bit = 0;
            while bit < 8 {
                crc = if crc & 1 == 1 {
                    0xedb8_8320 ^ (crc >> 1)
                } else {
                    crc >> 1
                };
                bit += 1;
            }
            #[allow(clippy::indexing_slicing)] // a constant: it would not compile
            {
                table[byte as usize] = crc;
            }
            byte += 1;
        }
        table
    };
    let bytes = parts.iter().flat_map(|part| part.iter());
    !bytes.fold(!0u32, |crc, &byte| {
        let at = (crc ^ u32::from(byte)) & 0xff;
        TABLE.get(at as usize).copied().unwrap_or_default() ^ (crc >> 8)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn small() -> Weights {
        let mut rows = vec![[0.0; OUTPUTS]; features::rows(FILES.len())];
        rows[7] = [1.0, -2.0, 0.5, 0.0, 0.25, 3.0, -0.01, 0.3, -0.7];
        Weights::quantised([0.5; OUTPUTS], &rows, [0.5, 0.4], 42)
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Weights::from_bytes(&small().to_bytes()), Ok(small()));
    }

    #[test]
    fn each_damage_has_its_own_error() {
        let good = small().to_bytes();
        let with = |at: usize, byte: u8| {
            let mut bytes = good.clone();
            bytes[at] = byte;
            Weights::from_bytes(&bytes)
        };
        assert_eq!(Weights::from_bytes(b""), Err(WeightsError::Magic));
        assert_eq!(Weights::from_bytes(b"PK\x03\x04"), Err(WeightsError::Magic));
        assert_eq!(with(8, 9), Err(WeightsError::Version { found: 9 }));
        for short in [9, HEAD - 1, HEAD, good.len() - 1] {
            let error = Weights::from_bytes(&good[..short]).unwrap_err();
            assert!(
                matches!(error, WeightsError::Length { found, .. } if found == short),
                "{error}"
            );
        }
        let longer = [good.as_slice(), b"x"].concat();
        assert!(matches!(
            Weights::from_bytes(&longer),
            Err(WeightsError::Length { .. })
        ));
        for at in [10, HEAD, HEAD + FIELDS, good.len() - 1] {
            assert_eq!(
                with(at, good[at] ^ 0x20),
                Err(WeightsError::Changed),
                "byte {at}"
            );
        }
    }

    #[test]
    fn weights_for_other_features_are_stale() {
        for at in [HEAD, HEAD + 2, HEAD + 6, HEAD + 8] {
            let mut bytes = small().to_bytes();
            bytes[at] ^= 1;
            let crc = crc32(&[&bytes[HEAD..]]);
            bytes[10..14].copy_from_slice(&crc.to_le_bytes());
            assert_eq!(
                Weights::from_bytes(&bytes),
                Err(WeightsError::Stale),
                "byte {at}"
            );
        }
    }

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(crc32(&[b"1234", b"56789"]), 0xcbf4_3926);
    }

    proptest! {
        #[test]
        fn quantising_errs_by_half_a_step_at_most(weights in prop::collection::vec(-9.0f32..9.0, OUTPUTS * 5)) {
            let rows: Vec<[f32; OUTPUTS]> = weights.chunks(OUTPUTS).map(|row| row.try_into().unwrap()).collect();
            let quantised = Weights::quantised([0.0; OUTPUTS], &rows, [0.5; 2], 0);
            for (exact, steps) in rows.iter().zip(&quantised.rows) {
                for at in 0..OUTPUTS {
                    let error = (exact[at] - f32::from(steps[at]) * quantised.scale[at]).abs();
                    prop_assert!(error <= quantised.scale[at] * 0.501);
                }
            }
        }

        #[test]
        fn no_bytes_crash_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let file = [MAGIC.as_slice(), &FORMAT.to_le_bytes(), &bytes].concat();
            prop_assert!(Weights::from_bytes(&file).is_err());
        }
    }
}
