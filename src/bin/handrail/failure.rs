//! Why a command stops early.

use std::io;

/// Why a command stops early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The reader of our output went away; nobody is left to tell.
    Closed,
    /// What is wrong and what to do.
    Message(String),
}

impl Failure {
    /// `path` could not be read or written.
    pub(crate) fn file(path: &str, error: &io::Error) -> Self {
        Self::Message(format!("{path}: {error}"))
    }
}

/// Errors of writing to standard output; those of files are named by [`Failure::file`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Message(format!("standard output: {error}")),
        }
    }
}
