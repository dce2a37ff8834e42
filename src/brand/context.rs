//! Whether a name that is also a word, a place or a person means the brand, by what stands around it.
//!
//! Signs are counted in points, each named below; from [`ENOUGH`] on the brand is meant. The strongest sign is the reason
//! that is shown. What the points are was settled on the invented posts of `tests/fixtures/brand/development.tsv`.

use crate::brand::lexicon::{Kind, Lexicon, Trade};
use crate::brand::reading::{Reading, Word};
use crate::brand::words::{Also, Words};
use crate::span::Span;

/// Why a name was taken for the brand although it is also something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A word of the brand's trade is nearby.
    Trade(Span),
    /// A word of dealing with companies is nearby.
    Care(Span),
    /// What a company does follows.
    Acts(Span),
    /// Somebody is spoken to, or dealt with.
    Called(Span),
    /// It is written with a capital inside a sentence.
    Capital,
    /// It is part of a hashtag or word that complains.
    Glued,
}

/// From how many points on a name means the brand.
pub(super) const ENOUGH: f32 = 1.0;
/// How far "nearby" reaches, in words to either side.
const NEAR: usize = 9;

/// One place in a post where a name may stand.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) words: &'a [Word],
    /// Index of the first and of the last word of the name.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// How the post as a whole is written.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    /// In capitals throughout.
    shouts: bool,
    /// Without a capital where it begins: small letters say nothing.
    small: bool,
}

impl Hand {
    pub(super) fn of(text: &str) -> Self {
        let upper = text.chars().filter(|c| c.is_uppercase()).count();
        let lower = text.chars().filter(|c| c.is_lowercase()).count();
        Self {
            shouts: upper > lower,
            small: text
                .chars()
                .find(|c| c.is_alphabetic())
                .is_some_and(char::is_lowercase),
        }
    }
}

/// Points, and the strongest sign so far.
struct Tally {
    points: f32,
    best: Option<(f32, Sign)>,
}

impl Tally {
    fn add(&mut self, points: f32, sign: Sign) {
        self.points += points;
        if self.best.is_none_or(|(most, _)| points > most) {
            self.best = Some((points, sign));
        }
    }
}

/// What tells: the words, and those of the brand's trade.
#[derive(Clone, Copy)]
pub(super) struct Signs<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) trade: &'a Trade,
    pub(super) ordinary: &'a Words,
}

/// Whether a name is that of a street, a square or the like: "Larkspur Lane".
pub(super) fn is_street(lexicon: &Lexicon, place: Place<'_>, hand: Hand) -> bool {
    let next = place.last + 1;
    let close = place.gap(place.last).is_some_and(is_blank);
    let street = place
        .word(next)
        .is_some_and(|word| lexicon.is(word, Kind::Places));
    street && close && !hand.shouts && place.is_capital(next) && place.is_capital(place.first)
}

fn is_blank(gap: &str) -> bool {
    gap.chars().all(char::is_whitespace)
}

impl Signs<'_> {
    /// How many points speak for the brand, and the strongest sign.
    pub(super) fn weigh(&self, place: Place<'_>, hand: Hand, also: Also) -> (f32, Option<Sign>) {
        let mut tally = Tally {
            points: 0.0,
            best: None,
        };
        self.nearby(place, &mut tally);
        self.before(place, hand, &mut tally);
        self.after(place, hand, also, &mut tally);
        capitals(place, hand, also, &mut tally);
        (tally.points, tally.best.map(|(_, sign)| sign))
    }

    /// Words of the trade and of care: the two nearest of the lead's, and of all others.
    fn nearby(&self, place: Place<'_>, tally: &mut Tally) {
        let (mut own, mut others) = (0, 0);
        let next = place.next();
        for step in 1..=NEAR {
            for at in [place.first.checked_sub(step), Some(place.last + step)]
                .into_iter()
                .flatten()
            {
                let Some(word) = place.word(at) else { continue };
                let right_after = at == next;
                let before = at.checked_sub(1).and_then(|before| place.word(before));
                let span = place.span(at);
                let (points, sign) = if self.trade.names(word, before) {
                    own += 1;
                    (if right_after { 2.0 } else { 1.5 }, Sign::Trade(span))
                } else if self.lexicon.is_of(word, self.trade) {
                    others += 1;
                    let points = if right_after { 1.5 } else { 0.9 };
                    let sure = !self.trade.is_unknown();
                    (if sure { points } else { points / 2.0 }, Sign::Trade(span))
                } else if self.lexicon.is(word, Kind::Care) {
                    others += 1;
                    (if right_after { 1.25 } else { 0.75 }, Sign::Care(span))
                } else if self.lexicon.is(word, Kind::Feelings) {
                    others += 1;
                    (0.5, Sign::Care(span))
                } else {
                    continue;
                };
                if own <= 2 && others <= 2 {
                    tally.add(points, sign);
                }
            }
        }
    }

    /// Articles, titles and other names before it speak against; being spoken to or dealt with speaks for it.
    fn before(&self, place: Place<'_>, hand: Hand, tally: &mut Tally) {
        let Some(at) = place.first.checked_sub(1) else {
            return;
        };
        let Some(word) = place.word(at) else { return };
        if !place.gap(at).is_some_and(is_blank) {
            return;
        }
        let is = |kind: Kind| self.lexicon.is(word, kind);
        let capital = place.is_capital(place.first) && !hand.shouts;
        if is(Kind::Articles) || is(Kind::Owners) {
            let next = place.word(place.last + 1);
            let of_trade = next.is_some_and(|next| self.lexicon.goes_with(next, self.trade));
            tally.points -= match (of_trade, capital, is(Kind::Owners)) {
                (true, true, _) => 0.0,
                (true, false, true) => 0.5,
                (true, false, false) => 1.5,
                (false, true, _) => 1.0,
                (false, false, _) => 2.5,
            };
        } else if is(Kind::Titles) || (is(Kind::Modals) && !capital) {
            tally.points -= 3.0;
        } else if word == "to" {
            // "switched to Delta", but "had to sprint"
            let dealt = at.checked_sub(1).and_then(|at| place.word(at));
            let dealt = dealt.is_some_and(|word| self.lexicon.is(word, Kind::With));
            tally.points += if capital || dealt { 0.5 } else { -1.5 };
        } else if is(Kind::Calls) {
            tally.add(1.0, Sign::Called(place.span(at)));
        } else if is(Kind::With) {
            tally.add(0.5, Sign::Called(place.span(at)));
        } else if place.is_capital(at) && capital {
            // "Manchester United", "Fiona Apple": what begins a sentence may be any word, unless it is a name or none.
            let short = word.len() < 3 && place.starts(at);
            let word_too = self.ordinary.has(word) && !self.ordinary.is_name(word);
            let word_too = word_too || is(Kind::Modals);
            let ordinary = short || (place.starts(at) && word_too);
            if !ordinary && word.len() > 1 && !self.lexicon.goes_with(word, self.trade) {
                tally.points -= 2.5;
            }
        }
    }

    /// Another name, a number or a street behind it speaks against; what a company does or has speaks for it.
    fn after(&self, place: Place<'_>, hand: Hand, also: Also, tally: &mut Tally) {
        let at = place.next();
        if at > place.last + 1 && place.is_capital(place.first) {
            tally.points += 0.5;
        }
        let Some(word) = place.word(at) else { return };
        if !place.gap(at - 1).is_some_and(is_blank) {
            return;
        }
        let capital = place.is_capital(at) && !hand.shouts;
        if capital && self.lexicon.is(word, Kind::Places) {
            tally.points -= 4.0;
        } else if capital && word.len() > 1 && !self.lexicon.goes_with(word, self.trade) {
            tally.points -= 2.5;
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            tally.points -= 1.5;
        } else if self.lexicon.is(word, Kind::Asks) {
            tally.add(0.5, Sign::Called(place.span(place.first)));
        } else if self.lexicon.is(word, Kind::Acts) {
            // Places and people do things too.
            let points = if also == Also::Name { 0.25 } else { 1.0 };
            tally.add(points, Sign::Acts(place.span(at)));
        }
    }
}

/// A capital inside a sentence names somebody; a small letter in a post that has capitals elsewhere does not.
fn capitals(place: Place<'_>, hand: Hand, also: Also, tally: &mut Tally) {
    if hand.shouts {
        return;
    }
    // "Q7" is written so wherever it stands.
    let code = place
        .word(place.first)
        .is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
    if !place.is_capital(place.first) {
        tally.points -= if hand.small { 0.0 } else { 1.0 };
    } else if place.starts(place.first) {
        tally.points += 0.25;
    } else if also != Also::Name && !code {
        tally.add(1.0, Sign::Capital);
    }
}

impl<'a> Place<'a> {
    /// The words of `reading` that stand under `span` of its source.
    pub(super) fn of(reading: &'a Reading<'a>, words: &'a [Word], span: Span) -> Self {
        let first = words.partition_point(|word| reading.source(word.0, word.1).end <= span.start);
        let next = words.partition_point(|word| reading.source(word.0, word.1).start < span.end);
        Self {
            reading,
            words,
            first,
            last: next.saturating_sub(1).max(first),
        }
    }

    fn word(&self, at: usize) -> Option<&'a str> {
        self.words.get(at).map(|word| self.reading.letters(*word))
    }

    fn span(&self, at: usize) -> Span {
        self.words.get(at).map_or(Span::new(0, 0), |(start, end)| {
            self.reading.source(*start, *end)
        })
    }

    /// The word behind the name, and behind its 's.
    fn next(&self) -> usize {
        let apostrophe = self
            .gap(self.last)
            .is_some_and(|gap| gap.starts_with(['\'', '’']));
        let owns = apostrophe && self.word(self.last + 1) == Some("s");
        self.last + 1 + usize::from(owns)
    }

    /// What stands between a word and the next.
    fn gap(&self, at: usize) -> Option<&'a str> {
        Some(
            self.reading
                .between(*self.words.get(at)?, *self.words.get(at + 1)?),
        )
    }

    fn is_capital(&self, at: usize) -> bool {
        self.span(at)
            .slice(self.reading.source)
            .starts_with(char::is_uppercase)
    }

    /// Whether a sentence starts with this word.
    fn starts(&self, at: usize) -> bool {
        let Some(before) = self.reading.source.get(..self.span(at).start) else {
            return true;
        };
        let bare =
            before.trim_end_matches(|c: char| c.is_whitespace() || "\"'“”‘’(*_-–—".contains(c));
        let broken = before
            .get(bare.len()..)
            .is_some_and(|gap| gap.contains('\n'));
        let last = bare.split_whitespace().next_back().unwrap_or_default();
        let sure = bare.ends_with(|c: char| !c.is_alphanumeric() && !",&%)]".contains(c));
        bare.is_empty()
            || broken
            || sure
            || last.starts_with(['@', '#', '$'])
            || last.contains("://")
    }
}
