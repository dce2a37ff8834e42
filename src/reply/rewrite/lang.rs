//! Whether two texts plainly are in different languages. The engine's own check knows more; this one needs no table.

use super::words::LITTLE;
use crate::text::fold::fold;

/// The fewest little words that tell a language.
const FEWEST: usize = 3;

/// Whether the answer is in another language or script than the draft. In doubt it is not.
pub(super) fn differs(draft: &str, answer: &str) -> bool {
    let (ours, theirs) = (beyond_latin(draft), beyond_latin(answer));
    // A good part of the letters here, and none there.
    if ours.max(theirs) > 3 && ours.min(theirs) == 0 {
        return true;
    }
    match (language(draft), language(answer)) {
        (Some(ours), Some(theirs)) => ours != theirs,
        _ => false,
    }
}

/// Tenths of the letters that are of no Latin script.
fn beyond_latin(text: &str) -> usize {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (all, beyond) = letters.fold((0usize, 0usize), |(all, beyond), c| {
        (all + 1, beyond + usize::from(c > '\u{24f}'))
    });
    beyond * 10 / all.max(1)
}

/// The language with plainly the most little words, by its place in the list.
fn language(text: &str) -> Option<usize> {
    let text = fold(text);
    let count = |little: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && little.split(' ').any(|one| one == *word))
            .count()
    };
    let mut counts: Vec<(usize, usize)> = LITTLE
        .iter()
        .enumerate()
        .map(|(at, little)| (count(little), at))
        .collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    match counts.as_slice() {
        [(most, at), (next, _), ..] if *most >= FEWEST && *most >= next * 2 => Some(*at),
        _ => None,
    }
}
