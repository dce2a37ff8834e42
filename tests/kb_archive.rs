//! Archives that mean harm, made here byte by byte, and those that mean none.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::io::{Cursor, Write};

use handrail::knowledge::archive::{Limits, gunzip, json_lines, unzip};
use handrail::problem::Problem;
use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A zip file of these entries.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Paths read, and problems as `code path`.
fn read(bytes: &[u8], limits: &Limits) -> (Vec<String>, Vec<String>) {
    let (files, problems) = unzip(bytes, limits);
    let named = |problem: &Problem| format!("{} {}", problem.code, problem.path);
    (
        files.into_iter().map(|file| file.path).collect(),
        problems.iter().map(named).collect(),
    )
}

/// Every occurrence of `from` replaced by `to`, which is as long.
fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = (0..=bytes.len() - from.len())
        .filter(|&at| bytes[at..].starts_with(from))
        .collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn articles_are_read_and_the_rest_is_passed_over() {
    let bytes = zip(&[
        ("help/a.md", b"# A"),
        ("help/b.MARKDOWN", "# Bé".as_bytes()),
        ("help/picture.png", b"\x89PNG"),
        ("__MACOSX/help/._a.md", b"junk"),
        (".git/readme.md", b"junk"),
        ("help/.hidden.md", b"junk"),
    ]);
    let (files, problems) = unzip(&bytes, &Limits::default());
    assert_eq!(problems, []);
    assert_eq!(files.len(), 2);
    assert_eq!(
        (files[1].path.as_str(), files[1].text.as_str()),
        ("help/b.MARKDOWN", "# Bé")
    );
}

#[test]
fn names_that_lead_elsewhere_are_refused_and_the_rest_goes_on() {
    for name in [
        "../evil.md",
        "a/../../evil.md",
        "/etc/evil.md",
        "C:/evil.md",
        "..\\evil.md",
        "a\\b.md",
        "./evil.md",
        "a//evil.md",
        "evil\u{7}.md",
    ] {
        let bytes = zip(&[(name, b"# Evil"), ("good.md", b"# Good")]);
        let (files, problems) = read(&bytes, &Limits::default());
        assert_eq!(files, ["good.md"], "{name}");
        assert_eq!(problems.len(), 1, "{name}");
        assert!(problems[0].starts_with("zip.name "), "{problems:?}");
    }
}

#[test]
fn links_locks_and_nested_archives_are_refused_by_name() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    writer
        .add_symlink("link.md", "/etc/passwd", options)
        .unwrap();
    writer.start_file("inner.zip", options).unwrap();
    writer.write_all(&zip(&[("deep.md", b"# Deep")])).unwrap();
    writer.start_file("good.md", options).unwrap();
    writer.write_all(b"# Good").unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(
        read(&bytes, &Limits::default()),
        (
            vec!["good.md".into()],
            vec!["zip.link link.md".into(), "zip.nested inner.zip".into()]
        )
    );
    // The lowest bit of the flags, in both headers, says that an entry is locked.
    let locked = zip(&[("lock.md", b"# Locked")]);
    let mut bytes = locked;
    let central = bytes
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    bytes[6] |= 1;
    bytes[central + 8] |= 1;
    assert_eq!(
        read(&bytes, &Limits::default()),
        (vec![], vec!["zip.encrypted lock.md".into()])
    );
}

#[test]
fn two_entries_of_one_name_are_both_refused() {
    let bytes = zip(&[
        ("one.md", b"# First"),
        ("two.md", b"# Second"),
        ("six.md", b"# Good"),
    ]);
    let bytes = patched(bytes, b"two.md", b"one.md");
    let (files, problems) = read(&bytes, &Limits::default());
    assert_eq!(files, ["six.md"]);
    assert_eq!(problems, ["zip.twice one.md"]);
}

#[test]
fn bombs_are_stopped_while_they_unpack_whatever_their_headers_say() {
    let megabyte = vec![b'a'; 1 << 20];
    let bytes = zip(&[("bomb.md", &megabyte), ("good.md", b"# Good")]);
    let (files, problems) = read(&bytes, &Limits::default());
    assert_eq!(
        (files, problems),
        (vec!["good.md".into()], vec!["zip.bomb bomb.md".into()])
    );
    // The same with headers that promise ten bytes.
    let lying = patched(bytes, &(1u32 << 20).to_le_bytes(), &10u32.to_le_bytes());
    let (files, problems) = read(&lying, &Limits::default());
    assert_eq!(files, ["good.md"]);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].ends_with(" bomb.md"), "{problems:?}");
}

#[test]
fn sizes_are_limited_one_by_one_together_and_in_number() {
    let text = b"# Title\n\nSome words that differ: 0123456789 abcdefghij.";
    let bytes = zip(&[("a.md", text), ("b.md", text), ("c.md", text)]);
    let limits = |article, total, entries| Limits {
        entries,
        article,
        total,
        ratio: 200,
    };
    let codes = |limits| read(&bytes, &limits).1;
    assert_eq!(codes(limits(1000, 1000, 3)), [""; 0]);
    assert_eq!(
        codes(limits(10, 1000, 3)),
        ["zip.large a.md", "zip.large b.md", "zip.large c.md"]
    );
    assert_eq!(codes(limits(1000, 120, 3)), ["zip.total c.md"]);
    assert_eq!(codes(limits(1000, 1000, 2)), ["zip.entries "]);
}

#[test]
fn text_that_is_no_text_is_named() {
    let bytes = zip(&[("latin.md", b"caf\xe9"), ("good.md", b"# Good")]);
    assert_eq!(
        read(&bytes, &Limits::default()),
        (vec!["good.md".into()], vec!["zip.encoding latin.md".into()])
    );
}

#[test]
fn gzip_is_limited_and_damage_is_named() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![b'a'; 1 << 20]).unwrap();
    let bytes = encoder.finish().unwrap();
    assert_eq!(gunzip(&bytes, 1 << 20).unwrap().len(), 1 << 20);
    assert_eq!(
        gunzip(&bytes, (1 << 20) - 1).unwrap_err().code,
        "gzip.large"
    );
    assert_eq!(
        gunzip(&bytes[..bytes.len() / 2], 1 << 21).unwrap_err().code,
        "gzip.damaged"
    );
}

#[test]
fn json_lines_name_the_bad_line_and_go_on() {
    let text = "\u{feff}{\"path\": \"a\", \"text\": \"# A\"}\r\n\n{\"path\": \"b\"}\nnonsense\n{\"path\": \"c\", \"text\": \"\"}";
    let (files, problems) = json_lines("x.jsonl", text.as_bytes());
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["a", "c"]);
    let places: Vec<&str> = problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(places, ["x.jsonl:3", "x.jsonl:4"]);
    assert!(
        problems[0].message.contains("text"),
        "{}",
        problems[0].message
    );
    // A picture is not JSON lines with ten thousand faults.
    let (_, problems) = json_lines("x.png", &b"\x89PNG\n".repeat(10_000));
    assert!(problems.len() <= 20);
}

proptest! {
    #[test]
    fn damaged_archives_do_no_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = zip(&[("a.md", b"# A\n\nText."), ("b/c.md", b"# C\n\nMore text.")]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let keep = cut.index(2 * bytes.len());
        bytes.truncate(keep);
        let (files, problems) = unzip(&bytes, &Limits::default());
        prop_assert!(files.len() <= 2 && problems.len() <= 2);
        for file in files {
            prop_assert!(!file.path.contains("..") && !file.path.starts_with('/'));
        }
    }
}
