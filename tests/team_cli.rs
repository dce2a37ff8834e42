//! `handrail team`: the server's configuration and the invitations, as somebody types for them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("handrail-team-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }

    fn team(&self, more: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_handrail"))
            .args([
                "team",
                "--brand",
                "Larkspur",
                "--server",
                "wss://team.example",
                "--out",
            ])
            .arg(&self.0)
            .args(more)
            .output()
            .unwrap()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn everybody_gets_an_invitation_and_the_server_knows_no_secret() {
    let folder = Folder::new("new");
    let output = folder.team(&["--lead", "Lea Example", "--agent", "Ann Example"]);
    assert!(output.status.success(), "{}", said(&output));
    for agent in ["lea-example", "ann-example"] {
        assert!(
            folder
                .read(&format!("invitations/{agent}.txt"))
                .starts_with("handrail-team:")
        );
    }
    for name in ["nats.conf", "members.json"] {
        let text = folder.read(name);
        let secret = |word: &str| word.len() > 50 && word.starts_with("SU");
        assert!(
            !text.split(|c: char| !c.is_ascii_alphanumeric()).any(secret),
            "{name}"
        );
        assert_eq!(text.matches("\"U").count(), 2, "{name}");
    }
}

#[test]
fn people_come_and_go_and_the_others_stay_who_they_are() {
    let folder = Folder::new("change");
    folder.team(&["--lead", "Lea Example", "--agent", "Ann Example"]);
    let ann = folder.read("invitations/ann-example.txt");
    let before = folder.read("nats.conf");
    let output = folder.team(&["--agent", "Bob Example"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(folder.read("invitations/ann-example.txt"), ann);
    let key = |conf: &str, name: &str| {
        let of = conf.split(&format!("# {name}\n")).nth(1)?;
        of.lines().next().map(str::to_owned)
    };
    let after = folder.read("nats.conf");
    assert_eq!(key(&before, "Ann Example"), key(&after, "Ann Example"));
    assert!(key(&after, "Bob Example").is_some());
    let output = folder.team(&["--remove", "Ann Example"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(key(&folder.read("nats.conf"), "Ann Example").is_none());
}

#[test]
fn what_cannot_be_done_says_why_and_changes_nothing() {
    let folder = Folder::new("wrong");
    folder.team(&["--lead", "Lea Example"]);
    let before = folder.read("members.json");
    for (more, why) in [
        (&["--agent", "Lea Example"][..], "is there already"),
        (&["--remove", "Nobody Example"], "nobody is called"),
        (&["--cert", "a.pem"], "--key"),
    ] {
        let output = folder.team(more);
        assert!(!output.status.success());
        assert!(said(&output).contains(why), "{}", said(&output));
        assert_eq!(folder.read("members.json"), before);
    }
}

#[test]
fn a_cluster_is_one_configuration_a_server_each_with_its_own_port_and_store() {
    let folder = Folder::new("cluster");
    let server = |number: u16| format!("ws://127.0.0.1:{}", 9_000 + number);
    let output = Command::new(env!("CARGO_BIN_EXE_handrail"))
        .args(["team", "--brand", "Larkspur", "--lead", "Lea Example"])
        .args([
            "--server",
            &server(1),
            "--server",
            &server(2),
            "--server",
            &server(3),
        ])
        .args([
            "--route",
            "127.0.0.1:6221",
            "--route",
            "127.0.0.1:6222",
            "--route",
            "127.0.0.1:6223",
        ])
        .arg("--out")
        .arg(&folder.0)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    for number in 1..=3 {
        let conf = folder.read(&format!("nats-{number}.conf"));
        assert!(conf.contains(&format!("port: 900{number}")), "{conf}");
        assert!(conf.contains(&format!("jetstream/{number}\"")), "{conf}");
        assert_eq!(conf.matches("nats-route://").count(), 2, "{conf}");
    }
}

#[test]
fn a_cluster_that_cannot_be_says_why() {
    let folder = Folder::new("no-cluster");
    for (more, why) in [
        (
            &["--route", "a.example:6222", "--route", "b.example:6222"][..],
            "once for each --server",
        ),
        (&["--route", "a.example:6222"], "three servers"),
    ] {
        let output = folder.team(&[&["--lead", "Lea Example"], more].concat());
        assert!(!output.status.success());
        assert!(said(&output).contains(why), "{}", said(&output));
    }
    let far = [
        "--server",
        "wss://b.example",
        "--server",
        "wss://c.example",
        "--route",
        "a.example:1",
        "--route",
        "b.example:1",
        "--route",
        "c.example:1",
        "--lead",
        "Lea Example",
    ];
    let output = folder.team(&far);
    assert!(said(&output).contains("encrypted"), "{}", said(&output));
    assert!(!folder.0.exists(), "nothing is half-written");
}
