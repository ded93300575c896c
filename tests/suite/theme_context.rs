//! `docs/theme.md` lists every template with the type of its variable, from the sources of `src/render/context`.
//!
//! The table in the head of `mod.rs` says which template has which variable; structs and their comments say the rest.
//! `SNAPSHOTS=overwrite cargo test --test suite theme_context` writes the lists anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::documentation::keep;

struct Struct {
    doc: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    of: String,
    doc: String,
    /// Its fields are written as if they stood in its place.
    flattened: bool,
}

/// A row of the table: a template, its variable, the variable's type.
type Row = (String, String, String);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every struct of the contexts, by its name.
fn structs() -> BTreeMap<String, Struct> {
    let mut structs = BTreeMap::new();
    for entry in fs::read_dir(root().join("src/render/context")).expect("the contexts are there") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a source is text");
        let (mut doc, mut flattened) = (String::new(), false);
        let mut open: Option<(String, Struct)> = None;
        for line in text.lines().map(str::trim) {
            if let Some(words) = line.strip_prefix("/// ") {
                doc = if doc.is_empty() { words.to_owned() } else { format!("{doc} {words}") };
            } else if let Some(rest) = line.strip_prefix("pub struct ") {
                let name = rest.split([' ', '<', '{']).next().unwrap_or("").to_owned();
                open = Some((name, Struct { doc: std::mem::take(&mut doc), fields: Vec::new() }));
            } else if line == "}" {
                structs.extend(open.take());
            } else if let (Some((_, one)), Some((name, of))) =
                (&mut open, line.trim_start_matches("pub ").split_once(": "))
            {
                let of = of.trim_end_matches(',').to_owned();
                let (doc, flattened) = (std::mem::take(&mut doc), std::mem::take(&mut flattened));
                one.fields.push(Field { name: name.to_owned(), of, doc, flattened });
            } else if line == "#[serde(flatten)]" {
                flattened = true;
            } else if !line.starts_with("#[") {
                assert!(!line.contains("serde("), "say here what `{line}` does to a template");
                doc.clear();
            }
        }
    }
    structs
}

/// The rows of the table in the head of the contexts, one template each.
fn rows() -> Vec<Row> {
    let head = fs::read_to_string(root().join("src/render/context/mod.rs")).expect("a source is text");
    let quoted = |cell: &str, open: char, close: char| -> Vec<String> {
        let parts = cell.split(open).skip(1).filter_map(|part| part.split(close).next());
        parts.map(|part| part.trim_matches('`').to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let mut rows = Vec::new();
    for line in head.lines().filter_map(|line| line.strip_prefix("//! | `")) {
        let cells: Vec<&str> = line.split('|').collect();
        let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        let templates = names(&format!("`{}", cells[0]));
        let (variables, types) = (names(cells[1]), quoted(cells[2], '[', ']'));
        assert_eq!((templates.len(), variables.len()), (types.len(), types.len()), "{line}");
        let folder = templates[0].rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        for ((template, variable), of) in templates.into_iter().zip(variables).zip(types) {
            rows.push((template.replace('…', &folder), variable, of));
        }
    }
    rows
}

/// The type of a field as who writes a template sees it, and the structs in it.
fn told(of: &str, structs: &BTreeMap<String, Struct>) -> String {
    let inner = |prefix: &str| of.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
    if let Some(of) = inner("Option<") {
        return format!("{}, or none", told(of, structs));
    }
    if let Some(of) = of.strip_prefix("&'s [").and_then(|rest| rest.strip_suffix(']')) {
        return format!("list: {}", told(of, structs));
    }
    if let Some(of) = inner("Vec<") {
        return format!("list: {}", told(of, structs));
    }
    let name = of.trim_start_matches("super::").split('<').next().unwrap_or(of);
    match name {
        "String" | "&'s str" | "&'static str" | "Cow" => "text".to_owned(),
        "bool" => "`true` or `false`".to_owned(),
        "usize" | "u32" | "i16" => "number".to_owned(),
        "[u8; 2]" => "list: number".to_owned(),
        "Language" => "`vi` or `en`".to_owned(),
        "Value" => "anything".to_owned(),
        name if structs.contains_key(name) => format!("[{name}](#{})", name.to_lowercase()),
        other => panic!("say here what `{other}` is in a template"),
    }
}

fn table(one: &Struct, structs: &BTreeMap<String, Struct>) -> String {
    let mut table = String::from("| field | type | meaning |\n|---|---|---|\n");
    rows_of(one, structs, &mut table);
    table
}

fn rows_of(one: &Struct, structs: &BTreeMap<String, Struct>, table: &mut String) {
    for Field { name, of, doc, flattened } in &one.fields {
        match of.split('<').next().and_then(|name| structs.get(name)) {
            Some(inner) if *flattened => rows_of(inner, structs, table),
            _ => {
                let _ = writeln!(table, "| `{name}` | {} | {} |", told(of, structs), plain(doc));
            }
        }
    }
}

/// A comment without its links to Rust.
fn plain(doc: &str) -> String {
    doc.replace("[`", "`").replace("`]", "`").replace('|', "\\|")
}

#[test]
fn the_documentation_tells_the_context_of_every_template() {
    let (structs, rows) = (structs(), rows());
    let mut text = String::from("\n");
    let mut own = BTreeSet::from(["Chrome".to_owned(), "Page".to_owned()]);
    for (variable, name) in [("site", "Chrome"), ("page", "Page")] {
        let one = &structs[name];
        let _ = writeln!(
            text,
            "### `{variable}`, in every page\n\n{}\n\n{}",
            plain(&one.doc),
            table(one, &structs)
        );
    }
    for (template, variable, name) in &rows {
        let one = structs.get(name).unwrap_or_else(|| panic!("`{name}` of {template} is declared"));
        let _ = writeln!(text, "### `{template}`: `{variable}`\n");
        if one.doc.starts_with(&format!("`{variable}`:")) {
            own.insert(name.clone());
            // Other contexts may hold a value of the same type, and link to it.
            let anchor = name.to_lowercase();
            let about = plain(&one.doc);
            let _ = writeln!(text, "<a id=\"{anchor}\"></a>\n\n{about}\n\n{}", table(one, &structs));
        } else {
            let _ = writeln!(text, "[{name}](#{}): {}\n", name.to_lowercase(), plain(&one.doc));
        }
    }
    text.push_str("## Types inside\n\n");
    for (name, one) in structs.iter().filter(|(name, _)| !own.contains(*name)) {
        let _ = writeln!(text, "### {name}\n\n{}\n\n{}", plain(&one.doc), table(one, &structs));
    }
    keep("docs/theme.md", "contexts", &text);
}

#[test]
fn the_table_of_contexts_names_every_template_of_the_theme() {
    let folder = root().join("themes/portal/templates");
    let walk =
        walkdir::WalkDir::new(&folder).into_iter().map(|entry| entry.expect("the templates are there"));
    let files = walk.filter(|entry| entry.file_type().is_file());
    let names =
        files.map(|entry| entry.path().strip_prefix(&folder).expect("below").to_string_lossy().into_owned());
    let there: BTreeSet<String> =
        names.filter(|name| !name.starts_with("parts/") && name != "base.html").collect();
    let told: BTreeSet<String> = rows().into_iter().map(|(template, _, _)| template).collect();
    assert_eq!(told, there);
}
