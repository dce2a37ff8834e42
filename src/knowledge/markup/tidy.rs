//! What a reader sees of a page: elements that close as they opened, and none that are hidden.

use std::collections::VecDeque;

use super::{Piece, Pieces, Tag};

/// Elements within elements. What is nested deeper keeps its text and loses its tags.
const MAX_DEPTH: usize = 200;

/// One piece of a tidy page. Every `Open` of an element that can hold something has its `Close`.
#[derive(Debug)]
pub(crate) enum Shown<'a> {
    /// An element begins. `html`, `head` and `body` are not told.
    Open(Tag<'a>),
    /// An element ends.
    Close(String),
    /// Text as it is written.
    Text(&'a str),
}

/// Reads `html` as a reader sees it.
pub(crate) fn tidy(html: &str) -> Tidy<'_> {
    Tidy {
        pieces: Pieces::of(html),
        open: Vec::new(),
        hidden: None,
        waiting: VecDeque::new(),
    }
}

/// The pieces that a reader sees.
#[derive(Debug)]
pub(crate) struct Tidy<'a> {
    pieces: Pieces<'a>,
    open: Vec<String>,
    /// How many elements were open where the outermost hidden one began.
    hidden: Option<usize>,
    waiting: VecDeque<Shown<'a>>,
}

impl<'a> Iterator for Tidy<'a> {
    type Item = Shown<'a>;

    fn next(&mut self) -> Option<Shown<'a>> {
        loop {
            if let Some(shown) = self.waiting.pop_front() {
                return Some(shown);
            }
            match self.pieces.next() {
                Some(Piece::Open(tag)) => self.opened(tag),
                Some(Piece::Close(name)) => self.closed(&name),
                Some(Piece::Text(text)) if self.hidden.is_none() => return Some(Shown::Text(text)),
                Some(Piece::Text(_) | Piece::Raw(_)) => {}
                None if self.open.is_empty() => return None,
                None => self.close_to(0),
            }
        }
    }
}

impl<'a> Tidy<'a> {
    fn opened(&mut self, tag: Tag<'a>) {
        if matches!(tag.name.as_str(), "html" | "head" | "body") {
            return;
        }
        for (ends, within) in implied(&tag.name) {
            if let Some(at) = self.nearest(ends, within) {
                self.close_to(at);
            }
        }
        if is_void(&tag.name) {
            if self.hidden.is_none() {
                self.waiting.push_back(Shown::Open(tag));
            }
            return;
        }
        if self.open.len() >= MAX_DEPTH {
            return;
        }
        if self.hidden.is_none() && is_hidden(&tag) {
            self.hidden = Some(self.open.len());
        }
        self.open.push(tag.name.clone());
        if self.hidden.is_none() {
            self.waiting.push_back(Shown::Open(tag));
        }
    }

    fn closed(&mut self, name: &str) {
        let part_of_table = TABLE.contains(&name);
        let within: &[&str] = if part_of_table {
            &[]
        } else {
            &["td", "th", "table"]
        };
        if let Some(at) = self.nearest(&[name], within) {
            self.close_to(at);
        }
    }

    /// The innermost open element with one of the names, looked for no further than one of `within`.
    fn nearest(&self, names: &[&str], within: &[&str]) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if names.contains(&open.as_str()) {
                return Some(at);
            }
            if within.contains(&open.as_str()) {
                return None;
            }
        }
        None
    }

    /// Closes all elements but the outermost `keep`.
    fn close_to(&mut self, keep: usize) {
        while self.open.len() > keep {
            let Some(name) = self.open.pop() else { break };
            match self.hidden {
                Some(depth) if self.open.len() <= depth => self.hidden = None,
                Some(_) => {}
                None => self.waiting.push_back(Shown::Close(name)),
            }
        }
    }
}

const TABLE: [&str; 7] = ["table", "thead", "tbody", "tfoot", "tr", "td", "th"];

/// Which open elements an element ends by beginning, and within which it does not look for them.
fn implied(name: &str) -> &'static [(&'static [&'static str], &'static [&'static str])] {
    const PARAGRAPH_ENDS: (&[&str], &[&str]) = (
        &["p"],
        &["td", "th", "table", "button", "li", "div", "section"],
    );
    match name {
        "li" => &[(&["li"], &["ul", "ol", "menu", "td", "th"])],
        "dt" | "dd" => &[(&["dt", "dd"], &["dl", "td", "th"])],
        "tr" => &[(&["tr"], &["table"])],
        "td" | "th" => &[(&["td", "th"], &["tr", "table"])],
        "thead" | "tbody" | "tfoot" => &[(&["thead", "tbody", "tfoot"], &["table"])],
        "option" => &[(&["option"], &["select"])],
        "a" => &[(&["a"], &["td", "th", "table", "li", "div"])],
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &[
            PARAGRAPH_ENDS,
            (
                &["h1", "h2", "h3", "h4", "h5", "h6"],
                &[
                    "td", "th", "table", "li", "div", "section", "article", "header",
                ],
            ),
        ],
        "p" | "div" | "ul" | "ol" | "dl" | "table" | "pre" | "section" | "article" | "aside"
        | "blockquote" | "footer" | "form" | "header" | "hr" | "main" | "nav" | "fieldset"
        | "figure" | "details" => &[PARAGRAPH_ENDS],
        _ => &[],
    }
}

/// Whether the element holds nothing and has no closing tag.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether the element and what is in it is not for readers.
fn is_hidden(tag: &Tag) -> bool {
    let by_name = matches!(
        tag.name.as_str(),
        "script"
            | "style"
            | "template"
            | "noscript"
            | "title"
            | "iframe"
            | "noembed"
            | "noframes"
            | "object"
            | "svg"
            | "canvas"
            | "audio"
            | "video"
            | "select"
            | "textarea"
            | "button"
            | "datalist"
    );
    let closed_dialog = tag.name == "dialog" && tag.value("open").is_none();
    by_name
        || closed_dialog
        || tag.value("hidden").is_some_and(|how| how != "until-found")
        || tag.is("aria-hidden", "true")
        || tag.value("style").is_some_and(|style| {
            let style: String = style
                .chars()
                .filter(|c| !c.is_whitespace())
                .map(|c| c.to_ascii_lowercase())
                .collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}
