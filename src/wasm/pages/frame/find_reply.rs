//! The search for a reply by a few letters of its name, as after a slash: what is found stands where the drafts do.

use super::{Assisted, Frame, Msg};
use crate::protocol::{Failure, Request, Response};
use crate::reply::Draft;
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

/// What happens in the search.
#[derive(Clone)]
pub(super) enum Find {
    Open,
    Typed(String),
    Found(u32, Result<Vec<Draft>, Failure>),
    /// Into the results, where the keys 1 to 3 choose.
    Choose,
    End,
}

/// The search, while it is open.
#[derive(Default)]
pub(super) struct Finding {
    typed: String,
    /// The question that is asked now: an answer to an older one is dropped.
    number: u32,
    /// The answer to that is awaited; and then the agent wants to go to the first.
    waits: bool,
    choose: bool,
    /// `None` until the first answer.
    found: Option<Result<Vec<Draft>, Failure>>,
}

/// The field's name in the document.
const FIELD: &str = "find-reply";

impl Frame {
    /// What was found, once there is an answer.
    pub(super) fn found_replies(&self) -> Option<&[Draft]> {
        let found = self.finding.as_ref()?.found.as_ref()?;
        Some(found.as_deref().unwrap_or_default())
    }

    pub(super) fn find_reply(&mut self, what: Find, to: &To<Msg>) {
        match what {
            Find::Open if self.finding.is_some() => focus(FIELD),
            Find::Open if !matches!(self.assist, Assisted::Ready(_)) => {}
            Find::Open => {
                self.finding = Some(Finding::default());
                self.ask_replies(to);
                focus(FIELD);
            }
            Find::Typed(typed) => {
                if let Some(finding) = &mut self.finding {
                    finding.typed = typed;
                    self.ask_replies(to);
                }
            }
            Find::Found(number, found) => {
                if let Some(finding) = &mut self.finding
                    && finding.number == number
                {
                    finding.found = Some(found);
                    finding.waits = false;
                    if std::mem::take(&mut finding.choose) {
                        self.choose();
                    }
                }
            }
            Find::Choose => match &mut self.finding {
                Some(finding) if finding.waits => finding.choose = true,
                _ => self.choose(),
            },
            Find::End => {
                self.finding = None;
                focus("frame");
            }
        }
    }

    /// To the first that was found.
    fn choose(&self) {
        if self.found_replies().is_some_and(|found| !found.is_empty()) {
            focus(super::drafts::place_id(0));
        }
    }

    fn ask_replies(&mut self, to: &To<Msg>) {
        let Some(finding) = &mut self.finding else {
            return;
        };
        self.asked_replies += 1;
        finding.number = self.asked_replies;
        finding.waits = true;
        finding.choose = false;
        let number = finding.number;
        let meant = self.meant.as_ref();
        let request = Request::FindReplies {
            site: self.site.clone(),
            post: self.post.clone(),
            around: self.around.clone(),
            vector: meant.map(|meant| meant.vector.clone()).unwrap_or_default(),
            typed: finding.typed.clone(),
        };
        to.later(async move { Msg::Find(Find::Found(number, find(request).await)) });
    }
}

/// The field, while the search is open.
pub(super) fn draw(frame: &Frame, to: &To<Msg>) -> Option<El> {
    let finding = frame.finding.as_ref()?;
    let submit = to.clone();
    let field = el("input")
        .attr("type", "search")
        .attr("id", FIELD)
        .attr("aria-label", words::t("frame_find_reply"))
        .attr("placeholder", words::t("frame_find_reply"))
        .attr("aria-describedby", "find-reply-said")
        .attr("autocomplete", "off")
        .attr("dir", "auto")
        .value(&*finding.typed)
        .input(to, |typed| Msg::Find(Find::Typed(typed)));
    let back = button("quiet")
        .attr("aria-keyshortcuts", "Escape")
        .text(words::t("frame_find_reply_end"))
        .click(to, Msg::Find(Find::End));
    let said = match &finding.found {
        None | Some(Err(_)) => String::new(),
        Some(Ok(found)) if found.is_empty() => words::t("frame_find_reply_nothing"),
        Some(Ok(found)) => words::count("frame_find_reply", found.len()),
    };
    let failed = finding
        .found
        .as_ref()
        .and_then(|found| found.as_ref().err());
    Some(
        el("form")
            .class("find-form")
            .key("find-form")
            .attr("role", "search")
            .attr("aria-label", words::t("frame_find_reply"))
            .on("submit", move |event| {
                event.prevent_default();
                submit.send(Msg::Find(Find::Choose));
            })
            .add(div("search").add(icon(Icon::Search)).add(field))
            .maybe(failed.map(|failure| parts::failed(&words::failure(failure))))
            .add(
                div("row")
                    .add(
                        p("hint", &said)
                            .attr("id", "find-reply-said")
                            .attr("role", "status"),
                    )
                    .add(back),
            ),
    )
}

async fn find(request: Request) -> Result<Vec<Draft>, Failure> {
    match ask(request).await? {
        Response::Replies { drafts } => Ok(drafts),
        other => unexpected(other),
    }
}
