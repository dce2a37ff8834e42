//! `handrail team`: what the team's server needs to know, and an invitation for everybody.

use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use handrail::team::accounts::{Cluster, Listen, Member, agent_id, configuration, invitation};
use nkeys::KeyPair;

use crate::failure::Failure;

/// Makes the team's server ready: its configuration for nats-server, and an invitation for everybody who is named.
///
/// In the folder: nats.conf, members.json (who there is; no secrets), and invitations/NAME.txt, which each person pastes into the
/// options of Handrail once, and which is deleted then: whoever has the text is that person. Called again it adds people, or
/// with --remove takes them out; the others' invitations stay good. Afterwards the server reads its configuration anew (nats-server
/// --signal reload). A stolen computer reaches what its agent reaches until that agent is removed: states of posts, and everybody's
/// names.
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The folder.
    #[arg(long)]
    out: PathBuf,
    /// The brand's name, as in its profile.
    #[arg(long)]
    brand: String,
    /// Where browsers reach the server, such as `wss://team.example:8443`; may be given for each server of a cluster.
    #[arg(long, required = true)]
    server: Vec<String>,
    /// The name of a lead, who sets the server up by joining first.
    #[arg(long)]
    lead: Vec<String>,
    /// The name of an agent.
    #[arg(long)]
    agent: Vec<String>,
    /// The name of somebody who is to be let in no longer.
    #[arg(long)]
    remove: Vec<String>,
    /// The port on which the server listens for browsers.
    #[arg(long, default_value_t = 8443)]
    port: u16,
    /// The file with the server's certificate. Without one it listens to this machine alone.
    #[arg(long, requires = "key")]
    cert: Option<String>,
    /// The file with the key of the certificate.
    #[arg(long, requires = "cert")]
    key: Option<String>,
    /// Where the server keeps what it holds.
    #[arg(long, default_value = "./jetstream")]
    store: String,
    /// Makes a cluster: where each server is reached by the others, `host:port`, once for each --server and in that order.
    /// There is then a configuration for each, nats-1.conf and so on, whose port for browsers is that of its --server.
    #[arg(long)]
    route: Vec<String>,
    /// The file with the certificates that the cluster's servers know each other by.
    #[arg(long, requires = "cert")]
    ca: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let listens = listens(args)?;
    let listed = args.out.join("members.json");
    let mut members = known(&listed)?;
    for name in &args.remove {
        let before = members.len();
        members.retain(|member| member.name != *name);
        if members.len() == before {
            return Err(Failure::Message(format!(
                "nobody is called “{name}” in {}",
                listed.display()
            )));
        }
    }
    let folder = args.out.join("invitations");
    fs::create_dir_all(&folder).map_err(|error| said(&folder, &error))?;
    let named = args.lead.iter().map(|name| (name, true));
    let mut seeds = Vec::new();
    for (name, lead) in named.chain(args.agent.iter().map(|name| (name, false))) {
        if members.iter().any(|member| member.name == *name) {
            return Err(Failure::Message(format!(
                "“{name}” is there already: remove the old one first, or add something to the name"
            )));
        }
        let key = KeyPair::new_user();
        let seed = key
            .seed()
            .map_err(|error| Failure::Message(format!("no key could be made: {error}")))?;
        members.push(Member {
            agent: agent_id(name, &members),
            name: name.clone(),
            public: key.public_key(),
            lead,
        });
        seeds.push(seed);
    }
    let new = members.len() - seeds.len();
    for (member, seed) in members.iter().skip(new).zip(&seeds) {
        let text = invitation(member, seed, &args.server, &args.brand, &members);
        write(&folder.join(format!("{}.txt", member.agent)), &text)?;
    }
    let mut written = Vec::new();
    for listen in &listens {
        let path = args.out.join(match &listen.cluster {
            Some(cluster) => format!("nats-{}.conf", cluster.number),
            None => "nats.conf".to_owned(),
        });
        write(&path, &configuration(&args.brand, &members, listen))?;
        written.push(path);
    }
    let list = serde_json::to_string_pretty(&members)
        .map_err(|error| Failure::Message(error.to_string()))?;
    write(&listed, &list)?;
    for path in written {
        writeln!(stdout(), "{}", path.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Where the server listens, or each of a cluster's.
fn listens(args: &Args) -> Result<Vec<Listen>, Failure> {
    let fail = |words: &str| Err(Failure::Message(words.to_owned()));
    let listen = |port, store, cluster| Listen {
        port,
        tls: args.cert.clone().zip(args.key.clone()),
        store,
        cluster,
    };
    if args.route.is_empty() {
        return Ok(vec![listen(args.port, args.store.clone(), None)]);
    }
    if args.route.len() != args.server.len() {
        return fail("a cluster needs --route once for each --server, in the same order");
    }
    if args.route.len() < 3 || args.route.len().is_multiple_of(2) {
        return fail(
            "a cluster has three servers, or five: with an even number no more of them may fail",
        );
    }
    let near = |route: &String| {
        ["127.0.0.1:", "localhost:", "[::1]:"]
            .iter()
            .any(|host| route.starts_with(host))
    };
    if !args.route.iter().all(near) && args.ca.is_none() {
        return fail(
            "servers on several machines speak to each other encrypted: give --cert, --key and --ca",
        );
    }
    let each = args.server.iter().enumerate();
    each.map(|(at, server)| {
        let url = url::Url::parse(server).ok();
        let port = url
            .and_then(|url| url.port_or_known_default())
            .ok_or_else(|| {
                Failure::Message(format!(
                    "“{server}” is no address such as wss://team.example:8443"
                ))
            })?;
        let cluster = Cluster {
            number: at + 1,
            routes: args.route.clone(),
            ca: args.ca.clone(),
        };
        let store = format!("{}/{}", args.store.trim_end_matches('/'), at + 1);
        Ok(listen(port, store, Some(cluster)))
    })
    .collect()
}

/// Who there is already.
fn known(listed: &Path) -> Result<Vec<Member>, Failure> {
    if !listed.exists() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(listed).map_err(|error| said(listed, &error))?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::Message(format!("{}: {error}", listed.display())))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| said(path, &error))
}

fn said(path: &Path, error: &std::io::Error) -> Failure {
    Failure::file(&path.display().to_string(), error)
}
