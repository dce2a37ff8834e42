//! Groups of posts that mean the same: found, named in the customers' own words, and put in order.

use std::collections::{BTreeMap, HashMap};

use super::cluster::{self, ALIKE, Table, Traits};
use super::rarity::Rarity;
use super::said::LETTERS;
use super::{Kept, Like, is_kept, reply};
use crate::post::{Millis, PostKey};

/// The posts of a group that are named.
const POSTS: usize = 20;
/// The words of a group that are named.
const WORDS: usize = 5;
/// The most central posts: one of them gives the name.
const CENTRAL: usize = 5;
/// A word of one post among few is not yet common here: as if so many more had been seen.
const UNSEEN: f32 = 200.0;

/// Complaints and questions that had no article, and mean the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The key of its oldest post: it names the group as long as that post stays.
    pub id: String,
    /// The most telling clause of its most central posts; never empty.
    pub name: String,
    /// At most five words that most of its posts have and few others, in the form that is commonest.
    pub words: Vec<String>,
    /// The brand.
    pub brand: String,
    /// The code of the topic that most of its posts have, if most have one.
    pub topic: Option<String>,
    /// How many posts.
    pub count: usize,
    /// Their heat together.
    pub heat: u32,
    /// The newest of its posts, at most 20.
    pub posts: Vec<PostKey>,
    /// When the newest was seen.
    pub last: Millis,
    /// Whether a reply of the team is known that a draft would take up.
    pub has_reply: bool,
}

/// A group by the places of its posts, from old to new.
#[derive(Clone, Debug)]
pub(super) struct Found {
    posts: Vec<usize>,
    /// The same, the most central first; a few.
    central: Vec<usize>,
    pub(super) group: Group,
}

impl Found {
    pub(super) fn posts<'a>(&self, missed: &'a [Kept]) -> impl Iterator<Item = &'a Kept> {
        self.posts.iter().filter_map(|&post| missed.get(post))
    }

    pub(super) fn central<'a>(&self, missed: &'a [Kept]) -> Vec<&'a Kept> {
        self.central
            .iter()
            .filter_map(|&post| missed.get(post))
            .collect()
    }
}

/// All groups, the most pressing first.
pub(super) fn all(missed: &[Kept], now: Millis) -> Vec<Group> {
    let mut groups: Vec<Group> = found(missed, now)
        .into_iter()
        .map(|found| found.group)
        .collect();
    // count × (1 + mean heat ÷ 50), times 50.
    let pressing = |group: &Group| group.count * 50 + group.heat as usize;
    groups.sort_by_key(|group| std::cmp::Reverse((pressing(group), group.last, group.id.clone())));
    groups
}

/// The group of that name.
pub(super) fn find(missed: &[Kept], id: &str, now: Millis) -> Option<Found> {
    let brand = &missed.iter().find(|kept| kept.post == id)?.brand;
    let mut reading = Reading::default();
    let of_brand = reading.of_brand(missed, brand, now);
    of_brand.into_iter().find(|found| found.group.id == id)
}

fn found(missed: &[Kept], now: Millis) -> Vec<Found> {
    let mut brands: Vec<&str> = missed.iter().map(|kept| kept.brand.as_str()).collect();
    brands.sort_unstable();
    brands.dedup();
    let mut reading = Reading::default();
    let each = brands
        .into_iter()
        .map(|brand| reading.of_brand(missed, brand, now));
    each.collect::<Vec<_>>().concat()
}

/// Whether a post belongs to the group of these.
pub(super) fn falls_into(kept: &Kept, like: &[Like], rarity: &mut Rarity) -> bool {
    let mut reading = Reading {
        rarity: std::mem::replace(rarity, Rarity::new()),
        ..Reading::default()
    };
    let own = reading.traits(&kept.words, kept.vector.as_ref());
    let mut sum = 0.0;
    for other in like {
        let other = reading.traits(&other.words, other.vector.as_ref());
        sum += own.alike(&other);
    }
    *rarity = reading.rarity;
    !like.is_empty() && sum >= ALIKE * count(like.len())
}

/// Reads posts by their stems.
#[derive(Debug)]
struct Reading {
    rarity: Rarity,
    numbers: HashMap<String, u32>,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            rarity: Rarity::new(),
            numbers: HashMap::new(),
        }
    }
}

impl Reading {
    fn of_brand(&mut self, missed: &[Kept], brand: &str, now: Millis) -> Vec<Found> {
        let mine = |(_, kept): &(usize, &Kept)| kept.brand == brand && is_kept(kept.at, now);
        let posts: Vec<(usize, &Kept)> = missed.iter().enumerate().filter(mine).collect();
        let shares = self.shares(&posts);
        let traits: Vec<Traits<'_>> = posts
            .iter()
            .map(|(_, kept)| self.traits(&kept.words, kept.vector.as_ref()))
            .collect();
        let table = Table::new(&traits);
        let groups = cluster::groups(&table, ALIKE);
        let mut found = Vec::new();
        for group in groups {
            let place = |post: usize| posts.get(post).map(|(place, _)| *place);
            let central = central(&group, &table);
            let group = Found {
                posts: group.iter().filter_map(|&post| place(post)).collect(),
                central: central.into_iter().filter_map(place).collect(),
                group: Group::default(),
            };
            found.push(self.described(group, missed, &shares));
        }
        found
    }

    /// The share of posts that have a stem.
    fn shares(&mut self, posts: &[(usize, &Kept)]) -> HashMap<String, f32> {
        let mut counts: HashMap<String, f32> = HashMap::new();
        for (_, kept) in posts {
            for stem in self.stems(&kept.words) {
                *counts.entry(stem).or_default() += 1.0;
            }
        }
        let all = count(posts.len()) + UNSEEN;
        counts.values_mut().for_each(|count| *count /= all);
        counts
    }

    /// Each once, in order.
    fn stems(&mut self, words: &[String]) -> Vec<String> {
        let mut stems: Vec<String> = words.iter().map(|word| self.rarity.stem(word)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    fn traits<'a>(&mut self, words: &[String], vector: Option<&'a super::Vector>) -> Traits<'a> {
        let mut stems = Vec::with_capacity(words.len());
        for stem in self.stems(words) {
            // What is common among these posts is what they are about: it must not weigh less for that.
            let weight = self.rarity.of_stem(&stem, 0.0);
            let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            stems.push((*self.numbers.entry(stem).or_insert(next), weight));
        }
        stems.sort_unstable_by_key(|(number, _)| *number);
        Traits { vector, stems }
    }

    fn described(
        &mut self,
        mut found: Found,
        missed: &[Kept],
        shares: &HashMap<String, f32>,
    ) -> Found {
        let posts: Vec<&Kept> = found.posts(missed).collect();
        let worth = self.worth(&posts, shares);
        let mut words = self.words(&posts, &worth);
        if words.is_empty() {
            // They mean the same in other words: the most central post speaks for all.
            let central = found.central(missed);
            let own = central
                .first()
                .map(|kept| kept.words.as_slice())
                .unwrap_or_default();
            words = own.iter().take(WORDS).cloned().collect();
        }
        let name = self.name(&found.central(missed), &worth);
        let newest = posts.iter().rev();
        found.group = Group {
            id: posts
                .first()
                .map(|kept| kept.post.clone())
                .unwrap_or_default(),
            name: name.unwrap_or_else(|| words.join(" ").chars().take(LETTERS).collect()),
            words,
            brand: posts
                .first()
                .map(|kept| kept.brand.clone())
                .unwrap_or_default(),
            topic: topic(&posts),
            count: posts.len(),
            heat: posts
                .iter()
                .fold(0, |sum, kept| sum.saturating_add(kept.heat)),
            posts: newest.take(POSTS).map(|kept| kept.post.clone()).collect(),
            last: posts.iter().map(|kept| kept.at).max().unwrap_or_default(),
            has_reply: reply::best(&posts).is_some(),
        };
        found
    }

    /// For each stem of a group: the share of its posts that have it, and how much that tells.
    fn worth(
        &mut self,
        posts: &[&Kept],
        shares: &HashMap<String, f32>,
    ) -> BTreeMap<String, (f32, f32)> {
        let mut worth: BTreeMap<String, (f32, f32)> = BTreeMap::new();
        for kept in posts {
            for stem in self.stems(&kept.words) {
                worth.entry(stem).or_default().0 += count(posts.len()).recip();
            }
        }
        for (stem, (share, worth)) in &mut worth {
            let here = shares.get(stem).copied().unwrap_or_default();
            *worth = *share * self.rarity.of_stem(stem, here);
        }
        worth
    }

    /// The words that most posts have; of few such the next, if two posts have them.
    fn words(&mut self, posts: &[&Kept], worth: &BTreeMap<String, (f32, f32)>) -> Vec<String> {
        let mut stems: Vec<(&String, f32, f32)> = worth
            .iter()
            .map(|(stem, &(share, worth))| (stem, share, worth))
            .collect();
        stems.sort_by(|a, b| b.2.total_cmp(&a.2));
        let twice = 2.0 / count(posts.len().max(2));
        let most: Vec<&String> = stems
            .iter()
            .filter(|(_, share, _)| *share >= 0.5)
            .map(|(stem, ..)| *stem)
            .collect();
        let some = stems
            .iter()
            .filter(|(_, share, _)| *share < 0.5 && *share >= twice)
            .map(|(stem, ..)| *stem);
        let few = 3_usize.saturating_sub(most.len());
        let stems: Vec<&String> = most.into_iter().take(WORDS).chain(some.take(few)).collect();
        stems
            .into_iter()
            .filter_map(|stem| self.commonest(stem, posts))
            .collect()
    }

    /// The form of a stem that most posts have; of equals the shortest.
    fn commonest(&mut self, stem: &str, posts: &[&Kept]) -> Option<String> {
        let mut forms: BTreeMap<&String, usize> = BTreeMap::new();
        for word in posts.iter().flat_map(|kept| &kept.words) {
            if self.rarity.stem(word) == stem {
                *forms.entry(word).or_default() += 1;
            }
        }
        let best = forms
            .into_iter()
            .min_by_key(|(form, count)| (std::cmp::Reverse(*count), form.len()));
        best.map(|(form, _)| form.clone())
    }

    /// The clause of the central posts that says most of what the group has in common. That of the most central post is
    /// preferred, and a question.
    fn name(&mut self, central: &[&Kept], worth: &BTreeMap<String, (f32, f32)>) -> Option<String> {
        let mut best: Option<(f32, &String)> = None;
        for (place, kept) in central.iter().enumerate() {
            for (nth, clause) in kept.clauses.iter().enumerate() {
                let words: Vec<String> = clause.split(' ').map(str::to_lowercase).collect();
                let stems = self.stems(&words);
                let told: f32 = stems
                    .iter()
                    .filter_map(|stem| worth.get(stem))
                    .map(|(_, worth)| worth)
                    .sum();
                let asks = f32::from(u8::from(clause.ends_with(['?', '？'])));
                // Long clauses say more by chance.
                let told = (told + 0.3 * asks) / (count(words.len()) + 3.0);
                let told = told * (1.0 - 0.05 * count(place)) * (1.0 - 0.1 * count(nth));
                if best.is_none_or(|(most, _)| told > most) {
                    best = Some((told, clause));
                }
            }
        }
        best.map(|(_, clause)| clause.clone())
    }
}

/// The posts that are most like the others of their group.
fn central(group: &[usize], table: &Table) -> Vec<usize> {
    let like_others = |post: usize| {
        group
            .iter()
            .map(|&other| table.get(post, other))
            .sum::<f32>()
    };
    let mut central: Vec<(f32, usize)> = group
        .iter()
        .map(|&post| (like_others(post), post))
        .collect();
    central.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    central.truncate(CENTRAL);
    central.into_iter().map(|(_, post)| post).collect()
}

/// The topic that most posts have, of those that have one; of equals the first by its code.
fn topic(posts: &[&Kept]) -> Option<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for topic in posts.iter().filter_map(|kept| kept.topic.as_ref()) {
        *counts.entry(topic).or_default() += 1;
    }
    let (topic, count) = counts
        .into_iter()
        .min_by_key(|(topic, count)| (std::cmp::Reverse(*count), *topic))?;
    (count * 2 >= posts.len()).then(|| topic.clone())
}

#[expect(clippy::cast_precision_loss, reason = "thousands at most")]
const fn count(number: usize) -> f32 {
    number as f32
}
