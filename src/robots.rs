//! `robots.txt` (RFC 9309): everything may be read, and here is the list of it.

use crate::sitemap::{self, news};

/// Where it stands below the section. Robots read it at the top of a host: a portal that hosts the section in a
/// folder takes its line `Sitemap:` over.
pub const PATH: &str = "robots.txt";

/// The file's text. `base` is absolute and ends with `/`.
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
