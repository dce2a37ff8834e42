//! What a reader sees as one character, as Bluesky and Mastodon count; they differ in links and handles.

use unicode_segmentation::UnicodeSegmentation;

use super::{Piece, domain, link};
use crate::span::Span;

/// The longest path that Bluesky shows of a link, and what it shows of a longer one, with three full stops behind it.
const PATH: usize = 15;
const PATH_CUT: usize = 13 + 3;

/// Counts a text's graphemes; what `others` cover counts what is said there.
fn pieces(text: &str, others: &[(Span, u32)]) -> Vec<Piece> {
    let mut others = others.iter().peekable();
    let mut pieces = Vec::with_capacity(text.len());
    let mut done = 0;
    for (start, _) in text.grapheme_indices(true) {
        if start < done {
            continue;
        }
        let other = others.next_if(|(span, _)| span.start <= start);
        done = other.map_or(start, |(span, _)| span.end);
        let weight = other.map_or(1, |(_, weight)| *weight);
        pieces.push(Piece { start, weight });
    }
    pieces
}

/// Bluesky's composer counts links with a scheme by what is shown of them: host and a short path.
pub(super) fn bluesky(text: &str) -> Vec<Piece> {
    let links: Vec<_> = schemes(text)
        .filter_map(|span| Some((span, shown(span.slice(text))?)))
        .collect();
    pieces(text, &links)
}

/// Links with a scheme, behind a space or a bracket, without the mark that ends their sentence.
fn schemes(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices("http").filter_map(|(start, _)| {
        let before = text.get(..start)?.chars().next_back();
        let free = before.is_none_or(|c| c.is_whitespace() || c == '(');
        let link = text.get(start..)?.split(char::is_whitespace).next()?;
        let (scheme, rest) = link.split_once("://")?;
        let link = link
            .strip_suffix(['.', ',', ';', ':', '!', '?'])
            .unwrap_or(link);
        let link = match link.strip_suffix(')') {
            Some(inner) if !link.contains('(') => inner,
            _ => link,
        };
        let is = free && matches!(scheme.len(), 4 | 5) && !rest.is_empty();
        (is && (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")))
            .then(|| Span::new(start, start + link.len()))
    })
}

/// How many characters Bluesky shows of a link; `None` for what is no address.
fn shown(link: &str) -> Option<u32> {
    let (scheme, rest) = link.split_once("://")?;
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let host = authority.rsplit('@').next()?;
    let port = if scheme.len() == 4 { ":80" } else { ":443" };
    let host = host.strip_suffix(port).unwrap_or(host);
    let label = |label: &str| domain::encoded_len(&label.chars().collect::<Vec<_>>());
    let host: usize = host.split('.').map(|part| label(part) + 1).sum();
    // The slash of a page without a path is not shown.
    let path = match path.strip_prefix('/') {
        Some(rest) if rest.is_empty() || rest.starts_with(['?', '#']) => rest,
        _ => path,
    };
    let path: usize = path.chars().map(written).sum();
    let path = if path > PATH { PATH_CUT } else { path };
    (host > 1).then_some(u32::try_from(host - 1 + path).ok()?)
}

/// How many characters one of a path takes in an address.
fn written(c: char) -> usize {
    if c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`' | '{' | '}') {
        1
    } else {
        3 * c.len_utf8()
    }
}

/// Mastodon counts links with a scheme alike, and a handle without its host.
pub(super) fn mastodon(text: &str, link: u32) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let span = |start: usize, end: usize| {
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(text.len());
        Span::new(byte(start), byte(end))
    };
    let mut found: Vec<_> = link::find(&chars, true)
        .into_iter()
        .map(|found| (span(found.start, found.end), link))
        .collect();
    let handles =
        handles(text).filter(|(handle, _)| !found.iter().any(|(link, _)| link.overlaps(*handle)));
    let handles: Vec<_> = handles.collect();
    found.extend(handles);
    found.sort_by_key(|(span, _)| *span);
    pieces(text, &found)
}

/// `@user@host`, and the length of `@user`.
fn handles(text: &str) -> impl Iterator<Item = (Span, u32)> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices('@').filter_map(move |(start, _)| {
        let before = text.get(..start)?.chars().next_back();
        let rest = text.get(start + 1..)?;
        let (user, host) = rest.split_at(rest.find(|c| !word(c)).unwrap_or(rest.len()));
        let host = host.strip_prefix('@').filter(|_| !user.is_empty())?;
        let run = host.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-');
        let host = host.get(..run.unwrap_or(host.len()))?;
        let host = host.trim_end_matches(['.', '-']);
        let end = start + 1 + user.len() + 1 + host.len();
        let is = host.len() > 1 && !before.is_some_and(|c| word(c) || c == '/');
        is.then_some((Span::new(start, end), u32::try_from(user.len() + 1).ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(pieces: &[Piece]) -> u32 {
        super::super::total(pieces)
    }

    #[test]
    fn bluesky_counts_what_it_shows_of_a_link() {
        for (text, shown) in [
            ("👨‍👩‍👧‍👦é🇬🇧", "xxx"),
            (
                "See https://larkspur.example.com/",
                "See larkspur.example.com",
            ),
            (
                "https://larkspur.example.com/status",
                "larkspur.example.com/status",
            ),
            (
                "https://larkspur.example.com/status/of/today",
                "larkspur.example.com/status/of/to...",
            ),
            (
                "(https://larkspur.example.com:443/a).",
                "(larkspur.example.com/a).",
            ),
            (
                "http://larkspur.example.com?a=1",
                "larkspur.example.com?a=1",
            ),
            ("http://larkspur.example.com/#a", "larkspur.example.com#a"),
            (
                "larkspur.example.com/status/of/today",
                "larkspur.example.com/status/of/today",
            ),
            (
                "xhttps://a.example/status/of/all/days",
                "xhttps://a.example/status/of/all/days",
            ),
            ("https://", "https://"),
            ("https://?", "https://?"),
            ("http", "http"),
        ] {
            let expected = u32::try_from(shown.chars().count()).unwrap();
            assert_eq!(sum(&bluesky(text)), expected, "{text}");
        }
    }

    #[test]
    fn mastodon_counts_links_alike_and_handles_without_their_host() {
        let link = "x".repeat(23);
        for (text, counted) in [
            ("hi @example_user@social.example.", "hi @example_user."),
            (
                "me@example_user@social.example",
                "me@example_user@social.example",
            ),
            ("@example_user", "@example_user"),
            ("@example_user@x", "@example_user@x"),
            (
                "see https://larkspur.example.com/@a@b.example!",
                &format!("see {link}!"),
            ),
            ("see larkspur.example.com", "see larkspur.example.com"),
            ("👍🏽", "x"),
        ] {
            let expected = u32::try_from(counted.chars().count()).unwrap();
            assert_eq!(sum(&mastodon(text, 23)), expected, "{text}");
        }
    }
}
