//! The matcher by example.

use crate::brand::{Brand, By, Matcher, Profile, Words};
use crate::span::Span;

fn list(terms: &[&str]) -> Vec<String> {
    terms.iter().map(|&term| term.to_owned()).collect()
}

fn matcher() -> Matcher {
    let larkspur = Brand {
        name: "Larkspur Broadband".into(),
        handles: list(&["@LarkspurCare", "larkspur"]),
        names: list(&["Larkspur", "ラークスパー", "$LRKS"]),
        nicknames: list(&["Larkslow", "Lark-spurned", "@LarkspurWatch"]),
        exclude: list(&["larkspur flower", "larkspur seeds"]),
        ..Brand::default()
    };
    let ab = Brand {
        name: "A&B Rail".into(),
        handles: list(&["ab_rail"]),
        ..Brand::default()
    };
    let brands = vec![larkspur, ab];
    Matcher::new(&Profile { brands }, &ordinary())
}

fn ordinary() -> Words {
    Words::new(include_bytes!("words.txt").to_vec())
}

#[test]
fn finds_who_is_meant() {
    let matcher = matcher();
    for (text, expected) in [
        (
            "@larkspurcare hello",
            Some((0, By::Handle, "@larkspurcare")),
        ),
        ("Hey LARKSPUR's down", Some((0, By::Name, "LARKSPUR"))),
        (
            "larkspur broadband is back",
            Some((0, By::Name, "larkspur broadband")),
        ),
        ("ugh larkslow again", Some((0, By::Nickname, "larkslow"))),
        ("Lark spurned me", Some((0, By::Nickname, "Lark spurned"))),
        (
            "#LarkspurDown since 9",
            Some((0, By::Hashtag, "#LarkspurDown")),
        ),
        ("#larkspur_fail", Some((0, By::Hashtag, "#larkspur_fail"))),
        (
            "#BoycottLarkspur",
            Some((0, By::Hashtag, "#BoycottLarkspur")),
        ),
        ("L\u{200b}arkspur", Some((0, By::Name, "L\u{200b}arkspur"))),
        ("Ｌａｒｋｓｐｕｒ?", Some((0, By::Name, "Ｌａｒｋｓｐｕｒ"))),
        (
            "さようならラークスパーです",
            Some((0, By::Name, "ラークスパー")),
        ),
        ("a&b rail is late", Some((1, By::Name, "a&b rail"))),
        ("Larkspur and @ab_rail", Some((1, By::Handle, "@ab_rail"))),
        ("LarkspurSucks!", Some((0, By::Name, "LarkspurSucks"))),
        ("larkspurs support is gone", Some((0, By::Name, "larkspur"))),
        ("sell $LRKS now", Some((0, By::Cashtag, "$LRKS"))),
        (
            "says @LarkspurWatch",
            Some((0, By::Nickname, "@LarkspurWatch")),
        ),
        (
            "dear @LarkspurCar",
            Some((0, By::Misspelling, "@LarkspurCar")),
        ),
        (
            "dear @Larkspur_Care",
            Some((0, By::LookAlike, "@Larkspur_Care")),
        ),
        (
            "dear @AskLarkspur",
            Some((0, By::LookAlike, "@AskLarkspur")),
        ),
        ("L4rkspur's bill", Some((0, By::LookAlike, "L4rkspur"))),
        ("my larkspr bill", Some((0, By::Misspelling, "larkspr"))),
        (
            "Lark spur support is gone",
            Some((0, By::Name, "Lark spur")),
        ),
        ("planting a larkspur flower", None),
        ("Larkspurs everywhere", None),
        ("@notlarkspur hi", None),
        ("https://larkspur.example/help", None),
        ("#larkspurred", None),
        ("12 Larkspur Lane", None),
        ("", None),
    ] {
        let found = matcher.find(text, &[]);
        let found = found.map(|m| (m.brand, m.by, m.span.unwrap().slice(text)));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn an_exclusion_hides_only_the_name_it_covers() {
    let text = "The larkspur flower shop says Larkspur is down";
    assert_eq!(
        matcher().find(text, &[]).unwrap().span,
        Some(Span::new(30, 38))
    );
}

#[test]
fn a_reply_to_the_brand_means_it_without_a_word() {
    let replies = ["someone".into(), "LARKSPURCARE".into()];
    let found = matcher().find("still nothing", &replies).unwrap();
    assert_eq!((found.brand, found.by, found.span), (0, By::Reply, None));
}

#[test]
fn no_brand_finds_nothing() {
    let matcher = Matcher::new(&Profile::default(), &ordinary());
    assert_eq!(matcher.find("Larkspur @larkspur", &[]), None);
}

#[test]
fn an_account_of_many_servers_is_its_own_whole_and_meant_without_its_server() {
    let brand = Brand {
        name: "Larkspur Broadband".into(),
        handles: list(&["@LarkspurCare@social.example"]),
        ..Brand::default()
    };
    let profile = Profile {
        brands: vec![brand],
    };
    let matcher = Matcher::new(&profile, &ordinary());
    assert_eq!(matcher.brand_of("larkspurcare@social.example"), Some(0));
    assert_eq!(matcher.brand_of("larkspurcare"), None);
    assert_eq!(matcher.brand_of("larkspurcare@other.example"), None);
    let found = matcher.find("@LarkspurCare no line since noon", &[]);
    assert_eq!(found.unwrap().brand, 0);
}

#[test]
fn a_name_that_is_also_a_word_needs_a_sign_and_shows_it() {
    let profile = |brand: Brand| {
        Matcher::new(
            &Profile {
                brands: vec![brand],
            },
            &ordinary(),
        )
    };
    let delta = Brand {
        name: "Delta".into(),
        handles: list(&["@DeltaFerries"]),
        ..Brand::default()
    };
    let told = Brand {
        trade: list(&["quay"]),
        ..delta.clone()
    };
    let certain = Brand {
        certain: list(&["delta"]),
        ..delta.clone()
    };
    let why = |brand: &Brand, text: &str| {
        profile(brand.clone())
            .find(text, &[])
            .map(|mention| mention.why(text))
    };
    let text = "delta left us on the quay";
    assert_eq!(why(&delta, "the delta of the river"), None);
    assert_eq!(why(&certain, "the delta of the river").unwrap(), "name");
    assert_eq!(
        why(&told, text).unwrap(),
        "name that is also a word; “quay” nearby"
    );
    let capital = why(&delta, "Not sure that is Delta, is it?").unwrap();
    assert_eq!(
        capital,
        "name that is also a word; capital inside the sentence"
    );
}
