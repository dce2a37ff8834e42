//! Posts that mean the same, put together.
//!
//! Two posts are as alike as the cosine of their vectors; where the encoder did not read one of them, as the rare words
//! that they share among those that they have (by weight), scaled so that both are alike enough at [`ALIKE`]. Groups are
//! as alike as their posts on average; the two most alike are joined while they are alike enough. That is done by chains
//! of nearest neighbours (Murtagh, "A Survey of Recent Advances in Hierarchical Clustering Algorithms", 1983), which finds
//! the same groups in the square of the number of posts. Nothing depends on chance, and equals are taken in order.

use super::vector::Vector;

/// From here on two groups mean the same. Chosen on the intents of Banking77 and CLINC150 (`gaps/measure.rs`): between
/// .50 and .58 as many pairs are right there; lower mixes intents, higher parts them. Mixing words in adds nothing.
pub(super) const ALIKE: f32 = 0.54;
/// The share of rare words that says as much.
pub(super) const SHARED: f32 = 0.18;

/// What a post is told by.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits<'a> {
    pub(super) vector: Option<&'a Vector>,
    /// Numbers of stems, in order, and how much each weighs.
    pub(super) stems: Vec<(u32, f32)>,
}

impl Traits<'_> {
    /// How alike two posts are, from -1 to 1.
    pub(super) fn alike(&self, other: &Self) -> f32 {
        match (self.vector, other.vector) {
            (Some(a), Some(b)) => a.alike(b),
            _ => (shared(&self.stems, &other.stems) * (ALIKE / SHARED)).min(1.0),
        }
    }
}

/// The weight of what both have, of what either has.
pub(super) fn shared(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let weigh = |stems: &[(u32, f32)]| stems.iter().map(|(_, weight)| weight).sum::<f32>();
    let mut rest = b.iter().peekable();
    let mut both = 0.0;
    for (stem, weight) in a {
        while rest.next_if(|(other, _)| other < stem).is_some() {}
        if rest.peek().is_some_and(|(other, _)| other == stem) {
            both += weight;
        }
    }
    let either = weigh(a) + weigh(b) - both;
    if either > 0.0 { both / either } else { 0.0 }
}

/// How alike every two are.
#[derive(Clone, Debug)]
pub(super) struct Table {
    size: usize,
    /// A row a post.
    alike: Vec<f32>,
}

impl Table {
    pub(super) fn new(posts: &[Traits<'_>]) -> Self {
        Self::by(posts, Traits::alike)
    }

    /// With another measure.
    pub(super) fn by<'a>(
        posts: &[Traits<'a>],
        alike: impl Fn(&Traits<'a>, &Traits<'a>) -> f32,
    ) -> Self {
        let size = posts.len();
        let mut table = Self {
            size,
            alike: vec![1.0; size * size],
        };
        for (a, one) in posts.iter().enumerate() {
            for (b, other) in posts.iter().enumerate().take(a) {
                table.set(a, b, alike(one, other));
            }
        }
        table
    }

    pub(super) fn get(&self, a: usize, b: usize) -> f32 {
        self.alike.get(a * self.size + b).copied().unwrap_or(-1.0)
    }

    fn set(&mut self, a: usize, b: usize, alike: f32) {
        for at in [a * self.size + b, b * self.size + a] {
            if let Some(slot) = self.alike.get_mut(at) {
                *slot = alike;
            }
        }
    }
}

/// The groups, each with its posts in order, in the order of their first posts.
pub(super) fn groups(table: &Table, alike_enough: f32) -> Vec<Vec<usize>> {
    let mut joining = Joining {
        table: table.clone(),
        groups: (0..table.size).map(|post| vec![post]).collect(),
        open: (0..table.size).collect(),
        alike_enough,
    };
    let mut chain: Vec<usize> = Vec::new();
    while joining.open.len() > 1 {
        let Some(&end) = chain.last() else {
            chain.extend(joining.open.first());
            continue;
        };
        let before = chain
            .len()
            .checked_sub(2)
            .and_then(|at| chain.get(at))
            .copied();
        match joining.nearest(end, before) {
            // Whatever is joined later is no nearer to it.
            None => {
                joining.open.retain(|open| *open != end);
                chain.clear();
            }
            Some(next) if Some(next) == before => {
                chain.truncate(chain.len() - 2);
                joining.join(end, next);
            }
            Some(next) => chain.push(next),
        }
    }
    let mut groups = joining.groups;
    groups.retain(|group| !group.is_empty());
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

/// Groups while they are joined.
struct Joining {
    /// By the first post of each.
    table: Table,
    groups: Vec<Vec<usize>>,
    /// Those that may still be joined.
    open: Vec<usize>,
    alike_enough: f32,
}

impl Joining {
    /// The group that is most like this one, if it is alike enough; of equals, the one that the chain came from.
    fn nearest(&self, group: usize, before: Option<usize>) -> Option<usize> {
        let mut nearest = before.map(|before| (before, self.table.get(group, before)));
        for &other in &self.open {
            let alike = self.table.get(group, other);
            if other != group && nearest.is_none_or(|(_, best)| alike > best) {
                nearest = Some((other, alike));
            }
        }
        let (nearest, alike) = nearest?;
        (alike >= self.alike_enough).then_some(nearest)
    }

    fn join(&mut self, a: usize, b: usize) {
        let (into, from) = (a.min(b), a.max(b));
        let posts = self
            .groups
            .get_mut(from)
            .map(std::mem::take)
            .unwrap_or_default();
        self.open.retain(|open| *open != from);
        let Some(group) = self.groups.get_mut(into) else {
            return;
        };
        #[expect(clippy::cast_precision_loss, reason = "a thousand at most")]
        let (old, new) = (group.len() as f32, posts.len() as f32);
        group.extend(posts);
        for &other in &self.open {
            if other != into {
                let sum = self.table.get(into, other) * old + self.table.get(from, other) * new;
                self.table.set(into, other, sum / (old + new));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stems(numbers: &[u32]) -> Traits<'static> {
        Traits {
            vector: None,
            stems: numbers.iter().map(|&number| (number, 1.0)).collect(),
        }
    }

    fn of(posts: &[Traits<'_>]) -> Vec<Vec<usize>> {
        groups(&Table::new(posts), ALIKE)
    }

    #[test]
    fn posts_with_the_same_rare_words_are_together() {
        let posts = [
            stems(&[1, 2, 3]),
            stems(&[7, 8]),
            stems(&[1, 2, 4]),
            stems(&[]),
            stems(&[7, 8, 9]),
            stems(&[]),
        ];
        assert_eq!(of(&posts), [vec![0, 2], vec![1, 4], vec![3], vec![5]]);
        assert!(of(&[]).is_empty());
    }

    #[test]
    fn a_chain_of_likes_is_not_one_group() {
        // Each is like the next, and the ends have nothing in common.
        let posts: Vec<Traits<'_>> = (0..12).map(|at| stems(&[at, at + 1])).collect();
        assert!(of(&posts).iter().all(|group| group.len() <= 3));
    }

    /// The same by looking at every two groups again and again.
    fn slowly(table: &Table) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = (0..table.size).map(|post| vec![post]).collect();
        loop {
            let mut best: Option<(f32, usize, usize)> = None;
            for a in 0..groups.len() {
                for b in 0..a {
                    let pairs = groups[a]
                        .iter()
                        .flat_map(|x| groups[b].iter().map(|y| table.get(*x, *y)));
                    let alike = pairs.sum::<f32>() / (groups[a].len() * groups[b].len()) as f32;
                    if alike >= ALIKE && best.is_none_or(|(most, ..)| alike > most) {
                        best = Some((alike, a, b));
                    }
                }
            }
            let Some((_, a, b)) = best else { break };
            let posts = groups.remove(a);
            groups[b].extend(posts);
        }
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups.sort_unstable();
        groups
    }

    proptest! {
        #[test]
        fn chains_find_what_looking_at_all_finds(numbers in prop::collection::vec(-1.0f32..1.0, 45)) {
            let mut table = Table { size: 10, alike: vec![1.0; 100] };
            let mut numbers = numbers.into_iter();
            for a in 0..10 {
                for b in 0..a {
                    table.set(a, b, numbers.next().unwrap());
                }
            }
            prop_assert_eq!(groups(&table, ALIKE), slowly(&table));
        }
    }
}
