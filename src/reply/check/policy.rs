//! What is wrong with a lead's rules.

use super::{Policy, all, pattern};
use crate::problem::Problem;

/// The most entries of each list.
const ENTRIES: usize = 200;
/// The longest entry, in characters.
const LONGEST: usize = 200;

impl Policy {
    /// What is wrong with the rules, by the field and the number of the entry.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let lists = [
            ("orderPatterns", &self.order_patterns),
            ("directLines", &self.direct_lines),
            ("publicNumbers", &self.public_numbers),
            ("internalHosts", &self.internal_hosts),
            ("allowed", &self.allowed),
            ("off", &self.off),
        ];
        for (field, entries) in lists {
            bounded(field, entries.iter().map(String::as_str), &mut problems);
        }
        let plain = self.jargon.iter();
        bounded(
            "jargon",
            plain.map(|(word, _)| word.as_str()),
            &mut problems,
        );
        bounded(
            "privateWay",
            [self.private_way.as_str()].into_iter(),
            &mut problems,
        );
        let faulty = |entries: &[String], field: &str, right: &dyn Fn(&str) -> bool| {
            let entries = entries.iter().enumerate();
            let faulty = entries.filter(|(_, entry)| !entry.trim().is_empty() && !right(entry));
            faulty
                .map(|(at, _)| format!("{field}[{at}]"))
                .collect::<Vec<_>>()
        };
        for path in faulty(&self.order_patterns, "orderPatterns", &pattern::is_pattern) {
            let message = "An order number has 4 to 40 characters, and one # (a digit) or ? (a letter) at least, such as LB-######.";
            problems.push(Problem::error("checks.pattern", path, message));
        }
        let number = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 3;
        for (field, numbers) in [
            ("directLines", &self.direct_lines),
            ("publicNumbers", &self.public_numbers),
        ] {
            for path in faulty(numbers, field, &number) {
                let message =
                    "This is no telephone number. Write it as it is dialled, such as 0800 123456.";
                problems.push(Problem::error("checks.number", path, message));
            }
        }
        let host = |text: &str| !text.contains(char::is_whitespace) && text.contains('.');
        for path in faulty(&self.internal_hosts, "internalHosts", &host) {
            let message = "This is no host. Write its name alone, such as intranet.example.com.";
            problems.push(Problem::error("checks.host", path, message));
        }
        let known = |code: &str| all().iter().any(|check| check.code() == code);
        for path in faulty(&self.off, "off", &known) {
            let message =
                "There is no check of this name. It may come from another version; take it out.";
            problems.push(Problem::warning("checks.unknown", path, message));
        }
        problems
    }
}

fn bounded<'a>(field: &str, entries: impl Iterator<Item = &'a str>, problems: &mut Vec<Problem>) {
    for (at, entry) in entries.enumerate() {
        if at == ENTRIES {
            let message = format!("These are more than {ENTRIES}. Keep those that matter.");
            problems.push(Problem::error("checks.many", field, message));
            return;
        }
        if entry.chars().count() > LONGEST {
            let message = format!("This is longer than {LONGEST} characters. Make it shorter.");
            problems.push(Problem::error(
                "checks.long",
                format!("{field}[{at}]"),
                message,
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_named_by_field_and_entry() {
        let policy = Policy {
            order_patterns: vec!["LB-######".into(), "##".into(), "ABCDEF".into()],
            direct_lines: vec!["020 7946 0000".into(), "call us".into()],
            internal_hosts: vec!["intranet.example".into(), "two words".into()],
            jargon: vec![("x".repeat(300), "y".into())],
            off: vec!["tone".into(), "blame".into()],
            ..Policy::default()
        };
        let found = policy.check();
        let paths: Vec<&str> = found.iter().map(|problem| problem.path.as_str()).collect();
        let expected = [
            "jargon[0]",
            "orderPatterns[1]",
            "orderPatterns[2]",
            "directLines[1]",
            "internalHosts[1]",
            "off[0]",
        ];
        assert_eq!(paths, expected);
        assert!(Policy::default().check().is_empty());
    }
}
