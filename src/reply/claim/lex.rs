//! A text in pieces: words, numbers and signs, with the ends of its sentences.
//!
//! Numbers stand alone here ("10-14", "12.50/month" and "5pm" are several pieces), and signs such as `£`, `>` and `%` are kept.

use std::ops::Range;

use crate::reply::sentence;
use crate::span::Span;
use crate::text::fold::fold;
use crate::text::token::{Kind as TokenKind, tokens};

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits, with full stops, commas and colons inside.
    Number,
    /// One mark.
    Sign,
    /// A sentence, or a line that stands alone, ends here.
    End,
}

/// One piece of a text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Folded.
    pub(super) text: String,
    /// Where it stands.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether nothing stands between it and the piece before.
    pub(super) joined: bool,
    /// Whether it begins a line.
    pub(super) first: bool,
}

/// The most pieces that are read of a text.
const MOST: usize = 12_000;
/// Short forms: a full stop after them ends nothing.
const SHORT: &[&str] = &[
    "approx", "ca", "e.g", "eg", "ie", "etc", "incl", "max", "min", "no", "nr", "std", "tel",
    "bzw", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec", "st", "vs",
];

/// A text in pieces.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces(Vec<Piece>);

impl Pieces {
    pub(super) fn new(text: &str) -> Self {
        let mut pieces = Self::default();
        let mut last = 0;
        for token in tokens(text).take(MOST) {
            let between = text.get(last..token.span.start).unwrap_or_default();
            let first = last == 0 || between.contains('\n');
            if between.contains('\n') && ends_line(text, token.span.start, between) {
                pieces.push("\n", Kind::End, Span::new(last, last), false, false);
            }
            let joined = between.is_empty() && last > 0;
            last = token.span.end;
            pieces.token(text, token.kind, token.span, joined, first);
        }
        pieces
    }

    fn push(&mut self, text: &str, kind: Kind, span: Span, joined: bool, first: bool) {
        self.0.push(Piece {
            capital: text.starts_with(char::is_uppercase),
            text: fold(text),
            span,
            kind,
            joined,
            first,
        });
    }

    fn token(&mut self, text: &str, kind: TokenKind, span: Span, joined: bool, first: bool) {
        let word = span.slice(text);
        match kind {
            TokenKind::Word => self.push(word, Kind::Word, span, joined, first),
            TokenKind::Number => self.number(word, span.start, joined, first),
            TokenKind::Punctuation if ends(word) => {
                let next = text.get(span.end..).unwrap_or_default();
                let kind = if word == "." && !self.stops(next) {
                    Kind::Sign
                } else {
                    Kind::End
                };
                self.push(word, kind, span, joined, first);
            }
            // A run of marks is one mark: "**", "---".
            TokenKind::Punctuation | TokenKind::Emoji => {
                self.push(word, Kind::Sign, span, joined, first);
            }
            TokenKind::Mention | TokenKind::Hashtag | TokenKind::Cashtag | TokenKind::Link => {
                self.push(word, Kind::Sign, span, joined, first);
            }
        }
    }

    /// "12.50/month", "10-14", "24-month", "5pm", "8h30": digits, marks and letters apart.
    fn number(&mut self, word: &str, start: usize, joined: bool, first: bool) {
        let class = |c: char| match c {
            '.' | ',' | ':' => 0,
            c if c.is_ascii_digit() => 0,
            c if c.is_alphabetic() => 1,
            _ => 2,
        };
        let mut rest = word;
        let mut at = start;
        while let Some(head) = rest.chars().next() {
            let own = class(head);
            let len = rest.find(|c| class(c) != own).unwrap_or(rest.len());
            let part = rest.get(..len).unwrap_or_default();
            let kind = match own {
                0 if part.contains(|c: char| c.is_ascii_digit()) => Kind::Number,
                1 => Kind::Word,
                _ => Kind::Sign,
            };
            self.push(
                part,
                kind,
                Span::new(at, at + len),
                joined || at > start,
                first && at == start,
            );
            at += len;
            rest = rest.get(len..).unwrap_or_default();
        }
    }

    /// Whether a full stop here ends the sentence, with `next` after it.
    fn stops(&self, next: &str) -> bool {
        let follows = next.trim_start_matches([' ', '\u{a0}']).chars().next();
        if next.starts_with(char::is_alphanumeric) || follows.is_some_and(char::is_lowercase) {
            return false;
        }
        let Some(before) = self.0.last() else {
            return false;
        };
        let short =
            SHORT.contains(&before.text.as_str()) && follows.is_some_and(|c| c.is_ascii_digit());
        // "1. Unplug" and "3. Mai".
        let ordinal = before.kind == Kind::Number
            && (before.first
                || super::date::MONTHS.iter().any(|names| {
                    let word = next.split_whitespace().next().unwrap_or_default();
                    super::date::named(&fold(word), names)
                }));
        !short && !ordinal
    }

    /// The piece at `at`.
    pub(super) fn get(&self, at: usize) -> Option<&Piece> {
        self.0.get(at)
    }

    /// The folded text at `at`; nothing where there is none.
    pub(super) fn text(&self, at: usize) -> &str {
        self.get(at).map_or("", |piece| piece.text.as_str())
    }

    /// The folded text before `at`.
    pub(super) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.text(at))
    }

    /// The digits at `at`, if a number stands there.
    pub(super) fn digits(&self, at: usize) -> Option<&str> {
        let piece = self.get(at)?;
        (piece.kind == Kind::Number).then_some(piece.text.as_str())
    }

    /// Whether the piece at `at` follows the one before without a space.
    pub(super) fn joined(&self, at: usize) -> bool {
        self.get(at).is_some_and(|piece| piece.joined)
    }

    /// Where the pieces of `range` stand in the text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let pieces = self.0.get(range).unwrap_or_default();
        sentence::whole(pieces.iter().map(|piece| piece.span))
    }

    /// The sentences, as ranges of pieces without their ends.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let is_end = |at| self.get(at).is_none_or(|piece| piece.kind == Kind::End);
        sentence::sentences(self.0.len(), is_end)
    }
}

fn ends(mark: &str) -> bool {
    mark.starts_with(['.', '!', '?', ';', '…', '。'])
}

/// Whether a line's end is a sentence's: not where the text was only broken to fit ("within\nfive days").
fn ends_line(text: &str, next: usize, between: &str) -> bool {
    let more = text.get(next..).and_then(|rest| rest.chars().next());
    between.matches('\n').count() > 1 || !more.is_some_and(char::is_lowercase)
}
