//! The second look at uncertain posts, from a shell: where the sentence encoder's file is found.

use std::path::{Path, PathBuf};

use handrail::encoder::Encoder;

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

impl Looks {
    /// The encoder, if a second look is wanted and possible.
    pub(crate) fn encoder(&self) -> Result<Option<Encoder>, Failure> {
        if self.first_look {
            return Ok(None);
        }
        if let Some(path) = &self.encoder {
            return read(path).map(Some);
        }
        let Some(path) = usual() else {
            return Ok(None);
        };
        // Nobody asked for this one: without it everything works.
        match read(&path) {
            Ok(encoder) => Ok(Some(encoder)),
            Err(Failure::Message(message)) => {
                eprintln!("handrail: going on without a second look: {message}");
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }
}

fn read(path: &Path) -> Result<Encoder, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| {
        let remedy = "check the path, or make the file with `cargo xtask build`";
        Failure::Message(format!("{name}: {error}; {remedy}"))
    })?;
    Encoder::from_bytes(&bytes, ADAPTER)
        .map_err(|error| Failure::Message(format!("{name}: {error}")))
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
