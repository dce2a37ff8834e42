//! The knowledge base: articles in, the passage that answers out.
//!
//! ```
//! use handrail::knowledge::{Index, SourceFile};
//! let files = [SourceFile {
//!     path: "router/red-light.md".into(),
//!     text: "# The router shows a red light\n\nPull the plug, wait ten seconds and put it back.".into(),
//! }];
//! let (index, problems) = Index::build("help", "https://help.example", &files, 0);
//! assert!(problems.is_empty());
//! let hits = index.search("why does my ROUTER blink red??", 3);
//! assert_eq!(hits[0].article, "router/red-light.md");
//! assert_eq!(hits[0].url.as_deref(), Some("https://help.example/router/red-light"));
//! ```
//!
//! The way of an article: `front` (its front matter), `markdown` (blocks of text), `passage` (pieces to show),
//! `article` (all of it), `words` (terms), `index` (bytes), `sense` (what it means). The way of a query: `search`.
//! `archive` unpacks what people give us.

pub mod archive;
mod article;
mod build;
pub mod campaign;
mod common;
mod document;
pub mod first_line;
mod front;
pub mod gaps;
mod html;
mod index;
pub mod links;
mod markdown;
mod markup;
mod passage;
mod reference;
mod search;
mod sense;
pub mod source;
mod words;

use serde::{Deserialize, Serialize};

use crate::post::Millis;
use crate::problem::Problem;
use crate::span::Span;
pub use build::{Build, Built, Changes};
pub use document::{Body, Document};

use common::Common;
use index::Compiled;
pub use reference::ArticleRef;
use search::SameWords;
pub use search::{Ask, meaning};
use sense::Sense;
pub use sense::WIDTH;
pub use words::{placed_terms, terms};

/// A file of an article source: its path within the source (with `/`), and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct SourceFile {
    /// Such as `billing/refunds.md`.
    pub path: String,
    /// Markdown, optionally with front matter; HTML where the path says so.
    pub text: String,
}

/// One article found, with the passage that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article's path in its source.
    pub article: String,
    /// Its title.
    pub title: String,
    /// Where customers can read it, if the source says so.
    pub url: Option<String>,
    /// When it was last changed, as its source wrote it.
    pub updated: Option<String>,
    /// What its translations have in common.
    pub group: String,
    /// Its language as its source names it; empty where it does not.
    pub lang: String,
    /// Categories and headings above the passage, outermost first.
    pub breadcrumb: Vec<String>,
    /// The passage, plain text.
    pub passage: String,
    /// The query's words in the passage.
    pub matches: Vec<Span>,
    /// Whether it is in another language than the customer's.
    pub other_language: bool,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// How much of the query's weight (by rarity) the article holds, 0 to 1; comparable between queries.
    pub coverage: f32,
    /// Whether it is good enough to be shown to somebody who did not ask for it.
    pub good: bool,
}

/// A searchable knowledge base. Immutable: build a new one to change it.
#[derive(Clone, Debug)]
pub struct Index {
    compiled: Compiled,
    sense: Sense,
    same: SameWords,
    common: Common,
}

/// Why an index file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IndexError {
    /// Not an index at all.
    #[error("this is not a knowledge base; build one with `handrail kb build`")]
    Magic,
    /// An index of another version of Handrail.
    #[error(
        "this knowledge base is of form {found}, and form {known} is read here; build it again"
    )]
    Version {
        /// What the file says.
        found: u32,
        /// What this program writes and reads.
        known: u32,
    },
    /// The end is missing.
    #[error("this knowledge base is cut short; copy or build it again")]
    CutShort,
    /// Its bytes are not those that were written.
    #[error("this knowledge base was changed since it was built, or damaged; build it again")]
    Changed,
}

/// An article and its translations, as a list shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What its translations have in common.
    pub group: String,
    /// Its title.
    pub title: String,
    /// Where customers can read it.
    pub url: Option<String>,
    /// When it was last changed, as its source wrote it.
    pub updated: Option<String>,
    /// The languages that it is there in.
    pub langs: Vec<String>,
}

/// What the index says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Number of passages.
    pub passages: usize,
    /// Title and address of every article, in the source's order.
    pub articles: Vec<(String, Option<String>)>,
    /// Name of the source.
    pub source: String,
    /// When it was built, in milliseconds since 1970; 0 where nobody said.
    pub built: Millis,
}

impl Default for Index {
    /// An index of no articles.
    fn default() -> Self {
        Self::build("", "", &[], 0).0
    }
}

impl Index {
    /// Builds an index; files that are no articles are named in the problems and left out.
    #[must_use]
    pub fn build(
        source: &str,
        base_url: &str,
        files: &[SourceFile],
        now: Millis,
    ) -> (Self, Vec<Problem>) {
        let documents = files.iter().cloned().map(Document::from);
        Self::build_with(source, base_url, documents, now, |_| {})
    }

    /// As [`Index::build`], of documents of any kind, telling after each how many are done.
    #[must_use]
    pub fn build_with(
        source: &str,
        base_url: &str,
        documents: impl IntoIterator<Item = Document>,
        now: Millis,
        mut done: impl FnMut(usize),
    ) -> (Self, Vec<Problem>) {
        let mut build = Build::new(base_url, None);
        for (at, document) in documents.into_iter().enumerate() {
            build.add(&document);
            done(at + 1);
        }
        let built = build.finish(source, now);
        (built.index, built.problems)
    }

    fn of(compiled: Compiled) -> Self {
        Self {
            sense: Sense::new(&compiled),
            compiled,
            same: SameWords::new("").0,
            common: Common::new(),
        }
    }

    /// The index as a file: the same articles (and vectors) give the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.compiled.bytes().to_vec();
        bytes.extend(self.sense.to_bytes());
        bytes
    }

    /// Reads an index file.
    ///
    /// # Errors
    /// When the file is of another kind, another version, cut short or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, IndexError> {
        let (compiled, rest) = Compiled::open(bytes.to_vec())?;
        let mut index = Self::of(compiled);
        index.sense.read(&rest, &index.compiled)?;
        Ok(index)
    }

    /// What is inside.
    #[must_use]
    pub fn contents(&self) -> Contents {
        Contents {
            passages: self.compiled.passages(),
            articles: (0..self.compiled.articles())
                .filter_map(|article| self.compiled.names(article))
                .map(|names| (names.title.to_owned(), names.url.map(str::to_owned)))
                .collect(),
            source: self.compiled.source.clone(),
            built: self.compiled.built,
        }
    }

    /// The best `top` articles for `query` (a post, or the agent's words), best first, each with its best passage.
    #[must_use]
    pub fn search(&self, query: &str, top: usize) -> Vec<Hit> {
        self.find(&Ask {
            post: query,
            top,
            ..Ask::default()
        })
    }

    /// As [`Index::search`], but only what is good enough to show an agent unasked (promise 5: nothing weak is shown).
    #[must_use]
    pub fn suggest(&self, post: &str, top: usize) -> Vec<Hit> {
        self.find(&Ask {
            post,
            top,
            only_good: true,
            ..Ask::default()
        })
    }

    /// The articles that answer, best first.
    #[must_use]
    pub fn find(&self, ask: &Ask) -> Vec<Hit> {
        search::hits(&self.compiled, &self.sense, &self.same, &self.common, ask)
    }

    /// One article as an answer, whatever it is worth; `None` if it is not there.
    #[must_use]
    pub fn answer(&self, group: &str, ask: &Ask) -> Option<Hit> {
        search::answer(
            &self.compiled,
            &self.sense,
            &self.same,
            &self.common,
            group,
            ask,
        )
    }

    /// The articles, translations together, in the source's order; or those of these groups, in theirs.
    #[must_use]
    pub fn listed(&self, groups: Option<&[String]>) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut places = std::collections::HashMap::new();
        for names in (0..self.compiled.articles()).filter_map(|at| self.compiled.names(at)) {
            let place = *places.entry(names.group.to_owned()).or_insert(lines.len());
            if place == lines.len() {
                lines.push(Line {
                    group: names.group.to_owned(),
                    title: names.title.to_owned(),
                    url: names.url.map(str::to_owned),
                    updated: names.updated.map(str::to_owned),
                    langs: Vec::new(),
                });
            }
            if let Some(line) = lines.get_mut(place)
                && !names.tag.is_empty()
            {
                line.langs.push(names.tag.to_owned());
            }
        }
        let Some(groups) = groups else { return lines };
        let wanted = groups.iter().filter_map(|group| places.get(group));
        wanted
            .filter_map(|&place| lines.get(place).cloned())
            .collect()
    }

    /// When it was built, in milliseconds since 1970.
    #[must_use]
    pub const fn built(&self) -> Millis {
        self.compiled.built
    }

    /// The whole text of the article with this path, passage after passage.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<String> {
        let named = |&at: &usize| {
            self.compiled
                .names(at)
                .is_some_and(|names| names.path == path)
        };
        let article = (0..self.compiled.articles()).find(named)?;
        let passages = self.compiled.passages_of(article);
        let texts = passages.filter_map(|passage| self.compiled.passage_text(passage));
        Some(texts.collect::<Vec<_>>().join("\n"))
    }

    /// The whole text of the article that a link leads to, whatever was appended to it.
    #[must_use]
    pub fn text_at(&self, link: &str) -> Option<String> {
        self.text(self.compiled.path_at(link)?)
    }

    /// Whether the encoder has read enough to search by meaning: all titles.
    #[must_use]
    pub fn understands(&self) -> bool {
        self.sense.is_ready()
    }

    /// Uses the lead's own synonyms beside those that come with Handrail: a line a group of words that mean the same.
    /// What is of no use is named by its line.
    pub fn set_synonyms(&mut self, own: &str) -> Vec<Problem> {
        let (same, problems) = SameWords::new(own);
        self.same = same;
        problems
    }

    /// How many texts the sentence encoder has read, of how many.
    #[must_use]
    pub const fn read_by_encoder(&self) -> (usize, usize) {
        self.sense.progress()
    }

    /// The next texts for the sentence encoder, with the number that each vector is given back by.
    #[must_use]
    pub fn unread(&self, most: usize) -> Vec<(usize, String)> {
        self.sense.wanted(&self.compiled, most)
    }

    /// Takes the vector of a text of [`Index::unread`].
    pub fn give(&mut self, number: usize, vector: &[f32; WIDTH]) {
        self.sense.give(number, vector);
    }

    /// The part of the vectors that a text's vector is kept in, for [`Index::part`].
    #[must_use]
    pub const fn part_of(number: usize) -> usize {
        Sense::chunk_of(number)
    }

    /// One part of the vectors, as it is kept while the encoder is still reading.
    #[must_use]
    pub fn part(&self, part: usize) -> Vec<u8> {
        self.sense.chunk(part)
    }

    /// Takes a part of the vectors as it was kept; false if it is damaged or of other articles: then the encoder reads
    /// these texts again.
    pub fn take_part(&mut self, part: usize, bytes: &[u8]) -> bool {
        self.sense.take_chunk(part, bytes)
    }

    /// Takes the vectors of texts that are in `other` too.
    pub fn take_vectors(&mut self, other: &Self) {
        self.sense
            .take_over(&self.compiled, &other.sense, &other.compiled);
    }
}

/// What is wrong with a lead's own synonyms, by line.
#[must_use]
pub fn check_synonyms(own: &str) -> Vec<Problem> {
    SameWords::new(own).1
}

#[cfg(test)]
mod tests;
