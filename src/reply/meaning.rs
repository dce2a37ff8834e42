//! What playbooks mean, by the sentence encoder: which of their texts it reads, what it made of them, and how much a post
//! means the same.
//!
//! A vector is known by the CRC-32 of its text, so that a text that stays as it is is read once, however often playbooks
//! are saved, and however often the background wakes. Vectors are kept in bytes: 388 for each, and its text's number.

use std::collections::{BTreeMap, BTreeSet};

use crate::knowledge::WIDTH;
use crate::reply::like::said;
use crate::reply::playbook::Playbook;
use crate::triage::Lang;
use crate::triage::weights::crc32;

// These were fixed on one half of `tests/fixtures/playbooks.tsv` (`cargo xtask bench replies`).

/// A cosine up to here says nothing …
const UNLIKE: f32 = 0.2;
/// … and from here on is the same thing in other words.
const SAME: f32 = 0.5;
/// What the name counts beside an example, and the body, which says what we say.
const NAME: f32 = 0.8;
const BODY: f32 = 0.8;

/// The most texts that are read; playbooks beyond go by words.
const MOST: usize = 2_000;
/// The longest text that is read, in bytes: the encoder reads no more of it either.
const LONGEST: usize = 1_000;
/// Begins what is kept, with its version: raised with every change of the form, or of the encoder.
const MAGIC: &[u8; 8] = b"HNDRLPB\x01";
/// Its text's number, what a step of its bytes is worth, and its bytes.
const ROW: usize = 4 + 4 + WIDTH;

/// A text of a playbook.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// What it counts beside an example.
    weight: f32,
    number: u32,
    text: String,
}

/// What the encoder is to read of a playbook; nothing where it is in a language that it does not know.
fn texts(playbook: &Playbook) -> Vec<Text> {
    let langs = &playbook.langs;
    let english = langs.is_empty() || langs.iter().any(|(lang, _)| *lang == Lang::English);
    if !english || playbook.piece {
        return Vec::new();
    }
    let text = |weight, text: &str| {
        let text = text.trim();
        let ends = (0..=text.len().min(LONGEST)).rev();
        let end = ends.into_iter().find(|&at| text.is_char_boundary(at));
        let text = text.get(..end.unwrap_or_default()).unwrap_or_default();
        Text {
            weight,
            number: crc32(&[text.as_bytes()]),
            text: text.to_owned(),
        }
    };
    let examples = playbook.examples.iter().map(|example| text(1.0, example));
    let body = playbook.wordings.first().map(|wording| said(wording));
    let mut texts: Vec<Text> = examples.collect();
    texts.push(text(NAME, &playbook.name));
    texts.extend(body.map(|body| text(BODY, &body)));
    texts.retain(|text| !text.text.is_empty());
    texts
}

/// A vector in a byte a number.
#[derive(Clone, Debug)]
struct Vector {
    /// What a step is worth.
    step: f32,
    steps: [i8; WIDTH],
}

impl Vector {
    fn of(vector: &[f32; WIDTH]) -> Self {
        let most = vector.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
        let step = if most.is_normal() { most / 127.0 } else { 1.0 };
        #[expect(clippy::cast_possible_truncation, reason = "within 127 either way")]
        let steps = vector.map(|x| (x / step).round() as i8);
        Self { step, steps }
    }

    fn cosine(&self, with: &[f32; WIDTH]) -> f32 {
        let products = self.steps.iter().zip(with).map(|(a, b)| f32::from(*a) * b);
        products.sum::<f32>() * self.step
    }
}

/// The texts of all playbooks, and what is known of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Meanings {
    /// In the order of the playbooks.
    of: Vec<Vec<Text>>,
    /// By the texts' numbers.
    known: BTreeMap<u32, Vector>,
}

impl Meanings {
    pub(super) fn of(playbooks: &[Playbook]) -> Self {
        let mut left = MOST;
        let of = playbooks.iter().map(|playbook| {
            let mut texts = texts(playbook);
            texts.truncate(left);
            left -= texts.len();
            texts
        });
        Self {
            of: of.collect(),
            known: BTreeMap::new(),
        }
    }

    /// With what others know.
    pub(super) fn knowing(mut self, others: Self) -> Self {
        self.known = others.known;
        self
    }

    /// Whether anything is known.
    pub(super) fn any(&self) -> bool {
        let mut texts = self.of.iter().flatten();
        texts.any(|text| self.known.contains_key(&text.number))
    }

    /// The texts that were not read yet, each once.
    pub(super) fn unread(&self) -> Vec<(u32, &str)> {
        let mut seen = BTreeSet::new();
        let texts = self.of.iter().flatten();
        let unread = texts.filter(|text| !self.known.contains_key(&text.number));
        unread
            .filter(|text| seen.insert(text.number))
            .map(|text| (text.number, text.text.as_str()))
            .collect()
    }

    pub(super) fn give(&mut self, number: u32, vector: &[f32; WIDTH]) {
        self.known.insert(number, Vector::of(vector));
    }

    /// How much a post means what each playbook is for, in their order, from 0 to 1.
    pub(super) fn likeness(&self, post: &[f32; WIDTH]) -> Vec<f32> {
        let of = self.of.iter().map(|texts| {
            let known = texts.iter();
            let known = known.filter_map(|text| Some((text.weight, self.known.get(&text.number)?)));
            let alike = known.map(|(weight, vector)| weight * same(vector.cosine(post)));
            alike.fold(0.0, f32::max)
        });
        of.collect()
    }

    /// What is known of the texts that there are, to be kept.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let numbers = self.of.iter().flatten().map(|text| text.number);
        for number in numbers.collect::<BTreeSet<u32>>() {
            if let Some(vector) = self.known.get(&number) {
                bytes.extend(number.to_le_bytes());
                bytes.extend(vector.step.to_le_bytes());
                bytes.extend(vector.steps.iter().map(|step| step.cast_unsigned()));
            }
        }
        bytes
    }

    /// Takes what was kept. What is damaged or of another version is left out: it is read again.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        let rows = bytes.strip_prefix(MAGIC).unwrap_or_default();
        for row in rows.as_chunks::<ROW>().0 {
            let [a, b, c, d, e, f, g, h, steps @ ..] = row;
            let step = f32::from_le_bytes([*e, *f, *g, *h]);
            // A vector of length 1 has no larger number.
            if step > 0.0 && step <= 1.0 / 64.0 {
                let steps = steps.map(u8::cast_signed);
                let number = u32::from_le_bytes([*a, *b, *c, *d]);
                self.known.insert(number, Vector { step, steps });
            }
        }
    }
}

/// What a cosine is worth, from 0 to 1.
fn same(cosine: f32) -> f32 {
    ((cosine - UNLIKE) / (SAME - UNLIKE)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::TemplateFile;
    use proptest::prelude::*;

    fn read(text: &str) -> Meanings {
        let file = TemplateFile {
            path: "a.md".into(),
            text: text.into(),
            own: false,
        };
        let playbook = Playbook::parse(&file, &[], &mut Vec::new()).unwrap();
        Meanings::of(&[playbook])
    }

    const FILE: &str = "---\nname: Lost\nfor:\n- where is it\n- where is it\n---\nHi {{first_name}}, soon.\n===\nx";

    #[test]
    fn examples_name_and_body_are_read_each_once() {
        let meanings = read(FILE);
        let texts: Vec<&str> = meanings
            .unread()
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        assert_eq!(texts, ["where is it", "Lost", "Hi , soon."]);
        assert!(
            read(&FILE.replace("for:", "lang: de\nfor:"))
                .unread()
                .is_empty()
        );
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_as_it_was(numbers in prop::collection::vec(-1.0f32..1.0, WIDTH)) {
            let mut vector: [f32; WIDTH] = numbers.try_into().unwrap();
            let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
            vector = vector.map(|x| x / length);
            let mut meanings = read(FILE);
            let (number, _) = meanings.unread()[0];
            meanings.give(number, &vector);
            let mut again = read(FILE);
            again.take(&meanings.to_bytes());
            prop_assert_eq!(again.unread().len(), 2);
            prop_assert_eq!(again.likeness(&vector), meanings.likeness(&vector));
            prop_assert!(again.likeness(&vector)[0] > 0.99);
        }

        #[test]
        fn any_bytes_are_taken(mut bytes in prop::collection::vec(any::<u8>(), 0..900), right in any::<bool>()) {
            if right {
                bytes.splice(0..0, *MAGIC);
            }
            let mut meanings = read(FILE);
            meanings.take(&bytes);
            prop_assert!(meanings.likeness(&[0.05; WIDTH])[0].is_finite());
        }
    }
}
