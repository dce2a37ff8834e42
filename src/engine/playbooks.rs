//! The playbooks: the team's and the agent's own, each in a record of its own; and what they mean, read by the sentence
//! encoder in the background, kept, and read once.

use serde_bytes::ByteBuf;

use crate::engine::settings::{any_fatal, put};
use crate::engine::{Engine, Outcome};
use crate::knowledge::WIDTH;
use crate::problem::Problem;
use crate::protocol::{Effect, Response, StoredRecord};
use crate::reply::{TemplateFile, Templates};

/// Stands for the playbooks where a knowledge base is named: no base is called so.
pub(super) const PLAYBOOKS: &str = ":playbooks";

/// The files, and what they came to.
#[derive(Debug)]
pub(super) struct Playbooks {
    /// The team's; empty means those that come with Handrail.
    pub(super) team: Vec<TemplateFile>,
    /// The agent's own: in this browser alone.
    pub(super) own: Vec<TemplateFile>,
    pub(super) ready: Templates,
    /// Whether the background knows that there is something to read.
    told: bool,
}

impl Default for Playbooks {
    fn default() -> Self {
        let ready = Templates::new(&Templates::built_in(), &[]).0;
        let (team, own) = Default::default();
        Self {
            team,
            own,
            ready,
            told: false,
        }
    }
}

impl Playbooks {
    /// Takes the team's files. One that says that it is somebody's own is the agent's.
    pub(super) fn set_team(&mut self, files: Vec<TemplateFile>) {
        if files.is_empty() && self.team.is_empty() {
            return;
        }
        let (own, team): (Vec<_>, Vec<_>) = files.into_iter().partition(TemplateFile::is_personal);
        self.team = team;
        self.own.extend(own.into_iter().map(TemplateFile::into_own));
        self.compile();
    }

    /// Takes the agent's own as they are kept, beside those that were among the team's.
    pub(super) fn add_own(&mut self, files: Vec<TemplateFile>) {
        if files.is_empty() {
            return;
        }
        self.own
            .extend(files.into_iter().map(TemplateFile::into_own));
        self.compile();
    }

    fn compile(&mut self) {
        let before = std::mem::take(&mut self.ready);
        self.ready = Templates::new(&self.all(), &[]).0.knowing(before);
        self.told = false;
    }

    /// The team's files, or those that come with Handrail.
    pub(super) fn team(&self) -> Vec<TemplateFile> {
        if self.team.is_empty() {
            Templates::built_in()
        } else {
            self.team.clone()
        }
    }

    fn all(&self) -> Vec<TemplateFile> {
        let mut all = self.team();
        all.extend(self.own.iter().cloned());
        all
    }
}

impl Engine {
    /// All playbooks as they are kept.
    pub(super) fn templates(&self) -> Response {
        self.templates_response(self.playbooks.all(), true)
    }

    /// What is wrong with these, and what they would say.
    pub(super) fn check_templates(&self, files: Vec<TemplateFile>) -> Response {
        self.templates_response(whole(files), false)
    }

    fn templates_response(&self, templates: Vec<TemplateFile>, saved: bool) -> Response {
        let (compiled, problems) = self.checked(&templates);
        let team = templates.iter().filter(|file| !file.own);
        Response::Templates {
            problems,
            previews: compiled.previews(&self.reply_settings.sign_off),
            saved,
            built_in: team.eq(&Templates::built_in()),
            templates,
            used: self.desk.playbooks_used(),
        }
    }

    /// Playbooks, and what is wrong with them by the topics that there are now.
    pub(super) fn checked(&self, files: &[TemplateFile]) -> (Templates, Vec<Problem>) {
        let topics: Vec<&str> = self.all_topics().map(|topic| &*topic.code).collect();
        Templates::new(files, &topics)
    }

    /// Keeps the team's and the agent's own, each by itself, if nothing fatal is wrong with either.
    pub(super) fn save_templates(&mut self, files: Vec<TemplateFile>) -> Outcome {
        let files = whole(files);
        if any_fatal(&self.checked(&files).1) {
            return self.templates_response(files, false).into();
        }
        let (own, team): (Vec<_>, Vec<_>) = files.into_iter().partition(TemplateFile::is_personal);
        // Those that come with Handrail are not kept: the next version may have better ones.
        let team = if team == Templates::built_in() {
            Vec::new()
        } else {
            team
        };
        self.playbooks.team = team;
        self.playbooks.own = own.into_iter().map(TemplateFile::into_own).collect();
        self.playbooks.compile();
        let mut effects = vec![
            put(StoredRecord::Templates, &self.playbooks.team),
            put(StoredRecord::OwnTemplates, &self.playbooks.own),
            Effect::Again,
        ];
        effects.extend(self.playbooks_due());
        Outcome {
            response: self.templates(),
            effects,
        }
    }

    /// That there are playbooks for the sentence encoder to read; said once.
    pub(super) fn playbooks_due(&mut self) -> Option<Effect> {
        let due =
            !self.playbooks.told && self.looks_twice() && !self.playbooks.ready.unread().is_empty();
        self.playbooks.told |= due;
        due.then_some(Effect::ReadOn)
    }

    /// Texts of playbooks that the sentence encoder should read; none where there are none, or it is not wanted.
    pub(super) fn unread_playbooks(&self, most: usize) -> Option<Response> {
        if !self.looks_twice() {
            return None;
        }
        let texts = self.playbooks.ready.unread();
        let texts = texts.into_iter().take(most);
        let (numbers, texts): (Vec<usize>, Vec<String>) = texts
            .filter_map(|(number, text)| Some((usize::try_from(number).ok()?, text.to_owned())))
            .unzip();
        (!texts.is_empty()).then(|| Response::Unread {
            base: PLAYBOOKS.to_owned(),
            imported: 0,
            numbers,
            texts,
            read: [0, 0],
        })
    }

    /// Takes vectors of playbooks' texts.
    pub(super) fn read_playbooks(&mut self, numbers: &[usize], vectors: &[f32]) -> Outcome {
        let vectors = vectors.as_chunks::<WIDTH>().0;
        for (number, vector) in numbers.iter().zip(vectors) {
            if let Ok(number) = u32::try_from(*number) {
                self.playbooks.ready.give(number, vector);
            }
        }
        Outcome {
            response: Response::Noted,
            effects: vec![Effect::Put {
                record: StoredRecord::Meanings,
                bytes: Some(ByteBuf::from(self.playbooks.ready.meanings())),
            }],
        }
    }
}

/// The files with a team's among them: without any, those that come with Handrail.
pub(super) fn whole(mut files: Vec<TemplateFile>) -> Vec<TemplateFile> {
    if files.iter().all(TemplateFile::is_personal) {
        files.splice(0..0, Templates::built_in());
    }
    files
}
