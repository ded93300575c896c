//! The kinds of things that have an id: records, and the terms of taxonomies, contests and programmes.

use crate::diagnostic::{LocalizedText, localized};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    Article,
    Model,
    Programme,
    Document,
    Page,
    /// A dossier.
    Topic,
    Author,
    Contest,
    /// Its ids are `contest/entry`.
    Entry,
    /// `rules.md` of a contest; it has the id of its contest.
    Rules,
}

impl RecordKind {
    /// The kinds that a link can name: `article:ID`.
    pub const LINKED: [Self; 9] = [
        Self::Article,
        Self::Model,
        Self::Entry,
        Self::Contest,
        Self::Programme,
        Self::Document,
        Self::Page,
        Self::Topic,
        Self::Author,
    ];

    /// The word in links and summaries.
    pub fn as_str(self) -> &'static str {
        Kind::Record(self).names().1
    }

    /// The kind named before the colon of `article:ID`.
    pub fn of_link(word: &str) -> Option<Self> {
        Self::LINKED.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// The kind of thing that has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Record(RecordKind),
    Series,
    Category,
    /// A field of models.
    Field,
    Locality,
    Organization,
    Genre,
    Round,
    Prize,
    Target,
}

impl From<RecordKind> for Kind {
    fn from(kind: RecordKind) -> Self {
        Kind::Record(kind)
    }
}

impl Kind {
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Kind::Record(RecordKind::Article) => ("bài viết", "article"),
            Kind::Record(RecordKind::Model) => ("mô hình", "model"),
            Kind::Record(RecordKind::Contest) => ("cuộc thi", "contest"),
            Kind::Record(RecordKind::Rules) => ("thể lệ", "rules"),
            Kind::Record(RecordKind::Entry) => ("bài dự thi", "entry"),
            Kind::Record(RecordKind::Programme) => ("chương trình", "programme"),
            Kind::Record(RecordKind::Document) => ("văn bản", "document"),
            Kind::Record(RecordKind::Page) => ("trang", "page"),
            Kind::Record(RecordKind::Topic) => ("chuyên đề", "topic"),
            Kind::Record(RecordKind::Author) => ("tác giả", "author"),
            Kind::Series => ("dãy số liệu", "series"),
            Kind::Category => ("chuyên mục", "category"),
            Kind::Field => ("lĩnh vực", "field"),
            Kind::Locality => ("địa bàn", "locality"),
            Kind::Organization => ("đơn vị", "organization"),
            Kind::Genre => ("thể loại", "genre"),
            Kind::Round => ("vòng thi", "round"),
            Kind::Prize => ("giải thưởng", "prize"),
            Kind::Target => ("chỉ tiêu", "target"),
        }
    }

    /// The kinds besides records that a link can name: `organization:ID`.
    const LINKED: [Self; 3] = [Self::Organization, Self::Locality, Self::Category];

    /// The words before the colon of links.
    pub fn link_words() -> impl Iterator<Item = &'static str> {
        RecordKind::LINKED.into_iter().map(Kind::Record).chain(Self::LINKED).map(|kind| kind.names().1)
    }

    /// The kind named before the colon of `article:ID`.
    pub fn of_link(word: &str) -> Option<Self> {
        let terms = || Self::LINKED.into_iter().find(|kind| kind.names().1 == word);
        RecordKind::of_link(word).map(Kind::Record).or_else(terms)
    }

    /// The name of the kind in messages.
    pub fn words(self) -> LocalizedText {
        let (vi, en) = self.names();
        localized!("{vi}", "{en}")
    }

    /// The file that lists all terms of a taxonomy; `None` for other kinds.
    pub fn listed_in(self) -> Option<&'static str> {
        match self {
            Kind::Category => Some("content/taxonomies/categories.yaml"),
            Kind::Field => Some("content/taxonomies/fields.yaml"),
            Kind::Locality => Some("content/taxonomies/localities.yaml"),
            Kind::Organization => Some("content/taxonomies/organizations.yaml"),
            Kind::Record(RecordKind::Topic) => Some("content/taxonomies/topics.yaml"),
            Kind::Record(RecordKind::Author) => Some("content/taxonomies/authors.yaml"),
            _ => None,
        }
    }
}
