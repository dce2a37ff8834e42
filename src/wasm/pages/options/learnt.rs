//! What was learnt about each brand from the team's corrections: taken back one by one or all at once, handed on as a
//! file, taken over from one.

use super::files::{self, Picked};
use crate::brand::Profile;
use crate::desk::{Act, Event, brand_key};
use crate::post::PostKey;
use crate::protocol::{Failure, Lessons, Request, Response};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, random_id, unexpected};
use crate::wasm::pages::{offer, words};

/// The largest file that is read, in bytes: twenty thousand corrections need a third of it.
const LARGEST: f64 = 32e6;

/// What happened to one brand's section.
#[derive(Clone)]
pub(super) enum Msg {
    Got(usize, Result<Lessons, Failure>),
    /// An act, and the key of what is said once it is kept.
    Do(usize, PostKey, Act, &'static str),
    Done(usize, &'static str, Result<(), Failure>),
    AskForget(usize),
    KeepAfterAll(usize),
    Export(usize),
    Exported(usize, Result<String, Failure>),
    Picked(usize, Vec<Picked>),
    Read(usize, Result<String, String>),
    Counted(usize, Result<Offer, Failure>),
    Take(usize),
    Leave(usize),
    Taken(usize, Result<Offer, Failure>),
}

/// Corrections of a file that wait for a yes.
#[derive(Clone)]
pub(super) struct Offer {
    file: String,
    pub(super) new: usize,
    pub(super) known: usize,
    /// The brand that they were made for, if it is called otherwise.
    pub(super) from: Option<String>,
}

/// What was learnt about one brand.
pub(super) struct Brand {
    pub(super) name: String,
    pub(super) lessons: Lessons,
    pub(super) asking: bool,
    pub(super) offer: Option<Offer>,
    pub(super) said: (String, bool),
}

/// The section's state.
#[derive(Default)]
pub(super) struct Learnt {
    pub(super) brands: Vec<Brand>,
}

impl Learnt {
    /// Shows the brands that are saved.
    pub(super) fn follow(&mut self, profile: Option<&Profile>, to: &To<Msg>) {
        let brands = profile
            .map(|profile| profile.brands.as_slice())
            .unwrap_or_default();
        if brands
            .iter()
            .map(|brand| &brand.name)
            .eq(self.brands.iter().map(|brand| &brand.name))
        {
            return;
        }
        self.brands = brands
            .iter()
            .map(|brand| Brand {
                name: brand.name.clone(),
                lessons: Lessons::default(),
                asking: false,
                offer: None,
                said: (String::new(), false),
            })
            .collect();
        for (at, brand) in self.brands.iter().enumerate() {
            brand.load(at, to);
        }
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Got(at, answer) => self.at(at, |brand| brand.got(answer)),
            Msg::Do(at, post, act, said) => {
                to.later(async move { Msg::Done(at, said, keep(post, act).await) });
            }
            Msg::Done(at, said, answer) => self.at(at, |brand| {
                brand.asking = false;
                brand.answered(answer, || words::t(said));
                brand.load(at, to);
            }),
            Msg::AskForget(at) => self.at(at, |brand| {
                brand.asking = true;
                focus("yes");
            }),
            Msg::KeepAfterAll(at) => self.at(at, |brand| brand.asking = false),
            Msg::Export(at) => self.at(at, |brand| {
                let name = brand.name.clone();
                to.later(async move { Msg::Exported(at, file_of(name).await) });
            }),
            Msg::Exported(at, answer) => self.at(at, |brand| brand.exported(answer)),
            Msg::Picked(at, picked) => {
                if let Some(picked) = picked.into_iter().next() {
                    to.later(async move { Msg::Read(at, read(picked).await) });
                }
            }
            Msg::Read(at, read) => self.at(at, |brand| brand.read(at, read, to)),
            Msg::Counted(at, counted) => self.at(at, |brand| brand.counted(counted)),
            Msg::Take(at) => self.at(at, |brand| {
                if let Some(offer) = brand.offer.take() {
                    let name = brand.name.clone();
                    to.later(async move { Msg::Taken(at, take(name, offer.file, true).await) });
                }
            }),
            Msg::Leave(at) => self.at(at, |brand| {
                brand.offer = None;
                brand.said = (words::t("learnt_left"), false);
            }),
            Msg::Taken(at, answer) => self.at(at, |brand| {
                let new = answer.as_ref().map_or(0, |taken| taken.new);
                brand.answered(answer, || words::count("learnt_taken", new));
                brand.load(at, to);
            }),
        }
    }

    fn at(&mut self, at: usize, work: impl FnOnce(&mut Brand)) {
        if let Some(brand) = self.brands.get_mut(at) {
            work(brand);
        }
    }
}

impl Brand {
    fn load(&self, at: usize, to: &To<Msg>) {
        let name = self.name.clone();
        to.later(async move { Msg::Got(at, lessons(name).await) });
    }

    fn got(&mut self, answer: Result<Lessons, Failure>) {
        match answer {
            Ok(lessons) => self.lessons = lessons,
            Err(failure) => self.said = (words::failure(&failure), true),
        }
    }

    fn answered<T>(&mut self, answer: Result<T, Failure>, well: impl FnOnce() -> String) {
        self.said = match answer {
            Ok(_) => (well(), false),
            Err(failure) => (words::failure(&failure), true),
        };
    }

    fn exported(&mut self, answer: Result<String, Failure>) {
        if let Ok(file) = &answer {
            let name = format!("handrail-corrections-{}.jsonl", plain(&self.name));
            offer::file(&name, file);
        }
        let count = self.lessons.count;
        self.answered(answer, || words::count("learnt_exported", count));
    }

    fn read(&mut self, at: usize, read: Result<String, String>, to: &To<Msg>) {
        self.offer = None;
        match read {
            Ok(file) => {
                let name = self.name.clone();
                to.later(async move { Msg::Counted(at, take(name, file, false).await) });
            }
            Err(why) => self.said = (why, true),
        }
    }

    fn counted(&mut self, counted: Result<Offer, Failure>) {
        match counted {
            Ok(offer) if offer.new == 0 => {
                self.said = (words::count("learnt_all_known", offer.known), false);
            }
            Ok(offer) => {
                self.offer = Some(offer);
                self.said = (String::new(), false);
                focus("take");
            }
            Err(failure) => self.said = (wrong(&failure), true),
        }
    }
}

async fn lessons(brand: String) -> Result<Lessons, Failure> {
    match ask(Request::Lessons { brand }).await? {
        Response::Lessons { lessons } => Ok(lessons),
        other => unexpected(other),
    }
}

async fn file_of(brand: String) -> Result<String, Failure> {
    match ask(Request::LessonsFile { brand }).await? {
        Response::LessonsFile { file } => Ok(file),
        other => unexpected(other),
    }
}

/// Takes a file, or only counts what is in it.
async fn take(brand: String, file: String, keep: bool) -> Result<Offer, Failure> {
    let request = Request::TakeLessons {
        brand,
        file: file.clone(),
        keep,
    };
    match ask(request).await? {
        Response::Taken {
            new, known, from, ..
        } => Ok(Offer {
            file,
            new,
            known,
            from,
        }),
        other => unexpected(other),
    }
}

async fn keep(post: PostKey, act: Act) -> Result<(), Failure> {
    let event = Event {
        id: random_id(),
        post,
        at: words::now(),
        act,
    };
    match ask(Request::Act { event, seen: None }).await? {
        Response::Kept { .. } => Ok(()),
        other => unexpected(other),
    }
}

/// The file's text, or why there is none.
async fn read(picked: Picked) -> Result<String, String> {
    if picked.file.size() > LARGEST {
        return Err(words::t("learnt_too_large"));
    }
    let text = files::text(&picked.file).await;
    text.ok_or_else(|| words::t("learnt_unread"))
}

/// What is wrong with a file, with its line.
fn wrong(failure: &Failure) -> String {
    let key = match failure.code.as_str() {
        "learn.version" => "learnt_other_version",
        "learn.many" => "learnt_too_large",
        "learn.none" => "learnt_nothing",
        "learn.line" => "learnt_bad_line",
        _ => return words::failure(failure),
    };
    words::with(key, &[&failure.path])
}

/// The act that takes an event back.
pub(super) fn undone(event: &str) -> Act {
    Act::Undone {
        event: event.to_owned(),
    }
}

/// Forgetting all about a brand, or taking that back.
pub(super) fn of_brand(at: usize, brand: &str, act: Act, said: &'static str) -> Msg {
    Msg::Do(at, brand_key(brand), act, said)
}

/// A name as part of a file's name.
fn plain(name: &str) -> String {
    let name = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' });
    name.flat_map(char::to_lowercase).collect()
}
