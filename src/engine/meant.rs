//! What posts mean, as the sentence encoder read them for the search of missing articles: the frame has it at once.
//!
//! It is kept in memory alone: a new background reads a post again when its frame is opened.

use std::collections::{BTreeMap, VecDeque};

use crate::engine::Engine;
use crate::knowledge::{WIDTH, meaning};
use crate::post::{Post, PostKey};

/// Posts that are remembered, the oldest go first: half a megabyte.
const KEPT: usize = 300;

/// By the post: the text that was read, and its vector.
#[derive(Debug, Default)]
pub(super) struct Meant {
    of: BTreeMap<PostKey, (String, Vec<f32>)>,
    order: VecDeque<PostKey>,
}

impl Meant {
    pub(super) fn remember(&mut self, post: &PostKey, text: &str, vector: &[f32]) {
        if vector.len() != WIDTH {
            return;
        }
        let read = (text.to_owned(), vector.to_vec());
        if self.of.insert(post.clone(), read).is_none() {
            self.order.push_back(post.clone());
        }
        if self.order.len() > KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.of.remove(&oldest);
        }
    }
}

impl Engine {
    /// What a post means: `given`, or what is known of it as it stands; empty where nothing is.
    pub(super) fn meaning_of<'a>(&'a self, post: &Post, given: &'a [f32]) -> &'a [f32] {
        if !given.is_empty() {
            return given;
        }
        let known = self.meant.of.get(&post.key);
        let known = known.filter(|(text, _)| *text == meaning(&post.text));
        known.map_or(given, |(_, vector)| vector.as_slice())
    }
}
