//! Pages that redirect from old addresses, for hosts that only serve files.
//!
//! In: a [`Redirection`](crate::site::Redirection) of the site. Out: the path of the file and its HTML. Search
//! engines treat an immediate refresh with a canonical link as a permanent redirect.

use crate::config::BaseUrl;
use crate::html::escape;
use bantin_text::language::Language;

/// The file for an old path: `cu/` and `cu` are folders with an `index.html`, `cu/1.html` is a file.
pub fn file(from: &str) -> String {
    let path = from.trim_end_matches('/');
    let names_a_file = path == from && path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if names_a_file { path.to_owned() } else { format!("{path}/index.html") }
}

/// The full URL of a target, which is a path relative to the section or an external URL.
pub fn address(base: &BaseUrl, to: &str) -> String {
    let elsewhere = to.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    if elsewhere { to.to_owned() } else { format!("{}{}", base.absolute(), to.trim_start_matches('/')) }
}

/// A page that redirects to `address` immediately, with a link for clients that ignore the refresh.
pub fn page(address: &str, language: Language) -> String {
    let (title, lead) = match language {
        Language::Vi => ("Trang đã chuyển", "Trang này đã chuyển tới"),
        Language::En => ("Page moved", "This page has moved to"),
    };
    let (code, address) = (language.code(), escape(address));
    format!(
        "<!doctype html>\n\
         <html lang=\"{code}\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={address}\">\n\
         <link rel=\"canonical\" href=\"{address}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         </head>\n\
         <body>\n\
         <h1>{title}</h1>\n\
         <p>{lead} <a href=\"{address}\">{address}</a>.</p>\n\
         </body>\n\
         </html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_path_is_a_folder_or_a_file() {
        for (from, expected) in [
            ("cu/trang/", "cu/trang/index.html"),
            ("cu/trang", "cu/trang/index.html"),
            ("cu/1.html", "cu/1.html"),
            ("tin.aspx", "tin.aspx"),
            ("v1.0/", "v1.0/index.html"),
            ("v1.0/tin", "v1.0/tin/index.html"),
        ] {
            assert_eq!(file(from), expected);
        }
    }

    #[test]
    fn a_target_is_below_the_section_or_elsewhere() {
        let base = BaseUrl::parse("https://a.vn/tin/").unwrap();
        assert_eq!(address(&base, "mo-hinh/x/"), "https://a.vn/tin/mo-hinh/x/");
        assert_eq!(address(&base, "/gioi-thieu/#a:b"), "https://a.vn/tin/gioi-thieu/#a:b");
        assert_eq!(address(&base, "https://b.vn/x"), "https://b.vn/x");
        assert_eq!(address(&base, ""), "https://a.vn/tin/");
    }

    #[test]
    fn the_page_leads_on_by_itself_and_by_a_link() {
        let html = page("https://a.vn/?a=1&b=\"2\"", Language::Vi);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"vi\">"));
        let address = "https://a.vn/?a=1&amp;b=&quot;2&quot;";
        for part in [
            format!("<meta http-equiv=\"refresh\" content=\"0; url={address}\">"),
            format!("<link rel=\"canonical\" href=\"{address}\">"),
            format!("<a href=\"{address}\">{address}</a>"),
            "<meta name=\"robots\" content=\"noindex\">".to_owned(),
        ] {
            assert!(html.contains(&part), "{part} in {html}");
        }
        assert!(page("https://a.vn/", Language::En).contains("This page has moved to"));
    }
}
