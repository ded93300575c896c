//! Files for machines: sitemaps, robots.txt, descriptions of the editions, feeds, and pages at old addresses.

use jiff::Zoned;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Place, words};
use crate::manifest::{self, Icon, Manifest};
use crate::opensearch::{self, Description};
use crate::redirect;
use crate::render::edition::Edition;
use crate::render::fill::color;
use crate::render::plan::Shows;
use crate::render::{OutputFile, Renderer};
use crate::robots;
use crate::site::permalink;
use crate::sitemap::news::{self, NewsEntry};
use crate::sitemap::{self, SitemapEntry};
use crate::theme::Argument;

impl Renderer<'_> {
    /// All files for machines. What templates of shortcodes do wrong in a feed's text, and old paths where a page
    /// stands, are reported.
    pub fn machine_files(&self, found: &mut Vec<Diagnostic>) -> Vec<OutputFile> {
        let base = self.site.config.base.absolute();
        let file = |(path, text): (String, String)| OutputFile { path, bytes: text.into_bytes() };
        let news = self.news_sitemap(&base);
        let mut files = vec![file((robots::PATH.to_owned(), robots::text(&base, news.is_some())))];
        files.extend(sitemap::files(&base, &self.sitemap()).into_iter().map(file));
        files.extend(news.map(|text| file((news::PATH.to_owned(), text))));
        for edition in &self.editions {
            files.push(file(self.opensearch(edition)));
            files.push(file(self.manifest(edition)));
        }
        self.redirects(&mut files, found);
        let feeds: Vec<_> = self.feeds().par_iter().map(|planned| self.feed(planned)).collect();
        for feed in feeds {
            match feed {
                Ok(texts) => files.extend(texts.map(file)),
                Err(diagnostic) => found.push(diagnostic),
            }
        }
        files
    }

    /// Pages that may be indexed.
    fn sitemap(&self) -> Vec<SitemapEntry> {
        let indexed = self.plan.iter().filter(|page| page.shows.is_indexed());
        indexed
            .map(|page| {
                let alternates = self.fill(page.language).alternates(page);
                let alternates = alternates.into_iter().map(|other| (other.language, other.url)).collect();
                SitemapEntry { path: page.path.clone(), lastmod: self.changed(page.shows), alternates }
            })
            .collect()
    }

    /// The articles of the last two days by the clock of the build.
    fn news_sitemap(&self, base: &str) -> Option<String> {
        let articles = self.site.articles.iter().map(|article| NewsEntry {
            path: &article.path,
            title: &article.record.fields.title,
            language: article.language,
            published: &article.date,
        });
        news::text(base, &self.site.config.title, &articles.collect::<Vec<_>>(), self.site.now)
    }

    /// How a browser searches an edition.
    fn opensearch(&self, edition: &Edition) -> (String, String) {
        let fill = self.fill(edition.language);
        let title = &self.site.config.title;
        let path = permalink::opensearch(edition.prefix);
        let icon = self.icon().map(|(path, _)| fill.url(path));
        let text = opensearch::text(&Description {
            title,
            description: &fill.text("search-description", &[("site", Argument::Text(title))]),
            search: &fill.url(&permalink::search(edition.prefix)),
            url: &fill.url(&path),
            icon: icon.as_deref(),
            language: edition.language,
        });
        (path, text)
    }

    /// Name, icon and colours of an edition on a home screen.
    fn manifest(&self, edition: &Edition) -> (String, String) {
        let (fill, config, theme) = (self.fill(edition.language), self.site.config, &self.theme.fields);
        let home = fill.href(&permalink::home(edition.prefix));
        let icon = self.icon().map(|(path, media_type)| (fill.href(path), media_type));
        let icons = icon.iter().map(|(src, media_type)| Icon { src, sizes: "any".to_owned(), media_type });
        let (look, own) = (config.look.colors.as_ref(), theme.colors.as_ref());
        let text = manifest::text(&Manifest {
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
            icons: icons.collect(),
        });
        (permalink::manifest(edition.prefix), text)
    }

    /// The drawing that stands for the section, and its media type.
    fn icon(&self) -> Option<(&str, &'static str)> {
        let own =
            self.site.logo.as_ref().map(|logo| logo.path.as_str()).filter(|path| path.ends_with(".svg"));
        Some((own.or_else(|| self.theme.statics.path("icon.svg"))?, "image/svg+xml"))
    }

    /// The day on which a page last changed, where its record says so.
    fn changed(&self, shows: Shows) -> Option<Date> {
        match shows {
            Shows::Article(no) => {
                let article = self.site.article(no);
                Some(article.updated.as_ref().unwrap_or(&article.date).date())
            }
            Shows::Standing(no) => self.site.page(no).updated.as_ref().map(Zoned::date),
            _ => None,
        }
    }

    fn redirects(&self, files: &mut Vec<OutputFile>, found: &mut Vec<Diagnostic>) {
        let config = self.site.config;
        for old in &self.site.redirects {
            let path = redirect::file(&old.from);
            if self.is_page(&path) {
                let message = words!(
                    "ở đường dẫn cũ `/{path}` đang có một trang",
                    "a page stands at the old path `/{path}`"
                );
                found.push(Diagnostic::error(Code::PathCollision, Place::start_of(config.source), message));
                continue;
            }
            let address = redirect::address(&config.base, &old.to);
            files.push(OutputFile { path, bytes: redirect::page(&address, config.language).into_bytes() });
        }
    }
}
