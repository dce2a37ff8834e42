//! Learning from corrections: what an act teaches, what that comes to for each brand, and lessons that come and go as
//! files.

use crate::brand::{Brand, Mention};
use crate::desk::{Act, Event, is_correction};
use crate::engine::{Engine, Outcome, failed};
use crate::post::Post;
use crate::protocol::{Effect, Lessons, Response, Seen};
use crate::site;
use crate::text::fold::fold;
use crate::triage::learning::{Learnt, MOST_LESSONS, Taught};

/// How many corrections are listed unasked, the newest.
const LISTED: usize = 50;

impl Engine {
    /// Computes anew what was learnt, if an event or the profile changed since.
    pub(super) fn relearn(&mut self) {
        if !std::mem::take(&mut self.unlearnt) {
            return;
        }
        self.learnt = self
            .profile
            .brands
            .iter()
            .map(|brand| self.learnt_of(brand))
            .collect();
    }

    fn learnt_of(&self, brand: &Brand) -> Option<Learnt> {
        let kept = self.desk.lessons(&brand.name);
        let taught: Vec<Taught<'_>> = kept.iter().filter_map(|kept| kept.act.taught()).collect();
        let terms = [&brand.names, &brand.nicknames].into_iter().flatten();
        let names = terms.chain([&brand.name]).map(String::as_str);
        Some(Learnt::new(names, &taught)).filter(|learnt| !learnt.is_empty())
    }

    /// What was learnt about the brand of that index.
    pub(super) fn learnt(&self, brand: usize) -> Option<&Learnt> {
        self.learnt.get(brand)?.as_ref()
    }

    /// Whether a mention still means the brand, after what was said of this post and learnt from others. An account
    /// that is addressed is always meant.
    pub(super) fn is_meant(&self, mention: &Mention, post: &Post) -> bool {
        let learnt = self.learnt(mention.brand).filter(|_| mention.by.is_name());
        learnt.is_none_or(|learnt| self.triage.is_us(&post.text, learnt))
    }

    /// Adds to a correction what can be learnt from the post that it is about.
    pub(super) fn teach(&self, act: &mut Act, seen: Option<&Seen>) {
        let Some(slot) = act.lesson_mut() else { return };
        *slot = seen.and_then(|seen| {
            let post = site::find(&seen.site)?.normalize(&seen.post)?;
            let mention = self.matcher.find(&post.text, &post.replying_to)?;
            let brand = self.profile.brands.get(mention.brand)?;
            Some(self.triage.lesson(&brand.name, &post.text))
        });
    }

    /// Whether the verdicts on other posts may change by this act.
    pub(super) fn changes_others(&self, event: &Event) -> bool {
        match &event.act {
            Act::Undone { event: undone } => self.desk.teaches(&event.post, undone),
            Act::Forgotten { .. } => true,
            act => act.taught().is_some(),
        }
    }

    /// The corrections that were made about a brand, the newest first.
    pub(super) fn lessons(&self, brand: &str, all: bool) -> Response {
        let kept = self.desk.lessons(brand);
        let sound = kept.iter().filter(|kept| {
            let taught = kept.act.taught();
            taught.is_some_and(|taught| taught.lesson.is_sound())
        });
        let sound = sound.count();
        let most = if all { usize::MAX } else { LISTED };
        let events = kept.iter().rev().take(most).map(|kept| Event {
            id: kept.id.to_owned(),
            post: kept.post.clone(),
            at: kept.at,
            act: kept.act.clone(),
        });
        Response::Lessons {
            lessons: Lessons {
                count: kept.len(),
                stale: kept.len() - sound,
                beyond: sound.saturating_sub(MOST_LESSONS),
                forgotten: self
                    .desk
                    .forgotten(brand)
                    .map(|(at, id)| (id.to_owned(), at)),
                events: events.collect(),
            },
        }
    }

    /// Takes corrections from elsewhere, all or none; only counts them unless they are to be kept.
    pub(super) fn take_lessons(&mut self, brand: &str, events: Vec<Event>, keep: bool) -> Outcome {
        let brand = fold(brand);
        let fits = |event: &Event| {
            let taught = event.act.taught().filter(|_| is_correction(event));
            taught.is_some_and(|taught| fold(&taught.lesson.brand) == brand)
        };
        if !events.iter().all(fits) {
            let message = "These are not corrections that this version of Handrail can learn from. Nothing was changed. Export them again.";
            return failed("learn.line", message, "events").into();
        }
        let all = events.len();
        let mut ids = std::collections::HashSet::new();
        let new: Vec<Event> = events
            .into_iter()
            .filter(|event| !self.desk.has(&event.id) && ids.insert(event.id.clone()))
            .collect();
        let response = Response::Taken {
            new: new.len(),
            known: all - new.len(),
            kept: keep,
        };
        if !keep || new.is_empty() {
            return response.into();
        }
        let mut effects: Vec<Effect> = Vec::with_capacity(new.len() + 1);
        for event in new {
            self.desk.add(event.clone());
            effects.push(Effect::Append { event });
        }
        self.unlearnt = true;
        effects.push(Effect::Again);
        Outcome { response, effects }
    }
}
