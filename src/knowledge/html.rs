//! HTML to plain blocks of text; and the text of raw HTML inside Markdown. Never its tags.

use super::markdown::{Block, Reader};
use super::markup::{Shown, Tag, decoded, tidy};

/// The blocks of an article in HTML.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let mut article = Article::default();
    for shown in tidy(html) {
        match shown {
            Shown::Open(tag) => article.open(&tag),
            Shown::Close(name) => article.close(&name),
            Shown::Text(text) => article.text(&decoded(text)),
        }
    }
    article.reader.flush();
    article.reader.blocks
}

/// The state of reading an article.
#[derive(Default)]
struct Article {
    reader: Reader,
    /// Elements that are open and keep their line breaks.
    pre: usize,
    /// Cells and headings that are open: whatever is in them is one line.
    line: usize,
}

impl Article {
    fn open(&mut self, tag: &Tag) {
        if self.line == 0 && is_block(&tag.name) {
            self.reader.end_line();
        }
        match tag.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.line == 0 => {
                self.reader.flush();
                self.line = 1;
            }
            "td" | "th" => {
                self.reader.cell();
                self.line += 1;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.line += 1,
            name if self.line > 0 && (is_block(name) || name == "br") => self.text(" "),
            _ if self.line > 0 => {}
            "ul" | "menu" => self.reader.list(None),
            "ol" => {
                let start = tag.value("start").and_then(|start| start.parse().ok());
                self.reader.list(Some(start.unwrap_or(1)));
            }
            "li" => self.reader.item(),
            "table" | "blockquote" | "hr" => self.reader.new_line(),
            "tr" => self.reader.row(),
            "pre" => {
                self.reader.new_line();
                self.pre += 1;
                self.reader.code = true;
            }
            "br" => self.reader.push("\n"),
            name if is_block(name) => self.reader.new_line(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.line == 0 && is_block(name) {
            self.reader.end_line();
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.line = self.line.saturating_sub(1);
                if self.line == 0 {
                    let level = name.bytes().last().unwrap_or(b'1') - b'0';
                    self.reader.heading(level);
                }
            }
            "td" | "th" => self.line = self.line.saturating_sub(1),
            _ if self.line > 0 && is_block(name) => self.text(" "),
            _ if self.line > 0 => {}
            "ul" | "ol" | "menu" => self.reader.list_end(),
            "tr" => self.reader.row_end(),
            "table" => self.reader.table_end(),
            "pre" => {
                self.pre = self.pre.saturating_sub(1);
                self.reader.code = self.pre > 0;
                self.reader.new_line();
            }
            name if is_block(name) => self.reader.new_line(),
            _ => {}
        }
    }

    /// Text of the page: its line breaks are spaces, except where they are kept.
    fn text(&mut self, text: &str) {
        let shown = |c: &char| !c.is_control() || c.is_whitespace();
        if self.reader.code {
            let text: String = text.chars().filter(shown).collect();
            return self.reader.push(&text);
        }
        let text: String = text
            .chars()
            .filter(shown)
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .collect();
        let text = if self.reader.begins() {
            text.trim_start()
        } else {
            &text
        };
        self.reader.push(text);
    }
}

/// Whether the element's text stands on lines of its own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "blockquote"
            | "address"
            | "figure"
            | "figcaption"
            | "details"
            | "summary"
            | "dialog"
            | "dl"
            | "dt"
            | "dd"
            | "form"
            | "fieldset"
            | "legend"
            | "caption"
            | "table"
            | "tr"
            | "ul"
            | "ol"
            | "menu"
            | "li"
            | "pre"
            | "hr"
            | "hgroup"
            | "center"
    )
}

/// The text of a piece of HTML: tags and comments dropped, scripts and styles with their content, entities decoded.
pub(super) fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        decode(before, &mut out);
        let Some(len) = markup_len(from) else {
            decode(from, &mut out);
            return out;
        };
        let (markup, after) = from.split_at(len);
        rest = after;
        let name = tag_name(markup);
        if is_hidden(&name) && !markup.ends_with("/>") {
            rest = after_closing(after, &name);
        }
        match name.as_str() {
            "br" | "li" | "tr" => out.push('\n'),
            "p" | "/p" | "div" | "/div" | "h1" | "/h1" | "h2" | "/h2" | "h3" | "/h3" | "table"
            | "summary" | "/summary" => out.push_str("\n\n"),
            "td" | "th" => out.push(' '),
            _ => {}
        }
    }
    decode(rest, &mut out);
    out
}

/// The name of a tag in lower case, with `/` before it if it closes; empty for comments and the like.
pub(super) fn tag_name(markup: &str) -> String {
    let inside = markup.trim_start_matches('<');
    let slash = inside.starts_with('/');
    let name: String = inside
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if slash { format!("/{name}") } else { name }
}

/// Whether what is inside the element is not for readers.
pub(super) fn is_hidden(name: &str) -> bool {
    matches!(name, "script" | "style" | "template")
}

/// Length of the tag or comment at the start of `html`; `None` for a `<` that opens nothing.
fn markup_len(html: &str) -> Option<usize> {
    if html.starts_with("<!--") {
        return Some(html.find("-->").map_or(html.len(), |end| end + 3));
    }
    let opens = html
        .chars()
        .nth(1)
        .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    opens.then(|| html.find('>').map_or(html.len(), |end| end + 1))
}

/// What follows the closing tag of `name`.
fn after_closing<'a>(html: &'a str, name: &str) -> &'a str {
    let closes = |at: &usize| {
        let tail = html.as_bytes().get(at + 2..at + 2 + name.len());
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(name.as_bytes()))
    };
    html.match_indices("</")
        .map(|(at, _)| at)
        .find(closes)
        .and_then(|at| html.get(at..))
        .and_then(|tail| tail.split_once('>'))
        .map_or("", |(_, after)| after)
}

/// Appends `text` with the common entities decoded.
fn decode(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.find(';').filter(|&end| end <= 8);
        let decoded = end.and_then(|end| Some((entity(from.get(1..end)?)?, from.get(end + 1..)?)));
        if let Some((c, after)) = decoded {
            out.push(c);
            rest = after;
        } else {
            out.push('&');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
}

fn entity(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => number(hex, 16),
                None => number(digits, 10),
            };
            char::from_u32(code?).filter(|c| !c.is_control())?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_a_reader_sees_remains() {
        for (html, expected) in [
            ("<b>bold</b> text", "bold text"),
            ("a<br/>b", "a\nb"),
            ("<script>alert(1)</script>after", "after"),
            ("<STYLE>p{}</STYLE >after", "after"),
            ("<script>never closed", ""),
            ("1 < 2 &amp;&amp; 3 > 2", "1 < 2 && 3 > 2"),
            ("<!-- note -->x", "x"),
            ("&#65;&#x42;&nope;&#0;", "AB&nope;&#0;"),
            ("<img src=x onerror=alert(1)>", ""),
            ("<a href=\"javascript:x\">link</a>", "link"),
            ("<unclosed", ""),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn a_page_is_read_as_blocks() {
        let shown = |html: &str| -> Vec<String> {
            let block = |block: &Block| match block {
                Block::Heading { level, text } => format!("h{level} {text}"),
                Block::Text { text, tight: false } => text.clone(),
                Block::Text { text, tight: true } => format!("+{text}"),
            };
            blocks(html).iter().map(block).collect()
        };
        for (html, expected) in [
            ("plain text", vec!["plain text"]),
            ("<p>a<p>b &eacute;&nbsp;c", vec!["a", "b é c"]),
            (
                "<h2>Big\n <b>head</b></h2>text",
                vec!["h2 Big head", "text"],
            ),
            ("<h1>One<h2>Two</h2>x", vec!["h1 One", "h2 Two", "x"]),
            (
                "<ul><li>a<li>b<ul><li>c</ul></ul>d",
                vec!["- a", "+- b\n  - c", "d"],
            ),
            (
                "<ol start=3><li><p>a</p><li><div>b</div>c</ol>",
                vec!["3. a", "+4. b\nc"],
            ),
            (
                "<table><caption>T</caption><tr><th>a<th><b>b</b><tr><td>c<td><p>d</p><p>e</p></table>f",
                vec!["T", "a | b", "+c | d e", "f"],
            ),
            ("<pre>a\n  b &lt;c></pre>d", vec!["a\n  b <c>", "d"]),
            ("a<br>b", vec!["a\nb"]),
            ("<div>a</div>b<section>c</section>", vec!["a", "b", "c"]),
            (
                "<p hidden>x</p><p style='Display : NONE'>y</p><span aria-hidden=true>z</span>w",
                vec!["w"],
            ),
            (
                "a<script>b<p>c</script>d<style>e</style><template>f</template><noscript>g</noscript>",
                vec!["ad"],
            ),
            ("<div hidden><p>a</div>b", vec!["b"]),
            ("1 < 2 & 3 > 2 <3", vec!["1 < 2 & 3 > 2 <3"]),
            ("<!-- a -->b<!-- c", vec!["b"]),
            ("<a href='>' title=\">\">x</a>", vec!["x"]),
            ("</p></div></table>a</li>", vec!["a"]),
            ("<p>a <em>b</p>c</em> d", vec!["a b", "c d"]),
            ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", vec!["a", "b", "c", "d"]),
            ("", vec![]),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn pages_that_are_made_to_be_slow_are_not() {
        let times = 400_000;
        for part in [
            "<div>",
            "<p>",
            "<b>",
            "<ul><li>",
            "<table><tr><td>",
            "<a <",
            "<a x ",
            "<!--",
            "<script>",
            "<title>",
            "</",
            "&",
            "<div hidden>",
            "<p hidden>",
            "</div>",
            "<font a=1><p>",
            "<x y='",
        ] {
            let html = part.repeat(times);
            assert!(blocks(&html).len() <= times);
        }
        let deep = format!(
            "{}seen{}after",
            "<div>".repeat(100_000),
            "</div>".repeat(100_000)
        );
        let text: Vec<Block> = blocks(&deep);
        assert_eq!(text.len(), 2);
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in "[<>/&;#!a-z\\-é \n]{0,80}") {
            text(&html);
            blocks(&html);
        }
    }
}
