//! The configuration of `nats-server`.

use super::{Member, one_line, quoted, user};

/// The largest message that the server takes, in bytes: a claim is far smaller.
const LARGEST: usize = 8_192;

/// Where the server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listen {
    /// The port for browsers.
    pub port: u16,
    /// Files with certificate and key; without, only this machine itself is listened to.
    pub tls: Option<(String, String)>,
    /// Where the server keeps what it holds.
    pub store: String,
    /// Its place in a cluster, if it is one of several.
    pub cluster: Option<Cluster>,
}

/// One of several servers that hold everything together: it goes on while more than half of them are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// Which one this is, from 1.
    pub number: usize,
    /// Where each is reached by the others, `host:port`, in the order of their numbers.
    pub routes: Vec<String>,
    /// The file with the certificates that the servers know each other by.
    pub ca: Option<String>,
}

/// The configuration of `nats-server`.
#[must_use]
pub fn configuration(brand: &str, members: &[Member], at: &Listen) -> String {
    let websocket = match &at.tls {
        Some((cert, key)) => format!(
            "  port: {}\n  tls {{\n    cert_file: {}\n    key_file: {}\n  }}\n",
            at.port,
            quoted(cert),
            quoted(key)
        ),
        None => format!(
            "  host: \"127.0.0.1\"\n  port: {}\n  no_tls: true\n",
            at.port
        ),
    };
    let users: String = members.iter().map(user).collect();
    let cluster = at.cluster.as_ref();
    let cluster = cluster.map_or_else(String::new, |cluster| together(cluster, at));
    format!(
        "# The team's server of Handrail, made by `handrail team`: make it again rather than change it.\n\
         # For {}.\n\
         {cluster}\
         listen: \"127.0.0.1:-1\"\n\
         max_payload: {LARGEST}\n\
         jetstream {{\n  store_dir: {}\n}}\n\
         websocket {{\n{websocket}}}\n\
         accounts {{\n  TEAM {{\n    jetstream: enabled\n    users: [\n{users}    ]\n  }}\n}}\n",
        one_line(brand),
        quoted(&at.store),
    )
}

/// What makes a server one of a cluster. The servers know each other by certificates, but on one machine.
fn together(cluster: &Cluster, at: &Listen) -> String {
    let own = cluster.number.saturating_sub(1);
    let others = cluster.routes.iter().enumerate();
    let others: Vec<String> = others
        .filter(|(at, _)| *at != own)
        .map(|(_, route)| quoted(&format!("nats-route://{route}")))
        .collect();
    let here = cluster.routes.get(own).map_or("", String::as_str);
    let (host, port) = here.rsplit_once(':').unwrap_or((here, "6222"));
    let host = if at.tls.is_some() { "0.0.0.0" } else { host };
    let tls = match (&at.tls, &cluster.ca) {
        (Some((cert, key)), Some(ca)) => format!(
            "  tls {{\n    cert_file: {}\n    key_file: {}\n    ca_file: {}\n    verify: true\n  }}\n",
            quoted(cert),
            quoted(key),
            quoted(ca)
        ),
        _ => String::new(),
    };
    format!(
        "server_name: \"handrail-{}\"\n\
         cluster {{\n  name: \"handrail\"\n  listen: {}\n  no_advertise: true\n{tls}  routes: [{}]\n}}\n",
        cluster.number,
        quoted(&format!("{host}:{port}")),
        others.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cluster(tls: bool) -> Listen {
        let file = |name: &str| name.to_owned();
        Listen {
            port: 8443,
            tls: tls.then(|| (file("c.pem"), file("k.pem"))),
            store: file("/srv/handrail"),
            cluster: Some(Cluster {
                number: 2,
                routes: ["one", "two", "three"]
                    .map(|name| format!("{name}.example:6222"))
                    .into(),
                ca: tls.then(|| file("ca.pem")),
            }),
        }
    }

    #[test]
    fn a_server_of_a_cluster_seeks_the_others_and_is_sure_of_them() {
        let conf = configuration("Larkspur", &[], &cluster(true));
        for part in [
            r#"server_name: "handrail-2""#,
            r#"routes: ["nats-route://one.example:6222", "nats-route://three.example:6222"]"#,
            r#"listen: "0.0.0.0:6222""#,
            r#"ca_file: "ca.pem""#,
            "verify: true",
        ] {
            assert!(conf.contains(part), "{part}: {conf}");
        }
    }

    #[test]
    fn a_server_alone_is_told_nothing_of_others() {
        let alone = Listen {
            cluster: None,
            ..cluster(true)
        };
        let conf = configuration("Larkspur", &[], &alone);
        assert!(
            !conf.contains("cluster") && !conf.contains("server_name"),
            "{conf}"
        );
    }
}
