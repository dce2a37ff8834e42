//! What is missing in the knowledge bases: complaints and questions that no article answers, and a start for one.

use gloo::timers::callback::Timeout;

use super::first_line;
use crate::protocol::{ArticleDraft, Failure, FirstLine, Gap, Request, Response};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::{clipboard, offer, words};

/// How long "Not needed" can be taken back, in milliseconds.
const SECOND_THOUGHTS: u32 = 8_000;

/// What is missing.
#[derive(Clone, Default)]
pub(super) struct Missing {
    pub(super) gaps: Vec<Gap>,
    pub(super) first_line: Vec<FirstLine>,
    pub(super) seen: [usize; 2],
}

#[derive(Clone)]
pub(super) enum Msg {
    Look,
    Got(Result<Missing, Failure>),
    Start(String),
    Drafted(String, Result<ArticleDraft, Failure>),
    Typed(String),
    Copy,
    Copied(bool),
    Download,
    Shut,
    NotNeeded(String),
    Needed,
    Dismiss(String),
    Dismissed(String, Result<(), Failure>),
    Export,
}

/// An article that was begun.
pub(super) struct Begun {
    pub(super) gap: String,
    pub(super) draft: ArticleDraft,
}

/// A gap that is dismissed unless the lead thinks again.
pub(super) struct Going {
    pub(super) gap: String,
    _wait: Timeout,
}

/// The section's state.
#[derive(Default)]
pub(super) struct Gaps {
    /// `None`: not known yet.
    pub(super) missing: Option<Missing>,
    pub(super) failure: Option<Failure>,
    pub(super) begun: Option<Begun>,
    pub(super) going: Option<Going>,
    /// What happened last, and to which gap (empty: to none).
    pub(super) said: (String, String, bool),
}

impl Gaps {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Got(missing().await) });
        Self::default()
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Look => to.later(async { Msg::Got(missing().await) }),
            Msg::Got(Ok(missing)) => {
                self.missing = Some(missing);
                self.failure = None;
            }
            Msg::Got(Err(failure)) => self.failure = Some(failure),
            Msg::Start(gap) => {
                to.later(async move {
                    let draft = draft(gap.clone()).await;
                    Msg::Drafted(gap, draft)
                });
            }
            Msg::Drafted(gap, Ok(draft)) => {
                self.said = Default::default();
                self.begun = Some(Begun { gap, draft });
                focus("gap-draft");
            }
            Msg::Drafted(gap, Err(failure)) => self.say(gap, words::failure(&failure), true),
            Msg::Typed(typed) => {
                if let Some(begun) = &mut self.begun {
                    begun.draft.markdown = typed;
                }
            }
            Msg::Copy => {
                if let Some(begun) = &self.begun {
                    let text = begun.draft.markdown.clone();
                    to.later(async move { Msg::Copied(clipboard::copy(text).await) });
                }
            }
            Msg::Copied(copied) => {
                let key = if copied {
                    "gaps_copied"
                } else {
                    "gaps_copy_failed"
                };
                self.say_of_draft(key, !copied);
            }
            Msg::Download => {
                if let Some(begun) = &self.begun {
                    offer::file(&begun.draft.file, &begun.draft.markdown);
                }
                self.say_of_draft("options_exported", false);
            }
            Msg::Shut => {
                if let Some(begun) = self.begun.take() {
                    focus(format!("gap-{}", begun.gap));
                }
            }
            Msg::NotNeeded(gap) => self.not_needed(gap, to),
            Msg::Needed => {
                if let Some(going) = self.going.take() {
                    focus(format!("gap-{}", going.gap));
                }
            }
            Msg::Dismiss(gap) => {
                self.going = None;
                dismiss(gap, to);
            }
            Msg::Dismissed(gap, Ok(())) => {
                if let Some(missing) = &mut self.missing {
                    missing.gaps.retain(|other| other.id != gap);
                }
            }
            Msg::Dismissed(gap, Err(failure)) => self.say(gap, words::failure(&failure), true),
            Msg::Export => {
                if let Some(missing) = &self.missing {
                    offer::file(
                        "handrail-first-line.csv",
                        &first_line::to_csv(&missing.first_line),
                    );
                }
                self.say(String::new(), words::t("options_exported"), false);
            }
        }
    }

    fn say(&mut self, gap: String, words: String, bad: bool) {
        self.said = (gap, words, bad);
    }

    fn say_of_draft(&mut self, key: &str, bad: bool) {
        let gap = self.begun.as_ref().map(|begun| begun.gap.clone());
        self.say(gap.unwrap_or_default(), words::t(key), bad);
    }

    /// Nothing is dismissed at once: a slip of the mouse can be taken back.
    fn not_needed(&mut self, gap: String, to: &To<Msg>) {
        if let Some(before) = self.going.take() {
            dismiss(before.gap, to);
        }
        if self.begun.as_ref().is_some_and(|begun| begun.gap == gap) {
            self.begun = None;
        }
        let (later, id) = (to.clone(), gap.clone());
        self.going = Some(Going {
            gap,
            _wait: Timeout::new(SECOND_THOUGHTS, move || later.send(Msg::Dismiss(id))),
        });
        focus("gap-needed");
    }
}

fn dismiss(gap: String, to: &To<Msg>) {
    to.later(async move {
        let answer = match ask(Request::DismissGap { gap: gap.clone() }).await {
            Ok(Response::Noted | Response::Gaps { .. }) => Ok(()),
            Ok(other) => unexpected(other),
            Err(failure) => Err(failure),
        };
        Msg::Dismissed(gap, answer)
    });
}

async fn missing() -> Result<Missing, Failure> {
    match ask(Request::Gaps).await? {
        Response::Gaps {
            gaps,
            first_line,
            seen,
        } => Ok(Missing {
            gaps,
            first_line,
            seen,
        }),
        other => unexpected(other),
    }
}

async fn draft(gap: String) -> Result<ArticleDraft, Failure> {
    match ask(Request::DraftArticle { gap }).await? {
        Response::DraftArticle { draft } => Ok(draft),
        other => unexpected(other),
    }
}
