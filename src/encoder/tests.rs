//! The files: what is whole is used, what is not is refused with its reason. The shipped adapter is tried; the encoder's
//! file is too large to be in the repository, so one of noughts stands in for it.

use super::adapter::Turns;
use super::file::{
    self, Base, FileError, INNER, LAYERS, Layer, Map, Norm, PIECES, POSITIONS, Rows, WIDTH, shapes,
};
use super::{Encoder, EncoderError};
use crate::triage::weights::OUTPUTS;

const ADAPTER: &[u8] = include_bytes!("adapter.bin");

fn noughts(rows: usize, width: usize) -> Rows {
    Rows {
        scale: vec![1.0; rows],
        steps: vec![0; rows * width],
        width,
    }
}

fn empty() -> Base {
    let norm = || Norm {
        gain: vec![1.0; WIDTH],
        bias: vec![0.5; WIDTH],
    };
    let map = |(outputs, inputs): (usize, usize)| Map {
        rows: noughts(outputs, inputs),
        bias: vec![0.0; outputs],
    };
    Base {
        vocabulary: "[PAD]\n[UNK]\n[CLS]\n[SEP]\nwell".to_owned(),
        pieces: noughts(PIECES, WIDTH),
        positions: noughts(POSITIONS, WIDTH),
        norm: norm(),
        layers: (0..LAYERS)
            .map(|_| Layer {
                maps: shapes().map(map),
                norms: [norm(), norm()],
            })
            .collect(),
    }
}

fn turns(base: u32) -> Turns {
    let pair = |(outputs, inputs)| [noughts(1, inputs), noughts(1, outputs)];
    Turns {
        first: LAYERS - 1,
        rank: 1,
        base,
        turns: shapes().map(pair).to_vec(),
        head: vec![0.0; OUTPUTS * WIDTH],
        bias: std::array::from_fn(|at| at as f32),
    }
}

#[test]
fn the_shipped_adapter_is_whole_and_written_as_it_is_read() {
    let turns = Turns::from_bytes(ADAPTER).unwrap();
    assert_eq!(turns.to_bytes(), ADAPTER);
}

#[test]
fn a_damaged_file_is_refused_with_its_reason() {
    let mut changed = ADAPTER.to_vec();
    *changed.last_mut().unwrap() ^= 1;
    let mut newer = ADAPTER.to_vec();
    newer[8] = 99;
    for (bytes, reason) in [
        (&ADAPTER[..ADAPTER.len() - 1], "bytes where"),
        (&ADAPTER[..9], "bytes where"),
        (&changed, "checksum"),
        (&newer, "format 99"),
        (b"{}".as_slice(), "not an encoder file"),
        (b"", "not an encoder file"),
    ] {
        let error = Turns::from_bytes(bytes).unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
    }
}

#[test]
fn an_encoder_runs_only_with_the_adapter_that_was_trained_on_it() {
    let base = empty().to_bytes();
    assert_eq!(Base::from_bytes(&base).unwrap(), empty());
    let sum = file::checksum(&base).unwrap();
    let encoder = Encoder::from_bytes(&base, &turns(sum).to_bytes()).unwrap();
    let outputs = encoder.judge("well well");
    assert_eq!(outputs[3], 3.0, "nothing but the head's numbers");
    assert!((encoder.embed("well").iter().map(|x| x * x).sum::<f32>() - 1.0).abs() < 1e-5);
    let other = Encoder::from_bytes(&base, &turns(sum ^ 1).to_bytes());
    assert!(matches!(other, Err(EncoderError::Stale)));
    let short = Encoder::from_bytes(&base[..INNER], &turns(sum).to_bytes());
    assert!(matches!(
        short,
        Err(EncoderError::File(FileError::Length { .. }))
    ));
}
