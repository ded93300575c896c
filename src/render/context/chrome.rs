//! What stands around every page: head, menus, breadcrumbs, footer.

use std::borrow::Cow;

use serde::Serialize;
use tera::Value;

use super::{Image, Link, Moment};
use bantin_text::language::Language;

/// `site`: the same on all pages of an edition.
#[derive(Debug, Clone, Serialize)]
pub struct Chrome<'s> {
    /// The section's title.
    pub title: &'s str,
    /// Second title.
    pub subtitle: Option<&'s str>,
    /// The language of the two titles, if it differs from that of the edition.
    pub lang: Option<Language>,
    /// The language of the edition.
    pub language: Language,
    /// The path of the section: `/dan-van-kheo/`.
    pub base: &'s str,
    /// Its absolute address: `https://tinh.gov.vn/dan-van-kheo/`.
    pub url: String,
    /// The publisher.
    pub publisher: Publisher<'s>,
    /// Telephone number for readers.
    pub hotline: Option<Contact<'s>>,
    /// E-mail address for readers.
    pub email: Option<Contact<'s>>,
    /// Who answers for the contents.
    pub responsible: Option<Responsible<'s>>,
    /// Postal address of the publisher.
    pub address: Option<&'s str>,
    /// Licence to run the section.
    pub licence: Option<&'s str>,
    /// What others must do who publish its texts again.
    pub reuse: Option<&'s str>,
    /// A line above every page: that the section is on trial, or that its data are samples.
    pub banner: Option<Banner<'s>>,
    /// Scripts of the portal, for the head of every page.
    pub scripts: Vec<PortalScript<'s>>,
    /// Above every page.
    pub menu: Vec<MenuItem<'s>>,
    /// Below every page.
    pub footer: Vec<MenuItem<'s>>,
    /// The overview pages of the edition.
    pub links: Overviews,
    /// The feeds of the edition: all news and all models.
    pub feeds: Vec<Feed>,
    /// How a browser searches the edition: an OpenSearch description.
    pub opensearch: String,
    /// The web app manifest of the edition.
    pub manifest: String,
    /// The site's logo, if it replaces that of the theme.
    pub logo: Option<Image<'s>>,
    /// The icon for a phone's home screen, a PNG of 180 pixels; none if the site has a logo of its own, or the theme's
    /// `icon.svg` cannot be drawn.
    pub touch_icon: Option<String>,
    /// The colour around the page in the light scheme.
    pub theme_color: Option<&'s str>,
    /// The colour around the page in the dark scheme.
    pub theme_color_dark: Option<&'s str>,
    /// The time zone of dates: `Asia/Ho_Chi_Minh`.
    pub time_zone: &'s str,
    /// The file of live boxes, if the site has one.
    pub live: Option<&'s str>,
    /// Types of the pages that show the live boxes: `home`, `article`.
    pub live_on: Vec<&'static str>,
    /// `extra` of `site.yaml`, empty if there is none.
    pub extra: Value,
}

/// The publisher.
#[derive(Debug, Clone, Serialize)]
pub struct Publisher<'s> {
    /// Its name.
    pub name: &'s str,
    /// Its short name.
    pub short: Option<&'s str>,
    /// The language of the name, if it differs from that of the edition.
    pub lang: Option<Language>,
    /// Its page here.
    pub href: String,
    /// Its own site.
    pub url: Option<&'s str>,
}

/// Who answers for the contents.
#[derive(Debug, Clone, Serialize)]
pub struct Responsible<'s> {
    /// Name.
    pub name: &'s str,
    /// Office.
    pub title: Option<&'s str>,
}

/// A script of the portal, such as its count of visits.
#[derive(Debug, Clone, Serialize)]
pub struct PortalScript<'s> {
    /// Its address.
    pub src: &'s str,
    /// The hash that browsers check.
    pub integrity: Option<&'s str>,
}

/// A way to reach the publisher.
#[derive(Debug, Clone, Serialize)]
pub struct Contact<'s> {
    /// The text.
    pub text: &'s str,
    /// `tel:…` or `mailto:…`.
    pub href: String,
}

/// An item of a menu. It is the current page if `item.href == page.href`, and an ancestor of it if
/// `item.href in page.trail`; the nearest one in the main menu is `page.menu_href`.
#[derive(Debug, Clone, Serialize)]
pub struct MenuItem<'s> {
    /// The text.
    pub label: Cow<'s, str>,
    /// The language of `label`, if it differs from that of the edition.
    pub lang: Option<Language>,
    /// Its address.
    pub href: String,
    /// Whether it leads out of the section.
    pub external: bool,
    /// The categories with articles below the category that it names.
    pub children: Vec<Link<'s>>,
}

/// Addresses of the overview pages.
#[derive(Debug, Clone, Serialize)]
pub struct Overviews {
    /// Home.
    pub home: String,
    /// All news.
    pub news: String,
    /// All models.
    pub models: String,
    /// All contests.
    pub contests: String,
    /// All programmes.
    pub programmes: String,
    /// All documents.
    pub documents: String,
    /// All localities.
    pub localities: String,
    /// All organizations.
    pub organizations: String,
    /// All tags.
    pub tags: String,
    /// The statistics.
    pub statistics: String,
    /// Series of numbers.
    pub series: String,
    /// Search; the form's `action`.
    pub search: String,
}

/// A feed.
#[derive(Debug, Clone, Serialize)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// Its address, as Atom.
    pub href: String,
    /// Its address, as JSON Feed.
    pub json: String,
}

/// `page`: the position of a page in the site, and the data of its head.
#[derive(Debug, Clone, Serialize)]
pub struct Page<'s> {
    /// Type of the page: `home`, `article`, `news` … (the name of its template).
    pub kind: &'static str,
    /// Its title, with the number of the page of a list; `site.title` at home.
    pub title: String,
    /// For `<title>`: the title with the title of the site.
    pub full_title: String,
    /// For search engines and previews.
    pub description: Option<String>,
    /// The language of its text: for `<html lang>`.
    pub language: Language,
    /// Its path on the host: `/dan-van-kheo/tin-tuc/x/`.
    pub href: String,
    /// Its absolute address.
    pub url: String,
    /// The same page in all languages, including this one; empty if there is only one.
    pub alternates: Vec<Alternate>,
    /// All editions: the same page there, or the home page; empty if there is only one.
    pub editions: Vec<Edition>,
    /// Whether search engines are asked not to index it.
    pub noindex: bool,
    /// Whether its text has code, which needs `highlight.css`.
    pub has_code: bool,
    /// The picture of previews.
    pub image: Option<PreviewImage<'s>>,
    /// Feeds of this page alone.
    pub feeds: Vec<Feed>,
    /// Breadcrumbs from home to this page; the last one is this page. Empty at home.
    pub breadcrumbs: Vec<Link<'s>>,
    /// The addresses of the breadcrumbs, without home.
    pub trail: Vec<String>,
    /// The item of the main menu that is this page or its nearest ancestor.
    pub menu_href: Option<String>,
    /// The page before in a list, for `<link rel="prev">`.
    pub previous: Option<String>,
    /// The page after in a list.
    pub next: Option<String>,
    /// When its record was published.
    pub published: Option<Moment>,
    /// When it was changed.
    pub modified: Option<Moment>,
    /// The authors as printed on the page; the publisher if none is named.
    pub creators: Vec<String>,
    /// Who else worked on it.
    pub contributors: Vec<String>,
    /// Where it comes from: an address or a name.
    pub source: Option<String>,
    /// What it is about.
    pub subjects: Vec<String>,
    /// For `<script type="application/ld+json">`, escaped for it: printed with `| safe`. None if `noindex`.
    pub data: Option<String>,
}

/// The same page in a language, for `<link rel="alternate" hreflang>`.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate {
    /// The language.
    pub language: Language,
    /// Its absolute address.
    pub url: String,
}

/// An item of the language switch.
#[derive(Debug, Clone, Serialize)]
pub struct Edition {
    /// The language.
    pub language: Language,
    /// The language's own name: `Tiếng Việt`, `English`.
    pub name: &'static str,
    /// Its address.
    pub href: String,
    /// Whether it is the edition of this page.
    pub current: bool,
}

/// The picture of previews on other sites.
#[derive(Debug, Clone, Serialize)]
pub struct PreviewImage<'s> {
    /// Its absolute address.
    pub url: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Alternative text.
    pub alt: Cow<'s, str>,
}

/// A line above every page.
#[derive(Debug, Clone, Serialize)]
pub struct Banner<'s> {
    /// The text.
    pub text: &'s str,
    /// Its language, if it differs from that of the edition.
    pub lang: Option<Language>,
}
