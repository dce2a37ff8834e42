//! The set-up as one file, and what the organisation presets and locks, over restarts of the background.

use super::store::Store;
use super::*;
use crate::desk::{Retention, Target, TargetRule, Targets};
use crate::knowledge::source::Settings;
use crate::protocol::{Base, DeskAsked, Part, PartRead, SetupAnswer, SetupAsked};
use crate::reply::ReplySettings;
use crate::reply::rewrite::{RewriteSettings, Rewriter};
use crate::reply::way::{BrandWays, Way, WayKind};

fn setup(engine: &mut Engine, asked: SetupAsked) -> SetupAnswer {
    match engine.handle(Request::Setup { asked }, NOW).response {
        Response::Setup { answer } => answer,
        other => panic!("{other:?}"),
    }
}

fn export(engine: &mut Engine) -> String {
    match setup(engine, SetupAsked::Export) {
        SetupAnswer::File { text } => text,
        other => panic!("{other:?}"),
    }
}

fn read(engine: &mut Engine, file: &str) -> (Vec<PartRead>, Vec<crate::problem::Problem>) {
    let file = file.to_owned();
    match setup(engine, SetupAsked::Check { file }) {
        SetupAnswer::Read { parts, problems } => (parts, problems),
        other => panic!("{other:?}"),
    }
}

fn targets(minutes: i64) -> Targets {
    Targets {
        rules: vec![TargetRule {
            target: Target {
                first: minutes * 60_000,
                ..Target::default()
            },
            ..TargetRule::default()
        }],
        ..Targets::default()
    }
}

fn base(id: &str) -> Base {
    Base {
        id: id.into(),
        name: "Help".into(),
        brands: Vec::new(),
        source: Settings::Files {},
        base_url: String::new(),
        lang: String::new(),
        campaign: String::new(),
    }
}

/// Everything that a lead sets up, and what is one person's besides.
fn set_up(engine: &mut Engine, store: &mut Store) {
    let way = Way {
        kind: WayKind::Phone,
        to: "0800 123456".into(),
        ..Way::default()
    };
    let requests = [
        Request::SaveProfile {
            profile: larkspur(),
        },
        Request::SaveBase { base: base("help") },
        Request::SaveSynonyms {
            text: "wifi, wireless".into(),
        },
        Request::SaveReplySettings {
            settings: ReplySettings {
                sign_off: "^AB".into(),
                status_link: "https://status.larkspur.example/".into(),
                customers: String::new(),
            },
        },
        Request::SaveWays {
            ways: vec![BrandWays {
                brand: "Larkspur".into(),
                ways: vec![way],
                ..BrandWays::default()
            }],
        },
        Request::SaveRewriting {
            settings: RewriteSettings {
                by: Rewriter::Endpoint,
                url: "https://models.example/v1".into(),
                model: "small".into(),
                key: "secret-key".into(),
                send_post: false,
            },
        },
        Request::Desk {
            asked: DeskAsked::SaveTargets {
                targets: targets(30),
            },
        },
        Request::Desk {
            asked: DeskAsked::SaveRetention {
                keep: Retention { days: 9, swept: 0 },
            },
        },
    ];
    for request in requests {
        store.ask(engine, request);
    }
}

#[test]
fn a_whole_set_up_goes_through_a_file_into_another_browser_and_over_a_restart() {
    let (mut engine, mut store) = (engine(), Store::default());
    set_up(&mut engine, &mut store);
    let file = export(&mut engine);
    assert!(!file.contains("secret-key"), "the key stays at home");
    assert!(!file.contains("^AB"), "a sign-off is one person's");

    let (mut other, mut store) = (Engine::new(WEIGHTS).unwrap(), Store::default());
    let (parts, problems) = read(&mut other, &file);
    assert_eq!(problems, vec![]);
    assert_eq!(parts.len(), Part::ALL.len());
    assert!(
        parts.iter().all(|part| part.problems.is_empty()),
        "{parts:?}"
    );
    store.ask(
        &mut other,
        Request::Setup {
            asked: SetupAsked::Take {
                file: file.clone(),
                parts: Part::ALL.to_vec(),
                back: false,
            },
        },
    );
    assert_eq!(export(&mut other), file);
    let mut again = store.woken();
    assert_eq!(export(&mut again), file);
}

#[test]
fn what_was_taken_from_a_file_is_taken_back_with_the_bases_that_came_with_it() {
    let (mut engine, mut store) = (engine(), Store::default());
    set_up(&mut engine, &mut store);
    let mine = export(&mut engine);
    let theirs = mine
        .replace("\"Larkspur\"", "\"Pennyfold\"")
        .replace("\"help\"", "\"shop\"");
    let taken = |file: &str, back| Request::Setup {
        asked: SetupAsked::Take {
            file: file.to_owned(),
            parts: Part::ALL.to_vec(),
            back,
        },
    };
    let answer = store.ask(&mut engine, taken(&theirs, false));
    let Response::Setup {
        answer: SetupAnswer::Taken { parts, before },
    } = answer
    else {
        panic!("{answer:?}");
    };
    assert_eq!(parts, Part::ALL.len());
    assert_ne!(export(&mut engine), mine);
    store.ask(&mut engine, taken(&before, true));
    assert_eq!(export(&mut engine), mine);
}

#[test]
fn of_a_file_with_a_fault_nothing_is_kept_and_the_fault_is_named() {
    let mut engine = engine();
    let mine = export(&mut engine);
    let wrong = r#"{"handrail": "profile", "version": 1,
        "brands": [{"name": "Pennyfold"}], "targets": {"warn": 0}}"#;
    let outcome = engine.handle(
        Request::Setup {
            asked: SetupAsked::Take {
                file: wrong.into(),
                parts: vec![Part::Brands, Part::Targets],
                back: false,
            },
        },
        NOW,
    );
    assert_eq!(outcome.effects, vec![]);
    let (parts, _) = read(&mut engine, wrong);
    let codes: Vec<&str> = parts
        .iter()
        .flat_map(|part| part.problems.iter().map(|problem| problem.code.as_str()))
        .collect();
    assert_eq!(codes, ["target.warn"]);
    assert_eq!(export(&mut engine), mine);
}

#[test]
fn what_is_no_profile_file_is_refused_with_the_place_and_the_remedy() {
    let mut engine = engine();
    for (file, code, path) in [
        ("", "setup.file", "1:0"),
        ("[1, 2]", "setup.file", "1:2"),
        (
            "{\"handrail\": \"profile\",\n \"version\": 1, \"brand\": []}",
            "setup.file",
            "2:22",
        ),
        (
            "{\"handrail\": \"lessons\", \"version\": 1}",
            "setup.kind",
            "handrail",
        ),
        (
            "{\"handrail\": \"profile\", \"version\": 2}",
            "setup.newer",
            "version",
        ),
    ] {
        let (parts, problems) = read(&mut engine, file);
        assert_eq!(parts, vec![], "{file}");
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.code.as_str(), problem.path.as_str()))
            .collect();
        assert_eq!(found, [(code, path)], "{file}");
    }
}

fn manage(engine: &mut Engine, policy: &str) {
    engine
        .load(&StoredRecord::Managed, Some(policy.as_bytes()))
        .unwrap();
}

#[test]
fn a_preset_is_for_what_nobody_has_set_up_and_is_never_written_down() {
    let file = r#"{\"handrail\": \"profile\", \"version\": 1, \"brands\": [{\"name\": \"Pennyfold\"}], \"retention\": {\"days\": 1}}"#;
    let policy = format!(r#"{{"profile": "{file}"}}"#);
    let mut fresh = Engine::new(WEIGHTS).unwrap();
    manage(&mut fresh, &policy);
    assert_eq!(
        setup(&mut fresh, SetupAsked::Managed),
        SetupAnswer::Managed {
            locked: vec![],
            preset: vec![Part::Brands, Part::Retention],
            problems: vec![],
        }
    );
    assert!(export(&mut fresh).contains("Pennyfold"));

    let mut theirs = engine();
    manage(&mut theirs, &policy);
    assert_eq!(
        setup(&mut theirs, SetupAsked::Managed),
        SetupAnswer::Managed {
            locked: vec![],
            preset: vec![Part::Retention],
            problems: vec![],
        }
    );
    assert!(!export(&mut theirs).contains("Pennyfold"));
}

#[test]
fn what_is_locked_is_the_organisations_and_every_way_to_change_it_is_refused() {
    let (mut engine, mut store) = (engine(), Store::default());
    set_up(&mut engine, &mut store);
    let file =
        r#"{\"handrail\": \"profile\", \"version\": 1, \"brands\": [{\"name\": \"Pennyfold\"}]}"#;
    let all: Vec<String> = Part::ALL
        .iter()
        .map(|part| serde_json::to_string(part).unwrap())
        .collect();
    let all = all.join(",");
    manage(
        &mut engine,
        &format!(r#"{{"profile": "{file}", "locked": [{all}]}}"#),
    );
    assert!(
        export(&mut engine).contains("Pennyfold"),
        "over what was set up"
    );
    let before = export(&mut engine);
    let changes = [
        Request::SaveProfile {
            profile: larkspur(),
        },
        Request::SaveBase { base: base("more") },
        Request::RemoveBase { id: "help".into() },
        Request::SaveSynonyms {
            text: "a, b".into(),
        },
        Request::SaveReplySettings {
            settings: ReplySettings {
                sign_off: "^AB".into(),
                ..ReplySettings::default()
            },
        },
        Request::SaveWays { ways: vec![] },
        Request::SaveChecks {
            policy: crate::reply::check::Policy::default(),
        },
        Request::SaveRewriting {
            settings: RewriteSettings::default(),
        },
        Request::SaveTopics { topics: vec![] },
        Request::Desk {
            asked: DeskAsked::SaveTargets {
                targets: targets(5),
            },
        },
        Request::Desk {
            asked: DeskAsked::SaveRetention {
                keep: Retention { days: 99, swept: 0 },
            },
        },
    ];
    for request in changes {
        let outcome = engine.handle(request.clone(), NOW);
        match outcome.response {
            Response::Failed { error } => assert_eq!(error.code, "managed.locked", "{request:?}"),
            other => panic!("{request:?}: {other:?}"),
        }
    }
    let outcome = engine.handle(
        Request::Setup {
            asked: SetupAsked::Take {
                file: before.replace("Pennyfold", "Larkspur"),
                parts: vec![Part::Brands],
                back: false,
            },
        },
        NOW,
    );
    assert_eq!(outcome.effects, vec![]);
    assert_eq!(export(&mut engine), before);
    // What is one person's stays theirs, and an import needs its base as it is.
    let own = Request::SaveReplySettings {
        settings: ReplySettings {
            sign_off: "^CD".into(),
            status_link: "https://status.larkspur.example/".into(),
            customers: String::new(),
        },
    };
    for request in [own, Request::SaveBase { base: base("help") }] {
        let response = engine.handle(request, NOW).response;
        assert!(!matches!(response, Response::Failed { .. }), "{response:?}");
    }
}

#[test]
fn a_policy_with_faults_is_told_and_what_is_right_in_it_holds() {
    let mut engine = engine();
    for (policy, codes) in [
        ("{", vec!["managed.shape"]),
        (r#"{"locked": ["hours", "moon"]}"#, vec!["managed.part"]),
        (
            r#"{"profile": "{", "locked": ["hours"]}"#,
            vec!["setup.file"],
        ),
    ] {
        manage(&mut engine, policy);
        let SetupAnswer::Managed {
            locked, problems, ..
        } = setup(&mut engine, SetupAsked::Managed)
        else {
            panic!();
        };
        let found: Vec<&str> = problems
            .iter()
            .map(|problem| problem.code.as_str())
            .collect();
        assert_eq!(found, codes);
        assert_eq!(locked.contains(&Part::Hours), policy.contains("hours"));
    }
}
