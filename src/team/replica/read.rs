//! Reading a key, where a writing was refused or nobody answered: what whoever leads the store says counts, even where it is older
//! than what is known. A store of several servers may tell of a revision that it does not have: a server that was killed and came
//! back may number the same values otherwise, and one that lost its memory knows less.

use super::{Do, Entry, Pending, Replica, Wish};
use crate::post::Millis;
use crate::team::claim::{Claim, Revision, Stage};

/// While two readings of one key are under way nobody knows which is the later one.
const UNSURE: Revision = Revision::MAX;

impl Replica {
    /// Asks what stands under a key.
    pub(super) fn ask(&mut self, key: &str) -> Do {
        let known = self.revision(key);
        self.reading
            .entry(key.to_owned())
            .and_modify(|asked| *asked = UNSURE)
            .or_insert(known);
        Do::Read {
            key: key.to_owned(),
        }
    }

    /// What was read under a key; nothing where the store holds nothing there.
    pub fn read(&mut self, key: &str, found: Option<(Revision, &[u8])>, now: Millis) -> Vec<Do> {
        let known = self.revision(key);
        // What was heard meanwhile may be the later.
        let sure = self.reading.remove(key) == Some(known);
        match found {
            Some((revision, bytes)) => {
                if sure && revision < known {
                    self.forget(key, Claim::from_bytes(bytes).ok().as_ref(), now);
                }
                self.entry(key, revision, bytes, now)
            }
            None => {
                self.tick(now);
                if sure && known > 0 {
                    self.forget(key, None, now);
                    self.entries.remove(key);
                }
                self.attempt(key, now)
            }
        }
    }

    fn revision(&self, key: &str) -> Revision {
        self.entries.get(key).map_or(0, |entry| entry.revision)
    }

    /// The store no longer has what is known: whatever it says is newer. What this agent had agreed upon there, and it no longer
    /// says, is wanted again.
    fn forget(&mut self, key: &str, now_there: Option<&Claim>, now: Millis) {
        let Some(entry) = self.entries.get(key).cloned() else {
            return;
        };
        let again = self.to_wish_again(&entry, now);
        if let Some(entry) = self.entries.get_mut(key) {
            entry.revision = 0;
        }
        if let Some((wish, op)) = again
            && now_there.is_none_or(|there| there.op != op)
        {
            self.pending.entry(key.to_owned()).or_insert(Pending {
                wish,
                op,
                after: None,
                under_way: false,
            });
        }
    }

    fn to_wish_again(&self, entry: &Entry, now: Millis) -> Option<(Wish, String)> {
        let claim = entry.claim.as_ref().filter(|claim| claim.by == self.me)?;
        let wish = match claim.stage {
            Stage::Handled => Wish::Handle,
            Stage::Claimed if !self.has_lapsed(entry, now) => Wish::Claim,
            Stage::Claimed | Stage::Open => return None,
        };
        Some((wish, claim.op.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::claim::AgentId;

    const NOW: Millis = 1_700_000_000_000;

    fn claim(stage: Stage, by: &str, op: &str) -> Vec<u8> {
        let by: AgentId = by.into();
        Claim::new(stage, &by, op, 300_000, NOW).to_bytes()
    }

    fn online() -> Replica {
        let mut ann = Replica::new("ann");
        ann.online(NOW);
        ann
    }

    fn puts(work: &[Do]) -> Vec<Revision> {
        let puts = work.iter().filter_map(|one| match one {
            Do::Put { after, .. } => Some(*after),
            _ => None,
        });
        puts.collect()
    }

    fn refused(ann: &mut Replica, op: &str) {
        let work = ann.answered("x:1", op, b"", super::super::Answer::Refused, NOW);
        assert!(matches!(work[..], [Do::Read { .. }]), "{work:?}");
    }

    #[test]
    fn a_revision_that_only_one_server_told_of_gives_way_to_what_whoever_leads_has() {
        let mut ann = online();
        ann.entry("x:1", 909, &claim(Stage::Claimed, "ann", "c1"), NOW);
        let work = ann.wish("x:1", Wish::Handle, "h1", NOW);
        assert_eq!(puts(&work), [909]);
        refused(&mut ann, "h1");
        let there = claim(Stage::Claimed, "ann", "c1");
        let work = ann.read("x:1", Some((847, &there)), NOW);
        assert_eq!(puts(&work), [847]);
    }

    #[test]
    fn what_was_heard_while_it_was_read_counts() {
        let mut ann = online();
        ann.wish("x:1", Wish::Claim, "c1", NOW);
        refused(&mut ann, "c1");
        ann.entry("x:1", 7, &claim(Stage::Claimed, "bob", "b2"), NOW);
        let before = claim(Stage::Claimed, "ann", "c1");
        ann.read("x:1", Some((5, &before)), NOW);
        assert_eq!(ann.view("x:1", NOW).by.as_deref(), Some("bob"));
        ann.read("x:1", None, NOW);
        assert_eq!(ann.view("x:1", NOW).by.as_deref(), Some("bob"));
    }

    #[test]
    fn of_two_readings_under_way_none_is_sure() {
        let mut ann = online();
        ann.entry("x:1", 9, &claim(Stage::Claimed, "bob", "b1"), NOW);
        ann.ask("x:1");
        ann.ask("x:1");
        ann.read("x:1", Some((3, &claim(Stage::Open, "bob", "b0"))), NOW);
        assert_eq!(ann.view("x:1", NOW).by.as_deref(), Some("bob"));
    }

    #[test]
    fn a_handled_mark_that_the_store_has_lost_is_written_again() {
        let mut ann = online();
        ann.entry("x:1", 9, &claim(Stage::Handled, "ann", "h1"), NOW);
        ann.ask("x:1");
        let work = ann.read("x:1", Some((3, &claim(Stage::Open, "bob", "b0"))), NOW);
        assert_eq!(puts(&work), [3]);
        let mut ann = online();
        ann.entry("x:1", 9, &claim(Stage::Handled, "ann", "h1"), NOW);
        ann.ask("x:1");
        assert_eq!(puts(&ann.read("x:1", None, NOW)), [0]);
    }
}
