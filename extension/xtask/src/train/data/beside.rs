//! Labels of other sets about the same texts. No verdict speaks of them: a model that has to tell them as well learns to
//! hear tone.

use super::Column;

/// What is known of such labels, in the order of [`BESIDE`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beside([Option<usize>; BESIDE.len()]);

/// The columns of such labels, and their values.
const BESIDE: [(&str, &[&str]); 3] = [
    ("sentiment", &["negative", "neutral", "positive"]),
    ("severity", &["0", "1", "2", "3", "4"]),
    ("emotion", &["anger", "sadness", "joy", "other"]),
];

/// How many outputs it takes to tell all of them.
pub(crate) const BESIDES: usize = 3 + 5 + 4;

impl Beside {
    /// From a row's columns, by name.
    pub(super) fn read(column: Column<'_>) -> Self {
        Self(BESIDE.map(|(name, values)| {
            let value = column(name);
            values.iter().position(|known| *known == value)
        }))
    }

    /// Each label that is known, with the outputs among which it is to be told.
    pub(crate) fn known(self) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> {
        let mut begin = 0;
        self.0
            .into_iter()
            .zip(BESIDE)
            .filter_map(move |(label, (_, values))| {
                let outputs = begin..begin + values.len();
                begin = outputs.end;
                label.map(|label| (label, outputs))
            })
    }
}
