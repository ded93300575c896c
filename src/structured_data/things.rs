//! The schema.org types used by pages, each with the properties that the program can provide.

use serde::Serialize;

/// A node of the graph, tagged with its type.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub enum Thing {
    /// The section.
    WebSite(WebSite),
    /// A page without a more specific type.
    WebPage(WebPage),
    /// A list page.
    CollectionPage(WebPage),
    /// The breadcrumbs of a page.
    BreadcrumbList(BreadcrumbList),
    /// The items on a list page.
    ItemList(ItemList),
    NewsArticle(Box<NewsArticle>),
    /// A model, an entry or a programme.
    CreativeWork(Box<CreativeWork>),
    /// A contest.
    Event(Box<Event>),
    /// The statistics.
    Dataset(Box<Dataset>),
    /// An authority, a party committee, the Fatherland Front or the armed forces; also the publisher.
    GovernmentOrganization(Organization),
    /// Any other organization.
    Organization(Organization),
    /// A province, district or commune.
    AdministrativeArea(Place),
    Person(Person),
}

/// A reference to a node by its `@id`.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Reference {
    #[serde(rename = "@id")]
    pub id: String,
}

/// The section as a whole.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebSite {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: String,
    pub alternate_name: Option<String>,
    pub url: String,
    pub in_language: &'static str,
    pub publisher: Reference,
    pub potential_action: SearchAction,
}

/// The search of the section.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub struct SearchAction {
    pub target: EntryPoint,
    /// Declares the placeholder of the URL template.
    #[serde(rename = "query-input")]
    pub query_input: &'static str,
}

/// A URL with a placeholder for the search words.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct EntryPoint {
    pub url_template: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WebPage {
    pub name: String,
    /// One paragraph.
    pub description: Option<String>,
    pub url: String,
    pub in_language: &'static str,
    pub date_modified: Option<String>,
    pub publisher: Reference,
}

/// The breadcrumbs of a page, from the home page down.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BreadcrumbList {
    pub item_list_element: Vec<ListItem>,
}

/// A list of pages.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemList {
    pub name: String,
    /// The number of items on all pages of the list.
    pub number_of_items: usize,
    /// The items on this page.
    pub item_list_element: Vec<ListItem>,
}

/// An element of a list.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct ListItem {
    pub position: usize,
    pub name: String,
    pub url: Option<String>,
    pub item: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewsArticle {
    #[serde(rename = "@id")]
    pub id: String,
    pub headline: String,
    pub alternative_headline: Option<String>,
    /// The lead paragraph ("sapo"), or the beginning of the text.
    pub description: Option<String>,
    pub url: String,
    pub main_entity_of_page: String,
    pub in_language: &'static str,
    pub date_published: String,
    pub date_modified: String,
    /// The dateline, such as `CTTĐT`.
    pub dateline: Option<String>,
    /// The authors; the publisher if there are none.
    pub author: Vec<Thing>,
    pub contributor: Vec<Thing>,
    pub publisher: Reference,
    pub image: Vec<ImageObject>,
    /// Its genre, in the language of the page.
    pub genre: String,
    /// The name of the category.
    pub article_section: String,
    pub keywords: Vec<String>,
    /// The source.
    pub is_based_on: Option<String>,
    pub correction: Vec<String>,
    /// The locality it is about.
    pub content_location: Option<Thing>,
    /// Always true.
    pub is_accessible_for_free: bool,
}

/// A model, an entry or a programme.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreativeWork {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: String,
    /// One paragraph.
    pub description: Option<String>,
    pub url: String,
    pub in_language: &'static str,
    /// The number of its document.
    pub identifier: Option<String>,
    /// The field or genre.
    pub genre: Option<String>,
    /// The authors, as far as the consent allows.
    pub author: Vec<Thing>,
    /// The organization that runs or issued it.
    pub provider: Option<Thing>,
    /// A date or a year.
    pub date_created: Option<String>,
    /// The years it covers: `2023/2025`.
    pub temporal_coverage: Option<String>,
    pub spatial_coverage: Option<Thing>,
    pub award: Option<String>,
    /// The contest.
    pub is_part_of: Option<Reference>,
    pub keywords: Vec<String>,
    pub image: Vec<ImageObject>,
    pub publisher: Reference,
}

/// A contest.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: String,
    /// One paragraph.
    pub description: Option<String>,
    pub url: String,
    pub in_language: &'static str,
    /// The beginning of the time in which entries are accepted.
    pub start_date: String,
    /// The end of that time.
    pub end_date: String,
    /// Always `EventScheduled`.
    pub event_status: &'static str,
    /// Always online.
    pub event_attendance_mode: &'static str,
    pub location: VirtualLocation,
    /// The organizers and co-organizers.
    pub organizer: Vec<Thing>,
    pub image: Vec<ImageObject>,
}

/// The location of an online event.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type")]
pub struct VirtualLocation {
    pub url: String,
}

/// Data shown on a page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dataset {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: String,
    pub description: String,
    pub url: String,
    pub in_language: &'static str,
    pub creator: Reference,
    pub publisher: Reference,
    /// The years it covers: `2023/2025`.
    pub temporal_coverage: Option<String>,
    /// The dimensions of the data.
    pub variable_measured: Vec<String>,
    pub distribution: Vec<DataDownload>,
    /// Always true.
    pub is_accessible_for_free: bool,
}

/// A file of a dataset.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct DataDownload {
    pub encoding_format: &'static str,
    pub content_url: String,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Organization {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: String,
    pub alternate_name: Option<String>,
    /// Its page on this site.
    pub url: String,
    /// Its own website.
    pub same_as: Option<String>,
    pub founding_date: Option<String>,
    pub dissolution_date: Option<String>,
    pub parent_organization: Option<Reference>,
    pub location: Option<Box<Thing>>,
    /// The postal address.
    pub address: Option<String>,
    pub telephone: Option<String>,
    pub fax_number: Option<String>,
    pub email: Option<String>,
    /// Who leads it.
    pub employee: Option<Box<Thing>>,
    pub contact_point: Option<ContactPoint>,
}

/// Who answers questions.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct ContactPoint {
    pub name: String,
    pub contact_type: Option<String>,
    pub telephone: Option<String>,
    pub email: Option<String>,
}

/// A province, district or commune.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: String,
    /// Its page on this site.
    pub url: String,
    /// The code in the national list of administrative units.
    pub identifier: Option<String>,
    pub contained_in_place: Option<Reference>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub name: String,
    pub job_title: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
pub struct ImageObject {
    pub url: String,
    pub width: u32,
    pub height: u32,
    pub caption: Option<String>,
    pub credit_text: Option<String>,
}
