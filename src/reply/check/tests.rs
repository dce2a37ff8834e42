use super::*;
use proptest::prelude::*;

fn reply(text: &str) -> Outgoing<'_> {
    Outgoing {
        text,
        ..Outgoing::default()
    }
}

#[test]
fn codes_are_unique_and_fit_a_message() {
    let mut codes: Vec<&str> = all().iter().map(|check| check.code()).collect();
    assert!(
        codes
            .iter()
            .all(|code| code.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
    );
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all().len());
}

#[test]
fn pages_know_every_check_by_its_code() {
    let codes: Vec<&str> = all().iter().map(|check| check.code()).collect();
    assert_eq!(codes, CODES);
}

#[test]
fn what_holds_stands_before_what_advises() {
    let text = "You should have read it. Hi [name]";
    let found = check(&reply(text));
    let order: Vec<_> = found
        .iter()
        .map(|finding| (finding.check, finding.severity))
        .collect();
    assert_eq!(
        order,
        [
            ("placeholder", Severity::Holds),
            ("blame", Severity::Advises)
        ]
    );
}

#[test]
fn a_lead_may_switch_a_check_off_or_allow_a_phrase() {
    let text = "Join our [name] the puppy day, [name]!";
    let mut policy = Policy {
        allowed: vec!["[NAME] the puppy".to_owned()],
        ..Policy::default()
    };
    let found = check(&Outgoing {
        policy: &policy,
        ..reply(text)
    });
    assert_eq!(found[0].spans.len(), 1);
    assert_eq!(found[0].spans[0].start, text.len() - 7);
    policy.off = vec!["placeholder".to_owned()];
    assert!(
        check(&Outgoing {
            policy: &policy,
            ..reply(text)
        })
        .is_empty()
    );
}

#[test]
fn a_pattern_is_no_expression() {
    for (pattern, text, found) in [
        ("LB-######", "LB-123456", 1),
        ("??-##", "AB-12 cd-34 A1-11", 2),
        (".*.*.*", "anything", 0),
        ("(a+)+$", "aaaa", 0),
        ("#", "1", 0),
        ("", "", 0),
        ("ÄB-##", "äb-12", 1),
    ] {
        assert_eq!(pattern::places(pattern, text).len(), found, "{pattern}");
    }
}

proptest! {
    #[test]
    fn any_reply_is_survived_and_spans_stand_in_it(
        text in "\\PC{0,120}|((\\[name\\]|\\{\\{|>|<|XX|we'll|in|48|hours|\\+44|\\(0\\)|20|7946|0123|@|gmail\\.com|GB29|4111|NOT|localhost|/admin|:|Street|LS1|4AB|🎉|you|should|have) ?){0,20}",
        post in "\\PC{0,60}|[0-9+() @a-c.-]{0,40}",
        list in prop::collection::vec("\\PC{0,12}", 0..3),
        at in any::<i64>(),
        over in any::<usize>(),
    ) {
        let policy = Policy {
            order_patterns: list.clone(),
            direct_lines: list.clone(),
            public_numbers: list.clone(),
            internal_hosts: list.clone(),
            private_way: post.clone(),
            jargon: list.iter().map(|word| (word.clone(), word.clone())).collect(),
            allowed: list.clone(),
            off: Vec::new(),
            long_posts: false,
        };
        let recent = [Recent { at, text: &post, post: "" }];
        let outgoing = Outgoing {
            post: Some(&post),
            intent: Some(Intent::Complaint),
            brand: &post,
            other_brands: &list,
            dead_links: &list,
            recent: &recent,
            now: at.wrapping_mul(7),
            used: 9,
            max: 3,
            over_from: Some(over),
            policy: &policy,
            ..reply(&text)
        };
        for finding in check(&outgoing) {
            for span in &finding.spans {
                prop_assert!(text.get(span.start..span.end).is_some(), "{finding:?}");
            }
        }
    }
}
