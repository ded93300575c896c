//! Lists of articles, and of records with a tag.

use crate::content::article::ArticleGenre;
use crate::pages::{NewsOf, page_count};
use crate::render::context::{
    ArticleCard, Facet, Feed, Link, News, NotFound, OtherNotFound, Pagination, Tag, Tags, Withdrawn,
};
use crate::render::contexts::chrome::extra;
use crate::render::contexts::{Contexts, Head};
use crate::render::paging;
use crate::site::{CategoryNo, TagNo, TombstoneKind, permalink};
use crate::theme::Message;
use bantin_text::date::Precision;

/// Articles shown on the 404 page.
const LATEST: usize = 5;

impl<'r> Contexts<'r> {
    /// Links between the pages of a list with `items` items.
    pub(super) fn pagination(&self, list: &str, number: usize, items: usize) -> Option<Pagination> {
        let total = page_count(items, self.site.config.page_size);
        paging::pagination(list, number, total, |path| self.href(path))
    }

    /// A value of a property, linked to the list of records that have it.
    pub(super) fn facet(&self, link: Link<'r>, count: usize, current: bool) -> Facet<'r> {
        Facet { label: link.label, href: Some(link.href), lang: link.lang, count: self.count(count), current }
    }

    pub(in crate::render) fn news(&self, of: NewsOf, number: usize) -> (Head<'r>, News<'r>) {
        let all = permalink::news(self.edition.prefix);
        let above = || vec![self.overview(Message::TitleNews, permalink::news)];
        match of {
            NewsOf::All => {
                let head = Head::new(self.text(Message::TitleNews));
                let news = self.news_list("all", &head.title, of, &all, number);
                let untranslated = if number == 1 { self.untranslated_cards() } else { Vec::new() };
                self.news_page(head, vec![], News { untranslated, ..news }, &all)
            }
            NewsOf::Year(year) => {
                let path = permalink::year(&all, year);
                let head = Head::new(self.text(Message::TitleNewsYear { year: &year.to_string() }));
                let news = self.news_list("year", &head.title, of, &path, number);
                self.news_page(head, above(), news, &path)
            }
            NewsOf::Genre(genre) => {
                let name = self.text(Message::Genre(genre));
                let path = permalink::part(&all, "the-loai", genre.as_str());
                let head = Head::new(self.text(Message::TitleNewsCategory { name: &name }));
                let news = self.news_list("genre", &name, of, &path, number);
                self.news_page(head, above(), news, &path)
            }
            NewsOf::Category(no) => self.news_of_category(no, number),
        }
    }

    fn news_of_category(&self, no: CategoryNo, number: usize) -> (Head<'r>, News<'r>) {
        let site = &self.site.config.title;
        let category = self.site.category(no);
        let mut above = self.category_chain(no);
        let link = above.pop().unwrap_or_else(|| self.category(no));
        let path = format!("{}{}", self.edition.prefix, category.path);
        let (description, description_lang) = category
            .fields
            .description
            .as_deref()
            .map(|text| self.named(text, category.fields.description_en.as_deref()))
            .map_or((None, None), |(text, lang)| (Some(text), lang));
        let head = Head {
            description: description.filter(|_| description_lang.is_none()).map(str::to_owned),
            overview: Some(self.overview(Message::TitleNews, permalink::news)),
            feeds: vec![self.feed(Message::FeedCategory { site, name: &link.label }, &path)],
            ..Head::new(self.text(Message::TitleNewsCategory { name: &link.label }))
        };
        let news = self.news_list("category", &link.label, NewsOf::Category(no), &path, number);
        let extra = extra(&[category.fields.extra.as_ref()]);
        let news = News { lang: link.lang, description, description_lang, extra, ..news };
        self.news_page(head, above, news, &path)
    }

    fn news_list(&self, name: &'static str, title: &str, of: NewsOf, path: &str, number: usize) -> News<'r> {
        let articles = self.edition.news_of(of);
        let below = if let NewsOf::Category(no) = of { Some(no) } else { None };
        News {
            of: name,
            title: title.to_owned(),
            lang: None,
            description: None,
            description_lang: None,
            categories: self.category_facets(of, below),
            years: self.news_years(of),
            genres: self.news_genres(of),
            localities: if number == 1 { self.news_places(of) } else { Vec::new() },
            total: self.count(articles.len()),
            articles: self.article_cards(paging::on_page(articles, number, self.site.config.page_size)),
            untranslated: Vec::new(),
            pagination: self.pagination(path, number, articles.len()),
            extra: extra(&[]),
        }
    }

    fn news_page(
        &self,
        head: Head<'r>,
        mut crumbs: Vec<Link<'r>>,
        news: News<'r>,
        path: &str,
    ) -> (Head<'r>, News<'r>) {
        crumbs.push(Link { label: news.title.clone().into(), href: self.href(path), lang: news.lang });
        (Head { crumbs, ..head }.paged(news.pagination.as_ref()), news)
    }

    /// The categories below one, or the top-level ones, as far as articles of a list are in them.
    pub(super) fn category_facets(&self, list: NewsOf, below: Option<CategoryNo>) -> Vec<Facet<'r>> {
        let all = self.site.category_numbers().filter(|no| self.site.category(*no).parent == below);
        all.filter_map(|no| self.news_facet(list, NewsOf::Category(no))).collect()
    }

    /// The list of the articles of a genre.
    pub(super) fn genre_link(&self, genre: ArticleGenre) -> Link<'r> {
        let path = permalink::part(&permalink::news(self.edition.prefix), "the-loai", genre.as_str());
        Link { label: self.text(Message::Genre(genre)).into(), href: self.href(&path), lang: None }
    }

    /// The genres of a list of articles; none if there is only one at all.
    fn news_genres(&self, list: NewsOf) -> Vec<Facet<'r>> {
        let genres = &self.edition.article_genres;
        let some = genres.iter().filter(|_| genres.len() > 1);
        some.filter_map(|(genre, _)| self.news_facet(list, NewsOf::Genre(*genre))).collect()
    }

    /// The years of a list of articles.
    pub(super) fn news_years(&self, list: NewsOf) -> Vec<Facet<'r>> {
        let years = self.edition.article_years.iter();
        years.filter_map(|(year, _)| self.news_facet(list, NewsOf::Year(*year))).collect()
    }

    /// Link to a list of articles.
    pub(super) fn news_link(&self, of: NewsOf) -> Link<'r> {
        match of {
            NewsOf::All => self.overview(Message::TitleNews, permalink::news),
            NewsOf::Category(no) => self.category(no),
            NewsOf::Year(year) => self.year_link(&permalink::news(self.edition.prefix), year),
            NewsOf::Genre(genre) => self.genre_link(genre),
        }
    }

    pub(super) fn year_link(&self, list: &str, year: i16) -> Link<'r> {
        Link { label: year.to_string().into(), href: self.href(&permalink::year(list, year)), lang: None }
    }

    /// The feed of a page.
    pub(in crate::render) fn feed(&self, title: Message<'_>, page: &str) -> Feed {
        Feed {
            title: self.text(title),
            href: self.href(&permalink::feed(page)),
            json: self.href(&permalink::json_feed(page)),
        }
    }

    pub(in crate::render) fn tags(&self) -> (Head<'r>, Tags<'r>) {
        let all = self.site.tag_numbers().map(|no| (no, self.edition.tagged(no)));
        let tags =
            all.filter(|(_, count)| *count > 0).map(|(no, count)| self.facet(self.tag(no), count, false));
        (self.overview_head(Message::TitleTags, permalink::tags), Tags { tags: tags.collect() })
    }

    pub(in crate::render) fn tagged(&self, no: TagNo, number: usize) -> (Head<'r>, Tag<'r>) {
        let tag = self.site.tag(no);
        let mixed = self.edition.tag(no);
        let path = permalink::tag(self.edition.prefix, &tag.slug);
        let (models, articles, _) = paging::mixed_on_page(mixed, number, self.site.config.page_size);
        let documents = if number == 1 { self.edition.tag_documents(no) } else { &[] };
        let pagination = self.pagination(&path, number, mixed.len());
        let link = self.tag(no);
        let lang = link.lang;
        let crumbs = vec![self.overview(Message::TitleTags, permalink::tags), link];
        let title = self.text(Message::TitleTag { name: &tag.name });
        let head = Head { crumbs, ..Head::new(title) }.paged(pagination.as_ref());
        let tag = Tag {
            name: &tag.name,
            lang,
            total: self.count(self.edition.tagged(no)),
            articles: self.article_cards(articles),
            models: self.model_cards(models),
            documents: self.document_cards(documents),
            pagination,
        };
        (head, tag)
    }

    pub(super) fn overview_head(&self, title: Message<'_>, path: impl Fn(&str) -> String) -> Head<'r> {
        let link = self.overview(title, path);
        Head { crumbs: vec![link.clone()], ..Head::new(link.label.into_owned()) }
    }

    pub(in crate::render) fn not_found(&self) -> (Head<'r>, NotFound<'r>) {
        let latest: Vec<ArticleCard<'r>> =
            self.edition.articles.iter().take(LATEST).map(|no| self.article_card(*no)).collect();
        let others =
            self.pages.editions().iter().filter(|other| other.language != self.language()).map(|other| {
                let messages = self.templates.messages(other.language);
                OtherNotFound {
                    language: other.language,
                    text: messages.get(Message::NotFoundText),
                    home: Link {
                        label: messages.get(Message::GoHome).into(),
                        href: self.href(&permalink::home(other.prefix)),
                        lang: Some(other.language),
                    },
                }
            });
        let head = self.alone(Message::TitleNotFound, permalink::NOT_FOUND);
        (head, NotFound { others: others.collect(), latest })
    }

    pub(in crate::render) fn withdrawn(&self, number: usize) -> (Head<'r>, Withdrawn<'r>) {
        let tombstone = &self.site.tombstones[number];
        let (of, title) = match tombstone.kind {
            TombstoneKind::Article => ("article", Message::TitleWithdrawnArticle),
            TombstoneKind::Document => ("document", Message::TitleWithdrawnDocument),
            TombstoneKind::Model => ("model", Message::TitleWithdrawnModel),
            TombstoneKind::Page => ("page", Message::TitleWithdrawnPage),
            TombstoneKind::Entry => ("entry", Message::TitleWithdrawnEntry),
        };
        let date = tombstone.date.map(|date| {
            self.moment(&date.at(&self.site.config.time_zone), date.precision.min(Precision::Day))
        });
        (self.alone(title, &tombstone.path), Withdrawn { of, date, reason: tombstone.reason })
    }

    /// The head of a page that has no parent.
    fn alone(&self, title: Message<'_>, path: &str) -> Head<'r> {
        let title = self.text(title);
        let own = Link { label: title.clone().into(), href: self.href(path), lang: None };
        Head { crumbs: vec![own], ..Head::new(title) }
    }
}
