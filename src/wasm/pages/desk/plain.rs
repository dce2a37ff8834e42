//! The hand-over as plain text, as it is copied, saved and mailed.

use js_sys::encode_uri_component;

use super::deeds::who;
use super::{row, times};
use crate::desk::Figures;
use crate::post::Millis;
use crate::protocol::{CaseRow, HandOver};
use crate::wasm::pages::words;

/// So many letters of a mail all programs take from a link.
const MAIL: usize = 1_800;

/// Since when it counts.
pub(super) fn since(page: &HandOver, now: Millis) -> String {
    let (since, now) = (words::moment(page.since), words::moment(now));
    words::with("desk_hand_over_since", &[&since, &now])
}

/// All of it. The agent's own figures stay with the agent.
pub(super) fn text(page: &HandOver, now: Millis) -> String {
    let cases = |rows: &[CaseRow]| rows.iter().map(|row| case(row, now)).collect();
    let promises = page.promises.iter().map(|promise| {
        let key = if promise.due < now {
            "promises_overdue"
        } else {
            "promises_due"
        };
        let due = words::with(key, &[&words::moment(promise.due)]);
        let url = promise.url.clone().unwrap_or_default();
        format!("{due}: “{}” {url}", one_line(&promise.words))
    });
    let issues = page.issues.iter().map(|issue| {
        let name = words::topic(&issue.code, &issue.name);
        words::count_with("desk_issue", issue.cases, &[&name])
    });
    let mut text = format!("{}\n{}\n", words::t("desk_mail_subject"), since(page, now));
    part(&mut text, "claimed", cases(&page.claimed));
    part(&mut text, "promises", promises.collect());
    part(&mut text, "heated", cases(&page.heated));
    part(&mut text, "issues", issues.collect());
    text
}

fn part(text: &mut String, id: &str, lines: Vec<String>) {
    text.push_str(&format!("\n{}\n", words::t(&format!("desk_part_{id}"))));
    if lines.is_empty() {
        text.push_str(&format!("{}\n", words::t("desk_part_none")));
    }
    for line in lines {
        text.push_str(&format!("- {}\n", line.trim_end()));
    }
}

fn case(row: &CaseRow, now: Millis) -> String {
    let said = match &row.excerpt {
        Some(kept) => one_line(&kept.text),
        None => words::t("desk_gone_short"),
    };
    let clock = row.clock.as_ref();
    let clock = clock.map(|clock| format!(" ({})", times::standing(clock, now)));
    let url = row::address(row).unwrap_or_default();
    format!("{}{}: {said} {url}", who(row), clock.unwrap_or_default())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A link that begins a mail with as much of it as fits.
pub(super) fn mail(page: &HandOver, now: Millis) -> String {
    let text = text(page, now);
    let mut body: String = text.chars().take(MAIL).collect();
    if body.len() < text.len() {
        body.push_str(&format!("…\n{}", words::t("desk_mail_was_cut")));
    }
    let subject = encode_uri_component(&words::t("desk_mail_subject"));
    format!(
        "mailto:?subject={subject}&body={}",
        encode_uri_component(&body)
    )
}

/// Whether a mail holds less than all.
pub(super) fn is_cut(page: &HandOver, now: Millis) -> bool {
    text(page, now).chars().nth(MAIL).is_some()
}

/// What was done: a name, a number, and what that says.
pub(super) fn figures(figures: &Figures) -> Vec<(String, String, String)> {
    let one = |key: &str, value: String| {
        (
            words::t(&format!("desk_figure_{key}")),
            value,
            words::t(&format!("desk_figure_{key}_what")),
        )
    };
    let mut all = vec![one("handled", words::whole(figures.handled))];
    all.push(one("replies", words::whole(figures.first)));
    all.extend(
        figures
            .first_median
            .map(|time| one("median", times::long(time))),
    );
    all.extend(figures.first_p90.map(|time| one("p90", times::long(time))));
    all
}
