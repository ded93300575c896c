//! Content types by file extension.

pub(in crate::cli) const HTML: &str = "text/html; charset=utf-8";
pub(in crate::cli) const CSS: &str = "text/css; charset=utf-8";
pub(in crate::cli) const SCRIPT: &str = "text/javascript; charset=utf-8";
pub(in crate::cli) const TEXT: &str = "text/plain; charset=utf-8";

/// The value of `Content-Type` for a path.
pub(in crate::cli) fn of(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = kind.type_() == "text"
        || matches!(kind.subtype().as_str(), "json" | "xml" | "javascript" | "manifest")
        || kind.suffix().is_some_and(|suffix| suffix == "xml" || suffix == "json");
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_say_their_encoding() {
        for (path, expected) in [
            ("tin-tuc/index.html", HTML),
            ("theme/portal.1a2b3c4d.css", CSS),
            ("search/search.js", SCRIPT),
            ("robots.txt", TEXT),
            ("anh.SVG", "image/svg+xml; charset=utf-8"),
            ("anh.jpg", "image/jpeg"),
            ("phim.mp4", "video/mp4"),
            ("search/0/s/1.bin", "application/octet-stream"),
        ] {
            assert_eq!(of(path), expected, "{path}");
        }
    }
}
