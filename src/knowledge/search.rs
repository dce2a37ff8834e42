//! Finding articles: BM25F over title, headings, keywords and body, and the passage of each that answers best.

use super::common::Common;
use super::index::{Compiled, Fields};
use super::query::{self, SameWords, Word};
use super::words::Lang;

/// Saturation and length normalisation, in the range that the literature gives (Robertson and Zaragoza, 2009).
const K1: f32 = 2.0;
const B: f32 = 0.75;
/// How much a word counts in title, headings and keywords, where one in the body counts 1.
const WEIGHTS: [f32; 4] = [1.0, 1.5, 2.0, 1.0];
/// How much the title counts once more, by itself: it says what an article is about, whatever the length of the rest.
/// Chosen, as the others here, on sentences of technical manuals that refer to another page, and on requests sorted by
/// intent: more is better for the former, less for the latter.
const TITLE: f32 = 2.0;
/// Saturation of the title by itself, where a word stands once.
const TITLE_K1: f32 = 1.2;
/// How much the best passage counts once more, by itself.
const PASSAGE: f32 = 0.5;
/// General English is believed like this many articles when the rarity of a word is judged: a small knowledge base
/// alone does not know that "today" is common.
const PRIOR: f32 = 100.0;
/// What an article must have to be suggested unasked. Chosen so that fewer than one in a hundred posts about other
/// matters gets a suggestion: complaints and small talk against technical manuals (0.6 %) and against a bank's answers
/// (0.2 %), while 97 and 75 of a hundred questions whose article comes first are still answered.
const GOOD_STRENGTH: f32 = 0.6;
/// The same for what the article has of the query, absolutely: one rare word is no match.
const GOOD_WEIGHT: f32 = 5.0;
/// Long posts say much that no article answers, so their strength is low. They get a suggestion all the same where the
/// article has as much of them as this many of the rarest words would say …
const GOOD_EVIDENCE: f32 = 1.85;
/// … and so many times what the next article has. On the practice timeline a third of the complaints and questions
/// then gets an article, nine in ten of them the right one; of posts to other trades two in a hundred do.
const GOOD_LEAD: f32 = 1.25;
/// And beside the best article found.
const GOOD_BESIDE: f32 = 0.6;
/// Words in a usual passage.
const PASSAGE_WORDS: f32 = 50.0;

/// An article that has some of the words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) article: usize,
    pub(super) score: f32,
    /// Share of the query's weight that the article has.
    pub(super) coverage: f32,
    /// The share of the query's weight, in rare words: how much there is to go by.
    weight: f32,
    /// The score against the query's weight: comparable between queries.
    strength: f32,
    /// The score against what the rarest word says: how many such words it is worth.
    evidence: f32,
}

impl Found {
    /// Whether it answers most of what was asked.
    fn is_strong(&self) -> bool {
        self.strength >= GOOD_STRENGTH && self.weight >= GOOD_WEIGHT
    }
}

/// A query made ready, and what it found.
#[derive(Debug)]
pub(super) struct Answer {
    /// Best first.
    pub(super) found: Vec<Found>,
    /// What each passage of the index has of the query.
    pub(super) passages: Vec<f32>,
    /// The terms that stand for the query's words, with what one more occurrence says.
    pub(super) terms: Vec<(usize, f32)>,
}

/// Where one term occurs.
struct Occurrences {
    /// For each article: how often in title, headings, keywords and body.
    articles: Vec<(usize, [u32; 4])>,
    /// For each passage: how often.
    passages: Vec<(usize, u32)>,
}

/// Sums under way, by article and by passage.
struct Sums {
    score: Vec<f32>,
    weight: Vec<f32>,
    passage: Vec<f32>,
    terms: Vec<(usize, f32)>,
}

/// The best `top` articles for `text`.
pub(super) fn search(
    index: &Compiled,
    same: &SameWords,
    common: &Common,
    text: &str,
    top: usize,
) -> Answer {
    let words = query::read(index, same, text);
    let mut sums = Sums {
        score: vec![0.0; index.articles()],
        weight: vec![0.0; index.articles()],
        passage: vec![0.0; index.passages()],
        terms: Vec::new(),
    };
    let asked: f32 = words.iter().map(|word| sums.add(index, common, word)).sum();
    sums.add_best_passages(index);
    let at = |sums: &[f32], at: usize| sums.get(at).copied().unwrap_or_default();
    let mut order: Vec<usize> = (0..index.articles())
        .filter(|&article| at(&sums.score, article) > 0.0)
        .collect();
    order.sort_by(|&a, &b| {
        let (a_score, b_score) = (at(&sums.score, a), at(&sums.score, b));
        b_score.total_cmp(&a_score).then(a.cmp(&b))
    });
    order.truncate(top);
    let rarest = rarity(index, common, "", 0).max(f32::MIN_POSITIVE);
    let found = order
        .into_iter()
        .map(|article| {
            let (score, weight) = (at(&sums.score, article), at(&sums.weight, article));
            let asked = asked.max(f32::MIN_POSITIVE);
            Found {
                article,
                score,
                coverage: (weight / asked).min(1.0),
                weight,
                strength: score / asked,
                evidence: score / rarest,
            }
        })
        .collect();
    Answer {
        found,
        passages: sums.passage,
        terms: sums.terms,
    }
}

impl Answer {
    /// Those that are shown to somebody who did not ask for them, the best first.
    pub(super) fn good(&self) -> impl Iterator<Item = &Found> {
        let best = self.found.first();
        let next = self.found.get(1).map_or(0.0, |found| found.score);
        let clear = best
            .is_some_and(|best| best.evidence >= GOOD_EVIDENCE && best.score >= GOOD_LEAD * next);
        let floor = best.map_or(0.0, |best| GOOD_BESIDE * best.score);
        self.found.iter().filter(move |found| {
            let enough = found.is_strong() || (clear && found.evidence >= GOOD_EVIDENCE);
            enough && found.score >= floor
        })
    }
}

impl Sums {
    /// Adds what one word finds; gives the word's weight in the query.
    fn add(&mut self, index: &Compiled, common: &Common, word: &Word) -> f32 {
        let mut weight = None;
        let mut gains: Vec<(usize, f32, f32)> = Vec::new();
        for &(term, factor) in &word.ways {
            let found = occurrences(index, term);
            let text = index
                .term(term)
                .and_then(|text| std::str::from_utf8(text).ok());
            let idf = rarity(
                index,
                common,
                text.unwrap_or_default(),
                found.articles.len(),
            );
            let weight = *weight.get_or_insert(idf);
            self.terms.push((term, factor * idf / (K1 + 1.0)));
            for (article, counts) in &found.articles {
                let gain = factor * idf * gain(index, *article, counts);
                gains.push((*article, gain, factor * weight));
            }
            for &(passage, count) in &found.passages {
                let long = number(index.passage_words(passage)) / PASSAGE_WORDS;
                let often = number(count) / (1.0 - B + B * long);
                if let Some(sum) = self.passage.get_mut(passage) {
                    *sum += factor * idf * often / (K1 + often);
                }
            }
        }
        // Of several ways to say a word, the one that says most counts.
        gains.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        gains.dedup_by_key(|gain| gain.0);
        for (article, score, found) in gains {
            if let Some(sum) = self.score.get_mut(article) {
                *sum += score;
            }
            if let Some(sum) = self.weight.get_mut(article) {
                *sum += found;
            }
        }
        weight.unwrap_or_else(|| rarity(index, common, &word.stem, 0))
    }

    /// Adds what the best passage of each article has by itself.
    fn add_best_passages(&mut self, index: &Compiled) {
        for (article, score) in self.score.iter_mut().enumerate() {
            if *score > 0.0 {
                let passages = self.passage.get(index.passages_of(article));
                let best = passages.unwrap_or_default().iter().copied();
                *score += PASSAGE * best.fold(0.0, f32::max);
            }
        }
    }
}

/// The weight of a word by how few articles have it (and how few posts in general).
fn rarity(index: &Compiled, common: &Common, stem: &str, articles: usize) -> f32 {
    let english = index.langs.contains(&Lang::English);
    let prior = if english { PRIOR } else { 0.0 };
    let have = ratio(articles) + prior * common.share(stem);
    let all = ratio(index.articles()) + prior;
    (1.0 + (all - have + 0.5).max(0.5) / (have + 0.5)).ln()
}

/// What a word that is so often in the fields of an article says, by BM25F, and by BM25 for the title alone.
fn gain(index: &Compiled, article: usize, counts: &[u32; 4]) -> f32 {
    let lengths = index.row(article).unwrap_or_default().lengths;
    let fields = counts.iter().zip(lengths).zip(index.average);
    let mut often = fields.map(|((count, length), average)| {
        number(*count) / (1.0 - B + B * number(length) / average.max(0.01))
    });
    let title = often.next().unwrap_or_default();
    let [weight, rest @ ..] = WEIGHTS;
    let rest = often.zip(rest).map(|(often, weight)| often * weight);
    let all = title * weight + rest.sum::<f32>();
    all / (K1 + all) + TITLE * title / (TITLE_K1 + title)
}

fn occurrences(index: &Compiled, term: usize) -> Occurrences {
    let mut articles: Vec<(usize, [u32; 4])> = Vec::new();
    let mut passages = Vec::new();
    index.postings(
        term,
        |article, fields| {
            let Fields {
                title,
                headings,
                keywords,
            } = fields;
            let counts = [title, headings, keywords, 0].map(u32::from);
            articles.push((article as usize, counts));
        },
        |passage, count| passages.push((passage as usize, count)),
    );
    let mut bodies: Vec<(usize, [u32; 4])> = Vec::new();
    let mut article = 0;
    for &(passage, count) in &passages {
        while article < index.articles() && index.passages_of(article).end <= passage {
            article += 1;
        }
        match bodies.last_mut() {
            Some((last, [.., body])) if *last == article => *body += count,
            _ => bodies.push((article, [0, 0, 0, count])),
        }
    }
    articles.extend(bodies);
    articles.sort_by_key(|(article, _)| *article);
    articles.dedup_by(|b, a| {
        let same = a.0 == b.0;
        if same {
            a.1.iter_mut().zip(b.1).for_each(|(a, b)| *a += b);
        }
        same
    });
    Occurrences { articles, passages }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn number(count: u32) -> f32 {
    count as f32
}

#[expect(clippy::cast_precision_loss, reason = "counts of articles are small")]
fn ratio(count: usize) -> f32 {
    count as f32
}
