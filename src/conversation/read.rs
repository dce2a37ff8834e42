//! Reads posts in their context: who is meant, what they want, and what the people around them said.

use std::collections::BTreeSet;

use crate::brand::{By, Matcher, Mention};
use crate::conversation::{Conversations, Facts, Kind, kind};
use crate::post::{Millis, Post, PostKey};
use crate::triage::heat::Circumstances;
use crate::triage::topics::MOST as TOPICS;
use crate::triage::{About, NoReply, Triage, Verdict};

/// A post, and what it is in its context.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What it is, whatever it says.
    pub kind: Kind,
    /// The brand that it is about; none where the brand itself wrote it.
    pub mention: Option<Mention>,
    /// The verdict, with what the context adds.
    pub verdict: Verdict,
    /// What is known beyond the text.
    pub around: Circumstances,
}

/// What posts are read with.
pub struct Reader<'a> {
    /// The model, with the team's topics.
    pub triage: &'a Triage,
    /// Who is meant.
    pub matcher: &'a Matcher,
    /// The verdict on a post's words, given the brand that it is about.
    pub judge: &'a dyn Fn(&Post, Option<usize>) -> Verdict,
    /// Whether a mention still means the brand, after what was said of this post and learnt from others.
    pub means: &'a dyn Fn(&Mention, &Post) -> bool,
    /// Whether the team has done what was to be done about a post.
    pub handled: &'a dyn Fn(&str) -> bool,
    /// The moment at which it is read.
    pub now: Option<Millis>,
    /// Whether posts that are about no brand are judged too.
    pub all: bool,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("now", &self.now)
            .field("all", &self.all)
            .finish_non_exhaustive()
    }
}

impl Reader<'_> {
    /// Reads a batch, and remembers it in `seen`. Each post is read with all of the batch known: a timeline shows the
    /// newest first. The second part names posts seen before that read differently now.
    pub fn read(
        &self,
        seen: &mut Conversations,
        posts: &mut [Post],
    ) -> (Vec<Option<Placed>>, BTreeSet<PostKey>) {
        let mut new = BTreeSet::new();
        for post in posts.iter_mut() {
            seen.fill(post);
        }
        let posts: &[Post] = posts;
        let mut placed: Vec<Option<Placed>> = posts
            .iter()
            .map(|post| self.alone(post, self.matcher.find(&post.text, &post.replying_to)))
            .collect();
        for (post, placed) in posts.iter().zip(&placed) {
            if seen.note(post, self.facts(post, placed.as_ref())) {
                new.insert(post.key.clone());
            }
        }
        // From the oldest on, so that what is taken over can be handed on.
        let mut order: Vec<usize> = (0..posts.len()).collect();
        order.sort_by_key(|&at| posts.get(at).and_then(|post| post.time));
        for at in order {
            let (Some(post), Some(placed)) = (posts.get(at), placed.get_mut(at)) else {
                continue;
            };
            self.take_over(post, placed, seen);
            if seen.note(post, self.facts(post, placed.as_ref())) {
                new.insert(post.key.clone());
            }
        }
        for (post, placed) in posts.iter().zip(&mut placed) {
            if let Some(placed) = placed {
                if let Some(mention) = &placed.mention {
                    placed.around = seen.around(post, mention.brand, self.handled);
                } else {
                    placed.around.reach = post.reach;
                }
                placed.around.now = self.now;
                placed.verdict.warm(&placed.around);
            }
        }
        let touched = seen.touched(&new);
        (placed, touched)
    }

    /// The post by itself.
    fn alone(&self, post: &Post, mention: Option<Mention>) -> Option<Placed> {
        let own = self.matcher.brand_of(&post.author.handle).is_some();
        let kind = kind(post, own);
        let mention = mention.filter(|mention| !own && (self.means)(mention, post));
        if mention.is_none() && !self.all {
            return None;
        }
        let mut verdict = match kind.silence() {
            Some(code) => Verdict::silent(NoReply::named(code)),
            None => (self.judge)(post, mention.as_ref().map(|mention| mention.brand)),
        };
        verdict.provisional |= post.truncated;
        Some(Placed {
            kind,
            mention,
            verdict,
            around: Circumstances::default(),
        })
    }

    /// Takes over the brand and the topics of the conversation.
    fn take_over(&self, post: &Post, placed: &mut Option<Placed>, seen: &Conversations) {
        let own = self.matcher.brand_of(&post.author.handle).is_some();
        let silent = placed
            .as_ref()
            .is_some_and(|placed| placed.kind != Kind::Plain);
        if own || silent {
            return;
        }
        let meant = placed
            .as_ref()
            .is_some_and(|placed| placed.mention.is_some());
        if !meant && let Some((brand, reply)) = seen.brand_of(post) {
            let by = if reply { By::Reply } else { By::Thread };
            let mention = Mention::unsaid(brand, by);
            *placed = self.alone(post, Some(mention));
        }
        let Some(placed) = placed else { return };
        let Some(mention) = &placed.mention else {
            return;
        };
        let about = &mut placed.verdict.topics;
        let says = |about: &About| {
            self.triage
                .topic(about.topic)
                .is_some_and(|topic| topic.alone)
        };
        if about.iter().any(says) {
            return;
        }
        for topic in seen.topics_of(post, mention.brand) {
            let told = about.iter().any(|known| known.topic == topic);
            let weak = self.triage.topic(topic).is_none_or(|topic| !topic.alone);
            if !told && !weak && about.len() < TOPICS {
                about.push(About {
                    topic,
                    points: 0,
                    spans: Vec::new(),
                    inherited: true,
                });
            }
        }
    }

    /// What is worth remembering of a post.
    fn facts(&self, post: &Post, placed: Option<&Placed>) -> Facts {
        if let Some(brand) = self.matcher.brand_of(&post.author.handle) {
            return Facts {
                own: Some(brand),
                topics: topics(&self.triage.topics_in(&post.text)),
                ..Facts::default()
            };
        }
        let Some(placed) = placed else {
            return Facts::default();
        };
        Facts {
            own: None,
            brand: placed.mention.as_ref().map(|mention| mention.brand),
            topics: topics(&placed.verdict.topics),
            waits: placed.verdict.needs_reply,
        }
    }
}

fn topics(about: &[About]) -> Vec<usize> {
    about.iter().map(|about| about.topic).collect()
}
