//! From templates and an occasion to drafts.

use crate::post::Author;
use crate::problem::Problem;
use crate::reply::template::{Part, Template, Variable};
use crate::reply::{Draft, TemplateFile, first_name, issue};
use crate::triage::Intent;

/// How many drafts an agent is offered: as many as there are keys to remember.
const DRAFTS: usize = 3;

/// The templates that come with Handrail, in order of preference.
const BUILT_IN: &[(&str, &str)] = &[
    (
        "answer-with-article.md",
        include_str!("templates/answer-with-article.md"),
    ),
    (
        "ask-what-happened.md",
        include_str!("templates/ask-what-happened.md"),
    ),
    (
        "move-to-messages.md",
        include_str!("templates/move-to-messages.md"),
    ),
    (
        "looking-into-it.md",
        include_str!("templates/looking-into-it.md"),
    ),
    ("ask-back.md", include_str!("templates/ask-back.md")),
    ("thank.md", include_str!("templates/thank.md")),
    (
        "thank-and-pass-on.md",
        include_str!("templates/thank-and-pass-on.md"),
    ),
    (
        "here-if-needed.md",
        include_str!("templates/here-if-needed.md"),
    ),
    (
        "suggestion-noted.md",
        include_str!("templates/suggestion-noted.md"),
    ),
    (
        "suggestion-tell-more.md",
        include_str!("templates/suggestion-tell-more.md"),
    ),
    (
        "suggestion-not-planned.md",
        include_str!("templates/suggestion-not-planned.md"),
    ),
];

/// What a draft is about.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    /// Who wrote the post.
    pub author: &'a Author,
    /// The post's text.
    pub text: &'a str,
    /// What it wants.
    pub intent: Intent,
    /// The brand's name.
    pub brand: &'a str,
    /// The best article, if one is good enough: title and address.
    pub article: Option<(&'a str, Option<&'a str>)>,
    /// Varies the wording, so that no two customers in a row read the same sentence.
    pub seed: u64,
}

/// A team's templates, checked and ready.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    templates: Vec<Template>,
}

impl Templates {
    /// The templates that come with Handrail.
    #[must_use]
    pub fn built_in() -> Vec<TemplateFile> {
        BUILT_IN
            .iter()
            .map(|&(path, text)| TemplateFile {
                path: path.to_owned(),
                text: text.to_owned(),
            })
            .collect()
    }

    /// Compiles templates; those with fatal problems are left out.
    #[must_use]
    pub fn new(files: &[TemplateFile]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut templates: Vec<Template> = Vec::new();
        for (at, file) in files.iter().enumerate() {
            if file.path.trim().is_empty() {
                problems.push(Problem::error(
                    "template.path",
                    format!("templates[{at}]"),
                    "The template has no file name. Give it one, such as refund.md.",
                ));
            } else if files.iter().take(at).any(|other| other.path == file.path) {
                problems.push(Problem::error(
                    "template.twice",
                    file.path.clone(),
                    "Two templates have this file name. Rename one.",
                ));
            } else {
                templates.extend(Template::parse(file, &mut problems));
            }
        }
        (Self { templates }, problems)
    }

    /// At most three drafts, the best first. None holds an unfilled variable.
    #[must_use]
    pub fn drafts(&self, occasion: &Occasion<'_>) -> Vec<Draft> {
        let fitting = self
            .templates
            .iter()
            .filter(|template| template.when.contains(&occasion.intent));
        let mut drafts: Vec<(bool, Draft)> = fitting
            .filter_map(|template| occasion.fill(template))
            .collect();
        // An article is the shortest way to a solution: drafts that link it come first, else the lead's order holds.
        drafts.sort_by_key(|(links, _)| !links);
        drafts
            .into_iter()
            .map(|(_, draft)| draft)
            .take(DRAFTS)
            .collect()
    }

    /// What each template would say to an invented customer.
    #[must_use]
    pub fn previews(&self) -> Vec<Draft> {
        let author = Author {
            handle: "example_maya".into(),
            name: "Maya Example".into(),
        };
        let article = Some((
            "Restart your router",
            Some("https://help.example/restart-your-router"),
        ));
        let preview = |template: &Template| {
            let intent = template.when.first().copied().unwrap_or(Intent::Other);
            let occasion = Occasion {
                author: &author,
                text: "My internet has been down since this morning",
                intent,
                brand: "Example",
                article,
                seed: 0,
            };
            occasion.fill(template).map(|(_, draft)| draft)
        };
        self.templates.iter().filter_map(preview).collect()
    }
}

impl Occasion<'_> {
    /// The template's draft, and whether it links the article; `None` where something it needs is missing.
    fn fill(&self, template: &Template) -> Option<(bool, Draft)> {
        let wordings = template.wordings.len() as u64;
        let wording = template
            .wordings
            .get(usize::try_from(self.seed.checked_rem(wordings)?).ok()?)?;
        let mut text = String::new();
        let mut links = false;
        for part in wording {
            match part {
                Part::Text(piece) if text.is_empty() => {
                    text.push_str(piece.trim_start_matches([' ', ',']));
                }
                Part::Text(piece) => text.push_str(piece),
                Part::Variable(Variable::FirstName) => match first_name(&self.author.name) {
                    Some(name) => text.push_str(&name),
                    // Without a name "Hi {{first_name}}," is "Hi," and "Thanks, {{first_name}}." is "Thanks.".
                    None => text.truncate(text.trim_end_matches([' ', ',']).len()),
                },
                Part::Variable(variable) => {
                    links |= *variable == Variable::Link;
                    text.push_str(self.value(*variable)?);
                }
            }
        }
        let text = sentence(text.trim());
        (!text.is_empty()).then(|| {
            (
                links,
                Draft {
                    template: template.path.clone(),
                    name: template.name.clone(),
                    text,
                },
            )
        })
    }

    /// What fills a variable.
    fn value(&self, variable: Variable) -> Option<&str> {
        match variable {
            Variable::FirstName => None,
            Variable::Issue => Some(issue::issue(self.text).unwrap_or("this")),
            Variable::Article => self.article.map(|(title, _)| title),
            Variable::Link => self.article.and_then(|(_, link)| link),
            Variable::Brand => Some(self.brand),
        }
        .filter(|value| !value.is_empty())
    }
}

/// `text` with a capital at its beginning, which a missing name may have taken away.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> TemplateFile {
        TemplateFile {
            path: "t.md".into(),
            text: text.into(),
        }
    }

    fn fill(
        text: &str,
        name: &str,
        article: Option<(&str, Option<&str>)>,
        seed: u64,
    ) -> Vec<String> {
        let (templates, problems) = Templates::new(&[file(text)]);
        assert_eq!(problems, []);
        let author = Author {
            handle: "example_user".into(),
            name: name.into(),
        };
        let occasion = Occasion {
            author: &author,
            text: "my bill is wrong",
            intent: Intent::Complaint,
            brand: "Larkspur",
            article,
            seed,
        };
        templates
            .drafts(&occasion)
            .into_iter()
            .map(|draft| draft.text)
            .collect()
    }

    #[test]
    fn fills_every_variable() {
        let text = "---\nname: All\nwhen: complaint\n---\nHi {{first_name}}, about {{issue}} at {{ brand }}: “{{article}}” {{link}}\n";
        let article = Some(("Bills", Some("https://help.example/bills")));
        assert_eq!(
            fill(text, "Zoë Example", article, 0),
            ["Hi Zoë, about your bill at Larkspur: “Bills” https://help.example/bills"]
        );
    }

    #[test]
    fn a_missing_name_leaves_no_hole() {
        for (body, expected) in [
            ("Hi {{first_name}}, hello", "Hi, hello"),
            ("{{first_name}}, hello", "Hello"),
            ("Thanks {{first_name}}!", "Thanks!"),
            ("Sorry, {{first_name}}. So", "Sorry. So"),
        ] {
            assert_eq!(
                fill(&format!("---\nname: N\n---\n{body}"), "🔥", None, 0),
                [expected]
            );
        }
    }

    #[test]
    fn a_template_that_lacks_something_is_not_offered() {
        let text = "---\nname: N\n---\nSee {{link}}";
        assert_eq!(fill(text, "Ann", None, 0), Vec::<String>::new());
        assert_eq!(
            fill(text, "Ann", Some(("Bills", None)), 0),
            Vec::<String>::new()
        );
    }

    #[test]
    fn wordings_take_turns() {
        let text = "---\nname: N\n---\none\n===\ntwo {{first_name}}\n====\n\n";
        assert_eq!(
            (
                fill(text, "Ann", None, 0),
                fill(text, "Ann", None, 1),
                fill(text, "Ann", None, 2)
            ),
            (
                vec!["One".into()],
                vec!["Two Ann".into()],
                vec!["One".into()]
            )
        );
    }

    #[test]
    fn problems_name_file_and_line() {
        for (text, expected) in [
            ("no head", "t.md:1 template.name"),
            ("---\nwhen: complaint\n---\nx", "t.md:1 template.name"),
            (
                "---\nname: N\nwhen: complaint, anger\n---\nx",
                "t.md:3 template.when",
            ),
            ("---\nname: N\n---\n", "t.md:4 template.empty"),
            (
                "---\nname: N\n---\na\n\nb {{frist_name}}",
                "t.md:6 template.variable",
            ),
            ("---\nname: N\n---\na {{link\nb", "t.md:4 template.unclosed"),
            ("---\nname: N\n", "t.md:1 template.head"),
        ] {
            let (templates, problems) = Templates::new(&[file(text)]);
            let found: Vec<String> = problems
                .iter()
                .map(|problem| format!("{} {}", problem.path, problem.code))
                .collect();
            assert_eq!(
                (found, templates.templates.len()),
                (vec![expected.to_owned()], 0),
                "{text}"
            );
        }
    }

    #[test]
    fn every_intent_has_three_replies_of_ours_even_without_an_article() {
        let (templates, problems) = Templates::new(&Templates::built_in());
        assert_eq!(problems, []);
        let author = Author {
            handle: "example_user".into(),
            name: "Maya Example".into(),
        };
        for intent in Intent::ALL {
            for article in [
                None,
                Some(("Bills", None)),
                Some(("Bills", Some("https://help.example/bills"))),
            ] {
                for seed in 0..4 {
                    let occasion = Occasion {
                        author: &author,
                        text: "my bill is wrong",
                        intent,
                        brand: "Larkspur",
                        article,
                        seed,
                    };
                    let drafts = templates.drafts(&occasion);
                    assert_eq!(drafts.len(), DRAFTS, "{intent:?} {article:?}");
                    for draft in drafts {
                        assert!(
                            !draft.text.contains("{{") && draft.text.chars().count() <= 250,
                            "{}",
                            draft.text
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn hostile_names_and_titles_are_only_text() {
        let article = Some((
            "{{link}} <script>",
            Some("https://help.example/?a={{brand}}"),
        ));
        let drafts = fill(
            "---\nname: N\n---\n{{first_name}} {{article}} {{link}}",
            "{{brand}} <b>",
            article,
            0,
        );
        assert_eq!(
            drafts,
            ["Brand {{link}} <script> https://help.example/?a={{brand}}"]
        );
    }
}
