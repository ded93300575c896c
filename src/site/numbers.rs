//! Records and terms by number: positions in the lists of a [`Site`](crate::site::Site).

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident,)+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);

        impl From<usize> for $name {
            fn from(position: usize) -> Self {
                Self(position)
            }
        }
    )+ };
}

numbers! {
    /// Position in [`Site::articles`](crate::site::Site::articles).
    ArticleNo,
    /// Position in [`Site::models`](crate::site::Site::models).
    ModelNo,
    /// Position in [`Site::contests`](crate::site::Site::contests).
    ContestNo,
    /// Position in [`Site::entries`](crate::site::Site::entries).
    EntryNo,
    /// Position in [`Site::programmes`](crate::site::Site::programmes).
    ProgrammeNo,
    /// Position in [`Site::documents`](crate::site::Site::documents).
    DocumentNo,
    /// Position in [`Site::pages`](crate::site::Site::pages).
    PageNo,
    /// Position in [`Site::topics`](crate::site::Site::topics).
    TopicNo,
    /// Position in [`Site::authors`](crate::site::Site::authors).
    AuthorNo,
    /// Position in [`Site::categories`](crate::site::Site::categories).
    CategoryNo,
    /// Position in [`Site::tags`](crate::site::Site::tags).
    TagNo,
    /// Position in [`Site::fields`](crate::site::Site::fields).
    FieldNo,
    /// Position in [`Site::localities`](crate::site::Site::localities).
    LocalityNo,
    /// Position in [`Site::organizations`](crate::site::Site::organizations).
    OrganizationNo,
    /// Position in [`Catalog::series`](crate::content::catalog::Catalog::series).
    SeriesNo,
}

/// A record with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordNo {
    Article(ArticleNo),
    Model(ModelNo),
    Entry(EntryNo),
    Programme(ProgrammeNo),
    Document(DocumentNo),
    /// A standing page.
    Page(PageNo),
    Topic(TopicNo),
    Author(AuthorNo),
    Contest(ContestNo),
    Rules(ContestNo),
}
