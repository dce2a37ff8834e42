//! How what is missing looks.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::gaps::{Begun, Gaps, Missing, Msg};
use super::{first_line, form};
use crate::protocol::Gap;
use crate::site;
use crate::wasm::pages::app::To;
use crate::wasm::pages::parts::{self, Icon, icon, kbd};
use crate::wasm::pages::view::{El, button, div, el, p, span};
use crate::wasm::pages::words;

/// So many gaps of a single post are shown openly even where others were asked for more often.
const FEW: usize = 3;

impl Gaps {
    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "gaps",
            &words::t("options_gaps"),
            &words::t("options_gaps_intro"),
        );
        let look = button("quiet")
            .text(words::t("gaps_look"))
            .click(to, Msg::Look);
        if let Some(failure) = &self.failure {
            return section
                .add(parts::failed(&words::failure(failure)))
                .add(div("row").add(look));
        }
        let Some(missing) = &self.missing else {
            return section;
        };
        let said = if self.said.0.is_empty() {
            &*self.said.1
        } else {
            ""
        };
        section
            .add(
                div("head")
                    .key("seen")
                    .add(p("", &seen(missing)).attr("role", "status"))
                    .add(look),
            )
            .add(self.list(missing, to))
            .maybe(first_line::view(&missing.first_line, to))
            .add(div("row").key("said").add(form::said(said, self.said.2)))
    }

    fn list(&self, missing: &Missing, to: &To<Msg>) -> El {
        if missing.gaps.is_empty() {
            let [looked_at, _] = missing.seen;
            let key = if looked_at == 0 {
                "gaps_none_yet"
            } else {
                "gaps_none"
            };
            return div("notice").key("none").add(p("", &words::t(key)));
        }
        let (often, once): (Vec<&Gap>, Vec<&Gap>) =
            missing.gaps.iter().partition(|gap| gap.count > 1);
        let list = |gaps: &[&Gap]| {
            el("ol")
                .class("cards")
                .attr("aria-label", words::t("options_gaps"))
                .all(gaps.iter().map(|gap| self.gap(gap, to)))
        };
        let list_all = div("gaps").key("gaps");
        if often.is_empty() || once.len() <= FEW {
            return list_all.add(list(&missing.gaps.iter().collect::<Vec<_>>()));
        }
        let fold = el("details")
            .key("once")
            .add(el("summary").text(words::count("gaps_once", once.len())))
            .add(list(&once));
        list_all.add(list(&often)).add(fold)
    }

    fn gap(&self, gap: &Gap, to: &To<Msg>) -> El {
        if self.going.as_ref().is_some_and(|going| going.gap == gap.id) {
            return going(gap, to);
        }
        let title = format!("gap-{}-title", gap.id);
        let begun = self.begun.as_ref().filter(|begun| begun.gap == gap.id);
        let (start, id) = (to.clone(), gap.id.clone());
        let said = if self.said.0 == gap.id {
            &*self.said.1
        } else {
            ""
        };
        el("li")
            .class("card pad gap")
            .key(gap.id.clone())
            .attr("id", format!("gap-{}", gap.id))
            .attr("tabindex", "0")
            .attr("aria-labelledby", &*title)
            .attr("aria-keyshortcuts", "D")
            .on("keydown", move |event| {
                if is_start(event) {
                    event.prevent_default();
                    start.send(Msg::Start(id.clone()));
                }
            })
            .add(
                div("head")
                    .add(el("h3").attr("id", &*title).theirs(&gap.name))
                    .add(
                        span("points", &words::count("gaps_posts", gap.count))
                            .text(" · ")
                            .text(words::with("gaps_heat", &[&gap.heat.to_string()])),
                    ),
            )
            .add(about(gap))
            .maybe(chips(gap))
            .maybe(posts(gap))
            .add(buttons(gap, &title, to))
            .maybe(begun.map(|begun| editor(begun, to)))
            .add(div("row").key("said").add(form::said(said, self.said.2)))
    }
}

/// "Looked at 480 complaints and questions; 310 had an article."
fn seen(missing: &Missing) -> String {
    let [looked_at, answered] = missing.seen;
    words::count_with("gaps_seen", looked_at, &[&words::whole(answered)])
}

/// The key D, and no other, where nobody types.
fn is_start(event: &Event) -> bool {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return false;
    };
    let held = key.ctrl_key() || key.alt_key() || key.meta_key() || key.is_composing();
    let typing = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
    !held && !typing && !key.repeat() && key.key().eq_ignore_ascii_case("d")
}

/// Brand, topic, when the newest was seen.
fn about(gap: &Gap) -> El {
    let topic = gap
        .topic
        .as_ref()
        .map(|(code, name)| words::topic(code, name));
    let reply = gap.has_reply.then(|| words::t("gaps_has_reply"));
    let last = words::with("gaps_last", &[&words::moment(gap.last)]);
    let parts = [Some(gap.brand.clone()), topic, Some(last), reply];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    el("p").class("hint").theirs(parts.join(" · "))
}

fn chips(gap: &Gap) -> Option<El> {
    (!gap.words.is_empty()).then(|| {
        el("ul")
            .class("topics")
            .attr("aria-label", words::t("gaps_words"))
            .all(
                gap.words
                    .iter()
                    .map(|word| el("li").class("topic").add(el("bdi").text(word))),
            )
    })
}

/// Links to the posts; the newest are numbered 1, 2, 3.
fn posts(gap: &Gap) -> Option<El> {
    let links: Vec<El> = gap
        .posts
        .iter()
        .filter_map(|post| site::address(post))
        .enumerate()
        .map(|(at, address)| {
            let number = words::whole(at + 1);
            el("li").add(
                el("a")
                    .class("post-link")
                    .link(&address)
                    .attr("aria-label", words::with("gaps_post", &[&number]))
                    .text(number),
            )
        })
        .collect();
    (!links.is_empty()).then(|| {
        div("post-links")
            .add(span("hint", &words::t("gaps_posts_newest")).attr("aria-hidden", "true"))
            .add(
                el("ul")
                    .attr("aria-label", words::t("gaps_posts_newest"))
                    .all(links),
            )
    })
}

fn buttons(gap: &Gap, title: &str, to: &To<Msg>) -> El {
    div("row")
        .add(
            button("")
                .attr("aria-describedby", title)
                .add(icon(Icon::Plus))
                .text(words::t("gaps_start"))
                .add(kbd("D"))
                .click(to, Msg::Start(gap.id.clone())),
        )
        .add(
            button("quiet")
                .attr("aria-describedby", title)
                .text(words::t("gaps_not_needed"))
                .click(to, Msg::NotNeeded(gap.id.clone())),
        )
}

/// In the place of a gap that is being dismissed.
fn going(gap: &Gap, to: &To<Msg>) -> El {
    el("li")
        .class("card pad")
        .key(format!("{}-going", gap.id))
        .add(
            div("row")
                .add(
                    span("hint", &words::t("gaps_dismissed"))
                        .attr("role", "status")
                        .text(" ")
                        .add(el("q").theirs(&gap.name)),
                )
                .add(
                    button("quiet")
                        .attr("id", "gap-needed")
                        .add(icon(Icon::Undo))
                        .text(words::t("frame_undo"))
                        .click(to, Msg::Needed),
                ),
        )
}

/// The beginning of an article, to be finished where the team writes its articles.
fn editor(begun: &Begun, to: &To<Msg>) -> El {
    let text = &begun.draft.markdown;
    let control = el("textarea")
        .class("code")
        .attr("rows", (text.lines().count() + 1).clamp(8, 24).to_string())
        .attr("dir", "auto")
        .value(&**text)
        .input(to, Msg::Typed);
    div("edited")
        .key("draft")
        .add(form::field(
            "gap-draft",
            &words::with("gaps_draft", &[&begun.draft.file]),
            &words::t("gaps_draft_hint"),
            control,
            &[],
        ))
        .add(
            div("row")
                .add(
                    button("primary")
                        .text(words::t("gaps_download"))
                        .click(to, Msg::Download),
                )
                .add(
                    button("")
                        .add(icon(Icon::Copy))
                        .text(words::t("pages_copy"))
                        .click(to, Msg::Copy),
                )
                .add(
                    button("")
                        .text(words::t("pages_close"))
                        .click(to, Msg::Shut),
                ),
        )
}
