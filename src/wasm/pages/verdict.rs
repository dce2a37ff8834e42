//! What a mark says beside intent and reasons: topics, heat with its inputs, that no reply is needed.

use super::parts::{Icon, icon, quoted};
use super::view::{El, div, el, span};
use super::words;
use crate::protocol::{HeatInput, Mark, TopicMark};
use crate::triage::heat::Level;

/// The word for how hot a post is; none where it is cool.
pub(super) fn level(mark: &Mark) -> Option<El> {
    let (class, key) = match mark.heat.level {
        Level::Cool => return None,
        Level::Warm => ("heat-word warm", "pages_heat_warm"),
        Level::Hot => ("heat-word hot", "pages_heat_hot"),
    };
    Some(span(class, &words::t(key)))
}

/// What the post is about; none where nothing says so.
pub(super) fn topics(mark: &Mark) -> Option<El> {
    (!mark.topics.is_empty()).then(|| {
        el("ul")
            .class("topics")
            .attr("aria-label", words::t("pages_topics"))
            .all(mark.topics.iter().map(topic))
    })
}

fn topic(topic: &TopicMark) -> El {
    let said = topic.words.join(" · ");
    let chip = el("li")
        .class("topic")
        .add(el("span").theirs(words::topic(&topic.code, &topic.name)));
    let chip = if said.is_empty() {
        chip
    } else {
        chip.attr("title", said)
    };
    chip.maybe(
        topic
            .inherited
            .then(|| span("inherited", &words::t("pages_topic_inherited"))),
    )
}

/// What a second look came to; nothing where there was none, or where an agent has said what the post is.
pub(super) fn second_look(mark: &Mark) -> Option<El> {
    let first = mark.first_look.filter(|_| mark.state.corrected.is_none())?;
    let said = if first == mark.intent {
        words::t("pages_second_agrees")
    } else {
        words::with("pages_second_changed", &[&words::intent(first)])
    };
    Some(el("p").class("hint").key("second-look").text(said))
}

/// How hot the post is and what that is made of, or why nobody has to answer.
pub(super) fn heat(mark: &Mark) -> El {
    if let Some(reason) = &mark.no_reply {
        return el("p")
            .class("no-reply")
            .key("no-reply")
            .add(icon(Icon::Check))
            .add(
                el("span")
                    .add(el("strong").text(words::t("pages_no_reply")))
                    .text(" ")
                    .text(words::why(&reason.code, &reason.why))
                    .maybe(quoted(&reason.words)),
            );
    }
    let (level, steps) = match mark.heat.level {
        Level::Cool => ("cool", 1),
        Level::Warm => ("warm", 2),
        Level::Hot => ("hot", 3),
    };
    let percent = percent(mark.heat.value);
    let word = words::t(&format!("pages_heat_{level}"));
    div(&format!("heat {level}"))
        .key("heat")
        .add(
            el("p")
                .class("heat-line")
                .add(gauge(steps))
                .add(el("strong").text(word))
                .text(" ")
                .add(span(
                    "points",
                    &words::with("pages_heat_of", &[&percent.to_string()]),
                )),
        )
        .add(
            el("ul")
                .class("inputs")
                .attr("aria-label", words::t("pages_heat_inputs"))
                .all(mark.heat.inputs.iter().map(input)),
        )
}

/// One to three steps of a bar; the word beside it says the same.
fn gauge(steps: usize) -> El {
    let step = |at| span(if at < steps { "on" } else { "" }, "");
    span("gauge", "")
        .attr("aria-hidden", "true")
        .all((0..3).map(step))
}

fn input(input: &HeatInput) -> El {
    el("li")
        .add(span("points", &format!("+{}", percent(input.points))))
        .text(" ")
        .text(words::t(&format!("pages_heat_{}", input.input.name())))
        .maybe(quoted(&input.words))
}

/// Heat in hundredths, as people read it.
fn percent(heat: f32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "heat is between 0 and 1"
    )]
    let percent = (heat.clamp(0.0, 1.0) * 100.0).round() as u32;
    percent
}
