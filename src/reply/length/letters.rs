//! Which characters may stand where in a link, by X's rules (`twitter-text` 3.1.0, read without regard to case).
//!
//! What X writes as classes of a pattern are the ranges below. Where a class names a letter, letters that have it as
//! their capital belong to it too: this brings the odd ones.

/// Latin letters with accents, and accents.
fn is_accented(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{253}' | '\u{254}'
        | '\u{256}' | '\u{257}' | '\u{259}' | '\u{25b}' | '\u{260}' | '\u{263}' | '\u{268}' | '\u{269}' | '\u{26f}'
        | '\u{272}' | '\u{275}' | '\u{280}' | '\u{283}' | '\u{288}'..='\u{28c}' | '\u{292}' | '\u{2bb}'
        | '\u{300}'..='\u{36f}' | '\u{399}' | '\u{3b9}' | '\u{1e00}'..='\u{1eff}' | '\u{1fbe}' | '\u{2c65}'
        | '\u{2c66}' | '\u{2c7e}' | '\u{2c7f}' | '\u{a7dc}')
}

/// Cyrillic letters.
fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}' | '\u{1c80}'..='\u{1c87}')
}

/// What writes from right to left or back.
fn is_directional(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What no post may hold.
fn is_invalid(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200a}'
        | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// What may stand before a link.
pub(super) fn precedes(c: char) -> bool {
    !c.is_ascii_alphanumeric() && !matches!(c, '@' | '＠' | '$' | '#' | '＃') && !is_invalid(c)
}

/// Letters of a domain, of any script; hyphens and underscores are not among them.
pub(super) fn is_domain(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric()
            || matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '"' | '`' | '\u{7f}');
    }
    !is_space(c) && !is_invalid(c) && !is_directional(c)
}

/// Letters of a domain that needs no scheme.
pub(super) fn is_plain_domain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || is_accented(c)
}

/// What may stand in a path, outside brackets.
pub(super) fn is_path(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || b"!*';:=+,.$/%#[]-_~@|&".contains(&ascii(c));
    }
    c == '\u{2013}' || is_accented(c) || is_cyrillic(c)
}

/// What may stand at the end of a path.
pub(super) fn ends_path(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || b"+-=_#/".contains(&ascii(c));
    }
    is_accented(c) || is_cyrillic(c)
}

/// What may stand in a query.
pub(super) fn is_query(c: char) -> bool {
    c.is_ascii_alphanumeric() || c.is_ascii() && b"!?*'@();:&=+$/%#[]-_.,~|".contains(&ascii(c))
}

/// What may stand at the end of a query.
pub(super) fn ends_query(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '&' | '=' | '#' | '/')
}

/// The byte of an ASCII character; 0 for others.
fn ascii(c: char) -> u8 {
    u8::try_from(c).unwrap_or_default()
}
