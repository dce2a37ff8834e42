//! The assist frame, inside the site beside one post: why it is marked, articles, drafts, and what to do with it.
//!
//! It is told which post by the content script over a port ([`port`]), asks the engine itself, and sends the agent's
//! acts to the background itself. It never touches the site.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Interval;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, MessageEvent};

use super::acts::Pending;
use super::app::{self, Page, To};
use super::view::El;
use super::words;
use crate::post::Millis;
use crate::protocol::{Assist, Failure, Mark, State, Suggestion};
use crate::site::RawPost;
use crate::team::Over;
use crate::triage::Intent;

mod article_card;
mod articles;
mod ask;
mod correction;
mod drafts;
mod find_reply;
mod foot;
mod keys;
mod place;
mod port;
mod prompts;
mod reply;
mod reply_view;
mod rewrite;
mod rewrite_view;
mod so_far;
mod theme;
mod update;
mod use_article;
mod view;
mod ways;

use ask::{Found, Meant};
use find_reply::{Find, Finding};
use place::Placing;
use port::{FromContent, Port, Size, ToContent};
use prompts::{Prompt, Prompting};
use reply::{Reply, Written};
use rewrite::{Rewrite, Rewriting};
use use_article::{Flagged, Flagging, Use};

/// Draws the frame; `early` are the messages to the window that came before.
pub(super) fn start(early: Vec<MessageEvent>) {
    let to = app::run(Frame::new);
    if let Some(to) = to {
        early
            .into_iter()
            .for_each(|event| to.send(Msg::Window(event)));
    }
}

/// Everything that can happen to the frame.
#[derive(Clone)]
enum Msg {
    /// A message to the window: perhaps the port.
    Window(MessageEvent),
    /// A port whose nonce the background knows.
    Connected(web_sys::MessagePort),
    Content(FromContent),
    Assisted(u32, Result<Box<Assist>, Failure>),
    /// What the post means, from the sentence encoder.
    Meant(u32, Option<Meant>),
    /// The same as `Assisted`, with articles by their meaning.
    Refined(u32, Result<Box<Assist>, Failure>),
    Ask,
    /// A draft, by its place on the screen.
    Place(usize),
    CopyDraft(usize),
    /// A private way, by its place.
    Way(usize),
    Prompt(Prompt),
    Find(Find),
    Written(Written),
    Rewrite(Rewrite),
    /// An event is kept, or is not: nobody waits for it.
    Noted,
    Add,
    CancelAdd,
    Copied(bool),
    Handle,
    Claim,
    TakeOver(Over),
    Correct(Intent),
    NotUs,
    Topics,
    GotTopics(Result<Vec<correction::Topic>, Failure>),
    Topic(String),
    Undo,
    Kept(String, Result<State, Failure>),
    Resend(String),
    SearchTyped(String),
    SearchNow,
    SearchWithPost(bool),
    SearchEnd,
    Found(u32, String, Result<Found, Failure>),
    SearchMeant(u32, Option<Vec<f32>>),
    FoundBetter(u32, String, Result<Found, Failure>),
    Use(Use),
    Help,
    Key(String),
    Step(Step),
    Close,
    /// A command of the page.
    Command(String),
    Minute,
    Resized,
    /// The keyboard came into the frame.
    Entered,
}

/// To another post.
#[derive(Clone, Copy)]
enum Step {
    Next,
    Previous,
}

/// What the engine says of the post.
enum Assisted {
    /// No post yet.
    Nothing,
    Asking,
    Failed(Failure),
    Ready(Box<Assist>),
}

/// The agent's own search for articles.
#[derive(Default)]
struct Search {
    words: String,
    /// Whether the post counts too, where the agent has said so.
    with_post: Option<bool>,
    number: u32,
    /// For which words, and what was found; `None` while the post's own articles are shown.
    found: Option<(String, Result<Vec<Suggestion>, Failure>)>,
}

/// The frame's state.
struct Frame {
    port: Option<Port>,
    site: String,
    post: RawPost,
    /// The other posts on the page, for the post's context.
    around: Vec<RawPost>,
    composer: bool,
    assist: Assisted,
    /// Counts questions to the engine: an answer to an older one is dropped.
    asked: u32,
    acts: Vec<Pending>,
    placing: Option<Placing>,
    /// The draft that asks something before it is placed.
    prompting: Option<Prompting>,
    /// The search for a reply, while it is open.
    finding: Option<Finding>,
    /// Counts these searches.
    asked_replies: u32,
    /// What the agent writes in the site's reply box.
    reply: Reply,
    /// That reply in other words.
    rewriting: Rewriting,
    search: Search,
    /// What the post means, once the sentence encoder has read it.
    meant: Option<Meant>,
    /// The first article is another one now that the encoder has read what is asked.
    better: bool,
    /// A draft of these was put into the reply: they stay.
    took_draft: bool,
    flagging: Option<Flagging>,
    flagged: Option<Flagged>,
    /// What happened last, for eye and ear.
    said: Said,
    help: bool,
    /// The topics to choose from, while another is wanted.
    topics: Option<Vec<correction::Topic>>,
    /// The agent was told once that closing loses an act.
    warned: bool,
    now: Millis,
    /// Commands of the page and their chords.
    keys: Rc<RefCell<Vec<(String, String)>>>,
    _size: Option<Size>,
    _listeners: [Option<EventListener>; 3],
    _minutes: Interval,
}

/// A line about what happened.
#[derive(Default)]
struct Said {
    words: String,
    bad: bool,
}

impl Frame {
    fn new(to: &To<Msg>) -> Self {
        let window = web_sys::window();
        let messages = to.clone();
        let messages = window.as_ref().map(|window| {
            EventListener::new(window, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    messages.send(Msg::Window(event.clone()));
                }
            })
        });
        let typed = to.clone();
        let keys = Rc::<RefCell<Vec<(String, String)>>>::default();
        let bound = Rc::clone(&keys);
        let typed = window.as_ref().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(window, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                let meant = keys::command(event, &bound.borrow());
                let meant = meant.or_else(|| keys::meant(event).map(Msg::Key));
                if let Some(meant) = meant {
                    event.prevent_default();
                    typed.send(meant);
                }
            })
        });
        let entered = to.clone();
        let entered = window
            .as_ref()
            .map(|window| EventListener::new(window, "focus", move |_| entered.send(Msg::Entered)));
        let minute = to.clone();
        Self {
            port: None,
            site: String::new(),
            post: RawPost::default(),
            around: Vec::new(),
            composer: false,
            assist: Assisted::Nothing,
            asked: 0,
            acts: Vec::new(),
            placing: None,
            prompting: None,
            finding: None,
            asked_replies: 0,
            reply: Reply::default(),
            rewriting: Rewriting::default(),
            search: Search::default(),
            meant: None,
            better: false,
            took_draft: false,
            flagging: None,
            flagged: None,
            said: Said::default(),
            help: false,
            topics: None,
            warned: false,
            now: words::now(),
            keys,
            _size: Size::watch(to),
            _listeners: [messages, typed, entered],
            _minutes: Interval::new(30_000, move || minute.send(Msg::Minute)),
        }
    }

    /// The post's mark, if it is about a brand.
    fn mark(&self) -> Option<&Mark> {
        match &self.assist {
            Assisted::Ready(assist) => assist.mark.as_ref(),
            _ => None,
        }
    }

    /// What the team did with the post, marked or not.
    fn state(&self) -> Option<&State> {
        match &self.assist {
            Assisted::Ready(assist) => Some(&assist.state),
            _ => None,
        }
    }

    /// The acts on their way that are for the post shown, in their order: the first is being sent.
    fn saving(&self) -> impl DoubleEndedIterator<Item = &Pending> {
        let post = self.state().map(|state| state.post.as_str());
        self.acts
            .iter()
            .filter(move |act| Some(act.event.post.as_str()) == post)
    }

    fn tell(&self, message: &ToContent) {
        if let Some(port) = &self.port {
            port.tell(message);
        }
    }

    fn say(&mut self, words: String) {
        self.said = Said { words, bad: false };
    }

    fn say_bad(&mut self, words: String) {
        self.said = Said { words, bad: true };
    }
}

impl Page for Frame {
    type Msg = Msg;

    fn update(&mut self, msg: Msg, to: &To<Msg>) {
        self.take(msg, to);
    }

    fn view(&self, to: &To<Msg>) -> El {
        self.draw(to)
    }
}
