//! How soon customers are to hear: for every case, or for a brand, a topic, an urgency.

use super::kept::{self, Answer, Check, Kept, Setting};
use super::topics;
use crate::brand::Profile;
use crate::desk::{Target, TargetRule, Targets as Kinds, read_time, time_text};
use crate::protocol::{DeskAnswer, DeskAsked, Failure, Request, Response};
use crate::wasm::pages::app::{To, focus};
use crate::wasm::pages::chrome::{ask, unexpected};
use crate::wasm::pages::words;

/// A target as it is typed.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Row {
    pub(super) brand: String,
    pub(super) topic: String,
    /// Empty for any.
    pub(super) urgency: String,
    /// Until the first reply, a later one, the end.
    pub(super) times: [String; 3],
}

impl Row {
    fn of(rule: &TargetRule) -> Self {
        let Target {
            first,
            next,
            resolution,
        } = rule.target;
        Self {
            brand: rule.brand.clone(),
            topic: rule.topic.clone(),
            urgency: rule
                .urgency
                .map(|urgency| urgency.to_string())
                .unwrap_or_default(),
            times: [first, next, resolution].map(time_text),
        }
    }

    /// What is no time becomes none, which the engine refuses by name.
    fn rule(&self) -> TargetRule {
        let [first, next, resolution] = [0, 1, 2].map(|at: usize| {
            let typed = self.times.get(at).map(String::as_str);
            typed.and_then(read_time).unwrap_or_default()
        });
        TargetRule {
            brand: self.brand.clone(),
            topic: self.topic.clone(),
            urgency: self.urgency.parse().ok(),
            target: Target {
                first,
                next,
                resolution,
            },
        }
    }
}

/// All targets as they are typed.
#[derive(Clone, Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    pub(super) warn: String,
    pub(super) red: String,
}

impl Rows {
    fn of(targets: &Kinds) -> Self {
        Self {
            rows: targets.rules.iter().map(Row::of).collect(),
            warn: targets.warn.to_string(),
            red: time_text(targets.red),
        }
    }

    fn targets(&self) -> Kinds {
        Kinds {
            rules: self.rows.iter().map(Row::rule).collect(),
            warn: self.warn.trim().parse().unwrap_or_default(),
            red: read_time(&self.red).unwrap_or_default(),
        }
    }
}

impl Setting for Rows {
    type More = ();
    const SAVED: &'static str = "targets_saved";
    const SAVE: &'static str = "targets_save";

    fn load() -> Request {
        Request::Desk {
            asked: DeskAsked::Targets,
        }
    }

    fn check(&self) -> Check {
        let targets = self.targets();
        Check::Ask(Request::Desk {
            asked: DeskAsked::CheckTargets { targets },
        })
    }

    fn save(&self) -> Request {
        let targets = self.targets();
        Request::Desk {
            asked: DeskAsked::SaveTargets { targets },
        }
    }

    fn read(response: Response) -> Result<Answer<Self>, Failure> {
        match response {
            Response::Desk {
                answer:
                    DeskAnswer::Targets {
                        targets,
                        problems,
                        saved,
                    },
            } => Ok(Answer {
                value: Self::of(&targets),
                problems,
                saved,
                more: (),
            }),
            other => unexpected(other),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.targets() == other.targets()
    }
}

/// A field of a target.
#[derive(Clone, Copy)]
pub(super) enum Field {
    Brand,
    Topic,
    Urgency,
    Time(usize),
}

#[derive(Clone)]
pub(super) enum Msg {
    Topics(Vec<(String, String)>),
    Row(usize, Field, String),
    Warn(String),
    Red(String),
    Add,
    Remove(usize),
    Kept(kept::Msg<Rows>),
}

/// The section's state.
pub(super) struct Targets {
    pub(super) kept: Kept<Rows>,
    pub(super) brands: Vec<String>,
    /// Code and name of every topic.
    pub(super) topics: Vec<(String, String)>,
}

impl Targets {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.later(async { Msg::Topics(all_topics().await) });
        Self {
            kept: Kept::new(&to.map(Msg::Kept)),
            brands: Vec::new(),
            topics: Vec::new(),
        }
    }

    /// The brands that are saved.
    pub(super) fn follow(&mut self, profile: Option<&Profile>) {
        let brands = profile.map(|profile| profile.brands.as_slice());
        let names = brands.unwrap_or_default().iter();
        self.brands = names.map(|brand| brand.name.clone()).collect();
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        let kept = to.map(Msg::Kept);
        match msg {
            Msg::Topics(topics) => self.topics = topics,
            Msg::Row(at, field, typed) => self.kept.edit(&kept, |rows| {
                if let Some(row) = rows.rows.get_mut(at) {
                    set(row, field, typed);
                }
            }),
            Msg::Warn(typed) => self.kept.edit(&kept, |rows| rows.warn = typed),
            Msg::Red(typed) => self.kept.edit(&kept, |rows| rows.red = typed),
            Msg::Add => {
                self.kept.edit(&kept, |rows| {
                    rows.rows.push(Row::of(&TargetRule::default()));
                });
                let rows = self.kept.typed.rows.len();
                focus(format!("target-{}-brand", rows.saturating_sub(1)));
            }
            Msg::Remove(at) => {
                self.kept.edit(&kept, |rows| {
                    if at < rows.rows.len() {
                        rows.rows.remove(at);
                    }
                });
                self.kept.said = (words::t("targets_removed"), false);
                focus("target-add");
            }
            Msg::Kept(msg) => self.kept.update(msg, &kept),
        }
    }
}

fn set(row: &mut Row, field: Field, typed: String) {
    match field {
        Field::Brand => row.brand = typed,
        Field::Topic => row.topic = typed,
        Field::Urgency => row.urgency = typed,
        Field::Time(at) => {
            if let Some(time) = row.times.get_mut(at) {
                *time = typed;
            }
        }
    }
}

/// Where they cannot be asked for, every topic can still be meant.
async fn all_topics() -> Vec<(String, String)> {
    match ask(Request::Topics).await {
        Ok(Response::Topics {
            topics, built_in, ..
        }) => topics::names(&topics, built_in),
        _ => Vec::new(),
    }
}
