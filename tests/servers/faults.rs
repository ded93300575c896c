//! A network between a client and a server, with the faults that networks and servers have.
//!
//! Each connection carries one request. What becomes of it is decided by its method and path, and by how often it came.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// The server gets it without conditions, as if it did not know them, and its answer comes back.
    Answered { conditions: bool },
    /// The server is too busy.
    Busy,
    /// The server refuses what has conditions.
    Unimplemented,
    /// Nothing is answered.
    Dropped,
    /// The server does it, and half of its answer comes back.
    Cut,
    /// The server does it, and no answer comes back.
    Lost,
    /// Nobody says anything until the client gives up.
    Silent,
}

/// A request: `PUT /thung/a.html`, and how many with the same method and path came before.
pub(crate) struct Request<'r> {
    pub(crate) name: &'r str,
    pub(crate) before: usize,
    /// The number of other methods and paths that came before it for the first time.
    pub(crate) number: usize,
    pub(crate) has_condition: bool,
}

type Rule = Box<dyn Fn(&Request<'_>) -> Fate + Send + Sync>;

/// What has passed.
#[derive(Default)]
struct Passed {
    /// By method and path: the number of its first request, and how many came.
    requests: BTreeMap<String, (usize, usize)>,
    fates: BTreeMap<Fate, usize>,
}

/// A port behind which a server stands.
pub(crate) struct Network {
    pub(crate) port: u16,
    passed: Arc<Mutex<Passed>>,
}

impl Network {
    /// Lets requests through to a port of this machine by a rule.
    pub(crate) fn before(server: u16, rule: impl Fn(&Request<'_>) -> Fate + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let passed = Arc::new(Mutex::new(Passed::default()));
        let (here, rule): (_, Arc<Rule>) = (Arc::clone(&passed), Arc::new(Box::new(rule)));
        std::thread::spawn(move || {
            for client in listener.incoming().filter_map(Result::ok) {
                let (passed, rule) = (Arc::clone(&here), Arc::clone(&rule));
                // What breaks here is a fault of the network like others.
                std::thread::spawn(move || drop(pass(client, server, &passed, &rule)));
            }
        });
        Self { port, passed }
    }

    /// How many requests met a fate.
    pub(crate) fn met(&self, fate: Fate) -> usize {
        let passed = self.passed.lock().unwrap_or_else(PoisonError::into_inner);
        passed.fates.get(&fate).copied().unwrap_or(0)
    }
}

fn pass(mut client: TcpStream, server: u16, passed: &Mutex<Passed>, rule: &Rule) -> io::Result<()> {
    client.set_read_timeout(Some(Duration::from_secs(120)))?;
    let (head, body) = request(&mut client)?;
    match decided(&head, passed, rule) {
        Fate::Busy => {
            client.write_all(b"HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        }
        Fate::Unimplemented => client
            .write_all(b"HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        Fate::Dropped => client.shutdown(Shutdown::Both),
        Fate::Lost => answer(server, &head, &body, true).map(drop),
        Fate::Silent => client.read(&mut [0]).map(drop),
        Fate::Cut => {
            let answer = answer(server, &head, &body, true)?;
            client.write_all(&answer[..answer.len() / 2])
        }
        Fate::Answered { conditions } => client.write_all(&answer(server, &head, &body, conditions)?),
    }
}

fn decided(head: &str, passed: &Mutex<Passed>, rule: &Rule) -> Fate {
    let line = head.lines().next().unwrap_or_default();
    let name = line.split(['?', ' ']).take(2).collect::<Vec<_>>().join(" ");
    let mut passed = passed.lock().unwrap_or_else(PoisonError::into_inner);
    let next = passed.requests.len();
    let (number, count) =
        *passed.requests.entry(name.clone()).and_modify(|(_, count)| *count += 1).or_insert((next, 0));
    let has_condition = head.lines().any(is_condition);
    let fate = rule(&Request { name: &name, before: count, number, has_condition });
    *passed.fates.entry(fate).or_default() += 1;
    fate
}

fn is_condition(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    line.starts_with("if-match:") || line.starts_with("if-none-match:")
}

/// The head and the body of a request.
fn request(client: &mut TcpStream) -> io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        let mut part = [0; 4096];
        match client.read(&mut part)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            length => bytes.extend(&part[..length]),
        }
    };
    let mut body = bytes.split_off(end);
    let head = String::from_utf8_lossy(&bytes).into_owned();
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    let length: usize = length.unwrap_or(0);
    let known = body.len();
    body.resize(length.max(known), 0);
    client.read_exact(&mut body[known..])?;
    Ok((head, body))
}

/// What the server answers, as the last on its connection.
fn answer(server: u16, head: &str, body: &[u8], conditions: bool) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(("127.0.0.1", server))?;
    let lines =
        head.lines().filter(|line| !line.is_empty() && !line.to_ascii_lowercase().starts_with("connection:"));
    let lines = lines.filter(|line| conditions || !is_condition(line));
    let head: String = lines.map(|line| format!("{line}\r\n")).collect();
    stream.write_all(format!("{head}Connection: close\r\n\r\n").as_bytes())?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let line = answer.windows(2).position(|two| two == b"\r\n").map_or(0, |at| at + 2);
    answer.splice(line..line, b"Connection: close\r\n".iter().copied());
    Ok(answer)
}
