//! The agent's own reply, as it stands in the site's reply box: what the checks say of it while it is written, and when
//! a send was held. The content script holds and lets go; the frame says why.

use super::place::Of;
use super::{Frame, Msg, ToContent};
use crate::post::{Millis, PostKey};
use crate::protocol::{Checked, Failure, FoundInReply, ReplyText, Request, Response};
use crate::reply::check::Severity;
use crate::wasm::pages::app::{To, focus, scroll_to};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::{clipboard, words};

/// What happens to the reply.
#[derive(Clone)]
pub(super) enum Written {
    /// The answer for a text.
    Checked(u32, String, Result<Box<Checked>, Failure>),
    /// A finding's better reply, by the finding's place.
    Fix(usize),
    CopyFix(usize),
    /// A part of a reply that is too long.
    CopyPart(usize),
    Release,
}

/// The reply.
#[derive(Default)]
pub(super) struct Reply {
    /// The post that it answers.
    pub(super) post: PostKey,
    pub(super) text: String,
    /// When the agent began to write.
    since: Option<Millis>,
    /// Counts the questions: an answer to one of another reply is dropped.
    number: u32,
    /// The text that is being checked.
    under: Option<String>,
    /// What was said last, and of which text.
    pub(super) checked: Option<(String, Box<Checked>)>,
    pub(super) failure: Option<Failure>,
    /// The agent pressed send, and it was held.
    pub(super) held: bool,
}

impl Reply {
    /// What is said of the text as it stands now. What was said of an older one is shown until then, but does nothing.
    fn fresh(&self) -> Option<&Checked> {
        let (text, checked) = self.checked.as_ref()?;
        (*text == self.text).then_some(checked)
    }

    pub(super) fn is_fresh(&self) -> bool {
        self.fresh().is_some()
    }

    /// What was found, in one breath; nothing while there is no reply.
    pub(super) fn aloud(&self) -> String {
        let Some((_, checked)) = &self.checked else {
            return String::new();
        };
        if checked.findings.is_empty() {
            return words::t("frame_reply_clean");
        }
        let (first, rest): (Vec<_>, Vec<_>) = checked.findings.iter().partition(|one| holds(one));
        let said = first.into_iter().chain(rest).map(said);
        said.collect::<Vec<_>>().join(" ")
    }

    fn fix(&self, at: usize) -> Option<String> {
        let finding = self.fresh()?.findings.get(at)?;
        finding.fix.as_ref().map(|(_, text)| text.clone())
    }
}

impl Frame {
    /// The reply box holds this now.
    pub(super) fn typed(
        &mut self,
        text: String,
        post: PostKey,
        since: Option<Millis>,
        to: &To<Msg>,
    ) {
        if text.trim().is_empty() || post != self.reply.post {
            self.reply = Reply {
                post,
                number: self.reply.number + 1,
                ..Reply::default()
            };
            self.no_rewriting();
        }
        if text == self.reply.text {
            return;
        }
        self.reply.held = false;
        if text.trim().is_empty() {
            return;
        }
        self.reply.since = since.or(self.reply.since).or_else(|| Some(words::now()));
        self.reply.text = text;
        self.check(to);
        self.know_rewriter(to, false);
    }

    /// A send of this text was held.
    pub(super) fn held(
        &mut self,
        text: String,
        post: PostKey,
        since: Option<Millis>,
        to: &To<Msg>,
    ) {
        self.typed(text, post, since, to);
        self.reply.held = true;
        // What is said around the post may be otherwise by now.
        self.recheck(to);
        scroll_to("reply");
    }

    /// Has the text checked again: what is known of the post or of the team's rules has changed.
    pub(super) fn recheck(&mut self, to: &To<Msg>) {
        if !self.reply.text.is_empty() {
            // An answer that is on its way was made before.
            self.reply.under = None;
            self.check(to);
        }
    }

    /// Another post: what is written to it is told next.
    pub(super) fn no_reply(&mut self) {
        self.reply = Reply {
            number: self.reply.number + 1,
            ..Reply::default()
        };
    }

    /// Asks; while an answer is awaited the newest text waits for it, so that fast typing asks no more than is answered.
    fn check(&mut self, to: &To<Msg>) {
        if self.reply.under.is_some() {
            return;
        }
        self.reply.number += 1;
        let number = self.reply.number;
        let text = self.reply.text.clone();
        self.reply.under = Some(text.clone());
        let reply = self.reply_text();
        to.later(async move {
            let checked = match ask(Request::CheckReply { reply }).await {
                Ok(Response::Checked { checked }) => Ok(checked),
                Ok(other) => unexpected(other),
                Err(failure) => Err(failure),
            };
            Msg::Written(Written::Checked(number, text, checked))
        });
    }

    /// The reply with what stands around it.
    pub(super) fn reply_text(&self) -> ReplyText {
        ReplyText {
            site: self.site.clone(),
            post: Some(self.post.clone()),
            around: self.around.clone(),
            text: self.reply.text.clone(),
            since: self.reply.since,
        }
    }

    pub(super) fn written(&mut self, what: Written, to: &To<Msg>) {
        match what {
            Written::Checked(number, text, answer) => self.checked(number, text, answer, to),
            Written::Fix(at) => {
                if let Some(text) = self.reply.fix(at) {
                    self.put(text, Of::Fix, false);
                }
            }
            Written::CopyFix(at) => copy(self.reply.fix(at), to),
            Written::CopyPart(at) => {
                let parts = self.reply.fresh().map(|checked| &checked.parts);
                copy(parts.and_then(|parts| parts.get(at)).cloned(), to);
            }
            Written::Release => {
                if self.reply.held {
                    self.reply.held = false;
                    // Its button goes; the content script may take the focus on to the reply.
                    focus("frame");
                    self.tell(&ToContent::Release);
                    self.say(words::t("frame_released"));
                }
            }
        }
    }

    fn checked(
        &mut self,
        number: u32,
        text: String,
        answer: Result<Box<Checked>, Failure>,
        to: &To<Msg>,
    ) {
        if number != self.reply.number {
            return;
        }
        self.reply.under = None;
        if text != self.reply.text {
            return self.check(to);
        }
        match answer {
            Ok(checked) => {
                self.reply.checked = Some((text, checked));
                self.reply.failure = None;
            }
            Err(failure) => self.reply.failure = Some(failure),
        }
    }
}

fn copy(text: Option<String>, to: &To<Msg>) {
    if let Some(text) = text {
        to.later(async move { Msg::Copied(clipboard::copy(text).await) });
    }
}

/// What a finding says. Personal data has a kind, which is said behind.
pub(super) fn said(finding: &FoundInReply) -> String {
    let parts: Vec<&str> = finding.parts.iter().map(String::as_str).collect();
    let said = words::with(&format!("check_{}", finding.check), &parts);
    match (finding.check.as_str(), parts.first()) {
        ("personal_data" | "exposed", Some(kind)) => words::with(
            "frame_reply_kind",
            &[&said, &words::t(&format!("check_data_{kind}"))],
        ),
        _ => said,
    }
}

pub(super) fn holds(finding: &FoundInReply) -> bool {
    finding.severity == Severity::Holds
}
