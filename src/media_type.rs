//! Media types of published files by their endings: what servers are told to send, and what storage is told to keep.

/// An ending with its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaType {
    /// Without a dot, in small letters.
    pub ending: &'static str,
    pub name: &'static str,
    /// A text in UTF-8, which compression makes smaller.
    pub is_text: bool,
}

const fn text(ending: &'static str, name: &'static str) -> MediaType {
    MediaType { ending, name, is_text: true }
}

const fn bytes(ending: &'static str, name: &'static str) -> MediaType {
    MediaType { ending, name, is_text: false }
}

/// All known endings, sorted.
pub const MEDIA_TYPES: &[MediaType] = &[
    bytes("avif", "image/avif"),
    bytes("bin", "application/octet-stream"),
    text("css", "text/css"),
    text("csv", "text/csv"),
    bytes("doc", "application/msword"),
    bytes("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    bytes("gif", "image/gif"),
    text("html", "text/html"),
    bytes("ico", "image/x-icon"),
    bytes("jpeg", "image/jpeg"),
    bytes("jpg", "image/jpeg"),
    text("js", "text/javascript"),
    text("json", "application/json"),
    bytes("m4a", "audio/mp4"),
    bytes("mp3", "audio/mpeg"),
    bytes("mp4", "video/mp4"),
    bytes("odp", "application/vnd.oasis.opendocument.presentation"),
    bytes("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    bytes("odt", "application/vnd.oasis.opendocument.text"),
    bytes("ogg", "audio/ogg"),
    bytes("pdf", "application/pdf"),
    bytes("png", "image/png"),
    bytes("ppt", "application/vnd.ms-powerpoint"),
    bytes("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    bytes("rar", "application/vnd.rar"),
    text("svg", "image/svg+xml"),
    text("txt", "text/plain"),
    text("vtt", "text/vtt"),
    bytes("wav", "audio/wav"),
    bytes("webm", "video/webm"),
    text("webmanifest", "application/manifest+json"),
    bytes("webp", "image/webp"),
    bytes("woff2", "font/woff2"),
    bytes("xls", "application/vnd.ms-excel"),
    bytes("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    text("xml", "application/xml"),
    bytes("zip", "application/zip"),
];

impl MediaType {
    /// The type of a file, by the ending of its path.
    pub fn of(path: &str) -> Option<&'static Self> {
        let ending = path.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase();
        MEDIA_TYPES.binary_search_by(|one| one.ending.cmp(&ending)).ok().map(|at| &MEDIA_TYPES[at])
    }

    /// The value of `Content-Type`.
    pub fn content_type(&self) -> String {
        if self.is_text { format!("{}; charset=utf-8", self.name) } else { self.name.to_owned() }
    }
}

/// The value of `Content-Type` for a path.
pub fn content_type(path: &str) -> String {
    MediaType::of(path).map_or_else(|| "application/octet-stream".to_owned(), MediaType::content_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_sorted_and_found_however_they_are_written() {
        assert!(MEDIA_TYPES.is_sorted_by(|one, next| one.ending < next.ending));
        assert_eq!(content_type("tin-tuc/index.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("a.b/Ảnh.JPG"), "image/jpeg");
        assert_eq!(content_type("manifest.webmanifest"), "application/manifest+json; charset=utf-8");
        for unknown in ["a.html/x", "x", "x.unknown", ".bantin"] {
            assert_eq!(content_type(unknown), "application/octet-stream", "{unknown}");
        }
    }
}
