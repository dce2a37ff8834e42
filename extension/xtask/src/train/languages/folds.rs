//! How often the language of a text is right, by a model that has not seen the text, by the text's length.

use handrail::triage::Lang;
use handrail::triage::languages::{self, Languages};

use super::Recipe;
use super::identify::{Text, train};

/// Text lengths, in words, up to which figures are told apart.
const LENGTHS: [usize; 5] = [2, 5, 10, 20, usize::MAX];

/// Trains on all but one part in turn, and prints how the texts left out were taken.
pub(super) fn run(texts: &[Text], recipe: &Recipe, count: usize) {
    let mut answers: Vec<(&Text, Lang)> = Vec::new();
    for fold in 0..count {
        let part = |at: usize| at % count == fold;
        let seen: Vec<Text> = texts
            .iter()
            .enumerate()
            .filter(|(at, _)| !part(*at))
            .map(|(_, text)| text.clone())
            .collect();
        let languages = Languages {
            digest: 0,
            identifier: train(&seen, recipe),
            judges: Vec::new(),
        };
        for (_, text) in texts.iter().enumerate().filter(|(at, _)| part(*at)) {
            let answer = languages::identify(Some(&languages), &text.text, Lang::English);
            answers.push((text, answer));
        }
    }
    for lang in super::identify::langs(texts) {
        let own: Vec<_> = answers
            .iter()
            .filter(|(text, _)| text.lang == lang)
            .collect();
        let mut line = format!("{:<3} {:>6} texts", lang.code(), own.len());
        let mut least = 0;
        for most in LENGTHS {
            let pick = own.iter().filter(|(text, _)| {
                let words = text.text.split_whitespace().count();
                words > least && words <= most
            });
            let right: Vec<bool> = pick.map(|(text, answer)| text.lang == *answer).collect();
            line += &format!("  {} ({})", share(&right), right.len());
            least = most;
        }
        let said = answers.iter().filter(|(_, answer)| *answer == lang);
        let right: Vec<bool> = said.map(|(text, answer)| text.lang == *answer).collect();
        println!("{line}; when said, right {}", share(&right));
    }
    for source in ["complaints.csv", "own"] {
        let right: Vec<bool> = answers
            .iter()
            .filter(|(text, _)| text.source == source && text.lang == Lang::English)
            .map(|(text, answer)| text.lang == *answer)
            .collect();
        println!("English in {source}: {}", share(&right));
    }
    if std::env::var_os("SHOW").is_some() {
        for (text, answer) in answers.iter().filter(|(text, answer)| text.lang != *answer) {
            println!("  {} as {}: {}", text.lang.code(), answer.code(), text.text);
        }
    }
}

#[allow(clippy::cast_precision_loss)] // counts
fn share(right: &[bool]) -> String {
    let count = right.iter().filter(|right| **right).count();
    format!("{:.3}", count as f64 / right.len().max(1) as f64)
}
