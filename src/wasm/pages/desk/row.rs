//! A case in the queue.

use super::deeds::who;
use super::{Msg, times};
use crate::desk::{ClockLevel, How, List, Status, Why};
use crate::post::Millis;
use crate::protocol::CaseRow;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// Before this much time has passed, it was just now.
const MINUTE: Millis = 60_000;
/// So many reasons are said in a row.
const REASONS: usize = 2;

/// What a row's button is called in the document.
pub(super) fn id(case: &str) -> String {
    format!("case-{case}")
}

/// Where the post is to be read, if that is an address of the web.
pub(super) fn address(row: &CaseRow) -> Option<String> {
    row.url.clone().filter(|url| url.starts_with("https://"))
}

/// What else the row needs to know.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) now: Millis,
    /// Whether there are cases of several brands.
    pub(super) brands: bool,
    pub(super) list: List,
    /// Whether this case is open beside the queue.
    pub(super) opened: bool,
    /// Whether the row is known to have the focus: to say so once more would draw all for nothing.
    pub(super) at: bool,
}

pub(super) fn view(row: &CaseRow, shown: Shown, to: &To<Msg>) -> El {
    let (at, case) = (to.clone(), row.case.clone());
    let clock = row
        .clock
        .as_ref()
        .map(|clock| times::clock(clock, clock.level(shown.now), shown.now));
    let name = el("span").class("who").theirs(who(row));
    let open = button("open")
        .attr("id", id(&row.case))
        .attr("aria-expanded", if shown.opened { "true" } else { "false" })
        .add(name)
        .add(text(row));
    let level = row
        .clock
        .map_or("fine", |clock| times::class(clock.level(shown.now)));
    let class = if shown.opened { "case opened" } else { "case" };
    let item = el("li").class(&format!("{class} {level}")).key(&*row.case);
    let item = if shown.at {
        item
    } else {
        item.on("focusin", move |_| at.send(Msg::At(case.clone())))
    };
    item.click(to, Msg::Open(row.case.clone()))
        .add(div("line").maybe(clock).maybe(waits(row, shown.now)))
        .add(open)
        .add(facts(row, shown))
        .maybe(why(row))
}

/// The beginning of the post, or that it was removed.
pub(super) fn text(row: &CaseRow) -> El {
    match &row.excerpt {
        Some(kept) => el("span").class("excerpt").theirs(kept.text.clone()),
        None => span("excerpt gone", &words::t("desk_gone_short")),
    }
}

/// How long the customer has waited, where the clock does not say the same.
fn waits(row: &CaseRow, now: Millis) -> Option<El> {
    let red = (row.clock).is_some_and(|clock| clock.level(now) == ClockLevel::Red);
    let since = row.awaiting.filter(|_| !red)?;
    let words = words::with("desk_waits", &[&times::long(now - since)]);
    Some(span("age", &words))
}

/// Where it stands, what it is about, and the rest.
fn facts(row: &CaseRow, shown: Shown) -> El {
    let topic = row.topic.as_ref();
    let topic = topic.map(|topic| span("topic", &words::topic(&topic.code, &topic.name)));
    let brand = (shown.brands && !row.brand.is_empty())
        .then(|| el("span").class("topic").theirs(row.brand.clone()));
    let notes = (row.notes > 0).then(|| {
        let notes = usize::try_from(row.notes).unwrap_or(usize::MAX);
        span("hint", &words::count("desk_notes", notes))
    });
    let posts = (row.posts > 1).then(|| span("hint", &words::count("desk_posts", row.posts)));
    let elsewhere = row.may_be_answered.then(|| {
        span("elsewhere", "")
            .add(icon(Icon::Check))
            .text(words::t("desk_elsewhere"))
    });
    div("facts")
        .add(status(row, shown.now))
        .maybe(parts::urgency(row.urgency).filter(|_| shown.list != List::Handled))
        .maybe(topic)
        .maybe(brand)
        .maybe(posts)
        .maybe(notes)
        .maybe(elsewhere)
        .maybe(
            row.snoozed
                .as_ref()
                .map(|(until, reason)| put_off(*until, reason)),
        )
}

fn put_off(until: Millis, reason: &str) -> El {
    let words = words::with("desk_until", &[&words::moment(until)]);
    let reason = (!reason.is_empty()).then(|| el("q").theirs(reason));
    span("hint", &words).text(" ").maybe(reason)
}

/// Where it stands, in a word or two; with whom, where that is a colleague.
pub(super) fn status(row: &CaseRow, now: Millis) -> El {
    if let Some(owner) = row.owner.as_ref().filter(|_| row.status != Status::Handled) {
        if !owner.mine {
            let since = match now - owner.at {
                ..MINUTE => words::t("pages_just_now"),
                since => times::long(since),
            };
            return span("status", &words::t("desk_status_with"))
                .text(" ")
                .add(el("bdi").theirs(owner.name.clone()))
                .add(span("age", &since));
        }
        if !owner.agreed {
            return span("status asked", &words::t("desk_status_asked"))
                .attr("title", words::t("desk_status_asked_why"));
        }
    }
    let key = match (row.status, row.how) {
        (Status::Handled, Some(How::NoReply)) => "desk_status_no_reply",
        (Status::Handled, Some(How::NotUs)) => "desk_status_not_us",
        (Status::Handled, _) => "desk_status_handled",
        (Status::Escalated, _) if row.escalated.as_ref().is_some_and(|to| !to.is_empty()) => {
            let whom = row.escalated.as_deref().unwrap_or_default();
            return span("status", &words::t("desk_status_with"))
                .text(" ")
                .add(el("bdi").text(whom));
        }
        (Status::Escalated, _) => "desk_status_escalated",
        (Status::Waiting, _) => "desk_status_waiting",
        _ if row.claimed.is_some() => "desk_status_mine",
        (Status::Reopened, _) => "desk_status_reopened",
        (Status::Seen | Status::Claimed, _) => "desk_status_new",
    };
    span("status", &words::t(key))
}

/// Why it stands where it stands.
fn why(row: &CaseRow) -> Option<El> {
    let reasons: Vec<String> = row
        .why
        .iter()
        .take(REASONS)
        .map(|why| reason(*why))
        .collect();
    (!reasons.is_empty())
        .then(|| p("why", &reasons.join(" · ")).attr("title", words::t("desk_why")))
}

fn reason(why: Why) -> String {
    words::t(match why {
        Why::Red => "desk_why_red",
        Why::Late => "desk_why_late",
        Why::Soon => "desk_why_soon",
        Why::Reopened => "desk_why_reopened",
        Why::Heated => "desk_why_heated",
        Why::Urgent => "desk_why_urgent",
        Why::Reach => "desk_why_reach",
        Why::Again => "desk_why_again",
    })
}
