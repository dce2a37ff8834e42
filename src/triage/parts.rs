//! The parts of a post that pull its verdict: neighbouring words that speak for the intent that won.

use crate::span::Span;
use crate::text::token::Kind;
use crate::triage::features::Features;
use crate::triage::reasons::Pulls;

/// The most reasons of a verdict.
pub(super) const MOST: usize = 4;
/// The least a part must move the log-odds to be a reason, absolutely and beside the strongest part.
const LEAST: f32 = 0.1;
const LEAST_SHARE: f32 = 0.25;
/// The longest text whose strongest reason is tried out, in bytes.
const TRIED: usize = 4_000;

/// Some neighbouring words with one reason.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Its first word.
    pub(super) first: usize,
    /// One past its last.
    pub(super) end: usize,
    /// The cue that names it, by index in the list of those found.
    pub(super) cue: Option<usize>,
    /// How far it pulls.
    pub(super) weight: f32,
}

/// The parts of a text that are worth telling, the strongest first: of that one it is certain that the log-odds, which
/// are `whole` with it, are lower without it. `empty` knows the words that mean nothing alone.
pub(super) fn telling(
    features: &Features,
    pulls: &Pulls,
    empty: &dyn Fn(&str) -> bool,
    (text, whole): (&str, f32),
    odds: &dyn Fn(&str) -> f32,
) -> Vec<Part> {
    let mut parts = strongest(features, pulls, LEAST, empty);
    if parts.is_empty() {
        parts = strongest(features, pulls, f32::MIN_POSITIVE, empty);
        parts.truncate(1);
    }
    if text.len() <= TRIED {
        while let Some(part) = parts.first()
            && odds(&without(text, span(features, part))) >= whole
        {
            parts.remove(0);
        }
    }
    parts.truncate(MOST);
    parts
}

/// A text with a part taken out.
fn without(text: &str, part: Span) -> String {
    [text.get(..part.start), text.get(part.end..)]
        .map(Option::unwrap_or_default)
        .concat()
}

/// The parts that pull by `least` or more, joined where they touch, the strongest first.
fn strongest(
    features: &Features,
    pulls: &Pulls,
    least: f32,
    empty: &dyn Fn(&str) -> bool,
) -> Vec<Part> {
    let mut parts = cue_parts(features, pulls);
    parts.extend(word_parts(features, pulls, &parts, empty));
    let top = parts.iter().map(|part| part.weight).fold(0.0, f32::max);
    parts.retain(|part| part.weight >= least.max(top * LEAST_SHARE));
    parts.sort_by_key(|part| part.first);
    let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match joined.last_mut() {
            Some(last) if last.end == part.first && (last.cue.is_none() || part.cue.is_none()) => {
                last.end = part.end;
                last.weight += part.weight;
                last.cue = last.cue.or(part.cue);
            }
            _ => joined.push(part),
        }
    }
    joined.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.first.cmp(&b.first)));
    joined
}

/// The cues that pull, each with the words it covers; where two overlap, the stronger.
fn cue_parts(features: &Features, pulls: &Pulls) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, (found, &own)) in features.found.iter().zip(&pulls.cues).enumerate() {
        let words: f32 = pulls
            .words
            .get(found.first..found.end)
            .unwrap_or_default()
            .iter()
            .sum();
        // A cue that speaks against the winner must not lend its words to a reason for it.
        if own > 0.0 && words + own > 0.0 {
            parts.push(Part {
                first: found.first,
                end: found.end,
                cue: Some(at),
                weight: words + own,
            });
        }
    }
    parts.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.first.cmp(&b.first)));
    let mut kept: Vec<Part> = Vec::new();
    for part in parts {
        if !kept
            .iter()
            .any(|other| part.first < other.end && other.first < part.end)
        {
            kept.push(part);
        }
    }
    kept
}

/// Single words that no cue covers.
fn word_parts(
    features: &Features,
    pulls: &Pulls,
    cues: &[Part],
    empty: &dyn Fn(&str) -> bool,
) -> Vec<Part> {
    let covered = |at: usize| cues.iter().any(|part| (part.first..part.end).contains(&at));
    let words = features
        .reading
        .words()
        .iter()
        .zip(&pulls.words)
        .enumerate();
    words
        .filter(|(at, (word, pull))| {
            let form = features.reading.form(word);
            let speaks = match word.kind {
                Kind::Word => !empty(form),
                Kind::Hashtag | Kind::Emoji => true,
                Kind::Punctuation => matches!(form, "?" | "??" | "!" | "!!"),
                Kind::Number | Kind::Mention | Kind::Cashtag | Kind::Link => false,
            };
            speaks && **pull > 0.0 && !covered(*at)
        })
        .map(|(at, (_, &weight))| Part {
            first: at,
            end: at + 1,
            cue: None,
            weight,
        })
        .collect()
}

/// Where the words of a part stand in the post.
pub(super) fn span(features: &Features, part: &Part) -> Span {
    let words = features.reading.words();
    let start = words.get(part.first).map_or(0, |word| word.source.start);
    let end = part
        .end
        .checked_sub(1)
        .and_then(|last| words.get(last))
        .map_or(start, |word| word.source.end);
    Span::new(start, end)
}
