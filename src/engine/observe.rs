//! From the page's posts to marks, and from one post to everything the assist frame shows.

use crate::engine::{Engine, Knowledge, failed};
use crate::knowledge::Hit;
use crate::post::{Millis, Post};
use crate::protocol::{Assist, Mark, Response, StoredRecord, Suggestion};
use crate::reply::Occasion;
use crate::site::{self, RawPost};
use crate::span::Span;
use crate::triage::Intent;

/// How many articles the assist frame offers.
const ARTICLES: usize = 3;
/// Of so many posts on the page is asked whether they are known.
const MAX_SHOWN: usize = 500;

impl Engine {
    /// Which of the posts are about a brand, and what they want. `shown` are the keys of all posts on the page: after
    /// the background was killed, those that are not known are asked for, so that each is read in its context.
    pub(super) fn observe(
        &mut self,
        site: &str,
        posts: &[RawPost],
        shown: &[String],
        now: Millis,
    ) -> Response {
        let Some(site) = site::find(site) else {
            return unknown_site(site);
        };
        let mut unread = Vec::new();
        let mut read = Vec::new();
        for raw in posts {
            match site.normalize(raw) {
                Some(post) => read.push((raw.key.clone(), post.bounded())),
                None => unread.push(raw.key.clone()),
            }
        }
        let (mut marks, touched) = self.marks(read, now);
        // In a language that is not judged nothing is claimed, unless an agent said what the post is.
        marks.retain(|mark| mark.judged || mark.state.corrected.is_some());
        let sent = |key: &String| posts.iter().any(|raw| raw.key == *key);
        let again = shown.iter().take(MAX_SHOWN).filter(|key| {
            let name = site.post_key(key);
            let stale = name
                .is_some_and(|name| touched.contains(&name) || !self.conversations.knows(&name));
            stale && !sent(key)
        });
        Response::Marks {
            again: again.cloned().collect(),
            marks,
            unread,
        }
    }

    /// Everything for one post, with the others on the page for its context.
    pub(super) fn assist(
        &mut self,
        site: &str,
        raw: &RawPost,
        around: &[RawPost],
        now: Millis,
    ) -> Response {
        if matches!(self.knowledge, Knowledge::NotLoaded) {
            return Response::Need {
                record: StoredRecord::Knowledge,
            };
        }
        let Some(site) = site::find(site) else {
            return unknown_site(site);
        };
        let Some(post) = site.normalize(raw).map(Post::bounded) else {
            return failed(
                "post.unnamed",
                "This post has no address on the page, so nothing can be kept about it. Open the post itself.",
                "post",
            );
        };
        let others = around.iter().filter(|other| other.key != raw.key);
        let others =
            others.filter_map(|other| Some((other.key.clone(), site.normalize(other)?.bounded())));
        let mut batch: Vec<(String, Post)> = others.collect();
        batch.push((raw.key.clone(), post.clone()));
        let (marks, _) = self.marks(batch, now);
        let mark = marks.into_iter().find(|mark| mark.post == post.key);
        self.assisted(mark, post)
    }

    /// Articles and drafts for a post with that mark.
    fn assisted(&self, mark: Option<Mark>, post: Post) -> Response {
        let index = match &self.knowledge {
            Knowledge::Loaded { index, .. } => Some(index),
            Knowledge::None | Knowledge::NotLoaded => None,
        };
        let intent = mark.as_ref().map_or(Intent::Other, |mark| mark.intent);
        let wants_article = !matches!(intent, Intent::Praise | Intent::Suggestion);
        let hits = index
            .filter(|_| wants_article)
            .map(|index| index.suggest(&post.text, ARTICLES))
            .unwrap_or_default();
        let drafts = self.templates.drafts(&Occasion {
            author: &post.author,
            text: &post.text,
            intent,
            brand: mark.as_ref().map_or("", |mark| mark.brand.as_str()),
            article: hits
                .first()
                .map(|hit| (hit.title.as_str(), hit.url.as_deref())),
            seed: post.key.bytes().fold(0, |seed, byte| {
                seed.wrapping_mul(31).wrapping_add(u64::from(byte))
            }),
        });
        let articles = hits.into_iter().map(suggestion).collect();
        Response::Assist {
            assist: Box::new(Assist {
                mark,
                state: self.state(&post.key),
                author: post.author,
                text: post.text,
                articles,
                drafts,
                has_articles: index.is_some(),
            }),
        }
    }

    /// Articles for the agent's own words.
    pub(super) fn search(&self, query: &str) -> Response {
        match &self.knowledge {
            Knowledge::NotLoaded => Response::Need {
                record: StoredRecord::Knowledge,
            },
            Knowledge::None => Response::Found {
                articles: Vec::new(),
            },
            Knowledge::Loaded { index, .. } => Response::Found {
                articles: index
                    .search(query, ARTICLES * 2)
                    .into_iter()
                    .map(suggestion)
                    .collect(),
            },
        }
    }
}

fn unknown_site(site: &str) -> Response {
    failed(
        "site.unknown",
        &format!(
            "No site is called “{site}”. The extension and its page script are of different versions: reload the page."
        ),
        "site",
    )
}

fn suggestion(hit: Hit) -> Suggestion {
    let matches = hit
        .matches
        .iter()
        .map(|span: &Span| span.to_utf16(&hit.passage))
        .collect();
    Suggestion {
        matches,
        article: hit.article,
        title: hit.title,
        url: hit.url,
        updated: hit.updated,
        breadcrumb: hit.breadcrumb,
        passage: hit.passage,
    }
}
