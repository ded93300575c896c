//! Auxiliary files: sitemaps, robots.txt, OpenSearch descriptions, manifests, feeds, redirects from old addresses.

use jiff::civil::Date;

use crate::api;
use crate::diagnostic::Diagnostic;
use crate::manifest::{self, Icon, Manifest};
use crate::opensearch::{self, Description};
use crate::pages::edition::Edition;
use crate::pages::{AuxiliaryFile, DataTable, FileKind, Page, PageKind};
use crate::redirect;
use crate::render::Renderer;
use crate::render::contexts::color;
use crate::robots;
use crate::site::permalink;
use crate::sitemap::news::{self, NewsEntry};
use crate::sitemap::{self, SitemapEntry, SitemapFile};
use crate::theme::{ICONS, Message};
use crate::value::When;

impl Renderer<'_> {
    /// The bytes of an auxiliary file. Errors come from shortcode templates, since feeds contain the bodies of records.
    pub fn auxiliary(&self, file: &AuxiliaryFile) -> Result<Vec<u8>, Diagnostic> {
        let base = self.site.config.base.absolute();
        let edition = |language| self.pages.edition(language);
        let text = match file.kind {
            FileKind::Robots => robots::text(&base),
            FileKind::Sitemap(part) => self.sitemap(&base, part),
            FileKind::NewsSitemap => self.news_sitemap(&base),
            FileKind::OpenSearch(language) => self.opensearch(edition(language)),
            FileKind::Manifest(language) => self.manifest(edition(language)),
            FileKind::Feed(number, format) => self.feed(&self.pages.feeds()[number], format)?,
            FileKind::Redirect(number) => {
                let config = self.site.config;
                let address = redirect::address(&config.base, &self.site.redirects[number].to);
                redirect::page(&address, config.language)
            }
            FileKind::Data(table, format) => return Ok(api::table(self.site, table).bytes(format)),
            FileKind::Series(no, format) => return Ok(api::series(self.site, no, format)),
            FileKind::DataIndex => {
                let described = DataTable::ALL.map(|name| {
                    let table = api::table(self.site, name);
                    api::Described::new(name, &table, &table.all_bytes())
                });
                return Ok(self.data_index(&described));
            }
        };
        Ok(text.into_bytes())
    }

    /// The index of the open data.
    pub fn data_index(&self, tables: &[api::Described]) -> Vec<u8> {
        let main = self.contexts(self.site.config.language);
        api::index(self.site, tables, &|name| main.text(Message::Data(name)))
    }

    /// All pages that may be indexed.
    fn sitemap(&self, base: &str, file: SitemapFile) -> String {
        let indexed: Vec<&Page> = self.pages.pages().iter().filter(|page| page.kind.is_indexed()).collect();
        let entry = |page: &&Page| {
            let alternates = self.contexts(page.language).alternates(page);
            let alternates = alternates.into_iter().map(|other| (other.language, other.url)).collect();
            SitemapEntry { path: page.path.clone(), lastmod: self.changed(page.kind), alternates }
        };
        let entries: Vec<_> = indexed[sitemap::range(file, indexed.len())].iter().map(entry).collect();
        sitemap::text(base, file, &entries)
    }

    /// Articles of the last two days before the build's `now`.
    fn news_sitemap(&self, base: &str) -> String {
        let dated = self.site.articles.iter().filter(|article| article.record.fields.date.is_exact());
        let articles = dated.map(|article| NewsEntry {
            path: &article.path,
            title: &article.record.fields.title,
            language: article.language,
            published: &article.date,
        });
        news::text(base, &self.site.config.title, &articles.collect::<Vec<_>>(), &self.site.now)
    }

    /// The OpenSearch description of an edition.
    fn opensearch(&self, edition: &Edition) -> String {
        let contexts = self.contexts(edition.language);
        let title = &self.site.config.title;
        let icon = self.icon().map(|(path, _)| contexts.url(path));
        opensearch::text(&Description {
            title,
            description: &contexts.text(Message::SearchDescription { site: title }),
            search: &contexts.url(&permalink::search(edition.prefix)),
            url: &contexts.url(&permalink::opensearch(edition.prefix)),
            icon: icon.as_deref(),
            language: edition.language,
        })
    }

    /// The web app manifest of an edition: name, icon and colours.
    fn manifest(&self, edition: &Edition) -> String {
        let (contexts, config, theme) =
            (self.contexts(edition.language), self.site.config, &self.theme.fields);
        let home = contexts.href(&permalink::home(edition.prefix));
        let icon = |path: &str, sizes, media_type| Icon { src: contexts.href(path), sizes, media_type };
        let drawn = self.icon().map(|(path, media_type)| icon(path, "any".to_owned(), media_type));
        // Not beside a logo of the site, since they show the sign of the theme.
        let painted = ICONS.into_iter().filter(|_| self.site.logo.is_none()).filter_map(|(name, side)| {
            Some(icon(self.theme.statics.path(name)?, format!("{side}x{side}"), "image/png"))
        });
        let (look, own) = (config.look.colors.as_ref(), theme.colors.as_ref());
        manifest::text(&Manifest {
            name: &config.title,
            short_name: &config.title,
            description: config.subtitle.as_deref(),
            lang: config.language,
            id: &home,
            start_url: &home,
            scope: &home,
            display: "minimal-ui",
            theme_color: color(look, own, |colors| colors.brand.as_ref()),
            background_color: color(look, own, |colors| colors.paper.as_ref()),
            icons: drawn.into_iter().chain(painted).collect(),
        })
    }

    /// Path and media type of the section's SVG icon.
    fn icon(&self) -> Option<(&str, &'static str)> {
        let own =
            self.site.logo.as_ref().map(|logo| logo.path.as_str()).filter(|path| path.ends_with(".svg"));
        Some((own.or_else(|| self.theme.statics.path("icon.svg"))?, "image/svg+xml"))
    }

    /// A day for the sitemap, whose schema takes no year or month alone.
    fn known_day(&self, when: When) -> Option<Date> {
        when.is_exact().then(|| self.site.day(&when))
    }

    /// The date of the last change of a page, if its record has one.
    fn changed(&self, kind: PageKind) -> Option<Date> {
        match kind {
            PageKind::Article(no) => {
                let article = self.site.article(no);
                self.known_day(article.updated.unwrap_or(article.record.fields.date))
            }
            PageKind::Standing(no) => self.known_day(self.site.page(no).updated?),
            _ => None,
        }
    }
}
