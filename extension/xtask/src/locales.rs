//! Words on the screen: the files of each language become the one `messages.json` that browsers read.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::stage::{self, Files};

/// The catalogues of every language below `folder`, as `_locales/LANGUAGE/messages.json`.
pub(crate) fn merge(folder: &Path) -> Result<Files> {
    let mut languages: BTreeMap<String, Catalogue> = BTreeMap::new();
    for path in stage::list(folder)? {
        let name = stage::relative(folder, &path);
        let Some((language, file)) = name.split_once('/') else {
            bail!("_locales/{name} belongs into a language's folder, such as _locales/en/");
        };
        if !file.ends_with(".json") {
            continue;
        }
        let messages: Map<String, Value> = serde_json::from_slice(&stage::read(&path)?)
            .with_context(|| format!("_locales/{name} is not a catalogue"))?;
        let catalogue = languages.entry(language.to_owned()).or_default();
        for (key, message) in messages {
            catalogue
                .add(&key, message, &name)
                .with_context(|| format!("_locales/{name}: {key}"))?;
        }
    }
    let mut files = Files::new();
    for (language, catalogue) in languages {
        catalogue
            .check_plurals()
            .with_context(|| format!("_locales/{language}"))?;
        let messages: Map<String, Value> = catalogue
            .messages
            .into_iter()
            .map(|(key, (_, message))| (key, message))
            .collect();
        files.insert(
            format!("_locales/{language}/messages.json"),
            serde_json::to_vec(&messages)?,
        );
    }
    Ok(files)
}

/// One language: key to file and message.
#[derive(Default)]
struct Catalogue {
    messages: BTreeMap<String, (String, Value)>,
}

impl Catalogue {
    fn add(&mut self, key: &str, mut message: Value, file: &str) -> Result<()> {
        if let Some((other, _)) = self.messages.get(key) {
            bail!("the key is in _locales/{other} too; each message stands once");
        }
        check_key(key)?;
        check_message(&message)?;
        // Browsers do not show descriptions: they are for translators.
        if let Some(message) = message.as_object_mut() {
            message.remove("description");
        }
        self.messages
            .insert(key.to_owned(), (file.to_owned(), message));
        Ok(())
    }

    /// A plural has every form that English needs.
    fn check_plurals(&self) -> Result<()> {
        for key in self.messages.keys() {
            if let Some(stem) = key.strip_suffix("_one")
                && !self.messages.contains_key(&format!("{stem}_other"))
            {
                bail!("{key} has no {stem}_other beside it");
            }
        }
        Ok(())
    }
}

fn check_key(key: &str) -> Result<()> {
    let mut letters = key.chars();
    let fits = letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !fits {
        bail!("a key is a lower-case letter, then letters, digits and _");
    }
    Ok(())
}

fn check_message(message: &Value) -> Result<()> {
    let text = |name: &str| {
        message
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    if text("message").is_empty() {
        bail!("there is no \"message\"");
    }
    if text("description").is_empty() {
        bail!("there is no \"description\": say where it is shown, for translators");
    }
    let declared = message.get("placeholders").and_then(Value::as_object);
    for name in placeholders(text("message")) {
        let known = declared
            .is_some_and(|declared| declared.keys().any(|key| key.eq_ignore_ascii_case(&name)));
        if !known {
            bail!("${name}$ is not among its \"placeholders\"");
        }
    }
    for (name, placeholder) in declared.into_iter().flatten() {
        if placeholder.get("content").and_then(Value::as_str).is_none() {
            bail!("the placeholder {name} has no \"content\"");
        }
    }
    Ok(())
}

/// The names between dollar signs: `$count$`; a bare `$1` is no name.
fn placeholders(message: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = message;
    while let Some((_, after)) = rest.split_once('$') {
        let end = after
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '@'))
            .unwrap_or(after.len());
        let (name, tail) = after.split_at(end);
        rest = if !name.is_empty() && tail.starts_with('$') {
            names.push(name.to_owned());
            tail.get(1..).unwrap_or_default()
        } else {
            after
        };
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn problem(messages: &[(&str, &str, Value)]) -> String {
        let mut catalogue = Catalogue::default();
        for (file, key, message) in messages {
            if let Err(error) = catalogue.add(key, message.clone(), file) {
                return error.to_string();
            }
        }
        catalogue
            .check_plurals()
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    }

    fn says(text: &str) -> Value {
        json!({ "message": text, "description": "in a test" })
    }

    #[test]
    fn a_key_stands_once() {
        let twice = [
            ("en/a.json", "ok", says("OK")),
            ("en/b.json", "ok", says("OK")),
        ];
        assert!(problem(&twice).contains("en/a.json"));
        assert_eq!(problem(&twice[..1]), "");
    }

    #[test]
    fn names_what_is_wrong_with_a_message() {
        let cases = [
            ("Ok", says("OK"), "a key is"),
            ("1st", says("OK"), "a key is"),
            ("ok", json!({ "description": "x" }), "no \"message\""),
            ("ok", json!({ "message": "x" }), "no \"description\""),
            ("ok", says("$count$ posts"), "$count$ is not"),
            ("posts_one", says("One post"), "no posts_other"),
        ];
        for (key, message, part) in cases {
            let problem = problem(&[("en/a.json", key, message)]);
            assert!(problem.contains(part), "{key}: {problem}");
        }
    }

    #[test]
    fn prices_are_no_placeholders() {
        assert_eq!(placeholders("$5 and $1, $name$ and $$"), ["name"]);
    }
}
