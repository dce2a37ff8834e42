//! Ways to something: numbers to call, mail addresses, menus, names in quotes.

use std::ops::Range;

use super::fact::Value;
use super::lex::{Kind, Pieces};

/// Digits of a telephone number.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// The most words of a menu's or button's name.
const LONGEST: usize = 5;
/// Words that may stand inside a name between words with capitals.
const INSIDE: &[&str] = &[
    "and", "&", "of", "or", "to", "my", "for", "the", "und", "et", "y",
];

/// Whether a fact is an aside: a time ago, an age of a narrative, "#3".
pub(super) fn is_aside(pieces: &Pieces, value: &Value, range: &Range<usize>) -> bool {
    let after = pieces.text(range.end);
    let before = (pieces.before(range.start, 1), pieces.before(range.start, 2));
    value.is_time()
        && (after == "ago"
            || matches!(
                before,
                ("last" | "past", "the" | "for" | "in") | ("vor" | "since", _)
            ))
        || before.0 == "#"
}

/// A number to call: "+44 20 7946 0000", "(0800) 123-4567", "call 150".
pub(super) fn phone(pieces: &Pieces, at: usize) -> Option<(Value, Range<usize>)> {
    let start = pieces.text(at);
    let called = [1, 2, 3].iter().any(|back| {
        matches!(
            pieces.before(at, *back),
            "call"
                | "dial"
                | "text"
                | "ring"
                | "phone"
                | "tel"
                | "telephone"
                | "anrufen"
                | "appelez"
                | "llama"
                | "llame"
                | "llamar"
                | "rufen"
        )
    });
    if !(matches!(start, "+" | "(") || pieces.digits(at).is_some()) {
        return None;
    }
    let mut digits = String::new();
    let mut groups = Vec::new();
    let mut end = at;
    let mut next = at;
    while let Some(piece) = pieces.get(next) {
        match piece.kind {
            Kind::Number if piece.text.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits.push_str(&piece.text);
                groups.push(piece.text.len());
                end = next + 1;
            }
            Kind::Sign if matches!(piece.text.as_str(), "+" | "(" | ")" | "-") => {}
            _ => break,
        }
        next += 1;
    }
    let date = matches!(groups.as_slice(), [4, 1 | 2, 1 | 2] | [1 | 2, 1 | 2, 4]);
    let short = matches!(pieces.before(at, 1), "call" | "dial" | "text" | "ring")
        && groups.len() == 1
        && (3..=6).contains(&digits.len())
        && pieces.get(end).is_none_or(|next| {
            next.kind != Kind::Word
                || matches!(next.text.as_str(), "from" | "for" | "and" | "or" | "to")
        });
    let begins = start == "+"
        || digits.starts_with('0')
        || digits.len() >= 10
        || (digits.len() >= 9 && groups.len() >= 3)
        || called;
    let long = DIGITS.contains(&digits.len())
        && begins
        && (groups.len() > 1 || called || digits.starts_with('0') || start == "+")
        && !date;
    (long || short).then_some((Value::Phone(digits), at..end))
}

/// `help@larkspur.example`
pub(super) fn email(pieces: &Pieces, at: usize) -> Option<(String, Range<usize>)> {
    let sign = (at + 1..at + 8)
        .take_while(|next| pieces.joined(*next))
        .find(|next| pieces.text(*next).starts_with('@'))?;
    let starts = pieces.get(at)?.kind == Kind::Word && !matches!(pieces.before(at, 1), "." | "_")
        || pieces.joined(at);
    if !starts || pieces.before(at, 1).starts_with(['.', '_', '-', '@']) && pieces.joined(at) {
        return None;
    }
    let mut end = sign + 1;
    while pieces.joined(end)
        && pieces.get(end).is_some_and(|piece| {
            piece.kind == Kind::Word || matches!(piece.text.as_str(), "." | "-")
        })
    {
        end += 1;
    }
    while matches!(pieces.before(end, 1), "." | "-") {
        end -= 1;
    }
    let text: String = (at..end).map(|at| pieces.text(at)).collect();
    (text.split_once('@')?.1.contains('.')).then_some((text, at..end))
}

/// A name in quotes that is pressed or gone to: `tap "Reset"`, `the "Billing" tab`.
pub(super) fn button(
    pieces: &Pieces,
    at: usize,
    sentence: &Range<usize>,
) -> Option<(Value, Range<usize>)> {
    let open = pieces.text(at);
    let closes: &[&str] = match open {
        "\"" => &["\"", "„"],
        "„" => &["\"", "“"],
        "«" | "»" => &["»", "«"],
        "'" | "**" => &["'", "**"],
        _ => return None,
    };
    let opens = !pieces.joined(at) || pieces.before(at, 1) == "(";
    let close = (at + 2..sentence.end.min(at + 2 + LONGEST))
        .find(|next| closes.contains(&pieces.text(*next)))?;
    let words: Vec<&str> = (at + 1..close).map(|at| pieces.text(at)).collect();
    let capital = pieces.get(at + 1).is_some_and(|first| first.capital);
    let pressed = (1..=4).any(|back| is_pressing(pieces.before(at, back)))
        || matches!(
            pieces.text(close + 1),
            "button" | "tab" | "menu" | "option" | "page" | "section" | "icon" | "link"
        );
    let plain = pieces
        .get(at + 1)
        .is_some_and(|first| first.kind == Kind::Word);
    (opens && plain && (capital || pressed))
        .then(|| (Value::Button(words.join(" ")), at..close + 1))
}

fn is_pressing(word: &str) -> bool {
    matches!(
        word,
        "tap"
            | "click"
            | "press"
            | "select"
            | "choose"
            | "hit"
            | "open"
            | "under"
            | "pick"
            | "tick"
            | "called"
            | "clicking"
            | "tapping"
            | "pressing"
            | "selecting"
            | "klicken"
            | "tippen"
            | "wahlen"
            | "cliquez"
            | "pulsa"
            | "selecciona"
    )
}

/// The menu paths of a sentence: `Settings > Network > Reset`.
pub(super) fn paths(pieces: &Pieces, sentence: &Range<usize>) -> Vec<(Vec<String>, Range<usize>)> {
    let is_arrow = |at: usize| {
        matches!(
            pieces.text(at),
            ">" | "→" | "›" | "->" | ">>" | "»" | "➜" | "➔"
        ) && pieces.get(at).is_some()
    };
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        // A quotation mark of the same shape has nothing before it, or closes what it opened.
        if !is_arrow(at) || pieces.text(at) == "»" && pieces.joined(at) {
            at += 1;
            continue;
        }
        let start = name_before(pieces, at, sentence.start);
        let mut path = vec![name(pieces, start..at)];
        let mut end = at;
        while is_arrow(end) && end < sentence.end {
            let next = (end + 1..sentence.end.min(end + 2 + LONGEST)).find(|next| is_arrow(*next));
            let stop = next.unwrap_or_else(|| name_after(pieces, end + 1, sentence.end));
            path.push(name(pieces, end + 1..stop));
            end = stop;
        }
        if path.iter().all(|part| !part.is_empty()) {
            found.push((path, start..end));
        }
        at = end.max(at + 1);
    }
    found
}

fn name(pieces: &Pieces, range: Range<usize>) -> String {
    let words: Vec<&str> = range
        .filter(|at| {
            pieces
                .get(*at)
                .is_some_and(|piece| piece.kind != Kind::Sign || piece.text == "&")
        })
        .map(|at| pieces.text(at))
        .collect();
    words.join(" ")
}

fn is_name(pieces: &Pieces, at: usize) -> bool {
    pieces
        .get(at)
        .is_some_and(|piece| piece.capital || matches!(piece.text.as_str(), "\"" | "'" | "**"))
}

fn name_before(pieces: &Pieces, arrow: usize, floor: usize) -> usize {
    let mut start = arrow.saturating_sub(1).max(floor);
    if !is_name(pieces, start) {
        return start;
    }
    while start > floor && arrow - start < LONGEST {
        let before = start - 1;
        let inside = INSIDE.contains(&pieces.text(before))
            && !matches!(pieces.text(before), "to" | "for")
            && before > floor
            && is_name(pieces, before - 1);
        // "Go to Settings", "Open Settings": the verb begins the sentence with a capital.
        let verb = matches!(
            pieces.text(before),
            "open"
                | "tap"
                | "click"
                | "select"
                | "choose"
                | "go"
                | "see"
                | "visit"
                | "press"
                | "try"
                | "under"
                | "in"
        );
        if verb || !(inside || is_name(pieces, before)) {
            break;
        }
        start = before;
    }
    start
}

fn name_after(pieces: &Pieces, from: usize, ceiling: usize) -> usize {
    let mut end = (from + 1).min(ceiling);
    if !is_name(pieces, from) {
        return end;
    }
    while end < ceiling && end - from < LONGEST {
        let inside = INSIDE.contains(&pieces.text(end))
            && end + 1 < ceiling
            && is_name(pieces, end + 1)
            && !matches!(pieces.text(end), "and" | "or" | "to" | "for");
        if !(inside || is_name(pieces, end)) {
            break;
        }
        end += 1;
    }
    // "Unlock account."
    let last = end + 1 == ceiling
        && end - from == 1
        && pieces
            .get(end)
            .is_some_and(|piece| piece.kind == Kind::Word);
    end + usize::from(last)
}
