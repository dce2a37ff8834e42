//! What was found, as it is shown: title, the way to the passage, the passage, and the query's words in it.

use super::Hit;
use super::common::Common;
use super::index::Compiled;
use super::query::{SameWords, Word};
use super::search::{Found, search};
use super::words::Analyzer;
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
    let answer = search(index, same, common, text, top);
    let best = answer.found.first().map_or(0.0, |found| found.score);
    let mut marker = Marker::new(index, &answer.words);
    answer
        .found
        .iter()
        .filter(|found| !only_good || found.is_good(best))
        .filter_map(|found| marker.hit(found))
        .collect()
}

/// Makes what was found into what is shown, with the query's words marked.
struct Marker<'a> {
    index: &'a Compiled,
    analyzers: Vec<Analyzer>,
    /// The terms that stand for the query's words.
    terms: Vec<&'a [u8]>,
}

impl<'a> Marker<'a> {
    fn new(index: &'a Compiled, words: &[Word]) -> Self {
        let ways = words.iter().flat_map(|word| &word.ways);
        Self {
            index,
            analyzers: index
                .langs
                .iter()
                .map(|&lang| Analyzer::new(lang))
                .collect(),
            terms: ways.filter_map(|(term, _)| index.term(*term)).collect(),
        }
    }

    fn hit(&mut self, found: &Found) -> Option<Hit> {
        let names = self.index.names(found.article)?;
        let passage = self.index.passage_text(found.passage)?;
        let mut breadcrumb = Vec::new();
        let mut heading = self.index.passage_heading(found.passage);
        // Parents come before their children: the way up ends.
        while let Some((parent, text)) = heading.and_then(|at| names.headings.get(at)) {
            breadcrumb.insert(0, (*text).to_owned());
            heading = parent.filter(|parent| Some(*parent) < heading);
        }
        Some(Hit {
            article: names.path.to_owned(),
            title: names.title.to_owned(),
            url: names.url.map(str::to_owned),
            updated: names.updated.map(str::to_owned),
            breadcrumb,
            matches: self.matches(found.article, &passage),
            passage,
            score: found.score,
            coverage: found.coverage,
        })
    }

    fn matches(&mut self, article: usize, passage: &str) -> Vec<Span> {
        let lang = self.index.names(article).map(|names| names.lang);
        let mut spans: Vec<Span> = Vec::new();
        let terms = &self.terms;
        for analyzer in &mut self.analyzers {
            if Some(analyzer.lang()) == lang {
                analyzer.terms(passage, |term, span| {
                    if terms.contains(&term.as_bytes()) && spans.last() != Some(&span) {
                        spans.push(span);
                    }
                });
            }
        }
        spans
    }
}
