//! Diagnostics as an editor meets them: each led to its record, and to the field or the place in the text.

use serde_json::{Value, json};

use crate::content::record::Body;
use crate::diagnostic::{Code, Diagnostic, Path, Place, Severity, Step};
use crate::source::Span;
use crate::workspace::state::State;
use bantin_text::language::Language;

/// The file of a place, and the index of its record where the file is a list.
#[must_use]
pub fn record_of(state: &State, place: &Place) -> (String, Option<usize>) {
    let index = match place {
        Place::Yaml { path, .. } | Place::Scalar { path, .. } => match path.0.first() {
            Some(Step::Index(index)) => Some(*index),
            _ => None,
        },
        Place::File { .. } | Place::Span(_) => None,
    };
    (place.file_of(state.sources()).to_owned(), index)
}

/// All diagnostics, or those of one file.
#[must_use]
pub fn problems(state: &State, file: Option<&str>, language: Language) -> Vec<Value> {
    let is_wanted = |one: &&Diagnostic| file.is_none_or(|file| one.place.file_of(state.sources()) == file);
    state.diagnostics().iter().filter(is_wanted).map(|one| problem(state, one, language)).collect()
}

fn problem(state: &State, found: &Diagnostic, language: Language) -> Value {
    let (file, index) = record_of(state, &found.place);
    let mut path = steps(&found.place, index.is_some());
    // The place of a missing key is that of its record.
    if found.code == Code::MissingKey
        && let Some(key) = found.message.en.split('`').nth(1)
    {
        path.push(json!(key));
    }
    let range = in_body(state, &found.place);
    let suggestion = found.help.as_ref().and_then(|help| {
        let near = help.en.strip_prefix("did you mean `")?;
        near.split('`').next().map(str::to_owned)
    });
    json!({
        "file": file, "index": index, "path": path, "range": range,
        "severity": if found.severity == Severity::Error { "error" } else { "warning" },
        "code": found.code.as_str(), "message": found.message.get(language),
        "help": found.help.as_ref().map(|help| help.get(language)), "suggestion": suggestion,
    })
}

/// The keys below the record.
fn steps(place: &Place, is_listed: bool) -> Vec<Value> {
    let (Place::Yaml { path, .. } | Place::Scalar { path, .. }) = place else { return Vec::new() };
    let Path(steps) = path;
    let below = steps.iter().skip(usize::from(is_listed));
    let step = |step: &Step| match step {
        Step::Key(key) => Some(json!(key)),
        Step::Index(index) => Some(json!(index)),
        Step::Pair(_) => None,
    };
    below.map_while(step).collect()
}

/// The range of a place in the text of its record, as a browser counts: in UTF-16, without the empty lines before it.
fn in_body(state: &State, place: &Place) -> Option<(usize, usize)> {
    let (text, range) = match place {
        Place::Span(Span { source, start, end }) => {
            let record = state.catalog()?.records().find(|one| one.origin.source == *source)?;
            let Body::Markdown(body) = record.body else { return None };
            let text = state.sources().get(*source).text.get(body.clone())?;
            (text, start.checked_sub(body.start)?..end.checked_sub(body.start)?)
        }
        Place::Scalar { source, path, range } => {
            let (first, index) = (path.0.first()?, path.0.last()?);
            let index_of = if let Step::Index(at) = first { Some(*at) } else { None };
            let is_body = matches!(index, Step::Key(key) if key == "body");
            let is_it = |one: &crate::content::records::AnyRecord<'_>| {
                one.origin.source == *source && one.origin.index == index_of
            };
            let record = state.catalog()?.records().find(is_it)?;
            let Body::Scalar(text) = record.body else { return None };
            (is_body.then_some(text.as_str())?, range.clone())
        }
        Place::File { .. } | Place::Yaml { .. } => return None,
    };
    let lead = text.len() - text.trim_start_matches(['\n', '\r']).len();
    let units = |to: usize| {
        let part = text.get(lead.min(to)..to).unwrap_or("");
        part.chars().filter(|sign| *sign != '\r').map(char::len_utf16).sum::<usize>()
    };
    Some((units(range.start), units(range.end)))
}
