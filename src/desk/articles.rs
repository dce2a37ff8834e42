//! What the events say of articles: who linked them, whether that helped, what is wrong with them, what they are pinned to.
//!
//! ```
//! use handrail::desk::{Act, Desk, Event};
//! use handrail::knowledge::ArticleRef;
//! let article = ArticleRef { base: "help".into(), group: "refunds".into() };
//! let mut desk = Desk::default();
//! let linked = Act::Linked { article: article.clone(), topic: Some("refund".into()) };
//! desk.add(Event { id: "a".into(), post: "x:1".into(), at: 5, act: linked });
//! desk.add(Event { id: "b".into(), post: "x:1".into(), at: 6, act: Act::Handled });
//! let known = desk.article(&article, Some("refund"));
//! assert_eq!((known.linked, known.helped, known.chosen), (1, 1, 1));
//! ```

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::desk::record::{Events, standing};
use crate::desk::{Act, Desk, article_key};
use crate::knowledge::ArticleRef;
use crate::post::Millis;

/// What the team's acts say of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfArticle {
    /// The event that flagged it as wrong or outdated, and the note; the newest, if there are several.
    pub flag: Option<(String, String)>,
    /// Posts that it was linked for.
    pub linked: usize,
    /// Of these, posts that are handled.
    pub helped: usize,
    /// Posts of the topic asked about that it was linked for.
    pub chosen: usize,
    /// The event that pinned it to the topic asked about.
    pub pinned: Option<String>,
    /// The codes of all topics that it is pinned to, in order.
    pub pins: Vec<String>,
}

/// The articles that events name, kept up with every event so that nobody has to go through all of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Articles {
    counts: HashMap<ArticleRef, Counts>,
    /// Articles with an event of their own: few.
    named: BTreeSet<ArticleRef>,
}

/// In how many posts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Counts {
    linked: usize,
    helped: usize,
    /// By the post's topic.
    topics: BTreeMap<String, usize>,
}

/// What one post says of articles.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    handled: bool,
    /// The articles that were linked for it, each with the post's topics then.
    linked: BTreeMap<ArticleRef, BTreeSet<String>>,
}

impl Said {
    /// Of all events of a post.
    pub(super) fn of(events: &Events) -> Self {
        let mut said = Self::default();
        // Most posts have no such event, and need no look at what was taken back.
        if !events.values().any(|act| matches!(act, Act::Linked { .. })) {
            return said;
        }
        for (_, act) in standing(events) {
            match act {
                Act::Handled => said.handled = true,
                Act::Linked { article, topic } => {
                    let topics = said.linked.entry(article.clone()).or_default();
                    topics.extend(topic.clone());
                }
                _ => {}
            }
        }
        said
    }
}

impl Articles {
    /// Notes that an event is about an article itself.
    pub(super) fn name(&mut self, act: &Act) {
        if let Act::Flagged { article, .. } | Act::Pinned { article, .. } = act {
            self.named.insert(article.clone());
        }
    }

    /// One post says something else than before.
    pub(super) fn change(&mut self, before: &Said, after: &Said) {
        if before == after {
            return;
        }
        for (article, topics) in &before.linked {
            let Some(counts) = self.counts.get_mut(article) else {
                continue;
            };
            counts.linked -= 1;
            counts.helped -= usize::from(before.handled);
            for topic in topics {
                if let Some(count) = counts.topics.get_mut(topic) {
                    *count -= 1;
                }
            }
        }
        for (article, topics) in &after.linked {
            let counts = self.counts.entry(article.clone()).or_default();
            counts.linked += 1;
            counts.helped += usize::from(after.handled);
            for topic in topics {
                *counts.topics.entry(topic.clone()).or_default() += 1;
            }
        }
    }
}

impl Desk {
    /// What is known of an article, and of it for a topic (by its code).
    #[must_use]
    pub fn article(&self, article: &ArticleRef, topic: Option<&str>) -> OfArticle {
        let mut known = OfArticle::default();
        if let Some(counts) = self.articles.counts.get(article) {
            known.linked = counts.linked;
            known.helped = counts.helped;
            let chosen = topic.and_then(|topic| counts.topics.get(topic));
            known.chosen = chosen.copied().unwrap_or_default();
        }
        for ((_, id), act) in self.of_article(article) {
            match act {
                Act::Flagged { note, .. } => known.flag = Some((id.clone(), note.clone())),
                Act::Pinned { topic: to, .. } => {
                    if topic == Some(to) {
                        known.pinned = Some(id.clone());
                    }
                    known.pins.push(to.clone());
                }
                _ => {}
            }
        }
        known.pins.sort_unstable();
        known.pins.dedup();
        known
    }

    /// The articles that are pinned to a topic, the one that was pinned last first.
    #[must_use]
    pub fn pinned_to(&self, topic: &str) -> Vec<ArticleRef> {
        let mut pinned: Vec<(&(Millis, String), &ArticleRef)> = Vec::new();
        for article in &self.articles.named {
            let pins = self
                .of_article(article)
                .filter(|(_, act)| matches!(act, Act::Pinned { topic: to, .. } if to == topic));
            pinned.extend(pins.last().map(|(moment, _)| (moment, article)));
        }
        pinned.sort_unstable_by(|a, b| b.cmp(a));
        let articles = pinned.into_iter().map(|(_, article)| article.clone());
        articles.collect()
    }

    /// The articles that are flagged, in order.
    #[must_use]
    pub fn flagged(&self) -> Vec<ArticleRef> {
        let named = self.articles.named.iter();
        named
            .filter(|article| {
                self.of_article(article)
                    .any(|(_, act)| matches!(act, Act::Flagged { .. }))
            })
            .cloned()
            .collect()
    }

    /// The events about the article itself that stand, from old to new.
    fn of_article<'a>(
        &'a self,
        article: &'a ArticleRef,
    ) -> impl Iterator<Item = (&'a (Millis, String), &'a Act)> {
        // Asked for hundreds of articles at once, of which few have such an event.
        let named = self.articles.named.contains(article);
        let events = named.then(|| self.posts.get(&article_key(article)));
        events.flatten().into_iter().flat_map(standing).filter(
            // Two articles may have one key, where their names have colons.
            move |(_, act)| matches!(act, Act::Flagged { article: of, .. } | Act::Pinned { article: of, .. } if of == article),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Event;

    fn refunds() -> ArticleRef {
        ArticleRef {
            base: "help".into(),
            group: "refunds".into(),
        }
    }

    fn desk(events: &[(&str, &str, Act)]) -> Desk {
        let mut desk = Desk::default();
        for ((id, post, act), at) in events.iter().cloned().zip(0..) {
            desk.add(Event {
                id: id.into(),
                post: post.into(),
                at,
                act,
            });
        }
        desk
    }

    fn linked(topic: Option<&str>) -> Act {
        Act::Linked {
            article: refunds(),
            topic: topic.map(str::to_owned),
        }
    }

    fn undone(event: &str) -> Act {
        Act::Undone {
            event: event.into(),
        }
    }

    #[test]
    fn posts_are_counted_not_clicks() {
        let desk = desk(&[
            ("a", "x:1", linked(Some("refund"))),
            ("b", "x:1", linked(Some("refund"))),
            ("c", "x:2", linked(Some("billing"))),
            ("d", "x:3", linked(None)),
            ("e", "x:3", Act::Handled),
        ]);
        let known = desk.article(&refunds(), Some("refund"));
        assert_eq!((known.linked, known.helped, known.chosen), (3, 1, 1));
        assert_eq!(desk.article(&refunds(), None).chosen, 0);
        assert_eq!(
            desk.article(&ArticleRef::default(), None),
            OfArticle::default()
        );
    }

    #[test]
    fn what_is_taken_back_does_not_count() {
        let desk = desk(&[
            ("u", "x:1", undone("a")),
            ("a", "x:1", linked(Some("refund"))),
            ("b", "x:2", linked(Some("refund"))),
            ("c", "x:2", Act::Handled),
            ("v", "x:2", undone("c")),
        ]);
        let known = desk.article(&refunds(), Some("refund"));
        assert_eq!((known.linked, known.helped, known.chosen), (1, 0, 1));
    }

    #[test]
    fn flags_and_pins_stand_until_they_are_taken_back() {
        let key = article_key(&refunds());
        let flagged = |note: &str| Act::Flagged {
            article: refunds(),
            note: note.into(),
        };
        let pinned = |topic: &str| Act::Pinned {
            article: refunds(),
            topic: topic.into(),
        };
        let mut events = vec![
            ("a", key.as_str(), flagged("old price")),
            ("b", key.as_str(), pinned("refund")),
            ("c", key.as_str(), pinned("billing")),
        ];
        let first = desk(&events);
        let known = first.article(&refunds(), Some("refund"));
        assert_eq!(known.flag, Some(("a".into(), "old price".into())));
        assert_eq!(known.pinned.as_deref(), Some("b"));
        assert_eq!(known.pins, ["billing", "refund"]);
        assert_eq!(first.pinned_to("refund"), [refunds()]);
        assert_eq!(first.flagged(), [refunds()]);
        events.extend([
            ("d", key.as_str(), undone("a")),
            ("e", key.as_str(), undone("b")),
        ]);
        let then = desk(&events);
        let known = then.article(&refunds(), Some("refund"));
        assert_eq!((known.flag, known.pinned), (None, None));
        assert_eq!(known.pins, ["billing"]);
        assert!(then.pinned_to("refund").is_empty() && then.flagged().is_empty());
    }

    #[test]
    fn articles_of_one_key_are_told_apart() {
        let named = |base: &str, group: &str| ArticleRef {
            base: base.into(),
            group: group.into(),
        };
        let (one, other) = (named("a:b", "c"), named("a", "b:c"));
        assert_eq!(article_key(&one), article_key(&other));
        let act = Act::Flagged {
            article: one.clone(),
            note: String::new(),
        };
        let desk = desk(&[("a", &article_key(&one), act)]);
        assert!(desk.article(&one, None).flag.is_some());
        assert!(desk.article(&other, None).flag.is_none());
    }
}
