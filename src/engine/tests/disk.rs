//! The background, as far as it keeps things.

use std::collections::BTreeMap;

use super::*;
use crate::desk::List;
use crate::protocol::{
    CaseDetail, DeskAnswer, DeskAsked, HandOver, Queue, QueueAsked, StoredRecord,
};
use crate::text::moment::date;

/// A post written at a moment.
pub(super) fn written(id: u64, author: &str, text: &str, at: Millis) -> RawPost {
    let mut raw = post(id, author, text);
    let seconds = at.div_euclid(1_000).rem_euclid(86_400);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let time = format!("{}T{hour:02}:{minute:02}:{second:02}Z", date(at));
    raw.fields.insert("time".into(), time);
    raw
}

/// The background, as far as it keeps things: the log, by post, and the records.
#[derive(Default)]
pub(super) struct Disk {
    pub(super) log: Vec<Event>,
    pub(super) records: BTreeMap<String, Vec<u8>>,
}

impl Disk {
    /// Handles a request as the background does.
    #[expect(clippy::needless_pass_by_value, reason = "it is handed over")]
    pub(super) fn ask(&mut self, engine: &mut Engine, request: Request, now: Millis) -> Response {
        let mut outcome = engine.handle(request.clone(), now);
        while let Response::Need { records } = &outcome.response {
            for record in records.clone() {
                if record == StoredRecord::AllExcerpts {
                    let names = self
                        .records
                        .keys()
                        .filter(|name| name.starts_with("excerpt:"));
                    for name in names {
                        self.load(engine, &StoredRecord::try_from(name.clone()).unwrap());
                    }
                }
                self.load(engine, &record);
            }
            outcome = engine.handle(request.clone(), now);
        }
        let mut more = false;
        for effect in outcome.effects {
            match effect {
                Effect::Append { event } => self.log.push(event),
                Effect::Put { record, bytes } => {
                    let name = record.to_string();
                    match bytes {
                        Some(bytes) => self.records.insert(name, bytes.into_vec()),
                        None => self.records.remove(&name),
                    };
                }
                Effect::Erase { posts } => self.log.retain(|event| !posts.contains(&event.post)),
                Effect::NoteCases => more = true,
                _ => {}
            }
        }
        if more {
            self.ask(engine, desk(DeskAsked::Note), now);
        }
        outcome.response
    }

    pub(super) fn load(&self, engine: &mut Engine, record: &StoredRecord) {
        let bytes = match record {
            StoredRecord::Events(post) => {
                let events: Vec<&Event> = self
                    .log
                    .iter()
                    .filter(|event| event.post == *post)
                    .collect();
                Some(serde_json::to_vec(&events).unwrap())
            }
            record => self.records.get(&record.to_string()).cloned(),
        };
        engine.load(record, bytes.as_deref()).unwrap();
    }

    /// An engine from what is kept.
    pub(super) fn wake(&self) -> Engine {
        let mut engine = engine();
        let snapshot = self.records.get("desk");
        engine
            .load(&StoredRecord::Desk, snapshot.map(Vec::as_slice))
            .unwrap();
        for (name, bytes) in &self.records {
            let record = StoredRecord::try_from(name.clone()).unwrap();
            if matches!(
                record,
                StoredRecord::Retention | StoredRecord::Salt | StoredRecord::Erased
            ) {
                engine.load(&record, Some(bytes)).unwrap();
            }
        }
        if snapshot.is_none() {
            engine.restore(self.log.clone());
        }
        engine
    }

    pub(super) fn observe(&mut self, engine: &mut Engine, posts: Vec<RawPost>, now: Millis) {
        let site = "x".into();
        let shown = vec![];
        self.ask(engine, Request::Observe { site, posts, shown }, now);
    }

    pub(super) fn act(&mut self, engine: &mut Engine, id: &str, post: &str, at: Millis, act: Act) {
        let (id, post) = (id.into(), post.into());
        let event = Event { id, post, at, act };
        let kept = self.ask(engine, Request::Act { event, seen: None }, at);
        assert!(matches!(kept, Response::Kept { .. }), "{kept:?}");
    }

    pub(super) fn queue(&mut self, engine: &mut Engine, part: QueueAsked, now: Millis) -> Queue {
        match self.ask(engine, desk(DeskAsked::Queue { part }), now) {
            Response::Desk {
                answer: DeskAnswer::Queue { queue },
            } => *queue,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn case(&mut self, engine: &mut Engine, post: &str, now: Millis) -> CaseDetail {
        match self.ask(engine, desk(DeskAsked::Case { post: post.into() }), now) {
            Response::Desk {
                answer: DeskAnswer::Case { detail },
            } => *detail,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn hand_over(&mut self, engine: &mut Engine, now: Millis) -> HandOver {
        match self.ask(engine, desk(DeskAsked::HandOver), now) {
            Response::Desk {
                answer: DeskAnswer::HandOver { page },
            } => *page,
            other => panic!("{other:?}"),
        }
    }
}

pub(super) fn desk(asked: DeskAsked) -> Request {
    Request::Desk { asked }
}

pub(super) fn list(list: List) -> QueueAsked {
    QueueAsked {
        list,
        most: 50,
        ..QueueAsked::default()
    }
}

pub(super) fn keys(queue: &Queue) -> Vec<&str> {
    queue.rows.iter().map(|row| row.case.as_str()).collect()
}
