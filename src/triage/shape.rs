//! The shape of a post: what can be seen without reading the words.

use crate::text::token::Kind;
use crate::triage::Reading;

/// How many flags there are.
pub(super) const COUNT: usize = 28;

/// The flags that are up, each with the word that shows it where one does.
pub(super) fn flags(reading: &Reading) -> Vec<(usize, Option<u32>)> {
    let words = reading.words();
    let mut flags = Vec::with_capacity(12);
    let mut up = |flag: usize, word: Option<u32>| flags.push((flag, word));
    let index = |at: usize| u32::try_from(at).ok();
    let first = |kind: Kind| words.iter().position(|word| word.kind == kind);
    let mark = |form: &str| words.iter().position(|word| reading.form(word) == form);

    let mentions = words
        .iter()
        .filter(|word| word.kind == Kind::Mention)
        .count();
    up(mentions.min(2), None);
    if words.first().is_some_and(|word| word.kind == Kind::Mention) {
        up(3, None);
    }
    for (flag, kind) in [
        (4, Kind::Link),
        (5, Kind::Hashtag),
        (6, Kind::Emoji),
        (7, Kind::Number),
        (8, Kind::Cashtag),
    ] {
        if first(kind).is_some() {
            up(flag, None);
        }
    }
    for (flag, form) in [
        (9, "?"),
        (10, "??"),
        (11, "!"),
        (12, "!!"),
        (13, ".."),
        (14, "\""),
        (15, "£"),
        (16, "$"),
    ] {
        if let Some(at) = mark(form) {
            up(flag, index(at));
        }
    }
    // How the post ends, whatever handle, link or tag is hung on.
    let hung = |kind: Kind| matches!(kind, Kind::Mention | Kind::Link | Kind::Hashtag);
    if let Some(last) = words.iter().rposition(|word| !hung(word.kind)) {
        match words.get(last).map_or("", |word| reading.form(word)) {
            "?" | "??" => up(17, index(last)),
            "!" | "!!" => up(18, index(last)),
            _ => {}
        }
    }
    let shouted = words.iter().filter(|word| word.shouted).count();
    if shouted > 0 {
        up(19, None);
    }
    if shouted > 2 {
        up(20, None);
    }
    if let Some(at) = words.iter().position(|word| word.stretched) {
        up(21, index(at));
    }
    let length = words
        .iter()
        .filter(|word| matches!(word.kind, Kind::Word | Kind::Number))
        .count();
    up(
        match length {
            0..=2 => 22,
            3..=5 => 23,
            6..=10 => 24,
            11..=18 => 25,
            19..=30 => 26,
            _ => 27,
        },
        None,
    );
    flags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_tell_the_shape() {
        for (text, expected) in [
            ("", vec![0, 22]),
            ("@a why? https://x.example/1", vec![1, 3, 4, 9, 17, 22]),
            ("hey @a @b WHY WHY WHY sooo late", vec![2, 19, 20, 21, 24]),
        ] {
            let flags: Vec<usize> = flags(&Reading::new(text))
                .into_iter()
                .map(|(flag, _)| flag)
                .collect();
            assert_eq!(flags, expected, "{text}");
            assert!(flags.iter().all(|&flag| flag < COUNT));
        }
    }
}
