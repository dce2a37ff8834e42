//! What is around a reply: the post that is answered, the thread that it stands in, and who is who there.

use std::sync::Arc;

use crate::engine::Engine;
use crate::post::{Millis, Post, PostKey};
use crate::protocol::{ReplyText, Response};
use crate::reply::check::{Said, Speaker};
use crate::site;
use crate::triage::Intent;

/// What is known around a reply.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Our brand's name; empty where the post is about none.
    pub(super) brand: String,
    /// What the post is.
    pub(super) intent: Option<Intent>,
    /// The post that is answered.
    pub(super) post: Option<Post>,
    /// Our accounts, without `@`.
    pub(super) own_handles: Vec<String>,
    /// The team's other brands: their names and handles.
    pub(super) other_brands: Vec<String>,
    thread: Vec<(Speaker, Post)>,
}

impl Around {
    /// What was said in the thread so far.
    pub(super) fn said(&self) -> Vec<Said<'_>> {
        let said = self.thread.iter().map(|(who, post)| Said {
            who: *who,
            text: &post.text,
            at: post.time.unwrap_or_default(),
        });
        said.collect()
    }
}

impl Engine {
    /// The post that is answered, read in its context, and the thread that it stands in; as it is known, or read now.
    ///
    /// # Errors
    /// What is needed first, or why it cannot be read.
    pub(super) fn around_reply(
        &mut self,
        reply: &ReplyText,
        now: Millis,
    ) -> Result<Arc<Around>, Box<Response>> {
        if let Some(around) = self.known().around(reply) {
            return Ok(around);
        }
        let around = Arc::new(self.read_around(reply, now)?);
        // Reading may have told something new of the posts on the page: what was read before that is old.
        self.known().keep_around(reply, &around);
        Ok(around)
    }

    fn read_around(&mut self, reply: &ReplyText, now: Millis) -> Result<Around, Box<Response>> {
        let mut around = Around::default();
        if let Some(raw) = &reply.post {
            let (mark, post) = self.read_one(&reply.site, raw, &reply.around, now)?;
            let site = site::find(&reply.site);
            let others = reply.around.iter().filter(|other| other.key != raw.key);
            let others = others.filter_map(|other| Some(site?.normalize(other)?.bounded()));
            let others = others.filter(|other| is_of_thread(other, &post));
            let said = others.map(|other| (self.speaker(&other, &post), other));
            around.thread = said.collect();
            around.thread.sort_by_key(|(_, other)| other.time);
            around.intent = mark.as_ref().map(|mark| mark.intent);
            around.brand = mark.map(|mark| mark.brand).unwrap_or_default();
            around.post = Some(post);
        }
        let brands = &self.profile.brands;
        around.own_handles = brands.iter().flat_map(|one| bare(&one.handles)).collect();
        let others = brands.iter().filter(|one| one.name != around.brand);
        if brands.iter().any(|one| one.name == around.brand) {
            let names = others.flat_map(|one| bare(&one.handles).chain([one.name.clone()]));
            around.other_brands = names.collect();
        }
        Ok(around)
    }
}

/// Whether a post stands in the same thread as the one that is answered.
pub(in crate::engine) fn is_of_thread(other: &Post, post: &Post) -> bool {
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
