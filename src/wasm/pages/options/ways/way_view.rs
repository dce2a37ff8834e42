//! The private ways of a brand, one below the other.

use super::view::stand;
use super::{Item, Msg, Place, Ways};
use crate::problem::Problem;
use crate::protocol::WayState;
use crate::reply::way::WayKind;
use crate::reply::way::form::{BrandForm, Times, WayForm};
use crate::wasm::pages::app::To;
use crate::wasm::pages::options::form;
use crate::wasm::pages::parts::{Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

/// What is asked of a way of one kind: the keys of its name, of the field's label and of its hint, and an example.
struct Asked {
    value: &'static str,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    example: &'static str,
}

const MESSAGE: Asked = Asked {
    value: "message",
    name: "ways_kind_message",
    label: "ways_account",
    hint: "ways_account_hint",
    example: "1234567890",
};
const CHAT: Asked = Asked {
    value: "chat",
    name: "ways_kind_chat",
    label: "ways_address",
    hint: "ways_address_hint",
    example: "https://help.example/chat",
};
const PHONE: Asked = Asked {
    value: "phone",
    name: "ways_kind_phone",
    label: "ways_number",
    hint: "ways_number_hint",
    example: "0800 123456",
};

const TIMES: [(Times, &str, &str); 3] = [
    (Times::Always, "always", "ways_times_always"),
    (Times::Brand, "brand", "ways_times_brand"),
    (Times::Own, "own", "ways_times_own"),
];

const fn asked(kind: WayKind) -> &'static Asked {
    match kind {
        WayKind::Message => &MESSAGE,
        WayKind::Chat => &CHAT,
        WayKind::Phone => &PHONE,
    }
}

impl Ways {
    pub(super) fn ways_of(&self, at: usize, form: &BrandForm, to: &To<Msg>) -> El {
        let heading = format!("ways-{at}");
        let state = self.state(&form.brand);
        let ways = form.ways.iter().enumerate().map(|(number, way)| {
            let state = state.and_then(|(_, state)| state.ways.get(number));
            self.way(at, number, form, way, state, to)
        });
        let add = button("")
            .attr("id", format!("way-{at}-add"))
            .add(icon(Icon::Plus))
            .text(words::t("ways_add"))
            .click(to, Msg::AddWay(at));
        div("ways")
            .key("ways")
            .attr("role", "group")
            .attr("aria-labelledby", &*heading)
            .add(el("h4").attr("id", heading).text(words::t("ways_private")))
            .add(p("hint", &words::t("ways_private_hint")))
            .add(el("ol").class("cards").all(ways))
            .add(div("row").add(add))
    }

    fn way(
        &self,
        at: usize,
        number: usize,
        form: &BrandForm,
        way: &WayForm,
        state: Option<&WayState>,
        to: &To<Msg>,
    ) -> El {
        let name = words::t(asked(way.kind).name);
        let place = Place {
            brand: at,
            way: Some(number),
        };
        let lines = state.map(|state| state.lines.as_slice());
        let lines = lines.unwrap_or_default();
        let own = (way.times == Times::Own).then(|| self.hours(place, &way.hours, lines, to));
        let remove = button("quiet")
            .attr("aria-label", words::with("ways_remove_named", &[&name]))
            .add(icon(Icon::Remove))
            .text(words::t("options_remove_brand"))
            .click(to, Msg::RemoveWay(at, number));
        el("li")
            .class("card pad way")
            .key(number.to_string())
            .attr("aria-label", &*name)
            .add(
                div("head")
                    .add(el("h5").text(name))
                    .maybe(state.map(|state| stand(state.now, words::now())))
                    .add(remove),
            )
            .add(self.fields(at, number, form, way, to))
            .maybe(own)
    }

    /// What it is, where it leads, and when somebody is there.
    fn fields(
        &self,
        at: usize,
        number: usize,
        form: &BrandForm,
        way: &WayForm,
        to: &To<Msg>,
    ) -> El {
        let asked = asked(way.kind);
        let id = |field: &str| format!("way-{at}-{number}-{field}");
        let problems = |field: &str| self.way_problems(&form.brand, number, field);
        let change = move |item| move |typed| Msg::Way(at, number, item, typed);
        let kind = el("select")
            .all([MESSAGE, CHAT, PHONE].map(|kind| option(kind.value, kind.name)))
            .value(asked.value)
            .input(to, change(Item::Kind));
        let target = form::line(&way.to, to, change(Item::To)).attr("placeholder", asked.example);
        let begins = (way.kind == WayKind::Message).then(|| {
            form::field(
                &id("text"),
                &words::t("ways_text"),
                &words::t("ways_text_hint"),
                form::line(&way.text, to, change(Item::Text)),
                &problems("text"),
            )
        });
        let times = menu_of_times(way.times).input(to, change(Item::Times));
        // The faults of the brand's hours stand where these are typed.
        let missing = way.times == Times::Brand && !form.has_hours();
        let of_times = if missing {
            problems("hours")
        } else {
            Vec::new()
        };
        div("columns")
            .add(form::field(
                &id("kind"),
                &words::t("ways_kind"),
                "",
                kind,
                &[],
            ))
            .add(form::field(
                &id("to"),
                &words::t(asked.label),
                &words::t(asked.hint),
                target,
                &problems("to"),
            ))
            .maybe(begins)
            .add(form::field(
                &id("times"),
                &words::t("ways_times"),
                "",
                times,
                &of_times,
            ))
    }

    /// What is wrong with a field of a brand's way.
    fn way_problems(&self, brand: &str, number: usize, field: &str) -> Vec<&Problem> {
        let Some((brand, _)) = self.state(brand) else {
            return Vec::new();
        };
        let path = format!("ways[{brand}].way[{number}].{field}");
        form::problems_at(&self.kept.problems, &path)
    }
}

fn menu_of_times(chosen: Times) -> El {
    let value = TIMES.iter().find(|(times, ..)| *times == chosen);
    el("select")
        .all(TIMES.iter().map(|(_, value, key)| option(value, key)))
        .value(value.map_or("always", |(_, value, _)| *value))
}

fn option(value: &'static str, key: &str) -> El {
    el("option").attr("value", value).text(words::t(key))
}
