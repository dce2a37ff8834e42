//! The format of playbooks, in short: folded away until somebody asks.

use crate::wasm::pages::view::{El, el, p};
use crate::wasm::pages::words;

/// What is written, and the key of what it is.
type Rows = &'static [(&'static str, &'static str)];

const HEAD: Rows = &[
    ("when: complaint, question", "options_head_when"),
    ("topics: outage, billing", "options_head_topics"),
    ("lang: en", "options_head_lang"),
    ("tone: calm", "options_head_tone"),
    ("tier: verified, followed", "options_head_tier"),
    ("owner: personal", "options_head_owner"),
    ("sign_off: off", "options_head_sign_off"),
    ("piece: yes", "options_head_piece"),
    ("for:\n- my order is late", "options_head_for"),
];

const QUESTIONS: Rows = &[
    (
        "ask.day: date Day of the visit = tomorrow",
        "options_ask_date",
    ),
    (
        "ask.part: menu the morning | the afternoon",
        "options_ask_menu",
    ),
    ("ask.order: text Order number", "options_ask_text"),
    ("ask.sorry: toggle We are sorry.", "options_ask_toggle"),
    ("{{ask.day}}", "options_ask_answer"),
];

const VARIABLES: Rows = &[
    ("{{first_name}}", "options_variable_first_name"),
    ("{{issue}}", "options_variable_issue"),
    ("{{article}}", "options_variable_article"),
    ("{{link}}", "options_variable_link"),
    ("{{brand}}", "options_variable_brand"),
    ("{{status}}", "options_variable_status"),
    ("{{private}}", "options_variable_private"),
    ("{{phone}}", "options_variable_phone"),
    ("{{chat}}", "options_variable_chat"),
    ("{{sign_off}}", "options_variable_sign_off"),
];

const BODY: Rows = &[
    ("===", "options_body_wordings"),
    ("{{link|our help pages}}", "options_body_otherwise"),
    ("[[ See {{link}}. ]]", "options_body_optional"),
    ("{{> to-messages}}", "options_body_include"),
];

/// One playbook that uses most of it.
const EXAMPLE: &str = "---
name: Name a day for the visit
when: complaint, question
topics: outage, fault
ask.day: date Day of the visit = tomorrow
ask.part: menu the morning | the afternoon
for:
- when does the engineer come
---
Hi {{first_name}}, somebody comes on {{ask.day}}, in {{ask.part}}. [[What we know by now: {{status}}]]
===
{{first_name|Hello}}, we can be there on {{ask.day}}. {{> to-messages}}
";

/// The fold.
pub(super) fn view() -> El {
    el("details")
        .key("variables")
        .add(el("summary").text(words::t("options_variables")))
        .add(part("options_help_variables", VARIABLES))
        .add(part("options_help_body", BODY))
        .add(part("options_help_questions", QUESTIONS))
        .add(part("options_help_head", HEAD))
        .add(el("h3").text(words::t("options_help_example")))
        .add(
            el("pre")
                .class("example")
                .attr("tabindex", "0")
                .text(EXAMPLE),
        )
        .add(p("hint", &words::t("options_help_rest")))
}

fn part(title: &str, rows: Rows) -> El {
    let rows = rows.iter().map(|(written, key)| {
        el("div")
            .add(el("dt").add(el("code").text(*written)))
            .add(el("dd").text(words::t(key)))
    });
    el("div")
        .class("help")
        .add(el("h3").text(words::t(title)))
        .add(el("dl").class("variables").all(rows))
}
