//! Apache 2.4.13 or newer: a file for the folder of the site, as `.htaccess` or inside `<Directory>`.
//!
//! Needs `mod_rewrite` and `mod_headers`. Where a host lacks one, its part is passed over, for an unknown directive is an
//! error for the whole folder; `bantin health` tells what is missing.

use std::fmt::Write;

use crate::cache_rule::CacheRule;
use crate::media_type::MEDIA_TYPES;
use crate::server_config::{Hosting, literal, pattern, quoted};

pub(super) fn text(hosting: &Hosting) -> String {
    let base = &hosting.base.path;
    let mut text = format!(
        "# Apache 2.4, for {}\n\
         # Made by `bantin serverconfig apache`: make it again after a withdrawal or a change of old addresses.\n\
         # On shared hosting: save as .htaccess in the folder of the site. On a server of one's own:\n\
         #   a2enmod headers rewrite\n#   Alias {} {}\n\
         #   <Directory {}>\n#     Require all granted\n#     Options FollowSymLinks\n#     Include FILE\n#   </Directory>\n\
         # A portal that listens on IPv6 too: Listen [::]:443\n\n\
         DirectoryIndex index.html\nErrorDocument 404 {base}404.html\n\
         ErrorDocument 410 {base}%{{reqenv:BANTIN_GONE}}index.html\n\
         AddDefaultCharset Off\nFileETag MTime Size\n",
        hosting.base.absolute(),
        if base == "/" { base } else { base.trim_end_matches('/') },
        quoted(&hosting.folder),
        quoted(&hosting.folder)
    );
    for one in MEDIA_TYPES {
        let _ = writeln!(text, "AddType {} .{}", quoted(&one.content_type()), one.ending);
    }
    text.push_str("RemoveType .br .gz\nRemoveLanguage .br .gz\nAddEncoding br .br\nAddEncoding gzip .gz\n\n");
    rewrite(&mut text, hosting);
    headers(&mut text, hosting);
    text
}

fn rewrite(text: &mut String, hosting: &Hosting) {
    let base = &hosting.base.path;
    let _ = write!(text, "<IfModule mod_rewrite.c>\nRewriteEngine On\nRewriteBase {base}\n");
    for moved in &hosting.redirects {
        let from = match moved.from.strip_suffix('/') {
            Some(folder) => format!("{}/?", literal(folder)),
            None => literal(&moved.from),
        };
        let to = quoted_pattern(&moved.to.replace('%', "\\%").replace('$', "\\$"));
        let _ = writeln!(text, "RewriteRule {} {to} [R=301,L,NE]", quoted_pattern(&format!("^{from}$")));
    }
    for gone in &hosting.gone {
        let from = quoted_pattern(&format!("^{}$", literal(gone)));
        let _ = writeln!(text, "RewriteRule {from} - [R=410,E=BANTIN_GONE:{gone},L]");
    }
    let endings: Vec<&str> = MEDIA_TYPES.iter().filter(|one| one.is_text).map(|one| one.ending).collect();
    let endings = endings.join("|");
    text.push_str("# Files that `bantin build --compress` made.\n");
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        let _ = write!(
            text,
            "RewriteCond %{{HTTP:Accept-Encoding}} {encoding}\n\
             RewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n\
             RewriteRule \"^(.+\\.({endings}))$\" \"$1.{ending}\" [E=no-gzip:1,E=no-brotli:1,L]\n\
             RewriteCond %{{HTTP:Accept-Encoding}} {encoding}\n\
             RewriteCond %{{REQUEST_FILENAME}}/index.html.{ending} -f\n\
             RewriteRule \"^(.*/)?$\" \"$1index.html.{ending}\" [E=no-gzip:1,E=no-brotli:1,L]\n"
        );
    }
    text.push_str("</IfModule>\n\n");
}

/// Quoted without doubling backslashes: Apache keeps those of a regular expression, and of what stands in its place.
fn quoted_pattern(pattern: &str) -> String {
    format!("\"{}\"", pattern.replace('"', "\\\""))
}

fn headers(text: &mut String, hosting: &Hosting) {
    text.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in hosting.headers() {
        let _ = writeln!(text, "Header always set {name} {}", quoted(value));
    }
    text.push_str("Header always merge Vary Accept-Encoding\n");
    let _ = writeln!(text, "Header always set Cache-Control {}", quoted(CacheRule::Short.header()));
    // The last section that fits wins, so the rule that is tried first comes last.
    for rule in CacheRule::TRIED.into_iter().rev() {
        let address = format!("^{}{}(\\.(br|gz))?$", literal(&hosting.base.path), pattern(rule));
        let _ = write!(
            text,
            "<If \"%{{REQUEST_URI}} =~ m#{address}#\">\nHeader always set Cache-Control {}\n</If>\n",
            quoted(rule.header())
        );
    }
    text.push_str("</IfModule>\n");
}
