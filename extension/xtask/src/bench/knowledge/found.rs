//! What is found, and what is shown where nothing fits.

use std::path::Path;

use anyhow::Result;
use handrail::knowledge::Hit;

use super::data::{self, Faq};
use super::others::{Peer, Readers};
use super::quality::{LOST, Right, TOP, refused, right, scores_of_right, share};
use super::sense::nearest;
use super::table::{Row, Table, Target, Unit};
use super::{PEERS, Scene, TRANSFORMERS, texts};

/// Which article of `StackFAQ` is found. Gives how often the first is right by words alone.
pub(super) fn answers(table: &mut Table, scene: &Scene<'_>) -> Result<f64> {
    let faq = scene.faq;
    let paths =
        |hits: Vec<Hit>| -> Vec<String> { hits.into_iter().map(|hit| hit.article).collect() };
    let found: Vec<_> = texts(&faq.queries)
        .map(|query| paths(scene.small.search(query, None, TOP)))
        .collect();
    let words = right(&faq.queries, &found);
    let both: Option<Vec<_>> = texts(&faq.queries)
        .map(|query| {
            let vector = scene.sense_of(query)?;
            Some(paths(scene.small.search(query, Some(vector), TOP)))
        })
        .collect();
    let both = both.map(|found| right(&faq.queries, &found));
    let mut peers = Vec::new();
    for name in PEERS {
        let peer: Option<Peer> = scene.said.of("peer", name)?;
        peers.push((name, peer.map(|peer| right(&faq.queries, &peer.answers))));
    }
    let alone = vectors(scene).map(|(queries, titles)| by_sense(faq, &queries, &titles));
    let mut readers: Readers = scene.said.of("encoders", "")?.unwrap_or_default();
    let reader = readers.remove("q8");
    let theirs =
        reader.map(|reader| by_sense(faq, &slices(&reader.queries), &slices(&reader.articles)));

    let row = |what: &str, ours: Option<Right>, of: fn(Right) -> f64| {
        let row = Row::new(what, Unit::Share, ours.map(of));
        peers
            .iter()
            .fold(row, |row, (name, right)| row.beside(name, right.map(of)))
    };
    let sense = |what: &str, of: fn(Right) -> f64| {
        Row::new(what, Unit::Share, alone.map(of)).beside(TRANSFORMERS, theirs.map(of))
    };
    let first: fn(Right) -> f64 = |it| it.first;
    let top: fn(Right) -> f64 = |it| it.top;
    table.group(
        &format!("StackFAQ, {} questions", faq.queries.len()),
        vec![
            row("first right, words", Some(words), first).target(Target::Least(0.80)),
            row("right in the top 3, words", Some(words), top),
            row("first right, words and sense", both, first).target(Target::Least(0.97)),
            row("right in the top 3, words and sense", both, top).target(Target::Least(0.995)),
            sense("first right, MiniLM on titles alone", first),
            sense("right in the top 3, MiniLM on titles alone", top),
        ],
    );
    Ok(words.first)
}

/// Vectors, one after the other.
type Rows<'a> = Vec<&'a [f32]>;

/// Our vectors of the questions, and of the articles' titles.
fn vectors<'a>(scene: &'a Scene<'_>) -> Option<(Rows<'a>, Rows<'a>)> {
    let asked = scene.asked?;
    let titles = scene.faq.documents.iter();
    Some((
        texts(&scene.faq.queries)
            .filter_map(|text| asked.of(text))
            .collect(),
        titles.filter_map(|one| asked.of(&one.title)).collect(),
    ))
}

fn slices(vectors: &[Vec<f32>]) -> Rows<'_> {
    vectors.iter().map(Vec::as_slice).collect()
}

/// What vectors alone find.
fn by_sense(faq: &Faq, queries: &[&[f32]], titles: &[&[f32]]) -> Right {
    let path = |at: usize| faq.documents.get(at).map_or("", |one| one.path.as_str());
    let found: Vec<Vec<&str>> = queries
        .iter()
        .map(|query| {
            let nearest = nearest(query, titles, TOP).into_iter();
            nearest.map(|(at, _)| path(at)).collect()
        })
        .collect();
    right(&faq.queries, &found)
}

/// What is shown unasked: for questions that an article answers, and for posts that none does.
pub(super) fn strangers(table: &mut Table, scene: &Scene<'_>) -> Result<()> {
    let words = shown(scene, |_| None);
    let both = scene
        .small
        .has_sense()
        .then(|| shown(scene, |text| scene.sense_of(text)));
    // The targets are for what ships: with sense where there is sense.
    let row = |what: &str, ours: Option<Shown>, of: fn(Shown) -> f64| {
        Row::new(what, Unit::Share, ours.map(of))
    };
    let nothing: fn(Shown) -> f64 = |it| it.nothing;
    let lost: fn(Shown) -> f64 = |it| it.lost;
    let mut best = row("nothing shown, words", Some(words), nothing).target(Target::Least(0.95));
    for name in PEERS {
        let peer: Option<Peer> = scene.said.of("peer", name)?;
        let refused = peer
            .and_then(|peer| refused(&scores_of_right(&scene.faq.queries, &peer), &peer.strangers));
        best = best.beside(name, refused);
    }
    table.group(
        &format!("Off topic, {} requests", scene.faq.strangers.len()),
        vec![
            best.beside("MiniLM alone", alone(scene)),
            row("right first hits lost by that, words", Some(words), lost)
                .target(Target::Most(LOST)),
            row("nothing shown, words and sense", both, nothing).target(Target::Least(0.95)),
            row("right first hits lost by that, both", both, lost).target(Target::Most(LOST)),
            row("shown for StackFAQ's questions, words", Some(words), |it| {
                it.shown
            }),
            row("right of these, words", Some(words), |it| it.right),
            row("shown for StackFAQ's questions, both", both, |it| it.shown),
            row("right of these, both", both, |it| it.right),
        ],
    );
    table.note(format!(
        "Off topic: ours as it ships; of the others, the share below the threshold on the score that loses {LOST} of \
         their right first hits, chosen on these very queries. FlexSearch tells no scores."
    ));
    Ok(())
}

/// What a threshold on vectors' likeness refuses, as for the others.
fn alone(scene: &Scene<'_>) -> Option<f64> {
    let (queries, titles) = vectors(scene)?;
    let asked = scene.asked?;
    let first = |vector: &[f32]| nearest(vector, &titles, 1).into_iter().next();
    let right: Vec<f64> = scene
        .faq
        .queries
        .iter()
        .zip(&queries)
        .filter_map(|(query, vector)| {
            let (at, likeness) = first(vector)?;
            let found = scene.faq.documents.get(at).map(|one| &one.path);
            (found == query.right.as_ref()).then_some(f64::from(likeness))
        })
        .collect();
    let strangers: Vec<Option<f64>> = scene
        .faq
        .strangers
        .iter()
        .map(|text| Some(f64::from(first(asked.of(text)?)?.1)))
        .collect();
    refused(&right, &strangers)
}

/// What is shown unasked.
#[derive(Clone, Copy)]
struct Shown {
    /// Of posts that nothing answers: those for which nothing is shown.
    nothing: f64,
    /// Of the questions whose first hit is right: those for which it is not shown.
    lost: f64,
    /// Of all questions: those for which something is shown.
    shown: f64,
    /// Of these: those for which it is right.
    right: f64,
}

fn shown<'a>(scene: &Scene<'a>, vector: impl Fn(&str) -> Option<&'a [f32]>) -> Shown {
    let first = |query: &str| {
        scene
            .small
            .search(query, vector(query), 1)
            .into_iter()
            .next()
    };
    let unasked = |post: &str| scene.small.shown(post, vector(post));
    let (mut firsts, mut kept, mut shown, mut good) = (0, 0, 0, 0);
    for query in &scene.faq.queries {
        let is_right = |hit: &Hit| query.right.as_ref() == Some(&hit.article);
        let unasked = unasked(&query.text);
        shown += usize::from(unasked.is_some());
        let good_one = unasked.as_ref().is_some_and(is_right);
        good += usize::from(good_one);
        if first(&query.text).as_ref().is_some_and(is_right) {
            firsts += 1;
            kept += usize::from(good_one);
        }
    }
    let strangers = &scene.faq.strangers;
    let nothing = strangers
        .iter()
        .filter(|post| unasked(post).is_none())
        .count();
    Shown {
        nothing: share(nothing, strangers.len()),
        lost: 1.0 - share(kept, firsts),
        shown: share(shown, scene.faq.queries.len()),
        right: share(good, shown),
    }
}

/// What is shown for posts of other trades.
pub(super) fn trades(table: &mut Table, scene: &Scene<'_>, data: &Path) -> Result<()> {
    let mut rows = Vec::new();
    for (name, said) in [
        ("complaints", "complaints about brands"),
        ("sentiment_en", "tweets"),
    ] {
        let posts = data::rows(&data.join(format!("train/{name}.csv")))?;
        let nothing = posts
            .iter()
            .filter(|row| scene.small.shown(&data::field(row, "text"), None).is_none())
            .count();
        rows.push(Row::new(
            &format!("{} {said}: nothing shown, words", posts.len()),
            Unit::Share,
            Some(share(nothing, posts.len())),
        ));
    }
    table.group("Other matters, on StackFAQ's articles", rows);
    Ok(())
}
