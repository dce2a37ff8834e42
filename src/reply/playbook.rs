//! One playbook: the conditions and questions of its head, the wordings of its body; checked when it is read.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::reply::TemplateFile;
use crate::reply::ask::Field;
use crate::reply::body::{Part, all, wordings};
use crate::text::front_matter::{self, Fault, FrontMatter};
use crate::triage::{Intent, Lang};

/// The longest file, in bytes: far more than any reply needs.
const LONGEST: usize = 20_000;
/// The settings that a head may have, besides `ask.<name>`.
const SETTINGS: [&str; 10] = [
    "name", "when", "topics", "lang", "tier", "tone", "owner", "sign_off", "for", "piece",
];

/// How the customer sounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Not upset, as far as the post shows.
    #[default]
    Calm,
    /// Upset.
    Heated,
}

/// A playbook that can be used.
#[derive(Clone, Debug)]
pub(super) struct Playbook {
    pub(super) path: String,
    pub(super) name: String,
    /// Intents that it answers.
    pub(super) when: Vec<Intent>,
    /// Codes of the topics that it is for; for any where there are none.
    pub(super) topics: Vec<String>,
    /// Languages that it is written in, with their tags; not said where there are none.
    pub(super) langs: Vec<(Lang, String)>,
    /// Words for the customers that it is for, in small letters; for all where there are none.
    pub(super) tiers: Vec<String>,
    pub(super) tone: Option<Tone>,
    pub(super) personal: bool,
    /// Whether the agent's sign-off ends it.
    pub(super) sign_off: bool,
    /// Only ever part of others.
    pub(super) piece: bool,
    /// What customers say that it answers.
    pub(super) examples: Vec<String>,
    pub(super) fields: Vec<Field>,
    /// The same reply in other words; at least one.
    pub(super) wordings: Vec<Vec<Part>>,
}

impl Playbook {
    /// Reads a file; `None` where a problem is fatal. `topics` are the codes that there are; not checked where none are
    /// given.
    pub(super) fn parse(
        file: &TemplateFile,
        topics: &[&str],
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let known = problems.len();
        if file.text.len() > LONGEST {
            let message =
                format!("The file has more than {LONGEST} bytes. Keep only the reply in it.");
            problems.push(Problem::error("template.long", file.path.clone(), message));
            return None;
        }
        let front = FrontMatter::parse(&file.text);
        let mut head = Head {
            front: &front,
            path: &file.path,
            problems,
        };
        head.faults();
        if front.faults.contains(&Fault::Unclosed) {
            return None;
        }
        let playbook = head.read(topics);
        let wordings = wordings(front.body, front.body_line, &file.path, problems);
        if wordings.is_empty() {
            problems.push(Problem::error(
                "template.empty",
                format!("{}:{}", file.path, front.body_line),
                "There is no text below the head. Write the reply there.",
            ));
        }
        let playbook = playbook?;
        let playbook = Self {
            wordings,
            personal: playbook.personal || file.own,
            ..playbook
        };
        playbook.check_questions(&front, problems);
        let usable = !problems.iter().skip(known).any(|problem| problem.fatal);
        usable.then_some(playbook)
    }

    /// Every question is asked, and nothing else.
    fn check_questions(&self, front: &FrontMatter<'_>, problems: &mut Vec<Problem>) {
        let asked: Vec<&str> = self
            .wordings
            .iter()
            .flat_map(|wording| all(wording))
            .filter_map(|part| match part {
                Part::Ask(field, _) => Some(field.as_str()),
                _ => None,
            })
            .collect();
        for name in &asked {
            if self.fields.iter().all(|field| field.name != *name) {
                problems.push(Problem::error(
                    "template.ask",
                    format!("{}:{}", self.path, front.body_line),
                    format!("“ask.{name}” is not asked. Add a line such as `ask.{name}: text` to the head."),
                ));
            }
        }
        for field in &self.fields {
            if !asked.contains(&field.name.as_str()) {
                problems.push(Problem::warning(
                    "template.ask",
                    self.path.clone(),
                    format!(
                        "“ask.{0}” is never said. Put {{{{ask.{0}}}}} into the text, or take the line out.",
                        field.name
                    ),
                ));
            }
        }
    }
}

/// A head while it is read.
struct Head<'a> {
    front: &'a FrontMatter<'a>,
    path: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Head<'_> {
    fn problem(&mut self, code: &str, line: usize, message: impl Into<String>) {
        let place = format!("{}:{line}", self.path);
        self.problems.push(Problem::error(code, place, message));
    }

    fn warning(&mut self, code: &str, line: usize, message: impl Into<String>) {
        let place = format!("{}:{line}", self.path);
        self.problems.push(Problem::warning(code, place, message));
    }

    fn line_of(&self, key: &str) -> usize {
        self.front.field(key).map_or(1, |field| field.line)
    }

    fn faults(&mut self) {
        for fault in &self.front.faults {
            self.problem("template.head", fault.line(), fault.to_string());
        }
        for field in &self.front.fields {
            if !SETTINGS.contains(&field.key.as_str()) && !field.key.starts_with("ask.") {
                let message = format!(
                    "“{}” is no setting of a playbook and is passed over. There are: {}, ask.…",
                    field.key,
                    SETTINGS.join(", ")
                );
                self.warning("template.setting", field.line, message);
            }
        }
    }

    /// All but the wordings; `None` without a name.
    fn read(&mut self, topics: &[&str]) -> Option<Playbook> {
        let when = self.when();
        let topics = self.topics(topics);
        let langs = self.langs();
        let tone = self.tone();
        let personal = self.choice("owner", "template.owner", ["personal", "team"]);
        let sign_off = self.choice("sign_off", "template.sign_off", ["on", "off"]);
        let piece = self.choice("piece", "template.piece", ["yes", "no"]);
        let fields = self.fields();
        let lower = |word: &str| word.to_lowercase();
        let tiers = self.front.list("tier").into_iter().map(lower).collect();
        let examples = self.front.fields.iter();
        let examples = examples
            .filter(|field| field.key == "for" && !field.value.is_empty())
            .map(|field| field.value.to_owned())
            .collect();
        let Some(name) = self.front.value("name") else {
            self.problem(
                "template.name",
                1,
                "The template has no name. Add a line `name: …` between the two lines of ---.",
            );
            return None;
        };
        Some(Playbook {
            path: self.path.to_owned(),
            name: name.to_owned(),
            when,
            topics,
            langs,
            tiers,
            tone,
            personal: personal.unwrap_or(false),
            sign_off: sign_off.unwrap_or(true),
            piece: piece.unwrap_or(false),
            examples,
            fields,
            wordings: Vec::new(),
        })
    }

    /// Without `when` a playbook answers everything.
    fn when(&mut self) -> Vec<Intent> {
        let mut when = Vec::new();
        for word in self.front.list("when") {
            match Intent::ALL.into_iter().find(|intent| intent.name() == word) {
                Some(intent) => when.push(intent),
                None => {
                    let message = format!(
                        "“{word}” is no intent. Use complaint, question, suggestion, praise or other."
                    );
                    self.problem("template.when", self.line_of("when"), message);
                }
            }
        }
        if when.is_empty() {
            when = Intent::ALL.to_vec();
        }
        when
    }

    fn topics(&mut self, known: &[&str]) -> Vec<String> {
        let topics = self.front.list("topics");
        for topic in &topics {
            if !known.is_empty() && !known.contains(topic) {
                // A topic's file may have been taken away: the playbook still works, found by its words.
                let message = format!(
                    "There is no topic “{topic}”. There are: {}.",
                    known.join(", ")
                );
                self.warning("template.topics", self.line_of("topics"), message);
            }
        }
        topics.into_iter().map(str::to_owned).collect()
    }

    fn langs(&mut self) -> Vec<(Lang, String)> {
        let mut langs = Vec::new();
        for tag in self.front.list("lang") {
            match Lang::from_tag(tag) {
                Lang::Unknown => {
                    let message = format!(
                        "“{tag}” is no language that is known. Use a code such as en, de or pt-BR."
                    );
                    self.problem("template.lang", self.line_of("lang"), message);
                }
                lang => langs.push((lang, tag.to_owned())),
            }
        }
        langs
    }

    /// Both tones are none in particular.
    fn tone(&mut self) -> Option<Tone> {
        let mut tones = Vec::new();
        for word in self.front.list("tone") {
            match word {
                "calm" => tones.push(Tone::Calm),
                "heated" => tones.push(Tone::Heated),
                _ => {
                    let message = format!("“{word}” is no tone. Use calm or heated.");
                    self.problem("template.tone", self.line_of("tone"), message);
                }
            }
        }
        tones.dedup();
        tones.pop().filter(|_| tones.is_empty())
    }

    /// Whether a setting of two values has the first of them; `None` where it is not set.
    fn choice(&mut self, key: &str, code: &str, [yes, no]: [&str; 2]) -> Option<bool> {
        let value = self.front.value(key)?;
        if value != yes && value != no {
            let message = format!("“{value}” is nothing that `{key}` can be. Use {yes} or {no}.");
            self.problem(code, self.line_of(key), message);
        }
        Some(value == yes)
    }

    fn fields(&mut self) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for front_matter::Field { key, value, line } in &self.front.fields {
            let Some(name) = key.strip_prefix("ask.") else {
                continue;
            };
            if ["[[", "]]", "{{", "}}"]
                .iter()
                .any(|sign| value.contains(sign))
            {
                let message = format!(
                    "“ask.{name}” has brackets in it, and customers would read them. Take them out."
                );
                self.problem("template.brackets", *line, message);
                continue;
            }
            match Field::parse(name, value) {
                Ok(field) if fields.iter().any(|known| known.name == field.name) => {
                    let message = format!("“ask.{name}” is asked twice. Rename one.");
                    self.problem("template.ask", *line, message);
                }
                Ok(field) => fields.push(field),
                Err(message) => self.problem("template.ask", *line, message),
            }
        }
        fields
    }
}
