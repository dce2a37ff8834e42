//! What pages of several sites write alike.

/// The number in a button's name or beside it ("1247 Replies. Reply", "2.3K"), in whatever language and with whatever
/// between the digits. With a `K` or `M` right behind it, what stands behind a point or comma are parts of these.
pub(super) fn count(words: &str) -> u64 {
    let Some(start) = words.find(|c: char| c.is_ascii_digit()) else {
        return 0;
    };
    let rest = words.get(start..).unwrap_or_default();
    let between = |c: char| matches!(c, '.' | ',' | '\'' | '\u{a0}' | '\u{202f}');
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && !between(c))
        .unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    let unit: u64 = match behind.chars().next() {
        Some('K' | 'k') => 1_000,
        Some('M') => 1_000_000,
        _ => 1,
    };
    let digits = |text: &str| -> u64 {
        let digits = text.chars().filter(char::is_ascii_digit).take(12);
        digits.collect::<String>().parse().unwrap_or(0)
    };
    match number.split_once(['.', ',']) {
        Some((whole, part)) if unit > 1 && !part.is_empty() && part.len() <= 2 => {
            let tenths = part.bytes().fold(unit, |unit, _| unit / 10);
            digits(whole) * unit + digits(part) * tenths
        }
        _ => digits(number).saturating_mul(unit),
    }
}

/// A name without the marks of direction that a page puts around it.
pub(super) fn name(shown: &str) -> String {
    let marks = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let bare: String = shown.chars().filter(|&c| !marks(c)).collect();
    bare.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_pages_write_them() {
        for (words, number) in [
            ("", 0),
            ("Reply", 0),
            ("1247 Replies. Reply", 1247),
            ("1,247 Replies. Reply", 1247),
            ("Reply (15.554)", 15_554),
            ("2.3K", 2_300),
            ("15,5k", 15_500),
            ("1.2M", 1_200_000),
            ("12K", 12_000),
            ("99999999999999999999", 999_999_999_999),
        ] {
            assert_eq!(count(words), number, "{words}");
        }
    }

    #[test]
    fn names_lose_their_marks_of_direction() {
        assert_eq!(name("\u{202a}Ann \u{1f33b}\u{202c} "), "Ann \u{1f33b}");
    }
}
