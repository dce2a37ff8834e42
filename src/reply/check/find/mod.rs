//! Personal data in a text, by kind.

mod address;
mod birth;
mod card;
mod iban;
mod mail;
mod phone;

use super::Outgoing;
use super::pattern;
use crate::span::Span;

pub(super) use mail::mails;
pub(super) use phone::{Owner, is_same_number, phones};

/// Kinds of personal data; the names are those of the messages `check_data_KIND`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Phone,
    Mail,
    Card,
    Iban,
    Order,
    Address,
    Birth,
}

impl Kind {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Card => "card",
            Self::Iban => "iban",
            Self::Order => "order",
            Self::Address => "address",
            Self::Birth => "birth",
        }
    }
}

/// What needs no weighing whose it is: cards, accounts, orders, addresses, days of birth.
pub(super) fn plain(text: &str, out: &Outgoing<'_>) -> Vec<(Kind, Span)> {
    let mut found = Vec::new();
    let mut add = |kind: Kind, spans: Vec<Span>| {
        for span in spans {
            // A number is one thing: what was taken for an account's is no card's too.
            if !found
                .iter()
                .any(|(_, other): &(Kind, Span)| other.overlaps(span))
            {
                found.push((kind, span));
            }
        }
    };
    for order in &out.policy.order_patterns {
        add(Kind::Order, pattern::places(order, text));
    }
    add(Kind::Iban, iban::ibans(text));
    add(Kind::Card, card::cards(text));
    add(Kind::Address, address::addresses(text));
    add(Kind::Birth, birth::births(text));
    found
}

/// Runs of digits with single characters of `joints` between them, and where they stand.
fn runs<'a>(text: &'a str, joints: &'a str) -> impl Iterator<Item = (Span, String)> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find(|c: char| c.is_ascii_digit())?;
        let (mut end, mut number, mut joint) = (start, String::new(), false);
        for (offset, c) in text.get(start..)?.char_indices() {
            if c.is_ascii_digit() {
                number.push(c);
                end = start + offset + 1;
                joint = false;
            } else if joints.contains(c) && !joint {
                joint = true;
            } else {
                break;
            }
        }
        at = end;
        Some((Span::new(start, end), number))
    })
}

#[cfg(test)]
mod tests;
