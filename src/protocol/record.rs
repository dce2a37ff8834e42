//! What the background keeps for the engine, by name.

use serde::{Deserialize, Serialize};

/// A stored record. It crosses the border, and is kept, by its name: `profile`, `base:help`, `sense:help:3`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[cfg_attr(target_arch = "wasm32", tsify(type = "string"))]
#[serde(try_from = "String", into = "String")]
pub enum StoredRecord {
    /// [`crate::brand::Profile`] as JSON.
    Profile,
    /// `Vec<TemplateFile>` as JSON.
    Templates,
    /// The agent's own `Vec<TemplateFile>` as JSON: in this browser and nowhere else.
    OwnTemplates,
    /// What the sentence encoder made of all of them.
    Meanings,
    /// [`crate::reply::ReplySettings`] as JSON.
    Replies,
    /// [`crate::reply::rewrite::RewriteSettings`] as JSON.
    Rewriting,
    /// [`crate::reply::check::Policy`] as JSON.
    Checks,
    /// What was sent in the last hours, as JSON.
    Sent,
    /// `Vec<TopicFile>` as JSON.
    Topics,
    /// Nicknames that were seen, as JSON.
    Nicknames,
    /// `Vec<Base>` as JSON: the knowledge bases as they are set up, and how their last imports went.
    Bases,
    /// `Vec<BrandWays>` as JSON: the hours and private ways of each brand.
    Ways,
    /// The lead's own synonyms, as text.
    Synonyms,
    /// Complaints and questions without an article, as JSON.
    Gaps,
    /// Where the addresses of articles led, as JSON.
    Links,
    /// [`crate::desk::Desk::snapshot`]: what all events add up to.
    Desk,
    /// `Targets` as JSON: how soon customers are to hear.
    Targets,
    /// `Retention` as JSON: how long words and names are kept.
    Retention,
    /// Posts whose cases were erased, as JSON: a page that still shows them brings nothing back.
    Erased,
    /// What nobody of the team has agreed to yet, and what colleagues are called, as JSON.
    Team,
    /// What the organisation has set up and locked, as JSON. It is never kept: the browser is asked for it.
    Managed,
    /// Chance, made once in this browser: what digests of people are made with.
    Salt,
    /// The events of a post, as JSON. They are read from the log.
    Events(String),
    /// What is kept of a post's words and author, as JSON.
    Excerpt(String),
    /// All of these.
    AllExcerpts,
    /// The index of a knowledge base, by its id.
    Base(String),
    /// A part of a base's vectors, by its id and the part's number.
    Sense(String, usize),
    /// All parts of a base's vectors.
    AllSense(String),
    /// What is to be known of a base's articles when they are imported again, as JSON.
    Known(String),
    /// How the last import into a base went, as JSON.
    Report(String),
    /// An import from the web under way, as JSON.
    Import,
    /// Articles that such an import has brought, by number.
    Imported(usize),
    /// All of these.
    AllImported,
}

/// A name that no record has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no record is called “{0}”")]
pub struct UnknownRecord(String);

impl std::fmt::Display for StoredRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Profile => f.write_str("profile"),
            Self::Templates => f.write_str("templates"),
            Self::OwnTemplates => f.write_str("own-templates"),
            Self::Meanings => f.write_str("meanings"),
            Self::Replies => f.write_str("replies"),
            Self::Rewriting => f.write_str("rewriting"),
            Self::Checks => f.write_str("checks"),
            Self::Sent => f.write_str("sent"),
            Self::Topics => f.write_str("topics"),
            Self::Nicknames => f.write_str("nicknames"),
            Self::Bases => f.write_str("bases"),
            Self::Ways => f.write_str("ways"),
            Self::Synonyms => f.write_str("synonyms"),
            Self::Gaps => f.write_str("gaps"),
            Self::Links => f.write_str("links"),
            Self::Desk => f.write_str("desk"),
            Self::Targets => f.write_str("targets"),
            Self::Retention => f.write_str("retention"),
            Self::Erased => f.write_str("erased"),
            Self::Team => f.write_str("team"),
            Self::Managed => f.write_str("managed"),
            Self::Salt => f.write_str("salt"),
            Self::Events(post) => write!(f, "events:{post}"),
            Self::Excerpt(post) => write!(f, "excerpt:{post}"),
            Self::AllExcerpts => f.write_str("excerpt:*"),
            Self::Base(id) => write!(f, "base:{id}"),
            // Numbers are kept in an order that is theirs.
            Self::Sense(id, part) => write!(f, "sense:{id}:{part:06}"),
            Self::AllSense(id) => write!(f, "sense:{id}:*"),
            Self::Known(id) => write!(f, "known:{id}"),
            Self::Report(id) => write!(f, "report:{id}"),
            Self::Import => f.write_str("import"),
            Self::Imported(part) => write!(f, "imported:{part:06}"),
            Self::AllImported => f.write_str("imported:*"),
        }
    }
}

impl From<StoredRecord> for String {
    fn from(record: StoredRecord) -> Self {
        record.to_string()
    }
}

impl TryFrom<String> for StoredRecord {
    type Error = UnknownRecord;

    fn try_from(name: String) -> Result<Self, UnknownRecord> {
        // Posts have colons in their names.
        if let Some(post) = name.strip_prefix("events:") {
            return Ok(Self::Events(post.to_owned()));
        }
        if let Some(post) = name.strip_prefix("excerpt:") {
            return Ok(match post {
                "*" => Self::AllExcerpts,
                post => Self::Excerpt(post.to_owned()),
            });
        }
        let mut parts = name.split(':');
        let parts = (parts.next(), parts.next(), parts.next());
        let number = |text: &str| text.parse::<usize>().ok();
        let record = match parts {
            (Some("profile"), None, None) => Some(Self::Profile),
            (Some("templates"), None, None) => Some(Self::Templates),
            (Some("own-templates"), None, None) => Some(Self::OwnTemplates),
            (Some("meanings"), None, None) => Some(Self::Meanings),
            (Some("replies"), None, None) => Some(Self::Replies),
            (Some("rewriting"), None, None) => Some(Self::Rewriting),
            (Some("checks"), None, None) => Some(Self::Checks),
            (Some("sent"), None, None) => Some(Self::Sent),
            (Some("topics"), None, None) => Some(Self::Topics),
            (Some("nicknames"), None, None) => Some(Self::Nicknames),
            (Some("bases"), None, None) => Some(Self::Bases),
            (Some("ways"), None, None) => Some(Self::Ways),
            (Some("synonyms"), None, None) => Some(Self::Synonyms),
            (Some("gaps"), None, None) => Some(Self::Gaps),
            (Some("links"), None, None) => Some(Self::Links),
            (Some("desk"), None, None) => Some(Self::Desk),
            (Some("targets"), None, None) => Some(Self::Targets),
            (Some("retention"), None, None) => Some(Self::Retention),
            (Some("erased"), None, None) => Some(Self::Erased),
            (Some("team"), None, None) => Some(Self::Team),
            (Some("managed"), None, None) => Some(Self::Managed),
            (Some("salt"), None, None) => Some(Self::Salt),
            (Some("base"), Some(id), None) => Some(Self::Base(id.to_owned())),
            (Some("sense"), Some(id), Some("*")) => Some(Self::AllSense(id.to_owned())),
            (Some("sense"), Some(id), Some(part)) => {
                number(part).map(|part| Self::Sense(id.to_owned(), part))
            }
            (Some("known"), Some(id), None) => Some(Self::Known(id.to_owned())),
            (Some("report"), Some(id), None) => Some(Self::Report(id.to_owned())),
            (Some("import"), None, None) => Some(Self::Import),
            (Some("imported"), Some("*"), None) => Some(Self::AllImported),
            (Some("imported"), Some(part), None) => number(part).map(Self::Imported),
            _ => None,
        };
        record.ok_or(UnknownRecord(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_is_found_by_its_name() {
        let id = || "help-1".to_owned();
        for record in [
            StoredRecord::Profile,
            StoredRecord::Templates,
            StoredRecord::OwnTemplates,
            StoredRecord::Meanings,
            StoredRecord::Replies,
            StoredRecord::Rewriting,
            StoredRecord::Checks,
            StoredRecord::Sent,
            StoredRecord::Topics,
            StoredRecord::Nicknames,
            StoredRecord::Bases,
            StoredRecord::Ways,
            StoredRecord::Synonyms,
            StoredRecord::Gaps,
            StoredRecord::Links,
            StoredRecord::Desk,
            StoredRecord::Targets,
            StoredRecord::Retention,
            StoredRecord::Erased,
            StoredRecord::Team,
            StoredRecord::Managed,
            StoredRecord::Salt,
            StoredRecord::Events("x:1".into()),
            StoredRecord::Excerpt("x:1".into()),
            StoredRecord::AllExcerpts,
            StoredRecord::Base(id()),
            StoredRecord::Sense(id(), 12),
            StoredRecord::AllSense(id()),
            StoredRecord::Known(id()),
            StoredRecord::Report(id()),
            StoredRecord::Import,
            StoredRecord::Imported(3),
            StoredRecord::AllImported,
        ] {
            assert_eq!(StoredRecord::try_from(record.to_string()), Ok(record));
        }
        assert!(StoredRecord::try_from("base".to_owned()).is_err());
    }
}
