//! "Your reply": how long it is, what would hold it, what else could be better, and what it promises.

use super::reply::{Reply, Written, holds, said};
use super::{Frame, Msg, rewrite_view};
use crate::protocol::{Assist, Checked, FoundInReply};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon, icon_button, kbd, quoted};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// The section, while the reply box of the post holds text.
pub(super) fn draw(frame: &Frame, assist: &Assist, to: &To<Msg>) -> Option<El> {
    let reply = &frame.reply;
    if reply.text.is_empty() || reply.post != assist.state.post {
        return None;
    }
    let section = el("section")
        .class(if reply.held { "reply stopped" } else { "reply" })
        .key("reply")
        .attr("id", "reply")
        .attr("aria-labelledby", "reply-title")
        .attr("aria-busy", if reply.is_fresh() { "false" } else { "true" })
        .add(
            div("head")
                .add(
                    el("h2")
                        .attr("id", "reply-title")
                        .text(words::t("frame_reply")),
                )
                .maybe(reply.checked.as_ref().map(|(_, checked)| count(checked))),
        )
        .add(stopped(reply, to));
    let section = match &reply.failure {
        Some(failure) => section.add(parts::failed(&words::failure(failure))),
        None => section,
    };
    let section = match &reply.checked {
        None if reply.failure.is_some() => section,
        None => section.add(p("hint", &words::t("frame_reply_checking"))),
        Some((text, checked)) => section
            .maybe(over(text, checked))
            .add(findings(checked, Some(to)))
            .maybe(supported(checked))
            .maybe(in_parts(checked, to))
            .maybe(promises(checked)),
    };
    Some(section.maybe(rewrite_view::draw(frame, to)))
}

/// How much of what the site takes is used.
pub(super) fn count(checked: &Checked) -> El {
    let used = words::number(f64::from(checked.used));
    let max = words::number(f64::from(checked.max));
    let over = checked.over_from.is_some();
    span(if over { "count over" } else { "count" }, "")
        .maybe(over.then(|| icon(Icon::Warning)))
        .text(words::with("frame_reply_count", &[&used, &max]))
}

/// What does not fit, in the reply's own words.
fn over(text: &str, checked: &Checked) -> Option<El> {
    let rest = after(text, checked.over_from?);
    let too_many = checked.used.saturating_sub(checked.max);
    let too_many = usize::try_from(too_many).unwrap_or(usize::MAX);
    Some(
        p("over", &words::count("frame_reply_over", too_many))
            .key("over")
            .maybe(quoted(rest)),
    )
}

/// What of a text comes from a place on that is counted in UTF-16.
fn after(text: &str, from: usize) -> &str {
    let mut units = 0;
    let start = text.char_indices().find(|(_, c)| {
        let here = units;
        units += c.len_utf16();
        here >= from
    });
    start.and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}

/// That a send was held. Always there: only a live region that stays is heard.
fn stopped(reply: &Reply, to: &To<Msg>) -> El {
    let alert = div("stop").attr("role", "alert").key("stop");
    if !reply.held {
        return alert;
    }
    let first = reply.checked.as_ref().and_then(|(_, checked)| {
        let mut holding = checked.findings.iter().filter(|one| holds(one));
        holding.next().map(said)
    });
    let release = button("")
        .attr("aria-keyshortcuts", "Y")
        .add(icon(Icon::Check))
        .text(words::t("frame_release"))
        .add(kbd("Y"))
        .click(to, Msg::Written(Written::Release));
    alert.add(
        div("notice bad").add(icon(Icon::Warning)).add(
            div("")
                .add(p("", &words::t("frame_reply_held")))
                .maybe(first.map(|first| p("", "").theirs(first)))
                .add(div("row").add(release)),
        ),
    )
}

/// What was found, what holds first. What is heard of it while one writes is in [`Frame::aloud`]. With a way for
/// messages, what is better can be put into the reply box.
pub(super) fn findings(checked: &Checked, to: Option<&To<Msg>>) -> El {
    let found = |hold: bool| {
        let findings = checked.findings.iter().enumerate();
        findings
            .filter(move |(_, finding)| holds(finding) == hold)
            .map(|(at, finding)| found(at, finding, to))
    };
    let region = div("found-in-reply").key("findings");
    if checked.findings.is_empty() {
        return region.add(
            span("clean", "")
                .add(icon(Icon::Check))
                .text(words::t("frame_reply_clean")),
        );
    }
    region.add(
        el("ul")
            .class("findings")
            .all(found(true))
            .all(found(false)),
    )
}

fn found(at: usize, finding: &FoundInReply, to: Option<&To<Msg>>) -> El {
    let (class, kind, which) = if holds(finding) {
        ("holds", "frame_reply_holds", Icon::Warning)
    } else {
        (
            "advises",
            "frame_reply_advises",
            Icon::Of(crate::triage::Intent::Suggestion),
        )
    };
    let said = said(finding);
    // The message may quote them already.
    let words_at_fault = (!said.contains(&finding.words))
        .then(|| quoted(&finding.words))
        .flatten();
    let fix = finding.fix.as_ref().zip(to).map(|((label, text), to)| {
        let label = words::t(label);
        div("fix")
            .add(el("p").class("draft-text").theirs(text))
            .add(
                div("row")
                    .add(
                        button("")
                            .add(icon(Icon::Place))
                            .text(&*label)
                            .click(to, Msg::Written(Written::Fix(at))),
                    )
                    .add(
                        icon_button(Icon::Copy, &words::with("frame_copy_of", &[&label]))
                            .click(to, Msg::Written(Written::CopyFix(at))),
                    ),
            )
    });
    el("li")
        .class(class)
        .key(format!("{}:{at}", finding.check))
        .add(icon(which))
        .add(
            div("")
                .add(
                    el("p")
                        .add(span("hidden", &words::t(kind)))
                        .add(el("span").theirs(said))
                        .maybe(words_at_fault),
                )
                .maybe(fix),
        )
}

/// How much of it the article that is linked bears out.
pub(super) fn supported(checked: &Checked) -> Option<El> {
    (checked.supported > 0).then(|| {
        span("clean", "")
            .key("supported")
            .add(icon(Icon::Check))
            .text(words::count("frame_reply_supported", checked.supported))
    })
}

/// The reply in parts that fit, to be sent one after the other.
fn in_parts(checked: &Checked, to: &To<Msg>) -> Option<El> {
    if checked.parts.is_empty() {
        return None;
    }
    let all = words::whole(checked.parts.len());
    let parts = checked.parts.iter().enumerate().map(|(at, part)| {
        let name = words::with("frame_reply_part", &[&words::whole(at + 1), &all]);
        el("li")
            .add(
                div("head").add(span("hint", &name)).add(
                    icon_button(Icon::Copy, &words::with("frame_copy_of", &[&name]))
                        .click(to, Msg::Written(Written::CopyPart(at))),
                ),
            )
            .add(el("p").class("draft-text").theirs(part))
    });
    Some(
        el("details")
            .class("parts")
            .key("parts")
            .add(el("summary").text(words::count("frame_reply_parts", checked.parts.len())))
            .add(el("ol").all(parts)),
    )
}

/// What the reply promises, and until when.
fn promises(checked: &Checked) -> Option<El> {
    if checked.promises.is_empty() {
        return None;
    }
    let promises = checked.promises.iter().map(|(promise, due)| {
        el("li").add(icon(Icon::Check)).add(
            span(
                "",
                &words::with("frame_reply_promise", &[&words::moment(*due)]),
            )
            .maybe(quoted(promise)),
        )
    });
    Some(
        el("ul")
            .class("promised")
            .key("promises")
            .attr("aria-label", words::t("frame_reply_promises"))
            .all(promises),
    )
}
