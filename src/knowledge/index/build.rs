//! Articles to an index. The same articles in the same order give the same bytes.

use std::collections::{BTreeMap, HashMap};

use super::file::{self, Packer, narrow, put_number, put_text, put_texts};
use super::forward::{self, Entry, Part};
use super::gain;
use super::postings::Postings;
use crate::knowledge::article::Article;
use crate::knowledge::passage::Heading;
use crate::knowledge::words::{Analyzer, Lang};
use crate::post::Millis;

/// An index under construction. It keeps no text but what is packed already.
#[derive(Debug)]
pub(crate) struct Builder {
    /// Number of a term, by its text, in the order of arrival.
    terms: HashMap<Box<str>, u32>,
    analyzers: BTreeMap<Lang, Analyzer>,
    articles: Vec<Row>,
    passages: Vec<u8>,
    passage_count: u32,
    names: Vec<u8>,
    /// What the articles are made of, with terms in the order of arrival.
    forward: Vec<u8>,
    texts: Packer,
    /// The first article of each group.
    groups: HashMap<Box<str>, u32>,
}

/// An article that was added.
#[derive(Debug)]
struct Row {
    names: u32,
    first_passage: u32,
    /// Where it begins in `Builder::forward`.
    forward: u32,
    group: u32,
    /// Words of title, headings, keywords and body.
    lengths: [u32; 4],
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            terms: HashMap::new(),
            analyzers: BTreeMap::new(),
            articles: Vec::new(),
            passages: Vec::new(),
            passage_count: 0,
            names: Vec::new(),
            forward: Vec::new(),
            texts: Packer::new(),
            groups: HashMap::new(),
        }
    }
}

impl Builder {
    /// Adds an article.
    pub(crate) fn add(&mut self, article: &Article) {
        let number = narrow(self.articles.len());
        let first_passage = self.passage_count;
        let mut parts = Vec::new();
        let mut lengths = self.short_parts(article, &mut parts);
        for (place, passage) in (0..).zip(&article.passages) {
            let before = parts.len();
            self.terms_of(
                article.lang,
                &passage.text,
                Part::Passage(place),
                &mut parts,
            );
            let words = parts.len() - before;
            for heading in way(&article.headings, passage.heading) {
                self.terms_of(article.lang, heading, Part::Above(place), &mut parts);
            }
            self.passages.extend(narrow(self.texts.len()).to_le_bytes());
            self.passages.extend(short(words).to_le_bytes());
            let heading = passage.heading.map_or(0, |at| at + 1);
            self.passages.extend(short(heading).to_le_bytes());
            self.texts.add(passage.text.as_bytes());
            self.passage_count += 1;
            let [.., body] = &mut lengths;
            *body += narrow(words);
        }
        let row = Row {
            names: narrow(self.names.len()),
            first_passage,
            forward: narrow(self.forward.len()),
            group: *self
                .groups
                .entry(article.group.as_str().into())
                .or_insert(number),
            lengths,
        };
        self.articles.push(row);
        forward::write(&forward::entries(parts), &mut self.forward);
        self.add_names(article);
    }

    /// Title, categories, headings and keywords; gives their lengths.
    fn short_parts(&mut self, article: &Article, parts: &mut Vec<(u32, Part)>) -> [u32; 4] {
        let lang = article.lang;
        let mut add = |texts: &mut dyn Iterator<Item = &str>, part| {
            let before = parts.len();
            for text in texts {
                self.terms_of(lang, text, part, parts);
            }
            narrow(parts.len() - before)
        };
        let above = article.breadcrumb.iter().map(String::as_str);
        let headings = article.headings.iter().map(|heading| heading.text.as_str());
        [
            add(&mut std::iter::once(article.title.as_str()), Part::Title),
            add(&mut above.chain(headings), Part::Headings),
            add(
                &mut article.keywords.iter().map(String::as_str),
                Part::Keywords,
            ),
            0,
        ]
    }

    fn add_names(&mut self, article: &Article) {
        let names = &mut self.names;
        put_text(names, &article.path);
        put_text(names, &article.title);
        put_text(names, article.url.as_deref().unwrap_or_default());
        put_text(names, article.updated.as_deref().unwrap_or_default());
        put_number(names, article.lang.number());
        // Most articles have no translations.
        let alone = article.group == article.path;
        put_text(names, if alone { "" } else { &article.group });
        put_text(names, &article.tag);
        put_texts(names, &article.breadcrumb);
        put_texts(names, &article.keywords);
        names.extend(article.fingerprint.to_le_bytes());
        put_number(names, narrow(article.headings.len()));
        for heading in &article.headings {
            put_number(names, narrow(heading.parent.map_or(0, |at| at + 1)));
            put_text(names, &heading.text);
        }
    }

    /// Adds the numbers of the terms in `text`.
    fn terms_of(&mut self, lang: Lang, text: &str, part: Part, parts: &mut Vec<(u32, Part)>) {
        let terms = &mut self.terms;
        let analyzer = self
            .analyzers
            .entry(lang)
            .or_insert_with(|| Analyzer::new(lang));
        analyzer.terms(text, |term, _| {
            let number = terms.get(term).copied().unwrap_or_else(|| {
                let number = narrow(terms.len());
                terms.insert(term.into(), number);
                number
            });
            parts.push((number, part));
        });
    }

    /// The index file.
    pub(crate) fn finish(mut self, source: &str, built: Millis) -> Vec<u8> {
        // One row more than there are passages: the end of the last.
        self.passages.extend(narrow(self.texts.len()).to_le_bytes());
        self.passages.extend([0; file::PASSAGE_ROW - 4]);
        let mut about = Vec::new();
        put_text(&mut about, source);
        about.extend(built.to_le_bytes());
        put_number(&mut about, narrow(self.analyzers.len()));
        for lang in self.analyzers.keys() {
            put_number(&mut about, lang.number());
        }
        let (sorted, numbers) = sorted(std::mem::take(&mut self.terms));
        let (rows, forward, lists) = self.articles_by_term(&numbers);
        let (mut terms, mut words, mut postings) = (Vec::new(), Vec::new(), Vec::new());
        for (term, list) in sorted.iter().zip(&lists) {
            terms.extend(narrow(words.len()).to_le_bytes());
            terms.extend(narrow(postings.len()).to_le_bytes());
            words.extend(term.as_bytes());
            list.write(&mut postings);
        }
        terms.extend(narrow(words.len()).to_le_bytes());
        terms.extend(narrow(postings.len()).to_le_bytes());
        let (blocks, texts) = self.texts.finish();
        file::write(&[
            about,
            rows,
            self.passages,
            self.names,
            terms,
            words,
            postings,
            forward,
            blocks,
            texts,
        ])
    }

    /// The articles' rows, what they are made of with terms by their final numbers, and the postings of each term.
    fn articles_by_term(&self, numbers: &[u32]) -> (Vec<u8>, Vec<u8>, Vec<Postings>) {
        let average = self.average();
        let (mut rows, mut forward) = (Vec::new(), Vec::new());
        let mut lists: Vec<Postings> = Vec::new();
        lists.resize_with(numbers.len(), Postings::default);
        let ends = self.articles.iter().skip(1).map(|row| row.forward as usize);
        let ends = ends.chain([self.forward.len()]);
        for ((article, row), end) in (0..).zip(&self.articles).zip(ends) {
            put_row(&mut rows, row, forward.len());
            let own = self.forward.get(row.forward as usize..end);
            let mut entries = forward::read(own.unwrap_or_default());
            for Entry { term, .. } in &mut entries {
                *term = numbers.get(*term as usize).copied().unwrap_or_default();
            }
            entries.sort_unstable_by_key(|entry| entry.term);
            for entry in &entries {
                let counts = entry.counts();
                // A word that only stands in a heading above a passage is counted as a heading's.
                if let Some(list) = lists.get_mut(entry.term as usize)
                    && counts != [0; 4]
                {
                    list.add(article, gain::packed(counts, row.lengths, average));
                }
            }
            forward::write(&entries, &mut forward);
        }
        let end = Row {
            names: narrow(self.names.len()),
            first_passage: self.passage_count,
            forward: 0,
            group: 0,
            lengths: [0; 4],
        };
        put_row(&mut rows, &end, forward.len());
        (rows, forward, lists)
    }

    /// Average number of words of titles, headings, keywords and bodies.
    fn average(&self) -> [f32; 4] {
        let mut sums = [0_u64; 4];
        for row in &self.articles {
            for (sum, length) in sums.iter_mut().zip(row.lengths) {
                *sum += u64::from(length);
            }
        }
        let count = self.articles.len().max(1);
        #[expect(clippy::cast_precision_loss, reason = "an average needs no more")]
        sums.map(|sum| sum as f32 / count as f32)
    }
}

/// The terms in order, and for each number of arrival the place in that order.
fn sorted(terms: HashMap<Box<str>, u32>) -> (Vec<Box<str>>, Vec<u32>) {
    let mut sorted: Vec<(Box<str>, u32)> = terms.into_iter().collect();
    sorted.sort_unstable();
    let mut numbers = vec![0; sorted.len()];
    for (place, (_, number)) in (0..).zip(&sorted) {
        if let Some(slot) = numbers.get_mut(*number as usize) {
            *slot = place;
        }
    }
    (sorted.into_iter().map(|(term, _)| term).collect(), numbers)
}

fn put_row(rows: &mut Vec<u8>, row: &Row, forward: usize) {
    for number in [row.names, row.first_passage, narrow(forward), row.group] {
        rows.extend(number.to_le_bytes());
    }
}

/// The headings above a passage.
fn way(headings: &[Heading], mut heading: Option<usize>) -> Vec<&str> {
    let mut way = Vec::new();
    while let Some(Heading { text, parent }) = heading.and_then(|at| headings.get(at)) {
        way.push(text.as_str());
        heading = parent.filter(|parent| Some(*parent) < heading);
    }
    way
}

fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
