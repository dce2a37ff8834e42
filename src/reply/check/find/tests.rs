use super::*;

fn slices<'a>(text: &'a str, found: &[(Kind, Span)]) -> Vec<(Kind, &'a str)> {
    found
        .iter()
        .map(|(kind, span)| (*kind, span.slice(text)))
        .collect()
}

#[test]
fn numbers_that_check_are_found_and_others_are_not() {
    let out = Outgoing::default();
    for (text, expected) in [
        ("4111 1111 1111 1111", Some(Kind::Card)),
        ("4111111111111112", None),
        ("3782-822463-10005", Some(Kind::Card)),
        ("0000 0000 0000 0000", None),
        ("DE89 3704 0044 0532 0130 00", Some(Kind::Iban)),
        ("de89370400440532013000.", Some(Kind::Iban)),
        ("DE89 3704 0044 0532 0130 01", None),
        ("XDE89370400440532013000", None),
        ("12 rue des Exemples, 75011 Paris", Some(Kind::Address)),
        ("our shop, 12 rue des Exemples, 75011 Paris", None),
        ("5 ways to place 75011 orders", None),
        ("DOB: 04.05.1981", Some(Kind::Birth)),
        ("on 04.05.1981", None),
    ] {
        let found = plain(text, &out);
        assert_eq!(
            found.first().map(|(kind, _)| *kind),
            expected,
            "{text}: {:?}",
            slices(text, &found)
        );
    }
}

#[test]
fn telephone_numbers_know_whose_they_are() {
    for (text, expected) in [
        (
            "We rang you on 07700 900123",
            Some(("07700 900123", Owner::Customer)),
        ),
        (
            "is your number (202) 555-0143?",
            Some(("(202) 555-0143", Owner::Customer)),
        ),
        (
            "Call us on +44 (0)20 7946 0000.",
            Some(("+44 (0)20 7946 0000", Owner::Ours)),
        ),
        (
            "My direct line: 020 7946 0555",
            Some(("020 7946 0555", Owner::Direct)),
        ),
        ("1-800-555-0199", Some(("1-800-555-0199", Owner::Ours))),
        ("+34 612 345 678", Some(("+34 612 345 678", Owner::Unknown))),
        ("on 01.02.2024 at 14:30, 24/7", None),
        ("from 2024-10-04 you pay 1000000", None),
        ("model 4500-4600", None),
    ] {
        let found = phones(text);
        let first = found
            .first()
            .map(|phone| (phone.span.slice(text), phone.owner));
        assert_eq!(first, expected, "{text}");
    }
}

#[test]
fn two_ways_of_writing_a_number_are_the_same() {
    for (one, other, same) in [
        ("+44 (0)20 7946 0123", "02079460123", true),
        ("0044 20 7946 0123", "020 7946 0123", true),
        ("020 7946 0123", "020 7946 0124", false),
        ("", "", false),
    ] {
        assert_eq!(is_same_number(one, other), same, "{one} {other}");
    }
}

#[test]
fn mail_addresses_are_found_in_both_ways_of_writing() {
    for (text, expected) in [
        ("maya@sample.example.", Some("maya@sample.example")),
        ("maya (at) sample.example", Some("maya@sample.example")),
        ("we are at home.now", None),
        ("@example_user", None),
        ("a@b", None),
    ] {
        let found = mails(text);
        assert_eq!(
            found.first().map(|mail| mail.address.as_str()),
            expected,
            "{text}"
        );
    }
}
