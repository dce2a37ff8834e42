//! The playbooks' records, and what the sentence encoder makes of them.

use super::articles::assist;
use super::store::Store;
use super::*;
use crate::knowledge::WIDTH;
use crate::protocol::Assist;
use crate::reply::{ReplySettings, TemplateFile};

const POST: &str = "@LarkspurCare it whirrs like mad, awful";

fn file(path: &str, text: &str) -> TemplateFile {
    TemplateFile {
        path: path.into(),
        text: text.into(),
        own: false,
    }
}

fn save(store: &mut Store, engine: &mut Engine, templates: Vec<TemplateFile>) -> Vec<TemplateFile> {
    match store.ask(engine, Request::SaveTemplates { templates }) {
        Response::Templates {
            templates, saved, ..
        } => {
            assert!(saved);
            templates
        }
        other => panic!("{other:?}"),
    }
}

fn paths(files: &[TemplateFile]) -> Vec<(&str, bool)> {
    let paths = files.iter().map(|file| (file.path.as_str(), file.own));
    paths.collect()
}

fn woken(store: &Store) -> Engine {
    let mut engine = store.woken();
    engine.look_twice(true);
    engine
}

/// Points one way for a text with that word, and another way for all others.
fn vector(text: &str, word: &str) -> [f32; WIDTH] {
    let mut vector = [0.0; WIDTH];
    vector[usize::from(!text.contains(word))] = 1.0;
    vector
}

/// Lets an encoder read all that is to be read; how many texts that were.
fn read(store: &mut Store, engine: &mut Engine) -> usize {
    let mut all = 0;
    loop {
        let Response::Unread {
            base,
            imported,
            numbers,
            texts,
            ..
        } = store.ask(engine, Request::Unread { most: 2 })
        else {
            panic!("nothing to read")
        };
        if texts.is_empty() {
            return all;
        }
        all += texts.len();
        let vectors = texts.iter().flat_map(|text| vector(text, "noise"));
        let vectors = vectors.collect();
        store.ask(
            engine,
            Request::Read {
                base,
                imported,
                numbers,
                vectors,
            },
        );
    }
}

fn first(assist: &Assist) -> &str {
    &assist.drafts[0].template
}

#[test]
fn what_playbooks_mean_is_read_once_and_ranks_them() {
    let (mut store, mut engine) = (Store::default(), engine());
    let profile = larkspur();
    store.ask(&mut engine, Request::SaveProfile { profile });
    engine.look_twice(true);
    let files = vec![
        file(
            "slow.md",
            "---\nname: Slow\nfor:\n- pages load slowly\n---\na",
        ),
        file(
            "loud.md",
            "---\nname: Loud\nfor:\n- a terrible noise\n---\nb",
        ),
    ];
    save(&mut store, &mut engine, files.clone());
    assert!(store.told.contains(&Effect::ReadOn));
    let means = vector("noise", "noise").to_vec();
    assert_eq!(
        first(&assist(&mut store, &mut engine, POST, means.clone())),
        "slow.md"
    );
    // Two names, two examples, two bodies.
    assert_eq!(read(&mut store, &mut engine), 6);
    let words_alone = assist(&mut store, &mut engine, POST, vec![]);
    assert_eq!(first(&words_alone), "slow.md");
    assert!(words_alone.meaning.contains("whirrs"));
    assert_eq!(
        first(&assist(&mut store, &mut engine, POST, means.clone())),
        "loud.md"
    );

    // A new background knows them; one text more is all that is read of a playbook that changed.
    let mut engine = woken(&store);
    assert_eq!(
        first(&assist(&mut store, &mut engine, POST, means.clone())),
        "loud.md"
    );
    assert_eq!(read(&mut store, &mut engine), 0);
    let mut files = files;
    files[0].text.push_str(" and more");
    save(&mut store, &mut engine, files);
    assert_eq!(read(&mut store, &mut engine), 1);

    // With the second look off words decide.
    engine.look_twice(false);
    let assist = assist(&mut store, &mut engine, POST, means);
    assert_eq!((first(&assist), assist.meaning.as_str()), ("slow.md", ""));
}

#[test]
fn what_a_post_means_is_known_in_the_frame_once_it_was_read() {
    let (mut store, mut engine) = (Store::default(), engine());
    let profile = larkspur();
    store.ask(&mut engine, Request::SaveProfile { profile });
    engine.look_twice(true);
    let files = vec![
        file("slow.md", "---\nname: Slow\n---\na"),
        file("loud.md", "---\nname: A noise\n---\nb"),
    ];
    save(&mut store, &mut engine, files);
    read(&mut store, &mut engine);
    let posts = vec![post(1, "a", COMPLAINT)];
    let (site, shown) = ("x".to_owned(), vec![]);
    store.ask(&mut engine, Request::Observe { site, posts, shown });
    let understand = store.told.iter().find_map(|effect| match effect {
        Effect::Understand { posts } => posts.first().cloned(),
        _ => None,
    });
    let (post, text) = understand.unwrap();
    let vector = vector("noise", "noise").to_vec();
    store.ask(&mut engine, Request::Meant { post, text, vector });
    let known = assist(&mut store, &mut engine, COMPLAINT, vec![]);
    assert_eq!((first(&known), known.meaning.as_str()), ("loud.md", ""));
    // The whole of a post that was cut off is another text.
    let whole = format!("{COMPLAINT} and so on");
    assert_eq!(
        first(&assist(&mut store, &mut engine, &whole, vec![])),
        "slow.md"
    );
}

#[test]
fn an_agents_own_are_kept_apart_from_the_teams() {
    let (mut store, mut engine) = (Store::default(), engine());
    let own = file("mine.md", "---\nname: Mine\n---\nMine alone.").into_own();
    let marked = file("marked.md", "---\nname: Marked\nowner: personal\n---\nx");
    let saved = save(&mut store, &mut engine, vec![own.clone(), marked]);
    // Those that come with Handrail are still the team's, and are not kept.
    let found = paths(&saved);
    assert_eq!(
        found[found.len() - 2..],
        [("mine.md", true), ("marked.md", true)]
    );
    assert!(found.contains(&("refund.md", false)));
    assert_eq!(store.records["templates"], b"[]");
    let team = vec![file("team.md", "---\nname: Team\n---\nOurs."), own];
    save(&mut store, &mut engine, team);
    let record = |name: &str| String::from_utf8(store.records[name].clone()).unwrap();
    assert!(!record("templates").contains("Mine") && record("own-templates").contains("Mine"));
    let mut engine = woken(&store);
    let Response::Templates {
        templates,
        built_in,
        previews,
        ..
    } = store.ask(&mut engine, Request::Templates)
    else {
        panic!("no templates")
    };
    assert_eq!(paths(&templates), [("team.md", false), ("mine.md", true)]);
    assert!(!built_in);
    let personal: Vec<bool> = previews.iter().map(|draft| draft.personal).collect();
    assert_eq!(personal, [false, true]);
}

#[test]
fn what_was_only_marked_as_personal_moves_to_the_agents_own() {
    let mut store = Store::default();
    let old = r#"[{"path":"a.md","text":"---\nname: A\nowner: personal\n---\nx"},
        {"path":"b.md","text":"---\nname: B\n---\nx"}]"#;
    store.records.insert("templates".into(), old.into());
    let mut engine = woken(&store);
    let Response::Templates { templates, .. } = store.ask(&mut engine, Request::Templates) else {
        panic!("no templates")
    };
    assert_eq!(paths(&templates), [("b.md", false), ("a.md", true)]);
    save(&mut store, &mut engine, templates);
    let record = String::from_utf8(store.records["templates"].clone()).unwrap();
    assert!(!record.contains("a.md"), "{record}");
}

#[test]
fn a_customer_whom_the_lead_names_has_a_tier_and_the_playbooks_for_it() {
    let (mut store, mut engine) = (Store::default(), engine());
    let files = vec![
        file("vip.md", "---\nname: V\ntier: vip\n---\nx"),
        file("all.md", "---\nname: A\n---\nx"),
    ];
    save(&mut store, &mut engine, files);
    assert_eq!(
        assist(&mut store, &mut engine, COMPLAINT, vec![]).tier,
        None
    );
    let settings = ReplySettings {
        customers: "@A\n@example_ben gold".into(),
        ..ReplySettings::default()
    };
    store.ask(&mut engine, Request::SaveReplySettings { settings });
    let mut engine = store.woken();
    let assist = assist(&mut store, &mut engine, COMPLAINT, vec![]);
    assert_eq!(assist.tier.as_deref(), Some("VIP"));
    assert_eq!((first(&assist), assist.drafts.len()), ("vip.md", 2));
}
