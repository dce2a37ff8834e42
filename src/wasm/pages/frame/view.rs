//! How the frame looks: the post and why, articles, drafts, and at the foot what to do.

use super::{Assisted, Frame, Msg, articles, drafts, reply_view, so_far, ways};
use crate::protocol::{Assist, Failure};
use crate::wasm::pages::app::To;
use crate::wasm::pages::keys::Shipped;
use crate::wasm::pages::parts::{self, Icon, icon, icon_button, kbd};
use crate::wasm::pages::verdict;
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

impl Frame {
    pub(super) fn draw(&self, to: &To<Msg>) -> El {
        let content = match &self.assist {
            Assisted::Nothing | Assisted::Asking => waiting(),
            Assisted::Failed(failure) => failed(failure, to),
            Assisted::Ready(assist) => self.ready(assist, to),
        };
        let busy = matches!(self.assist, Assisted::Asking);
        el("main")
            .class("frame")
            .attr("id", "frame")
            .attr("tabindex", "-1")
            .attr("aria-label", words::t("frame_name"))
            .attr("aria-busy", if busy { "true" } else { "false" })
            .add(self.aloud())
            .add(self.header(to))
            .maybe(self.help.then(|| help(to)))
            .add(content)
            .add(self.foot(to))
    }

    /// What the eye sees at once and the ear would miss: that the post is being read or was, and what the checks find in
    /// the reply. Always there: only a live region that stays is heard when it changes.
    fn aloud(&self) -> El {
        let state = match &self.assist {
            Assisted::Nothing | Assisted::Asking => words::t("frame_waiting"),
            Assisted::Failed(_) => String::new(),
            Assisted::Ready(_) => words::t("frame_ready"),
        };
        let line = |words: &str| p("hidden", words).attr("role", "status");
        div("aloud")
            .add(line(&state))
            .add(line(&self.reply.aloud()))
    }

    fn header(&self, to: &To<Msg>) -> El {
        let close = icon_button(Icon::Close, &words::t("frame_close"))
            .attr("aria-keyshortcuts", "Escape")
            .click(to, Msg::Close);
        let ask_help = button("bare")
            .attr("aria-label", words::t("frame_help"))
            .attr("title", words::t("frame_help"))
            .attr("aria-keyshortcuts", "?")
            .attr("aria-expanded", if self.help { "true" } else { "false" })
            .text("?")
            .click(to, Msg::Help);
        let mut title = el("h1");
        let mut facts = div("facts");
        if let Some(mark) = self.mark() {
            title = title
                .add(parts::badge(mark.intent))
                .text(" ")
                .add(el("span").class("brand").theirs(&mark.brand));
            facts = facts
                .maybe(self.tier())
                .maybe(parts::urgency(mark.urgency))
                .maybe(verdict::level(mark));
            if let Some(time) = mark.time {
                facts = facts.add(
                    span("age", &words::ago(time, self.now)).attr("title", words::moment(time)),
                );
            }
            if mark.state.handled.is_some() {
                facts = facts.add(
                    span("done", "")
                        .add(icon(Icon::Check))
                        .text(words::t("frame_is_handled")),
                );
            }
        } else {
            title = title.text(words::t("frame_heading"));
        }
        el("header")
            .add(title)
            .add(facts)
            .add(div("tools").add(ask_help).add(close))
    }

    /// What the customer is by the lead's list, in the lead's word.
    fn tier(&self) -> Option<El> {
        let Assisted::Ready(assist) = &self.assist else {
            return None;
        };
        let tier = assist.tier.as_ref()?;
        Some(
            span("tier", "")
                .attr("title", words::t("frame_tier"))
                .add(el("bdi").text(tier)),
        )
    }

    fn ready(&self, assist: &Assist, to: &To<Msg>) -> El {
        let Some(mark) = &assist.mark else {
            return div("content")
                .key("none")
                .add(author(assist))
                .add(unmarked(assist));
        };
        let provisional = mark
            .provisional
            .then(|| p("hint", &words::t("frame_provisional")));
        let unjudged = (!mark.judged).then(|| {
            let lang = words::t(&format!("lang_{}", mark.lang.code()));
            p("hint", &words::with("frame_not_judged", &[&lang]))
        });
        let corrected = mark.state.corrected.as_ref().map(|(_, intent)| {
            p(
                "hint",
                &words::with("frame_corrected", &[&words::intent(*intent)]),
            )
        });
        let post = el("section")
            .class("post")
            .attr("aria-label", words::t("frame_post"))
            .add(author(assist))
            .add(parts::post_text(mark, &assist.text))
            .add(parts::reasons(mark))
            .maybe(verdict::topics(mark))
            .add(verdict::heat(mark))
            .maybe(corrected)
            .maybe(unjudged)
            .maybe(verdict::second_look(mark))
            .maybe(provisional);
        // While one writes, what the checks say of it is what matters.
        div("content")
            .key("post")
            .maybe(so_far::colleague(self, assist, to))
            .maybe(so_far::answered(self, assist))
            .maybe(reply_view::draw(self, assist, to))
            .add(post)
            .maybe(so_far::draw(self, assist))
            .add(articles::draw(self, assist, to))
            .add(drafts::draw(self, assist, to).maybe(ways::draw(assist, to)))
    }
}

fn author(assist: &Assist) -> El {
    let handle = format!("@{}", assist.author.handle);
    let name = if assist.author.name.is_empty() {
        &handle
    } else {
        &assist.author.name
    };
    let line = el("p")
        .class("author")
        .add(el("strong").add(el("bdi").text(name)));
    if assist.author.name.is_empty() {
        line
    } else {
        line.text(" ").add(el("bdi").class("handle").text(handle))
    }
}

fn waiting() -> El {
    div("content")
        .key("waiting")
        .add(p("hint", &words::t("frame_waiting")))
        .add(div("ghost"))
        .add(div("ghost"))
}

fn failed(failure: &Failure, to: &To<Msg>) -> El {
    let again = button("")
        .text(words::t("pages_try_again"))
        .click(to, Msg::Ask);
    div("content")
        .key("failed")
        .add(parts::failed(&words::failure(failure)))
        .add(div("row").add(again))
}

/// The post is not about a brand: why could that be?
fn unmarked(assist: &Assist) -> El {
    let (why, place, name) = if assist.state.not_us.is_some() {
        (
            "frame_is_not_us",
            "options.html#learnt",
            "frame_open_learnt",
        )
    } else {
        ("frame_unmarked", "options.html#brands", "frame_open_brands")
    };
    let options = el("a").class("button").own_link(place).text(words::t(name));
    el("section")
        .add(el("p").class("post-text").theirs(&assist.text))
        .add(
            div("notice")
                .add(p("", &words::t(why)))
                .add(div("row").add(options)),
        )
}

fn help(to: &To<Msg>) -> El {
    let list = el("dl").all(Shipped::read().frame.into_iter().map(|(key, what)| {
        el("div")
            .add(
                el("dt").all(
                    key.split(' ')
                        .map(|key| kbd(key).attr("aria-hidden", "false")),
                ),
            )
            .add(el("dd").text(words::t(&what)))
    }));
    let close = button("")
        .text(words::t("pages_close"))
        .click(to, Msg::Help);
    el("section")
        .class("help")
        .attr("id", "help")
        .attr("tabindex", "-1")
        .key("help")
        .add(el("h2").text(words::t("frame_help")))
        .add(list)
        .add(div("row").add(close))
}
