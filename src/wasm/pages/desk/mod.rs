//! The desk: the queue of cases in the browser's side panel, one case in full, and what the next shift has to know.
//!
//! It decides nothing: the engine says what is on a list, in which order and why; what is pressed here becomes an event like
//! one that is pressed on the page.

use gloo::events::EventListener;
use gloo::timers::callback::Interval;

use super::app::{self, Page, To};
use super::chrome::{ask, unexpected};
use super::keys::Changed;
use super::storage;
use super::told::{Hearing, Told};
use super::view::El;
use super::words;
use crate::desk::List;
use crate::post::{Millis, PostKey};
use crate::protocol::{CaseRow, Failure, HandOver, Request, Response};

mod case;
mod deeds;
mod detail;
mod empty;
mod form;
mod frame;
mod hand_over;
mod history;
mod issues;
mod keys;
mod look;
mod plain;
mod row;
mod tabs;
mod times;

use case::Opened;
use deeds::{Deed, Done, Log};
use form::Form;
use keys::Key;
use look::Looking;

/// How often the clocks are looked at again, in milliseconds.
const MINUTE: u32 = 60_000;
/// Whether posts are opened in the tab in front, kept under this name.
const SAME_TAB: &str = "deskSameTab";

/// Draws the desk.
pub(super) fn start() {
    let _ = app::run(Desk::new);
}

/// Everything that can happen to the desk.
#[derive(Clone)]
enum Msg {
    /// Something may have changed: the background says so, or a minute has passed.
    Look,
    Queue(look::Msg),
    /// How many brands are set up, and which keys the person wants.
    Brands(usize),
    Keys(Changed),
    /// A row has the focus.
    At(PostKey),
    Open(PostKey),
    Close,
    Case(case::Msg),
    Do(Deed),
    Done(Box<Done>, Result<(), Failure>),
    Undo,
    Again,
    Ask(Option<Form>),
    Typed(Form),
    Send,
    Key(Key),
    Help,
    HandOver(bool),
    Handed(Result<Box<HandOver>, Failure>),
    Give(hand_over::Way),
    Copied(bool),
    Post(String),
    SameTab(bool),
    Went(bool),
}

/// The desk's state.
struct Desk {
    looking: Looking,
    /// How many brands are set up; `None`: not known yet.
    brands: Option<usize>,
    /// The case whose row has the focus, and where that stood.
    at: Option<(PostKey, usize)>,
    opened: Option<Opened>,
    log: Log,
    form: Option<Form>,
    help: bool,
    keys_off: bool,
    /// `None` while the queue is shown.
    hand_over: Option<Option<Result<Box<HandOver>, Failure>>>,
    same_tab: bool,
    now: Millis,
    _clock: Interval,
    _told: Hearing,
    _keys: Option<EventListener>,
    _scroll: Option<EventListener>,
}

impl Desk {
    fn new(to: &To<Msg>) -> Self {
        to.send(Msg::Look);
        to.later(async {
            Msg::Brands(match ask(Request::Status).await {
                Ok(Response::Status { brands, .. }) => brands,
                // What fails is said where the queue is asked for.
                _ => 1,
            })
        });
        to.later(async { Msg::Keys(Changed::kept().await) });
        to.later(async {
            let kept = storage::kept(SAME_TAB).await;
            Msg::SameTab(kept.is_some_and(|kept| kept.is_truthy()))
        });
        let (clock, told) = (to.clone(), to.clone());
        Self {
            looking: Looking::default(),
            brands: None,
            at: None,
            opened: None,
            log: Log::default(),
            form: None,
            help: false,
            keys_off: false,
            hand_over: None,
            same_tab: false,
            now: words::now(),
            _clock: Interval::new(MINUTE, move || clock.send(Msg::Look)),
            _told: Hearing::new(move |what| {
                if matches!(what, Told::Desk {}) {
                    told.send(Msg::Look);
                }
            }),
            _keys: keys::listen(to),
            _scroll: look::at_the_end(&to.map(Msg::Queue)),
        }
    }

    /// The case that keys are about: the opened one, or else the one whose row has the focus.
    fn current(&self) -> Option<&CaseRow> {
        if let Some(opened) = &self.opened {
            return Some(opened.row());
        }
        let (case, _) = self.at.as_ref()?;
        self.looking.row(case)
    }

    fn look(&mut self, to: &To<Msg>) {
        self.looking.look(&to.map(Msg::Queue));
        if let Some(opened) = &self.opened {
            case::ask_for(opened.post.clone(), &to.map(Msg::Case));
        }
        if self.hand_over.is_some() {
            ask_hand_over(to);
        }
    }

    fn open(&mut self, row: &CaseRow, to: &To<Msg>) {
        self.note_at(row.case.clone());
        self.form = None;
        self.opened = Some(Opened::new(row.clone()));
        case::ask_for(row.post.clone(), &to.map(Msg::Case));
        app::focus("case-title");
    }

    fn close(&mut self) {
        self.form = None;
        if let Some(opened) = self.opened.take() {
            app::focus(row::id(&opened.case));
            self.looking.keep(&mut self.at);
        }
    }

    /// What was pressed may be gone with what it did: whoever works by keys goes on from here.
    fn stay(&self) {
        look::focus_if_lost(match (&self.opened, &self.at) {
            (Some(_), _) => "case-title".to_owned(),
            (None, Some((case, _))) => row::id(case),
            (None, None) => "queue".to_owned(),
        });
    }

    fn note_at(&mut self, case: PostKey) {
        let place = self.looking.place(&case);
        let before = self.at.as_ref().map_or(0, |(_, place)| *place);
        self.at = Some((case, place.unwrap_or(before)));
    }

    /// Shows another list, from its beginning.
    fn turn(&mut self, list: List, to: &To<Msg>) {
        self.at = None;
        self.opened = None;
        self.form = None;
        self.looking.turn(list);
        self.looking.look(&to.map(Msg::Queue));
    }
}

fn ask_hand_over(to: &To<Msg>) {
    to.later(async { Msg::Handed(hand_over::ask_for().await) });
}

impl Page for Desk {
    type Msg = Msg;

    fn update(&mut self, msg: Msg, to: &To<Msg>) {
        self.now = words::now();
        match msg {
            Msg::Look => self.look(to),
            Msg::Queue(look::Msg::List(list)) => self.turn(list, to),
            Msg::Queue(msg) => {
                self.looking.update(msg, &to.map(Msg::Queue));
                if self.opened.is_none() && self.hand_over.is_none() {
                    self.looking.keep(&mut self.at);
                }
            }
            Msg::Brands(brands) => self.brands = Some(brands),
            Msg::Keys(keys) => self.keys_off = keys.off,
            Msg::At(case) => self.note_at(case),
            Msg::Open(case) => {
                if let Some(row) = self.looking.row(&case).cloned() {
                    self.open(&row, to);
                }
            }
            Msg::Close => self.close(),
            Msg::Case(msg) => {
                if let Some(opened) = &mut self.opened {
                    opened.update(msg);
                    self.stay();
                }
            }
            Msg::Do(deed) => self.act(deed, to),
            Msg::Done(done, answer) => {
                if self.log.done(*done, answer) {
                    self.look(to);
                    self.stay();
                }
            }
            Msg::Undo => self.log.undo(to),
            Msg::Again => self.log.again(to),
            Msg::Ask(form) => self.ask(form, to),
            Msg::Typed(form) => self.form = Some(form),
            Msg::Send => {
                let deed = self.form.as_ref().and_then(|form| form.deed(self.now));
                if let Some(deed) = deed {
                    self.form = None;
                    app::focus("case-title");
                    self.act(deed, to);
                }
            }
            Msg::Key(key) => self.press(key, to),
            Msg::Help => {
                self.help = !self.help;
                app::focus(if self.help { "keys-title" } else { "help" });
            }
            Msg::HandOver(on) => {
                self.hand_over = on.then_some(None);
                if on {
                    ask_hand_over(to);
                }
                app::focus(if on { "hand-over-title" } else { "hand-over" });
            }
            Msg::Handed(page) => {
                if let Some(shown) = &mut self.hand_over {
                    *shown = Some(page);
                }
            }
            Msg::Give(way) => {
                if let Some(Some(Ok(page))) = &self.hand_over {
                    hand_over::give(way, page, self.now, to);
                }
            }
            Msg::Copied(copied) => self.log.say(
                words::t(if copied {
                    "desk_copied"
                } else {
                    "desk_not_copied"
                }),
                !copied,
            ),
            Msg::Post(url) => {
                let same = self.same_tab;
                to.later(async move { Msg::Went(tabs::open(&url, same).await) });
            }
            Msg::SameTab(same) => self.same_tab = same,
            Msg::Went(true) => {}
            Msg::Went(false) => self.log.say(words::t("desk_no_tab"), true),
        }
    }

    fn view(&self, to: &To<Msg>) -> El {
        frame::view(self, to)
    }
}

/// What the engine answers about the desk.
async fn asked(what: crate::protocol::DeskAsked) -> Result<crate::protocol::DeskAnswer, Failure> {
    match ask(Request::Desk { asked: what }).await? {
        Response::Desk { answer } => Ok(answer),
        other => unexpected(other),
    }
}
