use super::*;
use proptest::prelude::*;

fn facts_of(text: &str) -> Vec<String> {
    let read = Read::new(text, &Starts::new());
    let facts = read.sentences.iter().flat_map(|sentence| &sentence.facts);
    facts.map(|fact| fact.span.slice(text).to_owned()).collect()
}

#[test]
fn what_counts_as_a_claim_is_found_whole() {
    for (text, expected) in [
        (
            "It is £12.50/month, or 12 euros.",
            vec!["£12.50/month", "12 euros"],
        ),
        ("Pay $5 a month", vec!["$5 a month"]),
        ("A fee of 20% or 20 per cent", vec!["20%", "20 per cent"]),
        (
            "five working days, 10-14 days, 10 – 14 days",
            vec!["five working days", "10-14 days", "10 – 14 days"],
        ),
        (
            "within 24 hours; a 24-month contract",
            vec!["24 hours", "24-month"],
        ),
        ("between 3 and 5 days", vec!["3 and 5 days"]),
        (
            "Monday to Friday, 9am to 5.30pm",
            vec!["Monday to Friday", "9am to 5.30pm"],
        ),
        ("by 3 May 2026 or May 4th", vec!["3 May 2026", "May 4th"]),
        (
            "up to 3 devices at 100 Mbps with 2 GB",
            vec!["3 devices", "100 Mbps", "2 GB"],
        ),
        (
            "Call 0800 123 4567 or text 60123.",
            vec!["0800 123 4567", "60123"],
        ),
        (
            "write to help@larkspur.example.",
            vec!["help@larkspur.example"],
        ),
        (
            "Go to Settings > Network & internet > Reset and wait",
            vec!["Settings > Network & internet > Reset"],
        ),
        ("Tap “Reset” now", vec!["“Reset”"]),
        (
            "Innerhalb von 14 Tagen für 12,50 € bis 18 Uhr",
            vec!["14 Tagen", "12,50 €", "18 Uhr"],
        ),
        (
            "le 3 mai à 18h30, 5 jours ouvrés",
            vec!["3 mai", "18h30", "5 jours ouvrés"],
        ),
        ("3. Mai 2026, 03.05.2026", vec!["3. Mai 2026", "03.05.2026"]),
        (
            "el 3 de mayo, 5 días hábiles",
            vec!["3 de mayo", "5 días hábiles"],
        ),
        ("Two days ago on Windows 11 you saw 4G", vec![]),
        ("One moment, have a nice Friday", vec![]),
    ] {
        assert_eq!(facts_of(text), expected, "{text}");
    }
}

#[test]
fn a_promise_of_ours_and_a_question_are_no_claims() {
    let article = "We answer within 3 days. Refunds take 5 days.";
    for draft in [
        "I'll call you at 5pm.",
        "We'll reply within 24 hours.",
        "Did the refund take 10 days?",
    ] {
        assert_eq!(claims(draft, article), [], "{draft}");
    }
}

#[test]
fn what_is_shown_is_the_articles_own_and_short() {
    let long = "very ".repeat(60);
    let article = format!("Refunds take {long} five days and {long} so on.");
    let found = claims("Refunds take ten days", &article);
    let said = found
        .first()
        .and_then(|claim| claim.said.clone())
        .unwrap_or_default();
    assert!(
        said.chars().count() <= 120 && said.contains("five days"),
        "{said}"
    );
}

proptest! {
    #[test]
    fn any_draft_is_held_against_any_article(
        draft in "\\PC{0,80}|(refunds|take|within|5|-|10|days|£|3|\\.|, |:|>|Settings|\"|am|May|\\+|@|Monday| |\n){0,20}",
        article in "\\PC{0,80}|(refunds|take|within|5|-|10|days|£|3|\\.|, |:|>|Settings|\"|am|May|\\+|@|Monday| |\n){0,20}",
    ) {
        let mut last = 0;
        for claim in claims(&draft, &article) {
            prop_assert!(claim.span.start >= last && !claim.span.slice(&draft).is_empty());
            prop_assert_eq!(claim.said.is_some(), claim.stands != Stands::NotFound);
            prop_assert!(claim.said.unwrap_or_default().chars().count() <= 120);
            last = claim.span.end;
        }
    }
}
