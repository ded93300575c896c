//! The OpenSearch 1.1 description, with which browsers search the section from their address bar.

use crate::html::escape;
use bantin_text::language::Language;

/// Maximum length of a short name, in characters.
const SHORT: usize = 16;

/// Maximum length of a long name, in characters.
const LONG: usize = 48;

/// The content of the description. All URLs are absolute.
#[derive(Debug, Clone)]
pub struct Description<'a> {
    pub title: &'a str,
    pub description: &'a str,
    /// The URL of the search page, without a query.
    pub search: &'a str,
    /// The URL of the description itself.
    pub url: &'a str,
    pub icon: Option<&'a str>,
    /// The language of the results.
    pub language: Language,
}

/// The text of the file.
pub fn text(of: &Description<'_>) -> String {
    let icon = of.icon.map_or_else(String::new, |icon| {
        format!("<Image width=\"64\" height=\"64\" type=\"image/svg+xml\">{}</Image>\n", escape(icon))
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{short}</ShortName>\n\
         <LongName>{long}</LongName>\n\
         <Description>{description}</Description>\n\
         {icon}\
         <Url type=\"text/html\" method=\"get\" template=\"{search}?q={{searchTerms}}\"/>\n\
         <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"{url}\"/>\n\
         <Language>{language}</Language>\n\
         <InputEncoding>UTF-8</InputEncoding>\n\
         <OutputEncoding>UTF-8</OutputEncoding>\n\
         </OpenSearchDescription>\n",
        short = escape(&cut(of.title, SHORT)),
        long = escape(&cut(of.title, LONG)),
        description = escape(of.description),
        search = escape(of.search),
        url = escape(of.url),
        language = of.language.code(),
    )
}

/// As many whole words as fit, or the first characters of a long word.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most).collect();
    let goes_on = text.chars().nth(most).is_some_and(|next| !next.is_whitespace());
    let whole =
        if goes_on { start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words) } else { &start };
    whole.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_learns_where_to_search() {
        let text = text(&Description {
            title: "Trang tin dân vận & mô hình của tỉnh",
            description: "Tìm tin",
            search: "https://a.vn/tin/tim-kiem/",
            url: "https://a.vn/tin/opensearch.xml",
            icon: None,
            language: Language::Vi,
        });
        assert!(text.contains("template=\"https://a.vn/tin/tim-kiem/?q={searchTerms}\""), "{text}");
        assert!(text.contains("<ShortName>Trang tin dân</ShortName>"), "{text}");
        assert!(text.contains("<LongName>Trang tin dân vận &amp; mô hình của tỉnh</LongName>"), "{text}");
    }

    #[test]
    fn names_are_cut_between_words() {
        for (text, expected) in [
            ("Dân vận khéo", "Dân vận khéo"),
            ("một hai ba bốn năm", "một hai ba bốn"),
            ("Khônghềcókhoảngtrắngnào", "Khônghềcókhoảngt"),
        ] {
            assert_eq!(cut(text, SHORT), expected);
        }
    }
}
