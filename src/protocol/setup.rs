//! What a team sets up, as one file; what the organisation has set up or locked.

use serde::{Deserialize, Serialize};

use crate::brand::Brand;
use crate::desk::Targets;
use crate::problem::Problem;
use crate::protocol::Base;
use crate::reply::check::Policy;
use crate::reply::rewrite::RewriteSettings;
use crate::reply::way::BrandWays;
use crate::reply::{ReplySettings, TemplateFile};
use crate::triage::topics::TopicFile;

/// A part of what a team sets up. Profile files and policies call it by this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum Part {
    /// Brands, and what people call them.
    Brands,
    /// Where articles come from; not the articles.
    Articles,
    /// Synonyms for the search.
    Synonyms,
    /// Playbooks of the team; not those of one agent.
    Playbooks,
    /// Address of the status page, customers and their tiers; not an agent's sign-off.
    Customers,
    /// Opening hours and private ways.
    Hours,
    /// Rules for the checks before sending.
    Checks,
    /// Who rewrites drafts; without the key.
    Rewriting,
    /// The team's own topics.
    Topics,
    /// How soon customers are to hear.
    Targets,
    /// How long words and names are kept.
    Retention,
}

impl Part {
    /// All of them, in the order of the options.
    pub const ALL: [Self; 11] = [
        Self::Brands,
        Self::Articles,
        Self::Synonyms,
        Self::Playbooks,
        Self::Customers,
        Self::Hours,
        Self::Checks,
        Self::Rewriting,
        Self::Topics,
        Self::Targets,
        Self::Retention,
    ];

    /// What profile files and policies call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brands => "brands",
            Self::Articles => "articles",
            Self::Synonyms => "synonyms",
            Self::Playbooks => "playbooks",
            Self::Customers => "customers",
            Self::Hours => "hours",
            Self::Checks => "checks",
            Self::Rewriting => "rewriting",
            Self::Topics => "topics",
            Self::Targets => "targets",
            Self::Retention => "retention",
        }
    }
}

/// A profile file: JSON, with the parts that it has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProfileFile {
    /// [`ProfileFile::KIND`]: so that no other file is taken for one.
    pub handrail: String,
    /// [`ProfileFile::VERSION`].
    pub version: u32,
    /// [`Part::Brands`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brands: Option<Vec<Brand>>,
    /// [`Part::Articles`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub articles: Option<Vec<Base>>,
    /// [`Part::Synonyms`], a line a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synonyms: Option<String>,
    /// [`Part::Playbooks`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub playbooks: Option<Vec<TemplateFile>>,
    /// [`Part::Customers`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customers: Option<ReplySettings>,
    /// [`Part::Hours`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Vec<BrandWays>>,
    /// [`Part::Checks`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checks: Option<Policy>,
    /// [`Part::Rewriting`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rewriting: Option<RewriteSettings>,
    /// [`Part::Topics`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topics: Option<Vec<TopicFile>>,
    /// [`Part::Targets`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<Targets>,
    /// [`Part::Retention`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Days>,
}

/// For how long after a case is over words and names are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// In days.
    pub days: u16,
}

impl ProfileFile {
    /// What such a file calls itself.
    pub const KIND: &'static str = "profile";
    /// The version that is written, and the newest that is read.
    pub const VERSION: u32 = 1;

    /// The parts that the file has.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let has = |part: &Part| match part {
            Part::Brands => self.brands.is_some(),
            Part::Articles => self.articles.is_some(),
            Part::Synonyms => self.synonyms.is_some(),
            Part::Playbooks => self.playbooks.is_some(),
            Part::Customers => self.customers.is_some(),
            Part::Hours => self.hours.is_some(),
            Part::Checks => self.checks.is_some(),
            Part::Rewriting => self.rewriting.is_some(),
            Part::Topics => self.topics.is_some(),
            Part::Targets => self.targets.is_some(),
            Part::Retention => self.retention.is_some(),
        };
        Part::ALL.into_iter().filter(has).collect()
    }
}

/// What is asked about the set-up as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum SetupAsked {
    /// All of it as a file.
    Export,
    /// What is in this file, and what is wrong with it?
    Check {
        /// A profile file.
        file: String,
    },
    /// Keep these parts of it: all of them, or none if one is wrong.
    Take {
        /// A profile file.
        file: String,
        /// Which.
        parts: Vec<Part>,
        /// Whether knowledge bases that it does not name and that have no articles are removed: to take one back.
        back: bool,
    },
    /// What the organisation has set up or locked.
    Managed,
}

/// What is answered about the set-up as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub enum SetupAnswer {
    /// For [`SetupAsked::Export`].
    File {
        /// A profile file.
        text: String,
    },
    /// For [`SetupAsked::Check`]; for [`SetupAsked::Take`] where nothing could be kept.
    Read {
        /// What is in it.
        parts: Vec<PartRead>,
        /// Why it cannot be read at all.
        problems: Vec<Problem>,
    },
    /// For [`SetupAsked::Take`].
    Taken {
        /// How many parts.
        parts: usize,
        /// The same parts as they were, as a file.
        before: String,
    },
    /// For [`SetupAsked::Managed`].
    Managed {
        /// Set up by the organisation, and not to be changed.
        locked: Vec<Part>,
        /// Set up by the organisation, to begin with.
        preset: Vec<Part>,
        /// What is wrong with what it says.
        problems: Vec<Problem>,
    },
}

impl Default for SetupAnswer {
    fn default() -> Self {
        Self::File {
            text: String::new(),
        }
    }
}

/// A part of a file, beside what is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct PartRead {
    /// Which.
    pub part: Part,
    /// How many entries it has, where it is a list.
    pub entries: Option<usize>,
    /// How many are kept now.
    pub kept: Option<usize>,
    /// Whether both are the same.
    pub same: bool,
    /// Whether the organisation lets nobody change it.
    pub locked: bool,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_called_the_same_in_files_policies_and_messages() {
        let schema = include_str!("../../extension/managed.json");
        let file = serde_json::to_value(ProfileFile::default()).unwrap();
        assert_eq!(
            file.as_object().unwrap().len(),
            2,
            "what is not there is not written"
        );
        for part in Part::ALL {
            let written = serde_json::to_string(&part).unwrap();
            assert_eq!(written, format!("\"{}\"", part.name()));
            assert!(
                schema.contains(&written),
                "{written} is not in managed.json"
            );
        }
    }
}
