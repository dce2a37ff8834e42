//! The way of a new team, in five steps: a brand, articles, a private way, hours and targets, a try. The first three cannot
//! be left out: without them Handrail could only point at complaints.

use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{Icon, icon};
use crate::wasm::pages::storage;
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// Kept under this name: the steps are no longer shown.
const OVER: &str = "setUpOver";

#[derive(Clone)]
pub(super) enum Msg {
    /// Whether the person has seen the end of it.
    Over(bool),
    /// Done with it.
    End,
}

/// What of a set-up is there; `None`: not known yet.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    pub(super) brand: Option<bool>,
    pub(super) articles: Option<bool>,
    pub(super) way: Option<bool>,
    pub(super) hours: Option<bool>,
    pub(super) tried: bool,
}

/// One step.
struct Step {
    done: bool,
    /// Whether it cannot be left out.
    must: bool,
    address: &'static str,
    /// The key of its words.
    key: &'static str,
    /// Of the same inside a sentence, where it cannot be left out.
    short: &'static str,
}

impl Standing {
    fn steps(self) -> Option<[Step; 5]> {
        let step = |done, address, key, short: &'static str| Step {
            done,
            must: !short.is_empty(),
            address,
            key,
            short,
        };
        let (brand, articles, way) = (self.brand?, self.articles?, self.way?);
        Some([
            step(
                brand,
                "#brands",
                "options_step_brand",
                "options_step_brand_short",
            ),
            step(
                articles,
                "#articles",
                "options_step_articles",
                "options_step_articles_short",
            ),
            step(way, "#hours", "options_step_way", "options_step_way_short"),
            step(self.hours?, "#hours", "options_step_hours", ""),
            step(self.tried, "#try-text", "options_step_try", ""),
        ])
    }
}

/// The steps' state.
#[derive(Default)]
pub(super) struct Onboarding {
    over: Option<bool>,
}

impl Onboarding {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async {
            let kept = storage::kept(OVER).await;
            Msg::Over(kept.is_some_and(|kept| kept.is_truthy()))
        });
        Self::default()
    }

    pub(super) fn update(&mut self, msg: &Msg) {
        let over = match msg {
            Msg::Over(over) => *over,
            Msg::End => {
                keep();
                true
            }
        };
        self.over = Some(over);
    }

    /// The steps, for as long as one that cannot be left out is missing, and until the person has seen that all are done.
    pub(super) fn view(&self, standing: Standing, to: &To<Msg>) -> Option<El> {
        let (steps, over) = (standing.steps()?, self.over?);
        let missing: Vec<&Step> = steps
            .iter()
            .filter(|step| step.must && !step.done)
            .collect();
        if missing.is_empty() && over {
            return None;
        }
        let done = steps.iter().filter(|step| step.done).count();
        let (title, intro) = if done == 0 {
            (
                words::t("options_welcome"),
                words::t("options_welcome_intro"),
            )
        } else if missing.is_empty() {
            (words::t("options_ready"), words::t("options_ready_intro"))
        } else {
            (words::t("options_nearly"), words::t("options_nearly_intro"))
        };
        let [one, all] = [done, steps.len()].map(words::whole);
        let progress = el("progress")
            .attr("max", steps.len().to_string())
            .attr("value", done.to_string())
            .attr("aria-label", words::with("options_steps", &[&one, &all]));
        Some(
            el("section")
                .class("welcome")
                .key("welcome")
                .attr("aria-labelledby", "welcome")
                .add(el("h2").attr("id", "welcome").text(title))
                .add(p("intro", &intro))
                .add(progress)
                .add(el("ol").class("steps-list").all(steps.iter().map(line)))
                .add(end(&missing, to)),
        )
    }
}

fn keep() {
    wasm_bindgen_futures::spawn_local(async { storage::keep(OVER, &true.into()).await });
}

fn line(step: &Step) -> El {
    let words = words::t(step.key);
    if step.done {
        return el("li")
            .class("done")
            .add(icon(Icon::Check))
            .add(span("", &words))
            .add(span("hidden", &words::t("options_step_done")));
    }
    let later = (!step.must).then(|| span("hint", &words::t("options_step_later")));
    el("li")
        .add(el("a").attr("href", step.address).text(words))
        .maybe(later)
}

/// The button that ends it, or why it does not.
fn end(missing: &[&Step], to: &To<Msg>) -> El {
    let button = button("primary")
        .flag("disabled", !missing.is_empty())
        .attr("aria-describedby", "welcome-why")
        .text(words::t("options_steps_end"))
        .click(to, Msg::End);
    let why = if missing.is_empty() {
        words::t("options_steps_can_end")
    } else {
        let names: Vec<String> = missing.iter().map(|step| words::t(step.short)).collect();
        words::with("options_steps_missing", &[&names.join(", ")])
    };
    div("row").add(button).add(
        p("hint", &why)
            .attr("id", "welcome-why")
            .attr("role", "status"),
    )
}
