//! What was found, as it is shown: title, the way to the passage, the passage, and the query's words in it.

use std::collections::HashSet;

use super::fuse::{self, Found};
use super::{Ask, SameWords};
use crate::knowledge::Hit;
use crate::knowledge::common::Common;
use crate::knowledge::index::{Compiled, Names};
use crate::knowledge::sense::Sense;
use crate::knowledge::words::{Analyzer, Lang, same_language};
use crate::span::Span;

/// The best articles as they are shown, each in the customer's language if it is there.
pub(in crate::knowledge) fn hits(
    index: &Compiled,
    sense: &Sense,
    same: &SameWords,
    common: &Common,
    ask: &Ask,
) -> Vec<Hit> {
    let (mut found, mut sums) = fuse::find(index, sense, same, common, ask);
    found.retain(|found| found.good || !ask.only_good);
    let mut marker = Marker::new(index, sums.known(index));
    let mut groups = HashSet::new();
    let mut hits = Vec::new();
    for one in found {
        if hits.len() >= ask.top {
            break;
        }
        if !groups.insert(index.group(one.article)) {
            continue;
        }
        let article = translation(index, one.article, ask);
        let passage = if article == one.article {
            one.passage
        } else {
            sums.look_into(index, article).best
        };
        hits.extend(marker.hit(&one, article, passage, ask));
    }
    hits
}

/// One article as an answer, whatever it is worth.
pub(in crate::knowledge) fn answer(
    index: &Compiled,
    sense: &Sense,
    same: &SameWords,
    common: &Common,
    group: &str,
    ask: &Ask,
) -> Option<Hit> {
    let of_group = |&article: &usize| {
        index
            .names(article)
            .is_some_and(|names| names.group == group)
    };
    let first = (0..index.articles()).find(of_group)?;
    let article = translation(index, first, ask);
    let (found, mut sums) = fuse::find(index, sense, same, common, ask);
    let known = found
        .into_iter()
        .find(|found| index.group(found.article) == index.group(first));
    let one = known.unwrap_or_else(|| Found::unknown(article));
    let passage = sums.look_into(index, article).best;
    Marker::new(index, sums.known(index)).hit(&one, article, passage, ask)
}

/// Of an article's translations, the one to show: the customer's language, else the brand's, else the one found.
fn translation(index: &Compiled, article: usize, ask: &Ask) -> usize {
    let group = index.group(article);
    let of = |article: usize| index.names(article).map(|names| names.tag.to_owned());
    let speaks = |lang: Option<&str>, article: usize| {
        let usual = ask.usual.unwrap_or("en");
        lang.is_some_and(|lang| {
            of(article)
                .is_some_and(|tag| same_language(if tag.is_empty() { usual } else { &tag }, lang))
        })
    };
    if ask.lang.is_none() || speaks(ask.lang, article) {
        return article;
    }
    let members: Vec<usize> = (group..index.articles())
        .filter(|&member| index.group(member) == group)
        .collect();
    let find = |lang: Option<&str>| members.iter().copied().find(|&member| speaks(lang, member));
    find(ask.lang)
        .or_else(|| find(ask.usual))
        .unwrap_or(article)
}

/// Makes what was found into what is shown.
struct Marker<'a> {
    index: &'a Compiled,
    analyzers: Vec<Analyzer>,
    /// The terms that stand for the query's words.
    terms: HashSet<&'a [u8]>,
}

impl<'a> Marker<'a> {
    fn new(index: &'a Compiled, terms: Vec<&'a [u8]>) -> Self {
        Self {
            index,
            analyzers: index
                .langs
                .iter()
                .map(|&lang| Analyzer::looking_for(lang, terms.iter().copied()))
                .collect(),
            terms: terms.into_iter().collect(),
        }
    }

    fn hit(&mut self, found: &Found, article: usize, passage: usize, ask: &Ask) -> Option<Hit> {
        let names = self.index.names(article)?;
        let text = self.index.passage_text(passage)?;
        let matches = self.known_words(names.lang, &text);
        let above = way(&names, self.index.passage_heading(passage));
        let tag = if names.tag.is_empty() {
            ask.usual.unwrap_or_default()
        } else {
            names.tag
        };
        Some(Hit {
            article: names.path.to_owned(),
            title: names.title.to_owned(),
            url: names.url.map(str::to_owned),
            updated: names.updated.map(str::to_owned),
            group: names.group.to_owned(),
            lang: tag.to_owned(),
            other_language: ask
                .lang
                .is_some_and(|lang| !tag.is_empty() && !same_language(tag, lang)),
            breadcrumb: names
                .breadcrumb
                .iter()
                .copied()
                .chain(above)
                .map(str::to_owned)
                .collect(),
            passage: text,
            matches,
            score: found.score,
            coverage: found.coverage,
            good: found.good,
        })
    }

    /// The words of `text` that the query has.
    fn known_words(&mut self, lang: Lang, text: &str) -> Vec<Span> {
        let mut matches: Vec<Span> = Vec::new();
        let analyzer = self
            .analyzers
            .iter_mut()
            .find(|analyzer| analyzer.lang() == lang);
        if let Some(analyzer) = analyzer {
            analyzer.terms(text, |term, span| {
                if self.terms.contains(term.as_bytes()) && matches.last() != Some(&span) {
                    matches.push(span);
                }
            });
        }
        matches
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
