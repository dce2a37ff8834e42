//! How long it takes, and what memory.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use handrail::knowledge::Index;

use super::others::{Page, Peer, Reader, Readers};
use super::quality::{Right, TOP, right};
use super::sense::likeness;
use super::table::{Row, Table, Target, Unit};
use super::{PEERS, Scene, TRANSFORMERS, texts, timed};

const MEGA: f64 = 1e6;

/// The large knowledge base in Chromium, by words.
pub(super) fn words(table: &mut Table, scene: &Scene<'_>) -> Result<()> {
    let ours: Option<Page> = scene.said.of("ours", "")?;
    let mut peers = Vec::new();
    for name in PEERS {
        peers.push((name, scene.said.of::<Peer>("peer", name)?));
    }
    let row = |what: &str, unit, our: fn(&Page) -> f64, their: fn(&Peer) -> f64| {
        let row = Row::new(what, unit, ours.as_ref().map(our));
        peers.iter().fold(row, |row, (name, peer)| {
            row.beside(name, peer.as_ref().map(their))
        })
    };
    let only =
        |what: &str, unit, our: fn(&Page) -> f64| Row::new(what, unit, ours.as_ref().map(our));
    let queries = &scene.large.queries;
    let good = |what: &str, of: fn(Right) -> f64| {
        let ours = ours.as_ref().map(|page| of(right(queries, &page.found)));
        peers
            .iter()
            .fold(Row::new(what, Unit::Share, ours), |row, (name, peer)| {
                row.beside(
                    name,
                    peer.as_ref().map(|peer| of(right(queries, &peer.found))),
                )
            })
    };
    let faster = |name: &str| {
        let theirs = peers.iter().find(|(peer, _)| *peer == name);
        let theirs = theirs.and_then(|(_, peer)| peer.as_ref());
        let times = theirs
            .zip(ours.as_ref())
            .map(|(peer, page)| peer.p95 / page.p95);
        Row::new(
            &format!("95 of 100, {name} in times of ours"),
            Unit::Times,
            times,
        )
        .target(Target::Least(5.0))
    };
    table.group(
        &format!(
            "{} articles in Chromium, words",
            scene.large.documents.len()
        ),
        vec![
            row(
                "a query, half of them",
                Unit::Millis,
                |it| it.p50,
                |it| it.p50,
            ),
            row("a query, 95 of 100", Unit::Millis, |it| it.p95, |it| it.p95)
                .target(Target::Most(2.0)),
            row(
                "building the index",
                Unit::Millis,
                |it| it.built,
                |it| it.built,
            )
            .target(Target::Most(15_000.0)),
            row(
                "memory of building",
                Unit::Mega,
                |it| it.built_memory / MEGA,
                |it| it.memory / MEGA,
            )
            .target(Target::Most(300.0)),
            only("memory of searching", Unit::Mega, |it| it.memory / MEGA)
                .target(Target::Most(300.0)),
            only("start: module, engine and index", Unit::Millis, |it| {
                it.start.all
            })
            .target(Target::Most(150.0)),
            only("  of this, compiling the module", Unit::Millis, |it| {
                it.start.compile
            }),
            only("  of this, weights and lists", Unit::Millis, |it| {
                it.start.engine
            }),
            only("  of this, opening the index", Unit::Millis, |it| {
                it.start.open
            }),
            only("the first query after it", Unit::Millis, |it| {
                it.start.first
            }),
            faster("lunr"),
            faster("minisearch plain"),
            faster("minisearch"),
            good("first is the article asked for", |it| it.first),
            good("article asked for in the top 3", |it| it.top),
        ],
    );
    if let (Some(ours), Some(again)) = (&ours, scene.said.of::<Again>("again", "")?) {
        table.note(format!(
            "Ours again after the others: {:.2} and {:.2} ms instead of {:.2} and {:.2}; so much does the machine's \
             other work move the figures.",
            again.p50, again.p95, ours.p50, ours.p95
        ));
    }
    table.note(format!(
        "{} queries, each the median of three; ours with the message and its passages, the others with paths alone. \
         Memory: of ours, the module's own; of the others, what the page's heap grew by.",
        queries.len()
    ));
    Ok(())
}

/// Ours once more.
#[derive(serde::Deserialize)]
struct Again {
    p50: f64,
    p95: f64,
}

/// Queries by sense in Chromium, and whether the encoders agree.
pub(super) fn sense(table: &mut Table, scene: &Scene<'_>) -> Result<()> {
    let mut readers: Readers = scene.said.of("encoders", "")?.unwrap_or_default();
    let ours = readers.remove("ours");
    let theirs =
        ["q8", "fp32"].map(|kind| (format!("{TRANSFORMERS} {kind}"), readers.remove(kind)));
    let row = |what: &str, of: fn(&Reader) -> f64| {
        let row = Row::new(what, Unit::Millis, ours.as_ref().map(of));
        theirs.iter().fold(row, |row, (name, reader)| {
            row.beside(name, reader.as_ref().map(of))
        })
    };
    let mut rows = vec![
        row("a text's vector, half of them", |it| it.embed),
        row("a query by sense, half of them", |it| it.p50).target(Target::Most(60.0)),
        row("a query by sense, 95 of 100", |it| it.p95),
    ];
    if let (Some(ours), Some((name, Some(q8)))) = (&ours, theirs.first()) {
        let what = format!("half of them, {name} in times of ours");
        rows.push(Row::new(&what, Unit::Times, Some(q8.p50 / ours.p50)).target(Target::Least(1.0)));
    }
    let agree = |reader: &Option<Reader>| -> Option<(f64, f64)> {
        let asked = scene.asked?;
        let alike: Vec<f64> = timed(scene.large)
            .iter()
            .zip(&reader.as_ref()?.vectors)
            .filter_map(|(text, vector)| Some(f64::from(likeness(asked.of(text)?, vector))))
            .collect();
        #[allow(clippy::cast_precision_loss)] // a few dozen
        let mean = alike.iter().sum::<f64>() / alike.len().max(1) as f64;
        Some((alike.into_iter().fold(1.0, f64::min), mean))
    };
    let pick = |what: &str, of: fn((f64, f64)) -> f64| {
        let row = Row::new(what, Unit::Share, agree(&ours).map(of));
        theirs.iter().fold(row, |row, (name, reader)| {
            row.beside(name, agree(reader).map(of))
        })
    };
    rows.push(pick(
        "likeness to our vectors, native: mean",
        |(_, mean)| mean,
    ));
    rows.push(pick(
        "likeness to our vectors, native: least",
        |(least, _)| least,
    ));
    table.group(
        &format!("{} vectors in Chromium, sense", scene.big.vectors()),
        rows,
    );
    if !scene.big.has_sense() {
        table.note(
            "By sense: our index holds no vectors yet, so that ours is the vector, as many products as it has \
             articles, and the search by words; the others' is the vector and the products. One thread each."
                .into(),
        );
    }
    Ok(())
}

/// The large knowledge base without a browser.
pub(super) fn native(table: &mut Table, scene: &Scene<'_>, built: Duration) -> Result<()> {
    let millis = |time: Duration| Some(time.as_secs_f64() * 1000.0);
    let bytes = scene.big.file();
    let start = Instant::now();
    let _ = Index::from_bytes(&bytes).context("our own index cannot be read")?;
    let load = start.elapsed();
    let mut times: Vec<Duration> = texts(&scene.large.queries)
        .map(|query| {
            let start = Instant::now();
            scene.big.search(query, None, TOP);
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |part: usize| {
        times
            .get(times.len().saturating_sub(1) * part / 100)
            .copied()
    };
    #[allow(clippy::cast_precision_loss)] // millions
    let size = bytes.len() as f64 / MEGA;
    table.group(
        "The same, native, as xtask is built",
        vec![
            Row::new("building the index", Unit::Millis, millis(built)),
            Row::new("opening it", Unit::Millis, millis(load)),
            Row::new("the index's file", Unit::Mega, Some(size)),
            Row::new(
                "a query, half of them",
                Unit::Millis,
                at(50).and_then(millis),
            ),
            Row::new("a query, 95 of 100", Unit::Millis, at(95).and_then(millis)),
        ],
    );
    Ok(())
}
