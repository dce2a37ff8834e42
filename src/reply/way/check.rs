//! What is wrong with a private way, where, and what to do about it.

use crate::hours::Hours;
use crate::problem::Problem;
use crate::reply::way::{LONGEST_TEXT, Way, WayKind};

/// Digits of a telephone number, short ones of a country included.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=15;
/// The longest address, in bytes.
const LONGEST: usize = 500;

/// Everything wrong with a way; places begin with `path`, such as `ways[0].way[1]`.
#[must_use]
pub fn check(way: &Way, path: &str) -> Vec<Problem> {
    let to = way.to.trim();
    let wrong = match way.kind {
        WayKind::Message => account(to),
        WayKind::Chat => address(to),
        WayKind::Phone => number(to),
    };
    let mut problems = Vec::new();
    if let Err((code, message)) = wrong {
        problems.push(Problem::error(code, format!("{path}.to"), message));
    }
    if way.text.chars().count() > LONGEST_TEXT {
        problems.push(Problem::error(
            "way.text",
            format!("{path}.text"),
            "The beginning of the message is longer than 500 letters. Shorten it.",
        ));
    }
    if let Some(typed) = &way.hours {
        let (_, found) = Hours::read(typed);
        problems.extend(found.into_iter().map(|problem| Problem {
            path: format!("{path}.hours.{}", problem.path),
            ..problem
        }));
    }
    problems
}

type Wrong = Result<(), (&'static str, &'static str)>;

fn account(to: &str) -> Wrong {
    if to.is_empty() {
        return Err((
            "way.account.none",
            "The account's number is missing. It is in the account's data on X (“Your account”, “Account information”).",
        ));
    }
    let plain = to.len() <= 20 && to.bytes().all(|byte| byte.is_ascii_digit());
    plain.then_some(()).ok_or((
        "way.account",
        "This is no account's number. It is digits alone, such as 1234567890, not the name with @.",
    ))
}

fn address(to: &str) -> Wrong {
    if to.is_empty() {
        return Err((
            "way.address.none",
            "The chat's address is missing. Copy it from the browser's address bar.",
        ));
    }
    if to.len() > LONGEST {
        return Err((
            "way.address.long",
            "This address is too long. Use a shorter link to the chat.",
        ));
    }
    if to.starts_with("http://") {
        return Err((
            "way.address.open",
            "This address can be read along on the way. Use one that begins with https://.",
        ));
    }
    let rest = to.strip_prefix("https://").unwrap_or_default();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end).unwrap_or_default();
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    // Names in other letters are written so too in an address bar: `xn--…`.
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let named = host.contains('.') && host.split('.').all(|part| !part.is_empty());
    let ends_nothing =
        |c: char| !c.is_whitespace() && !c.is_control() && !"\"<>\\^`{|}".contains(c);
    let good = named && host.chars().all(known) && path.chars().all(ends_nothing);
    good.then_some(()).ok_or((
        "way.address",
        "This is no address. Write such as https://help.example/chat.",
    ))
}

fn number(to: &str) -> Wrong {
    if to.is_empty() {
        return Err((
            "way.number.none",
            "The telephone number is missing. Write it as customers should dial it.",
        ));
    }
    let digits = to.chars().filter(char::is_ascii_digit).count();
    let plus_first = !to.trim_start_matches('+').contains('+') && !to.starts_with("++");
    let known = |c: char| c.is_ascii_digit() || " +-()/.\u{a0}\u{2011}\u{2013}".contains(c);
    let good = DIGITS.contains(&digits) && plus_first && to.chars().all(known) && to.len() <= 40;
    good.then_some(()).ok_or((
        "way.number",
        "This is no telephone number. Write 3 to 15 digits, such as +44 20 7946 0000 or 0800 123456.",
    ))
}
