//! Length and parts, held against the site's own cases and against any text.

use proptest::prelude::*;

use super::*;

/// Any text, and such as breaks counters: links, handles, emoji, marks, scripts without spaces.
const TEXTS: &str = "\\PC{0,60}|(\\PC| |\n){0,60}|([a-c]|x\\.co|\\.|m|/|\\(|\\)|-|_|https?://|t\\.co/|@|@a@b\\.example|#|\\?|1|\u{fe0f}|\u{20e3}|👩|\u{200d}|🏽|🇬|🇧|日本|。|é|e\u{301}|\u{323}|! | |\n|, |Dr\\. |한국|\u{1112}\u{1161}\u{11ab}){0,40}";

const RULES: [Rule; 4] = [
    Rule::X,
    Rule::BLUESKY,
    Rule::MASTODON,
    Rule::Weighted {
        max: 25_000,
        link: 23,
    },
];

fn short() -> [Rule; 3] {
    [
        Rule::Weighted { max: 40, link: 23 },
        Rule::Graphemes { max: 40 },
        Rule::Characters { max: 40, link: 23 },
    ]
}

#[test]
fn texts_count_what_the_site_says() {
    for (text, x, bluesky, mastodon) in [
        ("", 0, 0, 0),
        ("Sorry about that!", 17, 17, 17),
        ("“Sorry” – it’s fixed…", 22, 21, 21),
        ("すみません", 10, 5, 5),
        ("한국 \u{1112}\u{1161}\u{11ab}", 7, 4, 4),
        ("cafe\u{301}", 4, 4, 4),
        ("👍🏽👨‍👩‍👧🇬🇧", 6, 3, 3),
        ("https://larkspur.example.com/status", 23, 27, 23),
        ("larkspur.example.com/status", 23, 27, 27),
        ("a.notatld", 9, 9, 9),
        ("@example_user@social.example hi", 31, 31, 16),
    ] {
        let used = |rule| count(&rule, text).used;
        assert_eq!(
            [used(Rule::X), used(Rule::BLUESKY), used(Rule::MASTODON)],
            [x, bluesky, mastodon],
            "{text}"
        );
    }
}

#[test]
fn links_are_found_with_and_without_a_scheme() {
    for (text, expected) in [
        ("see larkspur.example.com.", &["larkspur.example.com"][..]),
        (
            "HTTPS://Larkspur.Example.COM/a(b)c?d=e.",
            &["HTTPS://Larkspur.Example.COM/a(b)c?d=e"],
        ),
        ("me@larkspur.example.com", &[]),
        ("a_b.example.com", &["b.example.com"]),
        ("-example.com", &[]),
        ("http://-example.com", &[]),
        ("http://example.com:80/.,", &["http://example.com:80/"]),
        ("example.commerce example.computer", &["example.computer"]),
        ("bücher.example.de", &["bücher.example.de"]),
        ("t.co/a!(b) t.co/a(b)(c)!d", &["t.co/a", "t.co/a(b)(c)!d"]),
        (
            "#😀.example.com 😀example.com",
            &["example.com", "example.com"],
        ),
        ("日本example.jp日本", &["example.jp"]),
        (
            "a.vermögensberater a.DE日本",
            &["a.vermögensberater", "a.DE"],
        ),
        ("http://日本.jp/a", &["http://日本.jp/a"]),
        ("https://t.co/abc/def", &["https://t.co/abc"]),
        (
            "e\u{301}.com u\u{308}.de/x",
            &["e\u{301}.com", "u\u{308}.de/x"],
        ),
        ("no links. at all", &[]),
    ] {
        let found: Vec<_> = links(text)
            .into_iter()
            .map(|span| span.slice(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_text_too_long_is_marked_from_a_place_that_fits() {
    let rule = Rule::Weighted { max: 10, link: 23 };
    let over = |text| count(&rule, text).over_from;
    assert_eq!(over("0123456789"), None);
    assert_eq!(over("0123456789a"), Some(10));
    assert_eq!(over("日本日本日本"), Some(15));
    assert_eq!(over("see larkspur.example.com"), Some(4));
    // Cut behind ten characters it would be a link.
    assert_eq!(over("so abcd.commerce"), Some(2));
    assert_eq!(over("012345678e\u{301}\u{302}"), Some(9));
}

#[test]
fn long_replies_are_parted_where_they_read_well() {
    let rule = Rule::Weighted { max: 60, link: 23 };
    for (text, expected) in [
        (
            "@example_user Sorry about this. Our engineers are on it, and we expect service back by noon. Thank you!",
            &[
                "@example_user Sorry about this. 1/3",
                "Our engineers are on it, and we expect service back by 2/3",
                "noon. Thank you! 3/3",
            ][..],
        ),
        (
            "We looked into the order that you told us about this morning, and we have sent you a new one",
            &[
                "We looked into the order that you told us about this 1/2",
                "morning, and we have sent you a new one 2/2",
            ],
        ),
        ("fits", &["fits"]),
        ("  ", &[]),
    ] {
        assert_eq!(split(&rule, text), expected, "{text}");
    }
}

#[test]
fn more_than_nine_parts_are_numbered_too() {
    let text = "word and more. ".repeat(40);
    let parts = split(&Rule::Weighted { max: 40, link: 23 }, &text);
    assert!(parts.len() > 9);
    assert!(parts[0].ends_with(&format!(" 1/{}", parts.len())));
    assert!(parts.iter().all(|part| {
        count(&Rule::Weighted { max: 40, link: 23 }, part)
            .over_from
            .is_none()
    }));
}

#[test]
fn premium_posts_are_counted_and_parted() {
    let rule = Rule::Weighted {
        max: 25_000,
        link: 23,
    };
    let text = "We are sorry. See larkspur.example.com/a 👍🏽 ".repeat(800);
    let counted = count(&rule, &text);
    assert_eq!(counted.used, 800 * 45);
    let over = counted.over_from.unwrap();
    assert!(count(&rule, &text[..over]).used <= 25_000);
    assert_eq!(split(&rule, &text).len(), 2);
}

#[test]
fn long_lines_that_would_keep_a_pattern_busy_are_counted_at_once() {
    for one in [
        "a.",
        "日",
        "a-",
        "_.",
        "(",
        "a/(",
        "http://",
        "x.com/",
        "\u{301}",
        "👩\u{200d}",
        "@a@",
    ] {
        let text = one.repeat(25_000);
        for rule in RULES {
            assert!(count(&rule, &text).used > 0);
        }
    }
}

#[test]
fn a_part_fits_with_its_number_behind_it() {
    let text = "@a@b.example(http://1?".repeat(3);
    for rule in short() {
        for part in split(&rule, &text) {
            assert!(count(&rule, &part).over_from.is_none(), "{rule:?} {part}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_counted_and_what_is_before_too_much_fits(text in TEXTS) {
        for rule in RULES.into_iter().chain(short()).chain([Rule::Graphemes { max: 0 }]) {
            let counted = count(&rule, &text);
            prop_assert_eq!(counted.over_from.is_some(), counted.used > counted.max);
            if let Some(over) = counted.over_from {
                let head = text.get(..over);
                prop_assert!(head.is_some_and(|head| count(&rule, head).used <= counted.max), "{over}");
            }
        }
    }

    #[test]
    fn links_are_in_order_and_on_boundaries(text in TEXTS) {
        let mut last = 0;
        for span in links(&text) {
            prop_assert!(span.start >= last && span.end > span.start);
            prop_assert!(text.get(span.start..span.end).is_some());
            last = span.end;
        }
    }

    #[test]
    fn parts_fit_and_lose_nothing(text in TEXTS, again in 1usize..4) {
        let text = text.repeat(again);
        for rule in short() {
            let parts = split(&rule, &text);
            let all = parts.len();
            let mut words = String::new();
            for (at, part) in parts.iter().enumerate() {
                prop_assert!(count(&rule, part).over_from.is_none(), "{part}");
                let number = format!(" {}/{all}", at + 1);
                words += if all > 1 { part.strip_suffix(&number).unwrap() } else { part };
            }
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&words), bare(&text));
        }
    }

    #[test]
    fn links_and_characters_stay_whole(words in prop::collection::vec("https://larkspur\\.example\\.com/[a-d]{0,40}|@example_user|👨\u{200d}👩\u{200d}👧|[a-z]{1,9}[.,!]?", 0..40)) {
        let text = words.join(" ");
        let parts = split(&Rule::Weighted { max: 60, link: 23 }, &text);
        let left = parts.iter().flat_map(|part| part.split(' '));
        let left: Vec<&str> = left.filter(|word| !word.contains(|c: char| c.is_ascii_digit())).collect();
        prop_assert_eq!(left, text.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn an_impossible_limit_still_ends(text in "(\\PC| ){0,30}", max in 0u32..9) {
        for rule in [Rule::Weighted { max, link: 23 }, Rule::Graphemes { max }] {
            prop_assert!(split(&rule, &text).len() <= text.chars().count());
        }
    }
}
