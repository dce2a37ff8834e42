//! What the organisation has set up for its people (the browser's managed storage): presets, and locks.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::file;
use crate::brand::Decision;
use crate::engine::{Engine, failed};
use crate::problem::Problem;
use crate::protocol::{DeskAsked, Part, ProfileFile, Request, Response, SetupAnswer};
use crate::reply::{ReplySettings, TemplateFile};

/// What it says, as the background gives it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    /// A profile file.
    profile: Option<String>,
    /// Names of parts.
    locked: Vec<String>,
}

/// What was made of it.
#[derive(Debug, Default)]
pub(in crate::engine) struct Managed {
    locked: BTreeSet<Part>,
    preset: BTreeSet<Part>,
    problems: Vec<Problem>,
}

impl Managed {
    /// Whether nobody may change this part here.
    pub(super) fn locks(&self, part: Part) -> bool {
        self.locked.contains(&part)
    }

    pub(super) fn answer(&self) -> SetupAnswer {
        SetupAnswer::Managed {
            locked: self.locked.iter().copied().collect(),
            preset: self.preset.iter().copied().collect(),
            problems: self.problems.clone(),
        }
    }
}

impl Engine {
    /// Takes what the organisation says. All that is kept was loaded before: a preset is for what nobody has set up yet, and
    /// nothing of it is written down, so that it ends when the organisation says no more.
    pub(in crate::engine) fn take_managed(&mut self, bytes: Option<&[u8]>) {
        self.managed = Managed::default();
        let Some(bytes) = bytes else { return };
        let said: Said = match serde_json::from_slice(bytes) {
            Ok(said) => said,
            Err(error) => {
                let message = format!("The policy for Handrail cannot be read: {error}.");
                let problem = Problem::error("managed.shape", "", message);
                self.managed.problems.push(problem);
                return;
            }
        };
        let file = said.profile.as_deref().map(file::read);
        let file = match file {
            Some(Ok(file)) => file,
            Some(Err(problem)) => {
                let path = format!("profile:{}", problem.path);
                self.managed.problems.push(Problem { path, ..problem });
                ProfileFile::default()
            }
            None => ProfileFile::default(),
        };
        self.lock(&said.locked);
        self.preset(&file);
    }

    fn lock(&mut self, names: &[String]) {
        for (at, name) in names.iter().enumerate() {
            if let Some(part) = Part::ALL.iter().find(|part| part.name() == name) {
                self.managed.locked.insert(*part);
            } else {
                let all = Part::ALL.map(Part::name);
                let message = format!(
                    "“{name}” is no part that can be locked. These can: {}.",
                    all.join(", ")
                );
                let path = format!("locked[{at}]");
                self.managed
                    .problems
                    .push(Problem::error("managed.part", path, message));
            }
        }
    }

    fn preset(&mut self, file: &ProfileFile) {
        let nothing = Self::with_nothing();
        let kept = self.profile_file(&Part::ALL);
        for part in file.parts() {
            let problems = self.problems_of(file, part);
            let fatal = problems.iter().any(|problem| problem.fatal);
            self.managed
                .problems
                .extend(problems.into_iter().filter(|problem| problem.fatal));
            let untouched = file::is_same(&kept, &nothing, part);
            if fatal || !(untouched || self.managed.locks(part)) {
                continue;
            }
            // In memory alone.
            let _ = self.take_part(file, part, false, 0);
            if !self.managed.locks(part) {
                self.managed.preset.insert(part);
            }
        }
    }

    /// Why a request is not met: it would change what the organisation has locked.
    pub(in crate::engine) fn refused_by_the_organisation(
        &self,
        request: &Request,
    ) -> Option<Response> {
        let part = self.changes(request)?;
        self.managed.locks(part).then(|| {
            let message = "Your organisation has set this up for everybody, so it cannot be changed here. Ask whoever manages this browser.";
            failed("managed.locked", message, part.name())
        })
    }

    /// What a request would change.
    fn changes(&self, request: &Request) -> Option<Part> {
        Some(match request {
            Request::SaveProfile { .. }
            | Request::DecideNickname {
                decision: Decision::Added,
                ..
            } => Part::Brands,
            // An import keeps its base as it is.
            Request::SaveBase { base } if !self.library.bases.contains(base) => Part::Articles,
            Request::RemoveBase { .. } => Part::Articles,
            Request::SaveSynonyms { .. } => Part::Synonyms,
            Request::SaveTemplates { templates } if self.changes_team(templates) => Part::Playbooks,
            Request::SaveReplySettings { settings } if self.changes_customers(settings) => {
                Part::Customers
            }
            Request::SaveWays { .. } => Part::Hours,
            Request::SaveChecks { .. } => Part::Checks,
            Request::SaveRewriting { .. } => Part::Rewriting,
            Request::SaveTopics { .. } => Part::Topics,
            Request::Desk {
                asked: DeskAsked::SaveTargets { .. },
            } => Part::Targets,
            Request::Desk {
                asked: DeskAsked::SaveRetention { .. },
            } => Part::Retention,
            _ => return None,
        })
    }

    /// Whether playbooks of others than the agent would be other ones.
    fn changes_team(&self, templates: &[TemplateFile]) -> bool {
        let team = templates.iter().filter(|file| !file.is_personal());
        let (team, now) = (team.collect::<Vec<_>>(), self.playbooks.team());
        !team.is_empty() && !team.into_iter().eq(&now)
    }

    /// Whether more than the agent's sign-off would be other.
    fn changes_customers(&self, settings: &ReplySettings) -> bool {
        let mut settings = settings.trimmed();
        settings.sign_off.clone_from(&self.reply_settings.sign_off);
        settings != self.reply_settings
    }

    /// The set-up of somebody who has set up nothing.
    fn with_nothing() -> ProfileFile {
        ProfileFile {
            brands: Some(Vec::new()),
            articles: Some(Vec::new()),
            synonyms: Some(String::new()),
            playbooks: Some(Vec::new()),
            customers: Some(ReplySettings::default()),
            hours: Some(Vec::new()),
            checks: Some(crate::reply::check::Policy::default()),
            rewriting: Some(crate::reply::rewrite::RewriteSettings::default()),
            topics: Some(Vec::new()),
            targets: Some(crate::desk::Targets::default()),
            retention: Some(crate::protocol::Days {
                days: crate::desk::Retention::default().days,
            }),
            ..ProfileFile::default()
        }
    }
}
