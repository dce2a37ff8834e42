//! How the team's topics look.

use super::topics::{Msg, Topics};
use super::{files, form};
use crate::triage::topics::TopicFile;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

impl Topics {
    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "topics",
            &words::t("options_topics"),
            &words::t("options_topics_intro"),
        );
        if let Some(failure) = &self.failure {
            return section.add(parts::failed(&words::failure(failure)));
        }
        let chosen = self.files.get(self.selected);
        let none = self.files.is_empty();
        section
            .add(self.ours())
            .maybe(none.then(|| p("hint", &words::t("options_topics_none"))))
            .add(
                div("editor")
                    .add(self.list(to))
                    .maybe(chosen.map(|file| self.edited(file, to))),
            )
            .add(self.save_bar(to))
    }

    /// The topics that come with Handrail.
    fn ours(&self) -> El {
        let names = self.built_in.iter().map(|(code, name)| {
            el("li")
                .class("topic")
                .attr("title", format!("{code}.txt"))
                .text(words::topic(code, name))
        });
        el("ul")
            .class("topics")
            .attr("aria-label", words::t("options_topics_ours"))
            .all(names)
    }

    fn list(&self, to: &To<Msg>) -> El {
        let entries = self.files.iter().enumerate().map(|(at, file)| {
            let wrong = self.problems_of(&file.path).any(|problem| problem.fatal);
            let current = if at == self.selected { "true" } else { "false" };
            let entry = button("entry")
                .attr("aria-current", current)
                .add(el("span").theirs(&file.path))
                .maybe(wrong.then(|| {
                    span("wrong", "")
                        .add(icon(Icon::Warning))
                        .add(span("hidden", &words::t("options_has_errors")))
                }))
                .click(to, Msg::Select(at));
            el("li").add(entry)
        });
        let picked = to.clone();
        let field = el("input")
            .attr("id", "topic-files")
            .flag("multiple", true)
            .attr("accept", ".txt,text/plain")
            .on("change", move |event| {
                picked.send(Msg::Picked(files::chosen(event)));
            });
        el("nav")
            .attr("aria-label", words::t("options_topics_own"))
            .add(el("ul").class("entries").all(entries))
            .add(
                div("row")
                    .add(files::chooser("button", field).text(words::t("options_import_topics")))
                    .add(
                        button("")
                            .add(icon(Icon::Plus))
                            .text(words::t("options_add_topic"))
                            .click(to, Msg::Add),
                    ),
            )
    }

    fn edited(&self, file: &TopicFile, to: &To<Msg>) -> El {
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
            .attr("spellcheck", "false")
            .value(&*file.text)
            .input(to, Msg::Text);
        let remove = button("quiet")
            .add(icon(Icon::Remove))
            .text(words::t("options_remove_topic"))
            .click(to, Msg::Remove);
        div("edited")
            .add(form::field(
                "topic-path",
                &words::t("options_template_path"),
                &words::t("options_topic_path_hint"),
                path,
                &[],
            ))
            .add(form::field(
                "topic-text",
                &words::t("options_topic_text"),
                &words::t("options_topic_hint"),
                text,
                &[],
            ))
            .maybe(parts::problems(self.problems_of(&file.path)))
            .add(div("row").add(remove))
    }

    fn save_bar(&self, to: &To<Msg>) -> El {
        form::SaveBar {
            changed: self.is_changed(),
            wrong: self.is_wrong(),
            saving: self.saving,
            said: &self.said,
            save: "options_save_topics",
        }
        .view(to, Msg::Save, Msg::Discard, Vec::new())
    }
}
