//! The messages (interface texts) that the engine itself uses, declared once as [`Message`].
//!
//! The declaration yields the typed keys with their arguments, the check that a theme has all of them, and the table in
//! `docs/theme.md`. An unused key does not compile (`dead_code` is denied).

use std::borrow::Cow;

use crate::content::article::ArticleGenre;
use crate::content::document::DocumentKind;
use crate::content::model::{Level, Status};
use crate::pages::DataTable;
use crate::theme::argument::Argument;
use bantin_text::language::Language;

/// Declares [`Message`]: messages without arguments (`fixed`), messages with arguments (`with`), and families with one
/// message for each value of a type, whose key is a prefix followed by the name of the value (`each`).
macro_rules! messages {
    (
        fixed { $($fixed:ident = $fixed_key:literal,)+ }
        with { $($with:ident { $($argument:ident),+ } = $with_key:literal,)+ }
        each { $($each:ident($type:ty, $word:ident) = $prefix:literal,)+ }
    ) => {
        /// A message that the engine uses, with its arguments.
        #[deny(dead_code)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Message<'a> {
            $(#[doc = concat!("`", $fixed_key, "`")] $fixed,)+
            $(#[doc = concat!("`", $with_key, "`")] $with { $($argument: &'a str),+ },)+
            $(#[doc = concat!("`", $prefix, "…`")] $each($type),)+
        }

        impl<'a> Message<'a> {
            /// The key in the files of the theme.
            pub(super) fn key(self) -> Cow<'static, str> {
                match self {
                    $(Self::$fixed => Cow::Borrowed($fixed_key),)+
                    $(Self::$with { .. } => Cow::Borrowed($with_key),)+
                    $(Self::$each(of) => Cow::Owned(format!("{}{}", $prefix, of.$word())),)+
                }
            }

            /// The arguments by name.
            pub(super) fn arguments(self) -> Vec<(&'static str, Argument<'a>)> {
                match self {
                    $(Self::$with { $($argument),+ } => {
                        vec![$((stringify!($argument), Argument::Text($argument))),+]
                    })+
                    _ => Vec::new(),
                }
            }
        }

        /// All messages: key and names of arguments.
        pub(super) fn all() -> impl Iterator<Item = (Cow<'static, str>, &'static [&'static str])> {
            let fixed = [$($fixed_key),+].into_iter().map(|key| (Cow::Borrowed(key), &[][..]));
            let with: &[(_, &[_])] = &[$(($with_key, &[$(stringify!($argument)),+])),+];
            let with = with.iter().map(|(key, arguments)| (Cow::Borrowed(*key), *arguments));
            let each = std::iter::empty();
            $(let each = each.chain(<$type>::ALL.iter().map(|of| (Message::$each(*of).key(), &[][..])));)+
            fixed.chain(with).chain(each)
        }
    };
}

messages! {
    fixed {
        TitleHome = "title-home",
        TitleNews = "title-news",
        TitleModels = "title-models",
        TitleContests = "title-contests",
        TitleProgrammes = "title-programmes",
        TitleDocuments = "title-documents",
        TitleLocalities = "title-localities",
        TitleOrganizations = "title-organizations",
        TitleTags = "title-tags",
        TitleStatistics = "title-statistics",
        TitleAllSeries = "title-all-series",
        TitleSearch = "title-search",
        TitleRules = "title-rules",
        TitleEntries = "title-entries",
        TitleResults = "title-results",
        TitleNotFound = "title-not-found",
        TitleWithdrawnArticle = "title-withdrawn-article",
        TitleWithdrawnDocument = "title-withdrawn-document",
        TitleWithdrawnModel = "title-withdrawn-model",
        TitleWithdrawnEntry = "title-withdrawn-entry",
        TitleWithdrawnPage = "title-withdrawn-page",
        NotFoundText = "not-found-text",
        GoHome = "go-home",
        UnitModels = "unit-models",
        UnitArticles = "unit-articles",
        UnitEntries = "unit-entries",
        NotStated = "not-stated",
        WithoutAward = "without-award",
        ColumnOrganization = "column-organization",
        TargetBound = "target-bound",
        TargetReached = "target-reached",
        TargetRequired = "target-required",
        TargetValue = "target-value",
        WholeProvince = "whole-province",
        RecordKindArticle = "record-kind-article",
        RecordKindModel = "record-kind-model",
        RecordKindEntry = "record-kind-entry",
        RecordKindProgramme = "record-kind-programme",
        RecordKindDocument = "record-kind-document",
        DatasetDescription = "dataset-description",
    }
    with {
        TitleNewsYear { year } = "title-news-year",
        TitleNewsCategory { name } = "title-news-category",
        TitleModelsYear { year } = "title-models-year",
        TitleModelsLevel { name } = "title-models-level",
        TitleModelsProgramme { name } = "title-models-programme",
        TitleModelsStatus { name } = "title-models-status",
        TitleEntriesOf { name } = "title-entries-of",
        TitleDocumentsOf { name } = "title-documents-of",
        TitleTopic { name } = "title-topic",
        TitleAuthor { name } = "title-author",
        TitleTag { name } = "title-tag",
        TitleNumbered { title, page } = "title-numbered",
        TitleFull { title, site } = "title-full",
        SearchDescription { site } = "search-description",
        UndecidedUnit { name } = "undecided-unit",
        ChartLargest { title, number } = "chart-largest",
        ChartLatest { title, number } = "chart-latest",
        FeedNews { site, name } = "feed-news",
        FeedModels { site, name } = "feed-models",
        FeedCategory { site, name } = "feed-category",
        FeedContest { site, name } = "feed-contest",
        FeedDocuments { site, name } = "feed-documents",
        FeedTopic { site, name } = "feed-topic",
        DescriptionNews { title, site } = "description-news",
        DescriptionModels { title, site } = "description-models",
        DescriptionTags { title, site } = "description-tags",
        DescriptionTag { title, site } = "description-tag",
        DescriptionContests { title, site } = "description-contests",
        DescriptionEntries { title, site } = "description-entries",
        DescriptionResults { title, site } = "description-results",
        DescriptionProgrammes { title, site } = "description-programmes",
        DescriptionDocuments { title, site } = "description-documents",
        DescriptionTopic { title, site } = "description-topic",
        DescriptionAuthor { title, site } = "description-author",
        DescriptionLocalities { title, site } = "description-localities",
        DescriptionLocality { title, site } = "description-locality",
        DescriptionOrganizations { title, site } = "description-organizations",
        DescriptionOrganization { title, site } = "description-organization",
        DescriptionStatistics { title, site } = "description-statistics",
        DescriptionAllSeries { title, site } = "description-all-series",
        DescriptionSeries { title, site } = "description-series",
        DescriptionSearch { title, site } = "description-search",
    }
    each {
        Language(Language, code) = "language-",
        By(Property, as_str) = "by-",
        Column(Property, as_str) = "column-",
        Level(Level, as_str) = "level-",
        Status(Status, as_str) = "status-",
        Genre(ArticleGenre, as_str) = "genre-",
        Data(DataTable, as_str) = "data-",
        DocumentKind(DocumentKind, as_str) = "document-kind-",
    }
}

/// A property by which models, articles and entries are counted in tables and charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Property {
    Field,
    Locality,
    Unit,
    Level,
    Status,
    Year,
    Category,
    Genre,
    Round,
    Award,
}

impl Property {
    pub(super) const ALL: [Self; 10] = [
        Self::Field,
        Self::Locality,
        Self::Unit,
        Self::Level,
        Self::Status,
        Self::Year,
        Self::Category,
        Self::Genre,
        Self::Round,
        Self::Award,
    ];

    /// The name in keys and templates.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Locality => "locality",
            Self::Unit => "unit",
            Self::Level => "level",
            Self::Status => "status",
            Self::Year => "year",
            Self::Category => "category",
            Self::Genre => "genre",
            Self::Round => "round",
            Self::Award => "award",
        }
    }
}
