//! Sitemaps (sitemaps.org, protocol 0.9): the indexable pages with the dates of their last changes.
//!
//! In: the base URL and the indexable pages. Out: one sitemap, or an index of sitemaps with at most 50,000 URLs each.
//! The news sitemap is separate ([`news`]).

pub mod news;

use std::fmt::Write;
use std::ops::Range;

use jiff::civil::Date;

use crate::html::escape;
use bantin_text::language::Language;

/// Maximum number of URLs in one file (protocol limit).
const PART: usize = 50_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// An indexable page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitemapEntry {
    /// The path relative to the section, without a leading slash.
    pub path: String,
    /// The day of the last change, if the content has one.
    pub lastmod: Option<Date>,
    /// Language and absolute URL of the page in all languages, including its own.
    pub alternates: Vec<(Language, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SitemapFile {
    /// The only file, with all pages.
    Whole,
    /// The index of the parts.
    Index,
    /// A part, counted from 0.
    Part(usize),
}

/// The path of the sitemap or index given in `robots.txt`.
pub const MAIN: &str = "sitemap.xml";

/// The files for this number of pages, with their paths relative to the section.
pub fn files(pages: usize) -> Vec<(String, SitemapFile)> {
    if pages <= PART {
        return vec![(MAIN.to_owned(), SitemapFile::Whole)];
    }
    let parts = (0..pages.div_ceil(PART)).map(|at| (part_path(at), SitemapFile::Part(at)));
    std::iter::once((MAIN.to_owned(), SitemapFile::Index)).chain(parts).collect()
}

/// The pages needed to write a file.
pub fn range(file: SitemapFile, pages: usize) -> Range<usize> {
    match file {
        SitemapFile::Whole | SitemapFile::Index => 0..pages,
        SitemapFile::Part(at) => (at * PART).min(pages)..((at + 1) * PART).min(pages),
    }
}

/// The XML of a file; `pages` are those in its [`range`]. `base` is absolute and ends with `/`.
pub fn text(base: &str, file: SitemapFile, pages: &[SitemapEntry]) -> String {
    if file != SitemapFile::Index {
        return list(base, pages);
    }
    let index = pages.chunks(PART).enumerate().map(|(at, part)| SitemapEntry {
        path: part_path(at),
        lastmod: part.iter().filter_map(|page| page.lastmod).max(),
        alternates: Vec::new(),
    });
    document("sitemapindex", "sitemap", base, &index.collect::<Vec<_>>())
}

fn part_path(at: usize) -> String {
    format!("sitemap-{}.xml", at + 1)
}

fn list(base: &str, pages: &[SitemapEntry]) -> String {
    document("urlset", "url", base, pages)
}

/// A list of URLs; sitemaps and sitemap indexes differ only in the names of elements.
fn document(root: &str, element: &str, base: &str, entries: &[SitemapEntry]) -> String {
    let links = match entries.iter().any(|entry| !entry.alternates.is_empty()) {
        true => " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"",
        false => "",
    };
    let mut xml = format!("{HEAD}<{root} xmlns=\"{NAMESPACE}\"{links}>\n");
    for entry in entries {
        let _ = write!(xml, "<{element}><loc>{}{}</loc>", escape(base), escape(&entry.path));
        if let Some(day) = entry.lastmod {
            let _ = write!(xml, "<lastmod>{day}</lastmod>");
        }
        for (language, url) in &entry.alternates {
            let (code, url) = (language.code(), escape(url));
            let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{url}\"/>");
        }
        let _ = writeln!(xml, "</{element}>");
    }
    let _ = writeln!(xml, "</{root}>");
    xml
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use quick_xml::events::Event;

    use super::*;

    /// All files with their XML.
    fn written(base: &str, pages: &[SitemapEntry]) -> Vec<(String, String)> {
        let xml = |file| text(base, file, &pages[range(file, pages.len())]);
        files(pages.len()).into_iter().map(|(path, file)| (path, xml(file))).collect()
    }

    /// The number of elements of a name in an XML text, which must be well-formed.
    fn count(xml: &str, name: &str) -> usize {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut count = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == name => count += 1,
                Event::Eof => return count,
                _ => {}
            }
        }
    }

    fn page(path: &str, lastmod: Option<Date>) -> SitemapEntry {
        SitemapEntry { path: path.to_owned(), lastmod, alternates: Vec::new() }
    }

    #[test]
    fn a_page_in_two_languages_names_both() {
        let alternates =
            [(Language::Vi, "https://a.vn/".to_owned()), (Language::En, "https://a.vn/en/?a&b".to_owned())];
        let home = SitemapEntry { alternates: alternates.to_vec(), ..page("", None) };
        let xml = &written("https://a.vn/", &[home])[0].1;
        assert_eq!(count(xml, "xhtml:link"), 2);
        assert!(xml.contains(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">"), "{xml}");
        assert!(xml.contains("hreflang=\"en\" href=\"https://a.vn/en/?a&amp;b\"/>"), "{xml}");
    }

    #[test]
    fn a_small_site_has_one_list() {
        let pages = [page("", None), page("tin-tuc/a&b/", Some(date(2023, 8, 25)))];
        assert_eq!(
            written("https://a.vn/tin/", &pages),
            [(
                "sitemap.xml".to_owned(),
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
                 <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
                 <url><loc>https://a.vn/tin/</loc></url>\n\
                 <url><loc>https://a.vn/tin/tin-tuc/a&amp;b/</loc><lastmod>2023-08-25</lastmod></url>\n\
                 </urlset>\n"
                    .to_owned()
            )]
        );
    }

    #[test]
    fn a_large_site_has_an_index_of_parts() {
        let mut pages: Vec<_> = (0..50_000).map(|n| page(&format!("tin-tuc/{n}/"), None)).collect();
        assert_eq!(written("https://a.vn/", &pages).len(), 1);
        pages.push(page("tin-tuc/last/", Some(date(2024, 1, 2))));
        let files = written("https://a.vn/", &pages);
        let paths: Vec<_> = files.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]);
        assert_eq!(count(&files[0].1, "sitemap"), 2);
        assert!(files[0].1.contains("<loc>https://a.vn/sitemap-2.xml</loc><lastmod>2024-01-02</lastmod>"));
        assert_eq!((count(&files[1].1, "url"), count(&files[2].1, "url")), (50_000, 1));
    }

    #[test]
    fn a_site_without_pages_has_an_empty_list() {
        assert_eq!(count(&written("https://a.vn/", &[])[0].1, "url"), 0);
    }
}
