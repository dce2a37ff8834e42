//! All playbooks of a team and an agent, checked and ready.

use crate::knowledge::WIDTH;
use crate::post::Author;
use crate::problem::Problem;
use crate::reply::built_in::BUILT_IN;
use crate::reply::find::FoundBy;
use crate::reply::like::Words;
use crate::reply::meaning::Meanings;
use crate::reply::occasion::drafts;
use crate::reply::playbook::Playbook;
use crate::reply::{Draft, HandOffs, Occasion, TemplateFile, include};

/// How many drafts an agent is offered: as many as there are keys to remember.
pub(super) const DRAFTS: usize = 3;

/// Playbooks, checked and ready.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    pub(super) playbooks: Vec<Playbook>,
    /// What they say, for comparing posts with it.
    pub(super) words: Words,
    /// In the same order.
    pub(super) found_by: Vec<FoundBy>,
    /// What they mean, as far as the sentence encoder has read them.
    pub(super) meanings: Meanings,
}

impl Templates {
    /// The playbooks that come with Handrail.
    #[must_use]
    pub fn built_in() -> Vec<TemplateFile> {
        BUILT_IN
            .iter()
            .map(|&(path, text)| TemplateFile {
                path: path.to_owned(),
                text: text.to_owned(),
                own: false,
            })
            .collect()
    }

    /// Compiles playbooks; those with fatal problems are left out. `topics` are the codes of all topics that there are;
    /// where none are given, those that playbooks name are not checked.
    #[must_use]
    pub fn new(files: &[TemplateFile], topics: &[&str]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut playbooks: Vec<Playbook> = Vec::new();
        for (at, file) in files.iter().enumerate() {
            if file.path.trim().is_empty() {
                problems.push(Problem::error(
                    "template.path",
                    format!("templates[{at}]"),
                    "The template has no file name. Give it one, such as refund.md.",
                ));
            } else if files.iter().take(at).any(|other| other.path == file.path) {
                problems.push(Problem::error(
                    "template.twice",
                    file.path.clone(),
                    "Two templates have this file name. Rename one.",
                ));
            } else {
                playbooks.extend(Playbook::parse(file, topics, &mut problems));
            }
        }
        let playbooks = include::check(playbooks, &mut problems);
        let words = Words::of(&playbooks);
        let found_by = playbooks.iter().map(FoundBy::of).collect();
        let meanings = Meanings::of(&playbooks);
        let compiled = Self {
            playbooks,
            words,
            found_by,
            meanings,
        };
        (compiled, problems)
    }

    /// What a playbook is called, by its file.
    #[must_use]
    pub fn name_of(&self, path: &str) -> Option<&str> {
        let mut all = self.playbooks.iter();
        let found = all.find(|playbook| playbook.path == path)?;
        Some(&found.name)
    }

    /// At most three drafts, the best first. None holds an unfilled variable.
    #[must_use]
    pub fn drafts(&self, occasion: &Occasion<'_>) -> Vec<Draft> {
        self.ranked(occasion).into_iter().take(DRAFTS).collect()
    }

    /// What each playbook would say to an invented customer, in each of its wordings, with the agent's sign-off.
    #[must_use]
    pub fn previews(&self, sign_off: &str) -> Vec<Draft> {
        let author = Author {
            handle: "example_maya".into(),
            name: "Maya Example".into(),
        };
        let occasion = Occasion {
            brand: "Example",
            article: Some((
                "Restart your router",
                Some("https://help.example/restart-your-router"),
            )),
            hand_offs: HandOffs {
                status: Some("https://status.example"),
                private: Some("https://example.com/messages"),
                phone: Some("+44 20 7946 0000"),
                chat: Some("https://example.com/chat"),
            },
            sign_off,
            ..Occasion::of(&author, "My internet has been down since this morning")
        };
        let read = occasion.read();
        let preview = |playbook: &Playbook| drafts(playbook, &self.playbooks, &occasion, &read);
        let filled = self.playbooks.iter().flat_map(preview);
        filled.map(|filled| filled.draft).collect()
    }

    /// The same playbooks, with what the sentence encoder made of others: what they say alike is not read again.
    #[must_use]
    pub fn knowing(self, others: Self) -> Self {
        Self {
            meanings: self.meanings.knowing(others.meanings),
            ..self
        }
    }

    /// Whether the sentence encoder has read anything of them.
    #[must_use]
    pub fn understands(&self) -> bool {
        self.meanings.any()
    }

    /// Texts that the sentence encoder has not read yet, each with its number: names, examples and bodies.
    #[must_use]
    pub fn unread(&self) -> Vec<(u32, &str)> {
        self.meanings.unread()
    }

    /// Takes what the sentence encoder made of the text with this number: a vector of length 1.
    pub fn give(&mut self, number: u32, vector: &[f32; WIDTH]) {
        self.meanings.give(number, vector);
    }

    /// What the encoder made of them, to be kept.
    #[must_use]
    pub fn meanings(&self) -> Vec<u8> {
        self.meanings.to_bytes()
    }

    /// Takes what was kept ([`Templates::meanings`]); what cannot be read is read anew by the encoder.
    pub fn take_meanings(&mut self, bytes: &[u8]) {
        self.meanings.take(bytes);
    }
}
