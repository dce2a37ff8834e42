//! What is wrong with a profile, where, and what to do about it.

use crate::brand::reading::words;
use crate::brand::{Brand, Profile};
use crate::problem::Problem;
use crate::text::fold::fold;
use crate::text::token::is_ideographic;

/// The most terms a profile may hold, over all brands.
const MAX_TERMS: usize = 20_000;
/// The longest a term may be, in characters.
const MAX_TERM: usize = 80;

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
                    let path = format!("{path}.{list}[{i}]");
                    let term = Entry { brand, list, term };
                    problems.extend(term.check(&path).or_else(|| term.check_sense(&path)));
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

/// One entry of a list of a brand.
struct Entry<'a> {
    brand: &'a Brand,
    list: &'a str,
    term: &'a str,
}

impl Entry<'_> {
    /// What is wrong with the entry by itself.
    fn check(&self, path: &str) -> Option<Problem> {
        let Self { list, term, .. } = *self;
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
        if list == "handles" || (term.trim().starts_with('@') && self.is_named()) {
            let bare = term.trim().trim_start_matches('@');
            let of_handles = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
            let (local, server) = bare.split_once('@').unwrap_or((bare, "a"));
            let of_it = |part: &str| !part.is_empty() && part.chars().all(of_handles);
            let fits = of_it(local) && of_it(server);
            return (!fits).then(|| {
                let message = format!(
                    "“{term}” cannot be an account: only letters, digits, _ . and - follow the @, and on Mastodon its server (@name@server)."
                );
                Problem::error("brand.handle.form", path, message)
            });
        }
        // Two letters are found in every second post ("at", "so"); the lead may insist.
        let short = letters < 3 && !plain.chars().any(is_ideographic);
        (short && self.is_named() && !self.is_in(&self.brand.ambiguous)).then(|| {
            let message = format!(
                "“{term}” is so short that it will be found in posts that mean something else."
            );
            Problem::warning("brand.term.short", path, message)
        })
    }

    /// What is wrong with it beside the brand's names.
    fn check_sense(&self, path: &str) -> Option<Problem> {
        let Self { brand, list, term } = *self;
        let names = brand.names.iter().chain(&brand.nicknames);
        let is_name = names
            .chain([&brand.name])
            .any(|name| words(name) == words(term));
        let (code, message) = match list {
            "ambiguous" | "certain" if !is_name => (
                format!("brand.{list}.unknown"),
                format!(
                    "“{term}” is none of the brand's names or nicknames. Write it as it stands there, add it there, or remove it here."
                ),
            ),
            "certain" if self.is_in(&brand.ambiguous) => (
                "brand.certain.ambiguous".to_owned(),
                format!(
                    "“{term}” cannot both mean other things and always mean the brand. Remove it from one of the two lists."
                ),
            ),
            "trade" if is_name => (
                "brand.trade.name".to_owned(),
                format!(
                    "“{term}” is a name of the brand, so it cannot tell whether a name means the brand. Remove it, or use another word of the trade."
                ),
            ),
            _ => return None,
        };
        Some(Problem::error(&code, path, message))
    }

    fn is_named(&self) -> bool {
        matches!(self.list, "names" | "nicknames")
    }

    fn is_in(&self, list: &[String]) -> bool {
        list.iter().any(|other| words(other) == words(self.term))
    }
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
                handles: strings(&["ok", "not ok", "ok@social.example", "ok@"]),
                ..good.clone()
            }),
            [
                "brand[0].handles[1] brand.handle.form",
                "brand[0].handles[3] brand.handle.form"
            ]
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
                ..good.clone()
            }),
            ["brand[0].exclude[0] brand.exclude.name"]
        );
        let senses = Brand {
            names: strings(&["LB"]),
            nicknames: strings(&["@not ok"]),
            ambiguous: strings(&["lb", "Larkspurr"]),
            certain: strings(&["LB", "Fern"]),
            trade: strings(&["larkspur", "modem", ""]),
            ..good
        };
        assert_eq!(
            codes(senses),
            [
                "brand[0].nicknames[0] brand.handle.form",
                "brand[0].ambiguous[1] brand.ambiguous.unknown",
                "brand[0].certain[0] brand.certain.ambiguous",
                "brand[0].certain[1] brand.certain.unknown",
                "brand[0].trade[0] brand.trade.name",
                "brand[0].trade[2] brand.term.empty",
            ]
        );
    }
}
