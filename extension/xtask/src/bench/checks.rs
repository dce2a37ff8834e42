//! The checks before sending: what share of the replies that real agents sent each holds back, and what share of
//! invented bad replies is caught.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use handrail::reply::check::{Sent, Severity, Situation, all};
use handrail::triage::Languages;

use crate::shell;

#[path = "../../../../tests/replies/table.rs"]
mod table;

/// For how long what an account sent counts as recent, in milliseconds.
const RECENT: i64 = 6 * 60 * 60 * 1_000;

/// Prints all figures; those on real replies are skipped where these are absent.
pub(crate) fn run() -> Result<()> {
    let languages = Languages::from_bytes(include_bytes!("../../../../src/triage/languages.bin"))?;
    let fixtures = shell::root().join("tests/fixtures/checks");
    caught(&fixtures, &languages)?;
    let path = shell::root().join("../shared/data/measure/agent_replies.csv");
    if path.is_file() {
        real(&path, &languages)?;
    } else {
        println!("checks: skipped, there is no ../shared/data/measure/agent_replies.csv");
    }
    Ok(())
}

/// The tables of invented replies.
fn caught(fixtures: &Path, languages: &Languages) -> Result<()> {
    let rows = table::rows(&fixtures.join("bad.toml")).map_err(anyhow::Error::from_boxed)?;
    for (aside, name) in [(false, "tuned on"), (true, "kept aside")] {
        let part: Vec<_> = rows.iter().filter(|row| row.aside == aside).collect();
        let found = |row: &&&table::Row| {
            let found = row.situation.check(Some(languages));
            found.iter().any(|finding| finding.check == row.check)
        };
        let caught = part.iter().filter(found).count();
        println!("bad replies, {name}: {caught} of {} caught", part.len());
    }
    let good = table::rows(&fixtures.join("good.toml")).map_err(anyhow::Error::from_boxed)?;
    let held = good.iter().filter(|row| {
        let found = row.situation.check(Some(languages));
        found
            .iter()
            .any(|finding| finding.severity == Severity::Holds)
    });
    println!("good replies: {} of {} held", held.count(), good.len());
    Ok(())
}

/// Replies that real agents sent, each beside what its account had sent in the hours before.
fn real(path: &Path, languages: &Languages) -> Result<()> {
    let mut accounts: BTreeMap<String, Vec<Sent>> = BTreeMap::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        let field = |at: usize| row.get(at).unwrap_or_default();
        let at = moment(field(2)).with_context(|| format!("no moment: {}", field(2)))?;
        let text = [("&gt;", ">"), ("&lt;", "<"), ("&amp;", "&")]
            .iter()
            .fold(field(3).to_owned(), |text, (from, to)| {
                text.replace(from, to)
            });
        let sent = Sent {
            at,
            text,
            post: String::new(),
        };
        accounts.entry(field(1).to_owned()).or_default().push(sent);
    }
    let (mut counts, mut replies) = (BTreeMap::<(&str, Severity), u32>::new(), 0u32);
    let begun = Instant::now();
    for (account, mut sent) in accounts {
        sent.sort_by_key(|sent| sent.at);
        for (at, one) in sent.iter().enumerate() {
            let before = sent.get(..at).unwrap_or_default();
            let from = before.partition_point(|earlier| earlier.at < one.at - RECENT);
            let situation = Situation {
                text: one.text.clone(),
                brand: account.clone(),
                own_handles: vec![account.clone()],
                lang: Some("en".to_owned()),
                recent: before.get(from..).unwrap_or_default().to_vec(),
                now: one.at,
                ..Situation::default()
            };
            replies += 1;
            for finding in situation.check(Some(languages)) {
                *counts.entry((finding.check, finding.severity)).or_default() += 1;
            }
        }
    }
    let each = begun.elapsed() / replies.max(1);
    println!(
        "{replies} replies that real agents sent, {each:.1?} each, native: held, only advised"
    );
    for check in all() {
        let share = |severity| {
            let count = counts
                .get(&(check.code(), severity))
                .copied()
                .unwrap_or_default();
            f64::from(count) / f64::from(replies.max(1))
        };
        println!(
            "  {:<20} {:.4} {:.4}",
            check.code(),
            share(Severity::Holds),
            share(Severity::Advises)
        );
    }
    Ok(())
}

/// `Wed Oct 04 12:43:31 +0000 2017` in milliseconds since 1970.
fn moment(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut parts = text.split(' ').skip(1);
    let (month, day, clock, zone, year) = (
        parts.next()?,
        parts.next()?,
        parts.next()?,
        parts.next()?,
        parts.next()?,
    );
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let zone = zone.replace("+0000", "Z");
    handrail::text::moment::parse(&format!("{year}-{month:02}-{day}T{clock}{zone}"))
}
