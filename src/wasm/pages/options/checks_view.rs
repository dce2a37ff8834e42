//! How the checks before sending look.

use super::checks::{Checks, LISTS, List, Msg};
use super::form;
use crate::reply::check::CODES;
use crate::reply::check::rules::entries;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, div, el, p, span};
use crate::wasm::pages::words;

impl Checks {
    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "checks",
            &words::t("options_checks"),
            &words::t("options_checks_intro"),
        );
        if let Some(failure) = &self.kept.failure {
            return section.add(parts::failed(&words::failure(failure)));
        }
        // What is typed before it is known how things stand would be lost.
        if !self.kept.is_loaded() {
            return section;
        }
        let lists = LISTS.iter().zip(&self.kept.typed.lists).enumerate();
        let mut lists: Vec<El> = lists
            .map(|(at, (list, typed))| self.list(at, list, typed, to))
            .collect();
        // What is written in private stands beside what must not be written in public.
        lists.insert(lists.len() / 2 + 1, self.private_way(to));
        let general: Vec<_> = form::problems_at(&self.kept.problems, "off");
        section
            .add(self.switches(to))
            .add(self.long_posts(to))
            .add(patterns_help())
            .add(div("columns").all(lists))
            .maybe(parts::problems(general))
            .add(self.kept.bar(&to.map(Msg::Kept)))
    }

    /// Every check with its switch.
    fn switches(&self, to: &To<Msg>) -> El {
        let off = &self.kept.typed.off;
        let items = CODES.iter().map(|&code| {
            let name = words::t(&format!("check_name_{code}"));
            let on = !off.iter().any(|off| off == code);
            el("li")
                .key(code)
                .add(form::switch(on, &name, to, Msg::Turn(code)))
                .add(el("span").attr("aria-hidden", "true").text(name))
        });
        let number = off.iter().filter(|off| CODES.contains(&off.as_str()));
        let number = number.count();
        let all_on = number == 0;
        let summary = if all_on {
            words::t("checks_all_on")
        } else {
            words::count("checks_off", number)
        };
        div("checks")
            .key("switches")
            .attr("role", "group")
            .attr("aria-labelledby", "checks-which")
            .add(
                el("h3")
                    .attr("id", "checks-which")
                    .text(words::with("checks_which", &[&summary])),
            )
            .add(el("ul").class("switches").all(items))
    }

    /// What nobody can read from the page: whether our account has long posts.
    fn long_posts(&self, to: &To<Msg>) -> El {
        let name = words::t("checks_long_posts");
        let on = self.kept.typed.long_posts;
        let item = el("li")
            .add(form::switch(on, &name, to, Msg::TurnLong))
            .add(el("span").attr("aria-hidden", "true").text(name));
        div("checks")
            .key("long")
            .add(el("ul").class("switches").add(item))
            .add(p("hint", &words::t("checks_long_posts_hint")))
    }

    /// A list with what is wrong with its entries, each named by itself.
    fn list(&self, at: usize, list: &List, typed: &str, to: &To<Msg>) -> El {
        let problems = form::problems_at(&self.kept.problems, list.field);
        let invalid = problems.iter().any(|problem| problem.fatal);
        let written = entries(typed);
        let items = problems.iter().map(|problem| {
            let rest = problem.path.get(list.field.len()..).unwrap_or_default();
            let number = rest.trim_matches(['[', ']']).parse::<usize>().ok();
            let entry = number.and_then(|number| written.get(number));
            parts::problem_item(problem).maybe(entry.map(|entry| el("code").theirs(entry)))
        });
        form::field_with(
            &format!("checks-{}", list.field),
            &words::t(list.label),
            &words::t(list.hint),
            form::lines(typed, to, move |typed| Msg::List(at, typed)),
            invalid,
            items.collect(),
        )
    }

    fn private_way(&self, to: &To<Msg>) -> El {
        form::field(
            "checks-privateWay",
            &words::t("checks_private_way"),
            &words::t("checks_private_way_hint"),
            form::line(&self.kept.typed.private_way, to, Msg::PrivateWay),
            &form::problems_at(&self.kept.problems, "privateWay"),
        )
    }
}

/// The small language of order numbers, explained.
fn patterns_help() -> El {
    let rows = [
        ("#", "checks_pattern_digit"),
        ("?", "checks_pattern_letter"),
        ("LB-######", "checks_pattern_example"),
    ];
    let rows = rows.iter().map(|(sign, key)| {
        el("div")
            .add(el("dt").add(el("code").text(*sign)))
            .add(el("dd").text(words::t(key)))
    });
    el("details")
        .key("patterns")
        .add(el("summary").text(words::t("checks_pattern_help")))
        .add(el("dl").class("variables").all(rows))
        .add(p("hint", "").add(span("", &words::t("checks_pattern_rest"))))
}
