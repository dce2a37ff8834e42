//! Who may do what at the team's server: its configuration, and the invitations.
//!
//! An account a brand, so that nobody reaches another brand's posts; within it every agent has a key of its own (an `NKey`) and
//! may write claims, read claims and names, and write what it did under its own name. Everything else is refused by the server,
//! whatever the browser of an agent sends.

use serde::{Deserialize, Serialize};

use crate::team::claim::AgentId;
use crate::text::base64;

mod server;

pub use server::{Cluster, Listen, configuration};

/// Before an invitation, so that it is told from any other text.
const INVITATION: &str = "handrail-team:";

/// Somebody who may reach the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Stands for the person at the server ([`agent_id`]).
    pub agent: AgentId,
    /// What colleagues read.
    pub name: String,
    /// The public half of the key: `U` and 55 letters and digits.
    pub public: String,
    /// Whether this is the lead, who sets the server up and tells it everybody's names.
    pub lead: bool,
}

/// Stands for a person at the server: the letters and digits of the name, in lower case, and a number where others have it.
#[must_use]
pub fn agent_id(name: &str, taken: &[Member]) -> AgentId {
    let mut id = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            id.push(letter.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(24);
    let id = id.trim_end_matches('-');
    let id = if id.is_empty() { "agent" } else { id };
    let is_free = |id: &str| taken.iter().all(|member| member.agent != id);
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut ids = std::iter::once(id.to_owned()).chain(numbered);
    ids.find(|id| is_free(id)).unwrap_or_default()
}

/// What one member may.
pub(super) fn user(member: &Member) -> String {
    let Member { agent, .. } = member;
    let audit = format!("audit.{agent}.>");
    let publish = if member.lead {
        [
            "$JS.API.>",
            "$JS.ACK.>",
            "$JS.FC.>",
            "$KV.claims.>",
            "$KV.roster.>",
            &audit,
        ]
        .map(str::to_owned)
        .to_vec()
    } else {
        let mut may = vec!["$JS.API.INFO".to_owned(), "$KV.claims.>".to_owned(), audit];
        for bucket in ["KV_claims", "KV_roster"] {
            may.extend([
                format!("$JS.API.STREAM.INFO.{bucket}"),
                format!("$JS.API.STREAM.MSG.GET.{bucket}"),
                format!("$JS.API.DIRECT.GET.{bucket}"),
                format!("$JS.API.DIRECT.GET.{bucket}.>"),
                format!("$JS.API.CONSUMER.CREATE.{bucket}"),
                format!("$JS.API.CONSUMER.CREATE.{bucket}.>"),
                format!("$JS.API.CONSUMER.INFO.{bucket}.>"),
                format!("$JS.API.CONSUMER.DELETE.{bucket}.>"),
                format!("$JS.FC.{bucket}.>"),
            ]);
        }
        may
    };
    let list = |subjects: &[String]| {
        let quoted: Vec<String> = subjects.iter().map(|subject| quoted(subject)).collect();
        quoted.join(", ")
    };
    format!(
        "      {{\n        # {}\n        nkey: {}\n        permissions: {{\n          publish: {{ allow: [{}] }}\n          subscribe: {{ allow: [{}] }}\n        }}\n      }}\n",
        one_line(&member.name),
        quoted(&member.public),
        list(&publish),
        list(&[format!("_INBOX_{agent}.>")]),
    )
}

/// A text that the server's parser takes as one.
pub(super) fn quoted(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}

/// In a remark, where a line's end would begin something else.
pub(super) fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// An invitation as the agent pastes it. `seed` is the secret half of the key.
#[must_use]
pub fn invitation(
    member: &Member,
    seed: &str,
    servers: &[String],
    brand: &str,
    all: &[Member],
) -> String {
    #[derive(Serialize)]
    struct Invitation<'a> {
        v: u32,
        servers: &'a [String],
        agent: &'a str,
        seed: &'a str,
        brand: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        names: Option<Vec<(&'a str, &'a str)>>,
    }
    let names = all
        .iter()
        .map(|member| (member.agent.as_str(), member.name.as_str()));
    let invitation = Invitation {
        v: 1,
        servers,
        agent: &member.agent,
        seed,
        brand,
        names: member.lead.then(|| names.collect()),
    };
    // A structure of numbers and text always becomes JSON.
    let bytes = serde_json::to_vec(&invitation).unwrap_or_default();
    format!("{INVITATION}{}", base64::encode(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(agent: &str, lead: bool) -> Member {
        Member {
            agent: agent.into(),
            name: format!("Example {agent}"),
            public: format!("U{}", agent.to_uppercase()),
            lead,
        }
    }

    fn listen(tls: Option<(String, String)>) -> Listen {
        Listen {
            port: 8443,
            tls,
            store: "/srv/handrail".into(),
            cluster: None,
        }
    }

    #[test]
    fn a_person_gets_an_id_that_nobody_else_has() {
        for (name, taken, id) in [
            ("Ann Example", &[][..], "ann-example"),
            ("Ann Example", &["ann-example"], "ann-example-2"),
            (
                "Ann Example",
                &["ann-example", "ann-example-2"],
                "ann-example-3",
            ),
            ("Zoë!", &[], "zo"),
            ("王", &[], "agent"),
            (
                "a very long name of somebody who has many names",
                &[],
                "a-very-long-name-of-some",
            ),
        ] {
            let taken: Vec<Member> = taken.iter().map(|agent| member(agent, false)).collect();
            assert_eq!(agent_id(name, &taken), id, "{name}");
        }
    }

    #[test]
    fn an_agent_writes_under_its_own_name_alone() {
        let conf = configuration(
            "Larkspur",
            &[member("ann", false), member("bob", false)],
            &listen(None),
        );
        let ann = conf.split("nkey").nth(1).unwrap();
        for may in ["audit.ann.>", "$KV.claims.>", "_INBOX_ann.>"] {
            assert!(ann.contains(&format!("\"{may}\"")), "{may}");
        }
        for may_not in [
            "audit.bob",
            "audit.>",
            "$KV.roster",
            "$JS.API.>",
            "STREAM.DELETE",
            "STREAM.PURGE",
            "_INBOX_bob",
            "\">\"",
        ] {
            assert!(!ann.contains(may_not), "{may_not}");
        }
    }

    #[test]
    fn what_people_are_called_is_never_a_part_of_the_configuration() {
        let mut evil = member("ann", false);
        evil.name = "x\n} accounts { EVIL { users: [{user: a, password: b}] } }".into();
        let conf = configuration(
            "y\nport: 1",
            &[evil],
            &listen(Some(("a\"b".into(), "c\\d".into()))),
        );
        assert!(
            conf.lines()
                .all(|line| !line.trim_start().starts_with("} accounts")
                    && !line.starts_with("port")),
            "{conf}"
        );
        assert!(
            conf.contains(r#"cert_file: "a\"b""#) && conf.contains(r#"key_file: "c\\d""#),
            "{conf}"
        );
    }

    #[test]
    fn without_a_certificate_only_this_machine_is_listened_to() {
        assert!(configuration("L", &[], &listen(None)).contains("host: \"127.0.0.1\""));
        let open = configuration("L", &[], &listen(Some(("c".into(), "k".into()))));
        assert!(!open.contains("no_tls") && open.contains("tls {"), "{open}");
    }

    #[test]
    fn only_the_lead_is_told_everybodys_names() {
        let all = [member("lead", true), member("ann", false)];
        let servers = ["wss://team.example".to_owned()];
        let texts = all
            .each_ref()
            .map(|member| invitation(member, "SUSEED", &servers, "Larkspur", &all));
        assert!(texts.iter().all(|text| text.starts_with("handrail-team:")));
        assert!(texts[0].len() > texts[1].len() + 40, "{texts:?}");
    }
}
