//! What the pages ask of the browser: the background, the content script of a tab, the words.

use js_sys::{Object, Reflect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::wire::Read;
use crate::protocol::{Failure, Request, Response};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = sendMessage, catch)]
    async fn send_message(message: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = openOptionsPage, catch)]
    async fn open_options_page() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn get_manifest() -> JsValue;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = query, catch)]
    async fn query_tabs(which: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = sendMessage, catch)]
    async fn send_to_tab(tab: i32, message: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "commands"], js_name = getAll, catch)]
    async fn all_commands() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    pub(super) fn get_message(key: &str, parts: Vec<String>) -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    pub(super) fn ui_language() -> String;
    #[wasm_bindgen(js_namespace = ["crypto"], js_name = randomUUID)]
    pub(super) fn random_id() -> String;
}

/// A message to the background.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum ToBackground<'a> {
    Engine { to: &'a str, request: Request },
    FrameCheck { to: &'a str, nonce: String },
}

/// How the background answers.
#[derive(Deserialize)]
struct Answer {
    ok: bool,
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    response: JsValue,
    failure: Option<Failure>,
    #[serde(default)]
    valid: bool,
}

/// Plain objects and nulls, as messages between scripts want them.
pub(super) fn plain(value: &impl Serialize) -> Result<JsValue, Failure> {
    let plain = serde_wasm_bindgen::Serializer::new()
        .serialize_maps_as_objects(true)
        .serialize_missing_as_null(true);
    value
        .serialize(&plain)
        .map_err(|error| failure("pages.version", &error.to_string()))
}

/// A value that another script of the extension sent. What cannot be read is said on the console, for whoever looks
/// into it.
pub(super) fn read<T: DeserializeOwned>(value: JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(value)
        .inspect_err(|error| web_sys::console::warn_1(&format!("Handrail: {error}").into()))
        .ok()
}

/// An enum whose variant is named by the field `tag` of the object itself. Serde's own way of reading those keeps a
/// copy of everything that it reads, which made this module a third larger.
pub(super) fn read_tagged<T: DeserializeOwned>(value: &JsValue, tag: &str) -> Option<T> {
    let name = Reflect::get(value, &tag.into()).ok()?;
    let named = Object::new();
    Reflect::set(&named, &name, value).ok()?;
    read(named.into())
}

fn failure(code: &str, message: &str) -> Failure {
    Failure {
        code: code.to_owned(),
        message: message.to_owned(),
        path: String::new(),
    }
}

/// The answer of another version of the extension, or of none.
fn strange() -> Failure {
    failure(
        "pages.version",
        "The answer could not be read: the extension was updated. Reload this page.",
    )
}

async fn background(message: ToBackground<'_>) -> Result<Answer, Failure> {
    let message = plain(&message)?;
    let answer = send_message(&message).await.map_err(|_| {
        failure(
            "background.silent",
            "Handrail's background did not answer. It starts again by itself: try again.",
        )
    })?;
    let answer: Answer = read(answer).ok_or_else(strange)?;
    if answer.ok {
        Ok(answer)
    } else {
        Err(answer.failure.unwrap_or_else(strange))
    }
}

/// Asks the engine.
pub(super) async fn ask(request: Request) -> Result<Response, Failure> {
    let answer = background(ToBackground::Engine {
        to: "background",
        request,
    })
    .await?;
    match read_tagged(&answer.response, "type").ok_or_else(strange)? {
        Read(Response::Failed { error }) => Err(error),
        Read(response) => Ok(response),
    }
}

/// An answer of a kind that was not asked for.
pub(super) fn unexpected<T>(_: Response) -> Result<T, Failure> {
    Err(strange())
}

/// Whether the background gave this nonce to our own tab.
pub(super) async fn check_nonce(nonce: String) -> bool {
    let check = ToBackground::FrameCheck {
        to: "background",
        nonce,
    };
    background(check).await.is_ok_and(|answer| answer.valid)
}

/// Opens the options.
pub(super) async fn open_options() {
    let _ = open_options_page().await;
}

/// The extension's version.
pub(super) fn version() -> String {
    #[derive(Deserialize)]
    struct Manifest {
        version: String,
    }
    read::<Manifest>(get_manifest())
        .map(|manifest| manifest.version)
        .unwrap_or_default()
}

/// A shortcut, as the person has set it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Command {
    pub(super) name: String,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) shortcut: String,
}

/// The shortcuts.
pub(super) async fn commands() -> Vec<Command> {
    match all_commands().await {
        Ok(commands) => read(commands).unwrap_or_default(),
        Err(_) => Vec::new(),
    }
}

/// Asks the content script of the tab in front; `None` where there is none.
pub(super) async fn ask_tab<T: DeserializeOwned>(message: &impl Serialize) -> Option<T> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Front {
        active: bool,
        current_window: bool,
    }
    #[derive(Deserialize)]
    struct Tab {
        id: i32,
    }
    let front = plain(&Front {
        active: true,
        current_window: true,
    });
    let tabs: Vec<Tab> = read(query_tabs(&front.ok()?).await.ok()?)?;
    let answer = send_to_tab(tabs.first()?.id, &plain(message).ok()?).await;
    read(answer.ok()?)
}
