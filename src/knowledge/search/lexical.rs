//! Finding articles by their words: BM25F over title, headings, keywords and body, and the passage of each that answers
//! best.

use crate::knowledge::common::Common;
use crate::knowledge::index::Compiled;
use crate::knowledge::index::gain::{B, K1, number, unpacked};
use crate::knowledge::words::Lang;

use super::query::Word;

/// How much the best passage counts once more, by itself.
const PASSAGE: f32 = 0.5;
/// General English is believed like this many articles when the rarity of a word is judged: a small knowledge base
/// alone does not know that "today" is common.
const PRIOR: f32 = 100.0;
/// Words in a usual passage.
const PASSAGE_WORDS: f32 = 50.0;

/// What the words of a query find in each article.
#[derive(Debug)]
pub(super) struct Sums {
    pub(super) score: Vec<f32>,
    /// How much of the query's weight the article has.
    pub(super) weight: Vec<f32>,
    /// The weight of the whole query.
    pub(super) asked: f32,
    /// The terms that stand for the query's words, with what one more occurrence says; sorted, each once.
    terms: Vec<(u32, f32)>,
}

/// An article's passages beside the query.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct InPassages {
    /// What its best passage has of the query, by its text alone.
    most: f32,
    /// The passage that has most of it with the headings above; the first of equals, for what an article says first is
    /// what it is about.
    pub(super) best: usize,
}

/// Sums up what each article has of the words. Cheap: a list of articles a word.
pub(super) fn sums(index: &Compiled, common: &Common, words: &[Word]) -> Sums {
    let mut sums = Sums {
        score: vec![0.0; index.articles()],
        weight: vec![0.0; index.articles()],
        asked: 0.0,
        terms: Vec::new(),
    };
    for word in words {
        sums.asked += sums.add(index, common, word);
    }
    sums.terms
        .sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    sums.terms.dedup_by_key(|term| term.0);
    sums
}

impl Sums {
    /// Adds what one word finds; gives the word's weight in the query.
    fn add(&mut self, index: &Compiled, common: &Common, word: &Word) -> f32 {
        let mut weight = None;
        let mut gains: Vec<(u32, f32, f32)> = Vec::new();
        for &(term, factor) in &word.ways {
            let text = index
                .term(term)
                .and_then(|text| std::str::from_utf8(text).ok());
            let have = index.frequency(term);
            let idf = rarity(index, common, text.unwrap_or_default(), have);
            let weight = *weight.get_or_insert(idf);
            let factor = factor * word.factor;
            let said = factor * idf;
            self.terms.push((narrow(term), said));
            // One way to say it is the usual case, and needs no second pass.
            if word.ways.len() == 1 {
                index.postings(term, |article, gain| {
                    let at = article as usize;
                    add_to(&mut self.score, at, said * unpacked(gain));
                    add_to(&mut self.weight, at, factor * weight);
                });
            } else {
                index.postings(term, |article, gain| {
                    gains.push((article, said * unpacked(gain), factor * weight));
                });
            }
        }
        // Of several ways to say a word, the one that says most counts.
        gains.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        gains.dedup_by_key(|gain| gain.0);
        for (article, score, found) in gains {
            add_to(&mut self.score, article as usize, score);
            add_to(&mut self.weight, article as usize, found);
        }
        let weight = weight.unwrap_or_else(|| rarity(index, common, &word.stem, 0));
        weight * word.factor
    }

    /// Looks into an article's passages, and adds what the best has by itself to the article's score.
    pub(super) fn look_into(&mut self, index: &Compiled, article: usize) -> InPassages {
        let passages = index.passages_of(article);
        let mut text = vec![0.0_f32; passages.len()];
        let mut all = text.clone();
        let terms: Vec<u32> = self.terms.iter().map(|(term, _)| *term).collect();
        index.find_in(article, &terms, |at, passage, count, above| {
            let said = self.terms.get(at).map_or(0.0, |(_, said)| *said);
            let place = passage - passages.start;
            let long = number(index.passage_words(passage)) / PASSAGE_WORDS;
            let often = number(count) / (1.0 - B + B * long);
            add_to(&mut text, place, said * often / (K1 + often));
            let heading = if above { said / (K1 + 1.0) } else { 0.0 };
            add_to(&mut all, place, said * often / (K1 + often) + heading);
        });
        let first_best = |best: (usize, f32), (at, sum): (usize, &f32)| {
            if *sum > best.1 { (at, *sum) } else { best }
        };
        let found = InPassages {
            most: text.iter().copied().fold(0.0, f32::max),
            best: passages.start + all.iter().enumerate().fold((0, 0.0), first_best).0,
        };
        add_to(&mut self.score, article, PASSAGE * found.most);
        found
    }

    /// The text of each term that stands for a word of the query.
    pub(super) fn known<'a>(&self, index: &'a Compiled) -> Vec<&'a [u8]> {
        let terms = self.terms.iter();
        terms
            .filter_map(|(term, _)| index.term(*term as usize))
            .collect()
    }
}

/// The weight of a word by how few articles have it (and how few posts in general).
pub(super) fn rarity(index: &Compiled, common: &Common, stem: &str, articles: usize) -> f32 {
    let english = index.langs.contains(&Lang::English);
    let prior = if english { PRIOR } else { 0.0 };
    let have = ratio(articles) + prior * common.share(stem);
    let all = ratio(index.articles()) + prior;
    (1.0 + (all - have + 0.5).max(0.5) / (have + 0.5)).ln()
}

fn add_to(sums: &mut [f32], at: usize, more: f32) {
    if let Some(sum) = sums.get_mut(at) {
        *sum += more;
    }
}

fn narrow(term: usize) -> u32 {
    u32::try_from(term).unwrap_or(u32::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "counts of articles are small")]
fn ratio(count: usize) -> f32 {
    count as f32
}
