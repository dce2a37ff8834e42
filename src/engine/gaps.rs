//! What is missing in the knowledge bases, and what the team and the web say of their articles.

use crate::engine::{Engine, Outcome};
use crate::knowledge::{ArticleRef, Index};
use crate::post::{Millis, PostKey};
use crate::protocol::{Base, Failure, Response, Standing, StoredRecord};

use super::articles::Wanted;

impl Engine {
    pub(super) fn load_gaps(
        &mut self,
        _record: &StoredRecord,
        _bytes: Option<&[u8]>,
    ) -> Result<(), Failure> {
        Ok(())
    }

    pub(super) fn standing(
        &self,
        _article: &ArticleRef,
        _url: Option<&str>,
        _topic: Option<(&str, &str)>,
    ) -> Standing {
        Standing::default()
    }

    pub(super) fn pinned(&self, _base: &Base, _wanted: &Wanted) -> Vec<String> {
        Vec::new()
    }

    pub(super) fn link(&self, _base: &Base, url: &str, _wanted: &Wanted) -> String {
        url.to_owned()
    }

    pub(super) fn faulty(&self, _base: &Base, _index: &Index) -> (usize, usize) {
        (0, 0)
    }

    pub(super) fn meant(
        &mut self,
        _post: &PostKey,
        _text: &str,
        _vector: &[f32],
        _now: Millis,
    ) -> Outcome {
        Response::Noted.into()
    }

    pub(super) fn gaps(&self, _now: Millis) -> Response {
        Response::Noted
    }

    pub(super) fn draft_article(&self, _gap: &str, _now: Millis) -> Response {
        Response::Noted
    }

    pub(super) fn dismiss_gap(&mut self, _gap: &str, _now: Millis) -> Outcome {
        Response::Noted.into()
    }

    pub(super) fn links_due(&self, _base: &str, _now: Millis) -> Response {
        Response::LinksDue { urls: Vec::new() }
    }

    pub(super) fn link_seen(&mut self, _url: &str, _status: u16, _now: Millis) -> Outcome {
        Response::Noted.into()
    }
}
