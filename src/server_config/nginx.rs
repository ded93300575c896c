//! nginx 1.18 or newer: one `server`, whose `location` fits into the one of a portal too.
//!
//! `add_header` is inherited only by locations that have none of their own, so each location with another
//! `Cache-Control` repeats them all.

use std::fmt::Write;

use crate::cache_rule::CacheRule;
use crate::media_type::MEDIA_TYPES;
use crate::server_config::{Hosting, literal, pattern, quoted};

pub(super) fn text(hosting: &Hosting) -> String {
    let (host, base) = (hosting.host(), &hosting.base.path);
    let mut text = format!(
        "# nginx, for {}\n\
         # Made by `bantin serverconfig nginx`: make it again after a withdrawal or a change of old addresses.\n\
         # With a certificate: listen 443 ssl; listen [::]:443 ssl; and ssl_certificate, ssl_certificate_key.\n\
         server {{\n    listen 80;\n    listen [::]:80;\n    server_name {host};\n    server_tokens off;\n\n\
         \x20   # From here to the last brace but one, this also fits into the `server` of a portal.\n",
        hosting.base.absolute()
    );
    if base != "/" {
        let _ = writeln!(text, "    location = {} {{ return 301 {base}; }}", base.trim_end_matches('/'));
    }
    let _ = writeln!(text, "    location ^~ {base} {{");
    settings(&mut text, hosting);
    headers(&mut text, hosting, CacheRule::Short, "        ");
    let _ = write!(
        text,
        "\n        location = {base}404.html {{\n            internal;\n            alias {};\n        }}\n",
        quoted(&format!("{}/404.html", hosting.folder))
    );
    for rule in CacheRule::TRIED {
        let address = format!("^{}({})$", literal(base), pattern(rule));
        let _ = writeln!(text, "        location ~ {} {{", quoted_pattern(&address));
        let _ = writeln!(text, "            alias {};", quoted(&format!("{}/$1", hosting.folder)));
        headers(&mut text, hosting, rule, "            ");
        text.push_str("        }\n");
    }
    redirects(&mut text, hosting);
    text + "    }\n}\n"
}

/// Quoted without doubling backslashes: nginx keeps those of a regular expression.
fn quoted_pattern(pattern: &str) -> String {
    format!("\"{}\"", pattern.replace('"', "\\\""))
}

fn settings(text: &mut String, hosting: &Hosting) {
    let texts = MEDIA_TYPES.iter().filter(|one| one.is_text && one.name != "text/html");
    let texts: Vec<&str> = texts.map(|one| one.name).collect();
    let (texts, base) = (texts.join(" "), &hosting.base.path);
    let _ = writeln!(text, "        alias {};", quoted(&format!("{}/", hosting.folder)));
    text.push_str("        index index.html;\n        types {\n");
    for one in MEDIA_TYPES {
        let _ = writeln!(text, "            {} {};", one.name, one.ending);
    }
    let _ = write!(
        text,
        "        }}\n        default_type application/octet-stream;\n        charset utf-8;\n        \
         charset_types {texts};\n        etag on;\n        absolute_redirect off;\n        \
         error_page 404 {base}404.html;\n        \
         # Files that `bantin build --compress` made; others are compressed on the way.\n        \
         gzip_static on;\n        gzip on;\n        gzip_vary on;\n        gzip_proxied any;\n        \
         gzip_min_length 1024;\n        gzip_types {texts};\n        \
         # Better still, on Debian with libnginx-mod-http-brotli-static:\n        # brotli_static on;\n"
    );
}

fn headers(text: &mut String, hosting: &Hosting, rule: CacheRule, indent: &str) {
    for (name, value) in hosting.headers() {
        let _ = writeln!(text, "{indent}add_header {name} {} always;", quoted(value));
    }
    let _ = writeln!(text, "{indent}add_header Cache-Control {} always;", quoted(rule.header()));
}

/// Old addresses and withdrawn pages. These locations have no header of their own, so they inherit all.
fn redirects(text: &mut String, hosting: &Hosting) {
    for moved in &hosting.redirects {
        let to = quoted(&moved.to.replace('$', "%24"));
        let from = hosting.on_host(&moved.from);
        let mut location = |from: &str| {
            let _ = writeln!(text, "        location = {} {{ return 301 {to}; }}", quoted(from));
        };
        location(&from);
        if let Some(without) = from.strip_suffix('/') {
            location(without);
        }
    }
    for gone in &hosting.gone {
        let gone = hosting.on_host(gone);
        let (from, page) = (quoted(&gone), quoted(&format!("{gone}index.html")));
        let _ = writeln!(text, "        location = {from} {{ error_page 410 {page}; return 410; }}");
    }
}
