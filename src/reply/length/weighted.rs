//! What X counts: `twitter-text`'s third configuration, in characters instead of its hundredths.

use super::Piece;
use super::compose::Composed;
use super::{emoji, link};
use crate::span::Span;

/// What an emoji counts, and every character that is not of [`weight`] 1.
const HEAVY: u32 = 2;

/// The parts of a text that X counts as a whole.
pub(super) fn pieces(text: &str, link: u32) -> Vec<Piece> {
    let composed = Composed::new(text);
    let chars = composed.chars.as_slice();
    let mut links = link::find(chars, false).into_iter().peekable();
    let mut pieces: Vec<Piece> = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let (Some(rest @ [first, ..]), Some(&start)) = (chars.get(at..), composed.at.get(at)) {
        // An emoji may have taken the beginning of a link.
        while links.next_if(|link| link.start < at).is_some() {}
        let (len, weight) = if let Some(found) = links.next_if(|link| link.start == at) {
            (taken(rest, found.units), link)
        } else if let Some(len) = emoji::sequence(rest) {
            (len, HEAVY)
        } else {
            (1, weight(*first))
        };
        at += len;
        match pieces.last_mut() {
            Some(last) if last.start == start => last.weight = last.weight.saturating_add(weight),
            _ => pieces.push(Piece { start, weight }),
        }
    }
    pieces
}

/// Where links stand.
pub(super) fn links(text: &str) -> Vec<Span> {
    let composed = Composed::new(text);
    let byte = |at: usize| composed.at.get(at).copied().unwrap_or(text.len());
    // The last character may have been composed together with what follows it.
    let end = |link: &link::Link| {
        let last = byte(link.end - 1);
        (link.end..=composed.chars.len())
            .map(byte)
            .find(|&byte| byte > last)
            .unwrap_or(text.len())
    };
    link::find(&composed.chars, false)
        .iter()
        .map(|link| Span::new(byte(link.start), end(link)))
        .collect()
}

/// How many characters stand in some UTF-16 units; at least one.
fn taken(chars: &[char], mut units: usize) -> usize {
    let mut fits = |c: &char| {
        let left = units.checked_sub(c.len_utf16());
        units = left.unwrap_or_default();
        left.is_some()
    };
    chars.iter().take_while(|c| fits(c)).count().max(1)
}

const fn weight(c: char) -> u32 {
    match c {
        '\0'..='\u{10ff}'
        | '\u{2000}'..='\u{200d}'
        | '\u{2010}'..='\u{201f}'
        | '\u{2032}'..='\u{2037}' => 1,
        _ => HEAVY,
    }
}
