//! The sentence encoder from a shell: where its file is found, for a second look at posts and for what articles mean.

use std::path::{Path, PathBuf};

use handrail::encoder::{Encoder, EncoderError};

use crate::failure::Failure;

/// What the encoder adds for triage; its own file is too large to be part of the program.
const ADAPTER: &[u8] = include_bytes!("../../encoder/adapter.bin");

/// How many looks a post gets.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Looks {
    /// The sentence encoder's file, for a second look at uncertain posts. Without it, `encoder.bin` beside this program
    /// or where `cargo xtask build` makes it is used, if it is there.
    #[arg(long, value_name = "FILE")]
    encoder: Option<PathBuf>,
    /// Judges by the first look alone, in microseconds.
    #[arg(long, conflicts_with = "encoder")]
    first_look: bool,
}

/// Whether articles are read by the sentence encoder.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Meaning {
    /// The sentence encoder's file, for what articles and queries mean. Without it, `encoder.bin` beside this program or
    /// where `cargo xtask build` makes it is used, if it is there.
    #[arg(long, value_name = "FILE")]
    encoder: Option<PathBuf>,
    /// Goes by words alone.
    #[arg(long, conflicts_with = "encoder")]
    words_only: bool,
}

impl Looks {
    /// The encoder, if a second look is wanted and possible.
    pub(crate) fn encoder(&self) -> Result<Option<Encoder>, Failure> {
        if self.first_look {
            return Ok(None);
        }
        let triage = |base: &[u8]| Encoder::from_bytes(base, ADAPTER);
        find(self.encoder.as_deref(), &triage, "a second look")
    }
}

impl Meaning {
    /// The encoder, if meaning counts and it can be had.
    pub(crate) fn encoder(&self) -> Result<Option<Encoder>, Failure> {
        if self.words_only {
            return Ok(None);
        }
        find(self.encoder.as_deref(), &Encoder::published, "meaning")
    }
}

/// How an encoder is made of its file.
type Make<'a> = &'a dyn Fn(&[u8]) -> Result<Encoder, EncoderError>;

/// The encoder of the file that was given, or of the usual one.
fn find(given: Option<&Path>, make: Make, what: &str) -> Result<Option<Encoder>, Failure> {
    if let Some(path) = given {
        return read(path, make).map(Some);
    }
    let Some(path) = usual() else {
        return Ok(None);
    };
    // Nobody asked for this one: without it everything works.
    match read(&path, make) {
        Ok(encoder) => Ok(Some(encoder)),
        Err(Failure::Message(message)) => {
            eprintln!("handrail: going on without {what}: {message}");
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

fn read(path: &Path, make: Make) -> Result<Encoder, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        let remedy = "check the path, or make the file with `cargo xtask build`";
        Failure::Message(format!("{name}: {error}; {remedy}"))
    })?;
    make(&bytes).map_err(|error| Failure::Message(format!("{name}: {error}")))
}

/// Beside the program, or where the build leaves it (`target/encoder`, while the program is in `target/release`).
fn usual() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let folder = program.parent()?;
    let mut places = ["encoder.bin", "../encoder/encoder.bin"]
        .into_iter()
        .map(|place| folder.join(place));
    places.find(|place| place.is_file())
}
