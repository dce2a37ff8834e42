//! The languages file: what `cargo xtask train` writes beside the weights and [`Languages`] reads.
//!
//! Magic, then little-endian: format version (u16), CRC-32 of all that follows (u32), length of all that follows
//! (u32), versions of the letters (u16), of the reading (u16) and of the judges' features (u16), CRC-32 of the English
//! cues' codes (u32), CRC-32 of the files it was trained on (u32). Then the model that tells languages apart: their
//! count (u8), their codes (3 bytes each), scale (f32), lead (f32), a bias for each (f32), and a row of one i8 for
//! each language for each of its features. Then the count of judges (u8), and each: code (3 bytes), bias and scale
//! (f32), count of phrases (u16), the phrases (u32 and u8 each), and an i8 for each feature.

use super::identify::{self, Identifier};
use super::judge::{self, Judge};
use super::phrases::Phrases;
use super::{Lang, Languages, letters};
use crate::triage::features;
use crate::triage::weights::{Reader, codes_digest, crc32};

const MAGIC: &[u8; 8] = b"HANDLANG";
const FORMAT: u16 = 1;
/// Before what the checksum covers.
pub(super) const HEAD: usize = 8 + 2 + 4 + 4;

/// Why a languages file cannot be used. Without one, posts in Latin letters are judged as English.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LanguagesError {
    /// Not a languages file at all.
    #[error("this is not a languages file; train it again with `cargo xtask train`")]
    Magic,
    /// Written by another version of Handrail.
    #[error(
        "the languages file has format {found}, and this program reads format {FORMAT}; train it again with `cargo xtask train`"
    )]
    Version {
        /// The format of the file.
        found: u16,
    },
    /// The end is missing, or there is more than there should be.
    #[error("the languages file has {found} bytes where {expected} were written; copy it again")]
    Length {
        /// Bytes that there are.
        found: usize,
        /// Bytes that there should be.
        expected: usize,
    },
    /// Some bytes are not those that were written.
    #[error(
        "the languages file was changed after it was written (its checksum differs); copy it again"
    )]
    Changed,
    /// Trained for other features, other cues or other languages than this program has.
    #[error(
        "the languages file was trained for another version of the features or cues; train it with `cargo xtask train`"
    )]
    Stale,
}

impl Languages {
    /// The file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for version in [letters::VERSION, features::VERSION, judge::VERSION] {
            body.extend(version.to_le_bytes());
        }
        body.extend(codes_digest().to_le_bytes());
        body.extend(self.digest.to_le_bytes());
        push_identifier(&self.identifier, &mut body);
        body.extend(
            u8::try_from(self.judges.len())
                .unwrap_or(u8::MAX)
                .to_le_bytes(),
        );
        for judge in &self.judges {
            push_judge(judge, &mut body);
        }
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
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LanguagesError> {
        let mut head = Reader(bytes.strip_prefix(MAGIC).ok_or(LanguagesError::Magic)?);
        let short = |expected| LanguagesError::Length {
            found: bytes.len(),
            expected,
        };
        let format = head.u16().ok_or(short(HEAD))?;
        if format != FORMAT {
            return Err(LanguagesError::Version { found: format });
        }
        let crc = head.u32().ok_or(short(HEAD))?;
        let length = head.u32().ok_or(short(HEAD))? as usize;
        let body = head.0;
        if body.len() != length {
            return Err(short(HEAD.saturating_add(length)));
        }
        if crc32(&[body]) != crc {
            return Err(LanguagesError::Changed);
        }
        Self::from_body(Reader(body)).ok_or(LanguagesError::Stale)
    }

    /// What the checksum covers; none where it does not fit this program.
    fn from_body(mut body: Reader<'_>) -> Option<Self> {
        for version in [letters::VERSION, features::VERSION, judge::VERSION] {
            if body.u16()? != version {
                return None;
            }
        }
        if body.u32()? != codes_digest() {
            return None;
        }
        let digest = body.u32()?;
        let identifier = identifier(&mut body)?;
        let [count] = body.take()?;
        let judges = (0..count)
            .map(|_| read_judge(&mut body))
            .collect::<Option<Vec<_>>>()?;
        body.0.is_empty().then_some(Self {
            digest,
            identifier,
            judges,
        })
    }
}

/// A language's code, filled up to three bytes.
fn code(lang: Lang) -> [u8; 3] {
    let mut code = *b"   ";
    for (to, from) in code.iter_mut().zip(lang.code().bytes()) {
        *to = from;
    }
    code
}

/// The language of a code; none where this program does not know it.
fn lang(code: [u8; 3]) -> Option<Lang> {
    let lang = Lang::from_tag(std::str::from_utf8(&code).ok()?.trim_end());
    (lang != Lang::Unknown).then_some(lang)
}

fn push_identifier(model: &Identifier, body: &mut Vec<u8>) {
    let count = model.langs.len().min(identify::MOST);
    body.extend(u8::try_from(count).unwrap_or(u8::MAX).to_le_bytes());
    body.extend(model.langs.iter().take(count).copied().flat_map(code));
    for number in [model.scale, model.lead]
        .iter()
        .chain(model.bias.iter().take(count))
    {
        body.extend(number.to_le_bytes());
    }
    for row in &model.rows {
        body.extend(row.iter().take(count).map(|step| step.to_le_bytes()[0]));
    }
}

fn identifier(body: &mut Reader<'_>) -> Option<Identifier> {
    let [count] = body.take()?;
    let count = usize::from(count);
    if count > identify::MOST {
        return None;
    }
    let langs = (0..count)
        .map(|_| body.take().and_then(lang))
        .collect::<Option<Vec<_>>>()?;
    let [scale, lead] = body.numbers()?;
    let mut bias = [0.0; identify::MOST];
    for bias in bias.iter_mut().take(count) {
        [*bias] = body.numbers()?;
    }
    let mut rows = vec![[0i8; identify::MOST]; letters::ROWS];
    for row in &mut rows {
        for (step, byte) in row.iter_mut().zip(body.bytes(count)?) {
            *step = i8::from_le_bytes([*byte]);
        }
    }
    (scale > 0.0).then_some(Identifier {
        langs,
        scale,
        bias,
        lead,
        rows,
    })
}

fn push_judge(judge: &Judge, body: &mut Vec<u8>) {
    body.extend(code(judge.lang));
    body.extend(judge.bias.to_le_bytes());
    body.extend(judge.scale.to_le_bytes());
    let phrases = judge.phrases.all();
    body.extend(
        u16::try_from(phrases.len())
            .unwrap_or(u16::MAX)
            .to_le_bytes(),
    );
    for (hash, means) in phrases {
        body.extend(hash.to_le_bytes());
        body.push(*means);
    }
    body.extend(judge.rows.iter().map(|step| step.to_le_bytes()[0]));
}

fn read_judge(body: &mut Reader<'_>) -> Option<Judge> {
    let lang = body.take().and_then(lang)?;
    let [bias, scale] = body.numbers()?;
    let count = body.u16()?;
    let phrases = (0..count)
        .map(|_| Some((body.u32()?, body.take::<1>()?[0])))
        .collect::<Option<Vec<_>>>()?;
    let rows = body.bytes(judge::rows())?;
    Some(Judge {
        lang,
        bias,
        scale,
        phrases: Phrases::from_pairs(phrases),
        rows: rows.iter().map(|&byte| i8::from_le_bytes([byte])).collect(),
    })
}
