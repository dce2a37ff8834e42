//! The part of a page that its text is looked for in, tidied.

use super::crumbs::{self, Crumbs};
use crate::knowledge::markup::{Shown, Tag, decoded, one_line, tidy};

/// The longest value of an attribute that is kept.
const MAX_VALUE: usize = 300;

/// Part of a page.
#[derive(Debug, Default)]
pub(super) struct Region {
    /// Tidied HTML.
    pub(super) html: String,
    /// Whether the page itself calls it its text.
    pub(super) named: bool,
    /// Elements in it.
    pub(super) elements: usize,
    /// Characters of text in it, without spaces around words.
    pub(super) letters: usize,
    /// The first heading of the first level.
    pub(super) heading: Option<String>,
    pub(super) crumbs: Crumbs,
}

impl Region {
    /// Reads the element `part` of a page, or all of it.
    pub(super) fn read(html: &str, part: Option<&str>) -> Self {
        let mut region = Self {
            named: part.is_some(),
            ..Self::default()
        };
        let mut state = State {
            // The whole page is a part that was always open.
            part: part.is_none().then_some(0),
            ..State::default()
        };
        for shown in tidy(html) {
            match shown {
                Shown::Open(tag) => region.open(&tag, part, &mut state),
                Shown::Close(name) => region.close(&name, &mut state),
                Shown::Text(text) => region.text(text, &mut state),
            }
        }
        region
    }

    fn open(&mut self, tag: &Tag, part: Option<&str>, state: &mut State) {
        let void = state.opened(&tag.name);
        if state.way.is_none() && crumbs::is_way(tag) {
            state.way = Some(state.depth);
            self.crumbs.begin();
        }
        if state.way.is_some() {
            return self.crumbs.open(tag);
        }
        if state.dropped.is_none() && is_beside(tag) {
            state.dropped = Some(state.depth);
        }
        let begins =
            part.is_some_and(|part| tag.name == part || part == "main" && tag.is("role", "main"));
        if state.part.is_none() && begins && !void {
            state.part = Some(state.depth);
        }
        if tag.name == "h1" && self.heading.is_none() && state.heading.is_none() {
            state.heading = Some(String::new());
        }
        if state.shows() && !is_only_look(&tag.name) {
            self.elements += 1;
            self.html.push('<');
            self.html.push_str(&tag.name);
            for name in ["class", "id", "role", "href"] {
                if let Some(value) = tag.value(name).filter(|value| value.len() <= MAX_VALUE) {
                    let value = html_escape::encode_double_quoted_attribute(&value);
                    self.html.push_str(&format!(" {name}=\"{value}\""));
                }
            }
            self.html.push('>');
        }
    }

    fn close(&mut self, name: &str, state: &mut State) {
        if state.way.is_some() {
            self.crumbs.close(name);
        } else if state.shows() && !is_only_look(name) {
            self.html.push_str(&format!("</{name}>"));
        }
        if name == "h1"
            && let Some(text) = state.heading.take()
        {
            self.heading = Some(one_line(&text)).filter(|text| !text.is_empty());
        }
        state.closed();
    }

    fn text(&mut self, text: &str, state: &mut State) {
        if state.way.is_some() {
            return self.crumbs.text(text);
        }
        if let Some(heading) = &mut state.heading {
            heading.push_str(&decoded(text));
        }
        if state.shows() {
            self.letters += text
                .split_whitespace()
                .map(|word| word.chars().count() + 1)
                .sum::<usize>();
            self.html.push_str(&text.replace('<', "&lt;"));
        }
    }
}

/// Where reading is: how deep, and at which depth what began.
#[derive(Debug, Default)]
struct State {
    depth: usize,
    /// The part that is read.
    part: Option<usize>,
    /// Something beside the text.
    dropped: Option<usize>,
    /// The way to the page.
    way: Option<usize>,
    /// The heading under way.
    heading: Option<String>,
}

impl State {
    /// True for an element that holds nothing and has no end.
    fn opened(&mut self, name: &str) -> bool {
        let void = crate::knowledge::markup::is_void(name);
        self.depth += usize::from(!void);
        void
    }

    fn closed(&mut self) {
        let ended = |began: &mut Option<usize>| {
            if began.is_some_and(|began| began >= self.depth) {
                *began = None;
            }
        };
        ended(&mut self.dropped);
        ended(&mut self.way);
        ended(&mut self.part);
        self.depth = self.depth.saturating_sub(1);
    }

    const fn shows(&self) -> bool {
        self.part.is_some() && self.dropped.is_none() && self.way.is_none()
    }
}

/// What stands beside the text of a page, wherever it is.
fn is_beside(tag: &Tag) -> bool {
    matches!(tag.name.as_str(), "nav" | "footer" | "aside")
        || tag.value("role").is_some_and(|role| {
            matches!(
                role.as_str(),
                "navigation"
                    | "banner"
                    | "contentinfo"
                    | "search"
                    | "dialog"
                    | "alertdialog"
                    | "complementary"
            )
        })
}

/// Tags that change the look and nothing else.
fn is_only_look(name: &str) -> bool {
    matches!(
        name,
        "b" | "i"
            | "u"
            | "s"
            | "em"
            | "strong"
            | "small"
            | "big"
            | "font"
            | "tt"
            | "strike"
            | "code"
            | "nobr"
            | "span"
            | "mark"
            | "sub"
            | "sup"
            | "kbd"
            | "samp"
            | "var"
            | "abbr"
            | "cite"
            | "q"
            | "dfn"
            | "bdi"
            | "bdo"
            | "ins"
            | "del"
            | "label"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "wbr"
            | "form"
    )
}
