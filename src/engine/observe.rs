//! From the page's posts to marks, and from one post to everything the assist frame shows.

use crate::engine::articles::{Wanted, to_be_read};
use crate::engine::{Engine, Outcome, failed};
use crate::post::{Millis, Post};
use crate::protocol::{Assist, Mark, Response, Suggestion};
use crate::reply::Templates;
use crate::site::{self, RawPost};
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
        vector: &[f32],
        now: Millis,
    ) -> Outcome {
        let (mark, post) = match self.read_one(site, raw, around, now) {
            Ok(read) => read,
            Err(refused) => return (*refused).into(),
        };
        let so_far = self.so_far(site, around, &post);
        let vector = self.meaning_of(&post, vector);
        let mut response = self.assisted(mark, post, vector, now);
        let soon = match &mut response {
            Response::Assist { assist } => {
                (assist.thread, assist.answered) = so_far;
                self.check_soon(&assist.articles, now)
            }
            _ => None,
        };
        Outcome {
            response,
            effects: soon.into_iter().collect(),
        }
    }

    /// One post in its context, and its mark if it has one.
    ///
    /// # Errors
    /// What is needed first, or why it cannot be read.
    pub(super) fn read_one(
        &mut self,
        site: &str,
        raw: &RawPost,
        around: &[RawPost],
        now: Millis,
    ) -> Result<(Option<Mark>, Post), Box<Response>> {
        // Whose post it is shows only when it is read, so all bases are made ready.
        if let Some(need) = self.library.needs("") {
            return Err(need.into());
        }
        let site = site::find(site).ok_or_else(|| Box::new(unknown_site(site)))?;
        let post = site.normalize(raw).map(Post::bounded).ok_or_else(|| {
            Box::new(failed(
                "post.unnamed",
                "This post has no address on the page, so nothing can be kept about it. Open the post itself.",
                "post",
            ))
        })?;
        let others = around.iter().filter(|other| other.key != raw.key);
        let others =
            others.filter_map(|other| Some((other.key.clone(), site.normalize(other)?.bounded())));
        let mut batch: Vec<(String, Post)> = others.collect();
        batch.push((raw.key.clone(), post.clone()));
        let (marks, _) = self.marks(batch, now);
        let mark = marks.into_iter().find(|mark| mark.post == post.key);
        Ok((mark, post))
    }

    /// The articles that are shown unasked for a post with that mark.
    pub(super) fn articles_for(
        &self,
        mark: Option<&Mark>,
        post: &Post,
        vector: &[f32],
    ) -> Vec<Suggestion> {
        if !wants_article(mark) {
            return Vec::new();
        }
        let topic = mark.and_then(|mark| mark.topics.first());
        let wanted = Wanted {
            brand: mark.map_or("", |mark| mark.brand.as_str()),
            post: &post.text,
            lang: post.lang.as_deref(),
            topic: topic.map(|topic| (topic.code.as_str(), topic.name.as_str())),
            vector,
            only_good: true,
            ..Wanted::default()
        };
        self.offered(&wanted, ARTICLES)
    }

    /// Articles and drafts for a post with that mark.
    fn assisted(&self, mark: Option<Mark>, post: Post, vector: &[f32], now: Millis) -> Response {
        let brand = mark.as_ref().map_or("", |mark| mark.brand.as_str());
        let articles = self.articles_for(mark.as_ref(), &post, vector);
        let drafts = self.with_occasion(
            mark.as_ref(),
            &post,
            articles.first(),
            vector,
            now,
            Templates::drafts,
        );
        let articles_too = wants_article(mark.as_ref()) && self.reads(brand);
        let useful = articles_too || (self.looks_twice() && self.playbooks.ready.understands());
        let meaning = to_be_read(useful, post.lang.as_deref(), &post.text, vector);
        let by_meaning = self.by_meaning(brand, vector);
        let (ways, closed_ways) = self.ways.of(brand, now);
        let has_articles = self
            .library
            .loaded
            .values()
            .any(|shelf| shelf.index.is_some());
        Response::Assist {
            assist: Box::new(Assist {
                mark,
                state: self.state(&post.key),
                tier: self.tiers.of(&post.author.handle).map(str::to_owned),
                thread: Vec::new(),
                answered: None,
                author: post.author,
                text: post.text,
                articles,
                drafts,
                ways,
                closed_ways,
                has_articles,
                meaning,
                by_meaning,
            }),
        }
    }
}

/// Whether an article may help: it does not where somebody praises or suggests.
fn wants_article(mark: Option<&Mark>) -> bool {
    let intent = mark.map_or(Intent::Other, |mark| mark.intent);
    !matches!(intent, Intent::Praise | Intent::Suggestion)
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
