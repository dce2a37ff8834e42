//! What the lead tells us about each brand.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::text::fold::fold;

/// One brand and everything people call it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(deny_unknown_fields, default)]
pub struct Brand {
    /// The brand's proper name; also matched.
    pub name: String,
    /// Accounts of the brand, with or without `@`.
    pub handles: Vec<String>,
    /// Other names: products, abbreviations, former names.
    pub names: Vec<String>,
    /// What customers call it when they are cross, or fond.
    pub nicknames: Vec<String>,
    /// Phrases in which a name means something else ("larkspur flower").
    pub exclude: Vec<String>,
}

/// All brands of the team. Serialised as TOML `[[brand]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// The brands; the first is the default.
    #[serde(rename = "brand")]
    pub brands: Vec<Brand>,
}

/// The most terms a profile may hold, over all brands.
const MAX_TERMS: usize = 20_000;
/// The longest a term may be, in characters.
const MAX_TERM: usize = 80;

impl Brand {
    /// The lists of terms with their field names.
    pub(super) fn lists(&self) -> [(&'static str, &[String]); 4] {
        [
            ("handles", &self.handles),
            ("names", &self.names),
            ("nicknames", &self.nicknames),
            ("exclude", &self.exclude),
        ]
    }
}

impl Profile {
    /// Everything wrong with the profile; no fatal problem means that it can be used.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.brands.is_empty() {
            problems.push(Problem::warning(
                "brand.none",
                "brand",
                "No brand yet: add one, with its name and its account on the site.",
            ));
        }
        for (at, brand) in self.brands.iter().enumerate() {
            let path = format!("brand[{at}]");
            if fold(&brand.name).trim().is_empty() {
                problems.push(Problem::error(
                    "brand.name.empty",
                    format!("{path}.name"),
                    "The brand has no name. Type the name customers use.",
                ));
            }
            if self
                .brands
                .iter()
                .take(at)
                .any(|other| fold(&other.name) == fold(&brand.name))
            {
                let message = format!(
                    "Two brands are called “{}”. Join them, or rename one.",
                    brand.name
                );
                problems.push(Problem::error(
                    "brand.name.twice",
                    format!("{path}.name"),
                    message,
                ));
            }
            for (list, terms) in brand.lists() {
                for (i, term) in terms.iter().enumerate() {
                    problems.extend(check_term(list, term, format!("{path}.{list}[{i}]")));
                }
            }
            let name = fold(&brand.name);
            if let Some(i) = brand.exclude.iter().position(|phrase| fold(phrase) == name) {
                let message = format!(
                    "The excluded phrase “{}” is the brand's name itself, so its name would never be found. Remove it, or make it longer.",
                    brand.name
                );
                problems.push(Problem::error(
                    "brand.exclude.name",
                    format!("{path}.exclude[{i}]"),
                    message,
                ));
            }
        }
        let terms: usize = self
            .brands
            .iter()
            .flat_map(Brand::lists)
            .map(|(_, terms)| terms.len())
            .sum();
        if terms > MAX_TERMS {
            let message = format!(
                "The profile has {terms} terms; at most {MAX_TERMS} are searched. Remove some."
            );
            problems.push(Problem::error("brand.terms.many", "brand", message));
        }
        problems
    }
}

/// What is wrong with one term of the list called `list`.
fn check_term(list: &str, term: &str, path: String) -> Option<Problem> {
    let plain = fold(term);
    let letters = plain.chars().filter(|c| c.is_alphanumeric()).count();
    if letters == 0 {
        return Some(Problem::error(
            "brand.term.empty",
            path,
            "This entry has no letters or digits. Fill it in, or remove it.",
        ));
    }
    if term.chars().count() > MAX_TERM {
        let message = format!(
            "This entry is longer than {MAX_TERM} characters. Use the words people really type."
        );
        return Some(Problem::error("brand.term.long", path, message));
    }
    if list == "handles" {
        let bare = term.trim().trim_start_matches('@');
        let fits = !bare.is_empty()
            && bare
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
        return (!fits).then(|| {
            let message =
                format!("“{term}” cannot be an account: only letters, digits and _ follow the @.");
            Problem::error("brand.handle.form", path, message)
        });
    }
    // Two letters are found in every second post ("at", "so"); the lead may insist.
    (letters < 3 && list != "exclude").then(|| {
        let message = format!(
            "“{term}” is so short that it will be found in posts that mean something else."
        );
        Problem::warning("brand.term.short", path, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(brand: Brand) -> Vec<String> {
        Profile {
            brands: vec![brand],
        }
        .check()
        .into_iter()
        .map(|problem| format!("{} {}", problem.path, problem.code))
        .collect()
    }

    fn strings(terms: &[&str]) -> Vec<String> {
        terms.iter().map(|&term| term.to_owned()).collect()
    }

    #[test]
    fn names_the_field_that_is_wrong() {
        let good = Brand {
            name: "Larkspur".into(),
            handles: strings(&["@LarkspurCare"]),
            ..Brand::default()
        };
        assert_eq!(codes(good.clone()), Vec::<String>::new());
        assert_eq!(
            codes(Brand {
                name: " ".into(),
                ..good.clone()
            }),
            ["brand[0].name brand.name.empty"]
        );
        assert_eq!(
            codes(Brand {
                handles: strings(&["ok", "not ok"]),
                ..good.clone()
            }),
            ["brand[0].handles[1] brand.handle.form"]
        );
        assert_eq!(
            codes(Brand {
                nicknames: strings(&["…"]),
                ..good.clone()
            }),
            ["brand[0].nicknames[0] brand.term.empty"]
        );
        assert_eq!(
            codes(Brand {
                names: strings(&["LB"]),
                ..good.clone()
            }),
            ["brand[0].names[0] brand.term.short"]
        );
        assert_eq!(
            codes(Brand {
                exclude: strings(&["LARKSPUR"]),
                ..good
            }),
            ["brand[0].exclude[0] brand.exclude.name"]
        );
    }
}
