//! The team's own topics: files imported or typed, checked as they stand, kept whole or not at all.

use gloo::timers::callback::Timeout;

use super::files::{self, Picked};
use crate::problem::Problem;
use crate::protocol::{Failure, Request, Response};
use crate::triage::topics::{TopicFile, name_of};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::words;

/// What a new file begins with.
const NEW: &str = "name: \nyes: \nno: \n\n3 ";

/// What the engine says of topics.
#[derive(Clone)]
pub(super) struct Checked {
    topics: Vec<TopicFile>,
    problems: Vec<Problem>,
    saved: bool,
    built_in: Vec<(String, String)>,
}

#[derive(Clone)]
pub(super) enum Msg {
    Got(Result<Checked, Failure>),
    Picked(Vec<Picked>),
    Read(Vec<TopicFile>),
    Select(usize),
    Path(String),
    Text(String),
    Add,
    Remove,
    Check,
    Checked(u32, Result<Checked, Failure>),
    Save,
    Saved(Result<Checked, Failure>),
    Discard,
}

/// The section's state.
#[derive(Default)]
pub(super) struct Topics {
    pub(super) files: Vec<TopicFile>,
    /// What the engine has; `None`: not known yet.
    pub(super) saved: Option<Vec<TopicFile>>,
    /// Code and name of those that come with Handrail.
    pub(super) built_in: Vec<(String, String)>,
    pub(super) selected: usize,
    pub(super) problems: Vec<Problem>,
    pub(super) saving: bool,
    pub(super) said: (String, bool),
    pub(super) failure: Option<Failure>,
    checked: u32,
    wait: Option<Timeout>,
}

impl Topics {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Got(send(Request::Topics).await) });
        Self::default()
    }

    /// Whether something typed or imported is not saved.
    pub(super) fn is_changed(&self) -> bool {
        self.saved
            .as_ref()
            .is_some_and(|saved| *saved != self.files)
    }

    /// Whether the topics cannot be saved.
    pub(super) fn is_wrong(&self) -> bool {
        self.problems.iter().any(|problem| problem.fatal)
    }

    /// What is wrong with the file of this path.
    pub(super) fn problems_of(&self, path: &str) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| {
            let rest = problem.path.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        })
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Got(Ok(got)) => self.fill(got),
            Msg::Got(Err(failure)) => self.failure = Some(failure),
            Msg::Picked(picked) => to.later(async { Msg::Read(read(picked).await) }),
            Msg::Read(files) => self.take(files, to),
            Msg::Select(at) => self.selected = at,
            Msg::Path(path) => self.edit(to, |file| file.path = path),
            Msg::Text(text) => self.edit(to, |file| file.text = text),
            Msg::Add => {
                let path = self.free_path();
                self.files.push(TopicFile {
                    path,
                    text: NEW.to_owned(),
                });
                self.selected = self.files.len() - 1;
                self.typed(to);
                focus("topic-path");
            }
            Msg::Remove => {
                if self.selected < self.files.len() {
                    let file = self.files.remove(self.selected);
                    self.said = (words::with("options_topic_removed", &[&file.path]), false);
                    self.selected = self.selected.min(self.files.len().saturating_sub(1));
                    self.typed(to);
                }
            }
            Msg::Check => self.check(to),
            Msg::Checked(number, Ok(checked)) => {
                if number == self.checked {
                    self.problems = checked.problems;
                }
            }
            Msg::Checked(_, Err(failure)) => self.said = (words::failure(&failure), true),
            Msg::Save => self.save(to),
            Msg::Saved(answer) => self.kept(answer),
            Msg::Discard => {
                self.files = self.saved.clone().unwrap_or_default();
                self.selected = self.selected.min(self.files.len().saturating_sub(1));
                self.said = (words::t("options_discarded"), false);
                self.check(to);
            }
        }
    }

    fn fill(&mut self, got: Checked) {
        self.saved = Some(got.topics.clone());
        self.files = got.topics;
        self.problems = got.problems;
        self.built_in = got.built_in;
        self.selected = self.selected.min(self.files.len().saturating_sub(1));
    }

    /// Imported files: one with the name of another takes its place.
    fn take(&mut self, files: Vec<TopicFile>, to: &To<Msg>) {
        let number = files.len();
        for file in files {
            match self.files.iter().position(|own| own.path == file.path) {
                Some(at) => {
                    self.selected = at;
                    if let Some(own) = self.files.get_mut(at) {
                        *own = file;
                    }
                }
                None => {
                    self.files.push(file);
                    self.selected = self.files.len() - 1;
                }
            }
        }
        if number > 0 {
            self.said = (words::count("options_topics_read", number), false);
            self.check(to);
        }
    }

    fn edit(&mut self, to: &To<Msg>, change: impl FnOnce(&mut TopicFile)) {
        if let Some(file) = self.files.get_mut(self.selected) {
            change(file);
        }
        self.typed(to);
    }

    /// A file name that is not taken.
    fn free_path(&self) -> String {
        (1..)
            .map(|number| format!("topic-{number}.txt"))
            .find(|path| self.files.iter().all(|file| file.path != *path))
            .unwrap_or_default()
    }

    /// Checks once the person pauses.
    fn typed(&mut self, to: &To<Msg>) {
        self.checked += 1;
        let to = to.clone();
        self.wait = Some(Timeout::new(200, move || to.send(Msg::Check)));
    }

    fn check(&mut self, to: &To<Msg>) {
        self.checked += 1;
        let number = self.checked;
        let topics = self.files.clone();
        to.later(async move { Msg::Checked(number, send(Request::CheckTopics { topics }).await) });
    }

    fn save(&mut self, to: &To<Msg>) {
        if self.saving {
            return;
        }
        self.saving = true;
        self.said = (words::t("options_saving"), false);
        let topics = self.files.clone();
        to.later(async move { Msg::Saved(send(Request::SaveTopics { topics }).await) });
    }

    fn kept(&mut self, answer: Result<Checked, Failure>) {
        self.saving = false;
        match answer {
            Ok(checked) if checked.saved => {
                self.fill(checked);
                self.said = (words::t("options_saved_topics"), false);
            }
            Ok(checked) => {
                self.problems = checked.problems;
                self.said = (words::t("options_not_saved"), true);
            }
            Err(failure) => self.said = (words::failure(&failure), true),
        }
    }
}

/// The files' texts; one that cannot be read is passed over.
async fn read(picked: Vec<Picked>) -> Vec<TopicFile> {
    let mut read = Vec::new();
    for Picked { path, file } in picked {
        if let Some(text) = files::text(&file).await {
            read.push(TopicFile { path, text });
        }
    }
    read
}

async fn send(request: Request) -> Result<Checked, Failure> {
    match ask(request).await? {
        Response::Topics {
            topics,
            problems,
            saved,
            built_in,
        } => Ok(Checked {
            topics,
            problems,
            saved,
            built_in,
        }),
        other => unexpected(other),
    }
}

/// Code and name of every topic: the team's own, and those that come with Handrail.
pub(super) fn names(own: &[TopicFile], built_in: Vec<(String, String)>) -> Vec<(String, String)> {
    let own = own.iter().map(|file| {
        let code = file.path.split('.').next().unwrap_or_default();
        (code.to_owned(), name_of(&file.text, code))
    });
    let mut all: Vec<(String, String)> = own.collect();
    for (code, name) in built_in {
        if all.iter().all(|(known, _)| *known != code) {
            all.push((code, name));
        }
    }
    all
}
