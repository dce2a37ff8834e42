//! From a post, or an agent's words, to the articles that answer: at once by words ([`lexical`]), and better once the
//! sentence encoder has read it too ([`fuse`]).

mod fuse;
mod lexical;
pub(super) mod query;
mod same;
mod show;

pub use query::meaning;
pub(super) use same::SameWords;
pub(super) use show::{answer, hits};

use super::sense::WIDTH;

/// What is searched for, and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ask<'a> {
    /// The post.
    pub post: &'a str,
    /// The agent's own words. Where both are given, each of these counts twice.
    pub words: &'a str,
    /// What the sentence encoder makes of [`meaning`] of them; `None` where it has not read it (yet).
    pub vector: Option<&'a [f32; WIDTH]>,
    /// The customer's language, as a tag: of an article's translations, that one is shown.
    pub lang: Option<&'a str>,
    /// The brand's language, for articles without the customer's.
    pub usual: Option<&'a str>,
    /// The most articles.
    pub top: usize,
    /// Only what is good enough to show somebody who did not ask for it (promise 5: nothing weak is shown).
    pub only_good: bool,
}
