//! What the team does with posts and articles: kept, told, and what it changes elsewhere.

use crate::desk::Event;
use crate::engine::{Engine, Outcome, failed};
use crate::protocol::{Effect, Response, Seen, State};

impl Engine {
    /// Keeps an act. One that is known already changes nothing, but is answered and told as the first time.
    pub(super) fn act(&mut self, mut event: Event, seen: Option<&Seen>) -> Outcome {
        if event.id.is_empty() || event.post.is_empty() {
            return failed(
                "act.incomplete",
                "The act names no post. Reload the page and try again.",
                "event",
            )
            .into();
        }
        let post = event.post.clone();
        event.act = event.act.bounded();
        self.teach(&mut event.act, seen);
        self.no_gap(&post, &event.act);
        let new = self.desk.add(event.clone());
        let others = self.changes_others(&event);
        self.unlearnt |= new && others;
        let state = self.state(&post);
        // Told each time: the background may have been killed after it kept the act and before any page heard of it.
        let tell = Effect::Tell {
            state: state.clone(),
        };
        let gaps = self.articles_due();
        let append = new.then_some(Effect::Append { event });
        let again = others.then_some(Effect::Again);
        let effects = append
            .into_iter()
            .chain(gaps)
            .chain([tell])
            .chain(again)
            .collect();
        Outcome {
            response: Response::Kept { state },
            effects,
        }
    }

    /// What the team did with a post.
    pub(super) fn state(&self, post: &str) -> State {
        let record = self.desk.record(post);
        State {
            post: post.to_owned(),
            handled: record.handled,
            claimed: record.claimed,
            corrected: record.corrected,
            topic: record.topic,
            not_us: record.not_us,
        }
    }
}
