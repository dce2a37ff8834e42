//! A place that was to be filled in.

use super::read::{Read, is_whole};
use super::{Check, Finding};
use crate::reply::phrase::apart;
use crate::span::Span;
use crate::text::fold::fold;

/// Words for what stands in such places.
const SLOTS: &[&str] = &[
    "name",
    "firstname",
    "lastname",
    "surname",
    "customer",
    "username",
    "user",
    "agent",
    "date",
    "time",
    "day",
    "url",
    "link",
    "insert",
    "number",
    "ref",
    "reference",
    "amount",
    "address",
    "city",
    "town",
    "area",
    "product",
    "order",
    "case",
    "ticket",
    "issue",
    "email",
    "phone",
    "title",
    "company",
    "brand",
    "signature",
    "initials",
    "placeholder",
    "here",
    "your",
    "add",
    "reason",
    "detail",
    "details",
    "topic",
    "article",
    "nombre",
    "apellido",
    "fecha",
    "cliente",
    "enlace",
    "numero",
    "prenom",
    "nom",
    "lien",
    "montant",
    "client",
    "vorname",
    "nachname",
    "kunde",
    "kundenname",
    "kundin",
    "datum",
    "uhrzeit",
    "betrag",
    "anrede",
    "value",
    "todo",
    "xx",
    "xxx",
    "code",
];
/// Words that are placeholders as they stand, in capitals.
const CAPITALS: &[&str] = &[
    "TODO",
    "TBC",
    "TBD",
    "TBA",
    "FIXME",
    "LOREM",
    "XX:XX",
    "HH:MM",
    "DD/MM",
    "DD/MM/YYYY",
    "MM/DD/YYYY",
    "DD.MM.YYYY",
];
/// Phrases of templates.
const PHRASES: &[&str] = &[
    "lorem ipsum",
    "insert link",
    "insert name",
    "insert url",
    "insert date",
    "insert number",
    "insert here",
    "insert text",
    "link here",
    "url here",
    "name here",
    "your-link",
    "link-here",
    "your link here",
    "yourdomain.",
    "customer name here",
    "add link",
    "paste link",
];
/// Words before a blank form of a date that make it one to be filled in; after "format" it is help.
const BEFORE: &[&str] = &[
    "on", "at", "by", "for", "from", "until", "is", "am", "le", "el", "between", "after", "before",
];
/// Longest inside of brackets, in bytes.
const LONGEST: usize = 60;

#[derive(Debug)]
pub(super) struct Placeholder;

impl Check for Placeholder {
    fn code(&self) -> &'static str {
        "placeholder"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let text = reply.out.text;
        let mut spans = bracketed(text);
        spans.extend(phrases(text));
        // "Hi ???, your line works"
        spans.extend(
            text.match_indices(" ???,")
                .map(|(at, _)| Span::new(at + 1, at + 4)),
        );
        let mut before = "";
        for (span, chunk) in reply.chunks() {
            let link = chunk.contains("://") || chunk.contains('@') && !chunk.starts_with("@@");
            if !link && is_placeholder(chunk, before) {
                spans.push(span);
            }
            before = chunk;
        }
        let spans = apart(spans);
        let first = spans.first()?.slice(text);
        Some(Finding::holds(spans.clone()).with(first))
    }
}

/// `[name]`, `{{first_name}}`, `<FIRST NAME>`, `${x}`.
fn bracketed(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for (open, close, kind) in [
        ("{{", "}}", '{'),
        ("${", "}", '{'),
        ("{", "}", '{'),
        ("[", "]", '['),
        ("<", ">", '<'),
    ] {
        for (start, _) in text.match_indices(open) {
            let from = start + open.len();
            let rest = text.get(from..).unwrap_or_default();
            let Some(length) = rest
                .find(close)
                .filter(|length| (1..=LONGEST).contains(length))
            else {
                continue;
            };
            let inside = rest.get(..length).unwrap_or_default();
            let unfilled = match kind {
                '{' if open.len() == 2 => true,
                '{' => {
                    inside
                        .chars()
                        .all(|c| c.is_alphanumeric() || "_. |".contains(c))
                        && inside.split_whitespace().count() <= 3
                }
                _ => is_slot(inside),
            };
            // "Settings > [your name] > Backup" is the way through a menu.
            let menu = text
                .get(..start)
                .is_some_and(|before| before.trim_end().ends_with(['>', '→', '›']));
            if unfilled && !menu {
                spans.push(Span::new(start, from + length + close.len()));
            }
        }
    }
    spans
}

fn is_slot(inside: &str) -> bool {
    let folded = fold(inside);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let slot = |word: &&str| SLOTS.contains(word);
    let begins = words
        .first()
        .is_some_and(|word| matches!(*word, "insert" | "agent" | "add" | "todo" | "enter"));
    let short = words.len() <= 3 && words.last().is_some_and(slot);
    // "[This is your …]" is somebody's aside.
    !inside.contains("://") && (begins || short || (words.len() <= 4 && words.iter().all(slot)))
}

/// Phrases of templates, as whole words.
fn phrases(text: &str) -> Vec<Span> {
    let folded = crate::text::fold::Folded::new(text);
    let lower = folded.text();
    let place = |phrase: &&str| -> Vec<Span> {
        let places = lower
            .match_indices(*phrase)
            .map(|(at, _)| Span::new(at, at + phrase.len()));
        places
            .filter(|span| is_whole(lower, *span))
            .map(|span| folded.source(span))
            .collect()
    };
    let shouted = |span: &Span| {
        // "Your link here" may be a sentence; of two words only "LINK HERE" is a template's.
        let words = span.slice(text);
        let plain = words.contains("here")
            && words.split_whitespace().count() == 2
            && !words.to_lowercase().starts_with("insert");
        let add =
            words.starts_with("add") || words.starts_with("Add") || words.starts_with("paste");
        !plain && !add
    };
    PHRASES.iter().flat_map(place).filter(shouted).collect()
}

fn is_placeholder(chunk: &str, before: &str) -> bool {
    let form = chunk.contains(['/', ':', '.']);
    let capital = CAPITALS.contains(&chunk)
        && (!form || BEFORE.contains(&fold(before).as_str()) || chunk == "XX:XX");
    capital
        || is_crossed(chunk)
        || is_printf(chunk)
        || chunk.contains("___")
        || delimited(chunk)
        || snake(chunk)
}

/// "XXX", "£XX", "XXXX-XXXX": capital X for what is not known. "XXL" is a size, "xx" a kiss, "XX" alone a numeral.
fn is_crossed(chunk: &str) -> bool {
    let bare = chunk.trim_start_matches(|c: char| "£$€#".contains(c));
    let money = bare.len() < chunk.len();
    let runs: Vec<&str> = bare
        .split(|c: char| !c.is_alphanumeric())
        .filter(|run| !run.is_empty())
        .collect();
    let crossed =
        |run: &&str| run.chars().all(|c| c == 'X') && run.len() >= if money { 2 } else { 3 };
    !runs.is_empty()
        && runs.iter().any(crossed)
        && runs
            .iter()
            .all(|run| crossed(run) || run.chars().all(|c| c.is_ascii_digit()))
}

/// "%s", "%d", "%1$s", "%NAME%".
fn is_printf(chunk: &str) -> bool {
    let Some(rest) = chunk.strip_prefix('%') else {
        return false;
    };
    let numbered = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(rest, "s" | "d" | "@")
        || matches!(numbered, "$s" | "$d" | "$@")
        || rest.strip_suffix('%').is_some_and(is_name)
}

/// "#CODE#", "@@NAME@@", "_NAME_", "%%NAME%%", "**NAME**".
fn delimited(chunk: &str) -> bool {
    ["#", "@@", "_", "__", "%%", "**", "$", "~"]
        .iter()
        .any(|mark| {
            let inner = chunk
                .strip_prefix(mark)
                .and_then(|rest| rest.strip_suffix(mark));
            inner.is_some_and(is_name)
        })
}

/// `FIRST_NAME`
fn is_name(text: &str) -> bool {
    text.len() >= 3
        && text.chars().all(|c| c.is_ascii_uppercase() || c == '_')
        && !text.starts_with('_')
}

/// `customer_name`, `first_name`: words of templates joined as in code.
fn snake(chunk: &str) -> bool {
    let slot = |part: &str| {
        SLOTS.contains(&part) || matches!(part, "first" | "last" | "full" | "id" | "no")
    };
    let folded = fold(chunk);
    !chunk.starts_with(['#', '@']) && folded.contains('_') && folded.split('_').all(slot)
}
