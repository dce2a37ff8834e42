//! The reply templates: a list of files, an editor, and what each would say.

use gloo::timers::callback::Timeout;

use super::caret;
use crate::problem::Problem;
use crate::protocol::{Failure, Request, Response};
use crate::reply::{Draft, TemplateFile};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::words;

/// What a new file begins with.
const NEW: &str = "---\nname: \nwhen: complaint, question\n---\nHi {{first_name}}, ";

/// What the engine says of templates.
#[derive(Clone)]
pub(super) struct Checked {
    templates: Vec<TemplateFile>,
    problems: Vec<Problem>,
    previews: Vec<Draft>,
    saved: bool,
    built_in: bool,
    used: Vec<(String, usize)>,
}

#[derive(Clone)]
pub(super) enum Msg {
    Got(Result<Checked, Failure>),
    Select(usize),
    /// To a line of the text, from 1.
    Line(usize),
    Path(String),
    Text(String),
    /// One for the team, or one of the agent's own.
    Add {
        own: bool,
    },
    /// A copy of the agent's own for the team.
    CopyToTeam,
    Remove,
    BringBack,
    Check,
    Checked(u32, Result<Checked, Failure>),
    Save,
    Saved(Result<Checked, Failure>),
    Discard,
    AskRestore,
    KeepAfterAll,
    Restore,
}

/// The section's state.
#[derive(Default)]
pub(super) struct Replies {
    pub(super) files: Vec<TemplateFile>,
    /// What the engine has; `None`: not known yet.
    pub(super) saved: Option<Vec<TemplateFile>>,
    pub(super) built_in: bool,
    pub(super) selected: usize,
    pub(super) problems: Vec<Problem>,
    /// Every wording of every playbook that can be read.
    pub(super) previews: Vec<Draft>,
    /// For how many posts each file was used.
    pub(super) used: Vec<(String, usize)>,
    /// The file removed last, and where it was.
    pub(super) removed: Option<(usize, TemplateFile)>,
    pub(super) saving: bool,
    pub(super) asking: bool,
    pub(super) said: (String, bool),
    pub(super) failure: Option<Failure>,
    checked: u32,
    wait: Option<Timeout>,
}

impl Replies {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Got(send(Request::Templates).await) });
        Self::default()
    }

    /// Whether something typed is not saved.
    pub(super) fn is_changed(&self) -> bool {
        self.saved
            .as_ref()
            .is_some_and(|saved| *saved != self.files)
    }

    /// Whether it is known how they stand, or that this cannot be known.
    pub(super) fn is_loaded(&self) -> bool {
        self.saved.is_some() || self.failure.is_some()
    }

    /// For how many posts the file of this path was used.
    pub(super) fn used(&self, path: &str) -> usize {
        let used = self.used.iter().find(|(used, _)| used == path);
        used.map_or(0, |(_, times)| *times)
    }

    /// Whether the templates cannot be saved.
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
            Msg::Select(at) => self.selected = at,
            Msg::Line(line) => caret::to_line("template-text", line),
            Msg::Path(path) => self.edit(to, |file| file.path = path),
            Msg::Text(text) => self.edit(to, |file| file.text = text),
            Msg::Add { own } => {
                let path = self.free_path("reply");
                let text = NEW.to_owned();
                self.add(TemplateFile { path, text, own }, to);
            }
            Msg::CopyToTeam => {
                let file = self.files.get(self.selected);
                let copy = file
                    .map(|file| file.for_team(self.free_path(file.path.trim_end_matches(".md"))));
                if let Some(copy) = copy {
                    let said = words::with("options_template_copied", &[&copy.path]);
                    self.said = (said, false);
                    self.add(copy, to);
                }
            }
            Msg::Remove => {
                if self.can_remove() {
                    let file = self.files.remove(self.selected);
                    self.said = (
                        words::with("options_template_removed", &[&file.path]),
                        false,
                    );
                    self.removed = Some((self.selected, file));
                    self.selected = self.selected.min(self.files.len() - 1);
                    self.typed(to);
                }
            }
            Msg::BringBack => {
                if let Some((at, file)) = self.removed.take() {
                    let at = at.min(self.files.len());
                    self.files.insert(at, file);
                    self.selected = at;
                    self.said = Default::default();
                    self.typed(to);
                }
            }
            Msg::Check => self.check(to),
            Msg::Checked(number, Ok(checked)) => {
                if number == self.checked {
                    self.problems = checked.problems;
                    self.previews = checked.previews;
                    self.used = checked.used;
                }
            }
            Msg::Checked(_, Err(failure)) => self.said = (words::failure(&failure), true),
            Msg::Save => self.save(self.files.clone(), to),
            Msg::Saved(answer) => self.kept(answer),
            Msg::Discard => {
                self.files = self.saved.clone().unwrap_or_default();
                self.selected = self.selected.min(self.files.len().saturating_sub(1));
                self.removed = None;
                self.said = (words::t("options_discarded"), false);
                self.check(to);
            }
            Msg::AskRestore => {
                self.asking = true;
                focus("yes");
            }
            Msg::KeepAfterAll => self.asking = false,
            Msg::Restore => {
                self.asking = false;
                let own = self.files.iter().filter(|file| file.own);
                self.save(own.cloned().collect(), to);
            }
        }
    }

    /// Whether the file that is selected can go. Nothing kept means "those that come with Handrail": the team's last
    /// cannot go this way.
    pub(super) fn can_remove(&self) -> bool {
        let team = self.files.iter().filter(|file| !file.own).count();
        let selected = self.files.get(self.selected);
        selected.is_some_and(|file| file.own || team > 1)
    }

    fn add(&mut self, file: TemplateFile, to: &To<Msg>) {
        self.files.push(file);
        self.selected = self.files.len() - 1;
        self.typed(to);
        focus("template-path");
    }

    fn fill(&mut self, got: Checked) {
        // One that says in its head that it is personal changes its place when it is kept.
        let selected = self.files.get(self.selected).map(|file| file.path.clone());
        self.saved = Some(got.templates.clone());
        self.files = got.templates;
        self.problems = got.problems;
        self.previews = got.previews;
        self.used = got.used;
        self.built_in = got.built_in;
        self.removed = None;
        let mut files = self.files.iter();
        let at = files.position(|file| Some(&file.path) == selected.as_ref());
        let last = self.files.len().saturating_sub(1);
        self.selected = at.unwrap_or(self.selected).min(last);
    }

    fn edit(&mut self, to: &To<Msg>, change: impl FnOnce(&mut TemplateFile)) {
        if let Some(file) = self.files.get_mut(self.selected) {
            change(file);
        }
        self.typed(to);
    }

    /// A file name that is not taken.
    fn free_path(&self, name: &str) -> String {
        (1..)
            .map(|number| format!("{name}-{number}.md"))
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
        let templates = self.files.clone();
        to.later(
            async move { Msg::Checked(number, send(Request::CheckTemplates { templates }).await) },
        );
    }

    fn save(&mut self, templates: Vec<TemplateFile>, to: &To<Msg>) {
        if self.saving {
            return;
        }
        self.saving = true;
        self.said = (words::t("options_saving"), false);
        to.later(async move { Msg::Saved(send(Request::SaveTemplates { templates }).await) });
    }

    fn kept(&mut self, answer: Result<Checked, Failure>) {
        self.saving = false;
        match answer {
            Ok(checked) if checked.saved => {
                self.fill(checked);
                self.said = (words::t("options_saved_replies"), false);
            }
            Ok(checked) => {
                self.problems = checked.problems;
                self.said = (words::t("options_not_saved"), true);
            }
            Err(failure) => self.said = (words::failure(&failure), true),
        }
    }
}

async fn send(request: Request) -> Result<Checked, Failure> {
    match ask(request).await? {
        Response::Templates {
            templates,
            problems,
            previews,
            saved,
            built_in,
            used,
        } => Ok(Checked {
            templates,
            problems,
            previews,
            saved,
            built_in,
            used,
        }),
        other => unexpected(other),
    }
}
