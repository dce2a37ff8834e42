use super::*;
use proptest::prelude::*;

const WORDS: &[u8] = include_bytes!("../../brand/words.txt");
const TABLE: &str = include_str!("../../../tests/fixtures/names.tsv");

/// Display name and expected name of every row, those that were kept aside while the lists were written or the others.
fn rows(aside: bool) -> Vec<(&'static str, Option<&'static str>)> {
    let rows = TABLE.lines().filter(|line| !line.starts_with("##"));
    let rows = rows.enumerate().filter(|(at, _)| (at % 3 == 2) == aside);
    rows.map(|(_, line)| {
        let mut cells = line.split('\t');
        let (name, _handle, expected) = (cells.next(), cells.next(), cells.next());
        (name.unwrap(), expected.filter(|name| !name.is_empty()))
    })
    .collect()
}

/// The rows that come out otherwise, and how many of them greet somebody by a wrong name.
fn judged(rows: &[(&str, Option<&str>)]) -> (Vec<String>, usize) {
    let mut other = Vec::new();
    let mut wrong = 0;
    let words = Words::new(WORDS.to_vec());
    for (display, expected) in rows {
        let found = first_name(display, Some(&words));
        if found.as_deref() != *expected {
            wrong += usize::from(found.is_some());
            other.push(format!("{display:?}: {found:?} for {expected:?}"));
        }
    }
    (other, wrong)
}

#[test]
fn of_hundred_display_names_ninety_eight_come_out_right() {
    let rows = rows(false);
    let (other, wrong) = judged(&rows);
    eprintln!(
        "{} rows, {} other, {wrong} wrong: {other:#?}",
        rows.len(),
        other.len()
    );
    assert!(other.len() * 100 <= rows.len() * 2, "{other:#?}");
}

#[test]
fn so_do_those_that_nobody_looked_at_before() {
    let rows = rows(true);
    let (other, wrong) = judged(&rows);
    eprintln!("{} rows, {} other, {wrong} wrong", rows.len(), other.len());
    assert!(other.len() * 100 <= rows.len() * 2, "{}", other.len());
}

#[test]
fn two_hundred_emoji_are_nobody() {
    assert_eq!(first_name(&"🔥".repeat(200), None), None);
    assert_eq!(first_name(&format!("Ann{}", "🔥".repeat(200)), None), None);
}

proptest! {
    #[test]
    fn a_name_is_only_letters(display_name in "\\PC{0,30}") {
        if let Some(name) = first_name(&display_name, None) {
            prop_assert!(name.chars().all(|c| c.is_alphabetic() || letters::is_mark(c) || "'’-.& ".contains(c)), "{name}");
        }
    }

    #[test]
    fn whatever_is_made_of_words_is_survived(words in prop::collection::vec("(ann|bob|dr\\.|&|,|\\(|\\)|\"|#|@|the|real|[A-Z][a-z]{1,6}|🔥|-)", 0..6)) {
        let _ = first_name(&words.join(" "), Some(&Words::default()));
    }
}
