//! What happens around a send: the checks before it (`around`: what is known around the reply; `known`: what is kept
//! of it between two keys), and what was sent and promised (`sent`).

mod around;
mod known;
mod sent;

use crate::engine::settings::{any_fatal, put};
use crate::engine::{Engine, Outcome};
use crate::post::Millis;
use crate::protocol::{Checked, Effect, FoundInReply, ReplyText, Request, Response, StoredRecord};
use crate::reply::check::{Finding, Outgoing, Policy, check};
use crate::reply::length::{self, Counted, Rule};
use crate::reply::promise::{self, Promise};
use crate::site::{self, Count};
use around::Around;
pub(super) use around::is_of_thread;
pub(super) use known::leaves;

/// A complaint that waits longer than this waits past its time: what customers expect.
const IN_TIME: Millis = 2 * 3_600_000;

/// The lead's rules, and what was sent lately.
#[derive(Debug, Default)]
pub(super) struct Sending {
    pub(super) policy: Policy,
    pub(super) sent: Vec<sent::Kept>,
    pub(super) known: known::Known,
}

impl Engine {
    pub(super) fn sending_asked(&mut self, request: Request, now: Millis) -> Outcome {
        match request {
            Request::CheckReply { reply } => self.check_reply(reply, now),
            Request::ReplyReleased { id, at, reply } => self.released(id, at, &reply),
            Request::ReplySent { id, at, reply } => self.sent(id, at, &reply),
            Request::CheckChecks { policy } => checks(policy, false).into(),
            Request::SaveChecks { policy } => self.save_checks(policy),
            _ => checks(self.sending.policy.clone(), true).into(),
        }
    }

    pub(super) fn save_checks(&mut self, policy: Policy) -> Outcome {
        if any_fatal(&policy.check()) {
            return checks(policy, false).into();
        }
        self.sending.policy = policy.clone();
        Outcome {
            effects: vec![put(StoredRecord::Checks, &policy), Effect::Again],
            response: checks(policy, true),
        }
    }

    fn check_reply(&mut self, reply: ReplyText, now: Millis) -> Outcome {
        if let Some(checked) = self.known().answer(&reply, now).cloned() {
            return said(checked);
        }
        let around = match self.around_reply(&reply, now) {
            Ok(around) => around,
            Err(refused) => return (*refused).into(),
        };
        let checked = self.say_of(&reply, &around, now);
        self.known().keep_answer(reply, now, checked.clone());
        said(checked)
    }

    fn say_of(&mut self, reply: &ReplyText, around: &Around, now: Millis) -> Checked {
        let counted = self.counted(reply);
        let findings = self.findings(reply, around, &counted, now);
        let found = |finding| found_in(finding, &reply.text);
        let promises = promise::promises(&reply.text);
        let due = |promise: Promise| {
            let words = promise.span.slice(&reply.text).to_owned();
            (words, self.promise_due(&around.brand, promise.when, now))
        };
        let promises = promises.into_iter().filter(|promise| !promise.waits);
        let promises = promises.map(due).collect();
        let (claims, supported) = self.claims_of(&reply.text);
        let parts = self
            .rule(&reply.site)
            .filter(|_| counted.over_from.is_some());
        Checked {
            findings: findings.into_iter().map(found).chain(claims).collect(),
            supported,
            used: counted.used,
            max: counted.max,
            over_from: counted.over_from.map(|at| utf16(&reply.text, at)),
            parts: parts
                .map(|rule| length::split(&rule, &reply.text))
                .unwrap_or_default(),
            promises,
        }
    }

    fn rule(&self, site: &str) -> Option<Rule> {
        rule(site, self.sending.policy.long_posts)
    }

    /// How long a reply is; without a limit where the site is not known.
    fn counted(&self, reply: &ReplyText) -> Counted {
        let rule = self.rule(&reply.site);
        rule.map_or(Counted::default(), |rule| length::count(&rule, &reply.text))
    }

    fn findings(
        &mut self,
        reply: &ReplyText,
        around: &Around,
        counted: &Counted,
        now: Millis,
    ) -> Vec<Finding> {
        let waiting = self.waiting(now);
        check(&Outgoing {
            text: &reply.text,
            lang: around.post.as_ref().and_then(|post| post.lang.as_deref()),
            post: around.post.as_ref().map(|post| post.text.as_str()),
            author: around.post.as_ref().map(|post| &post.author),
            intent: around.intent,
            brand: &around.brand,
            own_handles: &around.own_handles,
            other_brands: &around.other_brands,
            thread: &around.said(),
            seen_at: reply.since,
            claimed_by: None,
            recent: &self.recent(now),
            now,
            used: counted.used,
            max: counted.max,
            over_from: counted.over_from,
            dead_links: &self.dead_links(&reply.text),
            waiting,
            policy: &self.sending.policy,
            languages: self.triage.languages.as_ref(),
        })
    }

    /// How many complaints wait past their time.
    fn waiting(&mut self, now: Millis) -> usize {
        if let Some(count) = self.known().waiting(now) {
            return count;
        }
        let handled = |key: &str| self.desk.record(key).handled.is_some();
        let count = self.conversations.waiting_since(now - IN_TIME, &handled);
        self.known().keep_waiting(now, count);
        count
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
}

fn said(checked: Checked) -> Outcome {
    let checked = Box::new(checked);
    Response::Checked { checked }.into()
}

fn checks(policy: Policy, saved: bool) -> Response {
    Response::Checks {
        problems: policy.check(),
        policy,
        saved,
    }
}

/// How long posts of a site may be, for an account that may write long ones or not.
fn rule(site: &str, long: bool) -> Option<Rule> {
    let length = site::find(site)?.length()?;
    let (max, link) = (if long { length.long } else { length.max }, length.link);
    Some(match length.count {
        Count::Weighted => Rule::Weighted { max, link },
        Count::Graphemes => Rule::Graphemes { max },
        Count::Characters => Rule::Characters { max, link },
    })
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
