//! What an agent does with an article: put its link into the reply, copy it, flag it, pin it to the post's topic.

use super::place::Of;
use super::{Assisted, Frame, Msg};
use crate::desk::{Act, Event, article_key};
use crate::post::PostKey;
use crate::protocol::{ArticleRef, Suggestion, TopicMark};
use crate::wasm::pages::acts::{Pending, keep};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::{clipboard, words};

/// What becomes of an article's link.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Way {
    Insert,
    Copy,
}

/// What is done with an article.
#[derive(Clone)]
pub(super) enum Use {
    Link(ArticleRef, Way),
    /// The key for the first article.
    First(Way),
    AskFlag(ArticleRef),
    FlagNote(String),
    Flag,
    LeaveFlag,
    Pin(ArticleRef),
    /// An event of an article is taken back.
    TakeBack(ArticleRef, String),
}

/// An article that is about to be flagged.
pub(super) struct Flagging {
    pub(super) article: ArticleRef,
    pub(super) note: String,
}

/// An article that was flagged here. It is no longer suggested, so this is where it can be taken back.
pub(super) struct Flagged {
    pub(super) article: ArticleRef,
    pub(super) title: String,
    pub(super) event: String,
}

impl Frame {
    pub(super) fn use_article(&mut self, what: Use, to: &To<Msg>) {
        match what {
            Use::Link(article, way) => self.link(&article, way, to),
            Use::First(way) => {
                let first = self
                    .shown()
                    .iter()
                    .find(|article| address(article).is_some());
                match first.map(|article| article.article.clone()) {
                    Some(article) => self.link(&article, way, to),
                    None => self.say_bad(words::t("frame_no_first_link")),
                }
            }
            Use::AskFlag(article) => {
                let note = String::new();
                self.flagging = Some(Flagging { article, note });
                focus("flag-note");
            }
            Use::FlagNote(typed) => {
                if let Some(flagging) = &mut self.flagging {
                    flagging.note = typed;
                }
            }
            Use::LeaveFlag => {
                self.flagging = None;
                focus("frame");
            }
            Use::Flag => self.flag(to),
            Use::Pin(article) => {
                if let Some(topic) = self.topic_code() {
                    let act = Act::Pinned {
                        article: article.clone(),
                        topic,
                    };
                    self.of_article(&article, act, to);
                }
            }
            Use::TakeBack(article, event) => {
                self.of_article(&article, Act::Undone { event }, to);
            }
        }
    }

    /// The articles on the screen.
    pub(super) fn shown(&self) -> &[Suggestion] {
        match (&self.search.found, &self.assist) {
            (Some((_, Ok(found))), _) => found,
            (None, Assisted::Ready(assist)) => &assist.articles,
            _ => &[],
        }
    }

    fn suggestion(&self, article: &ArticleRef) -> Option<&Suggestion> {
        self.shown().iter().find(|shown| shown.article == *article)
    }

    /// The post's first topic.
    pub(super) fn first_topic(&self) -> Option<&TopicMark> {
        self.mark()?.topics.first()
    }

    fn topic_code(&self) -> Option<String> {
        self.first_topic().map(|topic| topic.code.clone())
    }

    fn link(&mut self, article: &ArticleRef, way: Way, to: &To<Msg>) {
        let Some(link) = self.suggestion(article).and_then(address) else {
            return;
        };
        let link = link.to_owned();
        match way {
            Way::Insert => self.put(link, Of::Link, true),
            Way::Copy => to.later(async move { Msg::Copied(clipboard::copy(link).await) }),
        }
        self.note_link(article, to);
    }

    /// That the article was chosen for the post: best effort, the agent goes on.
    fn note_link(&self, article: &ArticleRef, to: &To<Msg>) {
        let Some(state) = self.state() else { return };
        let act = Act::Linked {
            article: article.clone(),
            topic: self.topic_code(),
        };
        let event = Pending::new(&state.post, act, None).event;
        to.later(async move {
            let _ = keep(event, None).await;
            Msg::Noted
        });
    }

    fn flag(&mut self, to: &To<Msg>) {
        let Some(Flagging { article, note }) = self.flagging.take() else {
            return;
        };
        let title = self.suggestion(&article).map(|shown| shown.title.clone());
        let act = Act::Flagged {
            article: article.clone(),
            note: note.trim().to_owned(),
        };
        if let Some(event) = self.of_article(&article, act, to) {
            self.flagged = Some(Flagged {
                article,
                title: title.unwrap_or_default(),
                event,
            });
        }
        focus("frame");
    }

    /// Sends an act that belongs to an article, after those of the same article that are on their way; the event's id.
    fn of_article(&mut self, article: &ArticleRef, act: Act, to: &To<Msg>) -> Option<String> {
        let key = article_key(article);
        let last = self.acts.iter().rev().find(|act| act.event.post == key);
        if last.is_some_and(|last| last.event.act == act) {
            return None;
        }
        let waits = last.is_some();
        let pending = Pending::new(&key, act, None);
        let id = pending.event.id.clone();
        self.acts.push(pending);
        self.say(words::t("frame_saving"));
        if !waits {
            self.send(&id, to);
        }
        Some(id)
    }

    /// An act of an article is kept: what is shown of the article changes.
    pub(super) fn article_kept(&mut self, event: &Event, to: &To<Msg>) {
        let said = match &event.act {
            Act::Flagged { .. } => "frame_flagged_kept",
            Act::Pinned { .. } => "frame_pinned_kept",
            Act::Undone { event } => {
                if self
                    .flagged
                    .as_ref()
                    .is_some_and(|flagged| flagged.event == *event)
                {
                    self.flagged = None;
                }
                "frame_undone_kept"
            }
            _ => return,
        };
        self.say(words::t(said));
        if self.search.found.is_some() {
            self.search(to);
        }
        self.ask(to);
    }
}

/// Whether an event belongs to an article, not to a post.
pub(super) fn is_of_article(post: &PostKey) -> bool {
    post.starts_with("article:")
}

/// The link as it is sent to customers.
pub(super) fn address(article: &Suggestion) -> Option<&str> {
    let link = article.link.as_deref().or(article.url.as_deref());
    link.filter(|link| !link.is_empty())
}
