//! Playbooks from their files to drafts.

mod built_in;
mod ranking;

use super::*;
use crate::post::Author;
use crate::triage::Intent;

fn file(text: &str) -> TemplateFile {
    TemplateFile {
        path: "t.md".into(),
        text: text.into(),
        own: false,
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
fn a_preview_names_what_is_still_missing() {
    let text = "---\nname: N\nask.order: text Order number\nask.day: date Day of the visit\n---\n{{ask.order}} comes on {{ask.day}}.";
    let (templates, _) = Templates::new(&[file(text)], &[]);
    let author = Author::default();
    let draft = templates.drafts(&Occasion::of(&author, "x")).remove(0);
    let shown = |order: &str, day: &str| {
        let answers = [("order", order), ("day", day)];
        preview(
            &draft,
            &answers.map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
        )
    };
    for (order, day, expected) in [
        (
            "",
            "2026-02-30",
            "[Order number] comes on [Day of the visit].",
        ),
        ("A7", "", "A7 comes on [Day of the visit]."),
        ("A7", "2026-12-05", "A7 comes on 5 December."),
    ] {
        assert_eq!(shown(order, day), expected);
    }
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
fn a_preview_shows_every_wording_and_only_the_questions_that_it_asks() {
    let text = "---\nname: Visit\nask.day: date Day\n---\nHi {{first_name}}, on {{ask.day}}.\n===\nSoon, {{first_name}}.\n";
    let (templates, problems) = Templates::new(&[file(text)], &[]);
    assert_eq!(problems, []);
    let previews = templates.previews("^AB");
    let shown: Vec<_> = previews
        .iter()
        .map(|draft| (draft.wording, draft.text.as_str(), draft.fields.len()))
        .collect();
    assert_eq!(
        shown,
        [(0, "Hi Maya, on [Day]. ^AB", 1), (1, "Soon, Maya. ^AB", 0)]
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

/// Playbooks of these files, each of a path and a text without the line that opens its head.
fn playbooks(files: &[(&str, &str)]) -> Templates {
    let file = |&(path, text): &(&str, &str)| TemplateFile {
        path: path.into(),
        text: format!("---\nname: {path}\n{text}"),
        own: false,
    };
    let files: Vec<TemplateFile> = files.iter().map(file).collect();
    let (playbooks, problems) = Templates::new(&files, &["refund", "delivery"]);
    assert_eq!(problems, []);
    playbooks
}

fn maya() -> Author {
    Author {
        handle: "example_maya".into(),
        name: "Maya Exampleton".into(),
    }
}

fn texts(drafts: Vec<Draft>) -> Vec<String> {
    drafts.into_iter().map(|draft| draft.text).collect()
}

fn paths(drafts: Vec<Draft>) -> Vec<String> {
    drafts.into_iter().map(|draft| draft.template).collect()
}

#[test]
fn what_may_be_left_out_is_left_out_without_a_hole() {
    let maya = maya();
    let nobody = Author::default();
    let plain = Occasion::of(&maya, "hello");
    let status = HandOffs {
        status: Some("https://status.example"),
        ..HandOffs::default()
    };
    for (body, occasion, expected) in [
        (
            "See this. [[Steps: {{link}} ]]Tell me.",
            plain,
            "See this. Tell me.",
        ),
        ("See this[[: {{status}}]]. Ok", plain, "See this. Ok"),
        (
            "See this[[: {{status}}]]. Ok",
            Occasion {
                hand_offs: status,
                ..plain
            },
            "See this: https://status.example. Ok",
        ),
        (
            "Hi {{first_name|there}}.",
            Occasion {
                author: &nobody,
                ..plain
            },
            "Hi there.",
        ),
        (
            "Hi[[ {{first_name}}]].",
            Occasion {
                author: &nobody,
                ..plain
            },
            "Hi.",
        ),
        (
            "About {{issue|your message}}: {{issue}}",
            plain,
            "About your message: this",
        ),
        (
            "Ok",
            Occasion {
                sign_off: "^AB",
                ..plain
            },
            "Ok ^AB",
        ),
        (
            "Ok {{sign_off}} bye",
            Occasion {
                sign_off: "^AB",
                ..plain
            },
            "Ok ^AB bye",
        ),
        ("Ok {{sign_off}} bye", plain, "Ok bye"),
        ("a\n[[{{link}}]]\nb", plain, "A\nb"),
        (
            "{{status|https://a.example}} has it",
            plain,
            "https://a.example has it",
        ),
    ] {
        let playbooks = playbooks(&[("a.md", &format!("---\n{body}"))]);
        assert_eq!(texts(playbooks.drafts(&occasion)), [expected], "{body}");
    }
    let off = playbooks(&[("a.md", "sign_off: off\n---\nOk")]);
    let signed = Occasion {
        sign_off: "^AB",
        ..plain
    };
    assert_eq!(texts(off.drafts(&signed)), ["Ok"]);
}

#[test]
fn settings_that_cannot_be_read_are_named_with_their_line() {
    for (head, expected, usable) in [
        ("lang: english", "t.md:3 template.lang", false),
        ("tone: furious", "t.md:3 template.tone", false),
        ("topics: refunds", "t.md:3 template.topics", true),
        ("owner: me", "t.md:3 template.owner", false),
        ("sign_off: maybe", "t.md:3 template.sign_off", false),
        ("topcis: refund", "t.md:3 template.setting", true),
        ("ask.day: date = 2026-02-30", "t.md:3 template.ask", false),
        ("ask.day: date", "t.md template.ask", true),
    ] {
        let text = format!("---\nname: N\n{head}\n---\nx");
        let (playbooks, problems) = Templates::new(&[file(&text)], &["refund"]);
        let found: Vec<String> = problems
            .iter()
            .map(|p| format!("{} {}", p.path, p.code))
            .collect();
        assert_eq!(
            (found, !playbooks.playbooks.is_empty()),
            (vec![expected.to_owned()], usable),
            "{head}"
        );
        assert!(
            problems
                .iter()
                .all(|problem| problem.message.ends_with(['.', '…']))
        );
    }
    let (_, problems) = Templates::new(&[file("---\nname: N\n---\n{{ask.day}}")], &[]);
    assert_eq!(problems[0].code, "template.ask");
}

#[test]
fn templates_of_before_work_as_before() {
    let old = "---\nname: Fix\nwhen: [complaint, question]\n---\nHi {{first_name}}, about {{ issue }}: {{link}}\n===\n{{brand}} here. “{{article}}”\n";
    let article = Some(("Bills", Some("https://help.example/bills")));
    assert_eq!(
        fill(old, "Ann", article, 0),
        ["Hi Ann, about your bill: https://help.example/bills"]
    );
    assert_eq!(fill(old, "Ann", article, 1), ["Larkspur here. “Bills”"]);
}

proptest::proptest! {
    #[test]
    fn any_file_is_read_and_no_draft_has_a_hole(
        head in "(when: complaint\n|ask.a: (date|text|menu x \\| y|toggle z)\n|\\PC{0,10}\n){0,4}",
        body in "(\\{\\{(link|first_name|ask.a|> b|issue\\|x)\\}\\}|\\[\\[|\\]\\]|===\n|\n|a b|\\PC){0,12}",
        name in "\\PC{0,20}",
    ) {
        let text = format!("---\nname: N\n{head}---\n{body}");
        let files = [file(&text), TemplateFile { path: "b.md".into(), text: "---\nname: B\n---\n{{> t}}".into(), own: false }];
        let (playbooks, _) = Templates::new(&files, &[]);
        let author = Author { handle: String::new(), name };
        let occasion = Occasion { intent: Intent::Complaint, ..Occasion::of(&author, "x") };
        for draft in playbooks.drafts(&occasion) {
            let theirs = author.name.contains("{{") || body.replace("{{", "").contains('{');
            proptest::prop_assert!(theirs || !draft.text.contains("{{ask") && !draft.text.contains("{{link"));
        }
    }
}
