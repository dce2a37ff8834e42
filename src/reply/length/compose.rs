//! A text in Unicode's composed form (NFC), as X brings it before counting: `e` and an accent are one character.
//!
//! The table (`canonical.bin`) holds what composes and comes apart, and the classes by which marks are put in order. It
//! is made from the Unicode data of `unicode-normalization` (see the tests), which itself would weigh many times as
//! much in the engine. Compatibility ideographs are left out: their other form is one character of the same weight.

/// Two counts (16 bits each), then as many parts and orders; the rest are classes. Numbers have their lowest byte first.
const TABLE: &[u8] = include_bytes!("canonical.bin");
/// All characters below this stay as they are.
const FIRST: char = '\u{300}';
/// Bits of a character in a record of [`Table::parts`].
const CHAR: u32 = 0x1f_ffff;

/// The composed characters of a text, and where they came from.
#[derive(Debug, Default)]
pub(super) struct Composed {
    /// The characters.
    pub(super) chars: Vec<char>,
    /// The byte of the source where each begins, and the end of the source. Characters that were put in order or
    /// composed together all begin where the first of them did.
    pub(super) at: Vec<usize>,
}

impl Composed {
    /// Composes `text`.
    pub(super) fn new(text: &str) -> Self {
        let table = Table::shipped();
        let mut composed = Self {
            chars: Vec::with_capacity(text.len()),
            at: Vec::with_capacity(text.len() + 1),
        };
        let changes = |c: char| c >= FIRST && table.class(c).is_some();
        let mut chars = text.char_indices().peekable();
        let mut group = Vec::new();
        while let Some((at, c)) = chars.next() {
            let stays = !changes(c);
            if stays && chars.peek().is_none_or(|&(_, next)| !changes(next)) {
                composed.chars.push(c);
                composed.at.push(at);
                continue;
            }
            group.push(c);
            while let Some((_, mark)) = chars.next_if(|&(_, next)| changes(next)) {
                group.push(mark);
            }
            composed.add(&table.compose(&group), &group, at);
            group.clear();
        }
        composed.at.push(text.len());
        composed
    }

    /// Adds what became of the characters from byte `at`.
    fn add(&mut self, new: &[char], old: &[char], mut at: usize) {
        let same = new == old;
        for &c in new {
            self.chars.push(c);
            self.at.push(at);
            if same {
                at += c.len_utf8();
            }
        }
    }
}

/// The parts of [`TABLE`].
struct Table {
    /// What comes apart, by its character: itself, its first and its second part (24 bits each; 0 where there is no
    /// second). Bit 23 of the character says that the parts do not compose again.
    parts: &'static [[u8; 9]],
    /// The numbers of those parts that compose, by what they compose of.
    order: &'static [[u8; 2]],
    /// Characters that do not always stay as and where they are: the first, the last (24 bits each), and their class.
    /// Those of class 0 compose with what is before them, or never stay.
    classes: &'static [[u8; 7]],
}

impl Table {
    fn shipped() -> Self {
        let count = |at: usize| {
            let bytes = TABLE.get(at..at + 2).unwrap_or_default();
            usize::try_from(number(bytes)).unwrap_or_default()
        };
        let order = 4 + 9 * count(0);
        let classes = order + 2 * count(2);
        Self {
            parts: TABLE.get(4..order).unwrap_or_default().as_chunks().0,
            order: TABLE.get(order..classes).unwrap_or_default().as_chunks().0,
            classes: TABLE.get(classes..).unwrap_or_default().as_chunks().0,
        }
    }

    /// The class of a character that may change; `None` for one that stays, and before which nothing changes.
    fn class(&self, c: char) -> Option<u8> {
        let c = u32::from(c);
        let after = self
            .classes
            .partition_point(|[a, b, d, ..]| number(&[*a, *b, *d]) <= c);
        let [_, _, _, end @ .., class] = self.classes.get(after.checked_sub(1)?)?;
        (c <= number(end)).then_some(*class)
    }

    /// The composed form of some characters of which all but the first may change.
    fn compose(&self, group: &[char]) -> Vec<char> {
        let mut apart = Vec::with_capacity(group.len() + 1);
        for &c in group {
            self.take_apart(c, &mut apart);
        }
        // Marks are put in the order of their classes between characters of class 0; a stable sort keeps equals.
        for run in apart.chunk_by_mut(|_, (class, _)| *class > 0) {
            run.sort_by_key(|(class, _)| *class);
        }
        let mut out: Vec<char> = Vec::with_capacity(apart.len());
        let mut starter: Option<usize> = None;
        let mut last = None;
        for (class, c) in apart {
            let free = last.is_none_or(|last| last < class);
            let before = starter.filter(|_| free).and_then(|at| out.get_mut(at));
            if let Some(before) = before
                && let Some(both) = self.both(*before, c)
            {
                *before = both;
                continue;
            }
            last = Some(class);
            if class == 0 {
                (starter, last) = (Some(out.len()), None);
            }
            out.push(c);
        }
        out
    }

    /// Adds a character's parts, each with its class, to `apart`.
    fn take_apart(&self, c: char, apart: &mut Vec<(u8, char)>) {
        if let Some((lead, rest)) = hangul::apart(c) {
            apart.push((0, lead));
            apart.extend(rest.into_iter().flatten().map(|jamo| (0, jamo)));
            return;
        }
        let found = self
            .parts
            .binary_search_by_key(&u32::from(c), |part| number(&part[..3]) & CHAR);
        let Some(part) = found.ok().and_then(|at| self.parts.get(at)) else {
            apart.push((self.class(c).unwrap_or_default(), c));
            return;
        };
        for part in [&part[3..6], &part[6..]] {
            if let Some(c) = char::from_u32(number(part)).filter(|&c| c > '\0') {
                self.take_apart(c, apart);
            }
        }
    }

    /// The character that two compose.
    fn both(&self, first: char, second: char) -> Option<char> {
        if let Some(both) = hangul::both(first, second) {
            return Some(both);
        }
        let part = |order: &[u8; 2]| {
            let at = usize::from(u16::from_le_bytes(*order));
            self.parts.get(at).copied().unwrap_or_default()
        };
        let key = (u32::from(first), u32::from(second));
        let of = |order: &[u8; 2]| {
            let part = part(order);
            (number(&part[3..6]), number(&part[6..]))
        };
        let found = self.order.binary_search_by_key(&key, of).ok()?;
        let part = part(self.order.get(found)?);
        char::from_u32(number(&part[..3]) & CHAR)
    }
}

/// The number in some bytes, the lowest first.
fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .rev()
        .fold(0, |number, &byte| number << 8 | u32::from(byte))
}

/// Korean syllables compose by calculation (Unicode Standard, section 3.12).
mod hangul {
    const SYLLABLE: u32 = 0xac00;
    const LEAD: u32 = 0x1100;
    const VOWEL: u32 = 0x1161;
    const TAIL: u32 = 0x11a7;
    const LEADS: u32 = 19;
    const VOWELS: u32 = 21;
    const TAILS: u32 = 28;

    /// The first, and the other one or two parts of a syllable.
    pub(super) fn apart(c: char) -> Option<(char, [Option<char>; 2])> {
        let number = u32::from(c).checked_sub(SYLLABLE)?;
        let lead = char::from_u32(LEAD + number / (VOWELS * TAILS))?;
        let vowel = char::from_u32(VOWEL + number / TAILS % VOWELS);
        let tail = number % TAILS;
        let tail = char::from_u32(TAIL + tail).filter(|_| tail > 0);
        (number < LEADS * VOWELS * TAILS).then_some((lead, [vowel, tail]))
    }

    /// The syllable of a first part and a vowel, or of a syllable without a tail and a tail.
    pub(super) fn both(first: char, second: char) -> Option<char> {
        let (first, second) = (u32::from(first), u32::from(second));
        let within = |number: u32, count: u32| (number < count).then_some(number);
        if let Some(lead) = first.checked_sub(LEAD).and_then(|n| within(n, LEADS)) {
            let vowel = within(second.checked_sub(VOWEL)?, VOWELS)?;
            return char::from_u32(SYLLABLE + (lead * VOWELS + vowel) * TAILS);
        }
        let syllable = within(first.checked_sub(SYLLABLE)?, LEADS * VOWELS * TAILS)?;
        let tail = within(second.checked_sub(TAIL)?, TAILS).filter(|&tail| tail > 0)?;
        (syllable % TAILS == 0)
            .then(|| char::from_u32(first + tail))
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

    fn composed(text: &str) -> String {
        Composed::new(text).chars.into_iter().collect()
    }

    /// Compatibility ideographs, which the table leaves out.
    fn left_out(c: char) -> bool {
        matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
    }

    fn all() -> impl Iterator<Item = char> {
        ('\0'..=char::MAX).filter(|&c| !left_out(c))
    }

    /// Every character that comes apart, with its two parts and whether they compose again.
    fn parts() -> Vec<(char, char, char, bool)> {
        let apart = |c: char| {
            let mut parts = Vec::new();
            decompose_canonical(c, |part| parts.push(part));
            parts
        };
        // Of two with the same parts the first is the one that composes.
        let mut whole: BTreeMap<Vec<char>, char> = BTreeMap::new();
        for c in all() {
            whole.entry(apart(c)).or_insert(c);
        }
        let mut found = Vec::new();
        for c in all().filter(|c| !matches!(c, '\u{ac00}'..='\u{d7a3}')) {
            let parts = apart(c);
            match parts.as_slice() {
                [one] if *one == c => {}
                [one] => found.push((c, *one, '\0', false)),
                [first @ .., last] => {
                    let first = match first {
                        [one] => *one,
                        more => whole[more],
                    };
                    found.push((c, first, *last, compose(first, *last) == Some(c)));
                }
                [] => {}
            }
        }
        found
    }

    fn table() -> Vec<u8> {
        let parts = parts();
        let mut order: Vec<usize> = (0..parts.len()).filter(|&at| parts[at].3).collect();
        order.sort_by_key(|&at| (parts[at].1, parts[at].2));
        let mut bytes = Vec::new();
        for count in [parts.len(), order.len()] {
            bytes.extend(u16::try_from(count).unwrap().to_le_bytes());
        }
        let three = |number: u32| number.to_le_bytes().into_iter().take(3);
        for (c, first, second, again) in parts {
            let mark = if again { 0 } else { 1 << 23 };
            bytes.extend(three(u32::from(c) | mark));
            bytes.extend(three(first.into()).chain(three(second.into())));
        }
        for at in order {
            bytes.extend(u16::try_from(at).unwrap().to_le_bytes());
        }
        let mut classes: Vec<(u32, u32, u8)> = Vec::new();
        for c in all() {
            let class = canonical_combining_class(c);
            if class == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes {
                continue;
            }
            let number = u32::from(c);
            match classes.last_mut() {
                Some((_, end, same)) if *end + 1 == number && *same == class => *end = number,
                _ => classes.push((number, number, class)),
            }
        }
        for (first, last, class) in classes {
            bytes.extend(three(first).chain(three(last)).chain([class]));
        }
        bytes
    }

    /// After Unicode grew: `cargo test --lib writes_the_table -- --ignored`.
    #[test]
    #[ignore = "writes the file"]
    fn writes_the_table() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/reply/length/canonical.bin"
        );
        std::fs::write(path, table()).unwrap();
    }

    #[test]
    fn the_table_is_what_unicode_says() {
        assert!(table() == TABLE, "see writes_the_table");
    }

    #[test]
    fn every_character_is_composed_as_unicode_says() {
        for c in all() {
            let nfd: String = [c].into_iter().nfd().collect();
            for text in [c.to_string(), nfd, format!("a{c}\u{301}\u{323}")] {
                assert_eq!(composed(&text), text.nfc().collect::<String>(), "{text:?}");
            }
        }
    }

    #[test]
    fn what_was_composed_begins_where_its_source_did() {
        let text = "ae\u{301}b\u{5b4}\u{5b1}z";
        let composed = Composed::new(text);
        assert_eq!(composed.at, [0, 1, 4, 4, 4, 9, 10]);
        // Already in order: each is where it was.
        assert_eq!(Composed::new("b\u{5b1}\u{5b4}z").at, [0, 1, 3, 5, 6]);
    }

    proptest! {
        #[test]
        fn marks_in_any_order_are_composed_as_unicode_says(
            text in "[a-eà-ü\u{300}-\u{345}\u{5b0}-\u{5bd}\u{64b}-\u{655}\u{1100}-\u{1103}\u{1161}-\u{1163}\u{11a7}-\u{11aa}가각か\u{3099}ᾳ\u{1f00}\u{9c7}\u{9be}\u{fb1d}\u{1d15f}\u{1d16e}]{0,24}|\\PC{0,24}"
        ) {
            let text: String = text.chars().filter(|&c| !left_out(c)).collect();
            prop_assert_eq!(composed(&text), text.nfc().collect::<String>());
            let at = Composed::new(&text).at;
            prop_assert!(at.is_sorted() && at.iter().all(|&at| text.is_char_boundary(at)));
        }
    }
}
