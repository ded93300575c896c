//! The values that templates print: one type per type of page, and two that all pages have.
//!
//! A template has three variables: `site` ([`Chrome`], the same on all pages of an edition), `page` ([`Page`], the
//! position of the page and the data of its head), and one for the type of the page:
//!
//! | template | variable | type |
//! |---|---|---|
//! | `home.html` | `home` | [`Home`] |
//! | `news.html` | `news` | [`News`]: all news, of a category, of a year |
//! | `article.html` | `article` | [`Article`] |
//! | `tags.html`, `tag.html` | `tags`, `tag` | [`Tags`], [`Tag`] |
//! | `models.html` | `models` | [`Models`]: all, of a field, of a year |
//! | `model.html` | `model` | [`Model`] |
//! | `contests.html`, `contest.html` | `contests`, `contest` | [`Contests`], [`Contest`] |
//! | `rules.html` | `rules` | [`Rules`] |
//! | `entries.html`, `entry.html` | `entries`, `entry` | [`Entries`], [`Entry`] |
//! | `results.html` | `results` | [`Results`] |
//! | `programmes.html`, `programme.html` | `programmes`, `programme` | [`Programmes`], [`Programme`] |
//! | `documents.html`, `document.html` | `documents`, `document` | [`Documents`], [`Document`] |
//! | `topic.html`, `author.html` | `topic`, `author` | [`Topic`], [`Author`] |
//! | `localities.html`, `locality.html` | `localities`, `locality` | [`Localities`], [`Locality`] |
//! | `organizations.html`, `organization.html` | `organizations`, `organization` | [`Organizations`], [`Organization`] |
//! | `statistics.html` | `statistics` | [`Statistics`] |
//! | `all-series.html`, `series.html` | `all_series`, `series` | [`AllSeries`], [`Series`] |
//! | `search.html` | `search` | [`Search`] |
//! | `page.html` | `standing` | [`Standing`] |
//! | `404.html`, `withdrawn.html` | `not_found`, `withdrawn` | [`NotFound`], [`Withdrawn`] |
//! | `shortcodes/model.html`, `…/entry.html` | `model`, `entry` | [`ModelCard`], [`EntryCard`] |
//! | `shortcodes/document.html` | `document` | [`DocumentCard`] |
//! | `shortcodes/figure.html`, `…/gallery.html` | `figure`, `gallery` | [`Figure`], [`Gallery`] |
//! | `shortcodes/chart.html` | `chart` | [`Chart`] |
//! | `shortcodes/video.html`, `…/audio.html` | `video`, `audio` | [`Video`], [`Audio`] |
//! | `shortcodes/quote.html` | `quote` | [`Quote`] |
//!
//! Templates do not compute: dates, numbers and addresses are formatted, and missing values are `none`. The words of an
//! enumeration (`status`, `level`, `kind`, `stage` …) are those of the files; their labels are interface texts
//! (`t(key="status-" ~ model.status)`). Fields named `body`, `html`, `svg`, `table`, `objectives` and `activities` are
//! safe HTML, printed with `| safe`; everything else is text. `lang` is set only if a text is not in the language of
//! the page.

mod article;
mod breakdown;
mod cards;
mod chrome;
mod contest;
mod document;
mod model;
mod overview;
mod place;
mod programme;
mod series;
mod shortcode;
mod topic;

pub use article::*;
pub use breakdown::*;
pub use cards::*;
pub use chrome::*;
pub use contest::*;
pub use document::*;
pub use model::*;
pub use overview::*;
pub use place::*;
pub use programme::*;
pub use series::*;
pub use shortcode::*;
pub use topic::*;

use std::borrow::Cow;

use serde::Serialize;

use bantin_text::language::Language;

/// A link to a page.
#[derive(Debug, Clone, Serialize)]
pub struct Link<'s> {
    /// The text.
    pub label: Cow<'s, str>,
    /// Its address.
    pub href: String,
    /// The language of `label`, if it differs from that of the page.
    pub lang: Option<Language>,
}

/// A date or moment.
#[derive(Debug, Clone, Serialize)]
pub struct Moment {
    /// For `<time datetime>`: `2023-08-25T09:22:00+07:00`, or `2023-08-25` if no time was written;
    /// `2023-08` or `2023` if the day is not known.
    pub iso: String,
    /// `25/08/2023`, `25 August 2023`; `tháng 8/2023`, `năm 2023` if the day is not known.
    pub day: String,
    /// `25/08/2023, 09:22`, `25 August 2023, 09:22`; without the time if none was written.
    pub minute: String,
    /// `thứ Sáu, 25/08/2023, 09:22`; without the time if none was written.
    pub long: String,
}

/// A number with its text.
#[derive(Debug, Clone, Serialize, Default)]
pub struct Count {
    /// For plurals: `t(key="models", count=x.number)`.
    pub number: usize,
    /// Formatted: `1.886`.
    pub text: String,
}

/// A value of a property, and the number of records with it.
#[derive(Debug, Clone, Serialize)]
pub struct Facet<'s> {
    /// The text.
    pub label: Cow<'s, str>,
    /// The list of the records with it, if there is such a page.
    pub href: Option<String>,
    /// The language of `label`, if it differs from that of the page.
    pub lang: Option<Language>,
    /// The number of records.
    pub count: Count,
    /// Whether the page shows this list.
    pub current: bool,
}

/// Open data: a table in two formats.
#[derive(Debug, Clone, Serialize)]
pub struct DataFiles {
    /// Its name: `models`.
    pub name: &'static str,
    /// The file for spreadsheets.
    pub csv: String,
    /// The file for programs.
    pub json: String,
}

/// A picture in the output.
#[derive(Debug, Clone, Serialize)]
pub struct Image<'s> {
    /// Its address.
    pub src: String,
    /// Better formats, for `<source>`.
    pub sources: Vec<ImageSource>,
    /// The same format in other widths, for `srcset`.
    pub srcset: Option<String>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Alternative text.
    pub alt: &'s str,
    /// Caption.
    pub caption: Option<&'s str>,
    /// Second caption, without or with "Trong ảnh:", as written.
    pub detail: Option<&'s str>,
    /// Who made it.
    pub credit: Option<&'s str>,
    /// What must stay visible where it is cropped, in tenths of its width and height.
    pub focus: Option<[u8; 2]>,
    /// The colour that holds its place while it loads: `26a` for `#26a`, each digit one of 2, 6, a, e. None if the page
    /// shows through it, if it is a drawing, and if the site makes no widths of pictures.
    pub tone: Option<String>,
}

/// A picture in another format.
#[derive(Debug, Clone, Serialize)]
pub struct ImageSource {
    /// `image/webp`.
    pub media_type: &'static str,
    /// Its widths, for `srcset`.
    pub srcset: String,
}

/// A heading of a text and those below it.
#[derive(Debug, Clone, Serialize)]
pub struct TocItem<'s> {
    /// For `href="#…"`.
    pub id: &'s str,
    /// Its text.
    pub text: &'s str,
    /// The headings one level down.
    pub children: Vec<TocItem<'s>>,
}

/// The same record in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Translation<'s> {
    /// Its language.
    pub language: Language,
    /// The name of its language in that of the page: `tiếng Anh`.
    pub name: String,
    /// Its title.
    pub title: &'s str,
    /// Its page.
    pub href: String,
}

/// The pages of a long list.
#[derive(Debug, Clone, Serialize)]
pub struct Pagination {
    /// The page shown, from 1.
    pub current: usize,
    /// How many there are.
    pub total: usize,
    /// The first, the last and those around the current one, with gaps between.
    pub items: Vec<PageLink>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// A page of a long list, or a gap: then `number` and `href` are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// Its number.
    pub number: Option<usize>,
    /// Its address.
    pub href: Option<String>,
    /// Whether it is shown.
    pub current: bool,
}
