//! `robots.txt` (RFC 9309): everything may be read, and here is the list of it.

use crate::sitemap;

/// Where it stands below the section. Robots read it at the top of a host: a portal that hosts the section in a
/// folder takes its line `Sitemap:` over.
pub const PATH: &str = "robots.txt";

/// The file's text. `base` is absolute and ends with `/`.
pub fn text(base: &str) -> String {
    format!("User-agent: *\nDisallow:\n\nSitemap: {base}{}\n", sitemap::MAIN)
}

#[cfg(test)]
mod tests {
    #[test]
    fn everything_may_be_read() {
        assert_eq!(
            super::text("https://a.vn/tin/"),
            "User-agent: *\nDisallow:\n\nSitemap: https://a.vn/tin/sitemap.xml\n"
        );
    }
}
