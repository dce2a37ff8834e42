//! E-mail addresses, and whose they are.

use crate::reply::check::Outgoing;
use crate::reply::check::read::chunks;
use crate::reply::phrase::Words;
use crate::span::Span;
use crate::text::fold::fold;

/// An e-mail address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reply::check) struct Mail {
    pub(in crate::reply::check) span: Span,
    /// Lower case, as `name@host`.
    pub(in crate::reply::check) address: String,
}

/// Names of mailboxes that belong to no person.
const ROLES: &[&str] = &[
    "help",
    "support",
    "care",
    "info",
    "contact",
    "hello",
    "service",
    "customer",
    "press",
    "billing",
    "feedback",
    "complaints",
    "social",
    "sales",
    "enquir",
    "inquir",
    "office",
    "team",
    "orders",
    "returns",
    "refunds",
    "privacy",
    "abuse",
    "security",
    "noreply",
    "no-reply",
    "ayuda",
    "atencion",
    "kundenservice",
    "kontakt",
    "relations",
    "twitter",
    "tweet",
    "baggage",
    "claims",
    "jobs",
    "careers",
    "dataprotection",
    "phish",
    "fraud",
    "media",
    "web",
    "online",
    "guest",
    "store",
    "client",
    "assist",
    "response",
    "admin",
];
/// Hosts where people have their own addresses.
const PRIVATE: &[&str] = &[
    "gmail",
    "googlemail",
    "hotmail",
    "yahoo",
    "outlook",
    "live",
    "icloud",
    "aol",
    "gmx",
    "web",
    "msn",
    "protonmail",
    "proton",
    "ymail",
    "me",
    "orange",
    "laposte",
    "t-online",
    "btinternet",
    "sky",
    "wanadoo",
    "libero",
];
/// Words before an address that customers are asked to write to.
const OURS: &[&str] = &[
    "e-mail/write/contact/mail/reach/forward/send/message/drop us/to/it/them/this/our/an/your/the/me",
    "via e-mail",
    "e-mail address is",
    "at our",
    "by e-mail",
    "to/at our",
    "contact/e-mail",
    "us at/via/on",
];
const THEIRS: &[&str] = &[
    "your ?account ?registered e-mail/address/account/login",
    "you at/as/on",
    "confirmation",
    "login ?is",
    "account ?of",
];

/// The addresses of a text; those written with "(at)" too.
pub(in crate::reply::check) fn mails(text: &str) -> Vec<Mail> {
    let parts: Vec<(Span, &str)> = chunks(text).collect();
    let mut found = Vec::new();
    for (at, (span, chunk)) in parts.iter().enumerate() {
        let folded = fold(chunk);
        if let Some(address) = address(&folded) {
            found.push(Mail {
                span: *span,
                address,
            });
        } else if matches!(folded.as_str(), "at" | "[at]" | "{at}" | "at]" | "(at")
            && text.get(span.end..).is_some_and(|rest| rest.starts_with([')', ' ']) || folded.contains('['))
            && let (Some(before), Some((end, host))) = (at.checked_sub(1).and_then(|at| parts.get(at)), parts.get(at + 1))
            // A bare "at" between two words is one everywhere; in brackets it is not.
            && (folded != "at" || text.get(..span.start).is_some_and(|text| text.ends_with('(')))
            && let Some(address) = address(&format!("{}@{}", fold(before.1), fold(host)))
        {
            found.push(Mail {
                span: Span::new(before.0.start, end.end),
                address,
            });
        }
    }
    found
}

fn address(chunk: &str) -> Option<String> {
    let chunk = chunk
        .rsplit("mailto:")
        .next()?
        .trim_matches(['<', '>', '[', ']', '(', ')']);
    let (name, host) = chunk.split_once('@')?;
    let name_fits = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._%+-".contains(c));
    let host_fits = host.split('.').count() > 1
        && host.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
        && host
            .rsplit('.')
            .next()
            .is_some_and(|last| last.len() > 1 && last.chars().all(char::is_alphabetic));
    (name_fits && host_fits).then(|| format!("{name}@{host}"))
}

impl Mail {
    fn parts(&self) -> (&str, &str) {
        self.address.split_once('@').unwrap_or_default()
    }

    /// Whether people have their own addresses at this host.
    fn is_private(&self) -> bool {
        let host = self.parts().1;
        let first = host.split('.').next().unwrap_or_default();
        PRIVATE.contains(&first)
    }

    /// Whether nobody's own address is this: a role's, or one at the brand's own host.
    pub(in crate::reply::check) fn is_ours(&self, out: &Outgoing<'_>) -> bool {
        let (name, host) = self.parts();
        let host: String = host.chars().filter(|c| c.is_alphanumeric()).collect();
        let brand = fold(out.brand);
        let names = brand
            .split_whitespace()
            .chain(out.own_handles.iter().map(String::as_str));
        let at_brand = names
            .map(fold)
            .any(|name| name.len() >= 4 && host.contains(&name));
        !self.is_private() && (at_brand || ROLES.iter().any(|role| name.contains(role)))
    }

    /// Whether the words before it say that it is the customer's, or nothing says that it is ours.
    pub(in crate::reply::check) fn is_customers(&self, text: &str, out: &Outgoing<'_>) -> bool {
        if self.is_ours(out) {
            return false;
        }
        let words = Words::new(text.get(..self.span.start).unwrap_or_default());
        let from = words.0.len().saturating_sub(6);
        let near = Words(words.0.get(from..).unwrap_or_default().to_vec());
        near.any(THEIRS).is_some() || near.any(OURS).is_none()
    }
}
