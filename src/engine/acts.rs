//! What the team does with posts and articles: kept, told, and what it changes elsewhere.

use crate::desk::{Act, Event};
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
        if let Some(need) = self
            .lacking(&event)
            .or_else(|| self.lacks_to_give_back(&event))
        {
            return need.into();
        }
        let given_back = self.to_give_back(&event);
        let post = event.post.clone();
        self.belongs(&mut event);
        event.act = event.act.bounded();
        self.teach(&mut event.act, seen);
        self.no_gap(&post, &event.act);
        let others = self.changes_others(&event);
        let append = self.keep_event(event);
        let given_back = given_back.into_iter().filter(|_| append.is_some());
        let more: Vec<Effect> = given_back
            .flat_map(|event| self.keep_and_tell(event))
            .collect();
        self.unlearnt |= append.is_some() && others;
        let gaps = self.articles_due();
        // Before anybody is told: what is wanted of the team is a part of the state.
        let wishes = self.wishes_due();
        // Told each time: the background may have been killed after it kept the act and before any page heard of it.
        let tell = self.tell_case(&post);
        let again = others.then_some(Effect::Again);
        let effects = append
            .into_iter()
            .chain(more)
            .chain(gaps)
            .chain(tell)
            .chain(again)
            .chain(wishes)
            .collect();
        let state = self.state(&post);
        Outcome {
            response: Response::Kept { state },
            effects,
        }
    }

    fn keep_and_tell(&mut self, event: Event) -> Vec<Effect> {
        let post = event.post.clone();
        let append = self.keep_event(event);
        append.into_iter().chain(self.tell_case(&post)).collect()
    }

    /// What ended or took a case is shown on all of its posts, and taken back on any of them: the event belongs to one.
    fn belongs(&self, event: &mut Event) {
        if let Act::Undone { event: undone } = &event.act
            && let Some(post) = self.desk.post_of(&event.post, undone)
        {
            event.post.clone_from(post);
        }
    }

    /// Tells the pages what is known of a post, and of the others of its case.
    pub(super) fn tell_case(&self, post: &str) -> Vec<Effect> {
        let members = self.desk.case_members(post);
        let others = members.into_iter().flat_map(|(_, posts)| posts);
        let others = others.filter(|other| *other != post);
        let posts = [post].into_iter().chain(others.map(String::as_str));
        posts
            .map(|post| Effect::Tell {
                state: self.state(post),
            })
            .collect()
    }

    /// What the team did with a post.
    pub(super) fn state(&self, post: &str) -> State {
        let record = self.desk.record(post);
        let handled = record.handled.as_ref();
        let handled_by = handled.and_then(|(event, _)| self.team.whose(event));
        State {
            post: post.to_owned(),
            handled: record.handled,
            claimed: record.claimed,
            owner: self.owner(post),
            handled_by,
            corrected: record.corrected,
            topic: record.topic,
            not_us: record.not_us,
        }
    }
}
