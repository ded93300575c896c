//! What goes into and comes out of the reading of Markdown.

use std::ops::Range;

use crate::config::raw::RawHtml;
use crate::diagnostic::{Code, Severity, Words};
use crate::image::{AttachedFile, Picture};
use crate::site::{EntryNo, ModelNo, RecordNo};
use bantin_text::language::Language;
use bantin_text::slug::SlugSet;

/// How a body is read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// The language of the text, for the labels of footnotes.
    pub language: Language,
}

/// The ids given so far in a page that shows several texts, so that each is given once.
#[derive(Debug, Default)]
pub struct Ids {
    /// Names of headings.
    pub(super) slugs: SlugSet,
    /// How many footnotes there are.
    pub(super) notes: usize,
    /// How many tables there are.
    pub(super) tables: usize,
    /// Ids of headings.
    pub(super) headings: Vec<String>,
}

/// What a body was read into.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prose {
    /// HTML and shortcodes in turn.
    pub pieces: Vec<Piece>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Syllables and numbers, as a reader counts them.
    pub words: usize,
    /// The text alone, for excerpts and search: blocks are separated by a line feed.
    pub plain: String,
    /// Files that the text shows or links to, to be copied: where they are and where they go.
    pub assets: Vec<AttachedFile>,
    /// Links to headings of other records, to be checked when those are read.
    pub heading_links: Vec<HeadingLink>,
    /// Links to files of the output, to be checked when all of them are known.
    pub file_links: Vec<FileLink>,
}

/// A part of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Safe HTML.
    Html(String),
    /// Something that the theme shows.
    Shortcode(Shortcode),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6 (a single `#` counts as 2: the page's title is the only `h1`).
    pub level: u8,
    /// Its id, unique in the page.
    pub id: String,
    /// Its text without marks.
    pub text: String,
}

/// A link to a heading of another record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingLink {
    /// The record.
    pub record: RecordNo,
    /// The heading's id.
    pub heading: String,
    /// The link, in the Markdown.
    pub range: Range<usize>,
}

/// A link to a file of the output that is known only when all texts are read: a picture, an attachment, a file of the
/// theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLink {
    /// Below the section.
    pub path: String,
    /// The link, in the Markdown.
    pub range: Range<usize>,
}

/// A shortcode with valid arguments.
#[derive(Debug, Clone, PartialEq)]
pub enum Shortcode {
    /// A card of a model.
    Model(ModelNo),
    /// A card of an entry.
    Entry(EntryNo),
    /// Several pictures.
    Gallery(Vec<Picture>),
    /// A chart with the table behind it.
    Chart(Chart),
    /// A film.
    Video {
        /// Its address or path in the output (below the section).
        url: String,
        /// Whether `url` is a file of this site.
        local: bool,
        /// Its title.
        title: Option<String>,
    },
    /// A quotation with its speaker.
    Quote {
        /// Who says it.
        by: String,
        /// What, as safe HTML.
        html: String,
    },
}

/// A chart to draw. All `values` have as many elements as `labels`.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// How it is drawn.
    pub kind: ChartKind,
    /// Its title.
    pub title: Label,
    /// What the labels are: the name of their column.
    pub x: String,
    /// What the values belong to: years, places, …
    pub labels: Vec<Label>,
    /// The lines or groups of bars: name and values; nothing where a value is not known.
    pub lines: Vec<(String, Vec<Option<f64>>)>,
    /// Unit of the values.
    pub unit: Option<Label>,
    /// Where the numbers come from.
    pub source: Option<String>,
}

/// Words of a chart, and their language where it is not that of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words.
    pub text: String,
    /// Their language.
    pub lang: Option<Language>,
}

impl<T: Into<String>> From<T> for Label {
    fn from(text: T) -> Self {
        Self { text: text.into(), lang: None }
    }
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Points joined by lines.
    Line,
    /// Bars side by side.
    Bar,
}

/// Something wrong in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether it stops the build.
    pub severity: Severity,
    /// What kind of thing it is.
    pub code: Code,
    /// Where, in bytes of the Markdown.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Words,
    /// How to mend it.
    pub help: Option<Words>,
}

impl Problem {
    /// An error.
    pub(super) fn error(code: Code, range: Range<usize>, message: Words) -> Self {
        Self { severity: Severity::Error, code, range, message, help: None }
    }

    /// A warning.
    pub(super) fn warning(code: Code, range: Range<usize>, message: Words) -> Self {
        Self { severity: Severity::Warning, code, range, message, help: None }
    }

    /// The same with a way to mend it.
    pub(super) fn help(mut self, help: Words) -> Self {
        self.help = Some(help);
        self
    }
}

/// Knows the site for one body: what its links and pictures mean.
pub trait Resolver {
    /// What a link to another record, file or page means: `article:ID`, `../x.md`, `/path`; without `?query` and
    /// `#heading`. Not asked for addresses with a scheme such as `https:` and `mailto:`.
    fn link(&self, target: &str) -> Target;

    /// A picture by its path, relative to the record's file or, with a leading `/`, below `content/static/`.
    /// `alt` and `caption` are set by the caller.
    fn picture(&self, file: &str) -> Result<Picture, Failure>;

    /// A file other than a picture, by its path.
    fn file(&self, file: &str) -> Result<AttachedFile, Failure>;

    /// A model by id.
    fn model(&self, id: &str) -> Found<ModelNo>;

    /// An entry by `contest/entry`.
    fn entry(&self, id: &str) -> Found<EntryNo>;

    /// A series by id; no failure is told where the series has mistakes of its own.
    fn series(&self, id: &str) -> Result<&crate::content::data::Series, Option<Failure>>;

    /// Puts a path below the section into the form that a page's `href` and `src` want: `/dan-van-kheo/…`, with
    /// `%xx` where needed.
    fn href(&self, path: &str) -> String;
}

/// What a link means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A record's page, below the section.
    Record(RecordNo, String),
    /// Another page or file of the output, below the section.
    Path(String),
    /// A file of the output, if there is one at that path below the section.
    OutputFile(String),
    /// A file beside the record, which is to be copied.
    File(AttachedFile),
    /// A record that is not published now: its text stays, without a link.
    Unpublished,
    /// A record with mistakes of its own, which are told elsewhere: its text stays, without a link or a word.
    Broken,
    /// Nothing.
    Missing(Failure),
}

/// A record asked for by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T> {
    /// It is published.
    Published(T),
    /// It is there, but not published now.
    Unpublished,
    /// It has mistakes of its own, which are told elsewhere.
    Broken,
    /// It is not there.
    Missing(Failure),
}

/// Why something was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Kind of mistake.
    pub code: Code,
    /// What is wrong.
    pub message: Words,
    /// How to mend it.
    pub help: Option<Words>,
}
