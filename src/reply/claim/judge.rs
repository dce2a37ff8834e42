//! The article's statements that could be about what a draft's claim is about, and what they make of it.

use std::collections::HashSet;

use super::agree::{Agreement, agreement};
use super::fact::{Fact, Value};
use super::read::{Read, Sentence, Term, is_conditional};
use super::{Claim, Stands, steps, words};
use crate::span::Span;

/// The least likeness of what two statements are about, 0 to 1, for one to contradict the other.
const CONTRADICTS: f32 = 0.5;
/// The least share of the article's own words that the draft must have.
const RETURNED: f32 = 0.25;
/// The least likeness where the same value is borne out.
const SUPPORTS: f32 = 0.12;
/// A statement that is so much more like it than another decides.
const CLEARER: f32 = 0.85;
/// What a word of a draft's other clauses counts.
const ASIDE: f32 = 0.4;
/// What a word of the sentence before counts.
const BEFORE: f32 = 0.25;
/// The longest words of the article that are shown, in letters.
const SHOWN: usize = 120;

/// A draft and an article that are compared.
pub(super) struct Judge<'a> {
    draft: &'a Read,
    article: &'a Read,
    /// Every stem of the draft.
    stems: HashSet<&'a str>,
}

/// How like a statement of the article is.
#[derive(Clone, Copy)]
struct Match<'a> {
    sentence: &'a Sentence,
    fact: &'a Fact,
    agreement: Agreement,
    /// 0 to 1.
    likeness: f32,
    /// Whether it is plainly about the same thing.
    plain: bool,
}

impl<'a> Judge<'a> {
    pub(super) fn new(draft: &'a Read, article: &'a Read) -> Self {
        let stems = draft
            .sentences
            .iter()
            .flat_map(|sentence| &sentence.terms)
            .map(|term| term.stem.as_str())
            .collect();
        Self {
            draft,
            article,
            stems,
        }
    }

    /// The claim that the fact in the draft's sentence makes.
    pub(super) fn claim(&self, at: usize, fact: &Fact) -> Claim {
        let (stands, said) = self.stands(at, fact);
        Claim {
            span: fact.span,
            stands,
            said,
        }
    }

    fn stands(&self, at: usize, fact: &Fact) -> (Stands, Option<String>) {
        let silent = (Stands::NotFound, None);
        let Some(sentence) = self.draft.sentences.get(at) else {
            return silent;
        };
        if let Value::Step(_) = fact.value {
            return steps::stands(self.draft, self.article, at, fact);
        }
        let matches = self.matches(at, sentence, fact);
        let best = |wanted: Agreement| {
            let of = matches.iter().filter(|one| {
                one.agreement == wanted && (wanted != Agreement::Differs || one.plain)
            });
            of.copied().reduce(|best, one| {
                if one.likeness > best.likeness {
                    one
                } else {
                    best
                }
            })
        };
        let (same, other, unsure) = (
            best(Agreement::Same),
            best(Agreement::Differs),
            best(Agreement::Unsure),
        );
        let shown = |one: Match<'_>| Some(self.shown(one.sentence, one.fact.span));
        let known = matches!(
            fact.value,
            Value::Phone(_) | Value::Email(_) | Value::Path(_) | Value::Button(_)
        );
        if let Some(same) = same
            && (known || same.likeness >= SUPPORTS)
            && other.is_none_or(|other| known || same.likeness >= CLEARER * other.likeness)
        {
            return (Stands::Supported, shown(same));
        }
        if let Some(said) = self.in_words(&fact.value) {
            return (Stands::Supported, Some(said));
        }
        let doubt = unsure.map_or(0.0, |unsure| unsure.likeness);
        match other {
            Some(other) if other.likeness >= CONTRADICTS && other.likeness > doubt => {
                (Stands::Contradicts, shown(other))
            }
            _ => silent,
        }
    }

    /// Every statement of the same kind in the article.
    fn matches(&self, at: usize, sentence: &Sentence, fact: &Fact) -> Vec<Match<'a>> {
        let wanted = self.wanted(at, sentence, fact);
        let clause = self.draft.clause(sentence, fact);
        let days = Read::days(sentence, clause);
        let article: &'a Read = self.article;
        let mut found = Vec::new();
        for (place, other) in article.sentences.iter().enumerate() {
            for statement in other
                .facts
                .iter()
                .filter(|other| other.value.is_like(&fact.value))
            {
                let theirs = article.clause(other, statement);
                let their_days = Read::days(other, theirs);
                let other_days = matches!(fact.value, Value::Clock(_))
                    && days != 0
                    && their_days != 0
                    && days & their_days == 0;
                if other_days {
                    continue;
                }
                let likeness = self.likeness(&wanted, place, other, statement, theirs);
                let agreement = agreement(&fact.value, &statement.value);
                // Only what could contradict is looked at more closely.
                let plain = agreement == Agreement::Differs
                    && likeness >= CONTRADICTS
                    && (is_conditional(self.draft, sentence, fact)
                        || !is_conditional(article, other, statement))
                    && self.is_plain(&wanted, sentence, other, statement, theirs);
                // A way is told by its own names: where it ends or begins alike, it is the same way.
                let way = matches!(fact.value, Value::Path(_));
                let (likeness, plain) = if way {
                    (likeness.max(CONTRADICTS), true)
                } else {
                    (likeness, plain)
                };
                found.push(Match {
                    sentence: other,
                    fact: statement,
                    agreement,
                    likeness,
                    plain,
                });
            }
        }
        found
    }

    /// The words that tell what a draft's fact is about, with what each counts.
    fn wanted(&self, at: usize, sentence: &'a Sentence, fact: &Fact) -> Vec<(&'a str, f32)> {
        let clause = self.draft.clause(sentence, fact);
        let mut wanted: Vec<(&str, f32)> = Vec::new();
        let mut add = |term: &'a Term, share: f32| {
            let weight = share * self.weight(&term.stem);
            match wanted.iter_mut().find(|(stem, _)| *stem == term.stem) {
                Some((_, known)) => *known = known.max(weight),
                None => wanted.push((&term.stem, weight)),
            }
        };
        for term in &sentence.terms {
            let own = term.span.overlaps(fact.span)
                || sentence
                    .facts
                    .iter()
                    .any(|other| !other.value.names() && other.span.overlaps(term.span));
            if !own {
                add(
                    term,
                    if term.span.overlaps(clause) {
                        1.0
                    } else {
                        ASIDE
                    },
                );
            }
        }
        let before = at
            .checked_sub(1)
            .and_then(|before| self.draft.sentences.get(before));
        for term in before.into_iter().flat_map(|before| &before.terms) {
            // What the article does not know ("Sorry to hear that, Maya") is no part of this.
            if self.article.common.contains_key(&term.stem) {
                add(term, BEFORE);
            }
        }
        wanted
    }

    /// What a word counts: the more, the rarer it is in the article.
    fn weight(&self, stem: &str) -> f32 {
        let known = self.article.common.get(stem).copied();
        let light = words::is_light(stem);
        match known {
            None if stem.starts_with(|c: char| c.is_ascii_digit()) => 0.0,
            None => {
                if light {
                    0.0
                } else {
                    0.7
                }
            }
            Some(count) => {
                let count = f32::from(u16::try_from(count).unwrap_or(u16::MAX));
                let rare = 1.0 / (1.0 + 0.4 * count.ln());
                if light { 0.25 * rare } else { rare }
            }
        }
    }

    /// How much of what is wanted stands near the article's statement, 0 to 1.
    fn likeness(
        &self,
        wanted: &[(&str, f32)],
        place: usize,
        sentence: &Sentence,
        fact: &Fact,
        clause: Span,
    ) -> f32 {
        let whole: f32 = wanted.iter().map(|(_, weight)| weight).sum();
        if whole <= 0.0 {
            return 0.0;
        }
        let subject = Read::subject(sentence);
        let first = self.article.sentences.first();
        let near = |stem: &str| {
            let within = Read::about(sentence, fact)
                .filter(|term| term.stem == stem)
                .map(|term| {
                    if term.span.overlaps(clause) {
                        1.0
                    } else if term.span.overlaps(subject) {
                        0.9
                    } else {
                        0.35
                    }
                });
            let within = within.fold(0.0, f32::max);
            let heading = sentence
                .heading
                .and_then(|at| self.article.sentences.get(at));
            let before = place
                .checked_sub(1)
                .and_then(|before| self.article.sentences.get(before));
            let around = [(heading, 0.7), (first, 0.5), (before, 0.4)];
            around.iter().fold(within, |best: f32, (other, share)| {
                let has =
                    other.is_some_and(|other| other.terms.iter().any(|term| term.stem == stem));
                if has { best.max(*share) } else { best }
            })
        };
        wanted
            .iter()
            .map(|(stem, weight)| weight * near(stem))
            .sum::<f32>()
            / whole
    }

    /// Whether the article's statement is plainly about the same: it has a word of weight in common, enough of its own
    /// words stand in the draft, and none tells the two apart.
    fn is_plain(
        &self,
        wanted: &[(&str, f32)],
        draft: &Sentence,
        sentence: &Sentence,
        fact: &Fact,
        clause: Span,
    ) -> bool {
        let heading = sentence
            .heading
            .and_then(|at| self.article.sentences.get(at));
        let above = |stem: &str| {
            heading.is_some_and(|heading| heading.terms.iter().any(|term| term.stem == stem))
        };
        let subject = Read::subject(sentence);
        let own: Vec<&str> = Read::about(sentence, fact)
            .filter(|term| term.span.overlaps(clause) || term.span.overlaps(subject))
            .map(|term| term.stem.as_str())
            .collect();
        let (mut all, mut shared) = (0.0, 0.0);
        for stem in &own {
            let weight = self.weight(stem);
            all += weight;
            shared += if self.stems.contains(stem) {
                weight
            } else {
                0.0
            };
        }
        let returned = own.is_empty() || shared >= RETURNED * all;
        let strong = wanted.iter().any(|(stem, weight)| {
            *weight >= 0.3 && !words::is_light(stem) && (own.contains(stem) || above(stem))
        });
        let ours = |stem: &str| draft.terms.iter().any(|term| term.stem == stem);
        let theirs = |stem: &str| own.contains(&stem) || above(stem);
        returned && strong && !words::are_apart(&ours, &theirs)
    }

    /// Names that stand in the article without quotes, and menus that it tells in words.
    fn in_words(&self, value: &Value) -> Option<String> {
        let parts: Vec<&str> = match value {
            Value::Button(name) => vec![name],
            Value::Path(path) => path.iter().map(String::as_str).collect(),
            _ => return None,
        };
        self.article.sentences.iter().find_map(|sentence| {
            let text: Vec<&str> = sentence
                .range
                .clone()
                .map(|at| self.article.pieces.text(at))
                .filter(|text| text.starts_with(char::is_alphanumeric))
                .collect();
            let line = format!(" {} ", text.join(" "));
            let mut rest = line.as_str();
            let all = parts.iter().all(|part| {
                let found = rest.find(&format!(" {part} "));
                rest = found
                    .and_then(|at| rest.get(at + part.len() + 1..))
                    .unwrap_or_default();
                found.is_some()
            });
            all.then(|| {
                self.shown(
                    sentence,
                    Span::new(sentence.span.start, sentence.span.start),
                )
            })
        })
    }

    fn shown(&self, sentence: &Sentence, fact: Span) -> String {
        shown(&self.article.text, sentence.span, fact)
    }
}

/// The sentence as the article has it, cut to whole words around the fact where it is long.
pub(super) fn shown(text: &str, sentence: Span, fact: Span) -> String {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut start = sentence.start;
    for part in sentence.slice(text).split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        if word.chars().any(char::is_alphanumeric) || !words.is_empty() {
            words.push((start + word.len(), word));
        }
        start += part.len();
    }
    words.retain(|(_, word)| !word.is_empty() && !matches!(*word, "|" | "-" | "*" | "#"));
    let at = words
        .iter()
        .position(|(end, _)| *end > fact.start)
        .unwrap_or(0);
    let letters = |at: usize| words.get(at).map(|(_, word)| word.chars().count() + 1);
    let (mut from, mut to, mut long) = (at, at, 0);
    loop {
        let after = letters(to).filter(|letters| long + letters <= SHOWN + 1);
        let before = from
            .checked_sub(1)
            .and_then(letters)
            .filter(|more| long + after.unwrap_or(0) + more <= SHOWN + 1);
        if before.is_none() && after.is_none() {
            break;
        }
        long += before.unwrap_or(0) + after.unwrap_or(0);
        (from, to) = (
            from - usize::from(before.is_some()),
            to + usize::from(after.is_some()),
        );
    }
    let part: Vec<&str> = words
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .map(|(_, word)| *word)
        .collect();
    part.join(" ").chars().take(SHOWN).collect()
}
