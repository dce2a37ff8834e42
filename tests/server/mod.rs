//! A web server of a test's own, on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// An answer: status, headers and body. A length that is given stands for the body's own.
#[derive(Clone, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) length: Option<usize>,
}

pub(crate) fn reply(status: u16, body: impl Into<Vec<u8>>) -> Reply {
    Reply {
        status,
        body: body.into(),
        ..Reply::default()
    }
}

pub(crate) fn redirect(to: &str) -> Reply {
    Reply {
        headers: vec![("Location", to.to_owned())],
        ..reply(302, "")
    }
}

pub(crate) fn page(title: &str) -> Vec<u8> {
    format!("<html lang=en><body><main><h1>{title}</h1><p>The text of {title} is here, and long enough.</p></main>")
        .into_bytes()
}

/// What was asked for so far.
pub(crate) type Log = Arc<Mutex<Vec<String>>>;

/// Begins to serve: `answer` gets the path, its header lines and how often it was asked for before.
pub(crate) fn serve(
    answer: impl Fn(&str, &[String], usize) -> Reply + Send + 'static,
) -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let log = Log::default();
    let seen = Arc::clone(&log);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            // A client that was killed may leave a broken connection.
            let Ok(stream) = stream else { continue };
            let _ = one(stream, &answer, &seen);
        }
    });
    (address, log)
}

fn one(
    mut stream: TcpStream,
    answer: &impl Fn(&str, &[String], usize) -> Reply,
    log: &Log,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().unwrap_or(Ok(String::new()))?;
    let mut headers = Vec::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        headers.push(line);
    }
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let times = {
        let mut log = log.lock().unwrap();
        log.push(path.clone());
        log.iter().filter(|own| **own == path).count() - 1
    };
    let reply = answer(&path, &headers, times);
    let length = reply.length.unwrap_or(reply.body.len());
    let mut head = format!(
        "HTTP/1.1 {} X\r\nContent-Length: {length}\r\nConnection: close\r\n",
        reply.status
    );
    for (name, value) in &reply.headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    stream.write_all(&reply.body)
}
