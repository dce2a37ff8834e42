//! The index file: repeatable, checked, and harmless whatever its bytes are.

use proptest::prelude::*;

use super::*;

#[test]
fn the_same_articles_give_the_same_bytes_and_come_back() {
    let bytes = larkspur().to_bytes();
    assert_eq!(bytes, larkspur().to_bytes());
    let back = Index::from_bytes(&bytes).unwrap();
    assert_eq!(back.to_bytes(), bytes);
    assert_eq!(back.contents(), larkspur().contents());
    assert_eq!(
        back.search("red light", 3),
        larkspur().search("red light", 3)
    );
    let contents = back.contents();
    assert_eq!((contents.source.as_str(), contents.built), ("help", 7));
    assert_eq!(contents.articles.len(), 8);
    assert_eq!(
        contents.articles[0],
        (
            "Slow internet".into(),
            Some("https://help.example/internet/slow".into())
        )
    );
}

#[test]
fn each_damage_has_its_name() {
    let bytes = larkspur().to_bytes();
    let damaged = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = bytes.clone();
        change(&mut bytes);
        Index::from_bytes(&bytes).unwrap_err()
    };
    assert_eq!(damaged(&|bytes| bytes.clear()), IndexError::Magic);
    assert_eq!(damaged(&|bytes| bytes[0] ^= 1), IndexError::Magic);
    assert!(matches!(
        damaged(&|bytes| bytes[8] ^= 4),
        IndexError::Version { .. }
    ));
    assert_eq!(damaged(&|bytes| bytes.truncate(20)), IndexError::CutShort);
    assert_eq!(
        damaged(&|bytes| bytes.truncate(bytes.len() - 1)),
        IndexError::CutShort
    );
    assert_eq!(damaged(&|bytes| bytes.push(0)), IndexError::Changed);
    assert_eq!(
        damaged(&|bytes| *bytes.last_mut().unwrap() ^= 1),
        IndexError::Changed
    );
}

#[test]
fn an_empty_index_answers_nothing() {
    let index = Index::from_bytes(&Index::default().to_bytes()).unwrap();
    assert_eq!(index.contents(), Contents::default());
    assert_eq!(index.search("anything at all", 5), []);
    assert_eq!(index.suggest("anything at all", 5), []);
}

#[test]
fn long_articles_come_back_over_block_borders() {
    let text: String = (0..20_000).map(|n| format!("word{n} ")).collect();
    let (index, _) = build(&[
        file("long.md", &text),
        file("short.md", "# Short\n\nThe end."),
    ]);
    let hit = &index.search("word19999", 1)[0];
    assert!(hit.passage.ends_with("word19999"), "{}", hit.passage);
    assert_eq!(index.search("the short end", 1)[0].passage, "The end.");
}

/// The checksum of what follows the header made right again: only then does damage reach the readers.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(&bytes[24..]);
    bytes[12..16].copy_from_slice(&crc.sum().to_le_bytes());
    bytes
}

proptest! {
    #[test]
    fn changed_bytes_are_an_error(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut bytes = larkspur().to_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Index::from_bytes(&bytes).is_err());
    }

    #[test]
    fn bytes_that_lie_with_a_right_checksum_do_no_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = larkspur().to_bytes();
        for (at, byte) in changes {
            let at = 24 + at.index(bytes.len() - 24);
            bytes[at] = byte;
        }
        if let Ok(index) = Index::from_bytes(&sealed(bytes)) {
            let hits = index.search("the router shows a red light, refund my bill and pasword", 5);
            prop_assert!(hits.len() <= 5 && index.suggest("slow internet at peak hours", 5).len() <= 5);
            prop_assert!(index.contents().articles.len() <= index.to_bytes().len());
        }
    }

    #[test]
    fn random_bytes_are_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(Index::from_bytes(&bytes).unwrap_err(), IndexError::Magic);
    }

    #[test]
    fn any_text_is_an_article_or_a_problem(text in "[-#>|`*\\[\\]()<!&;:\\n a-zé日\u{200b}\0]{0,120}", query in "\\PC{0,40}") {
        let (index, problems) = build(&[file("a.md", &text)]);
        prop_assert_eq!(index.contents().articles.len() + problems.iter().filter(|p| p.fatal).count(), 1);
        for hit in index.search(&query, 3) {
            for span in hit.matches {
                prop_assert!(!span.slice(&hit.passage).is_empty());
            }
        }
    }
}
