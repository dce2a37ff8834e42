//! What the events teach about a brand: the corrections that stand, from old to new.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

use crate::desk::{Act, Desk};
use crate::post::{Millis, PostKey};
use crate::text::fold::fold;

/// A correction that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept<'a> {
    /// When it was made.
    pub at: Millis,
    /// Its event.
    pub id: &'a str,
    /// Its post.
    pub post: &'a PostKey,
    /// What was said; it has a lesson.
    pub act: &'a Act,
}

impl Desk {
    /// Every correction about the brand of that name (however written) that teaches: not taken back, not forgotten,
    /// and of several that say the same kind of thing of one post the newest. From old to new.
    #[must_use]
    pub fn lessons(&self, brand: &str) -> Vec<Kept<'_>> {
        let brand = fold(brand);
        let since = self.forgotten(&brand);
        let mut newest: HashMap<(&PostKey, Discriminant<Act>), Kept<'_>> = HashMap::new();
        for (post, (at, id), act) in self.all_standing() {
            let about = act
                .taught()
                .is_some_and(|taught| fold(&taught.lesson.brand) == brand);
            if about && since.is_none_or(|since| since < (*at, id.as_str())) {
                let kept = Kept {
                    at: *at,
                    id,
                    post,
                    act,
                };
                newest.insert((post, discriminant(act)), kept);
            }
        }
        let mut kept: Vec<Kept<'_>> = newest.into_values().collect();
        kept.sort_unstable_by_key(|kept| (kept.at, kept.id));
        kept
    }

    /// Whether what is learnt may change when this event of a post is taken back.
    #[must_use]
    pub fn teaches(&self, post: &str, id: &str) -> bool {
        let act = self.act(post, id);
        act.is_some_and(|act| act.taught().is_some() || matches!(act, Act::Forgotten { .. }))
    }

    /// The event by which the brand's lessons were forgotten last, if that stands.
    #[must_use]
    pub fn forgotten(&self, brand: &str) -> Option<(Millis, &str)> {
        let brand = fold(brand);
        self.all_standing()
            .filter(
                |(.., act)| matches!(act, Act::Forgotten { brand: other } if fold(other) == brand),
            )
            .map(|(_, (at, id), _)| (*at, id.as_str()))
            .max()
    }
}
