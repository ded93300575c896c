//! Input and output types of reading Markdown.

use std::ops::Range;

use crate::config::raw::{ExternalImages, RawHtml};
use crate::diagnostic::{Code, LocalizedText, Place, Severity};
use crate::image::{AttachedFile, Picture};
use crate::site::ids::Lookup;
use crate::site::{DocumentNo, EntryNo, ModelNo, RecordNo};
use bantin_text::language::Language;
use bantin_text::slug::SlugSet;

#[derive(Debug, Clone, Copy)]
pub struct Options {
    pub raw_html: RawHtml,
    /// The language of the text, for labels such as those of footnotes.
    pub language: Language,
    /// Whether pictures may come from elsewhere.
    pub external_images: ExternalImages,
}

/// The ids used so far on a page with several bodies, so that each is unique.
#[derive(Debug, Default)]
pub struct Ids {
    pub(super) slugs: SlugSet,
    /// Number of footnotes.
    pub(super) notes: usize,
    /// Number of tables.
    pub(super) tables: usize,
    /// Ids of headings and anchors, which links may name.
    pub(super) headings: Vec<String>,
}

impl Ids {
    /// Takes an id that an author chose, if it is safe, free, and none that the program makes for footnotes.
    pub(super) fn claim(&mut self, id: &str) -> bool {
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.' | ':');
        let is_safe = id.starts_with(|first: char| first.is_ascii_alphabetic())
            && id.chars().all(is_sign)
            && !id.starts_with("fn_")
            && !id.starts_with("fnref_");
        let is_free = is_safe && self.slugs.take(id);
        if is_free {
            self.headings.push(id.to_owned());
        }
        is_free
    }
}

/// The result of reading a body.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RenderedBody {
    /// HTML and shortcodes, alternating.
    pub pieces: Vec<Piece>,
    pub headings: Vec<Heading>,
    /// Ids of anchors that the author wrote; links may name them, as they name headings.
    pub anchors: Vec<String>,
    /// Number of syllables and numerals.
    pub words: usize,
    /// Plain text for excerpts and search, blocks separated by a line feed.
    pub plain: String,
    /// Files that the text shows or links to, to be copied.
    pub assets: Vec<AttachedFile>,
    /// Links to headings of other records, checked when those are read.
    pub heading_links: Vec<HeadingLink>,
    /// Links to files of the output, checked when all of them are known.
    pub file_links: Vec<FileLink>,
}

/// A part of a body.
#[derive(Debug, Clone, PartialEq)]
// There are few shortcodes, and most texts have none.
#[expect(clippy::large_enum_variant)]
pub enum Piece {
    /// Safe HTML.
    Html(String),
    /// Rendered by the theme.
    Shortcode(Shortcode),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6 (a single `#` counts as 2: the page's title is the only `h1`).
    pub level: u8,
    /// Unique in the page.
    pub id: String,
    /// Plain text.
    pub text: String,
}

/// A link to a heading of another record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingLink {
    pub record: RecordNo,
    /// Id of the heading.
    pub heading: String,
    /// Of the link in the Markdown.
    pub range: Range<usize>,
}

/// A link to a file of the output that is known only after all texts are read: a picture, an attachment, a file of the
/// theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLink {
    /// Relative to the section.
    pub path: String,
    /// Of the link in the Markdown.
    pub range: Range<usize>,
}

/// A shortcode with valid arguments.
#[derive(Debug, Clone, PartialEq)]
pub enum Shortcode {
    Model(ModelNo),
    Entry(EntryNo),
    Document(DocumentNo),
    Gallery(Vec<Picture>),
    /// A chart with its table of values.
    Chart(Chart),
    /// Pictures side by side with one caption.
    Figure(Figure),
    Video(Video),
    Audio(Audio),
    Quote {
        by: String,
        /// Safe HTML.
        html: String,
    },
}

/// Pictures side by side with one caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub pictures: Vec<Picture>,
    pub caption: Option<String>,
    /// A second caption ("Trong ảnh: …").
    pub detail: Option<String>,
    pub credit: Option<String>,
}

/// A film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Video {
    /// URL, or path of the output relative to the section if `local`.
    pub url: String,
    /// Whether `url` is a file of this site.
    pub local: bool,
    pub title: Option<String>,
    /// The picture before it plays.
    pub poster: Option<Picture>,
    pub captions: Vec<Captions>,
    /// What is said and shown, as text.
    pub transcript: Option<AttachedFile>,
}

/// The captions of a film in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captions {
    /// Path of the output relative to the section.
    pub path: String,
    pub language: Language,
}

/// A recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audio {
    pub file: AttachedFile,
    pub title: Option<String>,
    /// What is said, as text.
    pub transcript: Option<AttachedFile>,
}

impl Shortcode {
    /// Its words that are text of the page, a line each.
    pub(super) fn words(&self) -> Vec<&str> {
        let words: [Option<&String>; 3] = match self {
            Self::Figure(figure) => [figure.caption.as_ref(), figure.detail.as_ref(), figure.credit.as_ref()],
            Self::Video(video) => [video.title.as_ref(), None, None],
            Self::Audio(audio) => [audio.title.as_ref(), None, None],
            _ => [None; 3],
        };
        words.into_iter().flatten().map(String::as_str).collect()
    }
}

/// A chart to draw. All `values` have as many elements as `labels`.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub kind: ChartKind,
    pub title: Label,
    /// The name of the labels' column.
    pub x: String,
    /// One for each value: years, places, …
    pub labels: Vec<Label>,
    /// The lines or groups of bars: name and values; `None` where a value is unknown.
    pub lines: Vec<(String, Vec<Option<f64>>)>,
    pub unit: Option<Label>,
    /// Where the numbers come from.
    pub source: Option<String>,
    /// Whether the values are ranks, of which the smallest is the best.
    pub rank: bool,
    /// The id of the series.
    pub data: Option<String>,
}

/// A text in a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub text: String,
    /// `None` if it is that of the page.
    pub lang: Option<Language>,
}

impl<T: Into<String>> From<T> for Label {
    fn from(text: T) -> Self {
        Self { text: text.into(), lang: None }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    Line,
    Bar,
}

/// A diagnostic of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    pub code: Code,
    /// In bytes of the Markdown.
    pub range: Range<usize>,
    /// Where it stands, if that is not in the Markdown: a cell of a series.
    pub elsewhere: Option<Place>,
    pub message: LocalizedText,
    pub help: Option<LocalizedText>,
}

impl Problem {
    pub(super) fn error(code: Code, range: Range<usize>, message: LocalizedText) -> Self {
        Self { severity: Severity::Error, code, range, elsewhere: None, message, help: None }
    }

    pub(super) fn warning(code: Code, range: Range<usize>, message: LocalizedText) -> Self {
        Self { severity: Severity::Warning, code, range, elsewhere: None, message, help: None }
    }

    pub(super) fn help(mut self, help: LocalizedText) -> Self {
        self.help = Some(help);
        self
    }
}

/// Resolves the links, pictures and shortcodes of one body against the site.
pub trait Resolver {
    /// Resolves a link to a record, file or page: `article:ID`, `../x.md`, `/path`; without `?query` and `#heading`.
    /// Not called for addresses with a scheme such as `https:` and `mailto:`.
    fn link(&self, target: &str) -> LinkTarget;

    /// Resolves a picture by its path, relative to the record's file or, with a leading `/`, to `content/static/`. The
    /// caller sets `alt` and `caption`.
    fn picture(&self, file: &str) -> Result<Picture, Failure>;

    /// A file other than a picture, by its path.
    fn file(&self, file: &str) -> Result<AttachedFile, Failure>;

    /// Captions of a film (WebVTT), which must be sound, by their path.
    fn captions(&self, file: &str) -> Result<AttachedFile, Failure>;

    /// A model by id.
    fn model(&self, id: &str) -> Lookup<ModelNo>;

    /// An entry by `contest/entry`.
    fn entry(&self, id: &str) -> Lookup<EntryNo>;

    /// A document by id.
    fn document(&self, id: &str) -> Lookup<DocumentNo>;

    /// A series by id. The error is `None` if the series is invalid and that was reported elsewhere.
    fn series(&self, id: &str) -> Result<&crate::content::data::Series, Option<Failure>>;

    /// The place of a cell of a series, by row and column.
    fn cell(&self, series: &crate::content::data::Series, row: usize, column: usize) -> Place;

    /// Makes a path relative to the section into an address for `href` and `src`: `/dan-van-kheo/…`, percent-encoded.
    fn href(&self, path: &str) -> String;
}

/// What a link leads to. Paths are relative to the section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A record, with the path of its page.
    Record(RecordNo, String),
    /// Another page or file of the output.
    Path(String),
    /// A file of the output, if there is one at that path; checked later.
    OutputFile(String),
    /// A file beside the record, to be copied.
    File(AttachedFile),
    /// A record that is not published now: the text stays, without a link.
    Unpublished,
    /// A record with errors, which are reported elsewhere: the text stays, without a link or a diagnostic.
    Broken,
    Missing(Failure),
}

/// Why a lookup failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub code: Code,
    pub message: LocalizedText,
    pub help: Option<LocalizedText>,
}
