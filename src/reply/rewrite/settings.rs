//! Who rewrites, if anybody does.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::text::address;

/// The longest address, name of a model and key, in bytes.
const LONGEST: usize = 500;
/// What an endpoint's address may end in, as some write it; it is added when asking.
const CALL: &str = "/chat/completions";

/// Who rewrites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum Rewriter {
    /// Nobody.
    #[default]
    Off,
    /// The model that the browser has built in.
    Browser,
    /// A server that speaks as `OpenAI`'s does.
    Endpoint,
}

/// How drafts are rewritten.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase", default)]
pub struct RewriteSettings {
    /// Who does it.
    pub by: Rewriter,
    /// The endpoint's address without `/chat/completions`: `https://models.example/v1`.
    pub url: String,
    /// The model's name, as the endpoint calls it.
    pub model: String,
    /// The endpoint's key; may be empty. It is sent to that address alone.
    pub key: String,
    /// Whether the endpoint is told the customer's post too.
    pub send_post: bool,
}

/// Without the key, which belongs into no log.
impl fmt::Debug for RewriteSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RewriteSettings")
            .field("by", &self.by)
            .field("url", &self.url)
            .field("model", &self.model)
            .field("send_post", &self.send_post)
            .finish_non_exhaustive()
    }
}

impl RewriteSettings {
    /// The settings without spaces round them, and the address without what is added when asking.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let url = self.url.trim().trim_end_matches('/');
        let url = url.strip_suffix(CALL).unwrap_or(url).trim_end_matches('/');
        Self {
            by: self.by,
            url: url.to_owned(),
            model: self.model.trim().to_owned(),
            key: self.key.trim().to_owned(),
            send_post: self.send_post,
        }
    }

    /// The same without the key, for whoever needs no key.
    #[must_use]
    pub fn without_key(&self) -> Self {
        Self {
            key: String::new(),
            ..self.clone()
        }
    }

    /// Scheme, host and port of the endpoint, such as `https://models.example`; `None` where the address is none.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        address::host(&self.url)
    }

    /// What is wrong with them, by field. Only an endpoint has anything to be wrong.
    #[must_use]
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let settings = self.trimmed();
        if settings.by != Rewriter::Endpoint {
            return problems;
        }
        let mut wrong = |code: &str, field: &str, message: &str| {
            problems.push(Problem::error(code, field, message));
        };
        if settings.url.len() > LONGEST || settings.host().is_none() {
            let message = "This is no address that a draft may be sent to. It begins with https:// (or http://localhost on this machine) and has no question mark, such as https://models.example/v1.";
            wrong("rewrite.url", "url", message);
        }
        if settings.model.is_empty() || !is_line(&settings.model) {
            let message = "Name the model as the endpoint calls it, on one line.";
            wrong("rewrite.model", "model", message);
        }
        // It becomes a header, which has no other letters.
        if !is_line(&settings.key) || !settings.key.chars().all(|c| c.is_ascii_graphic()) {
            let message = "A key has no spaces or accents. Copy it again from where you got it.";
            wrong("rewrite.key", "key", message);
        }
        problems
    }
}

fn is_line(text: &str) -> bool {
    text.len() <= LONGEST && !text.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_that_is_safe_to_send_to_is_kept() {
        let codes = |settings: RewriteSettings| -> Vec<(String, String)> {
            let problems = settings.check().into_iter();
            problems
                .map(|problem| (problem.code, problem.path))
                .collect()
        };
        let endpoint = |url: &str| RewriteSettings {
            by: Rewriter::Endpoint,
            url: url.into(),
            model: "small".into(),
            ..RewriteSettings::default()
        };
        for url in [
            "https://models.example/v1",
            " https://models.example/v1/chat/completions/ ",
            "https://models.example:8443",
            "http://localhost:11434/v1",
            "http://127.0.0.1:8080/v1",
        ] {
            assert_eq!(codes(endpoint(url)), [], "{url}");
        }
        for url in [
            "",
            "models.example/v1",
            "http://models.example/v1",
            "http://localhost.evil.example/v1",
            "https://key@models.example/v1",
            "https://models.example/v1?key=1",
            "https://models.example/v1#x",
            "https://models.example:port/v1",
            "https:///v1",
            "https://models example/v1",
            "javascript:alert(1)",
            "ftp://models.example",
        ] {
            let expected = [("rewrite.url".to_owned(), "url".to_owned())];
            assert_eq!(codes(endpoint(url)), expected, "{url}");
        }
        let wrong = RewriteSettings {
            model: " ".into(),
            key: "two words".into(),
            ..endpoint("https://models.example/v1")
        };
        let paths: Vec<String> = codes(wrong.clone())
            .into_iter()
            .map(|(_, path)| path)
            .collect();
        assert_eq!(paths, ["model", "key"]);
        // Where nothing is sent anywhere nothing is wrong.
        for by in [Rewriter::Off, Rewriter::Browser] {
            assert_eq!(
                codes(RewriteSettings {
                    by,
                    ..wrong.clone()
                }),
                []
            );
        }
    }

    #[test]
    fn the_host_is_what_a_permission_is_asked_for() {
        for (url, host) in [
            ("https://models.example/v1", "https://models.example"),
            ("http://localhost:11434/v1", "http://localhost:11434"),
        ] {
            let settings = RewriteSettings {
                url: url.into(),
                ..RewriteSettings::default()
            };
            assert_eq!(settings.host(), Some(host));
        }
    }

    #[test]
    fn the_key_is_in_no_debug_output() {
        let settings = RewriteSettings {
            key: "very-secret".into(),
            ..RewriteSettings::default()
        };
        assert!(!format!("{settings:?}").contains("very-secret"));
        assert_eq!(settings.without_key().key, "");
    }
}
