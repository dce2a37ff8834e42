//! How the reply templates look.

use super::form;
use super::replies::{Msg, Replies};
use crate::reply::TemplateFile;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// What a template can fill in, and the key of its explanation.
const VARIABLES: [(&str, &str); 5] = [
    ("{{first_name}}", "options_variable_first_name"),
    ("{{issue}}", "options_variable_issue"),
    ("{{article}}", "options_variable_article"),
    ("{{link}}", "options_variable_link"),
    ("{{brand}}", "options_variable_brand"),
];

impl Replies {
    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "replies",
            &words::t("options_replies"),
            &words::t("options_replies_intro"),
        );
        if let Some(failure) = &self.failure {
            return section.add(parts::failed(&words::failure(failure)));
        }
        let note = self.built_in && !self.is_changed();
        section
            .maybe(note.then(|| p("hint", &words::t("options_built_in"))))
            .add(
                div("editor").add(self.list(to)).maybe(
                    self.files
                        .get(self.selected)
                        .map(|file| self.edited(file, to)),
                ),
            )
            .add(variables())
            .maybe(self.asking.then(|| {
                form::question(
                    to,
                    &words::t("options_restore_ask"),
                    (&words::t("options_restore_yes"), Msg::Restore),
                    Msg::KeepAfterAll,
                )
            }))
            .add(self.save_bar(to))
    }

    fn list(&self, to: &To<Msg>) -> El {
        let files = self.files.iter().enumerate().map(|(at, file)| {
            let wrong = self.problems_of(&file.path).any(|problem| problem.fatal);
            let name = self.name_of(file);
            let entry = button("entry")
                .attr(
                    "aria-current",
                    if at == self.selected { "true" } else { "false" },
                )
                .add(el("span").theirs(name.unwrap_or(&file.path)))
                .maybe(wrong.then(|| {
                    span("wrong", "")
                        .add(icon(Icon::Warning))
                        .add(span("hidden", &words::t("options_has_errors")))
                }))
                .click(to, Msg::Select(at));
            el("li").add(entry)
        });
        el("nav")
            .attr("aria-label", words::t("options_templates"))
            .add(el("ul").class("entries").all(files))
            .add(
                button("")
                    .add(icon(Icon::Plus))
                    .text(words::t("options_add_template"))
                    .click(to, Msg::Add),
            )
    }

    /// The name that the template gives itself, if it can be read.
    fn name_of(&self, file: &TemplateFile) -> Option<&str> {
        let preview = self
            .previews
            .iter()
            .find(|preview| preview.template == file.path)?;
        Some(preview.name.as_str()).filter(|name| !name.is_empty())
    }

    fn edited(&self, file: &TemplateFile, to: &To<Msg>) -> El {
        let problems: Vec<_> = self.problems_of(&file.path).collect();
        let path = el("input")
            .attr("type", "text")
            .attr("spellcheck", "false")
            .attr("autocomplete", "off")
            .value(&*file.path)
            .input(to, Msg::Path);
        let rows = (file.text.lines().count() + 2).clamp(8, 24);
        let text = el("textarea")
            .class("code")
            .attr("rows", rows.to_string())
            .attr("dir", "auto")
            .value(&*file.text)
            .input(to, Msg::Text);
        let remove = button("quiet")
            .flag("disabled", self.files.len() < 2)
            .add(icon(Icon::Remove))
            .text(words::t("options_remove_template"))
            .click(to, Msg::Remove);
        div("edited")
            .add(form::field(
                "template-path",
                &words::t("options_template_path"),
                "",
                path,
                &[],
            ))
            .add(form::field(
                "template-text",
                &words::t("options_template_text"),
                &words::t("options_template_hint"),
                text,
                &[],
            ))
            .maybe(parts::problems(problems))
            .add(self.preview(file))
            .add(div("row").add(remove))
    }

    fn preview(&self, file: &TemplateFile) -> El {
        let preview = self
            .previews
            .iter()
            .find(|preview| preview.template == file.path);
        let said = match preview {
            Some(preview) => el("p").class("draft-text").theirs(&preview.text),
            None => p("hint", &words::t("options_no_preview")),
        };
        div("card pad preview")
            .attr("role", "group")
            .attr("aria-label", words::t("options_preview"))
            .add(el("h3").text(words::t("options_preview")))
            .add(said)
    }

    fn save_bar(&self, to: &To<Msg>) -> El {
        let changed = self.is_changed();
        let can = changed && !self.is_wrong() && !self.saving;
        let save = button("primary")
            .key("save")
            .flag("disabled", !can)
            .text(words::t("options_save_replies"))
            .click(to, Msg::Save);
        let discard = changed.then(|| {
            button("")
                .key("discard")
                .text(words::t("options_discard"))
                .click(to, Msg::Discard)
        });
        let back = self.removed.is_some().then(|| {
            button("")
                .key("back")
                .add(icon(Icon::Undo))
                .text(words::t("options_bring_back"))
                .click(to, Msg::BringBack)
        });
        let restore = (!self.built_in).then(|| {
            button("quiet")
                .key("restore")
                .text(words::t("options_restore"))
                .click(to, Msg::AskRestore)
        });
        let (said, bad) = if changed && self.is_wrong() {
            (words::t("options_fix_first"), true)
        } else if changed && !self.saving && self.said.0.is_empty() {
            (words::t("options_unsaved"), false)
        } else {
            self.said.clone()
        };
        div("row save-bar")
            .add(save)
            .maybe(discard)
            .maybe(back)
            .maybe(restore)
            .add(form::said(&said, bad))
    }
}

/// The variables, explained.
fn variables() -> El {
    let rows = VARIABLES.iter().map(|(name, key)| {
        el("div")
            .add(el("dt").add(el("code").text(*name)))
            .add(el("dd").text(words::t(key)))
    });
    el("details")
        .key("variables")
        .add(el("summary").text(words::t("options_variables")))
        .add(el("dl").class("variables").all(rows))
}
