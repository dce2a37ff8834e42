//! The customer's first name, from whatever they call themselves on the site.
//!
//! A greeting without a name is never wrong, a wrong name is: what is not sure is left out. Sure is a given name that is
//! known (`name/given.txt`), or an unknown word that stands where one stands, before a family name, with capitals, and
//! without any word that a person's name does not have (`name/others.txt`, and the ordinary words of the brands' list).

mod letters;
mod lists;

use crate::brand::{Also, Words};
use letters::Letters;
use lists::{Kind, is, is_given};

/// The longest display name that is looked at, in characters: X allows 50.
const LONGEST: usize = 80;
/// What stands in code, markup, formulas and addresses, and in nobody's name.
const NO_NAME: &[char] = &['<', '>', '=', '{', '}', '\\', '%', '$', ';', '^', '`'];
/// Parts a display name into the name and what is said beside it.
const PARTS: &str = "|/•·–—~*:♦►★☆«»";
/// Words that begin what is said beside a name.
const ASIDES: &[&str] = &["from", "aka", "she", "he", "they", "ze"];
/// Words between two people.
const PAIRS: &[&str] = &["&", "+", "and", "und", "y", "et"];
/// Second halves of given names of two words, by the first half.
const COMPOUNDS: &[(&str, &[&str])] = &[
    (
        "maria",
        &[
            "jose", "luisa", "carmen", "teresa", "elena", "isabel", "fernanda", "paula", "ines",
            "clara",
        ],
    ),
    (
        "jose",
        &[
            "maria", "luis", "antonio", "manuel", "carlos", "miguel", "angel", "ignacio", "ramon",
        ],
    ),
    (
        "juan",
        &[
            "carlos", "pablo", "antonio", "manuel", "jose", "luis", "ignacio", "diego",
        ],
    ),
    (
        "ana",
        &[
            "maria", "sofia", "belen", "isabel", "paula", "lucia", "clara", "rita", "carolina",
        ],
    ),
    (
        "luis",
        &[
            "miguel", "carlos", "fernando", "alberto", "antonio", "angel", "felipe",
        ],
    ),
    ("carlos", &["alberto", "eduardo", "andres"]),
    (
        "jean",
        &[
            "luc", "pierre", "paul", "marc", "michel", "claude", "francois", "baptiste", "jacques",
        ],
    ),
    ("anne", &["marie", "sophie", "laure", "claire"]),
    (
        "marie",
        &["claire", "louise", "christine", "laure", "therese"],
    ),
    (
        "mary",
        &["ann", "anne", "jane", "kate", "beth", "lou", "jo", "ellen"],
    ),
    ("billie", &["jo", "jean", "joe"]),
    ("joao", &["pedro", "paulo", "carlos", "miguel", "maria"]),
    (
        "abdul",
        &[
            "rahman", "aziz", "karim", "hamid", "rahim", "malik", "majid", "latif", "qadir",
            "samad", "wahab", "ghani",
        ],
    ),
    ("عبد", &["الله", "الرحمن", "العزيز", "الكريم", "القادر"]),
];

/// The name to greet somebody by; `None` where there is none to be sure of. Two people are "Ann & Bob"; of "Dr. Smith"
/// no more is known than that. Without the list of ordinary words only known names are greeted.
///
/// ```
/// use handrail::reply::first_name;
/// assert_eq!(first_name("Dr. Maya Example 🌻", None).as_deref(), Some("Maya"));
/// assert_eq!(first_name("Dr. Smith", None).as_deref(), Some("Dr. Smith"));
/// assert_eq!(first_name("The Coffee Shop", None), None);
/// ```
#[must_use]
pub fn first_name(display_name: &str, ordinary: Option<&Words>) -> Option<String> {
    let long = display_name.chars().nth(LONGEST).is_some();
    if long || display_name.contains(NO_NAME) || is_address(display_name) {
        return None;
    }
    let letters = Letters::of(display_name);
    let plain = without_asides(&letters.text);
    let name = name_in(&segments(&plain)?, ordinary);
    // Letters that were made of others are believed if they make a known name.
    name.filter(|name| !letters.disguised || is_given(name))
}

fn is_address(name: &str) -> bool {
    let word = |word: &str| {
        let inside = word.trim_matches('@');
        word.starts_with("www.") || word.contains("://") || inside.contains('@')
    };
    name.split_whitespace().any(word)
}

/// Without what stands in brackets or, in the middle, in quotation marks.
fn without_asides(name: &str) -> String {
    let mut plain = String::new();
    let mut until: Option<char> = None;
    for c in name.chars() {
        if let Some(end) = until {
            until = until.filter(|_| c != end);
            continue;
        }
        let bracket = [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')];
        let bracket = bracket.iter().find(|(open, _)| *open == c);
        let quoted = matches!(c, '"' | '“' | '„') && plain.contains(char::is_alphabetic);
        until = match bracket {
            Some((_, close)) => Some(*close),
            None if quoted => Some(if c == '"' { '"' } else { '”' }),
            None => None,
        };
        plain.push(if until.is_some() { ' ' } else { c });
    }
    plain
}

/// The words of the first part of a display name that has any.
fn segments(name: &str) -> Option<Vec<String>> {
    let name = name.replace(" - ", "|");
    let parts = name.split(|c: char| PARTS.contains(c) || letters::is_sign(c));
    let words = parts.map(words);
    words.into_iter().find(|words| !words.is_empty())
}

/// The words of a part, up to a tag or handle; `,` and signs between two people are words of their own.
fn words(part: &str) -> Vec<String> {
    let spaced = part
        .replace(',', " , ")
        .replace('_', " ")
        .replace('.', ". ");
    let mut found = Vec::new();
    for word in spaced.split_whitespace() {
        if word.starts_with(['#', '＃', '@']) {
            break;
        }
        let trim = |c: char| !c.is_alphanumeric() && !letters::is_mark(c) && !",&+.".contains(c);
        let word = word.trim_matches(trim);
        if word.chars().any(char::is_alphanumeric) || matches!(word, "," | "&" | "+") {
            found.push(word.to_owned());
        }
    }
    found
}

fn name_in(words: &[String], ordinary: Option<&Words>) -> Option<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if let Some(at) = words.iter().position(|word| *word == ",") {
        let (before, after) = (words.get(..at)?, words.get(at + 1..)?);
        return around_comma(before, after, ordinary);
    }
    let pair = |word: &&str| PAIRS.contains(&word.to_lowercase().as_str());
    if let Some(at) = words.iter().position(pair) {
        return of_two(words.get(..at)?, words.get(at + 1..)?);
    }
    of_one(&words, ordinary)
}

/// "Example, Maya" is Maya; "Maya, London" and "Maya Example, RN" are too.
fn around_comma(before: &[&str], after: &[&str], ordinary: Option<&Words>) -> Option<String> {
    match (before, after) {
        ([family], [given]) if !is_given(family) => {
            let named = is_name(family) && !is(family, Kind::Never) && is_given(given);
            named.then(|| capitalised(given))
        }
        _ => of_one(before, ordinary),
    }
}

/// Both, if both are known.
fn of_two(one: &[&str], other: &[&str]) -> Option<String> {
    let known = |words: &[&str]| {
        let first = words.first().filter(|word| is_given(word))?;
        let named = !words.iter().any(|word| is(word, Kind::Never));
        named.then(|| capitalised(first))
    };
    Some(format!("{} & {}", known(one)?, known(other)?))
}

fn of_one(words: &[&str], ordinary: Option<&Words>) -> Option<String> {
    let mut words = words;
    // "The Real Bob" is Bob, "The Bob Show" is not.
    if let ["The" | "the" | "THE", "Real" | "real" | "REAL", name] = words {
        return is_given(name).then(|| capitalised(name));
    }
    let mut title = None;
    while let [first, rest @ ..] = words {
        let honour = is(first, Kind::Honour);
        if (!honour && !is(first, Kind::Title)) || rest.is_empty() {
            break;
        }
        title = Some((*first, honour));
        words = rest;
    }
    let words = up_to_aside(words);
    let first = *words.first()?;
    let known = is_given(first);
    // "Ann's Cakes" is a shop.
    let owns = |word: &&str| word.ends_with("'s") || word.ends_with("’s");
    if words.iter().any(|word| is(word, Kind::Never) || owns(word)) {
        return None;
    }
    let is_word = |word: &str| ordinary.is_some_and(|list| is_word(word, list));
    let rest = words.get(1..).unwrap_or_default();
    // "Penny Pincher", "Misty Morning": two words that are no names.
    let also = ordinary.and_then(|list| list.also(&lists::key(first)));
    let phrase =
        !rest.is_empty() && also == Some(Also::Word) && rest.iter().all(|word| is_word(word));
    match title {
        Some((title, true)) if !known && rest.is_empty() => {
            family(title, first).filter(|_| !is_word(first))
        }
        Some((_, false)) if !known => None,
        _ if phrase => None,
        _ if known => given(words),
        _ if ordinary.is_none() || words.iter().any(|word| is_word(word)) => None,
        _ => unknown(words),
    }
}

/// Whether a word is an ordinary one, and no family name besides.
fn is_word(word: &str, list: &Words) -> bool {
    let key = lists::key(word);
    list.also(&key) == Some(Also::Word) && !list.is_name(&key)
}

/// "Ann from Whitmoor" and "Ann 4 Mayor" are Ann.
fn up_to_aside<'a, 'b>(words: &'a [&'b str]) -> &'a [&'b str] {
    let aside = |word: &&str| {
        ASIDES.contains(&word.to_lowercase().as_str()) || word.chars().all(|c| c.is_ascii_digit())
    };
    let end = words.iter().position(aside).unwrap_or(words.len());
    let known = words.first().is_some_and(|word| is_given(word));
    words.get(..end).filter(|_| known).unwrap_or(words)
}

/// A known name, with its second half if it has one.
fn given(words: &[&str]) -> Option<String> {
    let [first, rest @ ..] = words else {
        return None;
    };
    let folded = lists::key(first);
    if rest.is_empty() && is(first, Kind::Place) {
        return None;
    }
    let Some(second) = rest.first() else {
        return Some(capitalised(first));
    };
    // "Kim Min-jun": the family name stands first.
    let eastern = second
        .split_once('-')
        .is_some_and(|(_, half)| half.starts_with(char::is_lowercase));
    if eastern && !is_given(second) {
        return None;
    }
    if folded == "maria" && lists::key(second) == "del" {
        let third = rest.get(1)?;
        return Some(format!("{} del {}", capitalised(first), capitalised(third)));
    }
    let halves = COMPOUNDS.iter().find(|(half, _)| *half == folded);
    if halves.is_some_and(|(_, halves)| halves.contains(&lists::key(second).as_str())) {
        return Some(format!("{} {}", capitalised(first), capitalised(second)));
    }
    // "Servant of …" is half a name.
    (folded != "عبد").then(|| capitalised(first))
}

/// "Dr. Smith", as far as nobody jokes.
fn family(title: &str, name: &str) -> Option<String> {
    let title =
        capitalised(title.trim_end_matches('.')) + if title.ends_with('.') { "." } else { "" };
    is_name(name).then(|| format!("{title} {}", capitalised(name)))
}

/// An unknown word before a family name, both with a capital and nothing odd about them.
fn unknown(words: &[&str]) -> Option<String> {
    let [first, rest @ ..] = words else {
        return None;
    };
    let particle = |word: &str| {
        matches!(
            word,
            "de" | "van" | "von" | "der" | "da" | "dos" | "del" | "bin" | "al" | "el" | "ter"
        )
    };
    let plain = |word: &&str| {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let shouted = word.chars().filter(|c| c.is_lowercase()).count() == 0;
        particle(word) || (capital && !shouted && is_name(word) && !is(word, Kind::First))
    };
    let odd = is(first, Kind::Family) || is(first, Kind::Place);
    // "Nagy Anna": perhaps the family name stands first.
    let turned = rest.iter().any(|word| is_given(word)) && rest.len() == 1;
    let whole = (1..=3).contains(&rest.len()) && words.iter().all(plain);
    (whole && !odd && !turned && !particle(first)).then(|| capitalised(first))
}

/// Whether a word can be a name in Latin letters.
fn is_name(word: &str) -> bool {
    let part = |c: char| {
        (c.is_alphabetic() && c < '\u{250}') || letters::is_mark(c) || matches!(c, '\'' | '’' | '-')
    };
    (2..=16).contains(&word.chars().count()) && word.chars().all(part)
}

/// "ANN" and "ann" as "Ann", without digits behind it; a name in mixed case as it is.
fn capitalised(name: &str) -> String {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let mixed = name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase);
    if mixed && name.chars().next().is_some_and(char::is_uppercase) {
        return name.to_owned();
    }
    let mut first = true;
    let mut cased = String::new();
    for (at, c) in name.chars().enumerate() {
        if first {
            cased.extend(c.to_uppercase());
        } else {
            cased.extend(c.to_lowercase());
        }
        first = c == '-' || (matches!(c, '\'' | '’') && at == 1);
    }
    cased
}

#[cfg(test)]
mod tests;
