//! How the brand profile looks.

use super::brands::{Brands, LISTS, Msg};
use super::{files, form};
use crate::brand::Profile;
use crate::problem::Problem;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el};
use crate::wasm::pages::words;

impl Brands {
    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "brands",
            &words::t("options_brands"),
            &words::t("options_brands_intro"),
        );
        if let Some(failure) = &self.failure {
            return section.add(parts::failed(&words::failure(failure)));
        }
        // What was typed before the brands are here would be lost when they come.
        if self.saved.is_none() {
            return section;
        }
        let add = button("")
            .add(icon(Icon::Plus))
            .text(words::t("options_add_brand"))
            .click(to, Msg::Add);
        let picked = to.clone();
        let field = el("input")
            .attr("accept", ".toml")
            .on("change", move |event| {
                picked.send(Msg::Picked(files::chosen(event)));
            });
        let file = div("row")
            .add(files::chooser("button quiet", field).text(words::t("options_import_profile")))
            .add(
                button("quiet")
                    .text(words::t("options_export_profile"))
                    .click(to, Msg::Export),
            );
        // Problems that belong to no field, such as too many terms in all.
        let general = self
            .problems
            .iter()
            .filter(|problem| problem.path == "brand" && problem.code != "brand.none");
        section
            .add(div("cards").all((0..self.forms.len()).map(|at| self.brand(at, to))))
            .maybe(parts::problems(general))
            .add(div("row").add(add).add(file))
            .add(self.save_bar(to))
            .add(self.tryout.view(self.is_changed(), &to.map(Msg::Try)))
    }

    fn brand(&self, at: usize, to: &To<Msg>) -> El {
        let Some(brand) = self.forms.get(at) else {
            return div("card");
        };
        let path = self.index(at).map(|index| format!("brand[{index}]"));
        let problems = |field: &str| -> Vec<&Problem> {
            let Some(path) = &path else { return Vec::new() };
            let path = format!("{path}.{field}");
            let begins = format!("{path}[");
            self.problems
                .iter()
                .filter(|problem| problem.path == path || problem.path.starts_with(&begins))
                .collect()
        };
        let name = el("input")
            .attr("type", "text")
            .attr("dir", "auto")
            .attr("autocomplete", "off")
            .attr("placeholder", words::t("options_brand_name_example"))
            .value(&*brand.name)
            .input(to, move |typed| Msg::Name(at, typed));
        let lists = LISTS
            .iter()
            .zip(&brand.lists)
            .enumerate()
            .map(|(list, (field, typed))| {
                let control = el("textarea")
                    .attr("rows", (typed.lines().count() + 1).clamp(2, 8).to_string())
                    .attr("dir", "auto")
                    .attr("spellcheck", "false")
                    .value(&**typed)
                    .input(to, move |typed| Msg::List(at, list, typed));
                form::field(
                    &format!("brand-{at}-{field}"),
                    &words::t(&format!("options_{field}")),
                    &words::t(&format!("options_{field}_hint")),
                    control,
                    &problems(field),
                )
            });
        let title = if brand.name.trim().is_empty() {
            words::t("options_new_brand")
        } else {
            brand.name.trim().to_owned()
        };
        let remove = (self.forms.len() > 1).then(|| {
            button("quiet")
                .attr(
                    "aria-label",
                    words::with("options_remove_brand_named", &[&title]),
                )
                .add(icon(Icon::Remove))
                .text(words::t("options_remove_brand"))
                .click(to, Msg::Remove(at))
        });
        // A brand that the engine does not know yet has not been looked for.
        let known = |saved: &Profile| saved.brands.iter().any(|own| own.name == title);
        let seen = self
            .saved
            .as_ref()
            .is_some_and(known)
            .then(|| self.nicknames.view(at, &title, &to.map(Msg::Nicknames)));
        el("fieldset")
            .class("card brand-form")
            .key(format!("brand-{at}"))
            .attr("aria-label", &*title)
            .add(div("head").add(el("h3").theirs(&*title)).maybe(remove))
            .add(form::field(
                &format!("brand-{at}-name"),
                &words::t("options_brand_name"),
                &words::t("options_brand_name_hint"),
                name,
                &problems("name"),
            ))
            .add(div("columns").all(lists))
            .maybe(seen)
    }

    fn save_bar(&self, to: &To<Msg>) -> El {
        let changed = self.is_changed();
        let can = changed && !self.is_wrong() && !self.saving;
        let save = button("primary")
            .key("save")
            .flag("disabled", !can)
            .text(words::t("options_save_brands"))
            .click(to, Msg::Save);
        let discard = changed.then(|| {
            button("")
                .key("discard")
                .text(words::t("options_discard"))
                .click(to, Msg::Discard)
        });
        let undo = (self.before.is_some() && !changed).then(|| {
            button("")
                .key("undo")
                .add(icon(Icon::Undo))
                .text(words::t("options_undo_save"))
                .click(to, Msg::UndoSave)
        });
        let (said, bad) = if changed && self.is_wrong() {
            (words::t("options_fix_first"), true)
        } else if changed && !self.saving && !self.said.1 {
            (words::t("options_unsaved"), false)
        } else {
            self.said.clone()
        };
        div("row save-bar")
            .add(save)
            .maybe(discard)
            .maybe(undo)
            .add(form::said(&said, bad))
    }
}
