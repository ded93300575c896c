//! Everything that was written, read: the records of all kinds before they are linked.

use crate::config::Config;
use crate::config::raw::SiteFields;
use crate::content::article::ArticleFields;
use crate::content::contest::ContestFields;
use crate::content::data::Series;
use crate::content::entry::EntryFields;
use crate::content::lost::LostRecords;
use crate::content::model::ModelFields;
use crate::content::page::PageFields;
use crate::content::programme::ProgrammeFields;
use crate::content::record::Record;
use crate::content::taxonomy::{CategoryFields, FieldFields, LocalityFields, OrganizationFields};
use crate::source::SourceId;
use crate::value::When;
use crate::yaml::declare::fields;
use crate::yaml::describe::Described;

/// Everything that was written, in the order of the files' paths.
#[derive(Debug)]
pub struct Catalog {
    /// `site.yaml` as it is written; nothing where it cannot be read.
    pub settings: Option<SiteFields>,
    /// The settings.
    pub config: Config,
    /// Categories, fields, localities, organizations, synonyms.
    pub taxonomies: Taxonomies,
    /// Articles.
    pub articles: Vec<Record<ArticleFields>>,
    /// Models.
    pub models: Vec<Record<ModelFields>>,
    /// Contests with their entries.
    pub contests: Vec<ContestFiles>,
    /// Programmes.
    pub programmes: Vec<Record<ProgrammeFields>>,
    /// Standing pages.
    pub pages: Vec<Record<PageFields>>,
    /// Series for charts.
    pub series: Vec<Series>,
    /// What was written and could not be read.
    pub lost: LostRecords,
}

/// A contest's folder.
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
#[derive(Debug, Default)]
pub struct Taxonomies {
    /// A tree.
    pub categories: Listed<CategoryFields>,
    /// Fields of models.
    pub fields: Listed<FieldFields>,
    /// Administrative units.
    pub localities: Listed<LocalityFields>,
    /// Organizations.
    pub organizations: Listed<OrganizationFields>,
    /// Groups of words that mean the same.
    pub synonyms: Listed<Vec<String>>,
}

/// The elements of one taxonomy file.
#[derive(Debug)]
pub struct Listed<T> {
    /// The file; nothing where there is none.
    pub source: Option<SourceId>,
    /// What it lists, in its order; the number is the element's in the file.
    pub entries: Vec<(usize, T)>,
}

impl Taxonomies {
    /// Everything that the files list.
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
