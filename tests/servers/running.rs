//! Programs that run while a test does.

use std::io;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Where a program is; servers often stand in folders that only the administrator looks into.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"].map(PathBuf::from);
    std::env::split_paths(&path).chain(usual).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A port that is free now.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// A server that ends with the test.
pub(crate) struct Running(Child);

impl Running {
    /// Starts a server, and waits until it listens.
    pub(crate) fn start(mut command: Command, port: u16) -> io::Result<Self> {
        let mut running = Self(command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?);
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(running);
            }
            if let Some(status) = running.0.try_wait()? {
                return Err(io::Error::other(format!("{command:?} ended: {status}")));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(io::Error::other(format!("{command:?} does not listen after half a minute")))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Servers end their own children when they are asked to, not when they are killed.
        let _ = Command::new("sh").args(["-c", &format!("kill {}", self.0.id())]).status();
        for _ in 0..40 {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
