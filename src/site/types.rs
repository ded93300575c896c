//! The types of the linked whole.
//!
//! Lists are filled once by `link` and never change. A number such as [`ArticleNo`] is a position in the list of
//! its kind in [`Site`]. Paths are below the section, without a leading slash: `tin-tuc/bai-a/`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use crate::config::Config;
use crate::content::article::ArticleFields;
use crate::content::catalog::{Catalog, RulesFields};
use crate::content::contest::{ContestFields, Genre, Prize, Round};
use crate::content::data::Series;
use crate::content::entry::EntryFields;
use crate::content::model::ModelFields;
use crate::content::page::PageFields;
use crate::content::programme::ProgrammeFields;
use crate::content::record::{Origin, Record};
use crate::content::taxonomy::{CategoryFields, FieldFields};
pub use crate::image::AttachedFile;
use crate::image::Picture;
use crate::site::numbers::{
    ArticleNo, CategoryNo, ContestNo, EntryNo, FieldNo, LocalityNo, ModelNo, OrganizationNo, PageNo,
    ProgrammeNo, TagNo,
};
use crate::site::publication::{Skipped, Stage, TombstoneKind};
use crate::site::register::Register;
pub use crate::site::unit::{Life, Locality, Organization, Unit, UnitKind};
use crate::source::Sources;
use crate::value::When;
use bantin_text::language::Language;

/// The linked whole.
#[derive(Debug)]
pub struct Site<'c> {
    /// The settings.
    pub config: &'c Config,
    /// What was written; for data series and the texts of bodies.
    pub catalog: &'c Catalog,
    /// All texts.
    pub sources: &'c Sources,
    /// The clock of the build.
    pub now: Timestamp,
    /// The publisher.
    pub publisher: OrganizationNo,
    /// Its own sign instead of the theme's.
    pub logo: Option<Picture>,
    /// Published articles of all languages, newest first, then by id.
    pub articles: Vec<Article<'c>>,
    /// Published models: newest registration first, then by name.
    pub models: Vec<Model<'c>>,
    /// Contests, the latest first.
    pub contests: Vec<Contest<'c>>,
    /// Published entries of all contests, by contest, then by title.
    pub entries: Vec<Entry<'c>>,
    /// Programmes, the latest first.
    pub programmes: Vec<Programme<'c>>,
    /// Standing pages, by id.
    pub pages: Vec<Page<'c>>,
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
    /// Pages that say that something was taken back.
    pub tombstones: Vec<Tombstone<'c>>,
    /// Old paths and where they lead now.
    pub redirects: Vec<Redirection>,
    /// How often pages were read, by path; empty where nobody counted.
    pub views: BTreeMap<String, u64>,
    /// What is not published, and why.
    pub skipped: Vec<Skipped>,
    /// The ids of all records and terms.
    pub ids: Register<'c>,
}

/// A published article.
#[derive(Debug)]
pub struct Article<'c> {
    /// What was written.
    pub record: &'c Record<ArticleFields>,
    /// The language it is written in.
    pub language: Language,
    /// Its page.
    pub path: String,
    /// When it was published, in the site's time zone.
    pub date: Zoned,
    /// When it was changed.
    pub updated: Option<Zoned>,
    /// Its category.
    pub category: CategoryNo,
    /// Its tags, each once, in the order written.
    pub tags: Vec<TagNo>,
    /// Its locality.
    pub locality: Option<LocalityNo>,
    /// Its organization.
    pub organization: Option<OrganizationNo>,
    /// Published models it names.
    pub models: Vec<ModelNo>,
    /// The contest it names.
    pub contest: Option<ContestNo>,
    /// Published entries it names.
    pub entries: Vec<EntryNo>,
    /// Other published articles to read: those an editor chose, then those that share most.
    pub related: Vec<ArticleNo>,
    /// The next newer article of the same language and top category.
    pub newer: Option<ArticleNo>,
    /// The next older one.
    pub older: Option<ArticleNo>,
    /// The same article in other languages.
    pub translations: Vec<ArticleNo>,
    /// Its picture.
    pub image: Option<Picture>,
    /// Its attachments, in the order written.
    pub attachments: Vec<AttachedFile>,
}

/// A published model.
#[derive(Debug)]
pub struct Model<'c> {
    /// What was written.
    pub record: &'c Record<ModelFields>,
    /// The language it is written in.
    pub language: Language,
    /// Its page.
    pub path: String,
    /// Its field.
    pub field: FieldNo,
    /// Where it is.
    pub locality: LocalityNo,
    /// Who runs it.
    pub organization: Option<OrganizationNo>,
    /// Its tags.
    pub tags: Vec<TagNo>,
    /// Published models it copies.
    pub replicated_from: Vec<ModelNo>,
    /// Published models that copy it.
    pub replicated_by: Vec<ModelNo>,
    /// Published articles that name it, newest first.
    pub articles: Vec<ArticleNo>,
    /// Published entries about it.
    pub entries: Vec<EntryNo>,
    /// The same model in other languages.
    pub translations: Vec<ModelNo>,
    /// Its pictures.
    pub images: Vec<Picture>,
}

/// A contest.
#[derive(Debug)]
pub struct Contest<'c> {
    /// What was written.
    pub record: &'c Record<ContestFields>,
    /// Its rules.
    pub rules: Option<&'c Record<RulesFields>>,
    /// Its page.
    pub path: String,
    /// First moment at which entries are taken.
    pub opens: Zoned,
    /// Last moment.
    pub closes: Zoned,
    /// When the results are made known.
    pub results_at: Option<Zoned>,
    /// What the clock says.
    pub stage: Stage,
    /// Who runs it.
    pub organizer: OrganizationNo,
    /// Who helps.
    pub co_organizers: Vec<OrganizationNo>,
    /// Published entries, by title.
    pub entries: Vec<EntryNo>,
    /// Published articles that name it, newest first.
    pub articles: Vec<ArticleNo>,
    /// Whether, once the results are known, an entry has a prize but may not be published.
    pub unnamed_winners: bool,
    /// Its picture.
    pub image: Option<Picture>,
}

/// A published entry.
#[derive(Debug)]
pub struct Entry<'c> {
    /// What was written. Names, rounds, awards and scores are taken from the fields below instead, never from here.
    pub record: &'c Record<EntryFields>,
    /// Its contest.
    pub contest: ContestNo,
    /// Its page.
    pub path: String,
    /// Its genre.
    pub genre: &'c Genre,
    /// Its authors as the consent says; no names where it says none.
    pub authors: Vec<ShownAuthor>,
    /// For which organization.
    pub organization: Option<OrganizationNo>,
    /// From where.
    pub locality: Option<LocalityNo>,
    /// Published models it is about.
    pub models: Vec<ModelNo>,
    /// The furthest round; nothing before the results.
    pub round: Option<&'c Round>,
    /// Its prize; nothing before the results.
    pub award: Option<&'c Prize>,
    /// Published articles that name it, newest first.
    pub articles: Vec<ArticleNo>,
    /// The entry before it in its contest.
    pub previous: Option<EntryNo>,
    /// The entry after it.
    pub next: Option<EntryNo>,
    /// Its media.
    pub media: Vec<ShownMedium>,
}

/// An author as the consent says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownAuthor {
    /// Full name or pen name.
    pub name: String,
    /// Where they work; nothing with a pen name.
    pub organization: Option<String>,
    /// Whether they lead a group.
    pub lead: bool,
}

/// A medium of an entry, found.
#[derive(Debug, Clone, PartialEq)]
pub enum ShownMedium {
    /// A picture with its caption.
    Image(Picture),
    /// A file in the output: film, sound or document.
    File {
        /// `video`, `audio` or `pdf`.
        kind: &'static str,
        /// The file.
        file: AttachedFile,
        /// Caption.
        caption: Option<String>,
        /// How long it is.
        minutes: Option<f64>,
    },
    /// Something elsewhere.
    Elsewhere {
        /// `image`, `video`, `audio` or `pdf`.
        kind: &'static str,
        /// Its address.
        url: String,
        /// Caption.
        caption: Option<String>,
        /// How long it is.
        minutes: Option<f64>,
    },
}

impl ShownMedium {
    /// The picture, if the medium is one in the output.
    #[must_use]
    pub fn picture(&self) -> Option<&Picture> {
        if let Self::Image(picture) = self { Some(picture) } else { None }
    }

    /// The file in the output, if the medium is one other than a picture.
    #[must_use]
    pub fn file(&self) -> Option<&AttachedFile> {
        if let Self::File { file, .. } = self { Some(file) } else { None }
    }
}

/// A programme.
#[derive(Debug)]
pub struct Programme<'c> {
    /// What was written.
    pub record: &'c Record<ProgrammeFields>,
    /// Its page.
    pub path: String,
    /// Who issued it.
    pub issuer: Option<OrganizationNo>,
}

/// A standing page.
#[derive(Debug)]
pub struct Page<'c> {
    /// What was written.
    pub record: &'c Record<PageFields>,
    /// The language it is written in.
    pub language: Language,
    /// Its path.
    pub path: String,
    /// When it was changed.
    pub updated: Option<Zoned>,
    /// The same page in other languages.
    pub translations: Vec<PageNo>,
    /// Its picture.
    pub image: Option<Picture>,
}

/// A category.
#[derive(Debug)]
pub struct Category<'c> {
    /// What was written.
    pub fields: &'c CategoryFields,
    /// Its page in the main language's edition.
    pub path: String,
    /// The category above it.
    pub parent: Option<CategoryNo>,
    /// The categories below it.
    pub children: Vec<CategoryNo>,
    /// Published articles in it and below it, newest first.
    pub articles: Vec<ArticleNo>,
}

/// A tag: one spelling of a keyword.
#[derive(Debug)]
pub struct Tag {
    /// As most records write it.
    pub name: String,
    /// Its slug.
    pub slug: String,
    /// Published articles that carry it, newest first.
    pub articles: Vec<ArticleNo>,
    /// Published models that carry it.
    pub models: Vec<ModelNo>,
}

/// A field of models.
#[derive(Debug)]
pub struct Field<'c> {
    /// What was written.
    pub fields: &'c FieldFields,
    /// Published models in it.
    pub models: Vec<ModelNo>,
}

/// A page that says that something was taken back, and nothing else of it.
#[derive(Debug)]
pub struct Tombstone<'c> {
    /// Its page.
    pub path: String,
    /// The language of the page.
    pub language: Language,
    /// Whether an article or an entry stood there.
    pub kind: TombstoneKind,
    /// Its id; for an entry `contest/entry`.
    pub id: String,
    /// When it was taken back.
    pub date: Option<Zoned>,
    pub reason: Option<&'c str>,
    /// The origin of the withdrawn record.
    pub origin: &'c Origin,
}

/// An old path and where it leads now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirection {
    /// The old path below the section, without a leading slash; a folder or a file.
    pub from: String,
    /// A path below the section, or an address elsewhere.
    pub to: String,
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
    /// The day of a date, by the site's time zone.
    pub fn day(&self, when: &When) -> Date {
        when.day(&self.config.time_zone)
    }

    /// The day of the clock.
    pub fn today(&self) -> Date {
        self.now.to_zoned(self.config.time_zone.clone()).date()
    }

    /// A series for charts.
    pub fn series(&self, id: &str) -> Option<&'c Series> {
        self.ids.series.get(id).map(|at| &self.catalog.series[at])
    }

    /// The article of a number.
    pub fn article(&self, no: ArticleNo) -> &Article<'c> {
        &self.articles[no.0]
    }

    /// The model of a number.
    pub fn model(&self, no: ModelNo) -> &Model<'c> {
        &self.models[no.0]
    }

    /// The contest of a number.
    pub fn contest(&self, no: ContestNo) -> &Contest<'c> {
        &self.contests[no.0]
    }

    /// The entry of a number.
    pub fn entry(&self, no: EntryNo) -> &Entry<'c> {
        &self.entries[no.0]
    }

    /// The programme of a number.
    pub fn programme(&self, no: ProgrammeNo) -> &Programme<'c> {
        &self.programmes[no.0]
    }

    /// The page of a number.
    pub fn page(&self, no: PageNo) -> &Page<'c> {
        &self.pages[no.0]
    }

    /// The category of a number.
    pub fn category(&self, no: CategoryNo) -> &Category<'c> {
        &self.categories[no.0]
    }

    /// The tag of a number.
    pub fn tag(&self, no: TagNo) -> &Tag {
        &self.tags[no.0]
    }

    /// The field of a number.
    pub fn field(&self, no: FieldNo) -> &Field<'c> {
        &self.fields[no.0]
    }

    pub fn unit<No: UnitNo>(&self, no: No) -> &Unit<'c, No> {
        &No::all(self)[no.position()]
    }

    /// The locality of a number.
    pub fn locality(&self, no: LocalityNo) -> &Locality<'c> {
        &self.localities[no.0]
    }

    /// The organization of a number.
    pub fn organization(&self, no: OrganizationNo) -> &Organization<'c> {
        &self.organizations[no.0]
    }
}
