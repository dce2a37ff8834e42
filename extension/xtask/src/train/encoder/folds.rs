//! Cross-validation of the encoder, the linear model and the mean of both: each real post is judged by models that have
//! not seen it.

use anyhow::Result;
use handrail::triage::second::mixed;
use handrail::triage::weights::{INTENTS, OUTPUTS};

use super::fit::{self, Post, Recipe};
use super::net::Frozen;
use crate::train::data::Example;
use crate::train::score::{complaint_f1, kappa, macro_f1};

/// The linear model's outputs for the second list of examples, trained on the first.
pub(crate) type Linear<'a> = dyn Fn(&[Example], &[&Example]) -> Result<Vec<[f32; OUTPUTS]>> + 'a;

/// How much of the mean is the encoder's.
const SHARES: [f32; 5] = [0.0, 0.35, 0.5, 0.65, 1.0];

type Outputs = [f32; OUTPUTS];

/// Trains on all but one part in turn, and prints how the posts left out were judged.
pub(super) fn run(
    frozen: &Frozen,
    posts: &[Post<'_>],
    recipe: &Recipe,
    (count, which): (usize, &[usize]),
    linear: &Linear<'_>,
) -> Result<()> {
    let mut judged: Vec<(&Example, Outputs, Outputs)> = Vec::new();
    for fold in (0..count).filter(|fold| which.is_empty() || which.contains(fold)) {
        let is_out = |post: &&Post<'_>| {
            ["labelled", "controls"].contains(&post.example.source)
                && post.example.group % count == fold
        };
        let (out, seen): (Vec<&Post<'_>>, Vec<&Post<'_>>) = posts.iter().partition(is_out);
        let learnt = fit::fit(frozen, &seen, recipe);
        let lower: Vec<(&[f32], usize)> = out
            .iter()
            .map(|post| (post.lower.as_slice(), post.length))
            .collect();
        let outputs = fit::judge(frozen, &learnt, &lower);
        let out: Vec<&Example> = out.iter().map(|post| post.example).collect();
        let seen: Vec<Example> = seen.iter().map(|post| post.example.clone()).collect();
        let first = linear(&seen, &out)?;
        judged.extend(
            out.into_iter()
                .zip(first)
                .zip(outputs)
                .map(|((example, first), second)| (example, first, second)),
        );
    }
    for (name, sources) in [
        ("posts to brands", &["labelled"][..]),
        ("with the controls", &["labelled", "controls"]),
    ] {
        println!("{name}");
        for share in SHARES {
            let own = judged
                .iter()
                .filter(|(example, ..)| sources.contains(&example.source));
            let mixed: Vec<(&Example, Outputs)> = own
                .map(|(example, first, second)| (*example, mixed(first, second, share)))
                .collect();
            println!("  encoder's share {share:.2}: {}", figures(&mixed));
        }
    }
    Ok(())
}

fn figures(judged: &[(&Example, Outputs)]) -> String {
    let best = |outputs: &Outputs| {
        let intents = (0..INTENTS).max_by(|a, b| outputs[*a].total_cmp(&outputs[*b]));
        intents.unwrap_or_default()
    };
    let truth = |example: &Example| {
        example
            .possible
            .iter()
            .position(|possible| *possible)
            .unwrap_or_default()
    };
    let intents: Vec<(usize, usize)> = judged
        .iter()
        .map(|(example, outputs)| (truth(example), best(outputs)))
        .collect();
    let levels = |today: bool, now: bool| u8::from(today) * (1 + u8::from(now));
    let urgencies = |today: f32, now: f32| -> f64 {
        let pairs = judged.iter().filter_map(|(example, outputs)| {
            let [Some(one), Some(two), ..] = example.known else {
                return None;
            };
            let calm = [1, 3].contains(&best(outputs));
            let said = if calm {
                0
            } else {
                levels(sigmoid(outputs[5]) >= today, sigmoid(outputs[6]) >= now)
            };
            Some((levels(one, two), said))
        });
        kappa(&pairs.collect::<Vec<_>>(), false)
    };
    let mut urgency = (0.0, 0.0, 0.0);
    for today in (4u8..14).map(|step| f32::from(step) * 0.05) {
        for now in (3u8..14).map(|step| f32::from(step) * 0.05) {
            let agreement = urgencies(today, now);
            if agreement > urgency.0 {
                urgency = (agreement, today, now);
            }
        }
    }
    let known = |at: usize| {
        let pairs = judged.iter().filter_map(|(example, outputs)| {
            Some((example.known[at]?, outputs[INTENTS + at] >= 0.0))
        });
        macro_f1(&pairs.collect::<Vec<_>>(), &[true, false])
    };
    format!(
        "complaint {:.4}, four {:.4}, five {:.4}, urgency {:.4} at {:.2} {:.2}, reply {:.4}, grievance {:.4}",
        complaint_f1(&intents),
        macro_f1(&intents, &[0, 2, 3, 4]),
        macro_f1(&intents, &[0, 1, 2, 3, 4]),
        urgency.0,
        urgency.1,
        urgency.2,
        known(2),
        known(3),
    )
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}
