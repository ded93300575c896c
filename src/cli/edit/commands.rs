//! Checks, builds and publishes by the program itself, in a process of its own: the very commands that others type, and
//! what they say.

use std::process::{Command, Stdio};

use bantin::edit::store;
use bantin_text::language::Language;
use bantin_text::slug::slug;
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
    /// What caches have to forget of what was withdrawn, as lines of JSON.
    Purge,
    /// Names of former outputs.
    List,
}

impl Step {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "plan" => Step::Plan,
            "publish" => Step::Publish,
            "rollback" => Step::Rollback,
            "purge" => Step::Purge,
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
        // What will change is what an editor looks for: of the build only mistakes are told.
        Step::Plan => vec![vec!["build", "--quiet"], publish(&["--dry-run"])],
        Step::Publish => vec![publish(&["--yes"])],
        Step::Rollback => vec![publish(&["--rollback", "--yes"])],
        Step::Purge => vec![vec!["withdrawals", "--format", "json"]],
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

/// A sheet or text that an editor dropped.
pub(super) struct Dropped<'d> {
    pub(super) name: &'d str,
    pub(super) bytes: &'d [u8],
    pub(super) kind: &'d str,
    pub(super) contest: Option<&'d str>,
    /// Values for keys that no column fills: `kind=union; level=commune`.
    pub(super) set: Option<&'d str>,
    /// Takes it over; else what would be done is shown.
    pub(super) takes_over: bool,
}

/// Reads a sheet or text by `import`; `{ok, text}`.
pub(super) fn import(room: &Room, dropped: &Dropped<'_>, language: Language) -> std::io::Result<Value> {
    let (stem, ending) = dropped.name.rsplit_once('.').unwrap_or((dropped.name, "html"));
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).take(5).collect();
    let file = room.root().join(".bantin/import").join(format!("{}.{ending}", slug(stem)));
    store::write(&file, dropped.bytes)?;
    let path = file.to_string_lossy().into_owned();
    let mut arguments = vec!["import", path.as_str(), "--as", dropped.kind];
    arguments.extend(dropped.contest.iter().flat_map(|id| ["--contest", id]));
    let set =
        dropped.set.into_iter().flat_map(|set| set.split(';')).map(str::trim).filter(|one| !one.is_empty());
    arguments.extend(set.flat_map(|one| ["--set", one]));
    if !dropped.takes_over {
        arguments.push("--dry-run");
    }
    let (is_done, text) = one(room, &arguments, language);
    std::fs::remove_file(&file)?;
    // The place of the copy tells an editor nothing.
    Ok(json!({"ok": is_done, "text": text.replace(&path, dropped.name)}))
}
