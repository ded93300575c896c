//! The types of the linked site.
//!
//! Lists are filled once by `link` and never change. A number such as [`ArticleNo`] is a position in the list of
//! its kind in [`Site`]. Paths are below the section, without a leading slash: `tin-tuc/bai-a/`.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::Date;

use crate::clock::Now;
use crate::config::Config;
use crate::content::article::{Approval, ArticleFields, Correction};
use crate::content::catalog::{Catalog, RulesFields};
use crate::content::contest::{ContestFields, Genre, Prize, Round};
use crate::content::data::Series;
use crate::content::document::DocumentFields;
use crate::content::entry::EntryFields;
use crate::content::model::{ModelFields, Recognition};
use crate::content::page::PageFields;
use crate::content::programme::ProgrammeFields;
use crate::content::record::{Origin, Record};
use crate::content::taxonomy::{CategoryFields, FieldFields};
use crate::content::topic::{AuthorFields, TopicFields};
use crate::diagnostic::Place;
pub use crate::image::AttachedFile;
use crate::image::Picture;
use crate::site::headlines::Headlines;
use crate::site::numbers::{
    ArticleNo, AuthorNo, CategoryNo, ContestNo, DocumentNo, EntryNo, FieldNo, LocalityNo, ModelNo,
    OrganizationNo, PageNo, ProgrammeNo, SeriesNo, TagNo, TopicNo,
};
use crate::site::publication::{Skipped, Stage, TombstoneKind};
use crate::site::register::Register;
use crate::site::similar::Related;
pub use crate::site::unit::{Life, Locality, OfOrganization, Organization, Unit, UnitKind};
use crate::source::Sources;
use crate::value::When;
use bantin_text::language::Language;

/// The linked site.
#[derive(Debug)]
pub struct Site<'c> {
    pub config: &'c Config,
    /// Used for data series and the texts of bodies.
    pub catalog: &'c Catalog,
    pub sources: &'c Sources,
    /// The time of the build.
    pub now: Now,
    pub publisher: OrganizationNo,
    /// Replaces the logo of the theme.
    pub logo: Option<Picture>,
    /// Published articles of all languages, newest first, then by id.
    pub articles: Vec<Article<'c>>,
    /// Published models: newest registration first, then by name.
    pub models: Vec<Model<'c>>,
    /// Contests, the latest first.
    pub contests: Vec<Contest<'c>>,
    /// Published entries of all contests, by contest, then by title.
    pub entries: Vec<Entry<'c>>,
    /// Latest first.
    pub programmes: Vec<Programme<'c>>,
    /// Published documents, newest first.
    pub documents: Vec<Document<'c>>,
    /// By id.
    pub pages: Vec<Page<'c>>,
    /// Dossiers, in the order of the file.
    pub topics: Vec<Topic<'c>>,
    /// Authors with a page, in the order of the file.
    pub authors: Vec<Author<'c>>,
    /// Categories: each before its children, in the order of the file.
    pub categories: Vec<Category<'c>>,
    /// Tags of published articles and models, in Vietnamese order.
    pub tags: Vec<Tag>,
    /// Fields of models, in the order of the file.
    pub fields: Vec<Field<'c>>,
    /// Localities, in the order of the file.
    pub localities: Vec<Locality<'c>>,
    /// Organizations, in the order of the file.
    pub organizations: Vec<Organization<'c>>,
    /// Series with pages of their own, by title.
    pub shown_series: Vec<SeriesNo>,
    /// Notices in place of withdrawn records.
    pub tombstones: Vec<Tombstone<'c>>,
    /// Redirects of old paths.
    pub redirects: Vec<Redirection>,
    /// Page views by path; empty if the site has no such series.
    pub views: BTreeMap<String, u64>,
    /// Unpublished records, and why.
    pub skipped: Vec<Skipped>,
    /// The ids of all records and terms.
    pub ids: Register<'c>,
    /// The index of related articles.
    pub(super) related: Related,
    pub headlines: Arc<Headlines>,
}

/// A published article.
#[derive(Debug)]
pub struct Article<'c> {
    pub record: &'c Record<ArticleFields>,
    pub language: Language,
    pub path: String,
    /// In the site's time zone.
    pub date: Zoned,
    /// Not what lies ahead.
    pub updated: Option<When>,
    /// Those made so far.
    pub corrections: Vec<&'c Correction>,
    /// If it was given.
    pub approved: Option<&'c Approval>,
    pub category: CategoryNo,
    /// The dossier it belongs to.
    pub topic: Option<TopicNo>,
    /// Who wrote it, in the order written.
    pub bylines: Vec<Byline<'c>>,
    /// Without duplicates, in the order written.
    pub tags: Vec<TagNo>,
    pub locality: Option<LocalityNo>,
    pub organization: Option<OrganizationNo>,
    /// Published models that it names.
    pub models: Vec<ModelNo>,
    pub contest: Option<ContestNo>,
    /// Published entries that it names.
    pub entries: Vec<EntryNo>,
    /// Published programmes that it names.
    pub programmes: Vec<ProgrammeNo>,
    /// Published documents that it names.
    pub documents: Vec<DocumentNo>,
    /// The related articles chosen by an editor; [`Site::related`] adds the most similar ones.
    pub related: Vec<ArticleNo>,
    /// The next newer article of the same language and top category.
    pub newer: Option<ArticleNo>,
    /// The next older one.
    pub older: Option<ArticleNo>,
    /// Published translations.
    pub translations: Vec<ArticleNo>,
    pub image: Option<Picture>,
    /// In the order written.
    pub audio: Option<Audio>,
    pub attachments: Vec<AttachedFile>,
}

/// Who wrote an article.
#[derive(Debug, Clone, Copy)]
pub struct Byline<'c> {
    pub name: &'c str,
    pub role: Option<&'c str>,
    /// The author's page; `None` for a name without an entry.
    pub author: Option<AuthorNo>,
}

/// A dossier.
#[derive(Debug)]
pub struct Topic<'c> {
    pub record: &'c Record<TopicFields>,
    /// The page in the edition of the main language.
    pub path: String,
    pub image: Option<Picture>,
    /// The articles put first by an editor, then all others that name it, newest first.
    pub articles: Vec<ArticleNo>,
}

/// An author with a page.
#[derive(Debug)]
pub struct Author<'c> {
    pub record: &'c Record<AuthorFields>,
    /// The page in the edition of the main language.
    pub path: String,
    pub image: Option<Picture>,
    pub organization: Option<OrganizationNo>,
    /// Published articles that name them by id, newest first.
    pub articles: Vec<ArticleNo>,
}

/// A published model.
#[derive(Debug)]
pub struct Model<'c> {
    pub record: &'c Record<ModelFields>,
    pub language: Language,
    pub path: String,
    pub field: FieldNo,
    pub locality: LocalityNo,
    pub organization: Option<OrganizationNo>,
    pub tags: Vec<TagNo>,
    /// Published models that it replicates.
    pub replicated_from: Vec<ModelNo>,
    /// Published models that replicate it.
    pub replicated_by: Vec<ModelNo>,
    /// Published articles that name it, newest first.
    pub articles: Vec<ArticleNo>,
    /// Published programmes that it belongs to.
    pub programmes: Vec<ProgrammeNo>,
    /// Published entries about it.
    pub entries: Vec<EntryNo>,
    /// Published translations.
    pub translations: Vec<ModelNo>,
    pub images: Vec<Picture>,
    /// If it was decided.
    pub recognition: Option<&'c Recognition>,
    /// Those made so far.
    pub corrections: Vec<&'c Correction>,
}

#[derive(Debug)]
pub struct Contest<'c> {
    pub record: &'c Record<ContestFields>,
    pub rules: Option<&'c Record<RulesFields>>,
    /// When the rules were last changed; not what lies ahead.
    pub rules_updated: Option<When>,
    pub path: String,
    /// The first moment of the submission period.
    pub opens: Zoned,
    /// The last moment of the submission period.
    pub closes: Zoned,
    pub results_at: Option<Zoned>,
    /// At the time of the build.
    pub stage: Stage,
    pub organizer: OrganizationNo,
    pub co_organizers: Vec<OrganizationNo>,
    /// Published programmes that it belongs to.
    pub programmes: Vec<ProgrammeNo>,
    /// Published entries, by title.
    pub entries: Vec<EntryNo>,
    /// Published articles that name it, newest first.
    pub articles: Vec<ArticleNo>,
    /// Whether, after the results, an entry with a prize may not be published.
    pub unnamed_winners: bool,
    /// Those who may not take part, without judges.
    pub excluded: Vec<&'c str>,
    pub image: Option<Picture>,
}

/// A published entry.
#[derive(Debug)]
pub struct Entry<'c> {
    /// As written. Use the fields below for names, rounds and awards: they are what may be shown.
    pub record: &'c Record<EntryFields>,
    pub contest: ContestNo,
    pub path: String,
    pub genre: &'c Genre,
    /// The authors as the consent allows; empty if no names may be shown.
    pub authors: Vec<ShownAuthor>,
    pub organization: Option<OrganizationNo>,
    pub locality: Option<LocalityNo>,
    /// Published models it is about.
    pub models: Vec<ModelNo>,
    /// The furthest round; `None` before the results.
    pub round: Option<&'c Round>,
    /// `None` before the results.
    pub award: Option<&'c Prize>,
    /// Published articles that name it, newest first.
    pub articles: Vec<ArticleNo>,
    /// The previous entry of the contest.
    pub previous: Option<EntryNo>,
    /// The next entry of the contest.
    pub next: Option<EntryNo>,
    pub media: Vec<ShownMedium>,
}

/// An author as the consent allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownAuthor {
    /// Full name or pen name.
    pub name: String,
    /// The place of work; `None` with a pen name.
    pub organization: Option<String>,
    /// Whether the author leads a group.
    pub lead: bool,
}

/// A medium of an entry, resolved.
#[derive(Debug, Clone, PartialEq)]
pub enum ShownMedium {
    /// A picture with its caption.
    Image(Picture),
    /// A file in the output: film, sound or document.
    File {
        /// `video`, `audio` or `pdf`.
        kind: &'static str,
        file: AttachedFile,
        caption: Option<String>,
        minutes: Option<f64>,
    },
    /// An external medium.
    Elsewhere {
        /// `image`, `video`, `audio` or `pdf`.
        kind: &'static str,
        url: String,
        caption: Option<String>,
        minutes: Option<f64>,
    },
}

impl ShownMedium {
    /// The picture, if the medium is one in the output.
    pub fn picture(&self) -> Option<&Picture> {
        if let Self::Image(picture) = self { Some(picture) } else { None }
    }

    /// The file in the output, if the medium is one other than a picture.
    pub fn file(&self) -> Option<&AttachedFile> {
        if let Self::File { file, .. } = self { Some(file) } else { None }
    }
}

#[derive(Debug)]
pub struct Programme<'c> {
    pub record: &'c Record<ProgrammeFields>,
    pub path: String,
    pub issuer: Option<OrganizationNo>,
    /// Published articles that name it or one of its contests, newest first.
    pub articles: Vec<ArticleNo>,
    /// Published models that belong to it.
    pub models: Vec<ModelNo>,
    /// Contests that belong to it, the latest first.
    pub contests: Vec<ContestNo>,
    /// Published documents that belong to it, newest first.
    pub documents: Vec<DocumentNo>,
}

/// A published document.
#[derive(Debug)]
pub struct Document<'c> {
    pub record: &'c Record<DocumentFields>,
    pub language: Language,
    pub path: String,
    /// In the site's time zone.
    pub issued: Zoned,
    /// At the time of the build.
    pub force: Force,
    pub issuer: Option<OrganizationNo>,
    pub field: Option<FieldNo>,
    pub file: Option<AttachedFile>,
    pub amends: Vec<DocumentNo>,
    pub amended_by: Vec<DocumentNo>,
    pub replaces: Vec<DocumentNo>,
    pub replaced_by: Vec<DocumentNo>,
    pub programmes: Vec<ProgrammeNo>,
    /// Published articles that name it, newest first.
    pub articles: Vec<ArticleNo>,
    pub tags: Vec<TagNo>,
    /// Those made so far.
    pub corrections: Vec<&'c Correction>,
    /// If it was given.
    pub approved: Option<&'c Approval>,
}

/// Whether a document is in force at the time of the build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// Not yet.
    Ahead,
    InForce,
    /// It has expired, or another one has taken its place.
    Ended,
}

impl Force {
    /// The word used in templates and interface texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Force::Ahead => "ahead",
            Force::InForce => "in-force",
            Force::Ended => "ended",
        }
    }
}

/// A standing page.
#[derive(Debug)]
pub struct Page<'c> {
    pub record: &'c Record<PageFields>,
    pub language: Language,
    pub path: String,
    /// Not what lies ahead.
    pub updated: Option<When>,
    /// Those made so far.
    pub corrections: Vec<&'c Correction>,
    /// Published translations.
    pub translations: Vec<PageNo>,
    pub image: Option<Picture>,
}

#[derive(Debug)]
pub struct Category<'c> {
    pub fields: &'c CategoryFields,
    /// The page in the edition of the main language.
    pub path: String,
    pub parent: Option<CategoryNo>,
    pub children: Vec<CategoryNo>,
    /// Published articles in it and its subcategories, newest first.
    pub articles: Vec<ArticleNo>,
}

/// A tag: keywords that differ only in case, position of the tone mark or white space.
#[derive(Debug)]
pub struct Tag {
    /// The most frequent spelling.
    pub name: String,
    pub slug: String,
    /// Published articles with the tag, newest first.
    pub articles: Vec<ArticleNo>,
    /// Published models with the tag.
    pub models: Vec<ModelNo>,
    /// Published documents with the tag, newest first.
    pub documents: Vec<DocumentNo>,
}

/// A field of models.
#[derive(Debug)]
pub struct Field<'c> {
    pub fields: &'c FieldFields,
    /// Published models of the field.
    pub models: Vec<ModelNo>,
}

/// A notice in place of a withdrawn record, which shows nothing else of it.
#[derive(Debug)]
pub struct Tombstone<'c> {
    pub path: String,
    pub language: Language,
    pub kind: TombstoneKind,
    /// For an entry `contest/entry`.
    pub id: String,
    pub date: Option<When>,
    pub reason: Option<&'c str>,
    /// The origin of the withdrawn record.
    pub origin: &'c Origin,
}

/// A recording above an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audio {
    pub file: AttachedFile,
    pub transcript: Option<AttachedFile>,
}

/// A redirect of an old path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirection {
    /// The old path relative to the section, without a leading slash; a folder or a file.
    pub from: String,
    /// A path relative to the section, or an external address.
    pub to: String,
    /// The alias or redirect in the files.
    pub place: Place,
}

/// The number of a unit, with the list to which it belongs.
pub trait UnitNo: UnitKind {
    fn all<'s, 'c>(site: &'s Site<'c>) -> &'s [Unit<'c, Self>];
}

impl UnitNo for LocalityNo {
    fn all<'s, 'c>(site: &'s Site<'c>) -> &'s [Locality<'c>] {
        &site.localities
    }
}

impl UnitNo for OrganizationNo {
    fn all<'s, 'c>(site: &'s Site<'c>) -> &'s [Organization<'c>] {
        &site.organizations
    }
}

impl<'c> Site<'c> {
    /// The day of a date in the site's time zone.
    pub fn day(&self, when: &When) -> Date {
        when.day(&self.config.time_zone)
    }

    /// The last day that a date may mean, in the site's time zone.
    pub fn last_day(&self, when: &When) -> Date {
        when.last_day(&self.config.time_zone)
    }

    /// The day of the build in the site's time zone.
    pub fn today(&self) -> Date {
        self.now.day(&self.config.time_zone)
    }

    pub fn series(&self, id: &str) -> Option<&'c Series> {
        self.ids.series.get(id).map(|at| &self.catalog.series[at])
    }

    pub fn series_at(&self, no: SeriesNo) -> &'c Series {
        &self.catalog.series[no.0]
    }

    pub fn unit<No: UnitNo>(&self, no: No) -> &Unit<'c, No> {
        &No::all(self)[no.position()]
    }
}

/// The element of a number, and all numbers of a list.
macro_rules! lists {
    ($($list:ident[$no:ident]: $one:ident -> $of:ty, $all:ident;)+) => {
        impl<'c> Site<'c> { $(
            pub fn $one(&self, no: $no) -> &$of {
                &self.$list[no.0]
            }

            pub fn $all(&self) -> impl Iterator<Item = $no> + Clone + use<> {
                (0..self.$list.len()).map($no)
            }
        )+ }
    };
}

lists! {
    articles[ArticleNo]: article -> Article<'c>, article_numbers;
    models[ModelNo]: model -> Model<'c>, model_numbers;
    contests[ContestNo]: contest -> Contest<'c>, contest_numbers;
    entries[EntryNo]: entry -> Entry<'c>, entry_numbers;
    programmes[ProgrammeNo]: programme -> Programme<'c>, programme_numbers;
    documents[DocumentNo]: document -> Document<'c>, document_numbers;
    pages[PageNo]: page -> Page<'c>, page_numbers;
    topics[TopicNo]: topic -> Topic<'c>, topic_numbers;
    authors[AuthorNo]: author -> Author<'c>, author_numbers;
    categories[CategoryNo]: category -> Category<'c>, category_numbers;
    tags[TagNo]: tag -> Tag, tag_numbers;
    fields[FieldNo]: field -> Field<'c>, field_numbers;
    localities[LocalityNo]: locality -> Locality<'c>, locality_numbers;
    organizations[OrganizationNo]: organization -> Organization<'c>, organization_numbers;
}
