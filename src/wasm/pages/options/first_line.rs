//! The first-line check: what each topic has to offer a customer before anybody answers.

use super::gaps::Msg;
use crate::protocol::FirstLine;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// The columns, by the keys of their names.
const COLUMNS: [&str; 5] = [
    "gaps_column_topic",
    "gaps_column_article",
    "gaps_column_public",
    "gaps_column_human",
    "gaps_column_gaps",
];

/// The table; `None` while there are no topics.
pub(super) fn view(lines: &[FirstLine], to: &To<Msg>) -> Option<El> {
    if lines.is_empty() {
        return None;
    }
    let names = COLUMNS
        .iter()
        .map(|key| el("th").attr("scope", "col").text(words::t(key)));
    let table = el("table")
        .attr("aria-labelledby", "first-line")
        .add(el("thead").add(el("tr").all(names)))
        .add(el("tbody").all(lines.iter().map(row)));
    let export = button("quiet")
        .text(words::t("gaps_export"))
        .click(to, Msg::Export);
    Some(
        div("first-line")
            .key("first-line")
            .add(
                div("head")
                    .add(
                        el("h3")
                            .attr("id", "first-line")
                            .text(words::t("gaps_first_line")),
                    )
                    .add(export),
            )
            .add(p("hint", &words::t("gaps_first_line_why")))
            .add(
                div("wide")
                    .attr("tabindex", "0")
                    .attr("role", "group")
                    .attr("aria-labelledby", "first-line")
                    .add(table),
            ),
    )
}

fn row(line: &FirstLine) -> El {
    let (code, name) = &line.topic;
    let article = match (&line.article, line.url.as_deref()) {
        (Some(title), Some(url)) => el("td").add(el("a").link(url).theirs(title)),
        (Some(title), None) => el("td").add(el("span").theirs(title)),
        (None, _) => el("td").add(lacking("gaps_no_article")),
    };
    let public = if line.url.is_some() {
        el("td")
            .add(icon(Icon::Check))
            .text(" ")
            .text(words::t("gaps_yes"))
    } else {
        el("td").add(lacking("gaps_no"))
    };
    let human = match &line.hand_off {
        Some(said) => el("td").add(el("q").theirs(said)),
        None => el("td").add(lacking("gaps_no_human")),
    };
    el("tr")
        .key(code.clone())
        .add(
            el("th")
                .attr("scope", "row")
                .add(el("bdi").text(words::topic(code, name))),
        )
        .add(article)
        .add(public)
        .add(human)
        .add(el("td").class("points").text(words::whole(line.gaps)))
}

/// What is not there, with an icon: seen without colours too.
fn lacking(key: &str) -> El {
    span("lacking", "")
        .add(icon(Icon::Warning))
        .text(words::t(key))
}

/// The table as a file.
pub(super) fn to_csv(lines: &[FirstLine]) -> String {
    let names = COLUMNS.map(words::t);
    let mut file = csv_row(&names);
    for line in lines {
        let (code, name) = &line.topic;
        let yes = words::t(if line.url.is_some() {
            "gaps_yes"
        } else {
            "gaps_no"
        });
        file.push_str(&csv_row(&[
            words::topic(code, name),
            line.article.clone().unwrap_or_default(),
            line.url.clone().unwrap_or(yes),
            line.hand_off.clone().unwrap_or_default(),
            line.gaps.to_string(),
        ]));
    }
    file
}

fn csv_row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
    format!("{}\r\n", cells.join(","))
}

/// Quoted; a spreadsheet must not take what a customer or an article says for a formula.
fn csv_cell(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
