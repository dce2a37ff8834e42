//! The pipeline: one request in; a response, and what the background must do before it passes the response on, out.
//!
//! The engine is pure: the moment is an argument, storage and messages are [`Effect`]s. It is rebuilt from storage at
//! any time ([`Engine::restore`], [`Engine::load`]); nothing is kept only here.

mod acts;
mod articles;
mod cases;
mod claims;
mod erase;
mod excerpts;
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
mod queue;
mod replies;
mod rewriting;
mod second;
mod sending;
mod settings;
mod setup;
mod standing;
mod store;
mod synonyms;
mod targets;
mod team;
mod thread;
mod topics;
mod ways;

use crate::brand::{Matcher, Profile, Proposals, Words};
use crate::conversation::Conversations;
use crate::desk::Desk;
use crate::knowledge::gaps::Gaps;
use crate::knowledge::links::Links;
use crate::post::Millis;
use crate::protocol::{Effect, Failure, Request, Response};
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
    managed: setup::Managed,
    team: team::Team,
    desk: Desk,
    cases: cases::Cases,
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
            managed: setup::Managed::default(),
            team: team::Team::default(),
            desk: Desk::default(),
            cases: cases::Cases::default(),
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

    /// Handles one request at the moment `now`.
    pub fn handle(&mut self, request: Request, now: Millis) -> Outcome {
        self.relearn();
        self.team.at(now);
        let leaves = sending::leaves(&request);
        let mut outcome = self.answer(request, now);
        // What has to be loaded first is answered again: nothing of it is kept yet.
        if !matches!(outcome.response, Response::Need { .. }) {
            let looks = matches!(outcome.response, Response::Marks { .. });
            let due = self.cases_due(looks.then_some(now));
            outcome.effects.extend(due);
            let wishes = self.wishes_due();
            outcome.effects.extend(wishes);
            self.snapshot_due(&mut outcome.effects);
        }
        if !leaves {
            self.sending.known.forget();
        }
        outcome
    }

    fn answer(&mut self, request: Request, now: Millis) -> Outcome {
        if let Some(locked) = self.refused_by_the_organisation(&request) {
            return locked.into();
        }
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
            Request::Desk { asked } => self.desk_asked(asked, now),
            Request::Setup { asked } => self.setup_asked(asked, now),
            Request::Team { asked } => self.team_asked(asked, now),
            Request::Promises => self.promises(now).into(),
            Request::Status => self.status().into(),
            Request::Refine { look } => self.refine(look),
        }
    }

    fn status(&self) -> Response {
        self.library.needs("").unwrap_or_else(|| Response::Status {
            brands: self.profile.brands.len(),
            articles: self.library.articles(),
            ways: self.ways.count(),
            handled: self.desk.handled(),
        })
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
