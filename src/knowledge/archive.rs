//! Archives of articles: zip, gzip and JSON lines, read with suspicion. What is refused is named, the rest goes on.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::SourceFile;
use super::article::ENDINGS;
use crate::problem::Problem;

/// How much an archive may hold. Measured while inflating: what its headers say is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Entries of any kind.
    pub entries: usize,
    /// Bytes of one article.
    pub article: u64,
    /// Bytes of all articles together.
    pub total: u64,
    /// How many times larger an article may be than its packed form. Text packs to a tenth; a bomb to a thousandth.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 100_000,
            article: 2 << 20,
            total: 256 << 20,
            ratio: 200,
        }
    }
}

/// Endings of file names that say "this is HTML".
pub(super) const HTML_ENDINGS: [&str; 2] = [".html", ".htm"];

/// After this many bad lines and no good one, a file is not JSON lines at all.
const GIVE_UP: usize = 20;
/// An article smaller than this is never taken for a bomb.
const SMALL: u64 = 64 << 10;

/// The articles (`.md`, `.markdown`, `.html`, `.htm`) of a zip file, and what was refused. Other files are passed over.
#[must_use]
pub fn unzip(bytes: &[u8], limits: &Limits) -> (Vec<SourceFile>, Vec<Problem>) {
    let damaged = |error: &dyn std::fmt::Display| {
        let message = format!("This zip file cannot be read ({error}). Pack the folder again.");
        (Vec::new(), vec![Problem::error("zip.damaged", "", message)])
    };
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return damaged(&error),
    };
    if archive.len() > limits.entries {
        let message = format!(
            "This zip file has {} entries; at most {} are read. Pack only the articles.",
            archive.len(),
            limits.entries
        );
        return (Vec::new(), vec![Problem::error("zip.entries", "", message)]);
    }
    let mut reader = Reader {
        limits,
        left: limits.total,
        twice: names_given_twice(bytes, archive.central_directory_start()),
        files: Vec::new(),
        problems: Vec::new(),
    };
    for at in 0..archive.len() {
        if !reader.entry(&mut archive, at) {
            break;
        }
    }
    (reader.files, reader.problems)
}

/// The state of reading a zip file.
struct Reader<'a> {
    limits: &'a Limits,
    /// Bytes that may still be inflated.
    left: u64,
    twice: HashSet<Vec<u8>>,
    files: Vec<SourceFile>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Reads one entry. False where the whole archive has to be given up.
    fn entry(&mut self, archive: &mut ZipArchive<Cursor<&[u8]>>, at: usize) -> bool {
        let (name, packed) = {
            let Ok(entry) = archive.by_index_data(at) else {
                return true;
            };
            if entry.is_dir() {
                return true;
            }
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            let name = entry.name().map_or(name, std::borrow::Cow::into_owned);
            let refused = refusal(
                &name,
                entry.is_symlink(),
                entry.encrypted(),
                self.twice.contains(entry.name_raw()),
            );
            match refused {
                Refusal::None => {}
                Refusal::Silent => return true,
                Refusal::Named(code, message) => {
                    self.refuse(code, &name, message);
                    return true;
                }
            }
            (name, entry.compressed_size())
        };
        let result = archive
            .by_index(at)
            .map_err(|error| error.to_string())
            .and_then(|file| self.inflate(file, packed));
        match result {
            Err(error) => {
                let message = format!("This entry is damaged ({error}). Pack the folder again.");
                self.refuse("zip.entry", &name, message);
            }
            Ok(Inflated::Text(text)) => self.files.push(SourceFile { path: name, text }),
            Ok(Inflated::NoText) => self.refuse(
                "zip.encoding",
                &name,
                "This file is not UTF-8. Save it as UTF-8 and pack the folder again.",
            ),
            Ok(Inflated::Large) => self.refuse(
                "zip.large",
                &name,
                "This article is larger than 2 MB. Cut it into articles.",
            ),
            Ok(Inflated::Bomb) => self.refuse(
                "zip.bomb",
                &name,
                "This entry unpacks to many times its size, as no article does. Leave it out.",
            ),
            Ok(Inflated::Full) => {
                self.refuse(
                    "zip.total",
                    &name,
                    "The articles up to here are as large together as an archive may be; this one and all after it are left out. Import fewer folders at a time.",
                );
                return false;
            }
        }
        true
    }

    /// Inflates an entry of `packed` bytes, counting what comes out.
    fn inflate(&mut self, file: impl Read, packed: u64) -> Result<Inflated, String> {
        let by_ratio = packed.saturating_mul(self.limits.ratio).max(SMALL);
        let most = self.limits.article.min(by_ratio).min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes);
        let len = bytes.len() as u64;
        self.left = self.left.saturating_sub(len);
        if len > most {
            return Ok(if most == self.limits.article {
                Inflated::Large
            } else if most == by_ratio {
                Inflated::Bomb
            } else {
                Inflated::Full
            });
        }
        read.map_err(|error| error.to_string())?;
        Ok(String::from_utf8(bytes).map_or(Inflated::NoText, Inflated::Text))
    }

    fn refuse(&mut self, code: &str, name: &str, message: impl Into<String>) {
        self.problems
            .push(Problem::error(code, visible(name), message));
    }
}

/// What inflating an entry gave.
enum Inflated {
    Text(String),
    NoText,
    Large,
    Bomb,
    Full,
}

/// Whether an entry is left out before it is read.
enum Refusal {
    None,
    Silent,
    Named(&'static str, &'static str),
}

fn refusal(name: &str, symlink: bool, encrypted: bool, twice: bool) -> Refusal {
    let unsafe_name = name.starts_with(['/', '\\'])
        || name.contains('\\')
        || name.contains(|c: char| c.is_control())
        || name.split('/').any(|part| matches!(part, ".." | "." | ""))
        || name.as_bytes().get(1) == Some(&b':');
    let lower = name.to_lowercase();
    let endings = ENDINGS.iter().chain(&HTML_ENDINGS);
    let article = endings.into_iter().any(|ending| lower.ends_with(ending));
    let hidden = name
        .split('/')
        .any(|part| part == "__MACOSX" || (part.starts_with('.') && part != ".."));
    if lower.ends_with(".zip") {
        Refusal::Named(
            "zip.nested",
            "A zip file inside a zip file is not opened. Import it by itself.",
        )
    } else if !article || (hidden && !unsafe_name) {
        Refusal::Silent
    } else if unsafe_name {
        Refusal::Named(
            "zip.name",
            "The name of this entry leads out of the archive or is not plain. Rename the file and pack the folder again.",
        )
    } else if symlink {
        Refusal::Named(
            "zip.link",
            "This entry is a link to another file. Put the file itself into the archive.",
        )
    } else if encrypted {
        Refusal::Named(
            "zip.encrypted",
            "This entry is locked with a password. Pack the folder again without one.",
        )
    } else if twice {
        Refusal::Named(
            "zip.twice",
            "Several entries have this name, and none of them is imported. Pack the folder again.",
        )
    } else {
        Refusal::None
    }
}

/// Control and direction characters made visible, so that a name cannot pretend in a message.
fn visible(name: &str) -> String {
    let odd = |c: char| c.is_control() || crate::text::fold::is_invisible(c);
    name.chars()
        .take(300)
        .map(|c| if odd(c) { '\u{fffd}' } else { c })
        .collect()
}

/// Names that stand more than once in the central directory: the reader keeps one of each, and an archive that says two
/// things under one name is not to be believed in either.
fn names_given_twice(bytes: &[u8], start: u64) -> HashSet<Vec<u8>> {
    let mut seen = HashSet::new();
    let mut twice = HashSet::new();
    let mut rest = usize::try_from(start)
        .ok()
        .and_then(|start| bytes.get(start..))
        .unwrap_or_default();
    while rest.starts_with(b"PK\x01\x02") {
        let half = |at: usize| {
            rest.get(at..at + 2)
                .and_then(|two| two.try_into().ok())
                .map_or(0, |two| usize::from(u16::from_le_bytes(two)))
        };
        let (name, extra, comment) = (half(28), half(30), half(32));
        let Some(name) = rest.get(46..46 + name) else {
            break;
        };
        if !seen.insert(name) {
            twice.insert(name.to_vec());
        }
        rest = rest
            .get(46 + name.len() + extra + comment..)
            .unwrap_or_default();
    }
    twice
}

/// Unpacks a gzip file of at most `most` bytes.
///
/// # Errors
/// When it is damaged, or larger.
pub fn gunzip(bytes: &[u8], most: u64) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    let read = flate2::read::MultiGzDecoder::new(bytes)
        .take(most.saturating_add(1))
        .read_to_end(&mut out);
    if out.len() as u64 > most {
        let message = format!(
            "This file unpacks to more than {} MB. Import fewer articles at a time.",
            most >> 20
        );
        return Err(Problem::error("gzip.large", "", message));
    }
    match read {
        Ok(_) => Ok(out),
        Err(error) => {
            let message = format!("This gzip file cannot be read ({error}). Pack it again.");
            Err(Problem::error("gzip.damaged", "", message))
        }
    }
}

/// The articles of JSON lines `{"path": "…", "text": "Markdown"}`; a bad line is named, the rest goes on. `source` is
/// what the problems call the file.
#[must_use]
pub fn json_lines(source: &str, bytes: &[u8]) -> (Vec<SourceFile>, Vec<Problem>) {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for (at, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if files.is_empty() && problems.len() >= GIVE_UP {
            break;
        }
        let line = line
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(line)
            .trim_ascii();
        if line.is_empty() {
            continue;
        }
        match serde_json::from_slice::<SourceFile>(line) {
            Ok(file) => files.push(file),
            Err(error) => problems.push(Problem::error(
                "jsonl.line",
                format!("{source}:{}", at + 1),
                format!("This line is no article ({error}). Write {{\"path\": \"…\", \"text\": \"…\"}} on one line."),
            )),
        }
    }
    (files, problems)
}
