//! The kind of a page and what depends only on it: its name, its path in an edition, its overview page.
//!
//! To add a kind of page, add a variant here with its arms below, a line in [`plan`](crate::pages::plan), a context
//! in `src/render` and a template.

use crate::content::article::ArticleGenre;
use crate::content::document::DocumentKind;
use crate::content::model::{Level, Status};
use crate::content::record::Origin;
use crate::diagnostic::Place;
use crate::site::{
    ArticleNo, AuthorNo, CategoryNo, ContestNo, DocumentNo, EntryNo, FieldNo, LocalityNo, ModelNo,
    OrganizationNo, PageNo, ProgrammeNo, RecordNo, SeriesNo, Site, TagNo, TopicNo, permalink,
};

/// The kind of a page. The last `usize` of a list is the number of the page in the list, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// The first page of an edition.
    Home,
    /// A list of articles.
    News(NewsOf, usize),
    Article(ArticleNo),
    Tags,
    /// What has a tag.
    Tag(TagNo, usize),
    /// A list of models.
    Models(ModelsOf, usize),
    Model(ModelNo),
    Contests,
    Contest(ContestNo),
    Rules(ContestNo),
    /// A list of the entries of a contest.
    Entries(ContestNo, EntriesOf, usize),
    Entry(EntryNo),
    Results(ContestNo),
    Programmes,
    Programme(ProgrammeNo),
    /// A list of documents.
    Documents(DocumentsOf, usize),
    Document(DocumentNo),
    /// A dossier.
    Topic(TopicNo, usize),
    /// An author and what they wrote.
    Author(AuthorNo, usize),
    Localities,
    Locality(LocalityNo, usize),
    Organizations,
    Organization(OrganizationNo, usize),
    Statistics,
    /// All series of numbers.
    AllSeries,
    Series(SeriesNo),
    /// The search form, and lists of everything.
    Search,
    /// A standing page, such as "About".
    Standing(PageNo),
    /// The page for HTTP status 404.
    NotFound,
    /// The notice in place of a withdrawn record, by its index in the site's tombstones.
    Withdrawn(usize),
}

/// The articles in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NewsOf {
    All,
    /// Articles of a category and its subcategories.
    Category(CategoryNo),
    Year(i16),
    Genre(ArticleGenre),
}

/// The models in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModelsOf {
    All,
    Field(FieldNo),
    /// Models registered in a year.
    Year(i16),
    Level(Level),
    Status(Status),
    /// Models of a programme, if its own page does not show all of them.
    Programme(ProgrammeNo),
}

/// The documents in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentsOf {
    All,
    Kind(DocumentKind),
    /// Documents issued by an organization.
    Issuer(OrganizationNo),
    /// Documents of a year.
    Year(i16),
}

/// The entries of a contest in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntriesOf {
    All,
    /// Entries of a genre, by its index in the contest.
    Genre(usize),
    Locality(LocalityNo),
    /// Entries whose furthest round this is, by its index in the contest; empty before the results.
    Round(usize),
}

impl PageKind {
    /// The name of the kind, which is also the name of its template.
    pub fn name(self) -> &'static str {
        match self {
            PageKind::Home => "home",
            PageKind::News(..) => "news",
            PageKind::Article(_) => "article",
            PageKind::Tags => "tags",
            PageKind::Tag(..) => "tag",
            PageKind::Models(..) => "models",
            PageKind::Model(_) => "model",
            PageKind::Contests => "contests",
            PageKind::Contest(_) => "contest",
            PageKind::Rules(_) => "rules",
            PageKind::Entries(..) => "entries",
            PageKind::Entry(_) => "entry",
            PageKind::Results(_) => "results",
            PageKind::Programmes => "programmes",
            PageKind::Programme(_) => "programme",
            PageKind::Documents(..) => "documents",
            PageKind::Document(_) => "document",
            PageKind::Topic(..) => "topic",
            PageKind::Author(..) => "author",
            PageKind::Localities => "localities",
            PageKind::Locality(..) => "locality",
            PageKind::Organizations => "organizations",
            PageKind::Organization(..) => "organization",
            PageKind::Statistics => "statistics",
            PageKind::AllSeries => "all-series",
            PageKind::Series(_) => "series",
            PageKind::Search => "search",
            PageKind::Standing(_) => "page",
            PageKind::NotFound => "404",
            PageKind::Withdrawn(_) => "withdrawn",
        }
    }

    /// The path of its first page in the edition with this prefix. Records have their own path, which does not depend
    /// on the prefix.
    pub fn path(self, site: &Site<'_>, prefix: &str) -> String {
        let contest = |no: ContestNo| site.contest(no).record.id.0.as_str();
        match self {
            PageKind::Home => permalink::home(prefix),
            PageKind::News(of, _) => {
                let news = permalink::news(prefix);
                match of {
                    NewsOf::All => news,
                    NewsOf::Category(no) => format!("{prefix}{}", site.category(no).path),
                    NewsOf::Year(year) => permalink::year(&news, year),
                    NewsOf::Genre(genre) => permalink::part(&news, "the-loai", genre.as_str()),
                }
            }
            PageKind::Article(no) => site.article(no).path.clone(),
            PageKind::Tags => permalink::tags(prefix),
            PageKind::Tag(no, _) => permalink::tag(prefix, &site.tag(no).slug),
            PageKind::Models(of, _) => match of {
                ModelsOf::All => permalink::models(prefix),
                ModelsOf::Field(no) => permalink::field(prefix, &site.field(no).fields.id.0),
                ModelsOf::Year(year) => permalink::year(&permalink::models(prefix), year),
                ModelsOf::Level(level) => permalink::level(prefix, level.as_str()),
                ModelsOf::Status(status) => permalink::status(prefix, status.as_str()),
                ModelsOf::Programme(no) => permalink::programme_models(&site.programme(no).record.id.0),
            },
            PageKind::Model(no) => site.model(no).path.clone(),
            PageKind::Contests => permalink::contests(prefix),
            PageKind::Contest(no) => permalink::contest(prefix, contest(no)),
            PageKind::Rules(no) => permalink::rules("", contest(no)),
            PageKind::Entries(no, of, _) => entries_path(site, no, of, prefix),
            PageKind::Entry(no) => site.entry(no).path.clone(),
            PageKind::Results(no) => permalink::results(prefix, contest(no)),
            PageKind::Programmes => permalink::programmes(prefix),
            PageKind::Programme(no) => site.programme(no).path.clone(),
            PageKind::Documents(of, _) => match of {
                DocumentsOf::All => permalink::documents(prefix),
                DocumentsOf::Kind(kind) => permalink::document_kind(prefix, kind),
                DocumentsOf::Issuer(no) => {
                    let id = &site.organization(no).fields.id.0;
                    permalink::part(&permalink::documents(prefix), "co-quan", id)
                }
                DocumentsOf::Year(year) => permalink::year(&permalink::documents(prefix), year),
            },
            PageKind::Document(no) => site.document(no).path.clone(),
            PageKind::Topic(no, _) => permalink::topic(prefix, &site.topic(no).record.id.0),
            PageKind::Author(no, _) => permalink::author(prefix, &site.author(no).record.id.0),
            PageKind::Localities => permalink::localities(prefix),
            PageKind::Locality(no, _) => permalink::locality(prefix, &site.locality(no).fields.id.0),
            PageKind::Organizations => permalink::organizations(prefix),
            PageKind::Organization(no, _) => {
                permalink::organization(prefix, &site.organization(no).fields.id.0)
            }
            PageKind::Statistics => permalink::statistics(prefix),
            PageKind::AllSeries => permalink::all_series(prefix),
            PageKind::Series(no) => permalink::series(prefix, &site.series_at(no).id),
            PageKind::Search => permalink::search(prefix),
            PageKind::Standing(no) => site.page(no).path.clone(),
            PageKind::NotFound => permalink::NOT_FOUND.to_owned(),
            PageKind::Withdrawn(number) => site.tombstones[number].path.clone(),
        }
    }

    /// The overview to which readers are sent if the page does not exist in their language.
    #[must_use]
    pub fn overview(self, site: &Site<'_>) -> Self {
        match self {
            PageKind::Article(_) | PageKind::News(..) | PageKind::Topic(..) | PageKind::Author(..) => {
                PageKind::News(NewsOf::All, 1)
            }
            PageKind::Model(_) | PageKind::Models(..) => PageKind::Models(ModelsOf::All, 1),
            PageKind::Tag(..) => PageKind::Tags,
            PageKind::Rules(no) => PageKind::Contest(no),
            PageKind::Entry(no) => PageKind::Entries(site.entry(no).contest, EntriesOf::All, 1),
            PageKind::Programme(_) => PageKind::Programmes,
            PageKind::Document(_) | PageKind::Documents(..) => PageKind::Documents(DocumentsOf::All, 1),
            _ => PageKind::Home,
        }
    }

    /// The number of the page in its list, from 1; 1 for pages that are not lists.
    pub fn number(self) -> usize {
        match self {
            PageKind::News(_, number) | PageKind::Tag(_, number) | PageKind::Models(_, number) => number,
            PageKind::Entries(_, _, number)
            | PageKind::Documents(_, number)
            | PageKind::Topic(_, number)
            | PageKind::Author(_, number)
            | PageKind::Locality(_, number)
            | PageKind::Organization(_, number) => number,
            _ => 1,
        }
    }

    pub fn is_indexed(self) -> bool {
        !matches!(self, PageKind::NotFound | PageKind::Withdrawn(_))
    }

    /// The record of which this is the page.
    pub fn record(self) -> Option<RecordNo> {
        Some(match self {
            PageKind::Article(no) => RecordNo::Article(no),
            PageKind::Model(no) => RecordNo::Model(no),
            PageKind::Contest(no) => RecordNo::Contest(no),
            PageKind::Rules(no) => RecordNo::Rules(no),
            PageKind::Entry(no) => RecordNo::Entry(no),
            PageKind::Programme(no) => RecordNo::Programme(no),
            PageKind::Document(no) => RecordNo::Document(no),
            PageKind::Topic(no, _) => RecordNo::Topic(no),
            PageKind::Author(no, _) => RecordNo::Author(no),
            PageKind::Standing(no) => RecordNo::Page(no),
            _ => return None,
        })
    }

    /// The origin of the record of the page; on the notice of a withdrawal, that of the withdrawn record.
    pub fn origin<'s>(self, site: &'s Site<'_>) -> Option<&'s Origin> {
        match self {
            PageKind::Withdrawn(number) => Some(site.tombstones[number].origin),
            kind => Some(site.record(kind.record()?).origin),
        }
    }

    /// The page of a record.
    pub fn of_record(record: RecordNo) -> Self {
        match record {
            RecordNo::Article(no) => PageKind::Article(no),
            RecordNo::Model(no) => PageKind::Model(no),
            RecordNo::Contest(no) => PageKind::Contest(no),
            RecordNo::Rules(no) => PageKind::Rules(no),
            RecordNo::Entry(no) => PageKind::Entry(no),
            RecordNo::Programme(no) => PageKind::Programme(no),
            RecordNo::Document(no) => PageKind::Document(no),
            RecordNo::Topic(no) => PageKind::Topic(no, 1),
            RecordNo::Author(no) => PageKind::Author(no, 1),
            RecordNo::Page(no) => PageKind::Standing(no),
        }
    }

    /// The source of the page's record.
    pub(super) fn place(self, site: &Site<'_>) -> Option<Place> {
        let record = match self.record()? {
            // They have the id of their contest.
            RecordNo::Rules(no) => RecordNo::Contest(no),
            record => record,
        };
        Some(site.record(record).origin.place())
    }
}

/// The path of a list.
fn entries_path(site: &Site<'_>, contest: ContestNo, of: EntriesOf, prefix: &str) -> String {
    let record = site.contest(contest).record;
    let all = permalink::entries(prefix, &record.id.0);
    match of {
        EntriesOf::All => all,
        EntriesOf::Genre(at) => permalink::part(&all, "the-loai", &record.fields.genres[at].id.0),
        EntriesOf::Locality(no) => permalink::part(&all, "dia-ban", &site.locality(no).fields.id.0),
        EntriesOf::Round(at) => permalink::part(&all, "vong", &record.fields.rounds[at].id.0),
    }
}
