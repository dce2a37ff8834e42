//! How many complaints and questions were looked at, each once however often it is shown.

use serde::{Deserialize, Serialize};

use super::is_kept;
use crate::post::Millis;

const DAY: Millis = 24 * 60 * 60 * 1_000;
/// The most posts that are told apart; the oldest go first.
const MOST: usize = 5_000;

/// The posts of the last days, from old to new: a number that tells the post apart, of which the last bit says whether it
/// had an article, and the day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Looked(Vec<(u32, i64)>);

impl Looked {
    /// Counts a post; returns whether that is new.
    pub(super) fn take(&mut self, post: &str, answered: bool, at: Millis) -> bool {
        let number = number(post) | u32::from(answered);
        // What is shown again was most likely shown not long ago.
        if let Some((known, _)) = self
            .0
            .iter_mut()
            .rev()
            .find(|(known, _)| *known | 1 == number | 1)
        {
            return std::mem::replace(known, number) != number;
        }
        self.0.push((number, at.div_euclid(DAY)));
        let over = self.0.len().saturating_sub(MOST);
        self.0.drain(..over);
        true
    }

    /// All, and those that had an article.
    pub(super) fn counts(&self) -> [usize; 2] {
        let answered = self.0.iter().filter(|(number, _)| number & 1 == 1);
        [self.0.len(), answered.count()]
    }

    pub(super) fn forget(&mut self, now: Millis) -> bool {
        let before = self.0.len();
        self.0
            .retain(|(_, day)| is_kept((day + 1).saturating_mul(DAY), now));
        before != self.0.len()
    }
}

/// A number that tells a post apart (FNV-1a), its last bit free.
fn number(post: &str) -> u32 {
    let mix = |number: u32, byte: u8| (number ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    post.bytes().fold(0x811c_9dc5, mix) & !1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_counts_once_and_as_it_stands_now() {
        let mut looked = Looked::default();
        assert!(looked.take("x:1", false, 0));
        assert!(!looked.take("x:1", false, 5));
        assert!(looked.take("x:2", true, 0));
        assert_eq!(looked.counts(), [2, 1]);
        assert!(looked.take("x:1", true, 9));
        assert_eq!(looked.counts(), [2, 2]);
        assert!(!looked.forget(super::super::KEPT));
        assert!(looked.forget(super::super::KEPT + 2 * DAY));
        assert_eq!(looked.counts(), [0, 0]);
    }

    #[test]
    fn there_is_an_end_to_memory() {
        let mut looked = Looked::default();
        for post in 0..MOST + 9 {
            looked.take(&format!("x:{post}"), false, 0);
        }
        assert!(looked.counts()[0] <= MOST);
    }
}
