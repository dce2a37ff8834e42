//! The agent's reply in other words, where the lead has switched that on: asked for by the agent alone, shown as a
//! difference and checked like any reply. The reply itself stays as it is until the agent takes the new one.

use gloo::timers::callback::Interval;

use super::place::Of;
use super::use_article::address;
use super::{Assisted, Frame, Msg};
use crate::protocol::{ArticleRef, Checked, Failure, ReplyText, Request, Response, Suggestion};
use crate::reply::rewrite::{
    Article, Grounds, Prompt, RewriteSettings, Rewriter, Task, Wish, prompt,
};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, random_id, rewrite_stop, unexpected};
use crate::wasm::pages::rewriter::{self, PATIENCE};
use crate::wasm::pages::{clipboard, words};

/// What happens to it.
#[derive(Clone)]
pub(super) enum Rewrite {
    /// Who rewrites is known.
    Is(Result<Box<RewriteSettings>, Failure>),
    /// The menu opens or closes.
    Menu,
    /// The article that it may rest on, by its place on the screen; none where there is none of that number.
    Article(String),
    Wish(Wish),
    /// Another second.
    Second(u32),
    Answered(u32, Result<String, Failure>),
    Checked(u32, Result<Box<Checked>, Failure>),
    Cancel,
    Use,
    Copy,
    Keep,
}

/// How it stands.
#[derive(Default)]
pub(super) struct Rewriting {
    /// Who rewrites; `None` while that is not known.
    settings: Option<RewriteSettings>,
    /// Whether that was asked.
    asked: bool,
    pub(super) open: bool,
    /// The article that the agent has chosen for it; `None` while nothing was chosen.
    article: Option<Option<ArticleRef>>,
    /// Counts the questions: an answer to an older one is dropped.
    number: u32,
    pub(super) stage: Stage,
}

/// What is under way.
#[derive(Default)]
pub(super) enum Stage {
    #[default]
    Nothing,
    /// An answer is awaited.
    Waiting(Waiting),
    /// There is none: why, in words.
    Failed(String),
    Shown(Box<Proposal>),
}

/// A question under way.
pub(super) struct Waiting {
    id: String,
    /// What was asked about.
    draft: String,
    article: Vec<String>,
    pub(super) seconds: u32,
    _seconds: Interval,
}

/// A reply in other words.
pub(super) struct Proposal {
    /// The reply as it was.
    pub(super) draft: String,
    pub(super) text: String,
    /// What the checks say of the new one.
    pub(super) checked: Option<Result<Box<Checked>, Failure>>,
}

impl Rewriting {
    /// Whether somebody rewrites.
    pub(super) fn is_on(&self) -> bool {
        self.by() != Rewriter::Off
    }

    pub(super) fn by(&self) -> Rewriter {
        self.settings
            .as_ref()
            .map_or(Rewriter::Off, |known| known.by)
    }

    /// Host of the endpoint, for the agent to see where the draft goes.
    pub(super) fn host(&self) -> &str {
        let host = self.settings.as_ref().and_then(RewriteSettings::host);
        host.unwrap_or_default()
    }

    pub(super) fn sends_post(&self) -> bool {
        let endpoint = self.by() == Rewriter::Endpoint;
        self.settings
            .as_ref()
            .is_some_and(|known| known.send_post || !endpoint)
    }

    pub(super) fn is_waiting(&self) -> bool {
        matches!(self.stage, Stage::Waiting(_))
    }

    /// What is under way is given up, and what is shown goes.
    fn end(&mut self) {
        self.number += 1;
        if let Stage::Waiting(waiting) = std::mem::take(&mut self.stage) {
            wasm_bindgen_futures::spawn_local(rewrite_stop(waiting.id));
        }
    }
}

impl Frame {
    /// Asks who rewrites, once there is a reply; again where the settings may have changed.
    pub(super) fn know_rewriter(&mut self, to: &To<Msg>, again: bool) {
        if self.reply.text.is_empty() {
            self.rewriting.asked &= !again;
            return;
        }
        if self.rewriting.asked && !again {
            return;
        }
        self.rewriting.asked = true;
        to.later(async {
            Msg::Rewrite(Rewrite::Is(match ask(Request::Rewriting).await {
                Ok(Response::Rewriting { settings, .. }) => Ok(Box::new(settings)),
                Ok(other) => unexpected(other),
                Err(failure) => Err(failure),
            }))
        });
    }

    /// Another post, or no reply any more.
    pub(super) fn no_rewriting(&mut self) {
        self.rewriting.end();
        self.rewriting.open = false;
        self.rewriting.article = None;
    }

    pub(super) fn rewrite(&mut self, what: Rewrite, to: &To<Msg>) {
        match what {
            Rewrite::Is(Ok(settings)) => self.rewriting.settings = Some(*settings),
            Rewrite::Is(Err(_)) => self.rewriting.asked = false,
            Rewrite::Menu => self.rewrite_menu(),
            Rewrite::Article(at) => {
                let at = at.parse::<usize>().ok();
                let chosen = at.and_then(|at| self.shown().get(at));
                self.rewriting.article = Some(chosen.map(|article| article.article.clone()));
            }
            Rewrite::Wish(wish) => self.wish(wish, to),
            Rewrite::Second(number) => self.second(number),
            Rewrite::Answered(number, answer) => self.answered(number, answer, to),
            Rewrite::Checked(number, checked) => {
                if let Stage::Shown(proposal) = &mut self.rewriting.stage
                    && number == self.rewriting.number
                {
                    proposal.checked = Some(checked);
                }
            }
            Rewrite::Cancel => {
                self.rewriting.end();
                self.say(words::t("rewrite_cancelled"));
                focus("rewrite");
            }
            Rewrite::Use => {
                if let Stage::Shown(proposal) = std::mem::take(&mut self.rewriting.stage) {
                    self.rewriting.open = false;
                    self.put(proposal.text, Of::Fix, false);
                }
            }
            Rewrite::Copy => {
                if let Stage::Shown(proposal) = &self.rewriting.stage {
                    let text = proposal.text.clone();
                    to.later(async move { Msg::Copied(clipboard::copy(text).await) });
                }
            }
            Rewrite::Keep => {
                self.no_rewriting();
                self.say(words::t("rewrite_kept"));
                focus("rewrite");
            }
        }
    }

    /// By key, the menu says too why there is none.
    fn rewrite_menu(&mut self) {
        if !self.rewriting.is_on() {
            return self.say(words::t("rewrite_is_off"));
        }
        if self.reply.text.is_empty() {
            return self.say(words::t("rewrite_no_reply"));
        }
        self.rewriting.open = !self.rewriting.open;
        focus(if self.rewriting.open {
            "rewrite-shorter"
        } else {
            "rewrite"
        });
    }

    /// The article that the reply may rest on: the one that the agent chose for it, or else the one whose link it has.
    pub(super) fn rewrite_article(&self) -> Option<&Suggestion> {
        let articles = self.shown();
        match &self.rewriting.article {
            Some(chosen) => {
                let chosen = chosen.as_ref()?;
                articles.iter().find(|one| one.article == *chosen)
            }
            None => articles.iter().find(|one| {
                let url = one.url.as_deref().filter(|url| !url.is_empty());
                let linked = |link: &str| self.reply.text.contains(link);
                address(one).is_some_and(linked) || url.is_some_and(linked)
            }),
        }
    }

    fn task(&self, wish: Wish) -> Prompt {
        let article = self.rewrite_article();
        let post = match &self.assist {
            Assisted::Ready(assist) if self.rewriting.sends_post() => Some(assist.text.as_str()),
            _ => None,
        };
        let limit = self
            .reply
            .checked
            .as_ref()
            .map_or(0, |(_, known)| known.max);
        prompt(&Task {
            draft: &self.reply.text,
            wish,
            post,
            article: article.map(|article| Article {
                title: &article.title,
                passage: &article.passage,
            }),
            limit: usize::try_from(limit).unwrap_or_default(),
        })
    }

    fn wish(&mut self, wish: Wish, to: &To<Msg>) {
        let Some(settings) = self.rewriting.settings.clone() else {
            return;
        };
        if self.reply.text.is_empty() {
            return;
        }
        self.rewriting.end();
        let number = self.rewriting.number;
        let (id, prompt) = (random_id(), self.task(wish));
        let article = self.rewrite_article();
        let article = article.map(|article| vec![article.title.clone(), article.passage.clone()]);
        let second = to.clone();
        let tick = move || second.send(Msg::Rewrite(Rewrite::Second(number)));
        self.rewriting.stage = Stage::Waiting(Waiting {
            id: id.clone(),
            draft: self.reply.text.clone(),
            article: article.unwrap_or_default(),
            seconds: 0,
            _seconds: Interval::new(1_000, tick),
        });
        self.say(words::t("rewrite_waiting"));
        focus("rewrite-cancel");
        to.later(async move {
            let answer = rewriter::answer(&settings, id, prompt, false).await;
            Msg::Rewrite(Rewrite::Answered(number, answer))
        });
    }

    /// An answer that does not come is given up, whoever should have said so.
    fn second(&mut self, number: u32) {
        let Stage::Waiting(waiting) = &mut self.rewriting.stage else {
            return;
        };
        if number != self.rewriting.number {
            return;
        }
        waiting.seconds += 1;
        // The background says it itself at that moment.
        if waiting.seconds > PATIENCE + 1 {
            self.rewriting.end();
            self.fail_rewriting(words::t("error_rewrite_slow"));
        }
    }

    fn fail_rewriting(&mut self, why: String) {
        self.rewriting.stage = Stage::Failed(why);
        self.say(words::t("rewrite_kept"));
        focus("rewrite");
    }

    fn answered(&mut self, number: u32, answer: Result<String, Failure>, to: &To<Msg>) {
        if number != self.rewriting.number {
            return;
        }
        let Stage::Waiting(waiting) = std::mem::take(&mut self.rewriting.stage) else {
            return;
        };
        if waiting.draft != self.reply.text {
            return self.fail_rewriting(words::t("rewrite_changed"));
        }
        let article: Vec<&str> = waiting.article.iter().map(String::as_str).collect();
        let grounds = Grounds {
            draft: &waiting.draft,
            article: &article,
        };
        match rewriter::taken(answer, &grounds) {
            Err(why) => self.fail_rewriting(why),
            Ok(text) => {
                self.check_rewritten(text.clone(), to);
                self.rewriting.stage = Stage::Shown(Box::new(Proposal {
                    draft: waiting.draft,
                    text,
                    checked: None,
                }));
                self.say(words::t("rewrite_shown"));
                focus("rewritten");
            }
        }
    }

    /// The same checks as for any reply.
    fn check_rewritten(&self, text: String, to: &To<Msg>) {
        let number = self.rewriting.number;
        let reply = ReplyText {
            text,
            ..self.reply_text()
        };
        to.later(async move {
            let checked = match ask(Request::CheckReply { reply }).await {
                Ok(Response::Checked { checked }) => Ok(checked),
                Ok(other) => unexpected(other),
                Err(failure) => Err(failure),
            };
            Msg::Rewrite(Rewrite::Checked(number, checked))
        });
    }
}
