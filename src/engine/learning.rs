//! Learning from corrections: what an act teaches, what that comes to for each brand, and lessons that come and go as
//! files.

use crate::brand::{Brand, Mention};
use crate::desk::{Act, Correction, Event, Kept, from_lines, to_lines};
use crate::engine::{Engine, Outcome, failed};
use crate::post::Post;
use crate::protocol::{Effect, Lessons, Response, Seen};
use crate::site;
use crate::text::fold::fold;
use crate::triage::learning::{Learnt, MOST_LESSONS, Taught};

/// How many corrections are listed, the newest.
const LISTED: usize = 50;

impl Engine {
    /// Computes anew what was learnt, if an event or the profile changed since.
    pub(super) fn relearn(&mut self) {
        if !std::mem::take(&mut self.unlearnt) {
            return;
        }
        let taught = self.desk.taught_brands();
        let brands = self.profile.brands.iter();
        self.learnt = brands
            .map(|brand| {
                let any = taught.contains(&fold(&brand.name));
                any.then(|| self.learnt_of(brand)).flatten()
            })
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
            let mut brands = self.profile.brands.iter();
            let brand = brands.find(|brand| brand.name == seen.brand)?;
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
    pub(super) fn lessons(&self, brand: &str) -> Response {
        let kept = self.desk.lessons(brand);
        let sound = kept.iter().filter_map(|kept| kept.act.taught());
        let sound = sound.filter(|taught| taught.lesson.is_sound()).count();
        let forgotten = self.desk.forgotten(brand);
        Response::Lessons {
            lessons: Lessons {
                count: kept.len(),
                stale: kept.len() - sound,
                beyond: sound.saturating_sub(MOST_LESSONS),
                forgotten: forgotten.map(|(at, id)| (id.to_owned(), at)),
                newest: kept
                    .iter()
                    .rev()
                    .take(LISTED)
                    .filter_map(correction)
                    .collect(),
            },
        }
    }

    /// All corrections about a brand as a file, from old to new.
    pub(super) fn lessons_file(&self, brand: &str) -> Response {
        Response::LessonsFile {
            file: to_lines(self.desk.lessons(brand).iter().filter_map(correction)),
        }
    }

    /// Takes the corrections of a file for a brand, all or none; only counts them unless they are to be kept. A file
    /// about a brand of another name is fine (it was renamed, or a like one taught): its corrections become new ones.
    pub(super) fn take_lessons(&mut self, brand: &str, file: &str, keep: bool) -> Outcome {
        let mut events = match from_lines(file) {
            Ok(events) => events,
            Err(problem) => return failed(&problem.code, &problem.message, &problem.path).into(),
        };
        let mut from = None;
        for event in &mut events {
            if let Some(Some(lesson)) = event.act.lesson_mut()
                && fold(&lesson.brand) != fold(brand)
            {
                from = Some(std::mem::replace(&mut lesson.brand, brand.to_owned()));
                // The same new id whenever it is done.
                event.id = format!("{}@{brand}", event.id);
            }
        }
        let all = events.len();
        events.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        events.dedup_by(|a, b| a.id == b.id);
        if let Some(need) = events.iter().find_map(|event| self.lacking(event)) {
            return need.into();
        }
        events.retain(|event| self.desk.act(&event.post, &event.id).is_none());
        let response = Response::Taken {
            new: events.len(),
            known: all - events.len(),
            from,
            kept: keep,
        };
        if !keep || events.is_empty() {
            return response.into();
        }
        self.unlearnt = true;
        let mut effects = Vec::with_capacity(events.len() + 1);
        for event in events {
            effects.extend(self.keep_event(event));
        }
        effects.push(Effect::Again);
        Outcome { response, effects }
    }
}

fn correction(kept: &Kept<'_>) -> Option<Correction> {
    Correction::of(&Event {
        id: kept.id.to_owned(),
        post: kept.post.clone(),
        at: kept.at,
        act: kept.act.clone(),
    })
}
