//! Nicknames that are seen near complaints: counted while posts are observed, decided by the lead.

use crate::brand::{Decision, Proposal};
use crate::engine::settings::put;
use crate::engine::{Engine, Outcome, failed};
use crate::post::Millis;
use crate::protocol::{Effect, Mark, NicknameSeen, Request, Response, StoredRecord};
use crate::site::{self, RawPost};
use crate::triage::Intent;

impl Engine {
    /// Answers for the posts, and keeps the mangled names in those that complain.
    pub(super) fn observe_and_note(
        &mut self,
        site: &str,
        posts: &[RawPost],
        shown: &[String],
        now: Millis,
    ) -> Outcome {
        let response = self.observe(site, posts, shown, now);
        let mut effects = Vec::new();
        if let Response::Marks { marks, .. } = &response
            && self.note(site, posts, marks)
        {
            effects.push(put(StoredRecord::Nicknames, &self.nicknames));
        }
        Outcome { response, effects }
    }

    /// Counts the mangled names; whether any was new to a post.
    fn note(&mut self, site: &str, posts: &[RawPost], marks: &[Mark]) -> bool {
        let Some(site) = site::find(site).filter(|_| !self.profile.brands.is_empty()) else {
            return false;
        };
        let mut changed = false;
        for raw in posts {
            // Most posts have none: this is looked at before the post is read a second time.
            let candidates = raw
                .fields
                .get("text")
                .map(|text| self.matcher.candidates(text));
            let candidates = candidates.filter(|candidates| !candidates.is_empty());
            let (Some(candidates), Some(post)) = (candidates, site.normalize(raw)) else {
                continue;
            };
            let own = self.matcher.brand_of(&post.author.handle).is_some();
            let marked = marks
                .iter()
                .find(|mark| mark.key == raw.key)
                .map(|mark| mark.intent);
            let intent = marked.unwrap_or_else(|| self.triage.judge(&post.text).intent);
            if own || post.promoted || intent != Intent::Complaint {
                continue;
            }
            for candidate in &candidates {
                if let Some(brand) = self.profile.brands.get(candidate.brand) {
                    changed |= self
                        .nicknames
                        .see(&brand.name, candidate, &post.key, &post.text);
                }
            }
        }
        changed
    }

    /// What waits for the lead, and the profile as it stands.
    pub(super) fn nicknames(&self) -> Response {
        let known = |proposal: &&Proposal| {
            let brands = &self.profile.brands;
            brands.iter().any(|brand| brand.name == proposal.brand)
        };
        let seen = self
            .nicknames
            .open()
            .filter(known)
            .map(|proposal| NicknameSeen {
                brand: proposal.brand.clone(),
                form: proposal.form.clone(),
                guise: proposal.guise,
                count: proposal.count,
                examples: proposal.examples.clone(),
            });
        Response::Nicknames {
            seen: seen.collect(),
            profile: self.profile.clone(),
        }
    }

    /// Adds a nickname to its brand, dismisses it, or takes either back.
    pub(super) fn decide(&mut self, request: Request) -> Outcome {
        let Request::DecideNickname {
            brand,
            form,
            decision,
        } = request
        else {
            return self.nicknames().into();
        };
        let before = self.nicknames.decided(&brand, &form);
        let mut profile = self.profile.clone();
        let own = profile.brands.iter_mut().find(|own| own.name == brand);
        let (Some(before), Some(own)) = (before, own) else {
            return failed(
                "nickname.unknown",
                "This nickname is no longer in the list: its brand was renamed or removed. Reload the page.",
                "form",
            )
            .into();
        };
        if decision == Decision::Added && !own.nicknames.contains(&form) {
            own.nicknames.push(form.clone());
        } else if before == Decision::Added && decision != Decision::Added {
            own.nicknames.retain(|nickname| *nickname != form);
        }
        self.nicknames.decide(&brand, &form, decision);
        let mut effects = vec![put(StoredRecord::Nicknames, &self.nicknames)];
        if profile != self.profile {
            effects.push(put(StoredRecord::Profile, &profile));
            effects.push(Effect::Again);
            self.set_profile(profile);
        }
        Outcome {
            response: self.nicknames(),
            effects,
        }
    }
}
