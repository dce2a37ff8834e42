//! Days of birth.

use super::runs;
use crate::reply::phrase::Words;
use crate::span::Span;

const BORN: &[&str] = &[
    "date of birth",
    "birth date",
    "birthday",
    "birthdate",
    "dob",
    "d.o.b",
    "born ?on",
    "geburtsdatum",
    "geboren ?am",
    "date de naissance",
    "ne/nee le",
    "fecha de nacimiento",
    "nacido/nacida el",
];

pub(super) fn births(text: &str) -> Vec<Span> {
    let dates = runs(text, "/.-").filter(|(span, number)| {
        let groups = span
            .slice(text)
            .split(|c: char| !c.is_ascii_digit())
            .count();
        let words = Words::new(text.get(..span.start).unwrap_or_default());
        let from = words.0.len().saturating_sub(5);
        let near = Words(words.0.get(from..).unwrap_or_default().to_vec());
        groups == 3 && (4..=8).contains(&number.len()) && near.any(BORN).is_some()
    });
    dates.map(|(span, _)| span).collect()
}
