//! How a lead describes order numbers: `LB-######`. `#` is a digit, `?` a letter, everything else is itself; capitals
//! do not count. There is nothing to repeat or choose, so no pattern can be slow.
//!
//! ```
//! use handrail::reply::check::pattern::places;
//! let text = "order lb-482213 is here";
//! assert_eq!(places("LB-######", text)[0].slice(text), "lb-482213");
//! assert!(places("LB-######", "LB-4822134").is_empty());
//! ```

use super::read::is_whole;
use crate::span::Span;

/// The fewest characters of a pattern; `#` alone would be everywhere.
const FEWEST: usize = 4;
/// The most.
const MOST: usize = 40;

/// Whether this can be a pattern.
#[must_use]
pub fn is_pattern(pattern: &str) -> bool {
    let pattern = pattern.trim();
    (FEWEST..=MOST).contains(&pattern.chars().count()) && pattern.contains(['#', '?'])
}

/// Where the pattern stands in the text as a whole word. One that is too short or too long stands nowhere.
#[must_use]
pub fn places(pattern: &str, text: &str) -> Vec<Span> {
    let pattern: Vec<char> = pattern.trim().chars().collect();
    if !(FEWEST..=MOST).contains(&pattern.len()) {
        return Vec::new();
    }
    let fits = |at: usize| -> Option<Span> {
        let mut chars = text.get(at..)?.char_indices();
        for wanted in &pattern {
            let (_, c) = chars.next()?;
            let same = match wanted {
                '#' => c.is_ascii_digit(),
                '?' => c.is_alphabetic(),
                wanted => c.to_lowercase().eq(wanted.to_lowercase()),
            };
            if !same {
                return None;
            }
        }
        let end = chars.next().map_or(text.len(), |(further, _)| at + further);
        Some(Span::new(at, end)).filter(|span| is_whole(text, *span))
    };
    text.char_indices().filter_map(|(at, _)| fits(at)).collect()
}
