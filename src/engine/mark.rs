//! From posts to marks: who is meant, the verdict in its context, and what the team did.

use std::collections::BTreeSet;

use crate::brand::{By, Mention, Sign};
use crate::conversation::{Kind, Placed, Reader};
use crate::engine::Engine;
use crate::post::{Millis, Post, PostKey};
use crate::protocol::{
    HeatInput, HeatMark, Mark, MentionMark, NoReplyMark, ReasonMark, SenseMark, TopicMark,
};
use crate::span::Span;
use crate::triage::heat::{self, Heat};
use crate::triage::{About, Lang, NoReply, Reason, Verdict};

impl Engine {
    /// The marks of those posts that are about a brand, by neither the brand nor an advertiser, and the posts seen
    /// before that read differently now.
    pub(super) fn marks(
        &mut self,
        posts: Vec<(String, Post)>,
        now: Millis,
    ) -> (Vec<Mark>, BTreeSet<PostKey>) {
        let (keys, mut posts): (Vec<String>, Vec<Post>) = posts.into_iter().unzip();
        let mut conversations = std::mem::take(&mut self.conversations);
        let judge = |post: &Post, brand: Option<usize>| self.judge(post, brand);
        let means = |mention: &Mention, post: &Post| {
            self.state(&post.key).not_us.is_none() && self.is_meant(mention, post)
        };
        let handled = |key: &str| self.desk.record(key).handled.is_some();
        let reader = Reader {
            triage: &self.triage,
            matcher: &self.matcher,
            judge: &judge,
            means: &means,
            handled: &handled,
            now: Some(now),
            all: false,
        };
        let (placed, touched) = reader.read(&mut conversations, &mut posts);
        self.conversations = conversations;
        let doubts = self.doubts(&posts, &placed);
        self.look_for_articles(&posts, &placed, now);
        let marks = keys.iter().zip(&posts).zip(placed);
        let marks = marks.filter_map(|((key, post), placed)| self.mark(key, post, placed?, now));
        let marks: Vec<Mark> = marks.collect();
        self.look_at(doubts);
        self.want_articles(&posts, &marks);
        self.note_cases(&posts, &marks, now);
        (marks, touched)
    }

    /// The verdict on a post's words, with what was learnt about the brand and an agent's word on it.
    fn judge(&self, post: &Post, brand: Option<usize>) -> Verdict {
        let learnt = brand.and_then(|brand| self.learnt(brand));
        let usual = post.lang.as_deref().map_or(Lang::English, Lang::from_tag);
        let mut verdict = match self.looked(post) {
            Some(second) => self.triage.refine(&post.text, usual, learnt, second),
            None => self.triage.judge_in(&post.text, usual, learnt),
        };
        self.drop_no_reasons(post, &mut verdict);
        let state = self.state(&post.key);
        if let Some((_, intent)) = state.corrected {
            verdict.correct(intent);
        }
        if let Some((_, code)) = state.topic {
            self.triage.correct_topic(&mut verdict, &code);
        }
        verdict
    }

    fn mark(&self, key: &str, post: &Post, placed: Placed, now: Millis) -> Option<Mark> {
        if matches!(placed.kind, Kind::Own | Kind::Advert) {
            return None;
        }
        let mention = placed.mention?;
        let brand = self.profile.brands.get(mention.brand)?.name.clone();
        let verdict = placed.verdict;
        let since = placed.around.since.filter(|_| verdict.needs_reply);
        Some(Mark {
            key: key.to_owned(),
            post: post.key.clone(),
            brand,
            intent: verdict.intent,
            scores: verdict.scores,
            urgency: verdict.urgency,
            lang: verdict.lang,
            judged: verdict.judged,
            time: post.time,
            provisional: verdict.provisional,
            first_look: verdict.first_look,
            grievance: verdict.grievance,
            no_reply: verdict.no_reply.map(|reason| no_reply(&reason, post)),
            topics: self.topics(&verdict.topics, post),
            heat: heat_mark(&verdict.heat, post),
            until: since.and_then(|since| heat::changes_at(since, now)),
            mention: mention_mark(&mention, post),
            reasons: telling(verdict.reasons)
                .into_iter()
                .map(|reason| ReasonMark {
                    span: reason.span.to_utf16(&post.text),
                    words: reason.span.slice(&post.text).to_owned(),
                    code: reason.code.to_owned(),
                    why: reason.why.to_owned(),
                    weight: reason.weight,
                })
                .collect(),
            state: self.state(&post.key),
        })
    }

    fn topics(&self, about: &[About], post: &Post) -> Vec<TopicMark> {
        let topic = |about: &About| {
            let topic = self.triage.topic(about.topic)?;
            Some(TopicMark {
                code: topic.code.clone(),
                name: topic.name.clone(),
                words: about.spans.iter().map(|span| words(*span, post)).collect(),
                inherited: about.inherited,
            })
        };
        about.iter().filter_map(topic).collect()
    }
}

fn words(span: Span, post: &Post) -> String {
    span.slice(&post.text).to_owned()
}

fn no_reply(reason: &NoReply, post: &Post) -> NoReplyMark {
    NoReplyMark {
        code: reason.code.to_owned(),
        why: reason.why.to_owned(),
        words: reason
            .span
            .map(|span| words(span, post))
            .unwrap_or_default(),
    }
}

fn heat_mark(heat: &Heat, post: &Post) -> HeatMark {
    HeatMark {
        value: heat.value(),
        level: heat.level(),
        inputs: heat
            .parts()
            .iter()
            .map(|part| HeatInput {
                input: part.input,
                points: part.points,
                words: part.span.map(|span| words(span, post)).unwrap_or_default(),
            })
            .collect(),
    }
}

/// The reasons that tell a person something. A word that is only typical says little beside a sign that has a name, and
/// several of them say no more than one.
pub(super) fn telling(mut reasons: Vec<Reason>) -> Vec<Reason> {
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
    let sense = mention.sense.map(|sense| SenseMark {
        also: sense.also,
        words: match sense.sign {
            Some(Sign::Trade(span) | Sign::Care(span) | Sign::Acts(span) | Sign::Called(span)) => {
                span.slice(&post.text).to_owned()
            }
            Some(Sign::Capital | Sign::Glued) | None => String::new(),
        },
    });
    MentionMark {
        by: mention.by,
        span: mention.span.map(|span| span.to_utf16(&post.text)),
        words,
        read_as: mention.read_as.clone(),
        sense,
    }
}
