//! What is kept of a brand: when it answers, its private ways, and the hours that stand in its profile.

use serde::{Deserialize, Serialize};

use crate::hours::{Hours, Line, Typed, hours_text};
use crate::post::Millis;
use crate::problem::Problem;
use crate::reply::way::{Way, check};
use crate::text::fold::fold;

/// The most ways of a brand.
const MOST: usize = 20;

/// The hours and private ways of a brand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(default)]
pub struct BrandWays {
    /// The brand's name.
    pub brand: String,
    /// When its agents answer; `None` where that was not said.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub hours: Option<Typed>,
    /// In the order in which they are offered.
    pub ways: Vec<Way>,
    /// The hours as they were copied last for the account's profile.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub copied: Option<Copied>,
}

/// Hours as they were copied for the account's profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Copied {
    /// The text, in the language of that page.
    pub text: String,
    /// What it says.
    pub lines: Vec<Line>,
    /// The time zone then.
    pub zone: String,
    /// When it was copied.
    pub at: Millis,
}

impl BrandWays {
    /// When agents answer, as far as it can be read.
    #[must_use]
    pub fn read_hours(&self) -> Option<Hours> {
        Some(Hours::read(self.hours.as_ref()?).0)
    }

    /// Whether the hours are others than those that were copied last.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        let now = self.read_hours().unwrap_or_default();
        self.copied
            .as_ref()
            .is_some_and(|copied| copied.lines != hours_text(&now) || copied.zone != now.zone)
    }
}

/// Everything wrong with the hours and ways of all brands; places are such as `ways[0].way[1].to`.
#[must_use]
pub fn check_all(brands: &[BrandWays]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, brand) in brands.iter().enumerate() {
        let path = format!("ways[{at}]");
        let twice = |other: &BrandWays| fold(&other.brand) == fold(&brand.brand);
        if brands.iter().take(at).any(twice) {
            let message = "The hours of this brand are there twice. Remove one of them.";
            problems.push(Problem::error("way.brand.twice", path.clone(), message));
        }
        if brand.ways.len() > MOST {
            let message = "A brand has 20 private ways at most. Remove some.";
            problems.push(Problem::error("way.many", path.clone(), message));
        }
        if let Some(typed) = &brand.hours {
            let found = Hours::read(typed).1.into_iter();
            problems.extend(found.map(|problem| Problem {
                path: format!("{path}.hours.{}", problem.path),
                ..problem
            }));
        }
        for (number, way) in brand.ways.iter().enumerate() {
            problems.extend(check(way, &format!("{path}.way[{number}]")));
        }
    }
    problems
}
