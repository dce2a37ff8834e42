//! What a post means, in a byte a number: half a kilobyte of text in the record.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::knowledge::WIDTH;

/// A vector without its length: only its direction tells anything.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Vector {
    steps: Vec<i8>,
    length: f32,
}

impl Vector {
    /// `None` for one of no direction.
    pub(super) fn of(vector: &[f32; WIDTH]) -> Option<Self> {
        let most = vector.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
        if !most.is_normal() {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "within 127 either way")]
        let steps = vector.iter().map(|x| (x / most * 127.0).round() as i8);
        Self::new(steps.collect())
    }

    fn new(steps: Vec<i8>) -> Option<Self> {
        let length = product(&steps, &steps).sqrt();
        (steps.len() == WIDTH && length.is_normal()).then_some(Self { steps, length })
    }

    /// The cosine.
    pub(super) fn alike(&self, other: &Self) -> f32 {
        product(&self.steps, &other.steps) / (self.length * other.length)
    }
}

fn product(a: &[i8], b: &[i8]) -> f32 {
    let products = a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b));
    #[expect(clippy::cast_precision_loss, reason = "a cosine needs no more")]
    let sum = products.sum::<i32>() as f32;
    sum
}

/// RFC 4648, section 4. The length is fixed and a multiple of three: there is no padding.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn to_text(steps: &[i8]) -> String {
    let mut text = String::with_capacity(steps.len() / 3 * 4);
    for three in steps.as_chunks::<3>().0 {
        let [a, b, c] = three.map(|step| u32::from(step.cast_unsigned()));
        let bits = a << 16 | b << 8 | c;
        for shift in [18, 12, 6, 0] {
            let letter = LETTERS.get((bits >> shift & 63) as usize);
            text.push(letter.map_or('A', |&letter| char::from(letter)));
        }
    }
    text
}

fn from_text(text: &str) -> Option<Vec<i8>> {
    let mut steps = Vec::with_capacity(WIDTH);
    for four in text.as_bytes().as_chunks::<4>().0 {
        let mut bits = 0_u32;
        for letter in four {
            let value = LETTERS.iter().position(|other| other == letter)?;
            bits = bits << 6 | u32::try_from(value).ok()?;
        }
        let [_, bytes @ ..] = bits.to_be_bytes();
        steps.extend(bytes.map(u8::cast_signed));
    }
    Some(steps)
}

/// As a text in the record. One that cannot be read is none: the post is still told by its words.
pub(super) fn serialize<S: Serializer>(vector: &Option<Vector>, to: S) -> Result<S::Ok, S::Error> {
    let text = vector.as_ref().map(|vector| to_text(&vector.steps));
    text.serialize(to)
}

/// See [`serialize`].
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vector>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    Ok(text.and_then(|text| Vector::new(from_text(&text)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_vector_is_read_as_it_was_written(numbers in prop::collection::vec(-1.0f32..1.0, WIDTH)) {
            let numbers: [f32; WIDTH] = numbers.try_into().unwrap();
            let vector = Vector::of(&numbers).unwrap();
            prop_assert!((vector.alike(&vector) - 1.0).abs() < 1e-3);
            let text = to_text(&vector.steps);
            prop_assert_eq!(text.len(), WIDTH / 3 * 4);
            prop_assert_eq!(from_text(&text), Some(vector.steps));
        }

        #[test]
        fn any_text_is_a_vector_or_none(text in "\\PC{0,40}|[A-Za-z0-9+/]{512}") {
            let _ = from_text(&text).and_then(Vector::new);
        }
    }

    #[test]
    fn what_has_no_direction_is_none() {
        assert_eq!(Vector::of(&[0.0; WIDTH]), None);
        assert_eq!(Vector::of(&[f32::NAN; WIDTH]), None);
        assert_eq!(Vector::new(vec![1; 3]), None);
    }
}
