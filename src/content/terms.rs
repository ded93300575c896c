//! What a key refers to, and the names of all that it may refer to: for commands that write records.
//!
//! In: a catalog. Out: for each [`Kind`] its terms with ids and names, in the order of the files.

use crate::content::catalog::{Catalog, ContestFiles};
use crate::content::kind::{Kind, RecordKind};
use crate::content::taxonomy::CategoryFields;
use crate::value::When;
use crate::yaml::describe::{View, node};
use crate::yaml::{Node, describe::MappingInfo};

/// Something that has an id and can be referred to.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub id: String,
    /// The usual one first.
    pub names: Vec<String>,
    /// The id of the unit above it.
    pub parent: Option<String>,
    /// Its first day, if it has one.
    pub since: Option<When>,
    /// Its last day, if it has one.
    pub until: Option<When>,
}

/// The kind of thing that a key of a mapping refers to by id; `None` for keys that hold something else.
#[must_use]
pub fn referred(mapping: &MappingInfo, key: &str) -> Option<Kind> {
    Some(match (mapping.name, key) {
        ("CategoryFields" | "TermFields", _) => return None,
        ("LocalityFields", "parent") => Kind::Locality,
        ("OrganizationFields", "parent" | "successors") => Kind::Organization,
        // Texts of that name.
        ("EntryAuthor", "organization") | ("SiteFields", "contest") => return None,
        ("EntryFields" | "Prize", "genre") => Kind::Genre,
        ("EntryFields" | "Prize" | "Score" | "ScoreRow", "round") => Kind::Round,
        ("EntryFields", "award") => Kind::Prize,
        (_, "category") => Kind::Category,
        (_, "field") => Kind::Field,
        (_, "locality") => Kind::Locality,
        (_, "organization" | "organizer" | "co_organizers" | "issuer_id") => Kind::Organization,
        ("DocumentFields" | "ProgrammeFields", "issuer") => Kind::Organization,
        (_, "contest") => RecordKind::Contest.into(),
        (_, "models" | "replicated_from") => RecordKind::Model.into(),
        (_, "entries") => RecordKind::Entry.into(),
        (_, "programmes") => RecordKind::Programme.into(),
        (_, "documents" | "amends" | "replaces") => RecordKind::Document.into(),
        ("ArticleFields", "topic") => RecordKind::Topic.into(),
        ("Author", "id") => RecordKind::Author.into(),
        ("TopicFields", "articles") => RecordKind::Article.into(),
        ("ArticleFields", "related" | "translation_of") => RecordKind::Article.into(),
        ("ModelFields", "translation_of") => RecordKind::Model.into(),
        ("PageFields", "translation_of") => RecordKind::Page.into(),
        _ => return None,
    })
}

impl Catalog {
    /// All terms of a kind; genres, rounds and prizes are those of a contest.
    #[must_use]
    pub fn terms(&self, kind: Kind, contest: Option<&ContestFiles>) -> Vec<Term> {
        let lists = &self.taxonomies;
        match kind {
            Kind::Category => categories(lists.categories.entries.iter().map(|(_, one)| one)),
            Kind::Field => {
                let entries = lists.fields.entries.iter();
                entries.map(|(_, one)| term(&one.id.0, [Some(&one.name), one.name_en.as_ref()])).collect()
            }
            Kind::Locality => {
                let entries = lists.localities.entries.iter();
                let of = |one: &crate::content::taxonomy::LocalityFields| Term {
                    parent: one.parent.clone(),
                    since: one.since,
                    until: one.until,
                    ..term(&one.id.0, [Some(&one.name), one.name_en.as_ref(), one.code.as_ref()])
                };
                entries.map(|(_, one)| of(one)).collect()
            }
            Kind::Organization => {
                let entries = lists.organizations.entries.iter();
                let of = |one: &crate::content::taxonomy::OrganizationFields| Term {
                    parent: one.parent.clone(),
                    since: one.since,
                    until: one.until,
                    ..term(&one.id.0, [Some(&one.name), one.name_en.as_ref(), one.short.as_ref()])
                };
                entries.map(|(_, one)| of(one)).collect()
            }
            Kind::Genre => {
                let genres = contest.into_iter().flat_map(|files| &files.contest.fields.genres);
                genres.map(|one| term(&one.id.0, [Some(&one.name)])).collect()
            }
            Kind::Round => {
                let rounds = contest.into_iter().flat_map(|files| &files.contest.fields.rounds);
                rounds.map(|one| term(&one.id.0, [Some(&one.name)])).collect()
            }
            Kind::Prize => {
                let prizes = contest.into_iter().flat_map(|files| &files.contest.fields.prizes);
                prizes.map(|one| term(&one.id.0, [Some(&one.name)])).collect()
            }
            Kind::Record(kind) => self.record_terms(kind),
            Kind::Series | Kind::Target => Vec::new(),
        }
    }

    fn record_terms(&self, kind: RecordKind) -> Vec<Term> {
        let records = self.records().filter(|record| record.kind() == kind);
        let named = records.map(|record| {
            let title = match record.described().view() {
                View::Mapping(pairs) => pairs
                    .into_iter()
                    .find(|(key, _)| matches!(key.name, "title" | "name"))
                    .map(|(_, value)| node(value)),
                _ => None,
            };
            let title =
                title.and_then(|title| if let Node::Text(title) = title { Some(title) } else { None });
            term(&record.name(), [title.as_ref()])
        });
        named.collect()
    }

    /// The contest of an id.
    #[must_use]
    pub fn contest(&self, id: &str) -> Option<&ContestFiles> {
        self.contests.iter().find(|files| files.contest.id.0 == id)
    }
}

fn term<const N: usize>(id: &str, names: [Option<&String>; N]) -> Term {
    let names = names.into_iter().flatten().cloned().collect();
    Term { id: id.to_owned(), names, parent: None, since: None, until: None }
}

fn categories<'c>(of: impl Iterator<Item = &'c CategoryFields>) -> Vec<Term> {
    let mut all = Vec::new();
    for one in of {
        all.push(term(&one.id.0, [Some(&one.name), one.name_en.as_ref()]));
        all.extend(categories(one.children.iter()));
    }
    all
}
