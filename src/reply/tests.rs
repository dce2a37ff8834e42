//! Playbooks from their files to drafts.

use super::*;
use crate::post::Author;
use crate::triage::Intent;

fn file(text: &str) -> TemplateFile {
    TemplateFile {
        path: "t.md".into(),
        text: text.into(),
    }
}

fn fill(text: &str, name: &str, article: Option<(&str, Option<&str>)>, seed: u64) -> Vec<String> {
    let (templates, problems) = Templates::new(&[file(text)], &[]);
    assert_eq!(problems, []);
    let author = Author {
        handle: "example_user".into(),
        name: name.into(),
    };
    let occasion = Occasion {
        intent: Intent::Complaint,
        brand: "Larkspur",
        article,
        seed,
        ..Occasion::of(&author, "my bill is wrong")
    };
    templates
        .drafts(&occasion)
        .into_iter()
        .map(|draft| draft.text)
        .collect()
}

#[test]
fn fills_every_variable() {
    let text = "---\nname: All\nwhen: complaint\n---\nHi {{first_name}}, about {{issue}} at {{ brand }}: “{{article}}” {{link}}\n";
    let article = Some(("Bills", Some("https://help.example/bills")));
    assert_eq!(
        fill(text, "Zoë Example", article, 0),
        ["Hi Zoë, about your bill at Larkspur: “Bills” https://help.example/bills"]
    );
}

#[test]
fn a_missing_name_leaves_no_hole() {
    for (body, expected) in [
        ("Hi {{first_name}}, hello", "Hi, hello"),
        ("{{first_name}}, hello", "Hello"),
        ("Thanks {{first_name}}!", "Thanks!"),
        ("Sorry, {{first_name}}. So", "Sorry. So"),
    ] {
        assert_eq!(
            fill(&format!("---\nname: N\n---\n{body}"), "🔥", None, 0),
            [expected]
        );
    }
}

#[test]
fn a_template_that_lacks_something_is_not_offered() {
    let text = "---\nname: N\n---\nSee {{link}}";
    assert_eq!(fill(text, "Ann", None, 0), Vec::<String>::new());
    assert_eq!(
        fill(text, "Ann", Some(("Bills", None)), 0),
        Vec::<String>::new()
    );
}

#[test]
fn wordings_take_turns() {
    let text = "---\nname: N\n---\none\n===\ntwo {{first_name}}\n====\n\n";
    assert_eq!(
        (
            fill(text, "Ann", None, 0),
            fill(text, "Ann", None, 1),
            fill(text, "Ann", None, 2)
        ),
        (
            vec!["One".into()],
            vec!["Two Ann".into()],
            vec!["One".into()]
        )
    );
}

#[test]
fn problems_name_file_and_line() {
    for (text, expected) in [
        ("no head", "t.md:1 template.name"),
        ("---\nwhen: complaint\n---\nx", "t.md:1 template.name"),
        (
            "---\nname: N\nwhen: complaint, anger\n---\nx",
            "t.md:3 template.when",
        ),
        ("---\nname: N\n---\n", "t.md:4 template.empty"),
        (
            "---\nname: N\n---\na\n\nb {{frist_name}}",
            "t.md:6 template.variable",
        ),
        ("---\nname: N\n---\na {{link\nb", "t.md:4 template.unclosed"),
        ("---\nname: N\n", "t.md:1 template.head"),
    ] {
        let (templates, problems) = Templates::new(&[file(text)], &[]);
        let found: Vec<String> = problems
            .iter()
            .map(|problem| format!("{} {}", problem.path, problem.code))
            .collect();
        assert_eq!(
            (found, templates.playbooks.len()),
            (vec![expected.to_owned()], 0),
            "{text}"
        );
    }
}

#[test]
fn every_intent_has_three_replies_of_ours_even_without_an_article() {
    let (templates, problems) = Templates::new(&Templates::built_in(), &[]);
    assert_eq!(problems, []);
    let author = Author {
        handle: "example_user".into(),
        name: "Maya Example".into(),
    };
    for intent in Intent::ALL {
        for article in [
            None,
            Some(("Bills", None)),
            Some(("Bills", Some("https://help.example/bills"))),
        ] {
            for seed in 0..4 {
                let occasion = Occasion {
                    intent,
                    brand: "Larkspur",
                    article,
                    seed,
                    ..Occasion::of(&author, "my bill is wrong")
                };
                let drafts = templates.drafts(&occasion);
                assert_eq!(
                    drafts.len(),
                    super::templates::DRAFTS,
                    "{intent:?} {article:?}"
                );
                for draft in drafts {
                    assert!(
                        !draft.text.contains("{{") && draft.text.chars().count() <= 250,
                        "{}",
                        draft.text
                    );
                }
            }
        }
    }
}

#[test]
fn hostile_names_and_titles_are_only_text() {
    let article = Some((
        "{{link}} <script>",
        Some("https://help.example/?a={{brand}}"),
    ));
    let drafts = fill(
        "---\nname: N\n---\n{{first_name}} {{article}} {{link}}",
        "{{brand}} <b>",
        article,
        0,
    );
    assert_eq!(
        drafts,
        ["{{link}} <script> https://help.example/?a={{brand}}"]
    );
}
