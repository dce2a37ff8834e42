//! What the next shift has to know, and giving it to them: on the clipboard, on paper, as a file, by mail.

use super::deeds::who;
use super::{Msg, asked, plain, row, times};
use crate::desk::Figures;
use crate::post::Millis;
use crate::protocol::{CaseRow, DeskAnswer, DeskAsked, Failure, HandOver, Issue, OpenPromise};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::failure;
use crate::wasm::pages::clipboard::copy;
use crate::wasm::pages::clock;
use crate::wasm::pages::offer;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// How it leaves the page.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Copy,
    Print,
    Save,
}

pub(super) async fn ask_for() -> Result<Box<HandOver>, Failure> {
    match asked(DeskAsked::HandOver).await? {
        DeskAnswer::HandOver { page } => Ok(page),
        _ => Err(failure("pages.version", "")),
    }
}

/// Gives the page away.
pub(super) fn give(way: Way, page: &HandOver, now: Millis, to: &To<Msg>) {
    match way {
        Way::Copy => {
            let text = plain::text(page, now);
            to.later(async move { Msg::Copied(copy(text).await) });
        }
        Way::Print => {
            if let Some(window) = web_sys::window() {
                let _ = window.print();
            }
        }
        Way::Save => {
            let name = format!("handrail-hand-over-{}.txt", words::day_ahead(0));
            offer::file(&name, &plain::text(page, now));
        }
    }
}

/// The page; without one while it is asked for.
pub(super) fn view(
    shown: Option<&Result<Box<HandOver>, Failure>>,
    now: Millis,
    to: &To<Msg>,
) -> El {
    let page = el("main").class("hand-over").key("hand-over").add(
        el("h2")
            .attr("id", "hand-over-title")
            .attr("tabindex", "-1")
            .text(words::t("desk_hand_over")),
    );
    match shown {
        None => page,
        Some(Err(failure)) => page.add(parts::failed(&words::failure(failure))),
        Some(Ok(all)) => page
            .add(p("hint", &plain::since(all, now)))
            .add(ways(all, now, to))
            .add(rows("claimed", &all.claimed, now, to))
            .add(promises(&all.promises, now))
            .add(rows("heated", &all.heated, now, to))
            .add(issues(&all.issues))
            .add(figures(&all.figures)),
    }
}

fn ways(page: &HandOver, now: Millis, to: &To<Msg>) -> El {
    let one = |key: &'static str, way: Way| {
        button("")
            .key(key)
            .text(words::t(key))
            .click(to, Msg::Give(way))
    };
    let mail = el("a")
        .class("button")
        .key("mail")
        .attr("href", plain::mail(page, now))
        .text(words::t("desk_mail"));
    let cut = plain::is_cut(page, now).then(|| p("hint", &words::t("desk_mail_cut")));
    div("ways-out")
        .key("ways")
        .add(
            div("row")
                .add(one("desk_copy", Way::Copy))
                .add(one("desk_print", Way::Print))
                .add(one("desk_save", Way::Save))
                .add(mail),
        )
        .maybe(cut)
}

/// A part of the page with its title; where there is nothing, it says so.
fn part(id: &'static str, items: Vec<El>) -> El {
    let section = el("section").key(id).attr("aria-labelledby", id).add(
        el("h3")
            .attr("id", id)
            .text(words::t(&format!("desk_part_{id}"))),
    );
    if items.is_empty() {
        return section.add(p("hint", &words::t("desk_part_none")));
    }
    section.add(el("ul").class("parts").all(items))
}

fn rows(id: &'static str, rows: &[CaseRow], now: Millis, to: &To<Msg>) -> El {
    let item = |row: &CaseRow| {
        let open = row::address(row).map(|url| {
            button("quiet")
                .attr("aria-label", words::with("desk_open_named", &[&who(row)]))
                .text(words::t("desk_act_post"))
                .click(to, Msg::Post(url))
        });
        let clock = row.clock.as_ref();
        el("li")
            .class("card")
            .key(&*row.case)
            .add(
                div("line")
                    .add(el("span").class("who").theirs(who(row)))
                    .maybe(clock.map(|clock| times::clock(clock, clock.level(now), now))),
            )
            .add(row::text(row))
            .add(div("row").add(row::status(row, now)).maybe(open))
    };
    part(id, rows.iter().map(item).collect())
}

fn promises(promises: &[OpenPromise], now: Millis) -> El {
    let item = |promise: &OpenPromise| {
        let key = if promise.due < now {
            "promises_overdue"
        } else {
            "promises_due"
        };
        let due = words::with(key, &[&clock::away(promise.due, now)]);
        let sign = (promise.due < now).then(|| icon(Icon::Warning));
        let class = if promise.due < now {
            "clock late"
        } else {
            "clock fine"
        };
        el("li")
            .class("card")
            .key(&*promise.event)
            .add(el("q").theirs(&promise.words))
            .add(div("line").add(span(class, "").maybe(sign).text(due)))
    };
    part("promises", promises.iter().map(item).collect())
}

fn issues(issues: &[Issue]) -> El {
    let item = |issue: &Issue| {
        let name = words::topic(&issue.code, &issue.name);
        el("li")
            .key(&*issue.code)
            .text(words::count_with("desk_issue", issue.cases, &[&name]))
    };
    part("issues", issues.iter().map(item).collect())
}

/// The agent's own figures, each with what it says.
fn figures(figures: &Figures) -> El {
    let items = plain::figures(figures);
    let items = items.into_iter().map(|(name, value, what)| {
        el("li")
            .class("figure")
            .key(&*name)
            .add(div("line").add(span("", &name)).add(span("value", &value)))
            .add(p("hint", &what))
    });
    part("figures", items.collect()).add(p("hint", &words::t("desk_figures_own")))
}
