//! Feeds of all editions: news, categories, dossiers, models, contests, documents; each as Atom and as JSON Feed.

use std::borrow::Cow;
use std::cmp::Reverse;

use jiff::Zoned;
use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::feed::{self, FeedEntry, FeedInput};
use crate::markdown::RenderedBody;
use crate::pages::{Feed, FeedFormat, FeedOf};
use crate::render::Renderer;
use crate::render::contexts::Contexts;
use crate::site::{ArticleNo, ContestNo, DocumentNo, EntryNo, ModelNo, RecordNo, permalink};
use crate::theme::Message;
use bantin_text::language::Language;

/// One entry of a feed.
struct Item<'r> {
    path: &'r str,
    kind: &'static str,
    id: String,
    title: &'r str,
    published: Zoned,
    updated: Zoned,
    summary: Option<&'r str>,
    html: String,
    authors: Vec<&'r str>,
    categories: Vec<Cow<'r, str>>,
    language: Language,
}

impl Renderer<'_> {
    pub(super) fn feed(&self, planned: &Feed, format: FeedFormat) -> Result<String, Diagnostic> {
        // Feeds use the original of a picture, not its scaled widths.
        let contexts = &Contexts { pictures: None, ..self.contexts(planned.language) };
        let (edition, site) = (contexts.edition, self.site.config.title.as_str());
        let (items, title) = match planned.of {
            FeedOf::News => (
                self.articles(contexts, &edition.articles)?,
                contexts.text(Message::FeedNews { site, name: site }),
            ),
            FeedOf::Models => (
                self.models(contexts, &edition.models)?,
                contexts.text(Message::FeedModels { site, name: site }),
            ),
            FeedOf::Category(no) => {
                let name = contexts.category(no).label;
                let title = contexts.text(Message::FeedCategory { site, name: &name });
                (self.articles(contexts, edition.category(no))?, title)
            }
            FeedOf::Contest(no) => {
                let name = &self.site.contest(no).record.fields.title;
                (self.contest(contexts, no)?, contexts.text(Message::FeedContest { site, name }))
            }
            FeedOf::Documents => {
                let all: Vec<DocumentNo> =
                    self.site.document_numbers().take(self.site.config.feed_size).collect();
                let items: Result<_, _> = all.into_iter().map(|no| self.document(contexts, no)).collect();
                (items?, contexts.text(Message::FeedDocuments { site, name: site }))
            }
            FeedOf::Topic(no) => {
                let name = contexts.topic_link(no).label;
                // The dossier has an order of its own; articles are numbered from the newest on.
                let mut articles = edition.topic(no).to_vec();
                articles.sort_unstable();
                (self.articles(contexts, &articles)?, contexts.text(Message::FeedTopic { site, name: &name }))
            }
        };
        let base = &self.site.config.base;
        let host = base.origin.split("://").last().unwrap_or("").split(':').next().unwrap_or("");
        let entries = items.iter().map(|item| FeedEntry {
            title: item.title,
            url: contexts.url(item.path),
            // A tag URI (RFC 4151) stays the same if the page moves.
            id: format!("tag:{host},{}:{}/{}", item.published.date(), item.kind, item.id),
            published: &item.published,
            updated: &item.updated,
            summary: item.summary,
            html: &item.html,
            authors: item.authors.clone(),
            categories: item.categories.iter().map(AsRef::as_ref).collect(),
            language: item.language,
        });
        let author = contexts.organization(self.site.publisher).label;
        let config = self.site.config;
        let banner = config.banner.as_deref();
        let banner = banner.map(|text| contexts.edition.language.name(text, config.banner_en.as_deref()));
        let told: Vec<&str> = config.subtitle.as_deref().into_iter().chain(banner).collect();
        let subtitle = told.join(". ");
        let input = FeedInput {
            title: &title,
            subtitle: (!told.is_empty()).then_some(subtitle.as_str()),
            url: contexts.url(&permalink::feed(&planned.page)),
            page: contexts.url(&planned.page),
            author: &author,
            language: contexts.edition.language,
            entries: entries.collect(),
        };
        Ok(match format {
            FeedFormat::Atom => feed::atom(&input),
            FeedFormat::Json => feed::json(&input, &contexts.url(&permalink::json_feed(&planned.page))),
        })
    }

    fn articles<'r>(
        &'r self,
        contexts: &Contexts<'r>,
        of: &[ArticleNo],
    ) -> Result<Vec<Item<'r>>, Diagnostic> {
        of.iter().take(self.site.config.feed_size).map(|no| self.article(contexts, *no)).collect()
    }

    fn article<'r>(&'r self, contexts: &Contexts<'r>, no: ArticleNo) -> Result<Item<'r>, Diagnostic> {
        let article = self.site.article(no);
        let fields = &article.record.fields;
        let category = self.site.category(article.category).fields.name.as_str();
        let tags = article.tags.iter().map(|no| self.site.tag(*no).name.as_str());
        let genre = contexts.text(Message::Genre(fields.genre));
        Ok(Item {
            path: &article.path,
            kind: "article",
            id: article.record.id.0.clone(),
            title: &fields.title,
            published: article.date.clone(),
            updated: article
                .updated
                .map_or_else(|| article.date.clone(), |at| at.at(&self.site.config.time_zone)),
            summary: fields.summary.as_deref(),
            html: contexts.body(self.bodies.body(RecordNo::Article(no)))?,
            authors: article.bylines.iter().map(|byline| byline.name).collect(),
            categories: [category.into(), genre.into()].into_iter().chain(tags.map(Cow::Borrowed)).collect(),
            language: article.language,
        })
    }

    /// The latest models: by the date of the recognition decision, else by the first day of the year of registration.
    fn models<'r>(&'r self, contexts: &Contexts<'r>, of: &[ModelNo]) -> Result<Vec<Item<'r>>, Diagnostic> {
        let mut dated: Vec<_> = of.iter().filter_map(|no| Some((self.model_date(*no)?, *no))).collect();
        dated.sort_by_key(|(date, no)| (Reverse(date.timestamp()), *no));
        dated.truncate(self.site.config.feed_size);
        dated.into_iter().map(|(date, no)| self.model(contexts, no, date)).collect()
    }

    fn model_date(&self, no: ModelNo) -> Option<Zoned> {
        let model = self.site.model(no);
        let fields = &model.record.fields;
        let zone = &self.site.config.time_zone;
        let recognised = model.recognition.map(|decision| decision.date.at(zone));
        recognised.or_else(|| Date::new(fields.registered.0, 1, 1).ok()?.to_zoned(zone.clone()).ok())
    }

    fn model<'r>(
        &'r self,
        contexts: &Contexts<'r>,
        no: ModelNo,
        date: Zoned,
    ) -> Result<Item<'r>, Diagnostic> {
        let model = self.site.model(no);
        let fields = &model.record.fields;
        let parts: Result<Vec<_>, _> = self
            .bodies
            .model(no)
            .map(|rendered: &RenderedBody| contexts.body(rendered))
            .into_iter()
            .collect();
        Ok(Item {
            path: &model.path,
            kind: "model",
            id: model.record.id.0.clone(),
            title: &fields.name,
            updated: date.clone(),
            published: date,
            summary: fields.summary.as_deref(),
            html: parts?.concat(),
            authors: Vec::new(),
            categories: vec![self.site.field(model.field).fields.name.as_str().into()],
            language: model.language,
        })
    }

    fn document<'r>(&'r self, contexts: &Contexts<'r>, no: DocumentNo) -> Result<Item<'r>, Diagnostic> {
        let document = self.site.document(no);
        let fields = &document.record.fields;
        Ok(Item {
            path: &document.path,
            kind: "document",
            id: document.record.id.0.clone(),
            title: &fields.title,
            updated: document.issued.clone(),
            published: document.issued.clone(),
            summary: fields.summary.as_deref(),
            html: contexts.body(self.bodies.body(RecordNo::Document(no)))?,
            authors: Vec::new(),
            categories: vec![contexts.text(Message::DocumentKind(fields.kind)).into()],
            language: document.language,
        })
    }

    /// Articles about a contest, and its entries, which are published when it closes.
    fn contest<'r>(&'r self, contexts: &Contexts<'r>, no: ContestNo) -> Result<Vec<Item<'r>>, Diagnostic> {
        let contest = self.site.contest(no);
        let language = contexts.edition.language;
        let articles = contest.articles.iter().filter(|no| self.site.article(**no).language == language);
        let articles: Vec<_> = articles.copied().collect();
        let mut items = self.articles(contexts, &articles)?;
        let newer = items.iter().filter(|item| item.published > contest.closes).count();
        let room = self.site.config.feed_size.saturating_sub(newer);
        for no in contest.entries.iter().take(room) {
            items.push(self.entry(contexts, *no, contest.closes.clone())?);
        }
        items.sort_by_key(|item| Reverse(item.published.timestamp()));
        items.truncate(self.site.config.feed_size);
        Ok(items)
    }

    fn entry<'r>(
        &'r self,
        contexts: &Contexts<'r>,
        no: EntryNo,
        date: Zoned,
    ) -> Result<Item<'r>, Diagnostic> {
        let entry = self.site.entry(no);
        let fields = &entry.record.fields;
        let contest = &self.site.contest(entry.contest).record.id.0;
        Ok(Item {
            path: &entry.path,
            kind: "entry",
            id: format!("{contest}/{}", entry.record.id.0),
            title: &fields.title,
            updated: date.clone(),
            published: date,
            summary: fields.summary.as_deref(),
            html: contexts.body(self.bodies.body(RecordNo::Entry(no)))?,
            authors: entry.authors.iter().map(|author| author.name.as_str()).collect(),
            categories: vec![entry.genre.name.as_str().into()],
            language: self.site.config.language,
        })
    }
}
