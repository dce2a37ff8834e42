//! Each built-in file against its own examples, and what is said of files that cannot be used.

use super::*;
use proptest::prelude::*;

fn file(path: &str, text: &str) -> TopicFile {
    TopicFile {
        path: path.into(),
        text: text.into(),
    }
}

/// The codes of the topics of a text, with these files beside the built-in ones.
fn found(own: &[TopicFile], text: &str) -> Vec<String> {
    let cues = Cues::new();
    let (topics, problems) = Topics::new(own, &cues);
    assert_eq!(problems, []);
    let reading = Reading::new(text);
    let hits = topics.find(&reading, &cues.find(&reading), &[]);
    hits.iter()
        .map(|hit| topics.get(hit.topic).unwrap().code.clone())
        .collect()
}

/// A file is its own test: faults and failed examples are printed as `src/triage/topics/CODE.txt:LINE`.
#[test]
fn every_file_is_sound_and_meets_its_own_examples() {
    let own: Vec<TopicFile> = FILES
        .iter()
        .map(|(code, text)| file(&format!("src/triage/topics/{code}.txt"), text))
        .collect();
    let (_, problems) = Topics::new(&own, &Cues::new());
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    for (code, text) in FILES {
        let (parsed, _) = file::parse(text, code);
        for wanted in [true, false] {
            let examples = parsed.examples.iter().filter(|example| example.0 == wanted);
            assert!(
                examples.count() >= 2,
                "{code} wants two examples and two counter-examples"
            );
        }
    }
}

#[test]
fn a_longer_phrase_takes_the_shorter_ones_place() {
    let own = [file(
        "parking.txt",
        "name: Parking\n3 park, car park\n-4 walk in the park",
    )];
    assert_eq!(found(&own, "nowhere to park"), ["parking"]);
    assert_eq!(found(&own, "a walk in the park"), Vec::<String>::new());
    let cues = Cues::new();
    let (topics, _) = Topics::new(&own, &cues);
    let reading = Reading::new("the car park, the car park");
    let hits = topics.find(&reading, &[], &[]);
    assert_eq!(hits[0].points, 3, "once, and not as “park” too");
    assert_eq!(hits[0].parts, [(1, 3)]);
}

#[test]
fn a_phrase_can_be_bound_to_where_a_sentence_begins() {
    let own = [file("paint.txt", "name: Painting\n3 ^paint")];
    for text in [
        "paint the door",
        "@LarkspurCare please paint it",
        "All is well. Paint the door!",
    ] {
        assert_eq!(found(&own, text)[0], "paint", "{text}");
    }
    for text in ["they paint a door", "well, paint a door"] {
        assert!(!found(&own, text).contains(&"paint".to_owned()), "{text}");
    }
}

#[test]
fn at_most_three_topics_and_the_strongest_first() {
    let text = "@LarkspurCare no internet, charged twice, no refund, on hold for hours, rude staff, parcel lost";
    let codes = found(&[], text);
    assert_eq!(codes.len(), MOST);
}

#[test]
fn a_teams_file_takes_the_place_of_ours() {
    let own = [file("refund.txt", "name: Returns desk\n4 returns desk")];
    assert_eq!(found(&own, "where is the returns desk?")[0], "refund");
    assert!(!found(&own, "I want a refund").contains(&"refund".to_owned()));
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let long = format!("3 {}", "car park ".repeat(30));
    for (text, expected) in [
        ("3 parking,, car park", "parking.txt:1 topic.phrase.empty"),
        ("3 the", "parking.txt:1 topic.phrase.broad"),
        ("3 to the", "parking.txt:1 topic.phrase.broad"),
        ("3 404", "parking.txt:1 topic.phrase.broad"),
        ("name: P\n\n3 x", "parking.txt:3 topic.phrase.broad"),
        ("3 ?", "parking.txt:1 topic.phrase.broad"),
        ("3 @LarkspurCare", "parking.txt:1 topic.phrase.broad"),
        ("3 park*", "parking.txt:1 topic.phrase.pattern"),
        ("3 (park|lot)", "parking.txt:1 topic.phrase.pattern"),
        ("3 <b>", "parking.txt:1 topic.phrase.pattern"),
        (&long, "parking.txt:1 topic.phrase.long"),
        ("3 parking, PARKING", "parking.txt:1 topic.phrase.twice"),
        ("3 parking\n2 cue:parked", "parking.txt:2 topic.cue"),
        ("99 parking", "parking.txt:1 topic.points"),
        ("0 parking", "parking.txt:1 topic.points"),
        ("3 parking\nparking", "parking.txt:2 topic.line"),
        ("3 parking\ncolour: red", "parking.txt:2 topic.field"),
        ("3 parking\nalone: perhaps", "parking.txt:2 topic.alone"),
        ("3 parking\nname: ", "parking.txt:1 topic.name"),
        ("name: Parking", "parking.txt topic.empty"),
        (
            "3 parking\n\nyes: no room for my car",
            "parking.txt:3 topic.example",
        ),
        (
            "3 parking\nno: parking was easy",
            "parking.txt:2 topic.example",
        ),
    ] {
        let (topics, problems) = Topics::new(&[file("parking.txt", text)], &Cues::new());
        let places: Vec<String> = problems
            .iter()
            .map(|problem| format!("{} {}", problem.path, problem.code))
            .collect();
        assert!(
            places.iter().any(|place| place == expected),
            "{text}: {places:?}"
        );
        assert!(
            problems
                .iter()
                .all(|problem| problem.fatal && problem.message.ends_with('.'))
        );
        assert_eq!(
            topics.all().len(),
            FILES.len(),
            "{text}: a bad file is left out"
        );
    }
}

#[test]
fn files_that_cannot_be_topics_are_named() {
    let sound = "3 parking";
    for (files, expected) in [
        (vec![file("Car Park.txt", sound)], "Car Park.txt topic.path"),
        (vec![file(".txt", sound)], ".txt topic.path"),
        (
            vec![file("a.txt", sound), file("a.txt", sound)],
            "a.txt topic.twice",
        ),
        (
            vec![file("a.txt", &"# note\n".repeat(40_000))],
            "a.txt topic.large",
        ),
    ] {
        let (_, problems) = Topics::new(&files, &Cues::new());
        let places: Vec<String> = problems
            .iter()
            .map(|problem| format!("{} {}", problem.path, problem.code))
            .collect();
        assert!(places.iter().any(|place| place == expected), "{places:?}");
    }
    let many: Vec<TopicFile> = (0..70).map(|n| file(&format!("t{n}.txt"), sound)).collect();
    let (topics, problems) = Topics::new(&many, &Cues::new());
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (problems[0].code.as_str(), problems[0].path.as_str()),
        ("topic.many", "t64.txt")
    );
    assert_eq!(topics.all().len(), FILES.len() + 64);
}

#[test]
fn corrections_add_a_topic_and_take_one_away() {
    let cues = Cues::new();
    let (topics, _) = Topics::new(&[], &cues);
    let reading = Reading::new("you charged me twice");
    let taught = [("billing", -1.5), ("account", 1.6), ("no-such", 9.0)];
    let hits = topics.find(&reading, &cues.find(&reading), &taught);
    let codes: Vec<&str> = hits
        .iter()
        .map(|hit| topics.get(hit.topic).unwrap().code.as_str())
        .collect();
    assert_eq!(codes, ["account"]);
}

#[test]
fn a_huge_post_has_topics_too() {
    let cues = Cues::new();
    let (topics, _) = Topics::new(&[], &cues);
    let reading = Reading::new(&"refund charged twice ".repeat(100_000));
    assert!(!topics.find(&reading, &cues.find(&reading), &[]).is_empty());
}

proptest! {
    // Each case builds the automaton anew.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_file_is_used_or_named(text in "[ -~\n]{0,80}", path in "[a-zA-Z./-]{0,12}") {
        let (topics, problems) = Topics::new(&[file(&path, &text)], &Cues::new());
        let used = topics.all().iter().any(|topic| path.contains(&topic.code) && !topic.name.is_empty());
        prop_assert!(used || problems.iter().any(|problem| problem.fatal));
    }

    #[test]
    fn hits_are_ordered_and_their_words_are_in_the_post(text in "\\PC{0,80}", n in 0usize..13) {
        let cues = Cues::new();
        let (topics, _) = Topics::new(&[], &cues);
        let (parsed, _) = file::parse(FILES[n].1, FILES[n].0);
        let text = format!("{} {text}", parsed.phrases[0].source);
        let reading = Reading::new(&text);
        let hits = topics.find(&reading, &cues.find(&reading), &[]);
        prop_assert!(hits.len() <= MOST);
        prop_assert!(hits.windows(2).all(|pair| pair[0].points >= pair[1].points));
        for hit in hits {
            prop_assert!(hit.points >= LEAST && !hit.parts.is_empty());
            prop_assert!(hit.parts.iter().all(|&(first, end)| first < end && end <= reading.words().len()));
        }
    }
}
