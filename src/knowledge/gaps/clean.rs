//! What may be kept of a text that a customer or an agent wrote: no handles, links, e-mail addresses, and no numbers by
//! which an order, an account or a telephone could be found.

use crate::text::fold::is_invisible;

/// So many digits in a row of numbers may be a telephone's, an order's or an account's.
const DIGITS: usize = 5;

/// The words of a text, as they stand between spaces, without those that may lead to a person. A line's end is kept as
/// `\n`, and where something was left out a clause ends with the mark `\u{1f}`, so that nothing reads as if it was not.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for line in text.lines() {
        let chunks: Vec<String> = line.split_whitespace().map(visible).collect();
        let mut at = 0;
        while let Some(chunk) = chunks.get(at) {
            let numbers = chunks.iter().skip(at).take_while(|chunk| is_numeric(chunk));
            let run = numbers.clone().count();
            let digits: usize = numbers.map(|chunk| digits(chunk)).sum();
            if run > 0 && digits >= DIGITS {
                at += run;
                kept.push(LEFT_OUT.to_owned());
                continue;
            }
            at += 1;
            if leads_to_somebody(chunk) {
                kept.push(LEFT_OUT.to_owned());
            } else if !chunk.is_empty() {
                kept.push(chunk.clone());
            }
        }
        kept.push("\n".to_owned());
    }
    kept
}

/// Stands where something was left out.
pub(super) const LEFT_OUT: &str = "\u{1f}";

/// The text without what may lead to a person, its lines kept.
pub(super) fn text(text: &str) -> String {
    let mut clean = String::new();
    for word in words(text) {
        match word.as_str() {
            LEFT_OUT => {}
            "\n" => {
                clean.truncate(clean.trim_end().len());
                clean.push('\n');
            }
            word => {
                clean.push_str(word);
                clean.push(' ');
            }
        }
    }
    clean.trim().to_owned()
}

/// What a reader sees of a word.
fn visible(chunk: &str) -> String {
    let seen = |c: &char| !c.is_control() && !is_invisible(*c);
    chunk.chars().filter(seen).collect()
}

fn digits(chunk: &str) -> usize {
    chunk.chars().filter(|c| c.is_numeric()).count()
}

/// Nothing but digits and what stands between them.
fn is_numeric(chunk: &str) -> bool {
    digits(chunk) > 0
        && chunk
            .chars()
            .all(|c| c.is_numeric() || "+-()./,:#*–".contains(c))
}

fn leads_to_somebody(chunk: &str) -> bool {
    let bare = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    chunk.contains(['@', '＠', '\\'])
        || is_link(bare)
        || digits(bare) >= DIGITS
        || is_reference(bare)
}

/// Ends of hosts that people write without a scheme. A sentence that ends without a space ("stopped.Now") is no host.
const ENDS: &[&str] = &[
    "app", "biz", "co", "com", "de", "es", "eu", "example", "fr", "gg", "gov", "info", "io", "ly",
    "net", "org", "uk", "us",
];

/// An address with or without its scheme: `t.co/abc`, `help.example`.
fn is_link(bare: &str) -> bool {
    let lower = bare.to_lowercase();
    if lower.contains("://") || lower.starts_with("www.") {
        return true;
    }
    let (host, path) = match lower.find(['/', '?', '#', ':']) {
        Some(at) => lower.split_at(at),
        None => (lower.as_str(), ""),
    };
    host.rsplit_once('.').is_some_and(|(name, end)| {
        let known = ENDS.contains(&end) || (path.len() > 1 && path.starts_with('/'));
        known
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
    })
}

/// Letters and digits as references, bookings and postcodes have them: `8XKQ2`, `AB-1234`, `SW1A`. A year, "4G", "PS5" and
/// "iPhone15" are none.
fn is_reference(bare: &str) -> bool {
    let digits = digits(bare);
    let letters = bare.chars().filter(|c| c.is_alphabetic());
    if letters.clone().next().is_none() {
        let year = bare.parse::<u16>();
        return digits >= 4 && !year.is_ok_and(|year| (1900..2100).contains(&year));
    }
    let mut turns = 0;
    let mut before: Option<bool> = None;
    for c in bare.chars().filter(|c| c.is_alphanumeric()) {
        let number = c.is_numeric();
        turns += usize::from(before.is_some_and(|before| before != number));
        before = Some(number);
    }
    let large = letters.clone().all(char::is_uppercase);
    digits >= 4 || (digits >= 1 && turns >= 2) || (digits >= 2 && large && bare.len() >= 5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_that_leads_to_a_person_is_left() {
        for (said, expected) in [
            ("@LarkspurCare my router is dead", "my router is dead"),
            (
                "mail me at ann.lee@mail.example please",
                "mail me at please",
            ),
            ("see https://t.co/abc… or www.larkspur.example/x", "see or"),
            ("on help.larkspur.example/faq?", "on"),
            ("t.co/a1 now", "now"),
            ("call me on 020 7946 0000 today", "call me on today"),
            ("call +44 (0)20 7946-0000.", "call"),
            ("order #48213321 is late", "order is late"),
            ("order AB-1234 is late", "order is late"),
            ("booking 8XKQ2, seat 12", "booking seat 12"),
            ("SW1A 1AA is down", "1AA is down"),
            (
                "4G on my PS5 and iPhone15 since 2024",
                "4G on my PS5 and iPhone15 since 2024",
            ),
            ("charged £20 twice in 3 days", "charged £20 twice in 3 days"),
            ("ref 1234 5678", "ref"),
            ("code 4821", "code"),
            (
                "at 8 a.m. it stopped.And now?",
                "at 8 a.m. it stopped.And now?",
            ),
            ("in\u{202e}vis\u{200b}ible\u{7}", "invisible"),
            ("one\n\n@a two", "one\ntwo"),
        ] {
            assert_eq!(text(said), expected, "{said}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cleaned(said in "\\PC{0,60}|[a-c@./:0-9 \n]{0,40}") {
            let once = text(&said);
            prop_assert!(!once.contains('@'));
            prop_assert!(once.chars().all(|c| c == '\n' || (!c.is_control() && !is_invisible(c))));
        }
    }
}
