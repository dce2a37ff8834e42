//! The pipeline: one request in; a response, and what the background must do before it passes the response on, out.
//!
//! The engine is pure: the moment is an argument, storage and messages are [`Effect`]s. It is rebuilt from storage at
//! any time ([`Engine::restore`], [`Engine::load`]); nothing is kept only here.

mod acts;
mod articles;
mod claims;
mod first_line;
mod gaps;
mod importer;
mod learning;
mod library;
mod mark;
mod meant;
mod nicknames;
mod observe;
mod playbooks;
mod replies;
mod rewriting;
mod second;
mod sending;
mod settings;
mod standing;
mod synonyms;
mod thread;
mod topics;
mod ways;

use crate::brand::{Matcher, Profile, Proposals, Words};
use crate::conversation::Conversations;
use crate::desk::{Desk, Event};
use crate::knowledge::gaps::Gaps;
use crate::knowledge::links::Links;
use crate::post::Millis;
use crate::protocol::{Effect, Failure, Request, Response, StoredRecord};
use crate::reply::rewrite::RewriteSettings;
use crate::reply::{ReplySettings, Tiers};
use crate::triage::learning::Learnt;
use crate::triage::topics::TopicFile;
use crate::triage::{LanguagesError, Triage, WeightsError};

pub use importer::Importer;
use rewriting::rewriting;

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
    playbooks: playbooks::Playbooks,
    reply_settings: ReplySettings,
    rewriting: RewriteSettings,
    /// The customers that these name.
    tiers: Tiers,
    sending: sending::Sending,
    desk: Desk,
    /// What was learnt about each brand, by its place in the profile.
    learnt: Vec<Option<Learnt>>,
    /// Whether that is to be computed anew.
    unlearnt: bool,
    library: library::Library,
    /// The team's own topics.
    topic_files: Vec<TopicFile>,
    /// Hours and private ways.
    ways: ways::Ways,
    /// What the page has shown, for the context of each post.
    conversations: Conversations,
    second: second::Second,
    /// What posts mean.
    meant: meant::Meant,
    /// Complaints and questions without an article.
    gaps: Gaps,
    looking: gaps::Looking,
    /// Where articles' addresses led, and those that are to be looked at.
    links: Links,
    due: Vec<String>,
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
            playbooks: playbooks::Playbooks::default(),
            reply_settings: ReplySettings::default(),
            rewriting: RewriteSettings::default(),
            tiers: Tiers::default(),
            sending: sending::Sending::default(),
            desk: Desk::default(),
            learnt: Vec::new(),
            unlearnt: false,
            library: library::Library::default(),
            topic_files: Vec::new(),
            ways: ways::Ways::default(),
            conversations: Conversations::default(),
            second: second::Second::default(),
            meant: meant::Meant::default(),
            gaps: Gaps::default(),
            looking: gaps::Looking::default(),
            links: Links::default(),
            due: Vec::new(),
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
        self.sending.known.forget();
        self.triage.set_languages(bytes)
    }

    /// Takes events from the log, in any order.
    pub fn restore(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            self.desk.add(event);
        }
        self.unlearnt = true;
        self.sending.known.forget();
    }

    /// Takes a stored record; `None` where the store has none.
    ///
    /// # Errors
    /// When the record cannot be read. What the engine had stays.
    pub fn load(&mut self, record: &StoredRecord, bytes: Option<&[u8]>) -> Result<(), Failure> {
        self.sending.known.forget();
        match record {
            StoredRecord::Profile => self.set_profile(json(record, bytes)?),
            StoredRecord::Templates => self.playbooks.set_team(json(record, bytes)?),
            StoredRecord::OwnTemplates => self.playbooks.add_own(json(record, bytes)?),
            StoredRecord::Meanings => {
                let bytes = bytes.unwrap_or_default();
                self.playbooks.ready.take_meanings(bytes);
            }
            StoredRecord::Rewriting => self.rewriting = json(record, bytes)?,
            StoredRecord::Replies => self.set_reply_settings(json(record, bytes)?),
            StoredRecord::Checks => self.sending.policy = json(record, bytes)?,
            StoredRecord::Sent => self.sending.sent = json(record, bytes)?,
            StoredRecord::Nicknames => self.nicknames = json(record, bytes)?,
            StoredRecord::Topics => self.set_topics(json(record, bytes)?),
            StoredRecord::Bases => self.library.bases = json(record, bytes)?,
            StoredRecord::Synonyms => {
                let text = String::from_utf8_lossy(bytes.unwrap_or_default());
                self.library.set_synonyms(text.into_owned());
            }
            StoredRecord::Ways => self.ways = ways::Ways::new(json(record, bytes)?),
            StoredRecord::Base(id) => self
                .library
                .load(id, bytes)
                .map_err(|error| damaged(record, &error))?,
            StoredRecord::Sense(id, part) => self.library.load_sense(id, *part, bytes),
            StoredRecord::Report(id) => {
                self.library.load_report(id, json(record, bytes)?);
            }
            StoredRecord::Gaps => self.gaps = json(record, bytes)?,
            StoredRecord::Links => self.links = json(record, bytes)?,
            // The importer's, and names of several.
            StoredRecord::AllSense(_)
            | StoredRecord::Known(_)
            | StoredRecord::Import
            | StoredRecord::Imported(_)
            | StoredRecord::AllImported => {}
        }
        Ok(())
    }

    /// Handles one request at the moment `now`.
    pub fn handle(&mut self, request: Request, now: Millis) -> Outcome {
        self.relearn();
        let leaves = sending::leaves(&request);
        let outcome = self.answer(request, now);
        if !leaves {
            self.sending.known.forget();
        }
        outcome
    }

    fn answer(&mut self, request: Request, now: Millis) -> Outcome {
        match request {
            Request::Observe { site, posts, shown } => {
                let mut outcome = self.observe_and_note(&site, &posts, &shown, now);
                outcome.effects.extend(self.looks_due());
                outcome.effects.extend(self.articles_due());
                outcome.effects.extend(self.playbooks_due());
                outcome
            }
            Request::Assist {
                site,
                post,
                around,
                vector,
            } => self.assist(&site, &post, &around, &vector, now),
            Request::Act { event, seen } => self.act(event, seen.as_ref()),
            Request::Lessons { brand } => self.lessons(&brand).into(),
            Request::LessonsFile { brand } => self.lessons_file(&brand).into(),
            Request::TakeLessons { brand, file, keep } => self.take_lessons(&brand, &file, keep),
            Request::Profile => self.profile_response(self.profile.clone(), false).into(),
            Request::CheckProfile { profile } => self.profile_response(profile, false).into(),
            Request::SaveProfile { profile } => self.save_profile(profile),
            Request::Nicknames => self.nicknames().into(),
            Request::DecideNickname { .. } => self.decide(request),
            Request::Templates => self.templates().into(),
            Request::CheckTemplates { templates } => self.check_templates(templates).into(),
            Request::SaveTemplates { templates } => self.save_templates(templates),
            Request::FindReplies {
                site,
                post,
                around,
                vector,
                typed,
            } => self.find_replies(&site, &post, &around, &vector, &typed, now),
            Request::ReplySettings => self.reply_settings().into(),
            Request::SaveReplySettings { settings } => self.save_reply_settings(&settings),
            Request::Rewriting => rewriting(self.rewriting.clone(), true).into(),
            Request::SaveRewriting { settings } => self.save_rewriting(&settings),
            Request::CheckReply { .. }
            | Request::ReplyReleased { .. }
            | Request::ReplySent { .. }
            | Request::Checks
            | Request::CheckChecks { .. }
            | Request::SaveChecks { .. } => self.sending_asked(request, now),
            Request::Topics => self.topics_response(self.topic_files.clone(), false).into(),
            Request::CheckTopics { topics } => self.topics_response(topics, false).into(),
            Request::SaveTopics { topics } => self.save_topics(topics),
            Request::Bases => self.bases().into(),
            Request::SaveBase { base } => self.save_base(base),
            Request::RemoveBase { id } => self.remove_base(&id),
            Request::BaseArticles { id, query } => self.base_articles(&id, &query).into(),
            Request::ImportBegin { .. }
            | Request::ImportFiles { .. }
            | Request::ImportNext
            | Request::ImportTake { .. }
            | Request::ImportCommit
            | Request::ImportCancel
            | Request::ImportHolidays { .. } => {
                failed("import.other", "Imports are not the engine's work.", "type").into()
            }
            Request::Unread { most } => {
                let playbooks = self.unread_playbooks(most);
                playbooks.unwrap_or_else(|| self.unread(most)).into()
            }
            Request::Read {
                base,
                numbers,
                vectors,
                ..
            } if base == playbooks::PLAYBOOKS => self.read_playbooks(&numbers, &vectors),
            Request::Read {
                base,
                imported,
                numbers,
                vectors,
            } => self.read(&base, imported, &numbers, &vectors),
            Request::Search {
                query,
                brand,
                post,
                vector,
            } => self.search(&query, &brand, &post, &vector).into(),
            Request::Synonyms => Self::synonyms(self.library.synonyms.clone(), true).into(),
            Request::CheckSynonyms { text } => Self::synonyms(text, false).into(),
            Request::SaveSynonyms { text } => self.save_synonyms(text),
            Request::Meant { post, text, vector } => self.meant(&post, &text, &vector, now),
            Request::Gaps => self.gaps(now).into(),
            Request::DraftArticle { gap } => self.draft_article(&gap, now).into(),
            Request::DismissGap { gap } => self.dismiss_gap(&gap, now),
            Request::LinksDue { base } => self.links_due(&base, now).into(),
            Request::LinkSeen { url, status } => self.link_seen(&url, status, now),
            Request::Ways
            | Request::CheckWays { .. }
            | Request::SaveWays { .. }
            | Request::HoursCopied { .. } => self.ways_asked(request, now),
            Request::Promises => self.promises(now).into(),
            Request::Status => self.status().into(),
            Request::Refine { look } => self.refine(look),
        }
    }

    fn status(&self) -> Response {
        self.library.needs("").unwrap_or_else(|| Response::Status {
            brands: self.profile.brands.len(),
            articles: self.library.articles(),
            handled: self.desk.handled(),
        })
    }
}

/// A record of JSON; the default where the store has none.
fn json<T: serde::de::DeserializeOwned + Default>(
    record: &StoredRecord,
    bytes: Option<&[u8]>,
) -> Result<T, Failure> {
    let value = bytes.map(serde_json::from_slice).transpose();
    let value = value.map_err(|error| damaged(record, &error.to_string()))?;
    Ok(value.unwrap_or_default())
}

fn damaged(record: &StoredRecord, message: &str) -> Failure {
    Failure {
        code: "store.damaged".into(),
        message: message.to_owned(),
        path: record.to_string(),
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
