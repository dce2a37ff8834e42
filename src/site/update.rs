//! Sites' tables from elsewhere: a signed file that may take the place of tables that came with Handrail.
//!
//! The file is JSON: `{"signed": "…", "signature": "…"}`. What is signed is a text, byte for byte, which is JSON in turn:
//! `{"format": 1, "serial": 2026112701, "sites": […]}`. The signature is Ed25519 (RFC 8032) over [`message`], in hex. A
//! serial is a date and a number of that day, so that tables of two hands can be told apart by age.

use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};

use super::table::SiteTable;
use crate::post::Millis;
use crate::problem::Problem;
use crate::text::moment;

/// The serial of the tables that came with Handrail: year, month, day, number of that day. It grows whenever one of them
/// changes, so that a newer package wins over an older update.
pub const SERIAL: u32 = 2_026_112_702;
/// The largest file that is read, in bytes.
pub const MOST: usize = 200_000;
/// The form of the file.
const FORMAT: u32 = 1;
/// Nothing else that is ever signed begins so.
const DOMAIN: &str = "handrail site tables\n";
const DAY: Millis = 86_400_000;
/// The most problems that are told.
const MOST_TOLD: usize = 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    signed: String,
    signature: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    format: u32,
    serial: u32,
    sites: Vec<SiteTable>,
}

/// What is there already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held {
    /// The serial of the update in use; 0 where there is none.
    pub in_use: u32,
    /// Only tables after this serial are taken.
    pub after: u32,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Update {
    /// The one that is in use.
    Same,
    /// A newer one; its tables are whole and checked.
    New {
        /// Its serial.
        serial: u32,
        /// Its tables, at most one for each site.
        sites: Vec<SiteTable>,
    },
}

/// Reads a file that is to be signed with the key `key` (64 hexadecimal digits), at the moment `now`.
///
/// # Errors
/// Whatever is wrong with it, the signature before anything that it signs. Nothing of such a file is to be used.
pub fn read(file: &[u8], key: &str, held: Held, now: Millis) -> Result<Update, Vec<Problem>> {
    let signed = verified(file, key).map_err(|problem| vec![problem])?;
    let Signed { serial, sites, .. } = parse(&signed).map_err(|problem| vec![problem])?;
    if let Some(problem) = untimely(serial, held, now) {
        return Err(vec![problem]);
    }
    let problems = check(&sites);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(if serial == held.in_use {
        Update::Same
    } else {
        Update::New { serial, sites }
    })
}

/// What is wrong with tables that are to stand in one file.
#[must_use]
pub fn check(sites: &[SiteTable]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = sites.iter().flat_map(SiteTable::check).collect();
    if sites.is_empty() {
        problems.push(Problem::error(
            "sites.empty",
            "sites",
            "The file has no table.",
        ));
    }
    let twice = |at: usize, name: &str| sites.iter().take(at).any(|site| site.name == name);
    if sites
        .iter()
        .enumerate()
        .any(|(at, site)| twice(at, &site.name))
    {
        problems.push(Problem::error(
            "sites.name",
            "sites",
            "The file has two tables for one site.",
        ));
    }
    problems.truncate(MOST_TOLD);
    problems
}

/// The text that the file signs, if it is signed with `key`.
fn verified(file: &[u8], key: &str) -> Result<String, Problem> {
    if file.len() > MOST {
        return Err(Problem::error(
            "sites.huge",
            "",
            "The file is larger than 200 kB.",
        ));
    }
    let key = public_key(key).ok_or_else(|| Problem::error("sites.key", "key", NO_KEY))?;
    let no_file = || {
        Problem::error(
            "sites.file",
            "",
            "This is no file of tables. Look whether the address is that of the file itself.",
        )
    };
    let file: File = serde_json::from_slice(file).map_err(|_| no_file())?;
    let signature = unhex(&file.signature)
        .map(|bytes| Signature::from_bytes(&bytes))
        .ok_or_else(no_file)?;
    key.verify_strict(&message(&file.signed), &signature)
        .map_err(|_| Problem::error("sites.signature", "", "The file is not signed with this key. It was changed on its way, or somebody else made it."))?;
    Ok(file.signed)
}

/// What is wrong with a key.
const NO_KEY: &str = "This is no public key. It has 64 digits from 0 to 9 and a to f, as `cargo xtask site-data key` prints it.";

fn parse(signed: &str) -> Result<Signed, Problem> {
    #[derive(Deserialize)]
    struct Form {
        format: u32,
    }
    // First, because a later form may look different in all else.
    let form: Form = serde_json::from_str(signed).map_err(|error| misshapen(&error))?;
    if form.format != FORMAT {
        return Err(Problem::error(
            "sites.format",
            form.format.to_string(),
            "The file is for another version of Handrail. Update Handrail.",
        ));
    }
    serde_json::from_str(signed).map_err(|error| misshapen(&error))
}

/// Names the field, as far as it is known.
fn misshapen(error: &serde_json::Error) -> Problem {
    let said = error.to_string();
    let field = said.split('`').nth(1).unwrap_or_default();
    let place: String = if field.is_empty() { &said } else { field }
        .chars()
        .take(100)
        .collect();
    Problem::error(
        "sites.field",
        place,
        "The tables have something that this version of Handrail does not know, or lack something.",
    )
}

/// A serial that is none, is of tomorrow, or is not after what is known.
fn untimely(serial: u32, held: Held, now: Millis) -> Option<Problem> {
    let place = serial.to_string();
    let Some(day) = day_of(serial) else {
        return Some(Problem::error(
            "sites.serial",
            place,
            "The file's serial is no date with a number.",
        ));
    };
    // A clock that is wrong once would keep all later files out. Somewhere it is tomorrow already.
    if day.saturating_sub(DAY) > now {
        return Some(Problem::error(
            "sites.future",
            place,
            "The file is dated in the future.",
        ));
    }
    if serial <= SERIAL {
        return Some(Problem::error(
            "sites.shipped",
            place,
            "The tables that came with Handrail are newer.",
        ));
    }
    if serial != held.in_use && serial <= held.after.max(held.in_use) {
        return Some(Problem::error(
            "sites.old",
            place,
            "The file is older than one that was used already.",
        ));
    }
    None
}

/// The beginning of a serial's day.
#[must_use]
pub fn day_of(serial: u32) -> Option<Millis> {
    let (date, number) = (serial / 100, serial % 100);
    let (year, month, day) = (
        i64::from(date / 10_000),
        i64::from(date / 100 % 100),
        i64::from(date % 100),
    );
    let days = moment::days(year, month, day);
    let is_date = (2020..=2999).contains(&year) && moment::civil(days) == (year, month, day);
    (is_date && number > 0).then_some(days * DAY)
}

/// The first serial of the day of `now` that is after `last`; `None` where the day has no more.
#[must_use]
pub fn next_serial(last: u32, now: Millis) -> Option<u32> {
    let (year, month, day) = moment::civil(now.div_euclid(DAY));
    let today = u32::try_from((year * 10_000 + month * 100 + day) * 100 + 1).ok()?;
    let next = today.max(last.checked_add(1)?);
    day_of(next).map(|_| next)
}

/// The bytes that a signature is for.
#[must_use]
pub fn message(signed: &str) -> Vec<u8> {
    [DOMAIN.as_bytes(), signed.as_bytes()].concat()
}

/// The text to be signed. `None` where tables cannot be written.
#[must_use]
pub fn to_sign(serial: u32, sites: Vec<SiteTable>) -> Option<String> {
    let format = FORMAT;
    serde_json::to_string(&Signed {
        format,
        serial,
        sites,
    })
    .ok()
}

/// The file, of a text and the signature of its [`message`].
#[must_use]
pub fn file(signed: String, signature: &[u8; 64]) -> Option<String> {
    let signature = hex(signature);
    serde_json::to_string(&File { signed, signature }).ok()
}

/// The serial of a file, whoever signed it.
#[must_use]
pub fn serial_of(file: &[u8]) -> Option<u32> {
    let file: File = serde_json::from_slice(file).ok()?;
    Some(parse(&file.signed).ok()?.serial)
}

/// A public key from its 64 hexadecimal digits. A key that would take more than one signature is none.
#[must_use]
pub fn public_key(text: &str) -> Option<VerifyingKey> {
    let key = VerifyingKey::from_bytes(&unhex(text.trim())?).ok()?;
    (!key.is_weak()).then_some(key)
}

/// Bytes as hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}

/// Exactly `N` bytes from hexadecimal digits.
#[must_use]
pub fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != 2 * N || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        let digits = text.get(2 * at..2 * at + 2)?;
        // `from_str_radix` would take a sign.
        let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        *byte = u8::from_str_radix(digits, 16).ok().filter(|_| plain)?;
    }
    Some(bytes)
}

/// Where updates come from, as the administrator names it. Empty: there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// The file's address.
    pub url: String,
    /// The public key, in hex.
    pub key: String,
}

impl Source {
    /// The same without spaces around.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self {
            url: self.url.trim().to_owned(),
            key: self.key.trim().to_ascii_lowercase(),
        }
    }

    /// What is wrong with it, by field; nothing where both are empty.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let source = self.trimmed();
        let mut problems = Vec::new();
        if source == Self::default() {
            return problems;
        }
        if source.url.len() > 500 || crate::text::address::host(&source.url).is_none() {
            problems.push(Problem::error("sites.url", "url", "This is no address that Handrail may ask. It begins with https:// and has no question mark, such as https://files.example/handrail-sites.json."));
        }
        // Whether it is a point of the curve shows when it is used: the pages need no more of it than its form.
        if unhex::<32>(&source.key).is_none() {
            problems.push(Problem::error("sites.key", "key", NO_KEY));
        }
        problems
    }
}

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;
