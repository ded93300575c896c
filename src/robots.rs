//! `robots.txt` (RFC 9309): allows everything and refers to the sitemaps.

use crate::sitemap::{self, news};

/// The path relative to the section. Robots only read it at the root of a host: a portal that serves the section in a
/// folder must copy its `Sitemap:` lines.
pub const PATH: &str = "robots.txt";

/// The text of the file. `base` is absolute and ends with `/`.
pub fn text(base: &str, has_news: bool) -> String {
    let news = if has_news { format!("Sitemap: {base}{}\n", news::PATH) } else { String::new() };
    format!("User-agent: *\nDisallow:\n\nSitemap: {base}{}\n{news}", sitemap::MAIN)
}

#[cfg(test)]
mod tests {
    #[test]
    fn everything_may_be_read() {
        assert_eq!(
            super::text("https://a.vn/tin/", false),
            "User-agent: *\nDisallow:\n\nSitemap: https://a.vn/tin/sitemap.xml\n"
        );
        assert!(super::text("https://a.vn/", true).ends_with("\nSitemap: https://a.vn/sitemap-news.xml\n"));
    }
}
