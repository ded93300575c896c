//! What the page asks of the room, by name, and the answers.

use std::fs;

use bantin::diagnostic::LocalizedText;
use bantin::edit::problem::problems;
use bantin::edit::record::{FileText, Location};
use bantin::edit::{form, names, store, workflow};
use bantin::import::document::{html, markdown};
use bantin::scaffold::record::NewFile;
use bantin_text::date;
use bantin_text::language::Language;
use serde_json::{Value, json};

use crate::cli::edit::commands::{self, Dropped, Step};
use crate::cli::edit::refusal::Refusal;
use crate::cli::edit::room::Room;
use crate::cli::edit::{pictures, saving};
use crate::cli::serve::mime;
use crate::cli::{clock, settings};

/// A request.
pub(super) struct Asked {
    pub(super) name: String,
    pub(super) writes: bool,
    pub(super) query: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    pub(super) language: Language,
}

pub(super) enum Answer {
    Value(Value),
    /// Media type and bytes.
    File(String, Vec<u8>),
}

impl Asked {
    fn get(&self, key: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    fn sent(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    fn location(&self) -> Location {
        Location {
            file: self.get("file").unwrap_or("").to_owned(),
            index: self.get("index").and_then(|index| index.parse().ok()),
        }
    }
}

/// Answers a request.
pub(super) fn answer(room: &Room, asked: &Asked) -> Result<Answer, Refusal> {
    let language = asked.language;
    let value = if asked.writes { write(room, asked)? } else { return read(room, asked) };
    value.map(Answer::Value).ok_or_else(|| Refusal::unknown(language))
}

fn read(room: &Room, asked: &Asked) -> Result<Answer, Refusal> {
    let language = asked.language;
    let state = room.state().ok_or_else(|| Refusal::no_site(language))?;
    let catalog = || state.catalog().ok_or_else(|| Refusal::no_site(language));
    let value = match asked.name.as_str() {
        "session" => session(room, language),
        "forms" => form::forms(language),
        "desk" => {
            json!({"rows": room.rows(&state).iter().map(bantin::edit::desk::Row::json).collect::<Vec<_>>()})
        }
        "search" => json!({"found": room.find(&state, asked.get("q").unwrap_or(""))}),
        "problems" => json!({"problems": problems(&state, None, language)}),
        "record" => saving::record(room, &asked.location(), language)?,
        "terms" => {
            let kind = asked.get("kind").unwrap_or("");
            json!({"terms": names::terms(catalog()?, kind, asked.get("contest"))})
        }
        "tags" => json!({"tags": names::tags(catalog()?)}),
        "coming" => coming(room, language),
        "history" => json!({"stamps": store::formers(room.root(), asked.get("file").unwrap_or(""))}),
        "former" => former(room, asked)?,
        "text" => saving::whole(room, &asked.location(), language)?,
        "asset" => return asset(room, asked),
        _ => return Err(Refusal::unknown(language)),
    };
    Ok(Answer::Value(value))
}

fn write(room: &Room, asked: &Asked) -> Result<Option<Value>, Refusal> {
    let (language, location) = (asked.language, asked.location());
    Ok(Some(match asked.name.as_str() {
        "draft" => saving::draft(room, &location, &asked.sent(), language)?,
        "discard" => saving::discard(room, &location, language)?,
        "close" => {
            room.forget_unsaved(&location.file);
            json!({})
        }
        "save" => saving::save(room, &location, &asked.sent(), language)?,
        "change" => saving::change(room, &location, &bantin::edit::record::changes(&asked.sent()), language)?,
        "restore" => saving::restore(room, &location, asked.get("stamp").unwrap_or(""), language)?,
        "trash" => saving::throw_away(room, &location, language)?,
        "new" => new(room, asked)?,
        "duplicate" => duplicate(room, asked)?,
        "readdress" => readdress(room, asked)?,
        "paste" => paste(asked),
        "picture" | "attachment" => {
            let name = asked.get("name").unwrap_or("");
            store::below_content(room.root(), &location.file).ok_or_else(|| Refusal::place(language))?;
            let keep = if asked.name == "picture" { pictures::picture } else { pictures::attachment };
            let kept = keep(room.root(), &location.file, name, &asked.body);
            let kept = kept.map_err(|why| Refusal::new(422, &why, language))?;
            room.renew(vec![bantin::workspace::Change::File(room.root().join("content"))]);
            json!({"file": kept})
        }
        "clock" => {
            let moment = asked.get("at").map(|at| clock::now(Some(at), room.root(), language));
            let moment = moment.transpose().map_err(|wrong| Refusal {
                status: 422,
                message: wrong.0,
                more: json!({}),
            })?;
            room.look_at(moment);
            session(room, language)
        }
        "import" => {
            let dropped = Dropped {
                name: asked.get("name").unwrap_or("tep"),
                bytes: &asked.body,
                kind: asked.get("as").unwrap_or("article"),
                contest: asked.get("contest"),
                set: asked.get("set"),
                takes_over: asked.get("take") == Some("yes"),
            };
            commands::import(room, &dropped, language).map_err(|error| Refusal::io(&error, language))?
        }
        "publish" => {
            let step = asked.get("step").and_then(Step::named).ok_or_else(|| Refusal::unknown(language))?;
            commands::run(room, &step, asked.get("target"), language)
        }
        _ => return Ok(None),
    }))
}

/// What the page needs to begin.
fn session(room: &Room, language: Language) -> Value {
    let catalog = room.state();
    let catalog = catalog.as_ref().and_then(|state| state.catalog());
    let zone = room.state().map(|state| state.time_zone());
    let now = zone.map(|zone| date::written(&room.now().to_zoned(zone)));
    json!({
        "title": settings::read(room.root(), "title"), "preview": room.preview_url(), "now": now,
        "as_of": room.as_of().is_some(), "targets": commands::targets(room),
        "approvals": catalog.is_some_and(saving::needs_approval), "language": language.code(),
        "contests": catalog.map(|one| names::terms(one, "contest", None)),
        "publisher": publisher(room),
        "number": *room.news().borrow(),
    })
}

/// Whether a machine builds and publishes by itself at an hour: the heartbeat of `watch`, not older than five minutes.
fn publisher(room: &Room) -> Value {
    let beat = fs::read(room.root().join(".bantin/heartbeat.json")).ok();
    let beat: Option<Value> = beat.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(beat) = beat else { return json!({"alive": false}) };
    let alive = beat["alive_at"].as_str().and_then(|at| at.parse::<jiff::Timestamp>().ok());
    let is_alive = alive.is_some_and(|at| clock::moment().as_second() - at.as_second() < 300);
    json!({"alive": is_alive, "next": beat["next_at"]})
}

/// The next moments at which the site changes by the clock.
fn coming(room: &Room, language: Language) -> Value {
    let Some(state) = room.state() else { return json!({"moments": []}) };
    let zone = state.time_zone();
    let moment = |one: &bantin::schedule::Moment| {
        json!({
            "at": date::written(&one.at.to_zoned(zone.clone())), "id": one.id,
            "event": crate::cli::next::event(one.event, language),
        })
    };
    let moments = state.moments(room.now());
    json!({"moments": moments.iter().take(12).map(moment).collect::<Vec<_>>()})
}

fn former(room: &Room, asked: &Asked) -> Result<Value, Refusal> {
    let (location, language) = (asked.location(), asked.language);
    let bytes = store::former(room.root(), &location.file, asked.get("stamp").unwrap_or(""));
    let bytes = bytes.map_err(|error| Refusal::io(&error, language))?;
    Ok(json!({"text": String::from_utf8_lossy(&bytes)}))
}

/// A picture beside a record.
fn asset(room: &Room, asked: &Asked) -> Result<Answer, Refusal> {
    let file = asked.get("file").unwrap_or("");
    let kind = mime::of(file);
    let path = store::below_content(room.root(), file).filter(|_| kind.starts_with("image/"));
    let path = path.ok_or_else(|| Refusal::place(asked.language))?;
    let bytes = fs::read(path).map_err(|error| Refusal::io(&error, asked.language))?;
    Ok(Answer::File(kind, bytes))
}

fn new(room: &Room, asked: &Asked) -> Result<Value, Refusal> {
    let language = asked.language;
    let state = room.state().ok_or_else(|| Refusal::no_site(language))?;
    let catalog = state.catalog().ok_or_else(|| Refusal::no_site(language))?;
    let context = (catalog, room.root(), clock::today(room.root()));
    let (kind, title) = (asked.get("kind").unwrap_or(""), asked.get("title").unwrap_or(""));
    let made = workflow::new(context, kind, title, asked.get("contest"));
    let (files, location) = made.map_err(|why| Refusal::new(422, &why, language))?;
    written(room, &files, &location, language)
}

fn duplicate(room: &Room, asked: &Asked) -> Result<Value, Refusal> {
    let (language, from) = (asked.language, asked.location());
    let state = room.state().ok_or_else(|| Refusal::no_site(language))?;
    let catalog = state.catalog().ok_or_else(|| Refusal::no_site(language))?;
    let path = store::below_content(room.root(), &from.file).ok_or_else(|| Refusal::place(language))?;
    let bytes = fs::read(path).map_err(|error| Refusal::io(&error, language))?;
    let text = FileText::read(&bytes).map_err(|why| Refusal::new(422, &why, language))?;
    let context = (catalog, room.root(), clock::today(room.root()));
    let folder = from.file.strip_prefix("content/contests/").and_then(|rest| rest.split('/').next());
    let contest = catalog
        .contests
        .iter()
        .find(|one| Some(one.folder.as_str()) == folder)
        .map(|one| one.contest.id.0.as_str());
    let made = workflow::duplicate(context, &from, &text, contest);
    let (file, location) = made.map_err(|why| Refusal::new(422, &why, language))?;
    written(room, &[file], &location, language)
}

/// Writes new files, and a list that got an element more.
fn written(
    room: &Room,
    files: &[NewFile],
    location: &Location,
    language: Language,
) -> Result<Value, Refusal> {
    let _one = room.saving();
    for file in files {
        let path = store::below_content(room.root(), &file.path).ok_or_else(|| Refusal::place(language))?;
        if let Ok(before) = fs::read(&path) {
            let kept = store::keep_former(room.root(), &file.path, &before, &saving::stamp());
            kept.map_err(|error| Refusal::io(&error, language))?;
        }
        store::write(&path, file.text.as_bytes()).map_err(|error| Refusal::io(&error, language))?;
        room.written(&file.path);
    }
    Ok(json!({"file": location.file, "index": location.index}))
}

/// Another address; the old one leads there if readers may know it.
fn readdress(room: &Room, asked: &Asked) -> Result<Value, Refusal> {
    let (language, location) = (asked.language, asked.location());
    let id = asked.get("id").unwrap_or("");
    if !bantin_text::slug::is_id(id) {
        let why = LocalizedText {
            vi: "địa chỉ chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối".to_owned(),
            en: "an address has lower-case ASCII letters, digits and hyphens alone".to_owned(),
        };
        return Err(Refusal::new(422, &why, language));
    }
    let state = room.state().ok_or_else(|| Refusal::no_site(language))?;
    let rows = room.rows(&state);
    let row = rows.iter().find(|row| row.file == location.file && row.index == location.index);
    let is_known = row.is_some_and(|row| matches!(row.standing, "published" | "withdrawn" | "expired"));
    let old = state.page_of_record(&location.file, location.index).filter(|_| is_known);
    let path = store::below_content(room.root(), &location.file).ok_or_else(|| Refusal::place(language))?;
    let bytes = fs::read(path).map_err(|error| Refusal::io(&error, language))?;
    let text = FileText::read(&bytes).map_err(|why| Refusal::new(422, &why, language))?;
    let fields = text.fields(&location).map_err(|why| Refusal::new(422, &why, language))?;
    saving::change(room, &location, &workflow::readdressed(&fields, id, old), language)
}

/// Pasted HTML as Markdown, and what could not come along.
fn paste(asked: &Asked) -> Value {
    let document = html::read(&String::from_utf8_lossy(&asked.body));
    let text = markdown::markdown(&document, &|name| name.to_owned());
    let left: Vec<String> = document
        .left_out
        .iter()
        .map(|(what, count)| what.told(*count).get(asked.language).to_owned())
        .collect();
    json!({"markdown": text.trim_matches('\n'), "left_out": left})
}
