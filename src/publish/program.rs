//! Programs of the machine that do the work of some targets.

use std::io::{self, Write as _};
use std::process::{Command, Output, Stdio};

/// Runs a program with an input.
pub(super) fn fed(mut program: Command, input: &[u8]) -> io::Result<Output> {
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn()?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    })
}
