//! What the events teach about a brand: the corrections that stand, from old to new.

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
        let name = brand;
        let brand = fold(name);
        let is_it = |other: &str| other == name || fold(other) == brand;
        let since = self.forgotten(name);
        let mut kept: Vec<Kept<'_>> = self
            .all_standing()
            .filter(|(.., act)| {
                let taught = act.taught();
                taught.is_some_and(|taught| is_it(&taught.lesson.brand))
            })
            .map(|(post, (at, id), act)| Kept {
                at: *at,
                id,
                post,
                act,
            })
            .filter(|kept| since.is_none_or(|since| since < (kept.at, kept.id)))
            .collect();
        // The newest of each post and kind first, then the others of that post and kind.
        let kind = |kept: &Kept<'_>| match kept.act {
            Act::Corrected { .. } => 0,
            Act::Topic { .. } => 1,
            _ => 2,
        };
        kept.sort_unstable_by(|a, b| {
            let of = |kept: &Kept<'_>| (kind(kept), kept.at, kept.id.to_owned());
            a.post.cmp(b.post).then_with(|| of(b).cmp(&of(a)))
        });
        kept.dedup_by(|later, first| later.post == first.post && kind(later) == kind(first));
        kept.sort_unstable_by(|a, b| (a.at, a.id).cmp(&(b.at, b.id)));
        kept
    }

    /// The names, folded, of the brands about which any correction that stands could teach.
    #[must_use]
    pub fn taught_brands(&self) -> Vec<String> {
        let taught = self.all_standing().filter_map(|(.., act)| act.taught());
        let mut names: Vec<&str> = taught.map(|taught| taught.lesson.brand.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().map(fold).collect()
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
