//! The index as bytes: magic, version, length, checksum, then sections. Everything is read in place and checked where
//! it is read, so loading costs a copy and a checksum, and no bytes can make it panic.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::super::IndexError;

const MAGIC: &[u8; 8] = b"HNDRLKB\n";
/// Raised with every change of the form or of how words are cut and stemmed.
const VERSION: u32 = 2;
/// Magic, version, checksum, length of what follows.
const HEADER: usize = 8 + 4 + 4 + 8;
/// Passages are packed in blocks of this many bytes, so that reading one unpacks little.
pub(super) const BLOCK: usize = 4 << 10;

/// The parts of the file, in order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Section {
    /// Source, time, languages.
    About,
    /// One row of [`ARTICLE_ROW`] bytes an article, and one row more: the end of the last.
    Articles,
    /// One row of [`PASSAGE_ROW`] bytes a passage, and one row more.
    Passages,
    /// Path, title, address, headings and so on of each article.
    Names,
    /// Two numbers a term: where its text begins, where its postings begin; one row more at the end.
    Terms,
    /// The terms' text, sorted.
    Words,
    /// In which articles each term occurs.
    Postings,
    /// What each article is made of.
    Forward,
    /// Where each packed block begins.
    Blocks,
    /// The passages' text, packed.
    Texts,
}

/// Number of sections.
pub(super) const SECTIONS: usize = 10;
/// Offset in names, first passage, offset in the forward section, first article of the group (32 bits each).
pub(super) const ARTICLE_ROW: usize = 16;
/// Offset of the text (32 bits), words (16), heading + 1 (16).
pub(super) const PASSAGE_ROW: usize = 8;

/// The file of these sections.
pub(super) fn write(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut payload = Vec::with_capacity(sections.iter().map(|section| section.len() + 8).sum());
    for section in sections {
        payload.extend((section.len() as u64).to_le_bytes());
    }
    for section in sections {
        payload.extend(section);
    }
    let mut file = Vec::with_capacity(HEADER + payload.len());
    file.extend(MAGIC);
    file.extend(VERSION.to_le_bytes());
    file.extend(checksum(&payload).to_le_bytes());
    file.extend((payload.len() as u64).to_le_bytes());
    file.extend(payload);
    file
}

/// Where each section of the file lies, and where the file ends and something else may follow.
pub(super) fn open(file: &[u8]) -> Result<([(usize, usize); SECTIONS], usize), IndexError> {
    if !file.starts_with(MAGIC) {
        return Err(IndexError::Magic);
    }
    let version = u32_at(file, 8).ok_or(IndexError::CutShort)?;
    if version != VERSION {
        return Err(IndexError::Version {
            found: version,
            known: VERSION,
        });
    }
    let sum = u32_at(file, 12).ok_or(IndexError::CutShort)?;
    let len = u64_at(file, 16).ok_or(IndexError::CutShort)?;
    let len = usize::try_from(len).map_err(|_| IndexError::CutShort)?;
    let end = HEADER.checked_add(len).ok_or(IndexError::CutShort)?;
    let payload = file.get(HEADER..end).ok_or(IndexError::CutShort)?;
    if checksum(payload) != sum {
        return Err(IndexError::Changed);
    }
    let places = sections(payload).ok_or(IndexError::Changed)?;
    Ok((places, end))
}

fn sections(payload: &[u8]) -> Option<[(usize, usize); SECTIONS]> {
    let mut places = [(0, 0); SECTIONS];
    let mut at = SECTIONS * 8;
    for (number, place) in places.iter_mut().enumerate() {
        let len = usize::try_from(u64_at(payload, number * 8)?).ok()?;
        let end = at.checked_add(len)?;
        *place = (HEADER + at, HEADER + end);
        at = end;
    }
    (at == payload.len()).then_some(places)
}

pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

pub(crate) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(eight.try_into().ok()?))
}

/// A length or offset as it is kept. No knowledge base comes near the limit: imports are at most 256 MB.
pub(crate) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Appends a number in as few bytes as it needs, seven bits each, least first.
pub(crate) fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push((number & 0x7f) as u8);
}

/// Appends a text with its length.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, narrow(text.len()));
    out.extend(text.as_bytes());
}

/// Appends a list of texts.
pub(super) fn put_texts(out: &mut Vec<u8>, texts: &[String]) {
    put_number(out, narrow(texts.len()));
    for text in texts {
        put_text(out, text);
    }
}

/// Bytes that are read from the front.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    /// A list of texts, as [`put_texts`] wrote it.
    pub(super) fn texts(&mut self) -> Option<Vec<&'a str>> {
        (0..self.number()?).map(|_| self.text()).collect()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn skip_text(&mut self) -> Option<()> {
        let len = self.number()? as usize;
        self.0 = self.0.get(len..)?;
        Some(())
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let len = self.number()? as usize;
        let (text, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }
}

/// Packs text as it comes: the table of where each block begins (and the end), and the blocks.
pub(super) struct Packer {
    table: Vec<u8>,
    packed: Vec<u8>,
    /// The block under way.
    block: Vec<u8>,
    deflate: Compress,
    /// Bytes of text so far.
    len: usize,
}

impl Packer {
    pub(super) fn new() -> Self {
        Self {
            table: Vec::new(),
            packed: Vec::new(),
            block: Vec::with_capacity(BLOCK),
            deflate: Compress::new(Compression::default(), false),
            len: 0,
        }
    }

    /// Bytes of text so far.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) fn add(&mut self, mut text: &[u8]) {
        self.len += text.len();
        while !text.is_empty() {
            let room = (BLOCK - self.block.len()).min(text.len());
            let (now, rest) = text.split_at(room);
            self.block.extend(now);
            text = rest;
            if self.block.len() == BLOCK {
                self.pack();
            }
        }
    }

    fn pack(&mut self) {
        self.table.extend(narrow(self.packed.len()).to_le_bytes());
        self.deflate.reset();
        let mut done = 0;
        let mut status = Status::Ok;
        while status != Status::StreamEnd {
            self.packed.reserve(BLOCK);
            let rest = self.block.get(done..).unwrap_or_default();
            // Packing cannot fail with room to write in; were it to, the passages of this block would be missing.
            let Ok(now) = self
                .deflate
                .compress_vec(rest, &mut self.packed, FlushCompress::Finish)
            else {
                break;
            };
            status = now;
            done = usize::try_from(self.deflate.total_in()).unwrap_or(self.block.len());
        }
        self.block.clear();
    }

    /// The table and the blocks.
    pub(super) fn finish(mut self) -> (Vec<u8>, Vec<u8>) {
        if !self.block.is_empty() {
            self.pack();
        }
        self.table.extend(narrow(self.packed.len()).to_le_bytes());
        (self.table, self.packed)
    }
}

impl std::fmt::Debug for Packer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Packer")
            .field("len", &self.len)
            .finish_non_exhaustive()
    }
}

/// Unpacks the bytes `start..end` of the text.
pub(super) fn unpack(table: &[u8], packed: &[u8], start: usize, end: usize) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    for block in start / BLOCK..=end.checked_sub(1)? / BLOCK {
        let from = u32_at(table, block * 4)? as usize;
        let to = u32_at(table, block * 4 + 4)? as usize;
        let mut unpacked = Vec::with_capacity(BLOCK);
        Decompress::new(false)
            .decompress_vec(
                packed.get(from..to)?,
                &mut unpacked,
                FlushDecompress::Finish,
            )
            .ok()?;
        text.extend(unpacked);
    }
    let skip = start % BLOCK;
    text.get(skip..skip.checked_add(end.checked_sub(start)?)?)
        .map(<[u8]>::to_vec)
}
