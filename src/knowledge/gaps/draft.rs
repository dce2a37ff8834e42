//! An article begun for a group: what customers ask, what the team answered, and where the author goes on.
//!
//! Everything in it that comes from posts and replies is made plain: it can neither end the front matter, nor be a
//! heading, a link or HTML.

use super::group::Found;
use super::{Kept, reply};
use crate::post::Millis;
use crate::text::fold::fold;
use crate::text::moment;

/// The most letters of a file's name.
const FILE: usize = 60;
/// What customers say that is shown to the author, beside the title.
const SAYINGS: usize = 5;

/// The name of the file, and Markdown with front matter.
pub(super) fn of(found: &Found, missed: &[Kept], now: Millis) -> (String, String) {
    let title = title(&found.group.name);
    let posts: Vec<&Kept> = found.posts(missed).collect();
    let words: Vec<String> = found
        .group
        .words
        .iter()
        .map(|word| tag(word))
        .filter(|word| !word.is_empty())
        .collect();
    let answer = reply::best(&posts).map_or_else(
        || "_Answer first, in one or two sentences._".to_owned(),
        |answer| plain(&answer),
    );
    let mut markdown = format!(
        "---\ntitle: \"{title}\"\ntags: [{}]\nupdated: {}\n---\n\n# {}\n\n{answer}\n\n",
        words.join(", "),
        moment::date(now),
        plain(&title),
    );
    markdown.push_str("## What customers see\n\n");
    let sayings = sayings(found, missed);
    if sayings.is_empty() {
        markdown
            .push_str("_Say what stands on the screen or the device, in the customers' words._\n");
    }
    for saying in sayings {
        markdown.push_str(&format!("- {}\n", plain(&saying)));
    }
    markdown.push_str(
        "\n## What to do\n\n1. _The first step, one action._\n2. _The next step._\n3. _How to see that it worked._\n\n\
         ## If that does not help\n\n_Where to go next, and what to have at hand._\n",
    );
    if !words.is_empty() {
        markdown.push_str(&format!(
            "\n## Words customers use\n\n{}\n",
            plain(&words.join(", "))
        ));
    }
    (file(&title), markdown)
}

/// What else the most central posts say.
fn sayings(found: &Found, missed: &[Kept]) -> Vec<String> {
    let mut sayings: Vec<String> = Vec::new();
    let mut known = vec![fold(&found.group.name)];
    for kept in found.central(missed) {
        if let Some(clause) = kept.clauses.first()
            && !known.contains(&fold(clause))
        {
            known.push(fold(clause));
            sayings.push(clause.clone());
        }
    }
    sayings.truncate(SAYINGS);
    sayings
}

/// A group's name as a title: with a capital, and nothing in it that a head or Markdown could take for its own.
fn title(name: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || " -'’,.?!%£$€+&/？".contains(*c);
    let plain: String = name
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(kept)
        .collect();
    let plain = plain
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let mut letters = plain
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars();
    let Some(first) = letters.next() else {
        return "New article".to_owned();
    };
    first.to_uppercase().chain(letters).collect()
}

/// A word as a tag: letters, digits and hyphens.
fn tag(word: &str) -> String {
    let kept = word.chars().filter(|&c| c.is_alphanumeric() || c == '-');
    let word: String = kept.collect();
    word.trim_matches('-').to_owned()
}

/// Text that Markdown takes for nothing but text: line by line, everything that could be a mark escaped.
fn plain(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.map(plain_line).collect();
    lines.join("\n\n")
}

fn plain_line(line: &str) -> String {
    let mut plain = String::with_capacity(line.len() + 8);
    // A list, a rule, a heading or a quote begins a line; "1." and "1)" do too.
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let ends_number = (number.len() < line.len()).then(|| line.len() - number.len());
    for (at, c) in line.char_indices() {
        match c {
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '^' | '$' => {
                plain.extend(['\\', c]);
            }
            '-' | '+' | '=' | ':' if at == 0 => plain.extend(['\\', c]),
            '.' | ')' if ends_number == Some(at) => plain.extend(['\\', c]),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}

/// The name of a file for a title.
fn file(title: &str) -> String {
    let mut name = String::new();
    for c in fold(title).chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c);
        } else if !name.ends_with('-') && !matches!(c, '\'' | '.') {
            name.push('-');
        }
        if name.len() >= FILE {
            break;
        }
    }
    let name = name.trim_matches('-');
    // Windows keeps names of three letters, and one of four, for devices.
    if name.len() < 5 {
        format!("article-{name}.md").replace("-.", ".")
    } else {
        format!("{name}.md")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_and_files_are_plain() {
        for (name, expected, path) in [
            (
                "why does my router blink red?",
                "Why does my router blink red?",
                "why-does-my-router-blink-red.md",
            ),
            ("can't log in", "Can't log in", "cant-log-in.md"),
            ("\"x\"\n---\n[a](b) <i>", "X --- ab i", "x-ab-i.md"),
            ("con", "Con", "article-con.md"),
            ("été à Paris", "Été à Paris", "ete-a-paris.md"),
            ("ルータが赤い", "ルータが赤い", "article.md"),
            ("  ", "New article", "new-article.md"),
        ] {
            assert_eq!(title(name), expected);
            assert_eq!(file(&title(name)), path);
        }
    }

    #[test]
    fn text_stays_text() {
        for (text, expected) in [
            ("# a", "\\# a"),
            ("- a\n---\n1. b\n2) c", "\\- a\n\n\\---\n\n1\\. b\n\n2\\) c"),
            (
                "[a](http://b) <script>&",
                "\\[a\\](http://b) &lt;script&gt;&amp;",
            ),
            ("a *b* `c` _d_", "a \\*b\\* \\`c\\` \\_d\\_"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    proptest! {
        #[test]
        fn no_text_becomes_a_mark(text in "\\PC{0,40}|[-#*_\\[\\]()<>&`=+:1.)!| a\n\"]{0,30}") {
            use pulldown_cmark::{Event, Parser, Tag};
            let plain = plain(&text);
            for event in Parser::new(&plain) {
                let is_text = match &event {
                    Event::Start(tag) => matches!(tag, Tag::Paragraph),
                    Event::End(_) | Event::Text(_) | Event::SoftBreak => true,
                    _ => false,
                };
                prop_assert!(is_text, "{event:?} in {plain:?}");
            }
            let title = title(&text);
            prop_assert!(!title.contains(['"', '\\', '\n', '[', '<', ':']) && !title.is_empty());
            let file = file(&title);
            prop_assert!(file.len() <= FILE + 3 && file.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)));
        }
    }
}
