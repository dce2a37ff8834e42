//! Finding a case by what is typed.

/// Whether every word of what is typed begins a word of the text; both folded ([`crate::text::fold::fold`]).
#[must_use]
pub fn matches(words: &[&str], text: &str) -> bool {
    words.iter().all(|word| begins(word, text))
}

fn begins(word: &str, text: &str) -> bool {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(word)) {
        let at = from + found;
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        if before.is_none_or(|c| !c.is_alphanumeric()) {
            return true;
        }
        from = at + word.chars().next().map_or(1, char::len_utf8);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_begin() {
        for (typed, text, found) in [
            (&["inter"][..], "my internet is down", true),
            (&["down", "my"], "my internet is down", true),
            (&["net"], "my internet is down", false),
            (&["net"], "internet, net", true),
            (&["maya"], "@example_maya", true),
            (&["ö"], "höhö ö", true),
            (&[], "anything", true),
            (&["x"], "", false),
        ] {
            assert_eq!(matches(typed, text), found, "{typed:?} in {text:?}");
        }
    }
}
