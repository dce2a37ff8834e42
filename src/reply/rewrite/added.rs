//! What an answer states that stands neither in the draft nor in the article: addresses, handles, numbers, days.

use super::Refusal;
use super::words::{DAYS, MONEY, NUMBERS};
use crate::text::fold::fold;

/// A row of digits that may be a telephone number, in digits.
const LONG: usize = 7;

/// What the answer adds, if it adds anything.
pub(super) fn added(answer: &str, grounds: &[&str]) -> Option<Refusal> {
    let known: Vec<Stated> = grounds.iter().map(|text| Stated::of(text)).collect();
    let stated = Stated::of(answer);
    let all_in = |mine: &[String], theirs: fn(&Stated) -> &[String]| {
        mine.iter()
            .all(|one| known.iter().any(|known| theirs(known).contains(one)))
    };
    if !all_in(&stated.addresses, |known| &known.addresses) {
        return Some(Refusal::Link);
    }
    if !all_in(&stated.handles, |known| &known.handles) {
        return Some(Refusal::Handle);
    }
    let rows = |row: &String| {
        known
            .iter()
            .any(|known| known.rows.iter().any(|other| other.contains(row.as_str())))
    };
    let numbers = all_in(&stated.numbers, |known| &known.numbers);
    if !numbers || !stated.rows.iter().all(rows) {
        return Some(Refusal::Number);
    }
    (!all_in(&stated.days, |known| &known.days)).then_some(Refusal::Day)
}

/// What a text states.
#[derive(Default)]
struct Stated {
    /// Links, hosts and mail addresses.
    addresses: Vec<String>,
    /// Handles, hashtags and cashtags.
    handles: Vec<String>,
    /// Numbers; with the sign before them where they are money or a share.
    numbers: Vec<String>,
    /// Long rows of digits, whatever stands between.
    rows: Vec<String>,
    /// Names of days and months.
    days: Vec<String>,
}

impl Stated {
    fn of(text: &str) -> Self {
        let text = fold(text);
        let mut stated = Self::default();
        for chunk in text.split(|c: char| c.is_whitespace() || "()[]<>\"“”«»|".contains(c)) {
            stated.chunk(chunk);
        }
        stated.numbers(&text);
        stated.rows(&text);
        stated
    }

    fn chunk(&mut self, chunk: &str) {
        let chunk = chunk
            .trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/')
            .trim_start_matches(|c: char| !c.is_alphanumeric() && !"@#$".contains(c));
        if is_address(chunk) {
            self.addresses.push(chunk.trim_end_matches('/').to_owned());
            return;
        }
        // Handles glued to something count too: "cc:@somebody", "(@somebody".
        for (at, sign) in chunk.match_indices(['@', '#', '$']) {
            let name = chunk.get(at + sign.len()..).unwrap_or_default();
            let length = name
                .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.')
                .unwrap_or(name.len());
            let name = name.get(..length).unwrap_or_default().trim_end_matches('.');
            if name.starts_with(|c: char| c.is_alphabetic() || c == '_') {
                self.handles.push(format!("{sign}{name}"));
            }
        }
        for word in chunk.split(|c: char| !c.is_alphanumeric() && c != '\'') {
            let word = word.strip_suffix("'s").unwrap_or(word);
            if DAYS.split(' ').any(|day| day == word) {
                self.days.push(word.to_owned());
            }
        }
    }

    /// Every number with what stands beside it.
    fn numbers(&mut self, text: &str) {
        let digit = char::is_numeric;
        let mut rest = text;
        let mut before = None;
        while let Some(start) = rest.find(|c: char| digit(c)) {
            let sign = rest
                .get(..start)
                .and_then(|lead| lead.trim_end().chars().next_back())
                .or(before);
            let from = rest.get(start..).unwrap_or_default();
            let length = number_len(from);
            let (number, after) = from.split_at_checked(length).unwrap_or((from, ""));
            let sign = sign.filter(|c| is_sign(*c)).or_else(|| sign_behind(after));
            // A long row is compared as such, however it is parted.
            if sign.is_some() || number.chars().filter(|c| c.is_numeric()).count() < LONG {
                self.numbers.push(plain(number, sign));
            }
            before = None;
            rest = after;
        }
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
        for word in words {
            let worth = NUMBERS.iter().find(|(name, _)| *name == word);
            self.numbers
                .extend(worth.map(|(_, worth)| (*worth).to_owned()));
        }
    }

    fn rows(&mut self, text: &str) {
        let mut row = String::new();
        for c in text.chars().chain(['x']) {
            if c.is_numeric() {
                row.push(c);
            } else if !" -./()+\u{a0}".contains(c) {
                let done = std::mem::take(&mut row);
                if done.chars().count() >= LONG {
                    self.rows.push(done);
                }
            }
        }
    }
}

/// Whether this leads somewhere: with a scheme, a host ("x.example/path") or a mail box in it.
fn is_address(chunk: &str) -> bool {
    if chunk.contains("://") || chunk.starts_with("www.") {
        return true;
    }
    let name = chunk.rsplit_once('@').map_or(
        chunk,
        |(box_, host)| if box_.is_empty() { "" } else { host },
    );
    let host = name.split(['/', '?', ':', '#']).next().unwrap_or(name);
    host.rsplit_once('.').is_some_and(|(rest, top)| {
        rest.ends_with(char::is_alphanumeric)
            && top.chars().count() >= 2
            && top.chars().all(char::is_alphabetic)
    })
}

/// How far a number goes, with what parts its digits.
fn number_len(text: &str) -> usize {
    let mut end = 0;
    let mut joint = false;
    for (at, c) in text.char_indices() {
        if c.is_numeric() {
            end = at + c.len_utf8();
            joint = false;
        } else if ".,:".contains(c) && !joint {
            joint = true;
        } else {
            break;
        }
    }
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

fn is_sign(c: char) -> bool {
    "$€£¥₹₩₺₽₪฿¢%".contains(c)
}

/// The sign behind a number, or the one that a word behind it means.
fn sign_behind(after: &str) -> Option<char> {
    let after = after.trim_start_matches([' ', '\u{a0}']);
    let first = after.chars().next().filter(|c| is_sign(*c));
    let word: &str = after
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    first.or_else(|| {
        let meant = MONEY.iter().find(|(name, _)| *name == word);
        meant.map(|(_, sign)| *sign)
    })
}

/// A number as it is compared: `£5.00` is `£5`.
fn plain(number: &str, sign: Option<char>) -> String {
    let number = number
        .strip_suffix(".00")
        .or_else(|| number.strip_suffix(",00"))
        .unwrap_or(number);
    sign.into_iter().chain(number.chars()).collect()
}
