//! Reading what a model answered. It may be anything: what is not plainly the draft in other words is refused.

use super::added::added;
use super::lang::differs;
use super::words::{ANNOUNCES, ORDERS, TALK, TURNS};
use crate::reply::phrase::Words;
use crate::text::fold::{fold, is_invisible};

/// The longest answer, in characters.
const LONGEST: usize = 2_000;
/// An answer is at most so many times as long as the draft, and a sentence.
const TIMES: usize = 2;
const SENTENCE: usize = 200;
/// Signs of markup. What the draft has too is no fault.
const MARKUP: &[&str] = &["**", "__", "`", "](", "</", "&lt;", "&#", "{{", "<|", "[["];
/// How lines of lists, headings and quotes begin.
const LINES: &[&str] = &["# ", "## ", "> ", "- ", "* ", "• "];
/// What may stand round a whole answer.
const QUOTES: &[(char, char)] = &[
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('«', '»'),
    ('\'', '\''),
    ('‘', '’'),
];

/// What an answer may rest on.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    /// The draft that was to be rewritten.
    pub draft: &'a str,
    /// What was told of the chosen article.
    pub article: &'a [&'a str],
}

/// Why an answer is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It is much longer than the draft.
    Long,
    /// It has markup, or letters that nobody sees.
    Markup,
    /// Nothing would change.
    Same,
    /// It has a link or an address that is not in the draft or the article.
    Link,
    /// A handle or a hashtag that is not.
    Handle,
    /// A number, price, share, date or telephone number that is not.
    Number,
    /// A day or month that is not.
    Day,
    /// A model speaks of itself or of its task.
    Talk,
    /// It gives orders, or asks for what nobody writes in public.
    Orders,
    /// It is in another language.
    Language,
}

impl Refusal {
    /// Names it in `_locales`: `rewrite_refused_CODE`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Long => "long",
            Self::Markup => "markup",
            Self::Same => "same",
            Self::Link => "link",
            Self::Handle => "handle",
            Self::Number => "number",
            Self::Day => "day",
            Self::Talk => "talk",
            Self::Orders => "orders",
            Self::Language => "language",
        }
    }
}

/// The rewritten draft in an answer.
///
/// # Errors
/// Why it is not one.
pub fn read(answer: &str, grounds: &Grounds<'_>) -> Result<String, Refusal> {
    // The answer is read without the spaces round it, and so is what it is held against.
    let draft = grounds.draft.trim();
    let most = LONGEST.min(draft.chars().count() * TIMES + SENTENCE);
    // What is far too long is not looked into.
    if answer.len() > LONGEST * 8 {
        return Err(Refusal::Long);
    }
    let text = bare(answer);
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Refusal::Empty);
    }
    if text.chars().count() > most {
        return Err(Refusal::Long);
    }
    if has_markup(&text, draft) {
        return Err(Refusal::Markup);
    }
    if speaks(&text, draft, ORDERS) || has_turn(&text, draft) {
        return Err(Refusal::Orders);
    }
    if speaks(&text, draft, TALK) {
        return Err(Refusal::Talk);
    }
    let mut known = vec![draft];
    known.extend(grounds.article);
    if let Some(refusal) = added(&text, &known) {
        return Err(refusal);
    }
    if differs(draft, &text) {
        return Err(Refusal::Language);
    }
    if text == draft.trim() {
        return Err(Refusal::Same);
    }
    Ok(text)
}

/// The answer without what models put round one: a fence, quotation marks, a line that announces it.
fn bare(answer: &str) -> String {
    let answer = answer.replace("\r\n", "\n").replace('\r', "\n");
    let mut text = answer.trim();
    for _ in 0..3 {
        text = unquoted(unannounced(unfenced(text))).trim();
    }
    text.to_owned()
}

fn unfenced(text: &str) -> &str {
    let inside = text
        .strip_prefix("```")
        .and_then(|rest| rest.strip_suffix("```"));
    let Some(inside) = inside else { return text };
    // The first line may name a language.
    match inside.split_once('\n') {
        Some((name, rest)) if name.chars().all(char::is_alphanumeric) => rest,
        _ => inside,
    }
}

fn unannounced(text: &str) -> &str {
    let Some((first, rest)) = text.split_once('\n') else {
        return text;
    };
    let line = first.trim().to_lowercase().replace('’', "'");
    let announces = line.ends_with(':') && ANNOUNCES.iter().any(|begin| line.starts_with(begin));
    if announces && !rest.trim().is_empty() {
        rest.trim()
    } else {
        text
    }
}

fn unquoted(text: &str) -> &str {
    let inside = |(open, close): &(char, char)| {
        let inside = text.strip_prefix(*open)?.strip_suffix(*close)?;
        // Marks inside: the outer two belong to different quotations.
        (!inside.contains([*open, *close]) || *open == '\'').then_some(inside)
    };
    QUOTES.iter().find_map(inside).unwrap_or(text)
}

fn has_markup(text: &str, draft: &str) -> bool {
    let tag = text.match_indices('<').any(|(at, _)| {
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        next.is_some_and(|c| c.is_alphabetic() || "/!?".contains(c))
    });
    let begins = |text: &str, begin: &str| text.lines().any(|line| line.starts_with(begin));
    let unseen = |c: char| (c.is_control() && c != '\n') || (is_invisible(c) && !joins(c));
    tag || MARKUP
        .iter()
        .any(|sign| text.contains(sign) && !draft.contains(sign))
        || LINES
            .iter()
            .any(|begin| begins(text, begin) && !begins(draft, begin))
        || text.chars().any(|c| unseen(c) && !draft.contains(c))
}

/// Invisible letters that scripts and emoji are written with.
fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
}

/// Whether one of the phrases stands in the answer and not in the draft.
fn speaks(text: &str, draft: &str, phrases: &[&str]) -> bool {
    let (text, draft) = (Words::new(text), Words::new(draft));
    phrases
        .iter()
        .any(|phrase| text.find(phrase).is_some() && draft.find(phrase).is_none())
}

/// Whether a line looks like somebody's turn in a conversation of programs.
fn has_turn(text: &str, draft: &str) -> bool {
    let turn = |text: &str| {
        let folded = fold(text);
        folded
            .lines()
            .any(|line| TURNS.iter().any(|turn| line.trim_start().starts_with(turn)))
    };
    turn(text) && !turn(draft)
}
