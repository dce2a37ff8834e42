//! What the team and the web say of an article: chosen, helped, flagged, a dead link. In words, never by colour alone.

use super::parts::{Icon, icon};
use super::view::{El, el, span};
use super::words;
use crate::protocol::Standing;

/// A list of all of it; `None` where nothing is known.
pub(super) fn list(standing: &Standing) -> Option<El> {
    let warnings = warnings(standing);
    let trust = trust(standing);
    if warnings.is_empty() && trust.is_empty() {
        return None;
    }
    let trust = trust
        .into_iter()
        .map(|words| el("li").class("trust").add(icon(Icon::Check)).add(words));
    let warnings = warnings.into_iter().map(|words| {
        el("li")
            .class("warning")
            .add(icon(Icon::Warning))
            .add(words)
    });
    Some(el("ul").class("standing").all(warnings).all(trust))
}

/// Why it should be looked at before it is sent to anybody.
fn warnings(standing: &Standing) -> Vec<El> {
    let flag = standing.flag.as_ref().map(|(_, note)| {
        if note.trim().is_empty() {
            span("", &words::t("pages_article_flagged"))
        } else {
            span("", &words::t("pages_article_flagged_note"))
                .text(" ")
                .add(el("q").theirs(note.trim()))
        }
    });
    let dead = standing.dead.map(|(status, _)| match status {
        0 => span("", &words::t("pages_article_silent")),
        status => span(
            "",
            &words::with("pages_article_dead", &[&status.to_string()]),
        ),
    });
    flag.into_iter().chain(dead).collect()
}

/// What speaks for it.
fn trust(standing: &Standing) -> Vec<El> {
    let pinned = standing
        .pinned
        .as_ref()
        .map(|(_, name)| span("", &words::with("pages_article_pinned", &[name])));
    let chosen = standing
        .chosen
        .as_ref()
        .filter(|(times, _)| *times > 0)
        .map(|(times, name)| {
            let words = words::count_with("pages_article_chosen", *times, &[name]);
            span("", &words)
        });
    let helped = (standing.helped > 0)
        .then(|| span("", &words::count("pages_article_helped", standing.helped)));
    pinned.into_iter().chain(chosen).chain(helped).collect()
}
