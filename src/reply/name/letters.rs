//! The letters behind what people make of them: other alphabets' look-alikes, wide forms, piled-up accents.

use crate::text::fold::{fold, is_invisible};

/// A display name in plain letters.
#[derive(Debug)]
pub(super) struct Letters {
    pub(super) text: String,
    /// Whether they were made of others: then less is sure.
    pub(super) disguised: bool,
}

impl Letters {
    pub(super) fn of(name: &str) -> Self {
        let mut text = String::with_capacity(name.len());
        let mut disguised = false;
        let mut marks = 0_usize;
        let mut odd = false;
        for c in name.chars().filter(|&c| !is_invisible(c)) {
            if let Some(plain) = plain(c) {
                disguised = true;
                text.push(plain);
                continue;
            }
            if matches!(c, '\u{300}'..='\u{36f}') {
                marks += 1;
                odd |= !is_accent(c);
            }
            text.push(if c == '\u{3000}' || c == '\u{a0}' {
                ' '
            } else {
                c
            });
        }
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        if odd || marks * 2 > letters {
            // Piled-up accents: none of them belongs to the name.
            let bare = text.split_whitespace().map(fold);
            let text = bare.collect::<Vec<_>>().join(" ");
            return Self {
                text,
                disguised: true,
            };
        }
        Self { text, disguised }
    }
}

/// The letter that a mathematical or wide one looks like.
fn plain(c: char) -> Option<char> {
    let code = c as u32;
    let ascii = match code {
        // "Mathematical Alphanumeric Symbols": alphabets of 52 letters, one after the other, then digits.
        0x1d400..=0x1d6a3 => {
            let at = (code - 0x1d400) % 52;
            if at < 26 { 0x41 + at } else { 0x61 + at - 26 }
        }
        0x1d7ce..=0x1d7ff => 0x30 + (code - 0x1d7ce) % 10,
        // Wide forms stand 0xFEE0 above ASCII ("Halfwidth and Fullwidth Forms").
        0xff01..=0xff5e => code - 0xfee0,
        // "Enclosed Alphanumerics": letters in circles.
        0x24b6..=0x24cf => 0x41 + code - 0x24b6,
        0x24d0..=0x24e9 => 0x61 + code - 0x24d0,
        _ => return None,
    };
    char::from_u32(ascii)
}

/// Accents that names are written with: grave to breve, diaeresis, ring, double acute, caron, comma, cedilla, ogonek.
const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{304}' | '\u{306}'..='\u{308}' | '\u{30a}'..='\u{30c}' | '\u{323}' | '\u{326}'..='\u{328}')
}

/// Marks that are part of words: accents, and vowel signs of Arabic, Hebrew and Indian scripts.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

/// Pictures, which stand between a name and what is said beside it.
pub(super) const fn is_sign(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{24ff}' | '\u{2500}'..='\u{2bff}' | '\u{3030}' | '\u{203c}' | '\u{2049}')
}
