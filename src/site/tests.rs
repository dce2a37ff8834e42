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

/// The tables that come with Handrail, without their hosts.
pub(super) fn shipped() -> Vec<super::table::SiteTable> {
    let tables = super::TABLES.iter().map(|(_, table)| {
        let mut table: toml::Table = table.parse().unwrap();
        table.remove("hosts");
        table.remove("known");
        table.try_into().unwrap()
    });
    tables.collect()
}

#[test]
fn every_site_is_called_as_its_module_and_its_table_are() {
    for ((site, name), (_, table)) in super::SITES.iter().zip(super::NAMES).zip(super::TABLES) {
        assert_eq!(site.name(), *name);
        let table: toml::Table = table.parse().unwrap();
        assert_eq!(table["name"].as_str(), Some(*name));
    }
}

/// Packages whose tables differ under one serial could not be told apart from updates: what changes a table raises it.
#[test]
fn the_serial_grows_with_the_tables() {
    // FNV-1a, 64 bits, over what the tables say; comments do not count.
    let print = shipped()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, table| {
            let said = serde_json::to_string(table).unwrap();
            let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
            said.bytes().fold(hash, mix)
        });
    let known = (2_026_112_702, 15_044_974_057_330_625_195);
    assert_eq!(
        (super::update::SERIAL, print),
        known,
        "a table has changed: raise SERIAL in update.rs, and write both numbers into this test"
    );
}
