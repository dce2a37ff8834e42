//! What is searched and asked: `StackFAQ`, posts that it has no answer to, and a large knowledge base with queries made
//! of its own titles.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use handrail::knowledge::{SourceFile, archive};
use serde::Serialize;

use crate::bench::speed;

/// An article as every search gets it: title and text apart.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Document {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) text: String,
}

impl Document {
    /// The article as our import reads it. `tests/benches/knowledge/ours.mjs` writes the same.
    pub(super) fn file(&self) -> SourceFile {
        SourceFile {
            path: self.path.clone(),
            text: format!("# {}\n\n{}", self.title, self.text),
        }
    }

    /// Of a Markdown file, whose first line is its title.
    fn of(file: SourceFile) -> Self {
        let (first, rest) = file.text.split_once('\n').unwrap_or((&file.text, ""));
        Self {
            path: file.path,
            title: plain(first),
            text: rest.trim_start().to_owned(),
        }
    }
}

/// Something asked, and the path of the article that answers, where that is known.
#[derive(Clone, Debug)]
pub(super) struct Query {
    pub(super) text: String,
    pub(super) right: Option<String>,
}

/// Questions with answers, and posts that none of these answers.
pub(super) struct Faq {
    pub(super) documents: Vec<Document>,
    pub(super) queries: Vec<Query>,
    /// Requests to an assistant, out of any trade's scope.
    pub(super) strangers: Vec<String>,
}

/// Many long articles.
pub(super) struct Large {
    pub(super) documents: Vec<Document>,
    pub(super) queries: Vec<Query>,
}

/// Whether the data is here.
pub(super) fn is_here(data: &Path) -> bool {
    data.join("measure/stackfaq_articles.csv").is_file()
        && data.join("kb/aws_articles.jsonl.gz").is_file()
}

/// Rows of a CSV file by column name.
pub(super) fn rows(path: &Path) -> Result<Vec<BTreeMap<String, String>>> {
    let named = || path.display().to_string();
    let mut reader = csv::Reader::from_path(path).with_context(named)?;
    reader
        .deserialize()
        .map(|row| row.with_context(named))
        .collect()
}

/// A cell; empty where there is none.
pub(super) fn field(row: &BTreeMap<String, String>, name: &str) -> String {
    row.get(name).cloned().unwrap_or_default()
}

pub(super) fn faq(data: &Path) -> Result<Faq> {
    let document = |row: &_| Document {
        path: field(row, "doc_id"),
        title: field(row, "question"),
        text: field(row, "answer"),
    };
    let query = |row: &_| Query {
        text: field(row, "query"),
        right: Some(field(row, "doc_id")),
    };
    let requests = rows(&data.join("train/requests.csv"))?;
    Ok(Faq {
        documents: rows(&data.join("measure/stackfaq_articles.csv"))?
            .iter()
            .map(document)
            .collect(),
        queries: rows(&data.join("measure/stackfaq_queries.csv"))?
            .iter()
            .map(query)
            .collect(),
        strangers: requests
            .iter()
            .filter(|row| field(row, "intent") == "out_of_scope")
            .map(|row| field(row, "text"))
            .collect(),
    })
}

/// How many queries are made of titles, and how many posts are asked besides.
const MADE: usize = 200;
const POSTS: usize = 100;

pub(super) fn large(data: &Path) -> Result<Large> {
    let packed = fs::read(data.join("kb/aws_articles.jsonl.gz"))?;
    let unpacked =
        archive::gunzip(&packed, 1 << 30).map_err(|problem| anyhow::anyhow!("{problem}"))?;
    let (files, _) = archive::json_lines("articles", &unpacked);
    let documents: Vec<Document> = files.into_iter().map(Document::of).collect();
    let made = every(&documents, MADE)
        .enumerate()
        .map(|(at, document)| made(at, document));
    let posts = speed::invented_posts()?;
    let asked = every(&posts, POSTS).map(|post| Query {
        text: post.clone(),
        right: None,
    });
    Ok(Large {
        queries: made.chain(asked).collect(),
        documents,
    })
}

/// About `count` of `all`, evenly apart.
pub(super) fn every<T>(all: &[T], count: usize) -> impl Iterator<Item = &T> {
    all.iter()
        .step_by((all.len() / count.max(1)).max(1))
        .take(count)
}

/// What somebody might ask who needs this article: words of its title, or of one of its headings, a third left out.
fn made(at: usize, document: &Document) -> Query {
    let headings: Vec<String> = document
        .text
        .lines()
        .filter(|line| line.starts_with("## "))
        .map(plain)
        .filter(|heading| heading.split_whitespace().count() > 2)
        .collect();
    let heading = headings.get(at % headings.len().max(1));
    let said = match heading {
        // The title goes before: a heading alone ("Request syntax") names no article.
        Some(heading) if at.is_multiple_of(3) => format!("{} {heading}", document.title),
        _ => document.title.clone(),
    };
    let words: Vec<&str> = said.split_whitespace().collect();
    let kept: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(word, _)| words.len() < 4 || !(word + at).is_multiple_of(3))
        .map(|(_, word)| *word)
        .collect();
    let kept = kept.join(" ").to_lowercase();
    let text = match at % 5 {
        0 => format!("how do i {kept}"),
        1 => format!("{kept} not working since this morning, can you help please"),
        2 => format!("@ExampleCare where can I read about {kept}?"),
        3 => format!("does anybody know {kept}?? been trying for hours"),
        _ => kept,
    };
    Query {
        text,
        right: Some(document.path.clone()),
    }
}

/// A line of Markdown without its marks and anchors.
fn plain(line: &str) -> String {
    let line = line.split("<a name").next().unwrap_or(line);
    line.trim_start_matches('#')
        .replace('\\', "")
        .replace(['*', '`'], "")
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_leaves_words_of_the_title_out() {
        let document = Document::of(SourceFile {
            path: "a.md".into(),
            text: "# Rotating your access `keys` safely<a name=\"x\"></a>\n\nDo it.".into(),
        });
        assert_eq!(document.title, "Rotating your access keys safely");
        assert_eq!(document.text, "Do it.");
        assert_eq!(made(4, &document).text, "rotating your keys safely");
        assert_eq!(made(0, &document).text, "how do i your access safely");
    }
}
