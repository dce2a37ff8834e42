//! The sentence encoder's part: frozen, with what it learnt, and joined to the linear model.

use anyhow::Result;
use handrail::triage::cues::Cues;
use handrail::triage::weights::OUTPUTS;
use handrail::triage::{Lang, Triage, Verdict};

use super::figure::Row;
use super::ours;
use crate::train::{self, encoder};

/// The rows of the judges that read with the encoder; none, with a word about it, where it cannot be had.
pub(super) fn rows(
    set: &str,
    triage: &Triage,
    texts: &[String],
    truths: &[usize],
    urgencies: &[u8],
) -> Result<Vec<Row>> {
    let second = match encoder::outputs(texts) {
        Ok(second) => second,
        Err(error) => {
            println!("triage: without the encoder's figures: {error:#}");
            return Ok(Vec::new());
        }
    };
    let (cues, recipe) = (Cues::new(), train::read_recipe(None)?);
    let real: Vec<_> = train::examples(None, &cues, &recipe)?
        .into_iter()
        .filter(|example| ["labelled", "controls"].contains(&example.source))
        .collect();
    let frozen = encoder::frozen(&real, texts)?;
    let alone = |outputs: &[[f32; OUTPUTS]]| -> Vec<Verdict> {
        outputs
            .iter()
            .map(|outputs| triage.verdict_of(outputs))
            .collect()
    };
    let first: Vec<Verdict> = texts.iter().map(|text| triage.judge(text)).collect();
    let refined =
        |text: &String, second: &[f32; OUTPUTS]| triage.refine(text, Lang::English, None, second);
    let asked = first
        .iter()
        .filter(|verdict| verdict.scores.is_uncertain())
        .count();
    let joined: Vec<Verdict> = first
        .iter()
        .zip(texts.iter().zip(&second))
        .map(
            |(first, (text, second))| match first.scores.is_uncertain() {
                true => refined(text, second),
                false => first.clone(),
            },
        )
        .collect();
    let all: Vec<Verdict> = texts
        .iter()
        .zip(&second)
        .map(|(text, second)| refined(text, second))
        .collect();
    println!("triage: {asked} of {} posts get a second look", texts.len());
    let mut rows = Vec::new();
    for (judge, verdicts) in [
        ("frozen MiniLM", alone(&frozen)),
        ("encoder alone", alone(&second)),
        ("both, if uncertain", joined),
        ("both, always", all),
    ] {
        rows.extend(ours(set, judge, truths, urgencies, &verdicts));
    }
    Ok(rows)
}
