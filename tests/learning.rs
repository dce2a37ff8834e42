//! What a hundred corrections do: to a brand's unseen posts, to its everyday posts, and to nobody else's. The figures
//! are printed with `cargo test --test learning -- --nocapture`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)]

use std::time::Instant;

use handrail::triage::learning::{Label, Learnt, Lesson, MOST_LESSONS, Taught};
use handrail::triage::{Intent, Triage};

const BRAND: &str = "Cinderfall Games";
const LESSONS: usize = 100;

fn triage() -> Triage {
    Triage::from_bytes(include_bytes!("../src/triage/weights.bin")).unwrap()
}

fn intent(name: &str) -> Intent {
    let all = Intent::ALL.into_iter();
    all.into_iter()
        .find(|intent| intent.name() == name)
        .unwrap()
}

/// Invented posts to a game studio, for whom dying, killing and crash landings are an ordinary evening.
fn studio() -> Vec<(Intent, &'static str)> {
    let file = include_str!("fixtures/learning/game-studio.tsv").lines();
    file.map(|line| line.split_once('\t').unwrap())
        .map(|(name, text)| (intent(name), text))
        .collect()
}

/// Everyday posts to all kinds of brands: those that the model was trained on.
fn everyday() -> Vec<(Intent, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/triage/posts");
    let mut posts = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        posts.extend(file.lines().filter_map(|line| {
            let mut fields = line.split('\t');
            let intent = intent(fields.next().filter(|name| !name.is_empty())?);
            Some((intent, fields.next_back()?.to_owned()))
        }));
    }
    posts
}

fn learnt(lessons: &[(Intent, Lesson)]) -> Learnt {
    let taught: Vec<Taught<'_>> = lessons
        .iter()
        .map(|(intent, lesson)| Taught {
            label: Label::Intent(*intent),
            lesson,
        })
        .collect();
    Learnt::new([BRAND], &taught)
}

/// Share of posts whose intent is right, and of those for which "complaint or not" is.
fn accuracy<'a>(
    triage: &Triage,
    learnt: Option<&Learnt>,
    posts: impl IntoIterator<Item = (Intent, &'a str)>,
) -> [f64; 2] {
    let (mut all, mut right, mut complaint) = (0.0, 0.0, 0.0);
    for (truth, text) in posts {
        let said = triage.judge_learnt(text, learnt).intent;
        all += 1.0;
        right += f64::from(said == truth);
        complaint += f64::from((said == Intent::Complaint) == (truth == Intent::Complaint));
    }
    [right / all, complaint / all]
}

fn show(what: &str, before: [f64; 2], after: [f64; 2]) {
    println!(
        "{what}: intent {:.3} -> {:.3}, complaint or not {:.3} -> {:.3}",
        before[0], after[0], before[1], after[1]
    );
}

#[test]
fn a_hundred_labels_help_with_what_is_unseen_and_cost_nothing_elsewhere() {
    let triage = triage();
    let posts = studio();
    let (seen, unseen) = posts.split_at(LESSONS);
    let lessons: Vec<(Intent, Lesson)> = seen
        .iter()
        .map(|&(intent, text)| (intent, triage.lesson(BRAND, text)))
        .collect();
    let learnt = learnt(&lessons);
    let unseen = || unseen.iter().copied();
    let before = accuracy(&triage, None, unseen());
    let after = accuracy(&triage, Some(&learnt), unseen());
    show("unseen posts of the studio, 100 labels", before, after);
    assert!(after[0] >= before[0] + 0.05, "{before:?} {after:?}");
    assert!(after[1] >= before[1] + 0.05, "{before:?} {after:?}");

    let everyday = everyday();
    let everyday = || {
        everyday
            .iter()
            .map(|(intent, text)| (*intent, text.as_str()))
    };
    let before = accuracy(&triage, None, everyday());
    let after = accuracy(&triage, Some(&learnt), everyday());
    show("everyday posts, were they the studio's", before, after);
    assert!(after[1] >= before[1] - 0.025, "{before:?} {after:?}");
}

/// As an agent does it: only what is wrong at that moment is corrected, and each correction counts at once.
#[test]
fn correcting_only_what_is_wrong_helps_as_well() {
    let triage = triage();
    let posts = studio();
    // Nine tenths are read while working, in turn; the rest is unseen. Ten times, so that each post is unseen once.
    let (mut before, mut after, mut corrections) = ([0.0; 2], [0.0; 2], 0);
    for part in 0..10 {
        let mut lessons = Vec::new();
        let mut known = learnt(&lessons);
        for (at, &(truth, text)) in posts.iter().enumerate() {
            if at % 10 != part
                && lessons.len() < LESSONS
                && triage.judge_learnt(text, Some(&known)).intent != truth
            {
                lessons.push((truth, triage.lesson(BRAND, text)));
                known = learnt(&lessons);
            }
        }
        corrections += lessons.len();
        let unseen = || posts.iter().copied().skip(part).step_by(10);
        for (sum, one) in before.iter_mut().zip(accuracy(&triage, None, unseen())) {
            *sum += one / 10.0;
        }
        for (sum, one) in after
            .iter_mut()
            .zip(accuracy(&triage, Some(&known), unseen()))
        {
            *sum += one / 10.0;
        }
    }
    show(
        &format!(
            "unseen posts of the studio, {} corrections",
            corrections / 10
        ),
        before,
        after,
    );
    assert!(after[0] >= before[0] + 0.05, "{before:?} {after:?}");
    assert!(after[1] >= before[1] + 0.05, "{before:?} {after:?}");
}

#[test]
fn one_wrong_click_moves_its_like_and_little_else() {
    let triage = triage();
    let text = "@CinderfallGame the client closes itself every time I open the map since patch 2.3";
    let wrong = [(Intent::Other, triage.lesson(BRAND, text))];
    let once = learnt(&wrong);
    let everyday = everyday();
    let moved = everyday
        .iter()
        .filter(|(_, text)| {
            triage.judge(text).intent != triage.judge_learnt(text, Some(&once)).intent
        })
        .count();
    println!(
        "one wrong click changes {moved} of {} everyday posts",
        everyday.len()
    );
    assert!(
        moved * 100 <= everyday.len(),
        "{moved} of {}",
        everyday.len()
    );
}

#[test]
fn a_correction_moves_its_own_post_the_right_way_however_sure_the_model_is() {
    let triage = triage();
    for (_, text) in everyday().iter().step_by(7) {
        let sure = triage.judge(text).intent;
        let other = Intent::ALL.into_iter().find(|intent| *intent != sure);
        let (other, lesson) = (other.unwrap(), triage.lesson(BRAND, text));
        let known = learnt(&[(other, lesson)]);
        let [before, after] =
            [None, Some(&known)].map(|known| triage.judge_learnt(text, known).scores);
        assert!(after.of(other) > before.of(other), "{text}");
        assert!(after.of(sure) < before.of(sure), "{text}");
    }
}

#[test]
fn agreement_adds_up() {
    let triage = triage();
    let posts = [
        "@CinderfallGame killed by the chicken again, terrible morning",
        "@CinderfallGame the chicken has killed my terrible mule again",
        "@CinderfallGame again the terrible chicken, again it killed me",
        "@CinderfallGame terrible, terrible chicken. killed again",
    ];
    let asked = "@CinderfallGame the terrible chicken killed us all again";
    let mut lessons = Vec::new();
    let mut score = triage.judge(asked).scores.complaint;
    for post in posts {
        lessons.push((Intent::Other, triage.lesson(BRAND, post)));
        let next = triage.judge_learnt(asked, Some(&learnt(&lessons)));
        assert!(
            next.scores.complaint < score,
            "{post}: {} of {score}",
            next.scores.complaint
        );
        score = next.scores.complaint;
    }
    let verdict = triage.judge_learnt(asked, Some(&learnt(&lessons)));
    assert_ne!(verdict.intent, Intent::Complaint);
    assert!(
        verdict.reasons.iter().any(|reason| reason.code == "learnt"),
        "{:?}",
        verdict.reasons
    );
    // And each can be taken back: what is left is what was there without it.
    lessons.pop();
    let rest = learnt(&lessons);
    lessons.push((Intent::Other, triage.lesson(BRAND, posts[3])));
    lessons.pop();
    assert_eq!(learnt(&lessons), rest);
    assert_eq!(
        triage.judge_learnt(asked, Some(&learnt(&[]))),
        triage.judge(asked)
    );
}

#[test]
fn ten_thousand_corrections_stay_within_bounds() {
    let triage = triage();
    let posts = studio();
    let lessons: Vec<(Intent, Lesson)> = (0..10_000)
        .map(|at| posts[at % posts.len()])
        .map(|(intent, text)| (intent, triage.lesson(BRAND, text)))
        .collect();
    let begun = Instant::now();
    let all = learnt(&lessons);
    println!("10,000 corrections are learnt in {:.0?}", begun.elapsed());
    assert_eq!(
        all,
        learnt(&lessons[lessons.len() - MOST_LESSONS..]),
        "the newest count"
    );
    let longest = "killing dead crash landing ".repeat(5_000);
    assert!(triage.lesson(BRAND, &longest).is_sound());
    let words: String = (0..5_000).map(|word| format!("w{word}x ")).collect();
    let lesson = triage.lesson(BRAND, &words);
    assert!(lesson.is_sound(), "{}", lesson.sample.words.len());
    // No pile of corrections moves a verdict beyond the bound.
    let scores = triage
        .judge_learnt("@CinderfallGame still no internet, third day", Some(&all))
        .scores;
    assert!(scores.complaint.is_finite() && scores.complaint > 0.0);
}

#[test]
fn a_name_that_means_somebody_else_is_learnt() {
    let triage = triage();
    let us = [
        "Delta refund still missing",
        "flying Delta tomorrow, which terminal?",
        "Delta lost my bag in Rome",
        "Delta app shows the wrong gate",
    ];
    let others = [
        "the river delta was full of herons this morning",
        "walked across the delta at low tide, herons everywhere",
        "boat trip through the delta, so many herons",
    ];
    let lesson = |text: &str| triage.lesson("Delta", text);
    let lessons: Vec<(Label<'_>, Lesson)> = us
        .iter()
        .map(|text| (Label::Intent(Intent::Complaint), lesson(text)))
        .chain(others.iter().map(|text| (Label::NotUs, lesson(text))))
        .collect();
    let taught: Vec<Taught<'_>> = lessons
        .iter()
        .map(|(label, lesson)| Taught {
            label: label.clone(),
            lesson,
        })
        .collect();
    let learnt = Learnt::new(["Delta"], &taught);
    for (text, is_us) in [
        ("herons on the river delta again", false),
        ("low tide at the delta, herons", false),
        ("Delta cancelled my flight", true),
        ("Delta where is my refund", true),
        ("thank you Delta", true),
    ] {
        assert_eq!(triage.is_us(text, &learnt), is_us, "{text}");
    }
}

#[test]
fn what_another_version_learnt_teaches_nothing() {
    let triage = triage();
    let text = studio()[0].1;
    let mut lesson = triage.lesson(BRAND, text);
    lesson.version += 1;
    assert!(learnt(&[(Intent::Other, lesson)]).is_empty());
}
