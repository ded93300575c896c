//! All records of a site, as parsed and before they are linked.

use crate::config::Config;
use crate::config::raw::SiteFields;
use crate::content::article::ArticleFields;
use crate::content::contest::ContestFields;
use crate::content::data::Series;
use crate::content::document::DocumentFields;
use crate::content::entry::EntryFields;
use crate::content::lost::LostRecords;
use crate::content::model::ModelFields;
use crate::content::page::PageFields;
use crate::content::programme::ProgrammeFields;
use crate::content::record::Record;
use crate::content::taxonomy::{CategoryFields, FieldFields, LocalityFields, OrganizationFields};
use crate::content::topic::{AuthorFields, TopicFields};
use crate::source::SourceId;
use crate::value::When;
use crate::yaml::declare::fields;
use crate::yaml::describe::Described;

/// All records, in the order of the files' paths.
#[derive(Debug)]
pub struct Catalog {
    /// `site.yaml` as written; `None` if it cannot be read.
    pub settings: Option<SiteFields>,
    pub config: Config,
    /// Categories, fields, localities, organizations, synonyms.
    pub taxonomies: Taxonomies,
    pub articles: Vec<Record<ArticleFields>>,
    pub models: Vec<Record<ModelFields>>,
    pub contests: Vec<ContestFiles>,
    pub programmes: Vec<Record<ProgrammeFields>>,
    pub documents: Vec<Record<DocumentFields>>,
    pub pages: Vec<Record<PageFields>>,
    /// Dossiers.
    pub topics: Vec<Record<TopicFields>>,
    /// Authors with a page of their own.
    pub authors: Vec<Record<AuthorFields>>,
    pub series: Vec<Series>,
    /// Ids of records that could not be read.
    pub lost: LostRecords,
}

/// The files in a contest's folder.
#[derive(Debug)]
pub struct ContestFiles {
    /// Its name below `contests/`.
    pub folder: String,
    /// `contest.yaml`.
    pub contest: Record<ContestFields>,
    /// `rules.md`.
    pub rules: Option<Record<RulesFields>>,
    /// `entries/**`.
    pub entries: Vec<Record<EntryFields>>,
}

fields! {
    /// The front matter that `rules.md` may have.
    pub struct RulesFields {
        /// Its title.
        optional title: String,
        /// When it was last changed.
        optional updated: When,
    }
}

/// The five lists of `content/taxonomies/`.
#[derive(Debug, Clone, Default)]
pub struct Taxonomies {
    /// A tree.
    pub categories: Listed<CategoryFields>,
    /// Fields of models.
    pub fields: Listed<FieldFields>,
    /// Administrative units.
    pub localities: Listed<LocalityFields>,
    pub organizations: Listed<OrganizationFields>,
    /// Groups of words that mean the same.
    pub synonyms: Listed<Vec<String>>,
}

/// The elements of one taxonomy file.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    /// The file; `None` if it does not exist.
    pub source: Option<SourceId>,
    /// The elements in order, each with its index in the file.
    pub entries: Vec<(usize, T)>,
}

impl Taxonomies {
    /// All elements of all lists.
    pub fn described(&self) -> Vec<&dyn Described> {
        fn all<T: Described>(listed: &Listed<T>) -> impl Iterator<Item = &dyn Described> {
            listed.entries.iter().map(|(_, entry)| entry as &dyn Described)
        }
        let units = all(&self.localities).chain(all(&self.organizations));
        all(&self.categories).chain(all(&self.fields)).chain(units).chain(all(&self.synonyms)).collect()
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { source: None, entries: Vec::new() }
    }
}
