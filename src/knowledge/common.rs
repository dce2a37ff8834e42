//! How common a word is in English posts and requests in general, beside what one knowledge base knows.
//!
//! Counted by the test `the_table_is_what_counting_gives` below over complaints, sentiments and requests: only what is
//! common in all three is common in general (names and the words of one trade are not), and its share is their
//! geometric mean. Bands are powers of two, so that small changes in the posts change little here.

use std::collections::HashMap;

/// Stems by band: `16: word word` are those that about one post in sixteen has.
const BANDS: &str = include_str!("common.txt");

/// Shares of posts that have a stem.
#[derive(Clone, Debug)]
pub(super) struct Common {
    shares: HashMap<&'static str, f32>,
}

impl Common {
    pub(super) fn new() -> Self {
        let mut shares = HashMap::new();
        for line in BANDS.lines() {
            if let Some((one_in, stems)) = line.split_once(": ")
                && let Ok(one_in) = one_in.parse::<f32>()
            {
                shares.extend(stems.split(' ').map(|stem| (stem, one_in.recip())));
            }
        }
        Self { shares }
    }

    /// The share of posts that have the stem; 0 for one that is rare.
    pub(super) fn share(&self, stem: &str) -> f32 {
        self.shares.get(stem).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::knowledge::words::{Analyzer, Lang};

    /// A word that one post in so many has is common.
    const RAREST: f64 = 1024.0;

    /// One column of a CSV file.
    fn texts(csv: &str, column: usize) -> Vec<String> {
        let mut rows = vec![vec![String::new()]];
        let mut quoted = false;
        let mut chars = csv.chars().peekable();
        while let Some(c) = chars.next() {
            let row = rows.last_mut().unwrap();
            match c {
                '"' if quoted && chars.peek() == Some(&'"') => {
                    chars.next();
                    row.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(String::new()),
                '\n' if !quoted => rows.push(vec![String::new()]),
                c => row.last_mut().unwrap().push(c),
            }
        }
        rows.into_iter()
            .skip(1)
            .filter_map(|mut row| (row.len() > column).then(|| row.swap_remove(column)))
            .collect()
    }

    fn count() -> Option<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/train");
        let mut shares: BTreeMap<String, [f64; 3]> = BTreeMap::new();
        let mut small: BTreeMap<String, [usize; 2]> = BTreeMap::new();
        for (source, name) in ["complaints", "sentiment_en", "requests"]
            .iter()
            .enumerate()
        {
            let csv = std::fs::read_to_string(format!("{folder}/{name}.csv")).ok()?;
            let texts = texts(&csv, 0);
            let mut analyzer = Analyzer::new(Lang::English);
            for text in &texts {
                let mut stems = BTreeSet::new();
                analyzer.terms(text, |stem, span| {
                    let word = span.slice(text);
                    if !word.starts_with(['@', '#']) {
                        stems.insert(stem.to_owned());
                        let large = word.starts_with(char::is_uppercase);
                        small.entry(stem.to_owned()).or_default()[usize::from(large)] += 1;
                    }
                });
                for stem in stems {
                    shares.entry(stem).or_default()[source] += 1.0 / texts.len() as f64;
                }
            }
        }
        let mut bands: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for (stem, shares) in &shares {
            let mean = shares.iter().product::<f64>().cbrt();
            let band = 2_f64.powf(mean.recip().log2().round());
            let everywhere = shares.iter().all(|share| *share >= 1.0 / RAREST);
            // Names are written large; they are nobody's general English.
            let name = small[stem][1] > small[stem][0] / 3;
            if everywhere && !name && stem.chars().all(|c| c.is_ascii_alphabetic()) {
                bands.entry(band as u32).or_default().push(stem);
            }
        }
        let lines = bands
            .iter()
            .map(|(one_in, stems)| format!("{one_in}: {}\n", stems.join(" ")));
        Some(lines.collect())
    }

    #[test]
    fn the_table_is_what_counting_gives() {
        let Some(counted) = count() else {
            return eprintln!("skipped: ../shared/data is not here");
        };
        if std::env::var_os("HANDRAIL_COUNT").is_some() {
            std::fs::write(
                concat!(env!("CARGO_MANIFEST_DIR"), "/src/knowledge/common.txt"),
                &counted,
            )
            .unwrap();
        }
        assert!(counted == BANDS, "count again with HANDRAIL_COUNT=1");
    }
}
