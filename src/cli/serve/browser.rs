//! Opens the reader's browser.

use std::process::{Command, Stdio};

/// Whether a browser could be asked to show the page.
pub(super) fn open(url: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        Ok(mut child) => {
            // Waited for, so that it does not stay in the table of processes.
            std::thread::spawn(move || child.wait());
            true
        }
        Err(_) => false,
    }
}
