//! IIS 8.5 or newer: a `web.config` for the folder of the site.
//!
//! It uses only what every IIS has, for a section of a module that is not installed is an error 500 for the whole
//! folder. A type that a level above has already is an error 500 too, so each is removed before it is added. Withdrawn
//! pages answer 200 with their notice: another status needs the module URL Rewrite.

use std::fmt::Write;

use crate::cache_rule::CacheRule;
use crate::html::escape;
use crate::media_type::MEDIA_TYPES;
use crate::server_config::Hosting;

pub(super) fn text(hosting: &Hosting) -> String {
    let base = escape(&hosting.base.path);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <!-- IIS, for {}\n\
         \x20    Made by `bantin serverconfig iis`: make it again after a change of old addresses. Save as web.config in\n\
         \x20    the folder of the site. Types, headers, error pages and default documents of the levels above are\n\
         \x20    inherited; those named here replace them. Other headers of the portal stay.\n\
         \x20    Old addresses need the role service \"HTTP Redirection\". -->\n\
         <configuration>\n  <system.webServer>\n    <directoryBrowse enabled=\"false\" />\n    \
         <defaultDocument enabled=\"true\">\n      <files>\n        <clear />\n        <add value=\"index.html\" />\n      \
         </files>\n    </defaultDocument>\n    <urlCompression doStaticCompression=\"true\" />\n    \
         <httpErrors errorMode=\"Custom\" existingResponse=\"Auto\">\n      \
         <remove statusCode=\"404\" subStatusCode=\"-1\" />\n      \
         <error statusCode=\"404\" path=\"{base}404.html\" responseMode=\"ExecuteURL\" />\n    </httpErrors>\n    \
         <httpProtocol>\n      <customHeaders>\n",
        escape(&hosting.base.absolute())
    );
    for (name, value) in hosting.headers() {
        let value = escape(value);
        let _ = writeln!(
            text,
            "        <remove name=\"{name}\" />\n        <add name=\"{name}\" value=\"{value}\" />"
        );
    }
    text.push_str("      </customHeaders>\n    </httpProtocol>\n    <staticContent>\n");
    for one in MEDIA_TYPES {
        let (ending, name) = (one.ending, one.content_type());
        let _ = writeln!(text, "      <remove fileExtension=\".{ending}\" />");
        let _ = writeln!(text, "      <mimeMap fileExtension=\".{ending}\" mimeType=\"{name}\" />");
    }
    let _ = write!(text, "      {}\n    </staticContent>\n  </system.webServer>\n", cache(CacheRule::Short));
    // IIS has rules for folders and files, not for patterns: what lies there besides hashed names changes seldom.
    for (path, rule) in [
        ("theme", CacheRule::Hour),
        ("search", CacheRule::Immutable),
        ("search/search.js", CacheRule::Revalidate),
        ("search/manifest.json", CacheRule::Revalidate),
        ("files.json", CacheRule::Revalidate),
        ("build.json", CacheRule::Revalidate),
    ] {
        location(&mut text, path, &format!("<staticContent>{}</staticContent>", cache(rule)));
    }
    for moved in &hosting.redirects {
        let to = escape(&moved.to);
        let redirect = format!(
            "<httpRedirect enabled=\"true\" destination=\"{to}\" exactDestination=\"true\" \
             httpResponseStatus=\"Permanent\" />"
        );
        location(&mut text, moved.from.trim_end_matches('/'), &redirect);
    }
    text + "</configuration>\n"
}

fn cache(rule: CacheRule) -> &'static str {
    match rule {
        CacheRule::Immutable => {
            "<clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" cacheControlCustom=\"public, immutable\" />"
        }
        CacheRule::Revalidate => "<clientCache cacheControlMode=\"DisableCache\" />",
        CacheRule::Hour => {
            "<clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"01:00:00\" cacheControlCustom=\"public\" />"
        }
        CacheRule::Short => {
            "<clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"00:05:00\" cacheControlCustom=\"public\" />"
        }
    }
}

fn location(text: &mut String, path: &str, inside: &str) {
    let path = escape(path);
    let _ = write!(
        text,
        "  <location path=\"{path}\">\n    <system.webServer>\n      {inside}\n    </system.webServer>\n  </location>\n"
    );
}
