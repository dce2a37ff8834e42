//! What was asked of servers: each with what it was for, how often, and how much was sent.

use super::form;
use crate::protocol::Failure;
use crate::wasm::pages::app::To;
use crate::wasm::pages::chrome::{Asking, NetworkLog, ServerAsked, network};
use crate::wasm::pages::offer;
use crate::wasm::pages::parts;
use crate::wasm::pages::view::{El, button, div, el, p};
use crate::wasm::pages::words;

#[derive(Clone)]
pub(super) enum Msg {
    Got(Result<NetworkLog, Failure>),
    Look,
    Save,
}

/// The section's state.
pub(super) struct Network {
    log: Option<Result<NetworkLog, Failure>>,
}

impl Network {
    pub(super) fn new(to: &To<Msg>) -> Self {
        to.send(Msg::Look);
        Self { log: None }
    }

    pub(super) fn update(&mut self, msg: Msg, to: &To<Msg>) {
        match msg {
            Msg::Got(log) => self.log = Some(log),
            Msg::Look => to.later(async { Msg::Got(network().await) }),
            Msg::Save => {
                if let Some(Ok(log)) = &self.log {
                    offer::file("handrail-network-log.csv", &table(&log.requests));
                }
            }
        }
    }

    pub(super) fn view(&self, to: &To<Msg>) -> El {
        let section = form::section(
            "network",
            &words::t("network_title"),
            &words::t("network_intro"),
        );
        let log = match &self.log {
            None => return section,
            Some(Err(failure)) => return section.add(parts::failed(&words::failure(failure))),
            Some(Ok(log)) => log,
        };
        let since = words::moment(log.since);
        let said = if log.servers.is_empty() {
            words::with("network_none", &[&since])
        } else {
            let all = log.servers.iter().map(|server| server.times).sum();
            words::count_with("network_some", all, &[&since])
        };
        let look = button("")
            .text(words::t("network_look"))
            .click(to, Msg::Look);
        let save = (!log.requests.is_empty()).then(|| {
            button("quiet")
                .text(words::t("network_save"))
                .click(to, Msg::Save)
        });
        section
            .add(p("sum", &said).key("sum").attr("role", "status"))
            .maybe((!log.servers.is_empty()).then(|| servers(&log.servers)))
            .maybe((!log.requests.is_empty()).then(|| requests(&log.requests)))
            .add(div("row").add(look).maybe(save))
    }
}

fn head(keys: &[&str]) -> El {
    let cells = keys
        .iter()
        .map(|key| el("th").attr("scope", "col").text(words::t(key)));
    el("thead").add(el("tr").all(cells))
}

fn cell(text: impl Into<String>) -> El {
    el("td").text(text)
}

fn servers(servers: &[ServerAsked]) -> El {
    let rows = servers.iter().map(|server| {
        el("tr")
            .add(el("th").attr("scope", "row").theirs(&*server.host))
            .add(cell(purpose(&server.purpose)))
            .add(cell(words::t(&format!("network_sent_{}", server.purpose))))
            .add(cell(words::whole(server.times)))
            .add(cell(words::whole(server.bytes)))
            .add(cell(words::moment(server.last)))
    });
    div("scrolled")
        .key("servers")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", words::t("network_servers"))
        .add(
            el("table")
                .add(el("caption").text(words::t("network_servers")))
                .add(head(&[
                    "network_server",
                    "network_for",
                    "network_sent",
                    "network_times",
                    "network_bytes",
                    "network_last",
                ]))
                .add(el("tbody").all(rows)),
        )
}

fn requests(requests: &[Asking]) -> El {
    let rows = requests.iter().map(|one| {
        let answer = one.status.map_or_else(
            || words::t("network_no_answer"),
            |status| status.to_string(),
        );
        el("tr")
            .add(cell(words::moment(one.at)))
            .add(el("td").theirs(&*one.host))
            .add(cell(purpose(&one.purpose)))
            .add(cell(&*one.method))
            .add(cell(words::whole(one.bytes)))
            .add(cell(answer))
    });
    el("details")
        .key("requests")
        .add(el("summary").text(words::count("network_newest", requests.len())))
        .add(
            div("scrolled")
                .attr("tabindex", "0")
                .attr("role", "group")
                .attr("aria-label", words::t("network_requests"))
                .add(
                    el("table")
                        .add(head(&[
                            "network_when",
                            "network_server",
                            "network_for",
                            "network_method",
                            "network_bytes",
                            "network_answer",
                        ]))
                        .add(el("tbody").all(rows)),
                ),
        )
}

fn purpose(code: &str) -> String {
    words::t(&format!("network_for_{code}"))
}

/// For a spreadsheet. Hosts and methods have no commas.
fn table(requests: &[Asking]) -> String {
    let mut lines = vec!["time,server,purpose,method,bytes sent,status".to_owned()];
    lines.extend(requests.iter().map(|one| {
        let status = one.status.map(|status| status.to_string());
        format!(
            "{},{},{},{},{},{}",
            words::exact(one.at),
            one.host,
            one.purpose,
            one.method,
            one.bytes,
            status.unwrap_or_default()
        )
    }));
    lines.push(String::new());
    lines.join("\n")
}
