//! What was sent: kept for a day, with its promises, and the record of what was let go all the same.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::desk::{Act, Event, Step};
use crate::engine::settings::put;
use crate::engine::{Engine, Outcome, failed};
use crate::post::{Millis, PostKey};
use crate::protocol::{ReplyText, Response, StoredRecord};
use crate::reply::check::{Recent, Sent, Severity};
use crate::reply::promise;

const HOUR: Millis = 3_600_000;
/// So long what was sent is kept: the site's own patience with repetition is about a day.
const KEPT_FOR: Millis = 24 * HOUR;
/// The most replies that are kept.
const KEPT: usize = 300;
/// The longest reply that is kept, in bytes.
const LONGEST: usize = 4_000;

/// A reply that was sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::engine) struct Kept {
    /// The event, so that it is kept once.
    id: String,
    #[serde(flatten)]
    reply: Sent,
}

impl super::Sending {
    /// Forgets what was sent to these posts; whether anything was.
    pub(in crate::engine) fn forget(&mut self, posts: &BTreeSet<PostKey>) -> bool {
        let before = self.sent.len();
        self.sent.retain(|kept| !posts.contains(&kept.reply.post));
        self.sent.len() < before
    }

    /// What was sent from here to a post, the oldest first.
    pub(in crate::engine) fn sent_to(&self, post: &str) -> impl Iterator<Item = &Sent> {
        let sent = self.sent.iter().map(|kept| &kept.reply);
        sent.filter(move |sent| sent.post == post)
    }
}

impl Engine {
    /// What was sent lately.
    pub(super) fn recent(&self, now: Millis) -> Vec<Recent<'_>> {
        let sent = self.sending.sent.iter().map(|kept| &kept.reply);
        let lately = sent.filter(|reply| reply.at > now - KEPT_FOR);
        lately.map(Sent::recent).collect()
    }

    /// Keeps that a held reply was let go, and which checks had held it.
    pub(super) fn released(&mut self, id: String, at: Millis, reply: &ReplyText) -> Outcome {
        let around = match self.around_reply(reply, at) {
            Ok(around) => around,
            Err(refused) => return (*refused).into(),
        };
        let counted = self.counted(reply);
        let findings = self.findings(reply, &around, &counted, at);
        let holds = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Holds);
        let checks: Vec<String> = holds.map(|finding| finding.check.to_owned()).collect();
        let Some(post) = around.post.as_ref().map(|post| post.key.clone()) else {
            return Response::Noted.into();
        };
        let act = Act::Released { checks };
        let event = Event { id, post, at, act };
        if let Some(need) = self.lacking(&event) {
            return need.into();
        }
        self.append(vec![event], Response::Noted)
    }

    /// Keeps what was sent for a day, and its promises until they are kept.
    pub(super) fn sent(&mut self, id: String, at: Millis, reply: &ReplyText) -> Outcome {
        if id.is_empty() {
            let message = "The reply has no name of its own. Reload the page.";
            return failed("reply.unnamed", message, "id").into();
        }
        let around = match self.around_reply(reply, at) {
            Ok(around) => around,
            Err(refused) => return (*refused).into(),
        };
        let post: PostKey = around
            .post
            .as_ref()
            .map(|post| post.key.clone())
            .unwrap_or_default();
        let promised = promise::promises(&reply.text)
            .into_iter()
            .filter(|promise| !promise.waits);
        // Nobody is promised anything by a post to everybody.
        let promised = promised.filter(|_| !post.is_empty());
        let mut events: Vec<Event> = promised
            .enumerate()
            .map(|(number, promise)| Event {
                id: format!("{id}-{number}"),
                post: post.clone(),
                at,
                act: Act::Promised {
                    what: code(promise.what),
                    words: promise.span.slice(&reply.text).to_owned(),
                    due: self.promise_due(&around.brand, promise.when, at),
                }
                .bounded(),
            })
            .collect();
        let response = Response::Sent {
            promises: events.len(),
        };
        if !post.is_empty() {
            let step = Step::Replied { at, human: true };
            events.push(Event {
                id: format!("{id}-reply"),
                post: post.clone(),
                at,
                act: Act::Case { step },
            });
        }
        if let Some(need) = events.iter().find_map(|event| self.lacking(event)) {
            return need.into();
        }
        let mut outcome = self.append(events, response);
        if self.sending.sent.iter().all(|kept| kept.id != id) {
            self.sending
                .sent
                .retain(|kept| kept.reply.at > at - KEPT_FOR);
            let text = reply.text.chars().scan(0, |bytes, c| {
                *bytes += c.len_utf8();
                (*bytes <= LONGEST).then_some(c)
            });
            let reply = Sent {
                at,
                text: text.collect(),
                post,
            };
            self.sending.sent.push(Kept { id, reply });
            let over = self.sending.sent.len().saturating_sub(KEPT);
            self.sending.sent.drain(..over);
            outcome
                .effects
                .push(put(StoredRecord::Sent, &self.sending.sent));
        }
        outcome
    }

    /// Appends events that change no mark.
    fn append(&mut self, events: Vec<Event>, response: Response) -> Outcome {
        let events = events.into_iter();
        Outcome {
            effects: events.filter_map(|event| self.keep_event(event)).collect(),
            response,
        }
    }
}

/// As a promise is kept.
fn code(what: promise::What) -> String {
    use promise::What;
    match what {
        What::Call => "call",
        What::Write => "write",
        What::Fix => "fix",
        What::Check => "check",
        What::Send => "send",
        What::Refund => "refund",
        What::Other => "other",
    }
    .to_owned()
}
