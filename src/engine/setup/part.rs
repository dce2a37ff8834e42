//! Each part of the set-up: how it comes into a file, what is wrong with it there, and how it is kept.

use crate::brand::Profile;
use crate::desk::Retention;
use crate::engine::playbooks::whole;
use crate::engine::{Engine, Outcome};
use crate::knowledge::check_synonyms;
use crate::post::Millis;
use crate::problem::Problem;
use crate::protocol::{Base, DeskAsked, Effect, Part, ProfileFile};
use crate::reply::rewrite::RewriteSettings;
use crate::reply::way::{BrandWays, check_all};
use crate::reply::{ReplySettings, TemplateFile};

impl Engine {
    /// Writes a part as it is kept.
    pub(super) fn write_part(&self, part: Part, file: &mut ProfileFile) {
        match part {
            Part::Brands => file.brands = Some(self.profile.brands.clone()),
            Part::Articles => file.articles = Some(self.library.bases.clone()),
            Part::Synonyms => file.synonyms = Some(self.library.synonyms.clone()),
            // Those that come with Handrail need no file: the next version may have better ones.
            Part::Playbooks => file.playbooks = Some(self.playbooks.team.clone()),
            Part::Customers => {
                file.customers = Some(ReplySettings {
                    sign_off: String::new(),
                    ..self.reply_settings.clone()
                });
            }
            Part::Hours => {
                let without = |brand: &BrandWays| BrandWays {
                    copied: None,
                    ..brand.clone()
                };
                file.hours = Some(self.ways.kept.iter().map(without).collect());
            }
            Part::Checks => file.checks = Some(self.sending.policy.clone()),
            Part::Rewriting => file.rewriting = Some(self.rewriting.without_key()),
            Part::Topics => file.topics = Some(self.topic_files.clone()),
            Part::Targets => file.targets = Some(self.cases.targets.clone()),
            Part::Retention => {
                file.retention = Some(crate::protocol::Days {
                    days: self.cases.retention.days,
                });
            }
        }
    }

    /// What is wrong with a part of a file; nothing where it has no such part.
    pub(super) fn problems_of(&self, file: &ProfileFile, part: Part) -> Vec<Problem> {
        match part {
            Part::Brands => file.brands.as_ref().map(|brands| profile(brands).check()),
            Part::Articles => file.articles.as_ref().map(|bases| self.check_bases(bases)),
            Part::Synonyms => file.synonyms.as_deref().map(check_synonyms),
            Part::Playbooks => file
                .playbooks
                .as_ref()
                .map(|files| self.checked(&whole(team(files))).1),
            Part::Customers => file.customers.as_ref().map(ReplySettings::check),
            Part::Hours => file.hours.as_deref().map(check_all),
            Part::Checks => file.checks.as_ref().map(crate::reply::check::Policy::check),
            Part::Rewriting => file.rewriting.as_ref().map(RewriteSettings::check),
            Part::Topics => {
                let files = file.topics.as_ref();
                files.map(|files| self.triage.check_topics(files))
            }
            Part::Targets => file.targets.as_ref().map(crate::desk::Targets::check),
            Part::Retention => file.retention.map(|keep| check_days(keep.days)),
        }
        .unwrap_or_default()
    }

    fn check_bases(&self, bases: &[Base]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (at, base) in bases.iter().enumerate() {
            let found = self.check_base(base).into_iter();
            problems.extend(found.map(|problem| Problem {
                path: format!("articles[{at}].{}", problem.path),
                ..problem
            }));
            if bases.iter().take(at).any(|other| other.id == base.id) {
                let message = "Two knowledge bases have the same id. Give one of them another.";
                let path = format!("articles[{at}].id");
                problems.push(Problem::error("base.twice", path, message));
            }
        }
        problems
    }

    /// Keeps a part of a file in which nothing is wrong.
    pub(super) fn take_part(
        &mut self,
        file: &ProfileFile,
        part: Part,
        back: bool,
        now: Millis,
    ) -> Vec<Effect> {
        let outcome = match part {
            Part::Brands => file
                .brands
                .as_ref()
                .map(|brands| self.save_profile(profile(brands))),
            Part::Articles => file
                .articles
                .as_ref()
                .map(|bases| self.take_bases(bases, back)),
            Part::Synonyms => file.synonyms.clone().map(|text| self.save_synonyms(text)),
            Part::Playbooks => file.playbooks.as_ref().map(|files| {
                let mut files = whole(team(files));
                files.extend(self.playbooks.own.iter().cloned());
                self.save_templates(files)
            }),
            Part::Customers => file.customers.clone().map(|settings| {
                let sign_off = self.reply_settings.sign_off.clone();
                self.save_reply_settings(&ReplySettings {
                    sign_off,
                    ..settings
                })
            }),
            Part::Hours => file.hours.clone().map(|ways| self.save_ways(ways, now)),
            Part::Checks => file.checks.clone().map(|policy| self.save_checks(policy)),
            Part::Rewriting => file.rewriting.as_ref().map(|settings| {
                let settings = self.with_key(settings);
                self.save_rewriting(&settings)
            }),
            Part::Topics => file.topics.clone().map(|files| self.save_topics(files)),
            Part::Targets => file
                .targets
                .clone()
                .map(|targets| self.save_targets(targets)),
            Part::Retention => file.retention.map(|keep| {
                let keep = Retention {
                    days: keep.days,
                    swept: 0,
                };
                self.kept_asked(DeskAsked::SaveRetention { keep }, now)
            }),
        };
        outcome.map(|outcome| outcome.effects).unwrap_or_default()
    }

    /// Sets up the bases of a file. Others stay with their articles; taking back, for which all are at hand, removes those
    /// that never had any.
    fn take_bases(&mut self, bases: &[Base], back: bool) -> Outcome {
        let named = |id: &str| bases.iter().any(|base| base.id == id);
        let others = self.library.bases.iter().filter(|base| {
            let empty = self.library.index(&base.id).is_none();
            !(named(&base.id) || (back && empty))
        });
        let all = bases.iter().chain(others).cloned().collect();
        self.keep_bases(all, Vec::new())
    }

    /// A key stays with the address that it is for.
    fn with_key(&self, settings: &RewriteSettings) -> RewriteSettings {
        let mut settings = settings.trimmed();
        if settings.key.is_empty() && settings.url == self.rewriting.url {
            settings.key.clone_from(&self.rewriting.key);
        }
        settings
    }
}

fn profile(brands: &[crate::brand::Brand]) -> Profile {
    Profile {
        brands: brands.to_vec(),
    }
}

/// Playbooks of a file are the team's, whoever's they were.
fn team(files: &[TemplateFile]) -> Vec<TemplateFile> {
    let files = files.iter().filter(|file| !file.is_personal());
    files.cloned().collect()
}

fn check_days(days: u16) -> Vec<Problem> {
    if days <= Retention::MOST {
        return Vec::new();
    }
    let message = "Words and names are kept for at most 365 days. Choose fewer.";
    vec![Problem::error("retention.days", "retention.days", message)]
}
