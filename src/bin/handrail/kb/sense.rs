//! What the articles mean: read by the sentence encoder on all cores, and kept as it goes on.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use handrail::encoder::Encoder;
use handrail::knowledge::{Index, WIDTH};

use super::build::bar;
use crate::failure::Failure;

/// Texts between two looks at the time.
const BATCH: usize = 64;
/// What was read is kept at least so often.
const KEPT: Duration = Duration::from_secs(60);

/// Reads all texts of the index that were not read before; `keep` is called now and then.
pub(super) fn read(
    index: &mut Index,
    encoder: &Encoder,
    keep: impl Fn(&Index) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (done, all) = index.read_by_encoder();
    let bar = bar(all, "texts read by meaning");
    bar.set_position(done as u64);
    let mut kept = Instant::now();
    loop {
        let texts = index.unread(BATCH);
        if texts.is_empty() {
            break;
        }
        for (number, vector) in vectors(encoder, &texts) {
            index.give(number, &vector);
        }
        bar.inc(texts.len() as u64);
        if kept.elapsed() > KEPT {
            keep(index)?;
            kept = Instant::now();
        }
    }
    bar.finish_and_clear();
    keep(index)
}

/// The vectors of numbered texts. Each core takes the next text: they are of different lengths.
fn vectors(encoder: &Encoder, texts: &[(usize, String)]) -> Vec<(usize, [f32; WIDTH])> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut own = Vec::new();
        while let Some((number, text)) = texts.get(next.fetch_add(1, Ordering::Relaxed)) {
            own.push((*number, encoder.embed(text)));
        }
        own
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let read = workers.into_iter().filter_map(|worker| worker.join().ok());
        read.flatten().collect()
    })
}
