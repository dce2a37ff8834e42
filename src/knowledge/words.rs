//! Words as the index knows them: folded, stemmed, without the words that are in every text.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::span::Span;
use crate::text::fold::{fold, is_invisible};
use crate::text::token::{Kind, is_ideographic, tokens};

/// Longest word that is indexed, in bytes: longer ones are keys and hashes that nobody types.
const MAX_WORD: usize = 40;

/// The language of an article: how its words are stemmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Lang {
    /// English, the default.
    English,
    German,
    French,
    Spanish,
    Italian,
    Portuguese,
    Dutch,
    /// Any other: words are folded, not stemmed.
    Other,
}

impl Lang {
    pub(super) const ALL: [Self; 8] = [
        Self::English,
        Self::German,
        Self::French,
        Self::Spanish,
        Self::Italian,
        Self::Portuguese,
        Self::Dutch,
        Self::Other,
    ];

    /// From a tag such as `en` or `pt-BR`.
    pub(super) fn named(tag: &str) -> Self {
        match tag
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "en" | "english" => Self::English,
            "de" => Self::German,
            "fr" => Self::French,
            "es" => Self::Spanish,
            "it" => Self::Italian,
            "pt" => Self::Portuguese,
            "nl" => Self::Dutch,
            _ => Self::Other,
        }
    }

    /// As kept in a file.
    pub(super) fn number(self) -> u32 {
        self as u32
    }

    pub(super) fn of_number(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.number() == number)
    }

    fn stemmer(self) -> Option<Stemmer> {
        Some(Stemmer::create(match self {
            Self::English => Algorithm::English,
            Self::German => Algorithm::German,
            Self::French => Algorithm::French,
            Self::Spanish => Algorithm::Spanish,
            Self::Italian => Algorithm::Italian,
            Self::Portuguese => Algorithm::Portuguese,
            Self::Dutch => Algorithm::Dutch,
            Self::Other => return None,
        }))
    }
}

/// Whether two tags name the same language, whatever the region: `pt-BR` and `pt`.
pub(super) fn same_language(a: &str, b: &str) -> bool {
    let main = |tag: &str| {
        tag.split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    main(a) == main(b)
}

/// English words without meaning of their own. Those that turn a meaning round or complete a verb ("not", "off", "up")
/// stay in. Sorted: every word of every passage that is shown is looked up.
#[rustfmt::skip]
const STOP: &[&str] = &[
    "a", "about", "again", "ain", "all", "also", "am", "an", "and", "any", "anyone", "anything",
    "are", "aren", "arent", "as", "at", "be", "because", "been", "before", "being", "both", "but",
    "by", "can", "cant", "could", "couldn", "couldnt", "dear", "did", "didn", "didnt", "do", "does",
    "doesn", "doesnt", "doing", "don", "done", "dont", "during", "each", "either", "else", "ever",
    "every", "few", "for", "from", "further", "get", "gets", "getting", "got", "guys", "had",
    "hadn", "hadnt", "has", "hasn", "hasnt", "have", "haven", "havent", "having", "he", "hello",
    "her", "here", "hers", "hey", "hi", "him", "his", "how", "however", "i", "id", "if", "ill",
    "im", "in", "into", "is", "isn", "isnt", "it", "its", "itself", "ive", "just", "know", "let",
    "like", "ll", "lol", "lot", "many", "may", "me", "might", "mine", "more", "most", "much",
    "must", "my", "myself", "need", "no", "nor", "now", "of", "oh", "ok", "okay", "on", "once",
    "one", "only", "or", "other", "our", "ours", "own", "per", "please", "pls", "plz", "possible",
    "put", "rather", "re", "really", "same", "shall", "she", "should", "shouldn", "shouldnt",
    "since", "so", "some", "somehow", "something", "such", "tell", "than", "thank", "thanks",
    "that", "the", "their", "theirs", "them", "then", "there", "these", "they", "thing", "things",
    "this", "those", "though", "thus", "thx", "till", "to", "too", "try", "trying", "until", "upon",
    "us", "use", "using", "ve", "very", "via", "want", "wanted", "wants", "was", "wasn", "wasnt",
    "way", "ways", "we", "well", "were", "weren", "werent", "what", "when", "where", "whether",
    "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "won",
    "wonder", "wondering", "wont", "would", "wouldn", "wouldnt", "yet", "you", "your", "yours",
    "yourself",
];

/// Whether the folded word is an English word without meaning of its own.
pub(super) fn is_stop(word: &str) -> bool {
    word.len() < 2 || STOP.binary_search(&word).is_ok()
}

/// The terms of a text in the language of this tag (English where it is empty), in order: folded, stemmed, without the words
/// that are in every text.
#[must_use]
pub fn terms(text: &str, lang: &str) -> Vec<String> {
    let lang = if lang.is_empty() {
        Lang::English
    } else {
        Lang::named(lang)
    };
    let mut found = Vec::new();
    Analyzer::new(lang).terms(text, |term, _| found.push(term.to_owned()));
    found
}

/// As [`terms`] in English, each with its place.
#[must_use]
pub fn placed_terms(text: &str) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    Analyzer::new(Lang::English).terms(text, |term, span| found.push((term.to_owned(), span)));
    found
}

/// Turns texts of one language into terms.
pub(super) struct Analyzer {
    lang: Lang,
    stemmer: Option<Stemmer>,
    /// Stems by word: texts repeat themselves. `None` for words that are left out.
    known: HashMap<String, Option<Box<str>>>,
    /// Where only some terms are of interest: the letters of ASCII that they begin with.
    firsts: Option<[bool; 128]>,
}

impl std::fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Analyzer")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl Analyzer {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            stemmer: lang.stemmer(),
            known: HashMap::new(),
            firsts: None,
        }
    }

    /// One for which only these terms matter: it may leave out words that cannot lead to any of them. No stemmer changes
    /// the first letter of a word that begins with one of ASCII.
    pub(super) fn looking_for<'a>(lang: Lang, terms: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut firsts = [false; 128];
        for first in terms.into_iter().filter_map(<[u8]>::first) {
            if let Some(first) = firsts.get_mut(usize::from(*first)) {
                *first = true;
            }
        }
        Self {
            firsts: Some(firsts),
            ..Self::new(lang)
        }
    }

    /// Whether a word may lead to a term that matters.
    fn may_matter(&self, word: &str) -> bool {
        let first = word
            .bytes()
            .next()
            .map_or(0, |first| first.to_ascii_lowercase());
        let wanted = self
            .firsts
            .as_ref()
            .map(|firsts| firsts.get(usize::from(first)));
        // What does not begin with ASCII folds to it perhaps.
        !matches!(wanted, Some(Some(false)))
    }

    pub(super) fn lang(&self) -> Lang {
        self.lang
    }

    /// Gives the terms of `text` with their places, in order.
    pub(super) fn terms(&mut self, text: &str, mut each: impl FnMut(&str, Span)) {
        let mut last_wide: Option<Span> = None;
        for token in tokens(text) {
            let word = token.span.slice(text);
            let wide = token.kind == Kind::Word && word.chars().next().is_some_and(is_ideographic);
            if wide {
                // Scripts without spaces: every pair of neighbours is a term, and so is a character alone.
                if let Some(before) = last_wide.filter(|last| last.end == token.span.start) {
                    let pair = Span::new(before.start, token.span.end);
                    each(&fold(pair.slice(text)), pair);
                }
                each(&fold(word), token.span);
                last_wide = Some(token.span);
                continue;
            }
            last_wide = None;
            match token.kind {
                Kind::Word => self.word(word, token.span, &mut each),
                Kind::Number => {
                    let number = fold(word);
                    if number.len() <= MAX_WORD {
                        each(&number, token.span);
                    }
                }
                Kind::Hashtag => {
                    for part in tag_words(word) {
                        self.term(part, token.span, &mut each);
                    }
                }
                Kind::Mention => {
                    self.term(word.trim_start_matches(['@', '＠']), token.span, &mut each);
                }
                Kind::Cashtag | Kind::Link | Kind::Emoji | Kind::Punctuation => {}
            }
        }
    }

    /// A word, its parts at hyphens, and the whole without them: "log-in" is also "log", "in" and "login".
    fn word(&mut self, word: &str, span: Span, each: &mut impl FnMut(&str, Span)) {
        if !word.contains(['-', '\'', '’']) {
            return self.term(word, span, each);
        }
        let mut parts = 0;
        for part in word.split('-') {
            parts += 1;
            // "l'abonnement", "customer's", "can't": the longer side carries the meaning.
            let main = part.split(['\'', '’']).max_by_key(|side| side.len());
            self.term(main.unwrap_or(part), span, each);
        }
        if parts > 1 {
            self.term(&word.replace('-', ""), span, each);
        }
    }

    fn term(&mut self, word: &str, span: Span, each: &mut impl FnMut(&str, Span)) {
        if word.is_empty() || word.len() > MAX_WORD || !self.may_matter(word) {
            return;
        }
        if !self.known.contains_key(word) {
            let stem = self.stem(word);
            self.known.insert(word.to_owned(), stem);
        }
        if let Some(Some(stem)) = self.known.get(word) {
            each(stem, span);
        }
    }

    /// The stem, folded; `None` for a word without meaning.
    fn stem(&self, word: &str) -> Option<Box<str>> {
        let folded = fold(word);
        if folded.is_empty() || (self.lang == Lang::English && is_stop(&folded)) {
            return None;
        }
        let Some(stemmer) = &self.stemmer else {
            return Some(folded.into());
        };
        // Stemmers know the accents of their language; only then are they folded away.
        let lower: String = word
            .chars()
            .filter(|&c| !is_invisible(c))
            .flat_map(char::to_lowercase)
            .collect();
        if !lower.chars().all(|c| c.is_alphabetic() && c < '\u{250}') {
            return Some(folded.into());
        }
        let stem = fold(&stemmer.stem(&lower));
        Some(if stem.is_empty() { folded } else { stem }.into())
    }
}

/// The words of a hashtag: `#NoInternetAgain` is "No", "Internet", "Again".
fn tag_words(tag: &str) -> Vec<&str> {
    let tag = tag.trim_start_matches(['#', '＃']);
    let mut words = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in tag.char_indices() {
        let turns = before.is_some_and(|b| {
            (c.is_uppercase() && !b.is_uppercase())
                || (c.is_numeric() != b.is_numeric())
                || b == '_'
        });
        if turns {
            words.push(tag.get(start..at).unwrap_or_default().trim_end_matches('_'));
            start = at;
        }
        before = Some(c);
    }
    words.push(tag.get(start..).unwrap_or_default().trim_end_matches('_'));
    if words.len() > 1 {
        words.push(tag);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(lang: Lang, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        Analyzer::new(lang).terms(text, |term, _| found.push(term.to_owned()));
        found
    }

    #[test]
    fn words_without_meaning_are_found() {
        assert!(STOP.is_sorted());
        assert!(is_stop("the") && is_stop("yourself") && !is_stop("not"));
    }

    #[test]
    fn words_that_mean_the_same_are_one_term() {
        for (lang, text, expected) in [
            (
                Lang::English,
                "Refunds refunded REFUNDING",
                vec!["refund"; 3],
            ),
            (
                Lang::English,
                "the router's lights",
                vec!["router", "light"],
            ),
            (Lang::English, "log-in", vec!["log", "login"]),
            (Lang::English, "can’t don't", vec![]),
            (
                Lang::English,
                "#NoInternet 4G @LarkspurCare",
                vec!["internet", "nointernet", "4g", "larkspurcar"],
            ),
            (Lang::French, "l’abonnement résilié", vec!["abon", "resili"]),
            (Lang::Spanish, "cancelación", vec!["cancel"]),
            (Lang::German, "Kündigungen", vec!["kundig"]),
            (
                Lang::Other,
                "ルータ",
                vec!["ル", "ルー", "ー", "ータ", "タ"],
            ),
            (Lang::Other, "الفاتورة", vec!["الفاتورة"]),
            (Lang::English, "👍 !!! https://help.example", vec![]),
        ] {
            assert_eq!(terms(lang, text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_search_for_some_terms_misses_none_of_them(
            text in "([a-zA-Zéüßœıİ]{1,9}[ ,-]){0,12}|(dying|lying|skies|news|early|yes|ysaye|Über|İstanbul) \\PC{0,20}",
            at in 0_usize..12,
        ) {
            for lang in Lang::ALL {
                let all = terms(lang, &text);
                let Some(wanted) = all.get(at % all.len().max(1)) else { continue };
                let mut found = 0;
                Analyzer::looking_for(lang, [wanted.as_bytes()])
                    .terms(&text, |term, _| found += usize::from(term == wanted));
                prop_assert_eq!(found, all.iter().filter(|term| *term == wanted).count());
            }
        }

        #[test]
        fn any_text_in_any_language_is_read(text in "\\PC{0,60}|[a-zàéüßœıİ'’#@-]{0,30}") {
            for lang in Lang::ALL {
                terms(lang, &text);
            }
        }
    }
}
