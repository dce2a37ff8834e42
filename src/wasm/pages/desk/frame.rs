//! The desk as it is drawn: above the lists, in the middle the queue and the opened case, below what was done.

use super::deeds::Deed;
use super::look::{self, Looking};
use super::row::Shown;
use super::{Desk, Msg, detail, empty, hand_over, issues, keys, row};
use crate::desk::List;
use crate::protocol::Queue;
use crate::wasm::pages::app::{self, To};
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

pub(super) fn view(desk: &Desk, to: &To<Msg>) -> El {
    let class = match (&desk.opened, &desk.hand_over) {
        (_, Some(_)) => "desk handing",
        (Some(_), _) => "desk opened",
        _ => "desk",
    };
    let page = div(class).add(head(desk, to));
    let page = match &desk.hand_over {
        Some(shown) => page.add(hand_over::view(shown.as_ref(), desk.now, to)),
        None => page
            .maybe(desk.help.then(|| keys::view(desk.keys_off)))
            .add(
                el("main").key("main").add(queue(desk, to)).maybe(
                    desk.opened
                        .as_ref()
                        .map(|opened| detail::view(desk, opened, to)),
                ),
            ),
    };
    page.add(foot(desk, to))
}

fn head(desk: &Desk, to: &To<Msg>) -> El {
    let queue = desk.looking.queue.as_deref();
    let shift = queue.map(|queue| queue.shift.is_some());
    let shift = shift.map(|on| {
        button("")
            .key("shift")
            .text(words::t(if on {
                "desk_shift_end"
            } else {
                "desk_shift_begin"
            }))
            .click(to, Msg::Do(Deed::Shift(!on)))
    });
    let on = desk.hand_over.is_some();
    let hand_over = button("")
        .key("hand-over")
        .attr("id", "hand-over")
        .attr("aria-pressed", if on { "true" } else { "false" })
        .text(words::t("desk_hand_over"))
        .click(to, Msg::HandOver(!on));
    let help = button("bare")
        .key("help")
        .attr("id", "help")
        .attr("aria-label", words::t("desk_keys"))
        .attr("title", words::t("desk_keys"))
        .attr("aria-expanded", if desk.help { "true" } else { "false" })
        .text("?")
        .click(to, Msg::Help);
    el("header")
        .add(
            div("head")
                .add(el("h1").text(words::t("desk_title")))
                .add(div("row").maybe(shift).add(hand_over).add(help)),
        )
        .maybe(queue.and_then(began))
}

/// Since when the shift goes on, and what was promised.
fn began(queue: &Queue) -> Option<El> {
    let [open, overdue] = queue.promises;
    let promises = (open > 0).then(|| {
        let overdue = (overdue > 0).then(|| {
            span("clock late", " ")
                .add(icon(Icon::Warning))
                .text(words::count("panel_promises_overdue", overdue))
        });
        span("hint", "")
            .add(
                el("a")
                    .own_link("options.html#promises")
                    .text(words::count("panel_promises", open)),
            )
            .maybe(overdue)
    });
    let since = queue.shift.as_ref().map(|(_, since)| {
        span(
            "hint",
            &words::with("desk_shift_since", &[&words::moment(*since)]),
        )
    });
    (promises.is_some() || since.is_some()).then(|| div("row").maybe(since).maybe(promises))
}

/// The queue: its lists, what narrows it, its rows.
fn queue(desk: &Desk, to: &To<Msg>) -> El {
    let looking = &desk.looking;
    let queue = looking.queue.as_deref();
    let failed = looking.failure.as_ref().map(|failure| {
        div("row").add(parts::failed(&words::failure(failure))).add(
            button("")
                .text(words::t("pages_try_again"))
                .click(to, Msg::Look),
        )
    });
    let several = queue.is_some_and(|queue| queue.brands.len() > 1);
    let rows = (!looking.turning && !looking.rows().is_empty()).then(|| {
        let shown = |case: &str| Shown {
            now: desk.now,
            brands: several,
            list: looking.part.list,
            at: desk.at.as_ref().is_some_and(|(at, _)| at == case),
            opened: desk
                .opened
                .as_ref()
                .is_some_and(|opened| opened.case == case),
        };
        el("ul")
            .class("cases")
            .key("cases")
            .attr("aria-label", list_name(looking.part.list))
            .all(
                looking
                    .rows()
                    .iter()
                    .map(|one| row::view(one, shown(&one.case), to)),
            )
    });
    el("section")
        .class("queue")
        .key("queue")
        .attr("aria-label", words::t("desk_queue"))
        .add(tabs(looking, to))
        .maybe(issues::view(looking, to))
        .add(narrow(looking, to))
        .add(
            div("panel-of-list")
                .key("panel")
                .attr("id", "queue")
                .attr("role", "tabpanel")
                .attr("tabindex", "-1")
                .attr(
                    "aria-labelledby",
                    format!("list-{}", name(looking.part.list)),
                )
                .maybe(failed)
                .maybe(queue.map(|queue| how_many(looking, queue)))
                .maybe(rows)
                .maybe(empty::view(desk, looking, to))
                .maybe(more(looking, to)),
        )
}

fn tabs(looking: &Looking, to: &To<Msg>) -> El {
    let chosen = looking.part.list;
    let tabs = looking.lists().into_iter().map(|list| {
        let on = list == chosen;
        let count = looking.queue.as_ref().and_then(|queue| {
            let found = queue.lists.iter().find(|count| count.list == list)?;
            Some(span("count", &words::whole(found.cases)))
        });
        button("tab")
            .key(name(list))
            .attr("id", format!("list-{}", name(list)))
            .attr("role", "tab")
            .attr("aria-selected", if on { "true" } else { "false" })
            .attr("aria-controls", "queue")
            .attr("tabindex", if on { "0" } else { "-1" })
            .text(list_name(list))
            .text(" ")
            .maybe(count)
            .click(to, Msg::Queue(look::Msg::List(list)))
    });
    let (to, lists) = (to.clone(), looking.lists());
    div("tabs")
        .key("tabs")
        .attr("role", "tablist")
        .attr("aria-label", words::t("desk_lists"))
        .on("keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            if let Some(list) = beside(&lists, chosen, &event.key()) {
                event.prevent_default();
                to.send(Msg::Queue(look::Msg::List(list)));
                app::focus(format!("list-{}", name(list)));
            }
        })
        .all(tabs)
}

/// The list that an arrow leads to.
fn beside(all: &[List], list: List, key: &str) -> Option<List> {
    let at = all.iter().position(|one| *one == list)?;
    // Where writing goes from right to left, so do the tabs.
    let rtl = app::document()
        .and_then(|document| document.document_element())
        .is_some_and(|root| root.get_attribute("dir").as_deref() == Some("rtl"));
    let step = match (key, rtl) {
        ("ArrowRight", false) | ("ArrowLeft", true) => 1,
        ("ArrowLeft", false) | ("ArrowRight", true) => all.len() - 1,
        _ => return None,
    };
    all.get((at + step) % all.len()).copied()
}

const fn name(list: List) -> &'static str {
    match list {
        List::Next => "next",
        List::Mine => "mine",
        List::Colleagues => "colleagues",
        List::Waiting => "waiting",
        List::Escalated => "escalated",
        List::Snoozed => "snoozed",
        List::Handled => "handled",
    }
}

fn list_name(list: List) -> String {
    words::t(&format!("desk_list_{}", name(list)))
}

/// Search and filters.
fn narrow(looking: &Looking, to: &To<Msg>) -> El {
    let search = el("input")
        .attr("type", "search")
        .attr("id", "search")
        .attr("dir", "auto")
        .attr("aria-label", words::t("desk_search"))
        .attr("placeholder", words::t("desk_search_hint"))
        .attr("aria-keyshortcuts", "/")
        .value(&looking.part.search)
        .input(to, |words| Msg::Queue(look::Msg::Search(words)));
    let queue = looking.queue.as_deref();
    let several = queue.filter(|queue| queue.brands.len() > 1);
    let brands = several.map(|queue| {
        let brands = queue
            .brands
            .iter()
            .map(|brand| (brand.clone(), brand.clone()));
        menu("brand", &looking.part.brand, brands.collect())
            .input(to, |brand| Msg::Queue(look::Msg::Brand(brand)))
    });
    let topics = queue.filter(|queue| !queue.topics.is_empty() || !looking.part.topic.is_empty());
    let topics = topics.map(|queue| {
        let topics = queue.topics.iter().map(|topic| {
            let name = words::topic(&topic.code, &topic.name);
            let cases = words::whole(topic.cases);
            (
                topic.code.clone(),
                words::with("desk_topic_of", &[&name, &cases]),
            )
        });
        menu("topic", &looking.part.topic, topics.collect())
            .input(to, |topic| Msg::Queue(look::Msg::Topic(topic)))
    });
    div("narrow")
        .key("narrow")
        .add(search)
        .maybe(brands)
        .maybe(topics)
}

fn menu(id: &'static str, chosen: &str, choices: Vec<(String, String)>) -> El {
    let none = words::t(&format!("desk_all_{id}"));
    parts::menu(none, chosen, choices, words::topic(chosen, chosen))
        .key(id)
        .attr("id", id)
        .attr("aria-label", words::t(&format!("desk_filter_{id}")))
}

/// How many there are, heard when that changes.
fn how_many(looking: &Looking, queue: &Queue) -> El {
    let words = if looking.is_narrow() && !looking.turning {
        words::count("desk_found", queue.total)
    } else {
        String::new()
    };
    p("hint found", &words).key("found").attr("role", "status")
}

/// What is not drawn yet.
fn more(looking: &Looking, to: &To<Msg>) -> Option<El> {
    let (before, after) = looking.parts();
    let one = |key: &'static str, msg: look::Msg| {
        button("")
            .key(key)
            .text(words::t(key))
            .click(to, Msg::Queue(msg))
    };
    let more = looking.has_more();
    (more || before || after).then(|| {
        div("row")
            .key("more")
            .maybe(before.then(|| one("desk_part_before", look::Msg::Part(false))))
            .maybe(more.then(|| one("desk_more", look::Msg::More)))
            .maybe(after.then(|| one("desk_part_after", look::Msg::Part(true))))
    })
}

/// What was done last, and what takes it back.
fn foot(desk: &Desk, to: &To<Msg>) -> El {
    let log = &desk.log;
    let again = log.has_failed().then(|| {
        button("")
            .key("again")
            .text(words::t("pages_try_again"))
            .click(to, Msg::Again)
    });
    let undo = log.can_undo().then(|| {
        button("")
            .key("undo")
            .attr("id", "undo")
            .attr("aria-keyshortcuts", "u")
            .add(icon(Icon::Undo))
            .text(words::t("desk_undo"))
            .add(parts::kbd("U"))
            .click(to, Msg::Undo)
    });
    let class = if log.bad { "said bad" } else { "said" };
    let nothing = log.said.is_empty() && !log.can_undo();
    let foot = el("footer").key("foot");
    foot.class(if nothing { "nothing" } else { "" }).add(
        div("row")
            .add(p(class, &log.said).key("said").attr("role", "status"))
            .maybe(again)
            .maybe(undo),
    )
}
