//! HTML as a row of pieces: tags, texts, nothing else. One pass, however broken the page is: no tree is built, nothing
//! is called in itself, and no piece is looked at twice, so that a hostile page costs what its length costs.
//!
//! [`Pieces`] are what stands there. [`tidy`] is what a reader would see of it: nested as a browser would nest it, and
//! without what is hidden. (A parser by the book compares every attribute of a tag with all before it and looks through
//! all open elements at every tag, which takes hours for a page made for it.)

use std::borrow::Cow;

pub(crate) use tidy::{Shown, is_void, tidy};

mod tidy;

/// Attributes of one tag that are kept; no article's tag has more.
const MAX_ATTRIBUTES: usize = 24;
/// The longest name of a tag or an attribute, in bytes; what is longer is no name.
const MAX_NAME: usize = 64;

/// One piece of a page.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    /// An opening tag.
    Open(Tag<'a>),
    /// A closing tag: its name in lower case.
    Close(String),
    /// Text as it is written; [`decoded`] makes it readable.
    Text(&'a str),
    /// What is inside a `script`, `style` or the like.
    Raw(&'a str),
}

/// An opening tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    /// In lower case.
    pub(crate) name: String,
    attributes: Vec<(&'a str, &'a str)>,
}

impl Tag<'_> {
    /// The value of an attribute, readable; of several with one name the first counts.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        let (_, value) = self
            .attributes
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(decoded(value).trim().to_owned())
    }

    /// Whether the attribute is there and is `value`, in whatever case.
    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.value(name)
            .is_some_and(|own| own.eq_ignore_ascii_case(value))
    }
}

/// Reads a page piece by piece.
#[derive(Debug)]
pub(crate) struct Pieces<'a> {
    rest: &'a str,
    /// The element whose inside comes next and holds no tags.
    raw: Option<String>,
}

impl<'a> Pieces<'a> {
    pub(crate) const fn of(html: &'a str) -> Self {
        Self {
            rest: html,
            raw: None,
        }
    }

    /// Takes `len` bytes off the front.
    fn take(&mut self, len: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// The inside of an element that holds no tags, up to its closing tag.
    fn inside(&mut self, name: &str) -> Option<Piece<'a>> {
        let len = closing(self.rest, name).unwrap_or(self.rest.len());
        let inside = self.take(len);
        let readable = matches!(name, "title" | "textarea");
        match inside {
            "" => None,
            text if readable => Some(Piece::Text(text)),
            raw => Some(Piece::Raw(raw)),
        }
    }

    /// A tag at the front, if it is one that matters; comments and the like are passed over.
    fn markup(&mut self) -> Option<Piece<'a>> {
        if self.rest.starts_with("<!--") {
            let inside = self.rest.get(4..).unwrap_or_default();
            // `<!-->` is a comment already.
            let end = if inside.starts_with('>') {
                Some(5)
            } else {
                inside.find("-->").map(|at| at + 7)
            };
            self.take(end.unwrap_or(self.rest.len()));
            return None;
        }
        let closes = self.rest.starts_with("</");
        let from = 1 + usize::from(closes);
        let name = name(self.rest.get(from..).unwrap_or_default());
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = self.rest.find('>').map(|at| at + 1);
            self.take(end.unwrap_or(self.rest.len()));
            return None;
        }
        let (attributes, end) = attributes(self.rest, from + name.len());
        self.take(end);
        let plain = name.len() <= MAX_NAME;
        let name = name.to_ascii_lowercase();
        if closes {
            return plain.then_some(Piece::Close(name));
        }
        if is_raw(&name) {
            self.raw = Some(name.clone());
        }
        plain.then_some(Piece::Open(Tag { name, attributes }))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if let Some(name) = self.raw.take()
                && let Some(piece) = self.inside(&name)
            {
                return Some(piece);
            }
            if self.rest.is_empty() {
                return None;
            }
            match next_markup(self.rest) {
                Some(0) => {
                    if let Some(piece) = self.markup() {
                        return Some(piece);
                    }
                }
                at => return Some(Piece::Text(self.take(at.unwrap_or(self.rest.len())))),
            }
        }
    }
}

/// Where the next tag or comment begins; a `<` before anything else is only a sign.
fn next_markup(html: &str) -> Option<usize> {
    html.match_indices('<').map(|(at, _)| at).find(|at| {
        html.as_bytes()
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    })
}

/// The name at the start of `text`.
fn name(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// The attributes of the tag at the start of `html`, from byte `at` on, and where the tag ends.
fn attributes(html: &str, mut at: usize) -> (Vec<(&str, &str)>, usize) {
    let mut attributes = Vec::new();
    let byte = |at: usize| html.as_bytes().get(at).copied();
    let spaces = |mut at: usize| {
        while byte(at).is_some_and(|b| b.is_ascii_whitespace()) {
            at += 1;
        }
        at
    };
    loop {
        at = spaces(at);
        match byte(at) {
            None => return (attributes, html.len()),
            Some(b'>') => return (attributes, at + 1),
            Some(b'/') => {
                at += 1;
                continue;
            }
            Some(_) => {}
        }
        // A stray `=` at the beginning is part of the name.
        let skip = usize::from(byte(at) == Some(b'='));
        let name_len = skip + name(html.get(at + skip..).unwrap_or_default()).len();
        let own = html.get(at..at + name_len).unwrap_or_default();
        at = spaces(at + name_len);
        let mut value = "";
        if byte(at) == Some(b'=') {
            at = spaces(at + 1);
            let (from, end, next) = value_at(html, at);
            value = html.get(from..end).unwrap_or_default();
            at = next;
        }
        if attributes.len() < MAX_ATTRIBUTES && own.len() <= MAX_NAME {
            attributes.push((own, value));
        }
    }
}

/// Where the value at `at` begins and ends, and what comes after it.
fn value_at(html: &str, at: usize) -> (usize, usize, usize) {
    let rest = html.get(at..).unwrap_or_default();
    if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let len = rest.get(1..).unwrap_or_default().find(quote);
        let end = len.map_or(html.len(), |len| at + 1 + len);
        return (at + 1, end, (end + 1).min(html.len()));
    }
    let len = rest
        .bytes()
        .position(|b| b.is_ascii_whitespace() || b == b'>');
    let end = len.map_or(html.len(), |len| at + len);
    (at, end, end)
}

/// Whether what is inside the element is no markup.
fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" | "title" | "textarea"
    )
}

/// Where the closing tag of `name` begins.
fn closing(html: &str, name: &str) -> Option<usize> {
    html.match_indices("</").map(|(at, _)| at).find(|at| {
        let tail = html.as_bytes().get(at + 2..).unwrap_or_default();
        let (own, after) = tail.split_at_checked(name.len()).unwrap_or((tail, &[]));
        own.eq_ignore_ascii_case(name.as_bytes())
            && after
                .first()
                .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
    })
}

/// Text with its characters' names and numbers (`&eacute;`) replaced by the characters.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    if text.contains('&') {
        html_escape::decode_html_entities(text)
    } else {
        Cow::Borrowed(text)
    }
}

/// The words of a text with one space between them.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
