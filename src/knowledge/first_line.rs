//! The first-line check: what each topic has to offer a customer before anybody answers: an article, its address, and
//! words that hand over to a chat or a telephone.
//!
//! ```
//! use handrail::knowledge::first_line::{Topic, check, hand_off};
//! let topics = [Topic { code: "refund", name: "Refunds", examples: &["where is my refund"] }];
//! let best = |query: &str| {
//!     let text = "It takes five days. Or call us on +44 20 7946 0000.".to_owned();
//!     query.contains("refund").then(|| ("Refunds".to_owned(), None, text))
//! };
//! let lines = check(&topics, &best, &[]);
//! assert_eq!(lines[0].article.as_deref(), Some("Refunds"));
//! assert_eq!(lines[0].hand_off.as_deref(), Some("call us on +44 20 7946 0000"));
//! assert_eq!(hand_off("We do not offer live chat."), None);
//! ```

use crate::span::Span;
use crate::text::fold::Folded;

/// A topic to be checked.
#[derive(Clone, Copy, Debug)]
pub struct Topic<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// How customers say it; may be empty.
    pub examples: &'a [&'a str],
}

/// The best article for a query: its title, its public address, and the passage that answers.
pub type Best = (String, Option<String>, String);

/// What a topic has to offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstLine {
    /// The topic: code and name.
    pub topic: (String, String),
    /// The title of the best article for it.
    pub article: Option<String>,
    /// That article's public address.
    pub url: Option<String>,
    /// The words of that article, or else of a template, that offer a chat or a telephone.
    pub hand_off: Option<String>,
}

/// The examples of a topic that are looked up.
const EXAMPLES: usize = 8;
/// The most letters between the words that offer a telephone and its number.
const BETWEEN: usize = 16;
/// Digits of a telephone number.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Words that offer a chat or a telephone, folded, as whole words.
const OFFERS: &[&str] = &[
    "live chat",
    "livechat",
    "live-chat",
    "web chat",
    "webchat",
    "online chat",
    "chat online",
    "chat with us",
    "chat to us",
    "chat with an",
    "chat to an",
    "chat with our",
    "chat to our",
    "chat now",
    "start a chat",
    "open a chat",
    "our chat",
    "via chat",
    "by chat",
    "use the chat",
    "chat team",
    "call us",
    "ring us",
    "phone us",
    "give us a call",
    "give us a ring",
    "call our",
    "ring our",
    "phone our",
    "by phone",
    "by telephone",
    "over the phone",
    "request a call",
    "call back",
    "callback",
    "helpline",
    "hotline",
    "speak to us",
    "talk to us",
    "speak to an adviser",
    "speak to an advisor",
    "speak to an agent",
    "talk to an agent",
    "speak to our",
    "talk to our",
    "chat en vivo",
    "chat en linea",
    "chat en directo",
    "por chat",
    "nuestro chat",
    "llamanos",
    "llamenos",
    "llama al",
    "llame al",
    "por telefono",
    "telefono de atencion",
    "chat en direct",
    "par chat",
    "tchat",
    "notre chat",
    "appelez-nous",
    "appelez nous",
    "appelez le",
    "par telephone",
    "im chat",
    "per chat",
    "unser chat",
    "unseren chat",
    "chatten sie",
    "ruf uns",
    "rufen sie uns",
    "rufen sie an",
    "telefonisch",
    "per telefon",
];
/// Words before a number that make it a telephone's, where nothing else offers one.
const BEFORE_NUMBER: &[&str] = &[
    "call",
    "ring",
    "phone",
    "telephone",
    "tel",
    "dial",
    "text",
    "on",
    "llama",
    "llame",
    "telefono",
    "appelez",
    "telephone au",
    "anrufen",
    "telefon",
    "nummer",
];
/// Shortly before an offer these take it back.
const NOT: &[&str] = &[
    "not", "no", "never", "cannot", "can't", "cant", "don't", "dont", "doesn't", "without",
    "nicht", "kein", "keinen", "ne", "pas", "sin", "nunca", "sans",
];

/// What each topic has to offer, in their order. `best` looks a query up; `templates` are the texts of the team's replies.
#[must_use]
pub fn check(
    topics: &[Topic<'_>],
    best: &dyn Fn(&str) -> Option<Best>,
    templates: &[&str],
) -> Vec<FirstLine> {
    let by_template = templates.iter().find_map(|text| hand_off(text));
    let of = |topic: &Topic<'_>| {
        let mut line = FirstLine {
            topic: (topic.code.to_owned(), topic.name.to_owned()),
            hand_off: by_template.clone(),
            ..FirstLine::default()
        };
        if let Some((title, url, passage)) = article(topic, best) {
            line.article = Some(title);
            line.url = url;
            line.hand_off = hand_off(&passage).or(line.hand_off);
        }
        line
    };
    topics.iter().map(of).collect()
}

/// The article that most of the examples lead to; the name alone decides where there is none. Of equals the first.
fn article(topic: &Topic<'_>, best: &dyn Fn(&str) -> Option<Best>) -> Option<Best> {
    let examples = topic.examples.iter().take(EXAMPLES);
    let mut found: Vec<(usize, Best)> = Vec::new();
    for one in examples.filter_map(|example| best(example)) {
        match found
            .iter_mut()
            .find(|(_, other)| (&other.0, &other.1) == (&one.0, &one.1))
        {
            Some((count, _)) => *count += 1,
            None => found.push((1, one)),
        }
    }
    let most = found
        .into_iter()
        .reduce(|most, other| if other.0 > most.0 { other } else { most });
    most.map(|(_, article)| article)
        .or_else(|| best(topic.name))
}

/// The words of a text that offer a chat or a telephone, with the number if it follows.
#[must_use]
pub fn hand_off(text: &str) -> Option<String> {
    let folded = Folded::new(text);
    let line = folded.text();
    let offer = offer(line);
    let numbers = numbers(line);
    let follows = |span: &Span| {
        let number = numbers.iter().find(|number| number.start >= span.end)?;
        let between = line.get(span.end..number.start)?;
        (between.len() <= BETWEEN && !between.contains(['.', '\n']))
            .then(|| Span::new(span.start, number.end))
    };
    let span = match offer {
        Some(span) => follows(&span).unwrap_or(span),
        None => *numbers.first()?,
    };
    let words = folded.source(span).slice(text);
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The first words that offer something and are not taken back.
fn offer(line: &str) -> Option<Span> {
    let mut first: Option<Span> = None;
    for offer in OFFERS {
        for (at, _) in line.match_indices(offer) {
            let span = Span::new(at, at + offer.len());
            // Of two that begin together the longer says more.
            let better = first.is_none_or(|first| (at, first.end) < (first.start, span.end));
            if better && is_whole(line, span) && !is_taken_back(line, at) {
                first = Some(span);
            }
        }
    }
    first
}

fn is_whole(line: &str, span: Span) -> bool {
    let before = line
        .get(..span.start)
        .and_then(|before| before.chars().next_back());
    let after = line.get(span.end..).and_then(|after| after.chars().next());
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    !inside(before) && !inside(after)
}

/// Whether a "not" stands in the same clause, at most five words before.
fn is_taken_back(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let clause = before
        .rsplit(['.', '!', '?', ';', ':', ',', '\n'])
        .next()
        .unwrap_or_default();
    clause
        .split_whitespace()
        .rev()
        .take(5)
        .any(|word| NOT.contains(&word))
}

/// Telephone numbers: they begin with + or 0, or follow a word that says so, and have digits enough.
fn numbers(line: &str) -> Vec<Span> {
    let mut numbers = Vec::new();
    let mut rest = 0;
    while let Some(start) = line
        .get(rest..)
        .and_then(|text| text.find(|c: char| c.is_ascii_digit() || c == '+'))
    {
        // A bracket before the number belongs to it.
        let start = rest + start;
        let text = line.get(start..).unwrap_or_default();
        let len = text
            .find(|c: char| !c.is_ascii_digit() && !"+ ()-./".contains(c))
            .unwrap_or(text.len());
        let number = text
            .get(..len)
            .unwrap_or_default()
            .trim_end_matches(|c: char| !c.is_ascii_digit());
        rest = start + len.max(1);
        let span = Span::new(start, start + number.len());
        if is_telephone(line, span) {
            numbers.push(span);
        }
    }
    numbers
}

fn is_telephone(line: &str, span: Span) -> bool {
    let number = span.slice(line);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let groups: Vec<usize> = number
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|len| *len > 0)
        .collect();
    // 01.02.2024, 2024-10-04, 24/7 and prices are none.
    let date = number.contains('/')
        || matches!(groups.as_slice(), [1 | 2, 1 | 2, 4 | 2] | [4, 1 | 2, 1 | 2]);
    let before = line.get(..span.start).unwrap_or_default();
    let before = before.trim_end_matches(['(', ' ', ':', '.', '-']);
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let begins = number.starts_with(['+', '0']) || BEFORE_NUMBER.contains(&word);
    DIGITS.contains(&digits)
        && begins
        && !date
        && is_whole(line, span)
        && !is_taken_back(line, span.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn offers_are_found_in_four_languages() {
        for (text, expected) in [
            ("Our Live Chat is open until nine.", Some("Live Chat")),
            ("You can chat with us in the app", Some("chat with us")),
            (
                "Call us on +44 20 7946 0000 or write.",
                Some("Call us on +44 20 7946 0000"),
            ),
            ("Please ring 020 7946 0000.", Some("020 7946 0000")),
            ("Phone us: 0800 123 4567", Some("Phone us: 0800 123 4567")),
            ("Call 1-800-555-0199 now", Some("1-800-555-0199")),
            ("Llámanos o escribe", Some("Llámanos")),
            (
                "Appelez‑nous au 01 23 45 67 89",
                Some("Appelez‑nous au 01 23 45 67 89"),
            ),
            (
                "Rufen Sie uns an: 030 1234567",
                Some("Rufen Sie uns an: 030 1234567"),
            ),
            ("We cannot take your order by phone", None),
            ("There is no live chat; write to us", None),
            ("No fee. Live chat is open", Some("Live chat")),
            ("the group chat was called off", None),
            ("since 01.02.2024, order 48213321, open 24/7", None),
            ("from 2024-10-04 you pay 1000000", None),
            ("a callbacks table", None),
            ("", None),
        ] {
            assert_eq!(hand_off(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn most_examples_choose_the_article() {
        let best = |query: &str| {
            let title = match query {
                "a" | "b" => "One",
                "c" => "Two",
                "Parcels" => "Three",
                _ => return None,
            };
            Some((
                title.to_owned(),
                Some(format!("https://h.example/{title}")),
                "Read this.".to_owned(),
            ))
        };
        let topic = |code, name, examples| Topic {
            code,
            name,
            examples,
        };
        let topics = [
            topic("x", "Refunds", &["c", "a", "nothing", "b"][..]),
            topic("y", "Parcels", &[]),
            topic("z", "Staff", &["nothing"]),
        ];
        let lines = check(&topics, &best, &["Hello!", "Please use our live chat."]);
        let articles: Vec<_> = lines.iter().map(|line| line.article.as_deref()).collect();
        assert_eq!(articles, [Some("One"), Some("Three"), None]);
        assert_eq!(lines[0].url.as_deref(), Some("https://h.example/One"));
        assert!(
            lines
                .iter()
                .all(|line| line.hand_off.as_deref() == Some("live chat"))
        );
    }

    proptest! {
        #[test]
        fn any_text_is_looked_through(text in "\\PC{0,60}|[0-9+() .a-c-]{0,40}|(call|us|chat|live|no| |0800){0,9}") {
            if let Some(words) = hand_off(&text) {
                prop_assert!(!words.is_empty());
            }
        }
    }
}
