//! One case in full: asking for it, and keeping it up to date while it is open.

use super::asked;
use crate::post::PostKey;
use crate::protocol::{CaseDetail, CaseRow, DeskAnswer, DeskAsked, Failure};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::failure;

#[derive(Clone)]
pub(super) enum Msg {
    Got(PostKey, Result<Box<CaseDetail>, Failure>),
}

/// The case that is open.
pub(super) struct Opened {
    /// Its name.
    pub(super) case: PostKey,
    /// The post that was in the row.
    pub(super) post: PostKey,
    /// As the row was, until all is known.
    before: Box<CaseRow>,
    pub(super) detail: Option<Box<CaseDetail>>,
    pub(super) failure: Option<Failure>,
}

impl Opened {
    pub(super) fn new(row: CaseRow) -> Self {
        Self {
            case: row.case.clone(),
            post: row.post.clone(),
            before: Box::new(row),
            detail: None,
            failure: None,
        }
    }

    /// As the queue shows it.
    pub(super) fn row(&self) -> &CaseRow {
        self.detail.as_ref().map_or(&*self.before, |all| &all.row)
    }

    pub(super) fn update(&mut self, msg: Msg) {
        let Msg::Got(post, answer) = msg;
        if post != self.post {
            return;
        }
        match answer {
            Ok(detail) => {
                self.case.clone_from(&detail.row.case);
                self.detail = Some(detail);
                self.failure = None;
            }
            Err(failure) => self.failure = Some(failure),
        }
    }
}

/// Asks for the case of a post.
pub(super) fn ask_for(post: PostKey, to: &To<Msg>) {
    to.later(async move {
        let asked = asked(DeskAsked::Case { post: post.clone() }).await;
        let answer = match asked {
            Ok(DeskAnswer::Case { detail }) => Ok(detail),
            Ok(_) => Err(failure("pages.version", "")),
            Err(failure) => Err(failure),
        };
        Msg::Got(post, answer)
    });
}
