//! One case in full: its posts, what can be done, its clocks, notes and history.

use super::case::Opened;
use super::deeds::{Deed, who};
use super::form::{self, Form};
use super::{Desk, Msg, SAME_TAB, history, row, times};
use crate::desk::{Act, Clock, Clocks, Event, Status, Step};
use crate::post::Millis;
use crate::protocol::{CaseDetail, CaseRow};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon, kbd};
use crate::wasm::pages::storage;
use crate::wasm::pages::view::{El, button, div, el, is_checked, p, span};
use crate::wasm::pages::words;

/// The opened case.
pub(super) fn view(desk: &Desk, opened: &Opened, to: &To<Msg>) -> El {
    let row = opened.row();
    let detail = opened.detail.as_deref();
    let failed = opened.failure.as_ref();
    el("section")
        .class("detail")
        .key("detail")
        .attr("aria-labelledby", "case-title")
        .add(head(row, to))
        .maybe(failed.map(|failure| parts::failed(&words::failure(failure))))
        .add(
            div("facts")
                .key("facts")
                .add(row::status(row, desk.now))
                .maybe(clock(row, desk.now)),
        )
        .maybe(used(row, detail))
        .add(posts(row, detail, to))
        .add(deeds(row, detail, to))
        .maybe(
            desk.form
                .as_ref()
                .map(|form| form::view(form, desk.now, to)),
        )
        .add(way(desk.same_tab, to))
        .maybe(detail.map(|detail| clocks(detail, desk.now)))
        .maybe(detail.and_then(|detail| history::notes(&detail.history)))
        .maybe(detail.map(history::view))
}

fn head(row: &CaseRow, to: &To<Msg>) -> El {
    let name = row.excerpt.as_ref().map(|kept| kept.name.trim());
    let name = name.filter(|name| !name.is_empty());
    let close = words::t("desk_close");
    div("head")
        .key("head")
        .add(
            el("h2")
                .attr("id", "case-title")
                .attr("tabindex", "-1")
                .maybe(name.map(|name| el("bdi").text(name)))
                .add(el("span").class("handle").theirs(who(row))),
        )
        .add(parts::icon_button(Icon::Close, &close).click(to, Msg::Close))
}

fn clock(row: &CaseRow, now: Millis) -> Option<El> {
    let clock = row.clock.as_ref()?;
    Some(times::clock(clock, clock.level(now), now))
}

/// What it is about, and what answered it.
fn used(row: &CaseRow, detail: Option<&CaseDetail>) -> Option<El> {
    let used = detail.map(|detail| &detail.used);
    let topic = row.topic.as_ref().map(|topic| {
        let name = words::topic(&topic.code, &topic.name);
        fact("desk_used_topic", el("bdi").text(name))
    });
    let article = used.and_then(|used| used.article.as_ref());
    let article = article.map(|(title, url)| {
        let title = match url {
            Some(url) => el("a").link(url).theirs(&**title),
            None => el("bdi").theirs(&**title),
        };
        fact("desk_used_article", title)
    });
    let playbook = used.and_then(|used| used.playbook.as_ref());
    let playbook = playbook.map(|name| fact("desk_used_playbook", el("bdi").theirs(&**name)));
    (topic.is_some() || article.is_some() || playbook.is_some()).then(|| {
        let list = el("dl").class("used").key("used");
        list.maybe(topic).maybe(article).maybe(playbook)
    })
}

fn fact(name: &str, what: El) -> El {
    el("div")
        .add(el("dt").text(words::t(name)))
        .add(el("dd").add(what))
}

/// The customer's posts, from old to new.
fn posts(row: &CaseRow, detail: Option<&CaseDetail>, to: &To<Msg>) -> El {
    let list = el("ul")
        .class("posts")
        .key("posts")
        .attr("aria-label", words::t("desk_case_posts"));
    let Some(detail) = detail else {
        return list.add(el("li").add(row::text(row)));
    };
    let several = detail.posts.len() > 1;
    list.all(detail.posts.iter().map(|(post, kept)| {
        let text = match kept {
            Some(kept) => parts::long(el("p").class("post-text"), &kept.text).theirs(&kept.text),
            None => p("hint", &words::t("desk_gone")),
        };
        let written = detail.history.iter().find_map(|event| written(event, post));
        // The post that names the case cannot leave it.
        let apart = (several && *post != row.case).then(|| {
            button("quiet")
                .text(words::t("desk_apart"))
                .click(to, Msg::Do(Deed::Apart(post.clone())))
        });
        el("li").class("card").key(&**post).add(text).add(
            div("row")
                .maybe(written.map(|at| span("age", &words::moment(at))))
                .maybe(apart),
        )
    }))
}

fn written(event: &Event, post: &str) -> Option<Millis> {
    match &event.act {
        Act::Case {
            step: Step::Seen { sight },
        } if event.post == post => Some(sight.time),
        _ => None,
    }
}

/// What can be done, each with its key.
fn deeds(row: &CaseRow, detail: Option<&CaseDetail>, to: &To<Msg>) -> El {
    let handled = row.status == Status::Handled;
    let bar = div("deeds")
        .key("deeds")
        .attr("role", "group")
        .attr("aria-label", words::t("desk_deeds"));
    let act = |class: &str, key: &'static str, words: &str, msg: Msg| {
        button(class)
            .key(key)
            .attr("aria-keyshortcuts", key)
            .text(words::t(words))
            .add(kbd(&key.to_uppercase()))
            .click(to, msg)
    };
    let open = row::address(row)
        .map(|url| act("", "o", "desk_act_post", Msg::Post(url)).add(icon(Icon::Open)));
    if handled {
        return bar
            .add(act(
                "primary",
                "h",
                "desk_act_reopen",
                Msg::Do(Deed::Handled),
            ))
            .maybe(open)
            .add(act("", "n", "desk_act_note", note()));
    }
    let claim = if row.owner.as_ref().is_some_and(|owner| !owner.mine) {
        "desk_act_take_over"
    } else if row.claimed.is_some() {
        "desk_act_give_back"
    } else {
        "desk_act_take"
    };
    let back = detail.and_then(|detail| back(row, &detail.history));
    bar.add(act(
        "primary",
        "h",
        "desk_act_handled",
        Msg::Do(Deed::Handled),
    ))
    .maybe(open)
    .add(act("", "m", claim, take(row)))
    .maybe(back.map(|event| {
        button("")
            .key("back")
            .text(words::t("desk_act_back"))
            .click(to, Msg::Do(Deed::Back(event)))
    }))
    .add(act("", "w", "desk_act_waiting", Msg::Do(Deed::Waiting)))
    .add(act(
        "",
        "e",
        "desk_act_escalate",
        Msg::Ask(Some(Form::Escalate(String::new()))),
    ))
    .add(act(
        "",
        "z",
        "desk_act_snooze",
        Msg::Ask(Some(form::snooze())),
    ))
    .add(act("", "r", "desk_act_no_reply", Msg::Do(Deed::NoReply)))
    .add(act("", "n", "desk_act_note", note()))
    .add(
        button("")
            .key("not-us")
            .text(words::t("desk_act_not_us"))
            .click(to, Msg::Do(Deed::NotUs)),
    )
}

/// What a colleague sees to is taken for a reason, and anything else at once.
pub(super) fn take(row: &CaseRow) -> Msg {
    match &row.owner {
        Some(owner) if !owner.mine => Msg::Ask(Some(Form::TakeOver(None))),
        _ => Msg::Do(Deed::Claim),
    }
}

const fn note() -> Msg {
    Msg::Ask(Some(Form::Note(String::new())))
}

/// The event that put the case aside, if taking it back brings the case into the queue again.
fn back(row: &CaseRow, history: &[Event]) -> Option<String> {
    let aside = |event: &&Event| {
        let Act::Case { step } = &event.act else {
            return false;
        };
        match step {
            Step::Waiting => row.status == Status::Waiting,
            Step::Escalated { .. } => row.status == Status::Escalated,
            Step::Snoozed { .. } => row.snoozed.is_some(),
            _ => false,
        }
    };
    history.iter().find(aside).map(|event| event.id.clone())
}

/// Where posts are opened.
fn way(same: bool, to: &To<Msg>) -> El {
    let to = to.clone();
    el("label")
        .class("tick")
        .key("way")
        .add(
            el("input")
                .attr("type", "checkbox")
                .checked(same)
                .on("change", move |event| {
                    let same = is_checked(event);
                    to.later(async move {
                        storage::keep(SAME_TAB, &same.into()).await;
                        Msg::SameTab(same)
                    });
                }),
        )
        .add(span("", &words::t("desk_same_tab")))
}

/// What each clock counts, in a sentence, and how it stands.
fn clocks(detail: &CaseDetail, now: Millis) -> El {
    let Clocks {
        first,
        next,
        resolution,
    } = &detail.clocks;
    let target = &detail.target;
    let all = [
        ("desk_clock_first", first, target.first),
        ("desk_clock_next", next, target.next),
        ("desk_clock_resolution", resolution, target.resolution),
    ];
    let items = all.into_iter().filter_map(|(key, clock, target)| {
        let clock = clock.as_ref()?;
        let level = clock.level(now);
        Some(
            el("li")
                .key(key)
                .add(span("", &words::with(key, &[&times::long(target)])))
                .add(match ended(clock) {
                    Some(words) => span("hint", &words),
                    None => times::clock(clock, level, now),
                })
                .maybe(until(clock).map(|words| span("hint", &words))),
        )
    });
    el("section")
        .key("clocks")
        .attr("aria-labelledby", "clocks")
        .add(el("h3").attr("id", "clocks").text(words::t("desk_clocks")))
        .add(el("ul").class("clocks").all(items))
}

/// How a clock that stopped ended.
fn ended(clock: &Clock) -> Option<String> {
    let done = clock.done?;
    let in_time = clock.due.is_none_or(|due| done <= due);
    let key = if in_time {
        "desk_clock_in_time"
    } else {
        "desk_clock_too_late"
    };
    Some(words::with(key, &[&words::moment(done)]))
}

fn until(clock: &Clock) -> Option<String> {
    let due = clock.due.filter(|_| clock.runs())?;
    Some(words::with("desk_clock_due", &[&words::moment(due)]))
}
