//! What the events say of playbooks: for how many posts each was used, and which of its wordings was read last.
//!
//! ```
//! use handrail::desk::{Act, Desk, Event};
//! let mut desk = Desk::default();
//! let used = |wording| Act::Used { playbook: "refund.md".into(), wording };
//! desk.add(Event { id: "b".into(), post: "x:2".into(), at: 6, act: used(1) });
//! desk.add(Event { id: "a".into(), post: "x:1".into(), at: 5, act: used(0) });
//! assert_eq!(desk.playbooks_used(), [("refund.md".into(), 2)]);
//! assert_eq!(desk.wordings_used(), [("refund.md".into(), 1)]);
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::desk::record::{Events, standing};
use crate::desk::{Act, Desk};
use crate::post::{Millis, PostKey};

/// The playbooks that events name, kept up with every event.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Playbooks(BTreeMap<String, Of>);

/// What is known of one playbook.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Of {
    /// Uses by post.
    posts: BTreeMap<PostKey, usize>,
    /// Wordings by moment and event.
    wordings: BTreeMap<(Millis, String), usize>,
}

/// One use of a playbook: its path, the moment and the event, the wording.
pub(super) type Use = (String, (Millis, String), usize);

/// The uses of playbooks that the events of a post say, as far as they stand.
pub(super) fn uses(events: &Events) -> Vec<Use> {
    // Most posts have none, and need no look at what was taken back.
    if !events.values().any(|act| matches!(act, Act::Used { .. })) {
        return Vec::new();
    }
    let used = standing(events).filter_map(|(moment, act)| match act {
        Act::Used { playbook, wording } => Some((playbook.clone(), moment.clone(), *wording)),
        _ => None,
    });
    used.collect()
}

impl Playbooks {
    /// One post says something else than before.
    pub(super) fn change(&mut self, post: &PostKey, before: &[Use], after: &[Use]) {
        for (path, moment, _) in before.iter().filter(|used| !after.contains(used)) {
            let Some(of) = self.0.get_mut(path) else {
                continue;
            };
            of.wordings.remove(moment);
            if let Some(uses) = of.posts.get_mut(post) {
                *uses -= 1;
            }
            of.posts.retain(|_, uses| *uses > 0);
        }
        for (path, moment, wording) in after.iter().filter(|used| !before.contains(used)) {
            let of = self.0.entry(path.clone()).or_default();
            of.wordings.insert(moment.clone(), *wording);
            *of.posts.entry(post.clone()).or_default() += 1;
        }
    }
}

impl Desk {
    /// For each playbook's path for how many posts it was used, in the order of the paths.
    #[must_use]
    pub fn playbooks_used(&self) -> Vec<(String, usize)> {
        let counts = self.playbooks.0.iter();
        let counts = counts.map(|(path, of)| (path.clone(), of.posts.len()));
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// For each playbook's path the wording that was used last.
    #[must_use]
    pub fn wordings_used(&self) -> Vec<(String, usize)> {
        let last = self.playbooks.0.iter().filter_map(|(path, of)| {
            let (_, wording) = of.wordings.last_key_value()?;
            Some((path.clone(), *wording))
        });
        last.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Event;

    #[test]
    fn posts_are_counted_and_what_is_taken_back_is_not() {
        let mut desk = Desk::default();
        let used = |wording| Act::Used {
            playbook: "a.md".into(),
            wording,
        };
        let undone = Act::Undone { event: "c".into() };
        for (id, post, at, act) in [
            ("a", "x:1", 1, used(0)),
            ("b", "x:1", 2, used(1)),
            ("d", "x:2", 4, undone),
            ("c", "x:2", 3, used(2)),
        ] {
            desk.add(Event {
                id: id.into(),
                post: post.into(),
                at,
                act,
            });
        }
        assert_eq!(desk.playbooks_used(), [("a.md".into(), 1)]);
        assert_eq!(desk.wordings_used(), [("a.md".into(), 1)]);
    }
}
