//! `bantin schema`: the JSON Schema of a kind of files, or of all kinds into the folder of the site.

use std::fs;
use std::path::Path;

use bantin::content::declarations::{ALL, named};
use bantin::schema::{bindings, schema};
use bantin_text::language::Language;
use serde_json::{Value, json};

use crate::cli::args::{Common, Schema};
use crate::cli::{Status, WrongUsage, new, print, say};

/// Where the schemas are written, below the root.
const FOLDER: &str = ".vscode/bantin";

const SETTINGS: &str = ".vscode/settings.json";

/// Runs the command.
pub(crate) fn run(common: &Common, command: &Schema, language: Language) -> Result<Status, WrongUsage> {
    if command.write_all {
        return write(common.root(), language);
    }
    let Some(asked) = &command.schema_kind else {
        print(&ALL.iter().map(|kind| format!("{}\n", kind.kind)).collect::<String>());
        return Ok(Status::Done);
    };
    let kind = named(asked).ok_or_else(|| new::no_kind(asked, language))?;
    print(&format!("{}\n", pretty(&schema(kind))));
    Ok(Status::Done)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// Writes all schemas, and binds them in the settings of VS Code; other settings stay.
fn write(root: &Path, language: Language) -> Result<Status, WrongUsage> {
    let failed = |name: &str, error: &dyn std::fmt::Display| {
        WrongUsage(say!(language, "không ghi được `{name}`: {error}", "cannot write `{name}`: {error}"))
    };
    let path = root.join(SETTINGS);
    let mut settings = match fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).ok().filter(Value::is_object).ok_or_else(|| {
            WrongUsage(say!(
                language,
                "`{SETTINGS}` không phải JSON thuần (có ghi chú?), nên không sửa; hãy thêm `yaml.schemas` bằng tay",
                "`{SETTINGS}` is no plain JSON (has it comments?), so it stays; add `yaml.schemas` by hand"
            ))
        })?,
        Err(_) => json!({}),
    };
    for kind in ALL {
        let name = format!("{FOLDER}/{}.json", kind.kind);
        let text = format!("{}\n", pretty(&schema(kind)));
        fs::create_dir_all(root.join(FOLDER)).map_err(|error| failed(&name, &error))?;
        fs::write(root.join(&name), text).map_err(|error| failed(&name, &error))?;
        print(&format!("{name}\n"));
    }
    for (file, globs) in bindings(&format!("./{FOLDER}")).as_object().into_iter().flatten() {
        settings["yaml.schemas"][file] = globs.clone();
    }
    fs::write(&path, format!("{}\n", pretty(&settings))).map_err(|error| failed(SETTINGS, &error))?;
    print(&format!("{SETTINGS}\n"));
    Ok(Status::Done)
}
