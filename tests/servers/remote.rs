//! `publish` to a real sshd and vsftpd on this machine: everything arrives, also after the
//! program was killed half-way, a rollback brings back what was there, and no secret is told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use bantin::file_list::FileList;
use bantin::verify::{Fault, verify_folder};
use libtest_mimic::Failed;

use crate::running::{Running, free_port, program};
use crate::sample::{copy, run};

/// A password that must be seen nowhere.
pub(crate) const SECRET: &str = "mat-khau-0f3a9c";

/// How often a publish is killed before it may end.
const KILLS: u64 = 7;

/// A built site, and how its program is started.
pub(crate) struct Sender {
    place: PathBuf,
    /// The article that gets another title.
    article: &'static str,
    pub(crate) address: String,
    pub(crate) environment: Vec<(&'static str, String)>,
}

impl Sender {
    /// Of the small site.
    pub(crate) fn new(name: &str) -> Self {
        Self::of(name, "tests/fixtures/small/content", "bai-mot.md")
    }

    /// Of the section itself.
    fn of_section(name: &str) -> Self {
        Self::of(name, "content", "2018/trung-tam-phuc-vu-hanh-chinh-cong-hoat-dong.md")
    }

    fn of(name: &str, content: &str, article: &'static str) -> Self {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("remote").join(name);
        let _ = fs::remove_dir_all(&place);
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(content), &place.join("site/content"));
        let sender = Self { place, article, address: String::new(), environment: Vec::new() };
        sender.build();
        sender
    }

    fn build(&self) {
        run(&self.site(), &["build", "--now", "2026-11-22"]);
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.place.join("site")
    }

    pub(crate) fn list(&self) -> FileList {
        FileList::parse(&fs::read(self.site().join("public/files.json")).expect("a list"))
            .expect("a sound list")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_bantin"));
        program
            .args(["--lang", "en", "--root"])
            .arg(self.site())
            .args(["publish", &self.address])
            .args(arguments);
        program.envs(self.environment.iter().map(|(name, value)| (name, value))).stdin(Stdio::null());
        program
    }

    /// Publishes, and returns what was said.
    pub(crate) fn publish(&self, arguments: &[&str]) -> Result<String, Failed> {
        let output = self.command(arguments).output()?;
        let said =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(!said.contains(SECRET), "a secret is told");
        if output.status.success() { Ok(said) } else { Err(said.into()) }
    }

    /// Publishes, killed a few times, until it is through.
    fn publish_at_last(&self) -> Result<(), Failed> {
        for round in 1..=KILLS {
            let mut child = self.command(&["-q"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
            std::thread::sleep(Duration::from_millis(round * round * 40));
            let _ = child.kill();
            child.wait()?;
        }
        self.publish(&[]).map(|_| ())
    }

    pub(crate) fn retitle(&self, title: &str) {
        let path = self.site().join("content/articles").join(self.article);
        let text = fs::read_to_string(&path).expect("the article");
        let line = text.lines().find(|line| line.starts_with("title:")).expect("a title").to_owned();
        fs::write(path, text.replacen(&line, &format!("title: {title}"), 1)).expect("written");
        self.build();
    }

    /// Publishes twice and goes back, asking each time whether the place holds what it should. `copies` tells whether the
    /// place makes files out of others that it holds.
    pub(crate) fn goes_through(&self, copies: bool, holds: impl Fn(&FileList)) -> Result<(), Failed> {
        self.publish_at_last()?;
        let first = self.list();
        holds(&first);
        self.retitle("Nhan đề của lần sau");
        let told = self.publish(&[])?;
        assert!(!told.starts_with("0 files new, 0 changed"), "{told}");
        assert_eq!(copied(&told) > 5, copies, "most of the index has another path only: {told}");
        holds(&self.list());
        assert!(self.publish(&[])?.starts_with("0 files new, 0 changed, 0 to delete"));
        self.publish(&["--rollback"])?;
        holds(&first);
        Ok(())
    }
}

/// How many files were copied where they are.
pub(crate) fn copied(told: &str) -> usize {
    let number = told.split(" copied there").next().and_then(|before| before.rsplit(' ').next());
    number.and_then(|number| number.replace(',', "").parse().ok()).unwrap_or_default()
}

/// A folder that a server wrote.
fn assert_folder(folder: &Path, list: &FileList) {
    let differences = verify_folder(folder, list, &|| {}).differences;
    let wrong: Vec<_> = differences.iter().filter(|one| one.fault != Fault::Unlisted).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let left = differences.iter().find(|one| one.path.contains(".bantin-new") || one.path.contains("lock"));
    assert_eq!(left, None, "nothing half-done is left");
}

pub(crate) fn made(program: &str, arguments: &[&str]) -> Result<(), Failed> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output()?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned().into())
    }
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// Publishes to an sshd of this test, with rsync or without it.
fn ssh(name: &str, with_rsync: bool) -> Result<(), Failed> {
    let mut sender = if with_rsync { Sender::of_section(name) } else { Sender::new(name) };
    let (place, port) = (sender.place.clone(), free_port());
    for key in ["host", "user"] {
        made("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", &text(&place.join(key))])?;
    }
    fs::create_dir_all("/run/sshd")?;
    fs::write(
        place.join("sshd_config"),
        format!(
            "ListenAddress 127.0.0.1:{port}\nHostKey {0}/host\nAuthorizedKeysFile {0}/user.pub\nPidFile none\nUsePAM no\n\
             StrictModes no\nPermitRootLogin yes\nPasswordAuthentication no\nSubsystem sftp internal-sftp\n",
            place.display()
        ),
    )?;
    let mut server = Command::new(program("sshd").ok_or("sshd is not installed")?);
    server.arg("-D").arg("-q").arg("-f").arg(place.join("sshd_config"));
    let _running = Running::start(server, port)?;
    let options = "-o StrictHostKeyChecking=no -o LogLevel=ERROR -o IdentitiesOnly=yes";
    let command = format!("ssh -i {0}/user -o UserKnownHostsFile={0}/known {options}", place.display());
    sender.environment.push(("BANTIN_SSH_COMMAND", command));
    if !with_rsync {
        let programs = place.join("programs");
        fs::create_dir_all(&programs)?;
        for name in ["ssh", "sftp"] {
            std::os::unix::fs::symlink(program(name).ok_or("no OpenSSH")?, programs.join(name))?;
        }
        sender.environment.push(("PATH", text(&programs)));
    }
    let user = String::from_utf8(Command::new("id").arg("-un").output()?.stdout)?;
    let served = place.join("www/tin");
    sender.address = format!("ssh://{}@127.0.0.1:{port}{}", user.trim(), served.display());
    sender.goes_through(true, |list| assert_folder(&served, list))
}

pub(crate) fn rsync() -> Result<(), Failed> {
    ssh("rsync", true)
}

pub(crate) fn sftp() -> Result<(), Failed> {
    ssh("sftp", false)
}

/// vsftpd asks for the session of the first connection in all others, as it does where nobody says otherwise. Its own list
/// of ciphers (DES alone) is from another time; whoever switches encryption on has to name others.
pub(crate) fn ftp() -> Result<(), Failed> {
    let mut sender = Sender::new("ftp");
    let (place, port) = (sender.place.clone(), free_port());
    let authority = certificates(&place, 2)?;
    let served = place.join("root/www");
    fs::create_dir_all(&served)?;
    made("chown", &["ftp", &text(&served)])?;
    fs::create_dir_all("/run/vsftpd/empty")?;
    fs::write(
        place.join("vsftpd.conf"),
        format!(
            "listen=YES\nlisten_ipv6=NO\nlisten_address=127.0.0.1\nlisten_port={port}\nbackground=NO\nanonymous_enable=YES\nlocal_enable=NO\n\
             anon_root={0}/root\nwrite_enable=YES\nanon_upload_enable=YES\nanon_mkdir_write_enable=YES\nanon_other_write_enable=YES\n\
             anon_umask=022\nanon_world_readable_only=NO\nsecure_chroot_dir=/run/vsftpd/empty\nseccomp_sandbox=NO\nxferlog_enable=NO\n\
             ssl_enable=YES\nallow_anon_ssl=YES\nforce_anon_data_ssl=YES\nforce_anon_logins_ssl=YES\n\
             ssl_ciphers=HIGH\nrsa_cert_file={0}/host.pem\nrsa_private_key_file={0}/host.key\n",
            place.display()
        ),
    )?;
    let mut server = Command::new(program("vsftpd").ok_or("vsftpd is not installed")?);
    server.arg(place.join("vsftpd.conf"));
    let _running = Running::start(server, port)?;
    sender.environment.push(("SSL_CERT_FILE", text(&authority)));
    sender.environment.push(("BANTIN_FTP_PASSWORD", SECRET.to_owned()));
    sender.address = format!("ftps://anonymous@127.0.0.1:{port}/www/tin");
    sender.goes_through(false, |list| assert_folder(&served.join("tin"), list))
}

/// An authority, whose path is returned, and a certificate of `localhost` that it signed, which ends in so many days.
pub(crate) fn certificates(place: &Path, days: i32) -> Result<PathBuf, Failed> {
    let openssl = |command: &str| {
        let output = Command::new("openssl").args(command.split(' ')).current_dir(place).output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(()) } else { Err(Failed::from(said)) }
    };
    let key = "-newkey rsa:2048 -nodes";
    openssl(&format!(
        "req -x509 {key} -days 90 -subj /CN=authority.example -keyout authority.key -out authority.pem"
    ))?;
    openssl(&format!("req {key} -subj /CN=localhost -keyout host.key -out host.csr"))?;
    fs::write(place.join("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n")?;
    let authority = "-CA authority.pem -CAkey authority.key -CAcreateserial";
    openssl(&format!("x509 -req -days {days} -in host.csr {authority} -extfile names -out host.pem"))?;
    Ok(place.join("authority.pem"))
}

/// Where moto stands, which speaks S3: in an environment of Python beside this file, or on the path.
pub(crate) fn moto() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/servers/.venv/bin/moto_server");
    if own.is_file() { Some(own) } else { program("moto_server") }
}

/// The path and signature of a request for an object.
pub(crate) fn signed(port: u16, key: &str) -> String {
    use rusty_s3::{Bucket, Credentials, S3Action as _, UrlStyle};
    let endpoint = format!("http://127.0.0.1:{port}").parse().expect("an address");
    let bucket = Bucket::new(endpoint, UrlStyle::Path, "thung", "us-east-1").expect("a bucket");
    let url =
        bucket.get_object(Some(&Credentials::new("khoa-thu", SECRET)), key).sign(Duration::from_secs(60));
    format!("{}?{}", url.path(), url.query().unwrap_or_default())
}
