use proptest::prelude::*;

use super::*;
use crate::text::front_matter::FrontMatter;

const DAY: Millis = 24 * 60 * 60 * 1_000;

fn missed<'a>(post: &'a str, text: &'a str, at: Millis) -> Missed<'a> {
    Missed {
        post,
        brand: "Larkspur",
        topic: Some("fault"),
        heat: 40,
        at,
        text,
        vector: None,
    }
}

const ROUTER: [&str; 4] = [
    "@LarkspurCare why does my router blink red?",
    "router blinking red since this morning",
    "My Larkspur router is blinking red again!! @LarkspurCare",
    "red light blinking on the router, no internet",
];

fn routers() -> Gaps {
    let mut gaps = Gaps::default();
    for (text, at) in ROUTER.iter().zip(1..) {
        gaps.add(&missed(&format!("x:{at}"), text, at));
    }
    gaps.add(&missed(
        "x:9",
        "where can I change the name on my ticket",
        9,
    ));
    gaps
}

/// A vector that points along one number, and a little along another.
fn along(main: usize, little: usize) -> [f32; WIDTH] {
    let mut vector = [0.0; WIDTH];
    vector[main] = 1.0;
    vector[little] += 0.3;
    vector
}

#[test]
fn what_means_the_same_is_one_group_in_the_customers_words() {
    let groups = routers().groups(10);
    assert_eq!(groups.len(), 2);
    let group = &groups[0];
    assert_eq!((group.count, group.heat, group.last), (4, 160, 4));
    assert_eq!(group.id, "x:1");
    assert_eq!(group.name, "why does my router blink red?");
    assert_eq!(group.topic.as_deref(), Some("fault"));
    assert_eq!(group.posts, ["x:4", "x:3", "x:2", "x:1"]);
    assert!(
        ["router", "red", "blinking"]
            .iter()
            .all(|word| group.words.contains(&(*word).to_owned())),
        "{:?}",
        group.words
    );
}

#[test]
fn meaning_decides_where_it_is_known() {
    let mut gaps = Gaps::default();
    for (post, text, vector) in [
        ("x:1", "my parcel never came", along(0, 1)),
        ("x:2", "delivery has gone missing", along(0, 2)),
        ("x:3", "my parcel was rude to me", along(5, 1)),
    ] {
        let vector = Some(&vector);
        gaps.add(&Missed {
            vector,
            ..missed(post, text, 1)
        });
    }
    let counts: Vec<usize> = gaps.groups(2).iter().map(|group| group.count).collect();
    assert_eq!(counts, [2, 1]);
}

#[test]
fn brands_are_never_mixed() {
    let mut gaps = routers();
    let brand = "Comstead";
    gaps.add(&Missed {
        brand,
        ..missed("x:5", ROUTER[0], 5)
    });
    let counts: Vec<(String, usize)> = gaps
        .groups(9)
        .into_iter()
        .map(|group| (group.brand, group.count))
        .collect();
    assert!(
        counts.contains(&("Comstead".into(), 1)) && counts.contains(&("Larkspur".into(), 4)),
        "{counts:?}"
    );
}

#[test]
fn fifty_points_of_heat_count_as_another_post() {
    let mut gaps = Gaps::default();
    for (post, text, heat) in [
        ("x:1", "parcel never arrived", 0),
        ("x:2", "my parcel never arrived", 0),
        ("x:3", "smoke out of the charger", 60),
    ] {
        gaps.add(&Missed {
            heat,
            ..missed(post, text, 1)
        });
    }
    let ids: Vec<String> = gaps.groups(2).into_iter().map(|group| group.id).collect();
    assert_eq!(ids, ["x:3", "x:1"], "1 × (1 + 60 ÷ 50) > 2");
}

#[test]
fn a_post_is_kept_once_and_goes_when_it_has_an_article() {
    let mut gaps = routers();
    assert!(!gaps.add(&missed("x:1", ROUTER[0], 1)), "nothing new");
    assert_eq!(gaps.seen(), [5, 0]);
    assert!(gaps.answered("x:1", 20));
    assert!(!gaps.answered("x:1", 20));
    assert_eq!(gaps.seen(), [5, 1]);
    assert_eq!(gaps.groups(20)[0].id, "x:2");
    assert!(gaps.remove("x:9") && !gaps.remove("x:9"));
    assert_eq!(gaps.groups(20).len(), 1);
}

#[test]
fn posts_go_with_time_and_with_number() {
    let mut gaps = routers();
    assert!(!gaps.forget(KEPT));
    assert_eq!(
        gaps.groups(KEPT + 5).len(),
        1,
        "too old, if not yet forgotten"
    );
    assert!(gaps.forget(KEPT + 5));
    assert_eq!(gaps.missed.len(), 1);
    for post in 0..MOST as Millis + 5 {
        gaps.add(&missed(&format!("y:{post}"), "late parcel", 100 + post));
    }
    assert_eq!(gaps.missed.len(), MOST);
    assert_eq!(gaps.missed[0].post, "y:5");
}

#[test]
fn what_is_dismissed_stays_away_for_thirty_days() {
    let mut gaps = routers();
    assert!(gaps.dismiss("x:1", 20));
    assert!(!gaps.dismiss("x:1", 20) && !gaps.dismiss("nobody", 20));
    gaps.add(&missed("x:20", "my router keeps blinking red", 21));
    gaps.add(&missed("x:2", ROUTER[1], 21));
    assert_eq!(gaps.groups(22).len(), 1);
    assert!(gaps.add(&missed("x:21", "my router keeps blinking red", 22 + KEPT)));
    assert_eq!(gaps.groups(22 + KEPT)[0].id, "x:21");
}

#[test]
fn no_text_of_a_post_is_kept_but_its_clauses_and_words() {
    let mut gaps = Gaps::default();
    let text = "@LarkspurCare hi, order 48213321 for ann@mail.example is lost. I waited four weeks, and nobody at your branch in \
                Mill Lane would tell me where the parcel went. Ring 020 7946 0000";
    gaps.add(&missed("x:1", text, 1));
    let kept = serde_json::to_string(&gaps).unwrap();
    for gone in [
        "48213321",
        "ann",
        "7946",
        "LarkspurCare",
        "nobody at your branch in Mill Lane would tell me where",
    ] {
        assert!(!kept.contains(gone), "{gone} in {kept}");
    }
}

#[test]
fn a_draft_takes_up_the_best_reply() {
    let mut gaps = routers();
    assert!(!gaps.groups(10)[0].has_reply);
    gaps.reply("x:1", "Hi Ann, sorry to hear that. Please DM us.", 5);
    assert!(!gaps.groups(10)[0].has_reply, "that is no answer");
    assert!(gaps.reply(
        "x:2",
        "@ann Hi Ann! Pull the plug, wait for ten seconds and put it back in. ^SK",
        6
    ));
    assert!(!gaps.reply("nobody", "Pull the plug", 6));
    assert!(gaps.groups(10)[0].has_reply);
    let (file, markdown) = gaps.draft("x:1", DAY).unwrap();
    assert_eq!(file, "why-does-my-router-blink-red.md");
    let head = FrontMatter::parse(&markdown);
    assert!(head.faults.is_empty());
    assert_eq!(head.value("title"), Some("Why does my router blink red?"));
    assert_eq!(head.value("updated"), Some("1970-01-02"));
    assert!(head.list("tags").contains(&"router"));
    assert!(head.body.starts_with("\n# Why does my router blink red?\n\nPull the plug, wait for ten seconds and put it back in.\n"));
    assert!(head.body.contains("## What to do") && head.body.contains("## Words customers use"));
    assert!(gaps.draft("nobody", DAY).is_none());
}

#[test]
fn hostile_posts_cannot_break_out_of_a_draft() {
    let mut gaps = Gaps::default();
    for (post, text) in [
        (
            "x:1",
            "how do I\"\n---\n# own <script>alert(1)</script> the [router](javascript:x)?",
        ),
        (
            "x:2",
            "title: \"evil\" --- router ] <img src=x onerror=y> ![a](b) {{issue}} the router",
        ),
    ] {
        gaps.add(&missed(post, text, 1));
        gaps.reply(post, "# Heading\n---\ntitle: x\n<script>alert(1)</script> [click](javascript:x) now and again", 2);
    }
    for group in gaps.groups(3) {
        let (_, markdown) = gaps.draft(&group.id, 3).unwrap();
        let head = FrontMatter::parse(&markdown);
        assert_eq!(head.fields.len(), 3, "{markdown}");
        assert!(
            !markdown.contains('<')
                && !markdown.contains("[click](")
                && !markdown.contains("\n# Heading"),
            "{markdown}"
        );
    }
}

fn posts() -> impl Strategy<Value = Vec<(u8, String, Millis, bool)>> {
    let text = "(router|red|late|parcel|refund|@a|why|my|the|\\PC{0,8}|[.?\n]| ){0,8}";
    prop::collection::vec((0u8..12, text, 0i64..9, any::<bool>()), 0..20)
}

proptest! {
    #[test]
    fn every_post_is_in_one_group(posts in posts()) {
        let mut gaps = Gaps::default();
        for (post, text, at, with) in &posts {
            let vector = along(usize::from(*post) % 3, text.len() % 5);
            let vector = with.then_some(&vector);
            let post = format!("x:{post}");
            gaps.add(&Missed { vector, ..missed(&post, text, *at) });
            gaps.reply(&post, text, *at);
        }
        let groups = gaps.groups(9);
        prop_assert_eq!(groups.iter().map(|group| group.count).sum::<usize>(), gaps.missed.len());
        for group in &groups {
            prop_assert!(!group.name.is_empty() && group.name.chars().count() <= 80);
            prop_assert!(group.words.len() <= 5 && !group.name.contains('\n'));
            prop_assert!(gaps.draft(&group.id, 9).is_some());
        }
        let kept = serde_json::to_string(&gaps).unwrap();
        prop_assert_eq!(serde_json::from_str::<Gaps>(&kept).unwrap(), gaps);
    }

    #[test]
    fn the_order_of_posts_changes_nothing(posts in posts()) {
        let mut posts = posts;
        posts.sort();
        posts.dedup_by_key(|(post, ..)| *post);
        let fold = |posts: &[(u8, String, Millis, bool)]| {
            let mut gaps = Gaps::default();
            for (post, text, at, _) in posts {
                gaps.add(&missed(&format!("x:{post}"), text, *at));
            }
            gaps.groups(9)
        };
        let forward = fold(&posts);
        posts.reverse();
        prop_assert_eq!(fold(&posts), forward);
    }
}
