//! What is set once for all replies.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::reply::Tiers;

/// The longest sign-off, in characters.
const SIGN_OFF: usize = 20;
/// The longest address, in bytes.
const LINK: usize = 500;

/// What fills `{{sign_off}}` and `{{status}}`, and who is somebody special.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct ReplySettings {
    /// Ends the agent's replies, such as `^AB`; may be empty.
    pub sign_off: String,
    /// Public address of the page that says what is out of order; may be empty.
    pub status_link: String,
    /// Customers and their tiers, a line each, as typed ([`Tiers::read`]); may be empty.
    pub customers: String,
}

impl ReplySettings {
    /// The settings without spaces round them.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        Self {
            sign_off: self.sign_off.trim().to_owned(),
            status_link: self.status_link.trim().to_owned(),
            customers: self.customers.trim_end().to_owned(),
        }
    }

    /// What is wrong with them.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let Self {
            sign_off,
            status_link,
            customers,
        } = self.trimmed();
        if sign_off.chars().count() > SIGN_OFF || sign_off.contains(char::is_control) {
            problems.push(Problem::error(
                "replies.sign_off",
                "signOff",
                format!(
                    "A sign-off is one line of at most {SIGN_OFF} characters, such as ^AB. Make it shorter."
                ),
            ));
        }
        if !status_link.is_empty() && !is_address(&status_link) {
            problems.push(Problem::error(
                "replies.status_link",
                "statusLink",
                "This is no public address. Write all of it, such as https://status.example.",
            ));
        }
        problems.extend(Tiers::read(&customers).1);
        problems
    }
}

/// Whether a text is a public address, as far as that shows.
fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}\\^`|".contains(c);
    text.len() <= LINK && rest.is_some_and(|rest| rest.contains('.') && rest.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_short_line_and_an_address_are_kept() {
        for (sign_off, status_link, codes) in [
            ("^AB", "https://status.example/now?x=1", vec![]),
            ("", "", vec![]),
            (" ^AB ", " https://status.example ", vec![]),
            ("^A\nB", "", vec!["replies.sign_off"]),
            ("a long farewell to everybody", "", vec!["replies.sign_off"]),
            ("", "status.example", vec!["replies.status_link"]),
            ("", "javascript:alert(1)", vec!["replies.status_link"]),
            ("", "https://a b.example", vec!["replies.status_link"]),
        ] {
            let settings = ReplySettings {
                sign_off: sign_off.into(),
                status_link: status_link.into(),
                ..ReplySettings::default()
            };
            let found: Vec<String> = settings.check().into_iter().map(|p| p.code).collect();
            assert_eq!(found, codes, "{settings:?}");
        }
    }
}
