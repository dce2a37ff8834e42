//! What the desk shows of a team.

use super::*;
use crate::desk::{List, SHIFT};
use crate::protocol::{CaseDetail, DeskAnswer, DeskAsked, Queue, QueueAsked};
use crate::team::Over;

impl Agent {
    fn desk(&mut self, asked: DeskAsked) -> DeskAnswer {
        match self.engine.handle(Request::Desk { asked }, NOW).response {
            Response::Desk { answer } => answer,
            other => panic!("{other:?}"),
        }
    }

    fn queue(&mut self, list: List) -> Queue {
        let part = QueueAsked {
            list,
            most: 10,
            ..QueueAsked::default()
        };
        match self.desk(DeskAsked::Queue { part }) {
            DeskAnswer::Queue { queue } => *queue,
            other => panic!("{other:?}"),
        }
    }

    fn posts(&mut self, list: List) -> Vec<String> {
        let rows = self.queue(list).rows.into_iter();
        rows.map(|row| row.post).collect()
    }

    fn detail(&mut self, post: &str) -> CaseDetail {
        match self.desk(DeskAsked::Case { post: post.into() }) {
            DeskAnswer::Case { detail } => *detail,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_a_colleague_sees_to_is_on_a_list_of_its_own_with_the_name_and_not_on_next() {
    let (mut server, mut ann, mut bob) = both();
    ann.act(&mut server, "c1", "x:1", Act::Claimed);
    bob.hear(&mut server);
    assert_eq!(bob.posts(List::Next), ["x:2"]);
    assert_eq!(bob.posts(List::Colleagues), ["x:1"]);
    let owner = bob.queue(List::Colleagues).rows[0].owner.clone().unwrap();
    assert_eq!((owner.name.as_str(), owner.at), ("Example ann", NOW));
    assert_eq!(ann.posts(List::Mine), ["x:1"]);
    assert_eq!(
        ann.posts(List::Next).len(),
        2,
        "her own is still to be done"
    );
    assert!(ann.posts(List::Colleagues).is_empty());
    let lists = bob.queue(List::Next).lists;
    let counts: Vec<usize> = lists.iter().map(|count| count.cases).collect();
    assert_eq!(counts, [1, 0, 1, 0, 0, 0, 0]);
}

#[test]
fn without_a_team_there_is_no_list_of_colleagues() {
    let mut server = Server::default();
    let mut ann = agent("ann");
    ann.online(&mut server);
    let lists = |agent: &mut Agent| {
        let lists = agent.queue(List::Next).lists.into_iter();
        lists.map(|count| count.list).collect::<Vec<List>>()
    };
    assert!(lists(&mut ann).contains(&List::Colleagues));
    ask(&mut ann.engine, TeamAsked::Leave);
    assert!(!lists(&mut ann).contains(&List::Colleagues));
}

#[test]
fn a_claim_that_nobody_has_agreed_to_is_said_to_be_so() {
    let mut ann = agent("ann");
    let mut server = Server::default();
    ann.act(&mut server, "c1", "x:1", Act::Claimed);
    let owner = ann.queue(List::Mine).rows[0].owner.clone().unwrap();
    assert!(owner.mine && !owner.agreed);
}

#[test]
fn what_is_taken_over_is_the_takers_and_the_other_is_told_why() {
    let (mut server, mut ann, mut bob) = both();
    ann.act(&mut server, "c1", "x:1", Act::Claimed);
    bob.hear(&mut server);
    let why = Over::Away;
    bob.act(&mut server, "c2", "x:1", Act::TakenOver { why });
    assert!(bob.owner("x:1").unwrap().agreed);
    let (_, bytes) = &server.held["x:1"];
    assert_eq!(Claim::from_bytes(bytes).unwrap().over, Some(why));
    let entries = server.entries();
    let effects = ask(&mut ann.engine, TeamAsked::Heard { entries });
    let told = effects.iter().find_map(|effect| match effect {
        Effect::Lost { to, over, .. } => Some((to.as_deref(), *over)),
        _ => None,
    });
    assert_eq!(told, Some((Some("Example bob"), Some(why))));
    assert_eq!(ann.posts(List::Mine), [""; 0]);
    assert_eq!(ann.posts(List::Colleagues), ["x:1"]);
    // What was free was not taken from anybody.
    bob.act(&mut server, "c3", "x:2", Act::TakenOver { why });
    let (_, bytes) = &server.held["x:2"];
    assert_eq!(Claim::from_bytes(bytes).unwrap().over, None);
}

#[test]
fn at_the_end_of_a_shift_what_was_taken_is_anybodys_again() {
    let (mut server, mut ann, mut bob) = both();
    ann.act(&mut server, "c1", "x:1", Act::Claimed);
    ann.act(&mut server, "c2", "x:2", Act::Claimed);
    ann.act(&mut server, "h2", "x:2", Act::Handled);
    ann.act(&mut server, "s1", SHIFT, Act::Shift { begins: false });
    assert!(ann.posts(List::Mine).is_empty());
    bob.hear(&mut server);
    assert_eq!(bob.posts(List::Next), ["x:1"]);
    bob.act(&mut server, "c3", "x:1", Act::Claimed);
    assert!(bob.owner("x:1").unwrap().agreed);
    assert!(
        bob.engine.state("x:2").handled.is_some(),
        "what is done stays"
    );
}

#[test]
fn the_history_of_a_case_says_which_colleague_did_what() {
    let (mut server, mut ann, mut bob) = both();
    ann.act(&mut server, "h1", "x:1", Act::Handled);
    bob.hear(&mut server);
    let detail = bob.detail("x:1");
    assert_eq!(
        detail.colleagues,
        [("ann".to_owned(), "Example ann".to_owned())]
    );
}
