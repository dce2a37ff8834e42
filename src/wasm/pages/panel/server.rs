//! Servers of a site that anybody may run one of: Handrail works on those that the person has named, one permission each.

use super::super::chrome;
use super::super::parts;
use super::super::view::{El, button, div, p};
use super::super::words;
use super::{Msg, To};

/// What came of starting or stopping on a server.
#[derive(Clone)]
pub(super) enum Done {
    /// Nothing was asked for yet.
    Nothing,
    /// It works there from now on.
    Begun,
    /// It no longer does, once the page is loaded again.
    Ended,
    /// The browser was not allowed to.
    Refused,
    /// In words.
    Failed(String),
}

/// The server in `https://social.example/home`; none where it is no page that Handrail could work on.
pub(super) fn of(address: &str) -> Option<String> {
    let (host, _) = address.strip_prefix("https://")?.split_once('/')?;
    let is_name = host.contains('.') && !host.contains(['@', ' ']);
    is_name.then(|| host.to_owned())
}

/// Asks the browser and then begins. The browser asks only while the click lasts, so that comes first; it may close the
/// panel meanwhile, so the background hears of the wish before.
pub(super) fn begin(host: String, to: &To<Msg>) {
    let given = chrome::may_contact(std::slice::from_ref(&host));
    to.later(async move {
        let wished = chrome::server_add(host.clone()).await;
        if !given.await {
            let _ = chrome::server_remove(host).await;
            return Msg::Server(Done::Refused);
        }
        Msg::Server(match wished {
            Ok(()) => Done::Begun,
            Err(failure) => Done::Failed(words::failure(&failure)),
        })
    });
}

/// Ends the work on a server, and gives the permission back.
pub(super) fn end(host: String, to: &To<Msg>) {
    to.later(async move {
        Msg::Server(match chrome::server_remove(host).await {
            Ok(()) => Done::Ended,
            Err(failure) => Done::Failed(words::failure(&failure)),
        })
    });
}

/// Where Handrail is not at work: what it works on, and the offer to work here.
pub(super) fn offer(host: Option<&str>, done: &Done, to: &To<Msg>) -> El {
    let offered = host.filter(|_| !matches!(done, Done::Begun));
    div("notice")
        .attr("role", "status")
        .add(p("", &words::t("panel_no_site")))
        .maybe(offered.map(|host| {
            div("row").add(
                button("")
                    .text(words::with("panel_server_begin", &[host]))
                    .click(to, Msg::Begin(host.to_owned())),
            )
        }))
        .maybe(offered.map(|_| p("hint", &words::t("panel_server_what"))))
        .maybe(said(done))
}

/// Where it is at work on such a server: the way out.
pub(super) fn leave(host: &str, done: &Done, to: &To<Msg>) -> El {
    div("row")
        .add(
            button("quiet")
                .text(words::with("panel_server_end", &[host]))
                .click(to, Msg::End(host.to_owned())),
        )
        .maybe(said(done))
}

fn said(done: &Done) -> Option<El> {
    match done {
        Done::Nothing => None,
        Done::Begun => Some(p("hint", &words::t("panel_server_begun"))),
        Done::Ended => Some(p("hint", &words::t("panel_server_ended"))),
        Done::Refused => Some(p("hint", &words::t("panel_server_refused"))),
        Done::Failed(why) => Some(parts::failed(why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_servers_are_offered() {
        assert_eq!(
            of("https://social.example/home").as_deref(),
            Some("social.example")
        );
        for address in [
            "",
            "http://social.example/",
            "chrome://extensions/",
            "https://localhost/",
            "https://a@b.example/",
        ] {
            assert_eq!(of(address), None, "{address}");
        }
    }
}
