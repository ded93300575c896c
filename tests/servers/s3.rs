//! `publish` to storage that speaks S3, as networks and other publishers make it hard: busy and silent servers, cut and lost
//! answers, two machines at a time, storage without conditions.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bantin::file_list::{FileList, Sha256};
use libtest_mimic::Failed;

use crate::faults::{Fate, Network};
use crate::http::{Answer, get};
use crate::remote::{SECRET, Sender, copied, made, moto, signed};
use crate::running::{Running, free_port};
use crate::sample::run;

const ANSWERED: Fate = Fate::Answered { conditions: true };

/// A server with an empty bucket.
fn bucket() -> Result<(Running, u16), Failed> {
    let port = free_port();
    let mut server = Command::new(moto().ok_or("moto is not installed: see tests/servers/requirements.txt")?);
    server.args(["-H", "127.0.0.1", "-p", &port.to_string()]).stderr(Stdio::null());
    let running = Running::start(server, port)?;
    made("curl", &["-sf", "-X", "PUT", &format!("http://127.0.0.1:{port}/thung")])?;
    Ok((running, port))
}

/// A site that is published through a port.
fn sender(name: &str, port: u16) -> Sender {
    let mut sender = Sender::new(name);
    sender.environment.push(("AWS_ACCESS_KEY_ID", "khoa-thu".to_owned()));
    sender.environment.push(("AWS_SECRET_ACCESS_KEY", SECRET.to_owned()));
    sender.address = format!("s3://thung/tin?endpoint=http://127.0.0.1:{port}");
    sender
}

fn object(port: u16, path: &str) -> Answer {
    get(port, &signed(port, &format!("tin/{path}")), &[])
}

fn assert_bucket(port: u16, list: &FileList) {
    for (path, sum) in &list.files {
        let answer = object(port, path);
        assert_eq!((answer.status, Sha256::of(&answer.body)), (200, sum.sha256), "{path}");
        assert_eq!(answer.header("Content-Type"), Some(bantin::media_type::content_type(path)), "{path}");
        let rule = bantin::cache_rule::CacheRule::of(path);
        assert_eq!(answer.header("Cache-Control").as_deref(), Some(rule.header()), "{path}");
    }
    for left in [".bantin-lock.json", ".bantin-probe"] {
        assert_eq!(object(port, left).status, 404, "{left}");
    }
}

pub(crate) fn goes_through() -> Result<(), Failed> {
    let (_running, port) = bucket()?;
    let sender = sender("s3", port);
    sender.goes_through(true, |list| assert_bucket(port, list))?;
    let told = sender.publish(&["--dry-run"])?;
    assert!(!told.contains("note:"), "{told}");
    Ok(())
}

/// Every twentieth request meets each fault once, one of them a server that says nothing until the client gives up.
pub(crate) fn faults() -> Result<(), Failed> {
    let (_running, port) = bucket()?;
    let network = Network::before(port, |request| match (request.before, request.number % 20) {
        (0, _) if request.number == 30 => Fate::Silent,
        (0, 1) => Fate::Busy,
        (0, 6) => Fate::Dropped,
        (0, 11) => Fate::Cut,
        (0, 16) => Fate::Lost,
        _ => ANSWERED,
    });
    let sender = sender("s3-faults", network.port);
    sender.publish(&[])?;
    assert_bucket(port, &sender.list());
    sender.retitle("Nhan đề của lần sau");
    sender.publish(&[])?;
    assert_bucket(port, &sender.list());
    for fate in [Fate::Busy, Fate::Dropped, Fate::Cut, Fate::Lost] {
        assert!(network.met(fate) >= 5, "{fate:?}: {}", network.met(fate));
    }
    assert_eq!(network.met(Fate::Silent), 1);
    Ok(())
}

/// A server that is always busy ends the publish with its name, and nothing that readers see has changed.
pub(crate) fn busy() -> Result<(), Failed> {
    let (_running, port) = bucket()?;
    let before = sender("s3-busy", port);
    before.publish(&[])?;
    let list = before.list();
    let network =
        Network::before(port, |request| match request.name.starts_with("PUT /thung/tin/tin-tuc/") {
            true => Fate::Busy,
            false => ANSWERED,
        });
    let mut sender = before;
    let direct = std::mem::replace(
        &mut sender.address,
        format!("s3://thung/tin?endpoint=http://127.0.0.1:{}", network.port),
    );
    sender.retitle("Nhan đề chưa tới nơi");
    let Err(refused) = sender.publish(&[]) else { return Err("a busy server takes nothing".into()) };
    let said = refused.message().unwrap_or_default();
    assert!(said.contains("s3://thung/tin/") && said.contains("503"), "{said}");
    let page = object(port, "tin-tuc/bai-mot/index.html");
    assert_eq!(Sha256::of(&page.body), list.files["tin-tuc/bai-mot/index.html"].sha256);
    sender.address = direct;
    sender.publish(&[])?;
    assert_bucket(port, &sender.list());
    Ok(())
}

/// A second machine is refused while the first one is in the middle, and goes on afterwards.
pub(crate) fn second_publisher() -> Result<(), Failed> {
    static MAY_GO_ON: AtomicBool = AtomicBool::new(false);
    static IS_THERE: AtomicBool = AtomicBool::new(false);
    let (_running, port) = bucket()?;
    let network = Network::before(port, |request| {
        if request.name == "PUT /thung/tin/build.json" {
            IS_THERE.store(true, Ordering::SeqCst);
            (0..600)
                .take_while(|_| !MAY_GO_ON.load(Ordering::SeqCst))
                .for_each(|_| std::thread::sleep(Duration::from_millis(50)));
        }
        ANSWERED
    });
    let (first, second) = (sender("s3-first", network.port), sender("s3-second", port));
    let mut child = first.command(&["-q"]).stdout(Stdio::null()).spawn()?;
    (0..1200)
        .take_while(|_| !IS_THERE.load(Ordering::SeqCst))
        .for_each(|_| std::thread::sleep(Duration::from_millis(50)));
    let refused = second.publish(&[]);
    MAY_GO_ON.store(true, Ordering::SeqCst);
    assert!(child.wait()?.success(), "the first one is not disturbed");
    let Err(refused) = refused else { return Err("the second machine was let in".into()) };
    let said = refused.message().unwrap_or_default();
    assert!(said.contains("another machine is publishing"), "{said}");
    assert_bucket(port, &first.list());
    second.publish(&[])?;
    assert_bucket(port, &second.list());
    Ok(())
}

/// Of machines that begin in the same moment each is either through or refused, and what is there is whole.
pub(crate) fn race() -> Result<(), Failed> {
    let (_running, port) = bucket()?;
    let senders = ["s3-a", "s3-b", "s3-c"].map(|name| sender(name, port));
    let children = senders.iter().map(|sender| sender.command(&["-q"]).stderr(Stdio::piped()).spawn());
    let mut through = 0;
    for child in children.collect::<Result<Vec<_>, _>>()? {
        let mut child = child;
        let mut said = String::new();
        if let Some(mut stderr) = child.stderr.take() {
            stderr.read_to_string(&mut said)?;
        }
        let is_through = child.wait()?.success();
        through += usize::from(is_through);
        assert!(is_through || said.contains("another machine is publishing"), "{said}");
    }
    assert!(through >= 1, "one of them gets the lock");
    assert_bucket(port, &senders[0].list());
    Ok(())
}

/// Storage that does not look at conditions, or refuses them, is told, and published to all the same.
pub(crate) fn without_conditions() -> Result<(), Failed> {
    let (_running, port) = bucket()?;
    let rules: [fn(bool) -> Fate; 2] = [
        |_| Fate::Answered { conditions: false },
        |has_condition| if has_condition { Fate::Unimplemented } else { ANSWERED },
    ];
    let mut sender = sender("s3-plain", port);
    for (round, rule) in rules.into_iter().enumerate() {
        let network = Network::before(port, move |request| rule(request.has_condition));
        sender.address = format!("s3://thung/tin?endpoint=http://127.0.0.1:{}", network.port);
        sender.retitle(&format!("Nhan đề {round}"));
        let told = sender.publish(&[])?;
        assert!(told.contains("note: this storage knows no conditional writes"), "{told}");
        assert_bucket(port, &sender.list());
    }
    sender.address = format!("s3://thung/tin?endpoint=http://127.0.0.1:{port}");
    sender.retitle("Nhan đề sau cùng");
    let told = sender.publish(&[])?;
    assert!(!told.contains("note:"), "{told}");
    Ok(())
}

/// All objects, in the form that `compress=gzip` gives them; returns how many are compressed.
fn assert_packed(port: u16, list: &FileList) -> Result<usize, Failed> {
    let mut compressed = 0;
    for (path, sum) in &list.files {
        let answer = object(port, path);
        let (encoding, content_type) = (answer.header("Content-Encoding"), answer.header("Content-Type"));
        let mut body = answer.body;
        if encoding.as_deref() == Some("gzip") {
            let packed = std::mem::take(&mut body);
            flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut body)?;
            assert!(packed.len() < body.len(), "{path}");
            compressed += 1;
        }
        let is_long = path.ends_with(".html") && sum.size >= 1024;
        assert_eq!(encoding.is_some(), is_long || encoding.is_some() && !path.ends_with(".png"), "{path}");
        assert_eq!(Sha256::of(&body), sum.sha256, "{path}");
        assert_eq!(content_type, Some(bantin::media_type::content_type(path)), "{path}");
    }
    Ok(compressed)
}

/// With `compress=gzip` texts have one form, and it is told whom that shuts out.
pub(crate) fn compressed() -> Result<(), Failed> {
    let (_running, port) = bucket()?;
    let mut sender = sender("s3-gzip", port);
    sender.address += "&compress=gzip";
    let told = sender.publish(&[])?;
    assert!(told.contains("note: texts in this storage are compressed with gzip"), "{told}");
    let list = sender.list();
    let compressed = assert_packed(port, &list)?;
    assert!(compressed > 10, "{compressed}");
    assert!(sender.publish(&[])?.starts_with("0 files new, 0 changed, 0 to delete"));
    fs::write(sender.site().join("content/static/moi.txt"), "mới\n".repeat(1000))?;
    run(&sender.site(), &["build", "--now", "2026-11-22"]);
    sender.publish(&[])?;
    assert_eq!(object(port, "moi.txt").header("Content-Encoding").as_deref(), Some("gzip"));
    sender.retitle("Nhan đề của lần sau");
    let told = sender.publish(&[])?;
    assert!(copied(&told) > 5, "{told}");
    assert_packed(port, &sender.list())?;
    let encoding = |path: &str| object(port, path).header("Content-Encoding");
    let before = encoding("index.html");
    assert_eq!(before.as_deref(), Some("gzip"));
    // Whoever leaves the option out has every text as it is, and the other way round.
    let plain = sender.address.replace("&compress=gzip", "");
    let packed = std::mem::replace(&mut sender.address, plain);
    let told = sender.publish(&[])?;
    assert!(!told.starts_with("0 files new, 0 changed"), "{told}");
    assert_bucket(port, &sender.list());
    for path in sender.list().files.keys() {
        assert_eq!(encoding(path), None, "{path}");
    }
    sender.address = packed;
    sender.publish(&[])?;
    assert_eq!(encoding("index.html"), before);
    assert!(sender.publish(&[])?.starts_with("0 files new, 0 changed, 0 to delete"));
    Ok(())
}
