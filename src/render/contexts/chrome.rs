//! Header, footer and menus around every page of an edition.

use std::borrow::Cow;

use tera::value::Key;
use tera::{Map, Value};

use crate::config::frame::ScriptFields;
use crate::config::look::{Color, Colors};
use crate::config::raw::MenuItem as MenuFields;
use crate::render::context::{
    Banner, Chrome, Contact, Link, MenuItem, Overviews, PortalScript, Publisher, Responsible,
};
use crate::render::contexts::Contexts;
use crate::site::{PageNo, permalink};
use crate::theme::{Message, TOUCH_ICON, Theme};
use crate::yaml::{Node, Plain};
use bantin_text::language::Language;

/// A name, and its language if that is not the language of the edition.
type Name<'r> = (Cow<'r, str>, Option<Language>);

/// Makes the path of a page from the prefix of an edition.
type Path = fn(&str) -> String;

/// Titles and paths of the overview pages.
const OVERVIEWS: [(Message<'_>, Path); 12] = [
    (Message::TitleHome, permalink::home),
    (Message::TitleNews, permalink::news),
    (Message::TitleModels, permalink::models),
    (Message::TitleContests, permalink::contests),
    (Message::TitleProgrammes, permalink::programmes),
    (Message::TitleDocuments, permalink::documents),
    (Message::TitleLocalities, permalink::localities),
    (Message::TitleOrganizations, permalink::organizations),
    (Message::TitleTags, permalink::tags),
    (Message::TitleStatistics, permalink::statistics),
    (Message::TitleAllSeries, permalink::all_series),
    (Message::TitleSearch, permalink::search),
];

impl<'r> Contexts<'r> {
    /// The value `site` of templates.
    pub(in crate::render) fn chrome(&self, theme: &'r Theme) -> Chrome<'r> {
        let (config, statics, theme) = (self.site.config, &theme.statics, &theme.fields);
        let publisher = self.site.organization(self.site.publisher).fields;
        let (name, lang) = self.named(&publisher.name, publisher.name_en.as_deref());
        let menu = |items: &'r [MenuFields]| items.iter().filter_map(|item| self.menu_item(item)).collect();
        let prefix = self.edition.prefix;
        let site = config.title.as_str();
        Chrome {
            title: site,
            subtitle: config.subtitle.as_deref(),
            lang: self.main_lang(),
            language: self.language(),
            base: &config.base.path,
            url: config.base.absolute(),
            publisher: Publisher {
                name,
                short: publisher.short.as_deref(),
                lang,
                href: self.organization(self.site.publisher).href,
                url: publisher.url.as_ref().map(|url| url.0.as_str()),
            },
            hotline: config.hotline.as_deref().map(|text| Contact { text, href: telephone(text) }),
            email: config.email.as_deref().map(|text| Contact { text, href: format!("mailto:{text}") }),
            responsible: config
                .responsible
                .as_ref()
                .map(|one| Responsible { name: &one.name, title: one.title.as_deref() }),
            address: config.address.as_deref(),
            licence: config.licence.as_deref(),
            reuse: config.reuse.as_deref(),
            banner: config.banner.as_deref().map(|text| {
                let (text, lang) = self.named(text, config.banner_en.as_deref());
                Banner { text, lang }
            }),
            scripts: config.scripts.iter().map(portal_script).collect(),
            menu: menu(&config.menus.main),
            footer: menu(&config.menus.footer),
            links: self.overviews(),
            feeds: vec![
                self.feed(Message::FeedNews { site, name: site }, &permalink::home(prefix)),
                self.feed(Message::FeedModels { site, name: site }, &permalink::models(prefix)),
            ],
            opensearch: self.href(&permalink::opensearch(prefix)),
            manifest: self.href(&permalink::manifest(prefix)),
            logo: self.site.logo.as_ref().map(|picture| self.image(picture)),
            touch_icon: statics
                .path(TOUCH_ICON)
                .filter(|_| self.site.logo.is_none())
                .map(|path| self.href(path)),
            theme_color: color(config.look.colors.as_ref(), theme.colors.as_ref(), |of| of.brand.as_ref()),
            theme_color_dark: color(config.look.colors_dark.as_ref(), theme.colors_dark.as_ref(), |of| {
                of.brand.as_ref()
            }),
            time_zone: &config.time_zone_name,
            live: config.live.as_deref(),
            live_on: config.live_on.iter().map(|page| page.as_str()).collect(),
            extra: extra(&[theme.extra.as_ref(), config.extra.as_ref()]),
        }
    }

    fn overview_links(&self) -> [Link<'r>; 12] {
        OVERVIEWS.map(|(title, path)| self.overview(title, path))
    }

    fn overviews(&self) -> Overviews {
        let at = |path: Path| self.href(&path(self.edition.prefix));
        Overviews {
            home: at(permalink::home),
            news: at(permalink::news),
            models: at(permalink::models),
            contests: at(permalink::contests),
            programmes: at(permalink::programmes),
            documents: at(permalink::documents),
            localities: at(permalink::localities),
            organizations: at(permalink::organizations),
            tags: at(permalink::tags),
            statistics: at(permalink::statistics),
            series: at(permalink::all_series),
            search: at(permalink::search),
        }
    }

    /// A menu item. Returns `None` if its page is not published.
    fn menu_item(&self, item: &'r MenuFields) -> Option<MenuItem<'r>> {
        let written = self.menu_label(item);
        let (href, own, external) = self.menu_target(item)?;
        // The editor's label is used, unless only the name of the page is in the language of the edition.
        let written =
            written.filter(|(_, lang)| lang.is_none() || own.as_ref().is_none_or(|own| own.1.is_some()));
        let (label, lang) = written.map(|(label, lang)| (Cow::Borrowed(label), lang)).or(own)?;
        Some(MenuItem { label, lang, href, external, children: self.menu_children(item) })
    }

    /// The categories below that of a menu item.
    fn menu_children(&self, item: &MenuFields) -> Vec<Link<'r>> {
        let Some(parent) = item.category.as_ref().and_then(|id| self.site.ids.categories.get(id)) else {
            return Vec::new();
        };
        let below = self.site.category_numbers().filter(|no| self.site.category(*no).parent == Some(parent));
        below.filter(|no| !self.edition.category(*no).is_empty()).map(|no| self.category(no)).collect()
    }

    /// The address of a menu item, the name of its page, and whether it is external.
    fn menu_target(&self, item: &MenuFields) -> Option<(String, Option<Name<'r>>, bool)> {
        if let Some(url) = &item.url {
            let (href, external) = self.menu_address(&url.0);
            let overview = self.overview_links().into_iter().find(|link| link.href == href);
            return Some((href, overview.map(|link| (link.label, None)), external));
        }
        let link = match (&item.page, &item.category) {
            (Some(id), _) => self.page_link(self.page_in_edition(id)?),
            (None, Some(id)) => self.category(self.site.ids.categories.get(id)?),
            (None, None) => return None,
        };
        Some((link.href, Some((link.label, link.lang)), false))
    }

    fn menu_label(&self, item: &'r MenuFields) -> Option<(&'r str, Option<Language>)> {
        match (&item.label_en, &item.label) {
            (Some(english), _) if self.language() == Language::En => Some((english, None)),
            (_, Some(label)) => Some((label, self.main_lang())),
            _ => None,
        }
    }

    /// The page, or its translation into the language of the edition.
    fn page_in_edition(&self, id: &str) -> Option<PageNo> {
        let no = self.site.ids.pages.get(id)?;
        let page = self.site.page(no);
        if page.language == self.language() {
            return Some(no);
        }
        let other =
            page.translations.iter().find(|other| self.site.page(**other).language == self.language());
        Some(other.copied().unwrap_or(no))
    }

    /// Makes a path below the section lead to the same page of the edition, if there is one.
    fn menu_address(&self, url: &str) -> (String, bool) {
        let base = &self.site.config.base;
        let is_elsewhere =
            url.starts_with("//") || url.split(['/', '?', '#']).next().is_some_and(|s| s.contains(':'));
        if is_elsewhere || (base.path != "/" && url.starts_with(&base.path)) {
            let external = is_elsewhere && !url.starts_with(&base.absolute());
            return (url.to_owned(), external);
        }
        let path = url.trim_start_matches('/');
        let end = path.find(['?', '#']).unwrap_or(path.len());
        let own = format!("{}{}", self.edition.prefix, &path[..end]);
        let target = if self.pages.get(&own).is_some() { own } else { path[..end].to_owned() };
        (format!("{}{}", self.href(&target), &path[end..]), false)
    }
}

fn portal_script(script: &ScriptFields) -> PortalScript<'_> {
    PortalScript { src: &script.src.0, integrity: script.integrity.as_deref() }
}

/// A `tel:` address with the digits of a number; text in brackets is a remark and ignored.
fn telephone(text: &str) -> String {
    let number =
        text.split('(').next().filter(|part| part.contains(|c: char| c.is_ascii_digit())).unwrap_or(text);
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}

/// A colour set by the site, else by the theme.
pub(in crate::render) fn color<'c>(
    site: Option<&'c Colors>,
    theme: Option<&'c Colors>,
    which: impl Fn(&'c Colors) -> Option<&'c Color>,
) -> Option<&'c str> {
    [site, theme].into_iter().flatten().find_map(which).map(|color| color.0.as_str())
}

/// `extra` for templates; later mappings, such as that of the site, override earlier ones, such as that of the theme,
/// key by key.
pub(super) fn extra(mappings: &[Option<&Node>]) -> Value {
    let mut map = Map::new();
    for node in mappings.iter().copied().flatten() {
        if let Node::Mapping(pairs) = node {
            for (key, node) in pairs {
                map.insert(Key::from(key.clone()), value(node));
            }
        }
    }
    Value::from(map)
}

fn value(node: &Node) -> Value {
    match node {
        Node::Plain(Plain::Null, _) => Value::none(),
        Node::Plain(Plain::Bool(value), _) => Value::from(*value),
        Node::Plain(Plain::Integer(value), _) => Value::from(*value),
        Node::Plain(Plain::Float(value), _) => Value::from(*value),
        Node::Text(text) => Value::from(text.as_str()),
        Node::List(nodes) => Value::from(nodes.iter().map(value).collect::<Vec<_>>()),
        Node::Mapping(pairs) => {
            let pairs = pairs.iter().map(|(key, node)| (Key::from(key.clone()), value(node)));
            Value::from(pairs.collect::<Map>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::telephone;

    #[test]
    fn a_telephone_number_is_dialled_without_remarks() {
        assert_eq!(telephone("1900 0000 (số mẫu)"), "tel:19000000");
        assert_eq!(telephone("+84 216.3850.000"), "tel:+842163850000");
        assert_eq!(telephone("(0216) 3850000"), "tel:02163850000");
    }
}
