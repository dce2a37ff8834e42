//! What is kept of a post: its most telling clauses, and its words in the order of the alphabet. The text itself is not.

use super::clean::{self, LEFT_OUT};
use super::rarity::{Rarity, is_function_word, is_swearing};
use crate::text::fold::fold;
use crate::text::token::is_ideographic;

/// The words that a clause has.
const WORDS: std::ops::RangeInclusive<usize> = 3..=9;
/// The most letters of a clause.
pub(super) const LETTERS: usize = 80;
/// The clauses that are kept of a post: two short ones do not tell it again.
const CLAUSES: usize = 2;
/// The most words that are kept of a post.
const KEPT: usize = 24;
/// The letters of a clause in a script without spaces.
const WIDE: std::ops::RangeInclusive<usize> = 4..=30;

/// Where a long clause may be cut in two.
const JOINTS: &str = " and but because so since although though then which whereas pero porque y et mais parce und aber weil \
denn ma e mas maar want ";
/// Words that a clause may begin with.
const OPENERS: &str = " i my we our the your why how what when where which who is are can does do did it this there no nothing \
nobody cannot can't won't doesn't mi el la por como mon ma le pourquoi mein meine der die warum ";
/// What makes a clause a question or a trouble: these are telling.
const TELLING: &str = " how why what where when which who can cannot cant can't could does do is are will won't wont don't dont \
doesn't doesnt didn't didnt isn't isnt not no never won't unable fails failed stopped keeps still without wrong missing broken \
como por porque donde cuando no nunca comment pourquoi quand pas jamais wie warum wann nicht kein keine come perche non nao hoe \
waarom niet ";
/// What says who somebody is, or lets one in: a clause with it is not kept.
const PRIVATE: &[&str] = &[
    "my name",
    "name is",
    "i am called",
    "my address",
    "i live",
    "we live",
    "date of birth",
    "dob",
    "born",
    "password",
    "passcode",
    "pin is",
    "my pin",
    "my number",
    "my account number",
    "postcode",
    "zip code",
    "me llamo",
    "mi nombre",
    "mon nom",
    "je m'appelle",
    "mein name",
    "ich heisse",
];

/// What is kept of a post's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// The most telling first.
    pub(super) clauses: Vec<String>,
    /// Lower case, sorted, each once.
    pub(super) words: Vec<String>,
}

impl Said {
    /// Of a text about a brand, whose name tells nothing.
    pub(super) fn of(text: &str, brand: &str, rarity: &mut Rarity) -> Self {
        let chunks = clean::words(text);
        let brand: Vec<String> = fold(brand).split(' ').map(str::to_owned).collect();
        let mut words: Vec<String> = chunks
            .iter()
            .filter_map(|chunk| word(chunk))
            .filter(|word| !brand.contains(&fold(word)))
            .collect();
        words.sort_unstable();
        words.dedup();
        if words.len() > KEPT {
            // Of a long post the rarest.
            words.sort_by(|a, b| rarity.of_word(b).total_cmp(&rarity.of_word(a)));
            words.truncate(KEPT);
            words.sort_unstable();
        }
        Self {
            clauses: clauses(&chunks, &brand, rarity),
            words,
        }
    }
}

/// A word that means something, in lower case.
fn word(chunk: &str) -> Option<String> {
    let bare = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    let wide = bare.chars().any(is_ideographic);
    let lower: String = bare.to_lowercase();
    let long = lower.chars().count();
    let is_word = lower
        .chars()
        .all(|c| c.is_alphanumeric() || "-'’".contains(c))
        && lower.chars().any(char::is_alphabetic);
    let fits = is_word && (wide || (2..=30).contains(&long));
    (fits && !is_function_word(&fold(&lower))).then_some(lower)
}

/// The most telling clauses.
fn clauses(chunks: &[String], brand: &[String], rarity: &mut Rarity) -> Vec<String> {
    let mut found: Vec<(f32, String)> = Vec::new();
    for clause in parted(chunks) {
        for (piece, whole) in pieces(&clause) {
            let Some(text) = plain(piece) else { continue };
            let worth = whole * worth(piece, brand, rarity);
            if worth > 0.0 && !found.iter().any(|(_, other)| fold(other) == fold(&text)) {
                found.push((worth, text));
            }
        }
    }
    // Of equal worth, the earlier.
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    found.truncate(CLAUSES);
    found.into_iter().map(|(_, text)| text).collect()
}

/// The text at its points, commas and breaks. A question keeps its mark, as a word of its own.
fn parted(chunks: &[String]) -> Vec<Vec<&str>> {
    let mut clauses = Vec::new();
    let mut clause: Vec<&str> = Vec::new();
    for chunk in chunks {
        let dash = !chunk.chars().any(char::is_alphanumeric);
        if chunk == "\n" || chunk == LEFT_OUT || (dash && !chunk.contains('?')) {
            clauses.push(std::mem::take(&mut clause));
            continue;
        }
        for piece in chunk.split_inclusive(['。', '、', '！', '？', '，']) {
            let opens = piece.starts_with(['(', '[', '"', '“', '«', '—', '*', '<', '{']);
            if opens {
                clauses.push(std::mem::take(&mut clause));
            }
            clause.push(piece);
            let end = piece.trim_end_matches(['"', '”', '»', '\'', '*']);
            if end.ends_with(|c: char| ".,!?;:)]…—。、！？，>}".contains(c)) {
                clauses.push(std::mem::take(&mut clause));
            }
        }
    }
    clauses.push(clause);
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

/// A clause, or its pieces if it is too long: at the joints, and what is still too long by its beginning and its end. With
/// each, how much it still reads like a clause.
fn pieces<'a>(clause: &'a [&'a str]) -> Vec<(&'a [&'a str], f32)> {
    let most = *WORDS.end();
    let joint = |word: &&str| JOINTS.contains(&format!(" {} ", fold(word)));
    let mut pieces = Vec::new();
    if clause.len() <= most {
        pieces.push((clause, 1.0));
        return pieces;
    }
    for piece in clause.split(joint) {
        if piece.len() <= most {
            pieces.push((piece, 0.9));
            continue;
        }
        let end = piece.get(piece.len() - most..).unwrap_or_default();
        // From where a clause could begin.
        let begins = end
            .iter()
            .position(|word| OPENERS.contains(&format!(" {} ", fold(word))));
        pieces.extend(piece.get(..most).map(|start| (start, 0.8)));
        let end = begins.and_then(|at| end.get(at..));
        pieces.extend(end.filter(|end| end.len() > 4).map(|end| (end, 0.7)));
    }
    pieces
}

/// A clause as it is shown; `None` where it is too short, too long or says who somebody is.
fn plain(words: &[&str]) -> Option<String> {
    let question = words.last().is_some_and(|word| word.contains(['?', '？']));
    let mut words: Vec<&str> = words
        .iter()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && !"£$€%+".contains(c)))
        .filter(|word| !word.is_empty())
        .collect();
    // Nobody's question begins with "to" or "and".
    while words.len() > *WORDS.start() && words.first().is_some_and(|word| leans(word)) {
        words.remove(0);
    }
    // What was cut off a longer clause may end in the middle: "waiting for the".
    while words.len() > *WORDS.start() && words.last().is_some_and(|word| hangs(word)) {
        words.pop();
    }
    let mut text = words.join(" ");
    text.retain(|c| !"<>[]{}`|\\_*#".contains(c));
    let letters = text.chars().count();
    let wide = words.len() < *WORDS.start()
        && text.chars().filter(|&c| is_ideographic(c)).count() * 2 > letters;
    let fits = if wide {
        WIDE.contains(&letters)
    } else {
        WORDS.contains(&words.len()) && letters < LETTERS
    };
    let folded = format!(" {} ", fold(&text));
    let private = PRIVATE
        .iter()
        .any(|private| folded.contains(&format!(" {private} ")));
    if !fits || private {
        return None;
    }
    // Shouting tells nothing more.
    if text
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase)
    {
        text = text.to_lowercase();
    }
    if question {
        text.push(if wide { '？' } else { '?' });
    }
    Some(text)
}

/// Whether a clause cannot begin with this word.
fn leans(word: &str) -> bool {
    " to of from for with by than and but or so because that then y de et und aber mit von "
        .contains(&format!(" {} ", fold(word)))
}

/// Whether a clause cannot end with this word.
fn hangs(word: &str) -> bool {
    " a an the my your our their its for to of in on at with from by as if when that and or but so is are was i we you \
have has el la los las un una de en con por para que y le les des du au pour et der die das ein eine und mit von zu "
        .contains(&format!(" {} ", fold(word)))
}

/// How telling a clause is: how rare its words are, and whether it asks or names a trouble. What is written large in the
/// middle may be a person's name, and counts nothing.
fn worth(words: &[&str], brand: &[String], rarity: &mut Rarity) -> f32 {
    let mut worth = 0.0;
    let mut telling = false;
    let mut swears = false;
    for (at, chunk) in words.iter().enumerate() {
        let bare = chunk.trim_matches(|c: char| !c.is_alphanumeric());
        let folded = fold(bare);
        swears |= is_swearing(&folded);
        telling |= TELLING.contains(&format!(" {folded} "));
        let mut letters = bare.chars();
        let large = letters.next().is_some_and(char::is_uppercase);
        let name = at > 0 && large && letters.any(char::is_lowercase);
        if !name && !brand.contains(&folded) && word(chunk).is_some() {
            worth += rarity.of_word(bare).min(0.8);
        }
    }
    let asks = words.last().is_some_and(|word| word.contains(['?', '？']));
    if worth > 0.0 {
        worth += 0.6 * f32::from(u8::from(telling)) + 0.4 * f32::from(u8::from(asks));
    }
    if swears { worth * 0.2 } else { worth }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(text: &str) -> Said {
        Said::of(text, "Larkspur", &mut Rarity::new())
    }

    #[test]
    fn the_most_telling_clause_comes_first() {
        for (text, expected) in [
            (
                "@LarkspurCare hi there, why does my router blink red? Thanks, Anna",
                "why does my router blink red?",
            ),
            (
                "Three weeks now!! My parcel never arrived. Absolutely shocking.",
                "My parcel never arrived",
            ),
            (
                "CAN I MOVE MY BROADBAND TO A NEW HOUSE",
                "can i move my broadband to a new house",
            ),
            (
                "I have been a loyal customer for years and the app logs me out every time because of the update",
                "the app logs me out every time",
            ),
            (
                "ルータの赤いランプが消えません。",
                "ルータの赤いランプが消えません",
            ),
        ] {
            assert_eq!(
                said(text).clauses.first().map(String::as_str),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn what_says_who_somebody_is_is_not_kept() {
        for text in [
            "my name is Ann Lee",
            "I live at twelve Mill Lane",
            "@a @b 4821 8821",
            "",
            "👍👍",
        ] {
            assert_eq!(said(text).clauses, [""; 0], "{text}");
        }
    }

    #[test]
    fn words_are_kept_without_their_order() {
        let said = said("The router of Larkspur blinks RED, the #router!");
        assert_eq!(said.words, ["blinks", "red", "router"]);
    }

    proptest! {
        #[test]
        fn any_text_is_kept_short(text in "\\PC{0,200}|([a-z]{1,9} ?[.,?!]?){0,60}") {
            let said = said(&text);
            prop_assert!(said.clauses.len() <= CLAUSES && said.words.len() <= KEPT);
            for clause in &said.clauses {
                prop_assert!(clause.chars().count() <= LETTERS);
                prop_assert!(!clause.contains(['@', '\n', '<', '[']));
            }
        }
    }
}
