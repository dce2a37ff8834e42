//! The line to the content script, and the frame's wanted height.

use gloo::events::EventListener;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, MessagePort, ResizeObserver};

use super::Msg;
use crate::post::{Millis, PostKey};
use crate::protocol::State;
use crate::site::RawPost;
use crate::wasm::pages::app::{To, document};
use crate::wasm::pages::chrome::{check_nonce, plain, read, read_tagged};

/// What the content script says.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum FromContent {
    /// Help with this post.
    Show {
        site: String,
        post: RawPost,
        /// The other posts on the page.
        #[serde(default)]
        around: Vec<RawPost>,
        /// Whether a reply box is open.
        #[serde(default)]
        composer: bool,
        /// Whether the page is dark, and its colour.
        #[serde(default)]
        dark: bool,
        #[serde(default)]
        background: String,
    },
    /// The team did something with a post.
    State { state: State },
    /// The engine thinks otherwise of the post by now.
    Again {},
    /// A reply box opened or closed.
    Composer { open: bool },
    /// What became of a draft.
    Placed {
        outcome: Outcome,
        #[serde(default)]
        copied: bool,
    },
    /// The reply box of the post (its key for good) holds this now.
    Typed {
        text: String,
        post: PostKey,
        /// When the agent began.
        #[serde(default)]
        since: Option<Millis>,
    },
    /// The agent pressed send, and this text was held.
    Held {
        text: String,
        post: PostKey,
        #[serde(default)]
        since: Option<Millis>,
        /// The other posts as they stand by now.
        #[serde(default)]
        around: Vec<RawPost>,
    },
    /// The agent comes here.
    Focus {},
    /// Commands of the page and their chords, which are to work here too.
    Keys { keys: Vec<(String, String)> },
}

/// What became of a draft.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Outcome {
    Placed,
    /// No reply box is open: it waits for one.
    Held,
    /// The reply box has text already.
    Occupied,
    /// The editor did not take it.
    Refused,
}

/// What is said to the content script.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(super) enum ToContent {
    Ready,
    Place {
        text: String,
        add: bool,
    },
    Close,
    Height {
        height: f64,
    },
    Next,
    Previous,
    /// What was held may be sent.
    Release,
    /// The chord of a command of the page was pressed.
    Command {
        command: String,
    },
}

/// The line; it is deaf once dropped.
pub(super) struct Port {
    port: MessagePort,
    _listener: EventListener,
}

impl Port {
    pub(super) fn new(port: MessagePort, to: &To<Msg>) -> Self {
        let to = to.clone();
        let listener = EventListener::new(&port, "message", move |event| {
            let message = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            let message = message.and_then(|message| read_tagged(&message, "kind"));
            if let Some(message) = message {
                to.send(Msg::Content(message));
            }
        });
        port.start();
        Self {
            port,
            _listener: listener,
        }
    }

    pub(super) fn tell(&self, message: &ToContent) {
        if let Ok(message) = plain(message) {
            let _ = self.port.post_message(&message);
        }
    }
}

/// Takes the port out of a message to the window, if the background gave its nonce to our tab. The site can post to
/// this window too, but it cannot know a nonce.
pub(super) fn accept(event: &MessageEvent, to: &To<Msg>) {
    #[derive(Deserialize)]
    struct Offer {
        handrail: String,
        nonce: String,
    }
    let Ok(port) = event.ports().get(0).dyn_into::<MessagePort>() else {
        return;
    };
    let Some(offer) = read::<Offer>(event.data()).filter(|offer| offer.handrail == "port") else {
        return;
    };
    let to = to.clone();
    wasm_bindgen_futures::spawn_local(async move {
        if check_nonce(offer.nonce).await {
            to.send(Msg::Connected(port));
        }
    });
}

/// Watches how high the frame wants to be.
pub(super) struct Size {
    observer: ResizeObserver,
    _changed: Closure<dyn FnMut()>,
}

impl Size {
    pub(super) fn watch(to: &To<Msg>) -> Option<Self> {
        let to = to.clone();
        let changed = Closure::new(move || to.send(Msg::Resized));
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(document()?.body()?.as_ref());
        Some(Self {
            observer,
            _changed: changed,
        })
    }
}

impl Drop for Size {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The height at which nothing would have to scroll.
pub(super) fn wanted_height() -> Option<f64> {
    let body = document()?.body()?;
    Some(f64::from(body.offset_height()))
}
