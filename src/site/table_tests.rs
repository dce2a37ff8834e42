use proptest::prelude::*;
use serde_json::{Value, json};

use super::SiteTable;
use crate::site::found::is_selector;
use crate::site::tests::shipped;

fn codes(table: &Value) -> Vec<String> {
    let table: SiteTable = serde_json::from_value(table.clone()).unwrap();
    let problems = table.check().into_iter();
    problems
        .map(|problem| format!("{} {}", problem.path, problem.code))
        .collect()
}

#[test]
fn the_tables_that_come_with_handrail_pass() {
    for table in shipped() {
        assert_eq!(table.check(), [], "{}", table.name);
    }
}

#[test]
fn what_a_table_may_not_say_is_named_with_its_place() {
    let cases: &[(&str, Value, &str)] = &[
        ("/page/post/0", json!(""), "x.page.post[0] sites.selector"),
        (
            "/page/post/0",
            json!("a{}"),
            "x.page.post[0] sites.selector",
        ),
        (
            "/page/post/0",
            json!("a;b"),
            "x.page.post[0] sites.selector",
        ),
        (
            "/page/post/0",
            json!("a /* b"),
            "x.page.post[0] sites.selector",
        ),
        (
            "/page/post/0",
            json!("a[b"),
            "x.page.post[0] sites.selector",
        ),
        (
            "/page/post/0",
            json!("a['b]"),
            "x.page.post[0] sites.selector",
        ),
        ("/page/post/0", json!("a)"), "x.page.post[0] sites.selector"),
        (
            "/page/post/0",
            json!(":has(a)".repeat(5)),
            "x.page.post[0] sites.selector",
        ),
        (
            "/page/post/0",
            json!("a".repeat(501)),
            "x.page.post[0] sites.selector",
        ),
        ("/page/post", json!([]), "x.page.post sites.empty"),
        ("/page/post", json!(vec!["a"; 17]), "x.page.post sites.many"),
        (
            "/page/id",
            json!("(?:a+)+(b)"),
            "x.page.id sites.pattern.slow",
        ),
        (
            "/page/id",
            json!("/status/\\d+"),
            "x.page.id sites.pattern.groups",
        ),
        (
            "/page/id",
            json!("(\\d{3})"),
            "x.page.id sites.pattern.syntax",
        ),
        ("/page/id", json!(""), "x.page.id sites.pattern.long"),
        (
            "/page/attributes/0",
            json!("value"),
            "x.page.attributes[0] sites.attribute",
        ),
        (
            "/page/keys/0",
            json!("x".repeat(61)),
            "x.page.keys[0] sites.many",
        ),
        (
            "/fields/author/0/take",
            json!("@value"),
            "x.fields.author[0].take sites.attribute",
        ),
        (
            "/fields/author/0/take",
            json!("html"),
            "x.fields.author[0].take sites.attribute",
        ),
        ("/fields/author", json!([]), "x.fields.author sites.empty"),
        (
            "/lists/replyingTo/0/words",
            json!("(a)"),
            "x.lists.replyingTo[0].words sites.pattern.groups",
        ),
        (
            "/votes/author",
            json!(".*(a).*"),
            "x.votes.author sites.pattern.slow",
        ),
        (
            "/flags/promoted/0",
            json!({}),
            "x.flags.promoted[0] sites.empty",
        ),
        (
            "/composer/kind",
            json!("script"),
            "x.composer.kind sites.field",
        ),
        (
            "/composer/sendKeys",
            json!([]),
            "x.composer.sendKeys sites.empty",
        ),
        ("/name", json!("elsewhere"), "name sites.name"),
    ];
    let table = shipped()
        .into_iter()
        .find(|table| table.name == "x")
        .unwrap();
    let table = serde_json::to_value(table).unwrap();
    for (place, value, expected) in cases {
        let mut table = table.clone();
        *table.pointer_mut(place).unwrap() = value.clone();
        assert_eq!(codes(&table), [*expected], "{place} {value}");
    }
    let mut odd = table.clone();
    odd["fields"]["script"] = json!([]);
    assert_eq!(codes(&odd), ["x.fields.script sites.field"]);
}

#[test]
fn no_table_says_where_handrail_runs() {
    let mut table = serde_json::to_value(shipped().into_iter().next().unwrap()).unwrap();
    for name in ["hosts", "known", "script", "url"] {
        table[name] = json!(["*"]);
        let error = serde_json::from_value::<SiteTable>(table.clone()).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
        table.as_object_mut().unwrap().remove(name);
    }
}

proptest! {
    #[test]
    fn any_selector_is_survived(selector in r"\PC{0,60}", signs in r#"[a\[\]()"'=>~+*{};:-]{0,40}"#) {
        is_selector(&selector);
        is_selector(&signs);
    }
}
