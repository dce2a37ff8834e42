//! Keys that are pressed together, and which of them a command may have.
//!
//! A chord is written as people say it: `Alt+Shift+J`. The content script reads presses by the same rules
//! (`extension/content/chord.ts`); `tests/fixtures/chords.json` holds the two together.

/// A key that was pressed, as the browser tells it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Press<'a> {
    /// What it types, by the person's layout.
    pub key: &'a str,
    /// Where it is, by the name it has on an American keyboard: `KeyJ`.
    pub code: &'a str,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt (on a Mac: Option) was held.
    pub alt: bool,
    /// Whether Shift was held.
    pub shift: bool,
    /// Whether the Windows key or Command was held.
    pub meta: bool,
    /// Whether `AltGr` was held, which some browsers tell as Ctrl and Alt.
    pub graph: bool,
}

/// Signs by their place on an American keyboard.
const SIGNS: [(&str, &str); 11] = [
    ("Slash", "/"),
    ("Comma", ","),
    ("Period", "."),
    ("Semicolon", ";"),
    ("Quote", "'"),
    ("BracketLeft", "["),
    ("BracketRight", "]"),
    ("Backslash", "\\"),
    ("Minus", "-"),
    ("Equal", "="),
    ("Backquote", "`"),
];

impl Press<'_> {
    /// What the chord is called, the surest name first: by the letter that the layout has there; for signs, and where the
    /// layout has no Latin letter, by the sign and then by the place. None without a letter, digit or sign.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        // What AltGr types is text.
        if self.graph && (self.ctrl || !self.alt) {
            return Vec::new();
        }
        let mut keys = Vec::new();
        if self.key.len() == 1 && self.key != " " {
            keys.push(self.key.to_ascii_uppercase());
        }
        let latin = self.key.len() == 1 && self.key.chars().all(|c| c.is_ascii_alphabetic());
        if !latin {
            keys.extend(self.place().filter(|place| !keys.contains(place)));
        }
        let held = [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
            (self.meta, "Meta+"),
        ];
        let held: String = held.iter().filter(|(on, _)| *on).map(|one| one.1).collect();
        keys.iter().map(|key| format!("{held}{key}")).collect()
    }

    /// What an American keyboard has at the place.
    fn place(&self) -> Option<String> {
        let tail = |prefix| self.code.strip_prefix(prefix).filter(|key| key.len() == 1);
        let key = tail("Key").or_else(|| tail("Digit")).or_else(|| {
            let sign = SIGNS.iter().find(|(code, _)| *code == self.code);
            sign.map(|(_, sign)| *sign)
        });
        key.map(str::to_owned)
    }

    /// Which command the press is for. `bound`: commands and their chords.
    #[must_use]
    pub fn find<'b>(&self, bound: &'b [(String, String)]) -> Option<&'b str> {
        self.names().iter().find_map(|name| {
            let command = bound.iter().find(|(_, chord)| chord == name);
            command.map(|(command, _)| command.as_str())
        })
    }

    /// What the chord is kept as: what a layout and Shift make of a sign or digit differs, so those are named by their place.
    #[must_use]
    pub fn chord(&self) -> Option<String> {
        self.names().pop()
    }
}

/// Why a chord is no command's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Neither Ctrl nor Alt, or no letter, digit or sign: it would be typed, or is the site's.
    Bare,
    /// The browser or the system has it.
    Browser,
    /// The site of this name has it.
    Site(&'static str),
    /// Another command of ours has it.
    Taken(String),
}

/// The chord of a press, if the command `own` may have it. `browser`: what is held, and the keys that browsers take with that.
///
/// # Errors
/// Why it may not.
pub fn allow(
    press: &Press,
    own: &str,
    bound: &[(String, String)],
    browser: &[(String, String)],
) -> Result<String, Refused> {
    let chord = press.chord().filter(|_| press.ctrl || press.alt);
    let chord = chord.ok_or(Refused::Bare)?;
    let names = press.names();
    let taken = |held: &str, keys: &str| {
        names.iter().any(|name| {
            let key = name
                .strip_prefix(held)
                .and_then(|key| key.strip_prefix('+'));
            key.is_some_and(|key| keys.contains(key))
        })
    };
    if press.meta || browser.iter().any(|(held, keys)| taken(held, keys)) {
        return Err(Refused::Browser);
    }
    if let Some(site) = names.iter().find_map(|name| crate::site::owner(name)) {
        return Err(Refused::Site(site));
    }
    let others: Vec<_> = bound
        .iter()
        .filter(|(name, _)| name != own)
        .cloned()
        .collect();
    match press.find(&others) {
        Some(other) => Err(Refused::Taken(other.to_owned())),
        None => Ok(chord),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn press<'a>(key: &'a str, code: &'a str, held: &str) -> Press<'a> {
        let has = |one| held.split(' ').any(|other| other == one);
        Press {
            key,
            code,
            ctrl: has("Ctrl"),
            alt: has("Alt"),
            shift: has("Shift"),
            meta: has("Meta"),
            graph: has("AltGraph"),
        }
    }

    fn pairs(part: &str) -> Vec<(String, String)> {
        let file: Value =
            serde_json::from_str(include_str!("../extension/shared/keys.json")).unwrap();
        serde_json::from_value(file[part].clone()).unwrap()
    }

    #[test]
    fn chords_are_named_as_the_table_says() {
        let table: Vec<Value> =
            serde_json::from_str(include_str!("../tests/fixtures/chords.json")).unwrap();
        for case in table {
            let part = |name: &str| case["press"][name].as_str().unwrap();
            let names = press(part("key"), part("code"), part("held")).names();
            let wanted: Vec<String> = serde_json::from_value(case["names"].clone()).unwrap();
            assert_eq!(names, wanted, "{}", case["what"]);
        }
    }

    #[test]
    fn what_comes_with_handrail_may_be_had() {
        let (bound, browser) = (pairs("commands"), pairs("browser"));
        for (command, chord) in &bound {
            let key = chord.rsplit('+').next().unwrap();
            let (key, code) = match key {
                "/" => ("?", "Slash".to_owned()),
                key => (key, format!("Key{key}")),
            };
            let held = chord.replace('+', " ");
            let own = allow(&press(key, &code, &held), command, &bound, &browser);
            assert_eq!(own.as_ref(), Ok(chord), "{command}");
        }
    }

    #[test]
    fn chords_are_refused_with_the_reason() {
        let (bound, browser) = (pairs("commands"), pairs("browser"));
        let ask = |key, code, held| allow(&press(key, code, held), "claim", &bound, &browser);
        for (key, code, held, refused) in [
            ("j", "KeyJ", "", Refused::Bare),
            ("J", "KeyJ", "Shift", Refused::Bare),
            ("Enter", "Enter", "Ctrl", Refused::Bare),
            ("F5", "F5", "Alt", Refused::Bare),
            ("t", "KeyT", "Ctrl", Refused::Browser),
            ("W", "KeyW", "Ctrl Shift", Refused::Browser),
            ("5", "Digit5", "Alt", Refused::Browser),
            ("k", "KeyK", "Ctrl Meta", Refused::Browser),
            ("n", "KeyN", "Alt", Refused::Site("Mastodon")),
            ("J", "KeyJ", "Alt Shift", Refused::Taken("next".into())),
            // The sign is the cheat sheet's, whatever else lies there.
            ("/", "Digit7", "Alt Shift", Refused::Taken("sheet".into())),
        ] {
            assert_eq!(ask(key, code, held), Err(refused), "{held} {key}");
        }
        assert_eq!(
            ask("&", "Digit7", "Alt Shift").as_deref(),
            Ok("Alt+Shift+7")
        );
        assert_eq!(ask("C", "KeyC", "Alt Shift").as_deref(), Ok("Alt+Shift+C"));
        assert_eq!(ask("m", "KeyM", "Ctrl Alt").as_deref(), Ok("Ctrl+Alt+M"));
    }

    proptest! {
        #[test]
        fn what_was_allowed_is_found_again(key in "[ -~]|Dead|é|О", code in "(Key[A-Z])|(Digit[0-9])|Slash|Minus|Quote|IntlRo", held in "(Ctrl )?(Alt )?(Shift )?(AltGraph)?") {
            let (mut bound, browser) = (pairs("commands"), pairs("browser"));
            let press = press(&key, &code, &held);
            if let Ok(chord) = allow(&press, "claim", &bound, &browser) {
                for (command, has) in &mut bound {
                    if command == "claim" {
                        chord.clone_into(has);
                    }
                }
                prop_assert_eq!(press.find(&bound), Some("claim"));
            }
        }
    }
}
