//! A model of several agents, a store that compares and sets, and all that may go wrong between them: writings that arrive late
//! or never, answers that are lost, events that come late, clocks that differ, browsers that are closed.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::post::Millis;
use crate::team::claim::{Claim, Revision, Stage};
use crate::team::replica::{Answer, Do, Replica, Wish};

mod step;

use step::{Step, step};

const AGENTS: usize = 3;
const KEYS: usize = 2;

#[derive(Clone, Debug)]
struct Put {
    agent: usize,
    key: String,
    op: String,
    bytes: Vec<u8>,
    after: Revision,
    /// Whether the agent still waits for an answer.
    awaited: bool,
    /// Of which life of the browser.
    life: u32,
}

#[derive(Clone, Debug)]
struct Back {
    put: Put,
    answer: Answer,
}

struct Agent {
    replica: Replica,
    /// How much its clock is ahead.
    ahead: Millis,
    /// How many changes it has heard.
    heard: usize,
    online: bool,
    life: u32,
}

/// What the store holds under a key.
type Held = Option<(Revision, Vec<u8>)>;

struct World {
    agents: Vec<Agent>,
    now: Millis,
    seq: Revision,
    /// By key: the revision, what, and when it was stored.
    store: BTreeMap<String, (Revision, Vec<u8>, Millis)>,
    log: Vec<(String, Revision, Vec<u8>)>,
    puts: Vec<Put>,
    backs: Vec<Back>,
    /// Which agent reads, in which life, what, and what the store said, once it was asked.
    reads: Vec<(usize, u32, String, Option<Held>)>,
    ops: u32,
    /// Which wish each writing is for.
    wishes: BTreeMap<String, Wish>,
    /// Whose claim somebody else has knowingly ended, by saying that the post is handled or by taking it over; they hear of it
    /// with this change.
    ended: BTreeMap<(String, usize), usize>,
}

impl World {
    fn new(ahead: [Millis; AGENTS]) -> Self {
        let agents = ahead.into_iter().enumerate();
        let agents = agents.map(|(at, ahead)| Agent {
            replica: Replica::new(&format!("agent{at}")),
            ahead,
            heard: 0,
            online: false,
            life: 0,
        });
        let mut world = Self {
            agents: agents.collect(),
            now: 1_700_000_000_000,
            seq: 0,
            store: BTreeMap::new(),
            log: Vec::new(),
            puts: Vec::new(),
            backs: Vec::new(),
            reads: Vec::new(),
            ops: 0,
            wishes: BTreeMap::new(),
            ended: BTreeMap::new(),
        };
        for agent in 0..AGENTS {
            world.online(agent);
        }
        world
    }

    fn told(&mut self, at: usize, tell: impl FnOnce(&mut Replica, Millis) -> Vec<Do>) {
        let agent = &mut self.agents[at];
        let work = tell(&mut agent.replica, self.now + agent.ahead);
        let life = agent.life;
        for one in work {
            match one {
                Do::Put {
                    key,
                    op,
                    bytes,
                    after,
                } => self.puts.push(Put {
                    agent: at,
                    key,
                    op,
                    bytes,
                    after,
                    awaited: true,
                    life,
                }),
                Do::Read { key } => self.reads.push((at, life, key, None)),
                Do::Show { .. } | Do::Lost { .. } => {}
            }
        }
    }

    fn online(&mut self, at: usize) {
        let all: Vec<_> = self
            .store
            .iter()
            .map(|(key, (revision, bytes, _))| (key.clone(), *revision, bytes.clone()))
            .collect();
        self.agents[at].heard = self.log.len();
        self.agents[at].online = true;
        for (key, revision, bytes) in all {
            self.told(at, |replica, now| {
                replica.entry(&key, revision, &bytes, now)
            });
        }
        self.told(at, Replica::online);
    }

    fn offline(&mut self, at: usize) {
        self.agents[at].online = false;
        self.agents[at].replica.offline();
        self.backs.retain(|back| back.put.agent != at);
        self.reads.retain(|(agent, ..)| *agent != at);
        for put in self.puts.iter_mut().filter(|put| put.agent == at) {
            put.awaited = false;
        }
    }

    /// The store compares and sets; what may be written over what is checked here.
    fn arrive(&mut self, put: Put) {
        let before = self.store.get(&put.key);
        let revision = before.map_or(0, |(revision, ..)| *revision);
        if revision != put.after {
            if put.awaited {
                self.backs.push(Back {
                    put,
                    answer: Answer::Refused,
                });
            }
            return;
        }
        let new = Claim::from_bytes(&put.bytes).expect("a claim is written");
        if let Some((_, old, stored)) = before {
            let old = Claim::from_bytes(old).expect("a claim was written");
            let wish = self.wishes.get(&put.op);
            if old.stage == Stage::Handled {
                assert_eq!(wish, Some(&Wish::Reopen), "a handled mark was lost");
            }
            if old.stage == Stage::Claimed && new.stage == Stage::Claimed && old.by != new.by {
                assert!(
                    new.over.is_some() || self.now - stored >= old.lease,
                    "a claim was taken over while it held"
                );
            }
            let ends = new.stage == Stage::Handled || new.over.is_some();
            if old.stage == Stage::Claimed && ends && old.by != new.by {
                let owner = old
                    .by
                    .trim_start_matches("agent")
                    .parse()
                    .expect("an agent");
                let change = self.log.len() + 1;
                self.ended.insert((put.key.clone(), owner), change);
            }
            if old.stage == Stage::Claimed && new.stage == Stage::Open {
                assert_eq!(old.by, new.by, "somebody else's claim was released");
            }
        }
        self.seq += 1;
        self.log
            .push((put.key.clone(), self.seq, put.bytes.clone()));
        self.store
            .insert(put.key.clone(), (self.seq, put.bytes.clone(), self.now));
        let answer = Answer::Stored(self.seq);
        if put.awaited {
            self.backs.push(Back { put, answer });
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Wish(at, key, wish) => {
                self.ops += 1;
                let op = format!("op{}", self.ops);
                self.wishes.insert(op.clone(), wish);
                self.told(at, |replica, now| {
                    replica.wish(&format!("x:{key}"), wish, &op, now)
                });
            }
            Step::Arrive(choice) if !self.puts.is_empty() => {
                let put = self.puts.remove(choice % self.puts.len());
                self.arrive(put);
            }
            Step::Vanish(choice) if !self.puts.is_empty() => {
                let put = self.puts.remove(choice % self.puts.len());
                self.silence(&put);
            }
            Step::Answered(choice) if !self.backs.is_empty() => {
                let Back { put, answer } = self.backs.remove(choice % self.backs.len());
                if put.life == self.agents[put.agent].life {
                    self.told(put.agent, |replica, now| {
                        replica.answered(&put.key, &put.op, &put.bytes, answer, now)
                    });
                }
            }
            Step::Silence(choice) => {
                if !self.backs.is_empty() && choice % 2 == 0 {
                    let back = self.backs.remove(choice % self.backs.len());
                    self.silence(&back.put);
                } else if !self.puts.is_empty() {
                    let at = choice % self.puts.len();
                    let put = self.puts[at].clone();
                    self.puts[at].awaited = false;
                    self.silence(&put);
                }
            }
            Step::Read(choice) if !self.reads.is_empty() => {
                // First the store looks, and later the agent is told of it.
                let choice = choice % self.reads.len();
                let (at, life, key, found) = self.reads[choice].clone();
                let Some(found) = found else {
                    self.reads[choice].3 = Some(self.held(&key));
                    return;
                };
                self.reads.remove(choice);
                if life == self.agents[at].life {
                    let found = found.as_ref();
                    self.told(at, |replica, now| {
                        let found = found.map(|(revision, bytes)| (*revision, bytes.as_slice()));
                        replica.read(&key, found, now)
                    });
                }
            }
            Step::Hear(at) => self.hear(at),
            Step::Offline(at) => self.offline(at),
            Step::Online(at) if !self.agents[at].online => self.online(at),
            Step::Restart(at) => {
                self.offline(at);
                self.agents[at].replica = Replica::restored(self.agents[at].replica.kept());
                self.agents[at].life += 1;
                self.online(at);
            }
            Step::Renew(at) => self.told(at, Replica::renew),
            Step::Wait(time) => self.now += time,
            _ => {}
        }
        self.check();
    }

    fn silence(&mut self, put: &Put) {
        if put.awaited && put.life == self.agents[put.agent].life && self.agents[put.agent].online {
            self.told(put.agent, |replica, now| {
                replica.answered(&put.key, &put.op, &put.bytes, Answer::Silent, now)
            });
        }
    }

    fn held(&self, key: &str) -> Held {
        let held = self.store.get(key);
        held.map(|(revision, bytes, _)| (*revision, bytes.clone()))
    }

    fn hear(&mut self, at: usize) {
        if !self.agents[at].online {
            return;
        }
        if let Some((key, revision, bytes)) = self.log.get(self.agents[at].heard).cloned() {
            self.agents[at].heard += 1;
            self.told(at, |replica, now| {
                replica.entry(&key, revision, &bytes, now)
            });
        }
    }

    /// No post is two agents', but for one whose claim was knowingly ended.
    fn check(&mut self) {
        for key in 0..KEYS {
            let key = format!("x:{key}");
            let owners = self
                .agents
                .iter()
                .enumerate()
                .filter(|(_, agent)| agent.replica.is_mine(&key, self.now + agent.ahead));
            let owners: BTreeSet<usize> = owners.map(|(at, _)| at).collect();
            self.ended
                .retain(|(_, owner), change| self.agents[*owner].heard < *change);
            let owners: Vec<usize> = owners
                .into_iter()
                .filter(|owner| !self.ended.contains_key(&(key.clone(), *owner)))
                .collect();
            assert!(owners.len() < 2, "{key} is of {owners:?}");
        }
    }

    /// Everything works again, and what is on its way arrives.
    fn heal(&mut self) {
        for at in 0..AGENTS {
            if !self.agents[at].online {
                self.online(at);
            }
        }
        for _ in 0..1_000 {
            let busy = !self.puts.is_empty() || !self.backs.is_empty() || !self.reads.is_empty();
            let behind = self.agents.iter().any(|agent| agent.heard < self.log.len());
            if !busy && !behind {
                return;
            }
            self.step(Step::Arrive(0));
            self.step(Step::Answered(0));
            self.step(Step::Read(0));
            for at in 0..AGENTS {
                self.step(Step::Hear(at));
            }
        }
        panic!("it never comes to rest");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    /// Whatever goes wrong: no post is two agents' at once, no claim is taken over while it holds, no handled mark is lost;
    /// and when all works again everybody knows the same and nothing is left open.
    #[test]
    fn agents_agree(steps in prop::collection::vec(step(), 1..160), ahead in prop::array::uniform3(-600_000..600_000_i64)) {
        let mut world = World::new(ahead);
        for step in steps {
            world.step(step);
        }
        world.heal();
        for key in 0..KEYS {
            let key = format!("x:{key}");
            let views: Vec<_> = world.agents.iter().map(|agent| agent.replica.view(&key, world.now + agent.ahead)).collect();
            prop_assert!(views.iter().all(|view| view.wanted.is_none()), "{views:?}");
            let stands = world.store.get(&key).map(|(_, bytes, _)| Claim::from_bytes(bytes).expect("a claim"));
            let handled = stands.is_some_and(|claim| claim.stage == Stage::Handled);
            for view in &views {
                prop_assert_eq!(view.stage == Stage::Handled, handled, "{:?}", views);
            }
        }
    }

    /// An agent's word that a post is handled stands in the end, unless somebody opens it again.
    #[test]
    fn handled_comes_to_stand(steps in prop::collection::vec(step(), 1..120), at in 0..AGENTS) {
        let mut world = World::new([0; AGENTS]);
        let without = |step: &Step| !matches!(step, Step::Wish(_, _, Wish::Reopen));
        let mine = |step: &Step| !matches!(step, Step::Wish(agent, _, _) if *agent == at);
        world.step(Step::Wish(at, 0, Wish::Handle));
        for step in steps.into_iter().filter(without).filter(mine) {
            world.step(step);
        }
        world.heal();
        for agent in &world.agents {
            prop_assert_eq!(agent.replica.view("x:0", world.now + agent.ahead).stage, Stage::Handled);
        }
    }
}
