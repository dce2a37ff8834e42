//! The knowledge base as the engine uses it: from files to hits.

mod articles;
mod file;
mod ranking;

use super::*;

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.into(),
        text: text.into(),
    }
}

fn build(files: &[SourceFile]) -> (Index, Vec<Problem>) {
    Index::build("help", "https://help.example", files, 7)
}

/// The invented help centre of an invented provider.
fn larkspur() -> Index {
    let files = [
        file(
            "internet/slow.md",
            "---\ntags: speed, wifi\n---\n# Slow internet\n\nRun the speed test by cable first. If it is fast by cable and slow \
             by Wi-Fi, move the router away from the television.\n\n## At peak hours\n\nFrom seven to ten in the evening the \
             whole street is online. A faster plan does not help then; our technicians add capacity.",
        ),
        file(
            "internet/red-light.md",
            "# The router shows a red light\n\nA red light means that the router has no connection. Pull the plug, wait ten \
             seconds and put it back.",
        ),
        file(
            "internet/outage.md",
            "# Check for an outage in your area\n\nThe status page lists outages and planned maintenance by postcode.",
        ),
        file(
            "billing/refund.md",
            "# Getting a refund\n\nWe refund charges made in error within five working days. Days without service are \
             credited to your next invoice by themselves.",
        ),
        file(
            "billing/explained.md",
            "# Your bill explained\n\nYour first bill is higher: it covers the days before the first full month.",
        ),
        file(
            "account/password.md",
            "# Reset your password\n\nChoose “Forgot password” on the login page. We send you an email with a link that works \
             for an hour.",
        ),
        file(
            "account/move.md",
            "# Moving house\n\nTell us your new address a month ahead, and take the router with you.",
        ),
        file(
            "account/cancel.md",
            "# Cancel your contract\n\nYou can cancel to the end of any month. Send the router back in its box.",
        ),
    ];
    let (index, problems) = build(&files);
    assert_eq!(problems, []);
    index
}
