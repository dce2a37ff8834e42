//! An address that customers cannot or should not reach: this machine, a private network, the desk's own tools.

use super::read::Read;
use super::{Check, Finding};
use crate::span::Span;

/// Last parts of names that no public server has (RFC 6762, RFC 8375, and what companies use).
const ENDINGS: &[&str] = &[
    "localhost",
    "local",
    "internal",
    "corp",
    "lan",
    "intranet",
    "intra",
    "localdomain",
    "home.arpa",
];
/// Parts of names that companies give to what is theirs alone.
const PARTS: &[&str] = &[
    "intranet",
    "corp",
    "internal",
    "staging",
    "stage",
    "uat",
    "preprod",
    "sandbox",
    "jira",
    "confluence",
    "grafana",
    "sharepoint",
    "vpn",
];
/// Hosts of tools whose pages need a colleague's account, with the beginning of their paths.
const TOOLS: &[(&str, &str)] = &[
    ("atlassian.net", ""),
    ("sharepoint.com", ""),
    ("docs.google.com", "/document/d/"),
    ("docs.google.com", "/spreadsheets/d/"),
    ("drive.google.com", ""),
    ("zendesk.com", "/agent"),
    ("lightning.force.com", ""),
    ("service-now.com", ""),
    ("slack.com", "/archives"),
    ("notion.so", ""),
];
/// Beginnings of paths behind which are tools.
const PATHS: &[&str] = &[
    "/admin",
    "/wp-admin",
    "/administrator",
    "/backoffice",
    "/internal",
    "/agent/",
    "/phpmyadmin",
];

#[derive(Debug)]
pub(super) struct InternalUrl;

impl Check for InternalUrl {
    fn code(&self) -> &'static str {
        "internal_url"
    }

    fn find(&self, reply: &Read<'_>) -> Option<Finding> {
        let hosts = &reply.out.policy.internal_hosts;
        let inside = reply
            .chunks()
            .filter(|(_, chunk)| is_internal(chunk, hosts));
        let spans: Vec<Span> = inside.map(|(span, _)| span).collect();
        let first = spans.first()?.slice(reply.out.text);
        Some(Finding::holds(spans.clone()).with(first))
    }
}

fn is_internal(chunk: &str, hosts: &[String]) -> bool {
    let address = chunk.to_ascii_lowercase();
    if address.starts_with("file:") || address.starts_with("\\\\") {
        return true;
    }
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest))
            if scheme.ends_with("http") || scheme.ends_with("https") || scheme == "ftp" =>
        {
            (true, rest)
        }
        Some(_) => return false,
        None => (false, address.as_str()),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let mail = !scheme && authority.contains('@');
    let shaped = host.split('.').all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    if mail
        || !shaped
        || !(scheme || host.contains('.') || (host == "localhost" && !port.is_empty()))
    {
        return false;
    }
    let below = |parent: &str| {
        host == parent
            || host
                .strip_suffix(parent)
                .is_some_and(|rest| rest.ends_with('.'))
    };
    let listed = hosts.iter().any(|own| {
        below(
            own.trim()
                .trim_start_matches('.')
                .to_ascii_lowercase()
                .as_str(),
        )
    });
    let named = ENDINGS.iter().any(|ending| below(ending));
    let tool = TOOLS
        .iter()
        .any(|(parent, start)| below(parent) && path.starts_with(start));
    if let Some(private) = private_address(host) {
        return private && (!port.is_empty() || path.len() > 1 || !is_gateway(host));
    }
    // A word such as "corp" is a part of the name, never its end ("internal.example" is, "example.internal" is above).
    let labels: Vec<&str> = host.split('.').collect();
    let (_, inner) = labels.split_last().unwrap_or((&"", &[]));
    let (_, inner) = inner.split_last().unwrap_or((&"", &[]));
    let part = inner.iter().any(|label| PARTS.contains(label));
    let last = labels
        .last()
        .is_some_and(|last| last.len() > 1 && last.chars().all(|c| c.is_ascii_alphabetic()));
    listed || named || ((tool || part || PATHS.iter().any(|start| path_is(path, start))) && last)
}

fn path_is(path: &str, start: &str) -> bool {
    path.strip_prefix(start).is_some_and(|rest| {
        rest.is_empty() || start.ends_with('/') || rest.starts_with(['/', '?', '#', '.'])
    })
}

/// Whether an address in numbers is of a private network (RFC 1918, RFC 3927, loopback); `None` for names.
fn private_address(host: &str) -> Option<bool> {
    let address: core::net::Ipv4Addr = host.parse().ok()?;
    Some(address.is_private() || address.is_loopback() || address.is_link_local())
}

/// The addresses of customers' own routers, which they are often asked to open.
fn is_gateway(host: &str) -> bool {
    host == "10.0.0.1"
        || (host.starts_with("192.168.") && (host.ends_with(".1") || host.ends_with(".254")))
}
