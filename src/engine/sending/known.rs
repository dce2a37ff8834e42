//! What is kept between two keys, so that a key costs what it changes and no more; and when it is forgotten.
//!
//! A reply is asked about twice a key, by the page's script and by the assist frame. What is around it stays the same
//! from key to key, and so does the article that it links. All of it follows from the question and from what the engine
//! knows: a request that may change that forgets everything ([`leaves`] names those that do not), and so does what is
//! learnt of a conversation.

use std::sync::Arc;

use super::around::Around;
use crate::engine::Engine;
use crate::post::Millis;
use crate::protocol::{Checked, ReplyText, Request};
use crate::reply::claim::Article;
use crate::site::RawPost;

/// So many see the page, each perhaps as it was at another moment: the page's script and the frame.
const ASKERS: usize = 2;
/// The most links whose articles are kept.
const LINKS: usize = 8;
/// So long an answer is given again: what a promise is due at follows from the moment of asking.
const FRESH: Millis = 1_000;
/// So long complaints that wait are not counted anew: their limit is hours.
const COUNTED: Millis = 60_000;

/// What is kept.
#[derive(Debug, Default)]
pub(in crate::engine) struct Known {
    /// How much was known of conversations then.
    changes: u64,
    around: Vec<Surroundings>,
    answers: Vec<Answer>,
    waiting: Option<(Millis, usize)>,
    /// Links, with the articles that they lead to.
    links: Vec<(String, Option<Arc<Article>>)>,
}

#[derive(Debug)]
struct Surroundings {
    site: String,
    post: Option<RawPost>,
    others: Vec<RawPost>,
    around: Arc<Around>,
}

#[derive(Debug)]
struct Answer {
    reply: ReplyText,
    at: Millis,
    checked: Checked,
}

/// Whether a request changes nothing that is kept here but what is known of conversations.
pub(in crate::engine) const fn leaves(request: &Request) -> bool {
    matches!(
        request,
        Request::CheckReply { .. }
            | Request::Observe { .. }
            | Request::Assist { .. }
            | Request::FindReplies { .. }
            | Request::Search { .. }
            | Request::Unread { .. }
            | Request::Read { .. }
            | Request::Promises
            | Request::Status
    )
}

impl Engine {
    /// What is kept and still holds.
    pub(super) fn known(&mut self) -> &mut Known {
        let changes = self.conversations.changes();
        let known = &mut self.sending.known;
        if known.changes != changes {
            known.changes = changes;
            known.around.clear();
            known.answers.clear();
            known.waiting = None;
        }
        known
    }
}

impl Known {
    /// Nothing is kept any more.
    pub(in crate::engine) fn forget(&mut self) {
        *self = Self::default();
    }

    pub(super) fn around(&self, reply: &ReplyText) -> Option<Arc<Around>> {
        let same = |kept: &&Surroundings| {
            kept.site == reply.site && kept.post == reply.post && kept.others == reply.around
        };
        let kept = self.around.iter().find(same)?;
        Some(Arc::clone(&kept.around))
    }

    pub(super) fn keep_around(&mut self, reply: &ReplyText, around: &Arc<Around>) {
        let kept = Surroundings {
            site: reply.site.clone(),
            post: reply.post.clone(),
            others: reply.around.clone(),
            around: Arc::clone(around),
        };
        push(&mut self.around, kept, ASKERS);
    }

    /// What was said of the very same reply a moment ago.
    pub(super) fn answer(&self, reply: &ReplyText, now: Millis) -> Option<&Checked> {
        let same = |kept: &&Answer| (0..FRESH).contains(&(now - kept.at)) && kept.reply == *reply;
        self.answers.iter().find(same).map(|kept| &kept.checked)
    }

    pub(super) fn keep_answer(&mut self, reply: ReplyText, at: Millis, checked: Checked) {
        let kept = Answer { reply, at, checked };
        push(&mut self.answers, kept, ASKERS);
    }

    /// How many complaints waited a moment ago.
    pub(super) fn waiting(&self, now: Millis) -> Option<usize> {
        let counted = self.waiting;
        let near = counted.filter(|(at, _)| (0..COUNTED).contains(&(now - at)));
        near.map(|(_, count)| count)
    }

    pub(super) fn keep_waiting(&mut self, at: Millis, count: usize) {
        self.waiting = Some((at, count));
    }

    /// The article that a link leads to, or that it leads to none, where that is known.
    pub(in crate::engine) fn article(&self, link: &str) -> Option<Option<Arc<Article>>> {
        let mut links = self.links.iter();
        let kept = links.find(|(known, _)| known == link);
        kept.map(|(_, article)| article.clone())
    }

    pub(in crate::engine) fn keep_article(&mut self, link: &str, article: Option<Arc<Article>>) {
        push(&mut self.links, (link.to_owned(), article), LINKS);
    }
}

/// Keeps one more; of more than `most` the oldest goes.
fn push<T>(kept: &mut Vec<T>, one: T, most: usize) {
    let over = (kept.len() + 1).saturating_sub(most);
    kept.drain(..over);
    kept.push(one);
}
