//! How soon a customer is to hear: the lead's targets.

use serde::{Deserialize, Serialize};

use crate::post::Millis;
use crate::problem::Problem;
use crate::text::fold::fold;

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;

/// What most customers expect: an answer within two hours.
const ANSWER: Millis = 2 * HOUR;
/// A wait of a day is a failure, whatever the hours are.
const RED: Millis = 24 * HOUR;
/// The share of the time after which is warned, in percent.
const WARN: u8 = 50;
/// The most rules.
const MOST: usize = 200;

/// How soon, in open time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Target {
    /// Until the first reply.
    pub first: Millis,
    /// Until the reply to a later post.
    pub next: Millis,
    /// Until nothing is left to do.
    pub resolution: Millis,
}

impl Default for Target {
    fn default() -> Self {
        Self {
            first: ANSWER,
            next: ANSWER,
            resolution: RED,
        }
    }
}

/// A target for some cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct TargetRule {
    /// The brand's name; empty for every brand.
    pub brand: String,
    /// The topic's code; empty for every topic.
    pub topic: String,
    /// The urgency, from 0 to 2; `None` for any.
    pub urgency: Option<u8>,
    /// How soon.
    pub target: Target,
}

/// All targets of a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct Targets {
    /// In no order: of those that fit, the one that says the most counts, and of equals the first.
    pub rules: Vec<TargetRule>,
    /// The share of the time after which is warned, in percent.
    pub warn: u8,
    /// A wait for a reply that is longer is red, by the clock on the wall.
    pub red: Millis,
}

impl Default for Targets {
    fn default() -> Self {
        Self {
            rules: Vec::new(),
            warn: WARN,
            red: RED,
        }
    }
}

impl Targets {
    /// The target of a case.
    #[must_use]
    pub fn of(&self, brand: &str, topic: Option<&str>, urgency: u8) -> Target {
        let mut best: Option<(u8, Target)> = None;
        for rule in &self.rules {
            let fits = (rule.brand.is_empty() || fold(&rule.brand) == fold(brand))
                && (rule.topic.is_empty() || topic == Some(&rule.topic))
                && rule.urgency.is_none_or(|wanted| wanted == urgency);
            let says = 4 * u8::from(!rule.topic.is_empty())
                + 2 * u8::from(rule.urgency.is_some())
                + u8::from(!rule.brand.is_empty());
            if fits && best.is_none_or(|(most, _)| says > most) {
                best = Some((says, rule.target));
            }
        }
        best.map_or_else(Target::default, |(_, target)| target)
    }

    /// What is wrong with them.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut wrong = |fatal: bool, code, path: String, message: &str| {
            problems.push(if fatal {
                Problem::error(code, path, message)
            } else {
                Problem::warning(code, path, message)
            });
        };
        if self.rules.len() > MOST {
            let message = "There are more than 200 targets. Remove some.";
            wrong(true, "target.many", "rules".into(), message);
        }
        if !(1..=99).contains(&self.warn) {
            let message = "A warning comes after a share of the time: from 1 to 99 percent.";
            wrong(true, "target.warn", "warn".into(), message);
        }
        if self.red > RED {
            let message = "A customer who waits for longer than a day has not been served. Keep the red line at 24 hours or less.";
            wrong(false, "target.red", "red".into(), message);
        }
        if self.red < MINUTE {
            let message = "The red line is a time of at least a minute.";
            wrong(true, "target.short", "red".into(), message);
        }
        for (at, rule) in self.rules.iter().enumerate() {
            let target = &rule.target;
            for (name, time) in [
                ("first", target.first),
                ("next", target.next),
                ("resolution", target.resolution),
            ] {
                let path = format!("rules.{at}.{name}");
                if time < MINUTE {
                    let message = "A target is a time of at least a minute.";
                    wrong(true, "target.short", path, message);
                } else if name != "resolution" && time > RED {
                    let message =
                        "More than a day until a reply: the case is red before its time is over.";
                    wrong(false, "target.long", path, message);
                }
            }
            if rule.urgency.is_some_and(|urgency| urgency > 2) {
                let path = format!("rules.{at}.urgency");
                let message = "The urgency is 0 (can wait), 1 (today) or 2 (now).";
                wrong(true, "target.urgency", path, message);
            }
        }
        problems
    }
}
