//! Posts in their context: the table in `fixtures/context.toml`, and what must hold of any posts.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use handrail::brand::{Brand, Matcher, Profile};
use handrail::conversation::{Conversations, Placed, Reader};
use handrail::post::{Author, Millis, Post, Reach};
use handrail::triage::{Intent, Triage};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    now: Millis,
    posts: Vec<Given>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    id: String,
    by: String,
    at: Millis,
    text: String,
    #[serde(default)]
    to: Vec<String>,
    parent: Option<String>,
    above: Option<String>,
    thread: Option<String>,
    quoted: Option<String>,
    #[serde(default)]
    promoted: bool,
    #[serde(default)]
    repost: bool,
    #[serde(default)]
    verified: bool,
    #[serde(default)]
    reposts: u64,
    // What must hold.
    brand: Option<String>,
    complaint: Option<bool>,
    reply: Option<bool>,
    silence: Option<String>,
    topics: Option<Vec<String>>,
    repeated: Option<usize>,
    #[serde(default)]
    heat: Vec<String>,
    #[serde(default)]
    not_heat: Vec<String>,
}

impl Given {
    fn post(&self) -> Post {
        Post {
            key: self.id.clone(),
            author: Author {
                handle: self.by.clone(),
                name: String::new(),
            },
            text: self.text.clone(),
            time: Some(self.at * 60_000),
            replying_to: self.to.clone(),
            parent: self.parent.clone(),
            above: self.above.clone(),
            thread: self.thread.clone(),
            quoted: self.quoted.clone(),
            promoted: self.promoted,
            repost: self.repost,
            reach: Reach {
                verified: self.verified,
                reposts: self.reposts,
                ..Reach::default()
            },
            ..Post::default()
        }
    }

    /// What does not hold.
    fn faults(&self, placed: &Placed, triage: &Triage) -> Vec<String> {
        let verdict = &placed.verdict;
        let mut faults = Vec::new();
        let mut expect = |what: &str, wanted: String, found: String| {
            if wanted != found {
                faults.push(format!("{what} is {found}, not {wanted}"));
            }
        };
        if let Some(brand) = &self.brand {
            let by = placed.mention.as_ref().map(|mention| mention.by);
            let by = by.map_or(String::new(), |by| format!("{by:?}").to_lowercase());
            expect("brand", brand.clone(), by);
        }
        if let Some(complaint) = self.complaint {
            let is = verdict.intent == Intent::Complaint;
            expect("complaint", complaint.to_string(), is.to_string());
        }
        if let Some(reply) = self.reply {
            expect("reply", reply.to_string(), verdict.needs_reply.to_string());
            expect(
                "a reason",
                (!reply).to_string(),
                verdict.no_reply.is_some().to_string(),
            );
        }
        if let Some(silence) = &self.silence {
            let code = verdict.no_reply.map_or("", |reason| reason.code);
            expect("silence", silence.clone(), code.to_owned());
        }
        if let Some(topics) = &self.topics {
            let codes: Vec<&str> = verdict
                .topics
                .iter()
                .map(|about| triage.topic(about.topic).unwrap().code.as_str())
                .collect();
            expect("topics", topics.join(" "), codes.join(" "));
        }
        if let Some(repeated) = self.repeated {
            expect(
                "repeated",
                repeated.to_string(),
                placed.around.repeated.to_string(),
            );
        }
        let inputs: Vec<&str> = verdict
            .heat
            .parts()
            .iter()
            .map(|part| part.input.name())
            .collect();
        for input in &self.heat {
            expect(
                input,
                true.to_string(),
                inputs.contains(&input.as_str()).to_string(),
            );
        }
        for input in &self.not_heat {
            expect(
                input,
                false.to_string(),
                inputs.contains(&input.as_str()).to_string(),
            );
        }
        faults
    }
}

/// The model, and a brand to write to.
struct World {
    triage: Triage,
    matcher: Matcher,
}

impl World {
    fn new() -> Self {
        let profile = Profile {
            brands: vec![Brand {
                name: "Larkspur".into(),
                handles: vec!["@LarkspurCare".into()],
                ..Brand::default()
            }],
        };
        Self {
            triage: Triage::from_bytes(include_bytes!("../src/triage/weights.bin")).unwrap(),
            matcher: Matcher::new(&profile, &handrail::brand::Words::default()),
        }
    }

    fn read(&self, seen: &mut Conversations, posts: &mut [Post], now: Millis) -> Vec<Placed> {
        let judge = |post: &Post, _: Option<usize>| self.triage.judge(&post.text);
        let reader = Reader {
            triage: &self.triage,
            matcher: &self.matcher,
            judge: &judge,
            means: &|_, _| true,
            handled: &|_| false,
            now: Some(now),
            all: true,
        };
        let (placed, _) = reader.read(seen, posts);
        placed.into_iter().map(Option::unwrap).collect()
    }
}

#[test]
fn posts_are_read_in_their_context_in_whatever_order_the_page_shows_them() {
    let table: Table = toml::from_str(include_str!("fixtures/context.toml")).unwrap();
    let world = World::new();
    let mut faults = Vec::new();
    for case in &table.case {
        for newest_first in [false, true] {
            let mut given = case.posts.clone();
            if newest_first {
                given.reverse();
            }
            let mut posts: Vec<Post> = given.iter().map(Given::post).collect();
            let placed = world.read(&mut Conversations::default(), &mut posts, case.now * 60_000);
            for (given, placed) in given.iter().zip(&placed) {
                for fault in given.faults(placed, &world.triage) {
                    faults.push(format!(
                        "{}, newest first {newest_first}: {}: {fault}",
                        case.name, given.id
                    ));
                }
            }
        }
    }
    assert!(table.case.len() >= 10);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn an_earlier_post_reads_differently_when_a_later_one_comes() {
    let world = World::new();
    let post = |id: &str, by: &str, at: Millis, text: &str| Post {
        key: id.into(),
        author: Author {
            handle: by.into(),
            name: String::new(),
        },
        text: text.into(),
        time: Some(at),
        ..Post::default()
    };
    let mut seen = Conversations::default();
    let judge = |post: &Post, _: Option<usize>| world.triage.judge(&post.text);
    let reader = Reader {
        triage: &world.triage,
        matcher: &world.matcher,
        judge: &judge,
        means: &|_, _| true,
        handled: &|_| false,
        now: None,
        all: false,
    };
    let mut touched = |post: Post| -> Vec<String> {
        let (_, touched) = reader.read(&mut seen, &mut [post]);
        touched.into_iter().collect()
    };
    let ann = "@LarkspurCare no internet";
    assert_eq!(
        touched(post("1", "example_ann", 0, ann)),
        Vec::<String>::new()
    );
    assert_eq!(
        touched(post("2", "example_bob", 1, ann)),
        Vec::<String>::new()
    );
    assert_eq!(
        touched(post(
            "3",
            "example_ann",
            2,
            "@LarkspurCare hello? no internet"
        )),
        ["1"]
    );
    assert_eq!(
        touched(post("4", "LarkspurCare", 3, "@example_bob sorry")),
        ["2"]
    );
    assert_eq!(
        touched(post("4", "LarkspurCare", 3, "@example_bob sorry")),
        Vec::<String>::new()
    );
}

#[test]
fn memory_is_bounded_and_the_newest_is_kept() {
    let world = World::new();
    let mut seen = Conversations::default();
    for batch in 0..30 {
        let mut posts: Vec<Post> = (0..100)
            .map(|n| Post {
                key: format!("{}", batch * 100 + n),
                author: Author {
                    handle: format!("example_{n}"),
                    name: String::new(),
                },
                text: "@LarkspurCare no internet".into(),
                time: Some(batch),
                ..Post::default()
            })
            .collect();
        world.read(&mut seen, &mut posts, 0);
    }
    assert!(!seen.knows("0") && !seen.knows("999") && seen.knows("1000") && seen.knows("2999"));
}

fn any_post() -> impl Strategy<Value = Post> {
    let text = prop_oneof![
        Just("@LarkspurCare no internet"),
        Just("and another thing"),
        Just("2/3 you charged me twice"),
        Just("thanks"),
        Just("@example_a sorry"),
    ];
    let by = prop_oneof![
        Just("example_a"),
        Just("example_b"),
        Just("LarkspurCare"),
        Just("")
    ];
    let link = prop::option::of("[1-4]");
    (
        "[1-4]",
        by,
        text,
        prop::option::of(0i64..5),
        link.clone(),
        link.clone(),
        link,
    )
        .prop_map(|(key, by, text, time, parent, above, thread)| Post {
            key,
            author: Author {
                handle: by.into(),
                name: String::new(),
            },
            text: text.into(),
            time: time.map(|time| time * 3_600_000),
            parent,
            above,
            thread,
            ..Post::default()
        })
}

proptest! {
    #[test]
    fn any_page_is_read_and_a_second_look_says_the_same(posts in prop::collection::vec(any_post(), 1..6)) {
        let mut keys = std::collections::BTreeSet::new();
        let mut posts: Vec<Post> = posts.into_iter().filter(|post| keys.insert(post.key.clone())).collect();
        let world = WORLD.with(std::rc::Rc::clone);
        let mut seen = Conversations::default();
        world.read(&mut seen, &mut posts, 0);
        let settled = world.read(&mut seen, &mut posts, 0);
        let again = world.read(&mut seen, &mut posts, 0);
        prop_assert_eq!(&settled, &again);
        for (post, placed) in posts.iter().zip(&again) {
            prop_assert!(placed.around.repeated < posts.len());
            if post.author.handle == "LarkspurCare" {
                prop_assert_eq!(placed.verdict.intent, Intent::Other);
                prop_assert!(placed.mention.is_none());
            }
        }
    }
}

thread_local! {
    static WORLD: std::rc::Rc<World> = std::rc::Rc::new(World::new());
}
