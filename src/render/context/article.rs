//! Articles, their lists, and standing pages.

use serde::Serialize;
use tera::Value;

use super::{
    ArticleCard, Audio, Count, DocumentCard, EntryCard, Facet, Image, Link, ModelCard, Moment, Pagination,
    TocItem, Translation,
};
use bantin_text::language::Language;

/// The approval of an article.
#[derive(Debug, Clone, Serialize)]
pub struct Approved<'s> {
    /// Who gave it.
    pub by: &'s str,
    /// When.
    pub date: Moment,
}

/// `article`: the page of an article.
#[derive(Debug, Clone, Serialize)]
pub struct Article<'s> {
    /// Headline.
    pub title: &'s str,
    /// Second headline.
    pub subtitle: Option<&'s str>,
    /// The line above the headline.
    pub kicker: Option<&'s str>,
    /// `news`, `feature`, `reportage`, `interview`, `photo`, `video`, `infographic`, `longform` or `notice`.
    pub genre: &'static str,
    /// The list of the articles of that genre.
    pub genre_link: Link<'s>,
    /// Its category.
    pub category: Link<'s>,
    /// The dossier, or the topic as written.
    pub topic: Option<&'s str>,
    /// The page of the dossier.
    pub topic_href: Option<String>,
    /// Sapo.
    pub summary: Option<&'s str>,
    /// The dateline before the sapo: `CTTĐT`.
    pub dateline: Option<&'s str>,
    /// When it was published.
    pub date: Moment,
    /// When it was changed.
    pub updated: Option<Moment>,
    /// The number of views, if known.
    pub views: Option<Count>,
    /// Who wrote it.
    pub authors: Vec<Person<'s>>,
    /// Who approved it, if the site names them.
    pub approved: Option<Approved<'s>>,
    /// Who else worked on it.
    pub credits: Vec<Person<'s>>,
    /// Where it comes from.
    pub source: Option<ArticleSource<'s>>,
    /// Its picture.
    pub image: Option<Image<'s>>,
    /// The article, or something that belongs to it, to be listened to.
    pub audio: Option<Audio<'s>>,
    /// The text.
    pub body: String,
    /// The headings, if there are at least three; else empty.
    pub toc: Vec<TocItem<'s>>,
    /// Documents to download.
    pub attachments: Vec<Attachment<'s>>,
    /// Corrections.
    pub corrections: Vec<Correction<'s>>,
    /// Keywords.
    pub tags: Vec<Link<'s>>,
    /// The locality it is about.
    pub locality: Option<Link<'s>>,
    /// The organization it is about.
    pub organization: Option<Link<'s>>,
    /// Models it is about.
    pub models: Vec<ModelCard<'s>>,
    /// The contest it is about.
    pub contest: Option<Link<'s>>,
    /// Entries it is about.
    pub entries: Vec<EntryCard<'s>>,
    /// Programmes it is about.
    pub programmes: Vec<Link<'s>>,
    /// Documents it is about.
    pub documents: Vec<DocumentCard<'s>>,
    /// Other articles to read.
    pub related: Vec<ArticleCard<'s>>,
    /// The next newer article of its top category.
    pub newer: Option<Link<'s>>,
    /// The next older one.
    pub older: Option<Link<'s>>,
    /// The same article in other languages.
    pub translations: Vec<Translation<'s>>,
    /// `extra` of the record, empty if there is none.
    pub extra: Value,
}

/// Who did something.
#[derive(Debug, Clone, Serialize)]
pub struct Person<'s> {
    /// The name.
    pub name: &'s str,
    /// What they did or are.
    pub role: Option<&'s str>,
    /// The page of an author who has one.
    pub href: Option<String>,
}

/// Where a republished article comes from.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleSource<'s> {
    /// The publisher.
    pub name: &'s str,
    /// Its page.
    pub href: Option<&'s str>,
    /// When it was published there.
    pub date: Option<Moment>,
}

/// A document to download.
#[derive(Debug, Clone, Serialize)]
pub struct Attachment<'s> {
    /// Its title.
    pub title: &'s str,
    /// Its address.
    pub href: String,
    /// Name of the file.
    pub file: &'s str,
    /// Ending of the file's name in capitals: `PDF`.
    pub format: String,
    /// Size of the file: `1,2 MB`.
    pub size: String,
    /// Number of the document.
    pub number: Option<&'s str>,
    /// Date of the document.
    pub issued: Option<Moment>,
    /// Who issued it.
    pub issuer: Option<&'s str>,
}

/// A correction after publication.
#[derive(Debug, Clone, Serialize)]
pub struct Correction<'s> {
    /// When.
    pub date: Moment,
    /// What.
    pub text: &'s str,
}

/// `news`: all news, or those of a category or a year.
#[derive(Debug, Clone, Serialize)]
pub struct News<'s> {
    /// What is listed: `all`, `category`, `year` or `genre`.
    pub of: &'static str,
    /// Its title.
    pub title: String,
    /// The language of the title, if it differs from that of the page.
    pub lang: Option<Language>,
    /// Description of the category.
    pub description: Option<&'s str>,
    /// The language of the description, if it differs from that of the page.
    pub description_lang: Option<Language>,
    /// Links to categories: those below the category, or the top-level ones.
    pub categories: Vec<Facet<'s>>,
    /// The years of its articles, newest first. In a list that is narrowed already, a value of another property leads to
    /// the search for both, and only those are there that the articles of the list have.
    pub years: Vec<Facet<'s>>,
    /// The genres of its articles, if the site has several.
    pub genres: Vec<Facet<'s>>,
    /// The localities with the most of its articles, those of the localities below them included; only on the first page.
    pub localities: Vec<Facet<'s>>,
    /// How many articles there are on all pages of the list.
    pub total: Count,
    /// The articles of this page.
    pub articles: Vec<ArticleCard<'s>>,
    /// The newest articles in other languages that have no translation; only on the first page of all news.
    pub untranslated: Vec<ArticleCard<'s>>,
    /// The pages of the list; none if there is only one.
    pub pagination: Option<Pagination>,
    /// `extra` of the category, empty if there is none.
    pub extra: Value,
}

/// `tags`: all tags.
#[derive(Debug, Clone, Serialize)]
pub struct Tags<'s> {
    /// In alphabetical order.
    pub tags: Vec<Facet<'s>>,
}

/// `tag`: the records with a tag. A page of the list may have articles, models, or the last articles and the first
/// models.
#[derive(Debug, Clone, Serialize)]
pub struct Tag<'s> {
    /// The tag.
    pub name: &'s str,
    /// The language of the tag, if it differs from that of the page.
    pub lang: Option<Language>,
    /// The number of articles, models and documents with it.
    pub total: Count,
    /// The articles of this page.
    pub articles: Vec<ArticleCard<'s>>,
    /// The models of this page.
    pub models: Vec<ModelCard<'s>>,
    /// The documents with it; only on the first page.
    pub documents: Vec<DocumentCard<'s>>,
    /// The pages of the list; none if there is only one.
    pub pagination: Option<Pagination>,
}

/// `standing`: a standing page.
#[derive(Debug, Clone, Serialize)]
pub struct Standing<'s> {
    /// Its title.
    pub title: &'s str,
    /// Second title.
    pub subtitle: Option<&'s str>,
    /// One paragraph.
    pub summary: Option<&'s str>,
    /// From when it is published.
    pub date: Option<Moment>,
    /// When it was changed.
    pub updated: Option<Moment>,
    /// Its picture.
    pub image: Option<Image<'s>>,
    /// The text.
    pub body: String,
    /// The headings, if there are at least three; else empty.
    pub toc: Vec<TocItem<'s>>,
    /// The same page in other languages.
    pub translations: Vec<Translation<'s>>,
    /// Corrections.
    pub corrections: Vec<Correction<'s>>,
    /// `extra` of the record, empty if there is none.
    pub extra: Value,
}
