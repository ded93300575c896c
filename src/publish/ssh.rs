//! A folder of a host, by the programs of OpenSSH: they know the keys, the agent and `~/.ssh/config` of whoever publishes.
//!
//! Files are uploaded by rsync where both sides have it, else by SFTP, each to a temporary name that is then renamed. A
//! library would have to be told all that OpenSSH knows already, and brings a hundred crates along.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::diagnostic::{Diagnostic, localized};
use crate::publish::address::{Host, Secrets};
use crate::publish::program::fed;
use crate::publish::{Target, failure, is_own, unreachable};

/// A folder of a host.
pub(super) struct Ssh {
    host: Host,
    /// The program and its options.
    ssh: Vec<String>,
    /// Whether rsync works; `None` before the first try.
    has_rsync: Option<bool>,
    /// For files on their way.
    scratch: std::path::PathBuf,
}

/// What `rsync` answers where the other side has none, or does not let it run.
const NO_RSYNC: [i32; 3] = [12, 126, 127];

impl Ssh {
    /// Errors: there is no room for temporary files.
    pub(super) fn new(host: Host, secrets: &Secrets) -> Result<Self, Diagnostic> {
        let ssh =
            secrets.ssh_command.as_deref().unwrap_or("ssh").split_whitespace().map(str::to_owned).collect();
        let scratch = std::env::temp_dir().join(format!("bantin-{}", std::process::id()));
        let this = Self { host, ssh, has_rsync: None, scratch };
        fs::create_dir_all(&this.scratch).map_err(|error| unreachable(&this.shown(), &error))?;
        Ok(this)
    }

    /// The host as OpenSSH wants it.
    fn destination(&self) -> String {
        match &self.host.user {
            Some(user) => format!("{user}@{}", self.host.name),
            None => self.host.name.clone(),
        }
    }

    /// Runs commands of SFTP; the first that fails ends it, unless it begins with `-`.
    fn sftp(&self, commands: &str) -> Result<(), Diagnostic> {
        let mut program = Command::new("sftp");
        program.args(["-q", "-b", "-"]);
        if self.ssh.len() > 1 {
            program.args(&self.ssh[1..]);
        }
        if let Some(program_path) = self.ssh.first().filter(|name| *name != "ssh") {
            program.arg("-S").arg(program_path);
        }
        if let Some(port) = self.host.port {
            program.args(["-P", &port.to_string()]);
        }
        program.arg(self.destination());
        let output = fed(program, commands.as_bytes()).map_err(|error| unreachable(&self.shown(), &error))?;
        if output.status.success() { Ok(()) } else { Err(self.said(&output)) }
    }

    fn said(&self, output: &Output) -> Diagnostic {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("?").trim().to_owned();
        unreachable(&self.shown(), &last).help(localized!(
            "thử `ssh {0}`: khóa phải được máy ấy nhận, tên máy phải có trong `known_hosts`",
            "try `ssh {0}`: the host must know the key, and `known_hosts` the host",
            self.destination()
        ))
    }

    fn remote(&self, path: &str) -> String {
        quoted(&format!("{}/{path}", self.host.folder))
    }

    /// Uploads by rsync. `None` if one side has none.
    fn rsync(&self, from: &Path, paths: &[&str]) -> Option<Result<(), Diagnostic>> {
        let mut shell = self.ssh.join(" ");
        if let Some(port) = self.host.port {
            shell += &format!(" -p {port}");
        }
        let mut program = Command::new("rsync");
        // Contents alone tell what is new: what was asked for is written.
        program.args([
            "--ignore-times",
            "--from0",
            "--files-from=-",
            "--chmod=D755,F644",
            "--times",
            "-e",
            &shell,
        ]);
        program.arg("--").arg(format!("{}/", from.display()));
        program.arg(format!("{}:{}/", self.destination(), self.host.folder));
        let output = fed(program, paths.join("\0").as_bytes()).ok()?;
        match output.status.code() {
            Some(0) => Some(Ok(())),
            Some(code) if NO_RSYNC.contains(&code) => None,
            _ => Some(Err(self.said(&output))),
        }
    }

    fn put(&self, from: &Path, paths: &[&str]) -> Result<(), Diagnostic> {
        let mut commands = self.folders(paths);
        for path in paths {
            let (local, half) =
                (quoted(&from.join(path).display().to_string()), self.remote(&format!("{path}.bantin-new")));
            commands += &format!("put {local} {half}\nrename {half} {}\n", self.remote(path));
        }
        self.sftp(&commands)
    }

    /// Commands that make the folders of files.
    fn folders(&self, paths: &[&str]) -> String {
        let whole: Vec<String> = paths.iter().map(|path| format!("{}/{path}", self.host.folder)).collect();
        let mut folders = std::collections::BTreeSet::new();
        for path in &whole {
            folders.extend(
                path.match_indices('/').map(|(at, _)| &path[..at]).filter(|folder| !folder.is_empty()),
            );
        }
        folders.into_iter().map(|folder| format!("-mkdir {}\n", quoted(folder))).collect()
    }
}

impl Drop for Ssh {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.scratch);
    }
}

/// A path in a command of SFTP, in which no sign has a meaning.
fn quoted(path: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in path.chars() {
        if matches!(sign, '"' | '\\' | '*' | '?' | '[' | ']') {
            quoted.push('\\');
        }
        quoted.push(sign);
    }
    quoted + "\""
}

impl Target for Ssh {
    fn shown(&self) -> String {
        format!("ssh://{}{}", self.destination(), self.host.folder)
    }

    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let local = self.scratch.join("read");
        let _ = fs::remove_file(&local);
        // A file that is not there fails the command, not the connection; so does one that may not be read.
        self.sftp(&format!("-get {} {}\n", self.remote(path), quoted(&local.display().to_string())))?;
        Ok(fs::read(local).ok())
    }

    fn is_empty(&mut self) -> Result<bool, Diagnostic> {
        let mut program = Command::new("sftp");
        program.args(["-q", "-b", "-"]).args(self.ssh.iter().skip(1));
        if let Some(port) = self.host.port {
            program.args(["-P", &port.to_string()]);
        }
        program.arg(self.destination());
        let listing = format!("-ls -1a {}\n", quoted(&self.host.folder));
        let output = fed(program, listing.as_bytes()).map_err(|error| unreachable(&self.shown(), &error))?;
        if !output.status.success() {
            return Err(self.said(&output));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let names = text
            .lines()
            .filter(|line| !line.starts_with("sftp>"))
            .map(|line| line.trim().trim_end_matches('/'));
        let last = names.filter_map(|name| name.rsplit('/').next());
        let others = last.filter(|name| !matches!(*name, "" | "." | "..") && !is_own(name));
        Ok(others.count() == 0)
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let local = self.scratch.join("write");
        fs::create_dir_all(&local).map_err(|error| unreachable(&self.shown(), &error))?;
        fs::write(local.join(path), bytes).map_err(|error| unreachable(&self.shown(), &error))?;
        self.put(&local, &[path])
    }

    fn upload(&mut self, from: &Path, paths: &[&str], done: &dyn Fn(usize)) -> Result<(), Diagnostic> {
        if self.has_rsync != Some(false) {
            // rsync makes no folder above the one it is told.
            if self.has_rsync.is_none() {
                self.sftp(&self.folders(&["x"]))?;
            }
            match self.rsync(from, paths) {
                Some(result) => {
                    self.has_rsync = Some(true);
                    done(paths.len());
                    return result;
                }
                None => self.has_rsync = Some(false),
            }
        }
        self.put(from, paths)?;
        done(paths.len());
        Ok(())
    }

    fn can_copy(&self) -> bool {
        true
    }

    /// Hard links, which OpenSSH makes where nothing is yet, and other servers refuse. Nothing is ever written into a file
    /// that is there, so no link changes with the other.
    fn copy(&mut self, _: &Path, copies: &[(&str, &str)]) -> Result<(), Diagnostic> {
        let paths: Vec<&str> = copies.iter().map(|(path, _)| *path).collect();
        let mut commands = self.folders(&paths);
        for (path, source) in copies {
            commands += &format!("-ln {} {}\n", self.remote(source), self.remote(path));
        }
        self.sftp(&commands)
    }

    fn delete(&mut self, paths: &[&str]) -> Result<(), Diagnostic> {
        let commands: String = paths.iter().map(|path| format!("-rm {}\n", self.remote(path))).collect();
        if commands.is_empty() { Ok(()) } else { self.sftp(&commands) }
    }

    /// All files are fetched in one connection.
    fn differing(&mut self, from: &Path, paths: &[&str]) -> Result<Vec<String>, Diagnostic> {
        let local = self.scratch.join("check");
        let mut differing = Vec::new();
        for part in paths.chunks(500) {
            let _ = fs::remove_dir_all(&local);
            fs::create_dir_all(&local).map_err(|error| {
                failure(
                    &self.shown(),
                    localized!("không ghi được tệp tạm: {error}", "cannot write temporary files: {error}"),
                )
            })?;
            let name = |number: usize| local.join(number.to_string());
            let gets = part.iter().enumerate();
            let gets = gets.map(|(number, path)| {
                format!("-get {} {}\n", self.remote(path), quoted(&name(number).display().to_string()))
            });
            self.sftp(&gets.collect::<String>())?;
            for (number, path) in part.iter().enumerate() {
                let is_same = fs::read(name(number))
                    .is_ok_and(|there| fs::read(from.join(path)).is_ok_and(|here| here == there));
                if !is_same {
                    differing.push((*path).to_owned());
                }
            }
        }
        Ok(differing)
    }
}
