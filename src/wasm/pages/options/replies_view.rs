//! How the reply templates look.

use super::replies::{Msg, Replies};
use super::{form, replies_help, replies_preview};
use crate::problem::Problem;
use crate::reply::{Draft, TemplateFile};
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

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
            .add(replies_help::view())
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

    /// The team's, and the agent's own.
    fn list(&self, to: &To<Msg>) -> El {
        let groups = [
            (false, "options_templates_team", "options_add_template"),
            (true, "options_templates_own", "options_add_own_template"),
        ];
        let groups = groups.map(|(own, title, add)| {
            let add = button("")
                .add(icon(Icon::Plus))
                .text(words::t(add))
                .click(to, Msg::Add { own });
            div("group")
                .key(title)
                .add(el("h3").attr("id", title).text(words::t(title)))
                .add(
                    el("ul")
                        .class("entries")
                        .attr("aria-labelledby", title)
                        .all(self.entries(own, to)),
                )
                .maybe(own.then(|| p("hint", &words::t("options_templates_own_hint"))))
                .add(add)
        });
        el("nav")
            .attr("aria-label", words::t("options_templates"))
            .all(groups)
    }

    fn entries(&self, own: bool, to: &To<Msg>) -> Vec<El> {
        let files = self.files.iter().enumerate();
        let files = files.filter(|(_, file)| file.own == own);
        let entries = files.map(|(at, file)| {
            let wrong = self.problems_of(&file.path).any(|problem| problem.fatal);
            let name = self.name_of(file);
            let times = self.used(&file.path);
            let used = (times > 0).then(|| {
                let said = words::count("options_template_used", times);
                span("points", &words::whole(times))
                    .attr("role", "img")
                    .attr("aria-label", &*said)
                    .attr("title", said)
            });
            let entry = button("entry")
                .attr(
                    "aria-current",
                    if at == self.selected { "true" } else { "false" },
                )
                .add(el("span").theirs(name.unwrap_or(&file.path)))
                .maybe(used)
                .maybe(wrong.then(|| {
                    span("wrong", "")
                        .add(icon(Icon::Warning))
                        .add(span("hidden", &words::t("options_has_errors")))
                }))
                .click(to, Msg::Select(at));
            el("li").add(entry)
        });
        entries.collect()
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
            .flag("disabled", !self.can_remove())
            .add(icon(Icon::Remove))
            .text(words::t("options_remove_template"))
            .click(to, Msg::Remove);
        let copy = file.own.then(|| {
            button("")
                .key("copy")
                .add(icon(Icon::Copy))
                .text(words::t("options_copy_to_team"))
                .click(to, Msg::CopyToTeam)
        });
        let times = self.used(&file.path);
        let used = (times > 0).then(|| p("hint", &words::count("options_template_used", times)));
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
            .maybe(self.problems_list(file, to))
            .maybe(used)
            .add(self.preview(file))
            .add(div("row").maybe(copy).add(remove))
    }

    /// Every wording, as far as the playbook can be read.
    fn preview(&self, file: &TemplateFile) -> El {
        let previews = self.previews.iter();
        let wordings: Vec<&Draft> = previews
            .filter(|preview| preview.template == file.path)
            .collect();
        replies_preview::view(&wordings)
    }

    /// What is wrong with a file, each with the way to its line.
    fn problems_list(&self, file: &TemplateFile, to: &To<Msg>) -> Option<El> {
        let mut problems: Vec<&Problem> = self.problems_of(&file.path).collect();
        problems.sort_by_key(|problem| !problem.fatal);
        let items = problems.iter().map(|problem| {
            let place = problem.path.strip_prefix(&file.path).unwrap_or_default();
            let mut numbers = place.split(':').skip(1);
            let line = numbers.next().and_then(|line| line.parse().ok());
            let go = line.map(|line: usize| {
                button("quiet")
                    .text(words::with("options_line", &[&words::whole(line)]))
                    .click(to, Msg::Line(line))
            });
            parts::problem_item(problem).maybe(go)
        });
        (!problems.is_empty()).then(|| el("ul").class("problems").all(items))
    }

    fn save_bar(&self, to: &To<Msg>) -> El {
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
        form::SaveBar {
            changed: self.is_changed(),
            wrong: self.is_wrong(),
            saving: self.saving,
            said: &self.said,
            save: "options_save_replies",
        }
        .view(
            to,
            Msg::Save,
            Msg::Discard,
            back.into_iter().chain(restore).collect(),
        )
    }
}
