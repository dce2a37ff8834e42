//! Hours as they are typed, and what was understood of them.

use super::view::ZONES;
use super::{Msg, Part, Place, Ways};
use crate::hours::{Line, Typed};
use crate::problem::Problem;
use crate::wasm::pages::app::To;
use crate::wasm::pages::clock;
use crate::wasm::pages::options::{files, form};
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, div, el};
use crate::wasm::pages::words;

impl Ways {
    /// The fields of hours, what was understood of the week, and the way in for a calendar file.
    pub(super) fn hours(&self, at: Place, typed: &Typed, lines: &[Line], to: &To<Msg>) -> El {
        let id = |field: &str| match at.way {
            None => format!("hours-{}-{field}", at.brand),
            Some(way) => format!("hours-{}-{way}-{field}", at.brand),
        };
        let problems = |field: &str| self.hours_problems(at, field);
        let change = move |part| move |typed| Msg::Hours(at, part, typed);
        let zone = form::line(&typed.zone, to, change(Part::Zone))
            .attr("list", ZONES)
            .attr("placeholder", "Europe/London");
        let week = form::lines(&typed.week, to, change(Part::Week))
            .attr("placeholder", "Mon-Fri 8:00-12:00, 13:30-18:00; Sat 9-13");
        let special = form::lines(&typed.special, to, change(Part::Special))
            .attr("placeholder", "2026-12-25 closed Christmas Day");
        div("hours")
            .key(id("fields"))
            .add(
                div("columns")
                    .add(form::field(
                        &id("zone"),
                        &words::t("ways_zone"),
                        &words::t("ways_zone_hint"),
                        zone,
                        &problems("zone"),
                    ))
                    .add(form::field(
                        &id("week"),
                        &words::t("ways_week"),
                        &words::t("ways_week_hint"),
                        week,
                        &problems("week"),
                    ))
                    .add(form::field_with(
                        &id("special"),
                        &words::t("ways_special"),
                        &words::t("ways_special_hint"),
                        special,
                        problems("special").iter().any(|problem| problem.fatal),
                        problems("special")
                            .into_iter()
                            .map(form::with_line)
                            .collect(),
                    )),
            )
            .maybe(understood(lines))
            .add(self.calendar(at, &id("calendar"), to))
    }

    fn hours_problems(&self, at: Place, field: &str) -> Vec<&Problem> {
        let brand = self.kept.typed.0.get(at.brand);
        let number = brand.and_then(|form| self.state(&form.brand));
        let Some((number, _)) = number else {
            return Vec::new();
        };
        let path = match at.way {
            None => format!("ways[{number}].hours.{field}"),
            Some(way) => format!("ways[{number}].way[{way}].hours.{field}"),
        };
        form::problems_at(&self.kept.problems, &path)
    }

    /// The button for a calendar file, and what came of the last one.
    fn calendar(&self, at: Place, id: &str, to: &To<Msg>) -> El {
        let picked = to.clone();
        let field = el("input")
            .attr("id", id)
            .attr("accept", ".ics,text/calendar")
            .on("change", move |event| {
                picked.send(Msg::Picked(at, files::chosen(event)));
            });
        let noted = self.calendar.as_ref().filter(|noted| noted.at == at);
        let said = noted.map_or(("", false), |noted| (&*noted.words, noted.bad));
        let button = files::chooser("button", field)
            .add(icon(Icon::Plus))
            .text(words::t("ways_calendar"));
        div("calendar")
            .key("calendar")
            .add(div("row").add(button).add(form::said(said.0, said.1)))
            .maybe(noted.and_then(|noted| parts::problems(&noted.problems)))
    }
}

/// The week as it was read.
fn understood(lines: &[Line]) -> Option<El> {
    if lines.is_empty() {
        return None;
    }
    let rows = lines.iter().map(|line| {
        el("tr")
            .add(
                el("th")
                    .attr("scope", "row")
                    .text(clock::days(line.from, line.to)),
            )
            .add(el("td").text(clock::times(&line.open)))
    });
    Some(
        el("table")
            .class("understood")
            .key("understood")
            .add(el("caption").text(words::t("ways_understood")))
            .add(el("tbody").all(rows)),
    )
}
