//! The keys that the sites have for themselves, by their data files.

use super::TABLES;

/// The site that has this chord (`Alt+N`) for itself, or sends with it.
#[must_use]
pub fn owner(chord: &str) -> Option<&'static str> {
    let has = |table: &str| keys(table).any(|key| key.eq_ignore_ascii_case(chord));
    let site = TABLES.iter().find(|(_, table)| has(table));
    site.map(|(name, _)| *name)
}

/// The strings of the lists `keys` and `sendKeys`, each on one line: a reader of the whole format would be many times as
/// large, and is there only for the tests.
fn keys(table: &str) -> impl Iterator<Item = &str> {
    let lists = table.lines().filter_map(|line| {
        let list = line.strip_prefix("keys = [");
        list.or_else(|| line.strip_prefix("sendKeys = ["))
    });
    lists.flat_map(|list| list.split('"').skip(1).step_by(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_the_whole_format_has_them() {
        for (name, text) in TABLES {
            let table: toml::Table = text.parse().unwrap();
            let lists = [&table["page"]["keys"], &table["composer"]["sendKeys"]];
            let wanted: Vec<&str> = lists
                .iter()
                .flat_map(|list| list.as_array().unwrap())
                .map(|key| key.as_str().unwrap())
                .collect();
            assert_eq!(keys(text).collect::<Vec<_>>(), wanted, "{name}");
        }
    }

    #[test]
    fn chords_of_the_sites_have_an_owner() {
        assert_eq!(owner("Alt+N"), Some("Mastodon"));
        assert_eq!(owner("Ctrl+Enter"), Some("X"));
        assert_eq!(owner("Alt+Shift+J"), None);
    }
}
