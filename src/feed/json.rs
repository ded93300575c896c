//! JSON Feed 1.1 (jsonfeed.org).

use serde::Serialize;

use super::{FeedEntry, FeedInput, absolute, moment};

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'static str,
    authors: Vec<Author<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: &'a Vec<&'a str>,
    language: &'static str,
}

/// The feed as JSON; `url` is the URL of the JSON feed itself.
pub fn json(feed: &FeedInput<'_>, url: &str) -> String {
    let whole = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title,
        home_page_url: &feed.page,
        feed_url: url,
        description: feed.subtitle,
        language: feed.language.code(),
        authors: vec![Author { name: feed.author }],
        items: feed.entries.iter().map(item).collect(),
    };
    let mut text = serde_json::to_string(&whole).unwrap_or_default();
    text.push('\n');
    text
}

fn item<'a>(entry: &'a FeedEntry<'_>) -> Item<'a> {
    Item {
        id: &entry.id,
        url: &entry.url,
        title: entry.title,
        content_html: absolute::urls(entry.html, &entry.url),
        summary: entry.summary,
        date_published: moment(entry.published),
        date_modified: moment(entry.updated),
        authors: entry.authors.iter().map(|name| Author { name }).collect(),
        tags: &entry.categories,
        language: entry.language.code(),
    }
}
