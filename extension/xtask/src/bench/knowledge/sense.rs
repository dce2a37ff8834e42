//! Vectors of texts: made by all cores, kept in a file from run to run, compared, ranked.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::thread;

use anyhow::Result;
use handrail::encoder::Encoder;
use handrail::encoder::file::WIDTH;

use crate::stage;

/// A record of the file: a text's number and its vector.
const RECORD: usize = 8 + 4 * WIDTH;

/// What our encoder makes of texts. Reading is slow at the level that xtask is built at: every text is read once.
pub(super) struct Vectors {
    encoder: Encoder,
    known: HashMap<u64, Vec<f32>>,
    file: PathBuf,
}

impl Vectors {
    /// With what earlier runs have read. `recipe` is all that vectors depend on.
    pub(super) fn new(encoder: Encoder, file: PathBuf, recipe: &str) -> Result<Self> {
        let mut known = HashMap::new();
        if stage::is_made_of(&file, recipe) {
            for record in stage::read(&file)?.as_chunks::<RECORD>().0 {
                let (text, vector) = record.split_at(8);
                let numbers = vector.as_chunks::<4>().0.iter();
                let vector = numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect();
                known.extend(
                    text.try_into()
                        .ok()
                        .map(u64::from_le_bytes)
                        .zip(Some(vector)),
                );
            }
        } else {
            stage::write(&file, &[])?;
            stage::set_made_of(&file, recipe)?;
        }
        Ok(Self {
            encoder,
            known,
            file,
        })
    }

    /// Reads the texts that were never read.
    pub(super) fn read<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> Result<()> {
        let mut unread: Vec<&str> = texts
            .into_iter()
            .filter(|text| !self.known.contains_key(&number(text)))
            .collect();
        unread.sort_unstable();
        unread.dedup();
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let share = unread.len().div_ceil(cores).max(1);
        let encoder = &self.encoder;
        let read: Vec<(u64, Vec<f32>)> = thread::scope(|scope| {
            let one = |text: &&str| (number(text), encoder.embed(text).to_vec());
            let running: Vec<_> = unread
                .chunks(share)
                .map(|share| scope.spawn(move || share.iter().map(one).collect::<Vec<_>>()))
                .collect();
            let done = running.into_iter().filter_map(|one| one.join().ok());
            done.flatten().collect()
        });
        if read.is_empty() {
            return Ok(());
        }
        self.known.extend(read);
        self.keep()
    }

    fn keep(&self) -> Result<()> {
        let mut bytes = Vec::with_capacity(self.known.len() * RECORD);
        for (text, vector) in &self.known {
            bytes.extend(text.to_le_bytes());
            bytes.extend(vector.iter().flat_map(|number| number.to_le_bytes()));
        }
        Ok(fs::write(&self.file, bytes)?)
    }

    /// The vector of a text that was read.
    pub(super) fn of(&self, text: &str) -> Option<&[f32]> {
        self.known.get(&number(text)).map(Vec::as_slice)
    }
}

/// A text's number.
fn number(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The product of two vectors: of length 1, their likeness.
pub(super) fn likeness(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The `top` most alike of `all`, best first: places and likenesses.
pub(super) fn nearest(to: &[f32], all: &[&[f32]], top: usize) -> Vec<(usize, f32)> {
    let mut found: Vec<(usize, f32)> = all
        .iter()
        .enumerate()
        .map(|(at, vector)| (at, likeness(to, vector)))
        .collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found.truncate(top);
    found
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_most_alike_comes_first() {
        let all: [&[f32]; 3] = [&[0.0, 1.0], &[1.0, 0.0], &[0.6, 0.8]];
        assert_eq!(nearest(&[0.0, 1.0], &all, 2), [(0, 1.0), (2, 0.8)]);
    }
}
