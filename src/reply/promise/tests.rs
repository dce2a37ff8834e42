use super::*;
use proptest::prelude::*;

const HOUR: Millis = 60 * 60 * 1_000;

fn said(text: &str) -> Vec<(What, When)> {
    promises(text)
        .iter()
        .map(|promise| (promise.what, promise.when))
        .collect()
}

#[test]
fn commitments_are_found_with_their_times() {
    for (text, what, when) in [
        ("We'll call you today.", What::Call, When::Today),
        (
            "I'll have this sorted by Friday",
            What::Fix,
            When::Weekday(4),
        ),
        (
            "Expect an e-mail within 24 hours.",
            What::Write,
            When::Within(DAY),
        ),
        (
            "We will get back to you in 48 hours",
            What::Write,
            When::Within(2 * DAY),
        ),
        (
            "A colleague will ring you in 2-3 working days",
            What::Call,
            When::Within(3 * DAY),
        ),
        (
            "Sorry! You'll hear from us by the end of the day.",
            What::Write,
            When::EndOfDay,
        ),
        (
            "I'll write again by 4pm today. ^AB",
            What::Write,
            When::At {
                hour: 16,
                minute: 0,
            },
        ),
        ("We'll reply tomorrow at 10am", What::Write, When::Tomorrow),
        (
            "An engineer will call you this evening",
            What::Call,
            When::Tonight,
        ),
        (
            "We're going to refund it next week",
            What::Refund,
            When::NextWeek,
        ),
        ("Let me check that for you", What::Check, When::Soon),
        (
            "We will send a new router on 3 May",
            What::Send,
            When::Date { day: 3, month: 5 },
        ),
        (
            "Our team will be in touch by the 28th",
            What::Write,
            When::Date { day: 28, month: 0 },
        ),
        ("Tomorrow we'll send it", What::Send, When::Tomorrow),
        (
            "I'll come back to you in half an hour",
            What::Write,
            When::Within(HOUR),
        ),
        (
            "I'll come back to you within the hour",
            What::Write,
            When::Within(HOUR),
        ),
        (
            "we’ll look into it as soon as possible",
            What::Check,
            When::Soon,
        ),
        (
            "I'll get this fixed by end of the week",
            What::Fix,
            When::EndOfWeek,
        ),
        (
            "You will receive a call in a couple of days",
            What::Call,
            When::Within(2 * DAY),
        ),
        (
            "We will write in a day or two",
            What::Write,
            When::Within(2 * DAY),
        ),
        ("Te llamaremos mañana", What::Call, When::Tomorrow),
        (
            "Te responderemos en 48 horas",
            What::Write,
            When::Within(2 * DAY),
        ),
        ("Nous vous rappellerons demain", What::Call, When::Tomorrow),
        (
            "Nous vous répondrons sous 48 heures",
            What::Write,
            When::Within(2 * DAY),
        ),
        (
            "Wir melden uns innerhalb von 48 Stunden",
            What::Write,
            When::Within(2 * DAY),
        ),
        ("Wir melden uns bis Freitag", What::Write, When::Weekday(4)),
        (
            "Ich schreibe dir heute bis 18 Uhr",
            What::Write,
            When::At {
                hour: 18,
                minute: 0,
            },
        ),
    ] {
        assert_eq!(said(text), [(what, when)], "{text}");
    }
}

#[test]
fn two_commitments_have_their_own_times() {
    assert_eq!(
        said("We'll ring you today and we'll send the router on Monday."),
        [(What::Call, When::Today), (What::Send, When::Weekday(0))]
    );
}

#[test]
fn what_others_may_do_and_how_things_are_is_no_commitment() {
    for text in [
        "You can call us today.",
        "If you call tomorrow, ask for Ben.",
        "Refunds take five days.",
        "Will you call us tomorrow?",
        "Please ring us by Friday.",
        "We called you yesterday.",
        "We won't call you today.",
        "I will never call you",
        "The shop is open tomorrow.",
        "It was fixed two days ago.",
        "",
        "👍",
    ] {
        assert_eq!(said(text), [], "{text}");
    }
}

#[test]
fn what_waits_for_the_customer_is_told_apart() {
    for (text, waits) in [
        ("DM us your postcode and we'll check.", true),
        ("Once we have it, we'll send a new one.", true),
        ("We'll look into it if you send us the number.", true),
        ("Sorry, Maya. We'll call you today.", false),
    ] {
        let found = promises(text);
        assert_eq!(
            found.first().map(|promise| promise.waits),
            Some(waits),
            "{text}"
        );
    }
}

#[test]
fn a_day_away_is_late_and_tomorrow_is_not() {
    // 2023-11-14, a Tuesday.
    let now = 1_700_000_000_000;
    for (when, late) in [
        (When::Within(DAY), true),
        (When::Within(DAY - 1), false),
        (When::Tomorrow, false),
        (When::Weekday(1), true),
        (When::Weekday(2), false),
        (When::Weekday(4), true),
        (When::EndOfWeek, true),
        (When::NextWeek, true),
        (When::Date { day: 15, month: 11 }, false),
        (When::Date { day: 28, month: 0 }, true),
        (When::Soon, false),
    ] {
        assert_eq!(is_late(when, now), late, "{when:?}");
    }
}

proptest! {
    #[test]
    fn spans_stand_in_the_text(text in "\\PC{0,80}|((we|I|you|'ll|will|call|hear|in|by|the|next|48|hours|days|Friday|\\.|5pm|may) ){0,14}") {
        for promise in promises(&text) {
            prop_assert!(!promise.span.slice(&text).is_empty(), "{promise:?}");
        }
    }

    #[test]
    fn any_moment_can_be_asked(now in any::<i64>(), day in any::<u8>(), month in any::<u8>()) {
        let _ = (is_late(When::Date { day, month }, now), is_late(When::Weekday(day), now));
    }
}
