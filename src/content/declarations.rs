//! All kinds of files that editors write, each with the declaration of its keys. The JSON Schema and the reference of
//! all keys are generated from them. `theme.yaml` is declared with the theme.

use crate::config::raw::SiteFields;
use crate::content::article::ArticleFields;
use crate::content::catalog::RulesFields;
use crate::content::contest::ContestFields;
use crate::content::data::SeriesFields;
use crate::content::document::DocumentFields;
use crate::content::entry::EntryFields;
use crate::content::holds::Holds;
use crate::content::kind::Kind;
use crate::content::model::ModelFields;
use crate::content::page::PageFields;
use crate::content::programme::ProgrammeFields;
use crate::content::taxonomy::{CategoryFields, FieldFields, LocalityFields, OrganizationFields};
use crate::content::topic::{AuthorFields, TopicFields};
use crate::yaml::describe::{Described, MappingInfo, ValueType};

/// A kind of file.
#[derive(Debug)]
pub struct Declaration {
    /// The name of the kind in commands.
    pub kind: &'static str,
    /// A glob of the files, below `content/`.
    pub files: &'static str,
    pub holds: Holding,
    /// The declared type: a mapping, or for synonyms a list of words.
    pub value: fn() -> ValueType,
}

/// The form in which a file holds the declared type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// One mapping.
    One,
    List,
    /// A record: one mapping or a list of mappings in YAML, or the front matter of Markdown.
    Record,
    /// The front matter of Markdown.
    FrontMatter,
}

/// All kinds, in the order of the documentation.
pub const ALL: &[Declaration] = {
    use Holding::{FrontMatter, List, One, Record};
    const fn new(
        kind: &'static str,
        files: &'static str,
        holds: Holding,
        value: fn() -> ValueType,
    ) -> Declaration {
        Declaration { kind, files, holds, value }
    }
    &[
        new("site", "site.yaml", One, SiteFields::value_type),
        new("article", "articles/**/*.{md,yaml}", Record, ArticleFields::value_type),
        new("model", "models/**/*.{md,yaml}", Record, ModelFields::value_type),
        new("contest", "contests/*/contest.yaml", One, ContestFields::value_type),
        new("rules", "contests/*/rules.md", FrontMatter, RulesFields::value_type),
        new("entry", "contests/*/entries/**/*.{md,yaml}", Record, EntryFields::value_type),
        new("programme", "programmes/**/*.{md,yaml}", Record, ProgrammeFields::value_type),
        new("document", "documents/**/*.{md,yaml}", Record, DocumentFields::value_type),
        new("page", "pages/**/*.{md,yaml}", Record, PageFields::value_type),
        new("series", "data/**/*.yaml", One, SeriesFields::value_type),
        new("categories", "taxonomies/categories.yaml", List, CategoryFields::value_type),
        new("fields", "taxonomies/fields.yaml", List, FieldFields::value_type),
        new("localities", "taxonomies/localities.yaml", List, LocalityFields::value_type),
        new("organizations", "taxonomies/organizations.yaml", List, OrganizationFields::value_type),
        new("topics", "taxonomies/topics.yaml", List, TopicFields::value_type),
        new("authors", "taxonomies/authors.yaml", List, AuthorFields::value_type),
        new("synonyms", "taxonomies/synonyms.yaml", List, Vec::<String>::value_type),
    ]
};

/// The kind of a name as commands take it: `article` or `articles`, `category` or `categories`.
#[must_use]
pub fn named(word: &str) -> Option<&'static Declaration> {
    let singular = |kind: &str| match kind.strip_suffix("ies") {
        Some(stem) if kind != "series" => format!("{stem}y"),
        _ if kind == "series" => kind.to_owned(),
        _ => kind.trim_end_matches('s').to_owned(),
    };
    ALL.iter().find(|one| one.kind == word || singular(one.kind) == singular(word))
}

/// The kind of files of a glob.
#[must_use]
pub fn of_files(files: &str) -> Option<&'static Declaration> {
    ALL.iter().find(|one| one.files == files)
}

impl Declaration {
    /// The declared keys; `None` for synonyms, which are lists of words.
    #[must_use]
    pub fn mapping(&self) -> Option<&'static MappingInfo> {
        if let ValueType::Mapping(info) = (self.value)() { Some(info) } else { None }
    }

    /// The kind of thing that its files hold.
    #[must_use]
    pub fn record_kind(&self) -> Option<Kind> {
        let path = self.files.replace("**/", "").replace("*.{md,yaml}", "x.md").replace('*', "x");
        Holds::at(&format!("content/{path}"))?.kind()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::describe::{KeyInfo, Visibility};
    use std::collections::BTreeMap;

    /// Collects every mapping that can be reached, by its name.
    fn reach(value: &ValueType, all: &mut BTreeMap<&'static str, &'static MappingInfo>) {
        match value {
            ValueType::List(element) => reach(element, all),
            ValueType::AnyOf(types) => types.iter().for_each(|value| reach(value, all)),
            ValueType::Mapping(info) => {
                if let Some(known) = all.insert(info.name, info) {
                    assert!(std::ptr::eq(known, *info), "two mappings are called {}", info.name);
                    return;
                }
                info.keys.iter().for_each(|key| reach(&(key.value)(), all));
            }
            _ => {}
        }
    }

    fn mappings() -> BTreeMap<&'static str, &'static MappingInfo> {
        let mut all = BTreeMap::new();
        ALL.iter().for_each(|kind| reach(&(kind.value)(), &mut all));
        all
    }

    #[test]
    fn a_kind_is_named_in_singular_or_plural() {
        let kind = |word| named(word).map(|one| one.kind);
        for (word, expected) in [
            ("articles", "article"),
            ("entries", "entry"),
            ("entry", "entry"),
            ("category", "categories"),
            ("locality", "localities"),
            ("organizations", "organizations"),
            ("series", "series"),
        ] {
            assert_eq!(kind(word), Some(expected), "{word}");
        }
        assert_eq!(kind("mo-hinh"), None);
    }

    #[test]
    fn every_mapping_is_reached_and_says_what_it_is() {
        let all = mappings();
        assert!(
            all.contains_key("PublishedIn") && all.contains_key("Colors") && all.contains_key("TargetValue")
        );
        for info in all.values() {
            assert!(!info.doc.text().is_empty(), "{}", info.name);
            for key in info.keys {
                assert!(!key.doc.text().is_empty(), "{}.{}", info.name, key.name);
            }
        }
    }

    #[test]
    fn every_key_has_a_vietnamese_name() {
        let without: Vec<_> = mappings()
            .values()
            .flat_map(|info| info.keys.iter().map(move |key| (info.name, key.name)))
            .filter(|(_, key)| crate::yaml::names::names(key).is_empty())
            .collect();
        assert_eq!(without, []);
    }

    #[test]
    fn all_that_is_not_for_everybody_is_declared_so() {
        let key = |info: &'static MappingInfo, key: &'static KeyInfo| {
            format!("{}.{} {:?}", info.name, key.name, key.visibility)
        };
        let hidden: Vec<String> = mappings()
            .values()
            .flat_map(|info| info.keys.iter().map(move |key| (*info, key)))
            .filter(|(_, key)| key.visibility != Visibility::Public)
            .map(|(info, hidden)| key(info, hidden))
            .collect();
        let expected = [
            "Approval.by Unshown",
            "Approval.date Unshown",
            "ArticleFields.expires Unshown",
            "ContestFields.excluded PublicName",
            "EntryAuthor.name ByConsent",
            "EntryFields.postmarked Unshown",
            "EntryFields.scores Unshown",
            "EntryFields.private Private",
            "ModelFields.private Private",
            "Score.judge PrivateName",
            "SiteFields.royalties Unshown",
        ];
        assert_eq!(hidden, expected);
    }
}
