//! One record for the page, and its changes: kept as a draft while one types, written when one saves.

use std::fs;
use std::io::ErrorKind;

use bantin::content::catalog::Catalog;
use bantin::diagnostic::LocalizedText;
use bantin::edit::problem::problems;
use bantin::edit::record::{Changes, FileText, Location, changes, declaration_of, digest, to_json};
use bantin::edit::store;
use bantin::workspace::state::State;
use bantin::yaml::Node;
use bantin_text::language::Language;
use serde_json::{Value, json};

use crate::cli::clock;
use crate::cli::edit::refusal::Refusal;
use crate::cli::edit::room::Room;

/// Keys that may change without taking an approval back.
const OUTSIDE_APPROVAL: [&str; 5] = ["approved", "withdrawn", "corrections", "featured", "draft"];

/// The bytes of a file and what they say.
struct Opened {
    path: std::path::PathBuf,
    bytes: Vec<u8>,
    text: FileText,
}

fn open(room: &Room, file: &str, language: Language) -> Result<Opened, Refusal> {
    let path = store::below_content(room.root(), file).ok_or_else(|| Refusal::place(language))?;
    let bytes = fs::read(&path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Refusal::new(404, &gone(), language),
        _ => Refusal::io(&error, language),
    })?;
    let text = FileText::read(&bytes).map_err(|why| Refusal::new(422, &why, language))?;
    Ok(Opened { path, bytes, text })
}

fn gone() -> LocalizedText {
    LocalizedText {
        vi: "tệp không còn nữa".to_owned(), en: "the file is not there any more".to_owned()
    }
}

/// A record as the page shows it.
pub(super) fn record(room: &Room, location: &Location, language: Language) -> Result<Value, Refusal> {
    let opened = open(room, &location.file, language)?;
    shown(room, location, &opened, language)
}

/// The whole file as text.
pub(super) fn whole(room: &Room, location: &Location, language: Language) -> Result<Value, Refusal> {
    Ok(json!({"text": open(room, &location.file, language)?.text.text}))
}

fn shown(room: &Room, location: &Location, opened: &Opened, language: Language) -> Result<Value, Refusal> {
    let fields = opened.text.fields(location).map_err(|why| Refusal::new(422, &why, language))?;
    let hash = digest(&opened.bytes);
    let kind = declaration_of(&location.file).map(|one| one.kind);
    let mut value = json!({
        "file": location.file, "index": location.index, "kind": kind, "hash": hash, "fields": without_body(&fields, &location.file),
        "body": opened.text.body(location), "formers": store::formers(room.root(), &location.file).len(),
        "draft": unsaved(room, location, opened, &hash),
    });
    if let Some(state) = room.state() {
        add_state(&mut value, room, &state, location, language);
    }
    Ok(value)
}

/// Fields for the form; the text of a YAML record has its own place in the page.
fn without_body(fields: &Node, file: &str) -> Value {
    let mut value = to_json(fields);
    if let Some(pairs) = value.as_object_mut().filter(|_| !file.ends_with(".md")) {
        pairs.remove("body");
    }
    if value.is_null() { json!({}) } else { value }
}

/// What only the state of the site tells: page, standing, mistakes.
fn add_state(
    value: &mut Value,
    room: &Room,
    state: &std::sync::Arc<State>,
    location: &Location,
    language: Language,
) {
    let rows = room.rows(state);
    let row = rows.iter().find(|row| row.file == location.file && row.index == location.index);
    value["row"] = row.map_or(Value::Null, bantin::edit::desk::Row::json);
    value["page"] = json!(state.page_of_record(&location.file, location.index));
    value["problems"] = json!(problems(state, Some(&location.file), language));
}

/// A draft, if it says something else than the file.
fn unsaved(room: &Room, location: &Location, opened: &Opened, hash: &str) -> Value {
    let Some(mut draft) = store::draft(room.root(), location) else { return Value::Null };
    let is_same = opened.text.changed(location, &changes(&draft)).is_ok_and(|after| after == opened.text);
    if is_same {
        store::drop_draft(room.root(), location);
        return Value::Null;
    }
    draft["stale"] = json!(draft["base"] != json!(hash));
    draft
}

/// Keeps what is typed, and shows it in the preview. Where the file has changed meanwhile, it is kept alone.
pub(super) fn draft(
    room: &Room,
    location: &Location,
    sent: &Value,
    language: Language,
) -> Result<Value, Refusal> {
    let opened = open(room, &location.file, language)?;
    let wanted = changes(sent);
    let stamp = stamp();
    if wanted == Changes::default() {
        store::drop_draft(room.root(), location);
        room.forget_unsaved(&location.file);
    } else {
        store::keep_draft(room.root(), location, sent, &stamp)
            .map_err(|error| Refusal::io(&error, language))?;
    }
    let is_stale = sent["base"] != json!(digest(&opened.bytes));
    let mut value = json!({"stale": is_stale, "at": stamp});
    if !is_stale && wanted != Changes::default() {
        match opened.text.changed(location, &wanted) {
            Ok(after) => room.unsaved(&location.file, after.text),
            Err(why) => value["error"] = json!(why.get(language)),
        }
    }
    if let Some(state) = room.state() {
        add_state(&mut value, room, &state, location, language);
    }
    Ok(value)
}

/// Forgets what was typed.
pub(super) fn discard(room: &Room, location: &Location, language: Language) -> Result<Value, Refusal> {
    store::drop_draft(room.root(), location);
    room.forget_unsaved(&location.file);
    record(room, location, language)
}

/// Writes changes into the file, if it is still the one that was read.
pub(super) fn save(
    room: &Room,
    location: &Location,
    sent: &Value,
    language: Language,
) -> Result<Value, Refusal> {
    let _one = room.saving();
    let opened = open(room, &location.file, language)?;
    if sent["base"] != json!(digest(&opened.bytes)) {
        let _ = store::keep_draft(room.root(), location, sent, &stamp());
        let why = LocalizedText {
            vi: "tệp vừa được người khác hoặc chương trình khác sửa".to_owned(),
            en: "someone else or another program has just changed the file".to_owned(),
        };
        let theirs = shown(room, location, &opened, language)?;
        return Err(Refusal { more: json!({"theirs": theirs}), ..Refusal::new(409, &why, language) });
    }
    let mut wanted = changes(sent);
    let is_taken_back = takes_approval_back(room, location, &opened, &wanted);
    if is_taken_back {
        wanted.fields.push(("approved".to_owned(), None));
    }
    put(room, location, &opened, &wanted, language)?;
    let mut value = record(room, location, language)?;
    value["approval_taken_back"] = json!(is_taken_back);
    Ok(value)
}

/// Writes changes of a step of the desk, such as a withdrawal.
pub(super) fn change(
    room: &Room,
    location: &Location,
    wanted: &Changes,
    language: Language,
) -> Result<Value, Refusal> {
    let _one = room.saving();
    let opened = open(room, &location.file, language)?;
    put(room, location, &opened, wanted, language)?;
    record(room, location, language)
}

fn put(
    room: &Room,
    location: &Location,
    opened: &Opened,
    wanted: &Changes,
    language: Language,
) -> Result<(), Refusal> {
    let after =
        opened.text.changed(location, wanted).map_err(|why| Refusal::new(422, &why, language))?.bytes();
    write(room, location, opened, &after, language)
}

fn write(
    room: &Room,
    location: &Location,
    opened: &Opened,
    after: &[u8],
    language: Language,
) -> Result<(), Refusal> {
    if after != opened.bytes {
        let failed = |error: std::io::Error| Refusal::io(&error, language);
        store::keep_former(room.root(), &location.file, &opened.bytes, &stamp()).map_err(failed)?;
        store::write(&opened.path, after).map_err(|error| held(&error, language))?;
    }
    store::drop_draft(room.root(), location);
    room.written(&location.file);
    Ok(())
}

/// The file is held by another program: what was typed stays a draft.
fn held(error: &std::io::Error, language: Language) -> Refusal {
    let why = LocalizedText {
        vi: format!(
            "chưa ghi được tệp vì chương trình khác đang giữ ({error}); bản đang viết vẫn được giữ, hãy lưu lại sau giây lát"
        ),
        en: format!(
            "another program holds the file ({error}); what you wrote is kept, save again in a moment"
        ),
    };
    Refusal::new(423, &why, language)
}

/// An approval holds for the text that was read.
fn takes_approval_back(room: &Room, location: &Location, opened: &Opened, wanted: &Changes) -> bool {
    let is_required = room.state().and_then(|state| state.catalog().map(needs_approval)).unwrap_or(false);
    let Ok(fields) = opened.text.fields(location) else { return false };
    let is_approved = fields.get("approved").is_some_and(|node| !node.is_null());
    let touches = wanted
        .fields
        .iter()
        .any(|(key, value)| !OUTSIDE_APPROVAL.contains(&key.as_str()) && fields.get(key) != value.as_ref());
    let is_set = wanted.fields.iter().any(|(key, _)| key == "approved");
    let rewrites = wanted.body.as_ref().is_some_and(|body| opened.text.body(location).as_ref() != Some(body));
    is_required && is_approved && !is_set && (touches || rewrites)
}

/// Whether articles and documents need an approval.
pub(super) fn needs_approval(catalog: &Catalog) -> bool {
    catalog.settings.as_ref().is_some_and(|settings| settings.approvals.as_str() == "required")
}

/// Moves a file into the bin, or takes an element out of a list.
pub(super) fn throw_away(room: &Room, location: &Location, language: Language) -> Result<Value, Refusal> {
    let _one = room.saving();
    let opened = open(room, &location.file, language)?;
    match location.index {
        None => {
            let thrown = store::throw_away(room.root(), &location.file, &stamp());
            thrown.map_err(|error| held(&error, language))?;
            store::drop_draft(room.root(), location);
            room.written(&location.file);
        }
        Some(index) => {
            let path = bantin::diagnostic::Path::top().index(index);
            let edit = bantin::yaml::patch::Edit { path, value: None };
            let after = bantin::yaml::patch::patched(&opened.text.text, &[edit], &|_| Vec::new());
            let after = after.ok_or_else(|| Refusal::new(422, &gone(), language))?;
            write(room, location, &opened, after.as_bytes(), language)?;
        }
    }
    Ok(json!({}))
}

/// Brings a former text back; the one of now becomes a former one.
pub(super) fn restore(
    room: &Room,
    location: &Location,
    stamp: &str,
    language: Language,
) -> Result<Value, Refusal> {
    let _one = room.saving();
    let opened = open(room, &location.file, language)?;
    let former =
        store::former(room.root(), &location.file, stamp).map_err(|error| Refusal::io(&error, language))?;
    write(room, location, &opened, &former, language)?;
    record(room, location, language)
}

/// Orders drafts and former texts: the time to the millisecond.
pub(super) fn stamp() -> String {
    clock::moment().strftime("%Y%m%dT%H%M%S%3fZ").to_string()
}
