//! Building a knowledge base, one document at a time, from nothing or from what was there before.

use std::collections::{HashMap, HashSet};

use super::article::{self, Article};
use super::index::{Builder, Compiled};
use super::passage::{Heading, Passage};
use super::{Document, Index};
use crate::post::Millis;
use crate::problem::Problem;

/// A knowledge base under construction. It holds no document: each is read, packed and let go.
#[derive(Debug)]
pub struct Build {
    builder: Builder,
    /// Empty, or accepted.
    base_url: String,
    old: Option<Index>,
    /// Number of each article in `old`, by its path.
    old_paths: HashMap<String, usize>,
    paths: HashSet<String>,
    problems: Vec<Problem>,
    changes: Changes,
}

/// What an import changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Articles that were not there before.
    pub new: usize,
    /// Articles that are different now.
    pub changed: usize,
    /// Articles that are as they were.
    pub same: usize,
    /// Articles that are no longer there.
    pub gone: usize,
}

/// A knowledge base that was built.
#[derive(Debug)]
pub struct Built {
    /// It.
    pub index: Index,
    /// What was left out or is odd, by document.
    pub problems: Vec<Problem>,
    /// Beside what was there before.
    pub changes: Changes,
}

impl Build {
    /// Begins. Documents without an address get one from `base_url` and their path, unless it is empty; `old` is what
    /// the same source gave the last time.
    #[must_use]
    pub fn new(base_url: &str, old: Option<Index>) -> Self {
        let mut problems = Vec::new();
        let base_url = base_url.trim();
        let base = article::check_url(base_url).unwrap_or_else(|fault| {
            if !base_url.is_empty() {
                problems.push(Problem::warning(
                    "import.base_url",
                    "base URL",
                    format!("The address {fault}. Write one that begins with https://. Articles get no address from it."),
                ));
            }
            String::new()
        });
        let old_paths = old.as_ref().map_or_else(HashMap::new, |old| {
            let paths = (0..old.compiled.articles()).filter_map(|at| {
                let names = old.compiled.names(at)?;
                Some((names.path.to_owned(), at))
            });
            paths.collect()
        });
        Self {
            builder: Builder::default(),
            base_url: base,
            old,
            old_paths,
            paths: HashSet::new(),
            problems,
            changes: Changes::default(),
        }
    }

    /// Adds a document; one that is no article, or has a path that another has, is named in the problems.
    pub fn add(&mut self, document: &Document) {
        let (article, faults) = article::read(document, &self.base_url);
        self.problems.extend(faults);
        let Some(article) = article else { return };
        if !self.paths.insert(document.path.clone()) {
            self.problems.push(Problem::error(
                "article.twice",
                format!("{}:1", document.path),
                "Another article has this path already; this one is left out. Give it a path of its own.",
            ));
            return;
        }
        let before = self.old_paths.get(&document.path).and_then(|&at| {
            let names = self.old.as_ref()?.compiled.names(at)?;
            Some(names.fingerprint)
        });
        match before {
            None => self.changes.new += 1,
            Some(before) if before == article.fingerprint => self.changes.same += 1,
            Some(_) => self.changes.changed += 1,
        }
        self.builder.add(&article);
    }

    /// Adds the article with this path as it was before; false if there was none.
    pub fn same(&mut self, path: &str) -> bool {
        let article = self.old_paths.get(path).and_then(|&at| {
            let old = self.old.as_ref()?;
            carried(&old.compiled, at)
        });
        let Some(article) = article.filter(|_| !self.paths.contains(path)) else {
            return false;
        };
        self.paths.insert(path.to_owned());
        self.changes.same += 1;
        self.builder.add(&article);
        true
    }

    /// How many articles there are by now.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.paths.len()
    }

    /// The index, with the vectors of all texts that were there before.
    #[must_use]
    pub fn finish(mut self, source: &str, now: Millis) -> Built {
        let kept = |path: &&String| self.paths.contains(*path);
        self.changes.gone = self.old_paths.len() - self.old_paths.keys().filter(kept).count();
        let bytes = self.builder.finish(source, now);
        let mut index = Index::of(Compiled::open_own(bytes));
        if let Some(old) = &self.old {
            index.take_vectors(old);
        }
        Built {
            index,
            problems: self.problems,
            changes: self.changes,
        }
    }
}

/// An article as an index has it.
fn carried(index: &Compiled, at: usize) -> Option<Article> {
    let names = index.names(at)?;
    let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let passages = index.passages_of(at).map(|passage| {
        Some(Passage {
            text: index.passage_text(passage)?,
            heading: index.passage_heading(passage),
        })
    });
    Some(Article {
        path: names.path.to_owned(),
        group: names.group.to_owned(),
        fingerprint: names.fingerprint,
        title: names.title.to_owned(),
        url: names.url.map(str::to_owned),
        updated: names.updated.map(str::to_owned),
        lang: names.lang,
        tag: names.tag.to_owned(),
        breadcrumb: own(&names.breadcrumb),
        keywords: own(&names.keywords),
        headings: names
            .headings
            .iter()
            .map(|(parent, text)| Heading {
                text: (*text).to_owned(),
                parent: *parent,
            })
            .collect(),
        passages: passages.collect::<Option<_>>()?,
    })
}
