//! Finds who is meant: handles, names, hashtags, nicknames and what is nearly one of them, less the excluded phrases.
//!
//! One pass of an automaton finds all names and phrases, so that thousands of terms cost no more than one. What is
//! certain is taken as it is; a name that is also a word, a misspelling and a name split in two are weighed by what
//! stands around them (`context.rs`).

use crate::brand::Profile;
use crate::brand::affixes::is_said;
use crate::brand::context::{ENOUGH, Hand, Place, Sign, Signs, is_street};
use crate::brand::lexicon::{Lexicon, Trade};
use crate::brand::looks::{is_disguise, looks_like};
use crate::brand::mention::{By, Mention, Sense};
use crate::brand::reading::{Reading, Word, words};
use crate::brand::slips::Slip;
use crate::brand::terms::{Name, Term, Terms};
use crate::brand::words::{Also, Words};
use crate::span::Span;
use crate::text::fold::fold;

/// A compiled profile. Immutable: build a new one to change it.
#[derive(Debug)]
pub struct Matcher {
    pub(super) terms: Terms,
    pub(super) lexicon: Lexicon,
    /// The trade of each brand.
    trades: Vec<Trade>,
    no_trade: Trade,
    pub(super) ordinary: Words,
}

/// A name that was found, before it is known whether it counts.
pub(super) struct Found {
    pub(super) mention: Mention,
    /// The points that it starts with, where its surroundings decide.
    pub(super) weigh: Option<f32>,
}

/// Points that a name of several ordinary words starts with: "will target energy waste" names nobody.
const OF_WORDS: f32 = 2.5;
/// Points that a misspelling starts with, by its slips.
const SLIPS: [f32; 3] = [1.5, 2.0, 1.5];
/// A misspelling of a name that is also a word needs as much as the name itself.
const AMBIGUOUS: f32 = 2.0;
/// What is also an ordinary word was probably meant to be that word.
const ORDINARY: f32 = 3.0;

impl Matcher {
    /// Compiles `profile`. Terms without a letter or digit are passed over ([`Profile::check`] names them). `ordinary`
    /// tells which names are also words, and keeps ordinary words from being taken for misspellings.
    #[must_use]
    pub fn new(profile: &Profile, ordinary: &Words) -> Self {
        let lexicon = Lexicon::new();
        Self {
            terms: Terms::new(profile, ordinary),
            trades: profile
                .brands
                .iter()
                .map(|brand| lexicon.trade(brand))
                .collect(),
            no_trade: Trade::default(),
            lexicon,
            ordinary: ordinary.clone(),
        }
    }

    /// The brand that `text` means most surely: a handle before a name before a nickname before a hashtag and so on,
    /// the first in the text among equals. `replying_to` are the accounts that the post replies to, without `@`.
    #[must_use]
    pub fn find(&self, text: &str, replying_to: &[String]) -> Option<Mention> {
        let all = self.find_all(text).into_iter();
        all.min_by_key(|mention| (mention.by, mention.span))
            .or_else(|| {
                let brand = replying_to
                    .iter()
                    .find_map(|handle| self.brand_of(handle))?;
                Some(Mention::unsaid(brand, By::Reply))
            })
    }

    /// The brand whose account `handle` is, if any.
    #[must_use]
    pub fn brand_of(&self, handle: &str) -> Option<usize> {
        self.terms
            .handles
            .get(&fold(handle.trim_start_matches('@')))
            .copied()
    }

    /// Every mention in `text`, in no particular order. Where a brand's account is named, that alone.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<Mention> {
        // Handles, tags and links are not searched for names: "@not_larkspur" is somebody else.
        let (mut found, closed) = self.marked(text);
        if found.iter().any(|found| found.mention.by == By::Handle) {
            return found.into_iter().map(|found| found.mention).collect();
        }
        let reading = Reading::new(text);
        let words = reading.words();
        let mut excluded = Vec::new();
        self.exact(&reading, &closed, &mut found, &mut excluded);
        self.slips(&reading, &words, &closed, &mut found);
        self.disguised(text, &closed, &mut found);
        found.retain(|Found { mention, .. }| {
            let hides = |&(outer, brand): &(Span, usize)| {
                brand == mention.brand && mention.span.is_some_and(|span| outer.overlaps(span))
            };
            !excluded.iter().any(hides)
        });
        let hand = Hand::of(text);
        let decided = found.into_iter();
        let mut mentions: Vec<Mention> = decided
            .filter_map(|found| self.decide(found, &reading, &words, hand))
            .collect();
        // "Larkspur" inside "Larkspur Broadband" is the same mention; what is in disguise is no slip besides.
        let all = mentions.clone();
        mentions.retain(|mention| {
            let covers = |other: &Mention| match (other.span, mention.span) {
                (Some(outer), Some(span)) if outer.overlaps(span) => {
                    let longer = outer.len() > span.len() && other.by <= mention.by;
                    longer
                        || (outer == span && other.brand == mention.brand && other.by < mention.by)
                }
                _ => false,
            };
            !all.iter().any(covers)
        });
        mentions
    }

    /// Names, nicknames and excluded phrases as the profile has them, alone or with something glued to them.
    fn exact(
        &self,
        reading: &Reading<'_>,
        closed: &[Span],
        found: &mut Vec<Found>,
        excluded: &mut Vec<(Span, usize)>,
    ) {
        let Some(automaton) = &self.terms.automaton else {
            return;
        };
        for hit in automaton.find_overlapping_iter(&reading.text) {
            let (start, end) = (hit.start(), hit.end());
            let span = reading.source(start, end);
            if closed.iter().any(|other| other.overlaps(span)) {
                continue;
            }
            let terms = self.terms.terms.get(hit.value() as usize);
            if !reading.is_whole(start, end) {
                let long = end - start >= SHORTEST_GLUED;
                let names = terms.into_iter().flatten().filter(|_| long);
                found.extend(names.filter_map(|term| self.glued(reading, (start, end), term)));
                continue;
            }
            for term in terms.into_iter().flatten() {
                let Some(by) = term.by else {
                    excluded.push((span, term.brand));
                    continue;
                };
                if term.tags_only {
                    continue;
                }
                let mut mention = Mention::plain(term.brand, span, by);
                mention.sense = term.also.map(|also| Sense { also, sign: None });
                let weigh = if term.of_words {
                    Some(OF_WORDS)
                } else {
                    term.also.map(|_| 0.0)
                };
                found.push(Found { mention, weigh });
            }
        }
    }

    /// A name with something glued to it: `LarkspurSucks`, or the s of those who leave out the apostrophe.
    fn glued(&self, reading: &Reading<'_>, (start, end): Word, term: &Term) -> Option<Found> {
        let by = term.by.filter(|_| !term.tags_only)?;
        let (before, behind) = reading.around(start, end);
        if before.is_empty() && behind == "s" {
            let mut mention = Mention::plain(term.brand, reading.source(start, end), by);
            mention.sense = Some(Sense {
                also: Also::Word,
                sign: None,
            });
            return term.also.is_none().then_some(Found {
                mention,
                weigh: Some(0.0),
            });
        }
        let said = is_said(before, behind, &self.lexicon, self.trade(term.brand));
        let span = reading.source(start - before.len(), end + behind.len());
        let mut mention = Mention::plain(term.brand, span, by);
        let sign = Some(Sign::Glued);
        mention.sense = term.also.map(|also| Sense { also, sign });
        said.then_some(Found {
            mention,
            weigh: None,
        })
    }

    /// The trade of a brand.
    pub(super) fn trade(&self, brand: usize) -> &Trade {
        self.trades.get(brand).unwrap_or(&self.no_trade)
    }

    /// Names with a slip or two, and names split in two.
    fn slips(
        &self,
        reading: &Reading<'_>,
        words: &[Word],
        closed: &[Span],
        found: &mut Vec<Found>,
    ) {
        let letters: Vec<&str> = words.iter().map(|word| reading.letters(*word)).collect();
        let together = |at: usize| {
            let pair = at
                .checked_sub(1)
                .and_then(|before| Some((*words.get(before)?, *words.get(at)?)));
            pair.is_some_and(|(before, after)| {
                [" ", "-", " - ", "_"].contains(&reading.between(before, after))
            })
        };
        for slip in self.terms.slips.find(&letters, &together) {
            let (first, last) = slip.words;
            let (Some(&(start, _)), Some(&(_, end))) = (words.get(first), words.get(last)) else {
                continue;
            };
            let span = reading.source(start, end);
            let Some(name) = self.terms.names.get(slip.value) else {
                continue;
            };
            let Some(points) = self.points(slip, &letters, name) else {
                continue;
            };
            if closed.iter().any(|other| other.overlaps(span)) {
                continue;
            }
            let mut mention = Mention::plain(name.brand, span, By::Misspelling);
            if slip.slips == 0 {
                mention.by = name.by;
            }
            mention.read_as = Some(name.written.clone());
            mention.sense = name.also.map(|also| Sense { also, sign: None });
            found.push(Found {
                mention,
                weigh: Some(points),
            });
        }
    }

    /// The points that a misspelling starts with; none where it is an ordinary word that was hardly a slip.
    fn points(&self, slip: Slip, letters: &[&str], name: &Name) -> Option<f32> {
        let written = letters.get(slip.words.0..=slip.words.1)?;
        let ordinary = written.iter().all(|word| self.ordinary.has(word));
        // "Larkspurs" is no slip: it is theirs, or more than one.
        let plural = written.last().and_then(|word| word.strip_suffix('s'));
        let plural = plural.is_some_and(|word| name.written.ends_with(word));
        if plural || (ordinary && written.len() == 1 && !slip.swapped) {
            return None;
        }
        let mut points = SLIPS.get(usize::from(slip.slips)).copied()?;
        if name.also.is_some() {
            points -= AMBIGUOUS;
        }
        if ordinary {
            points -= if written.len() == 1 {
                ORDINARY
            } else {
                AMBIGUOUS
            };
            points = points.max(-1.0);
        }
        Some(points)
    }

    /// Names in characters that look alike.
    fn disguised(&self, text: &str, closed: &[Span], found: &mut Vec<Found>) {
        let mut at = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let start = at;
            at += piece.len();
            let piece = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            if !piece.chars().any(is_disguise) || !piece.chars().any(char::is_alphabetic) {
                continue;
            }
            let bare = piece.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_disguise(c));
            let start = start + piece.len() - bare.len();
            let bare = ["'s", "’s"]
                .iter()
                .find_map(|ending| bare.strip_suffix(ending))
                .unwrap_or(bare);
            let span = Span::new(start, start + bare.len());
            let Some(name) = self
                .terms
                .looks
                .get(&looks_like(bare))
                .and_then(|at| self.terms.names.get(*at))
            else {
                continue;
            };
            let plain = words(bare).replace(' ', "") == name.written.replace(' ', "");
            if plain || closed.iter().any(|other| other.overlaps(span)) {
                continue;
            }
            let mut mention = Mention::plain(name.brand, span, By::LookAlike);
            mention.read_as = Some(name.written.clone());
            found.push(Found {
                mention,
                weigh: None,
            });
        }
    }

    /// Whether what was found counts, with the reason.
    fn decide(
        &self,
        found: Found,
        reading: &Reading<'_>,
        words: &[Word],
        hand: Hand,
    ) -> Option<Mention> {
        let mut mention = found.mention;
        let named = matches!(mention.by, By::Name | By::Nickname);
        if found.weigh.is_none() && !named {
            return Some(mention);
        }
        let place = Place::of(reading, words, mention.span?);
        let Some(start) = found.weigh else {
            return (!is_street(&self.lexicon, place, hand)).then_some(mention);
        };
        let also = mention.sense.map_or(Also::Word, |sense| sense.also);
        let signs = Signs {
            lexicon: &self.lexicon,
            trade: self.trade(mention.brand),
            ordinary: &self.ordinary,
        };
        let (points, sign) = signs.weigh(place, hand, also);
        if let Some(sense) = &mut mention.sense {
            sense.sign = sense.sign.or(sign);
        }
        (start + points >= ENOUGH).then_some(mention)
    }
}

/// The shortest name to which something may be glued.
const SHORTEST_GLUED: usize = 4;
