//! The tables of invented replies, as `tests/checks.rs` and `cargo xtask bench checks` read them.

use std::error::Error;
use std::path::Path;

use handrail::reply::check::Situation;
use serde::Deserialize;

/// A table: what is the same for all, and groups of replies.
#[derive(Deserialize)]
struct Table {
    world: Situation,
    #[serde(default)]
    bad: Vec<Group>,
    #[serde(default)]
    good: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    #[serde(default)]
    check: String,
    texts: Vec<String>,
    #[serde(flatten)]
    around: Situation,
}

/// One reply of a table: which check must find it, and what it is.
pub(crate) struct Row {
    /// Empty in the table of good replies.
    pub(crate) check: String,
    /// The reply and its surroundings.
    pub(crate) situation: Situation,
    /// Whether it was kept aside while the checks were tuned: every third is.
    pub(crate) aside: bool,
}

/// The rows of `bad.toml` or `good.toml`.
///
/// # Errors
/// When the file is not there or is no table.
pub(crate) fn rows(file: &Path) -> Result<Vec<Row>, Box<dyn Error + Send + Sync>> {
    let text = std::fs::read_to_string(file)?;
    let Table { world, bad, good } = toml::from_str(&text)?;
    let mut rows = Vec::new();
    for group in bad.into_iter().chain(good) {
        for text in group.texts {
            let situation = Situation {
                text,
                brand: world.brand.clone(),
                own_handles: world.own_handles.clone(),
                other_brands: world.other_brands.clone(),
                policy: world.policy.clone(),
                max: world.max,
                now: world.now,
                ..group.around.clone()
            };
            rows.push(Row {
                check: group.check.clone(),
                situation,
                aside: rows.len() % 3 == 2,
            });
        }
    }
    Ok(rows)
}
