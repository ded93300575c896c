//! The messages of the embedded themes against those that their templates and the engine use.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Argument, all, check};
use crate::content::article::ArticleGenre;
use crate::content::contest::{Medium, PriorPublication, PrizeScope};
use crate::content::document::DocumentKind;
use crate::content::entry::MediumKind;
use crate::content::model::{Level, ModelKind, Status};
use crate::content::programme::{Measure, Per, TargetScope};
use crate::content::taxonomy::{LocalityLevel, OrganizationKind};
use crate::diagnostic::Place;
use crate::source::Sources;
use crate::theme::Property;
use crate::theme::{Templates, Theme};
use bantin_text::language::Language;

/// The embedded themes.
const EMBEDDED: [&str; 2] = ["portal", "giay"];

/// An embedded theme, without overrides of a site.
fn embedded(name: &str) -> (Theme, Sources) {
    let root = tempfile::tempdir().unwrap();
    let (mut sources, mut found) = (Sources::new(), Vec::new());
    let theme = Theme::read(root.path(), name, Place::file("x"), &mut sources, &mut found).unwrap();
    assert_eq!(found, []);
    (theme, sources)
}

fn compiled(theme: &Theme, sources: &Sources) -> Templates {
    Templates::compile(theme, &Language::ALL, "/tin/", sources, &mut Vec::new()).unwrap()
}

/// The keys of a language in the order of its files, with duplicates.
fn keys(theme: &Theme, sources: &Sources, language: Language) -> Vec<String> {
    let files = theme.messages.iter().filter(|(of, _)| *of == language).flat_map(|(_, files)| files);
    let texts = files.map(|file| sources.get(*file).text.as_str());
    texts.flat_map(crate::theme::messages::keys_of).map(str::to_owned).collect()
}

/// The values that templates append to a prefix, as in `t(key="status-" ~ model.status)`.
fn words(prefix: &str) -> Vec<&'static str> {
    macro_rules! of {
        ($type:ident) => {
            $type::ALL.iter().map(|of| of.as_str()).collect()
        };
    }
    match prefix {
        "by-" | "column-" => of!(Property),
        "level-" => of!(Level),
        "locality-level-" => of!(LocalityLevel),
        "measure-" => of!(Measure),
        "medium-" => of!(Medium),
        "medium-open-" => of!(MediumKind),
        "model-kind-" => of!(ModelKind),
        "organization-kind-" => of!(OrganizationKind),
        "per-" => of!(Per),
        "prior-publication-" => of!(PriorPublication),
        "scope-" => of!(PrizeScope),
        "status-" => of!(Status),
        "target-scope-" => of!(TargetScope),
        "document-kind-" => of!(DocumentKind),
        "genre-" => of!(ArticleGenre),
        "force-" => vec!["in-force", "ended", "ahead"],
        "chart-better-" => vec!["higher", "shorter"],
        "data-" => vec![
            "statistics",
            "documents",
            "models",
            "articles",
            "categories",
            "programmes",
            "series",
            "localities",
            "organizations",
            "contests",
            "entries",
            "targets",
            "target-members",
        ],
        "history-" => vec!["registered", "begins", "recognized", "exemplary", "ended"],
        "life-" => vec!["ended", "ahead"],
        "record-kind-" => {
            vec![
                "article",
                "model",
                "entry",
                "programme",
                "document",
                "page",
                "organization",
                "locality",
                "category",
                "topic",
                "series",
            ]
        }
        "stage-" => vec!["announced", "open", "judging", "results"],
        "step-" => vec!["opens", "closes", "round", "results", "issued", "begins", "ends"],
        "title-withdrawn-" | "withdrawn-text-" => vec!["article", "model", "document", "page", "entry"],
        "unit-" => vec!["articles", "models", "entries"],
        _ => panic!("templates use `{prefix}…`: list its values here"),
    }
}

/// The keys that the templates use.
fn asked(theme: &Theme, sources: &Sources) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for (name, file) in &theme.templates {
        for call in sources.get(*file).text.split("t(key=").skip(1) {
            let quoted = call.strip_prefix('"').and_then(|rest| rest.split_once('"'));
            let (key, rest) = quoted.unwrap_or_else(|| panic!("{name}: a key starts with a string: {call}"));
            if rest.trim_start().starts_with('~') {
                asked.extend(words(key).into_iter().map(|word| format!("{key}{word}")));
            } else {
                asked.insert(key.to_owned());
            }
        }
    }
    asked
}

#[test]
fn every_theme_has_every_message_that_the_engine_uses() {
    for (theme, sources) in EMBEDDED.map(embedded) {
        let mut found = Vec::new();
        check(&theme, &compiled(&theme, &sources), &Language::ALL, &mut found);
        assert_eq!(found, []);
    }
}

#[test]
fn every_language_has_every_message_that_a_template_uses() {
    for (theme, sources) in EMBEDDED.map(embedded) {
        for language in Language::ALL {
            let there = BTreeSet::from_iter(keys(&theme, &sources, language));
            let missing: Vec<_> = asked(&theme, &sources).difference(&there).cloned().collect();
            assert!(missing.is_empty(), "{}: {}.ftl lacks {missing:?}", theme.name, language.code());
        }
    }
}

#[test]
fn every_message_of_portal_is_defined_once_and_used() {
    let (theme, sources) = embedded("portal");
    let mut used = asked(&theme, &sources);
    used.extend(all().map(|(key, _)| key.into_owned()));
    for language in Language::ALL {
        let keys = keys(&theme, &sources, language);
        let unused: Vec<_> = keys.iter().filter(|key| !used.contains(*key)).collect();
        assert!(unused.is_empty(), "unused messages in {}.ftl: {unused:?}", language.code());
        let mut seen = BTreeSet::new();
        let doubled: Vec<_> = keys.iter().filter(|key| !seen.insert(*key)).collect();
        assert!(doubled.is_empty(), "doubled messages in {}.ftl: {doubled:?}", language.code());
    }
}

/// The messages of the engine as a Markdown table: key, arguments, and the text of `portal`.
fn table() -> String {
    let (theme, sources) = embedded("portal");
    let templates = compiled(&theme, &sources);
    let mut table = String::from("| key | arguments | Vietnamese text of `portal` |\n| --- | --- | --- |\n");
    for (key, arguments) in all() {
        let values: Vec<_> = arguments.iter().map(|name| format!("{{ ${name} }}")).collect();
        let given: Vec<_> = arguments.iter().zip(&values).map(|(n, v)| (*n, Argument::Text(v))).collect();
        let text = templates.messages(Language::Vi).text(&key, &given).unwrap().replace('|', "\\|");
        let arguments: Vec<_> = arguments.iter().map(|name| format!("`${name}`")).collect();
        table += &format!("| `{key}` | {} | {text} |\n", arguments.join(", "));
    }
    table
}

/// `SNAPSHOTS=overwrite` updates the table.
#[test]
fn the_documentation_lists_every_message_that_the_engine_uses() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/theme.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("<!-- messages -->\n").expect("the table begins");
    let (_, after) = rest.split_once("<!-- /messages -->\n").expect("the table ends");
    let wanted = format!("{before}<!-- messages -->\n{}<!-- /messages -->\n{after}", table());
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(&path, wanted).unwrap();
    } else {
        assert!(
            page == wanted,
            "docs/theme.md is behind `src/theme/keys.rs`: SNAPSHOTS=overwrite cargo test"
        );
    }
}
