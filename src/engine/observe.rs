//! From the page's posts to marks, and from one post to everything the assist frame shows.

use crate::brand::{By, Mention};
use crate::engine::{Engine, Knowledge, failed};
use crate::knowledge::Hit;
use crate::post::Post;
use crate::protocol::{Assist, Mark, MentionMark, ReasonMark, Response, StoredRecord, Suggestion};
use crate::reply::Occasion;
use crate::site::{self, RawPost};
use crate::span::Span;
use crate::triage::{Intent, Reason, Scores};

/// How many articles the assist frame offers.
const ARTICLES: usize = 3;
/// How much of a post is read, in bytes: the longest that X allows is 25,000 characters.
const MAX_TEXT: usize = 100_000;

impl Engine {
    /// Which of the posts are about a brand, and what they want.
    pub(super) fn observe(&self, site: &str, posts: &[RawPost]) -> Response {
        let Some(site) = site::find(site) else {
            return unknown_site(site);
        };
        let mut marks = Vec::new();
        let mut unread = Vec::new();
        for raw in posts {
            match site.normalize(raw) {
                Some(post) => marks.extend(self.mark(&raw.key, &post)),
                None => unread.push(raw.key.clone()),
            }
        }
        Response::Marks { marks, unread }
    }

    /// Everything for one post.
    pub(super) fn assist(&self, site: &str, raw: &RawPost) -> Response {
        let index = match &self.knowledge {
            Knowledge::NotLoaded => {
                return Response::Need {
                    record: StoredRecord::Knowledge,
                };
            }
            Knowledge::None => None,
            Knowledge::Loaded { index, .. } => Some(index),
        };
        let Some(site) = site::find(site) else {
            return unknown_site(site);
        };
        let Some(post) = site.normalize(raw) else {
            return failed(
                "post.unnamed",
                "This post has no address on the page, so nothing can be kept about it. Open the post itself.",
                "post",
            );
        };
        let mark = self.mark(&raw.key, &post);
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

    /// The mark of one post, if it is about a brand and not by the brand or an advert.
    fn mark(&self, key: &str, post: &Post) -> Option<Mark> {
        let own = self.matcher.brand_of(&post.author.handle).is_some();
        if own || post.promoted || post.text.len() > MAX_TEXT {
            return None;
        }
        let mention = self.matcher.find(&post.text, &post.replying_to)?;
        let brand = self.profile.brands.get(mention.brand)?.name.clone();
        let state = self.state(&post.key);
        if state.not_us.is_some() || !self.is_meant(&mention, post) {
            return None;
        }
        let learnt = self.learnt(mention.brand);
        let verdict = self.triage.judge_learnt(&post.text, learnt);
        let intent = state
            .corrected
            .as_ref()
            .map_or(verdict.intent, |(_, intent)| *intent);
        // The model's reasons speak for the model's intent; an agent's word needs none.
        let reasons = if intent == verdict.intent {
            telling(verdict.reasons)
        } else {
            Vec::new()
        };
        Some(Mark {
            key: key.to_owned(),
            post: post.key.clone(),
            brand,
            intent,
            scores: verdict.scores,
            urgency: verdict.urgency,
            time: post.time,
            provisional: post.truncated,
            mention: mention_mark(&mention, post),
            reasons: reasons
                .into_iter()
                .map(|reason| ReasonMark {
                    span: reason.span.to_utf16(&post.text),
                    words: reason.span.slice(&post.text).to_owned(),
                    code: reason.code.to_owned(),
                    why: reason.why.to_owned(),
                    weight: reason.weight,
                })
                .collect(),
            state,
        })
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

/// The reasons that tell a person something. A word that is only typical says little beside a sign that has a name, and
/// several of them say no more than one.
fn telling(mut reasons: Vec<Reason>) -> Vec<Reason> {
    let named = |reason: &Reason| !reason.code.starts_with("typical_");
    if reasons.iter().any(named) {
        reasons.retain(named);
    } else {
        reasons.truncate(1);
    }
    reasons
}

fn mention_mark(mention: &Mention, post: &Post) -> MentionMark {
    let words = match (mention.span, mention.by) {
        (Some(span), _) => span.slice(&post.text).to_owned(),
        (None, By::Reply) => post
            .replying_to
            .first()
            .map(|handle| format!("@{handle}"))
            .unwrap_or_default(),
        (None, _) => String::new(),
    };
    MentionMark {
        by: mention.by,
        span: mention.span.map(|span| span.to_utf16(&post.text)),
        words,
    }
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

impl Scores {
    /// The score of one intent.
    #[must_use]
    pub const fn of(&self, intent: Intent) -> f32 {
        match intent {
            Intent::Complaint => self.complaint,
            Intent::Question => self.question,
            Intent::Suggestion => self.suggestion,
            Intent::Praise => self.praise,
            Intent::Other => self.other,
        }
    }
}
