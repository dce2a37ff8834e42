//! What an article is made of: its terms, each with how often it is in title, headings and keywords, and the passages
//! that it is in or that it stands above in a heading.
//!
//! A search finds articles by postings and then looks only into those that may be first, so that a common word costs
//! nothing for the passages of all the others.

use super::file::{Bytes, put_number};

/// Where in an article a term stands. Sorts by part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Title,
    Headings,
    Keywords,
    /// In the text of a passage, by its place in the article.
    Passage(u32),
    /// In a heading above that passage.
    Above(u32),
}

/// One term of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) term: u32,
    /// How often in title, headings and keywords.
    pub(super) short: [u32; 3],
    /// Passages by their place in the article, how often the term is in each, and whether it stands above it.
    pub(super) places: Vec<(u32, u32, bool)>,
}

impl Entry {
    /// How often the term is in title, headings, keywords and body.
    pub(super) fn counts(&self) -> [u32; 4] {
        let [title, headings, keywords] = self.short;
        let body = self.places.iter().map(|(_, count, _)| count).sum();
        [title, headings, keywords, body]
    }
}

/// Gathers the terms of one article.
pub(super) fn entries(mut parts: Vec<(u32, Part)>) -> Vec<Entry> {
    parts.sort_unstable();
    let mut entries = Vec::new();
    for run in parts.chunk_by(|a, b| a.0 == b.0) {
        let mut entry = Entry {
            term: run.first().map_or(0, |(term, _)| *term),
            ..Entry::default()
        };
        let [title, headings, keywords] = &mut entry.short;
        for (_, part) in run {
            match part {
                Part::Title => *title += 1,
                Part::Headings => *headings += 1,
                Part::Keywords => *keywords += 1,
                Part::Passage(place) => match entry.places.last_mut() {
                    Some((last, count, _)) if last == place => *count += 1,
                    _ => entry.places.push((*place, 1, false)),
                },
                Part::Above(place) => match entry.places.iter_mut().find(|at| at.0 == *place) {
                    Some((_, _, above)) => *above = true,
                    None => entry.places.push((*place, 0, true)),
                },
            }
        }
        entry.places.sort_unstable();
        entries.push(entry);
    }
    entries
}

/// Appends the terms of one article, sorted by term.
pub(super) fn write(entries: &[Entry], out: &mut Vec<u8>) {
    let mut next = 0;
    for entry in entries {
        put_number(out, entry.term - next);
        next = entry.term + 1;
        for count in entry.short {
            put_number(out, count);
        }
        put_number(out, u32::try_from(entry.places.len()).unwrap_or(u32::MAX));
        let mut next = 0;
        for &(place, count, above) in &entry.places {
            put_number(out, (place - next) << 1 | u32::from(above));
            put_number(out, count);
            next = place + 1;
        }
    }
}

/// Reads all terms of an article, as far as the bytes make sense.
pub(super) fn read(bytes: &[u8]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut bytes = Bytes(bytes);
    let mut next = 0_u32;
    while let Some((term, short, mut places)) = head(&mut bytes, next) {
        let mut entry = Entry {
            term,
            short,
            places: Vec::new(),
        };
        let all = places.each(&mut bytes, |place, count, above| {
            entry.places.push((place, count, above));
        });
        if all.is_none() {
            break;
        }
        entries.push(entry);
        next = term.saturating_add(1);
    }
    entries
}

/// Tells for each of `wanted` (sorted) the passages of the article: `each(number in wanted, place, count, above)`.
pub(super) fn find(
    bytes: &[u8],
    wanted: &[u32],
    mut each: impl FnMut(usize, u32, u32, bool),
) -> Option<()> {
    let mut bytes = Bytes(bytes);
    let mut next = 0_u32;
    let mut wanted = wanted.iter().enumerate().peekable();
    while !bytes.0.is_empty() {
        let (term, _, mut places) = head(&mut bytes, next)?;
        while wanted.next_if(|(_, wanted)| **wanted < term).is_some() {}
        match wanted.peek() {
            None => break,
            Some((at, wanted)) if **wanted == term => {
                places.each(&mut bytes, |place, count, above| {
                    each(*at, place, count, above);
                })?;
            }
            Some(_) => places.each(&mut bytes, |_, _, _| {})?,
        }
        next = term.checked_add(1)?;
    }
    Some(())
}

fn head(bytes: &mut Bytes, next: u32) -> Option<(u32, [u32; 3], Places)> {
    let term = next.checked_add(bytes.number()?)?;
    let short = [bytes.number()?, bytes.number()?, bytes.number()?];
    let left = bytes.number()?;
    Some((term, short, Places { left }))
}

/// The passages of a term that are still to be read.
struct Places {
    left: u32,
}

impl Places {
    fn each(&mut self, bytes: &mut Bytes, mut each: impl FnMut(u32, u32, bool)) -> Option<()> {
        let mut next = 0_u32;
        for _ in 0..self.left {
            let step = bytes.number()?;
            let place = next.checked_add(step >> 1)?;
            each(place, bytes.number()?, step & 1 == 1);
            next = place.checked_add(1)?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_written_is_read_and_found() {
        let parts = vec![
            (7, Part::Title),
            (7, Part::Passage(2)),
            (7, Part::Passage(2)),
            (7, Part::Above(2)),
            (3, Part::Keywords),
            (9, Part::Above(0)),
            (9, Part::Passage(4)),
        ];
        let entries = entries(parts);
        let mut bytes = Vec::new();
        write(&entries, &mut bytes);
        assert_eq!(read(&bytes), entries);
        let mut found = Vec::new();
        find(&bytes, &[4, 7, 9], |at, place, count, above| {
            found.push((at, place, count, above));
        });
        let expected = [(1, 2, 2, true), (2, 0, 0, true), (2, 4, 1, false)];
        assert_eq!(found, expected);
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            read(&bytes);
            let _ = find(&bytes, &[0, 3, 200], |_, _, _, _| {});
        }
    }
}
