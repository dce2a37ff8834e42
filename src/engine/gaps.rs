//! What is missing in the knowledge bases: complaints and questions without an article.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::conversation::{Kind, Placed};
use crate::desk::Act;
use crate::engine::articles::Wanted;
use crate::engine::settings::put;
use crate::engine::{Engine, Outcome, failed};
use crate::knowledge::gaps::{Group, Missed};
use crate::knowledge::{WIDTH, meaning};
use crate::post::{Millis, Post, PostKey};
use crate::protocol::{ArticleDraft, Effect, Gap, Mark, Response, StoredRecord};
use crate::triage::Intent;

/// Posts that are remembered as looked at; the oldest go first.
const KEPT: usize = 2_000;

/// Complaints and questions for which articles are, or were, looked for.
#[derive(Debug, Default)]
pub(super) struct Looking {
    /// Found since the last request was answered, with their texts.
    due: Vec<(PostKey, String)>,
    /// What is known of those whose meaning was asked for.
    asked: BTreeMap<PostKey, Asked>,
    /// All of them, the oldest first.
    order: VecDeque<PostKey>,
    known: BTreeSet<PostKey>,
    /// Whether the gaps changed and are to be kept.
    changed: bool,
}

#[derive(Debug)]
struct Asked {
    brand: String,
    topic: Option<(String, String)>,
    heat: u32,
    lang: Option<String>,
}

impl Engine {
    /// Notes which of the posts want an article that nobody has looked for yet, and what the brand replied to others.
    pub(super) fn look_for_articles(
        &mut self,
        posts: &[Post],
        placed: &[Option<Placed>],
        now: Millis,
    ) {
        for (post, placed) in posts.iter().zip(placed) {
            if let Some(Placed {
                kind: Kind::Own, ..
            }) = placed
                && let Some(parent) = post.parent.as_ref().or(post.above.as_ref())
            {
                self.looking.changed |= self.gaps.reply(parent, &post.text, now);
            }
        }
    }

    /// Notes which marked posts want an article.
    pub(super) fn want_articles(&mut self, posts: &[Post], marks: &[Mark]) {
        for mark in marks {
            let wants = matches!(mark.intent, Intent::Complaint | Intent::Question)
                && mark.judged
                && mark.no_reply.is_none();
            if !wants || self.looking.known.contains(&mark.post) {
                continue;
            }
            // What is cut off, or about to be looked at again, may turn out to be something else.
            if let Some(post) = posts.iter().find(|post| post.key == mark.post)
                && !mark.provisional
                && !self.awaits_look(post)
            {
                self.looking.ask(mark, post);
            }
        }
    }

    /// What the background must do about them.
    pub(super) fn articles_due(&mut self) -> Vec<Effect> {
        let posts = std::mem::take(&mut self.looking.due);
        let understand = (!posts.is_empty()).then_some(Effect::Understand { posts });
        understand.into_iter().chain(self.keep_gaps()).collect()
    }

    fn keep_gaps(&mut self) -> Option<Effect> {
        let changed = std::mem::take(&mut self.looking.changed);
        changed.then(|| put(StoredRecord::Gaps, &self.gaps))
    }

    /// Takes what a post means: it has an article, or it is missing one.
    pub(super) fn meant(
        &mut self,
        post: &PostKey,
        text: &str,
        vector: &[f32],
        now: Millis,
    ) -> Outcome {
        let Some(asked) = self.looking.asked.get(post) else {
            return Response::Noted.into();
        };
        if let Some(need) = self.library.needs(&asked.brand) {
            return need.into();
        }
        let english = asked
            .lang
            .as_deref()
            .is_none_or(|lang| lang.starts_with("en"));
        let vector = if english { vector } else { &[] };
        self.meant.remember(post, text, vector);
        let topic = asked.topic.as_ref();
        let topic = topic.map(|(code, name)| (code.as_str(), name.as_str()));
        let wanted = Wanted {
            brand: &asked.brand,
            post: text,
            lang: asked.lang.as_deref(),
            topic,
            vector,
            only_good: true,
            ..Wanted::default()
        };
        let changed = if self.offered(&wanted, 1).is_empty() {
            let vector: Option<&[f32; WIDTH]> = vector.try_into().ok();
            self.gaps.add(&Missed {
                post,
                brand: &asked.brand,
                topic: topic.map(|(code, _)| code),
                heat: asked.heat,
                at: now,
                text,
                vector,
            })
        } else {
            self.gaps.answered(post, now)
        };
        self.looking.asked.remove(post);
        self.looking.changed |= changed | self.gaps.forget(now);
        Outcome {
            response: Response::Noted,
            effects: self.keep_gaps().into_iter().collect(),
        }
    }

    /// A post that an agent says is none of these is no gap.
    pub(super) fn no_gap(&mut self, post: &str, act: &Act) {
        let none = match act {
            Act::NotUs { .. } => true,
            Act::Corrected { intent, .. } => {
                !matches!(intent, Intent::Complaint | Intent::Question)
            }
            _ => false,
        };
        if none {
            self.looking.changed |= self.gaps.remove(post);
        }
    }

    pub(super) fn gaps(&self, now: Millis) -> Response {
        if let Some(need) = self.library.needs("") {
            return need;
        }
        let groups = self.gaps.groups(now);
        let first_line = self.first_line(&groups);
        Response::Gaps {
            gaps: groups.into_iter().map(|group| self.gap(group)).collect(),
            first_line,
            seen: self.gaps.seen(),
        }
    }

    fn gap(&self, group: Group) -> Gap {
        let name = |code: &str| {
            let mut topics = self.all_topics();
            let topic = topics.find(|topic| topic.code == code);
            topic.map_or_else(|| code.to_owned(), |topic| topic.name.clone())
        };
        Gap {
            topic: group.topic.map(|code| (code.clone(), name(&code))),
            id: group.id,
            name: group.name,
            words: group.words,
            brand: group.brand,
            count: group.count,
            heat: group.heat,
            posts: group.posts,
            last: group.last,
            has_reply: group.has_reply,
        }
    }

    pub(super) fn draft_article(&self, gap: &str, now: Millis) -> Response {
        match self.gaps.draft(gap, now) {
            Some((file, markdown)) => Response::DraftArticle {
                draft: ArticleDraft { file, markdown },
            },
            None => no_gap(),
        }
    }

    pub(super) fn dismiss_gap(&mut self, gap: &str, now: Millis) -> Outcome {
        if !self.gaps.dismiss(gap, now) {
            return no_gap().into();
        }
        Outcome {
            response: Response::Noted,
            effects: vec![put(StoredRecord::Gaps, &self.gaps)],
        }
    }
}

impl Looking {
    fn ask(&mut self, mark: &Mark, post: &Post) {
        let topic = mark.topics.first();
        let asked = Asked {
            brand: mark.brand.clone(),
            topic: topic.map(|topic| (topic.code.clone(), topic.name.clone())),
            heat: whole(mark.heat.value),
            lang: post.lang.clone(),
        };
        self.due.push((mark.post.clone(), meaning(&post.text)));
        self.asked.insert(mark.post.clone(), asked);
        self.known.insert(mark.post.clone());
        self.order.push_back(mark.post.clone());
        while self.order.len() > KEPT {
            if let Some(oldest) = self.order.pop_front() {
                self.known.remove(&oldest);
                self.asked.remove(&oldest);
            }
        }
    }
}

/// Heat in hundredths.
fn whole(heat: f32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    let heat = (heat * 100.0).clamp(0.0, 100.0) as u32;
    heat
}

fn no_gap() -> Response {
    failed(
        "gap.unknown",
        "This gap is not there any more. Reload the page.",
        "gap",
    )
}
