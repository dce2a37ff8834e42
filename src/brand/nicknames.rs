//! What else a brand may be called: mangled names that a post uses and the profile does not have.
//!
//! These are guesses for the lead to decide on; nothing is matched by them. A blend is the beginning of a name with an
//! insult behind it ("Larkslow"), or an insult with the end of a name ("Crapspur").

use serde::{Deserialize, Serialize};

use crate::brand::affixes::INSULTS;
use crate::brand::matcher::Matcher;
use crate::brand::mention::By;
use crate::brand::reading::Reading;
use crate::span::Span;
use crate::text::fold::fold;
use crate::text::token::{Kind, tokens};

/// In which way a name is mangled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Guise {
    /// A slip or two.
    Misspelling,
    /// Characters that look alike.
    LookAlike,
    /// Half a name and an insult.
    Blend,
    /// A hashtag around the name.
    Hashtag,
    /// An account that is like the brand's: mistyped, or an impostor.
    Account,
}

/// A mangled name in a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Index of the brand in the profile.
    pub brand: usize,
    /// As it would be added to the nicknames: folded; an account with its `@`, a hashtag with its `#`.
    pub form: String,
    /// How it is mangled.
    pub guise: Guise,
}

/// The shortest name of which blends are guessed, in letters.
const SHORTEST: usize = 5;
/// How many letters of a name a blend keeps at least.
const KEPT: usize = 3;
/// The longest form that is kept, in bytes.
const LONGEST: usize = 40;

impl Matcher {
    /// The mangled names in `text`, each once.
    ///
    /// ```
    /// use handrail::brand::{Brand, Matcher, Profile, Words};
    /// let profile = Profile { brands: vec![Brand { name: "Comstead".into(), ..Brand::default() }] };
    /// let matcher = Matcher::new(&profile, &Words::default());
    /// let forms: Vec<String> = matcher.candidates("Comcrap! #comsteadgeddon").into_iter().map(|c| c.form).collect();
    /// assert_eq!(forms, ["comcrap", "#comsteadgeddon"]);
    /// ```
    #[must_use]
    pub fn candidates(&self, text: &str) -> Vec<Candidate> {
        let mut found = Vec::new();
        let (marked, closed) = self.marked(text);
        for mention in self.find_all(text) {
            let written = mention
                .span
                .map(|span| span.slice(text))
                .unwrap_or_default();
            let form = fold(written);
            let guise = match mention.by {
                By::Misspelling | By::LookAlike if form.starts_with(['@', '＠']) => Guise::Account,
                By::Misspelling => Guise::Misspelling,
                By::LookAlike => Guise::LookAlike,
                _ => continue,
            };
            found.push(Candidate {
                brand: mention.brand,
                form,
                guise,
            });
        }
        let reading = Reading::new(text);
        for word in reading.words() {
            let span = reading.source(word.0, word.1);
            if !closed.iter().any(|other| other.overlaps(span)) {
                found.extend(self.blend(reading.letters(word)));
            }
        }
        let known: Vec<Span> = marked
            .iter()
            .filter_map(|found| found.mention.span)
            .collect();
        for span in tokens(text)
            .filter(|token| token.kind == Kind::Hashtag)
            .map(|token| token.span)
        {
            if !known.contains(&span) {
                found.extend(
                    self.tag_around(&fold(span.slice(text).trim_start_matches(['#', '＃']))),
                );
            }
        }
        let mut seen: Vec<(usize, String)> = Vec::new();
        found.retain(|candidate| {
            let key = (candidate.brand, candidate.form.clone());
            let new = candidate.form.len() <= LONGEST && !seen.contains(&key);
            seen.push(key);
            new
        });
        found
    }

    /// `word` as half a name and an insult.
    fn blend(&self, word: &str) -> Option<Candidate> {
        if word.len() < KEPT + 3 || !INSULTS.iter().any(|insult| word.contains(insult)) {
            return None;
        }
        // A name, or a nickname that the lead has, is nothing new; nor is a word that is only a word.
        let names = &self.terms.names;
        if self.ordinary.has(word) || names.iter().any(|name| name.written == word) {
            return None;
        }
        let name = names.iter().find(|name| {
            let head = |insult: &str| {
                word.strip_suffix(insult)
                    .is_some_and(|head| head.len() >= KEPT && name.written.starts_with(head))
            };
            let tail = |insult: &str| {
                word.strip_prefix(insult)
                    .is_some_and(|tail| tail.len() >= KEPT && name.written.ends_with(tail))
            };
            name.by == By::Name
                && name.written.len() >= SHORTEST
                && INSULTS.iter().any(|insult| head(insult) || tail(insult))
        })?;
        Some(Candidate {
            brand: name.brand,
            form: word.to_owned(),
            guise: Guise::Blend,
        })
    }

    /// A hashtag that holds a long name and more than is known to be said of companies.
    fn tag_around(&self, tag: &str) -> Option<Candidate> {
        let bare = tag.replace('_', "");
        let blend = self.blend(&bare).map(|blend| blend.brand);
        let around = self.terms.names.iter().find(|name| {
            let plain = name.written.replace(' ', "");
            name.also.is_none() && plain.len() >= SHORTEST && bare.contains(&plain)
        });
        let brand = blend.or(around.map(|name| name.brand))?;
        Some(Candidate {
            brand,
            form: format!("#{tag}"),
            guise: Guise::Hashtag,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brand::{Brand, Profile, Words};

    fn matcher() -> Matcher {
        let list = |terms: &[&str]| terms.iter().map(|&term| term.to_owned()).collect();
        let brand = Brand {
            name: "Larkspur Broadband".into(),
            handles: list(&["@LarkspurCare"]),
            names: list(&["Larkspur"]),
            nicknames: list(&["Larkslow", "#larkspurpocalypse"]),
            ..Brand::default()
        };
        let words = Words::new(include_bytes!("words.txt").to_vec());
        Matcher::new(
            &Profile {
                brands: vec![brand],
            },
            &words,
        )
    }

    #[test]
    fn guesses_what_is_mangled_and_nothing_that_is_known() {
        for (text, expected) in [
            ("Larkcrap again", vec![("larkcrap", Guise::Blend)]),
            ("what a crapspur", vec![("crapspur", Guise::Blend)]),
            (
                "L4rkspur and larkspr",
                vec![
                    ("larkspr", Guise::Misspelling),
                    ("l4rkspur", Guise::LookAlike),
                ],
            ),
            (
                "#larkspurgeddon #LarkScam",
                vec![
                    ("#larkspurgeddon", Guise::Hashtag),
                    ("#larkscam", Guise::Hashtag),
                ],
            ),
            (
                "hi @LarkspurCarre and @LarkspurHelpDesk",
                vec![
                    ("@larkspurcarre", Guise::Account),
                    ("@larkspurhelpdesk", Guise::Account),
                ],
            ),
            (
                "Larkslow #LarkspurFail #larkspurpocalypse @LarkspurCare Larkspur",
                vec![],
            ),
            ("a lark, slow crap and a scam", vec![]),
            ("", vec![]),
        ] {
            let mut found: Vec<(String, Guise)> = matcher()
                .candidates(text)
                .into_iter()
                .map(|found| (found.form, found.guise))
                .collect();
            let mut expected: Vec<(String, Guise)> = expected
                .into_iter()
                .map(|(form, guise)| (form.to_owned(), guise))
                .collect();
            found.sort_by(|a, b| a.0.cmp(&b.0));
            expected.sort_by(|a, b| a.0.cmp(&b.0));
            assert_eq!(found, expected, "{text}");
        }
    }
}
