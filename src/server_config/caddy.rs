//! Caddy 2.6 or newer: a site, which listens on IPv4 and IPv6 and fetches its certificate by itself.
//!
//! Caddy sorts directives, and of two headers of one name the general one would come last; inside `route` they keep their
//! order.

use std::fmt::Write;

use crate::cache_rule::CacheRule;
use crate::media_type::MEDIA_TYPES;
use crate::server_config::{Hosting, pattern, quoted};

pub(super) fn text(hosting: &Hosting) -> String {
    let base = &hosting.base.path;
    let mut text = format!(
        "# Caddy 2, for {}\n\
         # Made by `bantin serverconfig caddy`: make it again after a withdrawal or a change of old addresses.\n\
         {} {{\n",
        hosting.base.absolute(),
        hosting.base.origin
    );
    if base != "/" {
        let _ = writeln!(text, "\tredir {} {base} 301", base.trim_end_matches('/'));
    }
    let _ = writeln!(text, "\thandle_path {base}* {{\n\troute {{\n\t\troot * {}", quoted(&hosting.folder));
    headers(&mut text, hosting);
    for one in MEDIA_TYPES {
        let _ = writeln!(
            text,
            "\t\t@{0} path *.{0}\n\t\theader @{0} Content-Type {1}",
            one.ending,
            quoted(&one.content_type())
        );
    }
    let _ = writeln!(text, "\t\t@page path */\n\t\theader @page Content-Type \"text/html; charset=utf-8\"");
    for (rule, name) in CacheRule::TRIED.into_iter().zip(["immutable", "revalidate", "hour"]).rev() {
        let _ =
            writeln!(text, "\t\t@{name} path_regexp {}", quoted_pattern(&format!("^/{}$", pattern(rule))));
        let _ = writeln!(text, "\t\theader @{name} Cache-Control {}", quoted(rule.header()));
    }
    redirects(&mut text, hosting);
    text.push_str(
        "\t\tfile_server {\n\t\t\tprecompressed br gzip\n\t\t}\n\t}\n\t}\n\thandle_errors {\n\troute {\n",
    );
    let _ = writeln!(text, "\t\troot * {}", quoted(&hosting.folder));
    headers(&mut text, hosting);
    let prefix = base.trim_end_matches('/');
    let strip = if prefix.is_empty() { String::new() } else { format!("\t\turi strip_prefix {prefix}\n") };
    let _ = write!(
        text,
        "\t\theader Content-Type \"text/html; charset=utf-8\"\n\
         \t\t@missing expression {{http.error.status_code}} == 404\n\
         \t\trewrite @missing /404.html\n\
         \t\t@gone expression {{http.error.status_code}} == 410\n\
         \t\trewrite @gone {{http.request.uri.path}}index.html\n\
         {strip}\t\tfile_server {{\n\t\t\tprecompressed br gzip\n\t\t}}\n\t}}\n\t}}\n}}\n"
    );
    text
}

/// Quoted without doubling backslashes: Caddy keeps those that stand before no quote.
fn quoted_pattern(pattern: &str) -> String {
    format!("\"{}\"", pattern.replace('"', "\\\""))
}

fn headers(text: &mut String, hosting: &Hosting) {
    for (name, value) in hosting.headers() {
        let _ = writeln!(text, "\t\theader {name} {}", quoted(value));
    }
    let _ = writeln!(text, "\t\theader Cache-Control {}", quoted(CacheRule::Short.header()));
}

fn redirects(text: &mut String, hosting: &Hosting) {
    let path = |path: &str| quoted(&format!("/{path}"));
    for moved in &hosting.redirects {
        let to = quoted(&moved.to.replace('{', "%7B"));
        let _ = writeln!(text, "\t\tredir {} {to} 301", path(&moved.from));
        if let Some(without) = moved.from.strip_suffix('/') {
            let _ = writeln!(text, "\t\tredir {} {to} 301", path(without));
        }
    }
    if !hosting.gone.is_empty() {
        let gone: Vec<String> = hosting.gone.iter().map(|gone| path(gone)).collect();
        let _ = writeln!(text, "\t\t@gone path {}\n\t\terror @gone \"Gone\" 410", gone.join(" "));
    }
}
