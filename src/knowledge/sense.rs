//! What the articles mean: a vector of the sentence encoder for each title and for the first passages, in bytes.
//!
//! Rows come in rounds: the titles of all articles, then everybody's first passage, and so on. So a knowledge base that
//! was read in part is as good as it can be, and what was read before a background was killed is kept, row by row.
//! Vectors follow the index in its file; without them, or while titles are missing, words decide alone.

mod near;

use near::{Asked, whole};

use super::IndexError;
use super::index::{Compiled, checksum, narrow, put_number, u32_at, u64_at};
use super::words::Lang;

/// Numbers of a vector: those of all-MiniLM-L6-v2.
pub const WIDTH: usize = 384;
const MAGIC: &[u8; 8] = b"HNDRLKS\n";
/// Raised with every change of the form, of what is read, or of the encoder.
const VERSION: u32 = 1;
/// Magic, version, checksum, length of what follows.
const HEADER: usize = 8 + 4 + 4 + 8;
/// The most passages of an article that are read. More than that adds nothing to how often the right one is first.
const PASSAGES: usize = 6;
/// A row: what a step of its bytes is worth (0: not read yet), then its bytes.
const ROW: usize = 4 + WIDTH;
/// The titles that each title is compared with.
const SAMPLE: usize = 256;
/// Of these, the most alike count.
const NEAREST: usize = 10;
/// Rows that are kept together.
const CHUNK: usize = 256;

/// The vectors of a knowledge base.
#[derive(Clone, Debug, Default)]
pub(super) struct Sense {
    rows: Vec<u8>,
    /// For each round, the articles that have a row in it, in order; and where the round begins.
    rounds: Vec<(Vec<u32>, usize)>,
    /// Rows that are read.
    done: usize,
    all: usize,
    /// For each title, how alike it is to others ([`Sense::settle`]); empty until all titles are read.
    crowds: Vec<f32>,
}

/// How alike an article's title and its most alike passage are to what was asked, each from -1 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Alike {
    pub(super) title: f32,
    /// 0 where no passage was read.
    pub(super) passage: f32,
    /// That passage.
    pub(super) best: Option<usize>,
    /// How alike the title is to other titles: an article that is near to everything is near to this question too, and
    /// that says less.
    pub(super) crowd: f32,
}

impl Sense {
    /// Nothing is read yet.
    pub(super) fn new(index: &Compiled) -> Self {
        // The encoder knows English alone.
        let english = |article: &usize| index.lang(*article) == Some(Lang::English);
        let mut articles: Vec<usize> = (0..index.articles()).filter(english).collect();
        let mut rounds = Vec::new();
        let mut all = 0;
        for round in 0..=PASSAGES {
            articles.retain(|article| round == 0 || index.passages_of(*article).len() >= round);
            rounds.push((articles.iter().copied().map(narrow).collect(), all));
            all += articles.len();
        }
        Self {
            rows: Vec::new(),
            rounds,
            done: 0,
            all,
            crowds: Vec::new(),
        }
    }

    /// Rows that are read, and all.
    pub(super) const fn progress(&self) -> (usize, usize) {
        (self.done, self.all)
    }

    /// The next rows to be read, with their texts.
    pub(super) fn wanted(&self, index: &Compiled, most: usize) -> Vec<(usize, String)> {
        let missing = |row: &usize| self.row(*row).is_none();
        (0..self.all)
            .filter(missing)
            .take(most)
            .filter_map(|row| Some((row, self.text(index, row)?)))
            .collect()
    }

    /// What a row is about: the article, and the passage unless it is the title.
    fn about(&self, index: &Compiled, row: usize) -> Option<(usize, Option<usize>)> {
        let at = self
            .rounds
            .partition_point(|(_, start)| *start <= row)
            .checked_sub(1)?;
        let (articles, start) = self.rounds.get(at)?;
        let article = *articles.get(row - start)? as usize;
        let passage = at
            .checked_sub(1)
            .map(|place| index.passages_of(article).start + place);
        Some((article, passage))
    }

    fn text(&self, index: &Compiled, row: usize) -> Option<String> {
        match self.about(index, row)? {
            (article, None) => Some(index.names(article)?.title.to_owned()),
            (_, Some(passage)) => index.passage_text(passage),
        }
    }

    /// Keeps a vector of length 1.
    pub(super) fn give(&mut self, row: usize, vector: &[f32; WIDTH]) {
        let most = vector.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
        if row >= self.all || !most.is_normal() {
            return;
        }
        let step = most / 127.0;
        let mut bytes = step.to_le_bytes().to_vec();
        bytes.extend(vector.iter().map(|x| whole(x / step).to_le_bytes()[0]));
        self.put(row, &bytes);
        self.settle();
    }

    fn put(&mut self, row: usize, bytes: &[u8]) {
        if self.rows.is_empty() {
            self.rows = vec![0; self.all * ROW];
        }
        if row < self.titles() {
            self.crowds.clear();
        }
        let new = self.row(row).is_none();
        if let Some(place) = self.rows.get_mut(row * ROW..(row + 1) * ROW)
            && bytes.len() == ROW
        {
            place.copy_from_slice(bytes);
            self.done += usize::from(new && self.row(row).is_some());
        }
    }

    /// The step and the bytes of a row that is read.
    fn row(&self, row: usize) -> Option<(f32, &[u8])> {
        let bytes = self.rows.get(row * ROW..(row + 1) * ROW)?;
        let (step, bytes) = bytes.split_first_chunk::<4>()?;
        let step = f32::from_le_bytes(*step);
        (step > 0.0 && step.is_finite()).then_some((step, bytes))
    }

    /// Takes the vectors of texts that `other` has too.
    pub(super) fn take_over(&mut self, index: &Compiled, other: &Self, other_index: &Compiled) {
        let mut known = std::collections::HashMap::new();
        for row in 0..other.all {
            if other.row(row).is_some()
                && let Some(text) = other.text(other_index, row)
            {
                known.insert(text, row);
            }
        }
        if known.is_empty() {
            return;
        }
        for row in 0..self.all {
            let old = self.text(index, row).and_then(|text| known.get(&text));
            if let Some(bytes) = old.and_then(|old| other.rows.get(old * ROW..(old + 1) * ROW)) {
                self.put(row, bytes);
            }
        }
        self.settle();
    }

    /// How alike each article is to what was asked; `None` for those that were not read, and for all of them while
    /// titles are missing: who was not read yet must not stand behind who was.
    pub(super) fn alike(
        &self,
        index: &Compiled,
        asked: &[f32; WIDTH],
    ) -> Option<Vec<Option<Alike>>> {
        if !self.is_ready() {
            return None;
        }
        let asked = Asked::new(asked);
        let mut alike: Vec<Option<Alike>> = vec![None; index.articles()];
        for (round, (articles, start)) in self.rounds.iter().enumerate() {
            let rows = *start..start + articles.len();
            // A round that is not complete would favour those that were read.
            if rows.clone().any(|row| self.row(row).is_none()) {
                break;
            }
            for (row, article) in rows.zip(articles) {
                let Some((step, bytes)) = self.row(row) else {
                    continue;
                };
                let cosine = asked.times(step, bytes);
                let Some(slot) = alike.get_mut(*article as usize) else {
                    continue;
                };
                match (round.checked_sub(1), slot) {
                    (None, slot) => {
                        let crowd = self.crowds.get(row).copied().unwrap_or_default();
                        *slot = Some(Alike {
                            title: cosine,
                            crowd,
                            ..Alike::default()
                        });
                    }
                    (Some(place), Some(alike))
                        if alike.best.is_none() || cosine > alike.passage =>
                    {
                        alike.passage = cosine;
                        alike.best = Some(index.passages_of(*article as usize).start + place);
                    }
                    _ => {}
                }
            }
        }
        Some(alike)
    }

    /// Whether all titles are read.
    pub(super) fn is_ready(&self) -> bool {
        let titles = self.titles();
        titles > 0 && self.done >= titles && (0..titles).all(|row| self.row(row).is_some())
    }

    /// Number of titles: the rows of the first round.
    fn titles(&self) -> usize {
        self.rounds.get(1).map_or(self.all, |(_, start)| *start)
    }

    /// Once all titles are read, computes for each how alike it is to the [`NEAREST`] titles most like it, of a sample of
    /// all. What is near to everything comes first too often; taking a part of this off mends it (the idea is CSLS's:
    /// Conneau et al., "Word Translation Without Parallel Data", 2018).
    fn settle(&mut self) {
        if !self.crowds.is_empty() || !self.is_ready() {
            return;
        }
        let titles = self.titles();
        let step = titles.div_ceil(SAMPLE).max(1);
        let sample: Vec<(usize, Asked)> = (0..titles)
            .step_by(step)
            .filter_map(|row| Some((row, Asked::of_row(self.row(row)?))))
            .collect();
        self.crowds = (0..titles).map(|row| self.crowd(row, &sample)).collect();
    }

    fn crowd(&self, row: usize, sample: &[(usize, Asked)]) -> f32 {
        let Some((step, bytes)) = self.row(row) else {
            return 0.0;
        };
        let others = sample.iter().filter(|(other, _)| *other != row);
        let mut near: Vec<f32> = others.map(|(_, other)| other.times(step, bytes)).collect();
        near.sort_unstable_by(|a, b| b.total_cmp(a));
        near.truncate(NEAREST);
        #[expect(clippy::cast_precision_loss, reason = "ten at most")]
        let count = near.len().max(1) as f32;
        near.iter().sum::<f32>() / count
    }

    /// The chunk that a row is in.
    pub(super) const fn chunk_of(row: usize) -> usize {
        row / CHUNK
    }

    /// The rows of a chunk, to be kept.
    pub(super) fn chunk(&self, chunk: usize) -> Vec<u8> {
        let end = ((chunk + 1) * CHUNK).min(self.all);
        let rows = self
            .rows
            .get(chunk * CHUNK * ROW..end * ROW)
            .unwrap_or_default();
        let mut bytes = Vec::with_capacity(HEADER + rows.len());
        bytes.extend(narrow(self.all).to_le_bytes());
        bytes.extend(checksum(rows).to_le_bytes());
        bytes.extend(rows);
        bytes
    }

    /// Takes a chunk as it was kept; false if it is damaged or of another knowledge base. What is missing is read again.
    pub(super) fn take_chunk(&mut self, chunk: usize, bytes: &[u8]) -> bool {
        let rows = bytes.get(8..).unwrap_or_default();
        let fits =
            u32_at(bytes, 0) == Some(narrow(self.all)) && u32_at(bytes, 4) == Some(checksum(rows));
        if fits {
            for (row, bytes) in rows.chunks(ROW).enumerate() {
                self.put(chunk * CHUNK + row, bytes);
            }
            self.settle();
        }
        fits
    }

    /// As it follows the index in its file; nothing where nothing was read.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        if self.done == 0 {
            return Vec::new();
        }
        let mut payload = Vec::with_capacity(self.rows.len() + 5);
        put_number(&mut payload, narrow(self.all));
        payload.extend(&self.rows);
        payload.extend(self.crowds.iter().flat_map(|crowd| crowd.to_le_bytes()));
        let mut bytes = Vec::with_capacity(HEADER + payload.len());
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(checksum(&payload).to_le_bytes());
        bytes.extend((payload.len() as u64).to_le_bytes());
        bytes.extend(payload);
        bytes
    }

    /// Takes what followed the index.
    pub(super) fn read(&mut self, bytes: &[u8], index: &Compiled) -> Result<(), IndexError> {
        if bytes.is_empty() {
            return Ok(());
        }
        let _ = index;
        if !bytes.starts_with(MAGIC.get(..bytes.len().min(8)).unwrap_or_default()) {
            return Err(IndexError::Changed);
        }
        let version = u32_at(bytes, 8).ok_or(IndexError::CutShort)?;
        if version != VERSION {
            return Err(IndexError::Version {
                found: version,
                known: VERSION,
            });
        }
        let len = u64_at(bytes, 16).ok_or(IndexError::CutShort)?;
        let payload = bytes.get(HEADER..).ok_or(IndexError::CutShort)?;
        if (payload.len() as u64) < len {
            return Err(IndexError::CutShort);
        }
        let mut head = Vec::new();
        put_number(&mut head, narrow(self.all));
        let sound = payload.len() as u64 == len
            && Some(checksum(payload)) == u32_at(bytes, 12)
            && payload.starts_with(&head)
            && payload.len() >= head.len() + self.all * ROW;
        if !sound {
            return Err(IndexError::Changed);
        }
        let rest = payload.get(head.len()..).unwrap_or_default();
        let (rows, crowds) = rest.split_at(self.all * ROW);
        self.rows = rows.to_vec();
        self.done = (0..self.all).filter(|row| self.row(*row).is_some()).count();
        let crowds = crowds.as_chunks::<4>().0.iter();
        self.crowds = crowds.map(|bytes| f32::from_le_bytes(*bytes)).collect();
        if self.crowds.len() != self.titles() {
            self.crowds.clear();
            self.settle();
        }
        Ok(())
    }
}
