//! Who rewrites drafts: nobody, the browser's own model, or an endpoint that the lead names; and a try on an invented one.

use super::kept::{self, Answer, Check, Kept, Setting};
use crate::protocol::{Failure, Request, Response};
use crate::reply::rewrite::{Grounds, RewriteSettings, Rewriter, Task, Wish, prompt};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{may_contact, random_id, rewrite_stop, unexpected};
use crate::wasm::pages::rewriter::{self, Model};
use crate::wasm::pages::words;

impl Setting for RewriteSettings {
    type More = ();
    const SAVED: &'static str = "rewrite_saved";
    const SAVE: &'static str = "rewrite_save";

    fn load() -> Request {
        Request::Rewriting
    }

    fn check(&self) -> Check {
        Check::Found(RewriteSettings::check(self))
    }

    fn save(&self) -> Request {
        let settings = self.clone();
        Request::SaveRewriting { settings }
    }

    fn read(response: Response) -> Result<Answer<Self>, Failure> {
        match response {
            Response::Rewriting {
                settings,
                problems,
                saved,
            } => Ok(Answer {
                value: settings,
                problems,
                saved,
                more: (),
            }),
            other => unexpected(other),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.trimmed() == other.trimmed()
    }
}

#[derive(Clone)]
pub(super) enum Msg {
    By(Rewriter),
    Url(String),
    Model(String),
    Key(String),
    SendPost(bool),
    Kept(kept::Msg<RewriteSettings>),
    /// Whether the person lets Handrail contact the endpoint.
    May(bool),
    /// What the browser has.
    Has(Model),
    Try,
    Tried(u32, Result<String, Failure>),
    StopTrying,
}

/// A try on the invented draft.
pub(super) enum Tried {
    /// An answer is awaited; its name, to give it up.
    Waiting(String),
    /// What came, or why nothing did.
    Came(Result<String, String>),
}

/// The section's state.
pub(super) struct Rewriting {
    pub(super) kept: Kept<RewriteSettings>,
    /// Whether the browser has a model; `None` while that is not known.
    pub(super) model: Option<Model>,
    pub(super) tried: Option<Tried>,
    number: u32,
}

impl Rewriting {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Has(rewriter::model().await) });
        Self {
            kept: Kept::new(&to.map(Msg::Kept)),
            model: None,
            tried: None,
            number: 0,
        }
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        let kept = to.map(Msg::Kept);
        match msg {
            Msg::By(by) => {
                self.forget();
                self.kept.edit(&kept, |settings| settings.by = by);
            }
            Msg::Url(typed) => self.kept.edit(&kept, |settings| settings.url = typed),
            Msg::Model(typed) => self.kept.edit(&kept, |settings| settings.model = typed),
            Msg::Key(typed) => self.kept.edit(&kept, |settings| settings.key = typed),
            Msg::SendPost(on) => self.kept.edit(&kept, |settings| settings.send_post = on),
            Msg::Kept(kept::Msg::Save) => self.save(to),
            Msg::Kept(msg) => self.kept.update(msg, &kept),
            Msg::May(true) => self.kept.update(kept::Msg::Save, &kept),
            Msg::May(false) => self.kept.said = (words::t("rewrite_not_allowed"), true),
            Msg::Has(model) => self.model = Some(model),
            Msg::Try => self.start_trying(to),
            Msg::StopTrying => self.forget(),
            Msg::Tried(number, answer) => {
                if number == self.number {
                    let draft = words::t("rewrite_try_draft");
                    let grounds = Grounds {
                        draft: &draft,
                        article: &[],
                    };
                    let came = rewriter::taken(answer, &grounds);
                    self.tried = Some(Tried::Came(came));
                    to.later(async { Msg::Has(rewriter::model().await) });
                }
            }
        }
    }

    /// The browser asks the person only while the click lasts, so it is asked before anything is kept.
    fn save(&mut self, to: &To<Msg>) {
        let settings = self.kept.typed.trimmed();
        self.forget();
        match settings.host() {
            Some(host) if settings.by == Rewriter::Endpoint => {
                let may = may_contact(&[host.to_owned()]);
                to.later(async move { Msg::May(may.await) });
            }
            _ => self.kept.update(kept::Msg::Save, &to.map(Msg::Kept)),
        }
    }

    /// Whether there is something to try: only what is kept is in use.
    pub(super) fn can_try(&self) -> bool {
        self.kept.is_loaded()
            && !self.kept.is_changed()
            && self.kept.typed.by != Rewriter::Off
            && !matches!(self.tried, Some(Tried::Waiting(_)))
    }

    fn start_trying(&mut self, to: &To<Msg>) {
        if !self.can_try() {
            return;
        }
        self.forget();
        let id = random_id();
        self.tried = Some(Tried::Waiting(id.clone()));
        let (settings, number) = (self.kept.typed.without_key(), self.number);
        let prompt = prompt(&Task {
            draft: &words::t("rewrite_try_draft"),
            wish: Wish::Shorter,
            post: None,
            article: None,
            limit: 0,
        });
        to.later(async move {
            let answer = rewriter::answer(&settings, id, prompt, true).await;
            Msg::Tried(number, answer)
        });
    }

    /// What was tried goes; what is under way is given up.
    fn forget(&mut self) {
        self.number += 1;
        if let Some(Tried::Waiting(id)) = self.tried.take() {
            wasm_bindgen_futures::spawn_local(rewrite_stop(id));
        }
    }
}
