//! What people glue to a brand's name: `#BoycottExample`, `ExampleSucks`, `#examplefail2`.

use crate::brand::lexicon::{Lexicon, Trade};

/// Glued before a name.
const BEFORE: &[&str] = &[
    "anti",
    "ask",
    "avoid",
    "boycott",
    "bye",
    "byebye",
    "cancel",
    "dear",
    "delete",
    "dont",
    "dump",
    "fix",
    "free",
    "fuck",
    "fuckyou",
    "goodbye",
    "hate",
    "hello",
    "hey",
    "ihate",
    "ilove",
    "leave",
    "leaving",
    "love",
    "my",
    "never",
    "neveragain",
    "no",
    "notmy",
    "quit",
    "save",
    "screw",
    "shameon",
    "stop",
    "thank",
    "thanks",
    "thankyou",
    "the",
    "wake",
    "why",
];

/// Glued behind a name, alone or one after another.
const BEHIND: &[&str] = &[
    "again",
    "awful",
    "bad",
    "blows",
    "bs",
    "cares",
    "chaos",
    "complaint",
    "complaints",
    "crap",
    "crooks",
    "customer",
    "customers",
    "customerservice",
    "cs",
    "delay",
    "delays",
    "delayed",
    "disaster",
    "down",
    "fail",
    "failed",
    "failing",
    "fails",
    "failure",
    "fiasco",
    "fix",
    "fraud",
    "fuckup",
    "gate",
    "greed",
    "hate",
    "hell",
    "help",
    "helpdesk",
    "horror",
    "is",
    "issue",
    "issues",
    "joke",
    "killed",
    "liar",
    "liars",
    "lies",
    "mafia",
    "mess",
    "meltdown",
    "never",
    "nightmare",
    "not",
    "official",
    "out",
    "outage",
    "outages",
    "pathetic",
    "problem",
    "problems",
    "ripoff",
    "robbery",
    "rubbish",
    "scam",
    "scammers",
    "scams",
    "service",
    "shambles",
    "shame",
    "shit",
    "shite",
    "slow",
    "sos",
    "stinks",
    "strike",
    "suck",
    "sucks",
    "sux",
    "support",
    "team",
    "terrible",
    "theft",
    "thieves",
    "trash",
    "uk",
    "us",
    "usa",
    "useless",
    "victim",
    "victims",
    "why",
    "worst",
    "wtf",
];

/// What is put in the place of half a name.
pub(super) const INSULTS: &[&str] = &[
    "arse", "ass", "bs", "clown", "con", "crap", "crime", "crook", "cunt", "death", "dumb", "evil",
    "fail", "fool", "fraud", "fuck", "garbage", "greed", "hate", "hell", "idiot", "joke", "junk",
    "kack", "liar", "lies", "mess", "moan", "muck", "pain", "piss", "poo", "rip", "rob", "rubbish",
    "scam", "shame", "shit", "shite", "slow", "snail", "steal", "stink", "stupid", "suck", "sucks",
    "theft", "thief", "trash", "turd", "waste", "worst", "wreck",
];

/// Glued behind a name by those who speak for it, or pretend to.
const SPOKEN_FOR: &[&str] = &[
    "care",
    "cares",
    "customer",
    "customercare",
    "customerservice",
    "cs",
    "help",
    "helpdesk",
    "helps",
    "hq",
    "official",
    "service",
    "services",
    "support",
    "supports",
    "team",
    "uk",
    "us",
    "usa",
];

/// Whether `before` and `behind`, glued around a name, say something of a company. Digits may end it ("fail2026").
pub(super) fn is_said(before: &str, behind: &str, lexicon: &Lexicon, trade: &Trade) -> bool {
    let behind = behind.trim_end_matches(|c: char| c.is_ascii_digit());
    (before.is_empty() || BEFORE.contains(&before))
        && (behind.is_empty() || chain(behind, lexicon, trade, 3))
}

/// Whether `text` is up to `most` words of the list, one after another.
fn chain(text: &str, lexicon: &Lexicon, trade: &Trade, most: usize) -> bool {
    if BEHIND.contains(&text) || (text.len() > 3 && lexicon.goes_with(text, trade)) {
        return true;
    }
    most > 1
        && BEHIND.iter().any(|word| {
            let rest = text.strip_prefix(word);
            rest.is_some_and(|rest| chain(rest, lexicon, trade, most - 1))
        })
}

/// Whether an account that is a name between `before` and `behind` speaks for the brand, or pretends to.
pub(super) fn is_spoken_for(before: &str, behind: &str) -> bool {
    let before_fits = ["", "ask", "the", "hey", "dear", "official"].contains(&before);
    before_fits
        && !(before.is_empty() && behind.is_empty())
        && (behind.is_empty() || SPOKEN_FOR.contains(&behind))
}
