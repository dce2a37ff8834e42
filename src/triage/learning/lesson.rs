//! What is remembered of a corrected post.

use serde::{Deserialize, Serialize};

use crate::triage::learning::{MOST_ROWS, ROWS, Sample, VERSION};

/// What is remembered of a corrected post: no text. It is kept and handed on as one string,
/// `VERSION|MODEL|WORDS|CUES|BRAND` with numbers parted by spaces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Lesson {
    /// [`VERSION`] of the program that made it.
    pub version: u16,
    /// The brand's name.
    pub brand: String,
    /// What the frozen model said: log-probabilities in hundredths, in the order of
    /// [`Intent::ALL`](crate::triage::Intent::ALL).
    pub model: [i16; 5],
    /// The rows.
    pub sample: Sample,
}

impl Lesson {
    /// Whether this program can learn from it: of this version, rows in the table, sorted and bounded.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let sound = |rows: &[u16]| {
            rows.is_sorted_by(|a, b| a < b)
                && rows.last().is_none_or(|&last| usize::from(last) < ROWS)
        };
        self.version == VERSION
            && self.sample.words.len() + self.sample.cues.len() <= MOST_ROWS
            && sound(&self.sample.words)
            && sound(&self.sample.cues)
    }

    /// The version of a packed lesson; 0 where it is none.
    #[must_use]
    pub fn version_of(packed: &str) -> u16 {
        let version = packed.split('|').next();
        version
            .and_then(|version| version.parse().ok())
            .unwrap_or(0)
    }

    fn parse(packed: &str) -> Option<Self> {
        let mut parts = packed.splitn(5, '|');
        let version = parts.next()?.parse().ok()?;
        let model = numbers::<i16>(parts.next()?)?.try_into().ok()?;
        let sample = Sample {
            words: numbers(parts.next()?)?,
            cues: numbers(parts.next()?)?,
        };
        Some(Self {
            version,
            model,
            sample,
            brand: parts.next()?.to_owned(),
        })
    }
}

/// Anything can be read; what this version does not understand is not [sound](Lesson::is_sound).
impl From<String> for Lesson {
    fn from(packed: String) -> Self {
        Self::parse(&packed).unwrap_or_else(|| Self {
            version: match Self::version_of(&packed) {
                VERSION => 0,
                other => other,
            },
            brand: packed.rsplit('|').next().unwrap_or_default().to_owned(),
            model: [0; 5],
            sample: Sample::default(),
        })
    }
}

impl From<Lesson> for String {
    fn from(lesson: Lesson) -> Self {
        let mut packed = lesson.version.to_string();
        let rows = |rows: &[u16]| joined(rows.iter().map(ToString::to_string));
        for part in [
            joined(lesson.model.iter().map(ToString::to_string)),
            rows(&lesson.sample.words),
            rows(&lesson.sample.cues),
            lesson.brand,
        ] {
            packed.push('|');
            packed.push_str(&part);
        }
        packed
    }
}

fn numbers<T: std::str::FromStr>(part: &str) -> Option<Vec<T>> {
    part.split_ascii_whitespace()
        .map(|number| number.parse().ok())
        .collect()
}

fn joined(numbers: impl Iterator<Item = String>) -> String {
    numbers.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            brand in "\\PC{0,20}",
            model in prop::array::uniform5(-1400i16..=0),
            words in prop::collection::vec(0u16..4096, 0..9),
            cues in prop::collection::vec(0u16..4096, 0..3),
        ) {
            let lesson = Lesson { version: VERSION, brand, model, sample: Sample { words, cues } };
            prop_assert_eq!(Lesson::from(String::from(lesson.clone())), lesson);
        }

        #[test]
        fn any_text_is_read_and_only_lessons_are_sound(text in "\\PC{0,60}") {
            prop_assert!(!Lesson::from(text).is_sound());
        }
    }

    #[test]
    fn a_lesson_of_another_version_keeps_its_brand() {
        let lesson = Lesson::from("7|something new|L&M".to_owned());
        assert_eq!(
            (lesson.version, lesson.brand.as_str(), lesson.is_sound()),
            (7, "L&M", false)
        );
    }
}
