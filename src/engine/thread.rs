//! What was said to a customer so far: on the page around the post, and from this browser.

use crate::engine::Engine;
use crate::engine::sending::is_of_thread;
use crate::post::{Millis, Post};
use crate::protocol::SaidBefore;
use crate::reply::check::Speaker;
use crate::site::{self, RawPost};
use crate::text::fold::fold;

/// The most that is told, the newest.
const MOST: usize = 30;
/// The longest text, in characters.
const LONGEST: usize = 2_000;
/// What was sent from here is on the page as well if it stands there within this time.
const SAME: Millis = 120_000;

impl Engine {
    /// What we, the customer and others said around a post, the newest last, and which of it answers the post already.
    pub(super) fn so_far(
        &self,
        site: &str,
        around: &[RawPost],
        post: &Post,
    ) -> (Vec<SaidBefore>, Option<usize>) {
        let others = around.iter();
        let others = others.filter_map(|raw| Some(site::find(site)?.normalize(raw)?.bounded()));
        let others = others.filter(|other| other.key != post.key && is_of_thread(other, post));
        let said = others.filter_map(|other| {
            let who = self.speaker(&other, post);
            let answers = is_to(&other, post);
            // In a long conversation strangers talk to each other.
            let counts = who != Speaker::Another || answers || is_above(&other, post);
            counts.then(|| {
                let answers = answers && who == Speaker::Us;
                (
                    said(who, &other.author.handle, &other.text, other.time),
                    answers,
                )
            })
        });
        let mut said: Vec<(SaidBefore, bool)> = said.collect();
        for sent in self.sending.sent_to(&post.key) {
            let shown = said.iter().any(|(one, _)| {
                let at = one.at.unwrap_or_default();
                one.who == Speaker::Us && (at - sent.at).abs() < SAME
            });
            if !shown {
                let here = self::said(Speaker::Us, "", &sent.text, Some(sent.at));
                said.push((here, true));
            }
        }
        said.sort_by_key(|(one, _)| one.at);
        let over = said.len().saturating_sub(MOST);
        said.drain(..over);
        let answered = said.iter().rposition(|(_, answers)| *answers);
        (said.into_iter().map(|(one, _)| one).collect(), answered)
    }

    /// Whose words the other's are, seen from the author of the post.
    pub(super) fn speaker(&self, other: &Post, post: &Post) -> Speaker {
        if self.matcher.brand_of(&other.author.handle).is_some() {
            Speaker::Us
        } else if fold(&other.author.handle) == fold(&post.author.handle) {
            Speaker::Customer
        } else {
            Speaker::Another
        }
    }
}

/// Whether the other answers this post: it says so, stands right below it, or is of its thread and names nobody else.
fn is_to(other: &Post, post: &Post) -> bool {
    let key = Some(&post.key);
    let below = [&other.parent, &other.above];
    let customer = fold(&post.author.handle);
    let named = other.replying_to.iter();
    let named = named
        .map(|handle| handle.trim_start_matches('@'))
        .any(|handle| fold(handle) == customer);
    let later = other.time >= post.time;
    let nobody = other.replying_to.is_empty() && other.thread.as_ref() == key;
    below.into_iter().any(|name| name.as_ref() == key) || (later && (named || nobody))
}

/// Whether the post answers the other.
fn is_above(other: &Post, post: &Post) -> bool {
    let above = [&post.parent, &post.above];
    above
        .into_iter()
        .any(|name| name.as_ref() == Some(&other.key))
}

fn said(who: Speaker, handle: &str, text: &str, at: Option<Millis>) -> SaidBefore {
    SaidBefore {
        who,
        handle: handle.to_owned(),
        text: text.chars().take(LONGEST).collect(),
        at,
    }
}
