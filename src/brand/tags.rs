//! Names in hashtags, cashtags and accounts.

use crate::brand::affixes::{is_said, is_spoken_for};
use crate::brand::context::Sign;
use crate::brand::looks::looks_like;
use crate::brand::matcher::{Found, Matcher};
use crate::brand::mention::{By, Mention, Sense};
use crate::brand::terms::Term;
use crate::brand::words::Also;
use crate::span::Span;
use crate::text::fold::fold;
use crate::text::token::{Kind, tokens};

/// The body of a hashtag or account: folded, without `_`.
struct Tag {
    text: String,
    /// For each byte of `text`, and its end: whether a part starts there (a capital, a digit, after `_`).
    parts: Vec<bool>,
}

impl Tag {
    fn new(body: &str) -> Self {
        let mut tag = Self {
            text: String::with_capacity(body.len()),
            parts: Vec::new(),
        };
        let mut before = '_';
        for c in body.chars() {
            let lower_before = before.is_lowercase();
            let part = before == '_' || (lower_before && !c.is_lowercase());
            before = c;
            if c == '_' {
                continue;
            }
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            tag.parts
                .extend((0..folded.len()).map(|at| part && at == 0));
            tag.text.push_str(&folded);
        }
        tag.parts.push(true);
        tag
    }

    fn is_part(&self, at: usize) -> bool {
        at == 0 || self.parts.get(at).copied().unwrap_or_default()
    }
}

impl Matcher {
    /// Accounts, hashtags and cashtags that mean a brand, and where no names are to be looked for.
    pub(super) fn marked(&self, text: &str) -> (Vec<Found>, Vec<Span>) {
        let (mut found, mut closed) = (Vec::new(), Vec::new());
        // A quick way out for most posts.
        if !text.contains(['@', '#', '$', '＠', '＃', '/', '.']) {
            return (found, closed);
        }
        for token in tokens(text) {
            let body = token.span.slice(text);
            let sure = |mention| Found {
                mention,
                weigh: None,
            };
            let seen = match token.kind {
                Kind::Mention => self
                    .account(body.trim_start_matches(['@', '＠']), token.span)
                    .map(sure),
                Kind::Hashtag => self.hashtag(body.trim_start_matches(['#', '＃']), token.span),
                Kind::Cashtag => self
                    .cashtag(body.trim_start_matches('$'), token.span)
                    .map(sure),
                Kind::Link => None,
                _ => continue,
            };
            closed.push(token.span);
            found.extend(seen);
        }
        (found, closed)
    }

    fn account(&self, handle: &str, span: Span) -> Option<Mention> {
        if let Some(brand) = self.brand_of(handle) {
            return Some(Mention::plain(brand, span, By::Handle));
        }
        let folded = fold(handle);
        if let Some(&brand) = self.terms.accounts.get(&folded) {
            return Some(Mention::plain(brand, span, By::Nickname));
        }
        let bare = folded.replace('_', "");
        let read = |by: By, at: usize| {
            let (brand, written) = self.terms.written_handles.get(at)?;
            let mut mention = Mention::plain(*brand, span, by);
            mention.read_as = Some(format!("@{written}"));
            Some(mention)
        };
        if let Some(&at) = self.terms.handle_looks.get(&looks_like(&bare)) {
            return read(By::LookAlike, at);
        }
        let slips = self.terms.handle_slips.find(&[&bare], &|_| false);
        // Accounts are many and alike: one slip, and only in long ones.
        let slip = slips
            .iter()
            .find(|slip| slip.slips == 1 && bare.len() >= LONG_HANDLE);
        if let Some(slip) = slip {
            return read(By::Misspelling, slip.value);
        }
        self.named(&Tag::new(handle), &|_, before, behind, _| {
            is_spoken_for(before, behind)
        })
        .map(|(brand, _, name)| {
            let mut mention = Mention::plain(brand, span, By::LookAlike);
            mention.read_as = Some(name);
            mention
        })
    }

    fn hashtag(&self, body: &str, span: Span) -> Option<Found> {
        let tag = Tag::new(body);
        let found = self.named(&tag, &|term, before, behind, parts| {
            let (also, trade) = (term.also, self.trade(term.brand));
            is_said(before, behind, &self.lexicon, trade) || (parts && also.is_none())
        });
        if let Some((brand, also, name)) = found {
            // "#Orange" alone may be the word.
            let alone = also.is_some() && name == tag.text;
            let mut mention = Mention::plain(brand, span, By::Hashtag);
            mention.sense = also.map(|also| Sense {
                also,
                sign: (!alone).then_some(Sign::Glued),
            });
            return Some(Found {
                mention,
                weigh: alone.then_some(HASHTAG),
            });
        }
        let disguised = self.terms.looks.get(&looks_like(body)).copied();
        let slips = self.terms.slips.find(&[&tag.text], &|_| false);
        let slip = slips
            .iter()
            .min_by_key(|slip| slip.slips)
            .filter(|_| !self.ordinary.has(&tag.text));
        let (by, at) = match disguised {
            Some(at) => (By::LookAlike, at),
            None => (By::Misspelling, slip?.value),
        };
        let name = self
            .terms
            .names
            .get(at)
            .filter(|name| name.also.is_none())?;
        let mut mention = Mention::plain(name.brand, span, by);
        mention.read_as = Some(name.written.clone());
        Some(Found {
            mention,
            weigh: None,
        })
    }

    fn cashtag(&self, body: &str, span: Span) -> Option<Mention> {
        if let Some(&brand) = self.terms.cashtags.get(&fold(body)) {
            return Some(Mention::plain(brand, span, By::Cashtag));
        }
        // "$Larkspur", or a dollar for the S of a name.
        let plain = self
            .terms
            .looks
            .get(&looks_like(body))
            .map(|at| (By::Cashtag, at));
        let dollar = || {
            self.terms
                .looks
                .get(&looks_like(&format!("s{body}")))
                .map(|at| (By::LookAlike, at))
        };
        let (by, at) = plain.or_else(dollar)?;
        let name = self.terms.names.get(*at)?;
        let mut mention = Mention::plain(name.brand, span, by);
        mention.read_as = (by == By::LookAlike).then(|| name.written.clone());
        Some(mention)
    }

    /// The longest name in a tag such that `fits` says yes to what is before and behind it, given whether both begin
    /// as parts do; with the name as found.
    fn named(
        &self,
        tag: &Tag,
        fits: &dyn Fn(&Term, &str, &str, bool) -> bool,
    ) -> Option<(usize, Option<Also>, String)> {
        let automaton = self.terms.automaton.as_ref()?;
        let mut best: Option<(usize, usize, Option<Also>, String)> = None;
        for hit in automaton.find_overlapping_iter(&tag.text) {
            let (start, end) = (hit.start(), hit.end());
            let before = tag.text.get(..start).unwrap_or_default();
            let behind = tag.text.get(end..).unwrap_or_default();
            let parts = tag.is_part(start) && tag.is_part(end);
            for term in self
                .terms
                .terms
                .get(hit.value() as usize)
                .into_iter()
                .flatten()
            {
                let longer = best.as_ref().is_none_or(|(len, ..)| end - start > *len);
                if term.by.is_some() && longer && fits(term, before, behind, parts) {
                    let name = tag.text.get(start..end).unwrap_or_default().to_owned();
                    best = Some((end - start, term.brand, term.also, name));
                }
            }
        }
        best.map(|(_, brand, also, name)| (brand, also, name))
    }
}

/// Points that a hashtag starts with which is a word too.
const HASHTAG: f32 = 0.5;
/// The shortest account in which a slip is taken for one.
const LONG_HANDLE: usize = 8;
