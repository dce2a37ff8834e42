//! Cross-validation: each of our own posts, and each real post whose label says complaint or not, is judged by a model
//! that has not seen it. Our own are left out by whole files, each a trade: that is nearer to the posts of a stranger's
//! brand than leaving out single rows.

use handrail::triage::cues::Cues;
use handrail::triage::{Intent, Triage};

use super::data::Example;
use super::score::{complaint_f1, kappa, macro_f1};
use super::{Recipe, train};

/// What the left-out examples of one kind were, and what was said of them.
#[derive(Default)]
struct Answers {
    intents: Vec<(usize, usize)>,
    urgencies: Vec<(u8, u8)>,
    chances: Vec<(u8, [f32; 2])>,
    replies: Vec<(bool, bool)>,
    grievances: Vec<(bool, bool)>,
}

/// Trains on all but one part in turn, and prints how the posts left out were judged.
pub(crate) fn run(
    examples: &[Example],
    recipe: &Recipe,
    count: usize,
    cues: &Cues,
) -> anyhow::Result<()> {
    let [mut own, mut real, mut controls] = [(); 3].map(|()| Answers::default());
    for fold in 0..count {
        let left_out = |example: &Example| {
            ["own", "labelled", "controls"].contains(&example.source)
                && example.group % count == fold
        };
        let seen: Vec<Example> = examples
            .iter()
            .filter(|example| !left_out(example))
            .cloned()
            .collect();
        let triage = Triage::from_bytes(&train(&seen, recipe, cues, 0).to_bytes())?;
        for example in examples.iter().filter(|example| left_out(example)) {
            let answers = match example.source {
                "own" => &mut own,
                "labelled" => &mut real,
                _ => &mut controls,
            };
            answers.add(&triage, example);
        }
    }
    println!("our own posts, left out by whole trades");
    own.print();
    println!("complaints.csv, to brands, in our labels");
    real.print();
    real.grievances.append(&mut controls.grievances);
    println!(
        "  {:<28} {:.4}",
        "grievance, with the controls",
        macro_f1(&real.grievances, &[true, false])
    );
    Ok(())
}

/// Whether each row of complaints.csv voices a grievance, and whether a model that has not seen it says so. Two parts at
/// a time: each takes minutes of one core.
pub(crate) fn grievances(
    examples: &[Example],
    recipe: &Recipe,
    count: usize,
    cues: &Cues,
) -> anyhow::Result<Vec<(bool, bool)>> {
    let mut pairs = Vec::new();
    let folds: Vec<usize> = (0..count).collect();
    for folds in folds.chunks(2) {
        let found: Vec<anyhow::Result<_>> = std::thread::scope(|scope| {
            let begin = |&fold| scope.spawn(move || part(examples, recipe, (fold, count), cues));
            let threads: Vec<_> = folds.iter().map(begin).collect();
            threads
                .into_iter()
                .map(|thread| match thread.join() {
                    Ok(found) => found,
                    Err(panic) => std::panic::resume_unwind(panic),
                })
                .collect()
        });
        for found in found {
            pairs.extend(found?);
        }
    }
    Ok(pairs)
}

/// One part of [`grievances`].
fn part(
    examples: &[Example],
    recipe: &Recipe,
    (fold, count): (usize, usize),
    cues: &Cues,
) -> anyhow::Result<Vec<(bool, bool)>> {
    let left_out = |example: &Example| {
        ["labelled", "controls"].contains(&example.source) && example.group % count == fold
    };
    let (unseen, seen): (Vec<Example>, Vec<Example>) = examples.iter().cloned().partition(left_out);
    let triage = Triage::from_bytes(&train(&seen, recipe, cues, 0).to_bytes())?;
    let judged = unseen.into_iter().filter_map(|example| {
        let [_, _, _, grievance] = example.known;
        Some((grievance?, triage.judge(&example.text).grievance >= 0.5))
    });
    Ok(judged.collect())
}

impl Answers {
    fn add(&mut self, triage: &Triage, example: &Example) {
        let inside = triage.explain(&example.text);
        let truth = example.possible.iter().position(|possible| *possible);
        let answer = Intent::ALL
            .into_iter()
            .position(|intent| intent == inside.verdict.intent);
        self.intents.push((truth.unwrap_or(4), answer.unwrap_or(4)));
        let [today, now, reply, grievance] = example.known;
        if let (Some(today), Some(now)) = (today, now) {
            let truth = u8::from(today) + u8::from(now);
            self.urgencies.push((truth, inside.verdict.urgency));
            self.chances.push((truth, inside.urgent));
        }
        if let Some(reply) = reply {
            self.replies.push((reply, inside.verdict.needs_reply));
        }
        if let Some(grievance) = grievance {
            self.grievances
                .push((grievance, inside.verdict.grievance >= 0.5));
        }
    }

    fn print(&self) {
        let figure = |name: &str, value: f64| println!("  {name:<28} {value:.4}");
        figure("complaint or not, macro-F1", complaint_f1(&self.intents));
        let without: Vec<_> = self
            .intents
            .iter()
            .copied()
            .filter(|(truth, _)| *truth != 1)
            .collect();
        figure("four intents, macro-F1", macro_f1(&without, &[0, 2, 3, 4]));
        figure(
            "five intents, macro-F1",
            macro_f1(&self.intents, &[0, 1, 2, 3, 4]),
        );
        figure("urgency, kappa", kappa(&self.urgencies, false));
        let (best, agreement) = best_thresholds(&self.chances);
        figure("  with the best thresholds", agreement);
        println!("    which are {best:?}");
        figure(
            "needs a reply, macro-F1",
            macro_f1(&self.replies, &[true, false]),
        );
    }
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
