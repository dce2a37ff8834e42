//! Addresses of servers that a person has named.

/// Scheme, host and port of an address that may be asked, such as `https://models.example`: https, or http on this machine;
/// without a name, a question or a fragment in it. `None` where it is not so.
#[must_use]
pub fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let name = rest.split('/').next().unwrap_or(rest);
    let (host, port) = name.split_once(':').unwrap_or((name, "443"));
    let own = matches!(host, "localhost" | "127.0.0.1");
    let fits = match scheme {
        "https" => true,
        "http" => own,
        _ => false,
    };
    let named = host
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
        && host.starts_with(|c: char| c.is_ascii_alphanumeric());
    let port = port.parse::<u16>().is_ok_and(|port| port > 0);
    let plain = |c: char| c.is_ascii_graphic() && !"<>\"{}\\^`|?#@".contains(c);
    let whole = fits && named && port && rest.chars().all(plain);
    whole.then(|| url.get(..scheme.len() + 3 + name.len()))?
}
