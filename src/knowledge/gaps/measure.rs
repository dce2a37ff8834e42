//! How well groups are found: the questions of two sets, of which intents are known, mixed as posts come: few intents
//! often, many seldom. `cargo test --lib gaps::measure -- --ignored --nocapture` prints the table; it wants the
//! sets and the encoder's file.

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use crate::encoder::Encoder;
    use crate::knowledge::gaps::cluster::{self, Table, Traits};
    use crate::knowledge::gaps::rarity::Rarity;
    use crate::knowledge::gaps::said::Said;
    use crate::knowledge::gaps::vector::Vector;
    use crate::knowledge::gaps::{Gaps, Missed};
    use crate::knowledge::meaning;

    const ROOT: &str = env!("CARGO_MANIFEST_DIR");

    /// Samples of a set, each with other intents in front.
    const SAMPLES: u32 = 6;

    /// Texts with their intents: of the nth intent 40 ÷ n, at least one.
    fn sample(source: &str, seed: u32) -> Option<Vec<(String, String)>> {
        let mut reader =
            csv::Reader::from_path(format!("{ROOT}/../shared/data/train/requests.csv")).ok()?;
        let mut intents: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in reader.records().map_while(Result::ok) {
            if &row[2] == source && &row[1] != "out_of_scope" {
                intents
                    .entry(row[1].to_owned())
                    .or_default()
                    .push(row[0].to_owned());
            }
        }
        // No chance, but no order of the alphabet either.
        let mut intents: Vec<_> = intents.into_iter().collect();
        intents.sort_by_key(|(intent, _)| {
            intent.bytes().fold(seed, |sum, byte| {
                sum.wrapping_mul(0x0100_0193) ^ u32::from(byte)
            })
        });
        let mut texts = Vec::new();
        for (nth, (intent, of)) in intents.into_iter().enumerate() {
            let most = (40 / (nth + 1)).max(1);
            let step = of.len() / most;
            texts.extend(
                of.into_iter()
                    .step_by(step.max(1))
                    .take(most)
                    .map(|text| (text, intent.clone())),
            );
        }
        Some(texts)
    }

    /// Purity, normalised mutual information (by the mean of both entropies), and the harmonic mean of the precision and the
    /// recall of pairs.
    fn scores(groups: &[Vec<usize>], truth: &[usize]) -> [f64; 3] {
        let all = truth.len() as f64;
        let mut sizes: HashMap<usize, f64> = HashMap::new();
        truth
            .iter()
            .for_each(|class| *sizes.entry(*class).or_default() += 1.0);
        let (mut pure, mut mutual, mut entropy) = (0.0, 0.0, 0.0);
        let (mut right, mut found) = (0.0, 0.0);
        let pairs = |n: f64| n * (n - 1.0) / 2.0;
        for group in groups {
            let mut of: HashMap<usize, f64> = HashMap::new();
            group
                .iter()
                .for_each(|post| *of.entry(truth[*post]).or_default() += 1.0);
            let size = group.len() as f64;
            pure += of.values().copied().fold(0.0, f64::max);
            entropy -= size / all * (size / all).ln();
            found += pairs(size);
            for (class, both) in of {
                right += pairs(both);
                mutual += both / all * (both * all / (size * sizes[&class])).ln();
            }
        }
        let classes: f64 = sizes
            .values()
            .map(|size| -size / all * (size / all).ln())
            .sum();
        let wanted: f64 = sizes.values().map(|size| pairs(*size)).sum();
        [
            pure / all,
            2.0 * mutual / (entropy + classes),
            2.0 * right / (found + wanted),
        ]
    }

    #[test]
    #[ignore = "takes a minute, and wants the sets and the encoder"]
    fn thresholds() {
        let (Ok(bytes), Some(_)) = (
            std::fs::read(format!("{ROOT}/target/encoder/encoder.bin")),
            sample("banking77", 0),
        ) else {
            return eprintln!("skipped: the sets or the encoder are not here");
        };
        let encoder = Encoder::published(&bytes).unwrap();
        let mut known: HashMap<String, Vector> = HashMap::new();
        for source in ["banking77", "clinc150"] {
            let samples: Vec<_> = (0..SAMPLES)
                .map(|seed| sample(source, seed).unwrap())
                .collect();
            for (text, _) in samples.iter().flatten() {
                known
                    .entry(text.clone())
                    .or_insert_with(|| Vector::of(&encoder.embed(text)).unwrap());
            }
            let truths: Vec<Vec<usize>> = samples.iter().map(|texts| numbered(texts)).collect();
            let traits: Vec<Vec<Traits<'_>>> =
                samples.iter().map(|texts| traits(texts, &known)).collect();
            eprintln!("{source}: {} texts each", samples[0].len());
            let print = |name: &str,
                         percents: &[u8],
                         alike: &dyn Fn(&Traits<'_>, &Traits<'_>) -> f32| {
                let tables: Vec<Table> = traits
                    .iter()
                    .map(|traits| Table::by(traits, alike))
                    .collect();
                for percent in percents {
                    let mut mean = [0.0; 4];
                    for (table, truth) in tables.iter().zip(&truths) {
                        let groups = cluster::groups(table, f32::from(*percent) / 100.0);
                        let [purity, nmi, pairs] = scores(&groups, truth);
                        for (sum, score) in
                            mean.iter_mut()
                                .zip([groups.len() as f64, purity, nmi, pairs])
                        {
                            *sum += score / f64::from(SAMPLES);
                        }
                    }
                    let [groups, purity, nmi, pairs] = mean;
                    eprintln!(
                        "{name} {percent}: {groups:.0} groups, purity {purity:.3}, NMI {nmi:.3}, pairs {pairs:.3}"
                    );
                }
            };
            let words = |a: &Traits<'_>, b: &Traits<'_>| cluster::shared(&a.stems, &b.stems);
            print(
                "meaning",
                &[40, 44, 48, 50, 52, 54, 56, 58, 60, 64],
                &|a: &Traits<'_>, b: &Traits<'_>| a.alike(b),
            );
            print("words", &[12, 14, 16, 18, 20, 22, 24, 28], &words);
            for part in [0.2, 0.4] {
                let both = |a: &Traits<'_>, b: &Traits<'_>| {
                    (1.0 - part) * a.alike(b) + part * (2.7 * words(a, b)).min(1.0)
                };
                print(
                    &format!("both, {part} by words"),
                    &[36, 40, 44, 48, 52, 56, 60],
                    &both,
                );
            }
        }
    }

    fn numbered(texts: &[(String, String)]) -> Vec<usize> {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut number = |intent| {
            let next = numbers.len();
            *numbers.entry(intent).or_insert(next)
        };
        texts
            .iter()
            .map(|(_, intent)| number(intent.as_str()))
            .collect()
    }

    /// What groups are found by.
    fn traits<'a>(
        texts: &[(String, String)],
        known: &'a HashMap<String, Vector>,
    ) -> Vec<Traits<'a>> {
        let mut rarity = Rarity::new();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut traits = Vec::new();
        for (text, _) in texts {
            let said = Said::of(text, "Larkspur", &mut rarity);
            let mut stems: Vec<(u32, f32)> = Vec::new();
            for word in &said.words {
                let stem = rarity.stem(word);
                let weight = rarity.of_stem(&stem, 0.0);
                let next = numbers.len() as u32;
                stems.push((*numbers.entry(stem).or_insert(next), weight));
            }
            stems.sort_by_key(|(number, _)| *number);
            stems.dedup_by_key(|(number, _)| *number);
            traits.push(Traits {
                vector: known.get(text),
                stems,
            });
        }
        traits
    }

    /// Prints the groups of real posts, to be read.
    #[test]
    #[ignore = "to be read by a person"]
    fn names() {
        let encoder = std::fs::read(format!("{ROOT}/target/encoder/encoder.bin"));
        let encoder = encoder
            .ok()
            .and_then(|bytes| Encoder::published(&bytes).ok());
        let Ok(mut reader) =
            csv::Reader::from_path(format!("{ROOT}/../shared/data/train/complaints.csv"))
        else {
            return eprintln!("skipped: the set is not here");
        };
        let texts: Vec<String> = reader
            .records()
            .map_while(Result::ok)
            .filter(|row| row.iter().any(|field| field == "1"))
            .map(|row| row[0].to_owned())
            .take(700)
            .collect();
        for encoder in [encoder.as_ref(), None] {
            let mut gaps = Gaps::default();
            for (text, at) in texts.iter().zip(0..) {
                let vector = encoder.map(|encoder| encoder.embed(&meaning(text)));
                let post = format!("x:{at}");
                gaps.add(&Missed {
                    post: &post,
                    brand: "Larkspur",
                    heat: 30,
                    at,
                    text,
                    vector: vector.as_ref(),
                    ..Missed::default()
                });
            }
            let groups = gaps.groups(1_000);
            eprintln!(
                "{} groups, {} bytes",
                groups.len(),
                serde_json::to_string(&gaps).unwrap().len()
            );
            for group in groups.iter().take(24) {
                eprintln!("{:3}  {}   {:?}", group.count, group.name, group.words);
                for post in group.posts.iter().take(3) {
                    eprintln!(
                        "       {}",
                        texts[post[2..].parse::<usize>().unwrap()].replace('\n', " ")
                    );
                }
            }
        }
    }
}
