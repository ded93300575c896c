//! The types of schema.org that pages speak of, with the properties that this program knows.

use serde::Serialize;

/// One thing, with its type.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub enum Thing {
    /// The section.
    WebSite(WebSite),
    /// A page that is nothing more.
    WebPage(WebPage),
    /// A page that lists others.
    CollectionPage(WebPage),
    /// The way from home down to a page.
    BreadcrumbList(BreadcrumbList),
    /// What a page lists.
    ItemList(ItemList),
    /// An article.
    NewsArticle(Box<NewsArticle>),
    /// A model, an entry, a programme.
    CreativeWork(Box<CreativeWork>),
    /// A contest.
    Event(Box<Event>),
    /// Numbers.
    Dataset(Box<Dataset>),
    /// An authority, a party committee, the front, the armed forces; the publisher.
    GovernmentOrganization(Organization),
    /// Any other organization.
    Organization(Organization),
    /// A province, district or commune.
    AdministrativeArea(Place),
    /// A person.
    Person(Person),
}

/// Something told elsewhere, by its name for machines.
#[derive(Debug, Clone, Serialize)]
pub struct Reference {
    /// Its name for machines.
    #[serde(rename = "@id")]
    pub id: String,
}

/// The section as a whole.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebSite {
    /// Its name for machines.
    #[serde(rename = "@id")]
    pub id: String,
    /// Its title.
    pub name: String,
    /// Second title.
    pub alternate_name: Option<String>,
    /// Its first page.
    pub url: String,
    /// Its language.
    pub in_language: &'static str,
    /// Who publishes it.
    pub publisher: Reference,
    /// How it is searched.
    pub potential_action: SearchAction,
}

/// How a section is searched.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub struct SearchAction {
    /// The address of a search.
    pub target: EntryPoint,
    /// What stands for the words.
    #[serde(rename = "query-input")]
    pub query_input: &'static str,
}

/// An address with a place for words.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct EntryPoint {
    /// The address.
    pub url_template: String,
}

/// A page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebPage {
    /// Its title.
    pub name: String,
    /// One paragraph.
    pub description: Option<String>,
    /// Its address.
    pub url: String,
    /// Its language.
    pub in_language: &'static str,
    /// When it was changed.
    pub date_modified: Option<String>,
    /// Who publishes it.
    pub publisher: Reference,
}

/// The way from home down to a page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BreadcrumbList {
    /// The steps.
    pub item_list_element: Vec<ListItem>,
}

/// A list of pages.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemList {
    /// Its title.
    pub name: String,
    /// How many there are on all pages of the list.
    pub number_of_items: usize,
    /// Those of this page.
    pub item_list_element: Vec<ListItem>,
}

/// An element of a list.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct ListItem {
    /// Its number, from 1.
    pub position: usize,
    /// Its title.
    pub name: String,
    /// Its address, in a list of pages.
    pub url: Option<String>,
    /// Its address, in breadcrumbs.
    pub item: Option<String>,
}

/// An article.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewsArticle {
    /// Its name for machines.
    #[serde(rename = "@id")]
    pub id: String,
    /// Headline.
    pub headline: String,
    /// Second headline.
    pub alternative_headline: Option<String>,
    /// Sapo, or the beginning of the text.
    pub description: Option<String>,
    /// Its page.
    pub url: String,
    /// Its page, once more: the page is about nothing else.
    pub main_entity_of_page: String,
    /// Its language.
    pub in_language: &'static str,
    /// When it was published.
    pub date_published: String,
    /// When it was changed.
    pub date_modified: String,
    /// Where it was written: `CTTĐT`.
    pub dateline: Option<String>,
    /// Who wrote it; the publisher where nobody is named.
    pub author: Vec<Thing>,
    /// Who else worked on it.
    pub contributor: Vec<Thing>,
    /// Who publishes it.
    pub publisher: Reference,
    /// Its pictures.
    pub image: Vec<ImageObject>,
    /// Its category.
    pub article_section: String,
    /// Its tags.
    pub keywords: Vec<String>,
    /// Where it comes from.
    pub is_based_on: Option<String>,
    /// What was corrected.
    pub correction: Vec<String>,
    /// The locality it is about.
    pub content_location: Option<Thing>,
    /// Anyone may read it.
    pub is_accessible_for_free: bool,
}

/// A model, an entry or a programme.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreativeWork {
    /// Its name for machines.
    #[serde(rename = "@id")]
    pub id: String,
    /// Its name or title.
    pub name: String,
    /// One paragraph.
    pub description: Option<String>,
    /// Its page.
    pub url: String,
    /// Its language.
    pub in_language: &'static str,
    /// Number of its document.
    pub identifier: Option<String>,
    /// Field or genre.
    pub genre: Option<String>,
    /// Who wrote it, as the consent says.
    pub author: Vec<Thing>,
    /// Who runs it, or issued it.
    pub provider: Option<Thing>,
    /// Its date, or its year.
    pub date_created: Option<String>,
    /// The years it covers: `2023/2025`.
    pub temporal_coverage: Option<String>,
    /// Where it is.
    pub spatial_coverage: Option<Thing>,
    /// Its prize.
    pub award: Option<String>,
    /// Its contest.
    pub is_part_of: Option<Reference>,
    /// Its tags.
    pub keywords: Vec<String>,
    /// Its pictures.
    pub image: Vec<ImageObject>,
    /// Who publishes its page.
    pub publisher: Reference,
}

/// A contest.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Its name for machines.
    #[serde(rename = "@id")]
    pub id: String,
    /// Its title.
    pub name: String,
    /// One paragraph.
    pub description: Option<String>,
    /// Its page.
    pub url: String,
    /// Its language.
    pub in_language: &'static str,
    /// From when entries are taken.
    pub start_date: String,
    /// Until when.
    pub end_date: String,
    /// It takes place as announced.
    pub event_status: &'static str,
    /// Nobody has to go anywhere.
    pub event_attendance_mode: &'static str,
    /// Its page.
    pub location: VirtualLocation,
    /// Who runs it, and who helps.
    pub organizer: Vec<Thing>,
    /// Its picture.
    pub image: Vec<ImageObject>,
}

/// An event's place on the net.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub struct VirtualLocation {
    /// Its address.
    pub url: String,
}

/// Numbers that a page shows.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dataset {
    /// Its name for machines.
    #[serde(rename = "@id")]
    pub id: String,
    /// Its title.
    pub name: String,
    /// What it counts.
    pub description: String,
    /// Its page.
    pub url: String,
    /// Its language.
    pub in_language: &'static str,
    /// Who counted.
    pub creator: Reference,
    /// Who publishes it.
    pub publisher: Reference,
    /// The years it covers: `2023/2025`.
    pub temporal_coverage: Option<String>,
    /// By what it counts.
    pub variable_measured: Vec<String>,
    /// Its files.
    pub distribution: Vec<DataDownload>,
    /// Anyone may read it.
    pub is_accessible_for_free: bool,
}

/// A file of a dataset.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct DataDownload {
    /// Its media type.
    pub encoding_format: &'static str,
    /// Its address.
    pub content_url: String,
}

/// An organization.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    /// Its name for machines.
    #[serde(rename = "@id")]
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its short name.
    pub alternate_name: Option<String>,
    /// Its page here.
    pub url: String,
    /// Its own site.
    pub same_as: Option<String>,
    /// Its first day.
    pub founding_date: Option<String>,
    /// Its last day.
    pub dissolution_date: Option<String>,
    /// What it belongs to.
    pub parent_organization: Option<Reference>,
    /// Where it is.
    pub location: Option<Box<Thing>>,
}

/// A province, district or commune.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Its name for machines.
    #[serde(rename = "@id")]
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page here.
    pub url: String,
    /// Its code in the national list.
    pub identifier: Option<String>,
    /// What it belongs to.
    pub contained_in_place: Option<Reference>,
}

/// A person.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The name.
    pub name: String,
    /// What they do.
    pub job_title: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct ImageObject {
    /// Its address.
    pub url: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit_text: Option<String>,
}
