use proptest::prelude::*;

use super::{Fault, check};

#[test]
fn patterns_that_the_next_character_decides_are_taken() {
    for (pattern, groups) in [
        (r"/status/(\d+)", 1),
        (r"^/\w+/status/(\d+)", 1),
        (r"^(?:https?://[^/]+)?/?@?(\w+)", 1),
        (r"^(?:https?://[^/]+)?(?:/profile/)?(?!did:)([^/?#]+)", 1),
        (r"^(?:@[\w.-]+(?:@[\w.-]+)?\s+)+$", 0),
        (r"(?:cat|dog)s?", 0),
        (r"[a-z-]+\$", 0),
    ] {
        assert_eq!(check(pattern, groups), Ok(()), "{pattern}");
    }
}

#[test]
fn patterns_that_could_hang_a_page_are_refused() {
    for pattern in [
        r"(?:a+)+$",
        r"(?:a*)*b",
        r"(?:a|a)+$",
        r"(?:a|ab)+$",
        r"(?:a?)+$",
        r"(?:ab?)*(?:b)+c(?:\w+\s?)*$",
        r"^(?:[a-z]+\.?)+$",
        r"^(?:\w+\s?)*$",
        r"^\w+\w+\w+\w+$",
        r"\w*x\w*",
        r".*.*.*=.*",
        r"a?a?a?a?a?a?a?a?aaaa",
        r"^(?:(?:x+x+)+y)",
        r"(?:|a)+",
        r"^a|\w*x\w*y",
    ] {
        assert_eq!(check(pattern, 0), Err(Fault::Slow), "{pattern}");
    }
}

#[test]
fn what_is_outside_of_the_small_language_is_refused() {
    for pattern in [
        "(a)\\1",
        "(?=a)b",
        "(?<=a)b",
        "(?<name>a)",
        "a{3}",
        "a+?",
        "a**",
        "[",
        "[]",
        "a)",
        "(a",
        "a|*",
        "\\b",
        "\\u0041",
        "\\",
        "a$b",
        "a^b",
        "(?!a+)b",
        "[z-a]",
        "[[a]]",
        "a\u{7}",
        "((((((a))))))",
        "(?i:a)",
    ] {
        assert_eq!(check(pattern, 0), Err(Fault::Syntax), "{pattern}");
    }
}

#[test]
fn the_part_that_is_taken_must_be_there_and_alone() {
    assert_eq!(check(r"/status/\d+", 1), Err(Fault::Groups));
    assert_eq!(check(r"(a)(b)", 1), Err(Fault::Groups));
    assert_eq!(check(r"(a)", 0), Err(Fault::Groups));
    assert_eq!(check("", 0), Err(Fault::Long));
    assert_eq!(check(&"a".repeat(201), 0), Err(Fault::Long));
}

proptest! {
    #[test]
    fn any_text_is_survived(pattern in r"[\PC\n]{0,80}", signs in r"[ab(|)?*+.\[\]^$\\w!:-]{0,60}") {
        let _ = check(&pattern, 1);
        let _ = check(&signs, 0);
    }

    /// A loop around what may be empty, or ends as it begins, is what makes a matcher hang.
    #[test]
    fn loops_that_meet_in_a_loop_are_refused(inner in "[a-c]{1,3}") {
        let body: String = inner.chars().map(|c| format!("{c}*")).collect();
        prop_assert_eq!(check(&format!("(?:{body})+x"), 0), Err(Fault::Slow));
        prop_assert_eq!(check(&format!("(?:d+{body}d+)+x"), 0), Err(Fault::Slow));
    }
}
