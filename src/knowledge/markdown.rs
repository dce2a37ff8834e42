//! Markdown to plain blocks of text: headings, paragraphs, list items, table rows and code, in order.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html;
use crate::text::token::is_ideographic;

/// A longer line was not broken to fit a window, in letters.
const LONG_LINE: usize = 120;

/// One piece of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading: 1 is the outermost level.
    Heading { level: u8, text: String },
    /// Plain text. `tight`: the next item of a list or row of a table, which belongs to the block before.
    Text { text: String, tight: bool },
}

/// The blocks of a Markdown text.
pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, options) {
        reader.event(event);
    }
    reader.flush();
    reader.blocks
}

/// The state of reading, of Markdown and of HTML.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) blocks: Vec<Block>,
    /// The block under way.
    text: String,
    /// The lists that are open, each with the number of its next item.
    lists: Vec<Option<u64>>,
    /// Whether the block under way continues a list or table.
    tight: bool,
    /// Inside a code block: line breaks and spaces are kept.
    pub(super) code: bool,
    /// Raw HTML under way.
    html: Option<String>,
    /// The element whose content is dropped (`script`, `style`).
    hidden: Option<String>,
    /// Cells so far in the table row under way.
    cells: usize,
}

impl Reader {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text),
            Event::Code(text) => self.push(&text),
            Event::Html(text) => match &mut self.html {
                Some(html) => html.push_str(&text),
                None => self.push(&html::text(&text)),
            },
            Event::InlineHtml(tag) => self.inline_html(&tag),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.push("\n"),
            Event::Rule => self.flush(),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Paragraph => self.new_line(),
            Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => self.flush(),
            Tag::CodeBlock(_) => {
                self.new_line();
                self.code = true;
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(first) => self.list(*first),
            Tag::Item => self.item(),
            Tag::Table(_) => self.flush(),
            Tag::TableHead | Tag::TableRow => self.cells = 0,
            Tag::TableCell => self.cell(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.heading(level as u8),
            TagEnd::CodeBlock => {
                self.code = false;
                self.block_end();
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.html_block(&html::text(&html));
            }
            TagEnd::List(_) => self.list_end(),
            TagEnd::TableHead | TagEnd::TableRow => self.row_end(),
            TagEnd::Table => self.table_end(),
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.block_end();
            }
            _ => {}
        }
    }

    /// A list begins, numbered from `first` on, or with points.
    pub(super) fn list(&mut self, first: Option<u64>) {
        self.new_line();
        self.lists.push(first);
    }

    pub(super) fn list_end(&mut self) {
        self.lists.pop();
        if self.lists.is_empty() {
            self.flush();
            self.tight = false;
        }
    }

    /// A row of a table begins.
    pub(super) fn row(&mut self) {
        // Nothing before it: it still belongs to the row above.
        if self.text.trim().is_empty() {
            self.text.clear();
        } else {
            self.new_line();
        }
        self.cells = 0;
    }

    /// Drops the space at the end of a line; the one behind an item's mark stays.
    pub(super) fn end_line(&mut self) {
        let line = self.text.rsplit('\n').next().unwrap_or_default().trim();
        let number = line.strip_suffix('.');
        let marked =
            line == "-" || number.is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()));
        if !marked && !self.code {
            let len = self.text.trim_end_matches(' ').len();
            self.text.truncate(len);
        }
    }

    /// A cell of a row begins.
    pub(super) fn cell(&mut self) {
        if self.cells > 0 {
            let len = self.text.trim_end().len();
            self.text.truncate(len);
            self.text.push_str(" | ");
        }
        self.cells += 1;
    }

    /// A row is a block that belongs to the rows before it.
    pub(super) fn row_end(&mut self) {
        self.flush();
        self.tight = true;
    }

    pub(super) fn table_end(&mut self) {
        self.tight = false;
    }

    /// Whether nothing stands on the line under way.
    pub(super) fn begins(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(['\n', ' '])
    }

    /// A new item: the outermost list's items are blocks, deeper ones are lines of their block.
    pub(super) fn item(&mut self) {
        let depth = self.lists.len();
        if depth <= 1 {
            self.flush();
        } else {
            self.new_line();
            let deep = depth.min(6);
            self.text.extend(std::iter::repeat_n("  ", deep - 1));
        }
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.text.push_str(&format!("{number}. "));
                *number = number.saturating_add(1);
            }
            _ => self.text.push_str("- "),
        }
    }

    /// The end of a paragraph or the like: a block of its own, except inside a list's item.
    fn block_end(&mut self) {
        if self.lists.is_empty() {
            self.flush();
        }
    }

    /// Inside an item, what follows begins on its own line; elsewhere it is a block of its own.
    pub(super) fn new_line(&mut self) {
        if self.lists.is_empty() {
            self.flush();
        } else if !(self.text.is_empty() || self.text.ends_with(['\n', ' '])) {
            self.text.push('\n');
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        for c in text.chars() {
            let space = !self.code && c.is_whitespace() && c != '\n';
            if !space {
                self.text.push(c);
            } else if !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    /// A line break in the source: a space, except in scripts that put none between words.
    fn soft_break(&mut self) {
        // Nobody breaks lines that are longer than a screen is wide but to begin a paragraph.
        let line = self.text.rsplit('\n').next().unwrap_or_default();
        if line.chars().count() > LONG_LINE {
            self.push("\n");
        } else if !self.text.chars().next_back().is_some_and(is_ideographic) {
            self.push(" ");
        }
    }

    fn inline_html(&mut self, tag: &str) {
        let name = html::tag_name(tag);
        if let Some(hidden) = &self.hidden {
            if name.strip_prefix('/') == Some(hidden) {
                self.hidden = None;
            }
        } else if html::is_hidden(&name) {
            self.hidden = Some(name);
        } else if name == "br" {
            self.push("\n");
        }
    }

    fn html_block(&mut self, text: &str) {
        for paragraph in text.split("\n\n") {
            self.new_line();
            self.push(paragraph.trim());
            self.block_end();
        }
    }

    pub(super) fn heading(&mut self, level: u8) {
        let text = std::mem::take(&mut self.text).replace('\n', " ");
        let text = text.trim();
        self.hidden = None;
        if !text.is_empty() {
            self.blocks.push(Block::Heading {
                level,
                text: text.to_owned(),
            });
        }
        self.tight = false;
    }

    /// Ends the block under way.
    pub(super) fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.hidden = None;
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let text = lines.join("\n");
        let text = text.trim_matches('\n');
        let only_marker = matches!(text.trim(), "-" | "");
        if !only_marker {
            self.blocks.push(Block::Text {
                text: text.to_owned(),
                tight: self.tight,
            });
        }
        self.tight = !self.lists.is_empty() && (self.tight || !only_marker);
    }
}
