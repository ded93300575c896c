//! Addresses and e-mail addresses that stand in a text without any mark: the extended autolinks of GitHub Flavored
//! Markdown (section 6.9). pulldown-cmark does not read them.

use std::ops::Range;

/// An address found in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Autolink {
    pub(super) range: Range<usize>,
    /// What has to stand before the text to make it an address: `https://`, `mailto:`, or nothing.
    pub(super) prefix: &'static str,
}

/// All addresses of a text, in order.
pub(super) fn autolinks(text: &str) -> Vec<Autolink> {
    let mut found: Vec<Autolink> = Vec::new();
    if !text.contains("://") && !text.contains("www.") && !text.contains('@') {
        return found;
    }
    let mut from = 0;
    for (at, sign) in text.char_indices() {
        if at < from {
            continue;
        }
        let next = match sign {
            'h' | 'w' | 'H' | 'W' if may_begin(text, at) => address(text, at),
            '@' => email(text, at, from),
            _ => None,
        };
        if let Some(link) = next {
            from = link.range.end;
            found.push(link);
        }
    }
    found
}

/// Whether what stands before a place lets an address begin there.
fn may_begin(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|sign| {
        sign.is_whitespace() || matches!(sign, '*' | '_' | '~' | '(' | '"' | '“' | '‘' | '«' | ':')
    })
}

fn address(text: &str, at: usize) -> Option<Autolink> {
    let rest = &text[at..];
    let starts =
        |prefix: &str| rest.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let (scheme, prefix) = [("https://", ""), ("http://", ""), ("www.", "https://")]
        .into_iter()
        .find(|(scheme, _)| starts(scheme))?;
    let end = rest.find(|sign: char| sign.is_whitespace() || sign == '<').unwrap_or(rest.len());
    let written = trimmed(&rest[..end]);
    let host = written.get(if scheme == "www." { 0 } else { scheme.len() }..)?;
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or("");
    is_domain(host).then(|| Autolink { range: at..at + written.len(), prefix })
}

/// At least one point, and no underscore in the last two parts.
fn is_domain(host: &str) -> bool {
    let parts: Vec<&str> = host.split('.').collect();
    let fits = |part: &&str| {
        !part.is_empty() && part.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_'))
    };
    parts.len() >= 2
        && parts.iter().all(fits)
        && parts[parts.len() - 2..].iter().all(|part| !part.contains('_'))
}

/// Without what ends a sentence, and without a parenthesis that was opened before the address.
fn trimmed(mut written: &str) -> &str {
    while let Some(last) = written.chars().next_back() {
        let ends = match last {
            ')' => written.matches(')').count() > written.matches('(').count(),
            ';' if written.rsplit_once('&').is_some_and(|(_, name)| is_entity(name)) => {
                written = written.rsplit_once('&').map_or("", |(before, _)| before);
                continue;
            }
            sign => "?!.,:;*_~'\"”’»…]}–—".contains(sign),
        };
        if !ends {
            break;
        }
        written = &written[..written.len() - last.len_utf8()];
    }
    written
}

/// Whether a text is the rest of an entity: `amp;`.
fn is_entity(name: &str) -> bool {
    let name = name.trim_end_matches(';');
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The e-mail address around an `@`; nothing before `from` belongs to it.
fn email(text: &str, at: usize, from: usize) -> Option<Autolink> {
    let before = &text[from..at];
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_' | '+');
    let start = at - (before.len() - before.trim_end_matches(is_name).len());
    let after = &text[at + 1..];
    let is_host = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_');
    let (host, rest) = after.split_at(after.find(|sign| !is_host(sign)).unwrap_or(after.len()));
    let host = host.trim_end_matches('.');
    let parts: Vec<&str> = host.split('.').collect();
    let fits = parts.len() >= 2 && parts.iter().all(|part| !part.is_empty()) && !host.ends_with(['-', '_']);
    let is_whole =
        text[..start].chars().next_back().is_none_or(|sign| !sign.is_alphanumeric() && sign != '/');
    let is_whole = is_whole && !rest.starts_with(char::is_alphanumeric);
    (fits && is_whole && start < at)
        .then(|| Autolink { range: start..at + 1 + host.len(), prefix: "mailto:" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        autolinks(text).into_iter().map(|link| &text[link.range]).collect()
    }

    #[test]
    fn addresses_are_found_as_github_finds_them() {
        for (text, address) in [
            ("www.commonmark.org", "www.commonmark.org"),
            ("Visit www.commonmark.org/help for more.", "www.commonmark.org/help"),
            ("Visit www.commonmark.org/a.b.", "www.commonmark.org/a.b"),
            ("(www.google.com/search?q=Markup+(business))", "www.google.com/search?q=Markup+(business)"),
            ("www.google.com/search?q=commonmark&hl;", "www.google.com/search?q=commonmark"),
            ("www.commonmark.org/he<lp", "www.commonmark.org/he"),
            ("http://commonmark.org", "http://commonmark.org"),
            ("foo@bar.baz", "foo@bar.baz"),
            ("hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.", "hello+xyz@mail.example"),
            ("a.b-c_d@a.b.", "a.b-c_d@a.b"),
            ("Xem “https://laocai.gov.vn/x”.", "https://laocai.gov.vn/x"),
            ("Địa chỉ:https://laocai.gov.vn, nhé", "https://laocai.gov.vn"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_an_address_stays_text() {
        for text in [
            "a.b-c_d@a.b-",
            "a.b-c_d@a.b_",
            "https://",
            "http://x",
            "www.",
            "xhttps://a.vn",
            "@a.vn",
            "a@b",
            "a@b.vnừ",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
