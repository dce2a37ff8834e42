//! Which language a text is in.
//!
//! The script tells most languages; those in Latin letters are told apart by a linear model over hashed words and
//! pieces of words. It is sure of itself only with evidence: what is too short to tell, or holds nothing but names,
//! is taken for the language that is usual here.

use super::letters::{Letters, ROWS};
use super::{Lang, script::Counts};

/// The most languages that the model can tell apart.
pub const MOST: usize = 24;

/// By how much more, in log-odds, a usual language other than English leads.
const GUESS: f32 = 3.0;

/// The model of languages in Latin letters.
#[derive(Clone, Debug, PartialEq)]
pub struct Identifier {
    /// The languages told apart, at most [`MOST`].
    pub langs: Vec<Lang>,
    /// What one step of a row's number is worth, in log-odds.
    pub scale: f32,
    /// Each language's bias, in steps.
    pub bias: [f32; MOST],
    /// By how much, in log-odds, another language must be likelier than the usual one.
    pub lead: f32,
    /// One row for each of [`ROWS`].
    pub rows: Vec<[i8; MOST]>,
}

impl Identifier {
    /// The language of a text in Latin letters; `usual` where it is not clear.
    fn latin(&self, letters: &Letters, usual: Lang) -> Lang {
        let sums = self.sums(letters);
        // That the site takes a text for another language than English is a sign in itself.
        let lead = if usual == Lang::English {
            self.lead
        } else {
            self.lead + GUESS
        };
        let lead = lead / self.scale;
        let mut best = (usual, f32::NEG_INFINITY);
        for (&lang, &sum) in self.langs.iter().zip(&sums) {
            let sum = if lang == usual { sum + lead } else { sum };
            if sum > best.1 {
                best = (lang, sum);
            }
        }
        best.0
    }

    /// What the model says of each language, in steps.
    #[must_use]
    pub fn sums(&self, letters: &Letters) -> [f32; MOST] {
        let mut sums = [0i32; MOST];
        for &row in letters.rows() {
            if let Some(row) = self.rows.get(usize::from(row) % ROWS) {
                for (sum, &step) in sums.iter_mut().zip(row) {
                    *sum += i32::from(step);
                }
            }
        }
        let mut all = self.bias;
        for (all, sum) in all.iter_mut().zip(sums) {
            #[allow(clippy::cast_precision_loss)] // far below 2^24: a text's rows times 127
            let sum = sum as f32;
            *all += sum;
        }
        all
    }
}

/// The language of `text`. `usual` is the answer where the text does not tell; without a model every text in Latin
/// letters is taken for it.
pub(super) fn identify(model: Option<&Identifier>, text: &str, usual: Lang) -> Lang {
    let letters = Letters::new(text);
    match letters.counts.major() {
        Some(Lang::Chinese) if usual == Lang::Japanese && letters.counts.only_han() => usual,
        Some(lang) => lang,
        None => latin(model, &letters, usual),
    }
}

fn latin(model: Option<&Identifier>, letters: &Letters, usual: Lang) -> Lang {
    let Counts { latin, .. } = letters.counts;
    match model {
        Some(model) if latin > 0 => model.latin(letters, usual),
        _ => usual,
    }
}
