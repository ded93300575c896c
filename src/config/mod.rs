//! The settings of a site: `site.yaml` as written ([`raw`]), and the validated [`Config`].

pub mod frame;
pub mod lint;
pub mod look;
pub mod raw;
pub mod royalties;

use bantin_search::{DocumentKind, Layout, Settings};
use jiff::tz::TimeZone;

use crate::config::frame::{Approvals, LivePage, Responsible, ScriptFields};
use crate::config::lint::LintFields;
use crate::config::look::LookFields;
use crate::config::raw::{
    AllowedText, ExternalImages, ImageFields, Menus, RawHtml, Redirect, SearchFields, SearchLayout,
    SearchWeights, SiteFields,
};
use crate::diagnostic::{Code, Diagnostic, Path, Place, localized};
use crate::source::SourceId;
use crate::url::encode_path;
use crate::yaml::Node;
use crate::yaml::decode::Decoded;
use bantin_text::language::Language;

/// Validated settings.
#[derive(Debug, Clone)]
pub struct Config {
    pub source: SourceId,
    pub title: String,
    pub subtitle: Option<String>,
    pub base: BaseUrl,
    /// The main language; its pages have no prefix.
    pub language: Language,
    /// All languages, the main one first.
    pub languages: Vec<Language>,
    /// The time zone of all dates.
    pub time_zone: TimeZone,
    /// Its IANA name.
    pub time_zone_name: String,
    pub theme: String,
    pub organization: String,
    pub hotline: Option<String>,
    pub email: Option<String>,
    pub responsible: Option<Responsible>,
    pub address: Option<String>,
    pub licence: Option<String>,
    pub reuse: Option<String>,
    /// A line above every page, and in English.
    pub banner: Option<String>,
    pub banner_en: Option<String>,
    /// Scripts of the portal on every page.
    pub scripts: Vec<ScriptFields>,
    pub approvals: Approvals,
    /// Whether pages name who approved them.
    pub show_approver: bool,
    pub menus: Menus,
    /// At least 1.
    pub page_size: usize,
    /// At least 1.
    pub feed_size: usize,
    pub raw_html: RawHtml,
    pub search: Settings,
    pub images: ImageFields,
    pub redirects: Vec<Redirect>,
    pub look: LookFields,
    /// The path of the file of live boxes, on the same host.
    pub live: Option<String>,
    /// On which pages the live boxes stand.
    pub live_on: Vec<LivePage>,
    /// How many days a featured article leads the home page.
    pub featured_days: u32,
    /// Texts that the privacy gate lets pass, and why.
    pub allowed: Vec<AllowedText>,
    /// Endings of files that may be published besides the usual ones, in small letters and without a dot.
    pub allowed_files: Vec<String>,
    /// How addresses begin that `check --external` does not ask for.
    pub allowed_links: Vec<String>,
    /// Paths in the output that a build leaves alone.
    pub kept: Vec<String>,
    /// The editorial checks that are on; `None` if all are off.
    pub lint: Option<LintFields>,
    /// Passed to templates.
    pub extra: Option<Node>,
}

/// The address of the section: an origin and a path that begins and ends with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Without a slash at the end: `https://portal.example.vn`.
    pub origin: String,
    /// `/dan-van-kheo/`.
    pub path: String,
}

impl BaseUrl {
    /// Parses `https://host/folder/`; adds a missing slash at the end.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let scheme = &text[..text.len() - rest.len()];
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host_fits =
            !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b));
        let path_fits = path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b));
        let clean = path_fits && !path.split('/').any(|part| part == "..");
        if !host_fits || !clean {
            return None;
        }
        let folders: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let path = if folders.is_empty() { "/".to_owned() } else { format!("/{}/", folders.join("/")) };
        Some(Self { origin: format!("{scheme}{host}"), path })
    }

    fn stand_in() -> Self {
        Self { origin: "http://localhost".to_owned(), path: "/".to_owned() }
    }

    /// The whole URL, ending with `/`.
    pub fn absolute(&self) -> String {
        format!("{}{}", self.origin, self.path)
    }

    /// The URL of a path of the section, without the origin: `/dan-van-kheo/tin-tuc/x/`.
    pub fn href(&self, path: &str) -> String {
        format!("{}{}", self.path, encode_path(path))
    }

    /// The URL of a path of the section: `https://tinh.gov.vn/dan-van-kheo/tin-tuc/x/`.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}{}", self.origin, self.path, encode_path(path))
    }
}

impl Config {
    /// The Content-Security-Policy under which the pages work: this host, and those of `scripts`.
    pub fn content_security_policy(&self) -> String {
        frame::policy(&self.scripts, self.images.external == ExternalImages::Allow)
    }

    /// How many hours a featured article leads the home page.
    pub fn featured_hours(&self) -> i64 {
        i64::from(self.featured_days) * 24
    }

    /// The place of the value of a key of `site.yaml`.
    pub fn at(&self, key: &'static str) -> Place {
        Place::value(self.source, Path::top().key(key))
    }

    /// Validates the settings; all mistakes are reported. Invalid values are replaced by defaults: the build stops
    /// anyway, but the records are still checked.
    pub fn new(
        source: SourceId,
        fields: Option<Decoded<SiteFields>>,
        base_override: Option<&BaseUrl>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let Some(Decoded { value: fields, stood_in }) = fields else { return Self::stand_in(source) };
        let at = |key: &'static str| Place::value(source, Path::top().key(key));
        let base = BaseUrl::parse(&fields.base_url);
        if base.is_none() && !fields.base_url.is_empty() {
            let text = &fields.base_url;
            let message =
                localized!("`{text}` không phải địa chỉ của một trang", "`{text}` is no address of a site");
            let help = localized!(
                "ví dụ `https://tinh.gov.vn/dan-van-kheo/`",
                "for example `https://host.example/news/`"
            );
            diagnostics.push(Diagnostic::error(Code::InvalidUrl, at("base_url"), message).help(help));
        }
        let zone_name = fields.time_zone;
        let zone = TimeZone::get(&zone_name).ok();
        if zone.is_none() {
            let message = localized!("không có múi giờ `{zone_name}`", "there is no time zone `{zone_name}`");
            let help = localized!(
                "giờ Việt Nam là `Asia/Ho_Chi_Minh`",
                "the time of Viet Nam is `Asia/Ho_Chi_Minh`"
            );
            diagnostics.push(Diagnostic::error(Code::InvalidTimeZone, at("time_zone"), message).help(help));
        }
        for (key, value) in [("page_size", fields.page_size), ("feed_size", fields.feed_size)] {
            if value == 0 || value > 1000 {
                let message = localized!("`{key}` phải từ 1 đến 1000", "`{key}` must be from 1 to 1000");
                diagnostics.push(Diagnostic::error(Code::OutOfRange, at(key), message));
            }
        }
        let SearchFields { layout, shard_bytes, weights } = fields.search;
        let layout = match layout {
            SearchLayout::Files => Layout::Files,
            SearchLayout::Packed => Layout::Packed,
        };
        let search = Settings { layout, shard_bytes, ..weigh(&weights, source, diagnostics) };
        if !(500..=1_000_000).contains(&search.shard_bytes) {
            let path = Path::top().key("search").key("shard_bytes");
            let message = localized!(
                "`shard_bytes` phải từ 500 đến 1000000",
                "`shard_bytes` must be from 500 to 1000000"
            );
            let place = Place::value(source, path);
            diagnostics.push(Diagnostic::error(Code::OutOfRange, place, message));
        }
        let images = fields.images;
        if !(1..=100).contains(&images.quality) {
            let place = Place::value(source, Path::top().key("images").key("quality"));
            let message = localized!("`quality` phải từ 1 đến 100", "`quality` must be from 1 to 100");
            diagnostics.push(Diagnostic::error(Code::OutOfRange, place, message));
        }
        for (index, width) in images.widths.iter().enumerate() {
            if !(16..=8192).contains(width) {
                let path = Path::top().key("images").key("widths").index(index);
                let message = localized!(
                    "chiều rộng của ảnh phải từ 16 đến 8192",
                    "the width of a picture must be from 16 to 8192"
                );
                diagnostics.push(Diagnostic::error(Code::OutOfRange, Place::value(source, path), message));
            }
        }
        if let Some(live) =
            fields.live.as_ref().filter(|live| !live.0.starts_with('/') || live.0.starts_with("//"))
        {
            let text = &live.0;
            let message = localized!(
                "`{text}` không phải đường dẫn của chính máy chủ này",
                "`{text}` is no path of this very host"
            );
            let help = localized!("ví dụ `/truc-tiep/hop.json`", "for example `/live/boxes.json`");
            diagnostics.push(Diagnostic::error(Code::InvalidUrl, at("live"), message).help(help));
        }
        frame::check_scripts(&fields.scripts, source, diagnostics);
        if let Some(royalties) = &fields.royalties {
            royalties::check(royalties, source, diagnostics);
        }
        check_kept(source, &fields.output.keep, diagnostics);
        check_menus(source, &fields.menus, diagnostics);
        let mut languages = vec![fields.language];
        languages.extend(fields.languages.into_iter().filter(|language| *language != fields.language));
        // Whether a language is listed cannot be told where a key could not be read.
        languages.extend(
            Language::ALL.into_iter().filter(|one| stood_in && !languages.contains(one)).collect::<Vec<_>>(),
        );
        languages.dedup();
        Self {
            source,
            title: fields.title,
            subtitle: fields.subtitle,
            base: base_override.cloned().or(base).unwrap_or_else(BaseUrl::stand_in),
            language: fields.language,
            languages,
            time_zone: zone.unwrap_or(TimeZone::UTC),
            time_zone_name: zone_name,
            theme: fields.theme,
            organization: fields.organization,
            hotline: fields.hotline,
            email: fields.email,
            responsible: fields.responsible,
            address: fields.address,
            licence: fields.licence,
            reuse: fields.reuse,
            banner: fields.banner,
            banner_en: fields.banner_en,
            scripts: fields.scripts,
            approvals: fields.approvals,
            show_approver: fields.show_approver,
            menus: fields.menus,
            featured_days: fields.home.featured_days,
            page_size: (fields.page_size as usize).max(1),
            feed_size: (fields.feed_size as usize).max(1),
            raw_html: fields.markdown.raw_html,
            search,
            images,
            redirects: fields.redirects,
            look: fields.look,
            live: fields.live.map(|live| live.0),
            live_on: fields.live_on,
            allowed: fields.privacy.allow,
            allowed_links: fields.links.allow.into_iter().map(|allowed| allowed.url.0).collect(),
            allowed_files: fields.files.allow.iter().map(|ending| plain_ending(ending)).collect(),
            kept: fields.output.keep,
            lint: fields.lint.0,
            extra: fields.extra,
        }
    }

    /// Settings in place of unreadable ones, with an empty publisher and all languages.
    fn stand_in(source: SourceId) -> Self {
        let time_zone_name = "Asia/Ho_Chi_Minh".to_owned();
        Self {
            source,
            title: String::new(),
            subtitle: None,
            base: BaseUrl::stand_in(),
            language: Language::Vi,
            languages: vec![Language::Vi, Language::En],
            time_zone: TimeZone::get(&time_zone_name).unwrap_or(TimeZone::UTC),
            time_zone_name,
            theme: "portal".to_owned(),
            organization: String::new(),
            hotline: None,
            email: None,
            responsible: None,
            address: None,
            licence: None,
            reuse: None,
            banner: None,
            banner_en: None,
            scripts: Vec::new(),
            approvals: Approvals::None,
            show_approver: false,
            menus: Menus { main: Vec::new(), footer: Vec::new() },
            featured_days: 14,
            page_size: 20,
            feed_size: 20,
            raw_html: RawHtml::Sanitize,
            search: Settings::default(),
            images: ImageFields {
                external: ExternalImages::Forbid,
                widths: Vec::new(),
                quality: 80,
                share_cards: false,
            },
            redirects: Vec::new(),
            look: LookFields { logo: None, colors: None, colors_dark: None },
            live: None,
            live_on: Vec::new(),
            allowed: Vec::new(),
            allowed_files: Vec::new(),
            allowed_links: Vec::new(),
            kept: Vec::new(),
            lint: Some(LintFields::ALL),
            extra: None,
        }
    }
}

/// `.DWG` as `dwg`.
fn plain_ending(ending: &str) -> String {
    ending.trim().trim_start_matches('.').to_lowercase()
}

/// Reports paths to keep that do not lie in the folder of the output.
fn check_kept(source: SourceId, kept: &[String], diagnostics: &mut Vec<Diagnostic>) {
    for (index, path) in kept.iter().enumerate() {
        let parts = path.trim_end_matches('/').split('/');
        if parts.into_iter().any(|part| matches!(part, "" | "." | "..")) || path.contains('\\') {
            let place = Place::value(source, Path::top().key("output").key("keep").index(index));
            let message = localized!(
                "`{path}` không phải đường dẫn bên trong thư mục đã dựng",
                "`{path}` is no path in the folder of the output"
            );
            let help = localized!("viết như `uploads` hoặc `CNAME`", "write it like `uploads` or `CNAME`");
            diagnostics.push(Diagnostic::error(Code::InvalidUrl, place, message).help(help));
        }
    }
}

/// Checks that each menu item has exactly one target, and that one with an address has a label.
/// The weights of search results; those out of range are reported.
fn weigh(weights: &SearchWeights, source: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Settings {
    let kinds = [
        (DocumentKind::Article, weights.article),
        (DocumentKind::Model, weights.model),
        (DocumentKind::Entry, weights.entry),
        (DocumentKind::Programme, weights.programme),
        (DocumentKind::Document, weights.document),
        (DocumentKind::Page, weights.page),
        (DocumentKind::Organization, weights.organization),
        (DocumentKind::Locality, weights.locality),
        (DocumentKind::Category, weights.category),
        (DocumentKind::Topic, weights.topic),
    ];
    let named = kinds.map(|(kind, weight)| (kind.as_str(), weight));
    for (key, weight) in named.into_iter().chain([("recency", weights.recency)]) {
        if !(0.0..=10.0).contains(&weight) {
            let path = Path::top().key("search").key("weights").key(key);
            let message = localized!(
                "`{key}` phải từ 0 đến 10, đang là {weight}",
                "`{key}` must be from 0 to 10, not {weight}"
            );
            diagnostics.push(Diagnostic::error(Code::OutOfRange, Place::value(source, path), message));
        }
    }
    let kinds = kinds.into_iter().filter(|(_, weight)| *weight != 1.0).collect();
    Settings { kinds, recency: weights.recency, ..Settings::default() }
}

fn check_menus(source: SourceId, menus: &Menus, diagnostics: &mut Vec<Diagnostic>) {
    for (menu, items) in [("main", &menus.main), ("footer", &menus.footer)] {
        for (index, item) in items.iter().enumerate() {
            let path = Path::top().key("menus").key(menu).index(index);
            let place = Place::value(source, path);
            if diagnostics.iter().any(|told| told.place.mapping() == place.inside()) {
                continue;
            }
            let targets = [item.url.is_some(), item.page.is_some(), item.category.is_some()];
            if targets.iter().filter(|there| **there).count() != 1 {
                let message = localized!(
                    "một mục của menu dẫn tới đúng một nơi: `url`, `page` hoặc `category`",
                    "a menu item leads to exactly one place: `url`, `page` or `category`"
                );
                diagnostics.push(Diagnostic::error(Code::MissingKey, place, message));
            } else if item.url.is_some() && item.label.is_none() {
                let message = localized!(
                    "mục của menu có `url` thì phải có `label`",
                    "a menu item with `url` needs a `label`"
                );
                diagnostics.push(Diagnostic::error(Code::MissingKey, place, message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_an_origin_and_a_folder() {
        let base = BaseUrl::parse("https://portal.example.vn/dan-van-kheo").expect("it is one");
        assert_eq!(
            (base.origin.as_str(), base.path.as_str()),
            ("https://portal.example.vn", "/dan-van-kheo/")
        );
        assert_eq!(BaseUrl::parse("http://localhost:4000").map(|b| b.path), Some("/".into()));
        for wrong in ["portal.vn", "ftp://a.vn/", "https:///a", "https://a.vn/../b", "https://a.vn/a b", ""] {
            assert_eq!(BaseUrl::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn addresses_carry_the_base_and_are_encoded() {
        let base = BaseUrl { origin: "https://a.vn".into(), path: "/b/".into() };
        assert_eq!(base.href("tin-tuc/x/"), "/b/tin-tuc/x/");
        assert_eq!(base.href(""), "/b/");
        assert_eq!(base.url("Ảnh 1.png"), "https://a.vn/b/%E1%BA%A2nh%201.png");
        assert_eq!(base.url("Bìa 'a' & b.png"), "https://a.vn/b/B%C3%ACa%20%27a%27%20%26%20b.png");
    }
}
