//! The words around a name that tell whether it means a company, and the trade that a brand is in.

use std::collections::HashMap;

use crate::brand::Brand;
use crate::brand::reading::words;
use crate::text::fold::fold;

/// A kind of word in `context.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of dealing with any company.
    Care,
    /// What a company does.
    Acts,
    /// What is said to somebody.
    Calls,
    /// What stands before a company that somebody deals with.
    With,
    /// What is said of a company that somebody is cross or happy with.
    Feelings,
    /// What a question to a company begins with.
    Asks,
    /// Before what is one of many.
    Articles,
    /// Before what is somebody's.
    Owners,
    /// Before a verb.
    Modals,
    /// Before a person.
    Titles,
    /// Behind the name of a street, a club or the like.
    Places,
}

/// How `context.txt` calls them.
const KINDS: &[(&str, Kind)] = &[
    ("care", Kind::Care),
    ("acts", Kind::Acts),
    ("calls", Kind::Calls),
    ("with", Kind::With),
    ("feelings", Kind::Feelings),
    ("asks", Kind::Asks),
    ("articles", Kind::Articles),
    ("owners", Kind::Owners),
    ("modals", Kind::Modals),
    ("titles", Kind::Titles),
    ("places", Kind::Places),
];

/// The words by what they are: a bit for each kind, and above them one for each trade.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    kinds: HashMap<String, usize>,
    /// For each trade, what names and accounts of such brands hold.
    trades: Vec<Vec<&'static str>>,
}

/// What a brand deals in.
#[derive(Clone, Debug, Default)]
pub(super) struct Trade {
    /// The lead's words, folded; two words have a space between.
    own: Vec<String>,
    /// The bits of the trades that the brand's names and accounts tell of.
    known: usize,
}

/// The bit of the first trade: above the bits of all kinds.
const FIRST_TRADE: usize = KINDS.len();

impl Trade {
    /// Whether nothing is known of the brand's trade, so that things of any may be its own.
    pub(super) fn is_unknown(&self) -> bool {
        self.own.is_empty() && self.known == 0
    }

    /// Whether the lead names this word, or this pair of words.
    pub(super) fn names(&self, word: &str, before: Option<&str>) -> bool {
        let has = |word: &str| self.own.iter().any(|own| own == word);
        !self.own.is_empty()
            && (has(word)
                || stems(word, &has)
                || before.is_some_and(|before| has(&[before, word].join(" "))))
    }
}

impl Lexicon {
    pub(super) fn new() -> Self {
        let mut lexicon = Self::default();
        for line in include_str!("context.txt").lines() {
            let Some((name, words)) = line.split_once(':') else {
                continue;
            };
            let mut name = name.split(' ');
            let kind = name.next().unwrap_or_default();
            let bit = match KINDS.iter().find(|(known, _)| *known == kind) {
                Some((_, kind)) => *kind as usize,
                None if kind == "trade" => {
                    lexicon.trades.push(name.collect());
                    FIRST_TRADE + lexicon.trades.len() - 1
                }
                None => continue,
            };
            for word in words.split(' ').filter(|word| !word.is_empty()) {
                *lexicon.kinds.entry(word.to_owned()).or_default() |= 1 << bit;
            }
        }
        lexicon
    }

    /// Whether `word`, a noun or verb perhaps with a regular ending, is of this kind.
    pub(super) fn is(&self, word: &str, kind: Kind) -> bool {
        let bends = matches!(kind, Kind::Care | Kind::Acts);
        self.any(word, bends, 1 << kind as usize)
    }

    /// Whether `word` is a thing of the brand's trade, or of any where that is not known.
    pub(super) fn is_of(&self, word: &str, trade: &Trade) -> bool {
        let any = usize::MAX << FIRST_TRADE;
        self.any(
            word,
            true,
            if trade.is_unknown() { any } else { trade.known },
        )
    }

    fn any(&self, word: &str, bends: bool, bits: usize) -> bool {
        let has = |word: &str| self.kinds.get(word).is_some_and(|own| own & bits != 0);
        has(word) || (bends && stems(word, &has))
    }

    /// Whether `rest`, glued to or right behind a name, is a word that is said of companies of this trade.
    pub(super) fn goes_with(&self, rest: &str, trade: &Trade) -> bool {
        self.is(rest, Kind::Care) || self.is_of(rest, trade) || trade.names(rest, None)
    }

    /// The trade of `brand`, by its own words and by what its names and accounts hold beside the name (`@DeltaFerries`).
    pub(super) fn trade(&self, brand: &Brand) -> Trade {
        let names = brand.names.iter().chain([&brand.name]);
        let first = words(&brand.name);
        let first = first.split(' ').next().unwrap_or_default();
        let texts: Vec<String> = names
            .chain(&brand.handles)
            .map(|name| fold(name).replace(first, " "))
            .collect();
        let tells = |key: &&str| {
            let mut words = texts
                .iter()
                .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
            words.any(|word| word.starts_with(*key) || (key.len() > 4 && word.contains(*key)))
        };
        let known = self.trades.iter().enumerate();
        let known = known.filter(|(_, keys)| keys.iter().any(&tells));
        Trade {
            own: brand.trade.iter().map(|word| words(word)).collect(),
            known: known.fold(0, |bits, (number, _)| bits | 1 << (FIRST_TRADE + number)),
        }
    }
}

/// Whether `has` knows `word` without an ending that it may have.
fn stems(word: &str, has: &dyn Fn(&str) -> bool) -> bool {
    const ENDINGS: &[(&str, &str)] = &[
        ("s", ""),
        ("es", ""),
        ("ed", ""),
        ("d", ""),
        ("led", ""),
        ("ling", ""),
        ("ping", ""),
        ("ped", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ies", "y"),
        ("ied", "y"),
    ];
    ENDINGS.iter().any(|(ending, instead)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 2);
        stem.is_some_and(|stem| has(&[stem, instead].concat()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_trade() {
        let lexicon = Lexicon::new();
        let brand = |handle: &str, trade: &[&str]| Brand {
            name: "Delta".into(),
            handles: vec![handle.into()],
            trade: trade.iter().map(|&word| word.to_owned()).collect(),
            ..Brand::default()
        };
        let ferries = lexicon.trade(&brand("@DeltaFerries", &[]));
        assert!(lexicon.is_of("crossings", &ferries));
        assert!(!lexicon.is_of("mortgage", &ferries));
        let unknown = lexicon.trade(&brand("@Delta", &[]));
        assert!(lexicon.is_of("mortgage", &unknown) && lexicon.is_of("crossing", &unknown));
        let told = lexicon.trade(&brand("@Delta", &["season ticket"]));
        assert!(told.names("ticket", Some("season")) && !told.names("ticket", None));
        assert!(
            !lexicon.is_of("crossing", &told),
            "the lead's words are enough"
        );
    }
}
