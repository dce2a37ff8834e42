//! Known issues: what several customers write about and is not done. One press shows their cases alone, another all again.

use super::Msg;
use super::look::{self, Looking};
use crate::desk::KNOWN_ISSUE;
use crate::protocol::Issue;
use crate::wasm::pages::app::To;
use crate::wasm::pages::view::{El, button, div, el, span};
use crate::wasm::pages::words;

/// So many are named; the filter has all topics.
const MOST: usize = 4;

/// The line above the queue; nothing while there is no such issue.
pub(super) fn view(looking: &Looking, to: &To<Msg>) -> Option<El> {
    let queue = looking.queue.as_deref()?;
    let issues = queue
        .topics
        .iter()
        .filter(|topic| topic.cases >= KNOWN_ISSUE);
    let issues: Vec<El> = issues
        .take(MOST)
        .map(|issue| el("li").add(one(issue, looking, to)))
        .collect();
    (!issues.is_empty()).then(|| {
        div("issues")
            .key("issues")
            .add(span("hint", &words::t("desk_known_issues")).attr("id", "issues"))
            .add(el("ul").attr("aria-labelledby", "issues").all(issues))
    })
}

fn one(issue: &Issue, looking: &Looking, to: &To<Msg>) -> El {
    let on = looking.part.topic == issue.code;
    let topic = if on {
        String::new()
    } else {
        issue.code.clone()
    };
    let name = words::topic(&issue.code, &issue.name);
    button("chip")
        .key(&*issue.code)
        .attr("aria-pressed", if on { "true" } else { "false" })
        .attr(
            "aria-label",
            words::count_with("desk_issue", issue.cases, &[&name]),
        )
        .text(name)
        .text(" ")
        .add(span("count", &words::whole(issue.cases)))
        .click(to, Msg::Queue(look::Msg::Topic(topic)))
}
