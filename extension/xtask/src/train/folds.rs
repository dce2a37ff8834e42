//! Cross-validation: each of our own posts, and each real post whose label says complaint or not, is judged by a model
//! that has not seen it. Our own are left out by whole files, each a trade: that is nearer to the posts of a stranger's
//! brand than leaving out single rows.

use handrail::triage::cues::Cues;
use handrail::triage::{Intent, Triage};

use super::data::Example;
use super::score::{complaint_f1, kappa, macro_f1};
use super::{Recipe, train};

/// Trains on all but one part in turn, and prints how the posts left out were judged.
pub(crate) fn run(
    examples: &[Example],
    recipe: &Recipe,
    count: usize,
    cues: &Cues,
) -> anyhow::Result<()> {
    let (mut intents, mut urgencies, mut chances) = (Vec::new(), Vec::new(), Vec::new());
    let mut real = Vec::new();
    for fold in 0..count {
        let left_out = |example: &Example| {
            ["own", "complaints", "content", "controls"].contains(&example.source)
                && example.group % count == fold
        };
        let seen: Vec<Example> = examples
            .iter()
            .filter(|example| !left_out(example))
            .cloned()
            .collect();
        let triage = Triage::from_bytes(&train(&seen, recipe, cues, 0).to_bytes())?;
        for example in examples.iter().filter(|example| left_out(example)) {
            if example.source != "own" {
                let answer = triage.judge(&example.text).intent != Intent::Complaint;
                real.push((
                    usize::from(example.source != "complaints"),
                    usize::from(answer),
                ));
                continue;
            }
            let inside = triage.explain(&example.text);
            let truth = example
                .possible
                .iter()
                .position(|possible| *possible)
                .unwrap_or(4);
            let answer = Intent::ALL
                .into_iter()
                .position(|intent| intent == inside.verdict.intent)
                .unwrap_or(4);
            intents.push((truth, answer));
            urgencies.push((example.urgency.unwrap_or(0), inside.verdict.urgency));
            chances.push((example.urgency.unwrap_or(0), inside.urgent));
        }
    }
    println!("complaint or not, macro-F1  {:.4}", complaint_f1(&intents));
    println!(
        "five intents, macro-F1      {:.4}",
        macro_f1(&intents, &[0, 1, 2, 3, 4])
    );
    println!(
        "urgency, kappa              {:.4} ({:.4} squared)",
        kappa(&urgencies, false),
        kappa(&urgencies, true)
    );
    println!("complaints.csv, macro-F1    {:.4}", complaint_f1(&real));
    let (best, kappa) = best_thresholds(&chances);
    println!("  with the best thresholds  {kappa:.4}, {best:?}");
    Ok(())
}

/// The thresholds of urgency with which the agreement is highest.
fn best_thresholds(chances: &[(u8, [f32; 2])]) -> ([f32; 2], f64) {
    let steps: Vec<f32> = (3u8..15).map(|step| f32::from(step) * 0.05).collect();
    let mut best = ([0.5, 0.5], -1.0);
    for &today in &steps {
        for &now in &steps {
            let pairs: Vec<(u8, u8)> = chances
                .iter()
                .map(|&(truth, [one, two])| {
                    (truth, u8::from(one >= today) * (1 + u8::from(two >= now)))
                })
                .collect();
            let agreement = kappa(&pairs, false);
            if agreement > best.1 {
                best = ([today, now], agreement);
            }
        }
    }
    best
}
