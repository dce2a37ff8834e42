//! Article search beside what others would use, in one run: which article is found first, what is shown where nothing
//! fits, and how long all takes on 5,000 articles in Chromium. Where `../shared` is.
//!
//! [`data`] is what is searched and asked, [`ours`] and [`others`] search it, [`found`] and [`times`] make the table.

mod data;
mod found;
mod others;
mod ours;
mod quality;
mod sense;
mod table;
mod times;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::browsers::Which;
use crate::shell::{self, Step};
use crate::{build, npm, stage};
use data::{Faq, Large, Query};
use others::Said;
use ours::Ours;
use sense::Vectors;
use table::Table;

/// How often the first article must be right by words alone, lest the run fail.
const LEAST: f64 = 0.74;
/// Those that search by words.
const PEERS: [&str; 5] = [
    "lunr",
    "minisearch plain",
    "minisearch",
    "flexsearch",
    "orama",
];
/// What reads by sense in JavaScript.
const TRANSFORMERS: &str = "transformers.js";
/// Queries that the encoders are timed with.
const TIMED: usize = 60;

/// Everything that figures are made of.
struct Scene<'a> {
    faq: &'a Faq,
    large: &'a Large,
    /// Ours over the questions and answers.
    small: Ours,
    /// Ours over the large knowledge base.
    big: Ours,
    /// Our vectors, where there is an encoder.
    asked: Option<&'a Vectors>,
    said: Said,
}

impl<'a> Scene<'a> {
    /// The vector of a text that is asked; none while the index has none to compare it with.
    fn sense_of(&self, text: &str) -> Option<&'a [f32]> {
        let asked = self.asked.filter(|_| self.small.has_sense())?;
        asked.of(text)
    }
}

/// Measures, prints, keeps the figures in `target/bench/knowledge.json`, and fails below what must hold. With
/// `as_built`, the modules are taken as they are. Says that it is skipped where the data is not.
pub(crate) fn run(as_built: bool) -> Result<()> {
    let data = shell::root().join("../shared/data");
    if !data::is_here(&data) {
        println!("  article search: skipped, ../shared/data is not here");
        return Ok(());
    }
    if as_built {
        npm::ready()?;
    } else {
        build::build(Which::Chromium, false)?;
    }
    let (faq, large) = (data::faq(&data)?, data::large(&data)?);
    let (mut small, _) = Ours::new(&faq.documents);
    let (mut big, built) = Ours::new(&large.documents);
    let mut vectors = ours::vectors()?;
    if let Some(vectors) = &mut vectors {
        let step = Step::new("Reading queries and titles with our encoder, unless they are known");
        read(vectors, &faq, &large)?;
        small.embed(vectors)?;
        step.done("");
    }
    big.fill();
    let said = in_page(&faq, &large, &big)?;
    let scene = Scene {
        faq: &faq,
        large: &large,
        small,
        big,
        asked: vectors.as_ref(),
        said,
    };
    let mut table = Table::default();
    let least = found::answers(&mut table, &scene)?;
    found::strangers(&mut table, &scene)?;
    found::trades(&mut table, &scene, &data)?;
    times::words(&mut table, &scene)?;
    times::sense(&mut table, &scene)?;
    times::native(&mut table, &scene, built)?;
    table.print();
    stage::write(
        &shell::target("bench/knowledge.json"),
        &serde_json::to_vec_pretty(&table.json())?,
    )?;
    ensure!(
        least >= LEAST,
        "the first article is right too rarely: {least:.3} < {LEAST}"
    );
    Ok(())
}

/// The texts whose vectors the encoders are compared by, and timed with.
fn timed(large: &Large) -> Vec<&str> {
    data::every(&large.queries, TIMED)
        .map(|query| query.text.as_str())
        .collect()
}

fn texts(queries: &[Query]) -> impl Iterator<Item = &str> {
    queries.iter().map(|query| query.text.as_str())
}

/// Reads everything asked, and of the titles that could answer, with our encoder.
fn read(vectors: &mut Vectors, faq: &Faq, large: &Large) -> Result<()> {
    let all = faq
        .documents
        .iter()
        .map(|document| document.title.as_str())
        .chain(texts(&faq.queries))
        .chain(faq.strangers.iter().map(String::as_str))
        .chain(timed(large));
    vectors.read(all)
}

/// Writes what the page reads, and runs it.
fn in_page(faq: &Faq, large: &Large, big: &Ours) -> Result<Said> {
    let inputs = shell::target("bench/knowledge");
    let asked = |queries| texts(queries).collect::<Vec<_>>();
    let small = json!({
        "documents": faq.documents, "queries": asked(&faq.queries), "strangers": faq.strangers,
    });
    let many = json!({
        "documents": large.documents, "queries": asked(&large.queries),
        "semantic": timed(large), "vectors": big.vectors(),
    });
    stage::write(&inputs.join("faq.json"), small.to_string().as_bytes())?;
    stage::write(&inputs.join("large.json"), many.to_string().as_bytes())?;
    stage::write(&inputs.join("index.bin"), &big.file())?;
    others::run(&inputs)
}
