//! Writing what is made: files are touched only when they change, and leftovers go.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A folder's content: path within it (with `/`) to bytes, in order.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Makes `folder` hold exactly `files`.
pub(crate) fn write_all(folder: &Path, files: &Files) -> Result<()> {
    for path in list(folder)? {
        if !files.contains_key(&relative(folder, &path)) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    for (path, bytes) in files {
        write(&folder.join(path), bytes)?;
    }
    Ok(())
}

/// Writes one file, unless it is as it should be.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Reads a file; the error names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads a text; the error names it.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Every file below `folder`, in order; none if the folder is not there.
pub(crate) fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?
    {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(list(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// `path` within `folder`, with `/`.
pub(crate) fn relative(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder)
        .unwrap_or(path)
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

/// A number that changes when any of `parts` does; good for "was this made of that?" on one machine.
pub(crate) fn fingerprint(parts: &[&[u8]]) -> String {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        part.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// Whether `made` was made of inputs with this fingerprint: it left a note beside.
pub(crate) fn is_made_of(made: &Path, fingerprint: &str) -> bool {
    made.exists() && fs::read_to_string(note(made)).is_ok_and(|note| note == fingerprint)
}

/// Leaves the note for [`is_made_of`].
pub(crate) fn set_made_of(made: &Path, fingerprint: &str) -> Result<()> {
    write(&note(made), fingerprint.as_bytes())
}

fn note(made: &Path) -> PathBuf {
    let mut name = made.file_name().unwrap_or_default().to_os_string();
    name.push(".made-of");
    made.with_file_name(name)
}
