//! What learning sees of a post: rows of a small table, by words, neighbours, negated words, beginnings of words, and
//! cues. Accounts, links and numbers are left out, and so are words that stand in every post.

use crate::text::token::Kind;
use crate::triage::cues::{Cues, is_negator};
use crate::triage::features::{Features, Hash};
use crate::triage::learning::{MOST_ROWS, ROWS};
use crate::triage::reasons::EMPTY;

/// From how many letters on the beginning of a word counts as well ("killing", "killed"), and how many it has.
const LONG: usize = 6;
const BEGINNING: usize = 5;
/// How many words after a negator are seen as negated.
const NEGATED: usize = 3;

/// The rows that a post touches, sorted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// By its words.
    pub words: Vec<u16>,
    /// By its cues.
    pub cues: Vec<u16>,
}

/// A row that a post touches, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::triage) struct Touch {
    pub(in crate::triage) row: u16,
    /// Index of the first word, or of the cue among those found.
    pub(in crate::triage) at: usize,
    /// How many words: a pair has two. Zero is a cue.
    pub(in crate::triage) words: usize,
}

impl Sample {
    /// Of these touches.
    pub(super) fn new(touches: &[Touch]) -> Self {
        let rows = |cues: bool| {
            let rows = touches.iter().filter(|touch| (touch.words == 0) == cues);
            rows.map(|touch| touch.row).collect()
        };
        Self {
            words: rows(false),
            cues: rows(true),
        }
    }
}

/// The rows that a post touches: those of words, then those of cues, each sorted and without repeats.
pub(in crate::triage) fn touches(features: &Features, cues: &Cues) -> Vec<Touch> {
    let mut all = by_words(features);
    let mut found: Vec<Touch> = (0..)
        .zip(&features.found)
        .filter_map(|(at, found)| {
            let row = row(Hash::new(4).text(cues.all().get(found.cue)?.code));
            Some(Touch { row, at, words: 0 })
        })
        .collect();
    once(&mut all, MOST_ROWS / 2);
    once(&mut found, MOST_ROWS / 2);
    all.extend(found);
    all
}

/// Sorts by row; of several at one row the first in the post stays.
fn once(touches: &mut Vec<Touch>, most: usize) {
    touches.truncate(most);
    touches.sort_unstable();
    touches.dedup_by_key(|touch| touch.row);
}

/// The rows of single words in a name.
pub(super) fn rows_of_name(reading: &crate::triage::Reading) -> Vec<u16> {
    let words = reading.words().iter().map(|word| reading.form(word));
    words
        .flat_map(|form| [Some(Hash::new(0).text(form)), beginning(form)])
        .flatten()
        .map(row)
        .collect()
}

fn by_words(features: &Features) -> Vec<Touch> {
    let reading = &features.reading;
    let mut touches = Vec::with_capacity(reading.words().len() * 3);
    let mut push = |hash: Hash, at, words| {
        let row = row(hash);
        touches.push(Touch { row, at, words });
    };
    let mut before: Option<&str> = None;
    let mut negated = 0;
    for (at, word) in reading.words().iter().enumerate() {
        let form = reading.form(word);
        match word.kind {
            Kind::Word | Kind::Hashtag | Kind::Emoji => {}
            Kind::Punctuation => {
                (before, negated) = (None, 0);
                continue;
            }
            Kind::Number | Kind::Mention | Kind::Cashtag | Kind::Link => {
                before = None;
                continue;
            }
        }
        let empty = EMPTY.contains(&form);
        if !empty {
            push(Hash::new(0).text(form), at, 1);
            if let Some(hash) = beginning(form) {
                push(hash, at, 1);
            }
        }
        if let Some(before) = before.filter(|before| !(empty && EMPTY.contains(before))) {
            push(Hash::new(2).text(before).text(" ").text(form), at - 1, 2);
        }
        if negated > 0 {
            negated -= 1;
            push(Hash::new(3).text(form), at, 1);
        }
        if is_negator(form) {
            negated = NEGATED;
        }
        before = Some(form);
    }
    touches
}

fn beginning(form: &str) -> Option<Hash> {
    form.chars().nth(LONG - 1)?;
    let (end, _) = form.char_indices().nth(BEGINNING)?;
    Some(Hash::new(1).text(form.get(..end)?))
}

#[allow(clippy::cast_possible_truncation)] // the remainder is below ROWS
fn row(hash: Hash) -> u16 {
    (hash.mixed() % ROWS as u32) as u16
}
