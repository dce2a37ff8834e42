//! Characters that look like others: Cyrillic and Greek letters, digits and signs for letters.
//!
//! ```
//! use handrail::brand::looks_like;
//! assert_eq!(looks_like("Ex\u{430}mp1e"), looks_like("EXAMPLE"));
//! assert_ne!(looks_like("Example"), looks_like("Sample"));
//! ```

use crate::text::fold::fold;

/// Letters of other scripts by the Latin letter they are taken for, as Unicode's confusables list them.
const LETTERS: &[(char, &str)] = &[
    ('a', "аАαΑɑ"),
    ('b', "ВвΒЬьβ"),
    ('c', "сСϲС"),
    ('d', "ԁ"),
    ('e', "еЕёЁεΕ"),
    ('g', "ɡ"),
    ('h', "һНнΗ"),
    ('i', "іІιΙɩ"),
    ('j', "јЈ"),
    ('k', "кКκΚ"),
    ('l', "ӏ"),
    ('m', "мМΜ"),
    ('n', "пηΝ"),
    ('o', "оОοΟσ"),
    ('p', "рРρΡ"),
    ('q', "ԛ"),
    ('s', "ѕЅ"),
    ('t', "тТτΤ"),
    ('u', "υ"),
    ('v', "ѵν"),
    ('w', "ԝωш"),
    ('x', "хХχΧ"),
    ('y', "уУуΥγ"),
    ('z', "Ζ"),
];

/// The letter that a digit or sign stands for among letters.
const fn sign(c: char) -> Option<char> {
    Some(match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        _ => return None,
    })
}

/// Mathematical letters stand in alphabets of 52 from U+1D400 (Unicode block "Mathematical Alphanumeric Symbols").
fn mathematical(c: char) -> Option<char> {
    let at = u32::from(c)
        .checked_sub(0x1d400)
        .filter(|at| *at < 13 * 52)?
        % 26;
    char::from_u32(u32::from('a') + at)
}

fn letter(c: char) -> Option<char> {
    let foreign = matches!(c, '\u{251}'..='\u{269}' | '\u{370}'..='\u{52f}');
    if !foreign {
        return mathematical(c);
    }
    let found = LETTERS.iter().find(|(_, alike)| alike.contains(c));
    found.map(|(plain, _)| *plain)
}

/// Whether a reader may take `c` for another letter.
pub(super) fn is_disguise(c: char) -> bool {
    sign(c).or_else(|| letter(c)).is_some()
}

/// How `source` looks: texts that look alike give the same. Small L and capital I cannot be told apart; both are `i`.
#[must_use]
pub fn looks_like(source: &str) -> String {
    let plain: String = source
        .chars()
        .map(|c| letter(c).or_else(|| sign(c)).unwrap_or(c))
        .collect();
    fold(&plain)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| if c == 'l' { 'i' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_a_hasty_reader_sees() {
        for (written, meant) in [
            ("L4rkspur", "Larkspur"),
            ("Lаrkѕpur", "Larkspur"),
            ("ΑΡΡLΕ", "apple"),
            ("𝗟𝗮𝗿𝗸𝘀𝗽𝘂𝗿", "larkspur"),
            ("Ｌａｒｋｓｐｕｒ", "larkspur"),
            ("P€nny-fo1d", "Pennyfold"),
            ("ExampIe", "example"),
        ] {
            assert_eq!(looks_like(written), looks_like(meant), "{written}");
        }
    }
}
