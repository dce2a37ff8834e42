//! Finds who is meant: handles, names, hashtags and nicknames, less the excluded phrases.
//!
//! Names and phrases of all brands go into one Aho-Corasick automaton over the folded text, so that thousands of terms
//! cost one pass. Handles and hashtags are tokens and are looked up whole.

use std::collections::HashMap;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use serde::{Deserialize, Serialize};

use crate::brand::Profile;
use crate::span::Span;
use crate::text::fold::{Folded, fold};
use crate::text::token::{Kind, tokens};

/// By which kind of name a brand was recognised, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// `@handle` in the text.
    Handle,
    /// The brand's name or another of its names.
    Name,
    /// A nickname.
    Nickname,
    /// `#Name`, `#NameFail`.
    Hashtag,
    /// The post replies to the brand's account; nothing in the text says so.
    Reply,
    /// The post goes on from another by the same person, which is about the brand.
    Thread,
}

impl By {
    /// Whether a word says so, which may mean something else, and no account.
    #[must_use]
    pub const fn is_name(self) -> bool {
        match self {
            Self::Handle | Self::Reply | Self::Thread => false,
            Self::Name | Self::Nickname | Self::Hashtag => true,
        }
    }
}

/// A brand that a post means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the brand in the profile.
    pub brand: usize,
    /// Where the text says so; `None` with [`By::Reply`].
    pub span: Option<Span>,
    /// By what.
    pub by: By,
}

/// What a term of the automaton stands for.
#[derive(Clone, Copy, Debug)]
struct Term {
    brand: usize,
    /// `None` is an excluded phrase.
    by: Option<By>,
}

/// A compiled profile. Immutable: build a new one to change it.
pub struct Matcher {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// One folded phrase may be a term of several brands.
    terms: Vec<Vec<Term>>,
    handles: HashMap<String, usize>,
    /// Names without spaces, for hashtags.
    glued: HashMap<String, usize>,
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matcher")
            .field("terms", &self.terms.len())
            .field("handles", &self.handles.len())
            .finish_non_exhaustive()
    }
}

impl Matcher {
    /// Compiles `profile`. Terms without a letter or digit are passed over ([`Profile::check`] names them).
    #[must_use]
    pub fn new(profile: &Profile) -> Self {
        let mut phrases: HashMap<String, Vec<Term>> = HashMap::new();
        let mut handles = HashMap::new();
        let mut glued = HashMap::new();
        for (at, brand) in profile.brands.iter().enumerate() {
            let named = brand
                .names
                .iter()
                .chain([&brand.name])
                .map(|term| (term, Some(By::Name)));
            let nicknamed = brand
                .nicknames
                .iter()
                .map(|term| (term, Some(By::Nickname)));
            let excluded = brand.exclude.iter().map(|term| (term, None));
            for (term, by) in named.chain(nicknamed).chain(excluded) {
                let words = words(term);
                if words.is_empty() {
                    continue;
                }
                if by.is_some() {
                    glued.entry(words.replace(' ', "")).or_insert(at);
                }
                phrases
                    .entry(words)
                    .or_default()
                    .push(Term { brand: at, by });
            }
            for handle in &brand.handles {
                handles
                    .entry(fold(handle.trim().trim_start_matches('@')))
                    .or_insert(at);
            }
        }
        // Sorted, so that the same profile always gives the same automaton.
        let mut phrases: Vec<(String, Vec<Term>)> = phrases.into_iter().collect();
        phrases.sort_by(|a, b| a.0.cmp(&b.0));
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .build(phrases.iter().map(|(phrase, _)| phrase))
            .ok();
        Self {
            automaton,
            terms: phrases.into_iter().map(|(_, terms)| terms).collect(),
            handles,
            glued,
        }
    }

    /// The brand that `text` means most surely: a handle before a name before a nickname before a hashtag, the first
    /// in the text among equals. `replying_to` are the accounts that the post replies to, without `@`.
    #[must_use]
    pub fn find(&self, text: &str, replying_to: &[String]) -> Option<Mention> {
        let mut all = self.find_all(text);
        all.sort_by_key(|mention| (mention.by, mention.span));
        all.into_iter().next().or_else(|| {
            let brand = replying_to
                .iter()
                .find_map(|handle| self.brand_of(handle))?;
            Some(Mention {
                brand,
                span: None,
                by: By::Reply,
            })
        })
    }

    /// The brand whose account `handle` is, if any.
    #[must_use]
    pub fn brand_of(&self, handle: &str) -> Option<usize> {
        self.handles
            .get(&fold(handle.trim_start_matches('@')))
            .copied()
    }

    /// Every mention in `text`, in no particular order.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<Mention> {
        let mut found = Vec::new();
        // Handles, tags and links are not searched for names: "@not_larkspur" is somebody else.
        let mut closed = Vec::new();
        for token in tokens(text) {
            let body = token.span.slice(text);
            let (brand, by) = match token.kind {
                Kind::Mention => (self.brand_of(body), By::Handle),
                Kind::Hashtag => (
                    self.brand_of_tag(body.trim_start_matches(['#', '＃'])),
                    By::Hashtag,
                ),
                Kind::Link | Kind::Cashtag => (None, By::Hashtag),
                _ => continue,
            };
            closed.push(token.span);
            found.extend(brand.map(|brand| Mention {
                brand,
                span: Some(token.span),
                by,
            }));
        }
        found.extend(self.names(text, &closed));
        found
    }

    /// Names and nicknames outside the `closed` spans and outside excluded phrases.
    fn names(&self, text: &str, closed: &[Span]) -> Vec<Mention> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let folded = Folded::new(text);
        let spaced = Spaced::new(folded.text());
        let mut names: Vec<(Span, usize, By)> = Vec::new();
        let mut excluded: Vec<(Span, usize)> = Vec::new();
        for hit in automaton.find_overlapping_iter(&spaced.text) {
            let Some(span) = spaced.whole_words(hit.start(), hit.end()) else {
                continue;
            };
            let span = folded.source(span);
            for term in self.terms.get(hit.value() as usize).into_iter().flatten() {
                match term.by {
                    Some(by) => names.push((span, term.brand, by)),
                    None => excluded.push((span, term.brand)),
                }
            }
        }
        names.retain(|&(span, brand, _)| {
            let hidden = excluded
                .iter()
                .any(|&(outer, other)| other == brand && outer.overlaps(span));
            !hidden && !closed.iter().any(|&other| other.overlaps(span))
        });
        // "Larkspur" inside "Larkspur Broadband" is the same mention.
        let longest = names.clone();
        names.retain(|&(span, ..)| {
            !longest
                .iter()
                .any(|&(other, ..)| other.len() > span.len() && other.overlaps(span))
        });
        names
            .into_iter()
            .map(|(span, brand, by)| Mention {
                brand,
                span: Some(span),
                by,
            })
            .collect()
    }

    /// The brand of a hashtag: a name without spaces, alone or followed by another capitalised word or digits.
    fn brand_of_tag(&self, tag: &str) -> Option<usize> {
        let mut ends: Vec<usize> = vec![tag.len()];
        let mut before = 'A';
        for (at, c) in tag.char_indices() {
            if (before.is_lowercase() && !c.is_lowercase()) || c == '_' {
                ends.push(at);
            }
            before = c;
        }
        ends.sort_unstable_by(|a, b| b.cmp(a));
        ends.into_iter().find_map(|end| {
            let name = fold(tag.get(..end)?).replace('_', "");
            self.glued
                .get(&name)
                .or_else(|| self.handles.get(&name))
                .copied()
        })
    }
}

/// A term as words: folded, anything else than letters and digits made one space.
fn words(term: &str) -> String {
    Spaced::new(&fold(term)).text.trim().to_owned()
}

/// A folded text in which every run of characters that belong to no word is one space, with the way back.
struct Spaced {
    text: String,
    /// For each byte of `text`, the byte in the folded text.
    origin: Vec<usize>,
}

impl Spaced {
    fn new(folded: &str) -> Self {
        let mut text = String::with_capacity(folded.len());
        let mut origin = Vec::with_capacity(folded.len());
        for (at, c) in folded.char_indices() {
            // "Larkspur's" is "Larkspur" and an s: the apostrophe parts words. "+" and "&" belong to names ("O2+", "A&B").
            let c = if c.is_alphanumeric() || "&+".contains(c) {
                c
            } else {
                ' '
            };
            if c == ' ' && text.ends_with(' ') {
                continue;
            }
            text.push(c);
            origin.extend(at..at + c.len_utf8());
        }
        Self { text, origin }
    }

    /// The folded span of a hit, if it starts and ends where words do.
    fn whole_words(&self, start: usize, end: usize) -> Option<Span> {
        let inside = |c: char| c.is_alphanumeric() && !crate::text::token::is_ideographic(c);
        let before = self.text.get(..start)?.chars().next_back();
        let after = self.text.get(end..)?.chars().next();
        if before.is_some_and(inside) || after.is_some_and(inside) {
            // Scripts without spaces have no word ends; a hit that is itself such a word is whole.
            let hit = self.text.get(start..end)?;
            if !hit.chars().all(crate::text::token::is_ideographic) {
                return None;
            }
        }
        Some(Span::new(
            *self.origin.get(start)?,
            *self.origin.get(end.checked_sub(1)?)? + 1,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brand::Brand;

    fn matcher() -> Matcher {
        let list = |terms: &[&str]| terms.iter().map(|&term| term.to_owned()).collect();
        let larkspur = Brand {
            name: "Larkspur Broadband".into(),
            handles: list(&["@LarkspurCare", "larkspur"]),
            names: list(&["Larkspur", "ラークスパー"]),
            nicknames: list(&["Larkslow", "Lark-spurned"]),
            exclude: list(&["larkspur flower", "larkspur seeds"]),
        };
        let ab = Brand {
            name: "A&B Rail".into(),
            handles: list(&["ab_rail"]),
            ..Brand::default()
        };
        Matcher::new(&Profile {
            brands: vec![larkspur, ab],
        })
    }

    #[test]
    fn finds_who_is_meant() {
        for (text, expected) in [
            (
                "@larkspurcare hello",
                Some((0, By::Handle, "@larkspurcare")),
            ),
            ("Hey LARKSPUR's down", Some((0, By::Name, "LARKSPUR"))),
            (
                "larkspur broadband is back",
                Some((0, By::Name, "larkspur broadband")),
            ),
            ("ugh larkslow again", Some((0, By::Nickname, "larkslow"))),
            ("Lark spurned me", Some((0, By::Nickname, "Lark spurned"))),
            (
                "#LarkspurDown since 9",
                Some((0, By::Hashtag, "#LarkspurDown")),
            ),
            ("#larkspur_fail", Some((0, By::Hashtag, "#larkspur_fail"))),
            ("L\u{200b}arkspur", Some((0, By::Name, "L\u{200b}arkspur"))),
            ("Ｌａｒｋｓｐｕｒ?", Some((0, By::Name, "Ｌａｒｋｓｐｕｒ"))),
            (
                "さようならラークスパーです",
                Some((0, By::Name, "ラークスパー")),
            ),
            ("a&b rail is late", Some((1, By::Name, "a&b rail"))),
            ("Larkspur and @ab_rail", Some((1, By::Handle, "@ab_rail"))),
            ("planting a larkspur flower", None),
            ("Larkspurs everywhere", None),
            ("@notlarkspur hi", None),
            ("https://larkspur.example/help", None),
            ("#larkspurred", None),
            ("", None),
        ] {
            let found = matcher()
                .find(text, &[])
                .map(|m| (m.brand, m.by, m.span.unwrap().slice(text)));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn an_exclusion_hides_only_the_name_it_covers() {
        let text = "The larkspur flower shop says Larkspur is down";
        assert_eq!(
            matcher().find(text, &[]).unwrap().span,
            Some(Span::new(30, 38))
        );
    }

    #[test]
    fn a_reply_to_the_brand_means_it_without_a_word() {
        let found = matcher()
            .find("still nothing", &["someone".into(), "LARKSPURCARE".into()])
            .unwrap();
        assert_eq!((found.brand, found.by, found.span), (0, By::Reply, None));
    }

    #[test]
    fn no_brand_finds_nothing() {
        assert_eq!(
            Matcher::new(&Profile::default()).find("Larkspur @larkspur", &[]),
            None
        );
    }
}
