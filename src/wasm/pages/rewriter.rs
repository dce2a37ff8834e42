//! Whoever rewrites drafts: the browser's own model, or the endpoint by way of the background; and how what would change
//! is shown.

use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::chrome::{failure, plain, rewrite};
use super::view::{El, el, span};
use super::words;
use crate::protocol::Failure;
use crate::reply::rewrite::{
    Change, Grounds, Prompt, Refusal, RewriteSettings, Rewriter, difference, read,
};

/// How long an answer may take, in seconds.
pub(super) const PATIENCE: u32 = 20;

// Not `async`: where a call throws at once there is no promise to wait for, and in most browsers there is no such name.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = LanguageModel, js_name = availability, catch)]
    fn availability() -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = LanguageModel, js_name = create, catch)]
    fn create(how: &JsValue) -> Result<Promise, JsValue>;
    /// A conversation with the model.
    type Session;
    #[wasm_bindgen(method, catch)]
    fn prompt(this: &Session, text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn destroy(this: &Session) -> Result<(), JsValue>;
}

/// Whether the browser has a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Model {
    /// It has none, or no page of ours may use it.
    None,
    /// It has to be downloaded first.
    Later,
    /// It is there.
    Ready,
}

/// Asks the browser.
pub(super) async fn model() -> Model {
    let Ok(asked) = availability() else {
        return Model::None;
    };
    let said = JsFuture::from(asked).await.ok();
    match said.and_then(|said| said.as_string()).as_deref() {
        Some("available") => Model::Ready,
        Some("downloadable" | "downloading") => Model::Later,
        _ => Model::None,
    }
}

/// What is answered to a prompt. `download` is whether the browser may fetch its model for it.
pub(super) async fn answer(
    settings: &RewriteSettings,
    id: String,
    prompt: Prompt,
    download: bool,
) -> Result<String, Failure> {
    match settings.by {
        Rewriter::Off => Err(failure("rewrite.off", "Rewriting is switched off.")),
        Rewriter::Endpoint => rewrite(id, prompt).await,
        Rewriter::Browser => match model().await {
            Model::None => Err(failure("rewrite.no_model", "This browser has no model.")),
            Model::Later if !download => {
                Err(failure("rewrite.model_later", "The model is to be loaded."))
            }
            Model::Later | Model::Ready => own(&prompt).await.map_err(|error| {
                web_sys::console::warn_2(&"Handrail:".into(), &error);
                failure("rewrite.model", "The browser's model did not answer.")
            }),
        },
    }
}

/// Asks the browser's own model, in a conversation that ends with the answer.
async fn own(prompt: &Prompt) -> Result<String, JsValue> {
    #[derive(Serialize)]
    struct Line<'a> {
        role: &'static str,
        content: &'a str,
    }
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct How<'a> {
        initial_prompts: [Line<'a>; 1],
    }
    let how = How {
        initial_prompts: [Line {
            role: "system",
            content: &prompt.system,
        }],
    };
    let how = plain(&how).map_err(|failure| JsValue::from(failure.message))?;
    let session: Session = JsFuture::from(create(&how)?).await?.unchecked_into();
    let said = match session.prompt(&prompt.user) {
        Ok(said) => JsFuture::from(said).await,
        Err(error) => Err(error),
    };
    let _ = session.destroy();
    Ok(said?.as_string().unwrap_or_default())
}

/// The new text in an answer, or why there is none, in words.
pub(super) fn taken(
    answer: Result<String, Failure>,
    grounds: &Grounds<'_>,
) -> Result<String, String> {
    let answer = answer.map_err(|failure| match failure.code.as_str() {
        "rewrite.status" => words::with("error_rewrite_status", &[&failure.path]),
        _ => words::failure(&failure),
    })?;
    read(&answer, grounds).map_err(|refusal| match refusal {
        Refusal::Same => words::t("rewrite_refused_same"),
        refusal => {
            let why = words::t(&format!("rewrite_refused_{}", refusal.code()));
            words::with("rewrite_refused", &[&why])
        }
    })
}

/// What would change: what goes is struck through, what comes is underlined, and both are said.
pub(super) fn changes(old: &str, new: &str) -> El {
    let into = el("p").class("draft-text difference").attr("dir", "auto");
    difference(old, new)
        .into_iter()
        .fold(into, |into, run| match run.change {
            Change::Kept => into.text(run.text),
            Change::Removed => into.add(changed("del", "rewrite_removed", run.text)),
            Change::Added => into.add(changed("ins", "rewrite_added", run.text)),
        })
}

fn changed(tag: &'static str, said: &str, text: String) -> El {
    el(tag)
        .add(span("hidden", &words::t(said)))
        .text(text)
        .add(span("hidden", &words::t("rewrite_change_end")))
}
