//! Which files of editors may be published: those that act neither in a browser nor on a server.
//!
//! In: the name of a file and its first bytes. Out: what is wrong with it, if anything. Its ending must be of the list,
//! or be allowed by `files: {allow: […]}`, and its first bytes must be what the ending says: a server goes by the one, a
//! browser by the other.

/// So much of a file is looked at.
pub(super) const HEAD: usize = 2048;

/// Endings of programs, of pages and of settings of servers: never published, whatever `site.yaml` allows.
const ACTIVE: &[&str] = &[
    "apk", "app", "appx", "ashx", "asmx", "asp", "aspx", "bat", "bin", "cer", "cfm", "cgi", "class", "cmd",
    "com", "conf", "config", "cpl", "dll", "dmg", "dylib", "elf", "env", "exe", "fcgi", "hta", "htaccess",
    "htm", "html", "htpasswd", "inc", "ini", "jar", "jnlp", "js", "jse", "jsp", "jspx", "lnk", "mht",
    "mhtml", "mjs", "msc", "msi", "mui", "phar", "php", "php3", "php4", "php5", "php7", "php8", "phps",
    "pht", "phtml", "pif", "pl", "ps1", "psm1", "py", "pyc", "rb", "reg", "scr", "sh", "shtm", "shtml", "so",
    "stm", "svgz", "swf", "url", "vb", "vbe", "vbs", "war", "wasm", "wsf", "wsh", "xht", "xhtml", "xml",
    "xsd", "xsl", "xslt",
];

/// Endings that some servers run wherever they stand in a name: `anh.php.jpg`.
const RUN_ANYWHERE: &[&str] = &[
    "asp", "aspx", "cgi", "fcgi", "htaccess", "jsp", "jspx", "phar", "php", "php3", "php4", "php5", "php7",
    "php8", "phtml", "shtml",
];

/// What the first bytes of a file are.
#[derive(Clone, Copy)]
enum Content {
    /// One of these stands at its place.
    Begins(&'static [(usize, &'static [u8])]),
    /// `%PDF-`, which readers look for in the first kilobyte.
    Pdf,
    /// Letters, and no markup.
    Text,
    /// Is read as a whole elsewhere.
    Drawing,
    /// Of an ending that the site allows: no markup and no program.
    Passive,
}

const PICTURE: Content =
    Content::Begins(&[(0, &[0xFF, 0xD8, 0xFF]), (0, b"\x89PNG"), (0, b"GIF8"), (8, b"WEBP"), (4, b"ftyp")]);
/// Word writes old forms under new endings, and an encrypted file as an old one.
const OFFICE: Content =
    Content::Begins(&[(0, &[0xD0, 0xCF, 0x11, 0xE0]), (0, b"PK\x03\x04"), (0, b"{\\rtf")]);
const ZIP: Content = Content::Begins(&[(0, b"PK\x03\x04"), (0, b"PK\x05\x06")]);
const FILM: Content =
    Content::Begins(&[(4, b"ftyp"), (4, b"moov"), (4, b"mdat"), (4, b"wide"), (4, b"free"), (4, b"skip")]);
const MP3: Content = Content::Begins(&[
    (0, b"ID3"),
    (0, &[0xFF, 0xFB]),
    (0, &[0xFF, 0xFA]),
    (0, &[0xFF, 0xF3]),
    (0, &[0xFF, 0xF2]),
    (0, &[0xFF, 0xE3]),
    (0, &[0xFF, 0xE2]),
]);

/// Documents, pictures, sound, film, data and fonts.
const PASSIVE: &[(&[&str], Content)] = &[
    (&["jpg", "jpeg", "png", "gif", "webp", "avif"], PICTURE),
    (&["svg"], Content::Drawing),
    (&["ico"], Content::Begins(&[(0, &[0, 0, 1, 0]), (0, b"\x89PNG")])),
    (&["pdf"], Content::Pdf),
    (&["doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf"], OFFICE),
    (&["zip", "epub"], ZIP),
    (&["rar"], Content::Begins(&[(0, b"Rar!")])),
    (&["7z"], Content::Begins(&[(0, b"7z\xBC\xAF")])),
    (&["mp3"], MP3),
    (&["mp4", "m4a", "m4v", "mov"], FILM),
    (&["ogg", "oga", "opus"], Content::Begins(&[(0, b"OggS")])),
    (&["wav"], Content::Begins(&[(8, b"WAVE")])),
    (&["flac"], Content::Begins(&[(0, b"fLaC")])),
    (&["webm"], Content::Begins(&[(0, &[0x1A, 0x45, 0xDF, 0xA3])])),
    (&["csv", "txt", "vtt", "srt", "json", "geojson", ""], Content::Text),
    (&["woff2"], Content::Begins(&[(0, b"wOF2")])),
    (&["woff"], Content::Begins(&[(0, b"wOFF")])),
    (&["ttf", "otf"], Content::Begins(&[(0, &[0, 1, 0, 0]), (0, b"OTTO"), (0, b"true")])),
];

/// Why a file may not be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// Its ending is one of a program or page: the ending.
    Acts(String),
    /// Its ending is not of the list.
    Unknown(String),
    /// Its bytes are not what its ending says.
    Otherwise(String),
}

/// Whether an ending is one of a program, a page or settings.
pub(super) fn acts(ending: &str) -> bool {
    ACTIVE.binary_search(&&*ending.to_ascii_lowercase()).is_ok()
}

/// Judges a file by its name and its first [`HEAD`] bytes; `allowed` are more endings, in small letters.
pub(super) fn judge(name: &str, head: &[u8], allowed: &[String]) -> Result<(), Refused> {
    let lower = name.to_lowercase();
    if is_verification(&lower, head) {
        return Ok(());
    }
    let mut parts = lower.split('.').skip(1).peekable();
    let mut ending = "";
    while let Some(part) = parts.next() {
        ending = part.trim();
        let is_last = parts.peek().is_none();
        if RUN_ANYWHERE.binary_search(&ending).is_ok() || is_last && acts(ending) {
            return Err(Refused::Acts(ending.to_owned()));
        }
    }
    let known = PASSIVE.iter().find(|(endings, _)| endings.contains(&ending)).map(|(_, content)| *content);
    let content = match known {
        Some(content) => content,
        None if allowed.iter().any(|one| one == ending) => Content::Passive,
        None => return Err(Refused::Unknown(ending.to_owned())),
    };
    if content.fits(head) { Ok(()) } else { Err(Refused::Otherwise(ending.to_owned())) }
}

impl Content {
    fn fits(self, head: &[u8]) -> bool {
        match self {
            Content::Begins(marks) => {
                marks.iter().any(|(at, mark)| head.get(*at..).is_some_and(|rest| rest.starts_with(mark)))
            }
            Content::Pdf => memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some(),
            Content::Text => !is_markup(head) && (!head.contains(&0) || is_utf16(head)),
            Content::Drawing => true,
            Content::Passive => {
                let is_program = [&b"MZ"[..], b"\x7fELF", b"#!"].iter().any(|mark| head.starts_with(mark));
                !is_markup(head) && !is_program
            }
        }
    }
}

fn is_utf16(head: &[u8]) -> bool {
    head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF])
}

/// Whether a text begins like a page or a script of a server. Signs of two bytes count by the one that is not 0.
fn is_markup(head: &[u8]) -> bool {
    let is_kept = |byte: &u8| !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFF | 0xFE);
    let mut letters = head.iter().copied().filter(is_kept).skip_while(u8::is_ascii_whitespace);
    let (first, second) = (letters.next(), letters.next());
    first == Some(b'<')
        && second
            .is_some_and(|second| second.is_ascii_alphabetic() || matches!(second, b'!' | b'?' | b'%' | b'/'))
}

/// A file by which search engines know the owner of a site: a line without markup, under the name of a page.
fn is_verification(lower: &str, head: &[u8]) -> bool {
    let code = lower.strip_prefix("google").and_then(|rest| rest.strip_suffix(".html"));
    code.is_some_and(|code| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_hexdigit()))
        && head.trim_ascii() == format!("google-site-verification: {lower}").as_bytes()
}

/// Whether a part of a path is what systems and programs leave behind, or hidden. `.well-known` is neither.
pub(super) fn is_junk(part: &str) -> bool {
    let lower = part.to_lowercase();
    part.starts_with('.') && part != ".well-known"
        || part.starts_with("~$")
        || matches!(&*lower, "thumbs.db" | "ehthumbs.db" | "desktop.ini" | "__macosx" | "icon\r")
        || [".tmp", ".bak", ".swp", ".part", ".crdownload", "~"].iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(name: &str, head: &[u8]) -> Result<(), Refused> {
        judge(name, head, &["kml".to_owned()])
    }

    #[test]
    fn endings_are_sorted() {
        assert!(ACTIVE.is_sorted() && RUN_ANYWHERE.is_sorted());
        let passive = PASSIVE.iter().flat_map(|(endings, _)| *endings);
        assert!(passive.copied().all(|ending| !acts(ending)));
    }

    #[test]
    fn documents_pictures_sound_film_and_data_are_published() {
        for (name, head) in [
            ("Ảnh.JPG", &b"\xFF\xD8\xFF\xE0"[..]),
            ("anh.jpg", b"\x89PNG\r\n"),
            ("an.avif", b"\0\0\0\x1cftypavif"),
            ("Quyết định số 1.2.pdf", b"\n%PDF-1.7"),
            ("a.vn.docx", b"PK\x03\x04"),
            ("a.doc", b"\xD0\xCF\x11\xE0"),
            ("a.mp3", b"ID3"),
            ("a.mp4", b"\0\0\0\x18ftypmp42"),
            ("so.csv", "Xã,Số".as_bytes()),
            ("so.csv", b"\xFF\xFEX\0"),
            ("a.txt", b"1 < 2"),
            ("CNAME", b"trang.vn\n"),
            ("a.kml", b"x"),
            ("google1a2b3c.html", b"google-site-verification: google1a2b3c.html"),
        ] {
            assert_eq!(judged(name, head), Ok(()), "{name}");
        }
    }

    #[test]
    fn what_acts_is_refused_whatever_it_is_called() {
        for name in [
            "a.php",
            "a.PHP",
            "a.php.jpg",
            "a.html",
            "a.xhtml",
            "a.xml",
            "a.shtml",
            "a.jsp",
            "a.aspx",
            "a.cgi",
            "a.hta",
            "a.exe",
            "a.lnk",
            "web.config",
            "a.js",
            "a.svgz",
            "a.phtml ",
            "a.url",
            "a.phar.zip",
        ] {
            assert!(matches!(judged(name, b"\xFF\xD8\xFF"), Err(Refused::Acts(_))), "{name}");
        }
        for (name, head) in [
            ("a.jpg", &b"<script>"[..]),
            ("a.jpg", b"GIF"),
            ("a.pdf", b"<html>%PDF"),
            ("a.txt", b"\n <!doctype html>"),
            ("a.csv", b"\xEF\xBB\xBF<svg xmlns=''>"),
            ("a.txt", b"\xFF\xFE<\0h\0t\0m\0l\0"),
            ("a.txt", b"<?php x"),
            ("a.json", b"\0\x01"),
            ("a.kml", b"<?xml"),
            ("a.kml", b"MZ\x90"),
            ("a.docx", b"x"),
            ("a.png", b""),
            ("google1a.html", b"google-site-verification: <script>"),
        ] {
            assert!(judged(name, head).is_err(), "{name}");
        }
        assert_eq!(judged("a.dwg", b"AC10"), Err(Refused::Unknown("dwg".into())));
    }

    #[test]
    fn what_systems_leave_behind_is_junk() {
        for part in [
            ".DS_Store",
            "Thumbs.db",
            "desktop.ini",
            "~$bài.docx",
            "a.tmp",
            ".git",
            ".htaccess",
            ".env",
            "x.swp",
            "a~",
        ] {
            assert!(is_junk(part), "{part}");
        }
        for part in [".well-known", "a.pdf", "Ảnh 1.png", "CNAME", "a.b"] {
            assert!(!is_junk(part), "{part}");
        }
    }
}
