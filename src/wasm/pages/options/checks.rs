//! The checks before sending: which of them run, and the lead's own rules for them.

use super::kept::{self, Answer, Check, Kept, Setting};
use crate::protocol::{Failure, Request, Response};
use crate::reply::check::Policy;
use crate::reply::check::rules::{entries, jargon_text, read_jargon};
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::unexpected;

/// A list of the rules: its name in the policy, and the keys of its label and hint.
pub(super) struct List {
    pub(super) field: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
}

/// The lists, in the order of [`Rules::lists`].
pub(super) const LISTS: [List; 6] = [
    List {
        field: "orderPatterns",
        label: "checks_order_patterns",
        hint: "checks_order_patterns_hint",
    },
    List {
        field: "directLines",
        label: "checks_direct_lines",
        hint: "checks_direct_lines_hint",
    },
    List {
        field: "publicNumbers",
        label: "checks_public_numbers",
        hint: "checks_public_numbers_hint",
    },
    List {
        field: "internalHosts",
        label: "checks_internal_hosts",
        hint: "checks_internal_hosts_hint",
    },
    List {
        field: "jargon",
        label: "checks_jargon",
        hint: "checks_jargon_hint",
    },
    List {
        field: "allowed",
        label: "checks_allowed",
        hint: "checks_allowed_hint",
    },
];

/// The rules as they are typed: lists are one entry a line.
#[derive(Clone, Default)]
pub(super) struct Rules {
    pub(super) lists: [String; LISTS.len()],
    pub(super) private_way: String,
    /// Codes of checks that are off.
    pub(super) off: Vec<String>,
    /// Whether our account may write long posts.
    pub(super) long_posts: bool,
}

impl Rules {
    fn of(policy: &Policy) -> Self {
        Self {
            lists: [
                policy.order_patterns.join("\n"),
                policy.direct_lines.join("\n"),
                policy.public_numbers.join("\n"),
                policy.internal_hosts.join("\n"),
                jargon_text(&policy.jargon),
                policy.allowed.join("\n"),
            ],
            private_way: policy.private_way.clone(),
            off: policy.off.clone(),
            long_posts: policy.long_posts,
        }
    }

    fn policy(&self) -> Policy {
        let [order, direct, public, hosts, jargon, allowed] = &self.lists;
        let mut off = self.off.clone();
        off.sort_unstable();
        Policy {
            order_patterns: entries(order),
            direct_lines: entries(direct),
            public_numbers: entries(public),
            internal_hosts: entries(hosts),
            private_way: self.private_way.trim().to_owned(),
            jargon: read_jargon(jargon),
            allowed: entries(allowed),
            off,
            long_posts: self.long_posts,
        }
    }

    fn turn(&mut self, code: &str) {
        let before = self.off.len();
        self.off.retain(|off| off != code);
        if self.off.len() == before {
            self.off.push(code.to_owned());
        }
    }
}

impl Setting for Rules {
    type More = ();
    const SAVED: &'static str = "checks_saved";
    const SAVE: &'static str = "checks_save";

    fn load() -> Request {
        Request::Checks
    }

    fn check(&self) -> Check {
        let policy = self.policy();
        Check::Ask(Request::CheckChecks { policy })
    }

    fn save(&self) -> Request {
        let policy = self.policy();
        Request::SaveChecks { policy }
    }

    fn read(response: Response) -> Result<Answer<Self>, Failure> {
        match response {
            Response::Checks {
                policy,
                problems,
                saved,
            } => Ok(Answer {
                value: Self::of(&policy),
                problems,
                saved,
                more: (),
            }),
            other => unexpected(other),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.policy() == other.policy()
    }
}

#[derive(Clone)]
pub(super) enum Msg {
    List(usize, String),
    PrivateWay(String),
    Turn(&'static str),
    TurnLong,
    Kept(kept::Msg<Rules>),
}

/// The section's state.
pub(super) struct Checks {
    pub(super) kept: Kept<Rules>,
}

impl Checks {
    pub(super) fn new(to: &To<Msg>) -> Self {
        let kept = Kept::new(&to.map(Msg::Kept));
        Self { kept }
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        let to = to.map(Msg::Kept);
        match msg {
            Msg::List(at, typed) => self.kept.edit(&to, |rules| {
                if let Some(list) = rules.lists.get_mut(at) {
                    *list = typed;
                }
            }),
            Msg::PrivateWay(typed) => self.kept.edit(&to, |rules| rules.private_way = typed),
            Msg::TurnLong => self
                .kept
                .edit(&to, |rules| rules.long_posts = !rules.long_posts),
            Msg::Turn(code) => self.kept.edit(&to, |rules| rules.turn(code)),
            Msg::Kept(msg) => self.kept.update(msg, &to),
        }
    }
}
