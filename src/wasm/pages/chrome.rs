//! What the pages ask of the browser: the background, the content script of a tab, the words.

use js_sys::{Object, Promise, Reflect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

mod answers;

use super::wire::Read;
use crate::protocol::{Base, Failure, ImportProgress, RawFile, Request, Response};
use crate::reply::rewrite::Prompt;
use crate::text::base64;
pub(super) use answers::{
    Asking, Held, NetworkLog, ServerAsked, SiteDataAsked, SiteDataState, TeamAsked, TeamJoined,
    TeamState,
};

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
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    pub(super) fn get_message(key: &str, parts: Vec<String>) -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    pub(super) fn ui_language() -> String;
    /// Not `async`: the browser must see the call while the click lasts.
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = request, catch)]
    fn request_permissions(what: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["crypto"], js_name = randomUUID)]
    pub(super) fn random_id() -> String;
}

/// What the background is asked for.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum Asked {
    Engine {
        request: Request,
    },
    FrameCheck {
        nonce: String,
    },
    Files {
        files: Vec<Packed>,
    },
    FetchStart {
        base: Box<Base>,
    },
    FetchStop {},
    FetchDiscard {},
    FetchState {},
    LinksCheck {
        base: String,
    },
    Embed {
        text: String,
    },
    Rewrite {
        id: String,
        prompt: Prompt,
    },
    RewriteStop {
        id: String,
    },
    ServerAdd {
        host: String,
    },
    ServerRemove {
        host: String,
    },
    Network {},
    Held {
        from: Option<String>,
    },
    #[serde(untagged)]
    SiteData(SiteDataAsked),
    #[serde(untagged)]
    Team(TeamAsked),
}

/// A [`RawFile`] as text: Chromium passes messages between scripts as JSON, which knows no bytes.
#[derive(Serialize)]
struct Packed {
    path: String,
    base64: String,
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
    progress: Option<ImportProgress>,
    #[serde(default)]
    vector: Vec<f32>,
    #[serde(default)]
    text: String,
    #[serde(rename = "siteData")]
    site_data: Option<SiteDataState>,
    team: Option<TeamState>,
    network: Option<NetworkLog>,
    held: Option<Held>,
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

pub(super) fn failure(code: &str, message: &str) -> Failure {
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

async fn background(asked: Asked) -> Result<Answer, Failure> {
    let message = plain(&asked)?;
    let _ = Reflect::set(&message, &"to".into(), &"background".into());
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
    respond(&background(Asked::Engine { request }).await?)
}

/// Sends files of an import, as [`Request::ImportFiles`] does where bytes can be sent.
pub(super) async fn send_files(files: Vec<RawFile>) -> Result<Response, Failure> {
    let files = files.into_iter().map(|file| Packed {
        base64: base64::encode(&file.bytes),
        path: file.path,
    });
    let files = files.collect();
    respond(&background(Asked::Files { files }).await?)
}

fn respond(answer: &Answer) -> Result<Response, Failure> {
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
    let answer = background(Asked::FrameCheck { nonce }).await;
    answer.is_ok_and(|answer| answer.valid)
}

/// Begins to import a knowledge base from the web, or goes on with it.
pub(super) async fn fetch_start(base: Base) -> Result<(), Failure> {
    let base = Box::new(base);
    background(Asked::FetchStart { base }).await.map(drop)
}

/// Stops the import from the web; it can be resumed.
pub(super) async fn fetch_stop() -> Result<(), Failure> {
    background(Asked::FetchStop {}).await.map(drop)
}

/// Throws away what came of an import from the web that was stopped.
pub(super) async fn fetch_discard() -> Result<(), Failure> {
    background(Asked::FetchDiscard {}).await.map(drop)
}

/// How the import from the web stands; `None` while there is none.
pub(super) async fn fetch_state() -> Result<Option<ImportProgress>, Failure> {
    Ok(background(Asked::FetchState {}).await?.progress)
}

/// Looks where the addresses of a knowledge base's articles lead.
pub(super) async fn check_links(base: String) -> Result<(), Failure> {
    background(Asked::LinksCheck { base }).await.map(drop)
}

/// What the sentence encoder makes of a text; `None` where there is none, or it does not answer.
pub(super) async fn embed(text: String) -> Option<Vec<f32>> {
    let answer = background(Asked::Embed { text }).await.ok()?;
    Some(answer.vector).filter(|vector| !vector.is_empty())
}

/// What the endpoint that the lead has named makes of a prompt. `id` is for [`rewrite_stop`].
pub(super) async fn rewrite(id: String, prompt: Prompt) -> Result<String, Failure> {
    Ok(background(Asked::Rewrite { id, prompt }).await?.text)
}

/// Gives a question up.
pub(super) async fn rewrite_stop(id: String) {
    let _ = background(Asked::RewriteStop { id }).await;
}

/// Handrail is to work on this server of a site, as soon as the browser lets it.
pub(super) async fn server_add(host: String) -> Result<(), Failure> {
    background(Asked::ServerAdd { host }).await.map(drop)
}

/// Handrail is no longer to work there; the permission goes too.
pub(super) async fn server_remove(host: String) -> Result<(), Failure> {
    background(Asked::ServerRemove { host }).await.map(drop)
}

/// What was asked of servers so far.
pub(super) async fn network() -> Result<NetworkLog, Failure> {
    let answer = background(Asked::Network {}).await?;
    answer.network.ok_or_else(strange)
}

/// A part of everything that is kept, from the beginning or where the last one ended.
pub(super) async fn held(from: Option<String>) -> Result<Held, Failure> {
    background(Asked::Held { from })
        .await?
        .held
        .ok_or_else(strange)
}

/// How sites' tables from elsewhere stand, once what is asked is done.
pub(super) async fn site_data(asked: SiteDataAsked) -> Result<SiteDataState, Failure> {
    background(Asked::SiteData(asked))
        .await?
        .site_data
        .ok_or_else(strange)
}

/// How the team stands, once what is asked is done.
pub(super) async fn team(asked: TeamAsked) -> Result<TeamState, Failure> {
    background(Asked::Team(asked))
        .await?
        .team
        .ok_or_else(strange)
}

/// Asks the person to let Handrail contact these servers. Only while a click lasts will the browser ask, so this is
/// called at once and waited for later.
pub(super) fn may_contact(hosts: &[String]) -> impl Future<Output = bool> + use<> {
    #[derive(Serialize)]
    struct What {
        origins: Vec<String>,
    }
    let none = hosts.is_empty();
    let what = plain(&What {
        origins: hosts.iter().map(|host| pattern(host)).collect(),
    });
    let asked = what
        .ok()
        .filter(|_| !none)
        .and_then(|what| request_permissions(&what).inspect_err(complain).ok());
    async move {
        if none {
            return true;
        }
        let Some(asked) = asked else { return false };
        let given = JsFuture::from(asked).await.inspect_err(complain);
        given.is_ok_and(|given| given.is_truthy())
    }
}

fn complain(error: &JsValue) {
    web_sys::console::warn_2(&"Handrail:".into(), error);
}

/// A host as the browser's permissions name it: all its ports, because Firefox knows no patterns with one.
fn pattern(host: &str) -> String {
    let (scheme, name) = host.split_once("://").unwrap_or(("https", host));
    let port = name
        .rsplit_once(':')
        .filter(|(_, port)| port.chars().all(|c| c.is_ascii_digit()));
    let name = port.map_or(name, |(name, _)| name);
    format!("{scheme}://{name}/*")
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

/// A tab; its address only while the person has just called on us there.
#[derive(Deserialize)]
struct Tab {
    id: i32,
    url: Option<String>,
}

async fn tab_in_front() -> Option<Tab> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Front {
        active: bool,
        current_window: bool,
    }
    let front = plain(&Front {
        active: true,
        current_window: true,
    });
    let tabs: Vec<Tab> = read(query_tabs(&front.ok()?).await.ok()?)?;
    tabs.into_iter().next()
}

/// The address of the tab in front, where the browser tells it.
pub(super) async fn address_in_front() -> Option<String> {
    tab_in_front().await?.url
}

/// Asks the content script of the tab in front; `None` where there is none.
pub(super) async fn ask_tab<T: DeserializeOwned>(message: &impl Serialize) -> Option<T> {
    let answer = send_to_tab(tab_in_front().await?.id, &plain(message).ok()?).await;
    read(answer.ok()?)
}
