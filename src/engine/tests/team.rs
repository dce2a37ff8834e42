//! Two agents' engines and a store between them.

mod desk;

use super::disk::written;
use super::*;
use crate::protocol::{Effect, Owner, TeamAsked, TeamEntry, TeamWork};
use crate::team::{Answer, Claim, Stage};
use std::collections::BTreeMap;

/// The team's server: values by compare-and-set.
#[derive(Default)]
struct Server {
    held: BTreeMap<String, (u64, Vec<u8>)>,
    revision: u64,
}

impl Server {
    fn put(&mut self, post: &str, bytes: &[u8], after: u64) -> Answer {
        let stands = self.held.get(post).map_or(0, |(revision, _)| *revision);
        if stands != after {
            return Answer::Refused;
        }
        self.revision += 1;
        self.held
            .insert(post.to_owned(), (self.revision, bytes.to_vec()));
        Answer::Stored(self.revision)
    }

    fn entries(&self) -> Vec<TeamEntry> {
        let held = self.held.iter();
        held.map(|(post, (revision, bytes))| TeamEntry {
            post: post.clone(),
            revision: *revision,
            bytes: serde_bytes::ByteBuf::from(bytes.clone()),
        })
        .collect()
    }
}

struct Agent {
    engine: Engine,
    /// Whether the server is reached.
    online: bool,
    /// What was told of posts that are lost.
    lost: Vec<(String, Option<String>)>,
}

fn agent(name: &str) -> Agent {
    let mut engine = engine();
    let names = ["ann", "bob"].map(|id| (id.to_owned(), format!("Example {id}")));
    ask(&mut engine, TeamAsked::Join { me: name.into() });
    ask(
        &mut engine,
        TeamAsked::Names {
            names: names.into(),
        },
    );
    marks(
        &mut engine,
        vec![
            written(1, "example_maya", COMPLAINT, NOW),
            written(2, "example_hugo", COMPLAINT, NOW),
        ],
    );
    Agent {
        engine,
        online: false,
        lost: Vec::new(),
    }
}

fn ask(engine: &mut Engine, asked: TeamAsked) -> Vec<Effect> {
    let outcome = engine.handle(Request::Team { asked }, NOW);
    assert!(
        matches!(outcome.response, Response::Team { .. }),
        "{:?}",
        outcome.response
    );
    outcome.effects
}

impl Agent {
    fn act(&mut self, server: &mut Server, id: &str, post: &str, act: Act) {
        let outcome = self.engine.handle(event(id, post, act), NOW);
        assert!(
            matches!(outcome.response, Response::Kept { .. }),
            "{:?}",
            outcome.response
        );
        self.work(server, outcome.effects);
    }

    fn online(&mut self, server: &mut Server) {
        self.online = true;
        self.hear(server);
        let effects = ask(&mut self.engine, TeamAsked::Online);
        self.work(server, effects);
    }

    fn hear(&mut self, server: &mut Server) {
        let effects = ask(
            &mut self.engine,
            TeamAsked::Heard {
                entries: server.entries(),
            },
        );
        self.work(server, effects);
    }

    /// Does what the background would.
    fn work(&mut self, server: &mut Server, effects: Vec<Effect>) {
        for effect in effects {
            let asked = match effect {
                Effect::Lost { post, to, .. } => {
                    self.lost.push((post, to));
                    continue;
                }
                Effect::Team {
                    work:
                        TeamWork::Put {
                            post,
                            op,
                            bytes,
                            after,
                        },
                } if self.online => {
                    let answer = server.put(&post, &bytes, after);
                    TeamAsked::Written {
                        post,
                        op,
                        bytes,
                        answer,
                    }
                }
                Effect::Team {
                    work: TeamWork::Read { post },
                } if self.online => match server.held.get(&post) {
                    Some((revision, bytes)) => TeamAsked::Read {
                        entry: TeamEntry {
                            post,
                            revision: *revision,
                            bytes: serde_bytes::ByteBuf::from(bytes.clone()),
                        },
                    },
                    None => TeamAsked::Absent { post },
                },
                _ => continue,
            };
            let more = ask(&mut self.engine, asked);
            self.work(server, more);
        }
    }

    fn owner(&self, post: &str) -> Option<Owner> {
        self.engine.state(post).owner
    }
}

fn both() -> (Server, Agent, Agent) {
    let mut server = Server::default();
    let (mut ann, mut bob) = (agent("ann"), agent("bob"));
    ann.online(&mut server);
    bob.online(&mut server);
    (server, ann, bob)
}

#[test]
fn a_claim_is_seen_by_a_colleague_with_the_name() {
    let (mut server, mut ann, mut bob) = both();
    ann.act(&mut server, "c1", "x:1", Act::Claimed);
    let owner = ann.owner("x:1").unwrap();
    assert!(owner.mine && owner.agreed);
    bob.hear(&mut server);
    let owner = bob.owner("x:1").unwrap();
    assert_eq!(
        (owner.mine, owner.agreed, owner.name.as_str()),
        (false, true, "Example ann")
    );
    assert_eq!(bob.owner("x:2"), None);
}

#[test]
fn of_two_who_claim_one_wins_and_the_other_is_told_whose_it_is() {
    let (mut server, mut ann, mut bob) = both();
    ann.act(&mut server, "c1", "x:1", Act::Claimed);
    // Bob has heard nothing yet.
    bob.act(&mut server, "c2", "x:1", Act::Claimed);
    assert_eq!(
        bob.lost,
        [("x:1".to_owned(), Some("Example ann".to_owned()))]
    );
    let state = bob.engine.state("x:1");
    assert_eq!(state.claimed, None, "it is no longer among his own");
    assert_eq!(state.owner.unwrap().agent, "ann");
    ann.hear(&mut server);
    assert!(ann.owner("x:1").unwrap().mine);
}

#[test]
fn without_a_connection_a_claim_is_wanted_and_never_shown_as_held() {
    let mut server = Server::default();
    let (mut ann, mut bob) = (agent("ann"), agent("bob"));
    let outcome = ann.engine.handle(event("c1", "x:1", Act::Claimed), NOW);
    let Response::Kept { state } = outcome.response else {
        panic!("{:?}", outcome.response)
    };
    let owner = state.owner.expect("the answer says it too");
    assert!(owner.mine && !owner.agreed);
    bob.online(&mut server);
    bob.act(&mut server, "c2", "x:1", Act::Claimed);
    assert!(bob.owner("x:1").unwrap().agreed);
    ann.online(&mut server);
    assert_eq!(ann.lost.len(), 1);
    assert_eq!(ann.owner("x:1").unwrap().agent, "bob");
}

#[test]
fn what_is_wanted_outlives_a_killed_background() {
    let mut server = Server::default();
    let mut ann = agent("ann");
    let outcome = ann.engine.handle(event("c1", "x:1", Act::Claimed), NOW);
    let kept = outcome.effects.iter().find_map(|effect| match effect {
        Effect::Put {
            record: StoredRecord::Team,
            bytes,
        } => bytes.clone(),
        _ => None,
    });
    let mut again = agent("ann");
    again
        .engine
        .load(&StoredRecord::Team, kept.as_deref().map(Vec::as_slice))
        .unwrap();
    again.online(&mut server);
    let (_, bytes) = &server.held["x:1"];
    let claim = Claim::from_bytes(bytes).unwrap();
    assert_eq!((claim.stage, claim.by.as_str()), (Stage::Claimed, "ann"));
}

#[test]
fn what_a_colleague_handled_is_handled_here_and_opened_again_with_him() {
    let (mut server, mut ann, mut bob) = both();
    ann.act(&mut server, "h1", "x:1", Act::Handled);
    bob.hear(&mut server);
    let state = bob.engine.state("x:1");
    assert_eq!(state.handled_by.as_deref(), Some("Example ann"));
    // Heard twice, it is one event.
    bob.hear(&mut server);
    ann.act(&mut server, "h2", "x:1", Act::Undone { event: "h1".into() });
    bob.hear(&mut server);
    assert_eq!(bob.engine.state("x:1").handled, None);
    bob.act(&mut server, "h3", "x:1", Act::Handled);
    ann.hear(&mut server);
    assert_eq!(
        ann.engine.state("x:1").handled_by.as_deref(),
        Some("Example bob")
    );
}

#[test]
fn a_claim_that_is_taken_back_is_anybodys() {
    let (mut server, mut ann, mut bob) = both();
    ann.act(&mut server, "c1", "x:1", Act::Claimed);
    ann.act(&mut server, "c2", "x:1", Act::Undone { event: "c1".into() });
    assert_eq!(ann.owner("x:1"), None);
    bob.act(&mut server, "c3", "x:1", Act::Claimed);
    assert!(bob.owner("x:1").unwrap().agreed);
}

#[test]
fn the_server_holds_ids_and_states_alone() {
    let (mut server, mut ann, _) = both();
    ann.act(&mut server, "c1", "x:1", Act::Claimed);
    ann.act(&mut server, "h1", "x:2", Act::Handled);
    for (_, bytes) in server.held.values() {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for word in ["maya", "hugo", "internet", "larkspur", "example"] {
            assert!(!text.contains(word), "{text}");
        }
    }
}

#[test]
fn without_a_team_nothing_is_to_be_done_at_a_server() {
    let mut engine = engine();
    marks(&mut engine, vec![post(1, "example_maya", COMPLAINT)]);
    let outcome = engine.handle(event("c1", "x:1", Act::Claimed), NOW);
    let team = |effect: &Effect| {
        matches!(
            effect,
            Effect::Team { .. }
                | Effect::Put {
                    record: StoredRecord::Team,
                    ..
                }
        )
    };
    assert!(!outcome.effects.iter().any(team));
    assert_eq!(engine.state("x:1").owner, None);
}

#[test]
fn what_a_colleague_handled_while_it_was_wanted_here_without_a_connection_is_handled_here_too() {
    let (mut server, mut ann, mut bob) = both();
    ann.online = false;
    ask(&mut ann.engine, TeamAsked::Offline);
    ann.act(&mut server, "c1", "x:1", Act::Claimed);
    bob.act(&mut server, "h1", "x:1", Act::Handled);
    ann.online(&mut server);
    assert_eq!(
        ann.engine.state("x:1").handled_by.as_deref(),
        Some("Example bob")
    );
}

#[test]
fn what_an_agent_handled_in_another_browser_is_handled_in_this_one() {
    let (mut server, mut ann, _) = both();
    let mut elsewhere = agent("ann");
    elsewhere.online(&mut server);
    elsewhere.act(&mut server, "h1", "x:1", Act::Handled);
    ann.hear(&mut server);
    assert!(ann.engine.state("x:1").handled.is_some());
    // What was handled here and opened again is not handled once more by what is heard late.
    ann.act(&mut server, "h2", "x:2", Act::Handled);
    let late = server.entries();
    ann.act(&mut server, "u2", "x:2", Act::Undone { event: "h2".into() });
    let effects = ask(&mut ann.engine, TeamAsked::Heard { entries: late });
    ann.work(&mut server, effects);
    assert_eq!(ann.engine.state("x:2").handled, None);
}

#[test]
fn what_is_no_claim_keeps_a_post_from_nobody_and_undoes_nothing() {
    let (mut server, mut ann, mut bob) = both();
    ann.act(&mut server, "h1", "x:2", Act::Handled);
    bob.hear(&mut server);
    for post in ["x:1", "x:2"] {
        let revision = server.held.get(post).map_or(0, |(revision, _)| *revision);
        let put = server.put(post, b"<script>alert(1)</script>", revision);
        assert!(matches!(put, Answer::Stored(_)));
    }
    bob.hear(&mut server);
    assert!(bob.engine.state("x:2").handled.is_some());
    bob.act(&mut server, "c1", "x:1", Act::Claimed);
    assert!(bob.owner("x:1").unwrap().agreed);
    // What only a newer Handrail reads is left alone.
    server.revision += 1;
    let newer = (server.revision, br#"{"v":9}"#.to_vec());
    server.held.insert("x:1".into(), newer);
    ann.hear(&mut server);
    ann.act(&mut server, "c2", "x:1", Act::Claimed);
    assert_eq!(ann.lost, [("x:1".to_owned(), None)]);
}
