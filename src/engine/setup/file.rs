//! A profile file as text, and what is in it.

use crate::problem::Problem;
use crate::protocol::{Part, ProfileFile};

/// The longest file that is read, in bytes. A team's playbooks are a few hundred thousand.
const LONGEST: usize = 4_000_000;

/// A file without parts.
pub(super) fn empty() -> ProfileFile {
    ProfileFile {
        handrail: ProfileFile::KIND.into(),
        version: ProfileFile::VERSION,
        ..ProfileFile::default()
    }
}

/// As text for people to read, too.
pub(super) fn write(file: &ProfileFile) -> String {
    // Plain data always serialises.
    let mut text = serde_json::to_string_pretty(file).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads one.
///
/// # Errors
/// Where it is none, with the place: `LINE:COLUMN`.
pub(super) fn read(text: &str) -> Result<ProfileFile, Problem> {
    let wrong = |code: &str, path: &str, message: String| Problem::error(code, path, message);
    if text.len() > LONGEST {
        let message = "A profile file has at most 4 MB. This is another file.";
        return Err(wrong("setup.huge", "", message.into()));
    }
    let file: ProfileFile =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            let path = format!("{}:{}", error.line(), error.column());
            let message =
                format!("This is no profile file, or it was changed by hand: {error}. Mend that place, or export it again.");
            wrong("setup.file", &path, message)
        })?;
    if file.handrail != ProfileFile::KIND {
        let message = "A profile file begins with \"handrail\": \"profile\". This is another file.";
        return Err(wrong("setup.kind", "handrail", message.into()));
    }
    if file.version > ProfileFile::VERSION {
        let message = "This file was written by a newer Handrail. Update Handrail here first, then import it.";
        return Err(wrong("setup.newer", "version", message.into()));
    }
    Ok(file)
}

/// How many entries a part has, where it is a list.
pub(super) fn entries(file: &ProfileFile, part: Part) -> Option<usize> {
    match part {
        Part::Brands => file.brands.as_ref().map(Vec::len),
        Part::Articles => file.articles.as_ref().map(Vec::len),
        Part::Synonyms => {
            let text = file.synonyms.as_deref();
            text.map(|text| text.lines().filter(|line| !line.trim().is_empty()).count())
        }
        Part::Playbooks => file.playbooks.as_ref().map(Vec::len),
        Part::Hours => file.hours.as_ref().map(Vec::len),
        Part::Topics => file.topics.as_ref().map(Vec::len),
        Part::Targets => file.targets.as_ref().map(|targets| targets.rules.len()),
        Part::Customers | Part::Checks | Part::Rewriting | Part::Retention => None,
    }
}

/// Whether both say the same of a part.
pub(super) fn is_same(file: &ProfileFile, other: &ProfileFile, part: Part) -> bool {
    match part {
        Part::Brands => file.brands == other.brands,
        Part::Articles => file.articles == other.articles,
        Part::Synonyms => file.synonyms == other.synonyms,
        Part::Playbooks => file.playbooks == other.playbooks,
        Part::Customers => file.customers == other.customers,
        Part::Hours => file.hours == other.hours,
        Part::Checks => file.checks == other.checks,
        Part::Rewriting => file.rewriting == other.rewriting,
        Part::Topics => file.topics == other.topics,
        Part::Targets => file.targets == other.targets,
        Part::Retention => file.retention == other.retention,
    }
}
