//! What is set up as a whole: as one file, to be kept, shared or taken back; and by the organisation, which presets and
//! locks parts of it.

mod file;
mod managed;
mod part;

pub(super) use managed::Managed;

use crate::engine::{Engine, Outcome};
use crate::post::Millis;
use crate::protocol::{Effect, Part, PartRead, ProfileFile, Response, SetupAnswer, SetupAsked};

impl Engine {
    /// Requests about the set-up as a whole.
    pub(super) fn setup_asked(&mut self, asked: SetupAsked, now: Millis) -> Outcome {
        match asked {
            SetupAsked::Export => {
                let text = file::write(&self.profile_file(&Part::ALL));
                answer(SetupAnswer::File { text }).into()
            }
            SetupAsked::Check { file } => answer(self.read_file(&file)).into(),
            SetupAsked::Take { file, parts, back } => self.take_file(&file, &parts, back, now),
            SetupAsked::Managed => answer(self.managed.answer()).into(),
        }
    }

    /// The set-up of these parts. What belongs to one person or one browser stays out of it.
    fn profile_file(&self, parts: &[Part]) -> ProfileFile {
        let mut file = file::empty();
        for part in parts {
            self.write_part(*part, &mut file);
        }
        file
    }

    fn read_file(&self, text: &str) -> SetupAnswer {
        match file::read(text) {
            Ok(file) => SetupAnswer::Read {
                parts: self.parts_of(&file),
                problems: Vec::new(),
            },
            Err(problem) => SetupAnswer::Read {
                parts: Vec::new(),
                problems: vec![problem],
            },
        }
    }

    fn parts_of(&self, file: &ProfileFile) -> Vec<PartRead> {
        let kept = self.profile_file(&Part::ALL);
        let parts = file.parts().into_iter();
        parts
            .map(|part| PartRead {
                part,
                entries: file::entries(file, part),
                kept: file::entries(&kept, part),
                same: file::is_same(file, &kept, part),
                locked: self.managed.locks(part),
                problems: self.problems_of(file, part),
            })
            .collect()
    }

    /// Keeps these parts, all of them or none.
    fn take_file(&mut self, text: &str, parts: &[Part], back: bool, now: Millis) -> Outcome {
        let Ok(file) = file::read(text) else {
            return answer(self.read_file(text)).into();
        };
        let has = file.parts();
        let wanted: Vec<Part> = has
            .into_iter()
            .filter(|part| parts.contains(part))
            .collect();
        let refused = |part: &Part| {
            let fatal = self.problems_of(&file, *part);
            self.managed.locks(*part) || fatal.iter().any(|problem| problem.fatal)
        };
        if wanted.iter().any(refused) {
            return answer(self.read_file(text)).into();
        }
        // Words that are to be removed have to be at hand.
        if wanted.contains(&Part::Retention)
            && let Some(need) = self.cases.excerpts.lacks_any()
        {
            return need.into();
        }
        // Which bases have articles is known once they are at hand.
        if back
            && wanted.contains(&Part::Articles)
            && let Some(need) = self.library.needs("")
        {
            return need.into();
        }
        let before = file::write(&self.profile_file(&wanted));
        let mut effects: Vec<Effect> = Vec::new();
        for part in &wanted {
            effects.extend(self.take_part(&file, *part, back, now));
        }
        effects.retain(|effect| *effect != Effect::Again);
        effects.push(Effect::Again);
        Outcome {
            response: answer(SetupAnswer::Taken {
                parts: wanted.len(),
                before,
            }),
            effects,
        }
    }
}

const fn answer(answer: SetupAnswer) -> Response {
    Response::Setup { answer }
}
