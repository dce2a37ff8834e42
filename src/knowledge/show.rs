//! What was found, as it is shown: title, the way to the passage, the passage, and the query's words in it.

use std::collections::{BTreeMap, HashMap};

use super::Hit;
use super::common::Common;
use super::index::{Compiled, Names};
use super::query::SameWords;
use super::search::{Answer, Found, search};
use super::words::{Analyzer, Lang};
use crate::span::Span;

/// The best `top` articles as they are shown; with `only_good`, those that are good enough to be shown unasked.
pub(super) fn hits(
    index: &Compiled,
    same: &SameWords,
    common: &Common,
    text: &str,
    top: usize,
    only_good: bool,
) -> Vec<Hit> {
    // One more than asked for: whether the best is good shows beside the next.
    let answer = search(index, same, common, text, top.max(1) + 1);
    let mut marker = Marker::new(index, &answer);
    let chosen: Vec<&Found> = if only_good {
        answer.good().collect()
    } else {
        answer.found.iter().collect()
    };
    chosen
        .into_iter()
        .take(top)
        .filter_map(|found| marker.hit(found))
        .collect()
}

/// Makes what was found into what is shown.
struct Marker<'a> {
    index: &'a Compiled,
    answer: &'a Answer,
    analyzers: Vec<Analyzer>,
    /// The terms that stand for the query's words, with what one occurrence says.
    terms: HashMap<&'a [u8], f32>,
}

impl<'a> Marker<'a> {
    fn new(index: &'a Compiled, answer: &'a Answer) -> Self {
        let terms = answer.terms.iter();
        Self {
            index,
            answer,
            analyzers: index
                .langs
                .iter()
                .map(|&lang| Analyzer::new(lang))
                .collect(),
            terms: terms
                .filter_map(|(term, gain)| Some((index.term(*term)?, *gain)))
                .collect(),
        }
    }

    fn hit(&mut self, found: &Found) -> Option<Hit> {
        let names = self.index.names(found.article)?;
        let best = self.best_passage(found.article, &names);
        let passage = self.index.passage_text(best)?;
        let mut matches: Vec<Span> = Vec::new();
        self.known_words(names.lang, &passage, |span, _| {
            if matches.last() != Some(&span) {
                matches.push(span);
            }
        });
        Some(Hit {
            article: names.path.to_owned(),
            title: names.title.to_owned(),
            url: names.url.map(str::to_owned),
            updated: names.updated.map(str::to_owned),
            group: names.group.to_owned(),
            lang: names.tag.to_owned(),
            breadcrumb: names
                .breadcrumb
                .iter()
                .copied()
                .chain(way(&names, self.index.passage_heading(best)))
                .map(str::to_owned)
                .collect(),
            passage,
            matches,
            score: found.score,
            coverage: found.coverage,
        })
    }

    /// The passage that has most of the query, in itself and in the headings above it; the first of equals, for what an
    /// article says first is what it is about.
    fn best_passage(&mut self, article: usize, names: &Names) -> usize {
        let passages = self.index.passages_of(article);
        let mut best = (passages.start, f32::MIN);
        let mut above = (None, 0.0);
        for passage in passages {
            let heading = self.index.passage_heading(passage);
            if above.0 != heading {
                above = (heading, self.said(names.lang, &way(names, heading)));
            }
            let score = self
                .answer
                .passages
                .get(passage)
                .copied()
                .unwrap_or_default()
                + above.1;
            if score > best.1 {
                best = (passage, score);
            }
        }
        best.0
    }

    /// What the texts say of the query, each word once.
    fn said(&mut self, lang: Lang, texts: &[&str]) -> f32 {
        // In order, for sums of fractions depend on it.
        let mut said: BTreeMap<String, f32> = BTreeMap::new();
        for text in texts {
            self.known_words(lang, text, |span, gain| {
                said.insert(span.slice(text).to_lowercase(), gain);
            });
        }
        said.values().sum()
    }

    /// The words of `text` that the query has.
    fn known_words(&mut self, lang: Lang, text: &str, mut each: impl FnMut(Span, f32)) {
        let analyzer = self
            .analyzers
            .iter_mut()
            .find(|analyzer| analyzer.lang() == lang);
        if let Some(analyzer) = analyzer {
            analyzer.terms(text, |term, span| {
                if let Some(gain) = self.terms.get(term.as_bytes()) {
                    each(span, *gain);
                }
            });
        }
    }
}

/// The headings above a passage, outermost first.
fn way<'a>(names: &Names<'a>, mut heading: Option<usize>) -> Vec<&'a str> {
    let mut way = Vec::new();
    // Parents come before their children, so the way up ends.
    while let Some((parent, text)) = heading.and_then(|at| names.headings.get(at)) {
        way.insert(0, *text);
        heading = parent.filter(|parent| Some(*parent) < heading);
    }
    way
}
