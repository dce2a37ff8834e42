//! The end of a shift, in a team: what the agent took and has not done is anybody's again.

use crate::desk::{Act, Event};
use crate::engine::Engine;
use crate::post::PostKey;
use crate::protocol::Response;

impl Engine {
    /// Whether the event ends a shift whose cases colleagues go on with.
    fn gives_back(&self, event: &Event) -> bool {
        self.has_team() && event.act == Act::Shift { begins: false }
    }

    /// The open cases that are taken here: a post of each that was, and the event.
    fn taken(&self) -> Vec<(PostKey, String)> {
        let open = self.desk.open_cases();
        open.filter_map(|(case, known)| Some((case.clone(), known.claimed.as_ref()?.0.clone())))
            .collect()
    }

    /// The events that must be at hand before what is taken can be given back.
    pub(in crate::engine) fn lacks_to_give_back(&self, event: &Event) -> Option<Response> {
        if !self.gives_back(event) {
            return None;
        }
        let taken = self.taken();
        self.lacks_of(taken.iter().map(|(case, _)| case))
    }

    /// What gives back all that is taken, where the event ends a shift. The names follow from the event's, so that it is
    /// done once however often the event is sent.
    pub(in crate::engine) fn to_give_back(&self, event: &Event) -> Vec<Event> {
        if !self.gives_back(event) {
            return Vec::new();
        }
        let taken = self.taken().into_iter().enumerate();
        taken
            .map(|(nth, (case, claim))| Event {
                id: format!("{}-back-{nth}", event.id),
                post: self.desk.post_of(&case, &claim).unwrap_or(&case).clone(),
                at: event.at,
                act: Act::Undone { event: claim },
            })
            .collect()
    }
}
