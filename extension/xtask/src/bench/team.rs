//! Agents race for posts at a real team's server, alone and in a cluster in which something goes wrong.

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::browsers::Which;
use crate::shell::{self, Step, run};
use crate::{build, install, npm};

/// What `tests/benches/team.mjs` prints.
#[derive(Deserialize)]
struct Measured {
    agents: u32,
    posts: u32,
    wants: u32,
    won: u32,
    double: u32,
    handled: u32,
    /// Whatever is not as it must be: the first few, and how many.
    faults: Vec<String>,
    wrong: u32,
    agreed: Times,
    marked: Times,
    /// From the moment at which it went wrong until a claim that was wanted since was agreed upon, in milliseconds.
    recovered: Option<u32>,
    /// How long it was wrong.
    after: Option<u32>,
    seconds: f64,
    servers: Vec<Server>,
}

/// In milliseconds.
#[derive(Deserialize)]
struct Times {
    p50: Option<f64>,
    p95: Option<f64>,
    longest: Option<f64>,
}

/// What a server took in and gave out, and its memory in bytes.
#[derive(Deserialize)]
struct Server {
    messages: [u64; 2],
    bytes: [u64; 2],
    memory: u64,
}

/// What is played: its name for the script, and for whoever reads.
const PLAYS: [(&[&str], &str); 10] = [
    (
        &["race", "20", "500"],
        "20 agents want each of 500 posts, all at once",
    ),
    (
        &["race", "20", "500", "150"],
        "the same, seven posts a second",
    ),
    (
        &["race", "200", "50", "2500"],
        "200 agents want each of 50 posts, one in 2.5 seconds",
    ),
    (&["calm"], "three servers, nothing wrong"),
    (&["leader"], "the leader is killed"),
    (&["paused"], "the leader is paused"),
    (&["partition"], "the leader is cut off"),
    (&["clocks"], "clocks differ by 10 minutes"),
    (&["slow"], "every wire takes 150 ms more"),
    (
        &["lost"],
        "the leader loses what it stored, three browsers begin anew",
    ),
];

/// Plays them one after another. A post of two agents, or a lost mark, is a failure.
pub(crate) fn run_all(as_built: bool) -> Result<()> {
    if !as_built {
        build::build(Which::Chromium, false)?;
    }
    let nats = install::nats()?;
    run(shell::cargo().args(["build", "--quiet", "--bin", "handrail"]))?;
    let mut wrong = 0;
    for (args, name) in PLAYS {
        let step = Step::new(name);
        let mut node = npm::node();
        node.args(["--experimental-websocket", "tests/benches/team.mjs"])
            .args(args)
            .env(install::NATS, &nats)
            .env("HANDRAIL_PROGRAM", shell::target("debug/handrail"));
        let out = run(&mut node)?;
        let line = out.lines().last().unwrap_or_default();
        let got: Measured = serde_json::from_str(line).with_context(|| out.clone())?;
        step.done("");
        wrong += got.wrong + u32::from(got.won != got.posts);
        print(&got);
    }
    if wrong > 0 {
        bail!("a post was two agents', nobody's, or lost its mark");
    }
    Ok(())
}

fn print(got: &Measured) {
    let time = |time: Option<f64>| time.map_or("-".to_owned(), |time| format!("{time:.1}"));
    println!(
        "    {} agents, {} claims for {} posts: {} won, {} two agents' at once, {} handled, {} wrong; {:.1} s",
        got.agents, got.wants, got.posts, got.won, got.double, got.handled, got.wrong, got.seconds
    );
    for fault in &got.faults {
        println!("      {fault}");
    }
    println!(
        "    agreed after {} ms, 95 of 100 in {}, the longest {}; on colleagues' pages after {}, {}, {}",
        time(got.agreed.p50),
        time(got.agreed.p95),
        time(got.agreed.longest),
        time(got.marked.p50),
        time(got.marked.p95),
        time(got.marked.longest)
    );
    if let (Some(recovered), Some(after)) = (got.recovered, got.after) {
        println!(
            "    agreed upon again {recovered} ms after it went wrong, which lasted {after} ms"
        );
    }
    for (number, server) in (1..).zip(&got.servers) {
        let [taken, given] = server.messages;
        let [read, written] = server.bytes;
        println!(
            "    server {number}: {taken} messages in, {given} out; {read} and {written} bytes; {} MB of memory",
            server.memory / 1_000_000
        );
    }
}
