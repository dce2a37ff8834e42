//! How the targets look: a card for each, and what holds where there is none.

use super::form;
use super::targets::{Field, Msg, Row, Targets};
use crate::desk::{Target, time_text};
use crate::problem::Problem;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

/// Names of the times in the places of problems, and the keys of their labels.
const TIMES: [(&str, &str); 3] = [
    ("first", "targets_first"),
    ("next", "targets_next"),
    ("resolution", "targets_resolution"),
];

impl Targets {
    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "targets",
            &words::t("targets_title"),
            &words::t("targets_intro"),
        );
        if let Some(failure) = &self.kept.failure {
            return section.add(parts::failed(&words::failure(failure)));
        }
        // What is typed before it is known how things stand would be lost.
        if !self.kept.is_loaded() {
            return section;
        }
        let typed = &self.kept.typed;
        let cards = typed.rows.iter().enumerate();
        let add = button("")
            .attr("id", "target-add")
            .add(icon(Icon::Plus))
            .text(words::t("targets_add"))
            .click(to, Msg::Add);
        section
            .add(otherwise())
            .add(
                div("cards")
                    .key("cards")
                    .all(cards.map(|(at, row)| self.card(at, row, to))),
            )
            .maybe(parts::problems(self.problems("rules")))
            .add(div("row").key("add").add(add))
            .add(self.lines(to))
            .add(self.kept.bar(&to.map(Msg::Kept)))
    }

    /// Problems of this very place.
    fn problems(&self, path: &str) -> Vec<&Problem> {
        let problems = self.kept.problems.iter();
        problems.filter(|problem| problem.path == path).collect()
    }

    fn card(&self, at: usize, row: &Row, to: &To<Msg>) -> El {
        let title = words::with("targets_number", &[&words::whole(at + 1)]);
        let brands = self
            .brands
            .iter()
            .map(|brand| (brand.clone(), brand.clone()));
        let topics = self.topics.iter();
        let topics = topics.map(|(code, name)| (code.clone(), words::topic(code, name)));
        let urgencies = ["2", "1", "0"];
        let urgencies = urgencies.map(|urgency| {
            let name = words::t(&format!("targets_urgency_{urgency}"));
            (urgency.to_owned(), name)
        });
        let remove = button("quiet")
            .attr("aria-label", words::with("targets_remove_named", &[&title]))
            .add(icon(Icon::Remove))
            .text(words::t("targets_remove"))
            .click(to, Msg::Remove(at));
        let whom = [
            menu(at, "brand", &row.brand, brands.collect(), Field::Brand, to),
            menu(at, "topic", &row.topic, topics.collect(), Field::Topic, to),
            menu(
                at,
                "urgency",
                &row.urgency,
                urgencies.into(),
                Field::Urgency,
                to,
            ),
        ];
        let times = TIMES.iter().enumerate().map(|(number, (name, label))| {
            let typed = row.times.get(number).map_or("", String::as_str);
            let control = form::line(typed, to, move |typed| {
                Msg::Row(at, Field::Time(number), typed)
            });
            form::field(
                &format!("target-{at}-{name}"),
                &words::t(label),
                "",
                control,
                &self.problems(&format!("rules.{at}.{name}")),
            )
        });
        el("fieldset")
            .class("card brand-form")
            .key(format!("target-{at}"))
            .attr("aria-label", &*title)
            .add(div("head").add(el("h3").text(title)).add(remove))
            .add(div("columns three").key("whom").all(whom))
            .add(div("columns three").key("times").all(times))
    }

    /// When is warned, and when it is red.
    fn lines(&self, to: &To<Msg>) -> El {
        let typed = &self.kept.typed;
        let warn = el("input")
            .attr("type", "number")
            .attr("min", "1")
            .attr("max", "99")
            .value(&*typed.warn)
            .input(to, Msg::Warn);
        let red = form::line(&typed.red, to, Msg::Red);
        div("columns")
            .key("lines")
            .add(form::field(
                "target-warn",
                &words::t("targets_warn"),
                &words::t("targets_warn_hint"),
                warn,
                &self.problems("warn"),
            ))
            .add(form::field(
                "target-red",
                &words::t("targets_red"),
                &words::t("targets_red_hint"),
                red,
                &self.problems("red"),
            ))
    }
}

/// What holds where no target fits.
fn otherwise() -> El {
    let Target {
        first,
        next,
        resolution,
    } = Target::default();
    let times = [first, next, resolution].map(time_text);
    let times: Vec<&str> = times.iter().map(String::as_str).collect();
    p("hint", &words::with("targets_otherwise", &times))
}

fn menu(
    at: usize,
    name: &'static str,
    chosen: &str,
    choices: Vec<(String, String)>,
    field: Field,
    to: &To<Msg>,
) -> El {
    let none = words::t(&format!("targets_any_{name}"));
    let control = parts::menu(none, chosen, choices, chosen.to_owned())
        .input(to, move |chosen| Msg::Row(at, field, chosen));
    let label = words::t(&format!("targets_{name}"));
    form::field(&format!("target-{at}-{name}"), &label, "", control, &[])
}
