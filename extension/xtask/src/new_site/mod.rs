//! The skeleton of a site: `cargo xtask new-site NAME`.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{shell, stage};

const TABLE: &str = include_str!("table.toml");
const NORMALISER: &str = include_str!("normaliser.txt");
const LENGTH: &str = include_str!("length.txt");
const FIXTURES: &str = include_str!("fixtures.md");
/// The longest name, in letters.
const LONGEST: usize = 20;
/// Words of the language that a lower-case name could be.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Writes the skeleton, and says what is left to do.
pub(crate) fn new_site(name: &str) -> Result<()> {
    let plan = Plan::new(&shell::root(), name)?;
    plan.carry_out()?;
    for path in plan.fresh.iter().map(|(path, _)| path) {
        println!("  {}", stage::relative(&shell::root(), path));
    }
    println!(
        "
{name} is a site that compiles and runs nowhere yet. What is left:

  1. src/site/{name}.toml          hosts, selectors, keys, composer: every key says what it is
  2. src/site/{name}.rs            what makes a key, an address and an author
  3. src/site/{name}_length.txt    how long a post may be
  4. tests/fixtures/sites/{name}/  pages with invented posts, and what is on them
  5. tests/browser/saved/sites.mjs how a reader that knows nothing of ours sees its pages
  6. src/site/update.rs            a higher SERIAL, with its number in src/site/tests.rs
  7. www/                          a practice site, if it is to be tried by hand and in every spec

`cargo test --lib site` and `cargo test --test sites` say what is missing."
    );
    Ok(())
}

/// What is to be written: nothing is before all of it is known.
struct Plan {
    /// Files that must not be there yet.
    fresh: Vec<(PathBuf, String)>,
    /// The file that names all sites, as it is and as it will be.
    registry: (PathBuf, String, String),
}

impl Plan {
    fn new(root: &Path, name: &str) -> Result<Self> {
        check(name)?;
        let kind: String = name.split('_').map(capital).collect();
        let filled = |text: &str| text.replace("NAME", name).replace("TYPE", &kind);
        let site = root.join("src/site");
        let fixtures = root.join("tests/fixtures/sites").join(name);
        let fresh = vec![
            (site.join(format!("{name}.toml")), filled(TABLE)),
            (site.join(format!("{name}.rs")), filled(NORMALISER)),
            (site.join(format!("{name}_length.txt")), filled(LENGTH)),
            (fixtures.join("README.md"), filled(FIXTURES)),
        ];
        let folder = site.join(name);
        let there = fresh
            .iter()
            .map(|(path, _)| path)
            .chain([&fixtures, &folder])
            .find(|path| path.exists());
        if let Some(path) = there {
            bail!("{} is there already", stage::relative(root, path));
        }
        let path = site.join("mod.rs");
        let old = stage::read_text(&path)?;
        let new = registered(&old, name, &kind)
            .context("src/site/mod.rs has no place for a site: is it as it was?")?;
        Ok(Self {
            fresh,
            registry: (path, old, new),
        })
    }

    /// Writes all of it, or leaves nothing of it.
    fn carry_out(&self) -> Result<()> {
        let mut made = Vec::new();
        let written = self.write(&mut made);
        if written.is_err() {
            for path in made {
                let _ = fs::remove_file(path);
            }
            let (path, old, _) = &self.registry;
            let _ = stage::write(path, old.as_bytes());
        }
        written
    }

    fn write<'a>(&'a self, made: &mut Vec<&'a Path>) -> Result<()> {
        for (path, text) in &self.fresh {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)
                    .with_context(|| format!("cannot make {}", folder.display()))?;
            }
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(path)
                .with_context(|| format!("cannot make {}", path.display()))?;
            made.push(path);
            file.write_all(text.as_bytes())
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        let (path, _, new) = &self.registry;
        stage::write(path, new.as_bytes())
    }
}

/// Whether a module and a site can be called so.
fn check(name: &str) -> Result<()> {
    let of_it = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(of_it)
        && !name.ends_with('_')
        && !name.contains("__")
        && name.len() <= LONGEST
        && !KEYWORDS.contains(&name);
    if !fits {
        bail!(
            "a site's name is a word of small letters and digits, at most {LONGEST}, that Rust does not use itself: not {name:?}"
        );
    }
    Ok(())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `mod.rs` with the site in it; nothing where it is not as it was.
fn registered(text: &str, name: &str, kind: &str) -> Option<String> {
    let text = with_module(text, name)?;
    let start = text.find("\nsites! {\n")?;
    let (before, list) = text.split_at(start);
    let end = list.find("\n}\n")?;
    let (list, after) = list.split_at(end);
    Some(format!(
        "{before}{list}\n    {name}: {kind}, \"{kind}\";{after}"
    ))
}

/// With another module among those that are declared, in their order.
fn with_module(text: &str, name: &str) -> Option<String> {
    let module = |line: &str| {
        let rest = line.strip_prefix("pub ").unwrap_or(line);
        rest.strip_prefix("mod ")?
            .strip_suffix(';')
            .map(str::to_owned)
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let first = lines.iter().position(|line| module(line).is_some())?;
    let count = lines
        .iter()
        .skip(first)
        .take_while(|line| module(line).is_some())
        .count();
    let names: Vec<String> = lines
        .iter()
        .skip(first)
        .take(count)
        .filter_map(|line| module(line))
        .collect();
    if names.iter().any(|other| other == name) || ["mod", "tests"].contains(&name) {
        return None;
    }
    let before = names
        .iter()
        .take_while(|other| other.as_str() < name)
        .count();
    lines.insert(first + before, format!("mod {name};"));
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A copy of the files that a new site changes.
    fn copy(name: &str) -> PathBuf {
        let root =
            std::env::temp_dir().join(format!("handrail-new-site-{}-{name}", std::process::id()));
        for file in ["mod.rs", "x.toml"] {
            let file = Path::new("src/site").join(file);
            let text = stage::read(&shell::root().join(&file)).unwrap();
            stage::write(&root.join(file), &text).unwrap();
        }
        root
    }

    #[test]
    fn the_skeletons_table_is_one_that_the_core_takes() {
        let table = TABLE.replace("NAME", "x");
        let table: serde_json::Value = toml::from_str(&table).unwrap();
        crate::site_data::tables(&[table]).unwrap();
        assert!(handrail::site::Length::read(LENGTH).is_some());
    }

    #[test]
    fn a_site_is_registered_once_and_in_order() {
        let root = copy("once");
        let plan = Plan::new(&root, "example_net").unwrap();
        plan.carry_out().unwrap();
        let text = |file: &str| stage::read_text(&root.join("src/site").join(file)).unwrap();
        let registry = text("mod.rs");
        for line in [
            "mod bluesky;\nmod example_net;\nmod f",
            "\";\n    example_net: ExampleNet, \"ExampleNet\";\n}\n",
        ] {
            assert!(registry.contains(line), "{line} in {registry}");
        }
        assert!(text("example_net.rs").contains("struct ExampleNet;"));
        for (path, _) in &plan.fresh {
            assert!(
                !stage::read_text(path).unwrap().contains("NAME"),
                "{}",
                path.display()
            );
        }
        let again = Plan::new(&root, "example_net").err().unwrap();
        assert!(again.to_string().contains("there already"), "{again}");
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn what_is_no_name_is_refused_and_nothing_is_written() {
        let root = copy("refused");
        let before = stage::list(&root).unwrap();
        for name in [
            "",
            "Example",
            "1st",
            "a-b",
            "a.b",
            "../x",
            "a b",
            "type",
            "self",
            "x",
            "keys",
            "tests",
            "mod",
            "ex__a",
            "a_",
            &"a".repeat(21),
        ] {
            assert!(Plan::new(&root, name).is_err(), "{name}");
        }
        assert_eq!(stage::list(&root).unwrap(), before);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_writing_that_fails_leaves_nothing() {
        let root = copy("fails");
        let plan = Plan::new(&root, "example").unwrap();
        let old = stage::read_text(&root.join("src/site/mod.rs")).unwrap();
        // Somebody else makes the last file meanwhile.
        let (last, _) = plan.fresh.last().unwrap();
        stage::write(last, b"theirs").unwrap();
        assert!(plan.carry_out().is_err());
        assert_eq!(
            stage::read_text(&root.join("src/site/mod.rs")).unwrap(),
            old
        );
        assert!(!root.join("src/site/example.toml").exists());
        assert_eq!(stage::read_text(last).unwrap(), "theirs");
        fs::remove_dir_all(root).unwrap();
    }
}
