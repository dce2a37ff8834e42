//! What is wrong with a topic's file, with the line and what to do about it.

use std::collections::BTreeSet;

use crate::problem::Problem;
use crate::text::token::Kind;
use crate::triage::cues::Cues;
use crate::triage::topics::file::{self, Fault, Parsed, Phrase};
use crate::triage::topics::{LEAST, TopicFile, Topics};
use crate::triage::{Reading, Word};

/// The most files a team may have.
const MAX_FILES: usize = 64;
/// The most phrases in all of them.
const MAX_PHRASES: usize = 20_000;
/// The longest a file may be, in bytes.
const MAX_FILE: usize = 200_000;
/// The longest a phrase may be, in characters and in words.
const MAX_PHRASE: usize = 80;
const MAX_WORDS: usize = 10;
/// The longest a topic's name and code may be, in characters.
const MAX_NAME: usize = 40;

/// Words that stand in posts about anything.
const BROAD: &str = " a about all also am an and any are as at be been but by can could did do does dont for from get \
    go got had has have he her here him his how i if im in into is it its ive just know like ll me more my need new \
    no not now of off on one or our out please really s see she so some still t than that the their them then there \
    they this time to today too u up us very want was we well were what when where which who why will with would you \
    your youre ";

/// Of these not even a longer phrase says anything.
const FILLERS: &str = " a and are at be for i in is it me my of on or so that the this to was we with you your @ :// ";

/// The files that can be used, by code, and what is wrong with all.
pub(super) fn files(own: &[TopicFile], cues: &Cues) -> (Vec<(String, Parsed)>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut used: Vec<(String, Parsed)> = Vec::new();
    let mut phrases = 0;
    for (at, file) in own.iter().enumerate() {
        let path = file.path.as_str();
        if at >= MAX_FILES {
            let message =
                format!("There are more than {MAX_FILES} topics. Join some, or remove some.");
            problems.push(Problem::error("topic.many", path, message));
            break;
        }
        let known = problems.len();
        let code = code(path, &mut problems);
        if used.iter().any(|(other, _)| *other == code) {
            let message = format!("Two files are called “{code}”. Rename one, or join them.");
            problems.push(Problem::error("topic.twice", path, message));
        }
        if file.text.len() > MAX_FILE {
            let message = format!(
                "The file is longer than {MAX_FILE} bytes. A topic needs some dozen phrases."
            );
            problems.push(Problem::error("topic.large", path, message));
            continue;
        }
        let parsed = read(file, &code, cues, &mut problems);
        phrases += parsed.phrases.len();
        if phrases > MAX_PHRASES {
            let message =
                format!("All topics together have more than {MAX_PHRASES} phrases. Remove some.");
            problems.push(Problem::error("topic.phrases.many", path, message));
        }
        if !problems.iter().skip(known).any(|problem| problem.fatal) {
            problems.extend(examples(&code, &parsed, path, cues));
        }
        if !problems.iter().skip(known).any(|problem| problem.fatal) {
            used.push((code, parsed));
        }
    }
    (used, problems)
}

/// The topic's code, from the file's name.
fn code(path: &str, problems: &mut Vec<Problem>) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let code = name.strip_suffix(".txt").unwrap_or(name);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    if code.is_empty() || code.len() > MAX_NAME || !code.chars().all(plain) {
        let message = format!(
            "“{name}” cannot name a topic. Use small letters, digits and hyphens, at most {MAX_NAME}, such as parking.txt."
        );
        problems.push(Problem::error("topic.path", path, message));
    }
    code.to_owned()
}

/// Reads a file and checks each line.
fn read(file: &TopicFile, code: &str, cues: &Cues, problems: &mut Vec<Problem>) -> Parsed {
    let path = file.path.as_str();
    let (parsed, faults) = file::parse(&file.text, code);
    for (line, fault) in faults {
        let (code, message) = explain(&fault);
        problems.push(Problem::error(code, format!("{path}:{line}"), message));
    }
    let name = parsed.name.trim();
    if name.is_empty() || name.chars().count() > MAX_NAME {
        let message = format!(
            "The name is empty or longer than {MAX_NAME} characters. Add a line `name: …` with a few words."
        );
        problems.push(Problem::error("topic.name", format!("{path}:1"), message));
    }
    if !parsed.phrases.iter().any(|phrase| phrase.points > 0) {
        let message = "No phrase speaks for this topic. Add lines such as `3 parking, car park`.";
        problems.push(Problem::error("topic.empty", path, message));
    }
    let mut seen = BTreeSet::new();
    for phrase in &parsed.phrases {
        let place = format!("{path}:{}", phrase.at);
        if let Some((code, message)) = wrong(phrase, cues) {
            problems.push(Problem::error(code, place, message));
        } else if phrase.cue().is_none() && !seen.insert((phrase.begins, phrase.line.as_str())) {
            let message = format!(
                "“{}” is in this file twice, perhaps in other capitals or accents, and would count twice. Remove one.",
                phrase.source
            );
            problems.push(Problem::error("topic.phrase.twice", place, message));
        }
    }
    parsed
}

fn explain(fault: &Fault) -> (&'static str, String) {
    match fault {
        Fault::Line => (
            "topic.line",
            "This line is neither a field nor points with phrases. Write `name: …`, `yes: …`, `no: …`, or `3 parking, car park`.".to_owned(),
        ),
        Fault::Field(name) => (
            "topic.field",
            format!("There is no field “{name}”. Use name, alone, yes or no; before phrases write their points, such as `3 {name}`."),
        ),
        Fault::Alone(value) => (
            "topic.alone",
            format!("“{value}” is neither yes nor no. Write `alone: no` if posts with this topic have another one as well."),
        ),
        Fault::Points(points) => (
            "topic.points",
            format!("“{points}” cannot be points. Use a whole number from 1 to 9, or from -1 to -9 against the topic; a post needs {LEAST}."),
        ),
    }
}

/// Why a phrase can never match, or would match everywhere.
fn wrong(phrase: &Phrase, cues: &Cues) -> Option<(&'static str, String)> {
    let source = &phrase.source;
    if let Some(cue) = phrase.cue() {
        let known = cues.all().iter().any(|known| known.code == cue);
        return (!known).then(|| {
            let message = format!("There is no cue “{cue}”. Cues are: {}.", names(cues));
            ("topic.cue", message)
        });
    }
    let plain = source.strip_prefix('^').unwrap_or(source);
    let reading = Reading::new(plain);
    let words = reading.words();
    if words.is_empty() {
        let message =
            "There is an empty phrase on this line. Remove the comma too many, or write a phrase.";
        return Some(("topic.phrase.empty", message.to_owned()));
    }
    if source.chars().count() > MAX_PHRASE || words.len() > MAX_WORDS {
        let message = format!(
            "This phrase is longer than {MAX_PHRASE} characters or {MAX_WORDS} words, so no post will hold it. Keep the words that matter."
        );
        return Some(("topic.phrase.long", message));
    }
    if plain.contains(['*', '\\', '^', '|', '[', ']', '{', '}', '<', '>']) {
        let message = format!(
            "“{source}” looks like a pattern, and phrases are plain words (after a ^, words that begin a sentence). Write each form as a phrase: parking, parked."
        );
        return Some(("topic.phrase.pattern", message));
    }
    let empty = |word: &Word| !says_something(&reading, word);
    let filler = |word: &Word| FILLERS.contains(&format!(" {} ", reading.form(word)));
    if words.iter().all(filler) || (words.len() == 1 && words.iter().all(empty)) {
        let message = format!("“{source}” stands in posts about anything. Use a longer phrase.");
        return Some(("topic.phrase.broad", message));
    }
    None
}

/// Whether a word tells one post from another: no common word, letter, number or mark alone.
fn says_something(reading: &Reading, word: &Word) -> bool {
    let form = reading.form(word);
    match word.kind {
        Kind::Word | Kind::Hashtag => {
            let letter = form.chars().count() == 1 && form.is_ascii();
            !letter && !BROAD.contains(&format!(" {form} "))
        }
        // Every digit is read as nought: a number alone is any number.
        Kind::Number => form.contains(char::is_alphabetic),
        Kind::Emoji => true,
        Kind::Punctuation => matches!(form, "£" | "$" | "€" | "¥"),
        Kind::Mention | Kind::Cashtag | Kind::Link => false,
    }
}

fn names(cues: &Cues) -> String {
    let codes: Vec<&str> = cues.all().iter().map(|cue| cue.code).collect();
    codes.join(", ")
}

/// The file's own examples, tried with this topic alone.
fn examples(code: &str, parsed: &Parsed, path: &str, cues: &Cues) -> Vec<Problem> {
    let topics = Topics::build(vec![(code.to_owned(), parsed.clone())], cues);
    let mut problems = Vec::new();
    for (wanted, text, line) in &parsed.examples {
        let reading = Reading::new(text);
        let points = topics
            .points(&reading, &cues.find(&reading))
            .first()
            .map_or(0, |hit| hit.points);
        let message = match (wanted, points >= LEAST) {
            (true, false) => format!(
                "This example has {points} points and needs {LEAST}. Add a phrase of it, or more points."
            ),
            (false, true) => format!(
                "This counter-example has {points} points, and {LEAST} are enough for the topic. Add a longer phrase with points below zero, or take points off."
            ),
            _ => continue,
        };
        problems.push(Problem::error(
            "topic.example",
            format!("{path}:{line}"),
            message,
        ));
    }
    problems
}
