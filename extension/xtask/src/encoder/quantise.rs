//! From the published tensors to whole numbers.

use anyhow::{Context, Result, ensure};
use handrail::encoder::file::{
    Base, LAYERS, Layer, Map, Norm, PIECES, POSITIONS, Rows, WIDTH, shapes,
};
use safetensors::{Dtype, SafeTensors};

/// What the published file calls a layer's six maps, in our order.
const MAPS: [&str; 6] = [
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
];

/// The tensors of the published file, by name.
struct Published<'a>(SafeTensors<'a>);

impl Published<'_> {
    /// A tensor's numbers; there must be that many.
    fn numbers(&self, name: &str, count: usize) -> Result<Vec<f32>> {
        let tensor = self.0.tensor(name).with_context(|| name.to_owned())?;
        ensure!(tensor.dtype() == Dtype::F32, "{name} is not of f32");
        let fours = tensor.data().as_chunks::<4>().0;
        ensure!(
            fours.len() == count,
            "{name} has {} numbers, not {count}",
            fours.len()
        );
        Ok(fours.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    fn norm(&self, name: &str) -> Result<Norm> {
        Ok(Norm {
            gain: self.numbers(&format!("{name}.LayerNorm.weight"), WIDTH)?,
            bias: self.numbers(&format!("{name}.LayerNorm.bias"), WIDTH)?,
        })
    }

    fn layer(&self, at: usize) -> Result<Layer> {
        let place = |name: &str| format!("encoder.layer.{at}.{name}");
        let mut maps = Vec::new();
        for (name, (outputs, inputs)) in MAPS.iter().zip(shapes()) {
            let weights = self.numbers(&place(&format!("{name}.weight")), outputs * inputs)?;
            maps.push(Map {
                rows: Rows::quantised(&weights, inputs),
                bias: self.numbers(&place(&format!("{name}.bias")), outputs)?,
            });
        }
        let maps = maps.try_into().ok().context("a layer has six maps")?;
        let norms = [
            self.norm(&place("attention.output"))?,
            self.norm(&place("output"))?,
        ];
        Ok(Layer { maps, norms })
    }
}

/// The whole model. There is one kind of text, so its embedding joins those of the positions.
pub(super) fn base(published: &[u8], vocabulary: String) -> Result<Base> {
    let published = Published(SafeTensors::deserialize(published)?);
    let pieces = published.numbers("embeddings.word_embeddings.weight", PIECES * WIDTH)?;
    let kinds = published.numbers("embeddings.token_type_embeddings.weight", 2 * WIDTH)?;
    let mut positions = published.numbers("embeddings.position_embeddings.weight", 512 * WIDTH)?;
    positions.truncate(POSITIONS * WIDTH);
    for row in positions.chunks_exact_mut(WIDTH) {
        for (number, kind) in row.iter_mut().zip(&kinds) {
            *number += kind;
        }
    }
    Ok(Base {
        vocabulary,
        pieces: Rows::quantised(&pieces, WIDTH),
        positions: Rows::quantised(&positions, WIDTH),
        norm: published.norm("embeddings")?,
        layers: (0..LAYERS)
            .map(|at| published.layer(at))
            .collect::<Result<_>>()?,
    })
}
