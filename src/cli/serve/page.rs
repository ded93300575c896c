//! What the preview adds to pages: the script that reloads them, and the notice of errors. Neither is in the output.

use bantin::diagnostic::{Report, text};
use bantin::html::escape;
use bantin_text::language::Language;

use crate::cli::{report, say};

/// Folder of the server's own files, below the section.
pub(super) const OWN: &str = "_bantin/";

/// The script of `serve`.
pub(super) const RELOAD: &str = "reload.js";
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// The script of the pages that an editing room shows.
pub(super) const EDITED: &str = "edited.js";
pub(super) const EDITED_SCRIPT: &str = include_str!("edited.js");

pub(super) const STYLE: &str = include_str!("notice.css");

/// Maximum length of the report shown in a page, in bytes.
const SHOWN: usize = 60_000;

/// Adds the reload script to a page; `site` is the number of the state that the page belongs to.
///
/// The script is of the same origin, so that it runs under the content security policy of the real site.
pub(super) fn with_script(html: &str, base_path: &str, script: &str, site: u64) -> String {
    let script = format!("<script src=\"{base_path}{OWN}{script}?site={site}\" defer></script>\n");
    let at = html.rfind("</body>").unwrap_or(html.len());
    format!("{}{script}{}", &html[..at], &html[at..])
}

/// The notice of errors as an HTML fragment.
pub(super) fn notice(wrong: &Report, language: Language) -> String {
    let heading = report::counted(wrong, language);
    let lead = say!(
        language,
        "Trang chưa có thay đổi mới nhất. Sửa xong, trang tự cập nhật.",
        "The page does not show the newest changes. It reloads when this is mended."
    );
    let mut told = text::render(wrong, language, false);
    if told.len() > SHOWN {
        told.truncate(told.floor_char_boundary(SHOWN));
        told.push_str("…\n");
    }
    let (code, heading, told) = (language.code(), escape(heading.trim()), escape(&told));
    format!(
        "<section lang=\"{code}\" role=\"alert\">\n<h2>{heading}</h2>\n<p>{lead}</p>\n<pre>{told}</pre>\n</section>\n"
    )
}

/// A page for when there is no site to show yet: its script shows the notice, and waits.
pub(super) fn without_site(language: Language) -> String {
    let title = say!(language, "Chưa dựng được trang", "The site could not be built yet");
    let code = language.code();
    format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n\
         <body>\n<h1>{title}</h1>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use bantin::diagnostic::{Code, LocalizedText, Located, Severity};
    use bantin::source::Position;

    use super::*;

    fn wrong(line: &str) -> Report {
        let message = LocalizedText { vi: "khóa lạ `<b>`".into(), en: "unknown key `<b>`".into() };
        Report::new(vec![Located {
            severity: Severity::Error,
            code: Code::UnknownKey,
            message,
            help: None,
            file: "content/articles/a.md".into(),
            start: Position { line: 2, column: 1 },
            end: Position { line: 2, column: 4 },
            line: Some(line.to_owned()),
        }])
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        assert_eq!(
            with_script("<body><p>x</body></html>", "/tin/", RELOAD, 7),
            "<body><p>x<script src=\"/tin/_bantin/reload.js?site=7\" defer></script>\n</body></html>"
        );
        assert!(with_script("<p>x", "/", RELOAD, 7).ends_with("defer></script>\n"));
    }

    #[test]
    fn a_notice_is_text_in_the_language_asked_for() {
        let html = notice(&wrong("<script>alert(1)</script>"), Language::Vi);
        assert!(html.contains("<h2>1 lỗi</h2>") && html.contains("khóa lạ `&lt;b&gt;`"), "{html}");
        assert!(html.contains("content/articles/a.md:2:1") && html.contains("&lt;script&gt;"), "{html}");
        assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
        assert!(notice(&wrong(""), Language::En).contains("<h2>1 error</h2>"));
    }
}
