//! The brand profile as a file to keep or to hand on: the TOML that the `handrail` program reads.
//!
//! ```
//! use handrail::brand::{Brand, Profile};
//! let profile = Profile { brands: vec![Brand { name: "Larkspur".into(), ..Brand::default() }] };
//! assert_eq!(Profile::from_toml(&profile.to_toml()), Ok(profile));
//! ```
//!
//! The extension's pages read it here and not with the `toml` crate, which would be a fifth of their module. What
//! this reader does not know (dates, dotted keys, multi-line strings) has no place in a profile, and is named.

use std::iter::Peekable;
use std::str::Chars;

use crate::brand::{Brand, Profile};
use crate::problem::Problem;

impl Profile {
    /// The profile as a file.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut file = String::new();
        for brand in &self.brands {
            file.push_str(&format!("[[brand]]\nname = {}\n", quoted(&brand.name)));
            for (list, terms) in brand.lists() {
                if terms.is_empty() && OPTIONAL.contains(&list) {
                    continue;
                }
                let terms: Vec<String> = terms.iter().map(|term| quoted(term)).collect();
                file.push_str(&format!("{list} = [{}]\n", terms.join(", ")));
            }
            file.push('\n');
        }
        file
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Names the line that cannot be read.
    pub fn from_toml(file: &str) -> Result<Self, Problem> {
        let mut reader = Reader {
            rest: file.chars().peekable(),
            line: 1,
        };
        let mut profile = Self::default();
        reader.profile(&mut profile).map_err(|what| {
            let message = format!(
                "Line {}: {what}. A brands file holds [[brand]] tables with name, handles, names, nicknames, exclude, ambiguous, certain and trade.",
                reader.line
            );
            Problem::error("brand.file", reader.line.to_string(), message)
        })?;
        Ok(profile)
    }
}

/// Lists that few brands need: they are written where they hold something.
const OPTIONAL: [&str; 3] = ["ambiguous", "certain", "trade"];

/// A basic string of TOML: what JSON escapes, and the one control character that JSON leaves alone.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007F")
}

/// The characters that are left, and the line that they begin in.
struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    line: usize,
}

impl Reader<'_> {
    fn profile(&mut self, profile: &mut Profile) -> Result<(), String> {
        let mut seen: Vec<String> = Vec::new();
        loop {
            self.skip(true);
            match self.rest.peek() {
                None => return Ok(()),
                Some('[') => {
                    self.table()?;
                    profile.brands.push(Brand::default());
                    seen.clear();
                }
                Some(_) => {
                    let key = self.key()?;
                    let brand = profile
                        .brands
                        .last_mut()
                        .ok_or("there is no [[brand]] above this line")?;
                    if seen.contains(&key) {
                        return Err(format!("“{key}” stands here twice"));
                    }
                    self.field(brand, &key)?;
                    seen.push(key);
                }
            }
            self.end_of_line()?;
        }
    }

    fn field(&mut self, brand: &mut Brand, key: &str) -> Result<(), String> {
        match key {
            "name" => brand.name = self.string()?,
            "handles" => brand.handles = self.list()?,
            "names" => brand.names = self.list()?,
            "nicknames" => brand.nicknames = self.list()?,
            "exclude" => brand.exclude = self.list()?,
            "ambiguous" => brand.ambiguous = self.list()?,
            "certain" => brand.certain = self.list()?,
            "trade" => brand.trade = self.list()?,
            _ => return Err(format!("there is no field “{key}”")),
        }
        Ok(())
    }

    /// `[[brand]]`
    fn table(&mut self) -> Result<(), String> {
        let name: String =
            std::iter::from_fn(|| self.rest.next_if(|c| !"\r\n#".contains(*c))).collect();
        let name: String = name.chars().filter(|c| !" \t".contains(*c)).collect();
        if name == "[[brand]]" {
            Ok(())
        } else {
            Err(format!("“{name}” is not [[brand]]"))
        }
    }

    /// `key =`
    fn key(&mut self) -> Result<String, String> {
        let key = match self.rest.peek() {
            Some('"' | '\'') => self.string()?,
            _ => std::iter::from_fn(|| {
                self.rest
                    .next_if(|c| c.is_ascii_alphanumeric() || "_-".contains(*c))
            })
            .collect(),
        };
        self.skip(false);
        if self.rest.next_if_eq(&'=').is_none() || key.is_empty() {
            return Err("this is not “field = value”".to_owned());
        }
        self.skip(false);
        Ok(key)
    }

    /// `"text"` or `'text'`
    fn string(&mut self) -> Result<String, String> {
        let quote = self
            .rest
            .next_if(|c| "\"'".contains(*c))
            .ok_or("a text in quotes is missing")?;
        let mut text = String::new();
        loop {
            match self.rest.next() {
                Some(c) if c == quote => return Ok(text),
                Some('\\') if quote == '"' => text.push(self.escape()?),
                None | Some('\n') => return Err("a quote is not closed".to_owned()),
                Some(c) => text.push(c),
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<char, String> {
        let digits = match self.rest.next() {
            Some('"') => return Ok('"'),
            Some('\\') => return Ok('\\'),
            Some('b') => return Ok('\u{8}'),
            Some('t') => return Ok('\t'),
            Some('n') => return Ok('\n'),
            Some('f') => return Ok('\u{c}'),
            Some('r') => return Ok('\r'),
            Some('u') => 4,
            Some('U') => 8,
            _ => return Err("a backslash is followed by something unknown; write \\\\".to_owned()),
        };
        let code: String = (0..digits)
            .map_while(|_| self.rest.next_if(char::is_ascii_hexdigit))
            .collect();
        (code.len() == digits)
            .then(|| u32::from_str_radix(&code, 16).ok())
            .flatten()
            .and_then(char::from_u32)
            .ok_or_else(|| format!("“\\u{code}” is no character"))
    }

    /// `["a", "b"]`, over any number of lines
    fn list(&mut self) -> Result<Vec<String>, String> {
        self.rest
            .next_if_eq(&'[')
            .ok_or("a list in [ ] is missing")?;
        let mut texts = Vec::new();
        loop {
            self.skip(true);
            if self.rest.next_if_eq(&']').is_some() {
                return Ok(texts);
            }
            texts.push(self.string()?);
            self.skip(true);
            if self.rest.next_if_eq(&',').is_none() && self.rest.peek() != Some(&']') {
                return Err("a comma or ] is missing".to_owned());
            }
        }
    }

    /// Passes over blanks and comments, and over line ends where they mean nothing.
    fn skip(&mut self, lines: bool) {
        while let Some(&c) = self.rest.peek() {
            match c {
                ' ' | '\t' => {}
                '\r' | '\n' if lines => self.line += usize::from(c == '\n'),
                '#' => {
                    while self.rest.next_if(|c| *c != '\n').is_some() {}
                    continue;
                }
                _ => return,
            }
            self.rest.next();
        }
    }

    fn end_of_line(&mut self) -> Result<(), String> {
        self.skip(false);
        match self.rest.peek() {
            None | Some('\r' | '\n') => Ok(()),
            Some(c) => Err(format!("“{c}” stands where the line should end")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_the_line_that_cannot_be_read() {
        for (file, line) in [
            ("name = \"A\"", "Line 1: there is no [[brand]]"),
            ("[[brand]]\nname = \"A", "Line 2: a quote"),
            (
                "[[brand]]\n\nhandle = []",
                "Line 3: there is no field “handle”",
            ),
            (
                "[[brand]]\nname = \"A\"\nname = \"B\"",
                "Line 3: “name” stands here twice",
            ),
            ("[[brand]]\nnames = [\"a\"\n\"b\"]", "Line 3: a comma"),
            ("[[brand]]\nname = 3", "Line 2: a text in quotes"),
            ("[brand]", "Line 1: “[brand]” is not"),
            ("[[brand]]\nname = \"\\x\"", "Line 2: a backslash"),
            ("[[brand]]\nname = 'A' names = []", "Line 2: “n” stands"),
        ] {
            let problem = Profile::from_toml(file).unwrap_err();
            assert!(
                problem.message.starts_with(line),
                "{file}: {}",
                problem.message
            );
        }
    }

    #[test]
    fn reads_what_people_write() {
        let file = "# ours\r\n[[ brand ]] # first\r\n  \"name\" = 'Lark\\spur'\r\nhandles = [ # accounts\r\n \"@a\",\r\n \"@b\", ]\r\n";
        let profile = Profile::from_toml(file).unwrap();
        let brand = profile.brands.first().unwrap();
        assert_eq!(brand.name, "Lark\\spur");
        assert_eq!(brand.handles, ["@a", "@b"]);
        assert_eq!(toml::from_str(file), Ok(profile));
    }

    proptest! {
        #[test]
        fn every_profile_comes_back_here_and_in_the_program(name: String, terms in prop::collection::vec(".{0,12}", 0..4)) {
            let brand = Brand { name, handles: terms.clone(), exclude: terms, ..Brand::default() };
            let profile = Profile { brands: vec![brand.clone(), brand] };
            let file = profile.to_toml();
            prop_assert_eq!(toml::from_str::<Profile>(&file), Ok(profile.clone()));
            prop_assert_eq!(Profile::from_toml(&file), Ok(profile));
        }

        #[test]
        fn any_text_is_read_as_the_program_reads_it_or_refused(file in "(\\[\\[brand\\]\\]\n|(name|names|x)|[ ='\"#,\\[\\]\n\\\\ubné]|){0,20}") {
            if let Ok(profile) = Profile::from_toml(&file) {
                prop_assert_eq!(toml::from_str::<Profile>(&file), Ok(profile));
            }
        }
    }
}
