//! Addresses in one way of writing, so that one page is one article.

use url::Url;

/// The longest address that is followed.
const MAX_LEN: usize = 2_000;

/// Parameters that name a visit and not a page.
const VISIT: [&str; 16] = [
    "sid",
    "sessionid",
    "session_id",
    "phpsessid",
    "jsessionid",
    "aspsessionid",
    "cfid",
    "cftoken",
    "gclid",
    "fbclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "_ga",
    "ref_src",
    "yclid",
];

/// An address of the web in one way of writing: no fragment, no user name, no parameters that name a visit. `base` is
/// the page that it stands on, if it may be relative.
pub(super) fn canonical(address: &str, base: Option<&str>) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.len() > MAX_LEN {
        return None;
    }
    let base = base.and_then(|base| Url::parse(base).ok());
    let mut url = Url::options().base_url(base.as_ref()).parse(address).ok()?;
    if !matches!(url.scheme(), "https" | "http") || !url.username().is_empty() {
        return None;
    }
    url.set_fragment(None);
    if let Some((path, _)) = url.path().split_once(";jsessionid=") {
        let path = path.to_owned();
        url.set_path(&path);
    }
    // Parameters that stay keep their way of writing: a page may tell `+` from `%20`.
    if let Some(query) = url.query() {
        let kept: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !names_a_visit(pair))
            .collect();
        let kept = (!kept.is_empty()).then(|| kept.join("&"));
        url.set_query(kept.as_deref());
    }
    Some(url.into()).filter(|url: &String| url.len() <= MAX_LEN)
}

fn names_a_visit(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_lowercase();
    name.starts_with("utm_") || VISIT.contains(&name.as_str())
}

/// Scheme, host and port: what a permission is asked for and what `robots.txt` is about. Without the crate `url`, whose
/// tables the engine would have to carry along for this alone.
pub(super) fn origin(address: &str) -> Option<String> {
    let (scheme, host, _) = parts(address)?;
    let usual = if scheme == "https" { ":443" } else { ":80" };
    let host = host.strip_suffix(usual).unwrap_or(&host);
    Some(format!("{scheme}://{host}"))
}

/// Scheme, host with port, and the rest of an address; only what a host may be made of.
fn parts(address: &str) -> Option<(&'static str, String, &str)> {
    let schemes = [("https", "https://"), ("http", "http://")];
    let (scheme, rest) = schemes.into_iter().find_map(|(scheme, begin)| {
        let (head, rest) = address.split_at_checked(begin.len())?;
        head.eq_ignore_ascii_case(begin).then_some((scheme, rest))
    })?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at(end);
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
    let named = host.chars().any(|c| c.is_ascii_alphanumeric());
    (named && host.chars().all(fits)).then(|| (scheme, host.to_ascii_lowercase(), rest))
}

/// Path and query, as `robots.txt` compares them.
pub(super) fn path_and_query(address: &str) -> String {
    Url::parse(address).map_or_else(
        |_| "/".to_owned(),
        |url| match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        },
    )
}

/// Checks an address that a person gives: `https://…`, or `http://…` on this very machine.
///
/// # Errors
/// What is wrong with it and what to do, as sentences.
pub(super) fn given(address: &str) -> Result<String, &'static str> {
    let address = address.trim();
    if address.is_empty() {
        return Err("There is no address. Write one that begins with https://.");
    }
    let odd = |c: char| c.is_whitespace() || c.is_control();
    let Some((scheme, host, rest)) = parts(address).filter(|_| !address.contains(odd)) else {
        return Err(
            "This is no address of the web. Write one that begins with https://, and a host in plain letters.",
        );
    };
    let whole = format!("{scheme}://{host}{rest}");
    if address.len() > MAX_LEN {
        return Err("This address is too long. At most 2,000 letters are followed.");
    }
    if scheme == "http" && !is_loopback(&whole) {
        return Err("This address is not encrypted. Write one that begins with https://.");
    }
    Ok(whole)
}

/// Whether the address is on this very machine.
#[must_use]
pub fn is_loopback(address: &str) -> bool {
    let Some((_, host, _)) = parts(address) else {
        return false;
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => &host,
    };
    let numbers = name.split('.').map(str::parse::<u8>);
    let numbers: Vec<u8> = numbers.filter_map(Result::ok).collect();
    matches!(name, "localhost" | "[::1]") || (numbers.len() == 4 && numbers.first() == Some(&127))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_address() {
        let base = Some("https://help.larkspur.example/en/a/?x=1");
        for (address, expected) in [
            (
                "HTTPS://Help.Larkspur.example:443/a#top",
                Some("https://help.larkspur.example/a"),
            ),
            (
                "/a?utm_source=x&b=2&SID=9",
                Some("https://help.larkspur.example/a?b=2"),
            ),
            (
                "../b;jsessionid=77?",
                Some("https://help.larkspur.example/en/b"),
            ),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("https://bank.example@evil.example/", None),
            ("https://", None),
            ("", None),
        ] {
            assert_eq!(canonical(address, base).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn only_encrypted_addresses_are_taken_except_on_this_machine() {
        for (address, good) in [
            ("https://help.larkspur.example", true),
            ("http://help.larkspur.example", false),
            ("http://127.0.0.1:8080/x", true),
            ("http://[::1]/x", true),
            ("http://localhost/x", true),
            ("http://localhost.larkspur.example/x", false),
            ("ftp://help.larkspur.example", false),
            ("help.larkspur.example", false),
        ] {
            assert_eq!(given(address).is_ok(), good, "{address}");
        }
    }
}
