//! What happens around a send: the checks before it, the record of one that was let go all the same, and what was sent
//! and promised.

use serde::{Deserialize, Serialize};

use crate::desk::{Act, Event};
use crate::engine::settings::{any_fatal, put};
use crate::engine::{Engine, Outcome, failed};
use crate::post::{Millis, Post, PostKey};
use crate::protocol::{
    Checked, Effect, FoundInReply, Mark, ReplyText, Request, Response, StoredRecord,
};
use crate::reply::check::{
    Finding, Outgoing, Policy, Recent, Said, Sent, Severity, Speaker, check,
};
use crate::reply::length::{self, Rule};
use crate::reply::promise::{self, Promise};
use crate::site;
use crate::text::fold::fold;

const HOUR: Millis = 3_600_000;
/// So long what was sent is kept: the site's own patience with repetition is about a day.
const KEPT_FOR: Millis = 24 * HOUR;
/// The most replies that are kept.
const KEPT: usize = 300;
/// The longest reply that is kept, in bytes.
const LONGEST: usize = 4_000;
/// A complaint that waits longer than this waits past its time: what customers expect.
const IN_TIME: Millis = 2 * HOUR;

/// The lead's rules, and what was sent lately.
#[derive(Debug, Default)]
pub(super) struct Sending {
    pub(super) policy: Policy,
    pub(super) sent: Vec<Kept>,
}

/// A reply that was sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The event, so that it is kept once.
    id: String,
    #[serde(flatten)]
    pub(super) reply: Sent,
}

/// What is known around a reply.
struct Around {
    mark: Option<Mark>,
    post: Option<Post>,
    thread: Vec<Post>,
}

impl Engine {
    pub(super) fn sending_asked(&mut self, request: Request, now: Millis) -> Outcome {
        match request {
            Request::CheckReply { reply } => match self.around_reply(&reply, now) {
                Ok(around) => Response::Checked {
                    checked: Box::new(self.say_of(&reply, &around, now)),
                }
                .into(),
                Err(refused) => (*refused).into(),
            },
            Request::ReplyReleased { id, at, reply } => self.released(id, at, &reply),
            Request::ReplySent { id, at, reply } => self.sent(id, at, &reply),
            Request::CheckChecks { policy } => checks(policy, false).into(),
            Request::SaveChecks { policy } => self.save_checks(policy),
            _ => checks(self.sending.policy.clone(), true).into(),
        }
    }

    fn save_checks(&mut self, policy: Policy) -> Outcome {
        if any_fatal(&policy.check()) {
            return checks(policy, false).into();
        }
        self.sending.policy = policy.clone();
        Outcome {
            effects: vec![put(StoredRecord::Checks, &policy), Effect::Again],
            response: checks(policy, true),
        }
    }

    /// The post that is answered, read in its context, and the thread that it stands in.
    ///
    /// # Errors
    /// What is needed first, or why it cannot be read.
    fn around_reply(&mut self, reply: &ReplyText, now: Millis) -> Result<Around, Box<Response>> {
        let Some(raw) = &reply.post else {
            return Ok(Around {
                mark: None,
                post: None,
                thread: Vec::new(),
            });
        };
        let (mark, post) = self.read_one(&reply.site, raw, &reply.around, now)?;
        let site = site::find(&reply.site);
        let others = reply.around.iter().filter(|other| other.key != raw.key);
        let others = others.filter_map(|other| Some(site?.normalize(other)?.bounded()));
        let mut thread: Vec<Post> = others.filter(|other| is_of_thread(other, &post)).collect();
        thread.sort_by_key(|other| other.time);
        Ok(Around {
            mark,
            post: Some(post),
            thread,
        })
    }

    fn say_of(&self, reply: &ReplyText, around: &Around, now: Millis) -> Checked {
        let rule = rule(&reply.site);
        let counted = length::count(&rule, &reply.text);
        let findings = self.findings(reply, around, counted, now);
        let brand = around.brand();
        let found = |finding| found_in(finding, &reply.text);
        let promises = promise::promises(&reply.text);
        let due = |promise: Promise| {
            let words = promise.span.slice(&reply.text).to_owned();
            (words, self.promise_due(brand, promise.when, now))
        };
        let too_long = counted.over_from.is_some();
        let (claims, supported) = self.claims_of(&reply.text);
        Checked {
            findings: findings.into_iter().map(found).chain(claims).collect(),
            supported,
            used: counted.used,
            max: counted.max,
            over_from: counted.over_from.map(|at| utf16(&reply.text, at)),
            parts: if too_long {
                length::split(&rule, &reply.text)
            } else {
                Vec::new()
            },
            promises: promises
                .into_iter()
                .filter(|promise| !promise.waits)
                .map(due)
                .collect(),
        }
    }

    fn findings(
        &self,
        reply: &ReplyText,
        around: &Around,
        counted: length::Counted,
        now: Millis,
    ) -> Vec<Finding> {
        let brand = around.brand();
        let own = self.profile.brands.iter().find(|one| one.name == brand);
        let own_handles: Vec<String> = self
            .profile
            .brands
            .iter()
            .flat_map(|one| bare(&one.handles))
            .collect();
        let others = self
            .profile
            .brands
            .iter()
            .filter(|one| own.is_some() && one.name != brand);
        let other_brands: Vec<String> = others
            .flat_map(|one| bare(&one.handles).chain([one.name.clone()]))
            .collect();
        let author = around.post.as_ref().map(|post| fold(&post.author.handle));
        let said = |post: &'_ Post| {
            let handle = fold(&post.author.handle);
            if own_handles.iter().any(|own| fold(own) == handle) {
                Speaker::Us
            } else if Some(&handle) == author.as_ref() {
                Speaker::Customer
            } else {
                Speaker::Another
            }
        };
        let thread: Vec<Said<'_>> = around
            .thread
            .iter()
            .map(|post| Said {
                who: said(post),
                text: &post.text,
                at: post.time.unwrap_or_default(),
            })
            .collect();
        let recent: Vec<Recent<'_>> = self
            .sending
            .sent
            .iter()
            .filter(|kept| kept.reply.at > now - KEPT_FOR)
            .map(|kept| Recent {
                at: kept.reply.at,
                text: &kept.reply.text,
                post: &kept.reply.post,
            })
            .collect();
        let handled = |key: &str| self.state(key).handled.is_some();
        check(&Outgoing {
            text: &reply.text,
            lang: around.post.as_ref().and_then(|post| post.lang.as_deref()),
            post: around.post.as_ref().map(|post| post.text.as_str()),
            author: around.post.as_ref().map(|post| &post.author),
            intent: around.mark.as_ref().map(|mark| mark.intent),
            brand,
            own_handles: &own_handles,
            other_brands: &other_brands,
            thread: &thread,
            seen_at: reply.since,
            claimed_by: None,
            recent: &recent,
            now,
            used: counted.used,
            max: counted.max,
            over_from: counted.over_from,
            dead_links: &self.dead_links(&reply.text),
            waiting: self.conversations.waiting_since(now - IN_TIME, &handled),
            policy: &self.sending.policy,
            languages: self.triage.languages.as_ref(),
        })
    }

    /// The links of a text that are known to lead nowhere.
    fn dead_links(&self, text: &str) -> Vec<String> {
        let links = length::links(text).into_iter().map(|span| span.slice(text));
        let dead = |link: &&str| {
            let page = link.split(['?', '#']).next().unwrap_or(link);
            [link, page]
                .iter()
                .any(|url| self.links.is_dead(url).is_some())
        };
        links.filter(dead).map(str::to_owned).collect()
    }

    /// Keeps that a held reply was let go, and which checks had held it.
    fn released(&mut self, id: String, at: Millis, reply: &ReplyText) -> Outcome {
        let around = match self.around_reply(reply, at) {
            Ok(around) => around,
            Err(refused) => return (*refused).into(),
        };
        let counted = length::count(&rule(&reply.site), &reply.text);
        let findings = self.findings(reply, &around, counted, at);
        let holds = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Holds);
        let checks: Vec<String> = holds.map(|finding| finding.check.to_owned()).collect();
        let Some(post) = around.post.map(|post| post.key) else {
            return Response::Noted.into();
        };
        let act = Act::Released { checks };
        self.append(vec![Event { id, post, at, act }], Response::Noted)
    }

    /// Keeps what was sent for a day, and its promises until they are kept.
    fn sent(&mut self, id: String, at: Millis, reply: &ReplyText) -> Outcome {
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
        let events: Vec<Event> = promised
            .enumerate()
            .map(|(number, promise)| Event {
                id: format!("{id}-{number}"),
                post: post.clone(),
                at,
                act: Act::Promised {
                    what: code(promise.what),
                    words: promise.span.slice(&reply.text).to_owned(),
                    due: self.promise_due(around.brand(), promise.when, at),
                }
                .bounded(),
            })
            .collect();
        let response = Response::Sent {
            promises: events.len(),
        };
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
        let new = events
            .into_iter()
            .filter(|event| self.desk.add(event.clone()));
        Outcome {
            effects: new.map(|event| Effect::Append { event }).collect(),
            response,
        }
    }
}

impl Around {
    fn brand(&self) -> &str {
        self.mark.as_ref().map_or("", |mark| mark.brand.as_str())
    }
}

fn checks(policy: Policy, saved: bool) -> Response {
    Response::Checks {
        problems: policy.check(),
        policy,
        saved,
    }
}

/// How long posts of a site may be.
fn rule(site: &str) -> Rule {
    match site {
        "bluesky" => Rule::BLUESKY,
        "mastodon" => Rule::MASTODON,
        _ => Rule::X,
    }
}

/// Whether a post stands in the same thread as the one that is answered.
pub(super) fn is_of_thread(other: &Post, post: &Post) -> bool {
    let key = Some(&post.key);
    let of_it =
        |above: &Option<PostKey>| above.as_ref() == key || above.as_ref() == Some(&other.key);
    let same = other.thread.is_some() && other.thread == post.thread;
    let below = [&other.parent, &other.above, &other.thread];
    let above = [&post.parent, &post.above, &post.thread];
    same || below.into_iter().any(|name| name.as_ref() == key) || above.into_iter().any(of_it)
}

fn bare(handles: &[String]) -> impl Iterator<Item = String> {
    handles
        .iter()
        .map(|handle| handle.trim_start_matches('@').to_owned())
}

fn found_in(finding: Finding, text: &str) -> FoundInReply {
    FoundInReply {
        check: finding.check.to_owned(),
        severity: finding.severity,
        words: finding
            .spans
            .first()
            .map(|span| span.slice(text).to_owned())
            .unwrap_or_default(),
        spans: finding
            .spans
            .iter()
            .map(|span| span.to_utf16(text))
            .collect(),
        parts: finding.parts,
        fix: finding.fix.map(|fix| (fix.label.to_owned(), fix.text)),
    }
}

fn utf16(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).encode_utf16().count()
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
