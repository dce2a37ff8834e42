use super::*;
use crate::text::moment::parse;
use proptest::prelude::*;

fn way(kind: WayKind, to: &str) -> Way {
    Way {
        kind,
        to: to.into(),
        ..Way::default()
    }
}

fn codes(way: &Way) -> Vec<(String, String)> {
    let problems = check(way, "way").into_iter();
    problems
        .map(|problem| (problem.code, problem.path))
        .collect()
}

#[test]
fn what_is_no_way_is_named_with_its_place() {
    for (kind, to, code) in [
        (WayKind::Message, "", "way.account.none"),
        (WayKind::Message, "@LarkspurCare", "way.account"),
        (WayKind::Message, "123456789012345678901", "way.account"),
        (WayKind::Message, "12&text=x", "way.account"),
        (WayKind::Chat, "", "way.address.none"),
        (
            WayKind::Chat,
            "http://help.example/chat",
            "way.address.open",
        ),
        (WayKind::Chat, "javascript:alert(1)", "way.address"),
        (WayKind::Chat, "https://", "way.address"),
        (WayKind::Chat, "https://chat", "way.address"),
        (
            WayKind::Chat,
            "https://a:b@help.example/chat",
            "way.address",
        ),
        (WayKind::Chat, "https://help.example/a chat", "way.address"),
        (WayKind::Phone, " ", "way.number.none"),
        (WayKind::Phone, "call us", "way.number"),
        (WayKind::Phone, "12", "way.number"),
        (WayKind::Phone, "1234567890123456", "way.number"),
        (WayKind::Phone, "+44+20 7946 0000", "way.number"),
        (WayKind::Phone, "020 7946 0000 ext. 5", "way.number"),
    ] {
        let expected = (code.to_owned(), "way.to".to_owned());
        assert_eq!(codes(&way(kind, to)), [expected], "{to}");
    }
    for (kind, to) in [
        (WayKind::Message, "1234567890"),
        (WayKind::Chat, "https://help.example/chat?from=x"),
        (WayKind::Phone, "+44 20 7946 0000"),
        (WayKind::Phone, "(0800) 123-456"),
        (WayKind::Phone, "116 123"),
    ] {
        assert_eq!(codes(&way(kind, to)), [], "{to}");
    }
    let mut hours = way(WayKind::Phone, "0800 123456");
    hours.hours = Some(Typed {
        zone: "Europe/London".into(),
        week: "Mon-Fri 9-5".into(),
        special: String::new(),
    });
    let expected = ("hours.night".to_owned(), "way.hours.week:1:9".to_owned());
    assert_eq!(codes(&hours), [expected]);
}

#[test]
fn a_message_s_link_carries_its_text_whole() {
    let mut message = way(WayKind::Message, " 1234567890 ");
    let link = "https://x.com/messages/compose?recipient_id=1234567890";
    assert_eq!(message.inserted(), link);
    message.text = "Hi & hello: 50% é".into();
    assert_eq!(
        message.inserted(),
        format!("{link}&text=Hi%20%26%20hello%3A%2050%25%20%C3%A9")
    );
}

#[test]
fn each_way_is_offered_in_its_hours_alone() {
    let hours = |week: &str| {
        Some(Typed {
            zone: "America/New_York".into(),
            week: week.into(),
            special: "2026-11-26 closed Thanksgiving".into(),
        })
    };
    let ways = [
        way(WayKind::Message, "1"),
        Way {
            hours: hours("Mon-Fri 9am-5pm"),
            ..way(WayKind::Chat, "https://help.example/chat")
        },
        Way {
            hours: hours("24/7"),
            ..way(WayKind::Phone, "0800 123456")
        },
        Way {
            hours: hours("closed"),
            ..way(WayKind::Phone, "0800 654321")
        },
    ];
    let ways = ways.each_ref().map(Private::new);
    // Wednesday, an hour before the chat closes.
    let (open, closed) = open_ways(&ways, parse("2026-11-25T16:00-05:00").unwrap());
    let open: Vec<_> = open.iter().map(|way| (way.kind, way.until)).collect();
    assert_eq!(
        open,
        [
            (WayKind::Message, None),
            (WayKind::Chat, parse("2026-11-25T17:00-05:00")),
            (WayKind::Phone, parse("2026-11-26T00:00-05:00")),
        ]
    );
    assert_eq!(closed.len(), 1);
    assert_eq!(closed[0].opens, None);
    let (open, closed) = open_ways(&ways, parse("2026-11-26T12:00-05:00").unwrap());
    assert_eq!(open.len(), 1);
    let opens: Vec<_> = closed.iter().map(|way| way.opens).collect();
    assert_eq!(
        opens,
        [
            parse("2026-11-27T09:00-05:00"),
            parse("2026-11-27T00:00-05:00"),
            None
        ]
    );
}

proptest! {
    #[test]
    fn any_way_is_checked_and_its_text_ends_no_link(kind in 0..3, to in "\\PC{0,30}|[0-9+ ()-]{0,20}|https?://\\PC{0,20}", text in "\\PC{0,30}") {
        let kind = [WayKind::Message, WayKind::Chat, WayKind::Phone][kind as usize];
        let way = Way { text, ..way(kind, &to) };
        if check(&way, "way").is_empty() {
            let inserted = way.inserted();
            prop_assert!(kind == WayKind::Phone || !inserted.contains(char::is_whitespace));
            prop_assert!(kind != WayKind::Message || inserted.is_ascii());
        }
    }
}
