//! Articles to an index. The same articles in the same order give the same bytes.

use std::collections::{BTreeMap, HashMap};

use super::file::{self, narrow, put_number, put_text, put_texts};
use super::postings::{Fields, Postings, counted};
use crate::knowledge::article::Article;
use crate::knowledge::words::{Analyzer, Lang};
use crate::post::Millis;

/// An index under construction.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    /// Number of a term in `postings`, by its text.
    terms: HashMap<Box<str>, u32>,
    postings: Vec<Postings>,
    analyzers: BTreeMap<Lang, Analyzer>,
    articles: Vec<u8>,
    article_count: u32,
    passages: Vec<u8>,
    passage_count: u32,
    names: Vec<u8>,
    texts: Vec<u8>,
    /// Words in all titles, headings, keywords and bodies.
    words: [u64; 4],
}

/// How long an article's fields are.
#[derive(Default)]
struct Lengths {
    title: usize,
    headings: usize,
    keywords: usize,
    body: usize,
}

impl Builder {
    /// Adds an article.
    pub(crate) fn add(&mut self, article: &Article) {
        let first_passage = self.passage_count;
        let mut lengths = Lengths::default();
        self.add_fields(article, &mut lengths);
        for passage in &article.passages {
            let terms = self.terms_of(article.lang, &passage.text);
            lengths.body += terms.len();
            self.passages.extend(narrow(self.texts.len()).to_le_bytes());
            self.passages.extend(short(terms.len()).to_le_bytes());
            let heading = passage.heading.map_or(0, |at| at + 1);
            self.passages.extend(short(heading).to_le_bytes());
            self.texts.extend(passage.text.as_bytes());
            for (term, count) in counted(terms) {
                if let Some(postings) = self.postings.get_mut(term as usize) {
                    postings.add_passage(self.passage_count, count);
                }
            }
            self.passage_count += 1;
        }
        self.articles.extend(narrow(self.names.len()).to_le_bytes());
        self.articles.extend(first_passage.to_le_bytes());
        self.articles.extend(narrow(lengths.body).to_le_bytes());
        self.articles.extend(short(lengths.headings).to_le_bytes());
        self.articles.push(byte(lengths.title));
        self.articles.push(byte(lengths.keywords));
        self.add_names(article);
        self.article_count += 1;
        let all = [
            lengths.title,
            lengths.headings,
            lengths.keywords,
            lengths.body,
        ];
        for (sum, len) in self.words.iter_mut().zip(all) {
            *sum += len as u64;
        }
    }

    /// Title, headings and keywords: one posting an article and term.
    fn add_fields(&mut self, article: &Article, lengths: &mut Lengths) {
        let lang = article.lang;
        let mut fields: BTreeMap<u32, Fields> = BTreeMap::new();
        for term in self.terms_of(lang, &article.title) {
            lengths.title += 1;
            let count = &mut fields.entry(term).or_default().title;
            *count = count.saturating_add(1);
        }
        for heading in &article.headings {
            for term in self.terms_of(lang, &heading.text) {
                lengths.headings += 1;
                let count = &mut fields.entry(term).or_default().headings;
                *count = count.saturating_add(1);
            }
        }
        for keyword in &article.keywords {
            for term in self.terms_of(lang, keyword) {
                lengths.keywords += 1;
                let count = &mut fields.entry(term).or_default().keywords;
                *count = count.saturating_add(1);
            }
        }
        for (term, fields) in fields {
            if let Some(postings) = self.postings.get_mut(term as usize) {
                postings.add_fields(self.article_count, fields);
            }
        }
    }

    fn add_names(&mut self, article: &Article) {
        put_text(&mut self.names, &article.path);
        put_text(&mut self.names, &article.title);
        put_text(&mut self.names, article.url.as_deref().unwrap_or_default());
        put_text(
            &mut self.names,
            article.updated.as_deref().unwrap_or_default(),
        );
        put_number(&mut self.names, article.lang.number());
        // Most articles have no translations.
        let alone = article.group == article.path;
        put_text(&mut self.names, if alone { "" } else { &article.group });
        put_text(&mut self.names, &article.tag);
        put_texts(&mut self.names, &article.breadcrumb);
        put_texts(&mut self.names, &article.keywords);
        self.names.extend(article.fingerprint.to_le_bytes());
        put_number(&mut self.names, narrow(article.headings.len()));
        for heading in &article.headings {
            put_number(
                &mut self.names,
                narrow(heading.parent.map_or(0, |at| at + 1)),
            );
            put_text(&mut self.names, &heading.text);
        }
    }

    /// The numbers of the terms in `text`, in order.
    fn terms_of(&mut self, lang: Lang, text: &str) -> Vec<u32> {
        let Self {
            terms,
            postings,
            analyzers,
            ..
        } = self;
        let mut numbers = Vec::new();
        let analyzer = analyzers.entry(lang).or_insert_with(|| Analyzer::new(lang));
        analyzer.terms(text, |term, _| {
            let number = terms.get(term).copied().unwrap_or_else(|| {
                postings.push(Postings::default());
                let number = narrow(postings.len() - 1);
                terms.insert(term.into(), number);
                number
            });
            numbers.push(number);
        });
        numbers
    }

    /// The index file.
    pub(crate) fn finish(mut self, source: &str, built: Millis) -> Vec<u8> {
        // One row more than there are passages: the end of the last.
        self.passages.extend(narrow(self.texts.len()).to_le_bytes());
        self.passages.extend([0; file::PASSAGE_ROW - 4]);
        let mut about = Vec::new();
        put_text(&mut about, source);
        about.extend(built.to_le_bytes());
        for sum in self.words {
            let count = u64::from(self.article_count).max(1);
            #[expect(clippy::cast_precision_loss, reason = "an average needs no more")]
            about.extend((sum as f32 / count as f32).to_le_bytes());
        }
        put_number(&mut about, narrow(self.analyzers.len()));
        for lang in self.analyzers.keys() {
            put_number(&mut about, lang.number());
        }
        let (term_rows, words, postings) = self.sorted_terms();
        let (blocks, texts) = file::pack(&self.texts);
        file::write(&[
            about,
            self.articles,
            self.passages,
            self.names,
            term_rows,
            words,
            postings,
            blocks,
            texts,
        ])
    }

    fn sorted_terms(&self) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
        let mut sorted: Vec<(&str, u32)> = self
            .terms
            .iter()
            .map(|(term, number)| (&**term, *number))
            .collect();
        sorted.sort_unstable();
        let (mut rows, mut words, mut postings) = (Vec::new(), Vec::new(), Vec::new());
        for (term, number) in sorted {
            rows.extend(narrow(words.len()).to_le_bytes());
            rows.extend(narrow(postings.len()).to_le_bytes());
            words.extend(term.as_bytes());
            if let Some(list) = self.postings.get(number as usize) {
                list.write(&mut postings);
            }
        }
        rows.extend(narrow(words.len()).to_le_bytes());
        rows.extend(narrow(postings.len()).to_le_bytes());
        (rows, words, postings)
    }
}

fn short(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn byte(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
