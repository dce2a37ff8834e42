//! Every source has what a source must have.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

use handrail::knowledge::source::SOURCES;

#[test]
fn every_source_has_a_fixture_a_fuzz_target_and_a_file_of_its_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for source in SOURCES {
        let kind = source.kind();
        let fixtures = root.join("tests/fixtures/sources").join(kind);
        let any = fs::read_dir(&fixtures).is_ok_and(|mut files| files.next().is_some());
        assert!(any, "{kind}: put a fixture into {}", fixtures.display());
        for file in [
            format!("tests/fuzz/fuzz_targets/{kind}.rs"),
            format!("src/knowledge/source/{kind}.rs"),
        ] {
            assert!(root.join(&file).is_file(), "{kind}: write {file}");
        }
        let targets = fs::read_to_string(root.join("tests/fuzz/Cargo.toml")).unwrap();
        assert!(
            targets.contains(&format!("name = \"{kind}\"")),
            "{kind}: name its fuzz target"
        );
    }
}
