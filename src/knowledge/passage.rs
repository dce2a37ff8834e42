//! Blocks to passages: pieces of an article that are short enough to read at a glance and long enough to answer.

use super::markdown::Block;
use crate::text::token::is_ideographic;

/// A passage that has this many words is not joined with more text without need.
const ENOUGH: usize = 40;
/// A passage is not grown beyond this many words.
const MOST: usize = 120;

/// A heading and the one above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) text: String,
    pub(super) parent: Option<usize>,
}

/// A passage and the heading above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) text: String,
    pub(super) heading: Option<usize>,
}

/// An article's body.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The text of the first heading, if the article has one.
    pub(super) first_heading: Option<String>,
    pub(super) headings: Vec<Heading>,
    pub(super) passages: Vec<Passage>,
}

/// Cuts blocks into passages. A heading that repeats `title` (or, without one, the first heading) is the title and not
/// part of the way to a passage.
pub(super) fn cut(blocks: &[Block], title: Option<&str>) -> Body {
    let mut body = Body::default();
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut under_way = String::new();
    for block in blocks {
        match block {
            Block::Heading { level, text } => {
                body.end(&mut under_way, &open);
                let first = body.first_heading.is_none();
                if first {
                    body.first_heading = Some(text.clone());
                }
                while open.last().is_some_and(|(above, _)| above >= level) {
                    open.pop();
                }
                if first && title.is_none_or(|title| title == text) {
                    continue;
                }
                body.headings.push(Heading {
                    text: text.clone(),
                    parent: open.last().map(|(_, at)| *at),
                });
                open.push((*level, body.headings.len() - 1));
            }
            Block::Text { text, tight } => {
                for (part, piece) in pieces(text).into_iter().enumerate() {
                    let joint = if *tight || part > 0 { "\n" } else { "\n\n" };
                    body.add(&mut under_way, piece, joint, &open);
                }
            }
        }
    }
    body.end(&mut under_way, &open);
    body
}

impl Body {
    /// Adds a piece to the passage under way, or ends that one first.
    fn add(&mut self, under_way: &mut String, piece: &str, joint: &str, open: &[(u8, usize)]) {
        let have = words(under_way);
        if have > 0 && (have + words(piece) > MOST || (have >= ENOUGH && joint == "\n\n")) {
            self.end(under_way, open);
        }
        if !under_way.is_empty() {
            under_way.push_str(joint);
        }
        under_way.push_str(piece);
    }

    fn end(&mut self, under_way: &mut String, open: &[(u8, usize)]) {
        let text = std::mem::take(under_way);
        if !text.trim().is_empty() {
            self.passages.push(Passage {
                text,
                heading: open.last().map(|(_, at)| *at),
            });
        }
    }
}

/// A block as it is, or cut at lines, sentences and at last at spaces, if it is too long for one passage.
fn pieces(text: &str) -> Vec<&str> {
    if words(text) <= MOST {
        return vec![text];
    }
    let mut pieces = Vec::new();
    for line in text.split('\n') {
        if words(line) <= MOST {
            pieces.push(line);
        } else {
            cut_line(line, &mut pieces);
        }
    }
    pieces
}

/// Cuts a long line after sentences once a piece has enough words; without any, where it has too many.
fn cut_line<'a>(line: &'a str, pieces: &mut Vec<&'a str>) {
    let mut start = 0;
    let mut count = 0;
    let mut sentence_ended = false;
    for (at, c) in line.char_indices() {
        let wide = is_ideographic(c);
        let boundary = c.is_whitespace() || (wide && at > start);
        if boundary && ((sentence_ended && count >= 2 * ENOUGH) || count >= 2 * MOST) {
            pieces.push(line.get(start..at).unwrap_or_default().trim());
            start = at;
            count = 0;
        }
        // Half-words: two characters of a script without spaces count as a word.
        count += if wide {
            1
        } else {
            2 * usize::from(c.is_whitespace())
        };
        sentence_ended = matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '।');
    }
    pieces.push(line.get(start..).unwrap_or_default().trim());
}

/// Words as a reader counts them.
pub(super) fn words(text: &str) -> usize {
    let wide = text.chars().filter(|&c| is_ideographic(c)).count();
    text.split_whitespace().count() + wide / 2
}
