//! How the form of a knowledge base looks.

use super::super::form;
use super::edit::{COLUMNS, Edit, Field, Kind, Msg, is_at};
use crate::problem::Problem;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, button, div, el, is_checked, p, span};
use crate::wasm::pages::words;

/// Fields that every kind has, or one kind: the paths of their problems, for those that stand at no field.
const PATHS: [&str; 9] = [
    "name",
    "brands",
    "baseUrl",
    "lang",
    "campaign",
    "source.address",
    "source.pages",
    "source.locales",
    "source.mapping",
];

impl Edit {
    pub(super) fn view(&self, brands: &[String], to: &To<Msg>) -> El {
        let Some(kind) = self.kind else {
            return div("");
        };
        let title = words::t(if self.new {
            "bases_new"
        } else {
            "bases_change"
        });
        let submit = to.clone();
        let elsewhere = self
            .problems
            .iter()
            .filter(|problem| !PATHS.iter().any(|path| is_at(&problem.path, path)));
        el("form")
            .class("card brand-form")
            .key(format!("edit-{}", self.id))
            .attr("id", "base-form")
            .attr("tabindex", "-1")
            .attr("aria-label", &*title)
            .on("submit", move |event| {
                event.prevent_default();
                submit.send(Msg::Save);
            })
            .add(
                div("")
                    .add(el("h3").text(title))
                    .add(p("hint", &kind.words())),
            )
            .add(
                div("columns")
                    .add(self.text(Field::Name, "name", "name", &self.name, to))
                    .all(self.source_fields(kind, to)),
            )
            .maybe(kind.has_columns().then(|| self.columns(to)))
            .maybe((!brands.is_empty()).then(|| self.brands(brands, to)))
            .add(self.links(to))
            .maybe(parts::problems(elsewhere))
            .add(self.save_bar(to))
    }

    /// One line to type in. The key of its words and its id are made of `name`.
    fn text(&self, field: Field, name: &str, path: &str, typed: &str, to: &To<Msg>) -> El {
        let control = el("input")
            .attr("type", "text")
            .attr("dir", "auto")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .value(typed)
            .input(to, move |typed| Msg::Typed(field, typed));
        self.labelled(name, control, &self.problems_of(path))
    }

    /// Several lines to type in.
    fn area(&self, field: Field, name: &str, path: &str, typed: &str, to: &To<Msg>) -> El {
        let control = el("textarea")
            .attr("rows", (typed.lines().count() + 1).clamp(2, 8).to_string())
            .attr("spellcheck", "false")
            .value(typed)
            .input(to, move |typed| Msg::Typed(field, typed));
        self.labelled(name, control, &self.problems_of(path))
    }

    fn labelled(&self, name: &str, control: El, problems: &[&Problem]) -> El {
        form::field(
            &format!("base-{name}"),
            &words::t(&format!("bases_field_{name}")),
            &words::t(&format!("bases_hint_{name}")),
            control,
            problems,
        )
    }

    fn source_fields(&self, kind: Kind, to: &To<Msg>) -> Vec<El> {
        let address = |name| self.text(Field::Address, name, "source.address", &self.address, to);
        match kind {
            Kind::Files | Kind::Csv | Kind::Json => Vec::new(),
            Kind::Feed => vec![address("feed")],
            Kind::Zendesk => vec![
                address("zendesk"),
                self.area(
                    Field::Locales,
                    "locales",
                    "source.locales",
                    &self.locales,
                    to,
                ),
            ],
            Kind::Site => vec![
                address("sitemap"),
                self.area(Field::Pages, "pages", "source.pages", &self.pages, to),
            ],
        }
    }

    /// Which column is what; shut while it is guessed and nothing is wrong with it.
    fn columns(&self, to: &To<Msg>) -> El {
        let wrong = !self.problems_of("source.mapping").is_empty();
        let columns = COLUMNS.iter().zip(&self.columns).enumerate();
        let columns = columns.map(|(at, (name, typed))| {
            let control = el("input")
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .value(&**typed)
                .input(to, move |typed| Msg::Typed(Field::Column(at), typed));
            form::field(
                &format!("base-column-{name}"),
                &words::t(&format!("bases_column_{name}")),
                "",
                control,
                &self.problems_of(&format!("source.mapping.{name}")),
            )
        });
        let body_kind = form::field(
            "base-body-kind",
            &words::t("bases_body_kind"),
            "",
            el("select")
                .all(["", "markdown", "html"].map(|kind| {
                    let key = match kind {
                        "markdown" => "bases_body_markdown",
                        "html" => "bases_body_html",
                        _ => "bases_body_guess",
                    };
                    el("option").attr("value", kind).text(words::t(key))
                }))
                .value(&*self.body_kind)
                .input(to, |typed| Msg::Typed(Field::BodyKind, typed)),
            &[],
        );
        el("details")
            .key("columns")
            .flag("open", wrong)
            .add(el("summary").text(words::t("bases_columns")))
            .add(p("hint", &words::t("bases_columns_hint")))
            .maybe(parts::problems(self.problems_of("source.mapping")))
            .add(div("columns").all(columns).add(body_kind))
    }

    fn brands(&self, brands: &[String], to: &To<Msg>) -> El {
        // One that was renamed since stays until it is unticked.
        let others = self.brands.iter().filter(|brand| !brands.contains(brand));
        let all = brands.iter().chain(others).map(|brand| {
            let (to, name) = (to.clone(), brand.clone());
            el("label")
                .class("tick")
                .key(brand.clone())
                .add(
                    el("input")
                        .attr("type", "checkbox")
                        .checked(self.brands.contains(brand))
                        .on("change", move |event| {
                            to.send(Msg::Brand(name.clone(), is_checked(event)));
                        }),
                )
                .add(el("bdi").text(&**brand))
        });
        el("fieldset")
            .class("ticks")
            .key("brands")
            .attr("aria-describedby", "base-brands-about")
            .add(el("legend").text(words::t("bases_brands")))
            .all(all)
            .add(p("hint", &words::t("bases_brands_hint")).attr("id", "base-brands-about"))
            .maybe(parts::problems(self.problems_of("brands")))
    }

    /// Language and links, which every kind has.
    fn links(&self, to: &To<Msg>) -> El {
        div("columns")
            .key("links")
            .add(self.text(Field::BaseUrl, "address", "baseUrl", &self.base_url, to))
            .add(self.text(Field::Lang, "lang", "lang", &self.lang, to))
            .add(self.text(Field::Campaign, "campaign", "campaign", &self.campaign, to))
    }

    fn save_bar(&self, to: &To<Msg>) -> El {
        let save = el("button")
            .attr("type", "submit")
            .class("primary")
            .flag("disabled", self.saving)
            .text(words::t("bases_save"));
        let leave = button("")
            .text(words::t("pages_cancel"))
            .click(to, Msg::Leave);
        div("row save-bar")
            .add(save)
            .add(leave)
            .add(form::said(&self.said.0, self.said.1))
    }
}

/// The kinds to choose from.
pub(super) fn kinds<M: Clone + 'static>(to: &To<M>, choose: impl Fn(Kind) -> M) -> El {
    let kinds = Kind::ALL.into_iter().map(|kind| {
        button("kind")
            .key(kind.name())
            .add(span("kind-name", &kind.words()))
            .add(span(
                "hint",
                &words::t(&format!("bases_about_{}", kind.name())),
            ))
            .click(to, choose(kind))
    });
    div("kinds").key("kinds").all(kinds)
}
