//! What was seen of people and brands: enough to read a post in its context, and no texts.

use std::collections::{BTreeSet, HashMap};

use crate::post::{Millis, Post, PostKey};
use crate::text::fold::fold;
use crate::triage::heat::Circumstances;

/// The most posts that are remembered; the oldest are forgotten.
const MOST: usize = 2_000;
/// How far apart posts are that count as one matter: a long weekend.
const ONE_MATTER: Millis = 72 * 3_600_000;
/// How soon a person goes on with what they have just said.
const GOES_ON: Millis = 10 * 60_000;

/// What is known of a post once it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The brand whose account wrote it.
    pub own: Option<usize>,
    /// The brand that it is about.
    pub brand: Option<usize>,
    /// What it is about, the strongest first.
    pub topics: Vec<usize>,
    /// Whether it wants an answer.
    pub waits: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    author: String,
    time: Option<Millis>,
    /// Accounts it is addressed to.
    to: Vec<String>,
    parent: Option<PostKey>,
    above: Option<PostKey>,
    thread: Option<PostKey>,
    facts: Facts,
}

/// Everything seen, by post. Nothing is kept but here: the page is asked again after a restart.
#[derive(Clone, Debug, Default)]
pub struct Conversations {
    seen: HashMap<PostKey, Seen>,
    order: Vec<PostKey>,
    by_author: HashMap<String, Vec<PostKey>>,
    /// The brands' own posts, by whom they address.
    answers: HashMap<String, Vec<PostKey>>,
    /// Counts what was new.
    changes: u64,
}

impl Conversations {
    /// A number that is another whenever something new is known: what was read before it may read differently now.
    #[must_use]
    pub const fn changes(&self) -> u64 {
        self.changes
    }

    /// Whether a post was seen.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.seen.contains_key(key)
    }

    /// What an earlier sight of the post knew of its place in a conversation, and this one does not show.
    pub fn fill(&self, post: &mut Post) {
        if let Some(seen) = self.seen.get(&post.key) {
            for (own, known) in [
                (&mut post.parent, &seen.parent),
                (&mut post.above, &seen.above),
                (&mut post.thread, &seen.thread),
            ] {
                if own.is_none() {
                    own.clone_from(known);
                }
            }
        }
    }

    /// Remembers a post; `true` if anything about it is new.
    pub fn note(&mut self, post: &Post, facts: Facts) -> bool {
        let mut to: Vec<String> = post.replying_to.iter().map(|handle| fold(handle)).collect();
        to.extend(addressed(&post.text).map(fold));
        if facts.own.is_some() && to.is_empty() {
            to.extend(self.spoken_to(post));
        }
        let seen = Seen {
            author: fold(&post.author.handle),
            time: post.time,
            to,
            parent: post.parent.clone(),
            above: post.above.clone(),
            thread: post.thread.clone(),
            facts,
        };
        if self.seen.get(&post.key) == Some(&seen) {
            return false;
        }
        self.changes += 1;
        self.forget(&post.key);
        self.by_author
            .entry(seen.author.clone())
            .or_default()
            .push(post.key.clone());
        if seen.facts.own.is_some() {
            for handle in &seen.to {
                let posts = self.answers.entry(handle.clone()).or_default();
                posts.push(post.key.clone());
            }
        }
        self.order.push(post.key.clone());
        self.seen.insert(post.key.clone(), seen);
        while self.seen.len() > MOST {
            let Some(oldest) = self.order.first().cloned() else {
                break;
            };
            self.forget(&oldest);
        }
        true
    }

    fn forget(&mut self, key: &str) {
        let Some(seen) = self.seen.remove(key) else {
            return;
        };
        self.order.retain(|other| other != key);
        for (index, names) in [
            (&mut self.by_author, std::slice::from_ref(&seen.author)),
            (&mut self.answers, &seen.to),
        ] {
            for name in names {
                if let Some(posts) = index.get_mut(name) {
                    posts.retain(|other| other != key);
                    if posts.is_empty() {
                        index.remove(name);
                    }
                }
            }
        }
    }

    /// Nothing is known any more: the brands have changed.
    pub fn clear(&mut self) {
        *self = Self {
            changes: self.changes + 1,
            ..Self::default()
        };
    }

    /// The post that `post` answers or goes on from, where that is known.
    fn parent(&self, post: &Post) -> Option<&Seen> {
        if let Some(parent) = &post.parent {
            return self.seen.get(parent);
        }
        let author = fold(&post.author.handle);
        let meant = |key: &Option<PostKey>| {
            let seen = self.seen.get(key.as_ref()?)?;
            (*key != Some(post.key.clone())
                && (seen.author == author || seen.facts.own.is_some())
                && is_before(seen.time, post.time))
            .then_some(seen)
        };
        let shown = meant(&post.above).or_else(|| meant(&post.thread));
        shown.or_else(|| self.earlier_in_thread(post, &author))
    }

    /// What the person last said in the same thread.
    fn earlier_in_thread(&self, post: &Post, author: &str) -> Option<&Seen> {
        let thread = post.thread.as_ref()?;
        let posts = self.keys(&self.by_author, author).filter(|(key, seen)| {
            **key != post.key
                && (*key == thread || seen.thread.as_ref() == Some(thread))
                && is_before(seen.time, post.time)
        });
        posts
            .max_by_key(|(key, seen)| (seen.time, *key))
            .map(|(_, seen)| seen)
    }

    /// Whom the brand's own post speaks to where it names nobody: a conversation's page leaves the handles out.
    fn spoken_to(&self, post: &Post) -> Option<String> {
        let above = [&post.parent, &post.above, &post.thread];
        let mut above = above.into_iter().flatten().filter(|key| **key != post.key);
        let seen = above.find_map(|key| self.seen.get(key))?;
        seen.facts.own.is_none().then(|| seen.author.clone())
    }

    /// The brand that a post is about although its words do not say so, and whether it replies to that brand.
    #[must_use]
    pub fn brand_of(&self, post: &Post) -> Option<(usize, bool)> {
        if let Some(parent) = self.parent(post) {
            if let Some(brand) = parent.facts.own {
                return Some((brand, true));
            }
            let same = parent.author == fold(&post.author.handle);
            return parent
                .facts
                .brand
                .filter(|_| same)
                .map(|brand| (brand, false));
        }
        if !goes_on(&post.text) {
            return None;
        }
        let last = self.by(post).filter(|(_, seen)| {
            let brand = seen.facts.brand.is_some() && seen.facts.own.is_none();
            brand && is_before(seen.time, post.time) && within(seen.time, post.time, GOES_ON)
        });
        let last = last.max_by_key(|(key, seen)| (seen.time, *key))?.1;
        last.facts.brand.map(|brand| (brand, false))
    }

    /// What the conversation is about, for a post that does not say so itself.
    #[must_use]
    pub fn topics_of(&self, post: &Post, brand: usize) -> Vec<usize> {
        if let Some(parent) = self.parent(post)
            && !parent.facts.topics.is_empty()
        {
            return parent.facts.topics.clone();
        }
        let replies = post.replying_to.iter().any(|handle| !handle.is_empty());
        let author = fold(&post.author.handle);
        let answers = self
            .keys(&self.answers, &author)
            .filter(|(_, seen)| replies && seen.facts.own == Some(brand));
        let others = self
            .by(post)
            .filter(|(_, seen)| seen.facts.brand == Some(brand));
        // What was said last before this post, by the brand to the person or by the person.
        answers
            .chain(others)
            .filter(|(_, seen)| !seen.facts.topics.is_empty())
            .filter(|(_, seen)| {
                is_before(seen.time, post.time) && within(seen.time, post.time, ONE_MATTER)
            })
            .max_by_key(|(key, seen)| (seen.time, *key))
            .map(|(_, seen)| seen.facts.topics.clone())
            .unwrap_or_default()
    }

    /// How often the person has written about it, and since when nobody has answered; what is `handled` waits no more.
    #[must_use]
    pub fn around(
        &self,
        post: &Post,
        brand: usize,
        handled: &dyn Fn(&str) -> bool,
    ) -> Circumstances {
        let waiting = self.by(post).filter(|(key, seen)| {
            seen.facts.brand == Some(brand)
                && seen.facts.waits
                && within(seen.time, post.time, ONE_MATTER)
                && !handled(key)
                && !self.is_answered(key, seen, brand)
        });
        let times: Vec<Option<Millis>> = waiting.map(|(_, seen)| seen.time).collect();
        let own = self.seen.get(&post.key);
        let answered = own.is_some_and(|seen| self.is_answered(&post.key, seen, brand));
        let open = !answered && !handled(&post.key);
        let since = times.iter().flatten().copied();
        let since = since.chain(post.time.filter(|_| open)).min();
        Circumstances {
            repeated: if open { times.len() } else { 0 },
            since: since.filter(|_| open),
            reach: post.reach,
            now: None,
        }
    }

    /// How many posts wait for an answer that were written before a moment; what is `handled` waits no more.
    #[must_use]
    pub fn waiting_since(&self, before: Millis, handled: &dyn Fn(&str) -> bool) -> usize {
        let waits = |(key, seen): &(&PostKey, &Seen)| {
            let brand = seen
                .facts
                .brand
                .filter(|_| seen.facts.waits && seen.facts.own.is_none());
            seen.time.is_some_and(|time| time < before)
                && brand.is_some_and(|brand| !self.is_answered(key, seen, brand))
                && !handled(key)
        };
        self.seen.iter().filter(waits).count()
    }

    /// Whether the brand has spoken to the author since.
    fn is_answered(&self, key: &str, post: &Seen, brand: usize) -> bool {
        self.keys(&self.answers, &post.author).any(|(_, answer)| {
            answer.facts.own == Some(brand)
                && (answer.parent.as_deref() == Some(key)
                    || matches!((post.time, answer.time), (Some(asked), Some(said)) if said >= asked))
        })
    }

    /// Posts seen before that read differently now that these are known.
    #[must_use]
    pub fn touched(&self, new: &BTreeSet<PostKey>) -> BTreeSet<PostKey> {
        let mut touched = BTreeSet::new();
        for key in new {
            let Some(seen) = self.seen.get(key) else {
                continue;
            };
            let mut people = vec![&seen.author];
            if seen.facts.own.is_some() {
                people = seen.to.iter().collect();
            }
            for person in people {
                touched.extend(self.by_author.get(person).into_iter().flatten().cloned());
            }
        }
        let hangs = |seen: &Seen| {
            let above = [&seen.parent, &seen.above, &seen.thread];
            above.into_iter().flatten().any(|key| new.contains(key))
        };
        let hanging = self.seen.iter().filter(|(_, seen)| hangs(seen));
        touched.extend(hanging.map(|(key, _)| key.clone()));
        touched.retain(|key| !new.contains(key));
        touched
    }

    /// Other posts by the post's author.
    fn by<'a>(&'a self, post: &'a Post) -> impl Iterator<Item = (&'a PostKey, &'a Seen)> {
        let known = !post.author.handle.is_empty();
        self.keys(&self.by_author, &fold(&post.author.handle))
            .filter(move |(key, _)| known && **key != post.key)
    }

    fn keys<'a>(
        &'a self,
        index: &'a HashMap<String, Vec<PostKey>>,
        name: &str,
    ) -> impl Iterator<Item = (&'a PostKey, &'a Seen)> + use<'a> {
        let keys = index.get(name).into_iter().flatten();
        keys.filter_map(|key| Some((key, self.seen.get(key)?)))
    }
}

/// Whether the first can have come before the second; where a time is not known, it can.
fn is_before(first: Option<Millis>, second: Option<Millis>) -> bool {
    !matches!((first, second), (Some(first), Some(second)) if first > second)
}

fn within(first: Option<Millis>, second: Option<Millis>, span: Millis) -> bool {
    !matches!((first, second), (Some(a), Some(b)) if a.abs_diff(b) > span.unsigned_abs())
}

/// The handles that a text begins with.
fn addressed(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .map_while(|word| word.strip_prefix('@'))
        .map(|handle| handle.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_'))
        .filter(|handle| !handle.is_empty())
}

/// Whether a text goes on from another: "2/3 …", "…and", "also", "PS".
fn goes_on(text: &str) -> bool {
    let text = text.trim_start().to_lowercase();
    let part = text.trim_start_matches('(');
    let digits = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < part.len()
        && part.len() - digits.len() <= 2
        && digits.strip_prefix('/').is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_digit() || c.is_whitespace())
        });
    let word = text
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let opening = [
        "and", "also", "plus", "ps", "edit", "update", "btw", "oh", "ah", "another",
    ];
    numbered || text.starts_with(['…', '+']) || text.starts_with("...") || opening.contains(&word)
}
