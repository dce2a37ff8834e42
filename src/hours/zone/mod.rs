//! Time zones by their IANA names: what a clock on the wall shows at a moment, and when it shows it.
//!
//! The rules since 2020 stand in a table of our own (`zones.txt`, made by `cargo xtask zones`): earlier moments are
//! read by the oldest rule that is there. Everything counts in whole minutes, as every zone has done since 1972.
//!
//! ```
//! use handrail::hours::Zone;
//! let zone = Zone::named("Europe/Berlin").unwrap();
//! let summer = 1_784_721_600_000 / 60_000; // 2026-07-22T12:00Z
//! assert_eq!(zone.offset(summer), 120);
//! assert!(Zone::named("Europe/Atlantis").is_none());
//! ```

mod rule;

pub use rule::{Change, Rule};

/// One line a way of keeping time: its changes, a tab, and the names of the zones that keep it.
const TABLE: &str = include_str!("zones.txt");

/// No clock is further from Greenwich than this, in minutes.
const FURTHEST: i64 = 16 * 60;

/// How a place keeps time. Moments are minutes since 1970-01-01T00:00Z, clocks are minutes since 1970-01-01T00:00 as
/// the place's own clock shows them, offsets are minutes east of Greenwich. The default is Greenwich without a summer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone {
    /// The name as the table writes it.
    pub name: String,
    /// The offset before the first of the steps.
    first: i64,
    /// Changes that follow no rule: when, and the offset from then on. In order.
    steps: Vec<(i64, i64)>,
    /// What holds from the last step on; always, where there is no step.
    rule: Rule,
}

impl Zone {
    /// The zone of this IANA name, capitals or not.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        lines().find_map(|(kept, names)| {
            let mut names = full_names(names);
            let (region, place) = names.find(|(region, place)| is_name(region, place, name))?;
            Self::read(kept, format!("{region}{place}"))
        })
    }

    /// Reads a line of the table, up to its tab: `FIRST STEP… | RULE`, or a rule alone.
    #[must_use]
    pub fn read(kept: &str, name: String) -> Option<Self> {
        let (steps, rule) = kept.split_once(" | ").unwrap_or(("", kept));
        let rule = Rule::read(rule)?;
        let mut parts = steps.split_ascii_whitespace();
        let first = parts.next().map_or(Some(0), |first| first.parse().ok())?;
        let step = |part: &str| {
            let (at, offset) = part.split_once(':')?;
            Some((at.parse().ok()?, offset.parse().ok()?))
        };
        Some(Self {
            name,
            first,
            steps: parts.map(step).collect::<Option<_>>()?,
            rule,
        })
    }

    /// The offset at a moment.
    #[must_use]
    pub fn offset(&self, moment: i64) -> i64 {
        let before = self.steps.partition_point(|(at, _)| *at <= moment);
        if before == self.steps.len() {
            return self.rule.offset(moment);
        }
        let step = before.checked_sub(1).and_then(|at| self.steps.get(at));
        step.map_or(self.first, |(_, offset)| *offset)
    }

    /// What the clock shows at a moment.
    #[must_use]
    pub fn clock(&self, moment: i64) -> i64 {
        moment.saturating_add(self.offset(moment))
    }

    /// The first moment at which the clock shows this or something later. In spring, when an hour is left out, that is
    /// its end; in autumn, when an hour comes twice, the first time.
    #[must_use]
    pub fn moment(&self, clock: i64) -> i64 {
        let (mut since, until) = (clock - FURTHEST, clock + FURTHEST);
        let mut offset = self.offset(since);
        for (at, next) in self.changes(since, until) {
            let shown = (clock - offset).max(since);
            if shown < at {
                return shown;
            }
            (since, offset) = (at, next);
        }
        (clock - offset).max(since)
    }

    /// The changes after the moment `from` and until `to`, in order, each with the offset from then on.
    fn changes(&self, from: i64, to: i64) -> Vec<(i64, i64)> {
        let inside = |at: i64| from < at && at <= to;
        let steps = self.steps.iter().copied();
        let mut changes: Vec<(i64, i64)> = steps.filter(|(at, _)| inside(*at)).collect();
        let last = self.steps.last().map(|(at, _)| *at);
        let ruled = self.rule.changes(from, to);
        changes.extend(
            ruled
                .into_iter()
                .filter(|(at, _)| inside(*at) && last.is_none_or(|last| last < *at)),
        );
        changes
    }
}

/// Every name that is known.
pub fn names() -> impl Iterator<Item = String> {
    lines()
        .flat_map(|(_, names)| full_names(names).map(|(region, place)| format!("{region}{place}")))
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t'))
}

/// The names of a line, each as its region (`Europe/`, or nothing) and the rest: a word that ends in `/` is the region
/// of those after it.
fn full_names(names: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut region = "";
    names.split(' ').filter_map(move |word| {
        if word.ends_with('/') {
            region = word;
            return None;
        }
        Some((region, word))
    })
}

fn is_name(region: &str, place: &str, name: &str) -> bool {
    let parts = name.split_at_checked(region.len());
    parts.is_some_and(|(a, b)| a.eq_ignore_ascii_case(region) && b.eq_ignore_ascii_case(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use jiff::tz::{TimeZone, db};
    use proptest::prelude::*;

    /// 2020-01-01 and 2100-01-01, in minutes since 1970.
    const KNOWN: std::ops::Range<i64> = 26_297_280..68_374_080;

    fn theirs(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn offset(zone: &TimeZone, minute: i64) -> i64 {
        let moment = Timestamp::from_second(minute * 60).unwrap();
        i64::from(zone.to_offset(moment).seconds()) / 60
    }

    #[test]
    fn every_zone_that_there_is_has_a_name_here() {
        let ours: std::collections::BTreeSet<String> = names().collect();
        let theirs: Vec<String> = db().available().map(|name| name.to_string()).collect();
        assert!(ours.len() > 500 && ours.len() == names().count());
        for name in &theirs {
            assert!(ours.contains(name), "{name} is missing: cargo xtask zones");
        }
        assert_eq!(ours.len(), theirs.len());
        for name in &ours {
            let zone = Zone::named(&name.to_uppercase()).unwrap();
            assert_eq!(&zone.name, name);
        }
    }

    #[test]
    fn every_change_is_where_the_full_database_has_it() {
        for name in names() {
            let (ours, theirs) = (Zone::named(&name).unwrap(), theirs(&name));
            let begin = Timestamp::from_second(KNOWN.start * 60).unwrap();
            let end = KNOWN.end * 60;
            let changes = theirs
                .following(begin)
                .map(|change| change.timestamp().as_second());
            for second in changes.take_while(|second| *second < end) {
                for minute in [second / 60 - 1, second / 60] {
                    assert_eq!(
                        ours.offset(minute),
                        offset(&theirs, minute),
                        "{name} {minute}"
                    );
                }
            }
        }
    }

    #[test]
    fn names_of_nowhere_are_no_zones() {
        for name in [
            "",
            "Europe/",
            "Europe",
            "Berlin",
            "#",
            "Europe/Berlin Europe",
            "🕘",
        ] {
            assert_eq!(Zone::named(name), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_moment_is_as_in_the_full_database(at in KNOWN, pick in any::<prop::sample::Index>()) {
            let names: Vec<String> = names().collect();
            let name = pick.get(&names);
            let zone = Zone::named(name).unwrap();
            prop_assert_eq!(zone.offset(at), offset(&theirs(name), at), "{}", name);
            // The first moment at which the clock shows what it shows now is now, or the first time of two.
            let clock = zone.clock(at);
            let first = zone.moment(clock);
            prop_assert!(first <= at && zone.clock(first) == clock && at - first <= 180);
            prop_assert!(zone.clock(first - 1) < clock);
        }

        #[test]
        fn any_name_is_a_zone_or_none(name in "\\PC{0,20}|[A-Z][a-z]{3,6}/[A-Z][a-z]{3,8}") {
            let _ = Zone::named(&name);
        }
    }
}
