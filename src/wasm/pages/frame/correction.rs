//! What an agent says of a post that is marked wrongly: another intent, another topic, not us.

use super::{Frame, Msg};
use crate::desk::Act;
use crate::protocol::{Failure, Mark, Request, Response, Seen};
use crate::triage::Intent;
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::parts::{Icon, icon, kbd};
use crate::wasm::pages::view::{El, button, div, el, span};
use crate::wasm::pages::words;

/// A topic's code and name.
pub(super) type Topic = (String, String);

impl Frame {
    /// "Not a complaint? It is a …", the commonest first.
    pub(super) fn correction(&self, mark: &Mark, to: &To<Msg>) -> El {
        let commonest = self.commonest_other();
        let mut intents: Vec<Intent> = Intent::ALL
            .into_iter()
            .filter(|intent| *intent != mark.intent)
            .collect();
        intents.sort_by_key(|intent| Some(*intent) != commonest);
        let question = words::t(&format!("frame_not_{}", mark.intent.name()));
        let choices = intents.into_iter().map(|intent| {
            let choice = button("chip")
                .key(intent.name())
                .add(icon(Icon::Of(intent)))
                .text(match intent {
                    Intent::Other => words::t("frame_choose_other"),
                    _ => words::intent(intent),
                })
                .click(to, Msg::Correct(intent));
            if Some(intent) == commonest {
                choice.attr("aria-keyshortcuts", "N").add(kbd("N"))
            } else {
                choice
            }
        });
        div("correction")
            .key("correction")
            .attr("role", "group")
            .attr("aria-label", &*question)
            .add(span("hint", &question).attr("aria-hidden", "true"))
            .all(choices)
            .add(
                button("chip")
                    .key("not-us")
                    .attr("aria-keyshortcuts", "X")
                    .add(icon(Icon::Close))
                    .text(words::t("frame_not_us"))
                    .add(kbd("X"))
                    .click(to, Msg::NotUs),
            )
            .add(
                button("chip")
                    .key("topics")
                    .attr("aria-keyshortcuts", "T")
                    .attr(
                        "aria-expanded",
                        if self.topics.is_some() {
                            "true"
                        } else {
                            "false"
                        },
                    )
                    .text(words::t("frame_other_topic"))
                    .add(kbd("T"))
                    .click(to, Msg::Topics),
            )
            .maybe(
                self.topics
                    .as_deref()
                    .map(|topics| choice_of(topics, mark, to)),
            )
    }

    pub(super) fn correct(&mut self, intent: Intent, to: &To<Msg>) {
        if self.mark().is_some_and(|mark| mark.intent != intent) {
            let lesson = None;
            self.act(Act::Corrected { intent, lesson }, self.seen(), to);
        }
    }

    /// The name in the post means somebody else.
    pub(super) fn not_us(&mut self, to: &To<Msg>) {
        if self.mark().is_some() {
            self.act(Act::NotUs { lesson: None }, self.seen(), to);
        }
    }

    /// The post is about this topic, and not about the one shown first.
    pub(super) fn topic(&mut self, topic: String, to: &To<Msg>) {
        self.topics = None;
        let Some(mark) = self.mark() else { return };
        let was = mark.topics.first().map(|shown| shown.code.clone());
        let lesson = None;
        self.act(Act::Topic { topic, was, lesson }, self.seen(), to);
        focus("frame");
    }

    /// Opens the list of topics, or closes it.
    pub(super) fn toggle_topics(&mut self, to: &To<Msg>) {
        if self.topics.take().is_none() && self.mark().is_some() {
            to.later(async { Msg::GotTopics(topics().await) });
        }
    }

    pub(super) fn got_topics(&mut self, answer: Result<Vec<Topic>, Failure>) {
        match answer {
            Ok(topics) => {
                self.topics = Some(topics);
                focus("topics-to-choose");
            }
            Err(failure) => self.say_bad(words::failure(&failure)),
        }
    }

    /// The post, for the engine to learn from.
    fn seen(&self) -> Option<Seen> {
        Some(Seen {
            site: self.site.clone(),
            post: self.post.clone(),
            brand: self.mark()?.brand.clone(),
        })
    }
}

/// Every topic but the one shown first.
fn choice_of(topics: &[Topic], mark: &Mark, to: &To<Msg>) -> El {
    let shown = mark.topics.first().map(|topic| topic.code.as_str());
    let topics = topics
        .iter()
        .filter(|(code, _)| Some(code.as_str()) != shown);
    div("correction")
        .key("choice-of-topics")
        .attr("id", "topics-to-choose")
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr("aria-label", words::t("frame_topic_is"))
        .add(span("hint", &words::t("frame_topic_is")).attr("aria-hidden", "true"))
        .all(topics.map(|(code, name)| {
            button("chip")
                .key(code.clone())
                .add(el("span").theirs(words::topic(code, name)))
                .click(to, Msg::Topic(code.clone()))
        }))
}

/// The topics that come with Handrail and the team's own.
async fn topics() -> Result<Vec<Topic>, Failure> {
    let (mut all, own) = match ask(Request::Topics).await? {
        Response::Topics {
            built_in, topics, ..
        } => (built_in, topics),
        other => return unexpected(other),
    };
    for file in own {
        let code = file.path.split('.').next().unwrap_or_default().to_owned();
        let name = file
            .text
            .lines()
            .find_map(|line| line.strip_prefix("name:"));
        let name = name.map_or(code.clone(), |name| name.trim().to_owned());
        all.retain(|(other, _)| *other != code);
        all.push((code, name));
    }
    Ok(all)
}
