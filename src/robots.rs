//! `robots.txt` (RFC 9309): allows everything and refers to the sitemaps.

use crate::sitemap::{self, news};

/// The path relative to the section. Robots only read it at the root of a host: a portal that serves the section in a
/// folder must copy its `Sitemap:` lines.
pub const PATH: &str = "robots.txt";

/// The text of the file. `base` is absolute and ends with `/`.
pub fn text(base: &str) -> String {
    let sitemaps = [sitemap::MAIN, news::PATH].map(|path| format!("Sitemap: {base}{path}\n"));
    format!("User-agent: *\nDisallow:\n\n{}", sitemaps.concat())
}

#[cfg(test)]
mod tests {
    #[test]
    fn everything_may_be_read() {
        assert_eq!(
            super::text("https://a.vn/tin/"),
            "User-agent: *\nDisallow:\n\nSitemap: https://a.vn/tin/sitemap.xml\n\
             Sitemap: https://a.vn/tin/sitemap-news.xml\n"
        );
    }
}
