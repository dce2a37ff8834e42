//! The pipeline: one request in; a response, and what the background must do before it passes the response on, out.
//!
//! The engine is pure: the moment is an argument, storage and messages are [`Effect`]s. It is rebuilt from storage at
//! any time ([`Engine::restore`], [`Engine::load`]); nothing is kept only here.

mod importer;
mod learning;
mod library;
mod mark;
mod nicknames;
mod observe;
mod second;
mod settings;
mod topics;

use crate::brand::{Matcher, Profile, Proposals, Words};
use crate::conversation::Conversations;
use crate::desk::{Desk, Event};
use crate::knowledge::Index;
use crate::post::Millis;
use crate::protocol::{Effect, Failure, Request, Response, Seen, State, StoredRecord};
use crate::reply::{TemplateFile, Templates};
use crate::triage::learning::Learnt;
use crate::triage::topics::TopicFile;
use crate::triage::{LanguagesError, Triage, WeightsError};

pub use importer::Importer;

/// What handling a request gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// For the sender, once the effects are done.
    pub response: Response,
    /// In order.
    pub effects: Vec<Effect>,
}

impl From<Response> for Outcome {
    fn from(response: Response) -> Self {
        Self {
            response,
            effects: Vec::new(),
        }
    }
}

/// All of Handrail's thinking, for one team's settings.
#[derive(Debug)]
pub struct Engine {
    triage: Triage,
    profile: Profile,
    /// Ordinary words, which a misspelt brand is not.
    words: Words,
    matcher: Matcher,
    /// Mangled names that were seen.
    nicknames: Proposals,
    /// The team's own files; empty means those that come with Handrail.
    template_files: Vec<TemplateFile>,
    templates: Templates,
    desk: Desk,
    /// What was learnt about each brand, by its place in the profile.
    learnt: Vec<Option<Learnt>>,
    /// Whether that is to be computed anew.
    unlearnt: bool,
    knowledge: Knowledge,
    /// The team's own topics.
    topic_files: Vec<TopicFile>,
    /// What the page has shown, for the context of each post.
    conversations: Conversations,
    second: second::Second,
}

/// The knowledge base is large and only some requests need it, so it is loaded when first asked for.
#[derive(Debug)]
enum Knowledge {
    NotLoaded,
    None,
    Loaded {
        index: Box<Index>,
        /// Size of its file.
        bytes: usize,
    },
}

impl Engine {
    /// An engine with the shipped model and nothing else.
    ///
    /// # Errors
    /// When the weights cannot be used.
    pub fn new(weights: &[u8]) -> Result<Self, WeightsError> {
        Ok(Self::with(Triage::from_bytes(weights)?))
    }

    /// What judges posts.
    #[must_use]
    pub const fn triage(&self) -> &Triage {
        &self.triage
    }

    /// An engine that judges by `triage`, and nothing else.
    #[must_use]
    pub fn with(triage: Triage) -> Self {
        let profile = Profile::default();
        Self {
            triage,
            matcher: Matcher::new(&profile, &Words::default()),
            words: Words::default(),
            nicknames: Proposals::default(),
            profile,
            template_files: Vec::new(),
            templates: Templates::new(&Templates::built_in()).0,
            desk: Desk::default(),
            learnt: Vec::new(),
            unlearnt: false,
            knowledge: Knowledge::NotLoaded,
            topic_files: Vec::new(),
            conversations: Conversations::default(),
            second: second::Second::default(),
        }
    }

    /// With a list of ordinary words (`words.txt`). Without one, a name that is also a word counts as a name, and words
    /// that are like a name count as misspellings.
    #[must_use]
    pub fn with_words(mut self, words: Words) -> Self {
        self.matcher = Matcher::new(&self.profile, &words);
        self.words = words;
        self
    }

    /// Takes what is known of languages besides English.
    ///
    /// # Errors
    /// When the file cannot be used. What the engine had stays: without it, posts in Latin letters are judged as
    /// English.
    pub fn set_languages(&mut self, bytes: &[u8]) -> Result<(), LanguagesError> {
        self.triage.set_languages(bytes)
    }

    /// Takes events from the log, in any order.
    pub fn restore(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            self.desk.add(event);
        }
        self.unlearnt = true;
    }

    /// Takes a stored record; `None` where the store has none.
    ///
    /// # Errors
    /// When the record cannot be read. What the engine had stays.
    pub fn load(&mut self, record: StoredRecord, bytes: Option<&[u8]>) -> Result<(), Failure> {
        let damaged = |message: String| Failure {
            code: "store.damaged".into(),
            message,
            path: format!("{record:?}").to_lowercase(),
        };
        match record {
            StoredRecord::Profile => {
                let profile = bytes
                    .map(serde_json::from_slice)
                    .transpose()
                    .map_err(|error| damaged(error.to_string()))?;
                self.set_profile(profile.unwrap_or_default());
            }
            StoredRecord::Templates => {
                let files = bytes
                    .map(serde_json::from_slice)
                    .transpose()
                    .map_err(|error| damaged(error.to_string()))?;
                self.set_templates(files.unwrap_or_default());
            }
            StoredRecord::Nicknames => {
                let seen = bytes
                    .map(serde_json::from_slice)
                    .transpose()
                    .map_err(|error| damaged(error.to_string()))?;
                self.nicknames = seen.unwrap_or_default();
            }
            StoredRecord::Topics => {
                let files = bytes
                    .map(serde_json::from_slice)
                    .transpose()
                    .map_err(|error| damaged(error.to_string()))?;
                self.set_topics(files.unwrap_or_default());
            }
            StoredRecord::Knowledge => {
                self.knowledge = match bytes {
                    Some(bytes) => {
                        let index =
                            Index::from_bytes(bytes).map_err(|error| damaged(error.to_string()))?;
                        Knowledge::Loaded {
                            index: Box::new(index),
                            bytes: bytes.len(),
                        }
                    }
                    None => Knowledge::None,
                };
            }
        }
        Ok(())
    }

    /// Handles one request at the moment `now`.
    pub fn handle(&mut self, request: Request, now: Millis) -> Outcome {
        self.relearn();
        match request {
            Request::Observe { site, posts, shown } => {
                let mut outcome = self.observe_and_note(&site, &posts, &shown, now);
                outcome.effects.extend(self.looks_due());
                outcome
            }
            Request::Assist { site, post, around } => {
                self.assist(&site, &post, &around, now).into()
            }
            Request::Act { event, seen } => self.act(event, seen.as_ref()),
            Request::Lessons { brand } => self.lessons(&brand).into(),
            Request::LessonsFile { brand } => self.lessons_file(&brand).into(),
            Request::TakeLessons { brand, file, keep } => self.take_lessons(&brand, &file, keep),
            Request::Profile => self.profile_response(self.profile.clone(), false).into(),
            Request::CheckProfile { profile } => self.profile_response(profile, false).into(),
            Request::SaveProfile { profile } => self.save_profile(profile),
            Request::Nicknames => self.nicknames().into(),
            Request::DecideNickname { .. } => self.decide(request),
            Request::Templates => self
                .templates_response(self.template_files.clone(), false)
                .into(),
            Request::CheckTemplates { templates } => {
                self.templates_response(templates, false).into()
            }
            Request::SaveTemplates { templates } => self.save_templates(templates),
            Request::Topics => self.topics_response(self.topic_files.clone(), false).into(),
            Request::CheckTopics { topics } => self.topics_response(topics, false).into(),
            Request::SaveTopics { topics } => self.save_topics(topics),
            Request::Articles => self.articles().into(),
            Request::ImportBegin { .. }
            | Request::ImportFiles { .. }
            | Request::ImportCommit
            | Request::ImportCancel => {
                failed("import.other", "Imports are not the engine's work.", "type").into()
            }
            Request::RemoveArticles => self.remove_articles(),
            Request::Search { query } => self.search(&query).into(),
            Request::Status => self.status().into(),
            Request::Refine { look } => self.refine(look),
        }
    }

    /// Keeps an act. One that is known already changes nothing, but is answered and told as the first time.
    fn act(&mut self, mut event: Event, seen: Option<&Seen>) -> Outcome {
        if event.id.is_empty() || event.post.is_empty() {
            return failed(
                "act.incomplete",
                "The act names no post. Reload the page and try again.",
                "event",
            )
            .into();
        }
        let post = event.post.clone();
        self.teach(&mut event.act, seen);
        let new = self.desk.add(event.clone());
        let others = self.changes_others(&event);
        self.unlearnt |= new && others;
        let state = self.state(&post);
        // Told each time: the background may have been killed after it kept the act and before any page heard of it.
        let tell = Effect::Tell {
            state: state.clone(),
        };
        let append = new.then_some(Effect::Append { event });
        let again = others.then_some(Effect::Again);
        let effects = append.into_iter().chain([tell]).chain(again).collect();
        Outcome {
            response: Response::Kept { state },
            effects,
        }
    }

    /// What the team did with a post.
    fn state(&self, post: &str) -> State {
        let record = self.desk.record(post);
        State {
            post: post.to_owned(),
            handled: record.handled,
            corrected: record.corrected,
            topic: record.topic,
            not_us: record.not_us,
        }
    }

    fn status(&self) -> Response {
        let Knowledge::Loaded { index, .. } = &self.knowledge else {
            return match self.knowledge {
                Knowledge::NotLoaded => Response::Need {
                    record: StoredRecord::Knowledge,
                },
                _ => Response::Status {
                    brands: self.profile.brands.len(),
                    articles: 0,
                    handled: self.desk.handled(),
                },
            };
        };
        Response::Status {
            brands: self.profile.brands.len(),
            articles: index.contents().articles.len(),
            handled: self.desk.handled(),
        }
    }
}

/// A request that could not be met.
fn failed(code: &str, message: &str, path: &str) -> Response {
    Response::Failed {
        error: Failure {
            code: code.to_owned(),
            message: message.to_owned(),
            path: path.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests;
