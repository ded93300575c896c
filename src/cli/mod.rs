//! The command line: the only module that prints, reads the clock and the environment, and sets the exit status.
//!
//! 1. [`language`] chooses the language of all messages, before anything is parsed;
//! 2. [`args`] parses the arguments, with [`help`] and [`usage`] for their texts;
//! 3. one file per command calls the library;
//! 4. [`report`] and [`summary`] print the result.

mod args;
mod build;
mod check;
mod clock;
mod duplicates;
#[cfg(feature = "serve")]
mod edit;
mod explain;
mod export;
#[cfg(feature = "publish")]
mod health;
mod help;
mod import;
mod init;
mod interrupt;
mod language;
mod new;
mod next;
mod panic;
mod progress;
mod publish;
mod report;
mod request;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod serverconfig;
mod settings;
mod shell;
mod summary;
mod timings;
mod usage;
mod verify;
mod watch;
mod withdrawals;

use std::io::{self, Write};
use std::process::ExitCode;

use bantin_text::language::Language;

use crate::cli::args::{Arguments, Command};

/// `say!(language, "xong {n}", "done {n}")`: one message in the language of the run.
macro_rules! say {
    ($language:expr, $vi:literal, $en:literal $(, $($argument:tt)*)?) => {
        match $language {
            bantin_text::language::Language::Vi => format!($vi $(, $($argument)*)?),
            bantin_text::language::Language::En => format!($en $(, $($argument)*)?),
        }
    };
}
use say;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Done,
    /// The content has errors.
    Content,
    /// Wrong usage, an environment that does not let the program work, or a fault of the program itself.
    Usage,
    /// A signal ended it.
    Interrupted,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(match status {
            Status::Done => 0,
            Status::Content => 1,
            Status::Usage => 2,
            Status::Interrupted => interrupt::INTERRUPTED,
        })
    }
}

/// Runs the program with the arguments and environment of the process.
pub(crate) fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let language = language::choose(&arguments);
    panic::keep();
    panic::caught(language, || run(arguments, language)).unwrap_or(Status::Usage).into()
}

fn run(arguments: Vec<std::ffi::OsString>, language: Language) -> Status {
    let mut arguments = match args::parse(arguments, language) {
        Ok(arguments) => arguments,
        Err(error) => return usage::print(&error, language),
    };
    arguments.common.find_root();
    dispatch(&arguments, language).unwrap_or_else(|wrong| {
        eprint(&say!(language, "lỗi: {}\n", "error: {}\n", wrong.0));
        Status::Usage
    })
}

fn dispatch(arguments: &Arguments, language: Language) -> Result<Status, WrongUsage> {
    let common = &arguments.common;
    match &arguments.command {
        Command::Build(command) => build::run(common, command, language),
        Command::Check(command) => check::run(common, command, language),
        #[cfg(feature = "serve")]
        Command::Serve(command) => serve::run(common, command, language),
        #[cfg(feature = "serve")]
        Command::Edit(command) => edit::run(common, command, language),
        Command::Init(command) => init::run(command, language),
        Command::New(command) => new::run(common, command, language),
        Command::Import(command) => import::run(common, command, language),
        Command::Export(command) => export::run(common, command, language),
        Command::Explain(command) => explain::run(command, language),
        Command::Withdrawals(command) => withdrawals::run(common, command, language),
        Command::Duplicates(command) => duplicates::run(common, command, language),
        Command::Publish(command) => publish::run(common, command, language),
        #[cfg(feature = "publish")]
        Command::Health(command) => Ok(health::run(common, command, language)),
        Command::Next(command) => next::run(common, command, language),
        Command::Watch(command) => watch::run(common, command, language),
        Command::Serverconfig(command) => serverconfig::run(common, command, language),
        Command::Schema(command) => schema::run(common, command, language),
        Command::Man(command) => shell::man(command, language),
        Command::Completions(command) => Ok(shell::completions(command, language)),
        Command::Verify(command) => Ok(verify::run(common, command, language)),
    }
}

/// A wrong use of the command line, with the message in the language of the run.
#[derive(Debug)]
struct WrongUsage(String);

/// Writes to standard output. Errors are ignored: a reader such as `head` may close the pipe early.
fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
    let _ = io::stdout().lock().flush();
}

/// Writes to standard error.
fn eprint(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
