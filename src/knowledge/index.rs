//! The compiled, immutable knowledge base: one run of bytes, read in place.

mod build;
mod file;
mod forward;
pub(super) mod gain;
mod postings;

pub(super) use build::Builder;
pub(super) use file::{checksum, narrow, put_number, u32_at, u64_at};

use file::{ARTICLE_ROW, Bytes, PASSAGE_ROW, SECTIONS, Section, u16_at};

use super::IndexError;
use super::words::Lang;
use crate::post::Millis;

/// The longest passage that is read back, in bytes; an article is never longer.
const MAX_PASSAGE: usize = super::article::MAX_BYTES;

/// An opened index file.
#[derive(Clone)]
pub(super) struct Compiled {
    bytes: Vec<u8>,
    places: [(usize, usize); SECTIONS],
    pub(super) source: String,
    pub(super) built: Millis,
    /// Languages of the articles.
    pub(super) langs: Vec<Lang>,
}

/// Where what belongs to an article lies.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    names: u32,
    first_passage: u32,
    forward: u32,
    group: u32,
}

/// What is shown of an article.
#[derive(Clone, Debug)]
pub(super) struct Names<'a> {
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    pub(super) url: Option<&'a str>,
    pub(super) updated: Option<&'a str>,
    pub(super) lang: Lang,
    /// What its translations have in common.
    pub(super) group: &'a str,
    /// The language as its source names it.
    pub(super) tag: &'a str,
    /// Categories above the article, outermost first.
    pub(super) breadcrumb: Vec<&'a str>,
    pub(super) keywords: Vec<&'a str>,
    /// [`Document::fingerprint`](crate::knowledge::Document::fingerprint).
    pub(super) fingerprint: u64,
    /// Headings, each with its parent.
    pub(super) headings: Vec<(Option<usize>, &'a str)>,
}

impl Compiled {
    /// Opens what the builder has just written: readable for certain, and empty were it not.
    pub(super) fn open_own(bytes: Vec<u8>) -> Self {
        Self::open(bytes).map_or_else(|_| Self::closed(Vec::new()), |(own, _)| own)
    }

    const fn closed(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            places: [(0, 0); SECTIONS],
            source: String::new(),
            built: 0,
            langs: Vec::new(),
        }
    }

    /// Opens an index file, and gives what follows it in the same file.
    pub(super) fn open(mut bytes: Vec<u8>) -> Result<(Self, Vec<u8>), IndexError> {
        let (places, end) = file::open(&bytes)?;
        let rest = bytes.split_off(end);
        let mut compiled = Self::closed(bytes);
        compiled.places = places;
        compiled.read_about().ok_or(IndexError::Changed)?;
        Ok((compiled, rest))
    }

    fn read_about(&mut self) -> Option<()> {
        let mut about = Bytes(self.section(Section::About));
        let source = about.text()?.to_owned();
        let (built, rest) = about.0.split_first_chunk::<8>()?;
        let built = Millis::from_le_bytes(*built);
        about.0 = rest;
        let mut langs = Vec::new();
        for _ in 0..about.number()? {
            langs.push(Lang::of_number(about.number()?)?);
        }
        (self.source, self.built, self.langs) = (source, built, langs);
        Some(())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn section(&self, section: Section) -> &[u8] {
        self.places
            .get(section as usize)
            .and_then(|&(start, end)| self.bytes.get(start..end))
            .unwrap_or_default()
    }

    pub(super) fn articles(&self) -> usize {
        (self.section(Section::Articles).len() / ARTICLE_ROW).saturating_sub(1)
    }

    pub(super) fn passages(&self) -> usize {
        (self.section(Section::Passages).len() / PASSAGE_ROW).saturating_sub(1)
    }

    fn row(&self, article: usize) -> Option<Row> {
        let rows = self.section(Section::Articles);
        let at = article.checked_mul(ARTICLE_ROW)?;
        Some(Row {
            names: u32_at(rows, at)?,
            first_passage: u32_at(rows, at + 4)?,
            forward: u32_at(rows, at + 8)?,
            group: u32_at(rows, at + 12)?,
        })
    }

    /// The passages of an article.
    pub(super) fn passages_of(&self, article: usize) -> std::ops::Range<usize> {
        let first = |article| self.row(article).map(|row| row.first_passage as usize);
        let all = self.passages();
        let start = first(article).unwrap_or(all).min(all);
        start..first(article + 1).unwrap_or(all).clamp(start, all)
    }

    /// The first article of those that are translations of each other; itself where there are none.
    pub(super) fn group(&self, article: usize) -> usize {
        self.row(article).map_or(article, |row| row.group as usize)
    }

    /// Tells for each of `terms` (sorted) the passages of the article:
    /// `each(number in terms, passage, count, above)`, where `above` says that it is in a heading above.
    pub(super) fn find_in(
        &self,
        article: usize,
        terms: &[u32],
        mut each: impl FnMut(usize, usize, u32, bool),
    ) {
        let passages = self.passages_of(article);
        let bounds = || {
            let start = self.row(article)?.forward as usize;
            let end = self.row(article + 1)?.forward as usize;
            self.section(Section::Forward).get(start..end)
        };
        // A list that makes no sense ends early: what was read of it counts.
        let _ = forward::find(
            bounds().unwrap_or_default(),
            terms,
            |at, place, count, above| {
                let passage = passages.start.saturating_add(place as usize);
                if passage < passages.end {
                    each(at, passage, count, above);
                }
            },
        );
    }

    /// The path of the article whose address a link has, with or without what a campaign appends.
    pub(super) fn path_at(&self, link: &str) -> Option<&str> {
        let page = |url: &str| {
            url.split(['?', '#'])
                .next()
                .map(|page| page.trim_end_matches('/').to_owned())
        };
        let wanted = page(link)?;
        let mut all = (0..self.articles()).filter_map(|at| self.names(at));
        let has = |names: &Names<'_>| names.url.and_then(page).as_ref() == Some(&wanted);
        all.find(has).map(|names| names.path)
    }

    pub(super) fn names(&self, article: usize) -> Option<Names<'_>> {
        let at = self.row(article)?.names as usize;
        let mut bytes = Bytes(self.section(Section::Names).get(at..)?);
        let some = |text: &'_ str| !text.is_empty();
        let (path, title) = (bytes.text()?, bytes.text()?);
        let (url, updated) = (bytes.text()?, bytes.text()?);
        let lang = Lang::of_number(bytes.number()?)?;
        let (group, tag) = (bytes.text()?, bytes.text()?);
        let breadcrumb = bytes.texts()?;
        let keywords = bytes.texts()?;
        let (fingerprint, rest) = bytes.0.split_first_chunk::<8>()?;
        bytes.0 = rest;
        let mut headings = Vec::new();
        for _ in 0..bytes.number()? {
            let parent = bytes.number()?.checked_sub(1).map(|at| at as usize);
            headings.push((parent, bytes.text()?));
        }
        Some(Names {
            path,
            title,
            url: Some(url).filter(|url| some(url)),
            updated: Some(updated).filter(|updated| some(updated)),
            lang,
            group: Some(group).filter(|group| some(group)).unwrap_or(path),
            tag,
            breadcrumb,
            keywords,
            fingerprint: u64::from_le_bytes(*fingerprint),
            headings,
        })
    }

    /// An article's language, without reading the rest of what is shown of it.
    pub(super) fn lang(&self, article: usize) -> Option<Lang> {
        let at = self.row(article)?.names as usize;
        let mut bytes = Bytes(self.section(Section::Names).get(at..)?);
        for _ in ["path", "title", "url", "updated"] {
            bytes.skip_text()?;
        }
        Lang::of_number(bytes.number()?)
    }

    /// Words in the passage, as the index counts them.
    pub(super) fn passage_words(&self, passage: usize) -> u32 {
        let at = passage.saturating_mul(PASSAGE_ROW).saturating_add(4);
        u16_at(self.section(Section::Passages), at).map_or(0, u32::from)
    }

    /// The heading right above the passage.
    pub(super) fn passage_heading(&self, passage: usize) -> Option<usize> {
        let at = passage.saturating_mul(PASSAGE_ROW).saturating_add(6);
        let heading = u16_at(self.section(Section::Passages), at)?;
        usize::from(heading).checked_sub(1)
    }

    pub(super) fn passage_text(&self, passage: usize) -> Option<String> {
        let rows = self.section(Section::Passages);
        let at = passage.checked_mul(PASSAGE_ROW)?;
        let start = u32_at(rows, at)? as usize;
        let end = u32_at(rows, at + PASSAGE_ROW)? as usize;
        if end.checked_sub(start)? > MAX_PASSAGE {
            return None;
        }
        let (blocks, texts) = (self.section(Section::Blocks), self.section(Section::Texts));
        String::from_utf8(file::unpack(blocks, texts, start, end)?).ok()
    }

    /// Number of terms.
    pub(super) fn terms(&self) -> usize {
        (self.section(Section::Terms).len() / 8).saturating_sub(1)
    }

    pub(super) fn term(&self, number: usize) -> Option<&[u8]> {
        let rows = self.section(Section::Terms);
        let start = u32_at(rows, number.checked_mul(8)?)? as usize;
        let end = u32_at(rows, number * 8 + 8)? as usize;
        self.section(Section::Words).get(start..end)
    }

    /// The first term that is not less than `word`.
    pub(super) fn lower_bound(&self, word: &[u8]) -> usize {
        let (mut low, mut high) = (0, self.terms());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.term(middle).unwrap_or_default() < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The number of a term.
    pub(super) fn find(&self, word: &str) -> Option<usize> {
        let number = self.lower_bound(word.as_bytes());
        (self.term(number)? == word.as_bytes()).then_some(number)
    }

    /// The articles that have a term: `each(article, gain)`, see [`gain`].
    pub(super) fn postings(&self, term: usize, each: impl FnMut(u32, u8)) {
        // A list that makes no sense ends early: what was read of it counts.
        let _ = postings::read(self.postings_of(term), each);
    }

    /// How many articles have a term.
    pub(super) fn frequency(&self, term: usize) -> usize {
        postings::count(self.postings_of(term)) as usize
    }

    fn postings_of(&self, term: usize) -> &[u8] {
        let bounds = || {
            let rows = self.section(Section::Terms);
            let start = u32_at(rows, term.checked_mul(8)?.checked_add(4)?)? as usize;
            let end = u32_at(rows, term * 8 + 12)? as usize;
            self.section(Section::Postings).get(start..end)
        };
        bounds().unwrap_or_default()
    }
}

impl std::fmt::Debug for Compiled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Compiled")
            .field("source", &self.source)
            .field("articles", &self.articles())
            .field("passages", &self.passages())
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
