use ed25519_dalek::{Signer, SigningKey};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    Held, SERIAL, Source, Update, day_of, file, hex, message, next_serial, public_key, read,
    to_sign, unhex,
};
use crate::post::Millis;
use crate::site::tests::shipped;

/// 2026-12-24, noon.
const NOW: Millis = 1_798_113_600_000;
const NEW: u32 = 2_026_122_401;

fn signer() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn key() -> String {
    hex(signer().verifying_key().as_bytes())
}

fn sealed(signed: &str) -> String {
    file(
        signed.to_owned(),
        &signer().sign(&message(signed)).to_bytes(),
    )
    .unwrap()
}

fn good(serial: u32) -> String {
    sealed(&to_sign(serial, shipped()).unwrap())
}

/// A file whose signed text was changed before it was signed.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut signed: Value = serde_json::from_str(&to_sign(NEW, shipped()).unwrap()).unwrap();
    change(&mut signed);
    sealed(&signed.to_string())
}

fn code(file: &str, held: Held) -> String {
    match read(file.as_bytes(), &key(), held, NOW) {
        Ok(Update::Same) => "same".into(),
        Ok(Update::New { .. }) => "new".into(),
        Err(problems) => problems
            .into_iter()
            .map(|problem| problem.code)
            .collect::<Vec<_>>()
            .join(" "),
    }
}

#[test]
fn a_signed_file_is_taken_whole() {
    let sites = shipped();
    assert_eq!(
        read(good(NEW).as_bytes(), &key(), Held::default(), NOW),
        Ok(Update::New { serial: NEW, sites })
    );
    let padded = format!(" {}\n", key().to_uppercase());
    assert!(read(good(NEW).as_bytes(), &padded, Held::default(), NOW).is_ok());
}

#[test]
fn only_newer_files_are_taken() {
    let in_use = |in_use, after| Held { in_use, after };
    for (serial, held, expected) in [
        (NEW, in_use(NEW, NEW), "same"),
        (NEW, in_use(NEW + 1, 0), "sites.old"),
        (NEW, in_use(NEW - 1, 0), "new"),
        // Somebody went back from it.
        (NEW, in_use(0, NEW), "sites.old"),
        (NEW + 1, in_use(0, NEW), "new"),
        (NEW, in_use(0, NEW - 1), "new"),
        (SERIAL, in_use(0, 0), "sites.shipped"),
        (2_026_122_501, in_use(0, 0), "new"),
        (2_026_122_601, in_use(0, 0), "sites.future"),
        (2_099_010_101, in_use(0, 0), "sites.future"),
        (2_026_133_101, in_use(0, 0), "sites.serial"),
        (2_026_022_901, in_use(0, 0), "sites.serial"),
        (2_026_122_400, in_use(0, 0), "sites.serial"),
        (17, in_use(0, 0), "sites.serial"),
    ] {
        assert_eq!(code(&good(serial), held), expected, "{serial} {held:?}");
    }
}

#[test]
fn whatever_is_wrong_has_a_name() {
    for (file, expected) in [
        (String::new(), "sites.file"),
        ("<!doctype html><title>Log in</title>".into(), "sites.file"),
        ("[]".into(), "sites.file"),
        ("x".repeat(200_001), "sites.huge"),
        (
            good(NEW).replace("tweetText", "tweetTexT"),
            "sites.signature",
        ),
        (
            good(NEW).replacen("\"signature\":\"", "\"signature\":\"00", 1),
            "sites.file",
        ),
        (good(NEW).replacen('{', "{\"more\":1,", 1), "sites.file"),
        (sealed("[]"), "sites.field"),
        (
            changed(|signed| signed["format"] = json!(2)),
            "sites.format",
        ),
        (changed(|signed| signed["more"] = json!(2)), "sites.field"),
        (changed(|signed| signed["sites"] = json!([])), "sites.empty"),
        (
            changed(|signed| signed["sites"][0]["hosts"] = json!(["evil.example"])),
            "sites.field",
        ),
        (
            changed(|signed| signed["sites"][0]["page"]["extra"] = json!(1)),
            "sites.field",
        ),
        (
            changed(|signed| signed["sites"][0]["page"]["id"] = json!("(?:a+)+(b)")),
            "sites.pattern.slow",
        ),
        (
            changed(|signed| signed["sites"][1] = signed["sites"][0].clone()),
            "sites.name",
        ),
    ] {
        let shown: String = file.chars().take(60).collect();
        assert_eq!(code(&file, Held::default()), expected, "{shown}");
    }
    let other = hex(SigningKey::from_bytes(&[8; 32]).verifying_key().as_bytes());
    for (key, expected) in [
        (other.as_str(), "sites.signature"),
        ("", "sites.key"),
        ("zz", "sites.key"),
    ] {
        let problems = read(good(NEW).as_bytes(), key, Held::default(), NOW).unwrap_err();
        assert_eq!(problems[0].code, expected, "{key}");
    }
}

#[test]
fn an_unknown_field_is_named() {
    let file = changed(|signed| signed["sites"][0]["page"]["extra"] = json!(1));
    let problems = read(file.as_bytes(), &key(), Held::default(), NOW).unwrap_err();
    assert_eq!(problems[0].path, "extra");
}

#[test]
fn a_signature_for_something_else_is_none_for_tables() {
    let signed = to_sign(NEW, shipped()).unwrap();
    let bare = file(signed.clone(), &signer().sign(signed.as_bytes()).to_bytes()).unwrap();
    assert_eq!(code(&bare, Held::default()), "sites.signature");
}

#[test]
fn a_key_that_takes_many_signatures_is_none() {
    // The neutral element, and a point of order 8.
    let neutral = "01".to_owned() + &"00".repeat(31);
    let eight = "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a";
    for weak in [neutral.as_str(), eight, "+1".repeat(32).as_str()] {
        assert!(public_key(weak).is_none(), "{weak}");
    }
    assert!(public_key(&key()).is_some());
}

#[test]
fn the_shipped_serial_is_a_day_and_the_next_is_after_it() {
    assert!(day_of(SERIAL).is_some());
    assert_eq!(next_serial(SERIAL, NOW), Some(2_026_122_401));
    assert_eq!(next_serial(2_026_122_401, NOW), Some(2_026_122_402));
    assert_eq!(next_serial(2_026_122_499, NOW), None);
}

#[test]
fn nothing_is_wrong_with_no_source() {
    let codes = |url: &str, key: &str| -> Vec<String> {
        let source = Source {
            url: url.into(),
            key: key.into(),
        };
        source
            .check()
            .into_iter()
            .map(|problem| problem.code)
            .collect()
    };
    let url = "https://files.example/sites.json";
    assert!(codes("", " ").is_empty());
    assert!(codes(url, &key()).is_empty());
    assert_eq!(
        codes("http://files.example/sites.json", &key()),
        ["sites.url"]
    );
    assert_eq!(codes(url, "abc"), ["sites.key"]);
    assert_eq!(codes("", &key()), ["sites.url"]);
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300), text in r#"[{}\[\]":,a-z0-9]{0,80}"#) {
        prop_assert!(read(&bytes, &key(), Held::default(), NOW).is_err());
        prop_assert!(read(text.as_bytes(), &key(), Held::default(), NOW).is_err());
        prop_assert!(!code(&sealed(&text), Held::default()).is_empty());
    }

    #[test]
    fn a_changed_byte_is_never_taken(at in any::<prop::sample::Index>(), flip in 1u8..=255) {
        let mut bytes = good(NEW).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        // A digit of the signature in capitals means the same.
        let same = bytes.eq_ignore_ascii_case(good(NEW).as_bytes()) && at > bytes.len() - 131;
        prop_assert!(same || read(&bytes, &key(), Held::default(), NOW).is_err());
    }

    #[test]
    fn hexadecimal_digits_come_back(bytes in any::<[u8; 32]>()) {
        prop_assert_eq!(unhex(&hex(&bytes)), Some(bytes));
    }
}
