//! What a post is about: topics, each a file of words and phrases with points (`topics/<code>.txt`).
//!
//! A post has a topic if the points of its phrases that stand in the post add up to [`LEAST`]. A phrase counts once,
//! and not where a longer one of the same topic covers it, so that a longer phrase with points below zero takes a
//! shorter one back ("heart is broken" in the faults). A cue that a file names counts beside its phrases. Nothing else
//! counts: what is found is what is shown.
//!
//! ```
//! use handrail::triage::{Reading, cues::Cues, topics::Topics};
//! let cues = Cues::new();
//! let (topics, problems) = Topics::new(&[], &cues);
//! assert!(problems.is_empty());
//! let reading = Reading::new("@LarkspurCare you charged me twice");
//! let hits = topics.find(&reading, &cues.find(&reading), &[]);
//! assert_eq!(topics.get(hits[0].topic).unwrap().code, "billing");
//! ```

mod check;
mod file;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::span::Span;
use crate::triage::Reading;
use crate::triage::cues::{Cues, Found, words};

/// The points from which a post has a topic.
pub const LEAST: i32 = 3;
/// The most topics of a post; a weaker one must have a third of the strongest's points.
pub const MOST: usize = 3;

macro_rules! files {
    ($($code:ident)*) => {
        /// Every topic that comes with Handrail: its code and its file. Of equal points, the earlier is shown first.
        #[cfg(not(target_arch = "wasm32"))]
        pub const FILES: &[(&str, &str)] = &[
            $((stringify!($code), include_str!(concat!(stringify!($code), ".txt")))),*
        ];
        /// Every topic's code. The files are no part of the module: they come as [`Lists`](super::lists::Lists).
        #[cfg(target_arch = "wasm32")]
        pub const FILES: &[(&str, &str)] = &[$((stringify!($code), "")),*];
    };
}

files! { safety outage refund billing delivery account fault cancel staff wish howto waiting thanks }

/// A topic's file as a lead gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct TopicFile {
    /// Such as `parking.txt`; what stands before the dot is the topic's code. The code of a topic that comes with
    /// Handrail takes its place.
    pub path: String,
    /// Fields (`name`, `alone`, `yes`, `no`), and lines of points and phrases.
    pub text: String,
}

/// One topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name in files and messages.
    pub code: String,
    /// Its name for people, in English or as the lead wrote it.
    pub name: String,
    /// Whether it says by itself what a post is about. "Thanks" does not: a post that has no more than this takes over
    /// the topic of the conversation too.
    pub alone: bool,
}

/// A topic of a post, and the words that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the topic.
    pub topic: usize,
    /// What its phrases add up to.
    pub points: i32,
    /// The words of the phrases that speak for it, in order: the first, and one past the last.
    pub parts: Vec<(usize, usize)>,
}

/// Topics, ready to search. Immutable: build new ones to change them.
pub struct Topics {
    topics: Vec<Topic>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// For each phrase of the automaton, its topics with the points.
    points: Vec<Vec<Counts>>,
    /// For each cue, its topics with the points.
    cues: Vec<Vec<Counts>>,
}

/// What a phrase or a cue counts for one topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Counts {
    topic: usize,
    points: i32,
    /// Only where a sentence begins.
    begins: bool,
}

impl std::fmt::Debug for Topics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Topics")
            .field("topics", &self.topics.len())
            .finish_non_exhaustive()
    }
}

/// The name that a file gives its topic, or else its `code`.
#[must_use]
pub fn name_of(text: &str, code: &str) -> String {
    file::parse(text, code).0.name
}

/// A phrase in a post that counts for a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    topic: usize,
    first: usize,
    /// Counted down, so that of phrases that begin together the longest is sorted first.
    end: std::cmp::Reverse<usize>,
    /// Which phrase: a cue's number lies beyond all phrases.
    phrase: usize,
    points: i32,
}

impl Topics {
    /// The topics that come with Handrail and the team's `own`, and what is wrong with the latter. A file with a fatal
    /// problem is left out; the rest is used.
    #[must_use]
    pub fn new(own: &[TopicFile], cues: &Cues) -> (Self, Vec<Problem>) {
        Self::of(FILES, own, cues)
    }

    /// The same with these files (code and text) for those that come with Handrail.
    #[must_use]
    pub fn of(ours: &[(&str, &str)], own: &[TopicFile], cues: &Cues) -> (Self, Vec<Problem>) {
        let (files, problems) = check::files(own, cues);
        let codes: Vec<&str> = files.iter().map(|(code, _)| code.as_str()).collect();
        let built_in = ours
            .iter()
            .filter(|(code, _)| !codes.contains(code))
            .map(|&(code, text)| (code.to_owned(), file::parse(text, code).0));
        let all: Vec<(String, file::Parsed)> = built_in.chain(files.clone()).collect();
        (Self::build(all, cues), problems)
    }

    /// Of files that were read; what names no known cue is passed over.
    fn build(files: Vec<(String, file::Parsed)>, cues: &Cues) -> Self {
        let mut topics = Vec::with_capacity(files.len());
        let mut phrases: Vec<(String, Counts)> = Vec::new();
        let mut by_cue: Vec<Vec<Counts>> = vec![Vec::new(); cues.all().len()];
        for (at, (code, file)) in files.into_iter().enumerate() {
            for phrase in file.phrases {
                let points = Counts {
                    topic: at,
                    points: phrase.points,
                    begins: phrase.begins,
                };
                let Some(code) = phrase.cue() else {
                    phrases.push((phrase.line, points));
                    continue;
                };
                let cue = cues.all().iter().position(|cue| cue.code == code);
                if let Some(topics) = cue.and_then(|cue| by_cue.get_mut(cue)) {
                    topics.push(points);
                }
            }
            topics.push(Topic {
                code,
                name: file.name,
                alone: file.alone,
            });
        }
        phrases.retain(|(line, _)| line != " ");
        phrases.sort();
        // A phrase may be one of several topics.
        let mut lines: Vec<String> = Vec::with_capacity(phrases.len());
        let mut points: Vec<Vec<Counts>> = Vec::with_capacity(phrases.len());
        for (line, of) in phrases {
            match points.last_mut() {
                Some(points) if lines.last() == Some(&line) => points.push(of),
                _ => {
                    lines.push(line);
                    points.push(vec![of]);
                }
            }
        }
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .build(&lines)
            .ok();
        Self {
            topics,
            automaton,
            points,
            cues: by_cue,
        }
    }

    /// The topic of that index.
    #[must_use]
    pub fn get(&self, topic: usize) -> Option<&Topic> {
        self.topics.get(topic)
    }

    /// Every topic.
    #[must_use]
    pub fn all(&self) -> &[Topic] {
        &self.topics
    }

    /// The topics of a post, the strongest first. `found` are its cues, `taught` is how far corrections move the
    /// log-odds of topics, by code: a point for each half.
    #[must_use]
    pub fn find(&self, reading: &Reading, found: &[Found], taught: &[(&str, f32)]) -> Vec<Hit> {
        let mut hits = self.points(reading, found);
        for &(code, lean) in taught {
            self.teach(&mut hits, code, lean);
        }
        hits.retain(|hit| hit.points >= LEAST);
        hits.sort_by_key(|hit| (std::cmp::Reverse(hit.points), hit.topic));
        let top = hits.first().map_or(0, |hit| hit.points);
        hits.retain(|hit| hit.points * 3 >= top);
        hits.truncate(MOST);
        hits
    }

    /// Adds what corrections say of one topic.
    fn teach(&self, hits: &mut Vec<Hit>, code: &str, lean: f32) {
        let Some(topic) = self.topics.iter().position(|topic| topic.code == code) else {
            return;
        };
        #[expect(clippy::cast_possible_truncation, reason = "between -18 and 18")]
        let points = (lean.clamp(-9.0, 9.0) * 2.0).round() as i32;
        match hits.iter_mut().find(|hit| hit.topic == topic) {
            Some(hit) => hit.points += points,
            None => hits.push(Hit {
                topic,
                points,
                parts: Vec::new(),
            }),
        }
    }

    /// What every topic with a phrase in the post has, by topic.
    fn points(&self, reading: &Reading, found: &[Found]) -> Vec<Hit> {
        let mut matches = self.matches(reading, found);
        matches.sort_unstable();
        let mut hits: Vec<Hit> = Vec::new();
        let mut counted: Vec<usize> = Vec::new();
        // Sorted by where they begin, a match is covered by an earlier one if that one ends no sooner.
        let mut reach = 0;
        for one in matches {
            if hits.last().is_none_or(|hit| hit.topic != one.topic) {
                hits.push(Hit {
                    topic: one.topic,
                    points: 0,
                    parts: Vec::new(),
                });
                counted.clear();
                reach = 0;
            }
            // A cue is a sign of its own, beside the phrases.
            let cue = one.phrase >= self.points.len();
            let covered = !cue && one.end.0 <= reach;
            if !cue {
                reach = reach.max(one.end.0);
            }
            let Some(hit) = hits.last_mut() else { continue };
            if covered || counted.contains(&one.phrase) {
                continue;
            }
            counted.push(one.phrase);
            hit.points += one.points;
            if one.points > 0 {
                hit.parts.push((one.first, one.end.0));
            }
        }
        hits
    }

    fn matches(&self, reading: &Reading, found: &[Found]) -> Vec<Match> {
        let mut matches = Vec::new();
        let mut add = |phrase: usize, (first, end): (usize, usize), topics: &[Counts]| {
            let counting = topics
                .iter()
                .filter(|counts| !counts.begins || begins_sentence(reading, first));
            matches.extend(counting.map(|&Counts { topic, points, .. }| Match {
                topic,
                first,
                end: std::cmp::Reverse(end),
                phrase,
                points,
            }));
        };
        if let Some(automaton) = &self.automaton {
            for hit in automaton.find_overlapping_iter(reading.line()) {
                let phrase = hit.value() as usize;
                // A phrase has a space at either end, as every word of the line has.
                let inside = Span::new(hit.start() + 1, hit.end() - 1);
                if let (Some(at), Some(topics)) = (words(reading, inside), self.points.get(phrase))
                {
                    add(phrase, at, topics);
                }
            }
        }
        for one in found {
            if let Some(topics) = self.cues.get(one.cue) {
                add(self.points.len() + one.cue, (one.first, one.end), topics);
            }
        }
        matches
    }
}

/// Whether a sentence begins at this word; whom it addresses and "please" may stand before it.
fn begins_sentence(reading: &Reading, first: usize) -> bool {
    let before = reading.words().get(..first).unwrap_or_default();
    let mut before = before.iter().rev().map(|word| reading.form(word));
    before
        .find(|form| !matches!(*form, "@" | "please" | "pls" | "plz" | "and" | "or"))
        .is_none_or(|form| !form.starts_with(char::is_alphanumeric) && form != ",")
}

#[cfg(test)]
mod tests;
