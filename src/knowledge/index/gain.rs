//! What a word that is so often in an article says: BM25F over title, headings, keywords and body (Robertson and
//! Zaragoza, "The Probabilistic Relevance Framework", 2009), and BM25 for the title alone.
//!
//! It depends on the articles only, so it is computed while the index is built and kept in a byte: a query multiplies
//! it by how rare the word is.

/// Saturation and length normalisation, in the range that the literature gives.
pub(crate) const K1: f32 = 2.0;
pub(crate) const B: f32 = 0.75;
/// How much a word counts in title, headings and keywords, where one in the body counts 1.
const WEIGHTS: [f32; 4] = [1.0, 1.5, 2.0, 1.0];
/// How much the title counts once more, by itself: it says what an article is about, whatever the length of the rest.
/// Chosen, as the others here, on sentences of technical manuals that refer to another page, and on requests sorted by
/// intent: more is better for the former, less for the latter.
const TITLE: f32 = 2.0;
/// Saturation of the title by itself, where a word stands once.
const TITLE_K1: f32 = 1.2;
/// Steps of a gain of 1 in the byte that it is kept in; a gain stays below 3.
const STEPS: f32 = 80.0;

/// The gain of a word that is `counts` times in the fields of an article of these lengths, in the byte it is kept in.
pub(super) fn packed(counts: [u32; 4], lengths: [u32; 4], average: [f32; 4]) -> u8 {
    let fields = counts.iter().zip(lengths).zip(average);
    let mut often = fields.map(|((count, length), average)| {
        number(*count) / (1.0 - B + B * number(length) / average.max(0.01))
    });
    let title = often.next().unwrap_or_default();
    let [weight, rest @ ..] = WEIGHTS;
    let rest = often.zip(rest).map(|(often, weight)| often * weight);
    let all = title * weight + rest.sum::<f32>();
    let gain = all / (K1 + all) + TITLE * title / (TITLE_K1 + title);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 240"
    )]
    let byte = (gain * STEPS).round().clamp(1.0, 255.0) as u8;
    byte
}

/// The gain as a query uses it.
pub(crate) fn unpacked(byte: u8) -> f32 {
    f32::from(byte) / STEPS
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
pub(crate) fn number(count: u32) -> f32 {
    count as f32
}
