//! What holds for every site's table.

use super::RawPost;

/// A post of which the terminal has read these fields.
pub(super) fn raw(key: &str, fields: &[(&str, &str)]) -> RawPost {
    let fields = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    RawPost {
        key: key.to_owned(),
        fields,
        ..RawPost::default()
    }
}

/// The names of a table's fields, lists and flags, in order: what its normaliser has to understand.
pub(super) fn names(table: &str, site: &str) -> String {
    let table: toml::Table = table.parse().unwrap();
    assert_eq!(table["name"].as_str(), Some(site));
    let names = |part: &str| {
        let mut names: Vec<&str> = table[part]
            .as_table()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        names.sort_unstable();
        names.join(" ")
    };
    [names("fields"), names("lists"), names("flags")].join("; ")
}
