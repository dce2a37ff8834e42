//! International bank account numbers: ISO 13616, a length for each country and a remainder of 1 modulo 97.

use crate::reply::check::read::is_whole;
use crate::span::Span;

/// Lengths by country, from the registry of ISO 13616.
const LENGTHS: &[(usize, &str)] = &[
    (15, "NO"),
    (16, "BE"),
    (18, "DK FI FO GL NL"),
    (19, "MK SI"),
    (20, "AT BA EE KZ LT LU XK"),
    (21, "CH HR LI LV"),
    (22, "BG BH CR DE GB GE IE ME RS VA"),
    (23, "AE GI IL IQ TL"),
    (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
    (25, "PT ST"),
    (26, "IS TR"),
    (27, "FR GR IT MC MR SM"),
    (28, "AL AZ BY CY DO GT HU LB PL SV"),
    (29, "BR EG PS QA UA"),
    (30, "JO KW MU"),
    (31, "MT SC"),
];

pub(super) fn ibans(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for (start, c) in text.char_indices() {
        if !c.is_ascii_alphabetic() || found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        if let Some(span) = iban(text, start).filter(|span| is_whole(text, *span)) {
            found.push(span);
        }
    }
    found
}

/// The number that begins at `start`, written in one or with single spaces.
fn iban(text: &str, start: usize) -> Option<Span> {
    let rest = text.get(start..)?;
    let country = rest.get(..2)?.to_ascii_uppercase();
    let length = LENGTHS
        .iter()
        .find(|(_, countries)| countries.split(' ').any(|own| own == country))?
        .0;
    let (mut number, mut last) = (String::new(), ' ');
    for (offset, c) in rest.char_indices() {
        match c {
            ' ' | '-' if last != c => {}
            c if c.is_ascii_alphanumeric() => number.push(c.to_ascii_uppercase()),
            _ => return None,
        }
        last = c;
        if number.len() == length {
            return is_valid(&number).then_some(Span::new(start, start + offset + 1));
        }
    }
    None
}

fn is_valid(number: &str) -> bool {
    let (head, body) = number.split_at_checked(4).unwrap_or_default();
    let checked = head
        .get(2..)
        .is_some_and(|check| check.chars().all(|c| c.is_ascii_digit()));
    let remainder = body.chars().chain(head.chars()).try_fold(0u32, |sum, c| {
        let value = c.to_digit(36)?;
        Some((sum * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    checked && remainder == Some(1)
}
