//! Addresses in HTML that leaves its page.
//!
//! A feed's reader shows the text elsewhere, where `/dan-van-kheo/a.png` and `#fn1` would lead nowhere. In: HTML that
//! the program made, so attribute values stand in quotes, and the page it comes from. Out: the same HTML with every
//! address of a link, picture or film absolute.

use std::borrow::Cow;

/// Attributes that hold one address.
const SINGLE: [&str; 4] = ["href", "src", "poster", "cite"];

/// Makes the addresses in `html` absolute, as seen from the page `page` (`https://host/folder/`).
pub(super) fn urls(html: &str, page: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = tag(&rest[at..], page, &mut out);
    }
    out.push_str(rest);
    out
}

/// Copies the tag with which `html` begins, attribute by attribute; returns what follows it.
fn tag<'h>(html: &'h str, page: &str, out: &mut String) -> &'h str {
    let mut rest = html;
    while let Some(at) = rest.find(['>', '"', '\'']) {
        let quote = &rest[at..=at];
        out.push_str(&rest[..=at]);
        let before = &rest[..at];
        rest = &rest[at + 1..];
        if quote == ">" {
            return rest;
        }
        let (value, after) = rest.split_once(quote).unwrap_or((rest, ""));
        out.push_str(&attribute(before, value, page));
        if value.len() < rest.len() {
            out.push_str(quote);
        }
        rest = after;
    }
    out.push_str(rest);
    ""
}

/// The value of an attribute; `before` ends with its name and `=`.
fn attribute<'v>(before: &str, value: &'v str, page: &str) -> Cow<'v, str> {
    let Some(name) = before.trim_end().strip_suffix('=') else { return Cow::Borrowed(value) };
    let name = name.trim_end().rsplit([' ', '\n', '\t', '/']).next().unwrap_or_default();
    if SINGLE.contains(&name) {
        return absolute(value, page);
    }
    if name == "srcset" {
        let candidates: Vec<_> =
            value.split(", ").map(|candidate| absolute(candidate.trim(), page)).collect();
        return Cow::Owned(candidates.join(", "));
    }
    Cow::Borrowed(value)
}

fn absolute<'v>(url: &'v str, page: &str) -> Cow<'v, str> {
    let has_scheme = url.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    if has_scheme || url.starts_with("//") {
        return Cow::Borrowed(url);
    }
    let host_end = page.find("://").map_or(0, |at| at + "://".len());
    let origin_end = page[host_end..].find('/').map_or(page.len(), |at| host_end + at);
    let folder_end = page.rfind('/').map_or(page.len(), |at| at + 1).max(origin_end);
    Cow::Owned(match url.as_bytes().first() {
        Some(b'/') => format!("{}{url}", &page[..origin_end]),
        None | Some(b'#' | b'?') => format!("{page}{url}"),
        Some(_) => format!("{}{url}", &page[..folder_end]),
    })
}

#[cfg(test)]
mod tests {
    use super::urls;

    const PAGE: &str = "https://a.vn/tin/bai-1/";

    #[test]
    fn every_address_becomes_absolute_and_nothing_else_changes() {
        for (html, expected) in [
            (r#"<a href="/tin/x/">x</a>"#, r#"<a href="https://a.vn/tin/x/">x</a>"#),
            (r##"<a href="#fn1">1</a>"##, r##"<a href="https://a.vn/tin/bai-1/#fn1">1</a>"##),
            (
                r#"<img alt="a > b" src="anh.png">"#,
                r#"<img alt="a > b" src="https://a.vn/tin/bai-1/anh.png">"#,
            ),
            (
                r#"<video poster='/p.png' src='/v.mp4'/>"#,
                r#"<video poster='https://a.vn/p.png' src='https://a.vn/v.mp4'/>"#,
            ),
            (
                r#"<img srcset="/a-400.png 400w, /a-800.png 800w">"#,
                r#"<img srcset="https://a.vn/a-400.png 400w, https://a.vn/a-800.png 800w">"#,
            ),
        ] {
            assert_eq!(urls(html, PAGE), expected);
        }
        for same in [
            r#"<a href="https://b.vn/">b</a> <a href="mailto:a@b.vn">a</a> <a href="//c.vn/">c</a>"#,
            r#"<p title="href=/x">src="/y" 3 < 4</p>"#,
            r#"<p data-src="/x">a"#,
            "<a href=\"",
            "",
        ] {
            let same_if_whole =
                if same.ends_with("href=\"") { "<a href=\"https://a.vn/tin/bai-1/" } else { same };
            assert_eq!(urls(same, PAGE), same_if_whole);
        }
    }
}
