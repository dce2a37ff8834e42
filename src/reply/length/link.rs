//! Links as X finds them in a post to shorten them (`t.co`): with a scheme, or a bare domain with a known ending.
//!
//! X finds links by a pattern. This is the same in one pass: the parts of a run of domain letters are judged once,
//! whereas a pattern tries anew from every place of a long line.

use super::{domain, letters};

/// The longest address that X shortens, in UTF-16 units, its scheme counted twice.
const MAX_LINK: usize = 4096;
/// What X adds to a link without a scheme when it judges its length.
const SCHEME: usize = "https://".len();
/// The most characters of a `t.co` address.
const MAX_SLUG: usize = 40;

/// A link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// Its first character.
    pub(super) start: usize,
    /// One past its last.
    pub(super) end: usize,
    /// How many UTF-16 units X takes for it. Fewer than it has where letters of other scripts stand between a domain
    /// and its path.
    pub(super) units: usize,
}

/// All links of a text; with `schemes` only those that have one.
pub(super) fn find(chars: &[char], schemes: bool) -> Vec<Link> {
    let mut links = Vec::new();
    if !chars.contains(&if schemes { ':' } else { '.' }) {
        return links;
    }
    let mut runs = Run::default();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        // X sees the halves of a character beyond 16 bits: the first stands before a domain that the second begins.
        let halved =
            (c > '\u{ffff}' && !schemes).then(|| Found::at(chars, at, None, false, &mut runs));
        let found = halved
            .flatten()
            .or_else(|| {
                let free = letters::precedes(c);
                free.then(|| Found::at(chars, at + 1, Some(c), schemes, &mut runs))?
            })
            .or_else(|| (at == 0).then(|| Found::at(chars, at, None, schemes, &mut runs))?);
        match found {
            Some(found) => {
                found.judge(chars, &mut links);
                at = found.end;
            }
            None => at += 1,
        }
    }
    links
}

/// Something with the form of a link.
struct Found {
    /// What stands before it.
    before: Option<char>,
    start: usize,
    /// Where its domain begins: behind the scheme, if there is one.
    domain: usize,
    domain_end: usize,
    /// Whether a path follows the domain.
    path: bool,
    end: usize,
}

impl Found {
    fn at(
        chars: &[char],
        start: usize,
        before: Option<char>,
        schemes: bool,
        run: &mut Run,
    ) -> Option<Self> {
        let scheme = scheme(chars, start);
        if scheme == 0 && schemes {
            return None;
        }
        let domain = start + scheme;
        let domain_end = run.domain_end(chars, domain)?;
        let port = port(chars, domain_end);
        let path = path(chars, port);
        Some(Self {
            before,
            start,
            domain,
            domain_end,
            path: path > port,
            end: query(chars, path),
        })
    }

    /// Adds the links in it.
    fn judge(&self, chars: &[char], links: &mut Vec<Link>) {
        let slice = |start: usize, end: usize| chars.get(start..end).unwrap_or_default();
        let scheme = self.domain - self.start;
        let name = slice(self.domain, self.domain_end);
        let whole = units(slice(self.start, self.end));
        let added = if scheme > 0 { scheme } else { SCHEME };
        if whole + added > MAX_LINK || !domain::is_possible(name) {
            return;
        }
        if scheme > 0 {
            let Some(end) = short_link(chars, self) else {
                return;
            };
            links.push(Link {
                start: self.start,
                end,
                units: units(slice(self.start, end)),
            });
            return;
        }
        if self.before.is_some_and(|c| "-_./".contains(c)) {
            return;
        }
        let first = links.len();
        links.extend(domain::plain(name).into_iter().map(|(start, end)| Link {
            start: self.domain + start,
            end: self.domain + end,
            units: end - start,
        }));
        if let Some(last) = links.get_mut(first..).and_then(<[Link]>::last_mut)
            && self.path
        {
            last.end = self.end;
            last.units += units(slice(self.domain_end, self.end));
        }
    }
}

/// Length of `http://` or `https://` at a place; 0 if there is none.
fn scheme(chars: &[char], at: usize) -> usize {
    let rest = chars.get(at..).unwrap_or_default();
    ["https://", "http://"]
        .into_iter()
        .find(|scheme| {
            rest.len() >= scheme.len()
                && rest
                    .iter()
                    .zip(scheme.chars())
                    .all(|(c, s)| c.eq_ignore_ascii_case(&s))
        })
        .map_or(0, str::len)
}

/// The end of a port, or `at`.
fn port(chars: &[char], at: usize) -> usize {
    let digits = match chars.get(at..) {
        Some([':', rest @ ..]) => domain::run(rest, |c| c.is_ascii_digit()),
        _ => 0,
    };
    at + if digits > 0 { 1 + digits } else { 0 }
}

/// The end of a path, or `at`: what ends no path is left out. Brackets belong to it in pairs, and end it only right
/// behind what could end it too.
fn path(chars: &[char], at: usize) -> usize {
    if chars.get(at) != Some(&'/') {
        return at;
    }
    let mut end = at + 1;
    let mut next = end;
    while let Some(&c) = chars.get(next) {
        if c == '(' {
            let Some(closed) = brackets(chars, next) else {
                break;
            };
            if next == end {
                end = closed;
            }
            next = closed;
        } else if letters::is_path(c) {
            next += 1;
            if letters::ends_path(c) {
                end = next;
            }
        } else {
            break;
        }
    }
    end
}

/// The end of a pair of brackets with something in it, among it at most one more pair.
fn brackets(chars: &[char], at: usize) -> Option<usize> {
    let run = |at: usize| at + domain::run(chars.get(at..).unwrap_or_default(), letters::is_path);
    let mut next = run(at + 1);
    let mut empty = next == at + 1;
    if chars.get(next) == Some(&'(') {
        let inner = run(next + 1);
        if inner == next + 1 || chars.get(inner) != Some(&')') {
            return None;
        }
        next = run(inner + 1);
        empty = false;
    }
    (!empty && chars.get(next) == Some(&')')).then_some(next + 1)
}

/// The end of a query, or `at`.
fn query(chars: &[char], at: usize) -> usize {
    let Some(['?', rest @ ..]) = chars.get(at..) else {
        return at;
    };
    let len = domain::run(rest, letters::is_query);
    let asked = rest.get(..len).unwrap_or_default();
    let last = asked.iter().rposition(|&c| letters::ends_query(c));
    last.map_or(at, |last| at + 1 + last + 1)
}

/// Where a link with a scheme ends: `t.co` takes no path behind its one word, and no long word.
fn short_link(chars: &[char], found: &Found) -> Option<usize> {
    let host = chars.get(found.domain..found.end).unwrap_or_default();
    let is = |host: &[char]| {
        host.iter()
            .zip("t.co/".chars())
            .all(|(c, t)| c.eq_ignore_ascii_case(&t))
    };
    let Some((head, rest)) = host.split_at_checked(5).filter(|(head, _)| is(head)) else {
        return Some(found.end);
    };
    let slug = domain::run(rest, |c| c.is_ascii_alphanumeric());
    match slug {
        0 => Some(found.end),
        slug if slug > MAX_SLUG => None,
        slug => {
            let end = found.domain + head.len() + slug;
            Some(query(chars.get(..found.end)?, end))
        }
    }
}

fn units(chars: &[char]) -> usize {
    chars.iter().map(|c| c.len_utf16()).sum()
}

/// A run of the letters, hyphens, underscores and full stops that domains are made of.
#[derive(Default)]
struct Run {
    start: usize,
    end: usize,
    dots: Vec<Dot>,
}

/// A full stop in a run, and what it ends and begins.
#[derive(Clone, Copy)]
struct Dot {
    at: usize,
    /// Whether what it ends (from the full stop before it) is part of a domain.
    ends_label: bool,
    /// The last underscore before it.
    underscore: Option<usize>,
    /// The end of the top-level domain behind it.
    top: Option<usize>,
    /// The end of the longest domain that goes on behind it for at least one more part.
    on: Option<usize>,
}

impl Run {
    /// The end of the domain that begins at `start`.
    fn domain_end(&mut self, chars: &[char], start: usize) -> Option<usize> {
        if !letters::is_domain(*chars.get(start)?) {
            return None;
        }
        if !(self.start..self.end).contains(&start) {
            *self = Self::new(chars, start);
        }
        let dot = self
            .dots
            .get(self.dots.partition_point(|dot| dot.at < start))?;
        let label = dot.at > start && letters::is_domain(*chars.get(dot.at - 1)?);
        let named = dot.underscore.is_none_or(|at| at < start);
        label.then_some(dot.on.or(dot.top.filter(|_| named)))?
    }

    fn new(chars: &[char], start: usize) -> Self {
        let rest = chars.get(start..).unwrap_or_default();
        let len = domain::run(rest, |c| {
            letters::is_domain(c) || matches!(c, '-' | '_' | '.')
        });
        let mut dots: Vec<Dot> = Vec::new();
        let mut underscore = None;
        for (at, &c) in (start..).zip(rest.iter().take(len)) {
            match c {
                '_' => underscore = Some(at),
                '.' => {
                    let from = dots.last().map_or(start, |dot| dot.at + 1);
                    let is = |at: Option<usize>| {
                        at.and_then(|at| chars.get(at))
                            .is_some_and(|&c| letters::is_domain(c))
                    };
                    dots.push(Dot {
                        at,
                        ends_label: at > from && is(Some(from)) && is(at.checked_sub(1)),
                        underscore,
                        top: domain::top_level(chars, at + 1),
                        on: None,
                    });
                }
                _ => {}
            }
        }
        let mut after: Option<Dot> = None;
        for dot in dots.iter_mut().rev() {
            dot.on = after.filter(|next| next.ends_label).and_then(|next| {
                let named = next.underscore.is_none_or(|at| at < dot.at);
                next.on.or(next.top.filter(|_| named))
            });
            after = Some(*dot);
        }
        Self {
            start,
            end: start + len,
            dots,
        }
    }
}
