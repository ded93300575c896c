//! The news sitemap (schema sitemap-news 0.9): the articles of the last two days, for news search.
//!
//! In: the base URL, the name of the publication and its articles, newest first. Out: the text of the file. The
//! file is there on a day without news too, with an empty list: its address stands in `robots.txt` of the portal, which
//! nobody edits every day.

use std::fmt::Write;

use jiff::{ToSpan, Zoned};

use super::{HEAD, NAMESPACE};
use crate::clock::Now;
use crate::html::escape;
use bantin_text::language::Language;

/// The path relative to the section.
pub const PATH: &str = "sitemap-news.xml";

/// Maximum age of news, in hours.
pub const HOURS: i64 = 48;

/// Maximum number of URLs in the file (limit of the schema).
const MOST: usize = 1000;

/// An article in the news sitemap.
#[derive(Debug, Clone)]
pub struct NewsEntry<'a> {
    /// The path relative to the section, without a leading slash.
    pub path: &'a str,
    pub title: &'a str,
    pub language: Language,
    pub published: &'a Zoned,
}

/// Whether an article is recent enough at the time of the build.
fn is_new(published: &Zoned, now: &Now) -> bool {
    let published = published.timestamp();
    published <= *now && published.checked_add(HOURS.hours()).is_ok_and(|last| last >= *now)
}

/// The text of the file. `base` is absolute and ends with `/`; `name` is the name of the publication.
pub fn text(base: &str, name: &str, articles: &[NewsEntry<'_>], now: &Now) -> String {
    let new = articles.iter().filter(|article| is_new(article.published, now)).take(MOST);
    let namespace = "http://www.google.com/schemas/sitemap-news/0.9";
    let mut xml = format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\" xmlns:news=\"{namespace}\">\n");
    for article in new {
        let (path, title) = (escape(article.path), escape(article.title));
        let (name, language) = (escape(name), article.language.code());
        let date = article.published.strftime("%Y-%m-%dT%H:%M:%S%:z");
        let _ = writeln!(
            xml,
            "<url><loc>{base}{path}</loc><news:news><news:publication><news:name>{name}</news:name>\
             <news:language>{language}</news:language></news:publication>\
             <news:publication_date>{date}</news:publication_date><news:title>{title}</news:title>\
             </news:news></url>",
            base = escape(base),
        );
    }
    xml.push_str("</urlset>\n");
    xml
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn now(text: &str) -> Now {
        Now::new(at(text))
    }

    #[test]
    fn only_the_articles_of_two_days_are_news() {
        let zone = jiff::tz::TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let dates = ["2025-03-04T00:00:00Z", "2025-03-02T00:00:00Z", "2025-03-01T23:59:59Z"];
        let dates = dates.map(|date| at(date).to_zoned(zone.clone()));
        let article = |(number, published)| NewsEntry {
            path: ["a/", "b/", "c/"][number],
            title: "Đường <hoa>",
            language: Language::Vi,
            published,
        };
        let articles: Vec<_> = dates.iter().enumerate().map(article).collect();
        let text = |moment| text("https://a.vn/", "Tin & bài", &articles, &now(moment));
        let xml = text("2025-03-04T00:00:00Z");
        assert!(xml.contains("<loc>https://a.vn/a/</loc>") && xml.contains("<loc>https://a.vn/b/</loc>"));
        assert!(!xml.contains("https://a.vn/c/"), "older than two days");
        assert!(xml.contains("<news:title>Đường &lt;hoa&gt;</news:title>"));
        assert!(xml.contains("<news:name>Tin &amp; bài</news:name>"));
        assert!(xml.contains("<news:publication_date>2025-03-04T07:00:00+07:00</news:publication_date>"));
        assert!(!text("2025-03-08T00:00:00Z").contains("<url>"), "no news, an empty list");
    }
}
