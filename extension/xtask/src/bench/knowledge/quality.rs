//! How often what is found is right.

use super::data::Query;
use super::others::Peer;

/// Of all queries with a known answer: how often it came first, and how often among the first three.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Right {
    pub(super) first: f64,
    pub(super) top: f64,
}

/// How many of the first are looked at.
pub(super) const TOP: usize = 3;

/// A share of a whole; nought of nothing.
#[allow(clippy::cast_precision_loss)] // thousands
pub(super) fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Compares what was found (paths, best first) with what is right.
pub(super) fn right<S: AsRef<str>>(queries: &[Query], found: &[Vec<S>]) -> Right {
    let (mut all, mut first, mut top) = (0, 0, 0);
    for (query, found) in queries.iter().zip(found) {
        let Some(right) = &query.right else { continue };
        let place = found
            .iter()
            .take(TOP)
            .position(|path| path.as_ref() == right);
        all += 1;
        first += usize::from(place == Some(0));
        top += usize::from(place.is_some());
    }
    Right {
        first: share(first, all),
        top: share(top, all),
    }
}

/// The most of the right first hits that a threshold may lose.
pub(super) const LOST: f64 = 0.03;

/// With the threshold on the first hit's score that loses [`LOST`] of the right ones, the share of strangers' posts for
/// which nothing is shown; none where there are no scores. The threshold is chosen on the very queries: the best that
/// such a search could do.
pub(super) fn refused(right: &[f64], strangers: &[Option<f64>]) -> Option<f64> {
    let mut right = right.to_vec();
    right.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )] // hundreds
    let lost = (right.len() as f64 * LOST) as usize;
    let threshold = *right.get(lost)?;
    let nothing = strangers
        .iter()
        .filter(|score| score.is_none_or(|score| score < threshold))
        .count();
    Some(share(nothing, strangers.len()))
}

/// The scores of first hits that are right.
pub(super) fn scores_of_right(queries: &[Query], peer: &Peer) -> Vec<f64> {
    queries
        .iter()
        .zip(&peer.answers)
        .zip(&peer.scores)
        .filter(|((query, found), _)| query.right.as_ref() == found.first())
        .filter_map(|(_, score)| *score)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_loses_few_of_the_right_ones() {
        let right: Vec<f64> = (0..100).map(f64::from).collect();
        assert_eq!(
            refused(&right, &[None, Some(2.5), Some(3.0), Some(50.0)]),
            Some(0.5)
        );
        assert_eq!(refused(&[], &[None]), None);
    }

    #[test]
    fn only_queries_with_an_answer_count() {
        let query = |right: Option<&str>| Query {
            text: String::new(),
            right: right.map(str::to_owned),
        };
        let queries = [query(Some("a")), query(None), query(Some("b"))];
        let found = [vec!["a"], vec!["x"], vec!["a", "b"]];
        assert_eq!(
            right(&queries, &found),
            Right {
                first: 0.5,
                top: 1.0
            }
        );
    }
}
