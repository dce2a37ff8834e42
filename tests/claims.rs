//! What drafts claim, against the table of drafts and articles: how often a contradiction that is found is one.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub
)]

use handrail::reply;

#[path = "claims/table.rs"]
mod table;

/// The least precision of "contradicts": a false alarm is worse than silence.
const PRECISION: f64 = 0.95;
/// The least recall of it.
const RECALL: f64 = 0.75;

#[test]
fn a_contradiction_that_is_found_is_one() {
    for aside in [false, true] {
        let (counts, wrong, pairs) = table::measure(aside);
        for (sign, count) in &counts {
            println!(
                "{} {pairs} pairs: {sign} precision {:.3} recall {:.3} {count:?}",
                if aside { "aside" } else { "known" },
                count.precision(),
                count.recall()
            );
        }
        let contradicts = counts[&'-'];
        let wrong = wrong.join("\n");
        assert!(contradicts.precision() >= PRECISION, "{wrong}");
        assert!(contradicts.recall() >= RECALL, "{wrong}");
    }
}
