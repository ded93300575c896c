//! How long browsers and proxies may keep a file.
//!
//! Servers are told the rules as patterns, storage as a header of each file: a test holds that both agree.

/// How long a file may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CacheRule {
    /// Its name holds a hash of its content: another content has another name.
    Immutable,
    /// It tells which other files are current, so it is asked for each time.
    Revalidate,
    /// Pictures and documents, which are seldom changed at the same path.
    Hour,
    /// Pages, feeds and lists.
    Short,
}

/// Scripts and stylesheets of the theme, pictures in other widths, share cards, generations of the search.
const IMMUTABLE: &[&str] = &[
    r"theme/.*\.[0-9a-f]{8}\.(css|js)",
    r".*-[0-9]+w-[0-9a-f]{8}\.[a-z]+",
    r"(.*/)?card-[0-9a-f]{8}\.png",
    r"search/[0-9a-f]{16}/.*",
];
const REVALIDATE: &[&str] = &[r"search/(search\.js|manifest\.json)", r"(files|build)\.json"];
const HOUR: &[&str] = &[
    r".*\.(avif|docx?|gif|ico|jpe?g|js|css|m4a|mp[34]|od[pst]|ogg|pdf|png|pptx?)",
    r".*\.(rar|svg|vtt|wav|webm|webp|woff2|xlsx?|zip)",
];

impl CacheRule {
    /// All rules that have a pattern, in the order in which they are tried; what none fits is [`CacheRule::Short`].
    pub const TRIED: [Self; 3] = [Self::Immutable, Self::Revalidate, Self::Hour];

    /// The rule of a path of the output.
    pub fn of(path: &str) -> Self {
        if is_hashed(path) {
            return Self::Immutable;
        }
        if ["search/search.js", "search/manifest.json", "files.json", "build.json"].contains(&path) {
            return Self::Revalidate;
        }
        let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, it)| it);
        let is_page = matches!(ending, "" | "html" | "xml" | "json" | "csv" | "txt" | "webmanifest");
        let is_known = crate::media_type::MediaType::of(path).is_some() && ending != "bin";
        if is_page || !is_known { Self::Short } else { Self::Hour }
    }

    /// Patterns of whole paths relative to the section, in the part of regular expressions that all servers know; none
    /// for [`CacheRule::Short`].
    pub fn patterns(self) -> &'static [&'static str] {
        match self {
            Self::Immutable => IMMUTABLE,
            Self::Revalidate => REVALIDATE,
            Self::Hour => HOUR,
            Self::Short => &[],
        }
    }

    /// The value of `Cache-Control`.
    pub fn header(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Revalidate => "no-cache",
            Self::Hour => "public, max-age=3600",
            Self::Short => "public, max-age=300",
        }
    }
}

/// Whether the name of a file holds a hash of its content.
fn is_hashed(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let Some((stem, ending)) = name.rsplit_once('.') else { return is_generation(path) };
    let hashed =
        |before: char| stem.rsplit_once(before).filter(|(_, hash)| is_hex(hash, 8)).map(|(rest, _)| rest);
    let in_theme = path.starts_with("theme/") && matches!(ending, "css" | "js") && hashed('.').is_some();
    let is_card = ending == "png" && hashed('-') == Some("card");
    let width = hashed('-').and_then(|rest| rest.rsplit_once('-')?.1.strip_suffix('w'));
    let is_variant =
        width.is_some_and(|width| !width.is_empty() && width.bytes().all(|b| b.is_ascii_digit()));
    in_theme || is_card || is_variant || (!folder.is_empty() && is_generation(path))
}

fn is_generation(path: &str) -> bool {
    let rest = path.strip_prefix("search/").and_then(|rest| rest.split_once('/'));
    rest.is_some_and(|(name, _)| is_hex(name, 16))
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for (path, expected) in [
            ("theme/portal.1a2b3c4d.css", CacheRule::Immutable),
            ("tin-tuc/a/anh-480w-0123abcd.webp", CacheRule::Immutable),
            ("tin-tuc/a/card-0123abcd.png", CacheRule::Immutable),
            ("search/0123456789abcdef/s/1.bin", CacheRule::Immutable),
            ("search/search.js", CacheRule::Revalidate),
            ("search/manifest.json", CacheRule::Revalidate),
            ("files.json", CacheRule::Revalidate),
            ("tin-tuc/a/bao-cao.20231201.pdf", CacheRule::Hour),
            ("tin-tuc/a/anh.jpg", CacheRule::Hour),
            ("theme/icon.svg", CacheRule::Hour),
            ("tin-tuc/a/index.html", CacheRule::Short),
            ("feed.xml", CacheRule::Short),
            ("api/models.csv", CacheRule::Short),
        ] {
            assert_eq!(CacheRule::of(path), expected, "{path}");
        }
    }
}
