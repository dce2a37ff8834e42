//! Fetching, one address at a time: no cookies, few redirections, and none to a host that nobody named.

use std::io::Read;
use std::time::Duration;

use handrail::knowledge::source::{Fetch, Fetched, address};
use ureq::http::{HeaderMap, StatusCode};
use ureq::{Agent, Body};
use url::Url;

/// Redirections of one address.
const MAX_REDIRECTS: usize = 5;
/// How long one address may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// Says who asks.
const AGENT: &str = concat!("handrail/", env!("CARGO_PKG_VERSION"));

/// Something that fetches.
#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
    hosts: Vec<String>,
}

impl Client {
    /// A client that contacts these hosts (scheme, name and port) and no others.
    pub(super) fn new(hosts: Vec<String>) -> Self {
        let mut config = Agent::config_builder()
            .user_agent(AGENT)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(PATIENCE));
        if hosts.iter().all(|host| address::is_loopback(host)) {
            config = config.proxy(None);
        }
        Self {
            agent: config.build().into(),
            hosts,
        }
    }

    /// Fetches, following redirections.
    ///
    /// # Errors
    /// Why nothing came.
    pub(super) fn fetch(&self, fetch: &Fetch) -> Result<Fetched, String> {
        let mut url = fetch.url.clone();
        for _ in 0..=MAX_REDIRECTS {
            let mut request = self.agent.get(&url).header("Accept", "*/*");
            if let Some(etag) = &fetch.etag {
                request = request.header("If-None-Match", etag);
            }
            if let Some(modified) = &fetch.modified {
                request = request.header("If-Modified-Since", modified);
            }
            let response = request.call().map_err(|error| error.to_string())?;
            let (head, body) = response.into_parts();
            if let Some(next) = redirection(&url, head.status, &head.headers) {
                let host = Url::parse(&next).map(|next| next.origin().ascii_serialization());
                let allowed = host.is_ok_and(|host| self.hosts.contains(&host));
                url = next;
                if allowed {
                    continue;
                }
                // It says where it leads to, and nobody goes there.
                return Ok(Fetched {
                    url: fetch.url.clone(),
                    final_url: url,
                    status: 200,
                    ..Fetched::default()
                });
            }
            return whole(fetch, url, head.status, &head.headers, body);
        }
        Err("it redirects again and again".into())
    }
}

/// Where an answer redirects to.
fn redirection(from: &str, status: StatusCode, headers: &HeaderMap) -> Option<String> {
    let redirects = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = headers.get("location").filter(|_| redirects)?;
    let next = Url::parse(from).ok()?.join(location.to_str().ok()?).ok()?;
    Some(next.into())
}

fn whole(
    fetch: &Fetch,
    final_url: String,
    status: StatusCode,
    headers: &HeaderMap,
    body: Body,
) -> Result<Fetched, String> {
    let header = |name: &str| {
        let value = headers.get(name)?.to_str().ok()?;
        Some(value.to_owned())
    };
    let robots = headers.get_all("x-robots-tag").iter();
    let robots: Vec<&str> = robots.filter_map(|value| value.to_str().ok()).collect();
    let mut bytes = Vec::new();
    let most = u64::try_from(fetch.most).unwrap_or(u64::MAX);
    body.into_reader()
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    let cut = bytes.len() > fetch.most;
    bytes.truncate(fetch.most);
    Ok(Fetched {
        url: fetch.url.clone(),
        final_url,
        status: status.as_u16(),
        etag: header("etag"),
        modified: header("last-modified"),
        retry_after: header("retry-after"),
        robots: Some(robots.join(",")).filter(|robots| !robots.is_empty()),
        content_type: header("content-type"),
        body: bytes,
        cut,
    })
}
