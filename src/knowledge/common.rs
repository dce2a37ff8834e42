//! How common a word is in English posts and requests in general.

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
