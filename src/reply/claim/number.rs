//! Numbers, in digits and in words.

use super::lex::Pieces;

/// Numbers in words, of four languages. Folded.
const WORDS: &[(&str, f64)] = &[
    ("zero/null/cero", 0.0),
    ("one/un/una/une/uno/ein/eine/einem/einer/einen/eins", 1.0),
    ("two/both/dos/deux/zwei", 2.0),
    ("three/tres/trois/drei", 3.0),
    ("four/cuatro/quatre/vier", 4.0),
    ("five/cinco/cinq/funf", 5.0),
    ("six/seis/sechs", 6.0),
    ("seven/siete/sept/sieben", 7.0),
    ("eight/ocho/huit/acht", 8.0),
    ("nine/nueve/neuf/neun", 9.0),
    ("ten/diez/dix/zehn", 10.0),
    ("eleven/once/onze/elf", 11.0),
    ("twelve/doce/douze/zwolf", 12.0),
    ("thirteen/trece/treize/dreizehn", 13.0),
    ("fourteen/catorce/quatorze/vierzehn", 14.0),
    ("fifteen/quince/quinze/funfzehn", 15.0),
    ("sixteen/seize/sechzehn", 16.0),
    ("eighteen/achtzehn", 18.0),
    ("twenty/veinte/vingt/zwanzig", 20.0),
    ("thirty/treinta/trente/dreissig", 30.0),
    ("forty/cuarenta/quarante/vierzig", 40.0),
    ("fifty/cincuenta/cinquante/funfzig", 50.0),
    ("sixty/sesenta/soixante/sechzig", 60.0),
    ("seventy/setenta", 70.0),
    ("eighty/ochenta", 80.0),
    ("ninety/noventa/neunzig", 90.0),
    ("hundred/cien/cent/hundert", 100.0),
    ("thousand/mil/mille/tausend", 1000.0),
];

/// A number, and the piece after it.
pub(super) fn number(pieces: &Pieces, at: usize) -> Option<(f64, usize)> {
    if let Some(digits) = pieces.digits(at) {
        return Some((value(digits)?, at + 1));
    }
    in_words(pieces, at)
}

/// Whether the word alone is a number that is also an ordinary word: "one", "un", "once", "elf".
pub(super) fn is_doubtful(word: &str) -> bool {
    matches!(
        word,
        "one"
            | "both"
            | "un"
            | "una"
            | "une"
            | "uno"
            | "ein"
            | "eine"
            | "einem"
            | "einer"
            | "einen"
            | "eins"
            | "once"
            | "elf"
            | "mil"
            | "cent"
            | "null"
            | "acht"
    )
}

fn in_words(pieces: &Pieces, at: usize) -> Option<(f64, usize)> {
    let word = pieces.text(at);
    // "a couple of days", "a few" is no number.
    if word == "a" && matches!(pieces.text(at + 1), "couple") {
        let of = usize::from(pieces.text(at + 2) == "of");
        return Some((2.0, at + 2 + of));
    }
    if word == "a" && pieces.text(at + 1) == "hundred" {
        return Some((100.0, at + 2));
    }
    let first = compound(word)?;
    let next = compound(pieces.text(at + 1)).filter(|_| pieces.text(at + 1) != "once");
    match next {
        // "twenty four"; "two hundred", "five thousand"
        Some(more) if (20.0..100.0).contains(&first) && (1.0..10.0).contains(&more) => {
            Some((first + more, at + 2))
        }
        Some(more) if more >= 100.0 && first < 100.0 => Some((first * more, at + 2)),
        _ => Some((first, at + 1)),
    }
}

/// "seven", "twenty-four".
fn compound(word: &str) -> Option<f64> {
    if let Some((tens, ones)) = word.split_once('-') {
        let (tens, ones) = (plain(tens)?, plain(ones)?);
        return ((20.0..100.0).contains(&tens) && ones < 10.0).then_some(tens + ones);
    }
    plain(word)
}

fn plain(word: &str) -> Option<f64> {
    if word.len() < 2 {
        return None;
    }
    let find = |&(names, value): &(&str, f64)| super::unit::is_one(names, word).then_some(value);
    WORDS.iter().find_map(find)
}

/// Digits as a number: "1,200", "1.200,50", "12,5", "0.5". Three digits after a single mark are thousands.
pub(super) fn value(digits: &str) -> Option<f64> {
    if digits.len() > 18 || digits.contains(':') {
        return None;
    }
    let marks: Vec<(usize, char)> = digits
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | ','))
        .collect();
    let decimal = match marks.as_slice() {
        [] => None,
        [(at, _)] => {
            let tail = digits.len() - at - 1;
            (tail != 3 || digits.starts_with('0')).then_some(*at)
        }
        [(_, first), .., (at, last)] => (first != last).then_some(*at),
    };
    let plain: String = digits
        .char_indices()
        .filter_map(|(at, c)| match c {
            '.' | ',' if Some(at) == decimal => Some('.'),
            '.' | ',' => None,
            c => Some(c),
        })
        .collect();
    plain.parse().ok()
}

/// The words that a number may begin with, parted by `/`.
pub(super) fn starts() -> Vec<&'static str> {
    WORDS.iter().map(|(names, _)| *names).chain(["a"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_four_languages_are_read() {
        for (text, expected) in [
            ("12.50", Some(12.5)),
            ("12,50", Some(12.5)),
            ("1,200", Some(1200.0)),
            ("1.200,50", Some(1200.5)),
            ("1,200.50", Some(1200.5)),
            ("0.125", Some(0.125)),
            ("twenty-four", Some(24.0)),
            ("forty eight", Some(48.0)),
            ("two hundred", Some(200.0)),
            ("fünf", Some(5.0)),
            ("14:30", None),
            ("router", None),
        ] {
            let found = number(&Pieces::new(text), 0).map(|(value, _)| value);
            assert_eq!(found, expected, "{text}");
        }
    }
}
