//! The customer's first name, from whatever they call themselves on the site.

use crate::text::token::is_ideographic;

/// Titles that stand before a name.
const TITLES: &[&str] = &[
    "dr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "prof",
    "professor",
    "sir",
    "dame",
    "rev",
    "fr",
    "sr",
    "capt",
    "captain",
    "lord",
    "lady",
];

/// Words that tell that the account is no single person, or that what follows is no name.
const NOT_A_PERSON: &[&str] = &[
    "the",
    "a",
    "an",
    "team",
    "official",
    "support",
    "help",
    "news",
    "ltd",
    "limited",
    "inc",
    "llc",
    "gmbh",
    "co",
    "company",
    "corp",
    "shop",
    "store",
    "cafe",
    "coffee",
    "studio",
    "studios",
    "club",
    "fc",
    "group",
    "services",
    "solutions",
    "media",
    "radio",
    "tv",
    "magazine",
    "daily",
    "times",
    "university",
    "school",
    "church",
    "council",
    "fans",
    "fan",
    "bot",
    "admin",
    "hr",
    "not",
    "just",
    "your",
    "my",
    "im",
    "i",
    "it",
    "user",
    "anonymous",
    "anon",
    "account",
    "parody",
    "deals",
    "records",
    "music",
    "band",
    "foundation",
    "society",
    "association",
    "restaurant",
];

/// The name to greet somebody by; `None` where there is none to be sure of (a greeting without a name is never wrong,
/// a wrong name is).
///
/// ```
/// use handrail::reply::first_name;
/// assert_eq!(first_name("Dr. Maya Example 🌻").as_deref(), Some("Maya"));
/// assert_eq!(first_name("The Coffee Shop"), None);
/// ```
#[must_use]
pub fn first_name(display_name: &str) -> Option<String> {
    let words: Vec<&str> = display_name
        .split(|c: char| c.is_whitespace() || "|/,()[]{}•·–—".contains(c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let is = |word: &str, list: &[&str]| list.contains(&word.to_lowercase().trim_end_matches('.'));
    if words.iter().any(|word| is(word, NOT_A_PERSON)) {
        return None;
    }
    let name = words.into_iter().find(|word| !is(word, TITLES))?;
    let letters = name.chars().count();
    let part = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-');
    // Initials, nicknames with digits, and scripts in which the family name comes first are not greeted by name.
    if !(2..=16).contains(&letters)
        || !name.chars().all(part)
        || name.chars().any(is_ideographic)
        || is_shouted_initials(name)
    {
        return None;
    }
    Some(capitalised(name))
}

/// "JB", "RTX": letters that stand for something. "ANN" is a name in capitals.
fn is_shouted_initials(name: &str) -> bool {
    let vowel = |c: char| "AEIOUYÁÉÍÓÚÄÖÜ".contains(c);
    name.chars().all(char::is_uppercase) && (name.chars().count() < 3 || !name.chars().any(vowel))
}

/// "ANN" and "ann" as "Ann"; a name in mixed case as it is.
fn capitalised(name: &str) -> String {
    let mixed = name.chars().any(char::is_uppercase) && name.chars().any(char::is_lowercase);
    if mixed && name.chars().next().is_some_and(char::is_uppercase) {
        return name.to_owned();
    }
    let mut first = true;
    name.chars()
        .flat_map(|c| {
            let cased: String = if first {
                c.to_uppercase().collect()
            } else {
                c.to_lowercase().collect()
            };
            first = c == '-';
            cased.chars().collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn greets_people_and_nobody_else() {
        for (display_name, expected) in [
            ("Maya Example", Some("Maya")),
            ("maya", Some("Maya")),
            ("MAYA EXAMPLE", Some("Maya")),
            ("🌻 Zoë Example 🌻", Some("Zoë")),
            ("Dr Óscar Example PhD", Some("Óscar")),
            ("Prof. Jean-Luc", Some("Jean-Luc")),
            ("jean-luc", Some("Jean-Luc")),
            ("O'Neill", Some("O'Neill")),
            ("Анна Пример", Some("Анна")),
            ("Ann & Bob", Some("Ann")),
            ("Maya (on holiday)", Some("Maya")),
            ("McKenzie", Some("McKenzie")),
            ("JB", None),
            ("xX_gamer99_Xx", None),
            ("The Example Shop", None),
            ("Example Ltd", None),
            ("山田太郎", None),
            ("🔥🔥🔥", None),
            ("", None),
            ("not a bot", None),
            ("Wolfeschlegelsteinhausenberg", None),
        ] {
            assert_eq!(
                first_name(display_name).as_deref(),
                expected,
                "{display_name}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_name_is_only_letters(display_name in "\\PC{0,30}") {
            if let Some(name) = first_name(&display_name) {
                prop_assert!(name.chars().all(|c| c.is_alphabetic() || "'’-\u{307}".contains(c)), "{name}");
            }
        }
    }
}
