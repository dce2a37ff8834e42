//! A text that is too long for one post, parted into several.

use super::cuts::{Cut, Level, cuts};
use super::{Piece, Rule, total};

/// What of a post must be full before it is cut at the end of a sentence or a clause, in parts of a hundred.
const FULL: [(Level, u64); 2] = [(Level::Sentence, 33), (Level::Clause, 50)];
/// The most digits that parts are counted with.
const DIGITS: u32 = 5;

/// Parts of `text` that each fit, in order: cut at the ends of sentences where this leaves none of them too short, else
/// of clauses, else between words. Links, handles and characters stay whole, unless one alone is too long. Several are
/// numbered at their ends (`1/2`). Handles at the beginning are part of the first: the others answer it.
///
/// A text that fits is given back as it is; an empty one has no parts.
#[must_use]
pub fn split(rule: &Rule, text: &str) -> Vec<String> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let text = Text {
        rule,
        text,
        pieces: rule.pieces(text),
        cuts: cuts(text),
    };
    if total(&text.pieces) <= rule.max() {
        return vec![text.text.to_owned()];
    }
    for digits in 1..=DIGITS {
        let tail = tail(digits);
        // All of it are characters that count 1.
        let room = rule.max().saturating_sub(2 + 2 * digits);
        let parts = text.parts(room, &tail);
        if room > 0
            && parts.len().to_string().len() <= usize::try_from(digits).unwrap_or(usize::MAX)
        {
            return numbered(&parts);
        }
    }
    text.parts(rule.max(), "")
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// What stands for the number behind a part: a space, two numbers and a slash.
fn tail(digits: u32) -> String {
    let number = "9".repeat(usize::try_from(digits).unwrap_or_default());
    format!(" {number}/{number}")
}

fn numbered(parts: &[&str]) -> Vec<String> {
    let all = parts.len();
    let number = |(at, part): (usize, &&str)| match all {
        1 => (*part).to_owned(),
        _ => format!("{part} {}/{all}", at + 1),
    };
    parts.iter().enumerate().map(number).collect()
}

struct Text<'a> {
    rule: &'a Rule,
    text: &'a str,
    pieces: Vec<Piece>,
    cuts: Vec<Cut>,
}

impl<'a> Text<'a> {
    /// Parts that count at most `room` each, and fit with `tail` behind them.
    fn parts(&self, room: u32, tail: &str) -> Vec<&'a str> {
        let mut parts = Vec::new();
        let mut rest = self.text.trim();
        let mut start = self.text.len() - self.text.trim_start().len();
        while !rest.is_empty() {
            let end = self.end(start, rest, room, tail);
            let (part, after) = self
                .text
                .get(start..)
                .unwrap_or_default()
                .split_at(end - start);
            parts.push(part.trim_end());
            start = end + after.len() - after.trim_start().len();
            rest = after.trim();
        }
        parts
    }

    /// Where the part ends that begins at `start`; behind it at least one character.
    fn end(&self, start: usize, rest: &str, room: u32, tail: &str) -> usize {
        let whole = start + rest.len();
        let mut limit = self.limit(start, room);
        if limit >= whole && self.fits(start, whole, tail) {
            return whole;
        }
        let mut back = 1;
        while let Some(cut) = self.best(start, limit.min(whole), room) {
            if self.fits(start, cut, tail) {
                return cut;
            }
            // What is cut may count more than before: "….commerce" ends in a link then.
            limit = cut.saturating_sub(back);
            back *= 2;
        }
        // One character that a reader sees is too long. Half as many as there is room for fit, whatever they are.
        let chars = |count: u32| {
            let mut chars = rest
                .char_indices()
                .skip(usize::try_from(count).unwrap_or(usize::MAX));
            chars.next().map_or(whole, |(at, _)| start + at)
        };
        [self.limit(start, room).min(whole), chars(room / 2)]
            .into_iter()
            .find(|&end| end > start && self.fits(start, end, tail))
            .unwrap_or_else(|| chars(1))
    }

    /// Whether a part fits as it will be written: what stands behind it may change what it counts, as a space does
    /// that ends a link.
    fn fits(&self, start: usize, end: usize, tail: &str) -> bool {
        let part = self.text.get(start..end).unwrap_or_default().trim_end();
        total(&self.rule.pieces(&format!("{part}{tail}"))) <= self.rule.max()
    }

    /// The byte behind which the text that begins at `start` counts more than `room`.
    fn limit(&self, start: usize, room: u32) -> usize {
        let from = self.pieces.partition_point(|piece| piece.start < start);
        let mut used = 0_u32;
        let over = self.pieces.iter().skip(from).find(|piece| {
            used = used.saturating_add(piece.weight);
            used > room
        });
        over.map_or(self.text.len(), |piece| piece.start)
    }

    /// The best place to cut between `start` and `limit`.
    fn best(&self, start: usize, limit: usize, room: u32) -> Option<usize> {
        let from = self.cuts.partition_point(|cut| cut.at <= start);
        let to = self.cuts.partition_point(|cut| cut.at <= limit);
        let cuts = self.cuts.get(from..to)?;
        let last = |level: Level| {
            cuts.iter()
                .rev()
                .find(|cut| cut.level >= level)
                .map(|cut| cut.at)
        };
        let full = |at: usize, least: u64| {
            u64::from(self.used(start, at)) * 100 >= u64::from(room) * least
        };
        FULL.iter()
            .find_map(|&(level, least)| last(level).filter(|&at| full(at, least)))
            .or_else(|| last(Level::Word))
            .or_else(|| last(Level::Letter))
            .or_else(|| last(Level::Broken))
    }

    fn used(&self, start: usize, end: usize) -> u32 {
        let at = |byte: usize| self.pieces.partition_point(|piece| piece.start < byte);
        total(self.pieces.get(at(start)..at(end)).unwrap_or_default())
    }
}
