//! Which articles are shown for a post or for an agent's words, with what the team and the web say of them.

use std::cmp::Ordering;

use crate::engine::Engine;
use crate::knowledge::{ArticleRef, Ask, Hit, Index, WIDTH, meaning};
use crate::protocol::{Base, Response, Standing, Suggestion};
use crate::span::Span;

/// How many articles the assist frame offers.
const ARTICLES: usize = 3;
/// And how many more are looked up, in the place of those that must not be shown.
const SPARE: usize = 2;
/// What one earlier choice for the same topic adds, as a part of an article's score …
const CHOSEN: f32 = 0.03;
/// … and how many count.
const MOST_CHOSEN: usize = 5;

/// What articles are looked for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted<'a> {
    pub(super) brand: &'a str,
    pub(super) post: &'a str,
    pub(super) words: &'a str,
    /// The customer's language, if the page says so.
    pub(super) lang: Option<&'a str>,
    /// The post's topic: code and name.
    pub(super) topic: Option<(&'a str, &'a str)>,
    /// What the encoder made of it; empty where it was not asked.
    pub(super) vector: &'a [f32],
    /// Only what is good enough to show unasked.
    pub(super) only_good: bool,
}

/// An article with its knowledge base, and how much it is worth here.
struct Offered {
    suggestion: Suggestion,
    score: f32,
    pinned: bool,
}

impl Engine {
    /// The articles for that, best first.
    pub(super) fn offered(&self, wanted: &Wanted, most: usize) -> Vec<Suggestion> {
        let mut offered: Vec<Offered> = Vec::new();
        for base in self.library.of_brand(wanted.brand) {
            if let Some(index) = self.library.index(&base.id) {
                offered.extend(self.of_base(base, index, wanted, most));
            }
        }
        offered.sort_by(|a, b| match b.pinned.cmp(&a.pinned) {
            Ordering::Equal => b.score.total_cmp(&a.score),
            other => other,
        });
        offered.truncate(most);
        offered.into_iter().map(|one| one.suggestion).collect()
    }

    fn of_base(&self, base: &Base, index: &Index, wanted: &Wanted, most: usize) -> Vec<Offered> {
        let vector: Option<&[f32; WIDTH]> = wanted.vector.try_into().ok();
        let ask = Ask {
            post: wanted.post,
            words: wanted.words,
            vector,
            lang: wanted.lang,
            usual: Some(base.lang.as_str()).filter(|lang| !lang.is_empty()),
            // Of those that are shown unasked, some may be flagged or dead.
            top: if wanted.only_good { most + SPARE } else { most },
            only_good: wanted.only_good,
        };
        let mut hits = index.find(&ask);
        for group in self.pinned(base, wanted) {
            if hits.iter().all(|hit| hit.group != group) {
                hits.extend(index.answer(&group, &ask));
            }
        }
        hits.into_iter()
            .map(|hit| self.offer(base, hit, wanted))
            .filter(|one| {
                let standing = &one.suggestion.standing;
                // Nobody is shown unasked what is wrong or leads nowhere.
                !wanted.only_good || (standing.flag.is_none() && standing.dead.is_none())
            })
            .collect()
    }

    fn offer(&self, base: &Base, hit: Hit, wanted: &Wanted) -> Offered {
        let article = ArticleRef {
            base: base.id.clone(),
            group: hit.group.clone(),
        };
        let standing = self.standing(&article, hit.url.as_deref(), wanted.topic);
        let chosen = standing.chosen.as_ref().map_or(0, |(count, _)| *count);
        #[expect(clippy::cast_precision_loss, reason = "five at most")]
        let chosen = chosen.min(MOST_CHOSEN) as f32;
        Offered {
            score: hit.score * (1.0 + CHOSEN * chosen),
            pinned: standing.pinned.is_some(),
            suggestion: self.suggestion(base, article, hit, standing, wanted),
        }
    }

    fn suggestion(
        &self,
        base: &Base,
        article: ArticleRef,
        hit: Hit,
        standing: Standing,
        wanted: &Wanted,
    ) -> Suggestion {
        let matches = hit
            .matches
            .iter()
            .map(|span: &Span| span.to_utf16(&hit.passage))
            .collect();
        let link = hit.url.as_deref().map(|url| Self::link(base, url, wanted));
        Suggestion {
            matches,
            article,
            title: hit.title,
            link,
            url: hit.url,
            lang: hit.lang,
            other_language: hit.other_language,
            source: (self.library.bases.len() > 1).then(|| base.name.clone()),
            standing,
            updated: hit.updated,
            breadcrumb: hit.breadcrumb,
            passage: hit.passage,
        }
    }

    /// Articles for the agent's own words, and the post if it is to count.
    pub(super) fn search(&self, query: &str, brand: &str, post: &str, vector: &[f32]) -> Response {
        if let Some(need) = self.library.needs(brand) {
            return need;
        }
        let wanted = Wanted {
            brand,
            post,
            words: query,
            vector,
            ..Wanted::default()
        };
        let text = format!("{query}. {post}");
        Response::Found {
            articles: self.offered(&wanted, ARTICLES * 2),
            meaning: to_be_read(self.reads(brand), None, &text, vector),
            by_meaning: self.by_meaning(brand, vector),
        }
    }

    pub(super) fn by_meaning(&self, brand: &str, vector: &[f32]) -> bool {
        vector.len() == WIDTH && self.reads(brand)
    }

    /// Whether a base of the brand was read by the encoder.
    pub(super) fn reads(&self, brand: &str) -> bool {
        let mut bases = self.library.of_brand(brand);
        bases.any(|base| self.library.index(&base.id).is_some_and(Index::understands))
    }
}

/// What the sentence encoder should read; empty where it was read, or where that is of no use.
pub(super) fn to_be_read(useful: bool, lang: Option<&str>, text: &str, vector: &[f32]) -> String {
    let english = lang.is_none_or(|lang| lang.starts_with("en") || lang == "und");
    if !english || !vector.is_empty() || !useful {
        return String::new();
    }
    meaning(text)
}
