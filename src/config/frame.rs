//! The frame of a state portal: who answers for it, its licence, and the scripts that count its visits.
//!
//! In: keys of `site.yaml`. Out: their types, what is wrong with them, and the Content-Security-Policy under which the
//! pages work. Without `scripts` and pictures of other hosts, that is `default-src 'self'`.

use crate::diagnostic::{Code, Diagnostic, LocalizedText, Path, Place, localized};
use crate::source::SourceId;
use crate::value::Link;
use crate::yaml::declare::{choices, fields};

fields! {
    /// Who answers for the contents of the section.
    pub struct Responsible {
        /// Name.
        required name: String,
        /// Office.
        optional title: String,
    }
}

fields! {
    /// A script of the portal, such as its count of visits.
    pub struct ScriptFields {
        /// Its address: `https://…`, or a path of this host.
        required src: Link,
        /// The hash of the file, as browsers check it: `sha384-…`.
        optional integrity: String,
        /// The host that the script sends to, if it is not that of `src`.
        optional host: String,
    }
}

choices! {
    /// Whether articles and documents need an approval before they are published.
    pub enum Approvals {
        /// They need none.
        None = "none",
        /// Without `approved` they are not published.
        Required = "required",
    }
}

choices! {
    /// A page that shows the live boxes.
    pub enum LivePage {
        /// The home page.
        Home = "home",
        /// Articles.
        Article = "article",
    }
}

/// Reports scripts that no page could load.
pub(super) fn check_scripts(scripts: &[ScriptFields], source: SourceId, diagnostics: &mut Vec<Diagnostic>) {
    for (index, script) in scripts.iter().enumerate() {
        let mut report = |key: &'static str, code, message, help| {
            let path = Path::top().key("scripts").index(index).key(key);
            diagnostics.push(Diagnostic::error(code, Place::value(source, path), message).help(help));
        };
        let src = &script.src.0;
        if !src.is_empty() && script_host(src).is_none() && !is_own(src) {
            report("src", Code::InvalidUrl, not_loadable(src), src_help());
        }
        if let Some(host) = script.host.as_deref().filter(|host| !is_host(host)) {
            let message =
                localized!("`{host}` không phải tên một máy chủ", "`{host}` is not the name of a host");
            let help = localized!(
                "chỉ viết tên máy chủ, ví dụ `dem.example.vn`",
                "write the name of the host alone, like `count.example.vn`"
            );
            report("host", Code::InvalidUrl, message, help);
        }
        if let Some(hash) = script.integrity.as_deref().filter(|hash| !is_integrity(hash)) {
            let message = localized!(
                "`{hash}` không phải mã kiểm tra mà trình duyệt hiểu",
                "`{hash}` is no hash that browsers check"
            );
            let help = localized!(
                "chép nguyên mã mà đơn vị cấp script đưa, bắt đầu bằng `sha256-`, `sha384-` hoặc `sha512-`",
                "copy the hash that came with the script; it begins with `sha256-`, `sha384-` or `sha512-`"
            );
            report("integrity", Code::InvalidHash, message, help);
        }
    }
}

fn not_loadable(src: &str) -> LocalizedText {
    localized!(
        "`{src}` không phải địa chỉ của một script mà mọi trang tải được",
        "`{src}` is no address from which every page can load a script"
    )
}

fn src_help() -> LocalizedText {
    localized!(
        "viết đủ `https://…`, hoặc đường dẫn trên chính máy chủ này, bắt đầu bằng `/`",
        "write it in full, `https://…`, or as a path of this very host that begins with `/`"
    )
}

/// The policy of a site that loads nothing from other hosts.
pub const DEFAULT_POLICY: &str = "default-src 'self'";

/// The policy for the header `Content-Security-Policy` of the web server; `any_images` is whether texts show pictures of
/// any host.
pub(super) fn policy(scripts: &[ScriptFields], any_images: bool) -> String {
    let from = hosts(scripts.iter().filter_map(|script| script_host(&script.src.0)));
    let to = hosts(scripts.iter().filter_map(|script| script.host.as_deref().or(script_host(&script.src.0))));
    let mut policy = DEFAULT_POLICY.to_owned();
    let mut allow = |directive: &str, sources: &str| {
        if !sources.is_empty() {
            policy += &format!("; {directive} 'self'{sources}");
        }
    };
    allow("script-src", &from);
    // Counters send by a request of the script, or by a picture of one pixel.
    allow("connect-src", &to);
    allow("img-src", if any_images { " https:" } else { &to });
    policy
}

/// Each host once, in the order of the settings, as sources of a policy.
fn hosts<'h>(all: impl Iterator<Item = &'h str>) -> String {
    let mut once: Vec<&str> = Vec::new();
    for host in all.filter(|host| is_host(host)) {
        if !once.contains(&host) {
            once.push(host);
        }
    }
    once.iter().map(|host| format!(" https://{host}")).collect()
}

/// The host of a whole address.
fn script_host(src: &str) -> Option<&str> {
    src.strip_prefix("https://")?.split(['/', '?', '#']).next().filter(|host| is_host(host))
}

/// Whether an address is a path of this host.
fn is_own(src: &str) -> bool {
    src.starts_with('/') && !src.starts_with("//")
}

/// A name of a host, perhaps with a port. Nothing else may get into a header.
fn is_host(text: &str) -> bool {
    let (name, port) = text.split_once(':').unwrap_or((text, "443"));
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.contains('.') && name.split('.').all(is_label) && port.parse::<u16>().is_ok()
}

/// Hashes of the W3C recommendation "Subresource Integrity", separated by spaces.
fn is_integrity(text: &str) -> bool {
    let is_one = |hash: &str| {
        let lengths = [("sha256-", 44), ("sha384-", 64), ("sha512-", 88)];
        let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
        lengths.iter().any(|(name, length)| {
            hash.strip_prefix(name).is_some_and(|rest| rest.len() == *length && rest.bytes().all(is_base64))
        })
    };
    !text.trim().is_empty() && text.split_whitespace().all(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(src: &str, host: Option<&str>) -> ScriptFields {
        ScriptFields { src: Link(src.to_owned()), integrity: None, host: host.map(str::to_owned) }
    }

    #[test]
    fn without_scripts_the_policy_allows_this_host_alone() {
        assert_eq!(policy(&[], false), "default-src 'self'");
        let own = [script("/dem/dem.js", None)];
        assert_eq!(policy(&own, false), "default-src 'self'");
        let shown = policy(&[], true);
        assert_eq!(shown, "default-src 'self'; img-src 'self' https:");
    }

    #[test]
    fn the_policy_names_the_hosts_of_scripts_once() {
        let scripts = [
            script("https://dem.example.vn/a.js", None),
            script("https://dem.example.vn/b.js", Some("gui.example.vn:8443")),
        ];
        assert_eq!(
            policy(&scripts, false),
            "default-src 'self'; script-src 'self' https://dem.example.vn; \
             connect-src 'self' https://dem.example.vn https://gui.example.vn:8443; \
             img-src 'self' https://dem.example.vn https://gui.example.vn:8443"
        );
    }

    #[test]
    fn nothing_but_hosts_gets_into_the_policy() {
        for wrong in
            ["a.vn; script-src *", "a.vn 'unsafe-inline'", "*", "https://a.vn", "a.vn/b", "", "a..vn"]
        {
            assert!(!is_host(wrong), "{wrong}");
            let policy = policy(&[script("/x.js", Some(wrong))], false);
            assert_eq!(policy, "default-src 'self'");
        }
        for wrong in ["http://a.vn/x.js", "https:///x.js", "https://a.vn@b.vn/x.js"] {
            assert_eq!(script_host(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_hash_has_the_length_of_its_kind() {
        assert!(is_integrity("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
        for wrong in ["", "sha256-abc", "md5-47DEQpj8HBSa+/TImW+5JA==", "47DEQpj8"] {
            assert!(!is_integrity(wrong), "{wrong}");
        }
    }
}
