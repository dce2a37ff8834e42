//! Which posts get a second look, and what was seen: bounded, by post and text, so that nothing is asked twice.
//!
//! It is kept in memory alone. A background that starts anew asks again: that costs milliseconds, and no one's work.

use std::collections::{BTreeMap, VecDeque};

use crate::engine::{Engine, Outcome};
use crate::post::{Post, PostKey};
use crate::protocol::{Effect, Look, Mark, Response, Uncertain};
use crate::triage::Lang;
use crate::triage::weights::{OUTPUTS, crc32};

/// Posts that are remembered; the oldest go first.
const KEPT: usize = 2000;

/// What is known of second looks.
#[derive(Debug, Default)]
pub(super) struct Second {
    /// Whether there is an encoder, and the lead wants it.
    on: bool,
    seen: BTreeMap<PostKey, Seen>,
    order: VecDeque<PostKey>,
    /// Found uncertain since the last request was answered.
    due: Vec<Uncertain>,
}

#[derive(Debug)]
struct Seen {
    /// CRC-32 of the text that was looked at.
    text: u32,
    look: State,
}

#[derive(Debug)]
enum State {
    /// Asked, not answered.
    Due,
    /// Answered; nothing where the encoder could not.
    Done(Option<[f32; OUTPUTS]>),
}

impl Engine {
    /// Says whether uncertain posts get a second look.
    ///
    /// Switched off, what was seen is forgotten.
    pub fn look_twice(&mut self, on: bool) {
        self.second = Second {
            on,
            ..Second::default()
        };
    }

    /// What the encoder said of a post as it stands.
    pub(super) fn looked(&self, post: &Post) -> Option<&[f32; OUTPUTS]> {
        match &self.second.seen(post)?.look {
            State::Done(outputs) => outputs.as_ref(),
            State::Due => None,
        }
    }

    /// Has posts looked at again whose marks are uncertain, unless they were, or an agent has said what they are.
    pub(super) fn look_at(&mut self, posts: &[Post], marks: &[Mark]) {
        if !self.second.on {
            return;
        }
        let open = marks.iter().filter(|mark| {
            let english = mark.judged && mark.lang == Lang::English;
            english && mark.state.corrected.is_none() && mark.scores.is_uncertain()
        });
        for mark in open {
            let post = posts.iter().find(|post| post.key == mark.post);
            if let Some(post) = post.filter(|post| self.second.seen(post).is_none()) {
                self.second.ask(post);
            }
        }
    }

    /// What the background must do for the posts that were found uncertain.
    pub(super) fn looks_due(&mut self) -> Vec<Effect> {
        let posts = std::mem::take(&mut self.second.due);
        if posts.is_empty() {
            Vec::new()
        } else {
            vec![Effect::LookTwice { posts }]
        }
    }

    /// Takes what was seen at a second look.
    pub(super) fn refine(&mut self, look: Look) -> Outcome {
        let Look { post, outputs } = look;
        let Some(seen) = self.second.seen.get_mut(&post) else {
            return Response::Refined.into();
        };
        seen.look = State::Done(outputs.try_into().ok());
        Outcome {
            response: Response::Refined,
            effects: vec![Effect::LookAgain { post }],
        }
    }
}

impl Second {
    /// What is known of the post as it stands.
    fn seen(&self, post: &Post) -> Option<&Seen> {
        let seen = self.seen.get(&post.key)?;
        (seen.text == digest(&post.text)).then_some(seen)
    }

    fn ask(&mut self, post: &Post) {
        let seen = Seen {
            text: digest(&post.text),
            look: State::Due,
        };
        if self.seen.insert(post.key.clone(), seen).is_none() {
            self.order.push_back(post.key.clone());
        }
        while self.order.len() > KEPT {
            let oldest = self.order.pop_front();
            oldest.and_then(|oldest| self.seen.remove(&oldest));
        }
        self.due.push(Uncertain {
            post: post.key.clone(),
            text: post.text.clone(),
        });
    }
}

fn digest(text: &str) -> u32 {
    crc32(&[text.as_bytes()])
}
