//! Whose a playbook is: the team's, or an agent's own.

use crate::reply::TemplateFile;
use crate::text::front_matter::FrontMatter;

impl TemplateFile {
    /// Whether it is the agent's own: kept so, or marked so in its head.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        self.own || FrontMatter::parse(&self.text).value("owner") == Some("personal")
    }

    /// The same as the agent's own.
    #[must_use]
    pub fn into_own(self) -> Self {
        Self { own: true, ..self }
    }

    /// A copy for the team, called `path`: nothing in its head says any more that it is somebody's own.
    #[must_use]
    pub fn for_team(&self, path: String) -> Self {
        let head = FrontMatter::parse(&self.text);
        let owner = head.field("owner").map(|field| field.line);
        let lines = self.text.split_inclusive('\n').zip(1..);
        let rest = lines.filter(|(_, line)| Some(*line) != owner);
        Self {
            path,
            text: rest.map(|(text, _)| text).collect(),
            own: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_for_the_team_is_nobodys_own() {
        let file = |text: &str| TemplateFile {
            path: "a.md".into(),
            text: text.into(),
            own: false,
        };
        let marked = file("---\nname: A\nowner: personal\nwhen: praise\n---\nowner: personal\n");
        assert!(marked.is_personal() && !file("---\nname: A\n---\nx").is_personal());
        let copy = marked.clone().into_own().for_team("b.md".into());
        assert!(!copy.is_personal());
        assert_eq!(copy.path, "b.md");
        assert_eq!(
            copy.text,
            "---\nname: A\nwhen: praise\n---\nowner: personal\n"
        );
        assert_eq!(
            file("no head").into_own().for_team("b.md".into()).text,
            "no head"
        );
    }
}
