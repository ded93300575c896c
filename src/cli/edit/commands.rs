//! Checks, builds and publishes by the program itself, in a process of its own: the very commands that others type, and
//! what they say.

use std::process::{Command, Stdio};

use bantin_text::language::Language;
use serde_json::{Value, json};

use crate::cli::edit::room::Room;
use crate::cli::settings;

/// The names of the places to publish to.
pub(super) fn targets(room: &Room) -> Vec<String> {
    settings::mapping(room.root(), "publish").into_iter().map(|(name, _)| name).collect()
}

/// What is to be done.
pub(super) enum Step {
    /// Check and build, then show what a publish would change.
    Plan,
    Publish,
    Rollback,
    /// Names of former outputs.
    List,
}

impl Step {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "plan" => Step::Plan,
            "publish" => Step::Publish,
            "rollback" => Step::Rollback,
            "list" => Step::List,
            _ => return None,
        })
    }
}

/// Does one step; `{ok, text}`.
pub(super) fn run(room: &Room, step: &Step, target: Option<&str>, language: Language) -> Value {
    let target: Vec<&str> = target.into_iter().collect();
    let publish = |more: &[&'static str]| -> Vec<&str> { [&["publish"], target.as_slice(), more].concat() };
    let steps: Vec<Vec<&str>> = match step {
        Step::Plan if target.is_empty() => vec![vec!["build"]],
        Step::Plan => vec![vec!["build"], publish(&["--dry-run"])],
        Step::Publish => vec![publish(&["--yes"])],
        Step::Rollback => vec![publish(&["--rollback", "--yes"])],
        Step::List => vec![publish(&["--list"])],
    };
    let mut text = String::new();
    for arguments in steps {
        let (is_done, told) = one(room, &arguments, language);
        text += &told;
        if !is_done {
            return json!({"ok": false, "text": text});
        }
    }
    json!({"ok": true, "text": text})
}

fn one(room: &Room, arguments: &[&str], language: Language) -> (bool, String) {
    let Ok(program) = std::env::current_exe() else { return (false, String::new()) };
    let mut command = Command::new(program);
    command
        .arg("--root")
        .arg(room.root())
        .args(["--lang", language.code()])
        .args(arguments)
        .stdin(Stdio::null());
    match command.output() {
        Ok(output) => {
            let told = [output.stderr, output.stdout].concat();
            (output.status.success(), String::from_utf8_lossy(&told).into_owned())
        }
        Err(error) => (false, error.to_string()),
    }
}
