//! A profile made ready for searching: names and phrases of all brands in one automaton, handles by themselves.

use std::collections::HashMap;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use crate::brand::looks::looks_like;
use crate::brand::reading::words;
use crate::brand::slips::Slips;
use crate::brand::words::{Also, Words};
use crate::brand::{Brand, By, Profile};
use crate::text::fold::fold;

/// What a term of the automaton stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) brand: usize,
    /// `None` is an excluded phrase.
    pub(super) by: Option<By>,
    /// What else the name is.
    pub(super) also: Option<Also>,
    /// Only inside hashtags and accounts.
    pub(super) tags_only: bool,
    /// Several words, each an ordinary one.
    pub(super) of_words: bool,
}

/// A name by itself, for readings of something else as it.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) brand: usize,
    pub(super) by: By,
    pub(super) also: Option<Also>,
    /// As the profile has it.
    pub(super) written: String,
}

/// Everything that is searched for.
#[derive(Default)]
pub(super) struct Terms {
    pub(super) automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// One folded phrase may be a term of several brands.
    pub(super) terms: Vec<Vec<Term>>,
    /// Names and nicknames in which slips are looked for.
    pub(super) names: Vec<Name>,
    pub(super) slips: Slips,
    /// Names by how they look.
    pub(super) looks: HashMap<String, usize>,
    /// The brands' own accounts.
    pub(super) handles: HashMap<String, usize>,
    /// Accounts that mean a brand without being its own (nicknames with `@`).
    pub(super) accounts: HashMap<String, usize>,
    /// The handles as written, for slips in them.
    pub(super) written_handles: Vec<(usize, String)>,
    pub(super) handle_slips: Slips,
    pub(super) handle_looks: HashMap<String, usize>,
    /// `$NAME`
    pub(super) cashtags: HashMap<String, usize>,
}

impl std::fmt::Debug for Terms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Terms")
            .field("terms", &self.terms.len())
            .field("handles", &self.handles.len())
            .finish_non_exhaustive()
    }
}

/// Phrases on their way into the automaton.
type Phrases = HashMap<String, Vec<Term>>;

impl Terms {
    pub(super) fn new(profile: &Profile, ordinary: &Words) -> Self {
        let mut terms = Self::default();
        let mut phrases = Phrases::new();
        for (at, brand) in profile.brands.iter().enumerate() {
            terms.handles(at, brand, &mut phrases);
            terms.names(at, brand, ordinary, &mut phrases);
            for phrase in &brand.exclude {
                let term = Term {
                    brand: at,
                    by: None,
                    also: None,
                    tags_only: false,
                    of_words: false,
                };
                push(&mut phrases, words(phrase), term);
            }
        }
        for (at, name) in terms.names.iter().enumerate() {
            terms.slips.add(&name.written, at);
        }
        for (at, (_, handle)) in terms.written_handles.iter().enumerate() {
            terms.handle_slips.add(handle, at);
        }
        terms.slips.finish();
        terms.handle_slips.finish();
        // Sorted, so that the same profile always gives the same automaton.
        let mut phrases: Vec<(String, Vec<Term>)> = phrases.into_iter().collect();
        phrases.sort_by(|a, b| a.0.cmp(&b.0));
        terms.automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .build(phrases.iter().map(|(phrase, _)| phrase))
            .ok();
        terms.terms = phrases.into_iter().map(|(_, terms)| terms).collect();
        terms
    }

    fn handles(&mut self, at: usize, brand: &Brand, phrases: &mut Phrases) {
        for handle in &brand.handles {
            let handle = fold(handle.trim().trim_start_matches('@'));
            // On a network of many servers posts name an account without its server.
            let (local, server) = handle.split_once('@').unwrap_or((&handle, ""));
            if !server.is_empty() {
                self.accounts.entry(local.to_owned()).or_insert(at);
            }
            let bare = local.replace('_', "");
            let term = Term {
                brand: at,
                by: Some(By::Hashtag),
                also: None,
                tags_only: true,
                of_words: false,
            };
            push(phrases, bare.clone(), term);
            self.handle_looks
                .entry(looks_like(&bare))
                .or_insert(self.written_handles.len());
            self.written_handles.push((at, bare));
            self.handles.entry(handle).or_insert(at);
        }
    }

    fn names(&mut self, at: usize, brand: &Brand, ordinary: &Words, phrases: &mut Phrases) {
        let named = brand
            .names
            .iter()
            .chain([&brand.name])
            .map(|term| (term, By::Name));
        let nicknamed = brand.nicknames.iter().map(|term| (term, By::Nickname));
        for (term, by) in named.chain(nicknamed) {
            let written = words(term);
            if written.is_empty() {
                continue;
            }
            if term.trim_start().starts_with('$') {
                self.cashtags.entry(written).or_insert(at);
                continue;
            }
            if term.trim_start().starts_with('@') {
                let handle = fold(term.trim().trim_start_matches('@'));
                self.accounts.entry(handle).or_insert(at);
                continue;
            }
            let also = also(brand, &written, ordinary);
            let tags_only = term.trim_start().starts_with('#');
            let of_words = written.contains(' ')
                && also.is_none()
                && !brand.certain.iter().any(|term| words(term) == written)
                && written.split(' ').all(|word| ordinary.has(word));
            let term = Term {
                brand: at,
                by: Some(by),
                also,
                tags_only,
                of_words,
            };
            push(phrases, written.clone(), term);
            let glued = written.replace(' ', "");
            if glued != written {
                let of_words = false;
                push(phrases, glued.clone(), Term { of_words, ..term });
            }
            if glued.chars().count() >= SHORTEST_DISGUISE {
                self.looks
                    .entry(looks_like(&glued))
                    .or_insert(self.names.len());
            }
            self.names.push(Name {
                brand: at,
                by,
                also,
                written,
            });
        }
    }
}

/// The shortest name that is looked for in disguise: "g4p" may be anything.
const SHORTEST_DISGUISE: usize = 4;

fn push(phrases: &mut Phrases, phrase: String, term: Term) {
    if phrase.is_empty() {
        return;
    }
    let terms = phrases.entry(phrase).or_default();
    if !terms.contains(&term) {
        terms.push(term);
    }
}

/// What else a name is: what the lead says, else what the list of words says of a single word.
fn also(brand: &Brand, name: &str, ordinary: &Words) -> Option<Also> {
    let told = |list: &[String]| list.iter().any(|term| words(term) == name);
    if told(&brand.certain) {
        None
    } else if told(&brand.ambiguous) {
        Some(Also::Told)
    } else {
        ordinary.also(name)
    }
}
