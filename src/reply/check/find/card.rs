//! Card numbers: ISO/IEC 7812, whose last digit is Luhn's.

use super::runs;
use crate::reply::check::read::is_whole;
use crate::span::Span;

pub(super) fn cards(text: &str) -> Vec<Span> {
    let cards = runs(text, " -").filter(|(span, number)| is_card(number) && is_whole(text, *span));
    cards.map(|(span, _)| span).collect()
}

/// Whether these digits are a card's: a length that the first digit's issuers use, and Luhn's sum.
fn is_card(number: &str) -> bool {
    let length = number.len();
    let issued = match number.chars().next() {
        Some('3') => matches!(length, 14..=16),
        Some('4') => matches!(length, 13 | 16 | 19),
        Some('2' | '5') => length == 16,
        Some('6') => matches!(length, 16..=19),
        _ => false,
    };
    let varied = number.chars().any(|c| !number.starts_with(c));
    issued && varied && luhn(number)
}

/// Every second digit from the right is doubled, digits of ten and more are added up; the sum ends in 0.
fn luhn(number: &str) -> bool {
    let digits = number.chars().rev().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}
