//! The interface texts that the engine itself asks for.

use crate::content::model::{Level, Status};
use crate::diagnostic::{Code, Diagnostic, Place, words};
use crate::theme::{Argument, Templates, Theme};
use bantin_text::language::Language;

/// Texts without arguments.
const FIXED: &[&str] = &[
    "title-home",
    "title-news",
    "title-models",
    "title-contests",
    "title-programmes",
    "title-localities",
    "title-organizations",
    "title-tags",
    "title-statistics",
    "title-search",
    "title-rules",
    "title-entries",
    "title-results",
    "title-not-found",
    "title-withdrawn-article",
    "title-withdrawn-entry",
    "unit-models",
    "unit-articles",
    "unit-entries",
    "not-stated",
    "without-award",
    "column-organization",
    "target-bound",
    "target-reached",
    "target-required",
    "target-value",
    "whole-province",
    "language-vi",
    "language-en",
    "record-kind-article",
    "record-kind-model",
    "record-kind-entry",
    "record-kind-programme",
    "dataset-description",
];

/// Texts with the arguments that they are given.
const GIVEN: &[(&str, &[&str])] = &[
    ("title-news-year", &["year"]),
    ("title-news-category", &["name"]),
    ("title-models-year", &["year"]),
    ("title-models-level", &["name"]),
    ("title-models-status", &["name"]),
    ("title-entries-of", &["name"]),
    ("title-tag", &["name"]),
    ("title-numbered", &["title", "page"]),
    ("title-full", &["title", "site"]),
    ("search-description", &["site"]),
    ("undecided-unit", &["name"]),
    ("chart-largest", &["title", "number"]),
    ("chart-latest", &["title", "number"]),
    ("feed-news", &["site", "name"]),
    ("feed-models", &["site", "name"]),
    ("feed-category", &["site", "name"]),
    ("feed-contest", &["site", "name"]),
    ("description-news", &["title", "site"]),
    ("description-models", &["title", "site"]),
    ("description-tags", &["title", "site"]),
    ("description-tag", &["title", "site"]),
    ("description-contests", &["title", "site"]),
    ("description-entries", &["title", "site"]),
    ("description-results", &["title", "site"]),
    ("description-programmes", &["title", "site"]),
    ("description-localities", &["title", "site"]),
    ("description-locality", &["title", "site"]),
    ("description-organizations", &["title", "site"]),
    ("description-organization", &["title", "site"]),
    ("description-statistics", &["title", "site"]),
    ("description-search", &["title", "site"]),
];

/// Properties by which things are counted: each has `by-…` and `column-…`.
const PROPERTIES: &[&str] =
    &["field", "locality", "unit", "level", "status", "year", "category", "genre", "round", "award"];

/// Reports texts that the theme does not have; `None` where one is missing.
pub(super) fn check(
    theme: &Theme,
    templates: &Templates,
    languages: &[Language],
    found: &mut Vec<Diagnostic>,
) -> Option<()> {
    let before = found.len();
    for language in languages {
        let file = theme.messages.iter().find(|(of, _)| of == language).and_then(|(_, files)| files.last());
        let place = file.map_or_else(|| Place::file("themes"), |file| Place::start_of(*file));
        for (key, names) in wanted() {
            let given: Vec<_> = names.iter().map(|name| (*name, Argument::Text("x"))).collect();
            if let Err(what) = templates.messages(*language).text(&key, &given) {
                let help = words!(
                    "chương trình cần chữ này cho mọi giao diện",
                    "the program needs this text of every theme"
                );
                found.push(Diagnostic::error(Code::InterfaceTexts, place.clone(), what).help(help));
            }
        }
    }
    (found.len() == before).then_some(())
}

fn wanted() -> impl Iterator<Item = (String, &'static [&'static str])> {
    let fixed = FIXED.iter().map(|key| ((*key).to_owned(), &[][..]));
    let given = GIVEN.iter().map(|(key, names)| ((*key).to_owned(), *names));
    let tables = PROPERTIES.iter().flat_map(|of| [format!("by-{of}"), format!("column-{of}")]);
    let levels = Level::ALL.iter().map(|level| format!("level-{}", level.as_str()));
    let statuses = Status::ALL.iter().map(|status| format!("status-{}", status.as_str()));
    fixed.chain(given).chain(tables.chain(levels).chain(statuses).map(|key| (key, &[][..])))
}
