//! Which playbook is offered, and in which wording.

use super::*;

#[test]
fn the_wording_that_was_used_last_is_not_used_again() {
    let playbooks = playbooks(&[
        ("a.md", "---\none\n===\ntwo\n===\nsee {{link}}"),
        ("b.md", "---\nonly"),
    ]);
    let maya = maya();
    for seed in 0..6 {
        for last in 0..2 {
            let last_used = [("a.md".to_owned(), last), ("b.md".to_owned(), 0)];
            let occasion = Occasion {
                seed,
                last_used: &last_used,
                ..Occasion::of(&maya, "x")
            };
            let drafts = playbooks.drafts(&occasion);
            assert_eq!((drafts[0].wording, drafts[1].wording), (1 - last, 0));
        }
    }
}

#[test]
fn conditions_decide_who_is_offered() {
    let files = [
        ("any.md", "---\nx"),
        ("refund.md", "topics: refund\n---\nx"),
        ("vip.md", "tier: VIP, verified\n---\nx"),
        ("heated.md", "tone: heated\n---\nx"),
        ("praise.md", "when: praise\n---\nx"),
        ("piece.md", "piece: yes\n---\nx"),
        ("both.md", "tone: calm, heated\n---\nx"),
    ];
    let playbooks = playbooks(&files);
    let maya = maya();
    let plain = Occasion::of(&maya, "hello");
    let offered = |occasion: &Occasion<'_>| {
        let mut paths = paths(playbooks.ranked(occasion));
        paths.sort();
        paths
    };
    assert_eq!(offered(&plain), ["any.md", "both.md"]);
    let refund = Occasion {
        topics: &["refund"],
        ..plain
    };
    assert_eq!(offered(&refund), ["any.md", "both.md", "refund.md"]);
    assert_eq!(paths(playbooks.drafts(&refund))[0], "refund.md");
    let vip = Occasion {
        tiers: &["vip".to_owned()],
        tone: Tone::Heated,
        ..plain
    };
    assert_eq!(offered(&vip), ["any.md", "both.md", "heated.md", "vip.md"]);
}

#[test]
fn the_customers_language_comes_first_and_others_say_so() {
    let files = [
        ("en.md", "lang: en\n---\nhello"),
        ("any.md", "---\nhi"),
        ("de.md", "lang: de, de-AT\n---\nhallo"),
    ];
    let playbooks = playbooks(&files);
    let maya = maya();
    let german = Occasion {
        lang: Some("de-CH"),
        ..Occasion::of(&maya, "hallo")
    };
    let drafts = playbooks.drafts(&german);
    let seen: Vec<(&str, bool)> = drafts
        .iter()
        .map(|draft| (&*draft.template, draft.other_language))
        .collect();
    assert_eq!(seen, [("de.md", false), ("any.md", false), ("en.md", true)]);
}

#[test]
fn what_a_post_means_decides_not_a_keyword() {
    let files = [
        (
            "slow.md",
            "for:\n- pages take ages to load in the evening\n- everything is so slow\n---\na",
        ),
        (
            "lost.md",
            "topics: delivery\nfor:\n- my parcel never arrived\n- where is the package you sent\n---\nb",
        ),
        ("loud.md", "for:\n- the fan makes a terrible noise\n---\nc"),
    ];
    let mut playbooks = playbooks(&files);
    let maya = maya();
    for (text, first) in [
        ("loading a page takes an age every evening", "slow.md"),
        ("the packages you are sending never arrive", "lost.md"),
        ("what a terribly noisy fan", "loud.md"),
    ] {
        let drafts = playbooks.drafts(&Occasion::of(&maya, text));
        assert_eq!(drafts[0].template, first, "{text}");
    }
    // A post that shares no word, and a sentence encoder that has read both.
    let mut vector = [0.0; crate::knowledge::WIDTH];
    vector[7] = 1.0;
    let unread = playbooks.unread();
    let read = unread
        .iter()
        .find(|(_, text)| *text == "the fan makes a terrible noise");
    let (number, _) = *read.unwrap();
    playbooks.give(number, &vector);
    let occasion = Occasion {
        vector: Some(&vector),
        ..Occasion::of(&maya, "it whirrs like mad")
    };
    assert_eq!(playbooks.drafts(&occasion)[0].template, "loud.md");
}

#[test]
fn what_is_used_often_counts_a_little() {
    let playbooks = playbooks(&[
        ("a.md", "---\na"),
        ("b.md", "---\nb"),
        ("c.md", "topics: refund\n---\nc"),
    ]);
    let maya = maya();
    let used = [("a.md".to_owned(), 2), ("b.md".to_owned(), 9)];
    let occasion = Occasion {
        used: &used,
        topics: &["refund"],
        ..Occasion::of(&maya, "x")
    };
    assert_eq!(paths(playbooks.drafts(&occasion)), ["c.md", "b.md", "a.md"]);
}

#[test]
fn an_article_comes_before_all_but_what_was_written_for_just_this_post() {
    let text = "my internet is down again, I switched the router off and on, and nobody answers";
    let maya = maya();
    let article = Some(("Restart your router", Some("https://help.example/router")));
    let occasion = Occasion {
        intent: Intent::Complaint,
        topics: &["outage", "waiting"],
        article,
        ..Occasion::of(&maya, text)
    };
    let mut files = Templates::built_in();
    let (ours, _) = Templates::new(&files, &[]);
    assert_eq!(paths(ours.drafts(&occasion))[0], "answer-with-article.md");
    files.push(TemplateFile {
        path: "own.md".into(),
        text: format!("---\nname: N\ntopics: outage\nfor:\n- {text}\n---\nx"),
        own: false,
    });
    let (own, _) = Templates::new(&files, &[]);
    assert_eq!(paths(own.drafts(&occasion))[0], "own.md");
}
